//! The size that a first visit may cost.

use anyhow::{Result, bail};

/// The whole browser half, brotli, must stay below this many bytes.
pub(crate) const WASM_LIMIT: u64 = 400_000;

/// An error at or above the limit; else the sentence to print.
pub(crate) fn check(brotli_bytes: u64) -> Result<String> {
    let size = kilobytes(brotli_bytes);
    let limit = kilobytes(WASM_LIMIT);
    if brotli_bytes >= WASM_LIMIT {
        bail!("the wasm is {size} kB brotli; it must stay below {limit} kB");
    }
    Ok(format!("wasm {size} kB brotli of {limit} kB"))
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
