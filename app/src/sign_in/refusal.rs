//! Why the way in stays closed, in a word for the address and in a sentence for the page.

use domain::password::WeakPassword;

/// Why a password did not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Email address or password, or the password alone.
    Wrong,
    /// Too many attempts: wait so many minutes.
    Wait(i64),
    /// The current password is another one.
    NotPresent,
    /// The two new ones differ.
    Differ,
    /// The new one breaks a rule.
    Weak(WeakPassword),
}

impl Refusal {
    /// The word in the address after a plain post.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Wrong => "wrong".to_owned(),
            Self::Wait(minutes) => format!("wait-{minutes}"),
            Self::NotPresent => "not-present".to_owned(),
            Self::Differ => "differ".to_owned(),
            Self::Weak(weak) => {
                let at = WeakPassword::ALL.iter().position(|other| *other == weak);
                format!("weak-{}", at.unwrap_or_default())
            }
        }
    }

    /// The refusal of such a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split_once('-') {
            Some(("wait", minutes)) => minutes
                .parse()
                .ok()
                .filter(|minutes| (1..=60).contains(minutes))
                .map(Self::Wait),
            Some(("weak", at)) => {
                let at = at.parse::<usize>().ok()?;
                WeakPassword::ALL.get(at).copied().map(Self::Weak)
            }
            _ => match code {
                "wrong" => Some(Self::Wrong),
                "not-present" => Some(Self::NotPresent),
                "differ" => Some(Self::Differ),
                _ => None,
            },
        }
    }

    /// The sentence.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Wrong => {
                "This email address and password do not go together. Check both and try again."
                    .to_owned()
            }
            Self::Wait(1) => "Too many attempts. Try again in 1 minute.".to_owned(),
            Self::Wait(minutes) => {
                format!("Too many attempts. Try again in {minutes} minutes.")
            }
            Self::NotPresent => "This is not your current password.".to_owned(),
            Self::Differ => "The two new passwords differ. Type the same one twice.".to_owned(),
            Self::Weak(weak) => weak.words().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_survives_the_address() {
        let weak = WeakPassword::ALL.map(Refusal::Weak);
        let others = [
            Refusal::Wrong,
            Refusal::Wait(7),
            Refusal::NotPresent,
            Refusal::Differ,
        ];
        for refusal in weak.into_iter().chain(others) {
            assert_eq!(Refusal::from_code(&refusal.code()), Some(refusal));
        }
        assert_eq!(Refusal::from_code("weak-99"), None);
        assert_eq!(Refusal::from_code("wait--3"), None);
        assert_eq!(Refusal::from_code("<script>"), None);
    }
}
