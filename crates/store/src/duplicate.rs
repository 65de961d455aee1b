//! Two records of one person: pairs that are found or reported, merges, and the way back.

mod find;
mod look;
mod merge;
mod merged;
mod pair;
mod plan;
mod records;
mod report;
#[cfg(test)]
mod tests;
mod unmerge;
mod write;

#[cfg(test)]
use find::find_all;
pub use find::{Counted, find, find_counted};
pub use look::{Look, Looked, LookedStay, look};
pub use merge::{Outcome, Request, merge};
pub use merged::{Merge, merge_of_pair, merged};
pub use pair::{Queue, Reported, Shown, Told, Waiting, queue, tell_apart, waiting};
pub use plan::{Chosen, Closes, Plan, plan};
pub use report::{Reporting, may_report, report, reporting};
pub use unmerge::{TakeBack, Taken, unmerge};

use crate::Result;
use crate::identity::administer::Authority;
use domain::access::{Act, Acting, Actor};
use domain::ids::ActId;
use sqlx::PgConnection;

/// The pair in which the actor merges.
///
/// # Errors
/// [`crate::StoreError::NotFound`] for everybody but administrators: to them there is nothing of this.
fn merging(actor: &Actor) -> Result<Acting> {
    let checked = Authority::Administrator(actor).check_act(Act::MergeClients)?;
    checked
        .map(|(_, acting, _)| acting)
        .ok_or(crate::StoreError::NotFound)
}

/// The actor with the administrator's pair chosen: exits that are part of a merge are repairs.
fn as_administrator(actor: &Actor, acting: Acting) -> Actor {
    let mut actor = actor.clone();
    actor.chosen = Some(domain::access::Grant {
        workgroup: acting.workgroup,
        organization: acting.organization,
    });
    actor
}

/// Whether a merge that stands closed enrollments by this act.
pub(crate) async fn holds(connection: &mut PgConnection, act: ActId) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"
        select exists (
            select from client_merge where acts @> array[$1::uuid] and undone_at is null) as "holds!"
        "#,
        act.0,
    )
    .fetch_one(connection)
    .await?)
}
