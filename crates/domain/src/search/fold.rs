//! Names as search compares them: lower case, without accents, split into tokens.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, accents and apostrophes off, other signs as spaces: "O'Brien-Núñez" is "obrien-nunez".
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().flat_map(char::to_lowercase).nfkd() {
        match letter {
            '\'' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bb}' | '\u{2bc}' | '\u{2b9}'
            | '`' | '\u{b4}' | '.' => {}
            // Letters that Unicode does not take apart.
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            '-' | '\u{2010}'..='\u{2015}' => folded.push('-'),
            letter if is_combining_mark(letter) => {}
            letter if letter.is_alphanumeric() => folded.push(letter),
            _ => folded.push(' '),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A folded name as people write it: "vang" is "Vang".
#[must_use]
pub fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The parts of one name field, hyphens and spaces apart; where there are several, the whole written as
/// one word is the last: "Mary Ann" gives mary, ann, maryann.
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    let mut tokens = parts(text);
    if tokens.len() > 1 {
        tokens.push(tokens.concat());
    }
    tokens
}

/// The parts alone.
pub(crate) fn parts(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded
        .split([' ', '-'])
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}
