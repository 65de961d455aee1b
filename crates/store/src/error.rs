//! What can go wrong in the store, in terms the caller can act on.

use thiserror::Error;

/// The outcome of an operation that did not happen. None of them holds personal data.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Not there, or not for this actor: to them it is the same.
    #[error("not found")]
    NotFound,
    /// There, known to the actor, and not theirs to do.
    #[error("not permitted")]
    Forbidden,
    /// Somebody changed it since it was read.
    #[error("changed by somebody else meanwhile")]
    Conflict,
    /// The same key came with another question.
    #[error("a repeated submission asks for something else")]
    KeyReused,
    /// What was sent breaks a rule of the database; the constraint's name.
    #[error("refused by {0}")]
    Refused(String),
    /// The database cannot be asked right now.
    #[error("the database is not reachable")]
    Unavailable(#[source] sqlx::Error),
    /// Anything else of the database.
    #[error("database error")]
    Database(#[source] sqlx::Error),
    /// A value was sealed with a key that the key file does not hold; the key's number.
    #[error("a value was sealed with key {0}, which is not in the key file")]
    UnknownKey(u8),
    /// A sealed value that its key does not open, or a broken document.
    #[error("stored data cannot be read: {0}")]
    Unreadable(&'static str),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => return Self::NotFound,
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => {
                return Self::Unavailable(error);
            }
            sqlx::Error::Database(cause) => {
                if let Some(constraint) = cause.constraint() {
                    return Self::Refused(constraint.to_owned());
                }
                // Serialisation failure or deadlock: somebody else was faster.
                if matches!(cause.code().as_deref(), Some("40001" | "40P01")) {
                    return Self::Conflict;
                }
                // The server is shutting down or starting up.
                if cause.code().is_some_and(|code| code.starts_with("57P")) {
                    return Self::Unavailable(error);
                }
            }
            _ => {}
        }
        Self::Database(error)
    }
}
