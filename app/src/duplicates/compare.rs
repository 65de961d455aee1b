//! Two records side by side, and which answer would be kept.

use super::apart::Apart;
use super::fields::{Line, lines};
use super::queue::{certainty, tone};
use crate::server::moment_in_words;
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use domain::duplicate::{Reason, Side};
use leptos::prelude::*;
use store::duplicate::{Look, Looked};
use uuid::Uuid;

/// The page.
#[component]
pub(super) fn Compare(
    look: Look,
    key: Uuid,
    /// Why they are two people was left blank.
    unsaid: bool,
) -> impl IntoView {
    let pair = look.pair.id;
    let reported = look.pair.reported.clone();
    view! {
        <p class="breadcrumb">
            <a href="/admin/duplicates">"Duplicates"</a>
        </p>
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Are these one person?"</h1>
                <p class="badges">
                    <span class=tone(look.pair.certainty)>{certainty(look.pair.certainty)}</span>
                </p>
            </div>
        </div>
        {reported
            .map(|reported| {
                let by = format!("{} on {}.", reported.by, moment_in_words(reported.at));
                view! {
                    <div class="page-notices">
                        <Notice tone=Tone::Info title="Somebody reported this pair">
                            <p>{by}</p>
                            {reported.why.map(|why| view! { <p>"\u{201c}" {why} "\u{201d}"</p> })}
                        </Notice>
                    </div>
                }
            })}
        <Evidence reasons=look.pair.reasons.clone() />
        <form method="get" action=format!("/admin/duplicates/{pair}")>
            <Table look=look />
            <div class="button-row">
                <button class="button" type="submit">
                    "See what merging would do"
                </button>
                <a class="button secondary" href="#apart">
                    "Not the same person"
                </a>
            </div>
        </form>
        <Apart pair=pair key=key unsaid=unsaid />
    }
    .part()
}

#[component]
fn Evidence(reasons: Vec<Reason>) -> impl IntoView {
    let (pro, con): (Vec<_>, Vec<_>) = reasons.into_iter().partition(|one| one.speaks_for());
    let list = |title: &'static str, none: &'static str, reasons: Vec<Reason>| {
        let words = if reasons.is_empty() {
            none.to_owned()
        } else {
            let words = reasons.into_iter().map(Reason::words);
            words.collect::<Vec<_>>().join(", ")
        };
        view! {
            <dt>{title}</dt>
            <dd>{words}</dd>
        }
    };
    view! {
        <dl class="pairs evidence">
            {list("Speaks for one person", "Nothing that the records say", pro)}
            {list("Speaks for two people", "Nothing that the records say", con)}
        </dl>
    }
    .part()
}

#[component]
fn Table(look: Look) -> impl IntoView {
    let preferred = look.preferred;
    let records = look.records;
    let ids = records.each_ref().map(|one| one.client.to_string());
    view! {
        <table class="table cards compare" role="table">
            <caption class="visually-hidden">"Both records, and which answer is kept"</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">
                        <span class="visually-hidden">"Question"</span>
                    </th>
                    <th role="columnheader" scope="col">"First record"</th>
                    <th role="columnheader" scope="col">"Second record"</th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                <Kept records=records.clone() />
                {lines(&records)
                    .into_iter()
                    .map(|line| {
                        let side = line.field.and_then(|field| preferred.get(&field).copied());
                        view! { <Row line=line ids=ids.clone() side=side /> }
                    })
                    .collect_view()}
            </tbody>
        </table>
    }
    .part()
}

/// Which record stays in front.
#[component]
fn Kept(records: [Looked; 2]) -> impl IntoView {
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">"Stays in front"</th>
            {records
                .into_iter()
                .zip(["First record", "Second record"])
                .enumerate()
                .map(|(at, (one, label))| {
                    let first = at == 0;
                    view! {
                        <td role="cell" data-label=label>
                            <label class="check-label">
                                <input
                                    class="check"
                                    type="radio"
                                    name="kept"
                                    value=one.client.to_string()
                                    checked=first
                                />
                                <span>
                                    <span class="visually-hidden">{label} ": "</span>
                                    "Keep this ID; the other one leads here"
                                </span>
                            </label>
                        </td>
                    }
                })
                .collect_view()}
        </tr>
    }
    .part()
}

#[component]
fn Row(line: Line, ids: [String; 2], side: Option<Side>) -> impl IntoView {
    let asks = line.field.filter(|_| line.same == Some(false));
    let mark = line.same.map(|same| {
        if same {
            view! { <span class="badge">"Same"</span> }.part()
        } else {
            view! { <span class="badge attention">"Differs"</span> }.part()
        }
    });
    let label = line.label;
    let class = (line.same == Some(false)).then_some("differs");
    let cells = line
        .values
        .into_iter()
        .zip(ids)
        .zip([Side::Kept, Side::Other]);
    view! {
        <tr role="row" class=class>
            <th role="rowheader" scope="row">
                {label}
                " "
                {mark}
            </th>
            {cells
                .map(|(((value, below), id), of)| {
                    let place = if of == Side::Kept { "First record" } else { "Second record" };
                    let below = below
                        .into_iter()
                        .map(|words| view! { <span class="second">{words}</span> })
                        .collect_view();
                    let chosen = side == Some(of);
                    let content = match asks {
                        Some(field) => {
                            view! {
                                <label class="check-label">
                                    <input
                                        class="check"
                                        type="radio"
                                        name=field.code()
                                        value=id
                                        checked=chosen
                                    />
                                    <span>
                                        <span class="visually-hidden">{label} ", keep: "</span>
                                        {value}
                                        {below}
                                    </span>
                                </label>
                            }
                                .part()
                        }
                        None => view! { <div>{value} {below}</div> }.part(),
                    };
                    view! {
                        <td role="cell" data-label=place>
                            {content}
                        </td>
                    }
                })
                .collect_view()}
        </tr>
    }
    .part()
}
