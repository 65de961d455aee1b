//! Suggested exits: the queue of who decides, and what became of one's own.

use crate::error::AppError;
use crate::exit::LONGEST_REASON;
use crate::exit::form::{ExitForm, MemberForm, OtherForm};
use crate::exit::queue::Queue;
use crate::parts::Address;
use crate::proposals;
use crate::server::{AppState, fail, see_other, viewer};
use crate::ui::markup::{Markup, markup};
use domain::access::Actor;
use domain::calendar;
use domain::exit::{Command, Leaving};
use domain::hud::HudCode;
use domain::ids::{EnrollmentId, ExitSuggestionId, ProposalId};
use domain::proposal::Kind;
use leptos::prelude::*;
use store::exit::{Decides, Outcome, Request};
use store::{Store, StoreError};
use uuid::Uuid;

pub(in crate::exit) async fn queue(address: Address) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let waiting = store::exit::waiting(&store, &viewer.actor)
        .await
        .map_err(fail)?;
    let own = store::exit::own_suggestions(&store, &viewer.actor)
        .await
        .map_err(fail)?;
    let kind = address
        .get::<String>("kind")
        .and_then(|kind| Kind::from_code(&kind));
    let proposals = proposals::section(&store, &viewer.actor, kind).await?;
    let (done, problem) = (address.get("done"), address.get("problem"));
    Ok(markup(view! {
        <Queue waiting=waiting own=own proposals=proposals done=done problem=problem />
    }))
}

pub(in crate::exit::api) async fn approve(
    suggestion: ExitSuggestionId,
    key: Uuid,
    digest: &str,
    confirmed: String,
) -> Result<(), AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let found = store::exit::suggested(&store, &viewer.actor, suggestion).await;
    let (enrollment, mut command) = match found {
        Ok(found) => found,
        Err(StoreError::NotFound) => {
            see_other(&decided(&store, &viewer.actor, key).await);
            return Ok(());
        }
        Err(error) => return Err(fail(error)),
    };
    command.confirmed = Some(confirmed).filter(|key| !key.is_empty());
    let request = Request {
        enrollment,
        key,
        command: &command,
        purpose: None,
        shown: Some(digest),
        decides: Some(Decides::Shown(suggestion.0)),
    };
    let path = match store::exit::record(&store, &viewer.actor, request).await {
        Ok(Outcome::Saved(saved)) => format!("/exits/{}", saved.act),
        Ok(_) | Err(StoreError::Conflict) => {
            format!("/enrollments/{enrollment}/exit?suggestion={suggestion}&changed=true")
        }
        // The same form was sent twice at once, and the other changed the household while this one was read.
        Err(StoreError::KeyReused) => decided(&store, &viewer.actor, key).await,
        Err(error) => return Err(fail(error)),
    };
    see_other(&path);
    Ok(())
}

/// Where a form leads whose suggestion was decided already: by this very form, or by somebody else.
async fn decided(store: &Store, actor: &Actor, key: Uuid) -> String {
    match store::exit::saved(store, actor, key).await {
        Ok(saved) => format!("/exits/{}", saved.act),
        Err(_) => "/work-queue?problem=decided".to_owned(),
    }
}

pub(in crate::exit::api) async fn decline(
    suggestion: ExitSuggestionId,
    reason: &str,
) -> Result<(), AppError> {
    let viewer = viewer()?;
    let reason = reason
        .trim()
        .chars()
        .take(LONGEST_REASON)
        .collect::<String>();
    if reason.is_empty() {
        see_other("/work-queue?problem=reason");
        return Ok(());
    }
    let store = AppState::current().store;
    let declined = store::exit::decline(&store, &viewer.actor, suggestion, &reason)
        .await
        .map_err(fail)?;
    see_other(if declined {
        "/work-queue?done=declined"
    } else {
        "/work-queue?problem=decided"
    });
    Ok(())
}

/// The form as it was suggested or proposed, for the one who decides; nothing where it is of another enrollment or decided.
pub(super) async fn of_suggestion(
    store: &Store,
    actor: &Actor,
    enrollment: EnrollmentId,
    suggestion: ExitSuggestionId,
) -> Result<Option<ExitForm>, AppError> {
    let mut found = store::exit::suggested(store, actor, suggestion).await;
    // What facts propose is looked at by the same address.
    if matches!(found, Err(StoreError::NotFound)) {
        let proposal = ProposalId(suggestion.0);
        found = store::proposal::proposed_exit(store, actor, proposal).await;
    }
    match found {
        Ok((of, command)) => Ok((of == enrollment).then(|| {
            let mut form = form(&command);
            form.enrollment = enrollment.to_string();
            form.key = store::ids::new::<Uuid>().to_string();
            form.suggestion = suggestion.to_string();
            form
        })),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(fail(error)),
    }
}

fn code<C: HudCode>(code: Option<C>) -> String {
    code.map(|code| code.code().to_string()).unwrap_or_default()
}

/// What would be typed to ask for it.
fn form(command: &Command) -> ExitForm {
    let answers = &command.answers;
    let contact = command.contact.unwrap_or_default();
    let day = |day: Option<chrono::NaiveDate>| day.map(calendar::typed).unwrap_or_default();
    let mut members = command.leaving.iter().map(member).collect::<Vec<_>>();
    for relation in &command.relations {
        let enrollment = relation.enrollment.to_string();
        let relationship = relation.relationship.code().to_string();
        match members.iter_mut().find(|row| row.enrollment == enrollment) {
            Some(row) => row.relationship = relationship,
            None => members.push(MemberForm {
                enrollment,
                relationship,
                ..MemberForm::default()
            }),
        }
    }
    ExitForm {
        exit_date: day(answers.exit_on),
        destination: code(answers.destination),
        subsidy: code(answers.subsidy),
        other_destination: answers.other_destination.clone().unwrap_or_default(),
        removal_reason: command.removal_reason.clone().unwrap_or_default(),
        note: command.note.clone().unwrap_or_default(),
        new_head: command
            .new_head
            .map(|id| id.to_string())
            .unwrap_or_default(),
        referral: command
            .referral
            .map(|id| id.to_string())
            .unwrap_or_default(),
        contact_made: command
            .contact
            .map(|_| "yes".to_owned())
            .unwrap_or_default(),
        contact_date: day(contact.on),
        contact_situation: code(contact.situation),
        contact_subsidy: code(contact.subsidy),
        members,
        others: command
            .close
            .iter()
            .map(|household| OtherForm {
                household: household.to_string(),
                close: "yes".to_owned(),
            })
            .collect(),
        ..ExitForm::default()
    }
}

fn member(one: &Leaving) -> MemberForm {
    let own = one.destination.as_ref();
    MemberForm {
        enrollment: one.enrollment.to_string(),
        version: one.version.to_string(),
        leaves: "yes".to_owned(),
        exit_date: one.exit_on.map(calendar::typed).unwrap_or_default(),
        destination: code(own.map(|own| own.destination)),
        subsidy: code(own.and_then(|own| own.subsidy)),
        other_destination: own
            .and_then(|own| own.other_destination.clone())
            .unwrap_or_default(),
        relationship: String::new(),
    }
}
