//! The page of an enrollment: the form, or why there is none.

use super::purpose::given;
use super::queue::of_suggestion;
use super::view::view;
use super::{DRAFT, with_versions};
use crate::error::AppError;
use crate::exit::around::AllLeft;
use crate::exit::form::ExitForm;
use crate::exit::model::{ExitView, FilledIn};
use crate::exit::purpose::Purpose;
use crate::exit::refused::Refused;
use crate::exit::told::RefusedView;
use crate::frame::helpdesk;
use crate::server::{AppState, fail, viewer};
use crate::ui::markup::markup;
use domain::access::Actor;
use domain::exit::Member;
use domain::ids::{DraftId, EnrollmentId, ExitSuggestionId};
use leptos::prelude::*;
use store::exit::SheetAccess;
use store::{Store, StoreError, draft};

pub(in crate::exit::api) async fn page(
    enrollment: EnrollmentId,
    draft: Option<DraftId>,
    purpose: Option<DraftId>,
    suggestion: Option<ExitSuggestionId>,
    changed: bool,
) -> Result<ExitView, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let kept = match draft {
        Some(draft) => kept(&store, &viewer.actor, draft).await?,
        None => None,
    };
    let kept = match (kept, suggestion) {
        (None, Some(suggestion)) => {
            of_suggestion(&store, &viewer.actor, enrollment, suggestion).await?
        }
        (kept, _) => kept,
    };
    let given = match purpose {
        Some(purpose) => given(&store, &viewer.actor, enrollment, purpose).await?,
        None => None,
    };
    let given = given.or_else(|| kept.as_ref().map(|form| form.purpose.clone()));
    let access = store::exit::sheet(&store, &viewer.actor, enrollment, given.as_deref());
    let sheet = match access.await.map_err(fail)? {
        SheetAccess::Open(sheet) => *sheet,
        SheetAccess::NeedsPurpose => {
            return Ok(ExitView::Told(markup(
                view! { <Purpose enrollment=enrollment draft=draft /> },
            )));
        }
        SheetAccess::Refused {
            client,
            organization,
            organization_name,
            managers,
            held,
        } => {
            let refused = RefusedView {
                client,
                organization,
                organization_name,
                managers,
                held,
            };
            let helpdesk = helpdesk(&store).await?;
            return Ok(ExitView::Told(markup(
                view! { <Refused refused=refused helpdesk=helpdesk /> },
            )));
        }
    };
    if !sheet.facts.members.iter().any(Member::is_open) {
        return Ok(ExitView::Told(markup(view! { <AllLeft sheet=sheet /> })));
    }
    let changed = changed && kept.is_some();
    let helpdesk = helpdesk(&store).await?.email;
    let mut view = view(enrollment, sheet, changed, helpdesk);
    if let Some(kept) = kept {
        let purpose = std::mem::take(&mut view.form.purpose);
        view.form = with_versions(kept, &view.facts);
        if view.form.purpose.trim().is_empty() {
            view.form.purpose = purpose;
        }
        view.filled_in = FilledIn::default();
        view.problems = view
            .form
            .decide(&view.facts, &view.rules)
            .err()
            .unwrap_or_default();
    }
    Ok(ExitView::Open(Box::new(view)))
}

/// The draft, if it is still there; an expired one leaves an empty form, not an error.
async fn kept(store: &Store, actor: &Actor, id: DraftId) -> Result<Option<ExitForm>, AppError> {
    match draft::load(store, actor.user, DRAFT, id).await {
        Ok(form) => Ok(Some(form)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(fail(error)),
    }
}
