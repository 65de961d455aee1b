//! What facts propose, in the work queue: tick several, look at what would happen.

use crate::server::moment;
use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
use domain::ids::ExitBatchId;
use domain::proposal::Kind;
use leptos::prelude::*;
use store::proposal::{Proposed, Queue};

/// What of it is shown.
pub struct Shown {
    /// What waits.
    pub queue: Queue,
    /// The only kind that is shown.
    pub kind: Option<Kind>,
    /// What was taken together last.
    pub latest: Option<ExitBatchId>,
}

impl Shown {
    /// Nothing waits, and nothing was taken.
    pub fn is_empty(&self) -> bool {
        self.queue.counts.is_empty() && self.latest.is_none()
    }
}

/// The section.
#[component]
pub fn Proposals(shown: Shown) -> impl IntoView {
    let Shown {
        queue,
        kind,
        latest,
    } = shown;
    let waiting = queue.counts.iter().map(|(_, count)| count).sum::<usize>();
    let of_kind = kind.map_or(waiting, |kind| {
        let mut counts = queue.counts.iter();
        counts
            .find_map(|(one, count)| (*one == kind).then_some(*count))
            .unwrap_or_default()
    });
    let (exits, reviews): (Vec<_>, Vec<_>) = queue
        .rows
        .into_iter()
        .partition(|row| row.proposal.kind().is_exit());
    let shown = exits.len() + reviews.len();
    let first = match (of_kind > shown, queue.more) {
        (true, false) => format!("The first {shown} of {of_kind} are shown."),
        (_, true) => format!("The first {shown} are shown; more come when these are decided."),
        (false, false) => String::new(),
    };
    view! {
        <section class="section" aria-labelledby="proposed-title">
            <div class="section-head">
                <h2 id="proposed-title">"Proposed from facts"</h2>
                {latest
                    .map(|batch| {
                        view! {
                            <a href=format!("/work-queue/taking/{batch}") rel="external">
                                "What you took together last"
                            </a>
                        }
                    })}
            </div>
            <Kinds counts=queue.counts kind=kind waiting=waiting />
            {(!first.is_empty()).then(|| view! { <p class="small quiet-text">{first}</p> })}
            {(!exits.is_empty()).then(|| view! { <Exits rows=exits kind=kind /> })}
            {(!reviews.is_empty())
                .then(|| {
                    view! {
                        <h3 id="reviews-title">"To be looked at: no exit is proposed"</h3>
                        <table class="table cards" role="table" aria-labelledby="reviews-title">
                            <Head selects=false />
                            <tbody role="rowgroup">
                                {reviews
                                    .into_iter()
                                    .map(|row| view! { <Row row=row place=None /> })
                                    .collect_view()}
                            </tbody>
                        </table>
                    }
                })}
        </section>
    }
    .part()
}

/// Links to each kind, with how many wait of it.
#[component]
fn Kinds(counts: Vec<(Kind, usize)>, kind: Option<Kind>, waiting: usize) -> impl IntoView {
    let link = move |to: Option<Kind>, count: usize| {
        let label = to.map_or("All", Kind::label);
        let href = to.map_or_else(
            || "/work-queue".to_owned(),
            |to| format!("/work-queue?kind={}", to.code()),
        );
        view! {
            <li>
                <a class="pill" href=href aria-current=(to == kind).then_some("page")>
                    {format!("{label}, {count}")}
                </a>
            </li>
        }
    };
    if counts.is_empty() {
        return view! { <p class="quiet-text">"No proposal waits."</p> }.part();
    }
    view! {
        <nav aria-label="Kinds of proposals">
            <ul class="chips" role="list">
                {link(None, waiting)}
                {counts.into_iter().map(|(kind, count)| link(Some(kind), count)).collect_view()}
            </ul>
        </nav>
    }
    .part()
}

/// Proposed exits, several of which are looked at together.
#[component]
fn Exits(rows: Vec<Proposed>, kind: Option<Kind>) -> impl IntoView {
    let all = match rows.len() {
        1 => "Look at the one shown".to_owned(),
        many => format!("Look at all {many} shown"),
    };
    view! {
        <form method="post" action="/api/proposals/select">
            <input type="hidden" name="kind" value=kind.map(Kind::code).unwrap_or_default() />
            <table class="table cards" role="table" aria-labelledby="proposed-title">
                <Head selects=true />
                <tbody role="rowgroup">
                    {rows
                        .into_iter()
                        .enumerate()
                        .map(|(place, row)| view! { <Row row=row place=Some(place) /> })
                        .collect_view()}
                </tbody>
            </table>
            <div class="button-row bulk-bar">
                <button class="button" type="submit">
                    "Look at the selected ones"
                </button>
                <button class="button secondary" type="submit" name="all" value="yes">
                    {all}
                </button>
                <p class="small quiet-text">"What will happen is shown before anything is saved."</p>
            </div>
        </form>
    }
    .part()
}

#[component]
fn Head(selects: bool) -> impl IntoView {
    view! {
        <thead role="rowgroup">
            <tr role="row">
                {selects
                    .then(|| {
                        view! {
                            <th class="cell-select" role="columnheader" scope="col">
                                <span class="visually-hidden">"Select"</span>
                            </th>
                        }
                    })}
                <th role="columnheader" scope="col">"Household"</th>
                <th role="columnheader" scope="col">"Why"</th>
                <th role="columnheader" scope="col">"Waits since"</th>
                <th class="cell-actions" role="columnheader" scope="col">
                    <span class="visually-hidden">"Actions"</span>
                </th>
            </tr>
        </thead>
    }
    .part()
}

#[component]
fn Row(
    row: Proposed,
    /// Its place among those that can be ticked.
    place: Option<usize>,
) -> impl IntoView {
    let (id, name, kind) = (row.id, row.name.clone(), row.proposal.kind());
    let people = match row.size {
        1 => "1 person".to_owned(),
        many => format!("{many} people"),
    };
    let menu = format!("proposal-{id}");
    let target = menu.clone();
    let form = format!("/enrollments/{}/exit", row.enrollment);
    let exit = match kind {
        Kind::Refusals => None,
        Kind::ConsentEnded => Some((form, "The client asks to be taken off")),
        _ => Some((format!("{form}?suggestion={id}"), "Open the exit form")),
    };
    view! {
        <tr role="row">
            {place
                .map(|place| {
                    view! {
                        <td class="cell-select" role="cell">
                            <input
                                class="check"
                                type="checkbox"
                                name=format!("ids[{place}]")
                                value=id.to_string()
                                aria-label=format!("Select {name}")
                            />
                        </td>
                    }
                })}
            <th role="rowheader" scope="row">
                <a class="name" href=format!("/clients/{}", row.client)>{row.name}</a>
                " "
                <span class="second">{people} ", " {row.list_name}</span>
            </th>
            <td role="cell" data-label="Why">
                {row.why}
            </td>
            <td role="cell" data-label="Waits since">
                {moment(row.found_at)}
            </td>
            <td class="cell-actions" role="cell">
                <button class="menu-button worded" type="button" popovertarget=target>
                    "Actions"
                    <span class="visually-hidden">" for " {name}</span>
                    " "
                    <Icon name="chevron" />
                </button>
                <div class="menu" popover="auto" id=menu>
                    <ul role="list">
                        {exit.map(|(href, words)| view! { <li><a href=href>{words}</a></li> })}
                        <li><a href=format!("/work-queue/aside/{id}")>"Set aside\u{2026}"</a></li>
                    </ul>
                </div>
            </td>
        </tr>
    }
    .part()
}
