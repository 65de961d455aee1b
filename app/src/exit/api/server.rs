//! The server's half: reads through the store, decides through the domain, keeps drafts.

use super::super::around::{AllLeft, Guidance, Tiles, Top};
use super::super::confirm::Confirm;
use super::super::done::Done;
use super::super::form::{ExitForm, MemberForm};
use super::super::model::{ExitAnswer, ExitView, SheetView, SuggestedDate};
use super::super::purpose::Purpose;
use super::super::refused::Refused;
use super::super::told::{ConfirmView, ExitedPerson, ExitedView, RefusedView, Tile};
use crate::error::AppError;
use crate::frame::helpdesk;
use crate::server::{AppState, fail, scriptless, see_other, viewer};
use crate::ui::markup::{Markup, markup};
use domain::access::Actor;
use domain::calendar;
use domain::exit::{Facts, Member, Problem, Rule};
use domain::ids::{ActId, DraftId, EnrollmentId};
use leptos::prelude::*;
use store::Store;
use store::exit::{Outcome, PURPOSE, Request, Sheet, SheetAccess, Surroundings};
use store::{StoreError, draft, secret};
use uuid::Uuid;

const DRAFT: &str = "exit";
/// Longer purposes are cut.
const LONGEST_PURPOSE: usize = 200;

pub(super) async fn page(
    enrollment: EnrollmentId,
    draft: Option<DraftId>,
    purpose: Option<DraftId>,
    changed: bool,
) -> Result<ExitView, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let kept = match draft {
        Some(draft) => kept(&store, &viewer.actor, draft).await?,
        None => None,
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
            may_suggest,
            held,
        } => {
            let refused = RefusedView {
                client,
                organization,
                organization_name,
                managers,
                held,
                may_suggest,
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
        view.filled_in = None;
        view.problems = view
            .form
            .decide(&view.facts, &view.policy)
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

/// What an administrator said of their purpose; nothing where that expired or was about something else.
async fn given(
    store: &Store,
    actor: &Actor,
    enrollment: EnrollmentId,
    purpose: DraftId,
) -> Result<Option<String>, AppError> {
    let kept = draft::load::<(EnrollmentId, String)>(store, actor.user, PURPOSE, purpose).await;
    match kept {
        Ok((of, words)) => Ok((of == enrollment).then_some(words)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(fail(error)),
    }
}

pub(super) async fn keep_purpose(
    enrollment: EnrollmentId,
    draft: Option<DraftId>,
    purpose: &str,
) -> Result<(), AppError> {
    let viewer = viewer()?;
    let waiting = draft.map_or_else(String::new, |draft| format!("draft={draft}&"));
    let page = format!("/enrollments/{enrollment}/exit?{waiting}");
    let words = purpose
        .trim()
        .chars()
        .take(LONGEST_PURPOSE)
        .collect::<String>();
    if words.is_empty() {
        see_other(page.trim_end_matches(['?', '&']));
        return Ok(());
    }
    let store = AppState::current().store;
    let kept = (enrollment, words);
    let id = draft::save(
        &store,
        viewer.actor.user,
        PURPOSE,
        Some(enrollment.0),
        &kept,
    )
    .await
    .map_err(fail)?;
    see_other(&format!("{page}purpose={id}"));
    Ok(())
}

/// The form as it was typed, over the household as it is now.
fn with_versions(mut form: ExitForm, facts: &Facts) -> ExitForm {
    let typed = std::mem::take(&mut form.members);
    form.members = facts
        .members
        .iter()
        .filter(|member| member.is_open())
        .map(|member| {
            let id = member.enrollment.to_string();
            let mut row = typed
                .iter()
                .find(|row| row.enrollment == id)
                .cloned()
                .unwrap_or(MemberForm {
                    enrollment: id,
                    ..MemberForm::default()
                });
            row.version = member.version.to_string();
            row
        })
        .collect();
    form
}

pub(super) async fn save(form: ExitForm) -> Result<ExitAnswer, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let enrollment = form.enrollment.parse().map_err(|_| AppError::BadRequest)?;
    if scriptless() {
        let path = first_page(&store, &viewer.actor, enrollment, &form).await?;
        see_other(&path);
        return Ok(ExitAnswer::LookAgain(path));
    }
    match submit(&store, &viewer.actor, enrollment, &form, None).await {
        Ok(Outcome::Saved(saved)) => {
            see_other(&format!("/exits/{}", saved.act));
            Ok(ExitAnswer::Saved(saved.act))
        }
        Ok(Outcome::Problems(problems)) if !overtaken(&problems) => {
            Ok(ExitAnswer::Problems(problems))
        }
        Ok(Outcome::Problems(_) | Outcome::PlanChanged)
        | Err(Failed::Store(StoreError::Conflict)) => {
            let draft = keep(&store, &viewer.actor, enrollment, &form).await?;
            Ok(ExitAnswer::LookAgain(format!(
                "/enrollments/{enrollment}/exit?draft={draft}&changed=true"
            )))
        }
        Err(failed) => Err(failed.into()),
    }
}

/// Whether somebody else exited a person meanwhile who stands in the form.
fn overtaken(problems: &[Problem]) -> bool {
    let mut problems = problems.iter();
    problems.any(|problem| problem.rule == Rule::AlreadyExited)
}

/// Without scripts: the draft, and where the browser goes with it.
async fn first_page(
    store: &Store,
    actor: &Actor,
    enrollment: EnrollmentId,
    form: &ExitForm,
) -> Result<String, AppError> {
    let draft = keep(store, actor, enrollment, form).await?;
    let access = store::exit::sheet(store, actor, enrollment, Some(&form.purpose))
        .await
        .map_err(fail)?;
    let decided = match access {
        SheetAccess::Open(sheet) => with_versions(form.clone(), &sheet.facts)
            .decide(&sheet.facts, &sheet.policy)
            .is_ok(),
        // The first page asks for it.
        SheetAccess::NeedsPurpose => false,
        SheetAccess::Refused { .. } => return Err(fail(StoreError::Forbidden)),
    };
    Ok(if decided {
        format!("/enrollments/{enrollment}/exit/confirm?draft={draft}")
    } else {
        format!("/enrollments/{enrollment}/exit?draft={draft}")
    })
}

async fn keep(
    store: &Store,
    actor: &Actor,
    enrollment: EnrollmentId,
    form: &ExitForm,
) -> Result<DraftId, AppError> {
    draft::save(store, actor.user, DRAFT, Some(enrollment.0), form)
        .await
        .map_err(fail)
}

/// Why a form could not be submitted.
enum Failed {
    NotOurs,
    Store(StoreError),
}

impl From<Failed> for AppError {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::NotOurs => Self::BadRequest,
            Failed::Store(error) => fail(error),
        }
    }
}

