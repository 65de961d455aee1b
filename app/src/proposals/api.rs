//! Server functions of proposals. All of them answer plain forms.

use crate::error::AppError;
use crate::wire::Wire;
use domain::ids::{DraftId, ProposalId};
use leptos::prelude::*;
use uuid::Uuid;

/// Goes on to what taking the ticked proposals would do; with `all`, those that the page of a kind shows.
#[server(endpoint = "proposals/select", output = Wire)]
pub async fn select_proposals(
    #[server(default)] ids: Vec<ProposalId>,
    #[server(default)] kind: String,
    #[server(default)] all: String,
) -> Result<(), AppError> {
    crate::server::go_on(server::select(ids, &kind, !all.is_empty()).await)
}

/// Takes the selected ones that can be saved, as they were shown.
#[server(endpoint = "proposals/take", output = Wire)]
pub async fn take_proposals(
    draft: DraftId,
    key: Uuid,
    digest: String,
    #[server(default)] confirmed: String,
) -> Result<(), AppError> {
    crate::server::go_on(server::take(draft, key, &digest, !confirmed.is_empty()).await)
}

/// Sets a proposal aside, with the reason.
#[server(endpoint = "proposals/aside", output = Wire)]
pub async fn set_proposal_aside(proposal: ProposalId, reason: String) -> Result<(), AppError> {
    crate::server::go_on(server::set_aside(proposal, &reason).await)
}

mod server;

pub use server::{aside, look, section, taking};
