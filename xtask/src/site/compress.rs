//! `.br` and `.gz` siblings, made once per content at the highest setting.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Fonts are compressed already.
pub(super) fn worthwhile(name: &str) -> bool {
    !name.ends_with(".woff2")
}

/// Writes both siblings unless they exist; returns the size of the brotli one.
pub(super) fn siblings(path: &Path, bytes: &[u8]) -> Result<u64> {
    let with_suffix = |suffix: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        std::path::PathBuf::from(name)
    };
    let (br, gz) = (with_suffix(".br"), with_suffix(".gz"));
    if !gz.exists() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes)?;
        fs::write(&gz, encoder.finish()?)
            .with_context(|| format!("cannot write {}", gz.display()))?;
    }
    if !br.exists() {
        let parameters = BrotliEncoderParams {
            quality: 11,
            lgwin: 22,
            ..Default::default()
        };
        let mut packed = Vec::new();
        brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
        fs::write(&br, packed).with_context(|| format!("cannot write {}", br.display()))?;
    }
    Ok(fs::metadata(&br)?.len())
}
