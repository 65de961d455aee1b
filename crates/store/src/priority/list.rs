//! Reading the Priority List.

use crate::name::ShownName;
use crate::{Result, Store, StoreError, audit, policy};
use chrono::NaiveDate;
use domain::access::{Act, Acting, Actor, Situation, verdict};
use domain::ids::{ClientId, EnrollmentId, HouseholdId, ListAuthorityId, OrganizationId};
use domain::person::Name;
use domain::policy::Policy;
use domain::priority::{ReferralStatus, Standing, heard_on};
use domain::workgroup::Workgroup;
use reports::list_figures::{self, Group, Row};
use serde_json::json;
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// A list that the actor may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListView {
    /// Whose list.
    pub list: ListAuthorityId,
    /// "Northwest": the list is called "Northwest Priority List".
    pub name: String,
    /// Its day, now.
    pub today: NaiveDate,
    /// How many households stand on it.
    pub households: i64,
    /// In whose name the actor sees it.
    pub acting: Acting,
    /// Its rules.
    pub policy: Policy,
}

/// What is asked of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Which households.
    pub group: Group,
    /// Sort by days on the list or by last contact instead of by rank.
    pub by: SortBy,
    /// How many rows to pass over.
    pub offset: i64,
    /// How many rows to give.
    pub limit: i64,
}

/// The order of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// The list's own order.
    Rank,
    /// Longest on the list first.
    Days,
    /// Longest without contact or assessment first.
    Contact,
}

impl SortBy {
    /// The word in an address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rank => "rank",
            Self::Days => "days",
            Self::Contact => "contact",
        }
    }

    /// The order of such a word; the list's own where it is not understood.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        [Self::Days, Self::Contact]
            .into_iter()
            .find(|by| by.code() == code)
            .unwrap_or(Self::Rank)
    }
}

/// One household on the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The household.
    pub household: HouseholdId,
    /// The head's enrollment: the exit page is reached by it. None where the head is protected.
    pub enrollment: Option<EnrollmentId>,
    /// The head of household; none where an administrator protects the person.
    pub client: Option<ClientId>,
    /// The head's name.
    pub name: ShownName,
    /// The head's date of birth; none where the head is protected.
    pub dob: Option<NaiveDate>,
    /// Place among the ranked.
    pub rank: Option<i64>,
    /// Members who are enrolled.
    pub size: i32,
    /// Of them, younger than 18.
    pub minors: i32,
    /// On the list since.
    pub since: NaiveDate,
    /// Latest contact.
    pub last_contact_on: Option<NaiveDate>,
    /// Latest assessment.
    pub assessed_on: Option<NaiveDate>,
    /// Whether the household belongs to [`Group::Quiet`].
    pub quiet: bool,
    /// Latest referral.
    pub referral: ReferralStatus,
    /// How it stands.
    pub standing: Standing,
    /// Why.
    pub reason: String,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListPage {
    /// The list.
    pub view: ListView,
    /// Its figures.
    pub figures: Vec<(Group, i64)>,
    /// The rows asked for.
    pub entries: Vec<Entry>,
    /// How many rows the filter holds in all.
    pub matching: i64,
}

/// The lists that the actor may see, by name. None is no error: the page says why.
///
/// # Errors
/// When the database cannot be asked.
pub async fn lists(store: &Store, actor: &Actor) -> Result<Vec<ListView>> {
    let mut connection = store.pool.acquire().await?;
    let rows = sqlx::query!(
        r#"
        select la.list_authority_id, la.name,
            ($1::timestamptz at time zone la.time_zone)::date as "today!",
            array(
                select distinct p.organization_id
                from list_project lp join project p using (project_id)
                where lp.list_authority_id = la.list_authority_id) as "organizations!",
            (select count(*) from list_entry e where e.list_authority_id = la.list_authority_id) as "households!"
        from list_authority la
        order by la.name
        "#,
        store.clock.now(),
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut seen = Vec::new();
    for row in rows {
        let list = ListAuthorityId(row.list_authority_id);
        let policy = policy::in_force(&mut connection, list, row.today).await?;
        let acting = row
            .organizations
            .into_iter()
            .filter_map(|organization| actor.acting_on(OrganizationId(organization)))
            .find(|acting| may_see(*acting, &policy));
        if let Some(acting) = acting {
            seen.push(ListView {
                list,
                name: row.name,
                today: row.today,
                households: row.households,
                acting,
                policy,
            });
        }
    }
    Ok(seen)
}

fn may_see(acting: Acting, policy: &Policy) -> bool {
    // An HMIS User sees at most their own households, not the list: that is a page of its own.
    let whole_list = Situation {
        ce: true,
        own: true,
        ..Situation::default()
    };
    acting.workgroup != Workgroup::HmisUser
        && verdict(Act::SeePriorityList, acting.workgroup, whole_list, policy).permits()
}

/// A page of a list, with its figures. Audited.
///
/// # Errors
/// [`StoreError::NotFound`] where the list is not the actor's to see.
pub async fn page(
    store: &Store,
    actor: &Actor,
    list: ListAuthorityId,
    filter: Filter,
) -> Result<ListPage> {
    let view = visible(store, actor, list).await?;
    let mut tx = store.begin(Some(actor.user)).await?;
    let mut lines = lines(&mut tx, list).await?;
    let figures = figures(&lines, view.today);
    lines.retain(|line| filter.group.holds(&line.row, view.today));
    // Stable: what is equal keeps the list's own order.
    match filter.by {
        SortBy::Rank => {}
        SortBy::Days => lines.sort_by_key(|line| line.since),
        SortBy::Contact => {
            lines.sort_by_key(|line| heard_on(line.row.last_contact_on, line.row.assessed_on));
        }
    }
    let matching = lines.len() as i64;
    let shown = lines
        .iter()
        .skip(usize::try_from(filter.offset).unwrap_or(0))
        .take(usize::try_from(filter.limit).unwrap_or(0))
        .map(|line| line.household)
        .collect::<Vec<_>>();
    let entries = read(&mut tx, &view, &shown).await?;
    audit::Entry::new("list opened")
        .by(actor.user, Some(view.acting))
        .on("list_authority", list)
        .detail(json!({ "group": filter.group, "rows": entries.len() }))
        .write(&mut tx)
        .await?;
    tx.commit().await?;
    Ok(ListPage {
        view,
        figures,
        entries,
        matching,
    })
}

/// The entries of some households as they stand now, and the figures: what a screen asks for after an
/// announcement. Households that are not in the answer are off the list.
///
/// # Errors
/// [`StoreError::NotFound`] where the list is not the actor's to see.
pub async fn entries(
    store: &Store,
    actor: &Actor,
    list: ListAuthorityId,
    households: &[HouseholdId],
) -> Result<(Vec<Entry>, Vec<(Group, i64)>)> {
    let view = visible(store, actor, list).await?;
    let mut connection = store.pool.acquire().await?;
    let entries = read(&mut connection, &view, households).await?;
    let lines = lines(&mut connection, list).await?;
    Ok((entries, figures(&lines, view.today)))
}

pub(super) async fn visible(
    store: &Store,
    actor: &Actor,
    list: ListAuthorityId,
) -> Result<ListView> {
    let seen = lists(store, actor).await?;
    seen.into_iter()
        .find(|view| view.list == list)
        .ok_or(StoreError::NotFound)
}

/// As much of an entry as figures, groups and order need.
struct Line {
    household: HouseholdId,
    since: NaiveDate,
    row: Row,
}

/// All of a list, in its order.
async fn lines(connection: &mut PgConnection, list: ListAuthorityId) -> Result<Vec<Line>> {
    let rows = sqlx::query!(
        r#"
        select household_id, on_list_since, standing, referral_status, last_contact_on, assessed_on
        from list_entry
        where list_authority_id = $1
        order by sort_key, household_id
        "#,
        list.0,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Line {
            household: HouseholdId(row.household_id),
            since: row.on_list_since,
            row: Row {
                standing: Standing::from_code(&row.standing).unwrap_or(Standing::HeldBack),
                referral: ReferralStatus::from_code(&row.referral_status),
                last_contact_on: row.last_contact_on,
                assessed_on: row.assessed_on,
            },
        })
        .collect())
}

