//! 4.12 Current Living Situation: the contact form of an enrollment, and recording a contact.

mod outreach;
mod record;
mod sheet;
mod write;

#[cfg(test)]
mod tests;

pub use outreach::{Outreach, Sought, outreach};
pub use record::{Recorded, Request, record, recorded};
pub use sheet::{Sheet, sheet};
pub(crate) use write::{LivingSituationRow, living_situation, note};

use crate::clock::Clock;
use crate::{Result, StoreError};
use domain::access::{Act, Acting, Actor, Situation, Verdict, verdict};
use domain::current_living_situation::Facts;
use domain::hud::ProjectType;
use domain::ids::{ClientId, EnrollmentId, HouseholdId, OrganizationId};
use domain::policy::Policy;
use sqlx::PgConnection;

/// The enrollment on which a contact is recorded.
struct Stay {
    household: HouseholdId,
    client: ClientId,
    organization_name: String,
    project_name: String,
    facts: Facts,
}

/// Finds an enrollment on which the actor may record contacts, and in whose name.
///
/// # Errors
/// [`StoreError::NotFound`] where there is none, the person is hidden, or the actor may not.
async fn stay(
    connection: &mut PgConnection,
    clock: Clock,
    actor: &Actor,
    enrollment: EnrollmentId,
) -> Result<(Stay, Acting)> {
    let row = sqlx::query!(
        r#"
        select e.household_id, e.client_id, e.entry_date, e.exit_on, p.name as project_name, p.project_type,
            o.organization_id, o.name as organization_name,
            ($2::timestamptz at time zone la.time_zone)::date as today
        from enrollment e
        join client c using (client_id)
        join project p using (project_id)
        join organization o using (organization_id)
        left join list_authority la on la.list_authority_id = list_of_enrollment(e.enrollment_id)
        where e.enrollment_id = $1 and not o.victim_service_provider and nameable(c)
        "#,
        enrollment.0,
        clock.now(),
    )
    .fetch_one(connection)
    .await?;
    let coordinated_entry = row.project_type == Some(ProjectType::CoordinatedEntry.code());
    let acting = actor
        .acting_on(OrganizationId(row.organization_id))
        .filter(|acting| permits(*acting))
        .ok_or(StoreError::NotFound)?;
    let stay = Stay {
        household: HouseholdId(row.household_id),
        client: ClientId(row.client_id),
        organization_name: row.organization_name,
        project_name: row.project_name,
        facts: Facts {
            entry_on: row.entry_date,
            exit_on: row.exit_on,
            coordinated_entry,
            today: row.today.unwrap_or_else(|| clock.office_day()),
        },
    };
    Ok((stay, acting))
}

/// Whether a pair that is held on the enrollment's organization may record contacts there.
pub(crate) fn permits(acting: Acting) -> bool {
    let situation = Situation {
        own: true,
        ..Situation::default()
    };
    // No policy has a say in it.
    let answer = verdict(
        Act::RecordContact,
        acting.workgroup,
        situation,
        &Policy::default(),
    );
    answer == Verdict::Allowed
}
