//! The decision itself.

use super::{Command, Facts, Field, Leaving, Member, Plan, PlannedExit, Problem, Rule};
use crate::calendar;
use crate::hud::{LivingSituation, RentalSubsidyType};
use crate::ids::EnrollmentId;
use crate::policy::{OutflowClass, Policy};
use chrono::NaiveDate;

const OTHER_DESTINATION_MAX: usize = 50;
const NOTE_MAX: usize = 2000;

/// Decides an exit: the plan, or every problem at once, in the order of the page.
///
/// # Errors
/// All blocking problems; never an empty list.
pub fn decide(facts: &Facts, command: &Command, policy: &Policy) -> Result<Plan, Vec<Problem>> {
    let mut problems = Problems::default();
    let leaving = who_leaves(facts, command, &mut problems);
    head_rule(facts, &leaving, &mut problems);

    let followers = |wanted: fn(&Leaving) -> bool| leaving.iter().any(|(_, one)| wanted(one));
    if followers(|one| one.exit_on.is_none()) && command.answers.exit_on.is_none() {
        problems.add(
            Field::ExitOn(None),
            Rule::ExitDateMissing,
            "Enter the exit date.",
        );
    }
    let common_destination = followers(|one| one.destination.is_none());
    if common_destination {
        check_common_destination(command, &leaving, &mut problems);
    }
    for (member, one) in &leaving {
        check_date(facts, member, one, command, &mut problems);
        if let Some(own) = &one.destination {
            check_destination(
                Some(one.enrollment),
                own.destination,
                own.subsidy,
                own.other_destination.as_deref(),
                &mut problems,
            );
        }
    }
    let everybody_died = !leaving.is_empty()
        && leaving.iter().all(|(_, one)| {
            destination_of(one, command)
                .is_some_and(|(place, ..)| place == LivingSituation::Deceased)
        });
    let reason = check_reason(command, policy, everybody_died, &mut problems);
    if command
        .note
        .as_deref()
        .is_some_and(|note| note.chars().count() > NOTE_MAX)
    {
        problems.add(
            Field::Note,
            Rule::NoteTooLong,
            "Shorten the note to 2,000 characters.",
        );
    }

    let exits = leaving
        .iter()
        .filter_map(|(member, one)| planned(member, one, command, policy, reason))
        .collect::<Vec<_>>();
    if !problems.0.is_empty() {
        return Err(problems.0);
    }
    Ok(Plan {
        household: facts.household,
        list_name: facts.list_name.clone(),
        staying: staying(facts, &leaving)
            .map(|member| member.name.clone())
            .collect(),
        exits,
        removal_reason: reason.map(|reason| reason.code.clone()),
        removal_label: reason.map(|reason| reason.label.clone()),
        note: command.note.clone(),
    })
}

#[derive(Default)]
struct Problems(Vec<Problem>);

impl Problems {
    fn add(&mut self, field: Field, rule: Rule, message: impl Into<String>) {
        self.0.push(Problem {
            field,
            rule,
            message: message.into(),
        });
    }
}

type Pair<'a> = (&'a Member, &'a Leaving);

fn who_leaves<'a>(
    facts: &'a Facts,
    command: &'a Command,
    problems: &mut Problems,
) -> Vec<Pair<'a>> {
    for one in &command.leaving {
        if !facts
            .members
            .iter()
            .any(|member| member.enrollment == one.enrollment)
        {
            problems.add(
                Field::Leaving,
                Rule::NotAMember,
                "Somebody ticked is not of this household any more. Reload the page.",
            );
        }
    }
    let mut leaving = Vec::new();
    for member in &facts.members {
        let Some(one) = command
            .leaving
            .iter()
            .find(|one| one.enrollment == member.enrollment)
        else {
            continue;
        };
        if let Some(exit_on) = member.exit_on {
            problems.add(
                Field::Member(member.enrollment),
                Rule::AlreadyExited,
                format!("{} left on {}.", member.name, calendar::words(exit_on)),
            );
        } else if member.intake_unfinished {
            problems.add(
                Field::Member(member.enrollment),
                Rule::IntakeUnfinished,
                format!(
                    "The intake of {} was never finished. Finish it first.",
                    member.name
                ),
            );
        } else {
            leaving.push((member, one));
        }
    }
    if leaving.is_empty() && problems.0.is_empty() {
        problems.add(
            Field::Leaving,
            Rule::NobodyLeaves,
            "Tick at least one person who leaves.",
        );
    }
    leaving
}

fn staying<'a>(facts: &'a Facts, leaving: &'a [Pair<'a>]) -> impl Iterator<Item = &'a Member> {
    facts.members.iter().filter(|member| {
        member.is_open()
            && !leaving
                .iter()
                .any(|(gone, _)| gone.enrollment == member.enrollment)
    })
}

