//! Nothing personal in a log: markers go through everything that can fail, and are then looked for in what
//! the program wrote and in what PostgreSQL wrote.

#[path = "support/browser.rs"]
mod browser;
#[path = "support/exit.rs"]
mod exit;
#[path = "support/hold.rs"]
mod hold;
#[path = "support/place.rs"]
mod place;
#[path = "support/server.rs"]
mod server;

use anyhow::{Context, Result, ensure};
use browser::{Browser, fields};
use domain::hud::Standard;
use domain::ids::{ClientId, EnrollmentId, OrganizationId};
use domain::workgroup::Workgroup;
use hmis_csv::FileKind;
use hmis_csv::testing::ExportBuilder;
use hold::Hold;
use place::Place;
use server::{READY, Server};
use sqlx::AssertSqlSafe;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;
use store::testing::PASSWORD;
use uuid::Uuid;

/// As talkative as an operator would have it who looks for a fault.
const LOG: &str = "info,threshold=debug,app=debug,store=debug,hmis_csv=debug,domain=debug";

const FIRST: &str = "Zephyrine";
const LAST: &str = "Quillfeather";
const MISSPELT: &str = "Quilfether";
const SSN: &str = "531884207";
const SSN_TYPED: &str = "531-88-4207";
const DOB: &str = "1961-07-23";
const DOB_TYPED: &str = "7/23/1961";
const NOTE: &str = "lantern orchard";
const PURPOSE: &str = "harbor ledger";
const UNKNOWN_EMAIL: &str = "wrenna.cobblestock@nowhere.example";
const WRONG_PASSWORD: &str = "seven herons 7 ponds";
const BROKEN: &str = "Marrowgate";
const REFUSED: &str = "Brackenfold";
const MALFORMED: &str = "Thistlewick";

/// What must stand nowhere, but the session's token, which is made on the way.
const MARKERS: [&str; 16] = [
    FIRST,
    LAST,
    MISSPELT,
    SSN,
    SSN_TYPED,
    DOB,
    DOB_TYPED,
    "July 23, 1961",
    NOTE,
    PURPOSE,
    UNKNOWN_EMAIL,
    WRONG_PASSWORD,
    PASSWORD,
    BROKEN,
    REFUSED,
    MALFORMED,
];

/// A save that waits is cancelled.
const CANCEL: &str = "select count(pg_cancel_backend(pid)) from pg_stat_activity \
    where datname = current_database() and application_name = $1 and wait_event = 'advisory'";

#[sqlx::test(migrations = "../migrations")]
async fn nothing_personal_is_in_a_log(_: PgPoolOptions, options: PgConnectOptions) -> Result<()> {
    let place = Place::new(options.clone(), LOG).await?;
    let began = said_by_postgres(&place, &options).await?;
    let mut written = imports(&place).await?;

    let mut server = Server::start(&place.settings)?;
    let token = work(&place, &server).await?;
    written.push_str(&server.end());

    // Where nothing is logged, nothing personal is either: the log must tell of what happened.
    for told in [
        READY,
        "Imported from",
        "a request failed",
        "refused by provoked",
        "canceling statement due to user request",
    ] {
        assert!(
            written.contains(told),
            "the log does not say \"{told}\":\n{written}"
        );
    }
    assert_silent("the program's log", &written, &token);

    match began {
        Some((log, probe)) => {
            let text = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
            let (_, since) = text
                .split_once(&probe)
                .context("the log of PostgreSQL is gone")?;
            for told in [
                "violates check constraint \"provoked\"",
                "canceling statement due to user request",
            ] {
                assert!(
                    since.contains(told),
                    "PostgreSQL does not say \"{told}\":\n{since}"
                );
            }
            assert_silent("PostgreSQL's log", since, &token);
        }
        None => writeln!(
            std::io::stderr(),
            "SKIPPED: PostgreSQL's own log was not looked at, since DATABASE_URL names a server whose log is \
             not known here"
        )?,
    }
    Ok(())
}

/// Upper and lower case are one: search folds names before it asks for them.
fn assert_silent(whose: &str, text: &str, token: &str) {
    let folded = text.to_lowercase();
    for marker in MARKERS.iter().chain([&token]) {
        let found = folded
            .lines()
            .filter(|line| line.contains(&marker.to_lowercase()))
            .collect::<Vec<_>>();
        assert!(
            found.is_empty(),
            "{whose} says \"{marker}\":\n{}",
            found.join("\n")
        );
    }
}

