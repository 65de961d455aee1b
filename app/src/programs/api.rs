//! Server functions of the program directory.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{AppState, fail, viewer};
#[cfg(feature = "ssr")]
use domain::hud::{Coded, ProjectType};
use domain::workgroup::Workgroup;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use store::identity::{self, Hold};

/// A page of the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectoryView {
    /// The programs.
    pub programs: Vec<ProgramView>,
    /// Number of the first one, from 1; 0 when there is none.
    pub first: i64,
    /// How many there are in all.
    pub total: i64,
    /// The page, from 1.
    pub page: i64,
    /// How many pages there are.
    pub pages: i64,
    /// Continuums of Care: code and name.
    pub cocs: Vec<(String, String)>,
}

/// A program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramView {
    /// Its name.
    pub name: String,
    /// "Coordinated Entry".
    pub kind: String,
    /// "closed October 1, 2025".
    pub closed: Option<String>,
    /// The owner's id.
    pub organization: String,
    /// The owner's name.
    pub organization_name: String,
    /// "Northwest (MN-506)".
    pub cocs: String,
    /// How the user stands to the owner.
    pub hold: HoldView,
}

/// How the user stands to an organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HoldView {
    /// Holds it in these workgroups.
    Held(Vec<Workgroup>),
    /// Has asked for it.
    Requested,
    /// May ask for it.
    Ask,
}

/// A page of the directory.
#[server(endpoint = "programs")]
pub async fn programs(find: String, coc: String, page: i64) -> Result<DirectoryView, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let found = identity::directory(&store, &viewer.actor, &find, Some(&coc), page)
        .await
        .map_err(fail)?;
    let first = if found.programs.is_empty() {
        0
    } else {
        (found.page - 1) * identity::DIRECTORY_PAGE + 1
    };
    Ok(DirectoryView {
        first,
        total: found.total,
        page: found.page,
        pages: found.pages,
        cocs: found.cocs,
        programs: found.programs.into_iter().map(program_view).collect(),
    })
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
