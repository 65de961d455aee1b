//! Loads the program directory.

use super::found::Found;
use super::model::{DirectoryView, HoldView, ProgramView, Search};
use crate::error::AppError;
use crate::parts::Address;
use crate::server::{AppState, fail, viewer};
use crate::ui::markup::{Markup, markup};
use domain::hud::{Coded, ProjectType};
use leptos::prelude::*;
use store::identity::{self, Hold};

/// A page of the directory.
///
/// # Errors
/// When nobody is signed in, or the database cannot be asked.
pub async fn directory(address: Address) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let search = Search {
        find: address.get("find").unwrap_or_default(),
        coc: address.get("coc").unwrap_or_default(),
    };
    let page = address.get("page").unwrap_or(1);
    let store = AppState::current().store;
    let asked = |page| {
        let (actor, search) = (&viewer.actor, &search);
        identity::directory(&store, actor, &search.find, Some(&search.coc), page)
    };
    let mut found = asked(page).await.map_err(fail)?;
    // Past the end there is nothing to count: from the beginning.
    if found.programs.is_empty() && found.page > 1 {
        found = asked(1).await.map_err(fail)?;
    }
    let first = if found.programs.is_empty() {
        0
    } else {
        (found.page - 1) * identity::DIRECTORY_PAGE + 1
    };
    let found = DirectoryView {
        first,
        total: found.total,
        page: found.page,
        pages: found.pages,
        cocs: found.cocs,
        programs: found.programs.into_iter().map(program_view).collect(),
    };
    Ok(markup(view! { <Found found=found search=search /> }))
}

fn program_view(program: identity::Program) -> ProgramView {
    let kind = program.project_type.map_or_else(
        || "Type not recorded".to_owned(),
        |code| Coded::<ProjectType>::from_code(code).label().into_owned(),
    );
    let cocs = program
        .cocs
        .into_iter()
        .map(|(code, name)| match name {
            Some(name) => format!("{name} ({code})"),
            None => code,
        })
        .collect::<Vec<_>>();
    ProgramView {
        name: program.name,
        kind,
        closed: program
            .closed_on
            .map(|day| format!("closed {}", domain::calendar::words(day))),
        organization: program.organization.to_string(),
        organization_name: program.organization_name,
        cocs: if cocs.is_empty() {
            "Not recorded".to_owned()
        } else {
            cocs.join(", ")
        },
        hold: match program.hold {
            Hold::Held(workgroups) => HoldView::Held(workgroups),
            Hold::Requested => HoldView::Requested,
            Hold::Ask => HoldView::Ask,
        },
    }
}
