//! Slips of letters.

use crate::draw::Draw;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Keys that lie side by side.
const NEIGHBORS: [(char, &str); 26] = [
    ('a', "qsz"),
    ('b', "vgn"),
    ('c', "xdv"),
    ('d', "sfe"),
    ('e', "wrd"),
    ('f', "dgr"),
    ('g', "fht"),
    ('h', "gjy"),
    ('i', "uok"),
    ('j', "hku"),
    ('k', "jli"),
    ('l', "ko"),
    ('m', "nj"),
    ('n', "bmh"),
    ('o', "ipl"),
    ('p', "ol"),
    ('q', "wa"),
    ('r', "etf"),
    ('s', "adw"),
    ('t', "ryg"),
    ('u', "yij"),
    ('v', "cbf"),
    ('w', "qes"),
    ('x', "zsc"),
    ('y', "tuh"),
    ('z', "xas"),
];

/// What is written where the ear hears the same, each way.
const BY_EAR: [(&str, &str); 22] = [
    ("ph", "f"),
    ("ck", "k"),
    ("ee", "ea"),
    ("ie", "y"),
    ("ai", "ay"),
    ("th", "t"),
    ("sch", "sh"),
    ("ss", "s"),
    ("ll", "l"),
    ("tt", "t"),
    ("nn", "n"),
    ("ff", "f"),
    ("wh", "w"),
    ("ou", "oo"),
    ("qu", "kw"),
    ("c", "k"),
    ("z", "s"),
    ("y", "i"),
    ("son", "sen"),
    ("er", "ar"),
    ("an", "en"),
    ("j", "g"),
];

/// Two neighbors change places.
pub(in crate::crowd) fn transposed(draw: &mut Draw, name: &str) -> Option<String> {
    let mut letters = name.chars().collect::<Vec<_>>();
    let places = (1..letters.len().saturating_sub(1))
        .filter(|at| {
            let (one, other) = (letters[*at], letters[at + 1]);
            one.is_alphabetic() && other.is_alphabetic() && one != other
        })
        .collect::<Vec<_>>();
    (letters.len() >= 4).then_some(())?;
    let at = *draw.pick(&places)?;
    letters.swap(at, at + 1);
    Some(letters.into_iter().collect())
}

/// A letter more, less, or another.
pub(in crate::crowd) fn typo(draw: &mut Draw, name: &str) -> Option<String> {
    let mut letters = name.chars().collect::<Vec<_>>();
    if letters.len() < 4 {
        return None;
    }
    // The first letter is seldom wrong.
    let from = i64::from(!draw.chance(5));
    let at = usize::try_from(draw.between(from, letters.len() as i64 - 1)).ok()?;
    let letter = letters[at].to_lowercase().next()?;
    letters[at].is_alphabetic().then_some(())?;
    match draw.between(0, 2) {
        0 => {
            let near = NEIGHBORS.iter().find(|(key, _)| *key == letter)?.1;
            let near = near.chars().collect::<Vec<_>>();
            letters[at] = *draw.pick(&near)?;
        }
        1 => {
            letters.remove(at);
        }
        _ => {
            let more = if draw.chance(50) {
                letter
            } else {
                char::from(b'a' + u8::try_from(draw.between(0, 25)).ok()?)
            };
            letters.insert(at, more);
        }
    }
    let slipped = letters.into_iter().collect::<String>();
    (slipped != name).then_some(slipped)
}

/// Written as it is heard.
pub(in crate::crowd) fn by_ear(draw: &mut Draw, name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let mut ways = Vec::new();
    for (one, other) in BY_EAR {
        for (from, to) in [(one, other), (other, one)] {
            // Doubling happens inside of names, hard letters anywhere.
            if let Some(at) = lower
                .find(from)
                .filter(|_| from.len() + to.len() > 2 || from != "i")
            {
                let soft = from == "c" && lower[at + 1..].starts_with(['e', 'i', 'y', 'h']);
                let hard_g = from == "g" && !lower[at + 1..].starts_with(['e', 'i']);
                let start = at == 0 && to.len() > 1 && to.chars().next() == to.chars().nth(1);
                if !soft && !hard_g && !start {
                    ways.push(format!("{}{to}{}", &lower[..at], &lower[at + from.len()..]));
                }
            }
        }
    }
    let heard = draw.pick(&ways)?;
    (lower.chars().count() >= 4).then(|| heard.clone())
}

/// Without accents.
pub(in crate::crowd) fn plain(name: &str) -> String {
    name.nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .nfc()
        .collect()
}

/// With an accent that is not there.
pub(in crate::crowd) fn accented(draw: &mut Draw, name: &str) -> Option<String> {
    let places = name
        .char_indices()
        .filter(|(_, letter)| "aeioun".contains(*letter))
        .collect::<Vec<_>>();
    let (at, letter) = *draw.pick(&places)?;
    let other = match letter {
        'a' => 'á',
        'e' => 'é',
        'i' => 'í',
        'o' => 'ö',
        'u' => 'ü',
        _ => 'ñ',
    };
    Some(format!("{}{other}{}", &name[..at], &name[at + 1..]))
}

/// One of nine digits, not of the first three, is another.
pub(in crate::crowd) fn another_digit(draw: &mut Draw, nine: &str) -> Option<String> {
    let at = usize::try_from(draw.between(3, 8)).ok()?;
    let mut digits = nine.as_bytes().to_vec();
    let digit = digits.get_mut(at)?;
    *digit = b'0' + (*digit - b'0' + 1 + u8::try_from(draw.between(0, 8)).ok()?) % 10;
    String::from_utf8(digits).ok()
}
