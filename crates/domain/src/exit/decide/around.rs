//! What is closed and recorded with the exit: the referral, other enrollments, a contact.

use super::destinations::destination_of;
use super::who::ticked;
use super::{Pair, Problems, correction};
use crate::calendar;
use crate::exit::{
    Command, Facts, Field, OtherStay, PlannedClosing, PlannedContact, PlannedExit, PlannedResult,
    Rule,
};
use crate::hud::LivingSituation;
use crate::ids::HouseholdId;
use crate::policy::ExitRules;

/// The referral that is called successful: only where the provider has enrolled somebody already.
pub(super) fn result(
    facts: &Facts,
    command: &Command,
    problems: &mut Problems,
) -> Option<PlannedResult> {
    let chosen = command.referral?;
    let mut referrals = facts.referrals.iter();
    let found = referrals.find(|referral| referral.event == chosen);
    let planned = found.and_then(|referral| {
        Some(PlannedResult {
            event: referral.event,
            version: referral.version,
            to: referral.to.clone(),
            provider: referral.provider.clone(),
            result_on: referral.housed_on?,
        })
    });
    if planned.is_none() {
        let message =
            "This referral has a result by now, or nobody is enrolled there. Choose again.";
        problems.add(Field::Referral, Rule::ReferralNotOffered, message);
    }
    planned
}

/// Other CE enrollments on the list that end with this exit. Each household is closed as a whole, so that none
/// is left without its head.
pub(super) fn closings(
    facts: &Facts,
    command: &Command,
    rules: &ExitRules,
    leaving: &[Pair<'_>],
    problems: &mut Problems,
) -> Vec<PlannedClosing> {
    let mut closings = Vec::new();
    for household in &command.close {
        closings.extend(closing(
            facts, command, rules, leaving, *household, problems,
        ));
    }
    closings.sort_by_key(|closing| closing.exit.enrollment);
    closings.dedup_by_key(|closing| closing.exit.enrollment);
    closings
}

fn closing(
    facts: &Facts,
    command: &Command,
    rules: &ExitRules,
    leaving: &[Pair<'_>],
    household: HouseholdId,
    problems: &mut Problems,
) -> Vec<PlannedClosing> {
    let field = Field::Other(household);
    let stays = facts
        .others
        .iter()
        .filter(|other| other.household == household)
        .collect::<Vec<_>>();
    let leaves = |other: &&OtherStay| {
        let member = facts.member(other.member);
        other.closable && member.is_some_and(|member| ticked(member, command).is_some())
    };
    if stays.is_empty() || !stays.iter().all(leaves) {
        let message = "This other enrollment cannot be closed here: exit it from its own page.";
        problems.add(field, Rule::OtherStayNotOffered, message);
        return Vec::new();
    }
    let duplicate = correction(rules);
    let mut closings = Vec::new();
    for other in stays {
        let Some((member, one)) = leaving.iter().find(|(m, _)| m.enrollment == other.member) else {
            continue;
        };
        let Some(exit_on) = one.exit_on.or(command.answers.exit_on) else {
            continue;
        };
        if exit_on < other.entry_on {
            let (name, entry) = (&member.name, calendar::words(other.entry_on));
            let message = format!(
                "{name}\u{2019}s other enrollment began on {entry}, after the exit date. Leave it open, or \
                 choose a later date."
            );
            problems.add(field, Rule::OtherStayBeganLater, message);
        }
        let Some((destination, subsidy, words)) = destination_of(one, command) else {
            continue;
        };
        closings.push(PlannedClosing {
            household,
            project_name: other.project_name.clone(),
            entry_on: other.entry_on,
            exit: PlannedExit {
                enrollment: other.enrollment,
                client: member.client,
                name: member.name.clone(),
                version: other.version,
                exit_on,
                destination,
                subsidy,
                other_destination: words.map(str::to_owned),
                removal_reason: duplicate.map(|reason| reason.code.clone()),
                removal_class: duplicate.map(|reason| reason.class),
            },
        });
    }
    closings
}

/// The contact (4.12), on the stay of the head or of the first who leaves.
pub(super) fn contact(
    facts: &Facts,
    command: &Command,
    leaving: &[Pair<'_>],
    problems: &mut Problems,
) -> Option<PlannedContact> {
    let asked = command.contact?;
    let mut shown = leaving.iter().filter(|(member, _)| !member.is_protected());
    let Some((member, one)) = shown.next() else {
        if !leaving.is_empty() {
            let message = "A contact with a protected person is recorded by an administrator.";
            problems.add(Field::ContactMade, Rule::ContactWithProtected, message);
        }
        return None;
    };
    let on = asked.on;
    match on {
        None => problems.add(
            Field::ContactOn,
            Rule::ContactDateMissing,
            "Enter the date of the contact.",
        ),
        Some(on) if on > facts.today => problems.add(
            Field::ContactOn,
            Rule::ContactInFuture,
            "The contact cannot be after today.",
        ),
        Some(on) if on < member.entry_on => {
            let (name, entry) = (&member.name, calendar::words(member.entry_on));
            let message = format!("{name} entered on {entry}. The contact cannot be before that.");
            problems.add(Field::ContactOn, Rule::ContactBeforeEntry, message);
        }
        Some(_) => {}
    }
    let situation = asked
        .situation
        .filter(|situation| situation.is_current_living_situation());
    if situation.is_none() {
        let message = "Choose where they were staying.";
        problems.add(
            Field::ContactSituation,
            Rule::ContactSituationMissing,
            message,
        );
    }
    let subsidised = situation.is_some_and(LivingSituation::needs_subsidy_type);
    if subsidised && asked.subsidy.is_none() {
        let message = "Choose the rental subsidy type.";
        problems.add(Field::ContactSubsidy, Rule::ContactSubsidyMissing, message);
    }
    let (on, situation) = (on?, situation?);
    let exit_on = one.exit_on.or(command.answers.exit_on)?;
    Some(PlannedContact {
        enrollment: member.enrollment,
        on,
        situation,
        subsidy: asked.subsidy.filter(|_| subsidised),
        as_note: on > exit_on,
    })
}
