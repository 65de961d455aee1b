//! The questions: exit date, destination with its dependents, reason, note.

use super::form::ExitForm;
use super::page::State;
use crate::ui::field::{Field, described_by};
use crate::ui::part::IntoPart;
use domain::calendar;
use domain::exit::Field as ExitField;
use domain::hud::{LivingSituation, RentalSubsidyType, destinations_grouped};
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

/// One of the four texts that both have.
#[derive(Clone, Copy)]
enum Part {
    ExitDate,
    Destination,
    Subsidy,
    OtherDestination,
}

impl Part {
    const fn name(self) -> &'static str {
        match self {
            Self::ExitDate => "exit_date",
            Self::Destination => "destination",
            Self::Subsidy => "subsidy",
            Self::OtherDestination => "other_destination",
        }
    }
}

impl Of {
    fn member(self) -> Option<EnrollmentId> {
        match self {
            Self::Household => None,
            Self::Member { id, .. } => Some(id),
        }
    }

    /// "for Luis Martinez".
    fn label_more(self) -> Option<String> {
        match self {
            Self::Household => None,
            Self::Member { name, .. } => Some(name.with_value(|name| format!("for {name}"))),
        }
    }

    fn name(self, part: Part) -> String {
        match self {
            Self::Household => format!("form[{}]", part.name()),
            Self::Member { index, .. } => format!("form[members][{index}][{}]", part.name()),
        }
    }

    fn text(self, form: &mut ExitForm, part: Part) -> Option<&mut String> {
        match self {
            Self::Household => Some(match part {
                Part::ExitDate => &mut form.exit_date,
                Part::Destination => &mut form.destination,
                Part::Subsidy => &mut form.subsidy,
                Part::OtherDestination => &mut form.other_destination,
            }),
            Self::Member { index, .. } => form.members.get_mut(index).map(|row| match part {
                Part::ExitDate => &mut row.exit_date,
                Part::Destination => &mut row.destination,
                Part::Subsidy => &mut row.subsidy,
                Part::OtherDestination => &mut row.other_destination,
            }),
        }
    }

    fn get(self, form: &ExitForm, part: Part) -> String {
        match self {
            Self::Household => match part {
                Part::ExitDate => form.exit_date.clone(),
                Part::Destination => form.destination.clone(),
                Part::Subsidy => form.subsidy.clone(),
                Part::OtherDestination => form.other_destination.clone(),
            },
            Self::Member { index, .. } => form
                .members
                .get(index)
                .map(|row| match part {
                    Part::ExitDate => row.exit_date.clone(),
                    Part::Destination => row.destination.clone(),
                    Part::Subsidy => row.subsidy.clone(),
                    Part::OtherDestination => row.other_destination.clone(),
                })
                .unwrap_or_default(),
        }
    }
}

fn update(state: State, of: Of, part: Part, typed: String) {
    state.form.update(|form| {
        if let Some(text) = of.text(form, part) {
            *text = typed;
        }
    });
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
                <NoteField />
                {needs_purpose.then(|| view! { <PurposeField /> })}
            </div>
        </section>
    }
    .part()
}

