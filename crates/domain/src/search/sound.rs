//! How a name sounds: its consonants, read as different languages write them. Two names sound alike where one reading
//! of the one is a reading of the other.

mod hmong;
mod open;

/// How letters are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// As English speakers write what they hear.
    English,
    /// "j" and soft "g" as h, "ll" as y, silent "h", "v" as b.
    Spanish,
    /// "c" for a sound that English leaves out, "x" as h, "dh" as d, "kh" and "q" as k.
    Somali,
    /// Anishinaabemowin and Dakota, which tell no voiced sounds from others, or write them in several ways.
    Native,
}

/// What begins a reading of a whole token, with its vowels; other readings are consonants.
pub(super) const WHOLE: [char; 3] = ['0', '1', 'o'];
/// Consonants alone say too little where they come from fewer letters.
const SHORTEST: usize = 3;

/// The readings of a folded token, each once; none where it is too short to say anything.
#[must_use]
pub fn sounds(token: &str) -> Vec<String> {
    let letters = token.chars().collect::<Vec<_>>();
    if !letters.iter().all(|letter| letter.is_alphabetic()) {
        return Vec::new();
    }
    // One syllable is all that a Hmong name is, short as it may be.
    let mut found = hmong::sounds(token);
    found.extend(open::sound(token));
    let readings = [
        Reading::English,
        Reading::Spanish,
        Reading::Somali,
        Reading::Native,
    ];
    found.extend(readings.into_iter().filter_map(|reading| {
        let consonants = skeleton(&letters, reading);
        match consonants.chars().count() {
            0 => None,
            1 => with_vowels(&letters, &consonants),
            _ => (letters.len() >= SHORTEST).then_some(consonants),
        }
    }));
    found.sort_unstable();
    found.dedup();
    found
}

