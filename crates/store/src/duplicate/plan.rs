//! What merging two records would do: shown before it is done, and decided again when it is.

use super::{as_administrator, merging};
use crate::exit::duplicate as exits;
use crate::{Result, Store, StoreError, Tx};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Actor;
use domain::duplicate::{Access, Field, Joined, OpenStay, Side, access_after, prefers, resolve};
use domain::exit::Command;
use domain::ids::{
    ClientId, DuplicatePairId, EnrollmentId, HouseholdId, ListAuthorityId, OrganizationId,
    ProjectId,
};
use serde::Serialize;
use sqlx::PgConnection;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What an administrator chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The record whose ID stays in front.
    pub kept: ClientId,
    /// Which answer is kept; where nothing is said, the better one.
    pub fields: BTreeMap<Field, Side>,
}

/// What merging would do. Equal facts give an equal plan, so that a plan that was shown can be compared with the one
/// that is about to be carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The pair.
    pub pair: DuplicatePairId,
    /// The record whose ID stays in front.
    pub kept: ClientId,
    /// The record that is retired.
    pub other: ClientId,
    /// Versions of both that must still hold.
    versions: [i32; 2],
    /// What is taken from the other record.
    pub taken: Vec<Field>,
    /// How many rows of each table move.
    pub moves: BTreeMap<String, i64>,
    /// Contacts (4.12) on the enrollments that move.
    pub contacts: i64,
    /// Overlapping enrollments that are exited.
    pub closes: Vec<Closes>,
    /// Projects of enrollments that stay open beside another one on the list.
    pub left_open: Vec<String>,
    /// Who sees the merged record.
    pub joined: Joined,
    /// The owner's name.
    pub owner: Option<String>,
    /// Why it cannot be done.
    pub blocks: Vec<String>,
}

/// An enrollment that is exited as a duplicate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Closes {
    /// Which.
    pub enrollment: EnrollmentId,
    /// Where.
    pub project: String,
    /// 3.10.
    pub entry_on: NaiveDate,
    /// 3.11.
    pub exit_on: NaiveDate,
    /// 3.12, in HUD's words.
    pub destination: String,
    /// The list's own reason.
    pub reason: Option<String>,
    /// What the exit's rules warn of.
    pub warnings: Vec<String>,
    /// As it is saved.
    #[serde(skip)]
    pub(super) command: Command,
}

/// A client's row, as far as it decides.
pub(super) struct Row {
    version: i32,
    sharing: String,
    owning_organization_id: Option<Uuid>,
    protected: bool,
    hashed: bool,
    name_data_quality: i32,
    dob_data_quality: i32,
    ssn_data_quality: i32,
    sex: Option<i32>,
    races: bool,
    race_none: Option<i32>,
    veteran_status: i32,
    has_ssn: bool,
    ssn_hash: Option<Vec<u8>>,
    ssn_closed: bool,
    changed_at: DateTime<Utc>,
}

