//! What was typed beside the record of who is meant.

use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use chrono::NaiveDate;
use domain::calendar;
use domain::ids::{ClientId, DraftId};
use domain::person::RECORDS_HIDDEN;
use leptos::prelude::*;
use store::client::{Differences, Offer};
use uuid::Uuid;

/// What the page shows.
pub(super) struct CarryView {
    /// Who is meant.
    pub client: ClientId,
    /// What was typed.
    pub draft: DraftId,
    /// What of it the record lacks.
    pub found: Differences,
    /// The scan card is somebody else's.
    pub card_taken: bool,
    /// The day of the page.
    pub today: NaiveDate,
}

/// The page.
#[component]
pub(super) fn Carry(view: CarryView) -> impl IntoView {
    let CarryView {
        client,
        draft,
        found,
        card_taken,
        today,
    } = view;
    let age = found.dob.and_then(|dob| calendar::age(dob, today));
    let born = found.dob.map_or_else(
        || "Date of birth not recorded".to_owned(),
        |dob| match age {
            Some(age) => format!("{age}, born {}", calendar::words(dob)),
            None => format!("Born {}", calendar::words(dob)),
        },
    );
    let other_dob = found.other_dob.map(|typed| {
        view! {
            <Notice tone=Tone::Warning title="The dates of birth differ">
                <p>
                    {format!(
                        "You typed {}. The record stays as it is: ask the person, and whoever keeps the record.",
                        calendar::words(typed),
                    )}
                </p>
            </Notice>
        }
    });
    let page = format!("/clients/{client}");
    let nothing = found.offers.is_empty();
    let notices = card_taken || found.restricted || other_dob.is_some();
    view! {
        {notices
            .then(|| {
                view! {
                    <div class="page-notices">
                        {card_taken
                            .then(|| {
                                view! {
                                    <Notice tone=Tone::Error title="Nothing was added">
                                        <p>"The scan card is recorded for another client. Untick it, or check its number."</p>
                                    </Notice>
                                }
                            })}
                        {found
                            .restricted
                            .then(|| {
                                view! {
                                    <div class="notice">
                                        <Icon name="lock" />
                                        <div>
                                            <p class="title">"Restricted"</p>
                                            <p>{RECORDS_HIDDEN}</p>
                                        </div>
                                    </div>
                                }
                            })}
                        {other_dob}
                    </div>
                }
            })}
        <div class="page-head">
            <div class="identity">
                <h1 tabindex="-1">{found.name.full()}</h1>
                <p class="lead">{format!("{born} \u{b7} ID {}", found.hmis_id)}</p>
            </div>
        </div>
        {if nothing {
            view! {
                <section class="section" aria-labelledby="carry-title">
                    <h2 id="carry-title">"Nothing to add"</h2>
                    <p>"What you typed stands in this record already."</p>
                    <div class="button-row">
                        <a class="button" href=page>
                            "Open the client"
                        </a>
                    </div>
                </section>
            }
                .part()
        } else {
            let key = Uuid::now_v7().to_string();
            view! {
                <section class="section" aria-labelledby="carry-title">
                    <h2 id="carry-title">"Add what you typed?"</h2>
                    <p class="quiet-text">
                        "This record does not show the following. Untick what does not belong to this person; nothing that stands in the record is replaced."
                    </p>
                    <form class="form" method="post" action="/api/clients/carry">
                        <input type="hidden" name="client" value=client.to_string() />
                        <input type="hidden" name="draft" value=draft.to_string() />
                        <input type="hidden" name="key" value=key />
                        <div class="offers">
                            {found
                                .offers
                                .into_iter()
                                .enumerate()
                                .map(|(at, (code, offer))| view! { <Ticked at code offer /> })
                                .collect_view()}
                        </div>
                        <div class="button-row">
                            <button class="button" type="submit">
                                "Add to this client"
                            </button>
                            <a class="button quiet" href=page>
                                "Open without adding anything"
                            </a>
                        </div>
                    </form>
                </section>
            }
                .part()
        }}
    }
    .part()
}

#[component]
fn Ticked(at: usize, code: String, offer: Offer) -> impl IntoView {
    let (term, value) = words(offer);
    let id = format!("take-{code}");
    let named = id.clone();
    view! {
        <label class="check-label" for=named>
            <input
                class="check"
                type="checkbox"
                id=id
                name=format!("take[{at}]")
                value=code
                checked=true
            />
            <span>
                <span class="second">{term}</span>
                <br />
                <strong>{value}</strong>
            </span>
        </label>
    }
}

fn words(offer: Offer) -> (&'static str, String) {
    match offer {
        Offer::Name(name) => ("Another name", name),
        Offer::Contact(detail) => (detail.kind.label(), detail.value),
        Offer::Card(card) => ("Scan card", card),
        Offer::Dob(day, quality) => (
            "Date of birth, which is missing",
            format!("{} ({})", calendar::words(day), quality.label()),
        ),
        Offer::Ssn(digits, quality) => (
            "SSN, which is missing",
            format!("ending {} ({})", &digits[5..], quality.label()),
        ),
    }
}
