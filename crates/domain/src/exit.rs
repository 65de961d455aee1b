//! Exit from Coordinated Entry: one pure decision over facts, command and policy.

mod command;
mod decide;
mod facts;
mod head;
mod plan;
mod problem;
mod suggest;
#[cfg(test)]
pub(crate) mod tests;
mod undo;
mod warning;
mod words;

pub(crate) use decide::correction;

pub use command::{Answers, Command, Contact, Leaving, OwnDestination, Relation};
pub use decide::{decide, head_candidates};
pub use facts::{Facts, Housing, Member, OtherStay, Recorded, RecordedKind, Referral, Span};
pub use head::relationship_after;
pub use plan::{
    NewHead, Plan, PlannedClosing, PlannedContact, PlannedExit, PlannedRelation, PlannedResult,
};
pub use problem::{Field, Problem, Rule};
pub use suggest::{Suggested, Suggestion, suggest};
pub use undo::Obstacle;
pub use warning::{Warning, WarningRule};
