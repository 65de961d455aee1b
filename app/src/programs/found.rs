//! The directory: a filter, a table, a pager.

use super::model::{DirectoryView, HoldView, ProgramView, Search};
use crate::server::escape;
use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
use domain::workgroup::Workgroup;
use leptos::prelude::*;

/// The filter and the table.
#[component]
pub(super) fn Found(found: DirectoryView, search: Search) -> impl IntoView {
    let summary = match found.total {
        0 => "No program matches".to_owned(),
        1 => "1 program".to_owned(),
        total => format!("{total} programs"),
    };
    let cocs = found
        .cocs
        .iter()
        .map(|(code, name)| {
            let selected = *code == search.coc;
            view! {
                <option value=code.clone() selected=selected>
                    {format!("{name} ({code})")}
                </option>
            }
        })
        .collect_view();
    let pager = Pager {
        first: found.first,
        shown: i64::try_from(found.programs.len()).unwrap_or_default(),
        total: found.total,
        page: found.page,
        pages: found.pages,
        search: search.clone(),
    };
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Programs and organizations"</h1>
                <p class="lead">
                    "Which organization owns which program, and whether you may act for it."
                </p>
            </div>
        </div>
        <form method="get" action="/programs" class="filter-bar" role="search" aria-label="Programs">
            <div class="field">
                <label for="find-program">"Program or organization"</label>
                <input
                    class="input"
                    id="find-program"
                    name="find"
                    type="search"
                    autocomplete="off"
                    value=search.find.clone()
                />
            </div>
            <div class="field">
                <label for="coc">"Continuum of Care"</label>
                <select class="select" id="coc" name="coc">
                    <option value="">"All"</option>
                    {cocs}
                </select>
            </div>
            <button class="button secondary" type="submit">
                "Show"
            </button>
        </form>
        <p role="status" class="quiet-text">{summary}</p>
        {if found.programs.is_empty() {
            view! { <Nothing /> }.part()
        } else {
            view! { <Table programs=found.programs /> }.part()
        }}
        {pager.view()}
    }
    .part()
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name="building" />
            <h2>"Nothing found"</h2>
            <p>
                "Try one word of the program's or the organization's name, or all Continuums of Care. A program that is missing is added by the helpdesk."
            </p>
            <a class="button secondary" href="/programs">
                "Show all programs"
            </a>
        </div>
    }
    .part()
}

#[component]
fn Table(programs: Vec<ProgramView>) -> impl IntoView {
    view! {
        <table
            class="table cards sticky"
            role="table"
            aria-label="Programs and their organizations"
        >
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">"Program"</th>
                    <th role="columnheader" scope="col">"Organization"</th>
                    <th role="columnheader" scope="col">"Continuum of Care"</th>
                    <th role="columnheader" scope="col">"You"</th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {programs.into_iter().map(|program| view! { <Row program=program /> }).collect_view()}
            </tbody>
        </table>
    }
    .part()
}

#[component]
fn Row(program: ProgramView) -> impl IntoView {
    let kind = match program.closed {
        Some(closed) => format!("{}, {closed}", program.kind),
        None => program.kind,
    };
    let ask = format!("/access-requests/new?organization={}", program.organization);
    let hold = match program.hold {
        HoldView::Held(workgroups) => {
            let roles = workgroups
                .into_iter()
                .map(Workgroup::singular)
                .collect::<Vec<_>>()
                .join(", ");
            view! {
                <span class="badge done">"You hold it"</span>
                " "
                <span class="second">{roles}</span>
            }
            .part()
        }
        HoldView::Requested => {
            view! { <a href="/access-requests" class="badge attention">"Requested"</a> }.part()
        }
        HoldView::Ask => view! {
            <a href=ask>
                "Ask for access"
                <span class="visually-hidden">
                    {format!(" to {}", program.organization_name)}
                </span>
            </a>
        }
        .part(),
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <span class="name">{program.name}</span>
                " "
                <span class="second">{kind}</span>
            </th>
            <td role="cell" data-label="Organization">
                {program.organization_name.clone()}
            </td>
            <td role="cell" data-label="CoC">
                {program.cocs}
            </td>
            <td role="cell" data-label="You">
                {hold}
            </td>
        </tr>
    }
    .part()
}

/// Where one is in a long directory.
struct Pager {
    first: i64,
    shown: i64,
    total: i64,
    page: i64,
    pages: i64,
    search: Search,
}

impl Pager {
    fn view(self) -> impl IntoView {
        (self.pages > 1).then(|| {
            let to = |page: i64| {
                format!(
                    "/programs?find={}&coc={}&page={page}",
                    escape(&self.search.find),
                    escape(&self.search.coc)
                )
            };
            let before = (self.page > 1).then(|| to(self.page - 1));
            let after = (self.page < self.pages).then(|| to(self.page + 1));
            let last = (self.first + self.shown - 1).max(0);
            view! {
                <nav class="pager" aria-label="Pages">
                    <p>{format!("{} to {last} of {}", self.first, self.total)}</p>
                    {before
                        .map(|href| {
                            view! {
                                <a class="button secondary" href=href>
                                    "Previous"
                                </a>
                            }
                        })}
                    {after
                        .map(|href| {
                            view! {
                                <a class="button secondary" href=href>
                                    "Next"
                                </a>
                            }
                        })}
                </nav>
            }
        })
    }
}
