//! How people ask for somebody: one line, with the slips that hands, ears and paper make.

pub(super) mod dates;
pub(super) mod letters;

use super::spellings::Spellings;
use super::{Crowd, Person};
use crate::draw::Draw;
use crate::names::Community;
use domain::search::fold;

/// One kind of slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the words of each are its documentation")]
pub enum Slip {
    None,
    LastFirst,
    Nickname,
    Phonetic,
    Transposed,
    Typo,
    TypoInBoth,
    TwoTypos,
    Swapped,
    DaySwapped,
    DobDigit,
    DobYear,
    DobMonth,
    HalfOfDouble,
    DoubleJoined,
    AccentMissing,
    AccentAdded,
    Apostrophe,
    Particle,
    Somali,
    Hmong,
    Karen,
    Ojibwe,
    Dakota,
    Hispanic,
    ChangedSurname,
    MiddleAsFirst,
    Beginning,
    Initial,
    SurnameOnly,
    WordsJoined,
    FirstAndLastFour,
    SsnDigit,
    Phone,
    RetiredId,
}

/// All kinds, in the order of the report.
pub const SLIPS: [Slip; 35] = [
    Slip::None,
    Slip::LastFirst,
    Slip::Nickname,
    Slip::Phonetic,
    Slip::Transposed,
    Slip::Typo,
    Slip::TypoInBoth,
    Slip::TwoTypos,
    Slip::Swapped,
    Slip::DaySwapped,
    Slip::DobDigit,
    Slip::DobYear,
    Slip::DobMonth,
    Slip::HalfOfDouble,
    Slip::DoubleJoined,
    Slip::AccentMissing,
    Slip::AccentAdded,
    Slip::Apostrophe,
    Slip::Particle,
    Slip::Somali,
    Slip::Hmong,
    Slip::Karen,
    Slip::Ojibwe,
    Slip::Dakota,
    Slip::Hispanic,
    Slip::ChangedSurname,
    Slip::MiddleAsFirst,
    Slip::Beginning,
    Slip::Initial,
    Slip::SurnameOnly,
    Slip::WordsJoined,
    Slip::FirstAndLastFour,
    Slip::SsnDigit,
    Slip::Phone,
    Slip::RetiredId,
];

impl Slip {
    /// In words, for the report.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::None => "exact",
            Self::LastFirst => "\"Last, First\", titles",
            Self::Nickname => "nickname",
            Self::Phonetic => "spelled by ear",
            Self::Transposed => "letters transposed",
            Self::Typo => "one typo",
            Self::TypoInBoth => "a typo in both names",
            Self::TwoTypos => "two typos in one name",
            Self::Swapped => "first and last swapped",
            Self::DaySwapped => "birth day and month swapped",
            Self::DobDigit => "birth date a digit off",
            Self::DobYear => "birth year one or two off",
            Self::DobMonth => "birth month another",
            Self::HalfOfDouble => "half of a double surname",
            Self::DoubleJoined => "double surname joined or turned",
            Self::AccentMissing => "accent missing",
            Self::AccentAdded => "accent added",
            Self::Apostrophe => "apostrophe missing or a space",
            Self::Particle => "particle left out",
            Self::Somali => "Somali spelling",
            Self::Hmong => "Hmong spelling",
            Self::Karen => "Karen spelling",
            Self::Ojibwe => "Ojibwe spelling",
            Self::Dakota => "Dakota spelling",
            Self::Hispanic => "Hispanic spelling",
            Self::ChangedSurname => "changed surname",
            Self::MiddleAsFirst => "middle name used as first",
            Self::Beginning => "beginning of a name",
            Self::Initial => "initial and last name",
            Self::SurnameOnly => "surname and birth date only",
            Self::WordsJoined => "two words joined, one parted",
            Self::FirstAndLastFour => "first name and last four only",
            Self::SsnDigit => "SSN a digit off",
            Self::Phone => "first name and phone only",
            Self::RetiredId => "retired ID only",
        }
    }

    /// Which birth evidence the slip is about, or cannot do without.
    const fn needs(self) -> Option<Evidence> {
        match self {
            Self::DaySwapped | Self::DobDigit | Self::DobYear | Self::DobMonth => {
                Some(Evidence::Dob)
            }
            Self::SurnameOnly | Self::Initial => Some(Evidence::Dob),
            Self::FirstAndLastFour => Some(Evidence::LastFour),
            Self::SsnDigit => Some(Evidence::Ssn),
            Self::Phone => Some(Evidence::Phone),
            Self::RetiredId => Some(Evidence::RetiredId),
            _ => None,
        }
    }

    /// The community whose ways of writing it is about.
    const fn language(self) -> Option<&'static str> {
        match self {
            Self::Somali => Some("somali"),
            Self::Hmong => Some("hmong"),
            Self::Karen => Some("karen"),
            Self::Ojibwe => Some("ojibwe"),
            Self::Dakota => Some("dakota"),
            Self::Hispanic => Some("hispanic"),
            _ => None,
        }
    }
}

