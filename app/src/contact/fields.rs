//! The fields of a contact. Questions that depend on an answer are there always, and hidden by the stylesheet while they
//! do not apply: no script is needed for them.

use crate::ui::field::{Field as Around, described_by};
use crate::ui::part::IntoPart;
use domain::calendar;
use domain::current_living_situation::{
    Facts, Field, LONGEST_NOTE, LONGEST_PLACE, LONGEST_VERIFIED_BY, Problem, Typed, USUAL,
    asks_about_leaving,
};
use domain::hud::{
    HudCode, LivingSituation, LivingSituationGroup, NoYesReasons, RentalSubsidyType,
};
use leptos::prelude::*;

/// Groups of the list of all situations.
const GROUPS: [LivingSituationGroup; 5] = [
    LivingSituationGroup::Homeless,
    LivingSituationGroup::Temporary,
    LivingSituationGroup::Permanent,
    LivingSituationGroup::Institutional,
    LivingSituationGroup::Other,
];

/// The id of a field's control.
pub(super) const fn element_id(field: Field) -> &'static str {
    match field {
        Field::On => "contact-date",
        Field::Situation => "contact-situation",
        Field::Subsidy => "contact-subsidy",
        Field::VerifiedBy => "contact-verified-by",
        Field::Place => "contact-place",
        Field::Note => "contact-note",
    }
}

/// The label of a field.
pub(super) const fn label(field: Field) -> &'static str {
    match field {
        Field::On => "Date of contact",
        Field::Situation => "Where they stay",
        Field::Subsidy => "Rental subsidy type",
        Field::VerifiedBy => "Verified by",
        Field::Place => "Location details",
        Field::Note => "Note",
    }
}

fn error_of(problems: &[Problem], field: Field) -> Option<String> {
    let mut found = problems.iter().filter(|problem| problem.field == field);
    found.next().map(|problem| problem.words.clone())
}

/// 4.12.2: one tap for the usual ones.
pub(super) fn situation(typed: &Typed, problems: &[Problem]) -> AnyView {
    let error = error_of(problems, Field::Situation);
    let chosen = typed.situation.trim().to_owned();
    let other = typed.other_situation.trim().to_owned();
    let elsewhere = chosen.is_empty() && !other.is_empty();
    let tiles = USUAL.iter().enumerate().map(|(at, situation)| {
        let code = situation.code().to_string();
        let checked = code == chosen;
        // The first is where the summary leads.
        let id = if at == 0 {
            element_id(Field::Situation).to_owned()
        } else {
            format!("{}-{code}", element_id(Field::Situation))
        };
        view! {
            <label class="situation">
                <input
                    class="check"
                    class:asks-leaving=asks_about_leaving(*situation)
                    type="radio"
                    name="form[typed][situation]"
                    id=id
                    value=code
                    checked=checked
                />
                <span>{short(*situation)}</span>
            </label>
        }
    });
    let tiles = tiles.collect_view();
    let described = error.is_some().then_some("contact-situation-error");
    view! {
        <fieldset
            class="field situations"
            aria-describedby=described
        >
            <legend>{label(Field::Situation)}</legend>
            {error
                .map(|words| view! { <p class="field-error" id="contact-situation-error">{words}</p> })}
            <div class="situation-grid">
                {tiles}
                <label class="situation">
                    <input
                        class="check elsewhere"
                        type="radio"
                        name="form[typed][situation]"
                        id="contact-elsewhere"
                        value=""
                        checked=elsewhere
                    />
                    <span>"Somewhere else"</span>
                </label>
            </div>
        </fieldset>
        <div class="when-elsewhere">
            <Around
                id="contact-other-situation"
                label="Which living situation"
                error=Signal::stored(None::<String>)
            >
                {all_situations(&other)}
            </Around>
        </div>
        {subsidy(typed, problems)}
    }
    .part()
}

/// As it is said on the street; the code is HUD's.
fn short(situation: LivingSituation) -> &'static str {
    match situation {
        LivingSituation::PlaceNotMeantForHabitation => {
            "Outside, in a vehicle, a place not meant to live in"
        }
        LivingSituation::EmergencyShelter => "Emergency shelter",
        LivingSituation::FriendsHome => "With friends",
        LivingSituation::FamilyMembersHome => "With family",
        LivingSituation::HotelOrMotel => "Hotel or motel, paid for without a voucher",
        LivingSituation::JailOrPrison => "Jail, prison or juvenile detention",
        other => other.label(),
    }
}

fn all_situations(chosen: &str) -> AnyView {
    let groups = GROUPS.map(|group| {
        let options = LivingSituation::ALL
            .iter()
            .filter(|place| place.group() == group && place.is_current_living_situation())
            .filter(|place| !USUAL.contains(place))
            .map(|place| {
                let code = place.code().to_string();
                let selected = code == chosen;
                view! {
                    <option
                        value=code
                        selected=selected
                        class:asks-leaving=asks_about_leaving(*place)
                        class:asks-subsidy=place.needs_subsidy_type()
                    >
                        {place.label()}
                    </option>
                }
            })
            .collect_view();
        view! { <optgroup label=group.label()>{options}</optgroup> }
    });
    view! {
        <select class="select" id="contact-other-situation" name="form[typed][other_situation]">
            <option value="">"Choose a living situation"</option>
            {groups.into_iter().collect_view()}
        </select>
    }
    .part()
}

