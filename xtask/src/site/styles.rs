//! One stylesheet out of `style/main.css` and what it imports, pointing at hashed assets.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, anyhow, bail};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};

/// Bundles, minifies and rewrites. `names` maps plain file names to hashed ones.
pub(super) fn bundle(main: &Path, names: &BTreeMap<String, String>) -> Result<String> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler
        .bundle(main)
        .map_err(|error| anyhow!("{}: {error}", main.display()))?;
    sheet
        .minify(MinifyOptions::default())
        .map_err(|error| anyhow!("minifying: {error}"))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            ..Default::default()
        })
        .map_err(|error| anyhow!("printing the stylesheet: {error}"))?;
    rewrite_urls(&printed.code, names)
}

/// Replaces each relative `url()` by the hashed file of the same name; all lie in one folder.
/// Leaves `data:`, `#fragment` and absolute paths alone, refuses unknown files and other hosts.
fn rewrite_urls(css: &str, names: &BTreeMap<String, String>) -> Result<String> {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("url(") {
        let (before, after) = rest.split_at(start + "url(".len());
        out.push_str(before);
        let (target, length) = argument(after)?;
        match replacement(target, names)? {
            Some(hashed) => out.push_str(hashed),
            None => out.push_str(&after[..length]),
        }
        rest = &after[length..];
    }
    out.push_str(rest);
    Ok(out)
}

/// The address and how many bytes it takes up to the closing parenthesis, quotes included.
fn argument(after: &str) -> Result<(&str, usize)> {
    for quote in ['"', '\''] {
        if let Some(inner) = after.strip_prefix(quote) {
            let Some(end) = inner.find(quote) else {
                bail!("an unclosed quote in url()")
            };
            return Ok((&inner[..end], end + 2));
        }
    }
    let Some(end) = after.find(')') else {
        bail!("an unclosed url()")
    };
    Ok((after[..end].trim(), end))
}

fn replacement<'a>(target: &str, names: &'a BTreeMap<String, String>) -> Result<Option<&'a str>> {
    if target.starts_with("data:") || target.starts_with('#') {
        return Ok(None);
    }
    if target.starts_with("//") || target.contains("://") {
        bail!("url({target}) points to another host");
    }
    if target.starts_with('/') {
        return Ok(None);
    }
    let name = target.rsplit('/').next().unwrap_or(target);
    match names.get(name) {
        Some(hashed) => Ok(Some(hashed)),
        None => bail!("url({target}): the site has no file {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> BTreeMap<String, String> {
        [("a.woff2".to_owned(), "a.1234.woff2".to_owned())].into()
    }

    #[test]
    fn relative_references_get_the_hashed_name_however_they_are_quoted() {
        for css in [
            "url(a.woff2)",
            "url(\"../x/a.woff2\")",
            "url('./files/a.woff2')",
        ] {
            let sheet = format!("@font-face{{src:{css} format(\"woff2\")}}b{{c:d}}");
            let expected = "@font-face{src:url(a.1234.woff2) format(\"woff2\")}b{c:d}";
            assert_eq!(rewrite_urls(&sheet, &names()).unwrap(), expected);
        }
    }

    #[test]
    fn inline_images_fragments_and_absolute_paths_stay() {
        let css =
            r##"a{b:url("data:image/svg+xml,<path d='m(1)'/>")}c{d:url(#e)}f{g:url(/h.svg)}"##;
        assert_eq!(rewrite_urls(css, &names()).unwrap(), css);
    }

    #[test]
    fn unknown_files_and_other_hosts_are_refused() {
        for css in [
            "url(b.woff2)",
            "url(https://example.org/a.woff2)",
            "url(//x/a.woff2)",
            "url(a",
        ] {
            assert!(rewrite_urls(css, &names()).is_err(), "{css}");
        }
    }
}
