//! Sends staged rows with COPY.

use super::{Staged, number};
use crate::{Result, Tx};
use hmis_csv::{FileKind, Finding};
use serde_json::{Value, json};
use std::borrow::Cow;

const COPY: &str = "copy import_row (file_number, line, hmis_id, row_id, record, sealed, record_hash, deleted, \
    withheld, organization_ref, project_ref, client_ref, household_ref, enrollment_ref, assessment_ref, \
    author_ref, data, findings) from stdin";

/// Sends a batch.
pub(super) async fn send(tx: &mut Tx, file: FileKind, batch: &[Staged]) -> Result<()> {
    let mut buffer = String::with_capacity(batch.len() * 400);
    for row in batch {
        line(&mut buffer, file, row);
    }
    let mut copy = tx.copy_in_raw(COPY).await?;
    copy.send(buffer.as_bytes()).await?;
    copy.finish().await?;
    Ok(())
}

fn line(buffer: &mut String, file: FileKind, row: &Staged) {
    buffer.push_str(&format!("{}\t{}\t", number(file), row.line));
    text(buffer, Some(&row.hmis_id));
    buffer.push_str(&format!("\t{}\t", row.row_id));
    text(buffer, row.record.as_deref());
    buffer.push('\t');
    text(buffer, row.sealed.as_deref().map(hex).as_deref());
    buffer.push('\t');
    text(buffer, Some(&hex(&row.hash)));
    buffer.push_str(if row.deleted { "\tt" } else { "\tf" });
    buffer.push_str(if row.withheld { "\tt" } else { "\tf" });
    for value in &row.refs {
        buffer.push('\t');
        text(buffer, value.as_deref());
    }
    buffer.push('\t');
    let data = row
        .data
        .as_ref()
        .and_then(|data| serde_json::to_string(data).ok());
    text(buffer, data.as_deref());
    buffer.push('\t');
    let findings = (!row.findings.is_empty())
        .then(|| Value::from(row.findings.iter().map(finding).collect::<Vec<_>>()).to_string());
    text(buffer, findings.as_deref());
    buffer.push('\n');
}

/// One finding as the temporary table holds it.
fn finding(finding: &Finding) -> Value {
    let mut detail = match &finding.column {
        Some(column) => format!("{column}: {}", finding.rule.sentence()),
        None => finding.rule.sentence().to_owned(),
    };
    if let Some(code) = finding.code {
        detail.push_str(&format!(" The code is {code}."));
    }
    json!({
        "rule": finding.rule.key(),
        "level": finding.level().key(),
        "column_name": finding.column,
        "detail": detail,
    })
}

/// A field of COPY's text format.
fn text(buffer: &mut String, value: Option<&str>) {
    let Some(value) = value else {
        buffer.push_str("\\N");
        return;
    };
    let escaped: Cow<'_, str> = if value.contains(['\\', '\t', '\n', '\r']) {
        value
            .replace('\\', "\\\\")
            .replace('\t', "\\t")
            .replace('\n', "\\n")
            .replace('\r', "\\r")
            .into()
    } else {
        value.into()
    };
    buffer.push_str(&escaped);
}

/// PostgreSQL's text form of bytes.
pub(super) fn hex(bytes: &[u8]) -> String {
    format!("\\x{}", crate::secret::hex(bytes))
}
