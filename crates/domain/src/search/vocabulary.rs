//! The vocabulary of names: every distinct token of anybody's name, held in memory.
//!
//! A million people share some ten thousands of tokens. A typed word is compared with these, by indexes:
//! the word itself and its groups by a map; one or two letters off by the deletions of both (what is left
//! of two names after taking out a letter or two meets where they are that close); alike in the ear by
//! sounds; beginnings by order.

use super::likeness::{Heard, likeness};
use super::query::Query;
use super::sound::{WHOLE, sounds};
use super::table::{Table, nicknames};
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Tokens that one typed word may mean, at most.
const MOST: usize = 40;
/// Beginnings looked at, the commonest names first.
const MOST_BEGUN: usize = 400;
/// Letters from which a typed word counts as the beginning of a name.
const BEGINS_FROM: usize = 2;
/// Letters from which two may be wrong.
const TWO_OFF_FROM: usize = 6;
/// Names that joined since the indexes were made are compared one by one, up to so many.
const MOST_FRESH: usize = 1_000;
/// Longer names are compared by no index.
const LONGEST: usize = 24;

/// One token.
#[derive(Clone, PartialEq, Eq)]
pub struct Name {
    /// Its number in the database.
    pub id: i32,
    /// How many people carry it.
    pub people: u32,
    /// The folded letters.
    pub text: Box<str>,
    sounds: Box<[u32]>,
}

impl Name {
    /// A token of the database.
    #[must_use]
    pub fn new(id: i32, text: &str, people: u32) -> Self {
        Self {
            id,
            people,
            text: text.into(),
            sounds: heard(text),
        }
    }

    pub(super) fn heard(&self) -> Heard<'_> {
        Heard {
            text: &self.text,
            sounds: &self.sounds,
        }
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Name")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// A token that a typed word may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// Which typed word, from 0.
    pub word: usize,
    /// The token's number.
    pub id: i32,
    /// How close, in percent.
    pub share: i32,
    /// How much likelier the word is typed for somebody who carries the token than for anybody, in hundredths of a bit;
    /// also below nothing.
    pub worth: i32,
}

/// What a typed word may mean: the closest tokens of each word, and how often each word is typed for whomever.
#[derive(Clone, Debug, Default)]
pub(super) struct Meant {
    pub(super) near: Vec<Near>,
    /// By the words' places: the probability that somebody drawn from all people is asked for with that word.
    pub(super) typed: Vec<f64>,
}

/// All tokens with their indexes. Cheap to extend; `Debug` shows only how many.
#[derive(Clone, Default)]
pub struct Vocabulary {
    /// All people: how much a name says is seen by how few of them carry it.
    people: u32,
    core: Arc<Core>,
    fresh: Vec<Name>,
    spellings: Arc<Table>,
}

impl fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Vocabulary({} + {})",
            self.core.names.len(),
            self.fresh.len()
        )
    }
}

/// Without counts every name says as much as one that a thousandth of the people carry.
const UNKNOWN: i32 = 1_000;

impl Vocabulary {
    /// Makes the indexes.
    #[must_use]
    pub fn new(people: u32, names: Vec<Name>, spellings: Table) -> Self {
        Self {
            people,
            core: Arc::new(Core::new(names)),
            fresh: Vec::new(),
            spellings: Arc::new(spellings),
        }
    }

    /// With names that joined. Those it has already keep what it knows of them.
    #[must_use]
    pub fn joined_by(&self, names: Vec<Name>) -> Self {
        let mut fresh = self.fresh.clone();
        for name in names {
            if self.find(&name.text).is_none() && fresh.iter().all(|known| known.id != name.id) {
                fresh.push(name);
            }
        }
        if fresh.len() <= MOST_FRESH {
            return Self {
                fresh,
                ..self.clone()
            };
        }
        let names = self.core.names.iter().cloned().chain(fresh).collect();
        Self {
            people: self.people,
            core: Arc::new(Core::new(names)),
            fresh: Vec::new(),
            spellings: Arc::clone(&self.spellings),
        }
    }

