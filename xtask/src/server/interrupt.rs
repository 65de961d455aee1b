//! Ctrl-C and SIGTERM: end the server or the build first, then let the xtask clean up.

use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::process;

/// How long a server may take to finish what it does.
const GRACE: Duration = Duration::from_secs(5);

/// Signals no longer end the xtask at once, so that what it started can be stopped.
pub(crate) struct Interrupt {
    came: Arc<AtomicBool>,
    child: Arc<AtomicU32>,
}

impl Interrupt {
    pub(crate) fn watch() -> Result<Self> {
        let mut signals = Signals::new([SIGINT, SIGTERM]).context("cannot listen for signals")?;
        let came = Arc::new(AtomicBool::new(false));
        let child = Arc::new(AtomicU32::new(0));
        let (seen, target) = (Arc::clone(&came), Arc::clone(&child));
        thread::spawn(move || {
            for _ in signals.forever() {
                // A second signal means that the first was not enough.
                let again = seen.swap(true, Ordering::SeqCst);
                let signal = if again { "-KILL" } else { "-TERM" };
                end(target.load(Ordering::SeqCst), signal);
                // A terminal tells the whole group; SIGTERM comes to the xtask alone.
                for pid in process::at_work() {
                    end(pid, signal);
                }
                if !again {
                    // An open live connection can keep a polite server from ending at all.
                    let target = Arc::clone(&target);
                    thread::spawn(move || {
                        thread::sleep(GRACE);
                        end(target.load(Ordering::SeqCst), "-KILL");
                    });
                }
            }
        });
        Ok(Self { came, child })
    }

    /// True once a signal came.
    pub(crate) fn came(&self) -> bool {
        self.came.load(Ordering::SeqCst)
    }

    /// Waits for the child; a signal ends it.
    pub(crate) fn wait(&self, child: &mut Child) -> Result<ExitStatus> {
        self.child.store(child.id(), Ordering::SeqCst);
        let status = child.wait().context("cannot wait for the server");
        self.child.store(0, Ordering::SeqCst);
        status
    }
}

fn end(pid: u32, signal: &str) {
    if pid != 0 {
        // The shell's own `kill`: a bare Debian has no program of that name. A child that has ended
        // already is what was wanted.
        Command::new("sh")
            .args(["-c", &format!("kill {signal} {pid}")])
            .stderr(Stdio::null())
            .status()
            .ok();
    }
}
