//! All groups of spellings by language, and the form of another one.

use super::form::{Fields, Typed};
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use domain::calendar;
use domain::search::capital;
use leptos::prelude::*;
use std::collections::BTreeMap;
use store::spelling::Spelling;

/// The page.
#[component]
pub(super) fn List(groups: Vec<Spelling>, typed: Typed, done: Option<String>) -> impl IntoView {
    let reviewed = groups.iter().filter(|group| group.reviewed_on.is_some());
    let lead = format!(
        "Search takes the names of a group for one name. {} groups, {} of them reviewed by somebody whose names they are.",
        groups.len(),
        reviewed.count(),
    );
    let done = done.and_then(|done| match done.as_str() {
        "saved" => Some("The group was saved"),
        "removed" => Some("The group was removed"),
        _ => None,
    });
    let mut languages: BTreeMap<String, Vec<Spelling>> = BTreeMap::new();
    for group in groups {
        languages
            .entry(group.language.clone())
            .or_default()
            .push(group);
    }
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Spellings of names"</h1>
                <p class="lead">{lead}</p>
            </div>
            <div class="page-actions">
                <a class="button secondary" href="/admin/users">
                    "Users"
                </a>
                <a class="button" href="#add" rel="external">
                    "Add a group"
                </a>
            </div>
        </div>
        {done
            .map(|title| {
                view! {
                    <div class="page-notices">
                        <Notice tone=Tone::Success title=title>
                            <p>"Every search works with it from now on."</p>
                        </Notice>
                    </div>
                }
            })}
        {languages
            .into_iter()
            .enumerate()
            .map(|(at, (language, groups))| {
                view! { <Language at=at language=language groups=groups /> }
            })
            .collect_view()}
        <section class="section" aria-labelledby="add">
            <h2 id="add">"Add a group"</h2>
            <form class="form" method="post" action="/api/spellings/save">
                <Fields typed=typed />
                <div class="button-row">
                    <button class="button" type="submit">
                        "Add the group"
                    </button>
                </div>
            </form>
        </section>
    }
    .part()
}

#[component]
fn Language(at: usize, language: String, groups: Vec<Spelling>) -> impl IntoView {
    let id = format!("language-{at}");
    let by = id.clone();
    let labelled = id.clone();
    view! {
        <section class="section" aria-labelledby=by>
            <h2 id=id>{language}</h2>
            <table class="table cards compact" role="table" aria-labelledby=labelled>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"Spellings"</th>
                        <th role="columnheader" scope="col">"Reviewed"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    {groups.into_iter().map(|group| view! { <Row group=group /> }).collect_view()}
                </tbody>
            </table>
        </section>
    }
    .part()
}

#[component]
fn Row(group: Spelling) -> impl IntoView {
    let names = group.names.iter().map(|name| capital(name));
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <a class="name" href=format!("/admin/spellings/{}", group.id)>
                    {names.collect::<Vec<_>>().join(", ")}
                </a>
            </th>
            <td role="cell" data-label="Reviewed">
                {match (group.reviewed_by, group.reviewed_on) {
                    (Some(by), Some(on)) => format!("{by}, {}", calendar::words(on)).part(),
                    _ => view! { <span class="badge info">"Not yet"</span> }.part(),
                }}
            </td>
        </tr>
    }
    .part()
}
