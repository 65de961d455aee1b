//! Who runs what, where: authors, organizations, projects and their records.

use super::super::stage::number;
use crate::{Result, Tx};
use hmis_csv::FileKind;

/// Writes them, parents first; returns how many.
pub(super) async fn write(tx: &mut Tx, source: i16, older: bool) -> Result<u64> {
    let mut written = authors(tx, source).await?;
    written += organizations(tx, source).await?;
    flags(tx, source, older).await?;
    written += projects(tx, source).await?;
    written += project_cocs(tx, source).await?;
    written += funders(tx, source).await?;
    written += hmis_participations(tx, source).await?;
    written += ce_participations(tx, source).await?;
    Ok(written)
}

/// User.csv: authors of rows, never accounts.
async fn authors(tx: &mut Tx, source: i16) -> Result<u64> {
    let written = sqlx::query!(
        r#"
        insert into hmis_author
            (author_id, source_id, hmis_id, first_name, last_name, email, record_hash)
        select r.row_id, $1, r.hmis_id, v.first_name, v.last_name, v.email, r.record_hash
        from import_row r
        cross join lateral jsonb_populate_record(null::hmis_author, r.data) v
        where r.file_number = $2 and r.typeable
        on conflict (source_id, hmis_id) do update set
            first_name = excluded.first_name,
            last_name = excluded.last_name,
            email = excluded.email,
            record_hash = excluded.record_hash
        where hmis_author.record_hash is distinct from excluded.record_hash
        "#,
        source,
        number(FileKind::User),
    )
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected())
}

/// 2.01. An organization that somebody changed here stays as it is. A flag that is neither yes nor no leaves
/// what is known.
async fn organizations(tx: &mut Tx, source: i16) -> Result<u64> {
    let written = sqlx::query!(
        r#"
        insert into organization
            (organization_id, source_id, hmis_id, name, common_name, victim_service_provider, source_updated_at,
             record_hash)
        select r.row_id, $1, r.hmis_id, coalesce(v.name, r.hmis_id), v.common_name,
            coalesce(v.victim_service_provider, known.victim_service_provider, false), v.source_updated_at,
            r.record_hash
        from import_row r
        cross join lateral jsonb_populate_record(null::organization, r.data) v
        left join organization known on known.source_id = $1 and known.hmis_id = r.hmis_id
        where r.file_number = $2 and r.typeable
        on conflict (source_id, hmis_id) do update set
            name = excluded.name,
            common_name = excluded.common_name,
            victim_service_provider = excluded.victim_service_provider,
            source_updated_at = excluded.source_updated_at,
            record_hash = excluded.record_hash
        where organization.recorded_by is null and organization.record_hash is distinct from excluded.record_hash
        "#,
        source,
        number(FileKind::Organization),
    )
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected())
}

/// Whether organizations serve victims, by all rows of each. One of several that says so is enough, also of an
/// older export: what identifies their people must not come in. An explicit No of all of them takes the flag
/// away, also where the rows were known before and another export has said otherwise meanwhile; never that of
/// an older export, and never where somebody set it here.
async fn flags(tx: &mut Tx, source: i16, older: bool) -> Result<()> {
    sqlx::query!(
        r#"
        update organization
        set victim_service_provider = said.yes
        from (
            select hmis_id, bool_or((data ->> 'victim_service_provider')::boolean) as yes
            from import_row
            where file_number = $2
            group by hmis_id) as said
        where source_id = $1 and recorded_by is null and organization.hmis_id = said.hmis_id
            and victim_service_provider <> said.yes and (said.yes or not $3)
        "#,
        source,
        number(FileKind::Organization),
        older,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// 2.02. A project that somebody changed here stays as it is.
async fn projects(tx: &mut Tx, source: i16) -> Result<u64> {
    let written = sqlx::query!(
        r#"
        insert into project
            (project_id, source_id, hmis_id, organization_id, name, common_name, operating_start_date,
             operating_end_date, continuum_project, project_type, housing_type, rrh_sub_type, residential_affiliation,
             target_population, source_updated_at, record_hash)
        select r.row_id, $1, r.hmis_id, o.organization_id, coalesce(v.name, r.hmis_id), v.common_name,
            v.operating_start_date, v.operating_end_date, v.continuum_project, v.project_type, v.housing_type,
            v.rrh_sub_type, v.residential_affiliation, v.target_population, v.source_updated_at, r.record_hash
        from import_row r
        cross join lateral jsonb_populate_record(null::project, r.data) v
        join organization o on o.source_id = $1 and o.hmis_id = r.organization_ref
        where r.file_number = $2 and r.typeable
        on conflict (source_id, hmis_id) do update set
            organization_id = excluded.organization_id,
            name = excluded.name,
            common_name = excluded.common_name,
            operating_start_date = excluded.operating_start_date,
            operating_end_date = excluded.operating_end_date,
            continuum_project = excluded.continuum_project,
            project_type = excluded.project_type,
            housing_type = excluded.housing_type,
            rrh_sub_type = excluded.rrh_sub_type,
            residential_affiliation = excluded.residential_affiliation,
            target_population = excluded.target_population,
            source_updated_at = excluded.source_updated_at,
            record_hash = excluded.record_hash
        where project.recorded_by is null and project.record_hash is distinct from excluded.record_hash
        "#,
        source,
        number(FileKind::Project),
    )
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected())
}

/// 2.03. The records of a project that somebody changed here stay with it.
async fn project_cocs(tx: &mut Tx, source: i16) -> Result<u64> {
    let written = sqlx::query!(
        r#"
        insert into project_coc
            (project_coc_id, source_id, hmis_id, project_id, coc_code, geocode, city, state, zip, geography_type,
             source_updated_at, record_hash)
        select r.row_id, $1, r.hmis_id, p.project_id, v.coc_code, v.geocode, v.city, v.state, v.zip, v.geography_type,
            v.source_updated_at, r.record_hash
        from import_row r
        cross join lateral jsonb_populate_record(null::project_coc, r.data) v
        join project p on p.source_id = $1 and p.hmis_id = r.project_ref
        left join project_coc known on known.source_id = $1 and known.hmis_id = r.hmis_id
        left join project former on former.project_id = known.project_id
        where r.file_number = $2 and r.typeable and p.recorded_by is null and former.recorded_by is null and v.coc_code is not null
        on conflict (source_id, hmis_id) do update set
            project_id = excluded.project_id,
            coc_code = excluded.coc_code,
            geocode = excluded.geocode,
            city = excluded.city,
            state = excluded.state,
            zip = excluded.zip,
            geography_type = excluded.geography_type,
            source_updated_at = excluded.source_updated_at,
            record_hash = excluded.record_hash
        where project_coc.record_hash is distinct from excluded.record_hash
        "#,
        source,
        number(FileKind::ProjectCoc),
    )
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected())
}

