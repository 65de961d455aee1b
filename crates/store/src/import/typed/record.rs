//! What is recorded during a stay: contacts, assessments, events and referrals.

use super::super::source::Planner;
use super::super::stage::number;
use crate::{Result, Tx};
use hmis_csv::FileKind;

/// Writes them, parents first; returns how many.
pub(super) async fn write(tx: &mut Tx, source: i16, planner: Planner) -> Result<u64> {
    let mut written = contacts(tx, source).await?;
    written += assessments(tx, source).await?;
    planner.wrote(tx, "assessments").await?;
    written += questions(tx, source).await?;
    written += results(tx, source).await?;
    scores(tx, source).await?;
    written += events(tx, source).await?;
    planner.wrote(tx, "records").await?;
    referrals(tx, source).await?;
    Ok(written)
}

/// 4.12.
async fn contacts(tx: &mut Tx, source: i16) -> Result<u64> {
    let written = sqlx::query!(
        r#"
        insert into current_living_situation
            (current_living_situation_id, source_id, hmis_id, enrollment_id, information_date,
             current_living_situation, cls_subsidy_type, verified_by, leave_situation_14_days, subsequent_residence,
             resources_to_obtain, lease_own_60_day, moved_two_or_more, location_details, source_created_at,
             source_updated_at, author_id, record_hash, written_here)
        select r.row_id, $1, r.hmis_id, e.enrollment_id, v.information_date, v.current_living_situation,
            v.cls_subsidy_type, v.verified_by, v.leave_situation_14_days, v.subsequent_residence, v.resources_to_obtain,
            v.lease_own_60_day, v.moved_two_or_more, v.location_details, v.source_created_at, v.source_updated_at,
            a.author_id, r.record_hash, false
        from import_row r
        cross join lateral jsonb_populate_record(null::current_living_situation, r.data) v
        join enrollment e on e.source_id = $1 and e.hmis_id = r.enrollment_ref
        left join hmis_author a on a.source_id = $1 and a.hmis_id = r.author_ref
        where r.file_number = $2 and r.typeable and v.information_date is not null
        on conflict (source_id, hmis_id) do update set
            enrollment_id = excluded.enrollment_id,
            information_date = excluded.information_date,
            current_living_situation = excluded.current_living_situation,
            cls_subsidy_type = excluded.cls_subsidy_type,
            verified_by = excluded.verified_by,
            leave_situation_14_days = excluded.leave_situation_14_days,
            subsequent_residence = excluded.subsequent_residence,
            resources_to_obtain = excluded.resources_to_obtain,
            lease_own_60_day = excluded.lease_own_60_day,
            moved_two_or_more = excluded.moved_two_or_more,
            location_details = excluded.location_details,
            source_created_at = excluded.source_created_at,
            source_updated_at = excluded.source_updated_at,
            author_id = excluded.author_id,
            record_hash = excluded.record_hash
        where not current_living_situation.written_here and current_living_situation.record_hash is distinct from excluded.record_hash
        "#,
        source,
        number(FileKind::CurrentLivingSituation),
    )
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected())
}

/// 4.19.
async fn assessments(tx: &mut Tx, source: i16) -> Result<u64> {
    let written = sqlx::query!(
        r#"
        insert into assessment
            (assessment_id, source_id, hmis_id, enrollment_id, assessment_date, assessment_location, assessment_type,
             assessment_level, prioritization_status, source_created_at, source_updated_at, author_id, record_hash,
             written_here)
        select r.row_id, $1, r.hmis_id, e.enrollment_id, v.assessment_date, v.assessment_location, v.assessment_type,
            v.assessment_level, v.prioritization_status, v.source_created_at, v.source_updated_at, a.author_id,
            r.record_hash, false
        from import_row r
        cross join lateral jsonb_populate_record(null::assessment, r.data) v
        join enrollment e on e.source_id = $1 and e.hmis_id = r.enrollment_ref
        left join hmis_author a on a.source_id = $1 and a.hmis_id = r.author_ref
        where r.file_number = $2 and r.typeable and v.assessment_date is not null
        on conflict (source_id, hmis_id) do update set
            enrollment_id = excluded.enrollment_id,
            assessment_date = excluded.assessment_date,
            assessment_location = excluded.assessment_location,
            assessment_type = excluded.assessment_type,
            assessment_level = excluded.assessment_level,
            prioritization_status = excluded.prioritization_status,
            source_created_at = excluded.source_created_at,
            source_updated_at = excluded.source_updated_at,
            author_id = excluded.author_id,
            record_hash = excluded.record_hash
        where not assessment.written_here and assessment.record_hash is distinct from excluded.record_hash
        "#,
        source,
        number(FileKind::Assessment),
    )
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected())
}

