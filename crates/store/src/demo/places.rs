//! CoCs, lists, counties, organizations and projects of the demo.

use super::{Writing, column};
use crate::{Result, Tx, ids};
use chrono::NaiveDate;
use domain::hud::ProjectType;
use synthetic::{AuthorityKind, OrganizationKind, Project};

/// Since when everything of the demo exists.
pub(super) const SINCE: NaiveDate = match NaiveDate::from_ymd_opt(2019, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

impl Writing<'_> {
    /// Writes all places.
    pub(super) async fn places(&self, tx: &mut Tx) -> Result<()> {
        self.regions(tx).await?;
        self.organizations(tx).await?;
        self.projects(tx).await?;
        self.participation(tx).await?;
        self.lists(tx).await
    }

    async fn regions(&self, tx: &mut Tx) -> Result<()> {
        let cocs = &self.places.cocs;
        sqlx::query!(
            "insert into coc (coc_code, name) select * from unnest($1::text[], $2::text[])",
            &column(cocs, |coc| coc.code.clone()),
            &column(cocs, |coc| coc.name.clone()),
        )
        .execute(&mut **tx)
        .await?;
        let counties = &self.places.counties;
        sqlx::query!(
            r#"
            insert into county (county_id, name, coc_code)
            select * from unnest($1::text[], $2::text[], $3::text[])
            "#,
            &column(counties, |county| county.fips.clone()),
            &column(counties, |county| county.name.clone()),
            &column(counties, |county| county.coc.clone()),
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    async fn organizations(&self, tx: &mut Tx) -> Result<()> {
        let rows = &self.places.organizations;
        let organizations = column(rows, |row| row.id.0);
        sqlx::query!(
            r#"
            insert into organization (organization_id, source_id, hmis_id, name, victim_service_provider)
            select id, $1, hmis_id, name, victim
            from unnest($2::uuid[], $3::text[], $4::text[], $5::boolean[]) as o (id, hmis_id, name, victim)
            "#,
            self.source,
            &organizations,
            &column(rows, |row| ids::hmis_id(row.id.0)),
            &column(rows, |row| row.name.clone()),
            &column(rows, |row| row.kind == OrganizationKind::VictimServices),
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            r#"
            insert into location (location_id, organization_id, name, main)
            select id, organization, name, true
            from unnest($1::uuid[], $2::uuid[], $3::text[]) as l (id, organization, name)
            "#,
            &column(rows, |row| row.location.0),
            &organizations,
            &column(rows, |row| row.town.clone()),
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    async fn projects(&self, tx: &mut Tx) -> Result<()> {
        let rows = &self.places.projects;
        let projects = column(rows, |row| row.id.0);
        sqlx::query!(
            r#"
            insert into project
                (project_id, organization_id, source_id, hmis_id, name, operating_start_date,
                continuum_project, project_type, housing_type, rrh_sub_type, target_population)
            select id, organization, $1, hmis_id, name, $2, 1, kind, housing, rrh, target
            from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::integer[], $8::integer[],
                $9::integer[], $10::integer[])
                as p (id, organization, hmis_id, name, kind, housing, rrh, target)
            "#,
            self.source,
            SINCE,
            &projects,
            &column(rows, |row| row.organization.0),
            &column(rows, |row| ids::hmis_id(row.id.0)),
            &column(rows, |row| row.name.clone()),
            &column(rows, |row| row.kind.code()),
            &column(rows, housing_type) as _,
            &column(rows, |row| (row.kind == ProjectType::RapidRehousing).then_some(2)) as _,
            // 2.02.7: survivors of domestic violence, or nobody in particular.
            &column(rows, |row| if row.victim_services { 1 } else { 4 }),
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            r#"
            insert into project_coc (project_coc_id, project_id, source_id, hmis_id, coc_code, city, state)
            select id, project, $1, hmis_id, coc, city, 'MN'
            from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[])
                as c (id, project, hmis_id, coc, city)
            "#,
            self.source,
            &column(rows, |row| row.rows[0]),
            &projects,
            &column(rows, |row| ids::hmis_id(row.rows[0])),
            &column(rows, |row| row.coc.clone()),
            &column(rows, |row| row.town.clone()),
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            r#"
            insert into funder (funder_id, project_id, source_id, hmis_id, funder, grant_identifier, start_date)
            select id, project, $1, hmis_id, funder, 'demo', $2
            from unnest($3::uuid[], $4::uuid[], $5::text[], $6::integer[]) as f (id, project, hmis_id, funder)
            "#,
            self.source,
            SINCE,
            &column(rows, |row| row.rows[1]),
            &projects,
            &column(rows, |row| ids::hmis_id(row.rows[1])),
            &column(rows, |row| row.funder.code()),
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    async fn participation(&self, tx: &mut Tx) -> Result<()> {
        let rows = &self.places.projects;
        let projects = column(rows, |row| row.id.0);
        sqlx::query!(
            r#"
            insert into hmis_participation
                (hmis_participation_id, project_id, source_id, hmis_id, hmis_participation_type, start_date)
            select id, project, $1, hmis_id, kind, $2
            from unnest($3::uuid[], $4::uuid[], $5::text[], $6::integer[]) as p (id, project, hmis_id, kind)
            "#,
            self.source,
            SINCE,
            &column(rows, |row| row.rows[2]),
            &projects,
            &column(rows, |row| ids::hmis_id(row.rows[2])),
            // 2.08.1: victim service providers keep a comparable database.
            &column(rows, |row| if row.victim_services { 2 } else { 1 }),
        )
        .execute(&mut **tx)
        .await?;
        // 2.09: Coordinated Entry is the access point; housing receives referrals.
        sqlx::query!(
            r#"
            insert into ce_participation
                (ce_participation_id, project_id, source_id, hmis_id, access_point, prevention_assessment,
                crisis_assessment, housing_assessment, direct_services, receives_referrals, start_date)
            select id, project, $1, hmis_id, ce, ce, ce, ce, ce, refers, $2
            from unnest($3::uuid[], $4::uuid[], $5::text[], $6::integer[], $7::integer[])
                as p (id, project, hmis_id, ce, refers)
            "#,
            self.source,
            SINCE,
            &column(rows, |row| row.rows[3]),
            &projects,
            &column(rows, |row| ids::hmis_id(row.rows[3])),
            &column(rows, |row| i32::from(row.kind == ProjectType::CoordinatedEntry)),
            &column(rows, |row| i32::from(row.kind.is_residential())),
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    async fn lists(&self, tx: &mut Tx) -> Result<()> {
        // CoCs stand before their parts.
        let rows = &self.places.authorities;
        sqlx::query!(
            r#"
            insert into list_authority (list_authority_id, name, kind, coc_code, parent_id)
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[])
            "#,
            &column(rows, |row| row.id.0),
            &column(rows, |row| row.name.clone()),
            &column(rows, |row| kind(row.kind).to_owned()),
            &column(rows, |row| row.coc.clone()) as _,
            &column(rows, |row| row.parent.map(|parent| parent.0)) as _,
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            r#"
            insert into list_project (list_authority_id, project_id)
            select * from unnest($1::uuid[], $2::uuid[])
            "#,
            &column(rows, |row| row.id.0),
            &column(rows, |row| row.project.0),
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

const fn kind(kind: AuthorityKind) -> &'static str {
    match kind {
        AuthorityKind::Coc => "coc",
        AuthorityKind::SubRegion => "sub_region",
        AuthorityKind::Tribal => "tribal",
    }
}

/// 2.02.D, where people live: one house, or flats in the town.
fn housing_type(project: &Project) -> Option<i32> {
    match project.kind {
        ProjectType::RapidRehousing => Some(3),
        kind if kind.is_residential() => Some(1),
        _ => None,
    }
}
