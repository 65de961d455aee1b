//! What an exit did, for the page after it.

use super::read;
use crate::{Result, Store, StoreError};
use chrono::NaiveDate;
use domain::access::{Act, Acting, Actor};
use domain::hud::{Coded, LivingSituation};
use domain::ids::{ActId, ClientId, EnrollmentId};
use domain::person::Name;

/// One act of exit.
#[derive(Clone, Debug)]
pub struct Exited {
    /// Name of the list.
    pub list_name: String,
    /// Whether the household left it.
    pub left_list: bool,
    /// In whose name it was done.
    pub acting: Acting,
    /// Who left.
    pub people: Vec<Person>,
}

/// One who left.
#[derive(Clone, Debug)]
pub struct Person {
    /// The person.
    pub client: ClientId,
    /// The name.
    pub name: String,
    /// 3.11.
    pub exit_on: NaiveDate,
    /// 3.12.1.
    pub destination: Option<Coded<LivingSituation>>,
}

/// Reads an act.
///
/// # Errors
/// [`StoreError::NotFound`] where there is none, or the actor may not exit from that organization.
pub async fn act(store: &Store, actor: &Actor, act: ActId) -> Result<Exited> {
    let mut connection = store.pool.acquire().await?;
    let rows = sqlx::query!(
        r#"
        select x.enrollment_id, e.client_id, x.exit_date, x.destination,
            c.first_name, c.middle_name, c.last_name, c.name_suffix, c.protected
        from exit x
        join enrollment e using (enrollment_id)
        join client c using (client_id)
        where x.act_id = $1
        order by (e.relationship_to_hoh = 1) desc nulls last, c.dob nulls last, e.enrollment_id
        "#,
        act.0,
    )
    .fetch_all(&mut *connection)
    .await?;
    let first = rows.first().ok_or(StoreError::NotFound)?;
    let stay = read::stay(
        &mut connection,
        store.clock,
        EnrollmentId(first.enrollment_id),
    )
    .await?;
    let answer = read::authorise(&mut connection, actor, &stay, Act::Exit).await?;
    let Some((acting, ..)) = answer.filter(|(_, verdict, _)| verdict.permits()) else {
        return Err(StoreError::NotFound);
    };
    let open = sqlx::query_scalar!(
        r#"select exists (select from enrollment where household_id = $1 and exit_on is null) as "open!""#,
        stay.household.0,
    )
    .fetch_one(&mut *connection)
    .await?;
    Ok(Exited {
        list_name: stay.list_name,
        left_list: !open,
        acting,
        people: rows
            .into_iter()
            .map(|row| Person {
                client: ClientId(row.client_id),
                name: if row.protected {
                    "A protected person".to_owned()
                } else {
                    let name = Name {
                        first: row.first_name,
                        middle: row.middle_name,
                        last: row.last_name,
                        suffix: row.name_suffix,
                    };
                    name.short()
                },
                exit_on: row.exit_date,
                destination: row.destination.map(Coded::from_code),
            })
            .collect(),
    })
}