/// Imports that go well with broken rows, that are refused, and that the database refuses.
async fn imports(place: &Place) -> Result<String> {
    let refused =
        format!("alter table client add constraint provoked check (last_name <> '{REFUSED}')");
    sqlx::query(AssertSqlSafe(refused))
        .execute(&place.pool)
        .await?;
    let broken = export()
        .row(FileKind::Client, &person("c3", BROKEN, "not-a-day"))
        .row(FileKind::Client, &person("c3", BROKEN, BROKEN))
        .row(
            FileKind::Enrollment,
            &[("EnrollmentID", "e3"), ("PersonalID", BROKEN)],
        );
    // A quotation that never ends, in the place of a header, and an export that says nothing of itself.
    let endless = export().file(
        "Client.csv",
        format!("PersonalID,\"{MALFORMED}\n{MALFORMED}"),
    );
    let nameless = export().file("Export.csv", format!("ExportID,{MALFORMED}\n{MALFORMED},1"));
    let violating = export().row(FileKind::Client, &person("c4", REFUSED, "1970-01-01"));
    let mut written = String::new();
    for (name, zip, succeeds) in [
        ("broken", broken, true),
        ("endless", endless, true),
        ("nameless", nameless, false),
        ("violating", violating, false),
    ] {
        let file = PathBuf::from(format!("{}.{name}.zip", place.settings.key_file));
        fs::write(&file, zip.zip().into_inner())?;
        let output = place
            .settings
            .call(&["import", &file.display().to_string()])
            .output()?;
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        ensure!(
            output.status.success() == succeeds,
            "the import {name}: {said}"
        );
        written.push_str(&said);
    }
    Ok(written)
}

fn export() -> ExportBuilder {
    ExportBuilder::new(Standard::Fy2026)
        .row(
            FileKind::User,
            &[("UserID", "u1"), ("UserFirstName", "Noor")],
        )
        .row(
            FileKind::Organization,
            &[
                ("OrganizationID", "o1"),
                ("OrganizationName", "Lakes CE"),
                ("VictimServiceProvider", "0"),
            ],
        )
        .row(
            FileKind::Project,
            &[
                ("ProjectID", "p1"),
                ("OrganizationID", "o1"),
                ("ProjectName", "Lakes Coordinated Entry"),
                ("OperatingStartDate", "2020-01-01"),
                ("ContinuumProject", "1"),
                ("ProjectType", "14"),
            ],
        )
        .row(
            FileKind::ProjectCoc,
            &[
                ("ProjectCoCID", "pc1"),
                ("ProjectID", "p1"),
                ("CoCCode", "XX-500"),
                ("Geocode", "270000"),
            ],
        )
        .row(FileKind::Client, &person("c1", LAST, DOB))
        .row(
            FileKind::Enrollment,
            &[
                ("EnrollmentID", "e1"),
                ("PersonalID", "c1"),
                ("ProjectID", "p1"),
                ("EntryDate", "2026-10-01"),
                ("HouseholdID", "h1"),
                ("RelationshipToHoH", "1"),
                ("EnrollmentCoC", "XX-500"),
                ("UserID", "u1"),
            ],
        )
}

fn person<'a>(id: &'a str, last: &'a str, dob: &'a str) -> [(&'static str, &'a str); 8] {
    [
        ("PersonalID", id),
        ("FirstName", FIRST),
        ("LastName", last),
        ("SSN", SSN),
        ("DOB", dob),
        ("White", "1"),
        ("DateUpdated", "2026-10-01 08:00:00"),
        ("UserID", "u1"),
    ]
}

