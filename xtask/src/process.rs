//! Other programs: run them, capture them, and say clearly which one failed.

use std::env;
use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};

/// Builds and other long work that runs at the moment: who ends the xtask ends these too.
static AT_WORK: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// The numbers of the processes at work.
pub(crate) fn at_work() -> Vec<u32> {
    AT_WORK
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone()
}

/// Waits for a process that counts as being at work meanwhile.
fn work(mut child: Child) -> Result<ExitStatus> {
    let id = child.id();
    AT_WORK
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(id);
    let status = child.wait();
    AT_WORK
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .retain(|other| *other != id);
    Ok(status?)
}

/// Runs with the terminal's own input and output.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let line = describe(command);
    let child = command
        .spawn()
        .with_context(|| format!("cannot start `{line}`"))?;
    let status = work(child)?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// Runs silently and returns standard output; a failure carries standard error.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let line = describe(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start `{line}`"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{line}` failed ({}):\n{}", output.status, said.trim_end());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs silently with `input` on standard input and returns standard output.
pub(crate) fn feed(command: &mut Command, input: &str) -> Result<String> {
    let line = describe(command);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{line}`"))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin
            .write_all(input.as_bytes())
            .with_context(|| format!("`{line}` took no input"))?;
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{line}` failed ({}):\n{}", output.status, said.trim_end());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs with both outputs appended to `log`; true when it succeeded.
pub(crate) fn logged(command: &mut Command, log: &Path) -> Result<bool> {
    let line = describe(command);
    let mut file = append(log)?;
    writeln!(file, "$ {line}")?;
    let child = command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file)
        .spawn()
        .with_context(|| format!("cannot start `{line}`"))?;
    Ok(work(child)?.success())
}

pub(crate) fn append(log: &Path) -> Result<File> {
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(log)
        .with_context(|| format!("cannot write {}", log.display()))
}

/// The first executable of that name on `PATH`.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let paths = env::var_os("PATH")?;
    env::split_paths(&paths)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line = program
        .file_name()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&mask(argument));
    }
    line
}

/// A database URL may carry a password, which no message shows.
fn mask(argument: &OsStr) -> String {
    let text = argument.to_string_lossy();
    match (text.find("://"), text.find('@')) {
        (Some(scheme), Some(at)) if at > scheme => {
            format!("{}...{}", &text[..scheme + 3], &text[at..])
        }
        _ => text.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_do_not_appear_in_messages() {
        let mut command = Command::new("/usr/bin/psql");
        command.args(["-d", "postgres://somebody:secret@localhost/threshold_test"]);
        assert_eq!(
            describe(&command),
            "psql -d postgres://...@localhost/threshold_test"
        );
    }
}
