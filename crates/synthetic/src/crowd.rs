//! People without histories, by the million: for measuring search and duplicate review.
//!
//! Each person is drawn from a random stream of their own, so that number 731,004 is who they are without
//! the others before them. Names are as frequent as names are: a few are everywhere, most are rare. The
//! common ones are those of the communities; the many rare ones are invented, syllable by syllable.

mod slip;
mod spellings;
mod tail;
mod twins;

pub use slip::{Asked, Evidence, SLIPS, Slip};
pub use spellings::Spellings;
pub use twins::Recorded;

use crate::draw::{Draw, before};
use crate::names::{Community, Names};
use chrono::{Datelike, NaiveDate};
use domain::hud::Sex;
use domain::search::fold;

/// The stream of a person; far from those of households.
const PEOPLE: u64 = 1 << 40;
/// The purpose of the stream of a person's phone and retired id; those of slips lie below, those of records above.
const REACHED: u64 = 47;
/// The first number that a retired id can be: seven digits, as a local phone number has.
const FIRST_RETIRED: u64 = 3_000_000;

/// Somebody, as they would write themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Where they stand in the crowd.
    pub number: u64,
    /// First name.
    pub first: String,
    /// Middle name.
    pub middle: Option<String>,
    /// Last name.
    pub last: String,
    /// Born on.
    pub dob: NaiveDate,
    /// Nine digits.
    pub ssn: String,
    /// Ten digits, for those who have a phone; a family shares one.
    pub phone: Option<String>,
    /// The number that was theirs before a merge, for those whose records were merged.
    pub retired_id: Option<String>,
    /// Sex.
    pub sex: Sex,
    community: Community,
}

/// All of them.
#[derive(Debug)]
pub struct Crowd {
    seed: u64,
    today: NaiveDate,
    names: Names,
    spellings: Spellings,
}

impl Crowd {
    /// Another seed, another crowd.
    #[must_use]
    pub fn new(seed: u64, today: NaiveDate) -> Self {
        Self {
            seed,
            today,
            names: Names::read(),
            spellings: Spellings::read(),
        }
    }

    /// How names are written down differently: the truth that recall is measured against.
    #[must_use]
    pub fn spellings(&self) -> &Spellings {
        &self.spellings
    }

    /// Person number so and so.
    #[must_use]
    pub fn person(&self, number: u64) -> Person {
        let mut draw = self.draw(number, 0);
        let head = head_of(number).map(|head| self.person(head));
        let community = head.as_ref().map_or_else(
            || {
                let region = match number % 10 {
                    0..=4 => "metro",
                    5 | 6 => "suburban",
                    7 => "north",
                    _ => "rural",
                };
                Community::draw(&mut draw, region)
            },
            |head| head.community,
        );
        let sex = if draw.chance(42) {
            Sex::Female
        } else {
            Sex::Male
        };
        let first = self.first(&mut draw, community, sex);
        let middle = if community.named_after_fathers() {
            Some(self.first(&mut draw, community, Sex::Male))
        } else {
            draw.chance(30)
                .then(|| self.first(&mut draw, community, sex))
        };
        let shared = head.as_ref().filter(|_| draw.chance(70));
        let last = match shared {
            Some(head) => head.last.clone(),
            None => self.last(&mut draw, community),
        };
        let reached = head.as_ref().map_or(number, |head| head.number);
        let phone = phone(&mut self.draw(reached, REACHED));
        let merged = self.draw(number, REACHED).chance(6);
        // Twins are born on one day.
        let twin = head.filter(|_| draw.chance(2)).map(|head| head.dob);
        let dob = match twin {
            Some(dob) => dob,
            None => self.birth(&mut draw, community),
        };
        Person {
            number,
            first,
            middle,
            last,
            dob,
            ssn: ssn(&mut draw),
            phone,
            retired_id: merged.then(|| (FIRST_RETIRED + number).to_string()),
            sex,
            community,
        }
    }

