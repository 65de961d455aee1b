//! The email address of a refused sign-in: sealed for the browser that typed it, for a few minutes.

use crate::secret::{hex, unhex};
use crate::{Result, Store};
use uuid::Uuid;

/// How long the address is kept, in seconds.
pub const TYPED_EMAIL_SECONDS: i64 = 300;

/// What the seal is bound to, so that nothing else that was sealed opens as an address.
const BINDING: Uuid = Uuid::from_bytes(*b"typed at sign-in");
/// No address is longer.
const LONGEST: usize = 254;

/// Seals what was typed as the address, as text for a cookie; `None` for what can be no address. Whether there
/// is such an account makes no difference.
///
/// # Errors
/// When it cannot be sealed.
pub fn seal_typed_email(store: &Store, typed: &str) -> Result<Option<String>> {
    if typed.is_empty() || typed.len() > LONGEST {
        return Ok(None);
    }
    let kept = format!("{} {typed}", store.clock.now().timestamp());
    let sealed = store.keys.seal(BINDING, kept.as_bytes())?;
    Ok(Some(hex(&sealed)))
}

/// The address that was sealed a few minutes ago at most; `None` for any other text.
#[must_use]
pub fn open_typed_email(store: &Store, sealed: &str) -> Option<String> {
    let kept = store.keys.open(BINDING, &unhex(sealed)?).ok()?;
    let kept = String::from_utf8(kept).ok()?;
    let (at, typed) = kept.split_once(' ')?;
    let age = store.clock.now().timestamp() - at.parse::<i64>().ok()?;
    (0..=TYPED_EMAIL_SECONDS)
        .contains(&age)
        .then(|| typed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::testing;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    #[sqlx::test(migrations = "../../migrations")]
    async fn an_address_opens_for_a_few_minutes_and_nothing_else_does(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) -> Result<()> {
        let mut store = testing::store(pool, options).await?;
        let sealed = seal_typed_email(&store, "rosa@example.org")?.unwrap_or_default();
        assert!(!sealed.contains("rosa"));
        assert_eq!(
            open_typed_email(&store, &sealed).as_deref(),
            Some("rosa@example.org")
        );
        let other = hex(&store
            .keys
            .seal(Uuid::nil(), b"1795370400 rosa@example.org")?);
        for text in ["", "zz", &sealed[2..], &other] {
            assert_eq!(open_typed_email(&store, text), None, "{text}");
        }
        assert_eq!(seal_typed_email(&store, &"a".repeat(255))?, None);
        let later = testing::noon() + chrono::TimeDelta::seconds(TYPED_EMAIL_SECONDS + 1);
        store.clock = Clock::Fixed(later);
        assert_eq!(open_typed_email(&store, &sealed), None);
        Ok(())
    }
}
