//! The questions: exit date, destination with its dependents, reason, note.

use super::page::State;
use super::slot::Slot;
use crate::ui::choice::{Choice, Options, Words};
use crate::ui::field::{Field, described_by};
use crate::ui::part::IntoPart;
use domain::calendar;
use domain::exit::Field as ExitField;
use domain::hud::{HudCode, LivingSituation, RentalSubsidyType, destinations_grouped};
use domain::ids::EnrollmentId;
use leptos::prelude::*;

/// Whose answers: the household's, or one member's own.
#[derive(Clone, Copy)]
pub(super) enum Of {
    /// For the head of household and all who follow.
    Household,
    /// One member's own.
    Member {
        /// Whose.
        id: EnrollmentId,
        /// The row in the form.
        index: usize,
        /// The member's name.
        name: StoredValue<String>,
    },
}

impl Of {
    fn member(self) -> Option<EnrollmentId> {
        match self {
            Self::Household => None,
            Self::Member { id, .. } => Some(id),
        }
    }

    fn row(self) -> Option<usize> {
        match self {
            Self::Household => None,
            Self::Member { index, .. } => Some(index),
        }
    }

    /// "for Luis Martinez".
    fn label_more(self) -> Option<String> {
        match self {
            Self::Household => None,
            Self::Member { name, .. } => Some(name.with_value(|name| format!("for {name}"))),
        }
    }
}

/// Section "When, and where to".
#[component]
pub(super) fn AnswerFields() -> impl IntoView {
    let state = expect_context::<State>();
    let needs_purpose = state.sheet.with_value(|sheet| sheet.needs_purpose);
    view! {
        <section class="section" aria-labelledby="when-title">
            <h2 id="when-title">"When, and where to"</h2>
            <p>"For the head of household, and for all who follow."</p>
            <div class="form">
                <ExitDateField of=Of::Household />
                <div class="field-row">
                    <DestinationFields of=Of::Household />
                    <ReasonField />
                </div>
                <TextField
                    text=Slot::Note
                    at=ExitField::Note
                    label="Note"
                    optional=true
                    hint="About this exit. Name no other clients."
                    long=true
                />
                {needs_purpose.then(|| view! { <PurposeField /> })}
            </div>
        </section>
    }
    .part()
}

/// 3.11, with the dates that facts suggest.
#[component]
pub(super) fn ExitDateField(of: Of) -> impl IntoView {
    let state = expect_context::<State>();
    let slot = Slot::ExitDate(of.row());
    let chips = of.member().is_none().then(|| {
        let suggested = state.sheet.with_value(|sheet| sheet.suggested.clone());
        let pills = suggested
            .into_iter()
            .map(|suggestion| {
                let day = StoredValue::new(calendar::typed(suggestion.day));
                let pressed = move || {
                    let shown = slot.get(state);
                    if day.with_value(|day| *day == shown) {
                        "true"
                    } else {
                        "false"
                    }
                };
                view! {
                    <button
                        class="pill"
                        type="button"
                        aria-pressed=pressed
                        on:click=move |_| slot.set(state, day.get_value())
                    >
                        {suggestion.label}
                    </button>
                }
            })
            .collect_view();
        view! {
            <div class="chips when-scripted" role="group" aria-label="Suggested exit dates">
                {pills}
            </div>
        }
        .part()
    });
    let hint = state
        .sheet
        .with_value(|sheet| sheet.filled_in.exit_date.clone());
    view! {
        <DateField
            text=slot
            at=ExitField::ExitOn(of.member())
            label="Exit date"
            label_more=of.label_more()
            hint=hint.filter(|_| of.member().is_none())
            more=chips
        />
    }
    .part()
}

