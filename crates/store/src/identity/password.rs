//! Passwords: the rules, and argon2id off the threads that serve.

use crate::{Result, StoreError};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use std::sync::OnceLock;
use thiserror::Error;
use tokio::sync::Semaphore;

/// At least this many characters.
pub const MIN_CHARACTERS: usize = 8;
/// More is refused before any work is done on it.
pub const MAX_CHARACTERS: usize = 256;

/// Each run takes 19 MiB: this many at once, so that a flood of sign-ins cannot fill the memory.
static RUNS: Semaphore = Semaphore::const_new(3);
/// What an unknown account is checked against, so that it takes the same work.
static NOBODY: OnceLock<String> = OnceLock::new();

/// Passwords that are guessed first, without the digits and signs around them.
const COMMON: [&str; 24] = [
    "password",
    "passwort",
    "qwerty",
    "qwertyuiop",
    "asdfgh",
    "asdfghjkl",
    "zxcvbnm",
    "letmein",
    "welcome",
    "iloveyou",
    "monkey",
    "dragon",
    "football",
    "baseball",
    "sunshine",
    "princess",
    "admin",
    "administrator",
    "changeme",
    "secret",
    "minnesota",
    "threshold",
    "housing",
    "homeless",
];

/// Why a password is not accepted; the text stands beside the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WeakPassword {
    /// Fewer than [`MIN_CHARACTERS`].
    #[error("Use at least 8 characters.")]
    TooShort,
    /// More than [`MAX_CHARACTERS`].
    #[error("Use at most 256 characters.")]
    TooLong,
    /// Letters or digits only.
    #[error("Use at least one letter and at least one digit.")]
    OneKind,
    /// Holds the user's name or e-mail address.
    #[error("Do not use your name or e-mail address in it.")]
    Personal,
    /// Among the first that anybody would try.
    #[error(
        "This password is easy to guess. Choose another one, for example a few words and a number."
    )]
    Common,
    /// The one that is to be replaced.
    #[error("Choose a password that differs from the present one.")]
    Same,
}

/// Checks a new password against the rules (2004 HMIS standards: eight characters, letters and digits,
/// nothing of the user's name, nothing common).
///
/// # Errors
/// The first rule that it breaks.
pub fn check(password: &str, email: &str, display_name: &str) -> Result<(), WeakPassword> {
    let characters = password.chars().count();
    if characters < MIN_CHARACTERS {
        return Err(WeakPassword::TooShort);
    }
    if characters > MAX_CHARACTERS {
        return Err(WeakPassword::TooLong);
    }
    let has = |kind: fn(char) -> bool| password.chars().any(kind);
    if !has(char::is_alphabetic) || !has(char::is_numeric) {
        return Err(WeakPassword::OneKind);
    }
    let folded = password.to_lowercase();
    let account = email.split('@').next().unwrap_or_default().to_lowercase();
    let name = display_name.to_lowercase();
    let personal = name
        .split_whitespace()
        .chain([account.as_str()])
        .chain(account.split(['.', '-', '_']))
        .any(|word| word.chars().count() >= 4 && folded.contains(word));
    if personal {
        return Err(WeakPassword::Personal);
    }
    let core = folded.trim_matches(|c: char| !c.is_alphabetic());
    let mut distinct = folded.chars().collect::<Vec<_>>();
    distinct.sort_unstable();
    distinct.dedup();
    if COMMON.contains(&core) || distinct.len() < 4 {
        return Err(WeakPassword::Common);
    }
    Ok(())
}

/// Hashes a password (argon2id, PHC string).
///
/// # Errors
/// [`StoreError::Unreadable`] when the work could not be done.
pub async fn hash(password: String) -> Result<String> {
    at_work(move || hash_now(password.as_bytes())).await?
}

/// Whether a password fits a hash. Without a hash the same work is done, and the answer is no.
///
/// # Errors
/// [`StoreError::Unreadable`] when the stored hash is not a PHC string.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool> {
    if password.chars().count() > MAX_CHARACTERS {
        return Ok(false);
    }
    at_work(move || {
        let known = hash.is_some();
        let hash = match hash {
            Some(hash) => hash,
            None => nobody()?,
        };
        let parsed =
            PasswordHash::new(&hash).map_err(|_| StoreError::Unreadable("password hash"))?;
        let fits = Argon2::default()
            .verify_password(password.as_bytes(), &parsed)
            .is_ok();
        Ok(fits && known)
    })
    .await?
}

fn nobody() -> Result<String> {
    if let Some(hash) = NOBODY.get() {
        return Ok(hash.clone());
    }
    let hash = hash_now(&rand::random::<[u8; 16]>())?;
    Ok(NOBODY.get_or_init(|| hash).clone())
}

fn hash_now(password: &[u8]) -> Result<String> {
    Argon2::default()
        .hash_password_with_salt(password, &rand::random::<[u8; 16]>())
        .map(|hash| hash.to_string())
        .map_err(|_| StoreError::Unreadable("password hash"))
}

async fn at_work<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _run = RUNS
        .acquire()
        .await
        .map_err(|_| StoreError::Unreadable("password hash"))?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| StoreError::Unreadable("password hash"))
}

/// A password for one use, of letters and digits that cannot be mistaken for each other.
#[must_use]
pub fn one_time() -> String {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz";
    const DIGITS: &[u8] = b"23456789";
    let random = rand::random::<[u8; 16]>();
    let mut text = String::with_capacity(19);
    for (at, byte) in random.iter().enumerate() {
        if at > 0 && at % 4 == 0 {
            text.push('-');
        }
        let from = if at % 4 == 3 { DIGITS } else { LETTERS };
        text.push(char::from(from[usize::from(*byte) % from.len()]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_in_the_order_in_which_they_are_told() {
        let check =
            |password: &str| check(password, "dana.lindqvist@test.example", "Dana Lindqvist");
        assert_eq!(check("abc1"), Err(WeakPassword::TooShort));
        assert_eq!(check(&"a1".repeat(200)), Err(WeakPassword::TooLong));
        assert_eq!(check("onlyletters"), Err(WeakPassword::OneKind));
        assert_eq!(check("1234567890"), Err(WeakPassword::OneKind));
        assert_eq!(check("xLindqvist77"), Err(WeakPassword::Personal));
        assert_eq!(check("DANA4ever!"), Err(WeakPassword::Personal));
        assert_eq!(check("Password1!"), Err(WeakPassword::Common));
        assert_eq!(check("1aaaaaaaaa"), Err(WeakPassword::Common));
        assert_eq!(check("three loons 4 lakes"), Ok(()));
    }

    #[test]
    fn a_one_time_password_follows_the_rules() {
        for _ in 0..50 {
            let password = one_time();
            assert_eq!(
                check(&password, "x@test.example", "X"),
                Ok(()),
                "{password}"
            );
        }
        assert_ne!(one_time(), one_time());
    }

    #[tokio::test]
    async fn fits_only_its_own_hash() {
        let hash = hash("three loons 4 lakes".into()).await.unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(
            verify("three loons 4 lakes".into(), Some(hash.clone()))
                .await
                .unwrap()
        );
        assert!(
            !verify("three loons 4 lake".into(), Some(hash))
                .await
                .unwrap()
        );
        assert!(!verify("anything".into(), None).await.unwrap());
        assert!(verify("x".into(), Some("plain".into())).await.is_err());
    }
}
