//! What the exit changes around those who leave: the head of household, a referral, other enrollments, a contact.

use super::fields::{DateField, SubsidyField, option};
use super::page::State;
use super::slot::Slot;
use crate::ui::choice::{Choice, Options, Words};
use crate::ui::part::IntoPart;
use domain::calendar;
use domain::exit::{Field as ExitField, head_candidates};
use domain::hud::{LivingSituation, LivingSituationGroup, RelationshipToHoH};
use leptos::prelude::*;

/// Who becomes the head of household. Shown where somebody has to.
#[component]
pub(super) fn HeadField() -> impl IntoView {
    let state = expect_context::<State>();
    let people = state.sheet.with_value(|sheet| {
        sheet
            .facts
            .open()
            .filter(|member| !member.is_protected())
            .map(|member| (member.enrollment.to_string(), member.name.clone()))
            .collect::<Vec<_>>()
    });
    if people.len() < 2 {
        return ().part();
    }
    let error = state.error(ExitField::Head);
    let words = Words {
        id: ExitField::Head.element_id(),
        name: Slot::NewHead.name(),
        label: "Head of household",
        blank: "Choose who is the head of household",
        hint: Some("From the household\u{2019}s start on; entry dates stay.".to_owned()),
        ..Words::default()
    };
    view! {
        <div
            class="below-table"
            class:unneeded=move || !state.asks_head.get() && error.with(Option::is_none)
        >
            <Choice
                words=words
                groups=Options::plain(people)
                chosen=Slot::NewHead.signal(state)
                error=error
                choose=Slot::NewHead.choose(state)
            />
        </div>
    }
    .part()
}

/// Whether a head of household has to be named now.
pub(super) fn asks_head(state: &super::model::SheetView, form: &super::form::ExitForm) -> bool {
    form.parse(state.facts.today)
        .is_ok_and(|(command, _)| !head_candidates(&state.facts, &command).is_empty())
}

/// What a member is to the new head, where it does not follow from what they were.
#[component]
pub(super) fn RelationshipField(index: usize, name: String) -> impl IntoView {
    let state = expect_context::<State>();
    let slot = Slot::Relationship(index);
    let options = RelationshipToHoH::ALL
        .iter()
        .filter(|code| **code != RelationshipToHoH::HeadOfHousehold)
        .map(|code| option(*code));
    let words = Words {
        id: format!("relationship-{index}"),
        name: slot.name(),
        label: "Relationship to the new head of household",
        label_more: Some(format!("for {name}")),
        blank: "As follows from what they were",
        optional: true,
        ..Words::default()
    };
    view! {
        <div class:unneeded=move || !state.asks_head.get()>
            <Choice
                words=words
                groups=Options::plain(options.collect())
                chosen=slot.signal(state)
                error=Signal::stored(None)
                choose=slot.choose(state)
            />
        </div>
    }
    .part()
}

/// Section "What else changes": shown where there is something.
#[component]
pub(super) fn AroundFields() -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="around-title">
            <h2 id="around-title">"What else to record"</h2>
            <div class="form">
                <ReferralField />
                <OtherFields />
                <ContactFields />
            </div>
        </section>
    }
    .part()
}

/// The referral that housed them: one that can be called successful.
#[component]
fn ReferralField() -> impl IntoView {
    let state = expect_context::<State>();
    let (options, hint) = state.sheet.with_value(|sheet| {
        let referrals = sheet.facts.referrals.iter();
        let housed = referrals.filter(|referral| referral.housed_on.is_some());
        let options = housed
            .map(|referral| {
                let made = calendar::short(referral.made_on);
                (
                    referral.event.to_string(),
                    format!("{}, {made}", referral.to),
                )
            })
            .collect::<Vec<_>>();
        (options, sheet.filled_in.referral.clone())
    });
    if options.is_empty() {
        return ().part();
    }
    let words = Words {
        id: ExitField::Referral.element_id(),
        name: Slot::Referral.name(),
        label: "Referral that housed them",
        blank: "None: leave the referral as it is",
        hint,
        optional: true,
        ..Words::default()
    };
    view! {
        <Choice
            words=words
            groups=Options::plain(options)
            chosen=Slot::Referral.signal(state)
            error=state.error(ExitField::Referral)
            choose=Slot::Referral.choose(state)
        />
    }
    .part()
}

