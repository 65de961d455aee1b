//! Saying that a client has a second record.

use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use domain::calendar;
use domain::ids::DraftId;
use domain::search::Reason;
use leptos::prelude::*;
use store::client::FoundClient;
use store::duplicate::Reporting;

/// A search for the other record, and whom it found.
pub(super) struct Search {
    pub(super) draft: DraftId,
    pub(super) line: String,
    pub(super) hits: Vec<FoundClient>,
    pub(super) more: bool,
}

/// The page.
#[component]
pub(super) fn Report(
    of: Reporting,
    search: Option<Search>,
    done: bool,
    /// No other record was chosen.
    problem: bool,
) -> impl IntoView {
    let page = format!("/clients/{}", of.client);
    let line = search.as_ref().map(|search| search.line.clone());
    view! {
        <p class="breadcrumb">
            <a href=page.clone()>{of.name.full()}</a>
        </p>
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Report a second record"</h1>
                <p class="lead">
                    {format!(
                        "Where is the other record of {}, ID {}? An administrator compares both and decides.",
                        of.name.full(),
                        of.hmis_id,
                    )}
                </p>
            </div>
        </div>
        {done
            .then(|| {
                view! {
                    <div class="page-notices">
                        <Notice tone=Tone::Success title="Thank you, the pair was reported">
                            <p>"It stands first in the administrators\u{2019} queue. Until they decide, use either record."</p>
                            <p>
                                <a href=page>"Back to the client"</a>
                            </p>
                        </Notice>
                    </div>
                }
            })}
        <form class="form" method="post" action="/api/duplicates/find">
            <input type="hidden" name="client" value=of.client.to_string() />
            <div class="field">
                <label for="other-query">"Find the other record"</label>
                <input
                    class="input"
                    id="other-query"
                    name="query"
                    type="search"
                    maxlength="200"
                    autocomplete="off"
                    required
                    value=line
                    aria-describedby="other-query-hint"
                />
                <p class="hint" id="other-query-hint">
                    "A name, a date of birth, an ID, or several of them."
                </p>
            </div>
            <div class="button-row">
                <button class="button secondary" type="submit">
                    "Find"
                </button>
            </div>
        </form>
        {search.map(|search| view! { <Choose client=of.client.to_string() search=search problem=problem /> })}
    }
    .part()
}

#[component]
fn Choose(client: String, search: Search, problem: bool) -> impl IntoView {
    if search.hits.is_empty() {
        return view! {
            <section class="section" aria-labelledby="found-title">
                <div class="empty">
                    <div role="status">
                        <h2 id="found-title">"Nobody else matches"</h2>
                    </div>
                    <p>"Try another spelling, or the ID that stands on the other record."</p>
                </div>
            </section>
        }
        .part();
    }
    view! {
        <section class="section" aria-labelledby="found-title">
            <h2 id="found-title">"Which one?"</h2>
            <form class="form" method="post" action="/api/duplicates/report">
                <input type="hidden" name="client" value=client />
                <input type="hidden" name="search" value=search.draft.to_string() />
                <fieldset class="field one-of" aria-describedby=problem.then_some("other-error")>
                    <legend>"The other record of the same person"</legend>
                    {problem
                        .then(|| {
                            view! {
                                <p class="field-error" id="other-error" role="alert">
                                    "Choose the other record."
                                </p>
                            }
                        })}
                    {search.hits.into_iter().map(|hit| view! { <Hit hit=hit /> }).collect_view()}
                    {search
                        .more
                        .then(|| view! { <p class="hint">"There are more. A date of birth narrows it down."</p> })}
                </fieldset>
                <div class="field">
                    <label for="report-why">
                        "How you know " <span class="optional">"(optional)"</span>
                    </label>
                    <input
                        class="input"
                        id="report-why"
                        name="why"
                        maxlength="500"
                        autocomplete="off"
                        aria-describedby="report-why-hint"
                    />
                    <p class="hint" id="report-why-hint">
                        "Administrators read it."
                    </p>
                </div>
                <div class="button-row">
                    <button class="button" type="submit">
                        "Report this pair"
                    </button>
                </div>
            </form>
        </section>
    }
    .part()
}

#[component]
fn Hit(hit: FoundClient) -> impl IntoView {
    let born = hit.dob.map_or_else(
        || "no birth date".to_owned(),
        |dob| format!("born {}", calendar::words(dob)),
    );
    let why = hit.reasons.iter().map(Reason::words).collect::<Vec<_>>();
    view! {
        <label class="check-label">
            <input class="check" type="radio" name="other" value=hit.id.to_string() />
            <span>
                {hit.name.full()}
                <span class="second">
                    {born} " \u{b7} ID " {hit.hmis_id} " \u{b7} matches: " {why.join(", ")}
                </span>
            </span>
        </label>
    }
    .part()
}
