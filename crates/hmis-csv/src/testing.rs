//! Small exports built in memory.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::FileKind;
use domain::hud::Standard;

/// An export under construction: all 24 files with headers, Export.csv with its row.
#[derive(Clone, Debug)]
pub struct ExportBuilder {
    standard: Standard,
    files: Vec<(String, Vec<u8>)>,
}

impl ExportBuilder {
    /// An export of the given standard without rows but that of Export.csv.
    pub fn new(standard: Standard) -> Self {
        let files = FileKind::ALL
            .into_iter()
            .map(|kind| {
                let names: Vec<&str> = columns(kind, standard).collect();
                (
                    kind.to_string(),
                    format!("{}\r\n", names.join(",")).into_bytes(),
                )
            })
            .collect();
        let version = if standard >= Standard::Fy2026 {
            "2026 v1.0"
        } else {
            "2024 v1.3"
        };
        Self { standard, files }.row(
            FileKind::Export,
            &[
                ("ExportID", "export-1"),
                ("SourceType", "1"),
                ("SourceID", "XX-500"),
                ("ExportDate", "2026-11-14 08:00:00"),
                ("ExportStartDate", "2025-10-01"),
                ("ExportEndDate", "2026-09-30"),
                ("SoftwareName", "Threshold"),
                ("CSVVersion", version),
                ("ExportPeriodType", "3"),
                ("ExportDirective", "2"),
                ("HashStatus", "1"),
                ("ImplementationID", "test"),
            ],
        )
    }

    /// Adds a row with the given fields; the others are empty.
    ///
    /// # Panics
    /// When a field is not a column of the file.
    #[must_use]
    pub fn row(mut self, kind: FileKind, fields: &[(&str, &str)]) -> Self {
        let names: Vec<&str> = columns(kind, self.standard).collect();
        for (name, _) in fields {
            assert!(names.contains(name), "{kind} has no column {name}");
        }
        let values = names.iter().map(|name| {
            fields
                .iter()
                .find(|(field, _)| field == name)
                .map_or("", |(_, value)| *value)
        });
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        if let Ok(line) = writer
            .write_record(values)
            .map(|()| writer.into_inner().unwrap_or_default())
        {
            self.bytes_mut(&kind.to_string()).extend(line);
        }
        self
    }

    /// Replaces the bytes of a file, or adds a file of this name.
    #[must_use]
    pub fn file(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        *self.bytes_mut(name) = bytes.into();
        self
    }

    /// Leaves a file out.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.files.retain(|(found, _)| found != name);
        self
    }

    /// Gives a file another name, such as one in a folder.
    #[must_use]
    pub fn rename(mut self, name: &str, to: &str) -> Self {
        for (found, _) in &mut self.files {
            if found == name {
                to.clone_into(found);
            }
        }
        self
    }

    /// The zip file.
    ///
    /// # Panics
    /// When two files have the same name.
    #[expect(
        clippy::expect_used,
        reason = "writing to memory fails for two equal names only"
    )]
    pub fn zip(&self) -> Cursor<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.files {
            zip.start_file(name.as_str(), SimpleFileOptions::default())
                .expect("two equal names");
            zip.write_all(bytes).expect("memory");
        }
        let mut bytes = zip.finish().expect("memory");
        bytes.set_position(0);
        bytes
    }

    fn bytes_mut(&mut self, name: &str) -> &mut Vec<u8> {
        let at = self
            .files
            .iter()
            .position(|(found, _)| found == name)
            .unwrap_or_else(|| {
                self.files.push((name.to_owned(), Vec::new()));
                self.files.len() - 1
            });
        &mut self.files[at].1
    }
}

/// The columns that a file has under `standard`, in HUD's order and under that standard's names.
pub fn columns(kind: FileKind, standard: Standard) -> impl Iterator<Item = &'static str> {
    kind.columns()
        .iter()
        .filter(move |column| column.validity.includes(standard))
        .map(move |column| match column.formerly {
            Some(formerly) if standard <= Standard::Fy2024 => formerly,
            _ => column.name,
        })
}
