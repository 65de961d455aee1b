//! HUD's code lists: labels, groups and rules that hang on a single code.

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

#[cfg(test)]
mod tests;
