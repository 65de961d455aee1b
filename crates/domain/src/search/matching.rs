//! Which typed word stands for which part of a person's name: the best pairing of all.

use super::candidate::{Frequencies, NameSource, NameToken};
use super::distance::nearly_same;
use super::reason::Reason;
use super::sound::sounds;
use super::table::{nicknames, spellings};
use std::cell::LazyCell;

/// Parts of names beyond this are not compared.
const MOST_PARTS: usize = 24;

/// What it costs, in hundredths of a bit, if a typed word stands for nothing.
pub(super) const UNPAIRED: i32 = 400;

/// The names' share of a score, in hundredths of a bit.
pub(super) struct Matched {
    pub(super) worth: i32,
    pub(super) reasons: Vec<Reason>,
    /// Typed words that nothing stands for.
    pub(super) left_over: Vec<String>,
}

/// Pairs words with parts so that the sum is greatest; each is used once. Two words may stand for one
/// part ("pao lee" for Paolee), in either order, so that the order of typing never matters.
pub(super) fn match_names(
    words: &[String],
    names: &[NameToken],
    frequencies: &Frequencies,
) -> Matched {
    let mut sorted = words.to_vec();
    sorted.sort_unstable();
    // A word is heard once, not once for each person.
    let heard = sorted.iter().map(|word| sounds(word)).collect::<Vec<_>>();
    let all = 1_usize << sorted.len();
    // best[mask]: the words of the mask are used up by the parts seen so far.
    let mut best: Vec<Option<(i32, Vec<Reason>)>> = vec![None; all];
    best[0] = Some((0, Vec::new()));
    for part in names.iter().take(MOST_PARTS) {
        let links = links(&sorted, &heard, part, frequencies);
        // Downwards, so that a part is not used twice.
        for mask in (0..all).rev() {
            for link in links.iter().filter(|link| mask & link.words == link.words) {
                let Some((before, reasons)) = &best[mask & !link.words] else {
                    continue;
                };
                let worth = before + link.worth;
                if best[mask].as_ref().is_none_or(|(known, _)| worth > *known) {
                    let reasons = reasons.iter().chain([&link.reason]).cloned().collect();
                    best[mask] = Some((worth, reasons));
                }
            }
        }
    }
    let (mask, (worth, reasons)) = best
        .into_iter()
        .enumerate()
        .filter_map(|(mask, found)| Some((mask, found?)))
        .max_by_key(|(mask, (worth, _))| {
            let paired = i32::try_from(mask.count_ones()).unwrap_or_default();
            worth + paired * UNPAIRED
        })
        .unwrap_or_default();
    let left_over = sorted
        .into_iter()
        .enumerate()
        .filter(|(at, _)| mask & (1 << at) == 0);
    Matched {
        worth,
        reasons,
        left_over: left_over.map(|(_, word)| word).collect(),
    }
}

/// Words (as a mask) that may stand for a part.
struct Link {
    words: usize,
    worth: i32,
    reason: Reason,
}

/// `heard`: how each word sounds.
fn links(
    words: &[String],
    heard: &[Vec<String>],
    part: &NameToken,
    frequencies: &Frequencies,
) -> Vec<Link> {
    let full = frequencies.worth(&part.text);
    let of_part = LazyCell::new(|| sounds(&part.text));
    let mut links = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let alike = || heard[at].iter().any(|sound| of_part.contains(sound));
        links.extend(link(word, part, full, alike).map(|(worth, reason)| Link {
            words: 1 << at,
            worth,
            reason,
        }));
        for (other, second) in words.iter().enumerate().filter(|(other, _)| *other != at) {
            if word.len() + second.len() == part.text.len()
                && part.text.strip_prefix(word.as_str()) == Some(second.as_str())
            {
                let (worth, reason) = named(full * 95 / 100, Reason::SameName, part);
                links.push(Link {
                    words: 1 << at | 1 << other,
                    worth,
                    reason,
                });
            }
        }
    }
    links
}

/// How close one word is to a part, and why; `None` where it is not. `alike`: whether both sound alike.
fn link(
    word: &str,
    part: &NameToken,
    full: i32,
    alike: impl FnOnce() -> bool,
) -> Option<(i32, Reason)> {
    let text = part.text.as_str();
    let pair = || (word.to_owned(), text.to_owned());
    if word == text {
        return Some(named(full, Reason::SameName, part));
    }
    if spellings(word).contains(&text) {
        let (typed, name) = pair();
        let reason = Reason::OtherSpelling { typed, name };
        return Some(named(full * 90 / 100, reason, part));
    }
    if nicknames(word).contains(&text) {
        let (typed, name) = pair();
        return Some(named(
            full * 85 / 100,
            Reason::Nickname { typed, name },
            part,
        ));
    }
    let near = nearly_same(word, text).map(|edits| {
        let (typed, name) = pair();
        let share = if edits == 1 { 75 } else { 60 };
        named(full * share / 100, Reason::NearlySame { typed, name }, part)
    });
    let begun = text.starts_with(word).then(|| {
        let letters = i32::try_from(word.chars().count()).unwrap_or(1);
        let length = i32::try_from(text.chars().count())
            .unwrap_or(letters)
            .max(1);
        // A few letters cannot say more than about two and a half bits each, however rare the name.
        let worth = (full * 80 / 100 * letters / length).min(250 * letters);
        named(
            worth,
            Reason::StartsWith {
                typed: word.to_owned(),
            },
            part,
        )
    });
    let heard = alike().then(|| {
        let (typed, name) = pair();
        named(full * 65 / 100, Reason::SoundsLike { typed, name }, part)
    });
    // Of equal ones the first.
    let ways = [near, begun, heard].into_iter().flatten();
    ways.reduce(|best, next| if next.0 > best.0 { next } else { best })
}

/// Middle and other names weigh a little less, and their letters are not told.
fn named(worth: i32, reason: Reason, part: &NameToken) -> (i32, Reason) {
    match part.source {
        NameSource::First | NameSource::Last => (worth, reason),
        NameSource::Middle => (worth * 90 / 100, Reason::MiddleName),
        NameSource::Alias => (worth * 90 / 100, Reason::OtherName),
    }
}
