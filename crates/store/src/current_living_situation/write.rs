//! The rows of a contact: also an exit records one.

use crate::{Result, Tx, ids};
use chrono::NaiveDate;
use domain::current_living_situation::Leaving;
use domain::hud::{HudCode, LivingSituation, RentalSubsidyType};
use domain::ids::{EnrollmentId, UserId};
use uuid::Uuid;

/// A row of CurrentLivingSituation.
pub(crate) struct LivingSituationRow<'a> {
    pub(crate) enrollment: EnrollmentId,
    pub(crate) on: NaiveDate,
    pub(crate) situation: LivingSituation,
    pub(crate) subsidy: Option<RentalSubsidyType>,
    pub(crate) verified_by: Option<&'a str>,
    pub(crate) leaving: Option<Leaving>,
    pub(crate) place: Option<&'a str>,
}

/// Writes a contact under an id.
pub(crate) async fn living_situation(
    tx: &mut Tx,
    id: Uuid,
    row: &LivingSituationRow<'_>,
    by: UserId,
) -> Result<()> {
    let then = row.leaving.and_then(|leaving| leaving.then);
    sqlx::query!(
        r#"
        insert into current_living_situation
            (current_living_situation_id, enrollment_id, source_id, hmis_id, information_date,
            current_living_situation, cls_subsidy_type, verified_by, leave_situation_14_days, subsequent_residence,
            resources_to_obtain, lease_own_60_day, moved_two_or_more, location_details, recorded_by)
        values
            ($1, $2, (select source_id from data_source where implementation_id = 'threshold'), $3, $4,
            $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        "#,
        id,
        row.enrollment.0,
        ids::hmis_id(id),
        row.on,
        row.situation.code(),
        row.subsidy.map(HudCode::code),
        row.verified_by,
        row.leaving.map(|leaving| leaving.within_14_days.code()),
        then.map(|then| then.subsequent_residence.code()),
        then.map(|then| then.resources_to_obtain.code()),
        then.map(|then| then.lease_own_60_day.code()),
        then.map(|then| then.moved_two_or_more.code()),
        row.place,
        by.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes a note about the person of an enrollment under an id.
pub(crate) async fn note(
    tx: &mut Tx,
    id: Uuid,
    (enrollment, on): (EnrollmentId, NaiveDate),
    body: &str,
    by: UserId,
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into note (note_id, client_id, enrollment_id, noted_on, body, recorded_by)
        select $1, client_id, enrollment_id, $3, $4, $5 from enrollment where enrollment_id = $2
        "#,
        id,
        enrollment.0,
        on,
        body,
        by.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