    /// A token by its letters.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<&Name> {
        self.core
            .find(text)
            .or_else(|| self.fresh.iter().find(|name| &*name.text == text))
    }

    /// The spellings of one name.
    #[must_use]
    pub fn spellings(&self) -> &Table {
        &self.spellings
    }

    /// What agreement on a token is worth: log2(people / carriers), in hundredths of a bit.
    pub(crate) fn worth(&self, token: &str) -> i32 {
        if self.people == 0 {
            return UNKNOWN;
        }
        let carriers = self.find(token).map_or(1, |name| name.people.max(1));
        let bits = (f64::from(self.people) / f64::from(carriers)).log2();
        // Even a name of everybody's says a little: it was typed, and it is there.
        #[expect(clippy::cast_possible_truncation, reason = "at most 3,200")]
        let hundredths = (bits.max(0.5) * 100.0).round() as i32;
        hundredths
    }

    /// The odds against any one person, in hundredths of a bit: log2 of all people.
    pub(super) fn crowd(&self) -> i32 {
        #[expect(clippy::cast_possible_truncation, reason = "at most 3,200")]
        let hundredths = (f64::from(self.people.max(2)).log2() * 100.0).round() as i32;
        hundredths
    }

    /// The tokens that each typed word may mean, the closest first. Two words may be one in the record, in
    /// either order: "pao lee" for Paolee.
    #[must_use]
    pub(super) fn meant(&self, query: &Query) -> Meant {
        let mut meant = Meant::default();
        for (word, text) in query.words.iter().enumerate() {
            let (near, typed) = self.near_word(word, text);
            meant.near.extend(near);
            meant.typed.push(typed);
        }
        for (first, one) in query.words.iter().enumerate() {
            for (second, other) in query.words.iter().enumerate() {
                if first != second
                    && let Some(name) = self.find(&format!("{one}{other}"))
                {
                    meant.near.extend([first, second].map(|word| Near {
                        word,
                        id: name.id,
                        share: 95,
                        worth: self.worth(&name.text),
                    }));
                }
            }
        }
        meant
    }

    /// Numbers of the tokens that may stand for the same name, the token itself among them.
    #[must_use]
    pub fn alike(&self, text: &str) -> Vec<i32> {
        let (near, _) = self.near_word(0, text);
        near.iter().map(|near| near.id).collect()
    }

    /// The closest tokens, and how often the word is typed: for each token, as often as people carry it and write
    /// it like this.
    fn near_word(&self, word: usize, text: &str) -> (Vec<Near>, f64) {
        let own_sounds = heard(text);
        let typed = Heard {
            text,
            sounds: &own_sounds,
        };
        let groups = self
            .spellings
            .others(text)
            .iter()
            .chain(nicknames().others(text));
        let mut looked_at = groups
            .filter_map(|name| self.core.at(name))
            .chain(self.core.at(text))
            .chain(self.core.alike(typed))
            .collect::<BTreeSet<_>>();
        looked_at.extend(self.core.begun(text));
        let looked_at = looked_at
            .into_iter()
            .filter_map(|at| self.core.names.get(at as usize));
        let mut near = looked_at
            .chain(&self.fresh)
            .filter_map(|name| Some((likeness(typed, name.heard(), &self.spellings)?, name)))
            .collect::<Vec<_>>();
        let people = f64::from(self.people.max(1));
        let often = near.iter().map(|(close, name)| {
            let carried = f64::from(name.people.max(1)) / people;
            carried * (f64::from(-close.seldom) / 100.0).exp2()
        });
        let often = often.sum();
        near.sort_by_key(|(close, name)| (-close.share, std::cmp::Reverse(name.people), name.id));
        near.truncate(MOST);
        let near = near.into_iter().map(|(close, name)| Near {
            word,
            id: name.id,
            share: close.share,
            worth: hundredths(often).saturating_sub(close.seldom),
        });
        (near.collect(), often)
    }
}

/// -log2 of a probability; of none at all, more than any name is worth.
pub(super) fn hundredths(probability: f64) -> i32 {
    if probability <= 0.0 {
        return i32::MAX;
    }
    #[expect(clippy::cast_possible_truncation, reason = "below 10,000")]
    let bits = (-probability.log2() * 100.0).clamp(0.0, 9_999.0).round() as i32;
    bits
}

/// Names with indexes over them; a name is meant by its place.
#[derive(Default)]
struct Core {
    names: Vec<Name>,
    by_text: HashMap<Box<str>, u32>,
    /// Places in the order of the letters.
    ordered: Vec<u32>,
    /// What is left without a letter or two, hashed, with the place.
    deletions: Vec<(u32, u32)>,
    /// Sounds with the place.
    heard: Vec<(u32, u32)>,
}

