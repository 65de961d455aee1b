//! Server functions of adding a client.

use super::form::NewClientForm;
use crate::error::AppError;
use crate::ui::markup::Markup;
use crate::wire::Wire;
use domain::ids::ClientId;
use leptos::prelude::*;
use uuid::Uuid;

/// Saves a new client, or goes on to what is wrong, or to who may be meant.
#[server(endpoint = "clients/new", output = Wire)]
pub async fn add_client(form: NewClientForm) -> Result<(), AppError> {
    crate::server::go_on(super::send::add(form).await)
}

/// Saves a kept form: nobody of those who were shown is meant.
#[server(endpoint = "clients/new/none-of-these", output = Wire)]
pub async fn add_confirmed(draft: String, key: Uuid) -> Result<(), AppError> {
    crate::server::go_on(super::send::add_confirmed(&draft, key).await)
}

/// Who may be meant by what is typed so far, for the form's own script.
#[server(endpoint = "clients/new/similar", output = Wire)]
pub async fn similar(form: NewClientForm) -> Result<Markup, AppError> {
    super::send::similar(form).await
}

/// Somebody is meant who has a record: keeps what was typed, and goes on to their record.
#[server(endpoint = "clients/new/choose", output = Wire)]
pub async fn choose(
    client: ClientId,
    #[server(default)] draft: String,
    #[server(default)] form: NewClientForm,
) -> Result<(), AppError> {
    crate::server::go_on(super::send::choose(client, &draft, form).await)
}

/// Adds what was ticked to a record.
#[server(endpoint = "clients/carry", output = Wire)]
pub async fn carry(
    client: ClientId,
    draft: String,
    key: Uuid,
    #[server(default)] take: Vec<String>,
) -> Result<(), AppError> {
    crate::server::go_on(super::send::carry(client, &draft, key, &take).await)
}
