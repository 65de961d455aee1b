//! A small world for tests: one CoC with its list, organizations, users and households.

use crate::{Result, Store, ids, outbox};
use chrono::{Days, NaiveDate};
use domain::access::{Actor, Grant};
use domain::ids::{
    ClientId, EnrollmentId, HouseholdId, ListAuthorityId, OrganizationId, ProjectId, UserId,
};
use domain::policy::Policy;
use domain::workgroup::Workgroup;
use uuid::Uuid;

/// One CoC, "Northwest", with a CE organization, an employer agency and a list.
#[derive(Clone, Debug)]
pub struct World {
    /// Where it lives.
    pub store: Store,
    /// Source id of what is written here.
    pub source: i16,
    /// The list authority "Northwest".
    pub list: ListAuthorityId,
    /// "Northwest CoC Coordinated Entry".
    pub ce: OrganizationId,
    /// Its type-14 project.
    pub ce_project: ProjectId,
    /// "Birch Ridge Community Action", an agency.
    pub agency: OrganizationId,
    /// Its rapid re-housing project.
    pub housing_project: ProjectId,
    /// The day of the clock in Minnesota.
    pub today: NaiveDate,
}

/// Who is to be in a household.
#[derive(Clone, Debug)]
pub struct Person {
    /// First name.
    pub first: &'static str,
    /// Last name.
    pub last: &'static str,
    /// 3.15.
    pub relationship: i32,
    /// 3.03.
    pub dob: Option<NaiveDate>,
}

impl Person {
    /// A person born on the first of March of a year.
    #[must_use]
    pub fn new(first: &'static str, last: &'static str, relationship: i32, born: i32) -> Self {
        Self {
            first,
            last,
            relationship,
            dob: NaiveDate::from_ymd_opt(born, 3, 1),
        }
    }
}

/// A household that was inserted.
#[derive(Clone, Debug)]
pub struct Household {
    /// Its id.
    pub id: HouseholdId,
    /// Clients, in the order in which they were given.
    pub clients: Vec<ClientId>,
    /// Their enrollments.
    pub enrollments: Vec<EnrollmentId>,
}

impl World {
    /// Builds the world.
    ///
    /// # Errors
    /// When the test database refuses.
    pub async fn new(store: Store) -> Result<Self> {
        let source: i16 = sqlx::query_scalar(
            "select source_id from data_source where implementation_id = 'threshold'",
        )
        .fetch_one(&store.pool)
        .await?;
        let mut world = Self {
            today: store.clock.today("America/Chicago"),
            store,
            source,
            list: ids::new(),
            ce: ids::new(),
            ce_project: ids::new(),
            agency: ids::new(),
            housing_project: ids::new(),
        };
        sqlx::query("insert into coc (coc_code, name) values ('MN-506', 'Northwest')")
            .execute(&world.store.pool)
            .await?;
        sqlx::query(
            "insert into list_authority (list_authority_id, name, kind, coc_code) values ($1, 'Northwest', 'coc', 'MN-506')",
        )
        .bind(world.list.0)
        .execute(&world.store.pool)
        .await?;
        world.ce = world
            .organization("Northwest CoC Coordinated Entry")
            .await?;
        world.agency = world.organization("Birch Ridge Community Action").await?;
        world.ce_project = world
            .project(world.ce, "Northwest Coordinated Entry", 14)
            .await?;
        world.housing_project = world.project(world.agency, "Riverview RRH", 13).await?;
        sqlx::query("insert into list_project (list_authority_id, project_id) values ($1, $2)")
            .bind(world.list.0)
            .bind(world.ce_project.0)
            .execute(&world.store.pool)
            .await?;
        world
            .policy(&Policy {
                hold_back_without_roi: false,
                ..Policy::default()
            })
            .await?;
        Ok(world)
    }

    /// Records a policy, valid from long ago.
    ///
    /// # Errors
    /// When the test database refuses.
    pub async fn policy(&self, policy: &Policy) -> Result<()> {
        sqlx::query(
            "insert into policy (policy_id, list_authority_id, valid_from, body) values ($1, $2, '2020-01-01', $3)",
        )
        .bind(ids::new::<Uuid>())
        .bind(self.list.0)
        .bind(sqlx::types::Json(policy))
        .execute(&self.store.pool)
        .await?;
        Ok(())
    }

    /// Inserts an organization with one location.
    ///
    /// # Errors
    /// When the test database refuses.
    pub async fn organization(&self, name: &str) -> Result<OrganizationId> {
        let id: OrganizationId = ids::new();
        sqlx::query(
            "insert into organization (organization_id, source_id, hmis_id, name) values ($1, $2, $3, $4)",
        )
        .bind(id.0)
        .bind(self.source)
        .bind(ids::hmis_id(id.0))
        .bind(name)
        .execute(&self.store.pool)
        .await?;
        sqlx::query(
            "insert into location (location_id, organization_id, name, main) values ($1, $2, 'Bemidji', true)",
        )
        .bind(ids::new::<Uuid>())
        .bind(id.0)
        .execute(&self.store.pool)
        .await?;
        Ok(id)
    }

    /// Inserts a project of MN-506 that operates since 2020.
    ///
    /// # Errors
    /// When the test database refuses.
    pub async fn project(
        &self,
        organization: OrganizationId,
        name: &str,
        project_type: i32,
    ) -> Result<ProjectId> {
        let id: ProjectId = ids::new();
        sqlx::query(
            "insert into project (project_id, organization_id, source_id, hmis_id, name, project_type, \
             operating_start_date, continuum_project) values ($1, $2, $3, $4, $5, $6, '2020-01-01', 1)",
        )
        .bind(id.0)
        .bind(organization.0)
        .bind(self.source)
        .bind(ids::hmis_id(id.0))
        .bind(name)
        .bind(project_type)
        .execute(&self.store.pool)
        .await?;
        let place: Uuid = ids::new();
        sqlx::query(
            "insert into project_coc (project_coc_id, project_id, source_id, hmis_id, coc_code) \
             values ($1, $2, $3, $4, 'MN-506')",
        )
        .bind(place)
        .bind(id.0)
        .bind(self.source)
        .bind(ids::hmis_id(place))
        .execute(&self.store.pool)
        .await?;
        Ok(id)
    }

