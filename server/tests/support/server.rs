//! The real binary: started over a test's own database, read, and killed.

use crate::place::SERVER;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// What the server says once it can be asked.
pub const READY: &str = "Threshold listens on http://";

const PATIENCE: Duration = Duration::from_secs(60);

/// Where the binary finds its data.
#[derive(Clone, Debug)]
pub struct Settings {
    /// DATABASE_URL.
    pub database_url: String,
    /// THRESHOLD_KEY_FILE.
    pub key_file: String,
    /// THRESHOLD_LOG.
    pub log: &'static str,
}

impl Settings {
    /// A call of a subcommand with nothing of the surroundings' own settings.
    pub fn call(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_threshold"));
        command
            .args(arguments)
            .env("DATABASE_URL", &self.database_url)
            .env("THRESHOLD_KEY_FILE", &self.key_file)
            .env("THRESHOLD_LOG", self.log)
            .env("PGAPPNAME", SERVER)
            // Colors would stand between the words that are looked for.
            .env("NO_COLOR", "1")
            .env_remove("THRESHOLD_LOG_FORMAT")
            .env_remove("THRESHOLD_TLS")
            .stdin(Stdio::null());
        command
    }
}

/// `threshold serve` on a free loopback port. It does not outlive the test.
pub struct Server {
    /// The process.
    pub child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    log: Arc<Mutex<String>>,
    readers: Vec<JoinHandle<()>>,
}

impl Server {
    /// Starts it, and waits until it says that it listens.
    pub fn start(settings: &Settings) -> Result<Self> {
        let mut child = settings
            .call(&["serve", "--addr", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context("the server does not start")?;
        let log = Arc::new(Mutex::new(String::new()));
        let (sender, ready) = mpsc::channel();
        let readers = vec![
            read(child.stdout.take(), &log, sender.clone()),
            read(child.stderr.take(), &log, sender),
        ];
        let mut server = Self {
            child,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            log,
            readers,
        };
        match ready.recv_timeout(PATIENCE) {
            Ok(address) => server.address = address.parse()?,
            Err(_) => bail!("the server is not ready. It said:\n{}", server.end()),
        }
        Ok(server)
    }

    /// Kills it with SIGKILL, and gives everything that it wrote to standard output and standard error.
    pub fn end(&mut self) -> String {
        // Both fail only for a process that has ended already.
        self.child.kill().ok();
        self.child.wait().ok();
        for reader in self.readers.drain(..) {
            reader.join().ok();
        }
        self.log.lock().map(|log| log.clone()).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// Reads a stream to its end, and sends the address of the server when a line says it.
fn read(
    stream: Option<impl Read + Send + 'static>,
    log: &Arc<Mutex<String>>,
    ready: Sender<String>,
) -> JoinHandle<()> {
    let log = Arc::clone(log);
    std::thread::spawn(move || {
        let Some(stream) = stream else { return };
        let mut stream = BufReader::new(stream);
        let mut line = Vec::new();
        while matches!(stream.read_until(b'\n', &mut line), Ok(1..)) {
            let text = String::from_utf8_lossy(&line).into_owned();
            if let Some((_, address)) = text.split_once(READY) {
                // Nobody waits any more for a server that came too late.
                ready.send(address.trim().to_owned()).ok();
            }
            if let Ok(mut log) = log.lock() {
                log.push_str(&text);
            }
            line.clear();
        }
    })
}
