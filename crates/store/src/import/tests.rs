//! Imports of small exports, and of public ones.
