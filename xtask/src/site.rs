//! Assembles what browsers load: hashed names, rewritten references, precompressed siblings.

mod assets;
mod bindgen;
mod compress;
mod fonts;
mod manifest;
mod styles;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::project::Project;
use crate::wasm::Effort;
use crate::{digest, npm};
use assets::Assets;
use manifest::Manifest;

/// Where the site goes, and where the server looks for its manifest.
pub(crate) struct Place {
    /// Holds the executable, `hash.txt` and `assets.json`.
    pub(crate) beside_server: PathBuf,
    /// Holds `pkg` and what `public` holds.
    pub(crate) site_root: PathBuf,
}

/// Bytes of the parts that count, as a browser that knows brotli receives them.
pub(crate) struct Sizes {
    pub(crate) wasm: u64,
    pub(crate) script: u64,
    pub(crate) style: u64,
}

/// Installs what the style sheets need.
pub(crate) fn prepare(project: &Project) -> Result<()> {
    npm::install(&project.root().join("style"))
}

/// Builds the site from the linked wasm. Release sites are compressed and measured.
pub(crate) fn assemble(
    project: &Project,
    linked: &Path,
    effort: Effort,
    place: &Place,
) -> Result<Option<Sizes>> {
    let parts = bindgen::parts(project, linked, effort)?;
    let mut assets = Assets::default();
    let mut manifest = Manifest::default();

    let wasm_hash = digest::for_name(&parts.wasm);
    let wasm = assets.add(format!("threshold.{wasm_hash}.wasm"), parts.wasm);
    // The name inside the script counts into the script's own hash.
    let script_text = parts.script.replace("threshold_bg.wasm", &wasm);
    let script_hash = digest::for_name(script_text.as_bytes());
    let script = assets.add(
        format!("threshold.{script_hash}.js"),
        script_text.into_bytes(),
    );

    for font in fonts::find(project)? {
        let bytes = read(&font)?;
        let name = file_name(&font)?;
        let hashed = assets.add(digest::hashed_name(&name, &bytes), bytes);
        manifest.font(&name, &hashed);
    }
    let css = styles::bundle(&project.root().join("style/main.css"), manifest.fonts())?;
    let css_hash = digest::for_name(css.as_bytes());
    let style = assets.add(format!("threshold.{css_hash}.css"), css.into_bytes());

    for path in digest::walk(&project.root().join("app/js"))? {
        if path.extension().is_some_and(|extension| extension == "js") {
            let bytes = read(&path)?;
            let name = file_name(&path)?;
            let hashed = assets.add(digest::hashed_name(&name, &bytes), bytes);
            manifest.script(&name, &hashed);
        }
    }

    let package = place.site_root.join("pkg");
    let measured = assets.write(&package, effort == Effort::Release)?;
    publish(&project.root().join("public"), &place.site_root)?;
    fs::create_dir_all(&place.beside_server)?;
    let hashes = format!("js: {script_hash}\nwasm: {wasm_hash}\ncss: {css_hash}\n");
    fs::write(place.beside_server.join("hash.txt"), hashes)?;
    fs::write(place.beside_server.join("assets.json"), manifest.to_json()?)?;
    if effort == Effort::Development {
        return Ok(None);
    }
    let size = |name: &str| {
        measured
            .get(name)
            .copied()
            .context("an asset was not measured")
    };
    Ok(Some(Sizes {
        wasm: size(&wasm)?,
        script: size(&script)?,
        style: size(&style)?,
    }))
}

/// Copies `public` as it is: its files are asked for by their own names.
fn publish(public: &Path, site_root: &Path) -> Result<()> {
    for path in digest::walk(public)? {
        let to = site_root.join(path.strip_prefix(public)?);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(&path, &to).with_context(|| format!("cannot write {}", to.display()))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn file_name(path: &Path) -> Result<String> {
    let name = path.file_name().context("a path without a file name")?;
    Ok(name.to_string_lossy().into_owned())
}
