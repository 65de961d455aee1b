//! Projects: their CoC, their periods, and victim service providers among them.

use super::Scope;
use crate::import::stage::number;
use crate::{Result, Tx};
use hmis_csv::{FileKind, Rule};

/// Files whose rows say something about a project.
pub(super) const RECORDS: [FileKind; 4] = [
    FileKind::Project,
    FileKind::ProjectCoc,
    FileKind::HmisParticipation,
    FileKind::CeParticipation,
];

/// Checks those of which this import wrote a record.
pub(super) async fn check(tx: &mut Tx, scope: Scope) -> Result<()> {
    let rules = [
        Rule::ProjectWithoutCoc,
        Rule::MissingGeography,
        Rule::OverlappingCeParticipation,
        Rule::OverlappingHmisParticipation,
        Rule::VictimServicesInHmis,
    ];
    sqlx::query!(
        r#"
        insert into import_problem (rule, level, file, hmis_id, subject_kind, subject_id, detail)
        select broken.rule, broken.level, 'Project.csv', p.hmis_id, 'project', p.project_id, broken.detail
        from project p
        join organization o using (organization_id)
        join unnest($3::text[], $4::text[], $5::text[]) as broken (rule, level, detail)
            on broken.rule = 'project_without_coc' and p.continuum_project = 1
                and not exists (select from project_coc pc where pc.project_id = p.project_id)
            or broken.rule = 'missing_geography' and exists (
                select from project_coc pc
                where pc.project_id = p.project_id and (pc.geocode is null or pc.geography_type is null))
            or broken.rule = 'overlapping_ce_participation' and exists (
                select from ce_participation one
                join ce_participation two using (project_id)
                where one.project_id = p.project_id and one.ce_participation_id < two.ce_participation_id
                    and coalesce(one.start_date, '-infinity') < coalesce(two.end_date, 'infinity')
                    and coalesce(two.start_date, '-infinity') < coalesce(one.end_date, 'infinity'))
            or broken.rule = 'overlapping_hmis_participation' and exists (
                select from hmis_participation one
                join hmis_participation two using (project_id)
                where one.project_id = p.project_id and one.hmis_participation_id < two.hmis_participation_id
                    and coalesce(one.start_date, '-infinity') < coalesce(two.end_date, 'infinity')
                    and coalesce(two.start_date, '-infinity') < coalesce(one.end_date, 'infinity'))
            or broken.rule = 'victim_services_in_hmis' and o.victim_service_provider and exists (
                select from hmis_participation h
                where h.project_id = p.project_id and h.hmis_participation_type = 1)
        where p.source_id = $1 and p.hmis_id in (
            select coalesce(r.project_ref, r.hmis_id)
            from import_row r
            where r.file_number = any($2) and r.typeable)
        "#,
        scope.source,
        &RECORDS.map(number),
        &rules.map(|rule| rule.key().to_owned()),
        &rules.map(|rule| rule.level().key().to_owned()),
        &rules.map(|rule| rule.sentence().to_owned()),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
