//! Secrets: sealed values, keyed hashes, random tokens, digests.

use crate::{Result, StoreError};
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::Arc;
use uuid::Uuid;

const NONCE_BYTES: usize = 12;

/// The installation's keys. The last of the key file seals and hashes; all open, and what was hashed with
/// any of them is found.
#[derive(Clone)]
pub struct Keys(Arc<Vec<Key>>);

struct Key {
    id: u8,
    seal: [u8; 32],
    lookup: [u8; 32],
    device: [u8; 32],
}

/// With what a user's browser seals what the server does not have yet.
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceKey {
    /// Names what is theirs on a device that others use too, and says nothing of them.
    pub mark: String,
    /// The key, as 64 hexadecimal digits.
    pub key: String,
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceKey({})", self.mark)
    }
}

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error(
    "a key file holds one line a key, the one that seals last: a number from 1 to 255 that no other line has, a \
     space, 64 hexadecimal digits"
)]
pub struct KeyFileError;

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({})", self.0.len())
    }
}

impl Keys {
    /// Reads a key file: one line a key, `1 <64 hexadecimal digits>`, the one that seals last. A file with
    /// nothing but 64 hexadecimal digits is key 1.
    ///
    /// # Errors
    /// When no usable key is in it, or two with one number.
    pub fn parse(text: &str) -> Result<Self, KeyFileError> {
        let mut keys: Vec<Key> = Vec::new();
        for line in text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let (id, digits) = line.split_once(' ').unwrap_or(("1", line));
            let id = id
                .parse::<u8>()
                .ok()
                .filter(|id| *id > 0 && keys.iter().all(|key| key.id != *id))
                .ok_or(KeyFileError)?;
            let master = unhex(digits.trim()).and_then(|master| master.try_into().ok());
            let master: [u8; 32] = master.ok_or(KeyFileError)?;
            keys.push(Key {
                id,
                seal: derive(&master, b"seal"),
                lookup: derive(&master, b"lookup"),
                device: derive(&master, b"device"),
            });
        }
        if keys.is_empty() {
            Err(KeyFileError)
        } else {
            Ok(Self(Arc::new(keys)))
        }
    }

    /// The number of the key that seals.
    #[must_use]
    pub fn sealing(&self) -> u8 {
        self.0.last().map_or(0, |key| key.id)
    }

    /// The numbers of all keys, in the order of the key file.
    pub fn numbers(&self) -> impl Iterator<Item = u8> + '_ {
        self.0.iter().map(|key| key.id)
    }

    /// Seals a value so that only this record can hold it: key id, nonce, ciphertext.
    ///
    /// # Errors
    /// Never for values below 64 GiB.
    pub fn seal(&self, record: Uuid, plain: &[u8]) -> Result<Vec<u8>> {
        let key = self.0.last().ok_or(StoreError::Unreadable("no key"))?;
        let nonce: [u8; NONCE_BYTES] = rand::random();
        let sealed = cipher(key)?
            .encrypt(
                &Nonce::from(nonce),
                Payload {
                    msg: plain,
                    aad: record.as_bytes(),
                },
            )
            .map_err(|_| StoreError::Unreadable("cannot seal"))?;
        let mut out = Vec::with_capacity(1 + NONCE_BYTES + sealed.len());
        out.push(key.id);
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&sealed);
        Ok(out)
    }

    /// Opens what was sealed for the same record.
    ///
    /// # Errors
    /// [`StoreError::UnknownKey`] where the key file does not hold the key; otherwise when the value was
    /// sealed for another record or changed.
    pub fn open(&self, record: Uuid, sealed: &[u8]) -> Result<Vec<u8>> {
        let unreadable = StoreError::Unreadable("sealed value");
        let (Some((id, rest)), true) = (sealed.split_first(), sealed.len() > 1 + NONCE_BYTES)
        else {
            return Err(unreadable);
        };
        let (nonce, body) = rest.split_at(NONCE_BYTES);
        let nonce: [u8; NONCE_BYTES] = nonce
            .try_into()
            .map_err(|_| StoreError::Unreadable("sealed value"))?;
        let Some(key) = self.0.iter().find(|key| key.id == *id) else {
            return Err(StoreError::UnknownKey(*id));
        };
        cipher(key)?
            .decrypt(
                &Nonce::from(nonce),
                Payload {
                    msg: body,
                    aad: record.as_bytes(),
                },
            )
            .map_err(|_| unreadable)
    }

    /// A keyed hash by which equal values are found without being stored, with the key that seals. `purpose`
    /// keeps hashes of different kinds apart.
    #[must_use]
    pub fn lookup_hash(&self, purpose: &str, value: &str) -> Vec<u8> {
        self.0
            .last()
            .map_or_else(Vec::new, |key| key.hash(purpose, value))
    }

    /// The same with every key: a row is found whichever key it was hashed with.
    #[must_use]
    pub fn lookup_hashes(&self, purpose: &str, value: &str) -> Vec<Vec<u8>> {
        self.0.iter().map(|key| key.hash(purpose, value)).collect()
    }

    /// The user's keys for their devices, the one that seals first: one for each key of the installation, so
    /// that what lay on a device over a rotation opens.
    #[must_use]
    pub fn on_device(&self, user: Uuid) -> Vec<DeviceKey> {
        let keys = self.0.iter().rev();
        keys.map(|key| key.on_device(user)).collect()
    }
}

