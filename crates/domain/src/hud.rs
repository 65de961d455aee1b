//! HUD's codes, generated from one list.
