//! Types and rules of Coordinated Entry: pure, for server and browser.

pub mod hud;
