//! What the contact form shows before anything is typed.

use super::stay;
use crate::name::ShownName;
use crate::{Result, Store, audit};
use chrono::NaiveDate;
use domain::access::Actor;
use domain::current_living_situation::Facts;
use domain::hud::LivingSituation;
use domain::ids::{ClientId, EnrollmentId};
use domain::person::Name;

/// The form of one enrollment.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Who.
    pub client: ClientId,
    /// Their name.
    pub name: ShownName,
    /// Where they are enrolled.
    pub project_name: String,
    /// Whose project it is.
    pub organization_name: String,
    /// What the rules need.
    pub facts: Facts,
    /// The last contact on this enrollment: when and where.
    pub last: Option<(NaiveDate, Option<LivingSituation>)>,
}

/// Opens the form; the audit keeps that somebody looked.
///
/// # Errors
/// [`crate::StoreError::NotFound`] where the actor may not record a contact there.
pub async fn sheet(store: &Store, actor: &Actor, enrollment: EnrollmentId) -> Result<Sheet> {
    let mut connection = store.pool.acquire().await?;
    let (stay, acting) = stay(&mut connection, store.clock, actor, enrollment).await?;
    let row = sqlx::query!(
        r#"
        select first_name, middle_name, last_name, name_suffix, hashed,
            last.information_date as "last_on?", last.current_living_situation as "last_situation?"
        from client
        left join lateral (
            select information_date, current_living_situation
            from current_living_situation
            where enrollment_id = $2
            order by information_date desc, recorded_at desc
            limit 1) as last on true
        where client_id = $1
        "#,
        stay.client.0,
        enrollment.0,
    )
    .fetch_one(&mut *connection)
    .await?;
    audit::Entry::new("open_contact_form")
        .by(actor.user, Some(acting))
        .on("enrollment", enrollment)
        .write(&mut connection)
        .await?;
    let name = Name {
        first: row.first_name,
        middle: row.middle_name,
        last: row.last_name,
        suffix: row.name_suffix,
    };
    let situation = row.last_situation.and_then(domain::hud::HudCode::from_code);
    Ok(Sheet {
        client: stay.client,
        name: ShownName::of(name, row.hashed, false),
        project_name: stay.project_name,
        organization_name: stay.organization_name,
        facts: stay.facts,
        last: row.last_on.map(|on| (on, situation)),
    })
}
