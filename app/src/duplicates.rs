//! Two records of one person: the report, the administrators' queue, the comparison, the merge and the way back. All of
//! it is rendered by the server and sent as plain forms; the browser's program holds nothing of it.

mod apart;
mod api;
mod compare;
mod fields;
mod merged;
mod plan;
mod purpose;
mod queue;
mod report;

pub use api::{pair_page, queue_page, report_page};
