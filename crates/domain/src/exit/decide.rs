//! The decision itself.

use super::{Command, Facts, Field, Leaving, Member, Plan, PlannedExit, Problem, Rule};
use crate::calendar;
use crate::hud::{LivingSituation, RentalSubsidyType};
use crate::ids::EnrollmentId;
use crate::policy::{OutflowClass, Policy, RemovalReason};
use chrono::NaiveDate;

const OTHER_DESTINATION_MAX: usize = 50;
const NOTE_MAX: usize = 2000;

/// Decides an exit: the plan, or every problem at once, in the order of the page. Where a member is
/// named twice, the first counts. Whether the versions still hold is for the one who saves to check.
///
/// # Errors
/// All blocking problems; never an empty list.
pub fn decide(facts: &Facts, command: &Command, policy: &Policy) -> Result<Plan, Vec<Problem>> {
    let mut problems = Problems::default();
    let leaving = who_leaves(facts, command, &mut problems);
    check_head(facts, command, &mut problems);
    check_protected(facts, command, &mut problems);
    check_dates(facts, command, &leaving, &mut problems);
    check_destinations(command, &leaving, &mut problems);
    let note = said(command.note.as_deref());
    let reason = check_reason(command, policy, &leaving, note, &mut problems);
    if note.is_some_and(|note| note.chars().count() > NOTE_MAX) {
        let message = "Shorten the note to 2,000 characters.";
        problems.add(Field::Note, Rule::NoteTooLong, message);
    }
    if !problems.0.is_empty() {
        return Err(problems.0);
    }
    Ok(Plan {
        household: facts.household,
        list_name: facts.list_name.clone(),
        exits: leaving
            .iter()
            .filter_map(|pair| planned(*pair, command, policy, reason))
            .collect(),
        staying: staying(facts, command)
            .map(|member| member.name.clone())
            .collect(),
        removal_reason: reason.map(|reason| reason.code.clone()),
        removal_label: reason.map(|reason| reason.label.clone()),
        note: note.map(str::to_owned),
    })
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

fn who_leaves<'a>(
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

fn ticked<'a>(member: &Member, command: &'a Command) -> Option<&'a Leaving> {
    command
        .leaving
        .iter()
        .find(|one| one.enrollment == member.enrollment)
}

fn staying<'a>(facts: &'a Facts, command: &'a Command) -> impl Iterator<Item = &'a Member> {
    let stays = |member: &&Member| member.is_open() && ticked(member, command).is_none();
    facts.members.iter().filter(stays)
}

fn check_head(facts: &Facts, command: &Command, problems: &mut Problems) {
    let leaves = |member: &&Member| {
        member.is_head() && member.is_open() && ticked(member, command).is_some()
    };
    let Some(head) = facts.members.iter().find(leaves) else {
        return;
    };
    let somebody_stays = staying(facts, command).next().is_some();
    if somebody_stays && !staying(facts, command).any(Member::is_head) {
        problems.add(
            Field::Leaving,
            Rule::HeadLeavesOthersStay,
            format!(
                "{} is the head of household and others stay. Tick everybody, or ask the helpdesk \
                 to name another head of household first.",
                head.name
            ),
        );
    }
}

