//! Pairs, merges and the way back, on a real database.

mod finding;
mod merging;
mod seeing;

use super::{Chosen, Outcome, Plan, Request, merge, plan, report};
use crate::testing::{self, Household, Person, World};
use crate::{Result, client, ids, priority, secret};
use domain::access::Actor;
use domain::ids::{ClientId, ClientMergeId, DuplicatePairId, HouseholdId};
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A world whose people are found, and somebody who administers it.
struct Scene {
    world: World,
    administrator: Actor,
}

impl Scene {
    async fn new(pool: PgPoolOptions, options: PgConnectOptions) -> Result<Self> {
        let world = World::new(testing::store(pool, options).await?).await?;
        let administrator = world
            .user(&[(Workgroup::Administrator, world.agency)])
            .await?;
        Ok(Self {
            world,
            administrator,
        })
    }

    /// Makes everybody findable, and places households on the list.
    async fn settle(&self) -> Result<()> {
        client::index_all(&self.world.store).await?;
        let mut tx = self.world.store.begin(None).await?;
        priority::refresh_all(&mut tx, self.world.store.clock).await?;
        tx.commit().await
    }

    async fn run(&self, statement: &'static str, id: Uuid) -> Result<()> {
        sqlx::query(statement)
            .bind(id)
            .execute(&self.world.store.pool)
            .await?;
        Ok(())
    }

    async fn ssn(&self, client: ClientId, digits: &str) -> Result<()> {
        let mut tx = self.world.store.begin(None).await?;
        client::set_ssn(&mut tx, &self.world.store.keys, client, digits).await?;
        tx.commit().await
    }

    async fn shares(&self, client: ClientId) -> Result<()> {
        self.run(
            "update client set sharing = 'all' where client_id = $1",
            client.0,
        )
        .await
    }

    async fn pair(&self, one: ClientId, other: ClientId) -> Result<DuplicatePairId> {
        report(&self.world.store, &self.administrator, [one, other], "").await
    }

    async fn plan(&self, pair: DuplicatePairId, kept: ClientId) -> Result<Plan> {
        plan(&self.world.store, &self.administrator, pair, &keeps(kept)).await
    }

    /// Merges as the page does: what was shown is what is done.
    async fn merge(&self, one: ClientId, other: ClientId) -> Result<ClientMergeId> {
        let pair = self.pair(one, other).await?;
        let shown = secret::digest_of(&self.plan(pair, one).await?);
        match self.merge_as(pair, &keeps(one), &shown, ids::new()).await? {
            Outcome::Merged(merge) => Ok(merge),
            outcome => panic!("{outcome:?}"),
        }
    }

    async fn merge_as(
        &self,
        pair: DuplicatePairId,
        chosen: &Chosen,
        shown: &str,
        key: Uuid,
    ) -> Result<Outcome> {
        let request = Request {
            pair,
            key,
            chosen,
            shown,
            purpose: "Two records of one person",
        };
        merge(&self.world.store, &self.administrator, request).await
    }

    async fn living(&self, client: ClientId) -> Result<Vec<Uuid>> {
        Ok(sqlx::query_scalar(
            "select enrollment_id from enrollment where client_id = $1 order by 1",
        )
        .bind(client.0)
        .fetch_all(&self.world.store.pool)
        .await?)
    }
}

fn keeps(kept: ClientId) -> Chosen {
    Chosen {
        kept,
        fields: BTreeMap::new(),
    }
}

/// Two records of Rosa: one with her child since long ago, one alone since some weeks.
async fn two_rosas(scene: &Scene) -> Result<(Household, Household)> {
    let first = [
        Person::new("Rosa", "Martinez", 1, 1984),
        Person::new("Mai", "Martinez", 2, 2012),
    ];
    let family = scene.world.household(&first, 200).await?;
    let alone = scene
        .world
        .household(&[Person::new("Rosa", "Martines", 1, 1984)], 40)
        .await?;
    scene.settle().await?;
    Ok((family, alone))
}

fn household(of: &Household) -> HouseholdId {
    of.id
}
