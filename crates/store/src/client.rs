//! People: finding them, opening their page, their Social Security numbers.

mod index;
mod page;
mod recent;
mod reveal;
mod search;
mod sight;
mod ssn;

pub use index::{index_all, index_clients, refresh_frequencies, refresh_frequencies_nightly};
pub use page::{
    Background, ClientPage, ExitChoice, Identity, ListPlace, Member, Moment, MomentKind, Owner,
    Roi, RoiState, ShownSsn, Stay, page,
};
pub use recent::{RecentClient, recently_opened};
pub use reveal::reveal_ssn;
pub(crate) use search::Names;
pub use search::{FoundClient, FoundPlace, SearchResults, search, suggest, warm_up};
pub use ssn::{SealedSsn, seal_ssn, set_ssn};
