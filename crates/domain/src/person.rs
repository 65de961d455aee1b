//! People as they are shown.

use serde::{Deserialize, Serialize};

/// 3.01 Name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// First name.
    pub first: Option<String>,
    /// Middle name.
    pub middle: Option<String>,
    /// Last name.
    pub last: Option<String>,
    /// Suffix.
    pub suffix: Option<String>,
}

impl Name {
    /// "Rosa Martinez"; "Name not recorded" where there is none.
    #[must_use]
    pub fn full(&self) -> String {
        let parts = [&self.first, &self.middle, &self.last, &self.suffix];
        let words = parts
            .iter()
            .filter_map(|part| part.as_deref().map(str::trim))
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>();
        if words.is_empty() {
            "Name not recorded".to_owned()
        } else {
            words.join(" ")
        }
    }

    /// "Rosa Martinez", without middle name.
    #[must_use]
    pub fn short(&self) -> String {
        Self {
            middle: None,
            suffix: None,
            ..self.clone()
        }
        .full()
    }
}

/// How far a client's record is shared, by the client's own choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sharing {
    /// With all organizations.
    All,
    /// Do Not Share: the creating organization only.
    OwnerOnly,
}

impl Sharing {
    /// The word under which it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::OwnerOnly => "owner_only",
        }
    }

    /// The sharing of a stored word; what is not understood is not shared.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        if code == "all" {
            Self::All
        } else {
            Self::OwnerOnly
        }
    }
}

/// What stands where records are kept back: the same words for one hidden record or nine.
pub const RECORDS_HIDDEN: &str = "This client chose not to share. Records exist that you may not see; do not open a second client record.";

#[cfg(test)]
mod tests {
    use super::{Name, Sharing};

    #[test]
    fn a_name_is_shown_without_gaps() {
        let name = |first: &str, middle: &str, last: &str| Name {
            first: Some(first.to_owned()),
            middle: Some(middle.to_owned()),
            last: Some(last.to_owned()),
            suffix: None,
        };
        for (shown, full, short) in [
            (
                name("Rosa", "Inés", "Martinez"),
                "Rosa Inés Martinez",
                "Rosa Martinez",
            ),
            (name(" rosa ", "", "  "), "rosa", "rosa"),
            (name("", "", ""), "Name not recorded", "Name not recorded"),
            (Name::default(), "Name not recorded", "Name not recorded"),
        ] {
            assert_eq!(shown.full(), full);
            assert_eq!(shown.short(), short);
        }
    }

    #[test]
    fn what_is_not_understood_is_not_shared() {
        assert_eq!(Sharing::from_code("all"), Sharing::All);
        assert_eq!(Sharing::from_code("owner_only"), Sharing::OwnerOnly);
        assert_eq!(Sharing::from_code("ALL"), Sharing::OwnerOnly);
    }
}