impl Key {
    fn on_device(&self, user: Uuid) -> DeviceKey {
        let derived = |what: &[u8]| mac(&self.device, &[what, &[0], user.as_bytes()]);
        DeviceKey {
            mark: hex(&derived(b"mark")[..8]),
            key: hex(&derived(b"key")),
        }
    }

    fn hash(&self, purpose: &str, value: &str) -> Vec<u8> {
        mac(&self.lookup, &[purpose.as_bytes(), &[0], value.as_bytes()]).to_vec()
    }
}

/// A random token for a cookie: 256 bits as hexadecimal digits.
#[must_use]
pub fn token() -> String {
    hex(&rand::random::<[u8; 32]>())
}

/// SHA-256.
#[must_use]
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 over the JSON form of a value, as hexadecimal digits: equal values, equal text.
#[must_use]
pub fn digest_of<T: serde::Serialize>(value: &T) -> String {
    let body = serde_json::to_vec(value).unwrap_or_default();
    hex(&digest(&body))
}

/// Lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// The bytes that hexadecimal digits, two each, stand for; `None` for other text.
pub(crate) fn unhex(digits: &str) -> Option<Vec<u8>> {
    if !digits.len().is_multiple_of(2) || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).ok())
        .collect()
}

fn cipher(key: &Key) -> Result<Aes256Gcm> {
    Aes256Gcm::new_from_slice(&key.seal).map_err(|_| StoreError::Unreadable("key length"))
}

fn derive(master: &[u8; 32], purpose: &[u8]) -> [u8; 32] {
    mac(master, &[b"threshold ", purpose])
}

fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC pads its key with zeros to the block, so a block is the same key.
    let mut block = [0; 64];
    block[..key.len()].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Keys {
        Keys::parse(text).unwrap()
    }

    const ONE: &str = "1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    const TWO: &str = "2 f00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    #[test]
    fn opens_only_for_the_record_it_was_sealed_for() {
        let keys = keys(ONE);
        let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sealed = keys.seal(a, b"123456789").unwrap();
        assert_eq!(keys.open(a, &sealed).unwrap(), b"123456789");
        assert!(keys.open(b, &sealed).is_err());
    }

    #[test]
    fn the_last_key_seals_and_hashes_and_all_open_and_find() {
        let before = keys(ONE);
        let after = keys(&format!("{ONE}\n{TWO}\n"));
        let record = Uuid::from_u128(1);
        let sealed = before.seal(record, b"x").unwrap();
        assert_eq!(after.open(record, &sealed).unwrap(), b"x");
        let renewed = after.seal(record, b"x").unwrap();
        assert_eq!((renewed[0], after.sealing()), (2, 2));
        assert!(matches!(
            before.open(record, &renewed),
            Err(StoreError::UnknownKey(2))
        ));
        let (old, new) = (
            before.lookup_hash("ssn", "1"),
            after.lookup_hash("ssn", "1"),
        );
        assert_ne!(old, new);
        assert_eq!(after.lookup_hashes("ssn", "1"), [old, new]);
    }

    #[test]
    fn each_user_has_keys_of_their_own_on_a_device() {
        let (dana, ken) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let before = keys(ONE).on_device(dana);
        assert_eq!(before, keys(ONE).on_device(dana));
        let [other] = &keys(ONE).on_device(ken)[..] else {
            panic!("one key of the installation is one key of the user");
        };
        assert!(other.mark != before[0].mark && other.key != before[0].key);
        assert_eq!((other.mark.len(), other.key.len()), (16, 64));
        // After a rotation the new one seals, and the old one still opens.
        let after = keys(&format!("{ONE}\n{TWO}\n")).on_device(dana);
        assert_eq!((after.len(), &after[1]), (2, &before[0]));
        assert!(!format!("{after:?}").contains(&after[0].key));
    }

    #[test]
    fn refuses_broken_key_files_and_values() {
        let twice = format!("{ONE}\n{}", TWO.replacen('2', "1", 1));
        for text in ["", "1 abc", "0 00", "x", &"zz".repeat(32), &twice] {
            assert!(Keys::parse(text).is_err(), "{text}");
        }
        assert!(keys(ONE).open(Uuid::from_u128(1), &[1, 2, 3]).is_err());
    }

    #[test]
    fn a_changed_byte_is_noticed() {
        let keys = keys(ONE);
        let record = Uuid::from_u128(7);
        let mut sealed = keys.seal(record, b"note").unwrap();
        let last = sealed.len() - 1;
        sealed[last] ^= 1;
        assert!(keys.open(record, &sealed).is_err());
    }
}
