//! The exit date (3.11).

use super::{Pair, Problems, common};
use crate::calendar;
use crate::exit::{Command, Facts, Field, Member, Rule};
use chrono::NaiveDate;

pub(super) fn check(
    facts: &Facts,
    command: &Command,
    leaving: &[Pair<'_>],
    problems: &mut Problems,
) {
    if common(command, leaving, |one| one.exit_on.is_none()) {
        let followers = leaving.iter().filter(|(_, one)| one.exit_on.is_none());
        let followers = followers.map(|(member, _)| *member).collect::<Vec<_>>();
        let field = Field::ExitOn(None);
        match command.answers.exit_on {
            Some(exit_on) => check_date(facts, field, exit_on, &followers, problems),
            None => problems.add(field, Rule::ExitDateMissing, "Enter the exit date."),
        }
    }
    for (member, one) in leaving {
        if let Some(exit_on) = one.exit_on {
            let field = Field::ExitOn(Some(one.enrollment));
            check_date(facts, field, exit_on, &[*member], problems);
        }
    }
}

/// Checks one date for those whom it concerns. Of several whom it misses, the one is named whose own
/// date lies farthest ahead: what suits that one suits the others.
fn check_date(
    facts: &Facts,
    field: Field,
    exit_on: NaiveDate,
    members: &[&Member],
    problems: &mut Problems,
) {
    let words = calendar::words;
    if exit_on > facts.today {
        let message = format!(
            "The exit date cannot be after today, {}.",
            words(facts.today)
        );
        problems.add(field, Rule::ExitDateInFuture, message);
    }
    let entered_later = members.iter().filter(|member| exit_on < member.entry_on);
    if let Some(member) = entered_later.max_by_key(|member| member.entry_on) {
        let (name, entry) = (&member.name, words(member.entry_on));
        let message = format!("{name} entered on {entry}. The exit date cannot be before that.");
        problems.add(field, Rule::ExitBeforeEntry, message);
    }
    let born_later = members
        .iter()
        .filter(|member| member.dob.is_some_and(|dob| exit_on < dob));
    if let Some(member) = born_later.max_by_key(|member| member.dob) {
        let message = format!("{} was born after this date.", member.name);
        problems.add(field, Rule::ExitBeforeBirth, message);
    }
    if let Some(start) = facts.operating_start.filter(|start| exit_on < *start) {
        let message = format!("{} opened on {}.", facts.project_name, words(start));
        problems.add(field, Rule::ExitBeforeProjectOpened, message);
    }
    if let Some(end) = facts.operating_end.filter(|end| exit_on > *end) {
        let message = format!("{} closed on {}.", facts.project_name, words(end));
        problems.add(field, Rule::ExitAfterProjectClosed, message);
    }
}
