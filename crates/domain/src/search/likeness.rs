//! How close a typed word is to a name, and in which way.

use super::distance::nearly_same;
use super::table::{Table, nicknames};

/// In which way a typed word meets a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Same,
    Spelling,
    Nickname,
    NearlySame,
    Sounds,
    Begins,
}

/// A word's closeness to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Likeness {
    pub(super) way: Way,
    /// What of the worth of an agreement remains, in percent.
    pub(super) share: i32,
    /// The beginning of a name cannot be worth more than this, however rare the name.
    pub(super) most: i32,
}

// Shares: set by hand, then moved until the misspelled lines of `cargo xtask bench search` fared best.
const SPELLING: i32 = 90;
const NICKNAME: i32 = 85;
const ONE_EDIT: i32 = 75;
const TWO_EDITS: i32 = 55;
const SOUNDS: i32 = 70;
const BEGINS: i32 = 80;
/// Hundredths of a bit that one letter can say.
const LETTER: i32 = 250;

/// A word or a name with its sounds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heard<'a> {
    pub(super) text: &'a str,
    pub(super) sounds: &'a [u32],
}

/// The closest way in which a word meets a name; `None` where it does not.
pub(super) fn likeness(word: Heard<'_>, name: Heard<'_>, spellings: &Table) -> Option<Likeness> {
    let found = |way, share| {
        Some(Likeness {
            way,
            share,
            most: i32::MAX,
        })
    };
    if word.text == name.text {
        return found(Way::Same, 100);
    }
    if spellings.same(word.text, name.text) {
        return found(Way::Spelling, SPELLING);
    }
    if nicknames().same(word.text, name.text) {
        return found(Way::Nickname, NICKNAME);
    }
    let near = nearly_same(word.text, name.text).and_then(|edits| {
        found(
            Way::NearlySame,
            if edits == 1 { ONE_EDIT } else { TWO_EDITS },
        )
    });
    let heard = word.sounds.iter().any(|sound| name.sounds.contains(sound));
    let heard = heard.then(|| found(Way::Sounds, SOUNDS)).flatten();
    let begun = name.text.starts_with(word.text).then(|| {
        let letters = |text: &str| i32::try_from(text.chars().count()).unwrap_or(1).max(1);
        Likeness {
            way: Way::Begins,
            share: BEGINS * letters(word.text) / letters(name.text),
            most: LETTER * letters(word.text),
        }
    });
    // Of equal ones the first.
    let ways = [near, heard, begun].into_iter().flatten();
    ways.reduce(|best, next| if next.share > best.share { next } else { best })
}
