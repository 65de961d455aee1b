//! Rules about the head of household.

use super::table;
use crate::exit::tests::{ANA, LUIS, ROSA, STRANGER, day, everybody_leaves, household, leaves};
use crate::exit::{Field, Plan, Relation, Rule, decide, relationship_after};
use crate::hud::{Coded, RelationshipToHoH as Rel};
use crate::ids::EnrollmentId;
use crate::policy::Policy;

#[test]
fn head_leaves_others_stay() {
    let message = table(
        Rule::HeadLeavesOthersStay,
        &[
            (
                "the head alone",
                |_, c, _| c.leaving = vec![leaves(ANA)],
                &[Field::Head],
            ),
            (
                "the head and the partner",
                |_, c, _| c.leaving = vec![leaves(ANA), leaves(LUIS)],
                &[Field::Head],
            ),
            (
                "a new head is named",
                |_, c, _| {
                    c.leaving = vec![leaves(ANA)];
                    c.new_head = Some(LUIS);
                },
                &[],
            ),
            (
                "all but the head",
                |_, c, _| c.leaving = vec![leaves(LUIS), leaves(ROSA)],
                &[],
            ),
            (
                "those who would stay left before",
                |f, c, _| {
                    f.members[1].exit_on = Some(day("2026-05-02"));
                    f.members[2].exit_on = Some(day("2026-05-02"));
                    c.leaving = vec![leaves(ANA)];
                },
                &[],
            ),
            (
                "a protected person stays, and somebody else is named",
                |f, c, _| {
                    f.members[2].client = None;
                    f.members[2].relationship = None;
                    c.leaving = vec![leaves(ANA)];
                    c.new_head = Some(LUIS);
                },
                &[],
            ),
            (
                "nobody but a protected person stays",
                |f, c, _| {
                    f.members[1].client = None;
                    f.members[1].relationship = None;
                    c.leaving = vec![leaves(ANA), leaves(ROSA)];
                },
                &[Field::Head],
            ),
        ],
    );
    assert_eq!(
        message,
        "Ana is the head of household and others stay. Tick everybody, or name who becomes the head of \
         household."
    );
}

#[test]
fn head_unclear() {
    let message = table(
        Rule::HeadUnclear,
        &[
            (
                "an imported household without a head",
                |f, _, _| f.members[0].relationship = None,
                &[Field::Head],
            ),
            (
                "with two, also where one of them stays",
                |f, c, _| {
                    f.members[1].relationship = f.members[0].relationship;
                    c.leaving = vec![leaves(ANA)];
                },
                &[Field::Head],
            ),
            (
                "with two, and one is named",
                |f, c, _| {
                    f.members[1].relationship = f.members[0].relationship;
                    c.new_head = Some(LUIS);
                },
                &[],
            ),
            (
                "one who is alone is the head",
                |f, c, _| {
                    f.members.truncate(1);
                    f.members[0].relationship = None;
                    c.leaving = vec![leaves(ANA)];
                },
                &[],
            ),
            (
                "a protected person may be the head",
                |f, _, _| {
                    f.members[0].client = None;
                    f.members[0].relationship = None;
                },
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "This household has no head of household. Name the one who is."
    );
}

#[test]
fn new_head_not_offered() {
    table(
        Rule::NewHeadNotOffered,
        &[
            (
                "one who leaves",
                |_, c, _| {
                    c.leaving = vec![leaves(ANA), leaves(LUIS)];
                    c.new_head = Some(LUIS);
                },
                &[Field::Head],
            ),
            (
                "a stranger",
                |_, c, _| {
                    c.leaving = vec![leaves(ANA)];
                    c.new_head = Some(STRANGER);
                },
                &[Field::Head],
            ),
            (
                "a protected person",
                |f, c, _| {
                    f.members[1].client = None;
                    c.leaving = vec![leaves(ANA)];
                    c.new_head = Some(LUIS);
                },
                &[Field::Head],
            ),
            (
                "one who left before",
                |f, c, _| {
                    f.members[1].exit_on = Some(day("2026-05-02"));
                    c.leaving = vec![leaves(ANA)];
                    c.new_head = Some(LUIS);
                },
                &[Field::Head],
            ),
            (
                "where nobody is asked for one, nothing is refused",
                |_, c, _| c.new_head = Some(STRANGER),
                &[],
            ),
        ],
    );
}

fn ana_leaves(change: fn(&mut crate::exit::Command)) -> Plan {
    let mut command = everybody_leaves();
    command.leaving = vec![leaves(ANA)];
    command.new_head = Some(LUIS);
    change(&mut command);
    decide(&household(), &command, &Policy::default().exit_rules()).expect("a plan")
}

fn relations(plan: &Plan) -> Vec<(EnrollmentId, Rel)> {
    let head = plan.head.as_ref().expect("a new head");
    let relations = head.relations.iter();
    relations
        .map(|one| (one.enrollment, one.relationship))
        .collect()
}

#[test]
fn relationships_change_from_the_start_of_the_household() {
    let plan = ana_leaves(|_| {});
    assert_eq!(
        relations(&plan),
        [(ANA, Rel::SpouseOrPartner), (LUIS, Rel::HeadOfHousehold)],
        "Rosa stays a child, so her relationship is not touched"
    );
    assert_eq!(plan.head.expect("a head").since, day("2026-03-01"));
}

#[test]
fn a_relationship_that_is_said_counts() {
    let plan = ana_leaves(|c| {
        c.relations = vec![
            Relation {
                enrollment: ROSA,
                relationship: Rel::OtherRelation,
            },
            Relation {
                enrollment: ANA,
                relationship: Rel::HeadOfHousehold,
            },
        ];
    });
    assert_eq!(
        relations(&plan),
        [
            (ANA, Rel::SpouseOrPartner),
            (LUIS, Rel::HeadOfHousehold),
            (ROSA, Rel::OtherRelation)
        ],
        "nobody else becomes head by it"
    );
}

#[test]
fn what_the_others_are_to_the_new_head() {
    let known = |code| Some(Coded::<Rel>::from_code(code));
    for (head_was, was, expected) in [
        (3, 1, Rel::SpouseOrPartner),
        (3, 2, Rel::Child),
        (3, 3, Rel::NotCollected),
        (3, 4, Rel::OtherRelation),
        (3, 5, Rel::NonRelation),
        (2, 1, Rel::OtherRelation),
        (2, 2, Rel::OtherRelation),
        (2, 5, Rel::NonRelation),
        (4, 3, Rel::OtherRelation),
        (5, 1, Rel::NonRelation),
        (5, 2, Rel::NonRelation),
        (1, 1, Rel::NotCollected),
        (1, 2, Rel::Child),
        (99, 2, Rel::NotCollected),
        (3, 99, Rel::NotCollected),
        (3, 77, Rel::NotCollected),
    ] {
        let found = relationship_after(known(head_was), known(was));
        assert_eq!(found, expected, "{was} to a head who was {head_was}");
    }
    assert_eq!(relationship_after(None, known(2)), Rel::NotCollected);
}
