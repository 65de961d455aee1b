//! Enrollments that a merge of two records closes, by the exit's own rules and its own save.

use super::facts::{self, Sight};
use super::read;
use super::record::{self, Outcome, Request};
use super::undo::{self, Alone, Undone};
use super::write::By;
use crate::{Result, Store, StoreError, Tx, ids, priority};
use domain::access::{Act, Actor};
use domain::exit::{Command, Obstacle, Plan, Problem, decide};
use domain::ids::{ActId, EnrollmentId};
use domain::proposal::{Place, Proposal, command};

/// What closing an enrollment would do.
#[derive(Clone, Debug)]
pub(crate) struct Closing {
    pub(crate) command: Command,
    pub(crate) plan: std::result::Result<Plan, Vec<Problem>>,
}

/// Looks what closing an enrollment as a duplicate would do, all its warnings confirmed: as the proposal for a second
/// enrollment does.
///
/// # Errors
/// [`StoreError::NotFound`] where there is no such Coordinated Entry enrollment, or the actor may not exit it.
pub(crate) async fn look(
    store: &Store,
    tx: &mut Tx,
    actor: &Actor,
    enrollment: EnrollmentId,
) -> Result<Closing> {
    let stay = read::stay(tx, store.clock, enrollment).await?;
    let (acting, _, policy) = read::authorise(tx, actor, &stay, Act::Exit)
        .await?
        .filter(|(_, verdict, _)| verdict.permits())
        .ok_or(StoreError::NotFound)?;
    let mut household = read::household(tx, &store.keys, &stay).await?;
    let sight = Sight::of(actor, acting, true);
    facts::complete(tx, actor, &stay, &policy, &sight, &mut household).await?;
    let rules = policy.exit_rules();
    let second = Proposal::SecondEnrollment {
        earlier: Place {
            project: stay.project_name.clone(),
            on: stay.today,
        },
        members: vec![enrollment],
    };
    let mut command = command(&second, &household.facts, &rules).unwrap_or_default();
    let plan = decide(&household.facts, &command, &rules);
    if let Ok(plan) = &plan {
        command.confirmed = Some(plan.warnings_key());
    }
    Ok(Closing { command, plan })
}

/// Closes an enrollment as it was looked at, in the transaction of the merge.
///
/// # Errors
/// [`StoreError::Conflict`] where it cannot be closed any more.
pub(crate) async fn close(
    store: &Store,
    tx: &mut Tx,
    actor: &Actor,
    (enrollment, command): (EnrollmentId, &Command),
    purpose: &str,
) -> Result<ActId> {
    let stay = read::stay(tx, store.clock, enrollment).await?;
    let (acting, _, policy) = read::authorise(tx, actor, &stay, Act::Exit)
        .await?
        .filter(|(_, verdict, _)| verdict.permits())
        .ok_or(StoreError::NotFound)?;
    let by = By {
        user: actor.user,
        acting,
        purpose: Some(purpose.to_owned()),
    };
    let request = Request {
        enrollment,
        key: ids::new(),
        command,
        purpose: Some(purpose.to_owned()),
        shown: None,
        decides: None,
    };
    match record::within(store, tx, actor, by, (&stay, &policy), &request).await? {
        Outcome::Saved(saved) => Ok(saved.act),
        _ => Err(StoreError::Conflict),
    }
}

/// Takes such an exit back with its merge; what stands in the way otherwise, and then the transaction is not to be
/// committed.
///
/// # Errors
/// As [`super::undo()`].
pub(crate) async fn reopen(
    store: &Store,
    tx: &mut Tx,
    actor: &Actor,
    act: ActId,
    purpose: &str,
) -> Result<Vec<Obstacle>> {
    match undo::within(store, tx, actor, act, Some(purpose), Alone::WithMerge).await? {
        Undone::Done => Ok(Vec::new()),
        Undone::Blocked(obstacles) => Ok(obstacles),
    }
}

/// Takes the households of a merge: see [`priority::lock_stays`].
///
/// # Errors
/// When the database refuses.
pub(crate) async fn lock(tx: &mut Tx, households: &[domain::ids::HouseholdId]) -> Result<()> {
    priority::lock_stays(tx, households).await
}
