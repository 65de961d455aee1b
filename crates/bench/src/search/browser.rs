//! A browser without scripts that keeps its connection: forms and cookies.

use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Longer than any answer takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// One connection to a server.
pub(super) struct Browser {
    server: SocketAddr,
    stream: BufReader<TcpStream>,
    cookies: BTreeMap<String, String>,
}

/// An answer.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: String,
}

impl Browser {
    /// Somebody who is not signed in.
    pub(super) fn open(server: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(server).context("no server listens there")?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self {
            server,
            stream: BufReader::new(stream),
            cookies: BTreeMap::new(),
        })
    }

    /// The same person over another connection.
    pub(super) fn beside(&self) -> Result<Self> {
        Ok(Self {
            cookies: self.cookies.clone(),
            ..Self::open(self.server)?
        })
    }

    /// Posts a form. A server function answers as it answers scripts.
    pub(super) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let cookies = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        let cookies = cookies.collect::<Vec<_>>().join("; ");
        let server = self.server;
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {server}\r\nOrigin: http://{server}\r\n\
             Sec-Fetch-Site: same-origin\r\nAccept: application/json\r\nCookie: {cookies}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len(),
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        self.answer()
    }

    fn answer(&mut self) -> Result<Answer> {
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.context("the server did not answer in HTTP")?;
        let mut length = None;
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = Some(value.trim().parse()?),
                "set-cookie" => {
                    let cookie = value.split(';').next().unwrap_or_default().trim();
                    if let Some((name, value)) = cookie.split_once('=') {
                        self.cookies.insert(name.to_owned(), value.to_owned());
                    }
                }
                "transfer-encoding" => bail!("the server answers in chunks"),
                _ => {}
            }
        }
        let mut body = vec![0; length.context("an answer of unknown length")?];
        self.stream.read_exact(&mut body)?;
        Ok(Answer {
            status,
            body: String::from_utf8_lossy(&body).into_owned(),
        })
    }

    /// A line of the head; empty after the last.
    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        let read = self.stream.read_line(&mut line)?;
        ensure!(read > 0, "the server closed the connection");
        Ok(line.trim_end().to_owned())
    }
}
