//! Later exports of a source: what waited comes in, what is older does not.

use super::small::{export, person, stay};
use super::*;
use domain::hud::Standard;

const OPEN_WAITS: &str = "select count(*) from finding \
    where rule in ('parent_missing', 'parent_unusable') and resolved_at is null";

fn exit(id: &'static str, stay: &'static str) -> [(&'static str, &'static str); 4] {
    [
        ("ExitID", id),
        ("EnrollmentID", stay),
        ("ExitDate", "2026-11-01"),
        ("Destination", "410"),
    ]
}

/// A household of one whose stay is entered on the day that the text says.
fn alone(entered: &'static str) -> ExportBuilder {
    let mut stay = stay("e3", "c3", "h3", "1");
    stay[3] = ("EntryDate", entered);
    export()
        .row(FileKind::Client, &person("c3", "Joan"))
        .row(FileKind::Enrollment, &stay)
}

#[sqlx::test(migrations = "../../migrations")]
async fn an_exit_waits_for_a_stay_that_cannot_be_read_and_comes_when_it_is_healed(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let exit = exit("x3", "e3");
    let broken = alone("soon").row(FileKind::Exit, &exit);
    let report = take(&store, broken.zip()).await.unwrap();
    assert_eq!(number(&store, "select count(*) from exit").await, 0);
    assert_eq!(found(&report, Rule::ParentUnusable), 1);
    let before = checksums(&store).await;
    take(&store, broken.zip()).await.unwrap();
    assert_eq!(checksums(&store).await, before);

    let healed = alone("2026-10-01").row(FileKind::Exit, &exit);
    take(&store, healed.zip()).await.unwrap();
    assert_eq!(number(&store, "select count(*) from exit").await, 1);
    assert_eq!(number(&store, OPEN_WAITS).await, 0);
    // Only the couple is on the list: the household of one has left.
    assert_eq!(number(&store, "select count(*) from list_entry").await, 1);
}

