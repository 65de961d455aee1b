//! Which typed word stands for which part of a person's name: the best pairing of all.

use super::candidate::{NameSource, NameToken};
use super::likeness::{Heard, Likeness, Way, likeness};
use super::order::order;
use super::query::MOST_WORDS;
use super::reason::Reason;
use super::vocabulary::{Vocabulary, heard, hundredths};
use std::collections::HashMap;

/// Parts of names beyond this are not compared.
const MOST_PARTS: usize = 24;

/// What it costs, in hundredths of a bit, if a typed word stands for nothing.
pub(super) const UNPAIRED: i32 = 400;
/// What of the worth of a name remains where two words make it up.
const JOINED: i32 = 95;
/// What of it remains where it agrees with a middle or another name.
const ELSEWHERE: i32 = 83;

/// The names' share of a score, in hundredths of a bit.
pub(super) struct Matched {
    pub(super) worth: i32,
    pub(super) reasons: Vec<Reason>,
    /// What the order of the words says, in hundredths of a bit.
    pub(super) order: i32,
    /// Typed words that nothing stands for.
    pub(super) left_over: Vec<String>,
}

/// A typed word, heard once.
struct Word {
    text: String,
    /// Where it stands among the typed ones.
    place: usize,
    sounds: Box<[u32]>,
    /// How often it is typed for whomever: -log2, in hundredths of a bit.
    seldom: i32,
}

/// Typed words against names; what was compared once is remembered, since people share their names.
pub(super) struct Matcher<'a> {
    words: Vec<Word>,
    vocabulary: &'a Vocabulary,
    /// Places in `known`, by the part's text.
    places: HashMap<String, usize>,
    known: Vec<Known>,
    /// Of the person who is compared.
    links: Vec<Link>,
    best: Vec<Option<Pairing>>,
}

/// What is known of a part of names.
struct Known {
    worth: i32,
    /// For each typed word.
    likeness: Vec<Option<Likeness>>,
}

impl<'a> Matcher<'a> {
    /// `typed`: how often each word is typed for whomever.
    pub(super) fn new(words: &[String], typed: &[f64], vocabulary: &'a Vocabulary) -> Self {
        let words = words.iter().zip(typed).enumerate();
        let words = words.map(|(place, (text, typed))| Word {
            place,
            sounds: heard(text),
            text: text.clone(),
            seldom: hundredths(*typed),
        });
        let mut words = words.collect::<Vec<_>>();
        words.sort_unstable_by(|one, other| one.text.cmp(&other.text));
        Self {
            best: vec![None; 1 << words.len()],
            words,
            vocabulary,
            places: HashMap::new(),
            known: Vec::new(),
            links: Vec::new(),
        }
    }

    /// Pairs words with parts so that the sum is greatest; each is used once. Two words may stand for
    /// one part ("pao lee" for Paolee), in either order, so that the order of typing never matters.
    pub(super) fn compare(&mut self, names: &[NameToken]) -> Matched {
        // best[mask]: the words of the mask are used up by the parts seen so far.
        self.best.fill(None);
        self.best[0] = Some(Pairing::default());
        self.links.clear();
        for (place, part) in names.iter().enumerate().take(MOST_PARTS) {
            let from = self.links.len();
            self.link(place, part);
            if self.links.len() > from {
                self.pair(from);
            }
        }
        let found = self.best.iter().enumerate();
        let (mask, pairing) = found
            .filter_map(|(mask, found)| Some((mask, (*found)?)))
            .max_by_key(|(mask, pairing)| {
                let paired = i32::try_from(mask.count_ones()).unwrap_or_default();
                pairing.worth + paired * UNPAIRED
            })
            .unwrap_or_default();
        let links = pairing.links().filter_map(|at| self.links.get(at).copied());
        let links = links.collect::<Vec<_>>();
        let words = self.words.iter().enumerate();
        let left_over = words.filter(|(at, _)| mask & (1 << at) == 0);
        Matched {
            worth: pairing.worth,
            order: order(&self.places(&links, names)),
            reasons: links
                .iter()
                .map(|link| reason(link.way, &self.words[link.word].text, &names[link.part]))
                .collect(),
            left_over: left_over.map(|(_, word)| word.text.clone()).collect(),
        }
    }

    /// Lets words stand for the part whose links begin there. Downwards, so that a part is not used twice.
    fn pair(&mut self, from: usize) {
        for mask in (0..self.best.len()).rev() {
            for (at, link) in self.links.iter().enumerate().skip(from) {
                if mask & link.words != link.words {
                    continue;
                }
                let Some(before) = self.best[mask & !link.words] else {
                    continue;
                };
                let worth = before.worth + link.worth;
                if self.best[mask].is_none_or(|known| worth > known.worth) {
                    self.best[mask] = Some(before.with(at, worth));
                }
            }
        }
    }

