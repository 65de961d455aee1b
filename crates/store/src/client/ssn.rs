//! Social Security numbers: sealed, found through keyed hashes, revealed by permission.

use crate::secret::Keys;
use crate::{Result, Tx};
use domain::ids::ClientId;

/// Purposes of the keyed hashes.
const WHOLE: &str = "ssn";
const LAST_FOUR: &str = "ssn_last4";

/// What a client's row holds of an SSN.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SealedSsn {
    /// The digits, sealed for the client; `x` stands for a digit that is not known.
    pub sealed: Option<Vec<u8>>,
    /// Keyed hash of nine digits.
    pub hash: Option<Vec<u8>>,
    /// Keyed hash of the last four.
    pub last4_hash: Option<Vec<u8>>,
}

/// Seals an SSN as typed or as HMIS CSV writes it (`123-45-6789`, `xxxxx6789`). Placeholders (all digits
/// alike, 123456789, beginning with 000, 666 or 9) are sealed and not hashed: they find nobody.
///
/// # Errors
/// When it cannot be sealed.
pub fn seal_ssn(keys: &Keys, client: ClientId, text: &str) -> Result<SealedSsn> {
    let digits = normal(text);
    if digits.is_empty() {
        return Ok(SealedSsn::default());
    }
    let mut ssn = SealedSsn {
        sealed: Some(keys.seal(client.0, digits.as_bytes())?),
        ..SealedSsn::default()
    };
    if usable(&digits) {
        ssn.hash = Some(keys.lookup_hash(WHOLE, &digits));
    }
    if let Some(last4) = last_four(&digits) {
        ssn.last4_hash = Some(keys.lookup_hash(LAST_FOUR, last4));
    }
    Ok(ssn)
}

/// Writes a client's SSN in the transaction of the caller; empty text removes it.
///
/// # Errors
/// When the database refuses.
pub async fn set_ssn(tx: &mut Tx, keys: &Keys, client: ClientId, text: &str) -> Result<()> {
    let ssn = seal_ssn(keys, client, text)?;
    sqlx::query!(
        r#"
        update client
        set ssn_sealed = $2, ssn_hash = $3, ssn_last4_hash = $4, ssn_closed = false
        where client_id = $1
        "#,
        client.0,
        ssn.sealed,
        ssn.hash,
        ssn.last4_hash,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The keyed hashes under which nine digits are found: one of each key.
pub(crate) fn hashes(keys: &Keys, nine: &str) -> Vec<Vec<u8>> {
    keys.lookup_hashes(WHOLE, nine)
}

/// The keyed hashes under which the last four digits are found: one of each key.
pub(crate) fn last4_hashes(keys: &Keys, four: &str) -> Vec<Vec<u8>> {
    keys.lookup_hashes(LAST_FOUR, four)
}

/// Whether nine digits can be somebody's SSN.
pub(crate) fn usable(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() == 9
        && bytes.iter().all(u8::is_ascii_digit)
        && bytes.iter().any(|digit| *digit != bytes[0])
        && digits != "123456789"
        && !digits.starts_with("000")
        && !digits.starts_with("666")
        && !digits.starts_with('9')
}

/// The last four digits, of a usable number or of one that is known in part.
pub(crate) fn last_four(digits: &str) -> Option<&str> {
    let last = digits.get(digits.len().checked_sub(4)?..)?;
    let known = last.bytes().all(|digit| digit.is_ascii_digit()) && last != "0000";
    let partial = digits.len() == 4 || digits.contains('x');
    (known && (partial || usable(digits))).then_some(last)
}

/// Digits, and `x` where one is not known; nothing else.
fn normal(text: &str) -> String {
    text.chars()
        .filter_map(|letter| match letter {
            '0'..='9' => Some(letter),
            'x' | 'X' | '*' => Some('x'),
            _ => None,
        })
        .take(9)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids;
    use crate::testing;

    #[test]
    fn the_same_number_is_found_however_it_was_typed() {
        let keys = testing::keys();
        let plain = seal_ssn(&keys, ids::new(), "457555462").unwrap();
        let dashed = seal_ssn(&keys, ids::new(), "457-55-5462").unwrap();
        assert!(plain.hash.is_some());
        assert_eq!(plain.hash, dashed.hash);
        assert_eq!(plain.last4_hash, dashed.last4_hash);
        assert_ne!(plain.sealed, dashed.sealed);
    }

    #[test]
    fn placeholders_find_nobody() {
        let keys = testing::keys();
        for text in [
            "000000000",
            "111111111",
            "123456789",
            "900121234",
            "666121234",
            "000121234",
        ] {
            let ssn = seal_ssn(&keys, ids::new(), text).unwrap();
            assert!(ssn.sealed.is_some(), "{text}");
            assert_eq!((ssn.hash, ssn.last4_hash), (None, None), "{text}");
        }
        assert_eq!(
            seal_ssn(&keys, ids::new(), "").unwrap(),
            SealedSsn::default()
        );
    }

    #[test]
    fn a_number_known_in_part_is_found_by_its_last_four() {
        let keys = testing::keys();
        let whole = seal_ssn(&keys, ids::new(), "457555462").unwrap();
        for text in ["xxxxx5462", "XXX-XX-5462", "5462"] {
            let part = seal_ssn(&keys, ids::new(), text).unwrap();
            assert_eq!(part.hash, None, "{text}");
            assert_eq!(part.last4_hash, whole.last4_hash, "{text}");
        }
        let first = seal_ssn(&keys, ids::new(), "457xxxxxx").unwrap();
        assert_eq!((first.hash, first.last4_hash), (None, None));
    }
}
