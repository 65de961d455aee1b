//! Two records side by side, as an administrator compares them.

use super::pair::{self, Waiting};
use super::{merging, plan};
use crate::client::ssn;
use crate::name::ShownName;
use crate::{Result, Store, StoreError, audit};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Actor;
use domain::duplicate::{Field, Side};
use domain::hud::{
    Coded, DobDataQuality, HudCode, NameDataQuality, NoYesReasons, Race, RaceNone, Sex,
    SsnDataQuality,
};
use domain::ids::{ClientId, DuplicatePairId};
use domain::person::{Name, Sharing};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the audit says of why both were looked at.
const PURPOSE: &str = "Duplicate review";

/// A pair, side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// What speaks for and against it, and who reported it.
    pub pair: Waiting,
    /// Both; the one that would be kept first.
    pub records: [Looked; 2],
    /// Which answer would be kept, if the first record is.
    pub preferred: BTreeMap<Field, Side>,
}

/// One record.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    /// Who.
    pub client: ClientId,
    /// PersonalID.
    pub hmis_id: String,
    /// The system that it came from; none for records made here.
    pub source: Option<String>,
    /// Other IDs and names.
    pub aliases: Vec<String>,
    /// 3.01.
    pub name: ShownName,
    /// 3.01.5, in HUD's words.
    pub name_quality: String,
    /// 3.03.
    pub dob: Option<NaiveDate>,
    /// 3.03.2.
    pub dob_quality: String,
    /// The last four digits of 3.02; `Some("")` where a number is recorded and they are not known.
    pub ssn: Option<String>,
    /// 3.02.2.
    pub ssn_quality: String,
    /// Equal for equal numbers, and for nothing else; tells nothing of them.
    pub ssn_mark: Option<String>,
    /// 4.21.
    pub sex: Option<String>,
    /// 3.04.
    pub races: Vec<String>,
    /// 3.07.
    pub veteran: String,
    /// The client's choice.
    pub sharing: Sharing,
    /// Who made the record.
    pub owner: Option<String>,
    /// Since when it is as it is.
    pub changed_at: DateTime<Utc>,
    /// Notes about the person.
    pub notes: i64,
    /// Stays, open ones first.
    pub stays: Vec<LookedStay>,
}

/// A stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedStay {
    /// Where.
    pub project: String,
    /// Whose project.
    pub organization: String,
    /// 3.10.
    pub entry_on: NaiveDate,
    /// 3.11.
    pub exit_on: Option<NaiveDate>,
    /// Coordinated Entry: it stands on this list.
    pub list: Option<String>,
    /// The others in the household, as they may be named.
    pub with: Vec<String>,
    /// Contacts (4.12).
    pub contacts: i64,
    /// The latest of them.
    pub last_contact_on: Option<NaiveDate>,
}

/// Opens a pair that waits; the audit keeps that, as the reading of records that a client may not share.
///
/// # Errors
/// [`StoreError::NotFound`] where it does not wait, one of both may be named to nobody, or the actor is no
/// administrator.
pub async fn look(store: &Store, actor: &Actor, id: DuplicatePairId) -> Result<Look> {
    let acting = merging(actor)?;
    let pair = pair::waiting(store, actor, id).await?;
    let ids = [pair.people[0].client.0, pair.people[1].client.0];
    let mut records = records(store, &ids).await?;
    let mut stays = stays(store, &ids).await?;
    for record in &mut records {
        record.stays = stays.remove(&record.client.0).unwrap_or_default();
    }
    // The record with more behind it is kept, of equal ones the one with the lower id: the older.
    records.sort_by_key(|record| (std::cmp::Reverse(record.stays.len()), record.client));
    let records: [Looked; 2] = records.try_into().map_err(|_| StoreError::NotFound)?;
    let mut tx = store.begin(Some(actor.user)).await?;
    let preferred = plan::preferred(&mut tx, records[0].client.0, records[1].client.0).await?;
    for record in &records {
        audit::Entry::new("compare_clients")
            .by(actor.user, Some(acting))
            .on("client", record.client.0)
            .purpose(Some(PURPOSE.to_owned()))
            .detail(json!({ "pair": id, "stays": record.stays.len() }))
            .write(&mut tx)
            .await?;
    }
    tx.commit().await?;
    Ok(Look {
        pair,
        records,
        preferred,
    })
}

