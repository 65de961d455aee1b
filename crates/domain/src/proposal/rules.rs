//! The rules by which facts propose something.

use super::{Facts, Member, Place, Proposal};
use crate::ids::EnrollmentId;
use crate::policy::Policy;
use chrono::NaiveDate;

/// What the facts propose, but not what was `decided` on the same facts: at most one exit, the first that holds, and
/// whatever else should be looked at.
#[must_use]
pub fn propose(facts: &Facts, policy: &Policy, decided: &[Proposal]) -> Vec<Proposal> {
    if facts.members.is_empty() {
        return Vec::new();
    }
    let open = |proposal: &Proposal| !decided.contains(proposal);
    let exits = [
        deceased(facts),
        moved_in(facts),
        second_enrollment(facts),
        no_contact(facts, policy),
    ];
    let others = [consent_ended(facts), refusals(facts, policy)];
    let exit = exits.into_iter().flatten().find(open);
    let others = others.into_iter().flatten().filter(open);
    exit.into_iter().chain(others).collect()
}

fn deceased(facts: &Facts) -> Option<Proposal> {
    let members = facts
        .members
        .iter()
        .filter_map(|member| Some((member.enrollment, member.died_on?)))
        .filter(|(_, on)| *on <= facts.today)
        .collect::<Vec<_>>();
    (!members.is_empty()).then_some(Proposal::Deceased { members })
}

/// A household is housed where its head is: the others' move-in stands on the head's enrollment (3.20). Else it is
/// those who moved in.
fn moved_in(facts: &Facts) -> Option<Proposal> {
    let moved = |member: &Member| {
        let place = member.moved_in.clone();
        place.filter(|place| (facts.on_list_since..=facts.today).contains(&place.on))
    };
    let head = facts.members.iter().filter(|member| member.is_head);
    if let Some(place) = head.filter_map(moved).max_by_key(|place| place.on) {
        let members = Vec::new();
        return Some(Proposal::MovedIn { place, members });
    }
    let movers = facts
        .members
        .iter()
        .filter_map(|member| Some((member.enrollment, moved(member)?)));
    let (place, members) = together(movers.collect())?;
    Some(Proposal::MovedIn { place, members })
}

/// Those whose place is the latest one.
fn together(found: Vec<(EnrollmentId, Place)>) -> Option<(Place, Vec<EnrollmentId>)> {
    let place = found.iter().map(|(_, place)| place).max_by_key(latest)?;
    let place = place.clone();
    let members = found
        .into_iter()
        .filter(|(_, one)| *one == place)
        .map(|(enrollment, _)| enrollment)
        .collect();
    Some((place, members))
}

/// By the day; equal days by name, so that the answer does not depend on the order of the rows.
fn latest(place: &&Place) -> (NaiveDate, String) {
    (place.on, place.project.clone())
}

fn second_enrollment(facts: &Facts) -> Option<Proposal> {
    let doubled = facts
        .members
        .iter()
        .filter_map(|member| Some((member.enrollment, member.earlier.clone()?)));
    let (earlier, members) = together(doubled.collect())?;
    Some(Proposal::SecondEnrollment { earlier, members })
}

/// Silence counts from the last contact or assessment, or from the day on which the household came.
fn no_contact(facts: &Facts, policy: &Policy) -> Option<Proposal> {
    let limit = policy.inactive_after_days;
    let since = |day: NaiveDate| facts.today.signed_duration_since(day).num_days();
    let heard_on = facts
        .heard_on
        .map_or(facts.on_list_since, |day| day.max(facts.on_list_since));
    let elsewhere = facts
        .elsewhere_until
        .is_some_and(|until| since(until) <= limit);
    let silent = since(heard_on);
    let proposed =
        policy.propose_no_contact && silent > limit && !facts.referral_active && !elsewhere;
    proposed.then(|| Proposal::NoContact {
        heard_on,
        times: silent / limit.max(1),
    })
}

fn consent_ended(facts: &Facts) -> Option<Proposal> {
    let on = facts.consent_ended_on.filter(|on| *on <= facts.today)?;
    Some(Proposal::ConsentEnded { on })
}

fn refusals(facts: &Facts, policy: &Policy) -> Option<Proposal> {
    let limit = policy.review_after_refusals?;
    let count = facts.refusals;
    (count >= limit.max(1)).then_some(Proposal::Refusals { count })
}
