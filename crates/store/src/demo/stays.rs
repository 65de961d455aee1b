//! Households of the demo, their members' stays, and how these ended.

use super::accounts::Staff;
use super::{Writing, column};
use crate::{Result, Tx, ids};
use domain::hud::{
    MonthsHomelessPastThreeYears as Months, RentalSubsidyType, TimesHomelessPastThreeYears as Times,
};
use synthetic::{Case, Enrollment, Exit, PriorSituation, Stay};
use uuid::Uuid;

impl Writing<'_> {
    /// Writes the stays of some households.
    pub(super) async fn stays(&self, tx: &mut Tx, cases: &[Case], staff: Staff) -> Result<()> {
        let stays = cases
            .iter()
            .flat_map(|case| &case.stays)
            .collect::<Vec<_>>();
        sqlx::query!(
            r#"
            insert into household (household_id, source_id, hmis_id, project_id)
            select id, $1, hmis_id, project
            from unnest($2::uuid[], $3::text[], $4::uuid[]) as h (id, hmis_id, project)
            "#,
            self.source,
            &column(&stays, |stay| stay.id.0),
            &column(&stays, |stay| ids::hmis_id(stay.id.0)),
            &column(&stays, |stay| stay.project.0),
        )
        .execute(&mut **tx)
        .await?;
        self.enrollments(tx, &stays).await?;
        self.exits(tx, &stays).await?;
        self.assignments(tx, &stays, staff).await
    }

    async fn enrollments(&self, tx: &mut Tx, stays: &[&Stay]) -> Result<()> {
        let rows = stays
            .iter()
            .flat_map(|stay| stay.enrollments.iter().map(|one| (*stay, one)))
            .collect::<Vec<(&Stay, &Enrollment)>>();
        let prior = |of: fn(&PriorSituation) -> Option<i32>| {
            column(&rows, |(_, one)| one.prior.as_ref().and_then(of))
        };
        sqlx::query!(
            r#"
            insert into enrollment
                (enrollment_id, source_id, hmis_id, client_id, project_id, household_id, entry_date,
                relationship_to_hoh, enrollment_coc, living_situation, length_of_stay,
                los_under_threshold, previous_street_es_sh, date_to_street_es_sh,
                times_homeless_past_three_years, months_homeless_past_three_years, disabling_condition,
                date_of_engagement, move_in_date, exit_on, written_here)
            select e.id, $1, e.hmis_id, e.client, e.project, e.household, e.entry_on, e.relationship,
                e.coc, e.situation, e.length, e.short, e.street, e.since, e.times, e.months, e.disabling,
                e.engaged_on, e.move_in_on, e.exit_on, e.written_here
            from unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::date[],
                $8::integer[], $9::text[], $10::integer[], $11::integer[], $12::integer[],
                $13::integer[], $14::date[], $15::integer[], $16::integer[], $17::integer[], $18::date[],
                $19::date[], $20::date[], $21::boolean[])
                as e (id, hmis_id, client, project, household, entry_on, relationship, coc, situation,
                    length, short, street, since, times, months, disabling, engaged_on, move_in_on,
                    exit_on, written_here)
            "#,
            self.source,
            &column(&rows, |(_, one)| one.id.0),
            &column(&rows, |(_, one)| ids::hmis_id(one.id.0)),
            &column(&rows, |(_, one)| one.client.0),
            &column(&rows, |(stay, _)| stay.project.0),
            &column(&rows, |(stay, _)| stay.id.0),
            &column(&rows, |(_, one)| one.entry_on),
            &column(&rows, |(_, one)| one.relationship.code()),
            &column(&rows, |(stay, _)| stay.coc.clone()),
            &prior(|prior| Some(prior.situation.code())) as _,
            &prior(|prior| Some(prior.length.code())) as _,
            &prior(|prior| prior.under_threshold.map(i32::from)) as _,
            &prior(|prior| prior.on_street_before.map(i32::from)) as _,
            &column(&rows, |(_, one)| one.prior.and_then(|prior| prior.homeless_since)) as _,
            &prior(|prior| prior.times.map(Times::code)) as _,
            &prior(|prior| prior.months.map(Months::code)) as _,
            &column(&rows, |(_, one)| one.disabling.code()),
            &column(&rows, |(_, one)| one.engaged_on) as _,
            &column(&rows, |(_, one)| one.move_in_on) as _,
            // Known beforehand: an earlier stay must not look open beside the present one.
            &column(&rows, |(_, one)| one.exit.as_ref().map(|exit| exit.on)) as _,
            &column(&rows, |(stay, _)| stay.written_here),
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    async fn exits(&self, tx: &mut Tx, stays: &[&Stay]) -> Result<()> {
        let rows = stays
            .iter()
            .flat_map(|stay| &stay.enrollments)
            .filter_map(|one| Some((one.id.0, one.exit.as_ref()?)))
            .collect::<Vec<(Uuid, &Exit)>>();
        sqlx::query!(
            r#"
            insert into exit
                (exit_id, enrollment_id, source_id, hmis_id, exit_date, destination,
                destination_subsidy_type, other_destination, removal_reason, removal_class, act_id)
            select x.id, x.enrollment, $1, x.hmis_id, x.exit_on, x.destination, x.subsidy, x.other,
                x.reason, x.class, x.act
            from unnest($2::uuid[], $3::uuid[], $4::text[], $5::date[], $6::integer[], $7::integer[],
                $8::text[], $9::text[], $10::text[], $11::uuid[])
                as x (id, enrollment, hmis_id, exit_on, destination, subsidy, other, reason, class, act)
            "#,
            self.source,
            &column(&rows, |(_, exit)| exit.id.0),
            &column(&rows, |(enrollment, _)| *enrollment),
            &column(&rows, |(_, exit)| ids::hmis_id(exit.id.0)),
            &column(&rows, |(_, exit)| exit.on),
            &column(&rows, |(_, exit)| exit.destination.code()),
            &column(&rows, |(_, exit)| exit.subsidy.map(RentalSubsidyType::code)) as _,
            &column(&rows, |(_, exit)| exit.other.map(str::to_owned)) as _,
            &column(&rows, |(_, exit)| exit.reason.map(|(code, _)| code.to_owned())) as _,
            &column(&rows, |(_, exit)| exit.reason.map(|(_, class)| class.code().to_owned())) as _,
            &column(&rows, |(_, exit)| exit.act.0),
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    async fn assignments(&self, tx: &mut Tx, stays: &[&Stay], staff: Staff) -> Result<()> {
        let rows = stays
            .iter()
            .filter(|stay| stay.assigned && stay.project == staff.project)
            .filter_map(|stay| Some((stay.id.0, stay.enrollments.first()?)))
            .collect::<Vec<_>>();
        sqlx::query!(
            r#"
            insert into case_assignment (case_assignment_id, household_id, user_id, from_on)
            select id, household, $1, from_on
            from unnest($2::uuid[], $3::uuid[], $4::date[]) as a (id, household, from_on)
            "#,
            staff.assessor.0,
            &column(&rows, |_| ids::new::<Uuid>()),
            &column(&rows, |(household, _)| *household),
            &column(&rows, |(_, head)| head.entry_on),
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}