async fn submit(
    store: &Store,
    actor: &Actor,
    enrollment: EnrollmentId,
    form: &ExitForm,
    shown: Option<&str>,
) -> Result<Outcome, Failed> {
    let key: Uuid = form.key.parse().map_err(|_| Failed::NotOurs)?;
    let today = store::exit::day(store, enrollment)
        .await
        .map_err(Failed::Store)?;
    let (command, unread) = form.parse(today).map_err(|_| Failed::NotOurs)?;
    // What could not be read is told before anything else is decided, to whoever may decide.
    if !unread.is_empty() {
        let access = store::exit::sheet(store, actor, enrollment, Some(&form.purpose)).await;
        return match access.map_err(Failed::Store)? {
            SheetAccess::Open(_) => Ok(Outcome::Problems(unread)),
            SheetAccess::NeedsPurpose | SheetAccess::Refused { .. } => {
                Err(Failed::Store(StoreError::Forbidden))
            }
        };
    }
    let purpose = Some(form.purpose.trim().to_owned()).filter(|purpose| !purpose.is_empty());
    let request = Request {
        enrollment,
        key,
        command: &command,
        purpose,
        shown,
    };
    store::exit::record(store, actor, request)
        .await
        .map_err(Failed::Store)
}

pub(super) async fn plan(
    enrollment: EnrollmentId,
    draft: DraftId,
    changed: bool,
) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let form: ExitForm = draft::load(&store, viewer.actor.user, DRAFT, draft)
        .await
        .map_err(fail)?;
    let access = store::exit::sheet(&store, &viewer.actor, enrollment, Some(&form.purpose))
        .await
        .map_err(fail)?;
    let SheetAccess::Open(sheet) = access else {
        return Err(fail(StoreError::Forbidden));
    };
    let form = with_versions(form, &sheet.facts);
    let Ok(plan) = form.decide(&sheet.facts, &sheet.policy) else {
        return Err(fail(StoreError::Conflict));
    };
    let mut sentences = plan.sentences();
    sentences.extend(told(&sheet.surroundings.told));
    let plan = ConfirmView {
        enrollment,
        draft,
        key: form.key,
        changed,
        sentences,
        digest: secret::digest_of(&plan),
        household: household(&sheet.facts),
        organization_name: sheet.organization_name,
        list_name: sheet.facts.list_name,
    };
    Ok(markup(view! { <Confirm plan=plan /> }))
}

