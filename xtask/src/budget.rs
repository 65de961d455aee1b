//! The size that a first visit may cost.

use anyhow::{Result, bail};

/// The whole browser half, brotli, must stay below this many bytes. A ratchet: the goal is
/// [`WASM_GOAL`], and every win lowers this until both are one.
pub(crate) const WASM_LIMIT: u64 = 480_000;

/// What a first visit should cost at the most, brotli.
const WASM_GOAL: u64 = 400_000;

/// An error at or above the limit; else the sentence to print.
pub(crate) fn check(brotli_bytes: u64) -> Result<String> {
    let size = kilobytes(brotli_bytes);
    let limit = kilobytes(WASM_LIMIT);
    if brotli_bytes >= WASM_LIMIT {
        bail!("the wasm is {size} kB brotli; it must stay below {limit} kB");
    }
    let goal = kilobytes(WASM_GOAL);
    Ok(format!(
        "wasm {size} kB brotli of {limit} kB (goal {goal} kB)"
    ))
}

/// Thousands of bytes with one decimal.
pub(crate) fn kilobytes(bytes: u64) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_itself_is_too_much() {
        assert!(check(WASM_LIMIT).is_err());
        assert!(check(WASM_LIMIT + 1).is_err());
    }

    #[test]
    fn below_the_limit_the_size_is_told() {
        let told = check(162_100).unwrap();
        assert!(told.starts_with("wasm 162.1 kB brotli of "), "{told}");
        assert!(check(WASM_LIMIT - 1).is_ok());
    }
}
