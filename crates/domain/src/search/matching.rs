//! Which typed word stands for which part of a person's name: the best pairing of all.

use super::candidate::{NameSource, NameToken};
use super::likeness::{Heard, Likeness, Way, likeness};
use super::order::order;
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
    known: HashMap<String, Known>,
}

/// What is known of a part of names.
#[derive(Clone)]
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
            words,
            vocabulary,
            known: HashMap::new(),
        }
    }

    /// Pairs words with parts so that the sum is greatest; each is used once. Two words may stand for
    /// one part ("pao lee" for Paolee), in either order, so that the order of typing never matters.
    pub(super) fn compare(&mut self, names: &[NameToken]) -> Matched {
        let all = 1_usize << self.words.len();
        // best[mask]: the words of the mask are used up by the parts seen so far.
        let mut best: Vec<Option<Pairing>> = vec![None; all];
        best[0] = Some(Pairing::default());
        for (place, part) in names.iter().enumerate().take(MOST_PARTS) {
            let links = self.links(part);
            if links.is_empty() {
                continue;
            }
            // Downwards, so that a part is not used twice.
            for mask in (0..all).rev() {
                for link in links.iter().filter(|link| mask & link.words == link.words) {
                    let Some(before) = &best[mask & !link.words] else {
                        continue;
                    };
                    let worth = before.worth + link.worth;
                    if best[mask].as_ref().is_none_or(|known| worth > known.worth) {
                        best[mask] = Some(before.with(link, place, worth));
                    }
                }
            }
        }
        let (mask, pairing) = best
            .into_iter()
            .enumerate()
            .filter_map(|(mask, found)| Some((mask, found?)))
            .max_by_key(|(mask, pairing)| {
                let paired = i32::try_from(mask.count_ones()).unwrap_or_default();
                pairing.worth + paired * UNPAIRED
            })
            .unwrap_or_default();
        let words = self.words.iter().enumerate();
        let left_over = words.filter(|(at, _)| mask & (1 << at) == 0);
        Matched {
            worth: pairing.worth,
            order: order(&self.places(&pairing.links, names)),
            reasons: pairing
                .links
                .into_iter()
                .map(|(link, _)| link.reason)
                .collect(),
            left_over: left_over.map(|(_, word)| word.text.clone()).collect(),
        }
    }

    /// Where the paired words stand in the name, in the order in which they were typed. Another name of the person has
    /// no place in it; words that are the same take theirs in order.
    fn places(&self, links: &[(Link, usize)], names: &[NameToken]) -> Vec<usize> {
        let mut places = links
            .iter()
            .filter(|(_, part)| names[*part].source != NameSource::Alias)
            .filter_map(|(link, part)| {
                let word = self.words.get(link.words.trailing_zeros() as usize)?;
                Some((word, *part))
            })
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

    fn known(&mut self, text: &str) -> Known {
        if let Some(known) = self.known.get(text) {
            return known.clone();
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
        self.known.insert(text.to_owned(), known.clone());
        known
    }

    fn links(&mut self, part: &NameToken) -> Vec<Link> {
        let known = self.known(&part.text);
        let mut links = Vec::new();
        for (at, word) in self.words.iter().enumerate() {
            if let Some(found) = known.likeness[at] {
                links.push(Link {
                    words: 1 << at,
                    worth: elsewhere(worth(word, found, known.worth), part),
                    reason: reason(found.way, &word.text, part),
                });
            }
            for (other, second) in self
                .words
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
            {
                if word.text.len() + second.text.len() == part.text.len()
                    && part.text.strip_prefix(word.text.as_str()) == Some(second.text.as_str())
                {
                    links.push(Link {
                        words: 1 << at | 1 << other,
                        worth: elsewhere(known.worth * JOINED / 100, part),
                        reason: reason(Way::Same, &word.text, part),
                    });
                }
            }
        }
        links
    }
}

/// Words that stand for parts, each link with the part's place.
#[derive(Clone, Default)]
struct Pairing {
    worth: i32,
    links: Vec<(Link, usize)>,
}

impl Pairing {
    fn with(&self, link: &Link, place: usize, worth: i32) -> Self {
        let links = self.links.iter().cloned().chain([(link.clone(), place)]);
        Self {
            worth,
            links: links.collect(),
        }
    }
}

/// Words (as a mask) that may stand for a part.
#[derive(Clone)]
struct Link {
    words: usize,
    worth: i32,
    reason: Reason,
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