    /// Inserts a user with grants since 2020; the first pair is chosen.
    ///
    /// # Errors
    /// When the test database refuses.
    pub async fn user(&self, grants: &[(Workgroup, OrganizationId)]) -> Result<Actor> {
        let user: UserId = ids::new();
        sqlx::query(
            "insert into app_user (user_id, email, display_name) values ($1, $2, 'Test Person')",
        )
        .bind(user.0)
        .bind(format!("{}@test.example", user.0.simple()))
        .execute(&self.store.pool)
        .await?;
        for (workgroup, organization) in grants {
            sqlx::query(
                "insert into user_grant (user_grant_id, user_id, workgroup, organization_id, from_on) \
                 values ($1, $2, $3, $4, '2020-01-01')",
            )
            .bind(ids::new::<Uuid>())
            .bind(user.0)
            .bind(workgroup.code())
            .bind(organization.0)
            .execute(&self.store.pool)
            .await?;
        }
        let grants = grants
            .iter()
            .map(|(workgroup, organization)| Grant {
                workgroup: *workgroup,
                organization: *organization,
            })
            .collect::<Vec<_>>();
        Ok(Actor {
            user,
            chosen: grants.first().copied(),
            grants,
        })
    }

    /// Inserts a household that entered the CE project some days ago, its members owned by the CE
    /// organization.
    ///
    /// # Errors
    /// When the test database refuses.
    pub async fn household(&self, people: &[Person], days_ago: u64) -> Result<Household> {
        self.household_in(self.ce_project, self.ce, people, days_ago)
            .await
    }

    /// Inserts a household that entered a project some days ago.
    ///
    /// # Errors
    /// When the test database refuses.
    pub async fn household_in(
        &self,
        project: ProjectId,
        owner: OrganizationId,
        people: &[Person],
        days_ago: u64,
    ) -> Result<Household> {
        let id: HouseholdId = ids::new();
        let entry_on = self.today - Days::new(days_ago);
        sqlx::query(
            "insert into household (household_id, source_id, hmis_id, project_id) values ($1, $2, $3, $4)",
        )
        .bind(id.0)
        .bind(self.source)
        .bind(ids::hmis_id(id.0))
        .bind(project.0)
        .execute(&self.store.pool)
        .await?;
        let mut household = Household {
            id,
            clients: Vec::new(),
            enrollments: Vec::new(),
        };
        for person in people {
            let client: ClientId = ids::new();
            sqlx::query(
                "insert into client (client_id, source_id, hmis_id, first_name, last_name, name_data_quality, \
                 dob, dob_data_quality, owning_organization_id) values ($1, $2, $3, $4, $5, 1, $6, 1, $7)",
            )
            .bind(client.0)
            .bind(self.source)
            .bind(ids::hmis_id(client.0))
            .bind(person.first)
            .bind(person.last)
            .bind(person.dob)
            .bind(owner.0)
            .execute(&self.store.pool)
            .await?;
            household.clients.push(client);
            household.enrollments.push(
                self.enroll(client, project, id, person.relationship, entry_on)
                    .await?,
            );
        }
        Ok(household)
    }

    /// Enrolls a client in a household of a project.
    ///
    /// # Errors
    /// When the test database refuses.
    pub async fn enroll(
        &self,
        client: ClientId,
        project: ProjectId,
        household: HouseholdId,
        relationship: i32,
        entry_on: NaiveDate,
    ) -> Result<EnrollmentId> {
        let enrollment: EnrollmentId = ids::new();
        sqlx::query(
            "insert into enrollment (enrollment_id, source_id, hmis_id, client_id, project_id, household_id, \
             entry_date, relationship_to_hoh, enrollment_coc) values ($1, $2, $3, $4, $5, $6, $7, $8, 'MN-506')",
        )
        .bind(enrollment.0)
        .bind(self.source)
        .bind(ids::hmis_id(enrollment.0))
        .bind(client.0)
        .bind(project.0)
        .bind(household.0)
        .bind(entry_on)
        .bind(relationship)
        .execute(&self.store.pool)
        .await?;
        Ok(enrollment)
    }

    /// Assesses a household's head on a day, with a score, and places it on the list.
    ///
    /// # Errors
    /// When the test database refuses.
    pub async fn assess(&self, enrollment: EnrollmentId, on: NaiveDate, score: i32) -> Result<()> {
        let id: Uuid = ids::new();
        sqlx::query(
            "insert into assessment (assessment_id, enrollment_id, source_id, hmis_id, assessment_date, \
             assessment_location, assessment_type, assessment_level, prioritization_status, score) \
             values ($1, $2, $3, $4, $5, 'Office', 3, 2, 1, $6::integer)",
        )
        .bind(id)
        .bind(enrollment.0)
        .bind(self.source)
        .bind(ids::hmis_id(id))
        .bind(on)
        .bind(score)
        .execute(&self.store.pool)
        .await?;
        Ok(())
    }

    /// Announces what is pending and returns how many announcements there were.
    ///
    /// # Errors
    /// When the test database refuses.
    pub async fn announced(&self) -> Result<usize> {
        outbox::announce_pending(&self.store).await
    }
}
