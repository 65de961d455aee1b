//! The page of an enrollment: the form, or why there is none.

use super::purpose::given;
use super::queue::of_suggestion;
use super::typed::{found, moved, named};
use super::view::view;
use super::with_versions;
use crate::error::AppError;
use crate::exit::around::{AllLeft, Earlier};
use crate::exit::model::{ExitView, FilledIn};
use crate::exit::purpose::Purpose;
use crate::exit::refused::Refused;
use crate::exit::told::RefusedView;
use crate::frame::helpdesk;
use crate::server::{AppState, fail, viewer};
use crate::ui::markup::markup;
use domain::exit::Member;
use domain::ids::{DraftId, EnrollmentId, ExitSuggestionId};
use leptos::prelude::*;
use store::exit::{ExitPage, SheetAccess};

pub(in crate::exit::api) async fn page(
    enrollment: EnrollmentId,
    draft: Option<DraftId>,
    purpose: Option<DraftId>,
    suggestion: Option<ExitSuggestionId>,
    changed: bool,
) -> Result<ExitView, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let sent = match draft {
        Some(draft) => named(&store, &viewer.actor, draft).await?,
        None => None,
    };
    let suggested = match suggestion {
        Some(suggestion) => of_suggestion(&store, &viewer.actor, enrollment, suggestion).await?,
        None => None,
    };
    let mut this = ExitPage {
        enrollment,
        suggestion,
    };
    let mut typed = match &sent {
        Some(_) => None,
        None => found(&store, &viewer.actor, this).await?,
    };
    // What does not wait any more is a page of its own no longer, unless something was typed there.
    if suggestion.is_some() && suggested.is_none() && typed.is_none() {
        this.suggestion = None;
        if sent.is_none() {
            typed = found(&store, &viewer.actor, this).await?;
        }
    }
    let given = match purpose {
        Some(purpose) => given(&store, &viewer.actor, enrollment, purpose).await?,
        None => None,
    };
    // What is found without being named does not say why the page is opened now.
    let given = given.or_else(|| sent.as_ref().map(|form| form.purpose.clone()));
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
        // Whoever came too late reads what they typed; it is of no other use.
        let typed = sent.or(typed.map(|typed| typed.form)).unwrap_or_default();
        return Ok(ExitView::Told(markup(
            view! { <AllLeft sheet=sheet typed=typed /> },
        )));
    }
    let earlier = Earlier {
        changed: match &typed {
            Some(typed) => moved(&typed.form, &sheet.facts),
            None => changed && (sent.is_some() || suggested.is_some()),
        },
        typed: typed.as_ref().map(|typed| (this, typed.typed_at)),
    };
    let helpdesk = helpdesk(&store).await?.email;
    let mut view = view(enrollment, sheet, earlier, helpdesk);
    // What was typed and never sent is not called wrong yet.
    let unsent = typed.is_some();
    if let Some(kept) = sent.or(typed.map(|typed| typed.form)).or(suggested) {
        let purpose = std::mem::take(&mut view.form.purpose);
        view.form = with_versions(kept, &view.facts);
        if view.form.purpose.trim().is_empty() {
            view.form.purpose = purpose;
        }
        view.filled_in = FilledIn::default();
        if !unsent {
            view.problems = view
                .form
                .decide(&view.facts, &view.rules)
                .err()
                .unwrap_or_default();
        }
    }
    Ok(ExitView::Open(Box::new(view)))
}
