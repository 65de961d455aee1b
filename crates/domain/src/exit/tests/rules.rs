//! One test for each blocking rule, named after it: what it refuses, and what it lets pass.

mod around;
mod dates;
mod destinations;
mod head;
mod reasons;
mod who;

use super::{SUBSIDY, day, everybody_leaves, household, own};
use crate::exit::{Command, Facts, Field, OwnDestination, Problem, Rule, decide};
use crate::hud::LivingSituation;
use crate::policy::{OutflowClass, Policy};

/// What differs from the usual exit, and the fields where the rule then speaks; none where it must not.
type Case = (
    &'static str,
    fn(&mut Facts, &mut Command, &mut Policy),
    &'static [Field],
);

fn refused(change: fn(&mut Facts, &mut Command, &mut Policy)) -> Vec<Problem> {
    let (mut facts, mut command, mut policy) = (household(), everybody_leaves(), Policy::default());
    change(&mut facts, &mut command, &mut policy);
    decide(&facts, &command, &policy.exit_rules())
        .err()
        .unwrap_or_default()
}

/// Whether this rule, and no other one, speaks where each case says; the first message is returned.
fn table(rule: Rule, cases: &[Case]) -> String {
    let mut first = None;
    for (case, change, fields) in cases {
        let problems = refused(*change);
        let said = problems
            .iter()
            .map(|p| (p.field, p.rule))
            .collect::<Vec<_>>();
        let expected = fields
            .iter()
            .map(|field| (*field, rule))
            .collect::<Vec<_>>();
        assert_eq!(said, expected, "{case}");
        first = first.or(problems.into_iter().next().map(|problem| problem.message));
    }
    first.expect("a table holds a refusal")
}

const COMMON_DATE: &[Field] = &[Field::ExitOn(None)];
const COMMON_PLACE: &[Field] = &[Field::Destination(None)];

#[test]
fn the_usual_exit_passes() {
    assert_eq!(refused(|_, _, _| {}), []);
}

#[test]
fn an_empty_page_says_everything_at_once() {
    let problems = refused(|_, c, _| *c = Command::default());
    let rules = problems
        .iter()
        .map(|problem| problem.rule)
        .collect::<Vec<_>>();
    let expected = [
        Rule::NobodyLeaves,
        Rule::ExitDateMissing,
        Rule::DestinationMissing,
        Rule::RemovalReasonMissing,
    ];
    assert_eq!(rules, expected);
}

#[test]
fn the_plan_holds_what_was_answered() {
    let mut command = everybody_leaves();
    command.note = Some("  Moved on Tuesday. ".to_owned());
    command.answers.subsidy = Some(SUBSIDY);
    command.leaving[0].destination = Some(OwnDestination {
        destination: LivingSituation::RentalWithSubsidy,
        subsidy: Some(SUBSIDY),
        other_destination: Some("not asked".to_owned()),
    });
    command.leaving[1].destination = Some(own(LivingSituation::Deceased));
    command.leaving[1].exit_on = Some(day("2026-10-02"));
    let plan = decide(&household(), &command, &Policy::default().exit_rules()).expect("a plan");
    assert!(plan.leaves_list());
    assert_eq!(plan.note.as_deref(), Some("Moved on Tuesday."));
    assert_eq!(plan.removal_label.as_deref(), Some("Housed on their own"));
    let [ana, luis, rosa] = plan.exits.as_slice() else {
        panic!("three exits, got {}", plan.exits.len());
    };
    assert_eq!(ana.subsidy, Some(SUBSIDY));
    assert_eq!(
        ana.other_destination, None,
        "HUD asks for words with 17 only"
    );
    assert_eq!(ana.removal_class, Some(OutflowClass::Housed));
    assert_eq!(luis.exit_on, day("2026-10-02"));
    assert_eq!(luis.removal_reason.as_deref(), Some("deceased"));
    assert_eq!(luis.removal_class, Some(OutflowClass::Deceased));
    assert_eq!(rosa.subsidy, None, "HUD asks for a subsidy with 435 only");
    assert_eq!(rosa.removal_reason.as_deref(), Some("housed_self"));
}
