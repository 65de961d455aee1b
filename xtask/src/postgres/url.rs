//! Database URLs that people give: which database they name, and the same server with another one.

use anyhow::{Context, Result, bail};

/// A database may be dropped or filled with demo rows by tests only when its name says so.
pub(super) fn demand_test_name(database: &str) -> Result<()> {
    if is_test_name(database) {
        return Ok(());
    }
    bail!(
        "the database `{database}` is not named as one for tests: its name must contain \
         `test`, `e2e` or `prepare`. Nothing was touched."
    )
}

/// What people enter must not land where the next test drops it.
pub(super) fn refuse_test_name(database: &str) -> Result<()> {
    if is_test_name(database) {
        bail!(
            "the database `{database}` is named as one for tests, which drop and fill it as they \
             like. Please give DATABASE_URL another name, or unset it. Nothing was touched."
        );
    }
    Ok(())
}

fn is_test_name(database: &str) -> bool {
    ["test", "e2e", "prepare"]
        .iter()
        .any(|word| database.contains(word))
}

/// The name between host and query.
pub(super) fn database(url: &str) -> Result<String> {
    let (_, name, _) = parts(url)?;
    if name.is_empty() {
        bail!("DATABASE_URL names no database");
    }
    Ok(name.to_owned())
}

/// The same URL with another database.
pub(super) fn with_database(url: &str, database: &str) -> Result<String> {
    let (server, _, query) = parts(url)?;
    Ok(format!("{server}/{database}{query}"))
}

/// `postgres://user@host:5432` | `name` | `?query`. Messages do not repeat the URL: it may hold a
/// password.
fn parts(url: &str) -> Result<(&str, &str, &str)> {
    let scheme = url
        .find("://")
        .context("DATABASE_URL does not begin with postgres://")?;
    let query = url.find('?').unwrap_or(url.len());
    let slash = url[scheme + 3..query]
        .find('/')
        .map_or(query, |at| at + scheme + 3);
    let name = if slash < query {
        &url[slash + 1..query]
    } else {
        ""
    };
    Ok((&url[..slash], name, &url[query..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_is_replaced_and_the_rest_stays() {
        for (url, expected) in [
            (
                "postgres://me:pw@host:5432/one?sslmode=require",
                "postgres://me:pw@host:5432/two?sslmode=require",
            ),
            (
                "postgres://me@localhost/one?host=/tmp/socket",
                "postgres://me@localhost/two?host=/tmp/socket",
            ),
            ("postgres://host", "postgres://host/two"),
        ] {
            assert_eq!(with_database(url, "two").unwrap(), expected);
        }
    }

    #[test]
    fn the_database_is_read_between_host_and_query() {
        assert_eq!(database("postgres://h/one?host=/tmp/x").unwrap(), "one");
        assert!(database("postgres://h?host=/tmp/x").is_err());
        assert!(database("one").is_err());
    }

    #[test]
    fn only_names_of_test_databases_pass() {
        for name in ["threshold_test", "e2e", "my_prepare"] {
            assert!(demand_test_name(name).is_ok(), "{name}");
            assert!(refuse_test_name(name).is_err(), "{name}");
        }
        for name in ["threshold", "threshold_demo", "production"] {
            assert!(demand_test_name(name).is_err(), "{name}");
            assert!(refuse_test_name(name).is_ok(), "{name}");
        }
    }
}
