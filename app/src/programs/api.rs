//! Server functions of the program directory.

#[cfg(feature = "ssr")]
use super::found::Found;
#[cfg(feature = "ssr")]
use super::model::{DirectoryView, HoldView, ProgramView, Search};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{AppState, fail, viewer};
use crate::ui::markup::Markup;
#[cfg(feature = "ssr")]
use crate::ui::markup::markup;
use crate::wire::Wire;
#[cfg(feature = "ssr")]
use domain::hud::{Coded, ProjectType};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use store::identity::{self, Hold};

/// A page of the directory.
#[server(endpoint = "programs", output = Wire)]
pub async fn programs(find: String, coc: String, page: i64) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let mut found = identity::directory(&store, &viewer.actor, &find, Some(&coc), page)
        .await
        .map_err(fail)?;
    // Past the end there is nothing to count: from the beginning.
    if found.programs.is_empty() && found.page > 1 {
        found = identity::directory(&store, &viewer.actor, &find, Some(&coc), 1)
            .await
            .map_err(fail)?;
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
    let search = Search { find, coc };
    Ok(markup(view! { <Found found=found search=search /> }))
}

#[cfg(feature = "ssr")]
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
