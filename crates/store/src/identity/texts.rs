//! Texts that are posted: the user agreement and the privacy notice.

use crate::{Result, Store};
use chrono::NaiveDate;

/// Which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// Accepted by every user.
    UserAgreement,
    /// For the people whose information it is; public.
    PrivacyNotice,
}

impl TextKind {
    const fn code(self) -> &'static str {
        match self {
            Self::UserAgreement => "user_agreement",
            Self::PrivacyNotice => "privacy_notice",
        }
    }
}

/// A text in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostedText {
    /// Counts up.
    pub version: i32,
    /// Since when it holds.
    pub effective_on: NaiveDate,
    /// A paragraph a line; a line that begins with "## " is a heading.
    pub body: String,
}

/// The text in force today. Everybody may read it, signed in or not.
///
/// # Errors
/// [`crate::StoreError::NotFound`] when none was posted.
pub async fn posted_text(store: &Store, kind: TextKind) -> Result<PostedText> {
    Ok(sqlx::query_as!(
        PostedText,
        r#"
        select version, effective_on, body
        from posted_text
        where kind = $1 and effective_on <= $2
        order by version desc
        limit 1
        "#,
        kind.code(),
        store.rights_on(),
    )
    .fetch_one(&store.pool)
    .await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    #[sqlx::test(migrations = "../../migrations")]
    async fn a_future_version_is_not_in_force(pool: PgPoolOptions, options: PgConnectOptions) {
        let store = testing::store(pool, options).await.unwrap();
        sqlx::query(
            "insert into posted_text (kind, version, effective_on, body) \
             values ('privacy_notice', 2, '2027-01-01', 'Later.')",
        )
        .execute(&store.pool)
        .await
        .unwrap();
        let notice = posted_text(&store, TextKind::PrivacyNotice).await.unwrap();
        assert_eq!(notice.version, 1);
        assert!(notice.body.contains("## Your rights"));
        assert!(posted_text(&store, TextKind::UserAgreement).await.is_ok());
    }
}