/// A day's work with all that can go wrong; gives the token of the session.
async fn work(place: &Place, server: &Server) -> Result<String> {
    let ce: Uuid =
        sqlx::query_scalar("select organization_id from organization where name = 'Lakes CE'")
            .fetch_one(&place.pool)
            .await?;
    let (client, enrollment): (Uuid, Uuid) = sqlx::query_as(
        "select client_id, enrollment_id from enrollment join client c using (client_id) where c.hmis_id = 'c1'",
    )
    .fetch_one(&place.pool)
    .await?;
    let dana = place
        .world
        .account(&[(Workgroup::PriorityListManager, OrganizationId(ce))])
        .await?;
    let mut browser = Browser::new(server.address);
    for (email, password) in [
        (UNKNOWN_EMAIL, WRONG_PASSWORD),
        (&dana.email, WRONG_PASSWORD),
    ] {
        let refused = browser.sign_in(email, password)?;
        ensure!(
            refused.location.contains("problem="),
            "{}",
            refused.location
        );
    }
    browser.sign_in(&dana.email, PASSWORD)?;
    let (_, token) = browser.cookie.split_once('=').context("no session")?;
    let token = token.to_owned();
    ensure!(token.len() == 64, "no token");

    search(&browser)?;
    let page = browser.page(&format!("/clients/{client}"))?;
    ensure!(
        page.contains(FIRST) && page.contains(LAST),
        "the client's page does not name them"
    );
    nonsense(&browser, ClientId(client), EnrollmentId(enrollment))?;
    failing_saves(place, &browser, EnrollmentId(enrollment)).await?;
    Ok(token)
}

/// By name, misspelt, by SSN and by date of birth, as a form and while typing.
fn search(browser: &Browser) -> Result<()> {
    let typing = store::ids::new::<Uuid>().to_string();
    for line in [LAST, MISSPELT, SSN_TYPED, SSN, DOB_TYPED] {
        let led = browser.submit("/api/clients/search", &fields(&[("query", line)]))?;
        let found = browser.page(&led.location)?;
        ensure!(found.contains(LAST), "{line} finds nobody");
        let typed = fields(&[("query", line), ("typing", &typing)]);
        let found = browser.call("/api/clients/suggest", &typed)?;
        ensure!(
            found.body.contains(LAST),
            "{line} suggests nobody: {}",
            found.body
        );
    }
    Ok(())
}

/// Forms and calls that no page of ours sends.
fn nonsense(browser: &Browser, client: ClientId, enrollment: EnrollmentId) -> Result<()> {
    let client = client.to_string();
    let enrollment = enrollment.to_string();
    let purpose = fields(&[("client", &client), ("purpose", PURPOSE)]);
    browser.submit("/api/clients/purpose", &purpose)?;
    let typed = [
        (
            "/api/clients/suggest",
            fields(&[("query", LAST), ("typing", LAST)]),
        ),
        ("/api/clients/suggest", fields(&[("typing", LAST)])),
        (
            "/api/part",
            fields(&[("kind", "client"), ("id", SSN), ("query", LAST)]),
        ),
        ("/api/clients/search", fields(&[(LAST, SSN)])),
        (
            "/api/clients/new",
            fields(&[
                ("form[key]", NOTE),
                ("form[typed][last]", LAST),
                ("form[typed][ssn]", SSN),
            ]),
        ),
        (
            "/api/clients/new/similar",
            fields(&[
                ("form[key]", &client),
                ("form[typed][last]", LAST),
                ("form[typed][ssn]", SSN),
            ]),
        ),
        (
            "/api/clients/carry",
            fields(&[("client", LAST), ("draft", SSN), ("take[0]", NOTE)]),
        ),
        (
            "/api/exit/save",
            fields(&[("form[enrollment]", LAST), ("form[note]", NOTE)]),
        ),
        (
            "/api/exit/save",
            fields(&[("form[enrollment]", &enrollment), ("form[key]", NOTE)]),
        ),
        (
            "/api/exit/save",
            fields(&[("form[members][x][leaves]", LAST), ("form", NOTE)]),
        ),
        (
            "/api/exit/confirm",
            fields(&[("draft", NOTE), ("digest", LAST)]),
        ),
        (
            "/api/exit/draft",
            fields(&[("user", LAST), ("age", "1"), ("form[note]", NOTE)]),
        ),
        (
            "/api/exit/draft",
            fields(&[
                ("form[enrollment]", &enrollment),
                ("form[note]", NOTE),
                ("form[key]", LAST),
            ]),
        ),
        (
            "/api/exit/start-over",
            fields(&[("enrollment", LAST), ("suggestion", NOTE)]),
        ),
        // PostgreSQL takes no zero byte in a text.
        (
            "/api/clients/suggest",
            fields(&[("query", "Quillfeather\0"), ("typing", &enrollment)]),
        ),
        (
            "/api/sign-in",
            fields(&[
                ("email", "wrenna.cobblestock@nowhere.example\0"),
                ("password", WRONG_PASSWORD),
            ]),
        ),
    ];
    for (function, arguments) in &typed {
        browser.call(function, arguments)?;
        browser.submit(function, arguments)?;
    }
    for path in [
        format!("/clients/{LAST}"),
        format!("/clients?search={LAST}"),
        format!("/no/such/{SSN}?{NOTE}", NOTE = NOTE.replace(' ', "+")),
    ] {
        browser.open(&path)?;
    }
    Ok(())
}

