//! The account that PostgreSQL runs as: it refuses root, so root lends it another one.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::debian;

/// User and group to switch to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) uid: u32,
    pub(super) gid: u32,
}

impl Account {
    /// None when the xtask does not run as root: then nothing changes hands.
    pub(super) fn needed() -> Result<Option<Self>> {
        if !debian::is_root()? {
            return Ok(None);
        }
        let passwd = fs::read_to_string("/etc/passwd").context("cannot read /etc/passwd")?;
        ["postgres", "nobody"]
            .iter()
            .find_map(|name| Self::in_passwd(&passwd, name))
            .map(Some)
            .context("PostgreSQL refuses to run as root, and there is no user postgres or nobody")
    }

    fn in_passwd(passwd: &str, name: &str) -> Option<Self> {
        let line = passwd
            .lines()
            .find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some(Self {
            uid: fields.next()?.parse().ok()?,
            gid: fields.next()?.parse().ok()?,
        })
    }
}

/// A program of PostgreSQL, with a clean environment so that nobody's `PG*` variables leak in.
pub(super) fn command(program: &Path, account: Option<Account>) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "UTC")
        // The other account cannot read root's working directory.
        .current_dir("/")
        .stdin(Stdio::null());
    if let Some(account) = account {
        command.uid(account.uid).gid(account.gid);
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_from_the_third_and_fourth_field() {
        let passwd = "root:x:0:0:root:/root:/bin/bash\npostgres:x:104:105::/var/lib:/bin/bash\n";
        assert_eq!(
            Account::in_passwd(passwd, "postgres"),
            Some(Account { uid: 104, gid: 105 })
        );
        assert_eq!(Account::in_passwd(passwd, "nobody"), None);
    }
}