fn head_rule(facts: &Facts, leaving: &[Pair<'_>], problems: &mut Problems) {
    let Some((head, _)) = leaving.iter().find(|(member, _)| member.is_head()) else {
        return;
    };
    let mut others = staying(facts, leaving).peekable();
    if others.peek().is_some() && !others.any(Member::is_head) {
        problems.add(
            Field::Leaving,
            Rule::HeadLeavesOthersStay,
            format!(
                "{} is the head of household and others stay. Tick everybody, or ask the helpdesk to \
                 name another head of household first.",
                head.name
            ),
        );
    }
}

fn check_common_destination(command: &Command, leaving: &[Pair<'_>], problems: &mut Problems) {
    let answers = &command.answers;
    let Some(destination) = answers.destination else {
        problems.add(
            Field::Destination(None),
            Rule::DestinationMissing,
            "Choose where they went.",
        );
        return;
    };
    let following = leaving
        .iter()
        .filter(|(_, one)| one.destination.is_none())
        .count();
    if destination == LivingSituation::Deceased && following > 1 {
        problems.add(
            Field::Destination(None),
            Rule::DeceasedForSeveral,
            "Deceased is recorded for one person at a time. Give the others their own destination, or \
             untick them.",
        );
    }
    check_destination(
        None,
        destination,
        answers.subsidy,
        answers.other_destination.as_deref(),
        problems,
    );
}

fn check_destination(
    member: Option<EnrollmentId>,
    destination: LivingSituation,
    subsidy: Option<RentalSubsidyType>,
    other: Option<&str>,
    problems: &mut Problems,
) {
    if !destination.is_destination() {
        problems.add(
            Field::Destination(member),
            Rule::DestinationInvalid,
            "This cannot be a destination. Choose one from the list.",
        );
    }
    if destination == LivingSituation::RentalWithSubsidy && subsidy.is_none() {
        problems.add(
            Field::Subsidy(member),
            Rule::SubsidyMissing,
            "Choose the rental subsidy type.",
        );
    }
    if destination == LivingSituation::Other {
        match other.map(|text| text.trim().chars().count()) {
            None | Some(0) => problems.add(
                Field::OtherDestination(member),
                Rule::OtherDestinationMissing,
                "Say in a few words where they went.",
            ),
            Some(length) if length > OTHER_DESTINATION_MAX => problems.add(
                Field::OtherDestination(member),
                Rule::OtherDestinationTooLong,
                "Shorten this to 50 characters.",
            ),
            Some(_) => {}
        }
    }
}

fn check_date(
    facts: &Facts,
    member: &Member,
    one: &Leaving,
    command: &Command,
    problems: &mut Problems,
) {
    let Some(exit_on) = one.exit_on.or(command.answers.exit_on) else {
        return;
    };
    let field = Field::ExitOn(one.exit_on.map(|_| one.enrollment));
    let mut refuse = |rule, message: String| {
        // A common date that is wrong for everybody is said once.
        let said = problems
            .0
            .iter()
            .any(|said| said.field == field && said.rule == rule);
        if !said {
            problems.add(field, rule, message);
        }
    };
    if exit_on > facts.today {
        refuse(
            Rule::ExitDateInFuture,
            format!(
                "The exit date cannot be after today, {}.",
                calendar::words(facts.today)
            ),
        );
    }
    if exit_on < member.entry_on {
        refuse(
            Rule::ExitBeforeEntry,
            format!(
                "{} entered on {}. The exit date cannot be before that.",
                member.name,
                calendar::words(member.entry_on)
            ),
        );
    }
    if member.dob.is_some_and(|dob| exit_on < dob) {
        refuse(
            Rule::ExitBeforeBirth,
            format!("{} was born after this date.", member.name),
        );
    }
    if let Some(start) = facts.operating_start.filter(|start| exit_on < *start) {
        refuse(
            Rule::ExitBeforeProjectOpened,
            format!(
                "{} opened on {}.",
                facts.project_name,
                calendar::words(start)
            ),
        );
    }
    if let Some(end) = facts.operating_end.filter(|end| exit_on > *end) {
        refuse(
            Rule::ExitAfterProjectClosed,
            format!("{} closed on {}.", facts.project_name, calendar::words(end)),
        );
    }
}

fn check_reason<'a>(
    command: &Command,
    policy: &'a Policy,
    everybody_died: bool,
    problems: &mut Problems,
) -> Option<&'a crate::policy::RemovalReason> {
    if everybody_died {
        return None;
    }
    let Some(code) = command.removal_reason.as_deref() else {
        if policy.removal_reason_required {
            problems.add(
                Field::RemovalReason,
                Rule::RemovalReasonMissing,
                "Choose why the household leaves the list.",
            );
        }
        return None;
    };
    let reason = policy.removal_reason(code);
    match reason {
        None => problems.add(
            Field::RemovalReason,
            Rule::RemovalReasonUnknown,
            "This reason is not offered any more. Choose another.",
        ),
        Some(reason) if reason.needs_note && blank(command.note.as_deref()) => problems.add(
            Field::Note,
            Rule::NoteMissing,
            format!(
                "\u{201c}{}\u{201d} needs a note that says more.",
                reason.label
            ),
        ),
        Some(_) => {}
    }
    reason
}

fn blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

type Destination = (LivingSituation, Option<RentalSubsidyType>, Option<String>);

fn destination_of(one: &Leaving, command: &Command) -> Option<Destination> {
    let (place, subsidy, other) = match &one.destination {
        Some(own) => (own.destination, own.subsidy, own.other_destination.clone()),
        None => {
            let answers = &command.answers;
            (
                answers.destination?,
                answers.subsidy,
                answers.other_destination.clone(),
            )
        }
    };
    let trimmed = other.map(|text| text.trim().to_owned());
    Some((
        place,
        subsidy.filter(|_| place == LivingSituation::RentalWithSubsidy),
        trimmed.filter(|_| place == LivingSituation::Other),
    ))
}

fn planned(
    member: &Member,
    one: &Leaving,
    command: &Command,
    policy: &Policy,
    reason: Option<&crate::policy::RemovalReason>,
) -> Option<PlannedExit> {
    let exit_on: NaiveDate = one.exit_on.or(command.answers.exit_on)?;
    let (destination, subsidy, other_destination) = destination_of(one, command)?;
    let (removal_reason, removal_class) = if destination == LivingSituation::Deceased {
        let code = policy
            .removal_reasons
            .iter()
            .find(|reason| reason.class == OutflowClass::Deceased)
            .map(|reason| reason.code.clone());
        (code, Some(OutflowClass::Deceased))
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
        exit_on,
        destination,
        subsidy,
        other_destination,
        removal_reason,
        removal_class,
    })
}
