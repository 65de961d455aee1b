//! Names of open syllables, as Karen and Burmese names are: whoever writes one in English letters chooses among
//! several for a vowel ("Paw", "Por", "Pau"), and writes the breath before a consonant or not ("Hser", "Ser").

/// Longer words are no such names.
const MOST_SYLLABLES: usize = 3;

/// What writes a vowel, and which.
const VOWELS: [(&[&str], char); 5] = [
    (&["a", "aa", "ah", "ar"], 'a'),
    (&["ae", "ai", "ay", "e", "eh", "ei", "ey"], 'e'),
    (&["ee", "i", "ie", "ih", "y"], 'i'),
    (&["au", "aw", "o", "oh", "or", "ow"], 'o'),
    (&["oo", "u", "ue", "uh"], 'u'),
];

/// The reading of a folded token, if it is nothing but some open syllables.
pub(super) fn sound(token: &str) -> Option<String> {
    let letters = token.chars().collect::<Vec<_>>();
    let mut rest = letters.as_slice();
    let mut sound = String::from("o");
    let mut syllables = 0;
    while !rest.is_empty() {
        let (onset, after) = onset(rest);
        let (vowel, after) = vowel(after)?;
        sound.push_str(&onset);
        sound.push(vowel.to_ascii_uppercase());
        rest = after;
        syllables += 1;
    }
    (1..=MOST_SYLLABLES).contains(&syllables).then_some(sound)
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The consonants that begin a syllable, without breath.
fn onset(letters: &[char]) -> (String, &[char]) {
    let end = (0..letters.len())
        .find(|at| {
            let last = letters.get(at + 1).is_none_or(|next| !is_vowel(*next));
            is_vowel(letters[*at]) || (letters[*at] == 'y' && last)
        })
        .unwrap_or(letters.len());
    let (onset, after) = letters.split_at(end);
    let alone = onset.len() == 1;
    let sounds = match onset {
        ['s' | 'c', 'h'] => "x".to_owned(),
        _ => onset
            .iter()
            .filter(|letter| alone || **letter != 'h')
            .collect(),
    };
    (sounds, after)
}

/// The vowel and what lengthens it: a w, y, h or r that begins no syllable.
fn vowel(letters: &[char]) -> Option<(char, &[char])> {
    let mut end = letters
        .iter()
        .position(|letter| !is_vowel(*letter))
        .unwrap_or(letters.len());
    let begins = letters.get(end + 1).is_some_and(|next| is_vowel(*next));
    if letters
        .get(end)
        .is_some_and(|letter| "wyhr".contains(*letter))
        && !begins
    {
        end += 1;
    }
    let (written, after) = letters.split_at(end);
    let written = written.iter().collect::<String>();
    let (_, vowel) = VOWELS
        .iter()
        .find(|(ways, _)| ways.contains(&written.as_str()))?;
    Some((*vowel, after))
}

#[cfg(test)]
mod tests {
    use super::sound;

    #[test]
    fn vowels_and_breath_are_written_in_several_ways() {
        for (one, other) in [
            ("gay", "ge"),
            ("say", "sae"),
            ("paw", "por"),
            ("moo", "mu"),
            ("doh", "do"),
            ("shee", "shi"),
            ("htoo", "tu"),
            ("eh", "ay"),
            ("ehthaw", "aytaw"),
            ("nawmu", "naumoo"),
        ] {
            assert!(sound(one).is_some(), "{one}");
            assert_eq!(sound(one), sound(other), "{one} {other}");
        }
    }

    #[test]
    fn other_names_are_not_read_so() {
        for token in ["", "smith", "larson", "al", "thao", "barabarabara"] {
            assert_eq!(sound(token), None, "{token}");
        }
        for (one, other) in [
            ("paw", "pa"),
            ("gay", "goo"),
            ("hay", "ay"),
            ("lee", "shee"),
        ] {
            assert_ne!(sound(one), sound(other), "{one} {other}");
        }
    }
}