/// 3.11, with the parsed date in words and the dates that facts suggest.
#[component]
pub(super) fn ExitDateField(of: Of) -> impl IntoView {
    let state = expect_context::<State>();
    let (today, suggested, filled_in) = state.sheet.with_value(|sheet| {
        (
            sheet.facts.today,
            sheet.suggested.clone(),
            sheet.filled_in.clone(),
        )
    });
    let member = of.member();
    let id = ExitField::ExitOn(member).element_id();
    let error = state.error(ExitField::ExitOn(member));
    let value = move || state.form.with(|form| of.get(form, Part::ExitDate));
    let words = move || {
        let typed = value();
        // What is wrong stands above already.
        if typed.trim().is_empty() || error.with(Option::is_some) {
            return String::new();
        }
        match calendar::parse_typed(&typed, today) {
            Ok(day) => calendar::confirmed(day, today),
            Err(unreadable) => unreadable.to_string(),
        }
    };
    let hint = filled_in.filter(|_| member.is_none());
    let hinted = hint.is_some();
    let words_id = format!("{id}-words");
    let described = {
        let (id, words_id) = (id.clone(), words_id.clone());
        move || {
            let rest = described_by(&id, error.with(Option::is_some), hinted);
            Some(rest.map_or_else(|| words_id.clone(), |rest| format!("{rest} {words_id}")))
        }
    };
    let initial = state
        .form
        .with_untracked(|form| of.get(form, Part::ExitDate));
    view! {
        <Field
            id=id.clone()
            label="Exit date"
            label_more=of.label_more()
            error=error
            hint=Signal::stored(hint)
        >
            <input
                class="input date"
                id=id.clone()
                name=of.name(Part::ExitDate)
                value=initial
                prop:value=value
                autocomplete="off"
                inputmode="text"
                aria-describedby=described
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                on:input=move |event| update(state, of, Part::ExitDate, event_target_value(&event))
            />
            <p class="parsed" id=words_id>
                {words}
            </p>
            {(member.is_none())
                .then(|| {
                    view! {
                        <div class="chips when-scripted" role="group" aria-label="Suggested exit dates">
                            {suggested
                                .into_iter()
                                .map(|suggestion| {
                                    let day = calendar::typed(suggestion.day);
                                    let shown = day.clone();
                                    view! {
                                        <button
                                            class="pill"
                                            type="button"
                                            aria-pressed=move || {
                                                if value() == shown { "true" } else { "false" }
                                            }
                                            on:click=move |_| {
                                                update(state, of, Part::ExitDate, day.clone());
                                            }
                                        >
                                            {suggestion.label}
                                        </button>
                                    }
                                })
                                .collect_view()}
                        </div>
                    }
                })}
        </Field>
    }
    .part()
}

