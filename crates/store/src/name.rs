//! A person's name as it may be shown.

use domain::person::Name;

/// What stands in the place of the name of a person whom an administrator protects.
pub const PROTECTED: &str = "A protected person";
/// What stands in the place of a name that the sending system hashed: its digits name nobody.
pub const HASHED: &str = "Name hashed by the sending system";

/// The only form in which a name leaves the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShownName {
    /// 3.01 as it was recorded.
    Known(Name),
    /// The sending system hashed it; the hash is not kept here.
    Hashed,
    /// An administrator protects the person.
    Protected,
}

impl ShownName {
    /// The name of a row of `client`, with its columns `hashed` and `protected`. Protection goes first.
    #[must_use]
    pub fn of(name: Name, hashed: bool, protected: bool) -> Self {
        match (protected, hashed) {
            (true, _) => Self::Protected,
            (false, true) => Self::Hashed,
            (false, false) => Self::Known(name),
        }
    }

    /// "Rosa Inés Martinez", or the words that stand in its place.
    #[must_use]
    pub fn full(&self) -> String {
        self.text(Name::full)
    }

    /// "Rosa Martinez", or the words that stand in its place.
    #[must_use]
    pub fn short(&self) -> String {
        self.text(Name::short)
    }

    fn text(&self, known: impl FnOnce(&Name) -> String) -> String {
        match self {
            Self::Known(name) => known(name),
            Self::Hashed => HASHED.to_owned(),
            Self::Protected => PROTECTED.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HASHED, Name, PROTECTED, ShownName};

    #[test]
    fn what_may_not_be_shown_has_words_in_its_place() {
        let shown = |hashed, protected| {
            let name = Name {
                first: Some("Rosa".to_owned()),
                middle: Some("In\u{e9}s".to_owned()),
                last: Some("Martinez".to_owned()),
                suffix: None,
            };
            ShownName::of(name, hashed, protected)
        };
        assert_eq!(shown(false, false).short(), "Rosa Martinez");
        assert_eq!(shown(false, false).full(), "Rosa In\u{e9}s Martinez");
        for (hashed, protected, words) in [
            (true, false, HASHED),
            (false, true, PROTECTED),
            (true, true, PROTECTED),
        ] {
            assert_eq!(shown(hashed, protected).short(), words);
            assert_eq!(shown(hashed, protected).full(), words);
        }
    }
}
