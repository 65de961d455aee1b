//! Progress on standard error.

use std::io::{self, IsTerminal, Write};

/// One line that renews itself on a terminal, one line a step elsewhere.
pub struct Shown {
    terminal: bool,
    last: Option<String>,
    open: bool,
}

impl Shown {
    pub fn new() -> Self {
        Self {
            terminal: io::stderr().is_terminal(),
            last: None,
            open: false,
        }
    }

    /// Says where in a step the work is.
    pub fn show(&mut self, step: &str, text: &str) {
        // Whoever closed standard error does not want to hear of it.
        let mut out = io::stderr().lock();
        if self.terminal {
            let _ = write!(out, "\r\x1b[2K{text}");
            let _ = out.flush();
            self.open = true;
        } else if self.last.as_deref() != Some(step) {
            let _ = writeln!(out, "{text}");
        }
        self.last = Some(step.to_owned());
    }

    /// Ends the line.
    pub fn end(&mut self) {
        if self.open {
            let _ = writeln!(io::stderr().lock());
            self.open = false;
        }
    }
}
