//! Who is there: a household, its manager, who works with it, and what stands around it.

use crate::browser::Browser;
use crate::place::Place;
use crate::server::Server;
use crate::state::{self, State};
use crate::steps::Steps;
use anyhow::{Result, ensure};
use chrono::Days;
use domain::ids::HouseholdId;
use domain::workgroup::Workgroup;
use serde_json::Value;
use sqlx::postgres::PgConnectOptions;
use store::priority;
use store::testing::{Household, PASSWORD, Person};

const LOG: &str = "info,sqlx=warn";
/// The pair of records in the scene.
pub const PAIR: &str = "00000000-0000-7000-8000-000000000021";

/// A household of three on the list.
pub struct Scene {
    pub place: Place,
    pub household: Household,
    /// The email of the Priority List Manager.
    pub dana: String,
    /// Of somebody at a shelter, who may suggest.
    pub ken: String,
    /// Of an administrator.
    pub ada: String,
    pub steps: Steps,
}

impl Scene {
    /// `around`: with a second enrollment of the head, a referral and the stay that it led to; without, with Ken
    /// at work for the household. `twice`: the head has a second record, alone on the list.
    pub async fn new(options: PgConnectOptions, around: bool, twice: bool) -> Result<Self> {
        let place = Place::new(options, LOG).await?;
        let world = &place.world;
        let people = [
            Person::new("Rosa", "Martinez", 1, 1992),
            Person::new("Luis", "Martinez", 3, 1990),
            Person::new("Ana", "Martinez", 2, 2017),
        ];
        let household = world.household(&people, 143).await?;
        world
            .assess(household.enrollments[0], world.today - Days::new(140), 14)
            .await?;
        let dana = world
            .account(&[(Workgroup::PriorityListManager, world.ce)])
            .await?;
        let maria = world.account(&[(Workgroup::CeAssessor, world.ce)]).await?;
        let ken = world
            .account(&[(Workgroup::ShelterStaff, world.agency)])
            .await?;
        let ada = world
            .account(&[(Workgroup::Administrator, world.agency)])
            .await?;
        let mut placed = vec![household.id];
        if twice {
            let second = [Person::new("Rosa", "Martines", 1, 1992)];
            let second = world.household(&second, 20).await?;
            sqlx::query(
                "insert into duplicate_pair (duplicate_pair_id, client_a, client_b, score, certainty, found_at) \
                 values ($1::uuid, least($2, $3), greatest($2, $3), 900, 'very_likely', now())",
            )
            .bind(PAIR.parse::<uuid::Uuid>()?)
            .bind(household.clients[0].0)
            .bind(second.clients[0].0)
            .execute(&place.pool)
            .await?;
            placed.push(second.id);
        }
        let mut at_work = vec![maria.actor.user];
        if around {
            placed.push(surround(&place, &household).await?);
        } else {
            at_work.push(ken.actor.user);
        }
        for user in at_work {
            sqlx::query(
                "insert into case_assignment (case_assignment_id, household_id, user_id, from_on) \
                 values (gen_random_uuid(), $1, $2, '2026-01-01')",
            )
            .bind(household.id.0)
            .bind(user.0)
            .execute(&place.pool)
            .await?;
        }
        let mut tx = world.store.begin(None).await?;
        priority::refresh(&mut tx, world.store.clock, &placed).await?;
        tx.commit().await?;
        Ok(Self {
            steps: Steps::prepare(&place).await?,
            dana: dana.email,
            ken: ken.email,
            ada: ada.email,
            place,
            household,
        })
    }

    /// A server over it.
    pub fn server(&self) -> Result<Server> {
        Server::start(&self.place.settings)
    }

    /// Signs somebody in.
    pub fn signed_in(server: &Server, email: &str) -> Result<Browser> {
        let mut browser = Browser::new(server.address);
        let answer = browser.sign_in(email, PASSWORD)?;
        ensure!(
            answer.location == "/",
            "signing in led to {}",
            answer.location
        );
        Ok(browser)
    }

    /// All that stands in the tables, when the job that looks what facts propose has nothing left to look at.
    pub async fn state(&self) -> Result<State> {
        self.place
            .until(
                "the job has looked what facts propose",
                "select $1::text is not null and not exists (select from list_entry where not examined)",
            )
            .await?;
        state::state(&self.place.pool).await
    }

    /// What acts have done.
    pub async fn effects(&self) -> Result<Value> {
        state::effects(&self.place.pool).await
    }

    /// Waits until PostgreSQL knows that a server is dead.
    pub async fn gone(&self) -> Result<()> {
        self.place
            .until(
                "PostgreSQL has noticed that the server is dead",
                "select not exists (select from pg_stat_activity \
                 where datname = current_database() and application_name = $1)",
            )
            .await
    }
}

/// A second enrollment of the head on the list, a referral, and the stay that followed from it. Returns the other
/// household on the list.
async fn surround(place: &Place, household: &Household) -> Result<HouseholdId> {
    let world = &place.world;
    let head = household.clients[0];
    let walk_in = world.project(world.ce, "Northwest Walk-in", 14).await?;
    let days_ago = |days| world.today - Days::new(days);
    let mut households = Vec::new();
    for (project, entered) in [
        (walk_in, days_ago(40)),
        (world.housing_project, days_ago(9)),
    ] {
        let id: HouseholdId = store::ids::new();
        sqlx::query("insert into household (household_id, source_id, hmis_id, project_id) values ($1, $2, $3, $4)")
            .bind(id.0)
            .bind(world.source)
            .bind(store::ids::hmis_id(id.0))
            .bind(project.0)
            .execute(&place.pool)
            .await?;
        world.enroll(head, project, id, 1, entered).await?;
        households.push(id);
    }
    for statement in [
        "insert into list_project (list_authority_id, project_id) \
         select list_authority_id, project_id from list_authority, project where project.name = 'Northwest Walk-in'",
        "update client set sharing = 'all'",
        "insert into event (event_id, enrollment_id, source_id, hmis_id, event_date, event) \
         select '00000000-0000-7000-8000-000000000020', e.enrollment_id, e.source_id, 'R1', current_date - 20, 13 \
         from enrollment e join project using (project_id) where project.name = 'Northwest Coordinated Entry' \
         and e.relationship_to_hoh = 1",
        "insert into referral (referral_id, project_id) \
         select event_id, project_id from event, project where project.name = 'Riverview RRH'",
        "update enrollment set move_in_date = entry_date from project \
         where project.project_id = enrollment.project_id and project.name = 'Riverview RRH'",
    ] {
        sqlx::query(statement).execute(&place.pool).await?;
    }
    Ok(households[0])
}