#[sqlx::test(migrations = "../../migrations")]
async fn stays_wait_for_a_project_that_waits_for_its_organization(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let mut there = stay("e9", "c1", "h9", "1");
    there[2] = ("ProjectID", "p9");
    let first = export()
        .row(
            FileKind::Project,
            &[
                ("ProjectID", "p9"),
                ("OrganizationID", "o9"),
                ("ProjectName", "Pines"),
            ],
        )
        .row(FileKind::Enrollment, &there);
    let report = take(&store, first.zip()).await.unwrap();
    assert_eq!(
        (
            found(&report, Rule::ParentMissing),
            found(&report, Rule::ParentUnusable)
        ),
        (1, 1)
    );
    let second = first.clone().row(
        FileKind::Organization,
        &[("OrganizationID", "o9"), ("OrganizationName", "Pines")],
    );
    take(&store, second.zip()).await.unwrap();
    let typed = "select count(*) from enrollment where hmis_id = 'e9'";
    assert_eq!(number(&store, typed).await, 1);
    assert_eq!(number(&store, OPEN_WAITS).await, 0);
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_second_of_two_rows_of_one_id_comes_when_the_first_is_gone(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let first = ("c5", "Ruth");
    let second = ("c5", "Naomi");
    let both = export()
        .row(FileKind::Client, &person(first.0, first.1))
        .row(FileKind::Client, &person(second.0, second.1));
    take(&store, both.zip()).await.unwrap();
    let name = "select first_name from client where hmis_id = 'c5'";
    assert_eq!(text(&store, name).await.as_deref(), Some("Ruth"));
    let one = export().row(FileKind::Client, &person(second.0, second.1));
    let report = take(&store, one.zip()).await.unwrap();
    let said = report.sentences().remove(0);
    assert!(
        said.ends_with("1 record came in to work with that waited before."),
        "{said}"
    );
    let again = take(&store, one.zip()).await.unwrap();
    assert!(again.sentences()[0].ends_with("Nothing has changed."));
    assert_eq!(text(&store, name).await.as_deref(), Some("Naomi"));
    let found = "select count(*) from client join name_token on token_id = any(search_keys) \
        where hmis_id = 'c5' and token = 'naomi'";
    assert_eq!(number(&store, found).await, 1);
}

#[sqlx::test(migrations = "../../migrations")]
async fn people_come_in_when_an_organization_was_no_victim_service_provider(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let exit = exit("x3", "e3");
    let with = |flag| {
        let mut there = stay("e3", "c3", "h3", "1");
        there[2] = ("ProjectID", "p3");
        export()
            .row(
                FileKind::Organization,
                &[("OrganizationID", "o3"), ("VictimServiceProvider", flag)],
            )
            .row(
                FileKind::Project,
                &[("ProjectID", "p3"), ("OrganizationID", "o3")],
            )
            .row(FileKind::Client, &person("c3", "Joan"))
            .row(FileKind::Enrollment, &there)
            .row(FileKind::Exit, &exit)
    };
    take(&store, with("1").zip()).await.unwrap();
    let people = "select count(*) from client where hmis_id = 'c3'";
    assert_eq!(number(&store, people).await, 0);
    take(&store, with("0").zip()).await.unwrap();
    assert_eq!(number(&store, people).await, 1);
    let left = "select count(*) from enrollment where hmis_id = 'e3' and exit_on = '2026-11-01'";
    assert_eq!(number(&store, left).await, 1);
}

fn exported_on(date: &str, name: &'static str, updated: &'static str) -> ExportBuilder {
    let mut client = person("c1", name);
    client[6] = ("DateUpdated", updated);
    ExportBuilder::new(Standard::Fy2026)
        .file(
            "Export.csv",
            format!(
                "ExportID,SourceID,ExportDate,CSVVersion,ImplementationID\nx,XX-500,{date} 08:00:00,2026 v1.0,test\n"
            ),
        )
        .row(FileKind::Client, &client)
}

#[sqlx::test(migrations = "../../migrations")]
async fn an_older_row_never_overwrites_a_newer_one(pool: PgPoolOptions, options: PgConnectOptions) {
    let store = store(pool, options).await;
    let newer = exported_on("2026-11-14", "Adah", "2026-11-10 08:00:00");
    let older = exported_on("2026-11-01", "Ada", "2026-10-01 08:00:00");
    take(&store, newer.zip()).await.unwrap();
    let report = take(&store, older.zip()).await.unwrap();
    assert_eq!(found(&report, Rule::OlderThanKnown), 1);
    let name = "select first_name from client where hmis_id = 'c1'";
    assert_eq!(text(&store, name).await.as_deref(), Some("Adah"));
    let before = checksums(&store).await;
    take(&store, older.zip()).await.unwrap();
    assert_eq!(checksums(&store).await, before);
    take(&store, newer.zip()).await.unwrap();
    let open =
        "select count(*) from finding where rule = 'older_than_known' and resolved_at is null";
    assert_eq!(number(&store, open).await, 0);
    let later = exported_on("2026-11-20", "Adela", "2026-11-12 08:00:00");
    take(&store, later.zip()).await.unwrap();
    assert_eq!(text(&store, name).await.as_deref(), Some("Adela"));
}

/// A full export of one period, made on a day, with a service that says so much and with others.
fn of_period(date: &str, amount: &'static str, services: &[&'static str]) -> ExportBuilder {
    let header = "ExportID,SourceID,ExportDate,ExportStartDate,ExportEndDate,CSVVersion,ExportDirective,ImplementationID";
    let mut export = export().file(
        "Export.csv",
        format!("{header}\nx,XX-500,{date} 08:00:00,2026-01-01,2026-12-31,2026 v1.0,2,test\n"),
    );
    for service in services {
        export = export.row(
            FileKind::Services,
            &[
                ("ServicesID", service),
                ("EnrollmentID", "e1"),
                ("FAAmount", amount),
            ],
        );
    }
    export
}

