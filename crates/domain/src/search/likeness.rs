//! How close a typed word is to a name, and in which way.

use super::distance::nearly_same;
use super::table::{Table, nicknames};
use super::vocabulary::is_whole;

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
    /// How close, in percent: the closest names are looked for first.
    pub(super) share: i32,
    /// How seldom the name is written like this: -log2 of the probability, in hundredths of a bit.
    pub(super) seldom: i32,
    /// What is lost even where nothing else can be meant, in hundredths of a bit.
    pub(super) loss: i32,
    /// The beginning of a name cannot be worth more than this, however rare the name.
    pub(super) most: i32,
}

// Share, rarity and loss of each way: set by hand, then moved until the misspelled lines of
// `cargo xtask bench search` fared best, and measured with other seeds.
const SAME: (i32, i32, i32) = (100, 20, 0);
const SPELLING: (i32, i32, i32) = (90, 350, 20);
const NICKNAME: (i32, i32, i32) = (85, 450, 50);
const ONE_EDIT: (i32, i32, i32) = (75, 850, 80);
const TWO_EDITS: (i32, i32, i32) = (55, 1_250, 150);
/// The consonants sound alike.
const SOUNDS: (i32, i32, i32) = (70, 650, 100);
/// So do all syllables.
const SYLLABLES: (i32, i32, i32) = (76, 350, 60);
/// The consonants sound alike, and a letter or two are off.
const SOUNDS_AND_EDIT: (i32, i32, i32) = (75, 450, 80);
const BEGINS: (i32, i32, i32) = (80, 500, 100);
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
    let found = |way, (share, seldom, loss)| Likeness {
        way,
        share,
        seldom,
        loss,
        most: i32::MAX,
    };
    if word.text == name.text {
        return Some(found(Way::Same, SAME));
    }
    if spellings.same(word.text, name.text) {
        return Some(found(Way::Spelling, SPELLING));
    }
    if nicknames().same(word.text, name.text) {
        return Some(found(Way::Nickname, NICKNAME));
    }
    let mut heard = word
        .sounds
        .iter()
        .filter(|sound| name.sounds.contains(sound));
    let heard = match heard.next() {
        Some(sound) if is_whole(*sound) || heard.any(|sound| is_whole(*sound)) => Some(SYLLABLES),
        Some(_) => Some(SOUNDS),
        None => None,
    };
    let near = nearly_same(word.text, name.text).map(|edits| match (edits, heard) {
        (_, Some(SYLLABLES)) => found(Way::NearlySame, SYLLABLES),
        (_, Some(_)) => found(Way::NearlySame, SOUNDS_AND_EDIT),
        (1, None) => found(Way::NearlySame, ONE_EDIT),
        (_, None) => found(Way::NearlySame, TWO_EDITS),
    });
    let heard = heard.map(|heard| found(Way::Sounds, heard));
    let begun = name.text.starts_with(word.text).then(|| {
        let letters = |text: &str| i32::try_from(text.chars().count()).unwrap_or(1).max(1);
        let share = BEGINS.0 * letters(word.text) / letters(name.text);
        Likeness {
            most: LETTER * letters(word.text),
            ..found(Way::Begins, (share, BEGINS.1, BEGINS.2))
        }
    });
    // Of equal ones the first.
    let ways = [near, heard, begun].into_iter().flatten();
    ways.reduce(|best, next| if next.share > best.share { next } else { best })
}
