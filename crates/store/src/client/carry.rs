//! Adds to a record what was typed for somebody who turned out to have one.

use super::sight::Sight;
use super::{contacts, create, index_clients, set_ssn};
use crate::name::ShownName;
use crate::{Result, Store, StoreError, audit, idempotency};
use chrono::NaiveDate;
use domain::access::{Acting, Actor};
use domain::contact::ContactDetail;
use domain::hud::{DobDataQuality, SsnDataQuality};
use domain::ids::ClientId;
use domain::new_client::{Carried, Typed, carried, same_name};
use domain::person::{Name, Sharing};
use serde_json::json;
use sqlx::PgConnection;
use thiserror::Error;
use uuid::Uuid;

/// What its keys are kept under.
const ACT: &str = "carry_over";

/// Something typed that can be added to the record.
#[derive(Clone, PartialEq, Eq)]
pub enum Offer {
    /// Another name.
    Name(String),
    /// A way to reach the person.
    Contact(ContactDetail),
    /// A scan card.
    Card(String),
    /// 3.03, which the record lacks.
    Dob(NaiveDate, DobDataQuality),
    /// 3.02, which the record lacks.
    Ssn(String, SsnDataQuality),
}

impl Offer {
    /// Its name in the form, the same while what was typed is the same.
    #[must_use]
    pub fn code(&self, at: usize) -> String {
        match self {
            Self::Name(_) => format!("name-{at}"),
            Self::Contact(detail) => detail.kind.code().to_owned(),
            Self::Card(_) => "card".to_owned(),
            Self::Dob(..) => "dob".to_owned(),
            Self::Ssn(..) => "ssn".to_owned(),
        }
    }

    const fn kind(&self) -> &'static str {
        match self {
            Self::Name(_) => "other_name",
            Self::Contact(detail) => detail.kind.code(),
            Self::Card(_) => "card",
            Self::Dob(..) => "dob",
            Self::Ssn(..) => "ssn",
        }
    }
}

/// A record beside what was typed.
#[derive(Clone, PartialEq, Eq)]
pub struct Differences {
    /// Whose.
    pub name: ShownName,
    /// Birth date.
    pub dob: Option<NaiveDate>,
    /// PersonalID.
    pub hmis_id: String,
    /// The client does not share with this actor.
    pub restricted: bool,
    /// What can be added, under its name in the form.
    pub offers: Vec<(String, Offer)>,
    /// A birth date was typed, and the record has another one.
    pub other_dob: Option<NaiveDate>,
}

/// Why nothing was added.
#[derive(Debug, Error)]
pub enum CarryError {
    /// The scan card is somebody else's.
    #[error("the scan card is taken")]
    CardTaken,
    /// Anything else.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for CarryError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(constraint) if constraint == contacts::CARD_TAKEN => {
                Self::CardTaken
            }
            error => Self::Store(error),
        }
    }
}

/// Compares what was typed with a record. Where records are kept back nothing is compared but identity: all ways
/// to reach the person are offered, known ones among them.
///
/// # Errors
/// [`StoreError::NotFound`] for an unknown client and one who is hidden altogether;
/// [`StoreError::Forbidden`] for who makes no records.
pub async fn differences(
    store: &Store,
    actor: &Actor,
    client: ClientId,
    typed: &Typed,
) -> Result<Differences> {
    create::creates_for(actor)?;
    let sight = Sight::of(store, actor).await?;
    let mut connection = store.pool.acquire().await?;
    let today = store.clock.office_day();
    compare(&mut connection, &sight, client, &carried(typed, today)).await
}

/// Adds what was ticked, in one transaction; what is known by then is left out. How many were added.
///
/// # Errors
/// As [`differences`], and [`CarryError::CardTaken`]; then nothing was added.
pub async fn carry_over(
    store: &Store,
    actor: &Actor,
    client: ClientId,
    typed: &Typed,
    ticked: &[String],
    key: Uuid,
) -> Result<usize, CarryError> {
    let acting = create::creates_for(actor)?;
    let sight = Sight::of(store, actor).await?;
    let mut tx = store.begin(Some(actor.user)).await?;
    let question = serde_json::to_string(&(client, typed, ticked))
        .map_err(|_| StoreError::Unreadable("carried form"))?;
    let question = store.keys.lookup_hash(ACT, &question);
    if let Some(answer) = idempotency::claim(&mut tx, actor.user, key, ACT, &question).await? {
        return Ok(answer);
    }
    let today = store.clock.office_day();
    let found = compare(&mut tx, &sight, client, &carried(typed, today)).await?;
    let taken = found
        .offers
        .into_iter()
        .filter(|(code, _)| ticked.contains(code))
        .map(|(_, offer)| offer)
        .collect::<Vec<_>>();
    for offer in &taken {
        add(&mut tx, store, client, offer).await?;
    }
    index_clients(&mut tx, &[client]).await?;
    tell(&mut tx, actor, acting, client, &taken).await?;
    idempotency::keep(&mut tx, actor.user, key, &taken.len()).await?;
    tx.commit().await?;
    Ok(taken.len())
}

