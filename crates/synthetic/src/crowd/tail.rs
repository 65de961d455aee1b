//! The many rare names of a community, invented syllable by syllable: the n-th is less common than the one
//! before it, as names are (Zipf).

use crate::draw::Draw;
use crate::names::Community;
use domain::hud::Sex;

/// How many in a hundred bear a common, listed name.
pub(super) struct Share {
    pub(super) given: u32,
    pub(super) family: u32,
}

/// How common the listed names of a community are.
pub(super) fn share(community: Community) -> Share {
    let (given, family) = match community {
        Community::Somali | Community::Oromo => (80, 80),
        Community::Hmong => (60, 95),
        Community::Karen => (45, 55),
        Community::Vietnamese => (60, 90),
        Community::Hispanic => (65, 60),
        Community::Ojibwe | Community::Dakota => (55, 60),
        _ => (60, 35),
    };
    Share { given, family }
}

/// A rare given name.
pub(super) fn given(draw: &mut Draw, community: Community, sex: Sex, listed: &[&str]) -> String {
    match community {
        // Two of the usual words make a name of its own.
        Community::Hmong | Community::Karen => {
            let one = draw.pick(listed).copied().unwrap_or("Mai");
            let other = draw.pick(listed).copied().unwrap_or("Kao");
            let word = |name: &str| name.split(' ').next().unwrap_or_default().to_owned();
            let (one, other) = (word(one), word(other));
            if draw.chance(30) {
                capital(&format!("{one}{other}"))
            } else {
                format!("{one} {other}")
            }
        }
        Community::Somali | Community::Oromo => invent(draw, &SOMALI, 400, 0),
        Community::Hispanic => {
            let ending = if sex == Sex::Male {
                &["o", "io", "ín"]
            } else {
                &["a", "ia", "ela"]
            };
            let stem = invent(draw, &HISPANIC, 900, 1);
            finish(draw, &stem, ending)
        }
        Community::Vietnamese => invent(draw, &VIETNAMESE, 300, 2),
        _ => {
            let ending: &[&str] = if sex == Sex::Male {
                &["", "on", "ard", "en", "an", "ius", "ell", "y"]
            } else {
                &["a", "ie", "elle", "ine", "yn", "ette", "ia", "isha"]
            };
            let stem = invent(draw, &ENGLISH, 7_000, 3);
            finish(draw, &stem, ending)
        }
    }
}

/// A rare surname.
pub(super) fn family(draw: &mut Draw, community: Community, listed: &[&str]) -> String {
    match community {
        Community::Hmong | Community::Karen => given(draw, community, Sex::Male, listed),
        Community::Somali | Community::Oromo => invent(draw, &SOMALI, 700, 4),
        Community::Hispanic => {
            let stem = invent(draw, &HISPANIC, 2_500, 5);
            let name = finish(
                draw,
                &stem,
                &["ez", "es", "era", "al", "ado", "illo", "ón", "ía"],
            );
            match draw.between(1, 100) {
                1..=3 => format!("de la {name}"),
                4..=5 => format!("del {name}"),
                _ => name,
            }
        }
        Community::Vietnamese => invent(draw, &VIETNAMESE, 200, 6),
        Community::Ojibwe | Community::Dakota if draw.chance(45) => {
            let first = [
                "White", "Red", "Blue", "Big", "Little", "Long", "Iron", "Good", "Black", "Yellow",
            ];
            let second = [
                "Hawk", "Feather", "Sky", "Bear", "Thunder", "Wind", "Elk", "Stone", "Day",
                "Cloud", "Horse",
            ];
            let first = draw.pick(&first).copied().unwrap_or_default();
            let second = draw.pick(&second).copied().unwrap_or_default();
            if draw.chance(60) {
                format!("{first}{}", second.to_lowercase())
            } else {
                format!("{first} {second}")
            }
        }
        _ => {
            let stem = invent(draw, &ENGLISH, 45_000, 7);
            let ending = [
                "", "son", "sen", "man", "er", "ley", "ton", "berg", "quist", "ski", "strom",
                "well", "ford", "dahl", "ard", "ing",
            ];
            let name = finish(draw, &stem, &ending);
            match draw.between(1, 100) {
                1..=2 => format!("O'{name}"),
                3..=4 => format!("Mc{name}"),
                5 => format!("Van {name}"),
                _ => name,
            }
        }
    }
}

