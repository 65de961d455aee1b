//! Who a client is: name, birth date, ids, and HUD's universal answers about the person.

use crate::name::ShownName;
use crate::{Result, Store, StoreError};
use chrono::NaiveDate;
use domain::calendar;
use domain::hud::{
    Coded, DobDataQuality, NameDataQuality, NoYesReasons, Race, RaceNone, Sex, SsnDataQuality,
};
use domain::ids::{ClientId, OrganizationId};
use domain::person::{Name, Sharing};
use uuid::Uuid;

/// Name, birth date, ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// 3.01.
    pub name: ShownName,
    /// HUD's words, unless the full name was reported.
    pub name_quality: Option<String>,
    /// Other names the person is known by.
    pub other_names: Vec<String>,
    /// PersonalID.
    pub hmis_id: String,
    /// Ids of records that were merged into this one.
    pub retired_ids: Vec<String>,
    /// 3.03.
    pub dob: Option<NaiveDate>,
    /// Completed years on the day of the page.
    pub age: Option<u32>,
    /// HUD's words, unless the full date was reported.
    pub dob_quality: Option<String>,
    /// 3.02.
    pub ssn: ShownSsn,
    /// HUD's words, unless the full number was reported.
    pub ssn_quality: Option<String>,
}

/// How much of an SSN is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShownSsn {
    /// There is none.
    Missing,
    /// There is one.
    Recorded,
    /// Its last four digits, to those who work with the person.
    EndsIn(String),
}

/// HUD's universal answers about the person, in HUD's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Background {
    /// 3.04: the races, or why there is none.
    pub races: Vec<String>,
    /// Text beside 3.04.
    pub additional_race: Option<String>,
    /// 4.21.
    pub sex: Option<String>,
    /// 3.07.
    pub veteran: String,
}

/// Who made the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The organization.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
}

/// The release of information as it stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Roi {
    /// Whether it is in force.
    pub state: RoiState,
    /// What it allows.
    pub scope: Option<Sharing>,
    /// Since when.
    pub starts_on: Option<NaiveDate>,
    /// Until when, where it ends.
    pub ends_on: Option<NaiveDate>,
}

/// Whether a release is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoiState {
    /// None was recorded.
    None,
    /// Yes.
    InForce,
    /// It begins later.
    Ahead,
    /// It ended.
    Lapsed,
    /// The client took it back.
    Withdrawn,
}

/// A client's row as it was read, before anything is decided about it.
pub(super) struct Known {
    row: Row,
    pub(super) sharing: Sharing,
    retired_ids: Vec<String>,
    other_names: Vec<String>,
}

struct Row {
    client_id: Uuid,
    hmis_id: String,
    first_name: Option<String>,
    middle_name: Option<String>,
    last_name: Option<String>,
    name_suffix: Option<String>,
    name_data_quality: i32,
    ssn_sealed: Option<Vec<u8>>,
    ssn_data_quality: i32,
    dob: Option<NaiveDate>,
    dob_data_quality: i32,
    sex: Option<i32>,
    races: Vec<i32>,
    race_none: Option<i32>,
    additional_race_ethnicity: Option<String>,
    veteran_status: i32,
    sharing: String,
    hashed: bool,
    owner_id: Option<Uuid>,
    owner_name: Option<String>,
    close: bool,
}

/// Reads a client; one who is hidden altogether is not found. The last four digits of the SSN are for those
/// who work with the person: who acts for one of the `held` organizations.
pub(super) async fn load(store: &Store, client: ClientId, held: &[Uuid]) -> Result<Known> {
    if super::nameable(store, &[client.0]).await?.is_empty() {
        return Err(StoreError::NotFound);
    }
    let row = sqlx::query_as!(
        Row,
        r#"
        select client_id, client.hmis_id, first_name, middle_name, last_name, name_suffix,
            name_data_quality, ssn_sealed, ssn_data_quality, dob, dob_data_quality, sex,
            array[coalesce(am_ind_ak_native, 0), coalesce(asian, 0), coalesce(black_af_american, 0),
                coalesce(hispanic_latinao, 0), coalesce(mid_east_n_african, 0),
                coalesce(native_hi_pacific, 0), coalesce(white, 0)] as "races!",
            race_none, additional_race_ethnicity, veteran_status, sharing, hashed,
            organization.organization_id as "owner_id?", organization.name as "owner_name?",
            works_with($2, client) as "close!"
        from client
        left join organization on organization_id = owning_organization_id
        where client_id = $1
        "#,
        client.0,
        held,
    )
    .fetch_one(&store.pool)
    .await?;
    let aliases = sqlx::query!(
        r#"
        select hmis_id, name from client_alias
        where client_id = $1 and kind <> 'card'
        order by recorded_at, client_alias_id
        "#,
        client.0,
    )
    .fetch_all(&store.pool)
    .await?;
    let mut known = Known {
        sharing: Sharing::from_code(&row.sharing),
        row,
        retired_ids: Vec::new(),
        other_names: Vec::new(),
    };
    for alias in aliases {
        known.retired_ids.extend(alias.hmis_id);
        known.other_names.extend(alias.name);
    }
    Ok(known)
}

