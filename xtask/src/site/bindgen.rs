//! wasm-bindgen as a library: from the linked wasm to the module and script that browsers load.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::project::Project;
use crate::wasm::Effort;
use crate::{digest, process};

/// Both files, before their names are hashed.
pub(super) struct Parts {
    pub(super) wasm: Vec<u8>,
    pub(super) script: String,
}

/// Runs wasm-bindgen, unless the linked wasm is the one of the last time.
pub(super) fn parts(project: &Project, linked: &Path, effort: Effort) -> Result<Parts> {
    let folder = project.scratch(match effort {
        Effort::Development => "bindgen-development",
        Effort::Release => "bindgen-release",
    })?;
    // Optional: one percent after compression, so nobody is asked to install it.
    let optimiser = process::on_path("wasm-opt").filter(|_| effort == Effort::Release);
    let bytes = fs::read(linked).with_context(|| format!("cannot read {}", linked.display()))?;
    let digest = format!("{} {optimiser:?}", digest::hex(&bytes));
    let stamp = folder.join("stamp");
    if !digest::stamped(&stamp, &digest) {
        fs::remove_dir_all(&folder)?;
        fs::create_dir_all(&folder)?;
        Bindgen::new()
            .input_path(linked)
            .out_name("threshold")
            .typescript(false)
            .web(true)?
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(&folder)
            .context("wasm-bindgen failed")?;
        if folder.join("snippets").exists() {
            bail!("a dependency brought inline scripts (`snippets`), which the site does not copy");
        }
        if let Some(program) = optimiser {
            optimise(&program, &folder.join("threshold_bg.wasm"))?;
        }
        fs::write(&stamp, digest)?;
    }
    Ok(Parts {
        wasm: fs::read(folder.join("threshold_bg.wasm"))?,
        script: fs::read_to_string(folder.join("threshold.js"))?,
    })
}

fn optimise(program: &Path, wasm: &Path) -> Result<()> {
    let mut command = Command::new(program);
    command.args([
        "-Oz",
        "--enable-bulk-memory",
        "--enable-nontrapping-float-to-int",
        "--enable-sign-ext",
        "--enable-mutable-globals",
        "--enable-reference-types",
        "--enable-multivalue",
    ]);
    process::capture(command.arg(wasm).arg("-o").arg(wasm)).map(|_| ())
}
