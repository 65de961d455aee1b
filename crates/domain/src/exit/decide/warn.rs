//! What does not block, and must be confirmed.

use crate::calendar::words;
use crate::exit::{Facts, Member, Plan, PlannedExit, RecordedKind, Span, Warning, WarningRule};
use crate::hud::{LivingSituation, LivingSituationGroup};
use crate::ids::EnrollmentId;
use crate::policy::{ExitRules, OutflowClass, RemovalReason};

const ADULT_YEARS: u32 = 18;

/// Every warning about a plan, those about members in the order of the members.
pub(super) fn warnings(
    facts: &Facts,
    rules: &ExitRules,
    reason: Option<&RemovalReason>,
    plan: &Plan,
) -> Vec<Warning> {
    let mut said = Said(Vec::new());
    for exit in &plan.exits {
        if let Some(member) = facts.member(exit.enrollment) {
            of_member(facts, rules, plan, (member, exit), &mut said);
            of_reason(reason, exit, &mut said);
        }
    }
    of_housing(facts, reason, plan, &mut said);
    of_household(facts, plan, &mut said);
    said.0
}

struct Said(Vec<Warning>);

impl Said {
    fn add(&mut self, rule: WarningRule, member: Option<EnrollmentId>, message: String) {
        self.0.push(Warning {
            rule,
            member,
            message,
        });
    }
}

fn of_member(
    facts: &Facts,
    rules: &ExitRules,
    plan: &Plan,
    (member, exit): (&Member, &PlannedExit),
    said: &mut Said,
) {
    let (who, name) = (Some(member.enrollment), &member.name);
    let back = facts.today.signed_duration_since(exit.exit_on).num_days();
    if back > rules.backdate_days {
        let message = format!("{name} leaves on {}, {back} days ago.", words(exit.exit_on));
        said.add(WarningRule::ExitLongAgo, who, message);
    }
    let mut heads = plan
        .exits
        .iter()
        .filter(|one| facts.member(one.enrollment).is_some_and(Member::is_head));
    if let Some(head) = heads.find(|head| !member.is_head() && head.exit_on < exit.exit_on) {
        let message = format!(
            "{name} leaves after {}, who is the head of household and leaves on {}.",
            head.name,
            words(head.exit_on)
        );
        said.add(WarningRule::LeavesAfterHead, who, message);
    }
    let overlaps = |stay: &&Span| {
        stay.entry_on < exit.exit_on && stay.exit_on.is_none_or(|end| end > member.entry_on)
    };
    if let Some(stay) = member.stays.iter().find(overlaps) {
        let message = format!(
            "{name} has another stay in {} since {}, which overlaps this one.",
            facts.project_name,
            words(stay.entry_on)
        );
        said.add(WarningRule::OverlapsOtherStay, who, message);
    }
    if is_unknown(exit.destination) {
        let message = format!(
            "\u{201c}{}\u{201d} counts as a missing destination for {name}.",
            exit.destination.label()
        );
        said.add(WarningRule::DestinationUnknown, who, message);
    }
    for later in member.recorded.iter().filter(|one| one.on > exit.exit_on) {
        let what = match later.kind {
            RecordedKind::Assessment => "An assessment",
            RecordedKind::Event => "An event",
        };
        let message = format!(
            "{what} of {name} is dated {}, after the exit date.",
            words(later.on)
        );
        said.add(WarningRule::RecordedAfterExit, who, message);
    }
}

/// Answers that reports count as missing.
const fn is_unknown(destination: LivingSituation) -> bool {
    matches!(
        destination,
        LivingSituation::DoesNotKnow
            | LivingSituation::PrefersNotToAnswer
            | LivingSituation::NotCollected
            | LivingSituation::Other
            | LivingSituation::NoExitInterview
    )
}

fn of_reason(reason: Option<&RemovalReason>, exit: &PlannedExit, said: &mut Said) {
    let Some(reason) = reason.filter(|_| exit.destination != LivingSituation::Deceased) else {
        return;
    };
    let (who, name) = (Some(exit.enrollment), &exit.name);
    let place = exit.destination.label();
    if reason.class == OutflowClass::Housed
        && exit.destination.group() == LivingSituationGroup::Homeless
    {
        let message =
            format!("The reason says that {name} is housed, the destination is: {place}.");
        said.add(WarningRule::HousedButHomeless, who, message);
    }
    if reason.class == OutflowClass::Deceased {
        let message = format!("The reason says that {name} died, the destination is: {place}.");
        said.add(WarningRule::DeceasedButElsewhere, who, message);
    }
}

fn of_housing(facts: &Facts, reason: Option<&RemovalReason>, plan: &Plan, said: &mut Said) {
    if reason.is_none_or(|reason| reason.class != OutflowClass::Housed) {
        return;
    }
    let leaves = |member| plan.exits.iter().any(|exit| exit.enrollment == member);
    let mut projects = Vec::new();
    for housing in facts.housing.iter().filter(|one| leaves(one.member)) {
        let moved_in = facts
            .housing
            .iter()
            .any(|one| one.project_name == housing.project_name && one.moved_in_on.is_some());
        if !moved_in && !projects.contains(&&housing.project_name) {
            projects.push(&housing.project_name);
            let message = format!(
                "{} has enrolled them and recorded no move-in date yet.",
                housing.project_name
            );
            said.add(WarningRule::HousedWithoutMoveIn, None, message);
        }
    }
}

fn of_household(facts: &Facts, plan: &Plan, said: &mut Said) {
    let first = plan.exits.iter().map(|exit| exit.exit_on).min();
    if let Some(contact) = facts
        .last_contact_on
        .filter(|on| first.is_some_and(|first| *on > first))
    {
        let message = format!(
            "The latest contact was on {}, after the exit date.",
            words(contact)
        );
        said.add(WarningRule::ContactAfterExit, None, message);
    }
    if plan.leaves_list() {
        for referral in &facts.referrals {
            if plan
                .result
                .as_ref()
                .is_none_or(|result| result.event != referral.event)
            {
                let message = format!(
                    "The referral to {} of {} stays without a result.",
                    referral.to,
                    words(referral.made_on)
                );
                said.add(WarningRule::ReferralStaysOpen, None, message);
            }
        }
    }
    for other in &facts.others {
        let leaves = plan
            .exits
            .iter()
            .any(|exit| exit.enrollment == other.member);
        let closed = plan
            .closings
            .iter()
            .any(|one| one.exit.enrollment == other.enrollment);
        if leaves && !closed {
            let name = facts.member(other.member).map_or("", |member| &member.name);
            let message = format!(
                "{name} stays on the list through another enrollment in {}, open since {}.",
                other.project_name,
                words(other.entry_on)
            );
            said.add(WarningRule::OtherStayRemains, Some(other.member), message);
        }
    }
    if let Some(head) = &plan.head {
        let minor = facts
            .member(head.enrollment)
            .and_then(|member| facts.today.years_since(member.dob?))
            .filter(|age| *age < ADULT_YEARS);
        if let Some(age) = minor {
            let message = format!("{} becomes the head of household at {age}.", head.name);
            said.add(WarningRule::NewHeadIsMinor, Some(head.enrollment), message);
        }
    }
}