impl Known {
    pub(super) fn owner_id(&self) -> Option<Uuid> {
        self.row.owner_id
    }

    pub(super) fn owner(&self) -> Option<Owner> {
        let id = self.row.owner_id?.into();
        Some(Owner {
            id,
            name: self.row.owner_name.clone()?,
        })
    }

    /// Identity as it is shown.
    pub(super) fn identity(&self, store: &Store, today: NaiveDate) -> Result<Identity> {
        let row = &self.row;
        let name = Name {
            first: row.first_name.clone(),
            middle: row.middle_name.clone(),
            last: row.last_name.clone(),
            suffix: row.name_suffix.clone(),
        };
        let ssn = match &row.ssn_sealed {
            None => ShownSsn::Missing,
            Some(sealed) if row.close => {
                let digits = store.keys.open(row.client_id, sealed)?;
                let digits = String::from_utf8_lossy(&digits);
                crate::client::ssn::last_four(&digits)
                    .map_or(ShownSsn::Recorded, |last| ShownSsn::EndsIn(last.to_owned()))
            }
            Some(_) => ShownSsn::Recorded,
        };
        Ok(Identity {
            // Nobody who is protected has a page.
            name: ShownName::of(name, row.hashed, false),
            name_quality: unless_full::<NameDataQuality>(row.name_data_quality),
            other_names: self.other_names.clone(),
            hmis_id: row.hmis_id.clone(),
            retired_ids: self.retired_ids.clone(),
            dob: row.dob,
            age: row.dob.and_then(|dob| calendar::age(dob, today)),
            dob_quality: unless_full::<DobDataQuality>(row.dob_data_quality),
            ssn,
            ssn_quality: unless_full::<SsnDataQuality>(row.ssn_data_quality),
        })
    }

    pub(super) fn background(&self) -> Background {
        let row = &self.row;
        let mut races = Race::ALL
            .iter()
            .zip(&row.races)
            .filter(|(_, answer)| **answer == 1)
            .map(|(race, _)| race.label().to_owned())
            .collect::<Vec<_>>();
        if let (true, Some(none)) = (races.is_empty(), row.race_none) {
            races.push(Coded::<RaceNone>::from_code(none).label().into_owned());
        }
        Background {
            races,
            additional_race: row.additional_race_ethnicity.clone(),
            sex: row
                .sex
                .map(|sex| Coded::<Sex>::from_code(sex).label().into_owned()),
            veteran: Coded::<NoYesReasons>::from_code(row.veteran_status)
                .label()
                .into_owned(),
        }
    }
}

/// The words of a data quality answer, unless it is HUD's 1, "full ... reported".
fn unless_full<T: domain::hud::HudCode>(code: i32) -> Option<String> {
    (code != 1).then(|| Coded::<T>::from_code(code).label().into_owned())
}

/// The release of information that says most about today: one in force, else the latest.
pub(super) async fn roi(store: &Store, client: ClientId, today: NaiveDate) -> Result<Roi> {
    let row = sqlx::query!(
        r#"
        select scope, starts_on, ends_on, withdrawn_on
        from roi
        where client_id = $1
        order by (starts_on <= $2 and (ends_on is null or ends_on >= $2)
            and (withdrawn_on is null or withdrawn_on > $2)) desc, starts_on desc
        limit 1
        "#,
        client.0,
        today,
    )
    .fetch_optional(&store.pool)
    .await?;
    Ok(row.map_or(
        Roi {
            state: RoiState::None,
            scope: None,
            starts_on: None,
            ends_on: None,
        },
        |row| {
            let state = if row.withdrawn_on.is_some_and(|day| day <= today) {
                RoiState::Withdrawn
            } else if row.starts_on > today {
                RoiState::Ahead
            } else if row.ends_on.is_some_and(|day| day < today) {
                RoiState::Lapsed
            } else {
                RoiState::InForce
            };
            Roi {
                state,
                scope: Some(Sharing::from_code(&row.scope)),
                starts_on: Some(row.starts_on),
                ends_on: row.withdrawn_on.or(row.ends_on),
            }
        },
    ))
}
