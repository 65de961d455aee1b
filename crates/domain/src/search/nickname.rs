//! Nicknames: which names are short for which.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// One line for each name: the name, then what people make of it. Own list; extend it freely.
const LIST: &str = include_str!("../../nicknames.txt");

/// The names that a folded token may stand for or be called by: "bob" gives robert, rob, bobby.
#[must_use]
pub fn nicknames(token: &str) -> &'static [&'static str] {
    static TABLE: OnceLock<BTreeMap<&str, Vec<&str>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table = BTreeMap::<_, Vec<_>>::new();
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
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
    });
    table.get(token).map_or(&[], Vec::as_slice)
}
