//! A household as whoever decides over its exit sees it now.

use super::facts::{self, Sight};
use super::read;
use crate::{Result, Store, StoreError};
use domain::access::{Act, Actor};
use domain::exit::{Command, Facts, Member};
use domain::ids::EnrollmentId;
use domain::policy::ExitRules;
use sqlx::PgConnection;

/// What an exit is decided over.
#[derive(Clone, Debug)]
pub(crate) struct Looked {
    pub facts: Facts,
    pub rules: ExitRules,
}

impl Looked {
    /// The name of who stands for the household.
    pub fn head_name(&self) -> String {
        let members = &self.facts.members;
        let mut heads = members.iter().filter(|member| member.is_head());
        let head = heads.next().or(members.first());
        head.map_or_else(String::new, |head: &Member| head.name.clone())
    }

    /// The command over the household as it is now: the versions are those of today, since it is looked at today.
    pub fn renewed(&self, mut command: Command) -> Command {
        for one in &mut command.leaving {
            if let Some(member) = self.facts.member(one.enrollment) {
                one.version = member.version;
            }
        }
        command
    }
}

/// Looks; nothing where the person is protected meanwhile, the project feeds no list any more, or the actor holds
/// nothing there.
pub(crate) async fn look(
    connection: &mut PgConnection,
    store: &Store,
    actor: &Actor,
    enrollment: EnrollmentId,
) -> Result<Option<Looked>> {
    let stay = match read::stay(connection, store.clock, enrollment).await {
        Ok(stay) => stay,
        Err(StoreError::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let answer = read::authorise(connection, actor, &stay, Act::Exit).await?;
    let Some((acting, _, policy)) = answer else {
        return Ok(None);
    };
    let mut household = read::household(connection, &store.keys, &stay).await?;
    let sight = Sight::of(actor, acting, false);
    facts::complete(connection, actor, &stay, &policy, &sight, &mut household).await?;
    Ok(Some(Looked {
        facts: household.facts,
        rules: policy.exit_rules(),
    }))
}