/// What stands beside the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Evidence {
    /// Nothing.
    NameOnly,
    /// The birth year.
    Year,
    /// The date of birth.
    Dob,
    /// The last four digits of the SSN.
    LastFour,
    /// All nine.
    Ssn,
    /// The phone number, or the seven digits of a local one.
    Phone,
    /// The number of a merged record.
    RetiredId,
}

/// One line that somebody types, and what it is.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What is typed.
    pub line: String,
    /// Whom it means.
    pub person: u64,
    /// What went wrong on the way.
    pub slip: Slip,
    /// What stands beside the name.
    pub evidence: Evidence,
    /// For a spelling: its class is one that a table may know.
    pub known_class: bool,
}

/// The parts that a line is made of.
struct Parts {
    first: String,
    last: String,
    beside: String,
}

impl Crowd {
    /// A line for a person with a kind of slip, or `None` where that cannot happen to them. `bearers`: how
    /// many people of the crowd are called what is typed ([`Crowd::spoken`]): to such a name people add a date or
    /// digits.
    #[must_use]
    pub fn ask(&self, person: &Person, slip: Slip, bearers: usize) -> Option<Asked> {
        let mut draw = self.draw(person.number, 1 + slip as u64);
        let usual = match draw.between(1, 100) {
            ..=20 => Evidence::NameOnly,
            21..=40 => Evidence::Year,
            41..=75 => Evidence::Dob,
            _ => Evidence::LastFour,
        };
        let enough = match usual {
            // A beginning alone is typed on until it says who is meant.
            Evidence::NameOnly if bearers > 3 || slip == Slip::Beginning => Evidence::Year,
            other => other,
        };
        let enough = match enough {
            Evidence::Year if bearers > 50 => Evidence::Dob,
            other => other,
        };
        let mut evidence = slip.needs().unwrap_or(enough);
        if slip == Slip::ChangedSurname && !matches!(evidence, Evidence::Dob | Evidence::LastFour) {
            evidence = Evidence::Dob;
        }
        let mut parts = Parts {
            first: person.first.clone(),
            last: person.last.clone(),
            beside: beside(&mut draw, person, evidence)?,
        };
        let known_class = self.apply(&mut draw, person, slip, &mut parts)?;
        let Parts {
            first,
            last,
            beside,
        } = parts;
        let name = match slip {
            Slip::LastFirst => {
                let title = draw
                    .pick(&["Mr. ", "Ms. ", "", ""])
                    .copied()
                    .unwrap_or_default();
                format!("{last}, {title}{first}")
            }
            Slip::Swapped => format!("{last} {first}"),
            Slip::MiddleAsFirst => format!("{first} {last}"),
            _ => format!("{first} {last}"),
        };
        let line = if draw.chance(80) {
            format!("{name} {beside}")
        } else {
            format!("{beside} {name}")
        };
        Some(Asked {
            line: line.trim().to_owned(),
            person: person.number,
            slip,
            evidence,
            known_class,
        })
    }

