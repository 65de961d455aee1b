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
use domain::access::{Act, Acting, Actor, Grant, Situation, Verdict, verdict};
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
    /// Who acts, and whether the act wants a purpose; `None` for the operator.
    pub(crate) fn check_act(self, act: Act) -> Result<Option<(UserId, Acting, Verdict)>> {
        match self {
            Self::Administrator(actor) => {
                let (acting, verdict) = holding(actor, act)?;
                Ok(Some((actor.user, acting, verdict)))
            }
            Self::Operator => Ok(None),
        }
    }

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
pub(crate) fn administrator(actor: &Actor) -> Result<Acting> {
    holding(actor, Act::AdministerUsers).map(|(acting, _)| acting)
}

/// The pair that permits an act which is about no organization: the chosen one, else the first one granted.
fn holding(actor: &Actor, act: Act) -> Result<(Acting, Verdict)> {
    let asked = |pair: &Grant| {
        verdict(
            act,
            pair.workgroup,
            Situation::default(),
            &Policy::default(),
        )
    };
    let permitted = |pair: &&Grant| asked(pair).permits();
    let pair = actor
        .chosen
        .as_ref()
        .filter(permitted)
        .or_else(|| actor.grants.iter().find(permitted))
        .ok_or(StoreError::NotFound)?;
    let acting = Acting {
        workgroup: pair.workgroup,
        organization: pair.organization,
        switched: actor.chosen != Some(*pair),
    };
    Ok((acting, asked(pair)))
}
