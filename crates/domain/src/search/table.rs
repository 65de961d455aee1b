//! Lists of names that stand for each other, one group a line: nicknames, and spellings.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The first name of a line, and what people make of it. Own list; extend it freely.
const NICKNAMES: &str = include_str!("../../nicknames.txt");
/// One name as different people write it. Own list, not reviewed by those whose names they are.
const SPELLINGS: &str = include_str!("../../spellings.txt");

type Table = BTreeMap<&'static str, Vec<&'static str>>;

/// The names that a folded token may stand for or be called by: "bob" gives robert, rob, bobby.
#[must_use]
pub fn nicknames(token: &str) -> &'static [&'static str] {
    static TABLE: OnceLock<Table> = OnceLock::new();
    look_up(TABLE.get_or_init(|| read(NICKNAMES)), token)
}

/// Other spellings of a folded token: "vaj" gives vang.
#[must_use]
pub fn spellings(token: &str) -> &'static [&'static str] {
    static TABLE: OnceLock<Table> = OnceLock::new();
    look_up(TABLE.get_or_init(|| read(SPELLINGS)), token)
}

fn look_up(table: &'static Table, token: &str) -> &'static [&'static str] {
    table.get(token).map_or(&[], Vec::as_slice)
}

fn read(list: &'static str) -> Table {
    let mut table = Table::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let names = line.split_whitespace().collect::<Vec<_>>();
        for name in &names {
            let known = table.entry(*name).or_default();
            known.extend(names.iter().copied().filter(|other| other != name));
        }
    }
    for names in table.values_mut() {
        names.sort_unstable();
        names.dedup();
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{NICKNAMES, SPELLINGS, nicknames, spellings};
    use crate::search::fold;

    #[test]
    fn a_spelling_goes_both_ways() {
        assert_eq!(spellings("vaj"), ["vang"]);
        assert!(spellings("mohamed").contains(&"maxamed"));
        assert!(spellings("maxamed").contains(&"mohamed"));
        assert!(nicknames("bob").contains(&"robert"));
        assert!(spellings("rosa").is_empty());
    }

    #[test]
    fn lists_are_folded_and_no_name_stands_alone() {
        for line in NICKNAMES.lines().chain(SPELLINGS.lines()) {
            if !line.starts_with('#') {
                assert_eq!(line, fold(line));
                assert!(line.split_whitespace().count() > 1, "{line}");
            }
        }
    }
}
