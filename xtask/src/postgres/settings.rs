//! Configuration of the private clusters: the one of `run` is durable, the one of tests is fast.

use std::path::Path;

use super::cluster::Purpose;

/// What the migrations create beside tables. It is trusted, so no superuser is needed.
pub(super) const EXTENSIONS: [&str; 1] = ["pg_trgm"];

/// Neither refused rows nor statements may reach PostgreSQL's own log, and nobody connects over TCP.
const ALWAYS: &str = "
listen_addresses = ''
unix_socket_permissions = 0700
log_error_verbosity = terse
log_min_error_statement = panic
max_connections = 200
";

/// Memory is taken as it is used: enough that a million people stay in it.
const DURABLE: &str = "
shared_buffers = 768MB
fsync = on
synchronous_commit = on
full_page_writes = on
autovacuum = on
";

/// A crash may lose everything here. Without autovacuum no statistics run away under a test.
const FAST: &str = "
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
autovacuum = off
";

/// The whole of `threshold.conf`.
pub(super) fn text(purpose: Purpose, sockets: &Path) -> String {
    let speed = match purpose {
        Purpose::Run => DURABLE,
        Purpose::Test => FAST,
    };
    let sockets = sockets.display();
    format!("# Written by cargo xtask.{ALWAYS}unix_socket_directories = '{sockets}'{speed}")
}

/// Two roles: one owns and migrates, one serves. Repeatable.
pub(super) const ROLES: &str = "
do $$
begin
    if not exists (select from pg_roles where rolname = 'threshold_app') then
        create role threshold_app login;
    end if;
    if not exists (select from pg_roles where rolname = 'threshold_owner') then
        create role threshold_owner login createdb;
    end if;
end
$$;
grant threshold_app to threshold_owner;
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_test_cluster_trades_durability_for_speed() {
        let run = text(Purpose::Run, Path::new("/tmp/s"));
        assert!(run.contains("\nfsync = on\n") && !run.contains("= off"));
        assert!(text(Purpose::Test, Path::new("/tmp/s")).contains("\nfsync = off\n"));
    }

    #[test]
    fn both_keep_rows_out_of_the_log_and_listen_on_no_network() {
        for purpose in [Purpose::Run, Purpose::Test] {
            let text = text(purpose, Path::new("/tmp/s"));
            assert!(text.contains("\nlog_error_verbosity = terse\n"));
            assert!(text.contains("\nlog_min_error_statement = panic\n"));
            assert!(text.contains("\nlisten_addresses = ''\n"));
            assert!(text.contains("\nunix_socket_directories = '/tmp/s'\n"));
        }
    }
}