impl Core {
    fn new(names: Vec<Name>) -> Self {
        let mut core = Self {
            by_text: (0..)
                .zip(&names)
                .map(|(at, name)| (name.text.clone(), at))
                .collect(),
            ordered: (0..).zip(&names).map(|(at, _)| at).collect(),
            ..Self::default()
        };
        for (at, name) in (0..).zip(&names) {
            core.deletions
                .extend(deletions(&name.text).into_iter().map(|left| (left, at)));
            core.heard
                .extend(name.sounds.iter().map(|sound| (*sound, at)));
        }
        core.ordered.sort_unstable_by(|one, other| {
            names[*one as usize].text.cmp(&names[*other as usize].text)
        });
        core.deletions.sort_unstable();
        core.deletions.shrink_to_fit();
        core.heard.sort_unstable();
        core.names = names;
        core
    }

    fn at(&self, text: &str) -> Option<u32> {
        self.by_text.get(text).copied()
    }

    fn find(&self, text: &str) -> Option<&Name> {
        self.at(text).and_then(|at| self.names.get(at as usize))
    }

    /// Names whose deletions or sounds meet those of a word. Hashes meet by chance as well: who asks compares.
    fn alike(&self, word: Heard<'_>) -> impl Iterator<Item = u32> {
        let left = deletions(word.text);
        let left = left
            .into_iter()
            .flat_map(|left| of_key(&self.deletions, left));
        let heard = word
            .sounds
            .iter()
            .flat_map(|sound| of_key(&self.heard, *sound));
        left.chain(heard)
    }

    /// Names that begin with a word, the commonest.
    fn begun(&self, word: &str) -> Vec<u32> {
        if word.chars().count() < BEGINS_FROM {
            return Vec::new();
        }
        let text = |at: u32| &*self.names[at as usize].text;
        let from = self.ordered.partition_point(|at| text(*at) < word);
        let begun = self.ordered[from..].iter().copied();
        let mut begun = begun
            .take_while(|at| text(*at).starts_with(word))
            .collect::<Vec<_>>();
        if begun.len() > MOST_BEGUN {
            begun.sort_by_key(|at| std::cmp::Reverse(self.names[*at as usize].people));
            begun.truncate(MOST_BEGUN);
        }
        begun
    }
}

/// The places of a key in pairs that are in order.
fn of_key(pairs: &[(u32, u32)], key: u32) -> impl Iterator<Item = u32> {
    let from = pairs.partition_point(|(known, _)| *known < key);
    pairs[from..]
        .iter()
        .take_while(move |(known, _)| *known == key)
        .map(|(_, at)| *at)
}

/// The name itself, and what is left of it without one letter, or from six letters on without two.
fn deletions(text: &str) -> Vec<u32> {
    let letters = text.chars().take(LONGEST).collect::<Vec<_>>();
    let mut left = vec![hash(&letters, None, None)];
    if letters.len() < 3 {
        return left;
    }
    for one in 0..letters.len() {
        left.push(hash(&letters, Some(one), None));
        if letters.len() >= TWO_OFF_FROM {
            left.extend(
                (one + 1..letters.len()).map(|other| hash(&letters, Some(one), Some(other))),
            );
        }
    }
    left.sort_unstable();
    left.dedup();
    left
}

fn hash(letters: &[char], without: Option<usize>, nor: Option<usize>) -> u32 {
    let mut hasher = DefaultHasher::new();
    for (at, letter) in letters.iter().enumerate() {
        if Some(at) != without && Some(at) != nor {
            letter.hash(&mut hasher);
        }
    }
    short(&hasher)
}

/// How a token sounds, as short hashes; the lowest bit says whether all of it was read.
pub(super) fn heard(text: &str) -> Box<[u32]> {
    let heard = sounds(text).into_iter().map(|sound| {
        let mut hasher = DefaultHasher::new();
        sound.hash(&mut hasher);
        short(&hasher) & !1 | u32::from(sound.starts_with(WHOLE))
    });
    heard.collect()
}

/// Whether a hash is that of all sounds of a token, not of its consonants alone.
pub(super) const fn is_whole(sound: u32) -> bool {
    sound & 1 == 1
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the lower half of a hash is a hash"
)]
fn short(hasher: &DefaultHasher) -> u32 {
    hasher.finish() as u32
}