    /// First and last name as those say them who know the person, folded, however they are written; also without the
    /// particle and with half of a double surname. People add a date or digits to a name that many bear.
    #[must_use]
    pub fn spoken(&self, person: &Person) -> Vec<(String, String)> {
        let said = |name: &str| {
            let class = self.spellings.class(person.community, name);
            let written = class.and_then(|names| names.first().copied());
            fold(written.unwrap_or(name))
        };
        let bare = slip::without_particle(&person.last).map(str::to_owned);
        let halves = slip::double(&person.last).map(|(one, other)| [one, other]);
        let lasts = [person.last.clone()]
            .into_iter()
            .chain(bare)
            .chain(halves.into_iter().flatten());
        lasts
            .map(|last| (said(&person.first), said(&last)))
            .collect()
    }

    /// The stream of one purpose about a person.
    fn draw(&self, number: u64, purpose: u64) -> Draw {
        Draw::new(self.seed, PEOPLE + number * 64 + purpose)
    }

    fn first(&self, draw: &mut Draw, community: Community, sex: Sex) -> String {
        let listed = self.names.given(community, sex);
        let name = match draw.pick_early(listed) {
            Some(name) if draw.chance(tail::share(community).given) => (*name).to_owned(),
            _ => tail::given(draw, community, sex, listed),
        };
        self.written(draw, community, name)
    }

    fn last(&self, draw: &mut Draw, community: Community) -> String {
        let listed = self.names.family(community);
        let one = |draw: &mut Draw| match draw.pick_early(listed) {
            Some(name) if draw.chance(tail::share(community).family) => (*name).to_owned(),
            _ => tail::family(draw, community, listed),
        };
        let name = one(draw);
        let name = self.written(draw, community, name);
        let mark = match community {
            Community::Hispanic if draw.chance(35) => Some(' '),
            Community::Hispanic | Community::Hmong | Community::Karen => None,
            community if community.named_after_fathers() => None,
            _ => draw.chance(5).then_some('-'),
        };
        match mark {
            Some(mark) if !name.contains([' ', '-']) => {
                let second = one(draw);
                let second = self.written(draw, community, second);
                format!("{name}{mark}{second}")
            }
            _ => name,
        }
    }

    /// A name that is written in several ways is written in one of them.
    fn written(&self, draw: &mut Draw, community: Community, name: String) -> String {
        match self.spellings.class(community, &name) {
            Some(class) if draw.chance(50) => {
                draw.pick(class).map_or(name, |name| (*name).to_owned())
            }
            _ => name,
        }
    }

    fn birth(&self, draw: &mut Draw, community: Community) -> NaiveDate {
        let age = match draw.between(1, 100) {
            ..=22 => draw.between(0, 17),
            23..=70 => draw.between(18, 49),
            _ => draw.between(50, 82),
        };
        let born = before(self.today, age * 365 + draw.between(0, 364));
        // Where no day is known, the first of January is written down.
        let unknown = match community {
            Community::Somali | Community::Oromo => 20,
            Community::Karen | Community::Hmong => 8,
            _ => 1,
        };
        if draw.chance(unknown) {
            NaiveDate::from_ymd_opt(born.year(), 1, 1).unwrap_or(born)
        } else {
            born
        }
    }
}

/// Whose relative a person is: of eight, four live alone, and four together.
const fn head_of(number: u64) -> Option<u64> {
    match number % 8 {
        5..=7 => Some(number - number % 8 + 4),
        _ => None,
    }
}

/// Nine digits that were never allotted, all of them usable.
fn ssn(draw: &mut Draw) -> String {
    let (area, group, serial) = (
        draw.between(773, 899),
        draw.between(1, 99),
        draw.between(1, 9_999),
    );
    format!("{area:03}{group:02}{serial:04}")
}

/// Ten digits that nobody has: 555 begins no local number.
fn phone(draw: &mut Draw) -> Option<String> {
    let (area, serial) = (draw.between(201, 989), draw.between(0, 9_999));
    draw.chance(60).then(|| format!("{area}555{serial:04}"))
}

#[cfg(test)]
mod tests;
