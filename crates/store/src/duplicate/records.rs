//! Records as they are compared: read in sets, with the tokens of their names and how common those are.

use crate::Result;
use crate::client::ssn;
use crate::secret::Keys;
use domain::duplicate::{Around, Likeness, Record, compare};
use domain::search::Vocabulary;
use sqlx::PgConnection;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A record, and the numbers of its names' tokens.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) record: Record,
    /// Of first and middle names, and of last names.
    pub(super) tokens: Vec<i32>,
}

/// Reads records by id; those who may be named to nobody are left out. Numbers are opened here to be compared, and go
/// no further.
pub(super) async fn load(
    connection: &mut PgConnection,
    keys: &Keys,
    clients: &[Uuid],
) -> Result<HashMap<Uuid, Known>> {
    let rows = sqlx::query!(
        r#"
        select client_id, first_name, middle_name, last_name, name_suffix, dob, sex, veteran_status, ssn_sealed,
            hashed, array(select digits from client_contact_detail detail
                where detail.client_id = client.client_id and digits is not null) as "phones!: Vec<String>",
            array(select key from unnest(search_keys) key where key > 0) as "tokens!",
            array(select name from client_alias
                where client_alias.client_id = client.client_id and name is not null) as "aliases!: Vec<String>"
        from client
        where client_id = any($1) and nameable(client)
        "#,
        clients,
    )
    .fetch_all(connection)
    .await?;
    let known = rows.into_iter().map(|row| {
        let mut record = if row.hashed {
            Record::default()
        } else {
            Record::named(
                row.first_name.as_deref(),
                row.middle_name.as_deref(),
                row.last_name.as_deref(),
                row.name_suffix.as_deref(),
            )
        };
        for name in &row.aliases {
            record.add_alias(name);
        }
        record.dob = row.dob;
        record.phones = row.phones;
        record.sex = row.sex.filter(|sex| matches!(sex, 0 | 1));
        record.veteran = match row.veteran_status {
            1 => Some(true),
            0 => Some(false),
            _ => None,
        };
        record.ssn = row
            .ssn_sealed
            .and_then(|sealed| digits(keys, row.client_id, &sealed));
        let known = Known {
            record,
            tokens: row.tokens,
        };
        (row.client_id, known)
    });
    Ok(known.collect())
}

/// Nine digits of a number that can be somebody's, or what is known of the last four. A number whose key is missing
/// counts as not known.
fn digits(keys: &Keys, client: Uuid, sealed: &[u8]) -> Option<String> {
    let opened = keys.open(client, sealed).ok()?;
    let digits = String::from_utf8(opened).ok()?;
    if ssn::usable(&digits) {
        return Some(digits);
    }
    ssn::last_four(&digits).map(|last| format!("xxxxx{last}"))
}

/// Which of the pairs were in one household at the same time.
pub(super) async fn together(
    connection: &mut PgConnection,
    pairs: &[(Uuid, Uuid)],
) -> Result<HashSet<(Uuid, Uuid)>> {
    let (ones, others): (Vec<Uuid>, Vec<Uuid>) = pairs.iter().copied().unzip();
    let rows = sqlx::query!(
        r#"
        select distinct one as "one!", other as "other!"
        from unnest($1::uuid[], $2::uuid[]) as pair (one, other)
        join enrollment a on a.client_id = one
        join enrollment b on b.client_id = other and b.household_id = a.household_id
        where a.entry_date < coalesce(b.exit_on, 'infinity') and b.entry_date < coalesce(a.exit_on, 'infinity')
        "#,
        &ones,
        &others,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.one, row.other)).collect())
}

/// Compares one pair by itself; none where one may not be named, or nothing speaks for one person.
pub(super) async fn compare_pair(
    connection: &mut PgConnection,
    keys: &Keys,
    vocabulary: &Vocabulary,
    (a, b): (Uuid, Uuid),
) -> Result<Option<Likeness>> {
    let known = load(connection, keys, &[a, b]).await?;
    let (Some(one), Some(other)) = (known.get(&a), known.get(&b)) else {
        return Ok(None);
    };
    let same_household = together(connection, &[(a, b)]).await?.contains(&(a, b));
    let around = Around { same_household };
    Ok(compare(&one.record, &other.record, around, vocabulary))
}
