//! HUD's code lists: `hud-lists.json` to `crates/domain/src/hud/lists`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Generated, source, text};

const SOURCE: &str = "crates/domain/hud-lists.json";
const FOLDER: &str = "crates/domain/src/hud/lists";

/// The module that a list belongs to, by the first part of its number, and that module's sentence.
const MODULES: [(&str, &str, &str); 11] = [
    ("1", "csv_level", "Lists of the CSV format itself (1.x)."),
    (
        "2",
        "project",
        "Lists of the project descriptor elements (2.x).",
    ),
    (
        "3",
        "universal",
        "Lists of the universal data elements (3.x).",
    ),
    (
        "4",
        "common",
        "Lists of the common program-specific elements (4.x).",
    ),
    ("5", "metadata", "Lists of the metadata elements (5.x)."),
    ("C", "coc", "Lists of the CoC and ESG elements (C)."),
    ("P", "path", "Lists of the PATH elements (P)."),
    ("R", "rhy", "Lists of the RHY elements (R)."),
    ("V", "va", "Lists of the VA elements (V)."),
    ("W", "hopwa", "Lists of the HOPWA elements (W)."),
    ("L", "local", "Lists of Threshold's own (L)."),
];

pub(super) fn files(root: &Path) -> Result<Vec<Generated>> {
    let json = source(root, SOURCE)?;
    let lists = json["lists"].as_array().context("lists is missing")?;
    let mut modules: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for list in lists {
        let number = text(list, "number")?;
        let family = number.split('.').next().unwrap_or_default();
        let family = if family.starts_with(|c: char| c.is_ascii_digit()) {
            family
        } else {
            &family[..1]
        };
        let (_, module, _) = MODULES
            .iter()
            .find(|(key, _, _)| *key == family)
            .with_context(|| format!("no module for list {number}"))?;
        modules.entry(module).or_default().push(list);
    }
    let mut files = Vec::new();
    for (_, module, sentence) in MODULES {
        if let Some(lists) = modules.get(module) {
            files.push(Generated {
                path: Path::new(FOLDER).join(format!("{module}.rs")),
                text: module_text(sentence, lists)?,
            });
        }
    }
    let names: Vec<&str> = modules.keys().copied().collect();
    files.push(Generated {
        path: Path::new(FOLDER).with_extension("rs"),
        text: root_text(&names, lists)?,
    });
    Ok(files)
}

fn header(sentence: &str) -> String {
    format!(
        "//! {sentence}\n// Generated from `hud-lists.json` by `cargo xtask hud`: change the JSON, not this file.\n\n"
    )
}

fn root_text(modules: &[&str], lists: &[Value]) -> Result<String> {
    let mut out = header("HUD's code lists, one enum for each.");
    for module in modules {
        writeln!(out, "mod {module};")?;
    }
    out.push('\n');
    for module in modules {
        writeln!(out, "pub use {module}::*;")?;
    }
    out.push_str("\nsuper::declare::registry! {\n");
    for list in lists {
        writeln!(out, "    {},", text(list, "name")?)?;
    }
    out.push_str("}\n");
    Ok(out)
}

fn module_text(sentence: &str, lists: &[&Value]) -> Result<String> {
    let mut body = String::new();
    let mut groups = Vec::new();
    for list in lists {
        body.push('\n');
        list_text(&mut body, list)?;
        let name = text(list, "name")?;
        if list["options"][0]["group"].is_string() {
            groups.push(group_type(name)?);
            group_text(&mut body, list)?;
        }
        not_for_text(&mut body, list)?;
    }
    let mut out = header(sentence);
    let has_exceptions = body.contains("code_exceptions!");
    let mut macros = vec!["code_list"];
    if !groups.is_empty() {
        macros.insert(0, "code_groups");
    }
    if has_exceptions {
        macros.insert(0, "code_exceptions");
    }
    groups.sort_unstable();
    for group in groups {
        writeln!(out, "use crate::hud::{group};")?;
    }
    if let [only] = macros.as_slice() {
        writeln!(out, "use crate::hud::declare::{only};")?;
    } else {
        writeln!(out, "use crate::hud::declare::{{{}}};", macros.join(", "))?;
    }
    out.push_str(&body);
    Ok(out)
}

fn list_text(out: &mut String, list: &Value) -> Result<()> {
    let (number, name, title) = (
        text(list, "number")?,
        text(list, "name")?,
        text(list, "title")?,
    );
    writeln!(out, "code_list! {{")?;
    writeln!(out, "    {name} {number:?} {title:?} {{")?;
    for option in list["options"].as_array().context("options are missing")? {
        let code = option["code"].as_i64().context("code is missing")?;
        let (variant, label) = (text(option, "variant")?, text(option, "label")?);
        write!(out, "        {code} {variant} {label:?}")?;
        for when in ["since", "until"] {
            if let Some(standard) = option[when].as_str().or_else(|| list[when].as_str()) {
                write!(out, " {when} {}", standard.replace("FY", "Fy"))?;
            }
        }
        out.push_str(";\n");
    }
    out.push_str("    }\n}\n");
    Ok(())
}

/// The enum in `hud` that names the groups of a grouped list.
fn group_type(list: &str) -> Result<&'static str> {
    Ok(match list {
        "LivingSituation" => "LivingSituationGroup",
        "ProjectType" => "ProjectGroup",
        "EventType" => "EventResult",
        _ => anyhow::bail!("{list} has groups but no group type"),
    })
}

fn group_text(out: &mut String, list: &Value) -> Result<()> {
    let name = text(list, "name")?;
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for option in list["options"].as_array().context("options are missing")? {
        let group = camel(text(option, "group")?);
        let variant = text(option, "variant")?;
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, variants)) => variants.push(variant),
            None => groups.push((group, vec![variant])),
        }
    }
    writeln!(
        out,
        "\ncode_groups! {{\n    {name} {} {{",
        group_type(name)?
    )?;
    for (group, variants) in groups {
        writeln!(out, "        {group}:")?;
        for variant in variants {
            writeln!(out, "            {variant},")?;
        }
        out.push_str("        ;\n");
    }
    out.push_str("    }\n}\n");
    Ok(())
}

fn not_for_text(out: &mut String, list: &Value) -> Result<()> {
    let name = text(list, "name")?;
    for (key, function) in [
        ("prior", "is_prior_living_situation"),
        ("current", "is_current_living_situation"),
        ("destination", "is_destination"),
    ] {
        let mut variants = Vec::new();
        for option in list["options"].as_array().context("options are missing")? {
            let listed = option["not_for"].as_array();
            if listed.is_some_and(|keys| keys.iter().any(|found| found == key)) {
                variants.push(text(option, "variant")?);
            }
        }
        if !variants.is_empty() {
            writeln!(out, "\ncode_exceptions! {{\n    {name} {function} {{")?;
            for variant in variants {
                writeln!(out, "        {variant},")?;
            }
            out.push_str("    }\n}\n");
        }
    }
    Ok(())
}

fn camel(kebab: &str) -> String {
    kebab
        .split('-')
        .map(|word| word[..1].to_uppercase() + &word[1..])
        .collect()
}