#[sqlx::test(migrations = "../../migrations")]
async fn an_older_export_is_kept_behind_the_newer_one_and_misses_nothing(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let stands = "select string_agg(hmis_id || case when record like '%125.5%' then ' new' else ' old' end, ', ' \
        order by hmis_id) from raw_row where superseded_by is null and hmis_id like 'v%'";
    let newer = of_period("2026-11-14", "125.5", &["v1", "v2"]);
    take(&store, newer.zip()).await.unwrap();
    let older = of_period("2026-10-14", "80.0", &["v1", "v3"]);
    let report = take(&store, older.zip()).await.unwrap();
    // What only the older one has is new; what came later stands, and is not missed.
    assert_eq!(
        text(&store, stands).await.as_deref(),
        Some("v1 new, v2 new, v3 old")
    );
    assert_eq!(found(&report, Rule::AbsentFromExport), 0);
    let kept = "select count(*) from raw_row where hmis_id = 'v1' and record like '%80.0%'";
    assert_eq!(number(&store, kept).await, 1);
    // The same again writes nothing.
    let before = checksums(&store).await;
    let again = take(&store, older.zip()).await.unwrap();
    assert!(!again.changed_anything());
    assert_eq!(checksums(&store).await, before);
    // v3 is absent from the newer one; that an older one has it says nothing.
    let report = take(&store, newer.zip()).await.unwrap();
    assert_eq!(found(&report, Rule::AbsentFromExport), 1);
    take(&store, older.zip()).await.unwrap();
    let open =
        "select count(*) from finding where rule = 'absent_from_export' and resolved_at is null";
    assert_eq!(number(&store, open).await, 1);
    // A later export replaces both.
    let latest = of_period("2026-11-20", "80.0", &["v1", "v2", "v3"]);
    take(&store, latest.zip()).await.unwrap();
    assert_eq!(
        text(&store, stands).await.as_deref(),
        Some("v1 old, v2 old, v3 old")
    );
    assert_eq!(number(&store, open).await, 0);
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_row_of_an_older_export_is_not_typed_in_the_place_of_one_that_was_deleted_later(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let named = |date: &str, deleted: &'static str| {
        let mut client = person("c9", "Ruth").to_vec();
        client.push(("DateDeleted", deleted));
        of_period(date, "1", &[]).row(FileKind::Client, &client)
    };
    take(&store, named("2026-11-14", "2026-11-10 08:00:00").zip())
        .await
        .unwrap();
    let report = take(&store, named("2026-10-14", "").zip()).await.unwrap();
    assert_eq!(found(&report, Rule::OlderThanKnown), 1);
    let people = "select count(*) from client where hmis_id = 'c9'";
    assert_eq!(number(&store, people).await, 0);
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_coc_that_is_corrected_later_settles_what_was_found_of_stays(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let with = |coc| {
        let mut there = stay("e9", "c1", "h9", "1").to_vec();
        there[2] = ("ProjectID", "p9");
        there.retain(|(column, _)| *column != "EnrollmentCoC");
        there.push(("EnrollmentCoC", "XX-501"));
        export()
            .row(
                FileKind::Project,
                &[
                    ("ProjectID", "p9"),
                    ("OrganizationID", "o1"),
                    ("ProjectName", "Pines"),
                ],
            )
            .row(
                FileKind::ProjectCoc,
                &[
                    ("ProjectCoCID", "pc9"),
                    ("ProjectID", "p9"),
                    ("CoCCode", coc),
                ],
            )
            .row(FileKind::Enrollment, &there)
    };
    let open = "select count(*) from finding \
        where rule = 'enrollment_coc_not_of_project' and resolved_at is null";
    take(&store, with("XX-500").zip()).await.unwrap();
    assert_eq!(number(&store, open).await, 1);
    take(&store, with("XX-501").zip()).await.unwrap();
    assert_eq!(number(&store, open).await, 0);
    take(&store, with("XX-500").zip()).await.unwrap();
    assert_eq!(number(&store, open).await, 1);
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_project_that_serves_a_second_coc_feeds_its_list_too(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    take(&store, export().zip()).await.unwrap();
    let more = export().row(
        FileKind::ProjectCoc,
        &[
            ("ProjectCoCID", "pc2"),
            ("ProjectID", "p1"),
            ("CoCCode", "XX-501"),
        ],
    );
    let report = take(&store, more.zip()).await.unwrap();
    assert_eq!(report.lists, ["XX-501"]);
    let lists = "select string_agg(coc_code, ' ' order by coc_code) from list_project \
        join list_authority using (list_authority_id)";
    assert_eq!(text(&store, lists).await.as_deref(), Some("XX-500 XX-501"));
}

#[sqlx::test(migrations = "../../migrations")]
async fn without_a_date_of_the_export_the_day_is_that_of_the_place(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let mut store = store(pool, options).await;
    // Nine in the evening of November 22 in Minnesota.
    let evening = testing::noon() + chrono::TimeDelta::hours(9);
    store.clock = crate::clock::Clock::Fixed(evening);
    let dateless = alone("2026-11-23").file(
        "Export.csv",
        "ExportID,SourceID,CSVVersion,ImplementationID\nx,XX-500,2026 v1.0,test\n",
    );
    let report = take(&store, dateless.zip()).await.unwrap();
    assert_eq!(found(&report, Rule::FutureEntry), 1);
}

#[sqlx::test(migrations = "../../migrations")]
async fn two_digit_years_lie_in_the_past_for_births_only(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let export = export()
        .row(
            FileKind::Funder,
            &[
                ("FunderID", "f1"),
                ("ProjectID", "p1"),
                ("Funder", "20"),
                ("EndDate", "06/30/28"),
            ],
        )
        .row(
            FileKind::Client,
            &[("PersonalID", "c6"), ("DOB", "06/30/28")],
        );
    take(&store, export.zip()).await.unwrap();
    let end = text(&store, "select end_date::text from funder").await;
    assert_eq!(end.as_deref(), Some("2028-06-30"));
    let born = text(&store, "select dob::text from client where hmis_id = 'c6'").await;
    assert_eq!(born.as_deref(), Some("1928-06-30"));
}
