//! A private PostgreSQL cluster: made once, started when needed, stopped by whoever started it.

use std::env;
use std::fs::{self, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::account::{self, Account};
use super::{binaries, psql, settings};
use crate::project::Project;
use crate::{digest, process, say};

const SUPERUSER: &str = "threshold_super";
/// The database that is always there.
pub(super) const ANY: &str = "postgres";
/// Lies beside `data` when initdb and the configuration were finished.
const FINISHED: &str = "finished";
/// How often, and with what pause, connections are counted before a stop.
const LAST_LOOKS: u32 = 20;
const PAUSE: Duration = Duration::from_millis(100);

/// What a cluster is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Keeps what people enter.
    Run,
    /// Fast and forgetful.
    Test,
}

impl Purpose {
    fn word(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Test => "test",
        }
    }
}

/// A cluster. Dropping it stops what it started, unless somebody else works with it.
pub(crate) struct Cluster {
    home: PathBuf,
    sockets: PathBuf,
    binaries: PathBuf,
    account: Option<Account>,
    stop_on_drop: bool,
}

impl Cluster {
    pub(crate) fn start(project: &Project, purpose: Purpose) -> Result<Self> {
        let mut cluster = Self::locate(project, purpose)?;
        cluster.make_once(purpose)?;
        let settings = settings::text(purpose, &cluster.sockets);
        let mut running = cluster.is_running();
        if running && fs::read_to_string(cluster.configuration()).ok().as_ref() != Some(&settings) {
            say::note("restarting the private PostgreSQL with changed settings");
            cluster.halt()?;
            running = false;
        }
        if !running {
            cluster.boot(&settings)?;
            cluster.stop_on_drop = true;
        }
        let url = cluster.superuser_url(ANY);
        psql(&url, settings::ROLES).context("cannot create the database roles")?;
        binaries::demand_extensions(&psql(&url, "select name from pg_available_extensions")?)?;
        Ok(cluster)
    }

    /// Stops the cluster whoever uses it, and starts none. True when it ran.
    pub(crate) fn stop(project: &Project, purpose: Purpose) -> Result<bool> {
        let cluster = Self::locate(project, purpose)?;
        let running = cluster.home.join(FINISHED).exists() && cluster.is_running();
        if running {
            cluster.halt()?;
        }
        Ok(running)
    }

    /// Where it lies, made or not, with the programs that fit its data.
    fn locate(project: &Project, purpose: Purpose) -> Result<Self> {
        // Installing PostgreSQL brings the account that it runs as.
        let newest = binaries::find_or_install(None)?;
        let account = Account::needed()?;
        let key = digest::for_name(project.target().display().to_string().as_bytes());
        let temporary =
            env::temp_dir().join(format!("threshold-{}-{}", purpose.word(), &key[..10]));
        let home = home(project, purpose, &temporary, account)?;
        // A socket's path may have 107 bytes at most, which a checkout's path can exceed.
        let sockets = temporary.with_extension("socket");
        own(&sockets, account)?;

        let version = fs::read_to_string(home.join("data/PG_VERSION")).ok();
        let binaries = match version.as_deref().map(str::trim) {
            Some(version) if home.join(FINISHED).exists() => {
                binaries::find_or_install(Some(version))?
            }
            _ => newest,
        };
        Ok(Self {
            home,
            sockets,
            binaries,
            account,
            stop_on_drop: false,
        })
    }

    pub(crate) fn url(&self, role: &str, database: &str) -> String {
        format!(
            "postgres://{role}@localhost/{database}?host={}",
            self.sockets.display()
        )
    }

    pub(crate) fn superuser_url(&self, database: &str) -> String {
        self.url(SUPERUSER, database)
    }

    /// Path of the pgbench that fits the server.
    pub(crate) fn pgbench(&self) -> PathBuf {
        self.binaries.join("pgbench")
    }

    /// What the server says.
    pub(crate) fn log(&self) -> PathBuf {
        self.home.join("log")
    }

    /// Leaves the cluster running after the xtask ends.
    pub(crate) fn keep(&mut self) {
        self.stop_on_drop = false;
    }

    /// True when this call found it stopped.
    pub(crate) fn started_here(&self) -> bool {
        self.stop_on_drop
    }

    fn data(&self) -> PathBuf {
        self.home.join("data")
    }

    fn program(&self, name: &str) -> Command {
        account::command(&self.binaries.join(name), self.account)
    }

