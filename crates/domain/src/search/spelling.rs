//! A group of spellings of one name, as somebody types it.

use super::fold::parts;
use serde::{Deserialize, Serialize};

/// A group holds at least two names, and no more than this.
pub const MOST_SPELLINGS: usize = 24;
/// Nobody's name is longer.
const LONGEST: usize = 40;

/// Why what was typed is no group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpellingProblem {
    /// Fewer than two different names.
    TooFew,
    /// More than [`MOST_SPELLINGS`].
    TooMany,
    /// Not one word of letters, or a very long one.
    NotAWord(String),
}

/// The names of a group, parted by commas or line ends: folded as search folds, each once, in the order of typing.
///
/// # Errors
/// See [`SpellingProblem`].
pub fn read_spellings(text: &str) -> Result<Vec<String>, SpellingProblem> {
    let mut names = Vec::new();
    for typed in text.split([',', ';', '\n']) {
        let typed = typed.trim();
        if typed.is_empty() {
            continue;
        }
        let mut words = parts(typed);
        let word = match (words.pop(), words.is_empty()) {
            (Some(word), true)
                if word.chars().all(char::is_alphabetic) && word.chars().count() <= LONGEST =>
            {
                word
            }
            _ => return Err(SpellingProblem::NotAWord(typed.to_owned())),
        };
        if !names.contains(&word) {
            names.push(word);
        }
    }
    match names.len() {
        0 | 1 => Err(SpellingProblem::TooFew),
        many if many > MOST_SPELLINGS => Err(SpellingProblem::TooMany),
        _ => Ok(names),
    }
}

#[cfg(test)]
mod tests {
    use super::{SpellingProblem, read_spellings};

    #[test]
    fn names_are_folded_and_stand_once() {
        assert_eq!(
            read_spellings(" Xyooj, Xiong;XIONG\nShiong , ").unwrap(),
            ["xyooj", "xiong", "shiong"]
        );
        assert_eq!(read_spellings("Núñez, Nunes").unwrap(), ["nunez", "nunes"]);
    }

    #[test]
    fn what_is_no_group_is_told() {
        for text in ["", "Vang", "Vang, vang, VANG"] {
            assert_eq!(read_spellings(text), Err(SpellingProblem::TooFew), "{text}");
        }
        for (text, word) in [
            ("Pao Lee, Paolee", "Pao Lee"),
            ("Vang, V2", "V2"),
            ("!, a", "!"),
        ] {
            assert_eq!(
                read_spellings(text),
                Err(SpellingProblem::NotAWord(word.to_owned())),
                "{text}"
            );
        }
        let long = "a".repeat(41);
        assert_eq!(
            read_spellings(&format!("Vang, {long}")),
            Err(SpellingProblem::NotAWord(long))
        );
        let many = ('a'..='y').map(|letter| format!("a{letter}"));
        let many = many.collect::<Vec<_>>().join(", ");
        assert_eq!(read_spellings(&many), Err(SpellingProblem::TooMany));
    }
}
