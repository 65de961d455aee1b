//! Passwords: argon2id off the threads that serve; the rules are in [`domain::password`].

use crate::{Result, StoreError};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use domain::password::MAX_CHARACTERS;
use std::sync::OnceLock;
use tokio::sync::Semaphore;

/// Each run takes 19 MiB: this many at once, so that a flood of sign-ins cannot fill the memory.
static RUNS: Semaphore = Semaphore::const_new(3);
/// What an unknown account is checked against, so that it takes the same work.
static NOBODY: OnceLock<String> = OnceLock::new();

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
    use domain::password::check;

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
