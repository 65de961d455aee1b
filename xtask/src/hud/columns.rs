//! HMIS CSV column tables: `columns.json` to `crates/hmis-csv/src/spec`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::{Generated, source, text};

const SOURCE: &str = "crates/hmis-csv/columns.json";
const LISTS: &str = "crates/domain/hud-lists.json";
const FOLDER: &str = "crates/hmis-csv/src/spec";

pub(super) fn files(root: &Path) -> Result<Vec<Generated>> {
    let lists = source(root, LISTS)?;
    let mut names = BTreeMap::new();
    for list in lists["lists"].as_array().context("lists is missing")? {
        names.insert(text(list, "number")?, text(list, "name")?);
    }
    let json = source(root, SOURCE)?;
    let mut modules: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for file in json["files"].as_array().context("files is missing")? {
        modules.entry(text(file, "module")?).or_default().push(file);
    }
    let mut files = Vec::new();
    for (module, tables) in modules {
        files.push(Generated {
            path: Path::new(FOLDER).join(format!("{module}.rs")),
            text: module_text(&tables, &names)?,
        });
    }
    Ok(files)
}

fn module_text(files: &[&Value], lists: &BTreeMap<&str, &str>) -> Result<String> {
    let mut tables = String::new();
    let mut titles = Vec::new();
    for file in files {
        let name = text(file, "name")?;
        titles.push(format!("{name}.csv"));
        write!(
            tables,
            "\n#[rustfmt::skip]\npub(super) static {}: &[Column] = &[\n",
            name.to_uppercase()
        )?;
        for column in file["columns"].as_array().context("columns is missing")? {
            let line = column_text(column, lists).with_context(|| format!("{name}: {column}"))?;
            writeln!(tables, "    {line},")?;
        }
        tables.push_str("];\n");
    }
    let mut out = format!(
        "//! Columns of {}.\n// Generated from `columns.json` by `cargo xtask hud`: change the JSON, not this file.\n\n",
        titles.join(", ")
    );
    if tables.contains("::INFO") || tables.contains("Standard::") {
        out.push_str("use domain::hud::*;\n\n");
    }
    if tables.contains("FileKind::") {
        out.push_str("use crate::FileKind;\n");
    }
    out.push_str("use crate::spec::column::*;\n");
    out.push_str(&tables);
    Ok(out)
}

fn column_text(column: &Value, lists: &BTreeMap<&str, &str>) -> Result<String> {
    let name = text(column, "name")?;
    let kind = match text(column, "type")? {
        "string" => "text",
        "integer" => "integer",
        "date" => "date",
        "datetime" => "datetime",
        "money" => "money",
        other => bail!("unknown type {other}"),
    };
    let mut line = if kind == "text" {
        let max = column["max"].as_u64().context("max is missing")?;
        format!("text({name:?}, {max})")
    } else {
        format!("{kind}({name:?})")
    };
    for flag in ["required", "key"] {
        if column[flag].as_bool() == Some(true) {
            write!(line, ".{flag}()")?;
        }
    }
    for member in ["list", "list_fy2024"] {
        if let Some(number) = column[member].as_str() {
            write!(line, ".{member}({})", list(number, lists)?)?;
        }
    }
    if let Some(by) = column["list_by"].as_array() {
        list_by(&mut line, by, lists)?;
    }
    for member in ["only_if", "required_if"] {
        if let Some([on, codes]) = column[member].as_array().map(Vec::as_slice) {
            write!(line, ".{member}({on}, &{codes})")?;
        }
    }
    if let Some(max) = column["max_fy2024"].as_u64() {
        write!(line, ".max_fy2024({max})")?;
    }
    if let Some(formerly) = column["formerly"].as_str() {
        write!(line, ".formerly({formerly:?})")?;
    }
    for (member, of) in [("format", "Format"), ("use", "Usage")] {
        if let Some(value) = column[member].as_str() {
            let value: String = value
                .split('-')
                .map(|word| word[..1].to_uppercase() + &word[1..])
                .collect();
            write!(line, ".{}({of}::{value})", of.to_lowercase())?;
        }
    }
    if let Some(file) = column["refers"].as_str() {
        write!(line, ".refers(FileKind::{})", kind_name(file))?;
    }
    for member in ["since", "until"] {
        if let Some(standard) = column[member].as_str() {
            write!(
                line,
                ".{member}(Standard::{})",
                standard.replace("FY", "Fy")
            )?;
        }
    }
    Ok(line)
}

fn list(number: &str, lists: &BTreeMap<&str, &str>) -> Result<String> {
    let name = lists
        .get(number)
        .with_context(|| format!("no list {number}"))?;
    Ok(format!("&{name}::INFO"))
}

fn list_by(line: &mut String, by: &[Value], lists: &BTreeMap<&str, &str>) -> Result<()> {
    let [on, table] = by else {
        bail!("list_by needs a column and a table")
    };
    let mut default = None;
    let mut entries: Vec<(i32, String)> = Vec::new();
    for (code, number) in table.as_object().context("list_by needs a table")? {
        let list = list(number.as_str().context("a list number is a text")?, lists)?;
        if code == "default" {
            default = Some(list);
        } else {
            entries.push((code.parse()?, list));
        }
    }
    entries.sort_unstable();
    if let Some(default) = default {
        write!(line, ".list({default})")?;
    }
    let entries: Vec<String> = entries
        .into_iter()
        .map(|(code, list)| format!("({code}, {list})"))
        .collect();
    write!(line, ".list_by({on}, &[{}])", entries.join(", "))?;
    Ok(())
}

/// The variant of `FileKind` for HUD's file name.
fn kind_name(file: &str) -> String {
    match file {
        "HMISParticipation" => "HmisParticipation".to_owned(),
        "CEParticipation" => "CeParticipation".to_owned(),
        "HealthAndDV" => "HealthAndDv".to_owned(),
        "ProjectCoC" => "ProjectCoc".to_owned(),
        other => other.to_owned(),
    }
}