/// Other open CE enrollments of the same people: closed too, where that can be.
#[component]
fn OtherFields() -> impl IntoView {
    let state = expect_context::<State>();
    let rows = state.sheet.with_value(|sheet| {
        let facts = &sheet.facts;
        let row = |other: &domain::exit::OtherStay| {
            let name = facts.member(other.member).map_or("", |member| &member.name);
            let since = calendar::words(other.entry_on);
            let words = format!(
                "{name} is also enrolled in {} since {since}",
                other.project_name
            );
            (other.household, other.closable, words)
        };
        facts.others.iter().map(row).collect::<Vec<_>>()
    });
    let mut boxes = 0;
    let mut seen = Vec::new();
    rows.into_iter()
        .map(|(household, closable, words)| {
            if !closable {
                let words = format!("{words}. Exit that enrollment from its own page.");
                return view! { <p class="hint">{words}</p> }.part();
            }
            if seen.contains(&household) {
                return view! { <p class="hint">{words} "; closed together with the one above."</p> }
                    .part();
            }
            seen.push(household);
            let index = boxes;
            boxes += 1;
            let (slot, at) = (Slot::Close(index), ExitField::Other(household));
            view! {
                <input
                    type="hidden"
                    name=format!("form[others][{index}][household]")
                    value=household.to_string()
                />
                <Tick text=slot at=at label=format!("{words}: close it too") />
            }
            .part()
        })
        .collect_view()
        .part()
}

/// A box with its words, and what is wrong with it.
#[component]
fn Tick(text: Slot, at: ExitField, label: String) -> impl IntoView {
    let state = expect_context::<State>();
    let error = state.error(at);
    let id = at.element_id();
    let error_id = format!("{id}-error");
    let described = {
        let error_id = error_id.clone();
        move || error.with(Option::is_some).then(|| error_id.clone())
    };
    view! {
        <div class="field">
            {move || {
                let id = error_id.clone();
                error.get().map(|error| view! { <p class="field-error" id=id>{error}</p> })
            }}
            <label class="check-label" for=id.clone()>
                <input
                    class="check"
                    type="checkbox"
                    id=id.clone()
                    name=text.name()
                    value="yes"
                    checked=!text.peek(state).is_empty()
                    prop:checked=move || !text.get(state).is_empty()
                    aria-describedby=described
                    on:change=move |event| text.set(state, ticked(event_target_checked(&event)))
                />
                " "
                {label}
            </label>
        </div>
    }
    .part()
}

/// What a ticked box sends.
pub(super) fn ticked(ticked: bool) -> String {
    if ticked {
        "yes".to_owned()
    } else {
        String::new()
    }
}

/// A contact (4.12), where one was made.
#[component]
fn ContactFields() -> impl IntoView {
    let state = expect_context::<State>();
    let none = move || Slot::ContactMade.get(state).is_empty();
    let groups = [
        LivingSituationGroup::Homeless,
        LivingSituationGroup::Institutional,
        LivingSituationGroup::Temporary,
        LivingSituationGroup::Permanent,
        LivingSituationGroup::Other,
    ]
    .into_iter()
    .map(|group| Options {
        label: Some(group.label()),
        options: LivingSituation::ALL
            .iter()
            .filter(|place| place.group() == group && place.is_current_living_situation())
            .map(|place| option(*place))
            .collect(),
    })
    .collect();
    let words = Words {
        id: ExitField::ContactSituation.element_id(),
        name: Slot::ContactSituation.name(),
        label: "Where they were staying",
        blank: "Choose a living situation",
        ..Words::default()
    };
    view! {
        <Tick text=Slot::ContactMade at=ExitField::ContactMade label="A contact was made".to_owned() />
        <div class="form" class:unneeded=none>
            <DateField
                text=Slot::ContactDate
                at=ExitField::ContactOn
                label="Date of contact"
                hint=Some("After the exit date it is kept as a note.".to_owned())
            />
            <Choice
                words=words
                groups=groups
                chosen=Slot::ContactSituation.signal(state)
                error=state.error(ExitField::ContactSituation)
                choose=Slot::ContactSituation.choose(state)
            />
            <SubsidyField
                text=Slot::ContactSubsidy
                at=ExitField::ContactSubsidy
                label="Subsidy type of that rental"
                place=Slot::ContactSituation
            />
        </div>
    }
    .part()
}
