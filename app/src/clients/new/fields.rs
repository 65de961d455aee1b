//! The fields of a new client.

use crate::ui::field::{Field as Around, described_by};
use crate::ui::part::{IntoPart, Parts};
use chrono::NaiveDate;
use domain::calendar;
use domain::hud::{
    DobDataQuality, HudCode, NameDataQuality, NoYesReasons, Race, RaceNone, Sex, SsnDataQuality,
};
use domain::new_client::{Field, Problem, Typed, typed_dob};
use leptos::prelude::*;

/// What is wrong, for the fields.
#[derive(Clone, Default)]
pub(super) struct Problems(pub Vec<Problem>);

impl Problems {
    fn of(&self, field: Field) -> Option<String> {
        let mut found = self.0.iter().filter(|problem| problem.field == field);
        found.next().map(|problem| problem.words.to_owned())
    }
}

/// The id of a field's control.
pub(super) fn element_id(field: Field) -> String {
    format!("client-{}", field.name().replace('_', "-"))
}

/// The label of a field, for the summary of what is wrong.
pub(super) const fn label(field: Field) -> &'static str {
    match field {
        Field::First => "First name",
        Field::Middle => "Middle name",
        Field::Last => "Last name",
        Field::Suffix => "Suffix",
        Field::NameQuality => "How complete the name is",
        Field::Ssn => "Social Security number",
        Field::SsnQuality => "How complete the SSN is",
        Field::Dob => "Date of birth",
        Field::DobQuality => "How sure the date of birth is",
        Field::Races => "Race and ethnicity",
        Field::MoreRace => "More about race and ethnicity",
        Field::Sex => "Sex",
        Field::Veteran => "Veteran status",
        Field::Phone => "Phone",
        Field::Email => "Email",
        Field::Through => "Where or through whom they are found",
        Field::OtherNames => "Other names",
        Field::Card => "Scan card number",
    }
}

/// A part of the form with its heading.
#[component]
pub(super) fn Group(
    title: &'static str,
    #[prop(optional)] lead: Option<&'static str>,
    children: Parts,
) -> impl IntoView {
    view! {
        <fieldset class="group">
            <legend>
                <h2>{title}</h2>
            </legend>
            {lead.map(|lead| view! { <p class="quiet-text">{lead}</p> })}
            {children.show()}
        </fieldset>
    }
    .part()
}

/// Name, birth date, SSN: who it is.
pub(super) fn identity(typed: &Typed, errors: &Problems, today: NaiveDate) -> AnyView {
    let text = |field, value: &str, look| line(field, value, errors, look);
    let needed = Look::default();
    let optional = Look {
        optional: true,
        ..Look::default()
    };
    let first = text(Field::First, &typed.first, needed);
    let middle = text(Field::Middle, &typed.middle, optional);
    let last = text(Field::Last, &typed.last, needed);
    let suffix = text(Field::Suffix, &typed.suffix, optional);
    let others = Look {
        optional: true,
        hint: Some("Nicknames, former names, other spellings. Commas between them."),
        ..Look::default()
    };
    let other_names = text(Field::OtherNames, &typed.other_names, others);
    let dob_look = Look {
        hint: Some("Month first, such as 3/7/1985. A year alone where no more is known."),
        class: "input date",
        numbers: true,
        ..Look::default()
    };
    let dob = text(Field::Dob, &typed.dob, dob_look);
    let ssn_look = Look {
        hint: Some("Nine digits. Put x for each that is not known, or enter the last four alone."),
        class: "input date",
        ..Look::default()
    };
    let ssn = text(Field::Ssn, &typed.ssn, ssn_look);
    let name_quality =
        choice::<NameDataQuality>(Field::NameQuality, &typed.name_quality, errors, None);
    let dob_quality = choice::<DobDataQuality>(Field::DobQuality, &typed.dob_quality, errors, None);
    let ssn_quality = choice::<SsnDataQuality>(Field::SsnQuality, &typed.ssn_quality, errors, None);
    let said = said(typed, today);
    view! {
        <Group title="Name">
            <div class="field-row">{first} {middle} {last} {suffix}</div>
            <div class="field-row">{name_quality} {other_names}</div>
        </Group>
        <Group title="Date of birth and SSN">
            <div class="field-row">
                <div>{dob} {said}</div>
                {dob_quality}
            </div>
            <div class="field-row">{ssn} {ssn_quality}</div>
        </Group>
    }
    .part()
}

/// "March 7, 1985, 41 years old", of a date that was typed.
fn said(typed: &Typed, today: NaiveDate) -> Option<AnyView> {
    let approximate = typed.dob_quality.trim() == "2";
    let quality = if approximate {
        DobDataQuality::ApproximateOrPartial
    } else {
        DobDataQuality::Full
    };
    let day = typed_dob(&typed.dob, quality, today).ok()?;
    let age = calendar::age(day, today)?;
    let years = if age == 1 { "year" } else { "years" };
    let words = format!("{}, {age} {years} old", calendar::words(day));
    Some(view! { <p class="parsed">{words}</p> }.part())
}

