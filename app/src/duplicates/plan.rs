//! What merging will do, before it is done.

use super::purpose::Purpose;
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use domain::calendar;
use domain::duplicate::{Field, Side};
use leptos::prelude::*;
use store::duplicate::{Chosen, Look, Looked, Plan};
use uuid::Uuid;

/// The page.
#[component]
pub(super) fn PlanPage(
    look: Look,
    plan: Plan,
    chosen: Chosen,
    digest: String,
    key: Uuid,
    problem: Option<String>,
) -> impl IntoView {
    let pair = plan.pair;
    let of = |id| look.records.iter().find(|one| one.client == id).cloned();
    let (Some(kept), Some(other)) = (of(plan.kept), of(plan.other)) else {
        return ().part();
    };
    let blocked = !plan.blocks.is_empty();
    let fields = chosen.fields.iter().map(|(field, side)| {
        let of = if *side == Side::Kept {
            plan.kept
        } else {
            plan.other
        };
        format!("{}={of}", field.code())
    });
    let fields = fields.collect::<Vec<_>>().join("&");
    let unsaid = problem.as_deref() == Some("purpose");
    view! {
        <p class="breadcrumb">
            <a href=format!("/admin/duplicates/{pair}")>"Both records"</a>
        </p>
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"What merging will do"</h1>
                <p class="lead">"Nothing has happened yet."
                </p>
            </div>
        </div>
        <div class="page-notices">
            {(problem.as_deref() == Some("changed"))
                .then(|| {
                    view! {
                        <Notice tone=Tone::Warning title="Something changed since you looked">
                            <p>"Nothing was merged. This is what would happen now."</p>
                        </Notice>
                    }
                })}
            {blocked
                .then(|| {
                    let why = plan.blocks.clone();
                    view! {
                        <Notice tone=Tone::Error title="These records cannot be merged now">
                            {why.into_iter().map(|why| view! { <p>{why}</p> }).collect_view()}
                        </Notice>
                    }
                })}
        </div>
        <section class="panel consequences" aria-label="What will happen">
            <ul class="steps">
                {steps(&plan, &kept, &other)
                    .into_iter()
                    .map(|step| view! { <li>{step}</li> })
                    .collect_view()}
            </ul>
        </section>
        {(!blocked)
            .then(|| {
                view! {
                    <form class="form section" method="post" action="/api/duplicates/merge">
                        <input type="hidden" name="pair" value=pair.to_string() />
                        <input type="hidden" name="kept" value=plan.kept.to_string() />
                        <input type="hidden" name="key" value=key.to_string() />
                        <input type="hidden" name="digest" value=digest />
                        <input type="hidden" name="fields" value=fields />
                        <Purpose
                label="Why they are one person"
                unsaid=unsaid.then_some("Nothing was merged.")
                hint="The audit keeps it. Name no client. The merge can be taken back."
            />
                        <div class="button-row">
                            <button class="button" type="submit">
                                "Merge"
                            </button>
                            <a class="button secondary" href=format!("/admin/duplicates/{pair}")>
                                "Back to both records"
                            </a>
                        </div>
                    </form>
                }
            })}
    }
    .part()
}

/// Sentences, what matters most first.
fn steps(plan: &Plan, kept: &Looked, other: &Looked) -> Vec<String> {
    let mut steps = vec![format!(
        "{}, ID {}, stays. ID {} is retired: it finds this record, and its page leads here.",
        kept.name.full(),
        kept.hmis_id,
        other.hmis_id
    )];
    let taken = plan.taken.iter().map(|field| field.label().to_lowercase());
    let taken = taken.collect::<Vec<_>>();
    if taken.is_empty() {
        steps.push("All answers of the record that stays are kept.".to_owned());
    } else {
        steps.push(format!(
            "Taken from the retired record: {}.",
            taken.join(", ")
        ));
    }
    if !plan.taken.contains(&Field::Name) && kept.name != other.name {
        steps.push(format!(
            "{} stays findable as another name.",
            other.name.full()
        ));
    }
    steps.push(moves(plan));
    for one in &plan.closes {
        let reason = one
            .reason
            .as_ref()
            .map_or_else(String::new, |reason| format!(", reason: {reason}"));
        steps.push(format!(
            "The enrollment in {} that began on {} is exited on {} as a duplicate: {}{reason}. The earlier one stays \
             on the list.",
            one.project,
            calendar::words(one.entry_on),
            calendar::words(one.exit_on),
            one.destination,
        ));
        steps.extend(one.warnings.iter().cloned());
    }
    for project in &plan.left_open {
        steps.push(format!(
            "The enrollment in {project} stays open beside another one, since other people are in that household. The \
             Priority List Manager gets a proposal."
        ));
    }
    steps.push(sharing(plan));
    if plan.joined.ssn_closed {
        steps.push(
            "Both records did not have the same SSN: only administrators see its last four until somebody records it \
             anew."
                .to_owned(),
        );
    }
    steps.push("Nobody sees more than before.".to_owned());
    steps
}

fn moves(plan: &Plan) -> String {
    let named = |table: &str, one: &str, many: &str| {
        let count = *plan.moves.get(table)?;
        Some(format!("{count} {}", if count == 1 { one } else { many }))
    };
    let mut parts = [
        named("enrollment", "enrollment", "enrollments"),
        (plan.contacts > 0).then(|| {
            let word = if plan.contacts == 1 {
                "contact"
            } else {
                "contacts"
            };
            format!("{} {word}", plan.contacts)
        }),
        named("note", "note", "notes"),
        named("roi", "release of information", "releases of information"),
        named("client_alias", "other name or ID", "other names or IDs"),
        named(
            "client_contact_detail",
            "phone number or address",
            "phone numbers or addresses",
        ),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>();
    match parts.pop() {
        None => "Nothing else belongs to the retired record.".to_owned(),
        Some(only) if parts.is_empty() => format!("To the record that stays: {only}."),
        Some(last) => format!("To the record that stays: {} and {last}.", parts.join(", ")),
    }
}

fn sharing(plan: &Plan) -> String {
    match (plan.joined.shares, &plan.owner) {
        (true, _) => "The record is shared with all organizations, as both were.".to_owned(),
        (false, Some(owner)) => format!(
            "Do Not Share holds for all of it: beyond identity and their own stays, only {owner} sees it."
        ),
        (false, None) => "Do Not Share holds for all of it, and two organizations made the records: each sees identity \
             and its own stays, and only administrators the rest, until a release is recorded."
            .to_owned(),
    }
}
