//! For which organizations an actor decides suggestions and proposals, by the act's own row of the matrix.

use domain::access::{Act, Acting, Actor, Situation, Verdict, verdict};
use domain::ids::OrganizationId;
use domain::policy::Policy;
use uuid::Uuid;

/// The organizations for which the actor decides.
pub(crate) fn organizations(actor: &Actor) -> Vec<Uuid> {
    let mut held = actor
        .grants
        .iter()
        .map(|grant| grant.organization)
        .collect::<Vec<_>>();
    held.sort_unstable();
    held.dedup();
    held.into_iter()
        .filter(|organization| decides(actor, *organization).is_some())
        .map(Uuid::from)
        .collect()
}

/// The organizations whose records count for what the actor decides: those held in a workgroup that decides.
pub(crate) fn sight(actor: &Actor) -> Vec<Uuid> {
    let deciding = actor
        .grants
        .iter()
        .filter_map(|grant| Some(decides(actor, grant.organization)?.workgroup))
        .collect::<Vec<_>>();
    actor
        .grants
        .iter()
        .filter(|grant| deciding.contains(&grant.workgroup))
        .map(|grant| grant.organization.0)
        .collect()
}

/// In which pair the actor decides for an organization; none where they do not.
pub(crate) fn decides(actor: &Actor, organization: OrganizationId) -> Option<Acting> {
    let acting = actor.acting_on(organization)?;
    let situation = Situation {
        own: true,
        ce: true,
        ..Situation::default()
    };
    let policy = Policy::default();
    let answer = verdict(Act::DecideSuggestion, acting.workgroup, situation, &policy);
    (answer == Verdict::Allowed).then_some(acting)
}
