//! What is wrong with a form, by field, in sentences.

/// Where on the page a problem belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// 3.01.1 First name.
    First,
    /// 3.01.3 Last name.
    Last,
    /// 3.01.1 to 4: too long.
    Middle,
    /// Suffix.
    Suffix,
    /// 3.01.5.
    NameQuality,
    /// 3.02.1.
    Ssn,
    /// 3.02.2.
    SsnQuality,
    /// 3.03.1.
    Dob,
    /// 3.03.2.
    DobQuality,
    /// 3.04.
    Races,
    /// 3.04 in words.
    MoreRace,
    /// 4.21.
    Sex,
    /// 3.07.
    Veteran,
    /// A phone number.
    Phone,
    /// An email address.
    Email,
    /// A place or a person.
    Through,
    /// Other names.
    OtherNames,
    /// The scan card.
    Card,
}

impl Field {
    /// The name of the control in the form; its id is `client-<name>`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Middle => "middle",
            Self::Last => "last",
            Self::Suffix => "suffix",
            Self::NameQuality => "name_quality",
            Self::Ssn => "ssn",
            Self::SsnQuality => "ssn_quality",
            Self::Dob => "dob",
            Self::DobQuality => "dob_quality",
            Self::Races => "races",
            Self::MoreRace => "more_race",
            Self::Sex => "sex",
            Self::Veteran => "veteran",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Through => "through",
            Self::OtherNames => "other_names",
            Self::Card => "card",
        }
    }
}

/// One thing that is wrong. Its sentence holds nothing that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub field: Field,
    /// What to do.
    pub words: &'static str,
}
