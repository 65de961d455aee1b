//! How the names of the vocabulary sound: computed with them, and by a job where the rule is newer than they are.

use crate::{Result, Store};
use domain::search;

/// Names heard with one statement.
const AT_ONCE: i64 = 5_000;

/// The sounds of a token as words, since arrays of arrays do not unnest by rows.
pub(super) fn words_of(token: &str) -> String {
    search::sounds(token).join(" ")
}

/// Computes how names sound where that is not known: after an update of the rule. For a job; returns how many.
///
/// # Errors
/// When the database refuses; what was done stays.
pub async fn hear_names(store: &Store) -> Result<usize> {
    let mut heard = 0;
    loop {
        let mut tx = store.begin(None).await?;
        let rows = sqlx::query!(
            r#"
            select token_id, token from name_token
            where sounds is null
            order by token_id
            limit $1
            for no key update skip locked
            "#,
            AT_ONCE,
        )
        .fetch_all(&mut *tx)
        .await?;
        if rows.is_empty() {
            return Ok(heard);
        }
        heard += rows.len();
        let sounds = rows.iter().map(|row| words_of(&row.token));
        sqlx::query!(
            r#"
            update name_token
            set sounds = string_to_array(heard.sounds, ' ')
            from unnest($1::integer[], $2::text[]) as heard (token_id, sounds)
            where name_token.token_id = heard.token_id
            "#,
            &rows.iter().map(|row| row.token_id).collect::<Vec<_>>(),
            &sounds.collect::<Vec<_>>(),
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
    }
}

#[cfg(test)]
mod tests {
    use super::hear_names;
    use crate::testing::{self, World};
    use domain::search;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    #[sqlx::test(migrations = "../../migrations")]
    async fn names_that_were_not_heard_yet_are_heard_once(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let store = &world.store;
        sqlx::query("insert into name_token (token) values ('maxamed'), ('lo')")
            .execute(&store.pool)
            .await
            .unwrap();
        assert_eq!(hear_names(store).await.unwrap(), 2);
        assert_eq!(hear_names(store).await.unwrap(), 0);
        let heard: Vec<Vec<String>> =
            sqlx::query_scalar("select sounds from name_token order by token")
                .fetch_all(&store.pool)
                .await
                .unwrap();
        assert!(heard[0].is_empty());
        assert_eq!(heard[1], search::sounds("maxamed"));
    }
}
