//! Finds the files of the export in the container, within its bounds.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use zip::ZipArchive;

use super::{Limits, OpenError};
use crate::{FileKind, Finding, Rule};

/// Unpacked bytes below which the ratio does not matter.
const SMALL: u64 = 16 << 20;

/// Where a file lies in the container.
pub(super) struct Entry {
    pub(super) index: usize,
    pub(super) bytes: u64,
}

/// The files of the export in the container, and what else is in it.
pub(super) fn directory<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    limits: &Limits,
) -> Result<(BTreeMap<FileKind, Entry>, Vec<Finding>), OpenError> {
    if zip.len() > limits.entries {
        return Err(OpenError::TooManyEntries {
            limit: limits.entries,
        });
    }
    let mut entries = BTreeMap::new();
    let mut findings = Vec::new();
    let (mut bytes, mut packed) = (0u64, 0u64);
    for index in 0..zip.len() {
        let file = zip.by_index_raw(index).map_err(|_| OpenError::NotAZip)?;
        let name = String::from_utf8_lossy(file.name_raw()).replace('\\', "/");
        // Finder and Explorer leave such entries beside the files.
        let (folder, leaf) = name.rsplit_once('/').unwrap_or(("", &name));
        if folder.starts_with("__MACOSX") || leaf.is_empty() || leaf.starts_with('.') {
            continue;
        }
        let Some(kind) = FileKind::from_name(leaf) else {
            findings.push(Finding::of_export(Rule::UnknownFile));
            continue;
        };
        if !folder.is_empty() {
            return Err(OpenError::Folder);
        }
        if file.encrypted() {
            return Err(OpenError::Encrypted { file: kind });
        }
        bytes = bytes.saturating_add(file.size());
        packed = packed.saturating_add(file.compressed_size());
        if entries
            .insert(
                kind,
                Entry {
                    index,
                    bytes: file.size(),
                },
            )
            .is_some()
        {
            return Err(OpenError::Twice { file: kind });
        }
    }
    if bytes > limits.bytes {
        return Err(OpenError::TooLarge {
            limit: limits.bytes,
        });
    }
    if bytes > SMALL && bytes / packed.max(1) > limits.ratio {
        return Err(OpenError::Ratio {
            limit: limits.ratio,
        });
    }
    Ok((entries, findings))
}