    /// Lets the slip happen; whether its spelling class is one that a table may know.
    fn apply(
        &self,
        draw: &mut Draw,
        person: &Person,
        slip: Slip,
        parts: &mut Parts,
    ) -> Option<bool> {
        let mut known = false;
        match slip {
            Slip::None | Slip::LastFirst => {}
            Slip::Swapped => (fold(&person.first) != fold(&person.last)).then_some(())?,
            Slip::Nickname => {
                parts.first = self.names.nickname_of(draw, &person.first)?;
            }
            Slip::Phonetic => {
                let changed = letters::by_ear(draw, &parts.first);
                match (changed, letters::by_ear(draw, &parts.last)) {
                    (Some(first), Some(last)) => {
                        if draw.chance(50) {
                            parts.first = first;
                        } else {
                            parts.last = last;
                        }
                    }
                    (Some(first), None) => parts.first = first,
                    (None, Some(last)) => parts.last = last,
                    (None, None) => return None,
                }
            }
            Slip::Transposed => self.either(draw, parts, letters::transposed)?,
            Slip::Typo => self.either(draw, parts, letters::typo)?,
            Slip::TypoInBoth => {
                parts.first = letters::typo(draw, &parts.first)?;
                parts.last = letters::typo(draw, &parts.last)?;
            }
            Slip::TwoTypos => self.either(draw, parts, |draw, name| {
                if name.chars().count() < 6 {
                    return None;
                }
                let once = letters::typo(draw, name)?;
                letters::typo(draw, &once).filter(|twice| twice != name)
            })?,
            Slip::DaySwapped => parts.beside = dates::swapped(draw, person.dob)?,
            Slip::DobDigit => parts.beside = dates::digit_off(draw, person.dob, self.today)?,
            Slip::DobYear => parts.beside = dates::year_off(draw, person.dob, self.today)?,
            Slip::DobMonth => parts.beside = dates::month_off(draw, person.dob, self.today)?,
            Slip::HalfOfDouble => {
                let (one, other) = double(&person.last)?;
                parts.last = if draw.chance(50) { one } else { other };
            }
            Slip::DoubleJoined => {
                let (one, other) = double(&person.last)?;
                parts.last = match draw.between(0, 2) {
                    0 => format!("{one}{}", other.to_lowercase()),
                    1 => format!("{other} {one}"),
                    _ => format!("{other}-{one}"),
                };
            }
            Slip::AccentMissing => {
                let plain = |name: &str| Some(letters::plain(name)).filter(|bare| bare != name);
                let (first, last) = (plain(&parts.first), plain(&parts.last));
                if first.is_none() && last.is_none() {
                    return None;
                }
                parts.first = first.unwrap_or_else(|| parts.first.clone());
                parts.last = last.unwrap_or_else(|| parts.last.clone());
            }
            Slip::AccentAdded => self.either(draw, parts, letters::accented)?,
            Slip::Apostrophe => {
                let last = person
                    .last
                    .replace('\'', if draw.chance(50) { "" } else { " " });
                parts.last = Some(last).filter(|last| *last != person.last)?;
            }
            Slip::Particle => {
                without_particle(&person.last)?.clone_into(&mut parts.last);
            }
            Slip::Somali
            | Slip::Hmong
            | Slip::Karen
            | Slip::Ojibwe
            | Slip::Dakota
            | Slip::Hispanic => {
                known = self.respelled(draw, person, slip, parts)?;
            }
            Slip::ChangedSurname => {
                parts.last = self.last(draw, person.community);
                (fold(&parts.last) != fold(&person.last)).then_some(())?;
            }
            Slip::MiddleAsFirst => {
                let middle = person.middle.clone()?;
                (fold(&middle) != fold(&person.first)).then_some(())?;
                parts.first = middle;
            }
            Slip::Beginning => self.either(draw, parts, |draw, name| {
                let letters = name.chars().count();
                let kept = usize::try_from(draw.between(3, 5)).unwrap_or(3);
                (letters > kept + 1 && !name.contains([' ', '-']))
                    .then(|| name.chars().take(kept).collect())
            })?,
            Slip::Initial => parts.first = person.first.chars().take(1).collect(),
            Slip::SurnameOnly => parts.first = String::new(),
            Slip::WordsJoined => self.either(draw, parts, |draw, name| {
                if name.contains(' ') && !name.starts_with("de") {
                    return Some(name.replace(' ', ""));
                }
                let letters = name.chars().collect::<Vec<_>>();
                (letters.len() >= 7 && draw.chance(40)).then(|| {
                    let at = letters.len() / 2;
                    let part = |letters: &[char]| letters.iter().collect::<String>();
                    format!("{} {}", part(&letters[..at]), part(&letters[at..]))
                })
            })?,
            Slip::FirstAndLastFour | Slip::Phone => parts.last = String::new(),
            Slip::RetiredId => {
                parts.first = String::new();
                parts.last = String::new();
            }
            Slip::SsnDigit => {
                parts.beside = letters::another_digit(draw, &person.ssn)?;
            }
        }
        Some(known)
    }

