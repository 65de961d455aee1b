//! Debian and Ubuntu packages: installed when missing, or the command to type is named.

use std::io::{IsTerminal, stdin};
use std::process::Command;

use anyhow::{Result, bail};

use crate::{process, say};

/// Installs the packages; `purpose` completes the sentence "... must be installed for".
pub(crate) fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let list = packages.join(" ");
    if process::on_path("apt-get").is_none() {
        bail!(
            "{list} must be installed for {purpose}, and this system has no apt-get. \
             Please install them another way, and try again"
        );
    }
    let by_hand = format!("apt-get update && apt-get install -y {list}");
    say::note(&format!("installing {list} (for {purpose})"));
    let Some(prefix) = rights()? else {
        bail!(
            "{list} must be installed for {purpose}, and you are neither root nor may you use sudo \
             here. Please have root run this, and try again:\n  {by_hand}"
        );
    };
    // A stale or partly unreachable package index may still hold what is needed.
    if let Err(error) = apt(prefix, &["update", "-qq"]) {
        say::note(&format!(
            "the package lists could not be refreshed: {error:#}"
        ));
    }
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(packages);
    if let Err(error) = apt(prefix, &arguments) {
        bail!(
            "{list} could not be installed for {purpose}: {error:#}\n\
             Please run this as root, and try again:\n  {by_hand}"
        );
    }
    Ok(())
}

/// True when the package lists name it and nobody has to type a password to install it.
pub(crate) fn offers(package: &str) -> bool {
    let listed = process::capture(Command::new("apt-cache").args(["show", package])).is_ok();
    listed
        && (is_root().unwrap_or(false)
            || process::capture(Command::new("sudo").args(["-n", "true"])).is_ok())
}

/// True when the effective user is root.
pub(crate) fn is_root() -> Result<bool> {
    Ok(process::capture(Command::new("id").arg("-u"))?.trim() == "0")
}

/// What has to stand before a command that only root may run; None where nobody may become root.
fn rights() -> Result<Option<&'static [&'static str]>> {
    if is_root()? {
        return Ok(Some(&[]));
    }
    if process::on_path("sudo").is_none() {
        return Ok(None);
    }
    let free = process::capture(Command::new("sudo").args(["-n", "true"])).is_ok();
    // Without a terminal nobody can type a password. With one, it is asked for once, here.
    let may =
        free || (stdin().is_terminal() && process::run(Command::new("sudo").arg("-v")).is_ok());
    Ok(may.then_some(&["sudo"]))
}

/// Package scripts are chatty; their text matters only when they fail.
fn apt(prefix: &[&str], arguments: &[&str]) -> Result<()> {
    let mut words = prefix.to_vec();
    words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    words.extend(arguments);
    process::capture(Command::new(words[0]).args(&words[1..])).map(|_| ())
}
