//! The pages of exits that the server renders whole.

use super::api::server;
use crate::error::AppError;
use crate::parts::Address;
use crate::ui::markup::Markup;

/// What will happen, before a draft is saved: the second page of the way without scripts.
///
/// # Errors
/// Where there is no such draft, or nothing to be saved any more.
pub async fn plan(address: Address) -> Result<Markup, AppError> {
    let draft = address.get("draft").ok_or(AppError::NotFound)?;
    server::plan(address.id()?, draft, address.has("changed")).await
}

/// What an exit did.
///
/// # Errors
/// Where it is not there for this user.
pub async fn done(address: Address) -> Result<Markup, AppError> {
    server::done(address.id()?).await
}

/// What undoing an exit would do, or what stands in its way.
///
/// # Errors
/// Where it is not there for this user, or not theirs to undo.
pub async fn undo(address: Address) -> Result<Markup, AppError> {
    server::undo_page(address.id()?).await
}

/// What the client takes along.
///
/// # Errors
/// Where it is not there for this user.
pub async fn sheet(address: Address) -> Result<Markup, AppError> {
    server::sheet(address.id()?).await
}

/// The work queue: suggested exits, and what facts propose.
///
/// # Errors
/// When nobody is signed in.
pub async fn queue(address: Address) -> Result<Markup, AppError> {
    server::queue(address).await
}
