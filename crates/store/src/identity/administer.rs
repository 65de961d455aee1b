//! Administration of accounts and rights. Administrators only, audited.

mod account;
mod create;
mod grants;
mod link;
mod list;
mod organizations;

pub use account::{reset_password, set_disabled};
pub use create::{CreateUserError, Created, NewUser, create_user};
pub(super) use grants::open_grant;
pub use grants::{add_grant, end_grant};
pub use link::{Author, authors, link_author};
pub use list::{GrantRow, UserDetail, UserRow, find_user, user, users};
pub use organizations::{ce_organizations, find_organization, organizations};

use crate::{Result, StoreError};
use domain::access::{Act, Acting, Actor, Grant, Situation, verdict};
use domain::ids::UserId;
use domain::policy::Policy;

/// On whose word accounts are made.
#[derive(Clone, Copy, Debug)]
pub enum Authority<'a> {
    /// An administrator, signed in.
    Administrator(&'a Actor),
    /// Whoever runs the program on its machine, at the command line.
    Operator,
}

impl Authority<'_> {
    fn check(self) -> Result<Option<(UserId, Acting)>> {
        match self {
            Self::Administrator(actor) => Ok(Some((actor.user, administrator(actor)?))),
            Self::Operator => Ok(None),
        }
    }
}

/// The pair in which an administrator administers: the chosen one, else the first one granted.
///
/// # Errors
/// [`StoreError::NotFound`] for everybody else: these pages do not exist for them.
pub(super) fn administrator(actor: &Actor) -> Result<Acting> {
    let administers = |pair: &&Grant| {
        verdict(
            Act::AdministerUsers,
            pair.workgroup,
            Situation::default(),
            &Policy::default(),
        )
        .permits()
    };
    let pair = actor
        .chosen
        .as_ref()
        .filter(administers)
        .or_else(|| actor.grants.iter().find(administers))
        .ok_or(StoreError::NotFound)?;
    Ok(Acting {
        workgroup: pair.workgroup,
        organization: pair.organization,
        switched: actor.chosen != Some(*pair),
    })
}