/// What merging a pair would do, for the page that says so.
///
/// # Errors
/// [`StoreError::NotFound`] where the pair does not wait, or the actor is no administrator.
pub async fn plan(
    store: &Store,
    actor: &Actor,
    pair: DuplicatePairId,
    chosen: &Chosen,
) -> Result<Plan> {
    let acting = merging(actor)?;
    let mut tx = store.begin(Some(actor.user)).await?;
    let known = sqlx::query!(
        "select client_a, client_b, state from duplicate_pair where duplicate_pair_id = $1",
        pair.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    if known.state != "waiting" {
        return Err(StoreError::NotFound);
    }
    let clients = (known.client_a, known.client_b);
    make(
        store,
        &mut tx,
        &as_administrator(actor, acting),
        (pair, clients),
        chosen,
    )
    .await
}

/// Which answer is kept where nobody chose, for the page that asks.
///
/// # Errors
/// [`StoreError::NotFound`] where one of the two may not be named.
pub(super) async fn preferred(
    connection: &mut PgConnection,
    kept: Uuid,
    other: Uuid,
) -> Result<BTreeMap<Field, Side>> {
    let (kept, other) = (
        read(connection, kept).await?,
        read(connection, other).await?,
    );
    let of = |field: Field| (field, prefer(field, &kept, &other));
    Ok(Field::ALL.into_iter().map(of).collect())
}

/// Decides over both as they are now.
pub(super) async fn make(
    store: &Store,
    tx: &mut Tx,
    actor: &Actor,
    (pair, (a, b)): (DuplicatePairId, (Uuid, Uuid)),
    chosen: &Chosen,
) -> Result<Plan> {
    let kept_id = chosen.kept.0;
    let other_id = match kept_id {
        id if id == a => b,
        id if id == b => a,
        _ => return Err(StoreError::NotFound),
    };
    let kept = read(tx, kept_id).await?;
    let other = read(tx, other_id).await?;
    let takes = |field: &Field| {
        let side = chosen.fields.get(field).copied();
        // A hash is no name: where there is a name, it stays.
        let side = match (field, kept.hashed, other.hashed) {
            (Field::Name, false, true) => Some(Side::Kept),
            (Field::Name, true, false) => Some(Side::Other),
            _ => side,
        };
        side.unwrap_or_else(|| prefer(*field, &kept, &other)) == Side::Other
    };
    let differing = differing(tx, kept_id, other_id).await?;
    let taken = differing.into_iter().filter(takes).collect();
    let access = |row: &Row| Access {
        shares: row.sharing == "all",
        owner: row.owning_organization_id.map(OrganizationId),
    };
    let same_number = match (&kept.ssn_hash, &other.ssn_hash) {
        (Some(one), Some(two)) => one == two,
        _ => !kept.has_ssn && !other.has_ssn,
    };
    let mut joined = access_after(access(&kept), access(&other), same_number);
    joined.ssn_closed |= kept.ssn_closed || other.ssn_closed;
    let stays = stays(tx, kept_id, other_id).await?;
    let found = resolve(&stays);
    let mut blocks = found
        .blocks
        .iter()
        .map(domain::duplicate::Block::message)
        .collect::<Vec<_>>();
    let name_of = |id: EnrollmentId| stays.iter().find(|stay| stay.enrollment == id);
    let mut closes = Vec::new();
    for enrollment in found.close {
        let Some(stay) = name_of(enrollment) else {
            continue;
        };
        match closing(store, tx, actor, stay).await? {
            Ok(one) => closes.push(one),
            Err(why) => blocks.push(why),
        }
    }
    let left_open = found.left_open.into_iter().filter_map(name_of);
    Ok(Plan {
        pair,
        kept: chosen.kept,
        other: other_id.into(),
        versions: [kept.version, other.version],
        taken,
        moves: moves(tx, other_id).await?,
        contacts: contacts(tx, other_id).await?,
        closes,
        left_open: left_open.map(|stay| stay.project_name.clone()).collect(),
        owner: owner_name(tx, joined.owner).await?,
        joined,
        blocks,
    })
}

async fn closing(
    store: &Store,
    tx: &mut Tx,
    actor: &Actor,
    stay: &OpenStay,
) -> Result<std::result::Result<Closes, String>> {
    let looked = exits::look(store, tx, actor, stay.enrollment).await?;
    let plan = match looked.plan {
        Ok(plan) => plan,
        Err(problems) => {
            let why = problems.into_iter().map(|problem| problem.message);
            let why = why.collect::<Vec<_>>().join(" ");
            return Ok(Err(format!(
                "The enrollment in {} cannot be closed: {why}",
                stay.project_name
            )));
        }
    };
    let Some(exit) = plan.exits.first() else {
        return Err(StoreError::Conflict);
    };
    Ok(Ok(Closes {
        enrollment: stay.enrollment,
        project: stay.project_name.clone(),
        entry_on: stay.entry_on,
        exit_on: exit.exit_on,
        destination: exit.destination.label().to_owned(),
        reason: plan.removal_label.clone(),
        warnings: plan
            .warnings
            .iter()
            .map(|one| one.message.clone())
            .collect(),
        command: looked.command,
    }))
}

fn prefer(field: Field, kept: &Row, other: &Row) -> Side {
    let quality = |row: &Row| match field {
        Field::Name if row.hashed => 100,
        Field::Name => row.name_data_quality,
        Field::Dob => row.dob_data_quality,
        Field::Ssn if row.has_ssn => row.ssn_data_quality,
        Field::Ssn => 100,
        Field::Sex => row.sex.map_or(99, answered),
        Field::Race if row.races => 1,
        Field::Race => row.race_none.unwrap_or(99),
        Field::Veteran => answered(row.veteran_status),
    };
    prefers(
        quality(kept),
        quality(other),
        other.changed_at > kept.changed_at,
    )
}

/// Yes and no are whole answers.
const fn answered(code: i32) -> i32 {
    if matches!(code, 0 | 1) { 1 } else { code }
}

async fn read(connection: &mut PgConnection, client: Uuid) -> Result<Row> {
    let row = sqlx::query_as!(
        Row,
        r#"
        select version, sharing, owning_organization_id, protected, hashed, name_data_quality, dob_data_quality,
            ssn_data_quality, sex,
            1 in (am_ind_ak_native, asian, black_af_american, hispanic_latinao, mid_east_n_african,
                native_hi_pacific, white) is true as "races!",
            race_none, veteran_status, ssn_sealed is not null as "has_ssn!", ssn_hash, ssn_closed,
            coalesce(source_updated_at, recorded_at) as "changed_at!"
        from client
        where client_id = $1 and nameable(client)
        "#,
        client,
    )
    .fetch_one(connection)
    .await?;
    if row.protected {
        return Err(StoreError::NotFound);
    }
    Ok(row)
}

/// In which answers the two records differ.
async fn differing(connection: &mut PgConnection, kept: Uuid, other: Uuid) -> Result<Vec<Field>> {
    let row = sqlx::query!(
        r#"
        select
            (a.first_name, a.middle_name, a.last_name, a.name_suffix, a.name_data_quality, a.hashed) is distinct from
                (b.first_name, b.middle_name, b.last_name, b.name_suffix, b.name_data_quality, b.hashed) as "name!",
            (a.dob, a.dob_data_quality) is distinct from (b.dob, b.dob_data_quality) as "dob!",
            (a.ssn_hash, a.ssn_last4_hash, a.ssn_data_quality, a.ssn_sealed is null) is distinct from
                (b.ssn_hash, b.ssn_last4_hash, b.ssn_data_quality, b.ssn_sealed is null) as "ssn!",
            a.sex is distinct from b.sex as "sex!",
            (a.am_ind_ak_native, a.asian, a.black_af_american, a.hispanic_latinao, a.mid_east_n_african,
                a.native_hi_pacific, a.white, a.race_none, a.additional_race_ethnicity) is distinct from
                (b.am_ind_ak_native, b.asian, b.black_af_american, b.hispanic_latinao, b.mid_east_n_african,
                b.native_hi_pacific, b.white, b.race_none, b.additional_race_ethnicity) as "race!",
            a.veteran_status is distinct from b.veteran_status as "veteran!"
        from client a, client b
        where a.client_id = $1 and b.client_id = $2
        "#,
        kept,
        other,
    )
    .fetch_one(connection)
    .await?;
    let fields = [
        (Field::Name, row.name),
        (Field::Dob, row.dob),
        (Field::Ssn, row.ssn),
        (Field::Sex, row.sex),
        (Field::Race, row.race),
        (Field::Veteran, row.veteran),
    ];
    let differ = fields.into_iter().filter(|(_, differ)| *differ);
    Ok(differ.map(|(field, _)| field).collect())
}

async fn stays(connection: &mut PgConnection, kept: Uuid, other: Uuid) -> Result<Vec<OpenStay>> {
    let rows = sqlx::query!(
        r#"
        select e.enrollment_id, e.client_id, e.household_id, e.project_id, e.entry_date, e.written_here,
            case when o.victim_service_provider then 'another project' else p.name end as "name!",
            list_of_enrollment(e.enrollment_id) as list,
            e.intake_unfinished or exists (
                select from enrollment member
                where member.household_id = e.household_id and member.project_id = e.project_id
                    and member.exit_on is null and member.client_id <> e.client_id) as "shared!",
            exists (select from exit_suggestion
                where exit_suggestion.household_id = e.household_id and state = 'waiting') as "suggested!"
        from enrollment e
        join project p using (project_id)
        join organization o using (organization_id)
        where e.client_id in ($1, $2) and e.exit_on is null
        order by e.entry_date, e.enrollment_id
        "#,
        kept,
        other,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| OpenStay {
            enrollment: EnrollmentId(row.enrollment_id),
            of: if row.client_id == kept {
                Side::Kept
            } else {
                Side::Other
            },
            household: HouseholdId(row.household_id),
            project: ProjectId(row.project_id),
            project_name: row.name,
            list: row.list.map(ListAuthorityId),
            entry_on: row.entry_date,
            closable: !row.shared,
            suggested: row.suggested,
            written_here: row.written_here,
        })
        .collect())
}

async fn moves(connection: &mut PgConnection, client: Uuid) -> Result<BTreeMap<String, i64>> {
    let rows = sqlx::query!(
        r#"select table_name as "table_name!", count as "count!" from rows_of_client($1) where count > 0"#,
        client,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.table_name, row.count))
        .collect())
}

async fn contacts(connection: &mut PgConnection, client: Uuid) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"
        select count(*) as "count!"
        from current_living_situation
        join enrollment using (enrollment_id)
        where client_id = $1
        "#,
        client,
    )
    .fetch_one(connection)
    .await?)
}

async fn owner_name(
    connection: &mut PgConnection,
    owner: Option<OrganizationId>,
) -> Result<Option<String>> {
    let Some(owner) = owner else {
        return Ok(None);
    };
    Ok(sqlx::query_scalar!(
        "select name from organization where organization_id = $1",
        owner.0
    )
    .fetch_optional(connection)
    .await?)
}
