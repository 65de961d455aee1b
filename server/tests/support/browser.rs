//! A browser without scripts: pages, forms, one cookie.

use anyhow::{Context, Result, bail, ensure};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Longer than any answer takes that a test does not hold up itself.
const PATIENCE: Duration = Duration::from_secs(60);

/// Fields of a form, in their order.
pub type Fields = Vec<(String, String)>;

/// Asks one server; as a copy, the same person in another window.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Where the server listens; another one after it was started again.
    pub address: SocketAddr,
    /// The session cookie, `name=token`.
    pub cookie: String,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Where it leads.
    pub location: String,
    /// The page, or the value.
    pub body: String,
    cookie: Option<String>,
}

impl Browser {
    /// Somebody who is not signed in.
    pub fn new(address: SocketAddr) -> Self {
        Self {
            address,
            cookie: String::new(),
        }
    }

    /// Signs in and keeps the cookie.
    pub fn sign_in(&mut self, email: &str, password: &str) -> Result<Answer> {
        let answer = self.submit(
            "/api/sign-in",
            &fields(&[("email", email), ("password", password)]),
        )?;
        if let Some(cookie) = &answer.cookie {
            self.cookie.clone_from(cookie);
        }
        Ok(answer)
    }

    /// Opens a page.
    pub fn open(&self, path: &str) -> Result<Answer> {
        self.ask("GET", path, "text/html", "")
    }

    /// Opens a page that must be there.
    pub fn page(&self, path: &str) -> Result<String> {
        let answer = self.open(path)?;
        ensure!(answer.status == 200, "{path} answers {}", answer.status);
        Ok(answer.body)
    }

    /// Posts a form as a browser does that has no scripts.
    pub fn submit(&self, action: &str, form: &Fields) -> Result<Answer> {
        self.ask("POST", action, "text/html", &encode(form))
    }

    /// Calls a server function as the scripts do.
    pub fn call(&self, function: &str, arguments: &Fields) -> Result<Answer> {
        self.ask("POST", function, "application/json", &encode(arguments))
    }

    /// One request over a connection of its own. HTTP/1.0, so that the answer ends with the connection.
    fn ask(&self, method: &str, path: &str, accept: &str, body: &str) -> Result<Answer> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let Self { address, cookie } = self;
        write!(
            stream,
            "{method} {path} HTTP/1.0\r\nHost: {address}\r\nAccept: {accept}\r\nCookie: {cookie}\r\n\
             Origin: http://{address}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len(),
        )?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            bail!("the server closed the connection without an answer");
        };
        let header = |name: &str| {
            head.lines().skip(1).find_map(|line| {
                let (found, value) = line.split_once(':')?;
                found
                    .eq_ignore_ascii_case(name)
                    .then(|| value.trim().to_owned())
            })
        };
        Ok(Answer {
            status: head
                .split(' ')
                .nth(1)
                .and_then(|status| status.parse().ok())
                .context("no status")?,
            location: header("location").unwrap_or_default(),
            cookie: header("set-cookie")
                .and_then(|cookie| Some(cookie.split(';').next()?.to_owned())),
            body: body.to_owned(),
        })
    }
}

/// Fields that were typed.
pub fn fields(typed: &[(&str, &str)]) -> Fields {
    typed
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// The form of a page that posts to `action`, as it would be sent when nobody touched it: what its
/// inputs hold, and of boxes those that are ticked.
pub fn form(page: &str, action: &str) -> Result<Fields> {
    let form = page
        .split("<form")
        .skip(1)
        .filter_map(|form| form.split("</form>").next())
        .find(|form| attribute(form, "action").as_deref() == Some(action))
        .with_context(|| format!("the page has no form for {action}"))?;
    Ok(form
        .split("<input")
        .skip(1)
        .filter_map(|input| input.split('>').next())
        .filter(|input| {
            let ticked = ["checkbox", "radio"].map(|kind| format!("type=\"{kind}\""));
            !ticked.iter().any(|kind| input.contains(kind)) || input.contains(" checked")
        })
        .filter_map(|input| {
            let name = attribute(input, "name")?;
            Some((name, attribute(input, "value").unwrap_or_default()))
        })
        .collect())
}

/// Fields with answers in the place of what they held.
pub fn filled(mut form: Fields, answers: &[(&str, &str)]) -> Fields {
    form.retain(|(name, _)| answers.iter().all(|(answered, _)| answered != name));
    form.extend(fields(answers));
    form
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = tag.split('>').next()?;
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    Some(value.split('"').next()?.to_owned())
}

fn encode(form: &Fields) -> String {
    form.iter()
        .map(|(name, value)| format!("{}={}", escape(name), escape(value)))
        .collect::<Vec<_>>()
        .join("&")
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
