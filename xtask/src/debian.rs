//! Debian and Ubuntu packages: installed when missing, or the command to type is named.

use std::io::IsTerminal;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{process, say};

/// Installs the packages; `purpose` completes the sentence "... is needed for".
pub(crate) fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let list = packages.join(" ");
    let by_hand = format!("sudo apt-get update && sudo apt-get install -y {list}");
    if process::on_path("apt-get").is_none() {
        bail!("{list} needed for {purpose}, and this system has no apt-get; install them by hand");
    }
    let prefix: &[&str] = if is_root()? {
        &[]
    } else if process::on_path("sudo").is_some() {
        // Without a terminal nobody can type a password: fail at once instead of waiting.
        if std::io::stdin().is_terminal() {
            &["sudo"]
        } else {
            &["sudo", "-n"]
        }
    } else {
        bail!("{list} needed for {purpose}; neither root nor sudo here. Please run:\n  {by_hand}");
    };
    say::note(&format!("installing {list} (for {purpose})"));
    // A stale or partly unreachable package index may still hold what is needed.
    if let Err(error) = apt(prefix, &["update", "-qq"]) {
        say::note(&format!(
            "the package lists could not be refreshed: {error:#}"
        ));
    }
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(packages);
    apt(prefix, &arguments).with_context(|| {
        format!("{list} could not be installed. Please run this and try again:\n  {by_hand}")
    })
}

fn apt(prefix: &[&str], arguments: &[&str]) -> Result<()> {
    let mut words = prefix.to_vec();
    words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    words.extend(arguments);
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    if arguments.contains(&"install") {
        // Package scripts are chatty; their text matters only when they fail.
        command.stderr(std::process::Stdio::inherit());
    }
    process::capture(&mut command).map(|_| ())
}

/// True when the effective user is root.
pub(crate) fn is_root() -> Result<bool> {
    Ok(process::capture(Command::new("id").arg("-u"))?.trim() == "0")
}
