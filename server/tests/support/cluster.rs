//! A PostgreSQL of the test's own, durable as in service, that may be stopped under a server's feet.

use anyhow::{Context, Result, ensure};
use std::env;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const DEBIAN: &str = "/usr/lib/postgresql";
const SUPERUSER: &str = "threshold_super";

/// A cluster in a temporary folder. Dropping it removes it.
pub struct Cluster {
    home: PathBuf,
    binaries: PathBuf,
    /// User and group that run it, where this is root, which PostgreSQL refuses.
    account: Option<(u32, u32)>,
}

impl Cluster {
    /// Makes and starts one; none where PostgreSQL's programs are not on this machine.
    pub fn start() -> Result<Option<Self>> {
        let Some(binaries) = binaries() else {
            return Ok(None);
        };
        // Its socket's path must be short, and PostgreSQL's account must be able to walk there.
        let home = env::temp_dir().join(format!("threshold-restart-{}", std::process::id()));
        fs::create_dir_all(&home)?;
        fs::set_permissions(&home, Permissions::from_mode(0o700))?;
        let account = account(&home)?;
        if let Some((user, group)) = account {
            chown(&home, Some(user), Some(group))?;
        }
        let cluster = Self {
            home,
            binaries,
            account,
        };
        cluster.call(
            "initdb",
            &[
                "-U",
                SUPERUSER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            ],
        )?;
        let sockets = cluster.home.display();
        let settings = format!("listen_addresses = ''\nunix_socket_directories = '{sockets}'\n");
        fs::write(cluster.data().join("postgresql.auto.conf"), settings)?;
        cluster.call("pg_ctl", &["start", "-w", "-s", "-l", &cluster.log()])?;
        Ok(Some(cluster))
    }

    /// Where a database is.
    pub fn url(&self, database: &str) -> String {
        format!(
            "postgres://{SUPERUSER}@localhost/{database}?host={}",
            self.home.display()
        )
    }

    /// Ends it as if the machine had lost its power, and starts it again: it recovers from its log.
    pub fn crash(&self) -> Result<()> {
        self.call(
            "pg_ctl",
            &["restart", "-w", "-s", "-m", "immediate", "-l", &self.log()],
        )
    }

    /// Restarts it as an operator does.
    pub fn restart(&self) -> Result<()> {
        self.call(
            "pg_ctl",
            &["restart", "-w", "-s", "-m", "fast", "-l", &self.log()],
        )
    }

    fn data(&self) -> PathBuf {
        self.home.join("data")
    }

    fn log(&self) -> String {
        self.home.join("log").display().to_string()
    }

    fn call(&self, program: &str, arguments: &[&str]) -> Result<()> {
        let mut command = Command::new(self.binaries.join(program));
        command
            .arg("-D")
            .arg(self.data())
            .args(arguments)
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if let Some((user, group)) = self.account {
            command.uid(user).gid(group);
        }
        let status = command.status()?;
        let log = || fs::read_to_string(self.log()).unwrap_or_default();
        ensure!(status.success(), "{program} failed; the log: {}", log());
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Both fail only where it was not made to the end.
        self.call("pg_ctl", &["stop", "-w", "-s", "-m", "immediate"])
            .ok();
        fs::remove_dir_all(&self.home).ok();
    }
}

/// The folder with `initdb`, found as the xtask does.
fn binaries() -> Option<PathBuf> {
    if let Some(given) = env::var_os("THRESHOLD_PG_BIN") {
        return Some(given.into());
    }
    let mut versions = fs::read_dir(DEBIAN)
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let number: u32 = path.file_name()?.to_str()?.parse().ok()?;
            Some((number, path.join("bin")))
        })
        .collect::<Vec<_>>();
    versions.sort();
    let newest = versions.into_iter().rev().map(|(_, bin)| bin);
    let path = env::var_os("PATH").unwrap_or_default();
    newest
        .chain(env::split_paths(&path))
        .find(|bin| bin.join("initdb").is_file())
}

/// `postgres` or `nobody`, where a folder that was just made belongs to root.
fn account(home: &Path) -> Result<Option<(u32, u32)>> {
    if fs::metadata(home)?.uid() != 0 {
        return Ok(None);
    }
    let passwd = fs::read_to_string("/etc/passwd")?;
    ["postgres", "nobody"]
        .iter()
        .find_map(|name| {
            let line = passwd
                .lines()
                .find(|line| line.split(':').next() == Some(*name))?;
            let mut ids = line.split(':').skip(2).map(str::parse::<u32>);
            Some((ids.next()?.ok()?, ids.next()?.ok()?))
        })
        .map(Some)
        .context("PostgreSQL refuses to run as root, and there is no user postgres or nobody")
}
