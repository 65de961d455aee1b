//! How likely two records are one person's, with the reasons.

use super::record::{Around, Record};
use super::weights as w;
use super::{names, numbers};
use crate::search::Vocabulary;
use serde::{Deserialize, Serialize};

/// What a comparison found. Holds no name and no number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likeness {
    /// Hundredths of a bit above what must be outweighed; zero is as likely as not.
    pub score: i32,
    /// The score in words.
    pub certainty: Certainty,
    /// What speaks for it, then what speaks against it.
    pub reasons: Vec<Reason>,
}

/// How sure a comparison is; more is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Worth a look; more often two people than one.
    Possible,
    /// More often one person than two.
    Likely,
    /// Of two hundred such pairs at most one is two people.
    VeryLikely,
    /// Everything agrees that a record can agree in.
    Surely,
}

impl Certainty {
    /// All, the least first.
    pub const ALL: [Self; 4] = [Self::Possible, Self::Likely, Self::VeryLikely, Self::Surely];

    /// "Very likely the same person".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Possible => "Possibly the same person",
            Self::Likely => "Likely the same person",
            Self::VeryLikely => "Very likely the same person",
            Self::Surely => "Surely the same person",
        }
    }

    /// As it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::VeryLikely => "very_likely",
            Self::Surely => "surely",
        }
    }

    /// From what was stored.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// One thing that agrees or differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum Reason {
    SameSsn,
    NearlySameSsn,
    SameLastFour,
    SameBirthDate,
    SameJanuaryFirst,
    ExchangedBirthDate,
    DigitOffBirthDate,
    SameMonthAndDay,
    SameFirst,
    Nickname,
    FirstSpelledOtherwise,
    FirstMisspelt,
    FirstSounds,
    FirstElsewhere,
    Initial,
    SameLast,
    LastSpelledOtherwise,
    LastMisspelt,
    LastSounds,
    FormerLast,
    NamesExchanged,
    SameMiddle,
    SamePhone,
    BothVeterans,
    // From here on it speaks against one person.
    SameYear,
    OtherFirst,
    OtherLast,
    OtherMiddle,
    OtherSuffix,
    OtherBirthDate,
    GenerationApart,
    OtherSsn,
    OtherSex,
    OneVeteran,
    OneHousehold,
}

impl Reason {
    /// Whether it speaks for one person.
    #[must_use]
    pub fn speaks_for(self) -> bool {
        self < Self::SameYear
    }

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::SameSsn => "same SSN",
            Self::NearlySameSsn => "SSN one digit off, or two exchanged",
            Self::SameLastFour => "last four of the SSN agree",
            Self::SameBirthDate => "same birth date",
            Self::SameJanuaryFirst => "same birth date, January 1",
            Self::ExchangedBirthDate => "birth day and month exchanged",
            Self::DigitOffBirthDate => "one digit of the birth date off",
            Self::SameMonthAndDay => "same birthday in another year",
            Self::SameFirst => "same first name",
            Self::Nickname => "first name or its short form",
            Self::FirstSpelledOtherwise => "first name in another spelling",
            Self::FirstMisspelt => "first name nearly the same",
            Self::FirstSounds => "first name sounds alike",
            Self::FirstElsewhere => "first name is the other\u{2019}s middle or other name",
            Self::Initial => "only an initial for the first name",
            Self::SameLast => "same last name",
            Self::LastSpelledOtherwise => "last name in another spelling",
            Self::LastMisspelt => "last name nearly the same",
            Self::LastSounds => "last name sounds alike",
            Self::FormerLast => "last name is another name of the other",
            Self::NamesExchanged => "first and last name exchanged",
            Self::SameMiddle => "middle name agrees",
            Self::SamePhone => "same phone number",
            Self::BothVeterans => "both veterans",
            Self::SameYear => "same year of birth, another day",
            Self::OtherFirst => "other first name",
            Self::OtherLast => "other last name",
            Self::OtherMiddle => "other middle name",
            Self::OtherSuffix => "other suffix, such as Jr. and Sr.",
            Self::OtherBirthDate => "other birth date",
            Self::GenerationApart => "born a generation apart",
            Self::OtherSsn => "other SSN",
            Self::OtherSex => "other sex",
            Self::OneVeteran => "one a veteran, one not",
            Self::OneHousehold => "were in one household at the same time",
        }
    }
}

/// A token that nobody carries is worth the logarithm of all people.
const NOBODY: &str = "";

/// Compares two records; none where they are not even possibly one person's. Which comes first makes no difference.
#[must_use]
pub fn compare(
    a: &Record,
    b: &Record,
    around: Around,
    vocabulary: &Vocabulary,
) -> Option<Likeness> {
    let named = names::compare(a, b, vocabulary);
    let mut score = named.worth;
    let mut reasons = named.reasons;
    let ssn = numbers::ssns(a.ssn.as_deref(), b.ssn.as_deref());
    let found = [
        numbers::birth_dates(a.dob, b.dob),
        ssn,
        numbers::phones(&a.phones, &b.phones),
        sexes(a, b),
        veterans(a, b),
        around
            .same_household
            .then_some((w::ONE_HOUSEHOLD, Reason::OneHousehold)),
    ];
    for (worth, reason) in found.into_iter().flatten() {
        score += worth;
        if worth != w::SAME_SEX {
            reasons.push(reason);
        }
    }
    // Twins, brothers and sisters agree in all but the first name, and a parent's number is given for a child: without
    // the first name only a number of one's own and a birth date together say more than "possible".
    let own_number = matches!(ssn, Some((_, Reason::SameSsn)));
    score -= vocabulary.worth(NOBODY);
    reasons.sort_unstable();
    reasons.dedup();
    let date = reasons
        .iter()
        .any(|one| matches!(one, Reason::SameBirthDate | Reason::ExchangedBirthDate));
    // Nor does anything but a number say that two whom somebody saw together are one.
    let says_enough = named.first_agrees || own_number && date;
    if !says_enough || around.same_household && !own_number {
        score = score.min(w::LIKELY - 1);
    }
    let against = reasons.iter().any(|reason| {
        !reason.speaks_for() && !matches!(reason, Reason::OtherMiddle | Reason::OtherLast)
    });
    let certainty = match score {
        ..0 => return None,
        score if score >= w::SURELY && !against => Certainty::Surely,
        score if score >= w::VERY_LIKELY => Certainty::VeryLikely,
        score if score >= w::LIKELY => Certainty::Likely,
        _ => Certainty::Possible,
    };
    Some(Likeness {
        score,
        certainty,
        reasons,
    })
}

fn sexes(a: &Record, b: &Record) -> Option<(i32, Reason)> {
    let (a, b) = (a.sex?, b.sex?);
    Some(if a == b {
        (w::SAME_SEX, Reason::SameFirst)
    } else {
        (w::OTHER_SEX, Reason::OtherSex)
    })
}

fn veterans(a: &Record, b: &Record) -> Option<(i32, Reason)> {
    match (a.veteran?, b.veteran?) {
        (true, true) => Some((w::BOTH_VETERANS, Reason::BothVeterans)),
        (false, false) => None,
        _ => Some((w::ONE_VETERAN, Reason::OneVeteran)),
    }
}
