//! Waits for the server to answer `GET /health`.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::Background;

const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(100);

/// An address on loopback that nobody uses now.
pub(crate) fn free_address() -> Result<String> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

/// Fails now, not after the build, when the server could not listen there.
pub(crate) fn demand_free(address: &str) -> Result<()> {
    match TcpListener::bind(address) {
        Ok(_) => Ok(()),
        Err(error) => bail!(
            "nothing can be served on {address}: {error}.\nPlease choose another address:\n  \
             cargo xtask run --addr 127.0.0.1:3001"
        ),
    }
}

/// Returns once the server is ready; fails when it ends or stays silent.
pub(crate) fn wait_until_ready(server: &mut Background, address: &str) -> Result<()> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        server.still_alive()?;
        if answers(address).unwrap_or(false) {
            return Ok(());
        }
        sleep(PAUSE);
    }
    bail!(
        "the server did not answer GET /health within {} s",
        PATIENCE.as_secs()
    )
}

fn answers(address: &str) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    write!(
        stream,
        "GET /health HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer.starts_with("HTTP/1.1 200"))
}
