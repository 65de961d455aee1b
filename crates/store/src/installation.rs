//! What this installation is.

use crate::{Result, Store};

/// Name, helpdesk, and whether it holds the demo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    /// Shown beside the product's name.
    pub name: String,
    /// Whom to ask.
    pub helpdesk_name: String,
    /// Where to write.
    pub helpdesk_email: String,
    /// Where to call.
    pub helpdesk_phone: Option<String>,
    /// Holds synthetic people and accounts with a public password.
    pub demo: bool,
}

/// Reads it.
///
/// # Errors
/// When the database cannot be asked, or has no schema yet.
pub async fn read(store: &Store) -> Result<Installation> {
    let installation = sqlx::query_as!(
        Installation,
        "select name, helpdesk_name, helpdesk_email, helpdesk_phone, demo from installation"
    )
    .fetch_one(&store.pool)
    .await?;
    Ok(installation)
}
