//! Hmong names of one syllable: the Romanized Popular Alphabet writes its tone as a last letter and nasal
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

/// The sounds of a folded token that can be read as one Hmong syllable, in either spelling.
pub(super) fn sounds(token: &str) -> Vec<String> {
    let mut onsets = ONSETS.iter().chain(&MORE_ONSETS);
    let Some((onset, rest)) =
        onsets.find_map(|(letters, sound)| token.strip_prefix(letters).map(|rest| (*sound, rest)))
    else {
        return Vec::new();
    };
    let toneless = rest.strip_suffix(TONES).unwrap_or(rest);
    let popular = vowel(&POPULAR, toneless);
    let english = vowel(&ENGLISH, rest);
    let mut sounds = [popular, english]
        .into_iter()
        .flatten()
        .map(|vowel| format!("0{onset}{vowel}"))
        .collect::<Vec<_>>();
    sounds.dedup();
    sounds
}

fn vowel(table: &[(&str, char)], letters: &str) -> Option<char> {
    let found = table.iter().find(|(known, _)| *known == letters);
    found.map(|(_, sound)| *sound)
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
        ] {
            let other = sounds(popular);
            let alike = sounds(english).iter().any(|sound| other.contains(sound));
            assert!(alike, "{english} {popular}");
        }
    }

    #[test]
    fn other_names_are_not_read_so() {
        for token in ["martinez", "rosa", "", "ng", "strand"] {
            assert!(sounds(token).is_empty(), "{token}");
        }
    }
}
