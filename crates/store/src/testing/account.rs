//! Users who can sign in.

use super::World;
use crate::Result;
use crate::identity::password;
use domain::access::Actor;
use domain::ids::OrganizationId;
use domain::workgroup::Workgroup;
use tokio::sync::OnceCell;

/// The password of every account of a test.
pub const PASSWORD: &str = "three loons 4 lakes";

/// Hashing is slow on purpose: once is enough.
static HASH: OnceCell<String> = OnceCell::const_new();

/// A user with [`PASSWORD`] who has accepted the agreement.
#[derive(Clone, Debug)]
pub struct Account {
    /// What they may do.
    pub actor: Actor,
    /// What they type.
    pub email: String,
}

impl World {
    /// Inserts a user who can sign in, with grants since 2020.
    ///
    /// # Errors
    /// When the test database refuses.
    pub async fn account(&self, grants: &[(Workgroup, OrganizationId)]) -> Result<Account> {
        let actor = self.user(grants).await?;
        let hash = HASH
            .get_or_try_init(|| password::hash(PASSWORD.to_owned()))
            .await?;
        let email = sqlx::query_scalar(
            "update app_user set password_hash = $2, agreement_version = 1 where user_id = $1 returning email",
        )
        .bind(actor.user.0)
        .bind(hash)
        .fetch_one(&self.store.pool)
        .await?;
        Ok(Account { actor, email })
    }
}