async fn compare(
    connection: &mut PgConnection,
    sight: &Sight<'_>,
    client: ClientId,
    typed: &Carried,
) -> Result<Differences> {
    let row = sqlx::query!(
        r#"
        select hmis_id, first_name, middle_name, last_name, name_suffix, dob, hashed, sharing,
            owning_organization_id, ssn_sealed is not null as "has_ssn!", works_with($2, client) as "close!",
            array(select name from client_alias
                where client_alias.client_id = client.client_id and name is not null) as "names!: Vec<String>"
        from client
        where client_id = $1 and nameable(client)
        for no key update
        "#,
        client.0,
        &sight.held,
    )
    .fetch_one(&mut *connection)
    .await?;
    let restricted = sight.restricts(
        Sharing::from_code(&row.sharing).code(),
        row.owning_organization_id,
    );
    let name = Name {
        first: row.first_name,
        middle: row.middle_name,
        last: row.last_name,
        suffix: row.name_suffix,
    };
    let mut names = row.names;
    if !row.hashed {
        names.extend([name.full(), name.short()]);
    }
    let (details, cards) = if restricted {
        (Vec::new(), Vec::new())
    } else {
        let details = contacts::of(connection, client).await?;
        (details, contacts::cards(connection, client).await?)
    };
    let mut offers = Vec::new();
    let other = typed.names.iter().enumerate().filter(|(_, typed)| {
        let mut known = names.iter();
        !known.any(|name| same_name(name, typed))
    });
    offers.extend(other.map(|(at, name)| (at, Offer::Name(name.clone()))));
    let new = typed
        .contacts
        .iter()
        .filter(|detail| !details.contains(detail));
    offers.extend(new.map(|detail| (0, Offer::Contact(detail.clone()))));
    let card = typed.card.iter().filter(|card| !cards.contains(card));
    offers.extend(card.map(|card| (0, Offer::Card(card.clone()))));
    if row.close && row.dob.is_none() {
        offers.extend(
            typed
                .dob
                .map(|(day, quality)| (0, Offer::Dob(day, quality))),
        );
    }
    if row.close && !row.has_ssn {
        let ssn = typed.ssn.clone();
        offers.extend(ssn.map(|(digits, quality)| (0, Offer::Ssn(digits, quality))));
    }
    Ok(Differences {
        name: ShownName::of(name, row.hashed, false),
        dob: row.dob,
        hmis_id: row.hmis_id,
        restricted,
        offers: offers
            .into_iter()
            .map(|(at, offer)| (offer.code(at), offer))
            .collect(),
        other_dob: typed
            .dob
            .map(|(day, _)| day)
            .filter(|day| row.dob.is_some_and(|dob| dob != *day)),
    })
}

async fn add(tx: &mut crate::Tx, store: &Store, client: ClientId, offer: &Offer) -> Result<()> {
    match offer {
        Offer::Name(name) => contacts::add_name(tx, client, name).await,
        Offer::Contact(detail) => contacts::add(tx, client, std::slice::from_ref(detail)).await,
        Offer::Card(card) => contacts::add_card(tx, client, card).await,
        Offer::Dob(day, quality) => {
            sqlx::query!(
                "update client set dob = $2, dob_data_quality = $3, written_here = true where client_id = $1",
                client.0,
                day,
                quality.code(),
            )
            .execute(&mut **tx)
            .await?;
            Ok(())
        }
        Offer::Ssn(digits, quality) => {
            set_ssn(tx, &store.keys, client, digits).await?;
            sqlx::query!(
                "update client set ssn_data_quality = $2, written_here = true where client_id = $1",
                client.0,
                quality.code(),
            )
            .execute(&mut **tx)
            .await?;
            Ok(())
        }
    }
}

async fn tell(
    tx: &mut crate::Tx,
    actor: &Actor,
    acting: Acting,
    client: ClientId,
    taken: &[Offer],
) -> Result<()> {
    let kinds = taken.iter().map(Offer::kind).collect::<Vec<_>>();
    audit::Entry::new(ACT)
        .by(actor.user, Some(acting))
        .on("client", client.0)
        .detail(json!({ "added": kinds }))
        .write(tx)
        .await
}

#[cfg(test)]
mod tests;