/// A typed date, with the day it was read as in words.
#[component]
pub(super) fn DateField(
    text: Slot,
    at: ExitField,
    label: &'static str,
    #[prop(optional_no_strip)] label_more: Option<String>,
    #[prop(optional_no_strip)] hint: Option<String>,
    /// What stands below it.
    #[prop(optional_no_strip)]
    more: Option<AnyView>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let today = state.sheet.with_value(|sheet| sheet.facts.today);
    let id = at.element_id();
    let error = state.error(at);
    let words = move || {
        let typed = text.get(state);
        // What is wrong stands above already.
        if typed.trim().is_empty() || error.with(Option::is_some) {
            return String::new();
        }
        match calendar::parse_typed(&typed, today) {
            Ok(day) => calendar::confirmed(day, today),
            Err(unreadable) => unreadable.to_string(),
        }
    };
    let hinted = hint.is_some();
    let words_id = format!("{id}-words");
    let described = {
        let (id, words_id) = (id.clone(), words_id.clone());
        move || {
            let rest = described_by(&id, error.with(Option::is_some), hinted);
            Some(rest.map_or_else(|| words_id.clone(), |rest| format!("{rest} {words_id}")))
        }
    };
    view! {
        <Field
            id=id.clone()
            label=label
            label_more=label_more
            error=error
            hint=Signal::stored(hint)
        >
            <input
                class="input date"
                id=id.clone()
                name=text.name()
                value=text.peek(state)
                prop:value=move || text.get(state)
                autocomplete="off"
                inputmode="text"
                aria-describedby=described
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                on:input=move |event| text.set(state, event_target_value(&event))
            />
            <p class="parsed" id=words_id>
                {words}
            </p>
            {more}
        </Field>
    }
    .part()
}

/// A text.
#[component]
fn TextField(
    text: Slot,
    at: ExitField,
    label: &'static str,
    #[prop(optional_no_strip)] label_more: Option<String>,
    hint: &'static str,
    #[prop(optional)] optional: bool,
    /// Several lines.
    #[prop(optional)]
    long: bool,
    /// What is wrong, where the rules do not say it.
    #[prop(optional)]
    missing: Option<Signal<Option<String>>>,
    #[prop(optional)] maxlength: Option<&'static str>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let id = at.element_id();
    let error = missing.unwrap_or_else(|| state.error(at));
    let initial = text.peek(state);
    let described = {
        let id = id.clone();
        move || described_by(&id, error.with(Option::is_some), true)
    };
    let invalid = move || error.with(Option::is_some).then_some("true");
    let typed = move |event| text.set(state, event_target_value(&event));
    let control = if long {
        view! {
            <textarea
                class="textarea"
                id=id.clone()
                name=text.name()
                rows="3"
                prop:value=move || text.get(state)
                aria-describedby=described
                aria-invalid=invalid
                on:input=typed
            >
                {initial}
            </textarea>
        }
        .part()
    } else {
        view! {
            <input
                class="input"
                id=id.clone()
                name=text.name()
                maxlength=maxlength
                value=initial
                prop:value=move || text.get(state)
                autocomplete="off"
                aria-describedby=described
                aria-invalid=invalid
                on:input=typed
            />
        }
        .part()
    };
    view! {
        <Field
            id=id
            label=label
            label_more=label_more
            optional=optional
            error=error
            hint=Signal::stored(Some(hint.to_owned()))
        >
            {control}
        </Field>
    }
    .part()
}

/// The situation that a text stands for.
fn situation(typed: &str) -> Option<LivingSituation> {
    typed.parse().ok().and_then(LivingSituation::from_code)
}