/// 3.12 with 3.12.A and 3.12.B.
#[component]
pub(super) fn DestinationFields(of: Of) -> impl IntoView {
    let state = expect_context::<State>();
    let member = of.member();
    let chosen = move || state.form.with(|form| of.get(form, Part::Destination));
    let place = move || chosen().parse().ok().and_then(LivingSituation::from_code);
    let no_subsidy = move || place() != Some(LivingSituation::RentalWithSubsidy);
    let no_other = move || place() != Some(LivingSituation::Other);
    let blank = if member.is_some() {
        "Same as the household"
    } else {
        "Choose a destination"
    };
    let id = ExitField::Destination(member).element_id();
    let subsidy_id = ExitField::Subsidy(member).element_id();
    let other_id = ExitField::OtherDestination(member).element_id();
    let error = state.error(ExitField::Destination(member));
    let subsidy_error = state.error(ExitField::Subsidy(member));
    let other_error = state.error(ExitField::OtherDestination(member));
    let subsidy = move || state.form.with(|form| of.get(form, Part::Subsidy));
    let other = move || state.form.with(|form| of.get(form, Part::OtherDestination));
    let initial_other = state
        .form
        .with_untracked(|form| of.get(form, Part::OtherDestination));
    view! {
        <Field id=id.clone() label="Destination" label_more=of.label_more() error=error>
            <select
                class="select"
                id=id.clone()
                name=of.name(Part::Destination)
                aria-describedby={
                    let id = id.clone();
                    move || described_by(&id, error.with(Option::is_some), false)
                }
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                on:change=move |event| update(state, of, Part::Destination, event_target_value(&event))
            >
                <option value="">{blank}</option>
                {destinations_grouped()
                    .iter()
                    .map(|(group, places)| {
                        view! {
                            <optgroup label=group.label()>
                                {places
                                    .iter()
                                    .map(|place| {
                                        let code = place.code().to_string();
                                        let own = code.clone();
                                        view! {
                                            <option value=code selected=move || chosen() == own>
                                                {place.label()}
                                            </option>
                                        }
                                    })
                                    .collect_view()}
                            </optgroup>
                        }
                    })
                    .collect_view()}
            </select>
        </Field>
        <div class:unneeded=no_subsidy>
            <Field
                id=subsidy_id.clone()
                label="Rental subsidy type"
                label_more=of.label_more()
                error=subsidy_error
                hint=Signal::stored(Some("Only for a rental with ongoing housing subsidy.".to_owned()))
            >
                <select
                    class="select"
                    id=subsidy_id.clone()
                    name=of.name(Part::Subsidy)
                    aria-describedby={
                        let id = subsidy_id.clone();
                        move || described_by(&id, subsidy_error.with(Option::is_some), true)
                    }
                    aria-invalid=move || subsidy_error.with(Option::is_some).then_some("true")
                    on:change=move |event| update(state, of, Part::Subsidy, event_target_value(&event))
                >
                    <option value="">"Choose a subsidy type"</option>
                    {RentalSubsidyType::ALL
                        .iter()
                        .map(|kind| {
                            let code = kind.code().to_string();
                            let own = code.clone();
                            view! {
                                <option value=code selected=move || subsidy() == own>
                                    {kind.label()}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </Field>
        </div>
        <div class:unneeded=no_other>
            <Field
                id=other_id.clone()
                label="Where, in words"
                label_more=of.label_more()
                error=other_error
                hint=Signal::stored(Some("Only for \u{201c}Other\u{201d}; at most 50 characters.".to_owned()))
            >
                <input
                    class="input"
                    id=other_id.clone()
                    name=of.name(Part::OtherDestination)
                    maxlength="50"
                    value=initial_other
                    prop:value=other
                    autocomplete="off"
                    aria-describedby={
                        let id = other_id.clone();
                        move || described_by(&id, other_error.with(Option::is_some), true)
                    }
                    aria-invalid=move || other_error.with(Option::is_some).then_some("true")
                    on:input=move |event| {
                        update(state, of, Part::OtherDestination, event_target_value(&event));
                    }
                />
            </Field>
        </div>
    }
    .part()
}

/// The CoC's own reason.
#[component]
fn ReasonField() -> impl IntoView {
    let state = expect_context::<State>();
    let (reasons, required) = state.sheet.with_value(|sheet| {
        (
            sheet.policy.removal_reasons.clone(),
            sheet.policy.removal_reason_required,
        )
    });
    let error = state.error(ExitField::RemovalReason);
    let chosen = move || state.form.with(|form| form.removal_reason.clone());
    let deceased = LivingSituation::Deceased.code().to_string();
    let unneeded = move || state.form.with(|form| form.destination == deceased);
    view! {
        <div class:unneeded=unneeded>
            <Field id="removal-reason" label="Reason for leaving the list" optional=!required error=error>
                <select
                    class="select"
                    id="removal-reason"
                    name="form[removal_reason]"
                    aria-describedby=move || {
                        described_by("removal-reason", error.with(Option::is_some), false)
                    }
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    on:change=move |event| {
                        let typed = event_target_value(&event);
                        state.form.update(|form| form.removal_reason = typed);
                    }
                >
                    <option value="">"Choose a reason"</option>
                    {reasons
                        .into_iter()
                        .map(|reason| {
                            let own = reason.code.clone();
                            view! {
                                <option value=reason.code selected=move || chosen() == own>
                                    {reason.label}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </Field>
        </div>
    }
    .part()
}

#[component]
fn NoteField() -> impl IntoView {
    let state = expect_context::<State>();
    let error = state.error(ExitField::Note);
    let initial = state.form.with_untracked(|form| form.note.clone());
    view! {
        <Field
            id="note"
            label="Note"
            optional=true
            error=error
            hint=Signal::stored(Some("About this exit. Name no other clients.".to_owned()))
        >
            <textarea
                class="textarea"
                id="note"
                name="form[note]"
                rows="3"
                prop:value=move || state.form.with(|form| form.note.clone())
                aria-describedby=move || described_by("note", error.with(Option::is_some), true)
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    state.form.update(|form| form.note = typed);
                }
            >
                {initial}
            </textarea>
        </Field>
    }
    .part()
}

/// Administrators repair, and say why.
#[component]
fn PurposeField() -> impl IntoView {
    let state = expect_context::<State>();
    let missing = Signal::derive(move || {
        let sent = state.problems.with(|problems| !problems.is_empty());
        let blank = state.form.with(|form| form.purpose.trim().is_empty());
        (sent && blank).then(|| "Say why you repair this enrollment.".to_owned())
    });
    let initial = state.form.with_untracked(|form| form.purpose.clone());
    view! {
        <Field
            id="purpose"
            label="Why you repair this enrollment"
            error=missing
            hint=Signal::stored(Some("The audit keeps it. Name no clients.".to_owned()))
        >
            <input
                class="input"
                id="purpose"
                name="form[purpose]"
                required
                value=initial
                autocomplete="off"
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    state.form.update(|form| form.purpose = typed);
                }
            />
        </Field>
    }
    .part()
}
