//! The one save: all members, projection, audit and notices together, or nothing.

use super::facts::{self, Sight};
use super::read::{self, Stay};
use super::suggest;
use super::unsaved;
use super::write::{self, By};
use crate::{Result, Store, StoreError, Tx, idempotency, priority, proposal, secret};
use domain::access::{Act, Actor, Verdict};
use domain::exit::{Command, Facts, Plan, Problem, Warning, decide};
use domain::ids::{ActId, EnrollmentId, ProposalId};
use domain::policy::Policy;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What its keys are kept under.
const ACT: &str = "exit";

/// What is to be saved.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The enrollment from which the page was opened.
    pub enrollment: EnrollmentId,
    /// Made by the device: the same key twice is one exit.
    pub key: Uuid,
    /// What the user asks for.
    pub command: &'a Command,
    /// Why, where an administrator repairs.
    pub purpose: Option<String>,
    /// Digest of the plan that the user was shown and confirmed, where there was such a page.
    pub shown: Option<&'a str>,
    /// What is decided with it.
    pub decides: Option<Decides>,
}

/// A suggestion or a proposal that an exit decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decides {
    /// The suggestion or the proposal whose form was sent; their ids are never alike. Where it does not wait any
    /// more, the exit stands for itself.
    Shown(Uuid),
    /// A proposal that was taken with others: nothing is saved where it does not wait any more.
    Waiting(ProposalId),
}

impl Decides {
    /// The id.
    pub(crate) const fn id(self) -> Uuid {
        match self {
            Self::Shown(id) | Self::Waiting(ProposalId(id)) => id,
        }
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Saved, now or by an earlier submission with the same key.
    Saved(Saved),
    /// Not saved; every problem at once.
    Problems(Vec<Problem>),
    /// Not saved: what would happen is not what was shown any more.
    PlanChanged,
    /// Not saved: these warnings were not confirmed.
    Unconfirmed(Vec<Warning>),
}

/// What was saved, without personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The act: all its exits are undone together.
    pub act: ActId,
    /// Whether the household left the list.
    pub left_list: bool,
    /// How many people left.
    pub people: usize,
}

/// What an earlier submission under a key saved, where the form itself is forgotten.
///
/// # Errors
/// [`StoreError::NotFound`] where the actor saved nothing under it.
pub async fn saved(store: &Store, actor: &Actor, key: Uuid) -> Result<Saved> {
    idempotency::answer(store, actor.user, key, ACT).await
}

/// Saves an exit. A submission that this user sent before with the same key gets the first answer, also when
/// the exit itself ended their authority.
///
/// # Errors
/// [`StoreError::NotFound`] where there is no such CE enrollment for this actor; [`StoreError::Forbidden`]
/// where the actor knows of it and may not exit; [`StoreError::Conflict`] where a member's stay was changed
/// since the page was read; [`StoreError::KeyReused`]; the database's own. Then nothing has happened.
pub async fn record(store: &Store, actor: &Actor, request: Request<'_>) -> Result<Outcome> {
    let mut tx = store.begin(Some(actor.user)).await?;
    let question = serde_json::to_vec(&(request.enrollment, request.command))
        .map_err(|_| StoreError::Unreadable("exit command"))?;
    let earlier = idempotency::claim(&mut tx, actor.user, request.key, ACT, &question).await?;
    if let Some(saved) = earlier {
        return Ok(Outcome::Saved(saved));
    }
    let stay = read::stay(&mut tx, store.clock, request.enrollment).await?;
    let answer = read::authorise(&mut tx, actor, &stay, Act::Exit).await?;
    let Some((acting, verdict, policy)) = answer.filter(|(_, verdict, _)| verdict.permits()) else {
        drop(tx);
        return Err(
            if read::refuse(store, actor, &stay, request.enrollment).await? {
                StoreError::Forbidden
            } else {
                StoreError::NotFound
            },
        );
    };
    let purpose = request.purpose.clone();
    let purpose = purpose.filter(|purpose| !purpose.trim().is_empty());
    if verdict == Verdict::WithPurpose && purpose.is_none() {
        return Err(StoreError::Forbidden);
    }
    let by = By {
        user: actor.user,
        acting,
        purpose,
    };
    let outcome = within(store, &mut tx, actor, by, (&stay, &policy), &request).await?;
    if let Outcome::Saved(saved) = &outcome {
        idempotency::keep(&mut tx, actor.user, request.key, saved).await?;
        tx.commit().await?;
    }
    Ok(outcome)
}

/// Everything but authority, key and commit: for a save of its own, and for one that is part of a merge.
pub(super) async fn within(
    store: &Store,
    tx: &mut Tx,
    actor: &Actor,
    by: By,
    (stay, policy): (&Stay, &Policy),
    request: &Request<'_>,
) -> Result<Outcome> {
    let mut households = request.command.close.clone();
    households.push(stay.household);
    priority::lock_stays(tx, &households).await?;
    let mut household = read::household(tx, &store.keys, stay).await?;
    let sight = Sight::of(actor, by.acting, by.purpose.is_some());
    facts::complete(tx, actor, stay, policy, &sight, &mut household).await?;
    let plan = match decide(&household.facts, request.command, &policy.exit_rules()) {
        Ok(plan) => plan,
        Err(problems) => return Ok(Outcome::Problems(problems)),
    };
    unchanged(&household.facts, &plan)?;
    if request
        .shown
        .is_some_and(|shown| shown != secret::digest_of(&plan))
    {
        return Ok(Outcome::PlanChanged);
    }
    if !plan.is_confirmed(request.command.confirmed.as_deref()) {
        return Ok(Outcome::Unconfirmed(plan.warnings));
    }
    let saved = write::write(store, tx, &by, stay, &household, &plan).await?;
    suggest::decided(tx, store, &by, request, &saved, stay.household).await?;
    unsaved::forget(tx, actor.user, &households).await?;
    priority::refresh(tx, store.clock, &households).await?;
    let decision = (saved.act, actor.user, store.clock.now());
    let decides = request.decides.map(Decides::id);
    let taken = proposal::taken(tx, stay.household, decides, decision).await?;
    if matches!(request.decides, Some(Decides::Waiting(_))) && !taken {
        return Err(StoreError::Conflict);
    }
    let gone = households
        .iter()
        .filter(|household| saved.left_list || **household != stay.household)
        .copied()
        .collect::<Vec<_>>();
    proposal::gone(tx, &gone).await?;
    Ok(Outcome::Saved(saved))
}

/// The optimistic check: every stay that ends is still the one that the user saw.
fn unchanged(facts: &Facts, plan: &Plan) -> Result<()> {
    let same = plan.exits.iter().all(|exit| {
        facts
            .members
            .iter()
            .any(|member| member.enrollment == exit.enrollment && member.version == exit.version)
    });
    if same {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}
