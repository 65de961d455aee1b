//! What waits for an administrator, and what was merged.

use crate::server::moment;
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use domain::calendar;
use domain::duplicate::{Certainty, Reason};
use leptos::prelude::*;
use store::duplicate::{Merge, Queue, Shown, Waiting};

/// The page.
#[component]
pub(super) fn Waits(queue: Queue, merged: Vec<Merge>, done: Option<String>) -> impl IntoView {
    let total = queue.total;
    let lead = match total {
        0 => "No pair of records waits.".to_owned(),
        1 => "1 pair of records waits.".to_owned(),
        total => {
            format!("{total} pairs of records wait. Reported ones stand first, then the likeliest.")
        }
    };
    let shown = queue.rows.len();
    let more = usize::try_from(total).unwrap_or(shown) > shown;
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Duplicates"</h1>
                <p class="lead">{lead}</p>
            </div>
            <div class="page-actions">
                <a class="button secondary" href="/admin/users">
                    "Users"
                </a>
            </div>
        </div>
        <Done done=done />
        <section class="section" aria-labelledby="waiting-title">
            <h2 id="waiting-title">"May be one person"</h2>
            {if queue.rows.is_empty() {
                view! {
                    <div class="empty">
                        <Icon name="people" />
                        <h3>"Nothing to decide"</h3>
                        <p>
                            "Records are compared whenever a name, a birth date or an SSN changes. Anybody can report a pair from a client\u{2019}s page."
                        </p>
                    </div>
                }
                    .part()
            } else {
                view! { <Pairs rows=queue.rows /> }.part()
            }}
            {more
                .then(|| {
                    view! {
                        <p class="quiet-text">{format!("The first {shown} are shown.")}</p>
                    }
                })}
        </section>
        {(!merged.is_empty()).then(|| view! { <Merges rows=merged /> })}
    }
    .part()
}

#[component]
fn Done(done: Option<String>) -> impl IntoView {
    let (tone, title, words) = match done.as_deref() {
        Some("apart") => (
            Tone::Success,
            "Kept as two people",
            "The pair is not proposed again unless somebody reports it or more speaks for it.",
        ),
        Some("back") => (
            Tone::Success,
            "The merge was taken back",
            "Both records stand as before, and are remembered as two people.",
        ),
        Some("decided") => (
            Tone::Info,
            "Somebody was faster",
            "Another administrator decided over this pair. Nothing was done a second time.",
        ),
        _ => return ().part(),
    };
    view! {
        <div class="page-notices">
            <Notice tone=tone title=title>
                <p>{words}</p>
            </Notice>
        </div>
    }
    .part()
}

#[component]
fn Pairs(rows: Vec<Waiting>) -> impl IntoView {
    view! {
        <table class="table cards records" role="table" aria-labelledby="waiting-title">
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">"One record"</th>
                    <th role="columnheader" scope="col">"Another record"</th>
                    <th role="columnheader" scope="col">"How likely"</th>
                    <th role="columnheader" scope="col">
                        <span class="visually-hidden">"What to do"</span>
                    </th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {rows.into_iter().map(|row| view! { <Pair row=row /> }).collect_view()}
            </tbody>
        </table>
    }
    .part()
}

#[component]
fn Pair(row: Waiting) -> impl IntoView {
    let [one, other] = row.people;
    let of = format!(" {} and {}", one.name.short(), other.name.short());
    let reported = row.reported.map(|reported| {
        let why = reported
            .why
            .map_or_else(String::new, |why| format!(": {why}"));
        format!("{} on {}{why}", reported.by, moment(reported.at))
    });
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <Who one=one />
            </th>
            <td role="cell" data-label="Another record">
                <Who one=other />
            </td>
            <td role="cell" data-label="How likely">
                {reported
                    .clone()
                    .map(|_| view! { <span class="badge attention">"Reported"</span> " " })}
                <span class=tone(row.certainty)>{certainty(row.certainty)}</span>
                {reported.map(|words| view! { <span class="second">"Reported by " {words}</span> })}
                <span class="second">{reasons(&row.reasons)}</span>
            </td>
            <td role="cell">
                <a class="button secondary" href=format!("/admin/duplicates/{}", row.id)>
                    "Compare"
                    <span class="visually-hidden">{of}</span>
                </a>
            </td>
        </tr>
    }
    .part()
}

#[component]
fn Who(one: Shown) -> impl IntoView {
    let born = one.dob.map_or_else(
        || "No birth date".to_owned(),
        |dob| format!("Born {}", calendar::short(dob)),
    );
    view! {
        <span class="name">{one.name.full()}</span>
        <span class="second">{born} " \u{b7} ID " {one.hmis_id}</span>
    }
    .part()
}

/// "same SSN, same birth date; but other first name".
fn reasons(all: &[Reason]) -> String {
    let words = |wanted: bool| {
        let some = all.iter().filter(|one| one.speaks_for() == wanted);
        some.map(|one| one.words()).collect::<Vec<_>>().join(", ")
    };
    let (mut pro, con) = (words(true), words(false));
    if !con.is_empty() {
        pro = if pro.is_empty() {
            con
        } else {
            format!("{pro}; but {con}")
        };
    }
    let mut letters = pro.chars();
    let first = letters.next().map(char::to_uppercase);
    first.map_or_else(String::new, |first| first.chain(letters).collect())
}

pub(super) const fn certainty(certainty: Option<Certainty>) -> &'static str {
    match certainty {
        Some(certainty) => certainty.words(),
        None => "The records do not say so",
    }
}

pub(super) const fn tone(certainty: Option<Certainty>) -> &'static str {
    match certainty {
        Some(Certainty::Surely | Certainty::VeryLikely) => "badge done",
        Some(Certainty::Likely) => "badge info",
        Some(Certainty::Possible) | None => "badge",
    }
}

#[component]
fn Merges(rows: Vec<Merge>) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="merged-title">
            <h2 id="merged-title">"Merged"</h2>
            <table class="table cards records" role="table" aria-labelledby="merged-title">
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"Record"</th>
                        <th role="columnheader" scope="col">"Retired"</th>
                        <th role="columnheader" scope="col">"When"</th>
                        <th role="columnheader" scope="col">
                            <span class="visually-hidden">"What to do"</span>
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    {rows
                        .into_iter()
                        .map(|row| {
                            let name = row.name.short();
                            view! {
                                <tr role="row">
                                    <th role="rowheader" scope="row">
                                        <a class="name" href=format!("/clients/{}", row.kept)>
                                            {row.name.full()}
                                        </a>
                                        <span class="second">"ID " {row.hmis_id}</span>
                                    </th>
                                    <td role="cell" data-label="Retired">
                                        {row.retired_name.full()}
                                        <span class="second">"ID " {row.retired_id}</span>
                                    </td>
                                    <td role="cell" data-label="When">
                                        {moment(row.at)}
                                        <span class="second">{row.by}</span>
                                    </td>
                                    <td role="cell">
                                        <a
                                            class="button secondary"
                                            href=format!("/admin/duplicates/{}", row.pair)
                                        >
                                            "Take back"
                                            <span class="visually-hidden">
                                                " the merge of " {name}
                                            </span>
                                        </a>
                                    </td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </section>
    }
    .part()
}
