//! Who is head of household after the exit.

use super::Problems;
use super::who::{staying, ticked};
use crate::exit::{
    Command, Facts, Field, Member, NewHead, PlannedRelation, Rule, relationship_after,
};
use crate::hud::{Coded, RelationshipToHoH};
use crate::ids::EnrollmentId;

/// Why a head of household has to be named.
enum Asked<'a> {
    /// The head leaves and nobody who stays is one.
    HeadLeaves(&'a Member),
    /// An import left the household without a head, or with several.
    Unclear(usize),
}

/// Who can be named as the head of household, where somebody has to be; nobody where the question does not arise.
#[must_use]
pub fn head_candidates(facts: &Facts, command: &Command) -> Vec<EnrollmentId> {
    if asked(facts, command).is_none() || facts.open().count() < 2 {
        return Vec::new();
    }
    candidates(facts, command)
        .map(|member| member.enrollment)
        .collect()
}

/// Those who stay, or everybody where nobody does; but no protected person.
fn candidates<'a>(facts: &'a Facts, command: &'a Command) -> impl Iterator<Item = &'a Member> {
    let somebody_stays = staying(facts, command).next().is_some();
    facts.open().filter(move |member| {
        !member.is_protected() && (!somebody_stays || ticked(member, command).is_none())
    })
}

/// Whether a head of household has to be named, and who is. One who is alone is the head without being asked.
pub(super) fn check(facts: &Facts, command: &Command, problems: &mut Problems) -> Option<NewHead> {
    let asked = asked(facts, command)?;
    let open = facts.open().collect::<Vec<_>>();
    if let ([only], Asked::Unclear(_)) = (open.as_slice(), &asked) {
        return Some(named(facts, command, only));
    }
    let Some(chosen) = command.new_head else {
        let (rule, message) = match asked {
            Asked::HeadLeaves(head) => (
                Rule::HeadLeavesOthersStay,
                format!(
                    "{} is the head of household and others stay. Tick everybody, or name who becomes the \
                     head of household.",
                    head.name
                ),
            ),
            Asked::Unclear(0) => (
                Rule::HeadUnclear,
                "This household has no head of household. Name the one who is.".to_owned(),
            ),
            Asked::Unclear(heads) => (
                Rule::HeadUnclear,
                format!("This household has {heads} heads of household. Name the one who is."),
            ),
        };
        problems.add(Field::Head, rule, message);
        return None;
    };
    let head = candidates(facts, command).find(|member| member.enrollment == chosen);
    if head.is_none() {
        let message = "Choose somebody who stays as the head of household.";
        problems.add(Field::Head, Rule::NewHeadNotOffered, message);
    }
    head.map(|head| named(facts, command, head))
}

fn asked<'a>(facts: &'a Facts, command: &Command) -> Option<Asked<'a>> {
    let heads = facts
        .open()
        .filter(|member| member.is_head())
        .collect::<Vec<_>>();
    // Whether a protected person is the head is not told: with one, a household without a head is as it may be.
    let hidden = facts.open().any(Member::is_protected);
    match heads.as_slice() {
        [] if hidden => None,
        [head] => {
            let leaves = ticked(head, command).is_some();
            (leaves && staying(facts, command).next().is_some()).then_some(Asked::HeadLeaves(head))
        }
        heads => facts.open().next().map(|_| Asked::Unclear(heads.len())),
    }
}

fn named(facts: &Facts, command: &Command, head: &Member) -> NewHead {
    let relation = |member: &Member| {
        let own = command.relations.iter().find(|one| {
            one.enrollment == member.enrollment
                && one.relationship != RelationshipToHoH::HeadOfHousehold
        });
        if member.enrollment == head.enrollment {
            RelationshipToHoH::HeadOfHousehold
        } else {
            own.map_or_else(
                || relationship_after(head.relationship, member.relationship),
                |own| own.relationship,
            )
        }
    };
    NewHead {
        enrollment: head.enrollment,
        name: head.name.clone(),
        was: head.relationship,
        since: facts.start().unwrap_or(head.entry_on),
        relations: facts
            .members
            .iter()
            .filter(|member| !member.is_protected())
            .map(|member| (member, relation(member)))
            .filter(|(member, relationship)| {
                member.relationship != Some(Coded::Known(*relationship))
            })
            .map(|(member, relationship)| PlannedRelation {
                enrollment: member.enrollment,
                name: member.name.clone(),
                version: member.version,
                relationship,
            })
            .collect(),
    }
}
