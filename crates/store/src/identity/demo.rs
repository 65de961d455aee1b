//! The accounts that a demo shows on its sign-in page.

use crate::{Result, Store};

/// An account that the sign-in page of a demo installation shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// What to type.
    pub email: String,
    /// Who that is.
    pub display_name: String,
    /// What one can do as them.
    pub note: String,
}

/// The demo accounts; none unless the installation is a demo.
///
/// # Errors
/// When the database cannot be asked.
pub async fn demo_accounts(store: &Store) -> Result<Vec<DemoAccount>> {
    Ok(sqlx::query_as!(
        DemoAccount,
        r#"
        select email, display_name, demo_note as "note!"
        from app_user
        where demo_note is not null and disabled_at is null and (select demo from installation)
        order by user_id
        "#
    )
    .fetch_all(&store.pool)
    .await?)
}