pub(super) async fn confirm(draft: DraftId, digest: &str, key: Uuid) -> Result<(), AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let form: ExitForm = match draft::load(&store, viewer.actor.user, DRAFT, draft).await {
        Ok(form) => form,
        // Saved already, and the answer may have been lost on its way.
        Err(StoreError::NotFound) => {
            let saved = store::exit::saved(&store, &viewer.actor, key)
                .await
                .map_err(fail)?;
            see_other(&format!("/exits/{}", saved.act));
            return Ok(());
        }
        Err(error) => return Err(fail(error)),
    };
    let enrollment: EnrollmentId = form.enrollment.parse().map_err(|_| AppError::BadRequest)?;
    let back = |page: &str| format!("/enrollments/{enrollment}/{page}draft={draft}");
    let path = match submit(&store, &viewer.actor, enrollment, &form, Some(digest)).await {
        Ok(Outcome::Saved(saved)) => format!("/exits/{}", saved.act),
        Ok(Outcome::Problems(problems)) if !overtaken(&problems) => back("exit?"),
        Ok(Outcome::PlanChanged) => back("exit/confirm?changed=true&"),
        Ok(Outcome::Problems(_)) | Err(Failed::Store(StoreError::Conflict)) => {
            back("exit?changed=true&")
        }
        Err(failed) => return Err(failed.into()),
    };
    see_other(&path);
    Ok(())
}

pub(super) async fn done(act: ActId) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let exited = store::exit::act(&store, &viewer.actor, act)
        .await
        .map_err(fail)?;
    let done = ExitedView {
        list_name: exited.list_name,
        left_list: exited.left_list,
        people: exited
            .people
            .into_iter()
            .map(|person| {
                let place = person
                    .destination
                    .map(|place| format!(" Destination: {}.", place.label()))
                    .unwrap_or_default();
                ExitedPerson {
                    client: person.client,
                    what: format!("left on {}.{place}", calendar::words(person.exit_on)),
                    name: person.name,
                }
            })
            .collect(),
    };
    Ok(markup(view! { <Done done=done /> }))
}

fn view(enrollment: EnrollmentId, sheet: Sheet, changed: bool, helpdesk: String) -> SheetView {
    let (above, below) = (sheet.clone(), sheet.clone());
    let tiles = tiles(&sheet.surroundings, &sheet.facts);
    let today = sheet.facts.today;
    let around = &sheet.surroundings;
    let mut suggested = Vec::new();
    let mut suggest = |label: &str, day| {
        let label = format!("{label}, {}", calendar::short(day));
        suggested.push(SuggestedDate { label, day });
    };
    if let Some(day) = around.moved_in_on {
        suggest("Move-in", day);
    }
    if let Some(day) = around.last_contact_on {
        suggest("Last contact", day);
    }
    suggest("Today", today);
    let filled_in = around
        .moved_in_on
        .map(|day| format!("Filled in from the move-in date, {}.", calendar::words(day)));
    SheetView {
        top: markup(view! { <Top sheet=above changed=changed /> }),
        tiles: markup(view! { <Tiles tiles=tiles /> }),
        guidance: markup(view! { <Guidance sheet=below helpdesk=helpdesk /> }),
        form: ExitForm {
            enrollment: enrollment.to_string(),
            key: store::ids::new::<Uuid>().to_string(),
            exit_date: around.moved_in_on.map(calendar::typed).unwrap_or_default(),
            members: sheet
                .facts
                .members
                .iter()
                .filter(|member| member.is_open())
                .map(|member| MemberForm {
                    enrollment: member.enrollment.to_string(),
                    version: member.version.to_string(),
                    leaves: "yes".to_owned(),
                    ..MemberForm::default()
                })
                .collect(),
            purpose: sheet.purpose.clone().unwrap_or_default(),
            ..ExitForm::default()
        },
        suggested,
        filled_in,
        told: sheet.surroundings.told,
        needs_purpose: sheet.purpose.is_some(),
        facts: sheet.facts,
        policy: sheet.policy,
        problems: Vec::new(),
    }
}

