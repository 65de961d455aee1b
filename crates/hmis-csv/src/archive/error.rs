//! Why an export is refused, in sentences for the person who gave it.

use crate::FileKind;

/// Why an export cannot be read at all. The text is for the person who gave the file.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another kind of file, or a cut-off one.
    #[error("This is not a zip file, or it is damaged. An HMIS CSV export is one zip file.")]
    NotAZip,
    /// The files lie in a folder.
    #[error(
        "The CSV files are inside a folder of the zip file. They must be at its root: open the folder, select the files and zip those."
    )]
    Folder,
    /// Too many entries.
    #[error("The zip file has more than {limit} entries. An HMIS CSV export has 24.")]
    TooManyEntries {
        /// The limit.
        limit: usize,
    },
    /// Too large when unpacked.
    #[error("The files are larger than {limit} bytes when unpacked.")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// Unpacks to far more than it is, as no real export does.
    #[error("The zip file unpacks to more than {limit} times its size, which no real export does.")]
    Ratio {
        /// The limit.
        limit: u64,
    },
    /// Protected by a password.
    #[error("{file} is protected by a password. Export without one.")]
    Encrypted {
        /// The file.
        file: FileKind,
    },
    /// Two entries of exactly the same name, of which a reader sees one.
    #[error("Two files in the zip file have the same name. Zip every file once.")]
    SameName,
    /// Twice in the container.
    #[error("{file} is in the zip file twice.")]
    Twice {
        /// The file.
        file: FileKind,
    },
    /// No Export.csv.
    #[error("Export.csv is missing. It says where the data come from.")]
    NoExport,
    /// Export.csv without its row, or with several.
    #[error("Export.csv has {rows} rows. It must have exactly one.")]
    ExportRows {
        /// Rows found, counted up to two.
        rows: usize,
    },
    /// Export.csv names no source.
    #[error("Export.csv names no source: ImplementationID, SourceID and SourceName are empty.")]
    NoSource,
    /// A file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Why a file cannot be read to its end.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The packed data are damaged.
    #[error("{file} is damaged in the zip file. Export again.")]
    Damaged {
        /// The file.
        file: FileKind,
    },
    /// Packed in a way that is not supported.
    #[error(
        "{file} is packed in a way that Threshold does not read. Zip with the usual method (deflate)."
    )]
    Packing {
        /// The file.
        file: FileKind,
    },
    /// Another encoding.
    #[error("{file} is UTF-16. HMIS CSV is UTF-8.")]
    Utf16 {
        /// The file.
        file: FileKind,
    },
    /// Its first row holds values.
    #[error(
        "{file} has no header row: its first line does not hold the names of columns. Export with a header in every file."
    )]
    NoHeader {
        /// The file.
        file: FileKind,
    },
    /// A header above the limit.
    #[error("{file} has more than {limit} columns.")]
    TooManyColumns {
        /// The file.
        file: FileKind,
        /// The limit.
        limit: usize,
    },
    /// A row above the limit.
    #[error(
        "{file} has a row that does not end by line {line}. Often a quotation mark is never closed."
    )]
    RowTooLong {
        /// The file.
        file: FileKind,
        /// The line reached.
        line: u64,
    },
    /// Rows above the limit.
    #[error("{file} has more than {limit} rows.")]
    TooManyRows {
        /// The file.
        file: FileKind,
        /// The limit.
        limit: u64,
    },
}
