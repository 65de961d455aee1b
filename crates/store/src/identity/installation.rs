//! What this installation is, and whom its users ask.

use crate::{Result, Store};

/// The installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    /// Its name.
    pub name: String,
    /// "Minnesota HMIS Helpdesk".
    pub helpdesk_name: String,
    /// Where to write.
    pub helpdesk_email: String,
    /// Where to call.
    pub helpdesk_phone: Option<String>,
    /// Synthetic people only; the demo accounts may be shown.
    pub demo: bool,
}

/// What this installation is. Everybody may know.
///
/// # Errors
/// When the database cannot be asked.
pub async fn installation(store: &Store) -> Result<Installation> {
    Ok(sqlx::query_as!(
        Installation,
        "select name, helpdesk_name, helpdesk_email, helpdesk_phone, demo from installation"
    )
    .fetch_one(&store.pool)
    .await?)
}

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
