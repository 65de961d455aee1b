//! Types and rules of Coordinated Entry.
//!
//! Pure: no I/O, no clock, no randomness, no framework. Compiled for the server and for the browser, so
//! that both decide alike.
#![warn(missing_docs)]

pub mod access;
pub mod calendar;
pub mod contact;
pub mod current_living_situation;
pub mod duplicate;
pub mod exit;
pub mod hud;
pub mod ids;
pub mod new_client;
pub mod password;
pub mod person;
pub mod policy;
pub mod priority;
pub mod proposal;
pub mod search;
pub mod workgroup;

#[cfg(test)]
mod variants;