fn figures(lines: &[Line], today: NaiveDate) -> Vec<(Group, i64)> {
    let rows = lines.iter().map(|line| line.row).collect::<Vec<_>>();
    list_figures::count(&rows, today)
}

/// The places of households among the ranked of their list, from 1: the one definition of a rank.
///
/// # Errors
/// When the database cannot be asked.
pub(crate) async fn ranks(
    connection: &mut PgConnection,
    list: ListAuthorityId,
    households: &[HouseholdId],
) -> Result<HashMap<HouseholdId, i64>> {
    let ranked = Standing::ALL
        .into_iter()
        .filter(|standing| standing.is_ranked())
        .map(|standing| standing.code().to_owned())
        .collect::<Vec<_>>();
    let rows = sqlx::query!(
        r#"
        select household_id, place as "place!"
        from (
            select household_id, rank() over (order by sort_key, household_id) as place
            from list_entry
            where list_authority_id = $1 and standing = any($2)) as ranked
        where household_id = any($3)
        "#,
        list.0,
        &ranked,
        &uuids(households),
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (HouseholdId(row.household_id), row.place))
        .collect())
}

fn uuids(households: &[HouseholdId]) -> Vec<Uuid> {
    households.iter().map(|household| household.0).collect()
}

/// The entries of those of the households that stand on the list, in the order in which they are asked for.
async fn read(
    connection: &mut PgConnection,
    view: &ListView,
    households: &[HouseholdId],
) -> Result<Vec<Entry>> {
    let ranks = ranks(connection, view.list, households).await?;
    let rows = sqlx::query!(
        r#"
        select household_id, head_enrollment_id, head_client_id, size, minors, on_list_since, last_contact_on,
            assessed_on, referral_status, standing, reason,
            c.first_name, c.middle_name, c.last_name, c.name_suffix, c.dob, c.protected, c.hashed
        from list_entry
        join client c on c.client_id = head_client_id
        where list_authority_id = $1 and household_id = any($2)
        order by array_position($2, household_id)
        "#,
        view.list.0,
        &uuids(households),
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let standing = Standing::from_code(&row.standing).unwrap_or(Standing::HeldBack);
            let referral = ReferralStatus::from_code(&row.referral_status);
            let line = Row {
                standing,
                referral,
                last_contact_on: row.last_contact_on,
                assessed_on: row.assessed_on,
            };
            let name = Name {
                first: row.first_name,
                middle: row.middle_name,
                last: row.last_name,
                suffix: row.name_suffix,
            };
            let named = !row.protected;
            Entry {
                household: HouseholdId(row.household_id),
                enrollment: named.then_some(EnrollmentId(row.head_enrollment_id)),
                client: named.then_some(ClientId(row.head_client_id)),
                name: ShownName::of(name, row.hashed, row.protected),
                dob: row.dob.filter(|_| named),
                rank: ranks.get(&HouseholdId(row.household_id)).copied(),
                size: row.size,
                minors: row.minors,
                since: row.on_list_since,
                last_contact_on: row.last_contact_on,
                assessed_on: row.assessed_on,
                quiet: Group::Quiet.holds(&line, view.today),
                referral,
                standing,
                reason: row.reason,
            }
        })
        .collect())
}