async fn records(store: &Store, clients: &[Uuid]) -> Result<Vec<Looked>> {
    let rows = sqlx::query!(
        r#"
        select client_id, client.hmis_id, data_source.name as source_name,
            data_source.implementation_id = 'threshold' as "made_here!",
            first_name, middle_name, last_name, name_suffix, client.hashed, name_data_quality, dob, dob_data_quality,
            ssn_sealed, ssn_data_quality, sex,
            array[coalesce(am_ind_ak_native, 0), coalesce(asian, 0), coalesce(black_af_american, 0),
                coalesce(hispanic_latinao, 0), coalesce(mid_east_n_african, 0),
                coalesce(native_hi_pacific, 0), coalesce(white, 0)] as "races!",
            race_none, additional_race_ethnicity, veteran_status, sharing, organization.name as "owner?",
            coalesce(client.source_updated_at, client.recorded_at) as "changed_at!",
            (select count(*) from note where note.client_id = client.client_id) as "notes!",
            array(select coalesce(name, 'ID ' || client_alias.hmis_id) from client_alias
                where client_alias.client_id = client.client_id
                order by recorded_at, client_alias_id) as "aliases!: Vec<String>"
        from client
        join data_source using (source_id)
        left join organization on organization_id = owning_organization_id
        where client_id = any($1) and nameable(client)
        "#,
        clients,
    )
    .fetch_all(&store.pool)
    .await?;
    let mut records = Vec::with_capacity(rows.len());
    for row in rows {
        let name = Name {
            first: row.first_name,
            middle: row.middle_name,
            last: row.last_name,
            suffix: row.name_suffix,
        };
        let digits = row
            .ssn_sealed
            .map(|sealed| store.keys.open(row.client_id, &sealed))
            .transpose()?
            .map(|digits| String::from_utf8_lossy(&digits).into_owned());
        let mut races = Race::ALL
            .iter()
            .zip(&row.races)
            .filter(|(_, answer)| **answer == 1)
            .map(|(race, _)| race.label().to_owned())
            .collect::<Vec<_>>();
        if let (true, Some(none)) = (races.is_empty(), row.race_none) {
            races.push(Coded::<RaceNone>::from_code(none).label().into_owned());
        }
        races.extend(row.additional_race_ethnicity);
        records.push(Looked {
            client: row.client_id.into(),
            hmis_id: row.hmis_id,
            source: Some(row.source_name).filter(|_| !row.made_here),
            aliases: row.aliases,
            name: ShownName::of(name, row.hashed, false),
            name_quality: words::<NameDataQuality>(row.name_data_quality),
            dob: row.dob,
            dob_quality: words::<DobDataQuality>(row.dob_data_quality),
            ssn: digits
                .as_deref()
                .map(|digits| ssn::last_four(digits).unwrap_or_default().to_owned()),
            ssn_quality: words::<SsnDataQuality>(row.ssn_data_quality),
            ssn_mark: digits
                .map(|digits| crate::secret::hex(&store.keys.lookup_hash("ssn_compared", &digits))),
            sex: row.sex.map(words::<Sex>),
            races,
            veteran: words::<NoYesReasons>(row.veteran_status),
            sharing: Sharing::from_code(&row.sharing),
            owner: row.owner,
            changed_at: row.changed_at,
            notes: row.notes,
            stays: Vec::new(),
        });
    }
    Ok(records)
}

fn words<T: HudCode>(code: i32) -> String {
    Coded::<T>::from_code(code).label().into_owned()
}

async fn stays(store: &Store, clients: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<LookedStay>>> {
    let rows = sqlx::query!(
        r#"
        select e.client_id, p.name as project, o.name as organization, e.entry_date, e.exit_on,
            (select list_authority.name from list_authority
                where list_authority_id = list_of_enrollment(e.enrollment_id)) as list,
            array(select coalesce(nullif(concat_ws(' ', c.first_name, c.last_name), ''), 'Name not recorded')
                from enrollment member
                join client c using (client_id)
                where member.household_id = e.household_id and member.client_id <> e.client_id
                    and not c.protected and not c.hashed
                order by member.enrollment_id) as "with_them!: Vec<String>",
            (select count(*) from current_living_situation s where s.enrollment_id = e.enrollment_id) as "contacts!",
            (select max(information_date) from current_living_situation s
                where s.enrollment_id = e.enrollment_id) as last_contact_on
        from enrollment e
        join project p using (project_id)
        join organization o using (organization_id)
        where e.client_id = any($1) and not o.victim_service_provider
        order by e.exit_on is null desc, e.entry_date desc, e.enrollment_id
        "#,
        clients,
    )
    .fetch_all(&store.pool)
    .await?;
    let mut stays: BTreeMap<Uuid, Vec<LookedStay>> = BTreeMap::new();
    for row in rows {
        stays.entry(row.client_id).or_default().push(LookedStay {
            project: row.project,
            organization: row.organization,
            entry_on: row.entry_date,
            exit_on: row.exit_on,
            list: row.list,
            with: row.with_them,
            contacts: row.contacts,
            last_contact_on: row.last_contact_on,
        });
    }
    Ok(stays)
}
