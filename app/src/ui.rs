//! Small parts that every page is made of.

pub mod arrival;
pub mod choice;
#[cfg(feature = "hydrate")]
pub mod crash;
pub mod field;
pub mod icon;
pub mod live;
pub mod markup;
pub mod notice;
pub mod part;
#[cfg(feature = "ssr")]
pub mod summary;