    /// One of both names, or the other where the first cannot slip like this.
    fn either(
        &self,
        draw: &mut Draw,
        parts: &mut Parts,
        slip: impl Fn(&mut Draw, &str) -> Option<String>,
    ) -> Option<()> {
        let first_one = draw.chance(50);
        for turn in [first_one, !first_one] {
            let name = if turn {
                &mut parts.first
            } else {
                &mut parts.last
            };
            if let Some(changed) = slip(draw, name) {
                *name = changed;
                return Some(());
            }
        }
        None
    }

    /// Another way of writing one of the names, or both where both have one.
    fn respelled(
        &self,
        draw: &mut Draw,
        person: &Person,
        slip: Slip,
        parts: &mut Parts,
    ) -> Option<bool> {
        let community: Community = person.community;
        (Spellings::language(community) == slip.language()).then_some(())?;
        let mut other = |name: &str| {
            let class = self.spellings.class(community, name)?;
            let others = class
                .iter()
                .filter(|other| fold(other) != fold(name))
                .collect::<Vec<_>>();
            draw.pick(&others).map(|name| (**name).to_owned())
        };
        let (first, last) = (other(&person.first), other(&person.last));
        let of = |name: &str| self.spellings.known(community, name);
        let known = match (&first, &last) {
            (None, None) => return None,
            (Some(_), None) => of(&person.first),
            (None, Some(_)) => of(&person.last),
            // Both known, or it counts as unknown.
            (Some(_), Some(_)) => of(&person.first) && of(&person.last),
        };
        parts.first = first.unwrap_or_else(|| parts.first.clone());
        parts.last = last.unwrap_or_else(|| parts.last.clone());
        Some(known)
    }
}

/// What stands beside the name, if the person has it.
fn beside(draw: &mut Draw, person: &Person, evidence: Evidence) -> Option<String> {
    Some(match evidence {
        Evidence::NameOnly => String::new(),
        Evidence::Year => person.dob.format("%Y").to_string(),
        Evidence::Dob => dates::written(draw, person.dob),
        Evidence::LastFour => person.ssn[5..].to_owned(),
        Evidence::Ssn => person.ssn.clone(),
        Evidence::Phone => {
            let phone = person.phone.as_deref()?;
            let (area, local, serial) = (&phone[..3], &phone[3..6], &phone[6..]);
            match draw.between(0, 2) {
                0 => phone.to_owned(),
                1 => format!("({area}) {local}-{serial}"),
                _ => format!("{local}-{serial}"),
            }
        }
        Evidence::RetiredId => person.retired_id.clone()?,
    })
}

/// A surname without its particle, if it has one.
pub(super) fn without_particle(last: &str) -> Option<&str> {
    let particles = ["de la ", "del ", "Van ", "De la "];
    particles
        .iter()
        .find_map(|particle| last.strip_prefix(particle))
}

/// Both halves of a double surname; names with particles are none.
pub(super) fn double(last: &str) -> Option<(String, String)> {
    let (one, other) = last.split_once(['-', ' '])?;
    let whole = |name: &str| name.chars().count() > 3 && !name.contains([' ', '-']);
    (whole(one) && whole(other) && one.chars().next().is_some_and(char::is_uppercase))
        .then(|| (one.to_owned(), other.to_owned()))
}
