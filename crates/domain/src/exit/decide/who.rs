//! Who leaves, and who stays.

use super::{Pair, Problems};
use crate::calendar;
use crate::exit::{Command, Facts, Field, Leaving, Member, Rule};

/// Those who can leave, of those who are ticked.
pub(super) fn leaving<'a>(
    facts: &'a Facts,
    command: &'a Command,
    problems: &mut Problems,
) -> Vec<Pair<'a>> {
    if command.leaving.is_empty() {
        let message = "Tick at least one person who leaves.";
        problems.add(Field::Leaving, Rule::NobodyLeaves, message);
    }
    let known = |one: &Leaving| facts.members.iter().any(|m| m.enrollment == one.enrollment);
    if !command.leaving.iter().all(known) {
        problems.add(
            Field::Leaving,
            Rule::NotAMember,
            "Somebody ticked is not of this household any more. Reload the page.",
        );
    }
    let mut leaving = Vec::new();
    for member in &facts.members {
        let Some(one) = ticked(member, command) else {
            continue;
        };
        let field = Field::Member(member.enrollment);
        if let Some(exit_on) = member.exit_on {
            let message = format!("{} left on {}.", member.name, calendar::words(exit_on));
            problems.add(field, Rule::AlreadyExited, message);
        } else if member.intake_unfinished {
            let name = &member.name;
            let message = format!("The intake of {name} was never finished. Finish it first.");
            problems.add(field, Rule::IntakeUnfinished, message);
        } else {
            leaving.push((member, one));
        }
    }
    leaving
}

pub(super) fn ticked<'a>(member: &Member, command: &'a Command) -> Option<&'a Leaving> {
    command
        .leaving
        .iter()
        .find(|one| one.enrollment == member.enrollment)
}

/// Those who stay enrolled.
pub(super) fn staying<'a>(
    facts: &'a Facts,
    command: &'a Command,
) -> impl Iterator<Item = &'a Member> {
    let stays = |member: &&Member| member.is_open() && ticked(member, command).is_none();
    facts.members.iter().filter(stays)
}

/// A protected person's relationship is not among the facts, so that nobody learns it from what is refused;
/// they leave with everybody.
pub(super) fn check_protected(facts: &Facts, command: &Command, problems: &mut Problems) {
    let leaves = |member: &Member| {
        member.is_protected() && member.is_open() && ticked(member, command).is_some()
    };
    if facts.members.iter().any(leaves) && staying(facts, command).next().is_some() {
        problems.add(
            Field::Leaving,
            Rule::ProtectedLeavesOthersStay,
            "A protected person leaves together with the whole household. Tick everybody, or ask the \
             helpdesk.",
        );
    }
}
