//! What a password must be like.

use serde::{Deserialize, Serialize};
use std::fmt;

/// At least this many characters (2004 HMIS standards).
pub const MIN_CHARACTERS: usize = 8;
/// More is refused before any work is done on it.
pub const MAX_CHARACTERS: usize = 256;

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

/// Why a password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeakPassword {
    /// Fewer than [`MIN_CHARACTERS`].
    TooShort,
    /// More than [`MAX_CHARACTERS`].
    TooLong,
    /// Letters or digits only.
    OneKind,
    /// Holds the user's name or email address.
    Personal,
    /// Among the first that anybody would try.
    Common,
    /// The one that is to be replaced.
    Same,
}

impl WeakPassword {
    /// All reasons.
    pub const ALL: [Self; 6] = [
        Self::TooShort,
        Self::TooLong,
        Self::OneKind,
        Self::Personal,
        Self::Common,
        Self::Same,
    ];

    /// The sentence beside the field.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::TooShort => "Use at least 8 characters.",
            Self::TooLong => "Use at most 256 characters.",
            Self::OneKind => "Use at least one letter and at least one digit.",
            Self::Personal => "Do not use your name or email address in it.",
            Self::Common => {
                "This password is easy to guess. Choose another one, for example a few words and a number."
            }
            Self::Same => "Choose a password that differs from the present one.",
        }
    }
}

impl fmt::Display for WeakPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl std::error::Error for WeakPassword {}

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
}
