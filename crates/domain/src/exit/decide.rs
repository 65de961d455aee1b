//! The decision itself.

mod around;
mod dates;
mod destinations;
mod head;
mod reason;
mod warn;
mod who;

use super::{Command, Facts, Field, Leaving, Member, Plan, PlannedExit, Problem, Rule};
use crate::hud::LivingSituation;
use crate::policy::{ExitRules, OutflowClass, RemovalReason};
use destinations::destination_of;
pub use head::head_candidates;

const NOTE_MAX: usize = 2000;

/// Decides an exit: the plan with its warnings, or every problem at once, in the order of the page. Where a
/// member is named twice, the first counts. Whether the versions still hold, and whether the warnings were
/// confirmed, is for the one who saves to check.
///
/// # Errors
/// All blocking problems; never an empty list.
pub fn decide(facts: &Facts, command: &Command, rules: &ExitRules) -> Result<Plan, Vec<Problem>> {
    let mut problems = Problems::default();
    let leaving = who::leaving(facts, command, &mut problems);
    let head = head::check(facts, command, &mut problems);
    who::check_protected(facts, command, &mut problems);
    dates::check(facts, command, &leaving, &mut problems);
    destinations::check(command, &leaving, &mut problems);
    let note = said(command.note.as_deref());
    let reason = reason::check(command, rules, &leaving, note, &mut problems);
    if note.is_some_and(|note| note.chars().count() > NOTE_MAX) {
        let message = "Shorten the note to 2,000 characters.";
        problems.add(Field::Note, Rule::NoteTooLong, message);
    }
    let result = around::result(facts, command, &mut problems);
    let closings = around::closings(facts, command, rules, &leaving, &mut problems);
    let contact = around::contact(facts, command, &leaving, &mut problems);
    if !problems.0.is_empty() {
        return Err(problems.0);
    }
    let mut plan = Plan {
        household: facts.household,
        list_name: facts.list_name.clone(),
        exits: leaving
            .iter()
            .filter_map(|pair| planned(*pair, command, rules, reason))
            .collect(),
        staying: who::staying(facts, command)
            .map(|member| member.name.clone())
            .collect(),
        removal_reason: reason.map(|reason| reason.code.clone()),
        removal_label: reason.map(|reason| reason.label.clone()),
        note: note.map(str::to_owned),
        head,
        result,
        closings,
        contact,
        warnings: Vec::new(),
    };
    plan.warnings = warn::warnings(facts, rules, reason, &plan);
    Ok(plan)
}

#[derive(Default)]
struct Problems(Vec<Problem>);

impl Problems {
    /// Adds it, unless the same was said of this field.
    fn add(&mut self, field: Field, rule: Rule, message: impl Into<String>) {
        if !self
            .0
            .iter()
            .any(|known| known.field == field && known.rule == rule)
        {
            self.0.push(Problem {
                field,
                rule,
                message: message.into(),
            });
        }
    }
}

/// A member who leaves, with what was answered for them.
type Pair<'a> = (&'a Member, &'a Leaving);

/// Whether a common answer is needed: somebody has none of their own, or nobody is ticked yet.
fn common(command: &Command, leaving: &[Pair<'_>], follows: fn(&Leaving) -> bool) -> bool {
    command.leaving.is_empty() || leaving.iter().any(|(_, one)| follows(one))
}

/// A text without the blanks around it; `None` where nothing is left.
fn said(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn planned(
    (member, one): Pair<'_>,
    command: &Command,
    rules: &ExitRules,
    reason: Option<&RemovalReason>,
) -> Option<PlannedExit> {
    let (destination, subsidy, other_destination) = destination_of(one, command)?;
    let (removal_reason, removal_class) = if destination == LivingSituation::Deceased {
        let deceased = of_class(rules, OutflowClass::Deceased);
        (
            deceased.map(|reason| reason.code.clone()),
            Some(OutflowClass::Deceased),
        )
    } else {
        (
            reason.map(|reason| reason.code.clone()),
            reason.map(|reason| reason.class),
        )
    };
    Some(PlannedExit {
        enrollment: member.enrollment,
        client: member.client,
        name: member.name.clone(),
        version: one.version,
        exit_on: one.exit_on.or(command.answers.exit_on)?,
        destination,
        subsidy,
        other_destination: other_destination.map(str::to_owned),
        removal_reason,
        removal_class,
    })
}

/// The first reason of a class.
fn of_class(rules: &ExitRules, class: OutflowClass) -> Option<&RemovalReason> {
    rules.reasons.iter().find(|reason| reason.class == class)
}

/// The reason under which a duplicate is closed: "duplicate" where the list has it.
pub(crate) fn correction(rules: &ExitRules) -> Option<&RemovalReason> {
    let named = rules
        .reasons
        .iter()
        .find(|reason| reason.code == "duplicate");
    named.or_else(|| of_class(rules, OutflowClass::Correction))
}
