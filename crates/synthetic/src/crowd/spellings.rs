//! One name as different people write it down.

use crate::names::{Community, sections_of};
use domain::search::fold;
use std::collections::HashMap;

/// A way of writing that classes belong to.
#[derive(Clone, Debug)]
struct Class {
    language: &'static str,
    names: Vec<&'static str>,
}

/// Classes of names by their folded members.
#[derive(Debug)]
pub struct Spellings {
    classes: Vec<Class>,
    of: HashMap<(&'static str, String), usize>,
}

impl Spellings {
    pub(super) fn read() -> Self {
        let mut classes = Vec::new();
        let mut of = HashMap::new();
        for (language, names) in sections_of(include_str!("../../names/spellings.txt")) {
            for name in &names {
                of.insert((language, fold(name)), classes.len());
            }
            classes.push(Class { language, names });
        }
        Self { classes, of }
    }

    /// The language of a community whose names are written in several ways.
    pub(super) fn language(community: Community) -> Option<&'static str> {
        Some(match community {
            Community::Hmong => "hmong",
            Community::Somali | Community::Oromo => "somali",
            Community::Karen => "karen",
            Community::Ojibwe => "ojibwe",
            Community::Dakota => "dakota",
            Community::Hispanic => "hispanic",
            _ => return None,
        })
    }

    /// All ways of writing a name of a community.
    pub(super) fn class(&self, community: Community, name: &str) -> Option<&[&'static str]> {
        self.number(community, name)
            .and_then(|at| self.classes.get(at))
            .map(|class| class.names.as_slice())
    }

    fn number(&self, community: Community, name: &str) -> Option<usize> {
        let language = Self::language(community)?;
        self.of.get(&(language, fold(name))).copied()
    }

    /// How many classes there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.classes.len()
    }

    /// Whether a name belongs to the half that a table may know; the other half is what is measured.
    pub(super) fn known(&self, community: Community, name: &str) -> bool {
        self.number(community, name).is_some_and(is_known)
    }

    /// The half of the classes that a table may be built from: language and folded names.
    pub fn half(&self) -> impl Iterator<Item = (&'static str, Vec<String>)> {
        let known = self
            .classes
            .iter()
            .enumerate()
            .filter(|(at, _)| is_known(*at));
        known.map(|(_, class)| {
            let mut names = class
                .names
                .iter()
                .map(|name| fold(name))
                .collect::<Vec<_>>();
            names.sort_unstable();
            names.dedup();
            (class.language, names)
        })
    }
}

/// Every second class, by a mixing of its number, so that no order of the list matters.
fn is_known(class: usize) -> bool {
    let mixed = (class as u64)
        .wrapping_add(1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 33).is_multiple_of(2)
}