/// 3.12 with 3.12.A and 3.12.B.
#[component]
pub(super) fn DestinationFields(of: Of) -> impl IntoView {
    let state = expect_context::<State>();
    let (member, row) = (of.member(), of.row());
    let slot = Slot::Destination(row);
    let no_other = move || situation(&slot.get(state)) != Some(LivingSituation::Other);
    let groups = destinations_grouped()
        .iter()
        .map(|(group, places)| Options {
            label: Some(group.label()),
            options: places.iter().map(|place| option(*place)).collect(),
        })
        .collect();
    let hint = state
        .sheet
        .with_value(|sheet| sheet.filled_in.destination.clone());
    let words = Words {
        id: ExitField::Destination(member).element_id(),
        name: slot.name(),
        label: "Destination",
        label_more: of.label_more(),
        blank: if member.is_some() {
            "Same as the household"
        } else {
            "Choose a destination"
        },
        hint: hint.filter(|_| member.is_none()),
        optional: false,
    };
    view! {
        <Choice
            words=words
            groups=groups
            chosen=slot.signal(state)
            error=state.error(ExitField::Destination(member))
            choose=slot.choose(state)
        />
        <SubsidyField
            text=Slot::Subsidy(row)
            at=ExitField::Subsidy(member)
            label="Rental subsidy type"
            label_more=of.label_more()
            place=slot
        />
        <div class:unneeded=no_other>
            <TextField
                text=Slot::OtherDestination(row)
                at=ExitField::OtherDestination(member)
                label="Where, in words"
                label_more=of.label_more()
                hint="Only for \u{201c}Other\u{201d}; at most 50 characters."
                maxlength="50"
            />
        </div>
    }
    .part()
}

/// A code with its words, as an option.
pub(super) fn option<C: HudCode>(code: C) -> (String, String) {
    (code.code().to_string(), code.label().to_owned())
}

/// 3.12.A or 4.12.A, where the place asks for it.
#[component]
pub(super) fn SubsidyField(
    text: Slot,
    at: ExitField,
    label: &'static str,
    #[prop(optional_no_strip)] label_more: Option<String>,
    /// Where the place stands.
    place: Slot,
) -> impl IntoView {
    let state = expect_context::<State>();
    let unneeded =
        move || !situation(&place.get(state)).is_some_and(LivingSituation::needs_subsidy_type);
    let options = RentalSubsidyType::ALL.iter().map(|kind| option(*kind));
    let words = Words {
        id: at.element_id(),
        name: text.name(),
        label,
        label_more,
        blank: "Choose a subsidy type",
        hint: Some("Only for a rental with ongoing housing subsidy.".to_owned()),
        optional: false,
    };
    view! {
        <div class:unneeded=unneeded>
            <Choice
                words=words
                groups=Options::plain(options.collect())
                chosen=text.signal(state)
                error=state.error(at)
                choose=text.choose(state)
            />
        </div>
    }
    .part()
}

/// The CoC's own reason.
#[component]
fn ReasonField() -> impl IntoView {
    let state = expect_context::<State>();
    let (reasons, required, hint) = state.sheet.with_value(|sheet| {
        let reasons = sheet.rules.reasons.iter();
        (
            reasons
                .map(|reason| (reason.code.clone(), reason.label.clone()))
                .collect(),
            sheet.rules.reason_required,
            sheet.filled_in.removal_reason.clone(),
        )
    });
    let unneeded =
        move || situation(&Slot::Destination(None).get(state)) == Some(LivingSituation::Deceased);
    let words = Words {
        id: ExitField::RemovalReason.element_id(),
        name: Slot::RemovalReason.name(),
        label: "Reason for leaving the list",
        label_more: None,
        blank: "Choose a reason",
        hint,
        optional: !required,
    };
    view! {
        <div class:unneeded=unneeded>
            <Choice
                words=words
                groups=Options::plain(reasons)
                chosen=Slot::RemovalReason.signal(state)
                error=state.error(ExitField::RemovalReason)
                choose=Slot::RemovalReason.choose(state)
            />
        </div>
    }
    .part()
}

/// Administrators repair, and say why.
#[component]
fn PurposeField() -> impl IntoView {
    let state = expect_context::<State>();
    let missing = Signal::derive(move || {
        let sent = state.problems.with(|problems| !problems.is_empty());
        let blank = Slot::Purpose.get(state).trim().is_empty();
        (sent && blank).then(|| "Say why you repair this enrollment.".to_owned())
    });
    view! {
        <TextField
            text=Slot::Purpose
            at=ExitField::Purpose
            label="Why you repair this enrollment"
            hint="The audit keeps it. Name no clients."
            missing=missing
        />
    }
    .part()
}