/// HUD's questions about the person, and how they are reached.
pub(super) fn background(typed: &Typed, errors: &Problems) -> AnyView {
    let races = races(typed, errors);
    let more = Look {
        optional: true,
        hint: Some("In the person\u{2019}s own words."),
        ..Look::default()
    };
    let more_race = line(Field::MoreRace, &typed.more_race, errors, more);
    let sex = choice::<Sex>(
        Field::Sex,
        &typed.sex,
        errors,
        Some(("Not asked", "Only some funders ask for it.")),
    );
    let veteran = choice::<NoYesReasons>(
        Field::Veteran,
        &typed.veteran,
        errors,
        Some((
            "Choose an answer",
            "Of people who are 18 or older. Leave it for children.",
        )),
    );
    let optional = |hint| Look {
        optional: true,
        hint: Some(hint),
        ..Look::default()
    };
    let phone = Look {
        kind: "tel",
        ..optional("Ten digits, with the area code.")
    };
    let email = Look {
        kind: "email",
        optional: true,
        ..Look::default()
    };
    let phone = line(Field::Phone, &typed.phone, errors, phone);
    let email = line(Field::Email, &typed.email, errors, email);
    let through = optional(
        "A place, or a person who passes messages on: \u{201c}day center, mornings\u{201d}.",
    );
    let through = line(Field::Through, &typed.through, errors, through);
    let card = optional("As it stands under the code of the card.");
    let card = line(Field::Card, &typed.card, errors, card);
    view! {
        <Group title="Background">
            {races}
            <div class="field-row">{more_race}</div>
            <div class="field-row">{veteran} {sex}</div>
        </Group>
        <Group title="How to reach them" lead="Whoever may see this record sees it, to bring an offer to the person.">
            <div class="field-row">{phone} {email}</div>
            <div class="field-row">{through} {card}</div>
        </Group>
    }
    .part()
}

/// How a line of text looks.
#[derive(Clone, Copy)]
struct Look {
    optional: bool,
    hint: Option<&'static str>,
    class: &'static str,
    kind: &'static str,
    numbers: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            optional: false,
            hint: None,
            class: "input",
            kind: "text",
            numbers: false,
        }
    }
}

fn line(field: Field, value: &str, errors: &Problems, look: Look) -> AnyView {
    let id = element_id(field);
    let error = errors.of(field);
    let wrong = error.is_some();
    let value = value.to_owned();
    view! {
        <Around
            id=id.clone()
            label=label(field)
            optional=look.optional
            error=Signal::stored(error)
            hint=Signal::stored(look.hint.map(str::to_owned))
        >
            <input
                class=look.class
                id=id.clone()
                name=format!("form[typed][{}]", field.name())
                type=look.kind
                inputmode=look.numbers.then_some("text")
                autocomplete="off"
                spellcheck="false"
                value=value
                aria-describedby=described_by(&id, wrong, look.hint.is_some())
                aria-invalid=wrong.then_some("true")
            />
        </Around>
    }
    .part()
}

/// A select of a HUD list; with a blank option where `blank` names it, and its hint.
fn choice<T: HudCode>(
    field: Field,
    chosen: &str,
    errors: &Problems,
    blank: Option<(&'static str, &'static str)>,
) -> AnyView {
    let id = element_id(field);
    let error = errors.of(field);
    let wrong = error.is_some();
    let hint = blank.map(|(_, hint)| hint.to_owned());
    let hinted = hint.is_some();
    let optional = field == Field::Sex;
    let options = T::ALL
        .iter()
        .map(|answer| {
            let code = answer.code().to_string();
            let selected = code == chosen.trim();
            view! {
                <option value=code selected=selected>
                    {answer.label()}
                </option>
            }
        })
        .collect_view();
    let first = blank.map_or("Choose an answer", |(words, _)| words);
    let offers_none = blank.is_some() || chosen.trim().is_empty();
    view! {
        <Around
            id=id.clone()
            label=label(field)
            optional=optional
            error=Signal::stored(error)
            hint=Signal::stored(hint)
        >
            <select
                class="select"
                id=id.clone()
                name=format!("form[typed][{}]", field.name())
                aria-describedby=described_by(&id, wrong, hinted)
                aria-invalid=wrong.then_some("true")
            >
                {offers_none.then(|| view! { <option value="">{first}</option> })}
                {options}
            </select>
        </Around>
    }
    .part()
}

/// 3.04: boxes, and why none is ticked.
fn races(typed: &Typed, errors: &Problems) -> AnyView {
    let id = element_id(Field::Races);
    let error = errors.of(Field::Races);
    let described = error.is_some().then(|| format!("{id}-error"));
    let error_id = format!("{id}-error");
    let boxes = Race::ALL
        .iter()
        .enumerate()
        .map(|(at, race)| {
            // The summary of what is wrong leads to the first box.
            let own = if at == 0 {
                id.clone()
            } else {
                format!("{id}-{at}")
            };
            let named = own.clone();
            let ticked = typed.races.contains_key(race.column());
            view! {
                <label class="check-label" for=named>
                    <input
                        class="check"
                        type="checkbox"
                        id=own
                        name=format!("form[typed][races][{}]", race.column())
                        value="1"
                        checked=ticked
                    />
                    <span>{race.label()}</span>
                </label>
            }
        })
        .collect_view();
    let none = RaceNone::ALL
        .iter()
        .map(|answer| {
            let code = answer.code().to_string();
            let selected = code == typed.race_none.trim();
            view! {
                <option value=code selected=selected>
                    {answer.label()}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="field" role="group" aria-labelledby="client-races-title" aria-describedby=described>
            <p class="group-label" id="client-races-title">
                {label(Field::Races)}
            </p>
            {error.map(|error| view! { <p class="field-error" id=error_id>{error}</p> })}
            <div class="boxes">{boxes}</div>
            <div class="field">
                <label for="client-race-none">"If no answer is ticked, why"</label>
                <select class="select" id="client-race-none" name="form[typed][race_none]">
                    <option value="">"An answer is ticked"</option>
                    {none}
                </select>
            </div>
        </div>
    }
    .part()
}