/// One consonant says too little by itself: with the vowels after it, long ones as short ones, without the one at the end: "hawa" and "xaawo".
fn with_vowels(letters: &[char], consonants: &str) -> Option<String> {
    let consonant = consonants.chars().next().filter(|letter| *letter != 'a')?;
    let from = letters.iter().position(|letter| is_vowel(*letter))?;
    let mut sounds = String::from(consonant);
    let mut rest = &letters[from..];
    while let [letter, after @ ..] = rest {
        let (vowel, used) = match rest {
            ['o', 'o', ..] => ('u', 2),
            ['e', 'e', ..] => ('i', 2),
            [one, other, ..] if one == other => (*one, 2),
            ['h', ..] => ('h', 1),
            [one, ..] => (*one, 1),
            [] => break,
        };
        let at_end = rest.len() == used && sounds.chars().count() > 2;
        if !(at_end && is_vowel(*letter)) && vowel != 'h' {
            sounds.push(vowel);
        }
        rest = if used == 2 { &after[1..] } else { after };
    }
    (sounds.chars().count() > 1).then(|| format!("1{sounds}"))
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The sounds one after the other; of equal ones side by side, only one.
fn skeleton(letters: &[char], reading: Reading) -> String {
    let mut sounds = String::new();
    let mut before = None;
    let mut at = 0;
    while let Some(rest) = letters.get(at..).filter(|rest| !rest.is_empty()) {
        // What is silent at the beginning leaves the next letter the first.
        let first = sounds.is_empty();
        let (sound, used) =
            of_language(rest, first, reading).unwrap_or_else(|| of_any(rest, first));
        if sound.is_some() && sound != before {
            sounds.extend(sound);
        }
        before = sound;
        at += used;
    }
    sounds
}

/// The next sound, if it is one, and how many letters write it.
type Sound = (Option<char>, usize);

fn of_language(rest: &[char], first: bool, reading: Reading) -> Option<Sound> {
    Some(match (reading, rest) {
        (Reading::Somali, ['c', ..]) => (None, 1),
        (Reading::Somali, ['x', ..]) => (first.then_some('h'), 1),
        (Reading::Somali, ['d', 'h', ..]) => (Some('d'), 2),
        (Reading::Somali, ['k', 'h', ..]) => (Some('k'), 2),
        (Reading::Spanish, ['g', 'e' | 'i', ..] | ['j' | 'x', ..]) => (Some('h'), 1),
        (Reading::Spanish, ['l', 'l', ..]) => (Some('y'), 2),
        (Reading::Spanish, ['h', ..]) => (None, 1),
        (Reading::Spanish, ['v', ..]) => (Some('b'), 1),
        (Reading::Native, ['t', 'c', 'h', ..]) => (Some('s'), 3),
        (Reading::Native, ['z' | 's' | 'c', 'h', ..]) => (Some('s'), 2),
        (Reading::Native, ['z' | 's' | 'c' | 'j' | 'x', ..]) => (Some('s'), 1),
        (Reading::Native, ['g', ..]) => (Some('k'), 1),
        (Reading::Native, ['d', ..]) => (Some('t'), 1),
        (Reading::Native, ['b', ..]) => (Some('p'), 1),
        (Reading::Native, ['m', 'p' | 'b', ..]) => (Some('n'), 1),
        _ => return None,
    })
}

fn of_any(rest: &[char], first: bool) -> Sound {
    match rest {
        ['k' | 'g' | 'p', 'n', ..] if first => (Some('n'), 2),
        ['w', 'r', ..] if first => (Some('r'), 2),
        // Karen and Burmese breathe before some consonants.
        ['h', next, ..] if first && !is_vowel(*next) => (None, 1),
        ['x', ..] if first => (Some('s'), 1),
        ['t' | 's', 'c', 'h', ..] => (Some('x'), 3),
        ['c' | 's', 'h', ..] => (Some('x'), 2),
        ['t', 'h', ..] => (Some('t'), 2),
        ['p', 'h', ..] => (Some('f'), 2),
        ['g', 'h', ..] if !first => (None, 2),
        ['d', 'g', 'e' | 'i' | 'y', ..] => (Some('j'), 2),
        ['c', 'e' | 'i' | 'y', ..] | ['z' | 's', ..] => (Some('s'), 1),
        ['c', 'k', ..] | ['q', 'u', ..] => (Some('k'), 2),
        ['c' | 'q' | 'k', ..] => (Some('k'), 1),
        ['v', ..] => (Some('f'), 1),
        ['m', 'b'] => (Some('m'), 2),
        // A vowel is told apart only at the beginning; it keeps equal sounds apart.
        ['a' | 'e' | 'i' | 'o' | 'u', ..] => (first.then_some('a'), 1),
        ['h' | 'w' | 'y', ..] if !first => (None, 1),
        [letter, ..] => (Some(*letter), 1),
        [] => (None, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::sounds;

    fn alike(one: &str, other: &str) -> bool {
        let others = sounds(other);
        sounds(one).iter().any(|sound| others.contains(sound))
    }

    #[test]
    fn names_that_sound_alike() {
        for (one, other) in [
            ("katherine", "catharyn"),
            ("stephen", "steven"),
            ("philip", "filip"),
            ("knight", "night"),
            ("wright", "rite"),
            ("jimenez", "gimenez"),
            ("javier", "xavier"),
            ("helena", "elena"),
            ("maxamed", "mohamed"),
            ("cabdi", "abdi"),
            ("xasan", "hassan"),
            ("faadhumo", "faduma"),
            ("thomas", "tomas"),
            ("hawa", "xaawo"),
            ("htoo", "tu"),
            ("hser", "ser"),
            ("giizis", "kiizis"),
            ("zhaawan", "shawan"),
            ("hoksila", "hokshila"),
            ("anpetu", "ampetu"),
        ] {
            assert!(
                alike(one, other),
                "{one} {other}: {:?} {:?}",
                sounds(one),
                sounds(other)
            );
        }
    }

    #[test]
    fn names_that_do_not() {
        for (one, other) in [
            ("martinez", "martin"),
            ("anna", "emma"),
            ("robert", "albert"),
            ("thao", "vue"),
            ("xiong", "yang"),
        ] {
            assert!(!alike(one, other), "{one} {other}");
        }
    }

    #[test]
    fn what_is_too_short_sounds_like_nothing() {
        for token in ["", "al", "123", "o2x"] {
            assert!(sounds(token).is_empty(), "{token}: {:?}", sounds(token));
        }
    }
}
