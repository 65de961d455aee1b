//! `assets.json`: which hashed name each asset has, for the server to link.

use std::collections::BTreeMap;

use anyhow::Result;

use super::fonts;

/// Plain names to names inside `pkg`.
#[derive(Default)]
pub(super) struct Manifest {
    scripts: BTreeMap<String, String>,
    fonts: BTreeMap<String, String>,
}

impl Manifest {
    pub(super) fn script(&mut self, name: &str, hashed: &str) {
        self.scripts.insert(name.to_owned(), hashed.to_owned());
    }

    pub(super) fn font(&mut self, name: &str, hashed: &str) {
        self.fonts.insert(name.to_owned(), hashed.to_owned());
    }

    /// What the style sheets may refer to.
    pub(super) fn fonts(&self) -> &BTreeMap<String, String> {
        &self.fonts
    }

    /// `{"font": "...", "live.js": "..."}`
    pub(super) fn to_json(&self) -> Result<String> {
        let mut all = self.scripts.clone();
        if let Some(main) = self.fonts.get(fonts::MAIN) {
            all.insert("font".to_owned(), main.clone());
        }
        Ok(serde_json::to_string_pretty(&all)? + "\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_the_main_font_are_named() {
        let mut manifest = Manifest::default();
        manifest.script("live.js", "live.1.js");
        manifest.font(fonts::MAIN, "main.2.woff2");
        manifest.font("other.woff2", "other.3.woff2");
        let json: serde_json::Value = serde_json::from_str(&manifest.to_json().unwrap()).unwrap();
        assert_eq!(
            json,
            serde_json::json!({ "font": "main.2.woff2", "live.js": "live.1.js" })
        );
    }
}