/// 4.12.A.
fn subsidy(typed: &Typed, problems: &[Problem]) -> AnyView {
    let id = element_id(Field::Subsidy);
    let error = error_of(problems, Field::Subsidy);
    let wrong = error.is_some();
    let chosen = typed.subsidy.trim();
    let options = options::<RentalSubsidyType>(chosen);
    view! {
        <div class="when-subsidized">
            <Around id=id label=label(Field::Subsidy) error=Signal::stored(error)>
                <select
                    class="select"
                    id=id
                    name="form[typed][subsidy]"
                    aria-describedby=described_by(id, wrong, false)
                    aria-invalid=wrong.then_some("true")
                >
                    <option value="">"Choose a subsidy type"</option>
                    {options}
                </select>
            </Around>
        </div>
    }
    .part()
}

fn options<C: HudCode>(chosen: &str) -> AnyView {
    let options = C::ALL.iter().map(|answer| {
        let code = answer.code().to_string();
        let selected = code == chosen;
        view! {
            <option value=code selected=selected>
                {answer.label()}
            </option>
        }
    });
    options.collect_view().part()
}

/// 4.12.B to F.
pub(super) fn leaving(typed: &Typed) -> AnyView {
    let ask = |name: &'static str, label: &'static str, chosen: &str| {
        let id = format!("contact-{name}");
        let options = options::<NoYesReasons>(chosen.trim());
        view! {
            <Around id=id.clone() label=label error=Signal::stored(None::<String>)>
                <select class="select" class:must-leave=name == "leave" id=id.clone() name=format!("form[typed][{name}]")>
                    <option value="">"Not asked"</option>
                    {options}
                </select>
            </Around>
        }
        .part()
    };
    let leave = ask(
        "leave",
        "Will they have to leave it within 14 days?",
        &typed.leave,
    );
    let then = [
        ask(
            "subsequent",
            "Is there a place to go to next?",
            &typed.subsequent,
        ),
        ask(
            "resources",
            "Do they have resources or support to obtain other permanent housing?",
            &typed.resources,
        ),
        ask(
            "lease",
            "Did they hold a lease or own a home in the last 60 days?",
            &typed.lease,
        ),
        ask(
            "moved",
            "Did they move twice or more in the last 60 days?",
            &typed.moved,
        ),
    ];
    view! {
        <div class="when-leaving">
            {leave} <div class="when-must-leave">{then.into_iter().collect_view()}</div>
        </div>
    }
    .part()
}

/// When, who verified it, where, and a note.
pub(super) fn around(typed: &Typed, problems: &[Problem], facts: &Facts) -> AnyView {
    let on = line(
        Field::On,
        ("on", &typed.on, 40),
        problems,
        Some(&format!(
            "Today is {}. Or type yesterday, or a date such as 11/14/2026.",
            calendar::words(facts.today)
        )),
    );
    let verified_by = facts.coordinated_entry.then(|| {
        line(
            Field::VerifiedBy,
            ("verified_by", &typed.verified_by, LONGEST_VERIFIED_BY),
            problems,
            Some("The project or organization that knows where they stay."),
        )
    });
    let place = line(
        Field::Place,
        ("place", &typed.place, LONGEST_PLACE),
        problems,
        Some("How to find the place again: \u{201c}behind the library, by the river\u{201d}."),
    );
    let id = element_id(Field::Note);
    let error = error_of(problems, Field::Note);
    let wrong = error.is_some();
    let note = typed.note.clone();
    view! {
        {on}
        {verified_by}
        {place}
        <Around
            id=id
            label=label(Field::Note)
            optional=true
            error=Signal::stored(error)
            hint=Signal::stored(Some("Never about other people by name.".to_owned()))
        >
            <textarea
                class="textarea"
                id=id
                name="form[typed][note]"
                rows="3"
                maxlength=LONGEST_NOTE.to_string()
                aria-describedby=described_by(id, wrong, true)
                aria-invalid=wrong.then_some("true")
            >
                {note}
            </textarea>
        </Around>
    }
    .part()
}

fn line(
    field: Field,
    (name, value, longest): (&'static str, &str, usize),
    problems: &[Problem],
    hint: Option<&str>,
) -> AnyView {
    let id = element_id(field);
    let error = error_of(problems, field);
    let wrong = error.is_some();
    let optional = field == Field::Place;
    let described = described_by(id, wrong, hint.is_some());
    let hint = hint.map(str::to_owned);
    let value = value.to_owned();
    view! {
        <Around
            id=id
            label=label(field)
            optional=optional
            error=Signal::stored(error)
            hint=Signal::stored(hint)
        >
            <input
                class="input"
                id=id
                name=format!("form[typed][{name}]")
                type="text"
                autocomplete="off"
                maxlength=longest.to_string()
                value=value
                aria-describedby=described
                aria-invalid=wrong.then_some("true")
            />
        </Around>
    }
    .part()
}
