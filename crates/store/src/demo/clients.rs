//! People of the demo: identity, other names, releases of information, notes.

use super::{Writing, column};
use crate::client::{SealedSsn, index_clients, seal_ssn};
use crate::{Result, Tx, ids};
use domain::hud::Race;
use domain::person::Sharing;
use synthetic::{Case, Client};
use uuid::Uuid;

impl Writing<'_> {
    /// Writes the people of some households.
    pub(super) async fn clients(&self, tx: &mut Tx, cases: &[Case]) -> Result<()> {
        let clients = cases
            .iter()
            .flat_map(|case| &case.clients)
            .collect::<Vec<_>>();
        self.identities(tx, &clients).await?;
        self.aliases(tx, &clients).await?;
        releases(tx, &clients).await?;
        notes(tx, &clients).await?;
        index_clients(tx, &column(&clients, |client| client.id)).await
    }

    async fn identities(&self, tx: &mut Tx, rows: &[&Client]) -> Result<()> {
        let mut sealed = Vec::with_capacity(rows.len());
        for row in rows {
            sealed.push(match &row.ssn {
                Some(ssn) => seal_ssn(&self.store.keys, row.id, ssn)?,
                None => SealedSsn::default(),
            });
        }
        let race = |race: Race| column(rows, |row| i32::from(row.races.contains(race)));
        sqlx::query!(
            r#"
            insert into client
                (client_id, source_id, hmis_id, first_name, middle_name, last_name, name_suffix,
                name_data_quality, ssn_sealed, ssn_hash, ssn_last4_hash, ssn_data_quality, dob,
                dob_data_quality, sex, am_ind_ak_native, asian, black_af_american, hispanic_latinao,
                mid_east_n_african, native_hi_pacific, white, veteran_status, owning_organization_id,
                sharing, protected)
            select c.id, $1, c.hmis_id, c.first, c.middle, c.last, c.suffix, c.name_quality, c.sealed,
                c.hash, c.last4_hash, c.ssn_quality, c.dob, c.dob_quality, c.sex, c.native, c.asian,
                c.black, c.hispanic, c.mid_east, c.pacific, c.white, c.veteran, c.owner, c.sharing,
                c.protected
            from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::integer[], $9::bytea[], $10::bytea[], $11::bytea[], $12::integer[], $13::date[],
                $14::integer[], $15::integer[], $16::integer[], $17::integer[], $18::integer[],
                $19::integer[], $20::integer[], $21::integer[], $22::integer[], $23::integer[],
                $24::uuid[], $25::text[], $26::boolean[])
                as c (id, hmis_id, first, middle, last, suffix, name_quality, sealed, hash, last4_hash,
                    ssn_quality, dob, dob_quality, sex, native, asian, black, hispanic, mid_east,
                    pacific, white, veteran, owner, sharing, protected)
            "#,
            self.source,
            &column(rows, |row| row.id.0),
            &column(rows, |row| ids::hmis_id(row.id.0)),
            &column(rows, |row| row.name.first.clone()) as _,
            &column(rows, |row| row.name.middle.clone()) as _,
            &column(rows, |row| row.name.last.clone()) as _,
            &column(rows, |row| row.name.suffix.clone()) as _,
            &column(rows, |row| row.name_quality.code()),
            &column(&sealed, |ssn| ssn.sealed.clone()) as _,
            &column(&sealed, |ssn| ssn.hash.clone()) as _,
            &column(&sealed, |ssn| ssn.last4_hash.clone()) as _,
            &column(rows, |row| row.ssn_quality.code()),
            &column(rows, |row| row.dob) as _,
            &column(rows, |row| row.dob_quality.code()),
            &column(rows, |row| row.sex.code()),
            &race(Race::AmIndAkNative),
            &race(Race::Asian),
            &race(Race::BlackAfAmerican),
            &race(Race::HispanicLatinao),
            &race(Race::MidEastNAfrican),
            &race(Race::NativeHiPacific),
            &race(Race::White),
            &column(rows, |row| row.veteran.code()),
            &column(rows, |row| row.owner.0),
            &column(rows, |row| row.sharing.code().to_owned()),
            &column(rows, |row| row.protected),
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    async fn aliases(&self, tx: &mut Tx, clients: &[&Client]) -> Result<()> {
        let names = clients
            .iter()
            .flat_map(|client| {
                client
                    .nicknames
                    .iter()
                    .map(|name| (client.id.0, name.clone()))
            })
            .collect::<Vec<_>>();
        sqlx::query!(
            r#"
            insert into client_alias (client_alias_id, client_id, name)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[])
            "#,
            &column(&names, |_| ids::new::<Uuid>()),
            &column(&names, |(client, _)| *client),
            &column(&names, |(_, name)| name.clone()),
        )
        .execute(&mut **tx)
        .await?;
        let retired = clients
            .iter()
            .flat_map(|client| {
                client
                    .retired_ids
                    .iter()
                    .map(|id| (client.id.0, id.clone()))
            })
            .collect::<Vec<_>>();
        sqlx::query!(
            r#"
            insert into client_alias (client_alias_id, client_id, source_id, hmis_id)
            select id, client, $1, hmis_id
            from unnest($2::uuid[], $3::uuid[], $4::text[]) as a (id, client, hmis_id)
            "#,
            self.source,
            &column(&retired, |_| ids::new::<Uuid>()),
            &column(&retired, |(client, _)| *client),
            &column(&retired, |(_, id)| id.clone()),
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

async fn releases(tx: &mut Tx, clients: &[&Client]) -> Result<()> {
    let rows = clients
        .iter()
        .filter_map(|client| Some((client.id.0, client.roi.as_ref()?)))
        .collect::<Vec<_>>();
    sqlx::query!(
        r#"
        insert into roi (roi_id, client_id, scope, how_given, starts_on, ends_on, withdrawn_on)
        select *
        from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::date[], $6::date[], $7::date[])
        "#,
        &column(&rows, |(_, roi)| roi.id),
        &column(&rows, |(client, _)| *client),
        &column(&rows, |(_, roi)| scope(roi.scope)),
        &column(&rows, |(_, roi)| roi.how_given.to_owned()),
        &column(&rows, |(_, roi)| roi.starts_on),
        &column(&rows, |(_, roi)| roi.ends_on) as _,
        &column(&rows, |(_, roi)| roi.withdrawn_on) as _,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn scope(sharing: Sharing) -> String {
    sharing.code().to_owned()
}

async fn notes(tx: &mut Tx, clients: &[&Client]) -> Result<()> {
    let rows = clients
        .iter()
        .flat_map(|client| client.notes.iter().map(|note| (client.id.0, note)))
        .collect::<Vec<_>>();
    sqlx::query!(
        r#"
        insert into note (note_id, client_id, noted_on, body)
        select * from unnest($1::uuid[], $2::uuid[], $3::date[], $4::text[])
        "#,
        &column(&rows, |(_, note)| note.id),
        &column(&rows, |(client, _)| *client),
        &column(&rows, |(_, note)| note.on),
        &column(&rows, |(_, note)| note.body.to_owned()),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
