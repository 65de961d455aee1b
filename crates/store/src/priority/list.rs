//! Reading the Priority List.

use crate::audit;
use crate::{Result, Store, StoreError, policy};
use chrono::NaiveDate;
use domain::access::{Act, Acting, Actor, Situation, verdict};
use domain::ids::{ClientId, EnrollmentId, HouseholdId, ListAuthorityId, OrganizationId};
use domain::person::Name;
use domain::policy::Policy;
use domain::priority::{ReferralStatus, Standing};
use domain::workgroup::Workgroup;
use reports::list_figures::{self, Group, Row};
use serde_json::json;
use sqlx::PgConnection;

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
    /// Longest without contact first.
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
    /// The head's enrollment: the exit page is reached by it.
    pub enrollment: EnrollmentId,
    /// The head of household.
    pub client: ClientId,
    /// The head's name; none where an administrator protects the person.
    pub name: Option<Name>,
    /// The head's date of birth.
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
    let figures = figures(&mut tx, &view).await?;
    let entries = read(&mut tx, &view, filter, None).await?;
    let matching = figures
        .iter()
        .find(|(group, _)| *group == filter.group)
        .map_or(0, |(_, households)| *households);
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
    let everything = Filter {
        group: Group::All,
        by: SortBy::Rank,
        offset: 0,
        limit: i64::MAX,
    };
    let rows = read(&mut connection, &view, everything, Some(households)).await?;
    Ok((rows, figures(&mut connection, &view).await?))
}

async fn visible(store: &Store, actor: &Actor, list: ListAuthorityId) -> Result<ListView> {
    let seen = lists(store, actor).await?;
    seen.into_iter()
        .find(|view| view.list == list)
        .ok_or(StoreError::NotFound)
}

async fn figures(connection: &mut PgConnection, view: &ListView) -> Result<Vec<(Group, i64)>> {
    let rows = sqlx::query!(
        "select standing, referral_status, last_contact_on from list_entry where list_authority_id = $1",
        view.list.0,
    )
    .fetch_all(connection)
    .await?;
    let rows = rows
        .into_iter()
        .map(|row| Row {
            standing: Standing::from_code(&row.standing).unwrap_or(Standing::HeldBack),
            referral: ReferralStatus::from_code(&row.referral_status),
            last_contact_on: row.last_contact_on,
        })
        .collect::<Vec<_>>();
    Ok(list_figures::count(&rows, view.today))
}

async fn read(
    connection: &mut PgConnection,
    view: &ListView,
    filter: Filter,
    households: Option<&[HouseholdId]>,
) -> Result<Vec<Entry>> {
    let only = households.map(|some| some.iter().map(|household| household.0).collect::<Vec<_>>());
    let rows = sqlx::query!(
        r#"
        with placed as (
            select e.*,
                case when standing in ('ranked', 'referral_pending')
                    then rank() over (order by sort_key, household_id) end as place
            from list_entry e
            where list_authority_id = $1
        )
        select household_id, head_enrollment_id, head_client_id, place as "place?", size, minors, on_list_since,
            last_contact_on, assessed_on, referral_status, standing, reason,
            c.first_name, c.middle_name, c.last_name, c.name_suffix, c.dob, c.protected
        from placed
        join client c on c.client_id = placed.head_client_id
        where ($2::uuid[] is null or household_id = any($2))
            and case $3
                when 'ranked' then standing in ('ranked', 'referral_pending')
                when 'referred' then referral_status in ('offered', 'acknowledged', 'accepted')
                when 'quiet' then last_contact_on is null or $4::date - last_contact_on > $5
                when 'held_back' then standing = 'held_back'
                else true end
        order by
            case $6 when 'days' then on_list_since when 'contact' then coalesce(last_contact_on, '-infinity') end,
            sort_key,
            household_id
        offset $7
        limit $8
        "#,
        view.list.0,
        only.as_deref(),
        filter.group.code(),
        view.today,
        i32::try_from(list_figures::QUIET_DAYS).unwrap_or(i32::MAX),
        filter.by.code(),
        filter.offset,
        filter.limit,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Entry {
            household: HouseholdId(row.household_id),
            enrollment: EnrollmentId(row.head_enrollment_id),
            client: ClientId(row.head_client_id),
            name: (!row.protected).then_some(Name {
                first: row.first_name,
                middle: row.middle_name,
                last: row.last_name,
                suffix: row.name_suffix,
            }),
            dob: row.dob.filter(|_| !row.protected),
            rank: row.place,
            size: row.size,
            minors: row.minors,
            since: row.on_list_since,
            last_contact_on: row.last_contact_on,
            assessed_on: row.assessed_on,
            referral: ReferralStatus::from_code(&row.referral_status),
            standing: Standing::from_code(&row.standing).unwrap_or(Standing::HeldBack),
            reason: row.reason,
        })
        .collect())
}