fn tiles(around: &Surroundings, facts: &Facts) -> Vec<Tile> {
    let today = facts.today;
    let tile = |label: &str, value: String, more: Option<String>| Tile {
        label: label.to_owned(),
        value,
        more,
    };
    let mut tiles = Vec::new();
    if let Some(since) = around.since {
        let days = today.signed_duration_since(since).num_days();
        let value = if days == 1 {
            "1 day".to_owned()
        } else {
            format!("{days} days")
        };
        tiles.push(tile(
            "On the list",
            value,
            Some(format!("since {}", calendar::words(since))),
        ));
    }
    tiles.push(match (&around.referred_to, around.referred_on) {
        (to, Some(on)) => tile(
            "Referral",
            to.clone().unwrap_or_else(|| "Housing referral".to_owned()),
            Some(referral_state(around, on)),
        ),
        _ => tile("Referral", "None".to_owned(), None),
    });
    tiles.push(match (around.moved_in_on, &around.housed_by) {
        (Some(day), by) => tile(
            "Moved in",
            calendar::words(day),
            by.as_ref().map(|by| format!("recorded for {by}")),
        ),
        (None, Some(by)) => tile(
            "Moved in",
            "No date yet".to_owned(),
            Some(format!("enrolled in {by}")),
        ),
        (None, None) => tile("Moved in", "Not recorded".to_owned(), None),
    });
    tiles.push(match around.last_contact_on {
        Some(day) => tile(
            "Last contact",
            calendar::words(day),
            Some(calendar::ago(day, today)),
        ),
        None => tile("Last contact", "None recorded".to_owned(), None),
    });
    tiles.push(match around.roi_since {
        Some(day) => tile(
            "Consent",
            if around.roi_shares {
                "Shared"
            } else {
                "Do Not Share"
            }
            .to_owned(),
            Some(format!("since {}", calendar::words(day))),
        ),
        None => tile(
            "Consent",
            "Not recorded".to_owned(),
            Some("no release of information".to_owned()),
        ),
    });
    if around.other_open > 0 {
        tiles.push(tile(
            "Also on this list",
            format!("{} more open", around.other_open),
            Some("another enrollment of these people".to_owned()),
        ));
    }
    tiles
}

fn referral_state(around: &Surroundings, on: chrono::NaiveDate) -> String {
    match (around.referral_result, around.acknowledged_on) {
        (Some(1), _) => "accepted".to_owned(),
        (Some(2), _) => "declined by the client".to_owned(),
        (Some(_), _) => "declined by the provider".to_owned(),
        (None, Some(day)) => format!("acknowledged {}, no result yet", calendar::words(day)),
        (None, None) => format!("made {}, not acknowledged yet", calendar::words(on)),
    }
}

/// "Household of Rosa Martinez".
fn household(facts: &Facts) -> String {
    let head = facts
        .members
        .iter()
        .find(|member| member.is_head())
        .or(facts.members.first());
    head.map_or_else(String::new, |head: &Member| head.name.clone())
}

/// Who is told, as a sentence.
fn told(names: &[String]) -> Option<String> {
    super::super::side::told(names)
}
