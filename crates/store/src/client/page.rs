//! The page of one client: who they are, their stays, their places on lists, what happened.

mod enrollments;
mod identity;
mod problems;
mod standing;
mod timeline;

pub use enrollments::{ExitChoice, Member, Stay};
pub use identity::{Background, Identity, Owner, Roi, RoiState, ShownSsn};
pub use standing::ListPlace;
pub use timeline::{Moment, MomentKind};

use crate::client::contacts;
use crate::client::sight::Sight;
use crate::{Result, Store, StoreError, audit};
use chrono::NaiveDate;
use domain::access::Actor;
use domain::contact::ContactDetail;
use domain::ids::ClientId;
use domain::person::{RECORDS_HIDDEN, Sharing};
use serde_json::json;
use uuid::Uuid;

/// What stands on a client's page, for one actor. What the actor may not see is absent, uncounted.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientPage {
    /// The living client; another one than was asked for where that id is retired.
    pub id: ClientId,
    /// Name, birth date, ids.
    pub identity: Identity,
    /// Race, sex, veteran status; `None` where the client's records are restricted.
    pub background: Option<Background>,
    /// Who made the record; `None` where restricted.
    pub owner: Option<Owner>,
    /// The client's choice.
    pub sharing: Sharing,
    /// Ways to reach the person; none where restricted.
    pub contacts: Vec<ContactDetail>,
    /// Numbers of scan cards; none where restricted.
    pub cards: Vec<String>,
    /// The release of information; `None` where restricted.
    pub roi: Option<Roi>,
    /// The one sentence that stands where records are kept back.
    pub hidden: Option<&'static str>,
    /// An administrator may look behind the sentence, with a purpose.
    pub purpose_opens: bool,
    /// Stays that the actor may see: open ones first, then the newest.
    pub stays: Vec<Stay>,
    /// Places on the lists that the actor may see.
    pub places: Vec<ListPlace>,
    /// What happened, newest first.
    pub timeline: Vec<Moment>,
    /// What is wrong with the records, in sentences.
    pub problems: Vec<String>,
    /// The day of this page.
    pub today: NaiveDate,
}

/// Opens a client's page; the audit keeps that. A retired id opens the living client. `purpose`: why an
/// administrator looks at restricted records.
///
/// # Errors
/// [`StoreError::NotFound`] for an unknown client and for one who is hidden altogether.
pub async fn page(
    store: &Store,
    actor: &Actor,
    client: ClientId,
    purpose: Option<&str>,
) -> Result<ClientPage> {
    let sight = Sight::of(store, actor).await?;
    let client = living(store, client).await?;
    let today = sight
        .lists
        .first()
        .map_or_else(|| store.clock.office_day(), |list| list.today);
    let purpose = purpose.map(str::trim).filter(|purpose| !purpose.is_empty());

    let known = identity::load(store, client, &sight.held).await?;
    let restricted = sight.restricts(known.sharing.code(), known.owner_id());
    let opened = sight.opens && purpose.is_some();
    let hidden = (restricted && !opened).then_some(RECORDS_HIDDEN);
    let all = known.sharing == Sharing::All || opened;

    let shown = enrollments::Shown { all, opened };
    let stays = enrollments::load(store, &sight, actor, client, shown).await?;
    let ids = stays
        .iter()
        .map(|stay| stay.enrollment.0)
        .collect::<Vec<_>>();
    let places = standing::load(store, &sight, actor, client, all).await?;
    let timeline = timeline::load(store, client, &ids, hidden.is_none()).await?;
    let problems = problems::load(store, client, &stays).await?;

    let identity = known.identity(store, today)?;
    let (contacts, cards) = if hidden.is_none() {
        let mut connection = store.pool.acquire().await?;
        let contacts = contacts::of(&mut connection, client).await?;
        (contacts, contacts::cards(&mut connection, client).await?)
    } else {
        (Vec::new(), Vec::new())
    };

    let mut tx = store.begin(Some(actor.user)).await?;
    audit::Entry::new("open_client")
        .by(
            actor.user,
            actor
                .chosen
                .and_then(|chosen| actor.acting_on(chosen.organization)),
        )
        .on("client", client.0)
        .purpose(purpose.map(str::to_owned))
        .detail(json!({ "restricted": restricted, "stays": ids.len() }))
        .write(&mut tx)
        .await?;
    tx.commit().await?;

    let open = hidden.is_none();
    Ok(ClientPage {
        id: client,
        identity,
        background: open.then(|| known.background()),
        owner: if open { known.owner() } else { None },
        sharing: known.sharing,
        contacts,
        cards,
        roi: if open {
            Some(identity::roi(store, client, today).await?)
        } else {
            None
        },
        hidden,
        purpose_opens: hidden.is_some() && sight.opens,
        stays,
        places,
        timeline,
        problems,
        today,
    })
}

/// The client, or the one into whom their record was merged.
async fn living(store: &Store, client: ClientId) -> Result<ClientId> {
    let found = sqlx::query_scalar!(
        r#"
        select client_id as "client_id!"
        from (
            select coalesce(merged_into, client_id) as client_id, 0 as place, null::uuid as client_alias_id
            from client where client_id = $1
            union all
            select client_id, 1, client_alias_id from client_alias
            where hmis_id = $2 and kind = 'retired_id') as known
        order by place, client_alias_id
        limit 1
        "#,
        client.0,
        crate::ids::hmis_id(client.0),
    )
    .fetch_optional(&store.pool)
    .await?;
    found.map(ClientId::from).ok_or(StoreError::NotFound)
}

/// Whether a client may be named to anybody at all.
pub(crate) async fn nameable(store: &Store, clients: &[Uuid]) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        r#"
        select client_id from client where client_id = any($1) and nameable(client)
        "#,
        clients,
    )
    .fetch_all(&store.pool)
    .await?)
}

#[cfg(test)]
mod tests;