    fn make_once(&self, purpose: Purpose) -> Result<()> {
        let finished = self.home.join(FINISHED);
        if finished.exists() {
            return Ok(());
        }
        // What an interrupted initdb left has never held a row.
        match fs::remove_dir_all(self.data()) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(error).context("cannot remove a half-made cluster");
            }
            _ => {}
        }
        say::note(&format!(
            "making a private PostgreSQL in {}",
            self.home.display()
        ));
        let mut initdb = self.program("initdb");
        initdb.args([
            "-U",
            SUPERUSER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        ]);
        if purpose == Purpose::Test {
            initdb.arg("--no-sync");
        }
        process::capture(initdb.arg("-D").arg(self.data()))?;
        let main = self.data().join("postgresql.conf");
        let text = fs::read_to_string(&main)?;
        fs::write(&main, format!("{text}\ninclude 'threshold.conf'\n"))?;
        fs::write(&finished, "").context("cannot mark the cluster as finished")
    }

    fn is_running(&self) -> bool {
        let mut status = self.program("pg_ctl");
        status.arg("status").arg("-D").arg(self.data());
        process::capture(&mut status).is_ok()
    }

    fn configuration(&self) -> PathBuf {
        self.data().join("threshold.conf")
    }

    fn halt(&self) -> Result<()> {
        let mut stop = self.program("pg_ctl");
        stop.args(["stop", "-w", "-s", "-m", "fast", "-D"])
            .arg(self.data());
        process::capture(&mut stop)
            .context("the private PostgreSQL did not stop")
            .map(|_| ())
    }

    /// Whether anybody is connected. Connections of a server that has just ended take a moment to go.
    fn is_used(&self) -> Result<bool> {
        let others = "select count(*) from pg_stat_activity \
            where backend_type = 'client backend' and pid <> pg_backend_pid()";
        for attempt in 0..LAST_LOOKS {
            if attempt > 0 {
                sleep(PAUSE);
            }
            if psql(&self.superuser_url(ANY), others)?.trim() == "0" {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn boot(&self, settings: &str) -> Result<()> {
        let configuration = self.configuration();
        fs::write(&configuration, settings)
            .with_context(|| format!("cannot write {}", configuration.display()))?;
        fs::set_permissions(&configuration, Permissions::from_mode(0o644))?;
        let log = self.log();
        let mut start = self.program("pg_ctl");
        // Without a log file the server would hold the xtask's output open for ever.
        start
            .args(["start", "-w", "-s", "-t", "60", "-l"])
            .arg(&log)
            .arg("-D")
            .arg(self.data());
        let status = start.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        if !status.success() {
            let text = fs::read_to_string(&log).unwrap_or_default();
            let lines: Vec<&str> = text.lines().collect();
            let last = lines[lines.len().saturating_sub(8)..].join("\n");
            bail!(
                "the private PostgreSQL did not start; its log {} ends:\n{last}",
                log.display()
            );
        }
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if !self.stop_on_drop {
            return;
        }
        match self.is_used() {
            Ok(true) => {
                say::note("the private PostgreSQL stays up: somebody else is connected to it");
                say::note("`cargo xtask pg --stop` stops it");
                return;
            }
            Ok(false) => {}
            Err(error) => say::note(&format!("{error:#}")),
        }
        if let Err(error) = self.halt() {
            say::note(&format!("{error:#}"));
        }
    }
}

/// `target/pg-run`, or a temporary folder when PostgreSQL's account cannot walk to the checkout.
fn home(
    project: &Project,
    purpose: Purpose,
    temporary: &Path,
    account: Option<Account>,
) -> Result<PathBuf> {
    let wanted = project.target().join(format!("pg-{}", purpose.word()));
    own(&wanted, account)?;
    if account.is_none() || reachable(&wanted, account) {
        return Ok(wanted);
    }
    say::note(&format!(
        "PostgreSQL's own account cannot reach {}; its data goes to {}",
        wanted.display(),
        temporary.display()
    ));
    own(temporary, account)?;
    Ok(temporary.to_path_buf())
}

fn reachable(folder: &Path, account: Option<Account>) -> bool {
    let mut test = account::command(Path::new("/usr/bin/test"), account);
    test.arg("-x").arg(folder);
    test.status().is_ok_and(|status| status.success())
}

/// Makes a folder that only PostgreSQL's account may enter, or refuses a stranger's.
fn own(folder: &Path, account: Option<Account>) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let before = fs::symlink_metadata(folder)?;
    if !before.is_dir() {
        bail!("{} is not a folder", folder.display());
    }
    // Fails for a folder of somebody else's, as only the owner may change the mode.
    fs::set_permissions(folder, Permissions::from_mode(0o700)).with_context(|| {
        format!(
            "{} belongs to somebody else, perhaps since root ran this before. Please run this \
                 as then, or have root remove that folder",
            folder.display()
        )
    })?;
    if let Some(account) = account {
        let uid = before.uid();
        if uid != 0 && uid != account.uid {
            bail!(
                "{} belongs to user {uid}, not to PostgreSQL's account",
                folder.display()
            );
        }
        chown(folder, Some(account.uid), Some(account.gid))?;
    }
    Ok(())
}
