//! HUD's code lists: labels, groups and rules that hang on a single code.

mod answer;
mod code;
mod declare;
mod event;
mod lists;
mod living_situation;
mod project_type;
mod race;

pub use code::{CodeInfo, Coded, HudCode, ListInfo, Standard, Validity};
pub use event::EventResult;
pub use lists::*;
pub use living_situation::{LivingSituationGroup, destinations_grouped};
pub use project_type::ProjectGroup;
pub use race::{Race, RaceSet};

/// The list with this HUD number, e.g. `3.12.1`.
pub fn list(number: &str) -> Option<&'static ListInfo> {
    LISTS.iter().copied().find(|info| info.number == number)
}

#[cfg(test)]
mod tests;
