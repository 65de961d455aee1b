//! Hmong names of one syllable or two: the Romanized Popular Alphabet writes its tone as a last letter and nasal
//! vowels double ("Xyooj"); English spellings write neither ("Xiong").

/// What begins a syllable in either spelling, longest first, and the sound. Breath and voice are not told apart.
const ONSETS: [(&str, char); 49] = [
    ("ntsh", 'c'),
    ("ntxh", 'z'),
    ("nplh", 'L'),
    ("nts", 'c'),
    ("ntx", 'z'),
    ("npl", 'L'),
    ("tsh", 'c'),
    ("txh", 's'),
    ("plh", 'L'),
    ("nth", 't'),
    ("nph", 'p'),
    ("nkh", 'k'),
    ("hny", 'n'),
    ("ts", 'c'),
    ("tx", 's'),
    ("ch", 'c'),
    ("xy", 's'),
    ("sh", 's'),
    ("th", 't'),
    ("dh", 't'),
    ("nt", 't'),
    ("ph", 'p'),
    ("np", 'p'),
    ("kh", 'k'),
    ("nk", 'k'),
    ("qh", 'k'),
    ("nq", 'k'),
    ("ny", 'n'),
    ("nh", 'n'),
    ("hn", 'n'),
    ("hm", 'm'),
    ("hl", 'l'),
    ("pl", 'L'),
    ("bl", 'L'),
    ("v", 'v'),
    ("y", 'y'),
    ("x", 's'),
    ("s", 's'),
    ("c", 'c'),
    ("t", 't'),
    ("d", 't'),
    ("p", 'p'),
    ("b", 'p'),
    ("k", 'k'),
    ("g", 'k'),
    ("f", 'f'),
    ("m", 'm'),
    ("n", 'n'),
    ("l", 'l'),
];
const MORE_ONSETS: [(&str, char); 5] = [("h", 'h'), ("r", 'r'), ("w", 'v'), ("z", 'z'), ("j", 'c')];

/// Vowels of the Popular Alphabet.
const POPULAR: [(&str, char); 14] = [
    ("aa", 'a'),
    ("ai", 'y'),
    ("au", 'o'),
    ("aw", 'r'),
    ("ia", 'j'),
    ("ua", 'w'),
    ("ee", 'e'),
    ("oo", 'q'),
    ("a", 'a'),
    ("e", 'x'),
    ("i", 'i'),
    ("o", 'o'),
    ("u", 'u'),
    ("w", 'v'),
];
/// Vowels as English speakers write them, with what follows.
const ENGLISH: [(&str, char); 33] = [
    ("a", 'a'),
    ("ah", 'a'),
    ("ang", 'a'),
    ("ai", 'y'),
    ("ay", 'y'),
    ("ao", 'o'),
    ("au", 'o'),
    ("aw", 'o'),
    ("o", 'o'),
    ("or", 'o'),
    ("oh", 'o'),
    ("er", 'r'),
    ("eu", 'r'),
    ("ir", 'r'),
    ("ur", 'r'),
    ("ia", 'j'),
    ("ea", 'j'),
    ("ua", 'w'),
    ("oua", 'w'),
    ("eng", 'e'),
    ("ing", 'e'),
    ("ong", 'q'),
    ("iong", 'q'),
    ("ung", 'q'),
    ("e", 'x'),
    ("ee", 'i'),
    ("i", 'i'),
    ("y", 'i'),
    ("ou", 'u'),
    ("oo", 'u'),
    ("u", 'u'),
    ("ue", 'v'),
    ("ieng", 'e'),
];
/// Letters that are tones at the end of a syllable.
const TONES: [char; 7] = ['b', 'm', 'j', 'v', 's', 'g', 'd'];

/// Longer words are no such names: given names are often two put together ("Maiyer").
const MOST_SYLLABLES: usize = 2;

/// The sounds of a folded token that can be read as one or two Hmong syllables, in either spelling.
pub(super) fn sounds(token: &str) -> Vec<String> {
    let mut sounds = Vec::new();
    for spelling in [popular as Spelling, english as Spelling] {
        read(
            token,
            spelling,
            MOST_SYLLABLES,
            &mut String::from("0"),
            &mut sounds,
        );
    }
    sounds.sort_unstable();
    sounds.dedup();
    sounds
}

/// The ends of a first rhyme (vowel and tone) in a text, each with its sound.
type Spelling = fn(&str) -> Vec<(usize, char)>;

/// Adds every reading of what is left of a token.
fn read(
    rest: &str,
    spelling: Spelling,
    syllables: usize,
    read_so_far: &mut String,
    found: &mut Vec<String>,
) {
    let mut onsets = ONSETS.iter().chain(&MORE_ONSETS);
    let Some((onset, rest)) =
        onsets.find_map(|(letters, sound)| rest.strip_prefix(letters).map(|rest| (*sound, rest)))
    else {
        return;
    };
    for (end, vowel) in spelling(rest) {
        read_so_far.extend([onset, vowel]);
        match rest.get(end..) {
            Some("") => found.push(read_so_far.clone()),
            Some(after) if syllables > 1 => {
                read(after, spelling, syllables - 1, read_so_far, found);
            }
            _ => {}
        }
        read_so_far.truncate(read_so_far.len() - 2);
    }
}

/// A vowel of the Popular Alphabet, and the letter of its tone or none.
fn popular(rest: &str) -> Vec<(usize, char)> {
    let mut ends = Vec::new();
    for (letters, sound) in POPULAR {
        if let Some(after) = rest.strip_prefix(letters) {
            ends.push((letters.len(), sound));
            ends.extend(
                after
                    .starts_with(TONES)
                    .then_some((letters.len() + 1, sound)),
            );
        }
    }
    ends
}

/// A vowel as English speakers write it.
fn english(rest: &str) -> Vec<(usize, char)> {
    let known = ENGLISH
        .iter()
        .filter(|(letters, _)| rest.starts_with(letters));
    known
        .map(|(letters, sound)| (letters.len(), *sound))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::sounds;

    #[test]
    fn both_spellings_sound_alike() {
        for (english, popular) in [
            ("vang", "vaj"),
            ("xiong", "xyooj"),
            ("lee", "lis"),
            ("ly", "lis"),
            ("thao", "thoj"),
            ("moua", "muas"),
            ("her", "hawj"),
            ("lor", "lauj"),
            ("vue", "vwj"),
            ("cha", "tsab"),
            ("cheng", "tsheej"),
            ("kong", "koo"),
            ("tou", "tub"),
            ("nhia", "nyiaj"),
            ("blia", "npliaj"),
            ("bee", "npis"),
            ("mai", "maiv"),
            ("maiyer", "maivyawj"),
            ("pahoua", "paahuab"),
            ("kaoly", "kaubli"),
        ] {
            let other = sounds(popular);
            let alike = sounds(english).iter().any(|sound| other.contains(sound));
            assert!(alike, "{english} {popular}");
        }
    }

    #[test]
    fn other_names_are_not_read_so() {
        for token in ["martinez", "robert", "", "ng", "strand"] {
            assert!(sounds(token).is_empty(), "{token}");
        }
    }
}
