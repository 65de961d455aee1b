//! A merge that stands, and taking it back.

use super::purpose::Purpose;
use crate::server::moment_in_words;
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use store::duplicate::Merge;
use uuid::Uuid;

/// The page.
#[component]
pub(super) fn Merged(
    merge: Merge,
    key: Uuid,
    /// Why it could not be taken back.
    blocked: Vec<String>,
    done: Option<String>,
    /// The reason was left blank.
    unsaid: bool,
) -> impl IntoView {
    let lead = format!("By {} on {}.", merge.by, moment_in_words(merge.at));
    let rows = format!(
        "{} moved from ID {} to ID {}.",
        if merge.rows == 1 {
            "One row".to_owned()
        } else {
            format!("{} rows", merge.rows)
        },
        merge.retired_id,
        merge.hmis_id
    );
    let closed = match merge.closed {
        0 => String::new(),
        1 => " The exit of one duplicate enrollment is undone with it.".to_owned(),
        closed => format!(" The exits of {closed} duplicate enrollments are undone with it."),
    };
    view! {
        <p class="breadcrumb">
            <a href="/admin/duplicates">"Duplicates"</a>
        </p>
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Two records, merged"</h1>
                <p class="lead">{lead}</p>
            </div>
            <div class="page-actions">
                <a class="button secondary" href=format!("/clients/{}", merge.kept)>
                    "Open the client"
                </a>
            </div>
        </div>
        <div class="page-notices">
            {(done.as_deref() == Some("merged"))
                .then(|| {
                    view! {
                        <Notice tone=Tone::Success title="The records are one now">
                            <p>"Both IDs find it. You can take this back below, at any time."</p>
                        </Notice>
                    }
                })}
            {(!blocked.is_empty())
                .then(|| {
                    view! {
                        <Notice tone=Tone::Error title="The merge was not taken back">
                            {blocked.into_iter().map(|why| view! { <p>{why}</p> }).collect_view()}
                        </Notice>
                    }
                })}
        </div>
        <dl class="pairs">
            <dt>"Stands for both"</dt>
            <dd>{merge.name.full()} ", ID " {merge.hmis_id}</dd>
            <dt>"Retired"</dt>
            <dd>{merge.retired_name.full()} ", ID " {merge.retired_id}</dd>
        </dl>
        <section class="section" aria-labelledby="back">
            <h2 id="back">"Take it back"</h2>
            {if merge.held {
                view! {
                    <p>
                        "A later merge holds one of these records. Take that one back first; it stands above this one in the list."
                    </p>
                }
                    .part()
            } else {
                view! {
                    <p>
                        {rows} " They go back, and both records are as they were." {closed}
                        " What was recorded since stays with the record that stands, or goes with the enrollment on which it was recorded."
                    </p>
                    <BackForm merge=merge.id.to_string() pair=merge.pair.to_string() key=key unsaid=unsaid />
                }
                    .part()
            }}
        </section>
    }
    .part()
}

#[component]
fn BackForm(merge: String, pair: String, key: Uuid, unsaid: bool) -> impl IntoView {
    view! {
        <form class="form" method="post" action="/api/duplicates/unmerge">
            <input type="hidden" name="merge" value=merge />
            <input type="hidden" name="pair" value=pair />
            <input type="hidden" name="key" value=key.to_string() />
            <fieldset class="field one-of">
                <legend>"From now on they are"</legend>
                <label class="check-label">
                    <input class="check" type="radio" name="people" value="two" checked />
                    <span>"Two people: not proposed again"</span>
                </label>
                <label class="check-label">
                    <input class="check" type="radio" name="people" value="open" />
                    <span>"To be compared again: the pair waits as before"</span>
                </label>
            </fieldset>
            <Purpose
                label="Why you take it back"
                unsaid=unsaid.then_some("Nothing was taken back.")
                hint="The audit keeps it. Name no client."
            />
            <div class="button-row">
                <button class="button" type="submit">
                    "Take the merge back"
                </button>
            </div>
        </form>
    }
    .part()
}