/// An exit with a note that a constraint refuses, one whose statement is cancelled, and one that is saved.
async fn failing_saves(place: &Place, browser: &Browser, enrollment: EnrollmentId) -> Result<()> {
    let mut connection = place.pool.acquire().await?;
    sqlx::query("alter table exit add constraint provoked check (note not like '%again')")
        .execute(&mut *connection)
        .await?;
    let mut hold = Hold(&mut connection);
    hold.prepare().await?;

    let note = format!("{NOTE} again");
    let answered = exit::answered(browser, enrollment, &note)?;
    let refused = browser.submit(exit::CONFIRM, &exit::shown(browser, &answered)?)?;
    let refused = refused.location;
    ensure!(refused.starts_with("/problem/500-"), "{refused}");

    typed(place, browser, enrollment).await?;
    let answered = exit::answered(browser, enrollment, NOTE)?;
    let shown = exit::shown(browser, &answered)?;
    hold.take().await?;
    let sent = {
        let (browser, shown) = (browser.clone(), shown.clone());
        thread::spawn(move || browser.submit(exit::CONFIRM, &shown))
    };
    Hold::until_held(place).await?;
    place.interrupt(CANCEL).await?;
    let cancelled = sent
        .join()
        .map_err(|_| anyhow::anyhow!("the browser panicked"))??;
    hold.release().await?;
    ensure!(
        cancelled.location.starts_with("/problem/500-"),
        "{}",
        cancelled.location
    );

    let saved = browser.submit(exit::CONFIRM, &shown)?;
    ensure!(saved.location.starts_with("/exits/"), "{}", saved.location);
    let page = browser.page(&saved.location)?;
    ensure!(page.contains(LAST), "the exit names nobody");
    place
        .until(
            "the note is kept",
            "select $1 <> '' and exists (select from exit where note = 'lantern orchard')",
        )
        .await
}

/// What is typed is kept, and cannot be, by a constraint.
async fn typed(place: &Place, browser: &Browser, enrollment: EnrollmentId) -> Result<()> {
    let user: Uuid = sqlx::query_scalar("select user_id from session where ended_at is null")
        .fetch_one(&place.pool)
        .await?;
    let mut typed = exit::answered(browser, enrollment, NOTE)?;
    typed.extend(fields(&[("user", &user.to_string()), ("age", "5")]));
    let kept = browser.call("/api/exit/draft", &typed)?;
    ensure!(
        (kept.status, kept.body.as_str()) == (200, "true"),
        "{kept:?}"
    );
    let constraint = "alter table draft add constraint provoked_draft check (created_at < '2000-01-01') not valid";
    sqlx::query(constraint).execute(&place.pool).await?;
    let refused = browser.call("/api/exit/draft", &typed)?;
    ensure!(refused.status == 500, "{refused:?}");
    sqlx::query("alter table draft drop constraint provoked_draft")
        .execute(&place.pool)
        .await?;
    Ok(())
}

/// PostgreSQL's log, and the line in it that it begins with; none where the test cannot know the file.
async fn said_by_postgres(
    place: &Place,
    options: &PgConnectOptions,
) -> Result<Option<(PathBuf, String)>> {
    let probe = format!(
        "a test looks for its own words: {}",
        store::ids::new::<Uuid>()
    );
    let statement = format!("do $$ begin raise log '{probe}'; end $$");
    sqlx::query(AssertSqlSafe(statement))
        .execute(&place.pool)
        .await?;
    // Where the xtask keeps the cluster of the tests: in the target folder, else beside its socket.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
    let beside = options
        .get_socket()
        .filter(|socket| socket.extension().is_some_and(|kind| kind == "socket"));
    let candidates = [
        target.map(|target| target.join("pg-test/log")),
        beside.map(|socket| socket.with_extension("").join("log")),
    ];
    Ok(candidates
        .into_iter()
        .flatten()
        .find(|log| fs::read(log).is_ok_and(|text| String::from_utf8_lossy(&text).contains(&probe)))
        .map(|log| (log, probe)))
}