/// What the syllables of a language are made of.
struct Syllables {
    onsets: &'static [&'static str],
    vowels: &'static [&'static str],
    codas: &'static [&'static str],
    most: u64,
}

const ENGLISH: Syllables = Syllables {
    onsets: &[
        "b", "br", "c", "ch", "cl", "d", "dr", "f", "fr", "g", "gr", "h", "j", "k", "l", "m", "n",
        "p", "ph", "r", "s", "sch", "sh", "st", "str", "t", "th", "tr", "v", "w", "wh", "z",
    ],
    vowels: &["a", "e", "i", "o", "u", "ai", "ea", "ee", "ie", "ou", "y"],
    codas: &[
        "", "n", "r", "l", "m", "s", "t", "ck", "nd", "rt", "ll", "ss", "rg", "st", "ng", "ff",
    ],
    most: 2,
};
const HISPANIC: Syllables = Syllables {
    onsets: &[
        "b", "c", "ch", "d", "f", "g", "h", "j", "l", "ll", "m", "n", "p", "qu", "r", "s", "t",
        "v", "y", "z",
    ],
    vowels: &["a", "e", "i", "o", "u", "ía", "é"],
    codas: &["", "", "n", "r", "l", "s"],
    most: 2,
};
const SOMALI: Syllables = Syllables {
    onsets: &[
        "b", "d", "dh", "f", "g", "h", "j", "k", "l", "m", "n", "q", "r", "s", "sh", "t", "w", "y",
    ],
    vowels: &["a", "e", "i", "o", "u", "aa"],
    codas: &["", "", "n", "r", "l", "m", "d"],
    most: 3,
};
const VIETNAMESE: Syllables = Syllables {
    onsets: &[
        "b", "ch", "d", "h", "kh", "l", "m", "n", "ng", "ph", "qu", "t", "th", "tr", "v", "x",
    ],
    vowels: &["a", "e", "i", "o", "u", "ie", "uo", "oa"],
    codas: &["", "n", "ng", "nh", "m", "t", "p"],
    most: 1,
};

/// One of so many stems, the first ones most often. The same rank is the same stem for everybody.
fn invent(draw: &mut Draw, syllables: &Syllables, stems: u64, salt: u64) -> String {
    let mut of_rank = Draw::new(0x7ea1 + salt, draw.rank(stems));
    let count = if of_rank.chance(70) {
        syllables.most
    } else {
        syllables.most.max(2) - 1
    };
    let mut stem = String::new();
    for _ in 0..count {
        for parts in [syllables.onsets, syllables.vowels, syllables.codas] {
            stem.push_str(of_rank.pick(parts).copied().unwrap_or_default());
        }
    }
    capital(&stem)
}

/// The stem with an ending that is always the same for it.
fn finish(draw: &mut Draw, stem: &str, endings: &[&str]) -> String {
    let mark = stem.bytes().fold(7_usize, |sum, byte| {
        sum.wrapping_mul(31) + usize::from(byte)
    });
    let ending = if draw.chance(85) {
        endings.get(mark % endings.len()).copied()
    } else {
        draw.pick(endings).copied()
    };
    let ending = ending.unwrap_or_default();
    let vowel = |letter: char| "aeiouíéó".contains(letter);
    let meets = stem.ends_with(vowel) && ending.starts_with(vowel);
    let stem = if meets {
        stem.trim_end_matches(vowel)
    } else {
        stem
    };
    format!("{stem}{ending}")
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first
            .to_uppercase()
            .chain(letters.flat_map(char::to_lowercase))
            .collect()
    })
}