/// 4.19.5 and 4.19.6: local questions and answers. Those of an assessment that was written here stay.
async fn questions(tx: &mut Tx, source: i16) -> Result<u64> {
    let written = sqlx::query!(
        r#"
        insert into assessment_question
            (assessment_question_id, source_id, hmis_id, assessment_id, assessment_question_group,
             assessment_question_order, assessment_question, assessment_answer, source_updated_at, record_hash)
        select r.row_id, $1, r.hmis_id, s.assessment_id, v.assessment_question_group, v.assessment_question_order,
            v.assessment_question, v.assessment_answer, v.source_updated_at, r.record_hash
        from import_row r
        cross join lateral jsonb_populate_record(null::assessment_question, r.data) v
        join assessment s on s.source_id = $1 and s.hmis_id = r.assessment_ref
        left join assessment_question known on known.source_id = $1 and known.hmis_id = r.hmis_id
        left join assessment former on former.assessment_id = known.assessment_id
        where r.file_number = $2 and r.typeable and not s.written_here and former.written_here is not true
        on conflict (source_id, hmis_id) do update set
            assessment_id = excluded.assessment_id,
            assessment_question_group = excluded.assessment_question_group,
            assessment_question_order = excluded.assessment_question_order,
            assessment_question = excluded.assessment_question,
            assessment_answer = excluded.assessment_answer,
            source_updated_at = excluded.source_updated_at,
            record_hash = excluded.record_hash
        where assessment_question.record_hash is distinct from excluded.record_hash
        "#,
        source,
        number(FileKind::AssessmentQuestions),
    )
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected())
}

/// 4.19.7: local results. Those of an assessment that was written here stay.
async fn results(tx: &mut Tx, source: i16) -> Result<u64> {
    let written = sqlx::query!(
        r#"
        insert into assessment_result
            (assessment_result_id, source_id, hmis_id, assessment_id, assessment_result_type, assessment_result,
             source_updated_at, record_hash)
        select r.row_id, $1, r.hmis_id, s.assessment_id, v.assessment_result_type, v.assessment_result,
            v.source_updated_at, r.record_hash
        from import_row r
        cross join lateral jsonb_populate_record(null::assessment_result, r.data) v
        join assessment s on s.source_id = $1 and s.hmis_id = r.assessment_ref
        left join assessment_result known on known.source_id = $1 and known.hmis_id = r.hmis_id
        left join assessment former on former.assessment_id = known.assessment_id
        where r.file_number = $2 and r.typeable and not s.written_here and former.written_here is not true
        on conflict (source_id, hmis_id) do update set
            assessment_id = excluded.assessment_id,
            assessment_result_type = excluded.assessment_result_type,
            assessment_result = excluded.assessment_result,
            source_updated_at = excluded.source_updated_at,
            record_hash = excluded.record_hash
        where assessment_result.record_hash is distinct from excluded.record_hash
        "#,
        source,
        number(FileKind::AssessmentResults),
    )
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected())
}

