//! Groups of names that stand for each other: nicknames, and spellings of one name.

use std::collections::HashMap;
use std::sync::OnceLock;

/// The first name of a line, and what people make of it. Own list; extend it freely.
const NICKNAMES: &str = include_str!("../../nicknames.txt");

/// Names by the other names of their groups. `Debug` shows how many.
#[derive(Clone, Default)]
pub struct Table(HashMap<String, Vec<String>>);

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Table({})", self.0.len())
    }
}

impl Table {
    /// From groups of folded names.
    #[must_use]
    pub fn new<G>(groups: impl IntoIterator<Item = G>) -> Self
    where
        G: IntoIterator<Item = String>,
    {
        let mut table: HashMap<String, Vec<String>> = HashMap::new();
        for group in groups {
            let names = group.into_iter().collect::<Vec<_>>();
            for name in &names {
                let known = table.entry(name.clone()).or_default();
                known.extend(names.iter().filter(|other| *other != name).cloned());
            }
        }
        for names in table.values_mut() {
            names.sort_unstable();
            names.dedup();
        }
        Self(table)
    }

    /// What a folded name may stand for: "vaj" gives vang.
    #[must_use]
    pub fn others(&self, token: &str) -> &[String] {
        self.0.get(token).map_or(&[], Vec::as_slice)
    }

    /// Whether two folded names stand for each other.
    #[must_use]
    pub fn same(&self, one: &str, other: &str) -> bool {
        self.others(one).iter().any(|name| name == other)
    }
}

/// The names that a folded token may stand for or be called by: "bob" gives robert, rob, bobby.
#[must_use]
pub fn nicknames() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = NICKNAMES.lines().filter(|line| !line.starts_with('#'));
        Table::new(lines.map(|line| line.split_whitespace().map(str::to_owned)))
    })
}

#[cfg(test)]
mod tests {
    use super::{NICKNAMES, Table, nicknames};
    use crate::search::fold;

    #[test]
    fn a_group_goes_all_ways() {
        let table = Table::new(
            [["vang", "vaj"], ["mohamed", "maxamed"]].map(|group| group.map(str::to_owned)),
        );
        assert_eq!(table.others("vaj"), ["vang"]);
        assert!(table.same("mohamed", "maxamed") && table.same("maxamed", "mohamed"));
        assert!(!table.same("vang", "mohamed") && !table.same("vang", "vang"));
        assert!(nicknames().same("bob", "robert") && nicknames().same("robert", "bob"));
        assert!(nicknames().same("lupe", "guadalupe"));
        assert!(table.others("rosa").is_empty());
    }

    #[test]
    fn lists_are_folded_and_no_name_stands_alone() {
        for line in NICKNAMES.lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(line, fold(line));
            assert!(line.split_whitespace().count() > 1, "{line}");
        }
    }
}
