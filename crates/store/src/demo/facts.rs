//! Contacts, assessments, events and referrals of the demo.

use super::accounts::Staff;
use super::{Writing, column};
use crate::{Result, Tx, ids};
use synthetic::{Assessment, Case, Contact, Event, Referral};
use uuid::Uuid;

impl Writing<'_> {
    /// Writes what is recorded about the stays of some households.
    pub(super) async fn facts(&self, tx: &mut Tx, cases: &[Case], staff: Staff) -> Result<()> {
        let stays = cases.iter().flat_map(|case| &case.stays);
        let (mut contacts, mut assessments, mut events) = (Vec::new(), Vec::new(), Vec::new());
        for stay in stays {
            // Who recorded the assessments of Northwest: the assessor who works with the household.
            let by = (stay.assigned && stay.project == staff.project).then_some(staff.assessor.0);
            for one in &stay.enrollments {
                contacts.extend(one.contacts.iter().map(|row| (one.id.0, row)));
                assessments.extend(one.assessments.iter().map(|row| (one.id.0, by, row)));
                events.extend(one.events.iter().map(|row| (one.id.0, row)));
            }
        }
        self.contacts(tx, &contacts).await?;
        self.assessments(tx, &assessments).await?;
        self.answers(tx, &assessments).await?;
        self.events(tx, &events).await?;
        referrals(tx, &events).await
    }

    async fn contacts(&self, tx: &mut Tx, rows: &[(Uuid, &Contact)]) -> Result<()> {
        sqlx::query!(
            r#"
            insert into current_living_situation
                (current_living_situation_id, enrollment_id, source_id, hmis_id, information_date,
                current_living_situation, location_details)
            select id, enrollment, $1, hmis_id, information_on, situation, place
            from unnest($2::uuid[], $3::uuid[], $4::text[], $5::date[], $6::integer[], $7::text[])
                as c (id, enrollment, hmis_id, information_on, situation, place)
            "#,
            self.source,
            &column(rows, |(_, row)| row.id),
            &column(rows, |(enrollment, _)| *enrollment),
            &column(rows, |(_, row)| ids::hmis_id(row.id)),
            &column(rows, |(_, row)| row.on),
            &column(rows, |(_, row)| row.situation.code()),
            &column(rows, |(_, row)| row.place.map(str::to_owned)) as _,
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    async fn assessments(&self, tx: &mut Tx, rows: &[Assessed<'_>]) -> Result<()> {
        sqlx::query!(
            r#"
            insert into assessment
                (assessment_id, enrollment_id, source_id, hmis_id, assessment_date, assessment_location,
                assessment_type, assessment_level, prioritization_status, score, recorded_by)
            select id, enrollment, $1, hmis_id, assessed_on, place, kind, level, status, score, recorded_by
            from unnest($2::uuid[], $3::uuid[], $4::text[], $5::date[], $6::text[], $7::integer[],
                $8::integer[], $9::integer[], $10::integer[], $11::uuid[])
                as a (id, enrollment, hmis_id, assessed_on, place, kind, level, status, score, recorded_by)
            "#,
            self.source,
            &column(rows, |(_, _, row)| row.id.0),
            &column(rows, |(enrollment, _, _)| *enrollment),
            &column(rows, |(_, _, row)| ids::hmis_id(row.id.0)),
            &column(rows, |(_, _, row)| row.on),
            &column(rows, |(_, _, row)| row.location.to_owned()),
            &column(rows, |(_, _, row)| row.kind.code()),
            &column(rows, |(_, _, row)| row.level.code()),
            &column(rows, |(_, _, row)| row.prioritization.code()),
            &column(rows, |(_, _, row)| row.score),
            &column(rows, |(_, by, _)| *by) as _,
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    async fn answers(&self, tx: &mut Tx, rows: &[Assessed<'_>]) -> Result<()> {
        let answers = rows
            .iter()
            .flat_map(|(_, _, row)| {
                let numbered = row.answers.iter().zip(1_i32..);
                numbered.map(|(answer, order)| (row.id.0, order, answer))
            })
            .collect::<Vec<_>>();
        sqlx::query!(
            r#"
            insert into assessment_question
                (assessment_question_id, assessment_id, source_id, hmis_id, assessment_question_group,
                assessment_question_order, assessment_question, assessment_answer)
            select id, assessment, $1, hmis_id, 'Housing needs', place, question, answer
            from unnest($2::uuid[], $3::uuid[], $4::text[], $5::integer[], $6::text[], $7::text[])
                as q (id, assessment, hmis_id, place, question, answer)
            "#,
            self.source,
            &column(&answers, |(_, _, (id, _, _))| *id),
            &column(&answers, |(assessment, _, _)| *assessment),
            &column(&answers, |(_, _, (id, _, _))| ids::hmis_id(*id)),
            &column(&answers, |(_, order, _)| *order),
            &column(&answers, |(_, _, (_, question, _))| (*question).to_owned()),
            &column(&answers, |(_, _, (_, _, answer))| (*answer).to_owned()),
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            r#"
            insert into assessment_result
                (assessment_result_id, assessment_id, source_id, hmis_id, assessment_result_type,
                assessment_result)
            select id, assessment, $1, hmis_id, 'Total score', score
            from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) as r (id, assessment, hmis_id, score)
            "#,
            self.source,
            &column(rows, |(_, _, row)| row.result_id),
            &column(rows, |(_, _, row)| row.id.0),
            &column(rows, |(_, _, row)| ids::hmis_id(row.result_id)),
            &column(rows, |(_, _, row)| row.score.to_string()),
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    async fn events(&self, tx: &mut Tx, rows: &[(Uuid, &Event)]) -> Result<()> {
        let referral = |row: &Event| row.referral.clone();
        sqlx::query!(
            r#"
            insert into event
                (event_id, enrollment_id, source_id, hmis_id, event_date, event, prob_sol_div_rr_result,
                location_crisis_or_ph_housing, referral_result, result_date)
            select id, enrollment, $1, hmis_id, event_on, kind, solved, place, result, result_on
            from unnest($2::uuid[], $3::uuid[], $4::text[], $5::date[], $6::integer[], $7::integer[],
                $8::text[], $9::integer[], $10::date[])
                as e (id, enrollment, hmis_id, event_on, kind, solved, place, result, result_on)
            "#,
            self.source,
            &column(rows, |(_, row)| row.id.0),
            &column(rows, |(enrollment, _)| *enrollment),
            &column(rows, |(_, row)| ids::hmis_id(row.id.0)),
            &column(rows, |(_, row)| row.on),
            &column(rows, |(_, row)| row.kind.code()),
            &column(rows, |(_, row)| row.safe_alternative.map(i32::from)) as _,
            &column(rows, |(_, row)| referral(row).map(|referral| referral.project_name)) as _,
            &column(rows, |(_, row)| Some(referral(row)?.result?.0.code())) as _,
            &column(rows, |(_, row)| Some(referral(row)?.result?.1)) as _,
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

/// Enrollment, who recorded it, and the assessment.
type Assessed<'a> = (Uuid, Option<Uuid>, &'a Assessment);

async fn referrals(tx: &mut Tx, events: &[(Uuid, &Event)]) -> Result<()> {
    let rows = events
        .iter()
        .filter_map(|(_, event)| Some((event.id.0, event.referral.as_ref()?)))
        .collect::<Vec<(Uuid, &Referral)>>();
    sqlx::query!(
        r#"
        insert into referral (referral_id, project_id, state, acknowledged_on, not_housed_reason)
        select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::date[], $5::text[])
        "#,
        &column(&rows, |(event, _)| *event),
        &column(&rows, |(_, row)| row.project.0),
        &column(&rows, |(_, row)| row.state.code().to_owned()),
        &column(&rows, |(_, row)| row.acknowledged_on) as _,
        &column(&rows, |(_, row)| row.not_housed_reason.map(str::to_owned)) as _,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
