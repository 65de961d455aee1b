//! Names: each field with its like, exchanged, or with what stands elsewhere.

use super::likeness::Reason;
use super::record::Record;
use super::weights as w;
use crate::search::{Vocabulary, nearly_same, nicknames, sounds};

/// What the names say.
pub(super) struct Named {
    pub(super) worth: i32,
    pub(super) reasons: Vec<Reason>,
    /// The first names agree in some way: twins and brothers do not.
    pub(super) first_agrees: bool,
}

/// How close two tokens are: a share in percent, and why.
fn close(a: &str, b: &str, vocabulary: &Vocabulary) -> Option<(i32, Closeness)> {
    use Closeness::{Initial, Misspelt, Nickname, Same, Sounds, Spelling};
    if a == b {
        return Some((100, Same));
    }
    if vocabulary.spellings().same(a, b) {
        return Some((w::SPELLED_OTHERWISE, Spelling));
    }
    if nicknames().same(a, b) {
        return Some((w::NICKNAME, Nickname));
    }
    match nearly_same(a, b) {
        Some(1) if a.len().min(b.len()) <= 4 => return Some((w::ONE_LETTER_OF_FEW, Misspelt)),
        Some(1) => return Some((w::ONE_LETTER, Misspelt)),
        Some(_) => return Some((w::TWO_LETTERS, Misspelt)),
        None => {}
    }
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    if initial(a, b) || initial(b, a) {
        return Some((w::INITIAL, Initial));
    }
    let heard = sounds(b);
    let alike = sounds(a).iter().any(|sound| heard.contains(sound));
    alike.then_some((w::ALIKE_IN_SOUND, Sounds))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Closeness {
    Same,
    Spelling,
    Nickname,
    Misspelt,
    Sounds,
    Initial,
}

/// The best agreement of two fields; none where nothing agrees. What both have beyond the best pair adds half.
fn field(a: &[String], b: &[String], vocabulary: &Vocabulary) -> Option<(i32, Closeness)> {
    let joined = |parts: &[String]| parts.concat();
    if a.len() != b.len() && joined(a) == joined(b) {
        // "Mary Ann" and "Maryann".
        let worth = a.iter().chain(b).map(|part| vocabulary.worth(part));
        return Some((worth.max().unwrap_or_default(), Closeness::Spelling));
    }
    let mut pairs = Vec::new();
    for (at, one) in a.iter().enumerate() {
        for (to, other) in b.iter().enumerate() {
            if let Some((share, how)) = close(one, other, vocabulary) {
                // A misspelling is rare by itself: the name that it stands for is not.
                let worth = vocabulary.worth(one).min(vocabulary.worth(other));
                pairs.push((worth * share / 100, how, at, to));
            }
        }
    }
    pairs.sort_by_key(|(worth, ..)| -worth);
    let (best, how, at, to) = *pairs.first()?;
    let second = pairs.iter().find(|pair| pair.2 != at && pair.3 != to);
    Some((best + second.map_or(0, |pair| pair.0 / 2), how))
}

pub(super) fn compare(a: &Record, b: &Record, vocabulary: &Vocabulary) -> Named {
    let straight = both(a, b, (&b.first, &b.last), vocabulary);
    let exchanged = both(a, b, (&b.last, &b.first), vocabulary);
    let mut named = if exchanged.worth + w::NAMES_EXCHANGED > straight.worth {
        let mut named = exchanged;
        named.worth += w::NAMES_EXCHANGED;
        named.reasons = vec![Reason::NamesExchanged];
        named
    } else {
        straight
    };
    named.worth = named.worth.min(w::MOST_OF_NAMES);
    let (worth, reason) = middle(a, b, vocabulary);
    named.worth += worth;
    named.reasons.extend(reason);
    if let (Some(one), Some(other)) = (&a.suffix, &b.suffix) {
        if one == other {
            named.worth += w::SAME_SUFFIX;
        } else {
            named.worth += w::OTHER_SUFFIX;
            named.reasons.push(Reason::OtherSuffix);
        }
    }
    named
}

fn both(
    a: &Record,
    b: &Record,
    (first, last): (&[String], &[String]),
    vocabulary: &Vocabulary,
) -> Named {
    let mut named = Named {
        worth: 0,
        reasons: Vec::new(),
        first_agrees: false,
    };
    match field(&a.first, first, vocabulary) {
        Some((worth, how)) => {
            named.worth += worth;
            named.first_agrees = true;
            named.reasons.push(match how {
                Closeness::Same => Reason::SameFirst,
                Closeness::Nickname => Reason::Nickname,
                Closeness::Spelling => Reason::FirstSpelledOtherwise,
                Closeness::Misspelt => Reason::FirstMisspelt,
                Closeness::Sounds => Reason::FirstSounds,
                Closeness::Initial => Reason::Initial,
            });
        }
        None => match elsewhere(&a.first, first, (a, b), vocabulary) {
            Some(worth) => {
                named.worth += worth;
                named.first_agrees = true;
                named.reasons.push(Reason::FirstElsewhere);
            }
            None if a.first.is_empty() || first.is_empty() => {}
            None => {
                named.worth += w::OTHER_FIRST;
                named.reasons.push(Reason::OtherFirst);
            }
        },
    }
    match field(&a.last, last, vocabulary) {
        Some((worth, how)) => {
            named.worth += worth;
            named.reasons.push(match how {
                Closeness::Same => Reason::SameLast,
                Closeness::Sounds => Reason::LastSounds,
                Closeness::Misspelt | Closeness::Initial => Reason::LastMisspelt,
                Closeness::Nickname | Closeness::Spelling => Reason::LastSpelledOtherwise,
            });
        }
        None => match among(&a.last, &b.aliases, vocabulary)
            .or_else(|| among(last, &a.aliases, vocabulary))
        {
            Some(worth) => {
                named.worth += worth;
                named.reasons.push(Reason::FormerLast);
            }
            None if a.last.is_empty() || last.is_empty() => {}
            None => {
                named.worth += w::OTHER_LAST;
                named.reasons.push(Reason::OtherLast);
            }
        },
    }
    named
}

/// Who goes by a middle name, or by another one that is known.
fn elsewhere(
    a_first: &[String],
    b_first: &[String],
    (a, b): (&Record, &Record),
    vocabulary: &Vocabulary,
) -> Option<i32> {
    let a_others = [a.middle.as_slice(), a.aliases.as_slice()].concat();
    let b_others = [b.middle.as_slice(), b.aliases.as_slice()].concat();
    let ways = [
        among(a_first, &b_others, vocabulary),
        among(b_first, &a_others, vocabulary),
    ];
    ways.into_iter().flatten().max()
}

fn among(these: &[String], others: &[String], vocabulary: &Vocabulary) -> Option<i32> {
    let (worth, how) = field(these, others, vocabulary)?;
    (how != Closeness::Initial).then_some(worth * w::ELSEWHERE / 100)
}

/// Half of what a name is worth, since it often follows from the first.
fn middle(a: &Record, b: &Record, vocabulary: &Vocabulary) -> (i32, Option<Reason>) {
    if a.middle.is_empty() || b.middle.is_empty() {
        return (0, None);
    }
    match field(&a.middle, &b.middle, vocabulary) {
        Some((worth, _)) => (worth / 2, Some(Reason::SameMiddle)),
        None => (w::OTHER_MIDDLE, Some(Reason::OtherMiddle)),
    }
}
