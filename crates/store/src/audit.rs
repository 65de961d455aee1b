//! Who read or did what. Append-only.

use crate::Result;
use domain::access::Acting;
use domain::ids::UserId;
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

/// One line of the audit, built step by step: `Entry::new("exit").by(user, acting).on("household", id)`.
#[derive(Clone, Debug)]
pub struct Entry {
    user: Option<UserId>,
    acting: Option<Acting>,
    act: &'static str,
    subject: Option<(&'static str, Uuid)>,
    purpose: Option<String>,
    detail: Value,
    sealed: Option<Vec<u8>>,
}

impl Entry {
    /// An act by nobody yet.
    #[must_use]
    pub fn new(act: &'static str) -> Self {
        Self {
            user: None,
            acting: None,
            act,
            subject: None,
            purpose: None,
            detail: json!({}),
            sealed: None,
        }
    }

    /// Who did it, and in whose name.
    #[must_use]
    pub fn by(mut self, user: UserId, acting: Option<Acting>) -> Self {
        self.user = Some(user);
        self.acting = acting;
        self
    }

    /// What it was about.
    #[must_use]
    pub fn on(mut self, kind: &'static str, id: impl Into<Uuid>) -> Self {
        self.subject = Some((kind, id.into()));
        self
    }

    /// Why, where the act asks for a purpose.
    #[must_use]
    pub fn purpose(mut self, purpose: Option<String>) -> Self {
        self.purpose = purpose;
        self
    }

    /// Counts, ids and field names; never names, SSN, dates of birth, notes or search terms.
    #[must_use]
    pub fn detail(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }

    /// Values before and after, sealed for the subject.
    #[must_use]
    pub fn sealed(mut self, sealed: Vec<u8>) -> Self {
        self.sealed = Some(sealed);
        self
    }

    /// Writes it, in the transaction of the act.
    ///
    /// # Errors
    /// When the database refuses: then the act does not happen either.
    pub async fn write(self, connection: &mut PgConnection) -> Result<()> {
        sqlx::query!(
            r#"
            insert into audit
                (user_id, workgroup, organization_id, act, subject_kind, subject_id, purpose, detail, sealed)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            "#,
            self.user.map(Uuid::from),
            self.acting.map(|acting| acting.workgroup.code()),
            self.acting.map(|acting| Uuid::from(acting.organization)),
            self.act,
            self.subject.map(|(kind, _)| kind),
            self.subject.map(|(_, id)| id),
            self.purpose,
            self.detail,
            self.sealed,
        )
        .execute(connection)
        .await?;
        Ok(())
    }
}