/// A protected person's relationship is not among the facts, so that nobody learns it from what is refused;
/// they leave with everybody.
fn check_protected(facts: &Facts, command: &Command, problems: &mut Problems) {
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

/// Whether a common answer is needed: somebody has none of their own, or nobody is ticked yet.
fn common(command: &Command, leaving: &[Pair<'_>], follows: fn(&Leaving) -> bool) -> bool {
    command.leaving.is_empty() || leaving.iter().any(|(_, one)| follows(one))
}

fn check_dates(facts: &Facts, command: &Command, leaving: &[Pair<'_>], problems: &mut Problems) {
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

fn check_destinations(command: &Command, leaving: &[Pair<'_>], problems: &mut Problems) {
    if common(command, leaving, |one| one.destination.is_none()) {
        let followers = leaving
            .iter()
            .filter(|(_, one)| one.destination.is_none())
            .count();
        check_common_destination(command, followers, problems);
    }
    for (_, one) in leaving {
        if let Some(own) = &one.destination {
            let place = (
                own.destination,
                own.subsidy,
                own.other_destination.as_deref(),
            );
            check_destination(Some(one.enrollment), place, problems);
        }
    }
}

fn check_common_destination(command: &Command, followers: usize, problems: &mut Problems) {
    let answers = &command.answers;
    let field = Field::Destination(None);
    let Some(destination) = answers.destination else {
        problems.add(field, Rule::DestinationMissing, "Choose where they went.");
        return;
    };
    if destination == LivingSituation::Deceased && followers > 1 {
        problems.add(
            field,
            Rule::DeceasedForSeveral,
            "Deceased is recorded for one person at a time. Give the others their own destination, \
             or untick them.",
        );
    }
    let place = (
        destination,
        answers.subsidy,
        answers.other_destination.as_deref(),
    );
    check_destination(None, place, problems);
}

/// 3.12.1 with its subsidy (3.12.A) and its words (3.12.B), as they were answered.
type Place<'a> = (LivingSituation, Option<RentalSubsidyType>, Option<&'a str>);

fn check_destination(member: Option<EnrollmentId>, place: Place<'_>, problems: &mut Problems) {
    let (destination, subsidy, other) = place;
    if !destination.is_destination() {
        let message = "This cannot be a destination. Choose one from the list.";
        problems.add(
            Field::Destination(member),
            Rule::DestinationInvalid,
            message,
        );
    }
    if destination.needs_subsidy_type() && subsidy.is_none() {
        let message = "Choose the rental subsidy type.";
        problems.add(Field::Subsidy(member), Rule::SubsidyMissing, message);
    }
    if destination.needs_description() {
        let field = Field::OtherDestination(member);
        match said(other) {
            None => {
                let message = "Say in a few words where they went.";
                problems.add(field, Rule::OtherDestinationMissing, message);
            }
            Some(words) if words.chars().count() > OTHER_DESTINATION_MAX => {
                let message = "Shorten this to 50 characters.";
                problems.add(field, Rule::OtherDestinationTooLong, message);
            }
            Some(_) => {}
        }
    }
}

/// The reason that was chosen. Nothing is asked where all who leave died: death says it; nor where nobody
/// of those ticked can leave.
fn check_reason<'a>(
    command: &Command,
    policy: &'a Policy,
    leaving: &[Pair<'_>],
    note: Option<&str>,
    problems: &mut Problems,
) -> Option<&'a RemovalReason> {
    if leaving.is_empty() && !command.leaving.is_empty() {
        return None;
    }
    let died = |one: &Leaving| {
        destination_of(one, command).is_some_and(|(place, ..)| place == LivingSituation::Deceased)
    };
    if !leaving.is_empty() && leaving.iter().all(|(_, one)| died(one)) {
        return None;
    }
    let Some(code) = said(command.removal_reason.as_deref()) else {
        if policy.removal_reason_required {
            let message = "Choose the reason for leaving the list.";
            problems.add(Field::RemovalReason, Rule::RemovalReasonMissing, message);
        }
        return None;
    };
    let reason = policy.removal_reason(code);
    match reason {
        None => {
            let message = "This reason is not offered any more. Choose another.";
            problems.add(Field::RemovalReason, Rule::RemovalReasonUnknown, message);
        }
        Some(reason) if reason.needs_note && note.is_none() => {
            let message = format!(
                "\u{201c}{}\u{201d} needs a note that says more.",
                reason.label
            );
            problems.add(Field::Note, Rule::NoteMissing, message);
        }
        Some(_) => {}
    }
    reason
}

/// A text without the blanks around it; `None` where nothing is left.
fn said(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// Where a member went; subsidy and words only where HUD asks for them.
fn destination_of<'a>(one: &'a Leaving, command: &'a Command) -> Option<Place<'a>> {
    let (place, subsidy, other) = match &one.destination {
        Some(own) => (own.destination, own.subsidy, &own.other_destination),
        None => {
            let answers = &command.answers;
            (
                answers.destination?,
                answers.subsidy,
                &answers.other_destination,
            )
        }
    };
    Some((
        place,
        subsidy.filter(|_| place.needs_subsidy_type()),
        said(other.as_deref()).filter(|_| place.needs_description()),
    ))
}

fn planned(
    (member, one): Pair<'_>,
    command: &Command,
    policy: &Policy,
    reason: Option<&RemovalReason>,
) -> Option<PlannedExit> {
    let (destination, subsidy, other_destination) = destination_of(one, command)?;
    let (removal_reason, removal_class) = if destination == LivingSituation::Deceased {
        let mut reasons = policy.removal_reasons.iter();
        let deceased = reasons.find(|reason| reason.class == OutflowClass::Deceased);
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