/// 2.06.
async fn funders(tx: &mut Tx, source: i16) -> Result<u64> {
    let written = sqlx::query!(
        r#"
        insert into funder
            (funder_id, source_id, hmis_id, project_id, funder, other_funder, grant_identifier, start_date, end_date,
             source_updated_at, record_hash)
        select r.row_id, $1, r.hmis_id, p.project_id, v.funder, v.other_funder, v.grant_identifier, v.start_date,
            v.end_date, v.source_updated_at, r.record_hash
        from import_row r
        cross join lateral jsonb_populate_record(null::funder, r.data) v
        join project p on p.source_id = $1 and p.hmis_id = r.project_ref
        left join funder known on known.source_id = $1 and known.hmis_id = r.hmis_id
        left join project former on former.project_id = known.project_id
        where r.file_number = $2 and r.typeable and p.recorded_by is null and former.recorded_by is null
        on conflict (source_id, hmis_id) do update set
            project_id = excluded.project_id,
            funder = excluded.funder,
            other_funder = excluded.other_funder,
            grant_identifier = excluded.grant_identifier,
            start_date = excluded.start_date,
            end_date = excluded.end_date,
            source_updated_at = excluded.source_updated_at,
            record_hash = excluded.record_hash
        where funder.record_hash is distinct from excluded.record_hash
        "#,
        source,
        number(FileKind::Funder),
    )
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected())
}

/// 2.08.
async fn hmis_participations(tx: &mut Tx, source: i16) -> Result<u64> {
    let written = sqlx::query!(
        r#"
        insert into hmis_participation
            (hmis_participation_id, source_id, hmis_id, project_id, hmis_participation_type, start_date, end_date,
             source_updated_at, record_hash)
        select r.row_id, $1, r.hmis_id, p.project_id, v.hmis_participation_type, v.start_date, v.end_date,
            v.source_updated_at, r.record_hash
        from import_row r
        cross join lateral jsonb_populate_record(null::hmis_participation, r.data) v
        join project p on p.source_id = $1 and p.hmis_id = r.project_ref
        left join hmis_participation known on known.source_id = $1 and known.hmis_id = r.hmis_id
        left join project former on former.project_id = known.project_id
        where r.file_number = $2 and r.typeable and p.recorded_by is null and former.recorded_by is null
        on conflict (source_id, hmis_id) do update set
            project_id = excluded.project_id,
            hmis_participation_type = excluded.hmis_participation_type,
            start_date = excluded.start_date,
            end_date = excluded.end_date,
            source_updated_at = excluded.source_updated_at,
            record_hash = excluded.record_hash
        where hmis_participation.record_hash is distinct from excluded.record_hash
        "#,
        source,
        number(FileKind::HmisParticipation),
    )
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected())
}

/// 2.09.
async fn ce_participations(tx: &mut Tx, source: i16) -> Result<u64> {
    let written = sqlx::query!(
        r#"
        insert into ce_participation
            (ce_participation_id, source_id, hmis_id, project_id, access_point, prevention_assessment,
             crisis_assessment, housing_assessment, direct_services, receives_referrals, start_date, end_date,
             source_updated_at, record_hash)
        select r.row_id, $1, r.hmis_id, p.project_id, v.access_point, v.prevention_assessment, v.crisis_assessment,
            v.housing_assessment, v.direct_services, v.receives_referrals, v.start_date, v.end_date,
            v.source_updated_at, r.record_hash
        from import_row r
        cross join lateral jsonb_populate_record(null::ce_participation, r.data) v
        join project p on p.source_id = $1 and p.hmis_id = r.project_ref
        left join ce_participation known on known.source_id = $1 and known.hmis_id = r.hmis_id
        left join project former on former.project_id = known.project_id
        where r.file_number = $2 and r.typeable and p.recorded_by is null and former.recorded_by is null
        on conflict (source_id, hmis_id) do update set
            project_id = excluded.project_id,
            access_point = excluded.access_point,
            prevention_assessment = excluded.prevention_assessment,
            crisis_assessment = excluded.crisis_assessment,
            housing_assessment = excluded.housing_assessment,
            direct_services = excluded.direct_services,
            receives_referrals = excluded.receives_referrals,
            start_date = excluded.start_date,
            end_date = excluded.end_date,
            source_updated_at = excluded.source_updated_at,
            record_hash = excluded.record_hash
        where ce_participation.record_hash is distinct from excluded.record_hash
        "#,
        source,
        number(FileKind::CeParticipation),
    )
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected())
}
