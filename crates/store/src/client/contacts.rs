//! Ways to reach a person, other names and scan cards: read for a page, added in the transaction of an act.

use crate::{Result, StoreError, Tx, ids};
use domain::contact::{ContactDetail, ContactKind};
use domain::ids::ClientId;
use sqlx::PgConnection;
use uuid::Uuid;

/// The constraint that gives a card's number to one person.
pub(super) const CARD_TAKEN: &str = "client_alias_hmis_id";

/// Ways to reach a client: those to try first, then by kind, the oldest first.
pub(super) async fn of(
    connection: &mut PgConnection,
    client: ClientId,
) -> Result<Vec<ContactDetail>> {
    let rows = sqlx::query!(
        r#"
        select kind, value, digits
        from client_contact_detail
        where client_id = $1
        order by preferred desc, array_position(array['phone', 'email', 'other'], kind), recorded_at,
            client_contact_detail_id
        "#,
        client.0,
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let kind = ContactKind::from_code(&row.kind);
            Ok(ContactDetail {
                kind: kind.ok_or(StoreError::Unreadable("contact kind"))?,
                value: row.value,
                digits: row.digits,
            })
        })
        .collect()
}

/// Adds ways to reach a client; those that are known stay as they are.
pub(super) async fn add(tx: &mut Tx, client: ClientId, details: &[ContactDetail]) -> Result<()> {
    for detail in details {
        sqlx::query!(
            r#"
            insert into client_contact_detail (client_contact_detail_id, client_id, kind, value, digits)
            values ($1, $2, $3, $4, $5)
            on conflict on constraint client_contact_detail_once do nothing
            "#,
            ids::new::<Uuid>(),
            client.0,
            detail.kind.code(),
            detail.value,
            detail.digits,
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Adds another name, unless it is known.
pub(super) async fn add_name(tx: &mut Tx, client: ClientId, name: &str) -> Result<()> {
    sqlx::query!(
        r#"
        insert into client_alias (client_alias_id, client_id, kind, name)
        select $1, $2, 'name', $3
        where not exists (
            select from client_alias where client_id = $2 and lower(name) = lower($3))
        "#,
        ids::new::<Uuid>(),
        client.0,
        name,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds a scan card, unless the client has it already.
///
/// # Errors
/// [`StoreError::Refused`] by [`CARD_TAKEN`] where it is somebody else's.
pub(super) async fn add_card(tx: &mut Tx, client: ClientId, card: &str) -> Result<()> {
    sqlx::query!(
        r#"
        insert into client_alias (client_alias_id, client_id, kind, hmis_id)
        select $1, $2, 'card', $3
        where not exists (
            select from client_alias where client_id = $2 and kind = 'card' and hmis_id = $3)
        "#,
        ids::new::<Uuid>(),
        client.0,
        card,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The numbers of a client's scan cards.
pub(super) async fn cards(connection: &mut PgConnection, client: ClientId) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"
        select hmis_id as "card!" from client_alias
        where client_id = $1 and kind = 'card'
        order by recorded_at, client_alias_id
        "#,
        client.0,
    )
    .fetch_all(connection)
    .await?)
}
