//! Streams the rows of one file.

use std::io::{self, Read};
use std::sync::Arc;

use csv::{ByteRecord, StringRecord};

use super::feed::{Feed, FeedError};
use super::{Limits, ReadError};
use crate::{FileKind, Header, RawRow};

/// Names in a header. The widest file of the standard has about a hundred.
const MAX_COLUMNS: usize = 1_000;

/// The rows of one file, as an iterator or, without an allocation for each, through [`Rows::read`].
pub struct Rows<R> {
    file: FileKind,
    reader: Option<csv::Reader<Feed<R>>>,
    header: Arc<Header>,
    record: ByteRecord,
    rows: u64,
    max_rows: u64,
}

impl<R: Read> Rows<R> {
    pub(super) fn open(
        file: FileKind,
        source: Option<R>,
        declared: u64,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        let mut rows = Self {
            file,
            reader: None,
            header: Arc::new(Header::new(file, 1, [])),
            record: ByteRecord::new(),
            rows: 0,
            max_rows: limits.rows,
        };
        if let Some(source) = source {
            let feed = Feed::new(source, limits.row_bytes, declared)
                .map_err(|error| read_error(file, 1, &error))?;
            let reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .buffer_capacity(64 * 1024)
                .from_reader(feed);
            rows.reader = Some(reader);
            let mut first = RawRow::new(Arc::clone(&rows.header));
            if rows.read(&mut first)? {
                if first.len() > MAX_COLUMNS {
                    return Err(ReadError::TooManyColumns {
                        file,
                        limit: MAX_COLUMNS,
                    });
                }
                rows.header = Arc::new(Header::new(file, first.line, first.fields()));
                if !rows.header.holds_names() {
                    return Err(ReadError::NoHeader { file });
                }
            }
            rows.rows = 0;
        }
        Ok(rows)
    }

    /// The header; without names where the file is missing or empty.
    pub fn header(&self) -> &Arc<Header> {
        &self.header
    }

    /// Bytes of the file read so far, for progress.
    pub fn bytes_read(&self) -> u64 {
        self.reader
            .as_ref()
            .map_or(0, |reader| reader.get_ref().bytes())
    }

    /// Reads the next row into `row`; false at the end.
    pub fn read(&mut self, row: &mut RawRow) -> Result<bool, ReadError> {
        let Some(reader) = &mut self.reader else {
            return Ok(false);
        };
        reader.get_mut().begin_row();
        let read = reader.read_byte_record(&mut self.record);
        let lines = reader.get_ref().lines();
        match read {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(error) => {
                let error = match error.into_kind() {
                    csv::ErrorKind::Io(error) => read_error(self.file, lines, &error),
                    _ => ReadError::Damaged { file: self.file },
                };
                self.reader = None;
                return Err(error);
            }
        }
        self.rows += 1;
        if self.rows > self.max_rows {
            self.reader = None;
            return Err(ReadError::TooManyRows {
                file: self.file,
                limit: self.max_rows,
            });
        }
        row.line = lines - inner_line_ends(&self.record);
        if !Arc::ptr_eq(&row.header, &self.header) {
            row.header = Arc::clone(&self.header);
        }
        row.recoded = decode(&self.record, &mut row.fields);
        Ok(true)
    }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<RawRow, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut row = RawRow::new(Arc::clone(&self.header));
        match self.read(&mut row) {
            Ok(true) => Some(Ok(row)),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        }
    }
}

fn read_error(file: FileKind, line: u64, error: &io::Error) -> ReadError {
    let cause = error
        .get_ref()
        .and_then(|cause| cause.downcast_ref::<FeedError>());
    match cause {
        Some(FeedError::RowTooLong) => ReadError::RowTooLong { file, line },
        Some(FeedError::Utf16) => ReadError::Utf16 { file },
        Some(FeedError::MoreThanDeclared) | None => ReadError::Damaged { file },
    }
}

/// Line ends within the fields: so many lines lie between the row's first and last.
fn inner_line_ends(record: &ByteRecord) -> u64 {
    let mut ends = 0;
    for field in record {
        let mut previous = 0;
        for byte in field {
            ends += u64::from(*byte == b'\r' || *byte == b'\n' && previous != b'\r');
            previous = *byte;
        }
    }
    ends
}

/// Copies the texts; true where they were not UTF-8 or held NUL, which no text column can store.
fn decode(record: &ByteRecord, fields: &mut StringRecord) -> bool {
    fields.clear();
    let plain = std::str::from_utf8(record.as_slice()).is_ok() && !record.as_slice().contains(&0);
    let mut recoded = false;
    for bytes in record {
        match std::str::from_utf8(bytes) {
            Ok(text) if plain || !bytes.contains(&0) => fields.push_field(text),
            Ok(text) => {
                recoded = true;
                fields.push_field(&text.replace('\0', "\u{fffd}"));
            }
            Err(_) => {
                recoded = true;
                let text: String = bytes.iter().map(|byte| windows_1252(*byte)).collect();
                fields.push_field(&text);
            }
        }
    }
    recoded
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0 => '\u{fffd}',
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
