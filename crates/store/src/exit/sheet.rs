//! What the exit page shows, or why it does not.

use super::around::{self, Surroundings};
use super::facts::{self, Sight};
use super::read;
use crate::{Result, Store, StoreError, audit};
use chrono::NaiveDate;
use domain::access::{Act, Acting, Actor, Verdict};
use domain::exit::Facts;
use domain::ids::{ClientId, EnrollmentId, OrganizationId};
use domain::policy::Policy;
use sqlx::PgConnection;

/// The page, or the explanation.
#[derive(Clone, Debug)]
pub enum SheetAccess {
    /// The actor may exit the household.
    Open(Box<Sheet>),
    /// An administrator must say first why they need the page. Nothing was read yet.
    NeedsPurpose,
    /// The actor may not, and knows of the client: whose it is, and whom to ask.
    Refused {
        /// Whose client it is.
        client: ClientId,
        /// The organization that the act needs.
        organization: OrganizationId,
        /// Its name.
        organization_name: String,
        /// Names of its Priority List Managers.
        managers: Vec<String>,
        /// The actor holds the organization in some workgroup.
        held: bool,
    },
}

/// Everything on the exit page.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What the rules are decided over.
    pub facts: Facts,
    /// The list's policy.
    pub policy: Policy,
    /// In whose name the exit will be recorded.
    pub acting: Acting,
    /// The actor may not exit, and suggests it to the Priority List Manager.
    pub suggests: bool,
    /// An administrator repairs with a purpose; the one with which the page was opened.
    pub purpose: Option<String>,
    /// The CE organization.
    pub organization_name: String,
    /// Names of its Priority List Managers.
    pub managers: Vec<String>,
    /// Facts at the top of the page.
    pub surroundings: Surroundings,
}

/// Reads the exit page of an enrollment. Audited, refusals too. `purpose`: why an administrator needs it.
///
/// # Errors
/// [`StoreError::NotFound`] where there is no such CE enrollment for this actor.
pub async fn sheet(
    store: &Store,
    actor: &Actor,
    enrollment: EnrollmentId,
    purpose: Option<&str>,
) -> Result<SheetAccess> {
    let mut tx = store.begin(Some(actor.user)).await?;
    let stay = read::stay(&mut tx, store.clock, enrollment).await?;
    let mut answer = read::authorise(&mut tx, actor, &stay, Act::Exit).await?;
    let permitted = matches!(&answer, Some((_, verdict, _)) if verdict.permits());
    let suggested = match permitted {
        false => read::authorise_suggestion(&mut tx, actor, &stay).await?,
        true => None,
    };
    let suggests = suggested.is_some();
    if let Some((acting, policy)) = suggested {
        answer = Some((acting, Verdict::Allowed, policy));
    }
    let (acting, verdict, policy) = match answer {
        Some((acting, verdict, policy)) if verdict.permits() => (acting, verdict, policy),
        refused => {
            let managers = managers(&mut tx, stay.organization, stay.today).await?;
            let client = client(&mut tx, enrollment).await?;
            drop(tx);
            if !read::refuse(store, actor, &stay, enrollment).await? {
                return Err(StoreError::NotFound);
            }
            return Ok(SheetAccess::Refused {
                client,
                organization: stay.organization,
                organization_name: stay.organization_name,
                managers,
                held: refused.is_some(),
            });
        }
    };
    let purpose = purpose.map(str::trim).filter(|purpose| !purpose.is_empty());
    let purpose = match (verdict, purpose) {
        (Verdict::WithPurpose, None) => return Ok(SheetAccess::NeedsPurpose),
        (Verdict::WithPurpose, Some(purpose)) => Some(purpose.to_owned()),
        _ => None,
    };
    let mut household = read::household(&mut tx, &store.keys, &stay).await?;
    let sight = Sight::of(actor, acting, purpose.is_some());
    facts::complete(&mut tx, actor, &stay, &policy, &sight, &mut household).await?;
    let surroundings = around::surroundings(&mut tx, actor, &stay).await?;
    let managers = managers(&mut tx, stay.organization, stay.today).await?;
    audit::Entry::new("exit_page_opened")
        .by(actor.user, Some(acting))
        .on("enrollment", enrollment)
        .purpose(purpose.clone())
        .write(&mut tx)
        .await?;
    tx.commit().await?;
    Ok(SheetAccess::Open(Box::new(Sheet {
        facts: household.facts,
        policy,
        acting,
        suggests,
        purpose,
        organization_name: stay.organization_name,
        managers,
        surroundings,
    })))
}

/// The day of the list that a CE enrollment belongs to, by which typed dates are read. Authorises nobody.
///
/// # Errors
/// [`StoreError::NotFound`] where there is no such CE enrollment.
pub async fn day(store: &Store, enrollment: EnrollmentId) -> Result<NaiveDate> {
    let mut connection = store.pool.acquire().await?;
    let stay = read::stay(&mut connection, store.clock, enrollment).await?;
    Ok(stay.today)
}

async fn client(connection: &mut PgConnection, enrollment: EnrollmentId) -> Result<ClientId> {
    let client = sqlx::query_scalar!(
        "select client_id from enrollment where enrollment_id = $1",
        enrollment.0,
    )
    .fetch_one(connection)
    .await?;
    Ok(ClientId(client))
}

/// Names of the Priority List Managers of an organization.
pub(super) async fn managers(
    connection: &mut PgConnection,
    organization: OrganizationId,
    day: NaiveDate,
) -> Result<Vec<String>> {
    let names = sqlx::query_scalar!(
        r#"
        select distinct u.display_name
        from user_grant g
        join app_user u using (user_id)
        where g.organization_id = $1 and g.workgroup = 'priority_list_manager' and u.disabled_at is null
            and g.from_on <= $2 and (g.until_on is null or g.until_on > $2)
        order by 1
        "#,
        organization.0,
        day,
    )
    .fetch_all(connection)
    .await?;
    Ok(names)
}
