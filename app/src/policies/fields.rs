//! The fields of a policy: who may exit, reasons, days, switches, guidance.

use super::form::PolicyForm;
use super::guidance::GuidanceFields;
use super::parts::{DAYS, Days, OF_PEOPLE, OF_REASONS, OF_STANDING, REFUSALS, Switch, element_id};
use super::reasons::Reasons;
use crate::ui::field::{Field, described_by};
use crate::ui::part::{IntoPart, Parts};
use domain::policy::{ExitAuthority, ExitRight, PolicyPart, PolicyProblem};
use domain::workgroup::Workgroup;
use leptos::prelude::*;

/// What is wrong, for the fields.
#[derive(Clone)]
pub(super) struct Problems(pub Vec<PolicyProblem>);

impl Problems {
    /// What is wrong with a part.
    pub(super) fn of(&self, part: PolicyPart) -> Option<String> {
        let mut found = self.0.iter().filter(|problem| problem.part == part);
        found.next().map(|problem| problem.message.clone())
    }
}

/// All parts of the form, in the order of the page.
pub(super) fn groups(form: PolicyForm, errors: &Problems) -> AnyView {
    let rights = ExitAuthority::CHOSEN
        .into_iter()
        .map(|group| right(group, &form, errors))
        .collect_view();
    let days = DAYS
        .iter()
        .map(|days| days_field(days, &form, errors))
        .collect_view();
    let refusals = refusals(&form, errors);
    let of_reasons = switches_of(&OF_REASONS, &form);
    let of_standing = switches_of(&OF_STANDING, &form);
    let of_people = switches_of(&OF_PEOPLE, &form);
    let rows = form.reasons.clone();
    let (for_reasons, for_guidance) = (errors.clone(), errors.clone());
    view! {
        <Group
            title="Who may exit"
            lead="Each workgroup, for a household on this list. Administrators repair, with a purpose."
        >
            <div class="field-row">{rights}</div>
        </Group>
        <Group
            title="Reasons for leaving the list"
            lead="Smaller numbers stand first. Exits keep the reason that they were given; untick \u{201c}Offered\u{201d} to retire one."
        >
            <Reasons rows=rows errors=for_reasons />
            {of_reasons}
        </Group>
        <Group
            title="Standing, days and limits"
            lead="They place households on the list, and say when somebody is asked again."
        >
            <div class="field-row">{days} {refusals}</div>
            {of_standing}
        </Group>
        <Group title="Who may do what else" lead="Off, unless this list needs it.">
            {of_people}
        </Group>
        <Group
            title="Guidance on the exit page"
            lead="Your own words, for everybody who exits a household from this list. Name no client."
        >
            <GuidanceFields form=form errors=for_guidance />
        </Group>
    }
    .part()
}

/// A part of the form with its heading.
#[component]
fn Group(title: &'static str, lead: &'static str, children: Parts) -> impl IntoView {
    view! {
        <fieldset class="group">
            <legend>
                <h2>{title}</h2>
            </legend>
            <p class="quiet-text">{lead}</p>
            {children.show()}
        </fieldset>
    }
    .part()
}

/// A workgroup's right to exit.
fn right(group: Workgroup, form: &PolicyForm, errors: &Problems) -> AnyView {
    let id = format!("exit-{}", group.code());
    let error = match group {
        Workgroup::PriorityListManager => errors.of(PolicyPart::ExitManagers),
        Workgroup::HmisUser => errors.of(PolicyPart::Exit),
        _ => None,
    };
    let wrong = error.is_some();
    let chosen = form.exit.get(group.code()).cloned().unwrap_or_default();
    let options = ExitRight::ALL
        .into_iter()
        .filter(|right| right.suits(group) || right.code() == chosen)
        .map(|right| {
            view! {
                <option value=right.code() selected=right.code() == chosen>
                    {offer(right)}
                </option>
            }
        })
        .collect_view();
    view! {
        <Field id=id.clone() label=group.label() error=Signal::stored(error)>
            <select
                class="select"
                id=id.clone()
                name=format!("form[exit][{}]", group.code())
                aria-describedby=described_by(&id, wrong, false)
                aria-invalid=wrong.then_some("true")
            >
                {options}
            </select>
        </Field>
    }
    .part()
}

/// A right as it is offered.
const fn offer(right: ExitRight) -> &'static str {
    match right {
        ExitRight::None => "No exits",
        ExitRight::Suggest => "Suggest exits",
        ExitRight::OwnAssessments => "Exit households of their own",
        ExitRight::All => "Exit every household",
    }
}

fn days_field(days: &Days, form: &PolicyForm, errors: &Problems) -> AnyView {
    let value = form.days.get(days.code).cloned().unwrap_or_default();
    let name = format!("form[days][{}]", days.code);
    let hint = format!(
        "{} From {} to {}.",
        days.hint,
        days.bounds.start(),
        days.bounds.end()
    );
    let error = errors.of(days.part);
    view! {
        <Number
            part=days.part
            label=days.label
            unit=days.unit
            hint=hint
            name=name
            value=value
            error=error
        />
    }
    .part()
}

fn refusals(form: &PolicyForm, errors: &Problems) -> AnyView {
    let value = form.refusals.clone();
    let error = errors.of(PolicyPart::ReviewAfterRefusals);
    view! {
        <Number
            part=PolicyPart::ReviewAfterRefusals
            label=REFUSALS
            unit="declined referrals"
            hint="Declined by the client. A case-conference review is proposed, never an exit. Blank: never."
                .to_owned()
            name="form[refusals]".to_owned()
            value=value
            error=error
            optional=true
        />
    }
    .part()
}

#[component]
fn Number(
    part: PolicyPart,
    label: &'static str,
    unit: &'static str,
    hint: String,
    name: String,
    value: String,
    error: Option<String>,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let id = element_id(part);
    let wrong = error.is_some();
    view! {
        <Field
            id=id.clone()
            label=label
            label_more=Some(unit.to_owned())
            optional=optional
            error=Signal::stored(error)
            hint=Signal::stored(Some(hint))
        >
            <div class="with-unit">
                <input
                    class="input number"
                    id=id.clone()
                    name=name
                    value=value
                    inputmode="numeric"
                    autocomplete="off"
                    aria-describedby=described_by(&id, wrong, true)
                    aria-invalid=wrong.then_some("true")
                />
                <span aria-hidden="true">{unit}</span>
            </div>
        </Field>
    }
    .part()
}

fn switches_of(switches: &'static [Switch], form: &PolicyForm) -> AnyView {
    let rows = switches
        .iter()
        .map(|switch| {
            let id = format!("switch-{}", switch.code);
            let hint = format!("{id}-hint");
            view! {
                <li class="choice">
                    <input
                        class="check"
                        type="checkbox"
                        id=id.clone()
                        name=format!("form[switches][{}]", switch.code)
                        value="yes"
                        checked=form.switches.contains_key(switch.code)
                        aria-describedby=switch.hint.map(|_| hint.clone())
                    />
                    <div>
                        <label for=id>{switch.label}</label>
                        {switch
                            .hint
                            .map(|words| {
                                view! {
                                    <p class="hint" id=hint.clone()>
                                        {words}
                                    </p>
                                }
                            })}
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="choices" role="list">
            {rows}
        </ul>
    }
    .part()
}