    /// Where the paired words stand in the name, in the order in which they were typed. Another name of the person has
    /// no place in it; words that are the same take theirs in order.
    fn places(&self, links: &[Link], names: &[NameToken]) -> Vec<usize> {
        let mut places = links
            .iter()
            .filter(|link| names[link.part].source != NameSource::Alias)
            .map(|link| (&self.words[link.words.trailing_zeros() as usize], link.part))
            .collect::<Vec<_>>();
        // Equal words stand together, and so do their places.
        places
            .sort_unstable_by(|(one, at), (other, to)| one.text.cmp(&other.text).then(at.cmp(to)));
        let mut typed = places
            .iter()
            .map(|(word, _)| (&word.text, word.place))
            .collect::<Vec<_>>();
        typed.sort_unstable();
        let mut places = typed
            .into_iter()
            .zip(places)
            .map(|((_, typed), (_, part))| (typed, part))
            .collect::<Vec<_>>();
        places.sort_unstable();
        places.into_iter().map(|(_, part)| part).collect()
    }

    /// The place of what is known of a part.
    fn known(&mut self, text: &str) -> usize {
        if let Some(known) = self.places.get(text) {
            return *known;
        }
        let name = self.vocabulary.find(text);
        // Not in the vocabulary yet: heard here.
        let sounds = if name.is_none() {
            heard(text)
        } else {
            Box::default()
        };
        let part = name.map_or(
            Heard {
                text,
                sounds: &sounds,
            },
            |name| name.heard(),
        );
        let spellings = self.vocabulary.spellings();
        let words = self.words.iter().map(|word| {
            let typed = Heard {
                text: &word.text,
                sounds: &word.sounds,
            };
            likeness(typed, part, spellings)
        });
        let known = Known {
            worth: self.vocabulary.worth(text),
            likeness: words.collect(),
        };
        let place = self.known.len();
        self.known.push(known);
        self.places.insert(text.to_owned(), place);
        place
    }

    /// Adds the words that may stand for a part.
    fn link(&mut self, place: usize, part: &NameToken) {
        let known = self.known(&part.text);
        let known = &self.known[known];
        for (at, word) in self.words.iter().enumerate() {
            let link = |words, way, worth| Link {
                words,
                worth: elsewhere(worth, part),
                way,
                word: at,
                part: place,
            };
            if let Some(found) = known.likeness[at] {
                let worth = worth(word, found, known.worth);
                self.links.push(link(1 << at, found.way, worth));
            }
            for (other, second) in self.words.iter().enumerate() {
                if other != at
                    && word.text.len() + second.text.len() == part.text.len()
                    && part.text.strip_prefix(word.text.as_str()) == Some(second.text.as_str())
                {
                    let worth = known.worth * JOINED / 100;
                    self.links
                        .push(link(1 << at | 1 << other, Way::Same, worth));
                }
            }
        }
    }
}

/// Links that pair words with parts, by their places.
#[derive(Clone, Copy, Default)]
struct Pairing {
    worth: i32,
    links: [u16; MOST_WORDS],
    count: usize,
}

impl Pairing {
    fn with(mut self, link: usize, worth: i32) -> Self {
        // No more links than words, as each uses one up.
        if let Some(next) = self.links.get_mut(self.count) {
            *next = u16::try_from(link).unwrap_or(u16::MAX);
            self.count += 1;
        }
        self.worth = worth;
        self
    }

    fn links(&self) -> impl Iterator<Item = usize> {
        let links = self.links.iter().take(self.count);
        links.map(|link| usize::from(*link))
    }
}

/// Words (as a mask) that may stand for a part.
#[derive(Clone, Copy)]
struct Link {
    words: usize,
    worth: i32,
    way: Way,
    /// The word that the reason names.
    word: usize,
    part: usize,
}

/// Log2 of how much likelier the word is typed for somebody who carries the name than for anybody: no more than the
/// name is worth, no less than nothing.
fn worth(word: &Word, found: Likeness, name: i32) -> i32 {
    let evidence = word.seldom.saturating_sub(found.seldom);
    evidence.min(name - found.loss).min(found.most).max(0)
}

/// Middle and other names weigh a little less.
fn elsewhere(worth: i32, part: &NameToken) -> i32 {
    match part.source {
        NameSource::First | NameSource::Last => worth,
        NameSource::Middle | NameSource::Alias => worth * ELSEWHERE / 100,
    }
}

/// The letters of middle and other names are not told.
fn reason(way: Way, word: &str, part: &NameToken) -> Reason {
    let (typed, name) = match part.source {
        NameSource::Middle => return Reason::MiddleName,
        NameSource::Alias => return Reason::OtherName,
        NameSource::First | NameSource::Last => (word.to_owned(), part.text.clone()),
    };
    match way {
        Way::Same => Reason::SameName,
        Way::Spelling => Reason::OtherSpelling { typed, name },
        Way::Nickname => Reason::Nickname { typed, name },
        Way::NearlySame => Reason::NearlySame { typed, name },
        Way::Sounds => Reason::SoundsLike { typed, name },
        Way::Begins => Reason::StartsWith { typed },
    }
}
