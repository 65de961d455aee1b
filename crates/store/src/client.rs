//! People: finding them, opening their page, their Social Security numbers.

mod carry;
mod contacts;
mod create;
mod index;
mod page;
mod recent;
mod reveal;
mod search;
mod sight;
pub(crate) mod ssn;

pub use carry::{CarryError, Differences, Offer, carry_over, differences};
pub use create::{CREATE, CreateError, create, creates_for, may_own};
pub use index::{index_all, index_clients, refresh_frequencies, refresh_frequencies_nightly};
pub use page::{
    Background, ClientPage, ExitChoice, Identity, ListPlace, Member, Moment, MomentKind, Owner,
    Roi, RoiState, ShownSsn, Stay, page,
};
pub use recent::{RecentClient, recently_opened};
pub use reveal::reveal_ssn;
pub use search::{
    AgeBand, Filter, FoundClient, FoundPlace, LastContact, ListStatus, Narrowed, SearchResults,
    is_likely, search, search_within, similar, suggest, warm_up,
};
pub(crate) use search::{Names, vocabulary};
pub(crate) use sight::Sight;
pub use ssn::{SealedSsn, seal_ssn, set_ssn};
