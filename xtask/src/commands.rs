//! The subcommands of `cargo xtask`, one module each.

pub(crate) mod bench;
pub(crate) mod build;
pub(crate) mod hud;
pub(crate) mod import;
pub(crate) mod pg;
pub(crate) mod prepare;
pub(crate) mod run;
pub(crate) mod test;
pub(crate) mod threshold;
