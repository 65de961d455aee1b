//! pgbench: scripts of prepared statements whose parameters are drawn from a table of samples.

use super::{CONNECTIONS, LASTS};
use anyhow::{Context, Result, bail, ensure};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions, Executor};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Parameters as they were sent with one statement.
type Parameters = Vec<Option<String>>;

/// Statements that follow each other, and what they were sent with.
pub(super) struct Script {
    pub(super) statements: Vec<String>,
    /// The parameters of each statement, for each search.
    pub(super) samples: Vec<Vec<Parameters>>,
}

/// What pgbench reached.
pub(super) struct Rate {
    /// A second.
    pub(super) searches: f64,
    /// Of one, in milliseconds.
    pub(super) mean: f64,
}

/// Runs all scripts, each as often as it has samples.
pub(super) async fn run(
    program: &Path,
    superuser: &PgConnectOptions,
    app_url: &str,
    scripts: &[Script],
) -> Result<Rate> {
    let mut connection = superuser.connect().await?;
    let folder = std::env::temp_dir().join(format!("threshold-bench-{}", std::process::id()));
    std::fs::create_dir(&folder)?;
    let said = match prepare(&mut connection, &folder, scripts).await {
        Ok(files) => call(program, app_url, &files),
        Err(error) => Err(error),
    };
    std::fs::remove_dir_all(&folder)?;
    connection
        .execute("drop table if exists bench_sample")
        .await?;
    let said = said?;
    let figure = |before: &str| {
        let line = said.lines().find_map(|line| line.strip_prefix(before));
        let figure = line.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
        figure.with_context(|| format!("pgbench said:\n{said}"))
    };
    Ok(Rate {
        searches: figure("tps = ")?,
        mean: figure("latency average = ")?,
    })
}

/// Writes the samples into a table and the scripts into files, with the weight of each.
async fn prepare(
    connection: &mut PgConnection,
    folder: &Path,
    scripts: &[Script],
) -> Result<Vec<(PathBuf, usize)>> {
    connection
        .execute(
            "drop table if exists bench_sample;
            create table bench_sample (
                script integer, place integer, parameters text[], primary key (script, place));
            grant select on bench_sample to threshold_app",
        )
        .await?;
    let mut files = Vec::new();
    for (number, script) in (0_i32..).zip(scripts) {
        for (place, sample) in (1_i32..).zip(&script.samples) {
            sqlx::query("insert into bench_sample values ($1, $2, $3)")
                .bind(number)
                .bind(place)
                .bind(sample.concat())
                .execute(&mut *connection)
                .await?;
        }
        let file = folder.join(format!("{number}.sql"));
        std::fs::write(&file, script.text(number)?)?;
        files.push((file, script.samples.len()));
    }
    connection.execute("analyze bench_sample").await?;
    Ok(files)
}

fn call(program: &Path, app_url: &str, files: &[(PathBuf, usize)]) -> Result<String> {
    let mut command = Command::new(program);
    command
        .args(["--no-vacuum", "--protocol=prepared", "--jobs=2"])
        .arg(format!("--client={CONNECTIONS}"))
        .arg(format!("--time={}", LASTS.as_secs()))
        // As the server connects.
        .env("PGOPTIONS", "-c jit=off");
    for (file, weight) in files {
        command.arg(format!("--file={}@{weight}", file.display()));
    }
    let output = command
        .arg(app_url)
        .output()
        .context("cannot start pgbench")?;
    if !output.status.success() {
        bail!("pgbench: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8(output.stdout)?)
}

impl Script {
    /// Draws a sample, then sends each statement with its part of it.
    fn text(&self, number: i32) -> Result<String> {
        let all = self.samples.iter().map(|sample| sample.concat());
        let all = all.collect::<Vec<_>>();
        let count = all.first().map_or(0, Vec::len);
        let mut text = format!("\\set place random(1, {})\nselect ", all.len());
        let drawn = (1..=count).map(|at| format!("parameters[{at}] as p{at}"));
        text.push_str(&drawn.collect::<Vec<_>>().join(", "));
        writeln!(
            text,
            " from bench_sample where script = {number} and place = :place \\gset"
        )?;
        let mut before = 0;
        let first = self.samples.first().context("a script without a sample")?;
        for (statement, parameters) in self.statements.iter().zip(first) {
            let mut statement = statement.clone();
            // From the last, as $1 is the beginning of $10.
            for at in (1..=parameters.len()).rev() {
                let nulls = all
                    .iter()
                    .filter(|sample| sample[before + at - 1].is_none());
                let nulls = nulls.count();
                // pgbench knows no variable that is null.
                ensure!(
                    nulls == 0 || nulls == all.len(),
                    "${at} is null at times in: {statement}"
                );
                let variable = if nulls == 0 {
                    format!(":p{}", before + at)
                } else {
                    "null".to_owned()
                };
                statement = statement.replace(&format!("${at}"), &variable);
            }
            before += parameters.len();
            writeln!(text, "{};", statement.trim())?;
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_take_their_parameters_from_the_sample() {
        let sample = |name: &str| {
            let name = Some(name.to_owned());
            vec![vec![name.clone(), None], vec![name]]
        };
        let script = Script {
            statements: vec!["select $1, $2".to_owned(), "select $1::text".to_owned()],
            samples: vec![sample("Ana"), sample("Bo")],
        };
        let expected = "\\set place random(1, 2)\n\
             select parameters[1] as p1, parameters[2] as p2, parameters[3] as p3 \
             from bench_sample where script = 4 and place = :place \\gset\n\
             select :p1, null;\nselect :p3::text;\n";
        assert_eq!(script.text(4).unwrap(), expected);
    }
}