/// The score that ranks is the numeric result of an assessment, where there is exactly one.
async fn scores(tx: &mut Tx, source: i16) -> Result<()> {
    sqlx::query!(
        r#"
        update assessment
        set score = found.score
        from (
            select t.assessment_id,
                case when count(*) filter (where t.numeric_result) = 1
                    then (max(t.assessment_result) filter (where t.numeric_result))::numeric end as score
            from (
                select assessment_id, trim(assessment_result) as assessment_result,
                    trim(assessment_result) ~ '^-?[0-9]{1,9}(\.[0-9]{1,6})?$' as numeric_result
                from assessment_result) t
            where t.assessment_id in (
                select assessment_id
                from assessment_result touched
                join import_row r on r.file_number = $2 and r.typeable and r.hmis_id = touched.hmis_id
                where touched.source_id = $1)
            group by t.assessment_id) found
        where assessment.assessment_id = found.assessment_id and not assessment.written_here
            and assessment.score is distinct from found.score
        "#,
        source,
        number(FileKind::AssessmentResults),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// 4.20.
async fn events(tx: &mut Tx, source: i16) -> Result<u64> {
    let written = sqlx::query!(
        r#"
        insert into event
            (event_id, source_id, hmis_id, enrollment_id, event_date, event, prob_sol_div_rr_result,
             referral_case_manage_after, location_crisis_or_ph_housing, referral_result, result_date,
             source_created_at, source_updated_at, author_id, record_hash, written_here)
        select r.row_id, $1, r.hmis_id, e.enrollment_id, v.event_date, v.event, v.prob_sol_div_rr_result,
            v.referral_case_manage_after, v.location_crisis_or_ph_housing, v.referral_result, v.result_date,
            v.source_created_at, v.source_updated_at, a.author_id, r.record_hash, false
        from import_row r
        cross join lateral jsonb_populate_record(null::event, r.data) v
        join enrollment e on e.source_id = $1 and e.hmis_id = r.enrollment_ref
        left join hmis_author a on a.source_id = $1 and a.hmis_id = r.author_ref
        where r.file_number = $2 and r.typeable and v.event_date is not null and v.event is not null
        on conflict (source_id, hmis_id) do update set
            enrollment_id = excluded.enrollment_id,
            event_date = excluded.event_date,
            event = excluded.event,
            prob_sol_div_rr_result = excluded.prob_sol_div_rr_result,
            referral_case_manage_after = excluded.referral_case_manage_after,
            location_crisis_or_ph_housing = excluded.location_crisis_or_ph_housing,
            referral_result = excluded.referral_result,
            result_date = excluded.result_date,
            source_created_at = excluded.source_created_at,
            source_updated_at = excluded.source_updated_at,
            author_id = excluded.author_id,
            record_hash = excluded.record_hash
        where not event.written_here and event.record_hash is distinct from excluded.record_hash
        "#,
        source,
        number(FileKind::Event),
    )
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected())
}

/// Events 10 to 15, 17 and 18 are housing referrals. The project referred to is known where its text is the id
/// or the name of exactly one project of the source. A referral that somebody worked on here stays.
async fn referrals(tx: &mut Tx, source: i16) -> Result<()> {
    sqlx::query!(
        r#"
        insert into referral (referral_id, project_id, state)
        select ev.event_id, named.project_id,
            case ev.referral_result
                when 1 then 'accepted' when 2 then 'client_declined' when 3 then 'provider_declined' else 'offered' end
        from import_row r
        join event ev on ev.source_id = $1 and ev.hmis_id = r.hmis_id
        left join lateral (
            select (array_agg(p.project_id))[1] as project_id
            from project p
            where p.source_id = $1
                and trim(ev.location_crisis_or_ph_housing) in (p.hmis_id, trim(p.name), trim(p.common_name))
            having count(*) = 1) named on true
        where r.file_number = $2 and r.typeable and not ev.written_here
            and ev.event in (10, 11, 12, 13, 14, 15, 17, 18)
        on conflict (referral_id) do update set
            project_id = excluded.project_id,
            state = excluded.state
        where referral.recorded_by is null
            and (referral.project_id, referral.state) is distinct from (excluded.project_id, excluded.state)
        "#,
        source,
        number(FileKind::Event),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
