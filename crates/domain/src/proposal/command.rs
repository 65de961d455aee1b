//! The exit that a proposal asks for.

use super::{Place, Proposal};
use crate::exit::{
    Answers, Command, Facts, Leaving, Member, OwnDestination, correction, head_candidates, suggest,
};
use crate::hud::LivingSituation;
use crate::ids::EnrollmentId;
use crate::policy::{ExitRules, OutflowClass};
use chrono::NaiveDate;

/// The answers with which the proposed exit is looked at and saved, over the household as it is now; nothing for
/// what is not an exit. Whether they suffice is for [`crate::exit::decide`] to say.
#[must_use]
pub fn command(proposal: &Proposal, facts: &Facts, rules: &ExitRules) -> Option<Command> {
    let mut command = match proposal {
        Proposal::Deceased { members } => deceased(facts, members),
        Proposal::MovedIn { place, members } => moved_in(facts, rules, (place, members)),
        Proposal::SecondEnrollment { members, .. } => second_enrollment(facts, rules, members),
        Proposal::NoContact { heard_on, .. } => no_contact(facts, rules, *heard_on),
        Proposal::ConsentEnded { .. } | Proposal::Refusals { .. } => return None,
    };
    // Where one person only can be the head from now on, nobody has to be asked.
    if let [only] = head_candidates(facts, &command)[..] {
        command.new_head = Some(only);
    }
    Some(command)
}

fn deceased(facts: &Facts, members: &[(EnrollmentId, NaiveDate)]) -> Command {
    let leaving = facts.open().filter_map(|member| {
        let mut members = members.iter();
        let (_, died_on) = members.find(|(died, _)| *died == member.enrollment)?;
        Some(Leaving {
            enrollment: member.enrollment,
            version: member.version,
            exit_on: Some(member.entry_on.max(*died_on)),
            destination: Some(OwnDestination {
                destination: LivingSituation::Deceased,
                subsidy: None,
                other_destination: None,
            }),
        })
    });
    Command {
        leaving: leaving.collect(),
        ..Command::default()
    }
}

/// As the form is filled in from this move-in alone; other enrollments on the list end with it, since who is housed
/// stands on none.
fn moved_in(
    facts: &Facts,
    rules: &ExitRules,
    (place, members): (&Place, &[EnrollmentId]),
) -> Command {
    let leaving = all_or(facts, members);
    let mut housed = facts.clone();
    housed.housing.retain(|housing| {
        housing.project_name == place.project
            && housing.moved_in_on == Some(place.on)
            && leaving.iter().any(|one| one.enrollment == housing.member)
    });
    let filled_in = suggest(&housed, rules);
    let exit_on = filled_in.exit_on.map(|one| one.answer);
    let place = filled_in.destination.map(|one| one.answer);
    let mut close = facts
        .others
        .iter()
        .filter(|other| {
            other.closable
                && leaving.iter().any(|one| one.enrollment == other.member)
                && exit_on.is_some_and(|on| other.entry_on <= on)
        })
        .map(|other| other.household)
        .collect::<Vec<_>>();
    close.sort_unstable();
    close.dedup();
    Command {
        answers: Answers {
            exit_on,
            destination: place.map(|(place, _)| place),
            subsidy: place.and_then(|(_, subsidy)| subsidy),
            other_destination: None,
        },
        leaving: leaving
            .into_iter()
            .map(|member| follows(member, exit_on))
            .collect(),
        removal_reason: filled_in.removal_reason.map(|one| one.answer),
        referral: filled_in.referral.map(|one| one.answer.event),
        close,
        ..Command::default()
    }
}

fn second_enrollment(facts: &Facts, rules: &ExitRules, members: &[EnrollmentId]) -> Command {
    Command {
        removal_reason: correction(rules).map(|reason| reason.code.clone()),
        ..unseen(facts, facts.today, all_or(facts, members))
    }
}

fn no_contact(facts: &Facts, rules: &ExitRules, heard_on: NaiveDate) -> Command {
    Command {
        removal_reason: of_class(rules, OutflowClass::Inactive),
        ..unseen(facts, heard_on, facts.open().collect())
    }
}

/// An exit that nobody was there to be asked about: destination 30.
fn unseen(facts: &Facts, exit_on: NaiveDate, leaving: Vec<&Member>) -> Command {
    let exit_on = exit_on.min(facts.today);
    Command {
        answers: Answers {
            exit_on: Some(exit_on),
            destination: Some(LivingSituation::NoExitInterview),
            ..Answers::default()
        },
        leaving: leaving
            .into_iter()
            .map(|member| follows(member, Some(exit_on)))
            .collect(),
        ..Command::default()
    }
}

/// Those named who are still enrolled; everybody where nobody is named.
fn all_or<'a>(facts: &'a Facts, members: &[EnrollmentId]) -> Vec<&'a Member> {
    facts
        .open()
        .filter(|member| members.is_empty() || members.contains(&member.enrollment))
        .collect()
}

/// As the others, but nobody before they entered.
fn follows(member: &Member, exit_on: Option<NaiveDate>) -> Leaving {
    let own = exit_on.filter(|on| *on < member.entry_on);
    Leaving {
        enrollment: member.enrollment,
        version: member.version,
        exit_on: own.map(|_| member.entry_on),
        destination: None,
    }
}

/// The first reason of a class that asks for no note.
fn of_class(rules: &ExitRules, class: OutflowClass) -> Option<String> {
    let mut reasons = rules.reasons.iter();
    reasons
        .find(|reason| reason.class == class && !reason.needs_note)
        .map(|reason| reason.code.clone())
}
