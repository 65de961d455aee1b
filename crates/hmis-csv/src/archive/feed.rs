//! Hands a CSV reader one physical line at a time, so that lines can be counted and rows bounded.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

/// Why a stream was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum FeedError {
    /// A row is longer than the limit; often a quote that is never closed.
    #[error("row too long")]
    RowTooLong,
    /// More bytes come out of the container than it declared.
    #[error("more bytes than declared")]
    MoreThanDeclared,
    /// The text is UTF-16.
    #[error("UTF-16")]
    Utf16,
}

/// A reader that never hands out more than one physical line per call. The CSV reader asks again only
/// when it has used up what it got, so after each row `lines` is the number of lines read.
pub(super) struct Feed<R> {
    inner: BufReader<Chain<Cursor<Vec<u8>>, R>>,
    lines: u64,
    open: bool,
    after_cr: bool,
    row_bytes: u64,
    bytes: u64,
    max_row_bytes: u64,
    max_bytes: u64,
}

impl<R: Read> Feed<R> {
    /// Takes the start of the stream, drops a byte-order mark and refuses UTF-16.
    pub(super) fn new(mut inner: R, max_row_bytes: u64, max_bytes: u64) -> io::Result<Self> {
        let mut start = Vec::with_capacity(3);
        inner.by_ref().take(3).read_to_end(&mut start)?;
        if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
            return Err(io::Error::other(FeedError::Utf16));
        }
        if start == [0xef, 0xbb, 0xbf] {
            start.clear();
        }
        Ok(Self {
            inner: BufReader::with_capacity(64 * 1024, Cursor::new(start).chain(inner)),
            lines: 0,
            open: false,
            after_cr: false,
            row_bytes: 0,
            bytes: 0,
            max_row_bytes,
            max_bytes,
        })
    }

    /// Lines handed out, the last one also where its end is missing.
    pub(super) fn lines(&self) -> u64 {
        self.lines + u64::from(self.open)
    }

    /// Bytes handed out.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Begins the count of the next row's bytes.
    pub(super) fn begin_row(&mut self) {
        self.row_bytes = 0;
    }
}

impl<R: Read> Read for Feed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.inner.fill_buf()?;
        let room = available.len().min(buffer.len());
        if room == 0 {
            // A row that only the end of the file ends stands on one more line than was counted.
            self.open = available.is_empty() || self.open;
            return Ok(0);
        }
        let available = &available[..room];
        let mut taken = match available
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
        {
            Some(at) => at + 1,
            None => room,
        };
        let second_half = self.after_cr && available[0] == b'\n';
        self.after_cr = false;
        match available[taken - 1] {
            // The other half of a line end that was cut in two: already counted.
            b'\n' if second_half => self.open = false,
            b'\n' => {
                self.lines += 1;
                self.open = false;
            }
            b'\r' => {
                self.lines += 1;
                self.open = false;
                match available.get(taken) {
                    Some(b'\n') => taken += 1,
                    Some(_) => {}
                    None => self.after_cr = true,
                }
            }
            _ => self.open = true,
        }
        buffer[..taken].copy_from_slice(&available[..taken]);
        self.inner.consume(taken);
        self.bytes += taken as u64;
        self.row_bytes += taken as u64;
        if self.bytes > self.max_bytes {
            return Err(io::Error::other(FeedError::MoreThanDeclared));
        }
        if self.row_bytes > self.max_row_bytes {
            return Err(io::Error::other(FeedError::RowTooLong));
        }
        Ok(taken)
    }
}
