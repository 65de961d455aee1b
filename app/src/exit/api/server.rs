//! The server's half: reads through the store, decides through the domain, keeps drafts.

mod done;
mod page;
mod plan;
mod purpose;
mod queue;
mod save;
mod tiles;
mod typed;
mod view;

pub(in crate::exit) use done::{done, sheet, undo, undo_page};
pub(super) use page::page;
pub(super) use plan::confirm;
pub(in crate::exit) use plan::plan;
pub(super) use purpose::keep_purpose;
pub(in crate::exit) use queue::queue;
pub(super) use queue::{approve, decline};
pub(super) use save::save;
pub(super) use typed::{keep_typed, start_over};

use super::super::form::{ExitForm, MemberForm, OtherForm};
use domain::exit::Facts;

const DRAFT: &str = "exit";

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
    form.others = others(facts, &form.others);
    form
}

/// One row for each other household that may be closed too, in the order of the page; ticked as it was.
fn others(facts: &Facts, typed: &[OtherForm]) -> Vec<OtherForm> {
    let mut rows: Vec<OtherForm> = Vec::new();
    for other in facts.others.iter().filter(|other| other.closable) {
        let household = other.household.to_string();
        if rows.iter().any(|row| row.household == household) {
            continue;
        }
        let close = typed
            .iter()
            .find(|row| row.household == household)
            .map(|row| row.close.clone())
            .unwrap_or_default();
        rows.push(OtherForm { household, close });
    }
    rows
}
