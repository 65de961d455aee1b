//! What an exit did, for the page after it.

use super::read;
use crate::name::ShownName;
use crate::{Result, Store, StoreError};
use chrono::NaiveDate;
use domain::access::{Act, Actor, Verdict};
use domain::hud::{Coded, LivingSituation};
use domain::ids::{ActId, ClientId, EnrollmentId};
use domain::person::Name;

/// One act of exit.
#[derive(Clone, Debug)]
pub struct Exited {
    /// Name of the list.
    pub list_name: String,
    /// Whether the household left it.
    pub left_list: bool,
    /// Who left.
    pub people: Vec<Person>,
}

/// One who left.
#[derive(Clone, Debug)]
pub struct Person {
    /// The person; none where an administrator protects them.
    pub client: Option<ClientId>,
    /// The name.
    pub name: String,
    /// 3.11.
    pub exit_on: NaiveDate,
    /// 3.12.1.
    pub destination: Option<Coded<LivingSituation>>,
}

/// Reads an act: for whoever may exit from that organization, and for the one who did it, also where the exit
/// ended their authority.
///
/// # Errors
/// [`StoreError::NotFound`] where there is none, or it is not the actor's to see.
pub async fn act(store: &Store, actor: &Actor, act: ActId) -> Result<Exited> {
    let mut connection = store.pool.acquire().await?;
    let rows = sqlx::query!(
        r#"
        select x.enrollment_id, e.client_id, x.exit_date, x.destination, x.recorded_by,
            c.first_name, c.middle_name, c.last_name, c.name_suffix, c.protected, c.hashed
        from exit x
        join enrollment e using (enrollment_id)
        join client c using (client_id)
        where x.act_id = $1
        order by c.protected, not c.protected and e.relationship_to_hoh is not distinct from 1 desc,
            case when not c.protected then c.dob end nulls last, e.enrollment_id
        "#,
        act.0,
    )
    .fetch_all(&mut *connection)
    .await?;
    let first = rows.first().ok_or(StoreError::NotFound)?;
    let member = EnrollmentId(first.enrollment_id);
    let stay = read::stay_of_household(&mut connection, store.clock, member).await?;
    if first.recorded_by != Some(actor.user.0) {
        let answer = read::authorise(&mut connection, actor, &stay, Act::Exit).await?;
        // An administrator repairs with a purpose, and this page asks for none.
        if !matches!(answer, Some((_, Verdict::Allowed, _))) {
            return Err(StoreError::NotFound);
        }
    }
    let open = sqlx::query_scalar!(
        r#"select exists (select from enrollment where household_id = $1 and exit_on is null) as "open!""#,
        stay.household.0,
    )
    .fetch_one(&mut *connection)
    .await?;
    Ok(Exited {
        list_name: stay.list_name,
        left_list: !open,
        people: rows
            .into_iter()
            .map(|row| {
                let name = Name {
                    first: row.first_name,
                    middle: row.middle_name,
                    last: row.last_name,
                    suffix: row.name_suffix,
                };
                Person {
                    client: (!row.protected).then_some(ClientId(row.client_id)),
                    name: ShownName::of(name, row.hashed, row.protected).short(),
                    exit_on: row.exit_date,
                    destination: row.destination.map(Coded::from_code),
                }
            })
            .collect(),
    })
}
