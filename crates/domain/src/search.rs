//! Finding a client: parsing one typed line, comparing it with people, saying why.
//!
//! The store narrows a million people down to some dozens by [`keys`]; a [`Scorer`] compares each of them
//! with the [`Query`] and gives the sum of log2 likelihood ratios with its reasons. Pure: the same code
//! runs over the small set that a tablet carries.

mod candidate;
mod certainty;
mod distance;
mod fold;
pub mod keys;
mod likeness;
mod matching;
mod order;
mod phone;
mod query;
mod reason;
mod score;
mod sound;
mod spelling;
mod ssn;
mod table;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use candidate::{Candidate, IdMatch, NameSource, NameToken, SsnMatch};
pub use certainty::Certainty;
pub(crate) use distance::nearly_same;
pub(crate) use fold::parts as fold_parts;
pub use fold::{capital, fold, tokens};
pub use keys::{month_day_key, year_key};
pub use phone::{phone_at, phone_digits};
pub(crate) use query::plausible_ssn;
pub use query::{DateReading, Query, parse};
pub use reason::Reason;
pub use score::{Hit, Scorer};
pub use sound::sounds;
pub use spelling::{MOST_SPELLINGS, SpellingProblem, read_spellings};
pub(crate) use ssn::is_ssn_slip;
pub use ssn::ssn_slips;
pub use table::{Table, nicknames};
pub use vocabulary::{Name, Near, Vocabulary};
