//! Ways to reach a person.

use crate::search::phone_digits;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest value that is kept, in characters.
pub const LONGEST: usize = 200;

/// What kind of way it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// A phone number.
    Phone,
    /// An email address.
    Email,
    /// A place or a person through whom they are found.
    Other,
}

impl ContactKind {
    /// All, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Phone, Self::Email, Self::Other];

    /// The word under which it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Other => "other",
        }
    }

    /// The kind of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// In words, as a page shows it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Phone => "Phone",
            Self::Email => "Email",
            Self::Other => "Found through",
        }
    }
}

/// One way to reach a person. `Debug` shows its kind only.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactDetail {
    /// Its kind.
    pub kind: ContactKind,
    /// As it was typed; a phone number as `(218) 555-0142`.
    pub value: String,
    /// The ten digits of a phone number, by which it is found.
    pub digits: Option<String>,
}

impl fmt::Debug for ContactDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContactDetail")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl ContactDetail {
    /// A detail as it was typed; `None` where it is none of its kind.
    #[must_use]
    pub fn of(kind: ContactKind, text: &str) -> Option<Self> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() || text.chars().count() > LONGEST {
            return None;
        }
        match kind {
            ContactKind::Phone => {
                let digits = phone_digits(&text).filter(|digits| digits.len() == 10)?;
                let value = format!("({}) {}-{}", &digits[..3], &digits[3..6], &digits[6..]);
                Some(Self {
                    kind,
                    value,
                    digits: Some(digits),
                })
            }
            ContactKind::Email => is_address(&text).then_some(Self {
                kind,
                value: text,
                digits: None,
            }),
            ContactKind::Other => Some(Self {
                kind,
                value: text,
                digits: None,
            }),
        }
    }
}

fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let dotted = host
        .split_once('.')
        .is_some_and(|(before, after)| !before.is_empty() && !after.is_empty());
    !name.is_empty() && dotted && !text.contains(' ') && !host.contains('@')
}

#[cfg(test)]
mod tests {
    use super::{ContactDetail, ContactKind};

    #[test]
    fn a_detail_is_kept_in_one_form_or_refused() {
        let value = |kind, text| ContactDetail::of(kind, text).map(|detail| detail.value);
        for (kind, text, kept) in [
            (ContactKind::Phone, "1 218 555 0142", Some("(218) 555-0142")),
            (ContactKind::Phone, "555-0142", None),
            (ContactKind::Phone, "call me", None),
            (
                ContactKind::Email,
                " rosa@mail.example ",
                Some("rosa@mail.example"),
            ),
            (ContactKind::Email, "rosa@mail", None),
            (ContactKind::Email, "rosa lopez@mail.example", None),
            (ContactKind::Email, "@mail.example", None),
            (
                ContactKind::Other,
                "  The library\non Fourth Street ",
                Some("The library on Fourth Street"),
            ),
            (ContactKind::Other, "  ", None),
        ] {
            assert_eq!(value(kind, text).as_deref(), kept, "{kind:?} {text}");
        }
        assert_eq!(value(ContactKind::Other, &"x".repeat(201)), None);
    }

    #[test]
    fn codes_come_back() {
        for kind in ContactKind::ALL {
            assert_eq!(ContactKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(ContactKind::from_code("fax"), None);
    }
}
