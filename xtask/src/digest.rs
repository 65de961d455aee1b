//! Content digests: hashed file names, and stamps that let a second run skip finished work.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Length of the hash inside a file name: 64 bits are plenty for a handful of assets.
const NAME_DIGITS: usize = 16;

/// SHA-256 in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut text, byte| {
            // Writing into a String cannot fail.
            write!(text, "{byte:02x}").ok();
            text
        })
}

/// The hash that goes into a file name.
pub(crate) fn for_name(bytes: &[u8]) -> String {
    let mut digits = hex(bytes);
    digits.truncate(NAME_DIGITS);
    digits
}

/// `live.js` and its content become `live.<hash>.js`.
pub(crate) fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let hash = for_name(bytes);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

/// One digest over every file below `folder` whose name passes, names included.
pub(crate) fn of_files(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Result<String> {
    let mut lines = String::new();
    for path in walk(folder)? {
        if wanted(&path) {
            let bytes =
                fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            lines.push_str(&format!("{} {}\n", hex(&bytes), path.display()));
        }
    }
    Ok(hex(lines.as_bytes()))
}

/// Every file below `folder`, sorted; nothing when the folder is absent.
pub(crate) fn walk(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        let Ok(entries) = fs::read_dir(&next) else {
            continue;
        };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// True when the stamp holds this digest: the work it stands for is done.
pub(crate) fn stamped(stamp: &Path, digest: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|seen| seen == digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_stands_before_the_last_extension() {
        assert_eq!(hashed_name("live.js", b"1"), "live.6b86b273ff34fce1.js");
        assert_eq!(hashed_name("a.b.woff2", b"1"), "a.b.6b86b273ff34fce1.woff2");
    }

    #[test]
    fn another_content_is_another_name() {
        assert_ne!(hashed_name("live.js", b"1"), hashed_name("live.js", b"2"));
    }
}
