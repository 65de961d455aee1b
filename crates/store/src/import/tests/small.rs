//! Small exports, each with one thing in it.

use super::*;
use domain::hud::Standard;
use std::io::Cursor;

/// A CE project of one organization with a couple on the list, and a person in a shelter.
pub(super) fn export() -> ExportBuilder {
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
        .row(FileKind::Client, &person("c1", "Ada"))
        .row(FileKind::Client, &person("c2", "Grace"))
        .row(FileKind::Enrollment, &stay("e1", "c1", "h1", "1"))
        .row(FileKind::Enrollment, &stay("e2", "c2", "h1", "3"))
}

pub(super) fn person(id: &'static str, first: &'static str) -> [(&'static str, &'static str); 8] {
    [
        ("PersonalID", id),
        ("FirstName", first),
        ("LastName", "Birchwood"),
        ("SSN", "457555462"),
        ("DOB", "1980-03-01"),
        ("White", "1"),
        ("DateUpdated", "2026-10-01 08:00:00"),
        ("UserID", "u1"),
    ]
}

pub(super) fn stay(
    id: &'static str,
    client: &'static str,
    household: &'static str,
    relationship: &'static str,
) -> [(&'static str, &'static str); 8] {
    [
        ("EnrollmentID", id),
        ("PersonalID", client),
        ("ProjectID", "p1"),
        ("EntryDate", "2026-10-01"),
        ("HouseholdID", household),
        ("RelationshipToHoH", relationship),
        ("EnrollmentCoC", "XX-500"),
        ("UserID", "u1"),
    ]
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_household_comes_in_and_a_second_time_changes_nothing(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let report = take(&store, export().zip()).await.unwrap();
    assert_eq!(
        (report.on_lists, report.lists.as_slice()),
        (1, ["XX-500".to_owned()].as_slice())
    );
    assert_eq!(
        number(
            &store,
            "select count(*) from enrollment where not written_here"
        )
        .await,
        2
    );
    assert_eq!(
        number(&store, "select size::bigint from list_entry").await,
        2
    );
    let found = text(
        &store,
        "select token from name_token join client on token_id = any(search_keys) \
        where hmis_id = 'c1' order by token limit 1",
    );
    assert_eq!(found.await.as_deref(), Some("ada"));
    let claimed = "select claimed_at::text from history where entity = 'client' limit 1";
    assert_eq!(
        text(&store, claimed).await.as_deref(),
        Some("2026-10-01 13:00:00+00")
    );

    let before = checksums(&store).await;
    let again = take(&store, export().zip()).await.unwrap();
    assert_eq!(checksums(&store).await, before);
    assert_eq!(file(&again, FileKind::Client).unchanged, 2);
    assert_eq!((again.changed_anything(), again.findings.len()), (false, 0));
    assert_eq!(
        number(
            &store,
            "select count(*) from import_run where finished_at is not null"
        )
        .await,
        2
    );
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_raw_row_of_a_client_opens_with_the_binding_and_gives_back_what_came(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    take(&store, export().zip()).await.unwrap();
    let sealed: Vec<u8> =
        sqlx::query_scalar("select sealed from raw_row where file_number = 11 and hmis_id = 'c1'")
            .fetch_one(&store.pool)
            .await
            .unwrap();
    let bound = crate::import::raw_row_binding("test", FileKind::Client, "c1");
    let record = String::from_utf8(store.keys.open(bound, &sealed).unwrap()).unwrap();
    assert!(
        record.starts_with("c1,Ada,,Birchwood,,,457555462,,1980-03-01,"),
        "{record}"
    );
    let client: (uuid::Uuid, Vec<u8>) =
        sqlx::query_as("select client_id, ssn_sealed from client where hmis_id = 'c1'")
            .fetch_one(&store.pool)
            .await
            .unwrap();
    assert_eq!(store.keys.open(client.0, &client.1).unwrap(), b"457555462");
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_changed_row_replaces_the_former_and_its_number_is_still_sealed_for_the_person(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    take(&store, export().zip()).await.unwrap();
    let mut changed = person("c1", "Adah");
    changed[3] = ("SSN", "457555463");
    let later = ExportBuilder::new(Standard::Fy2026).row(FileKind::Client, &changed);
    let report = take(&store, later.zip()).await.unwrap();
    let counts = file(&report, FileKind::Client);
    assert_eq!((counts.added, counts.changed, counts.unchanged), (0, 1, 0));
    assert_eq!(
        number(
            &store,
            "select count(*) from raw_row where superseded_by is not null"
        )
        .await,
        1
    );
    assert_eq!(
        number(
            &store,
            "select version::bigint from client where hmis_id = 'c1'"
        )
        .await,
        2
    );
    assert_eq!(number(&store, "select count(*) from client").await, 2);
    let client: (uuid::Uuid, Vec<u8>, String) =
        sqlx::query_as("select client_id, ssn_sealed, first_name from client where hmis_id = 'c1'")
            .fetch_one(&store.pool)
            .await
            .unwrap();
    assert_eq!(store.keys.open(client.0, &client.1).unwrap(), b"457555463");
    assert_eq!(client.2, "Adah");
    // The stays are absent from a full export of the same period: said once, and nothing is removed.
    assert_eq!(found(&report, Rule::AbsentFromExport), 7);
    assert_eq!(number(&store, "select count(*) from enrollment").await, 2);
    let back = take(&store, export().zip()).await.unwrap();
    assert_eq!(found(&back, Rule::AbsentFromExport), 0);
    let open =
        "select count(*) from finding where rule = 'absent_from_export' and resolved_at is null";
    assert_eq!(number(&store, open).await, 0);
}

#[sqlx::test(migrations = "../../migrations")]
async fn what_was_written_here_stays_and_a_person_decides(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    take(&store, export().zip()).await.unwrap();
    sqlx::query("update client set first_name = 'Ida', written_here = true where hmis_id = 'c1'")
        .execute(&store.pool)
        .await
        .unwrap();
    let exit_here = "insert into exit (exit_id, enrollment_id, source_id, hmis_id, exit_date, destination) \
        select gen_random_uuid(), enrollment_id, 1, 'here', '2026-11-01', 410 from enrollment where hmis_id = 'e1'";
    sqlx::query(exit_here).execute(&store.pool).await.unwrap();

    let before = checksums(&store).await;
    take(&store, export().zip()).await.unwrap();
    assert_eq!(
        checksums(&store).await,
        before,
        "the same file again, after an exit made here"
    );

    let exit = [
        ("ExitID", "x1"),
        ("EnrollmentID", "e1"),
        ("PersonalID", "c1"),
        ("ExitDate", "2026-10-20"),
        ("Destination", "24"),
    ];
    let export = ExportBuilder::new(Standard::Fy2026)
        .row(FileKind::Client, &person("c1", "Adah"))
        .row(FileKind::Exit, &exit);
    let report = take(&store, export.zip()).await.unwrap();
    assert_eq!(report.conflicts, 2);
    assert_eq!(file(&report, FileKind::Exit).conflicts, 1);
    let name = text(&store, "select first_name from client where hmis_id = 'c1'").await;
    assert_eq!(name.as_deref(), Some("Ida"));
    assert_eq!(
        number(&store, "select destination::bigint from exit").await,
        410
    );
    let again = take(&store, export.zip()).await.unwrap();
    assert_eq!((again.conflicts, again.changed_anything()), (0, false));
}

#[sqlx::test(migrations = "../../migrations")]
async fn breaches_come_in_with_a_finding(pool: PgPoolOptions, options: PgConnectOptions) {
    let store = store(pool, options).await;
    let mut unknown = stay("e4", "c2", "", "1");
    unknown[5] = ("RelationshipToHoH", "437");
    let broken = export()
        .row(FileKind::Enrollment, &stay("e3", "c1", "h1", "1"))
        .row(FileKind::Enrollment, &unknown)
        .row(FileKind::Enrollment, &stay("e5", "nobody", "h5", "1"))
        .row(
            FileKind::Exit,
            &[
                ("ExitID", "x2"),
                ("EnrollmentID", "e2"),
                ("ExitDate", "2026-09-01"),
                ("Destination", "437"),
            ],
        )
        .row(FileKind::Client, &[("PersonalID", "c2"), ("UserID", "u9")]);
    let report = take(&store, broken.zip()).await.unwrap();
    for (rule, count) in [
        (Rule::TooManyHeads, 1),
        (Rule::NoHeadOfHousehold, 1),
        (Rule::TwoOpenEnrollments, 1),
        (Rule::DuplicateEntries, 4),
        (Rule::ExitBeforeStart, 1),
        (Rule::ParentMissing, 1),
        (Rule::DuplicateId, 1),
        (Rule::UnknownAuthor, 1),
    ] {
        assert_eq!(found(&report, rule), count, "{rule}");
    }
    assert_eq!(
        number(&store, "select destination::bigint from exit").await,
        437
    );
    assert_eq!(
        number(
            &store,
            "select relationship_to_hoh::bigint from enrollment where hmis_id = 'e4'"
        )
        .await,
        437
    );
    assert_eq!(
        number(
            &store,
            "select count(*) from raw_row where record like 'x2,%,437,%'"
        )
        .await,
        1
    );
    assert_eq!(number(&store, "select count(*) from enrollment").await, 4);
    assert_eq!(
        number(
            &store,
            "select count(*) from raw_row where file_number = 12"
        )
        .await,
        5
    );
    let households = "select count(*) from household where length(hmis_id) = 32";
    assert_eq!(
        number(&store, households).await,
        1,
        "a stay without HouseholdID stands alone"
    );
    let before = checksums(&store).await;
    take(&store, broken.zip()).await.unwrap();
    assert_eq!(checksums(&store).await, before);

    // The parent comes: the stay that waited is typed, its finding is resolved.
    let healed = broken
        .clone()
        .row(FileKind::Client, &person("nobody", "Joan"));
    take(&store, healed.zip()).await.unwrap();
    assert_eq!(
        number(
            &store,
            "select count(*) from enrollment where hmis_id = 'e5'"
        )
        .await,
        1
    );
    let open = "select count(*) from finding where rule = 'parent_missing' and resolved_at is null";
    assert_eq!(number(&store, open).await, 0);
}

#[sqlx::test(migrations = "../../migrations")]
async fn victim_service_providers_bring_no_identified_people(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let mut there = stay("e7", "c7", "h7", "1");
    there[2] = ("ProjectID", "p7");
    let export = export()
        .row(
            FileKind::Organization,
            &[
                ("OrganizationID", "o7"),
                ("OrganizationName", "Harbor"),
                ("VictimServiceProvider", "1"),
            ],
        )
        .row(
            FileKind::Project,
            &[
                ("ProjectID", "p7"),
                ("OrganizationID", "o7"),
                ("ProjectName", "Harbor"),
            ],
        )
        .row(FileKind::Client, &person("c7", "Hedy"))
        .row(FileKind::Enrollment, &there);
    let report = take(&store, export.zip()).await.unwrap();
    assert_eq!(
        (
            report.withheld,
            found(&report, Rule::ClientInVictimServices)
        ),
        (1, 2)
    );
    assert_eq!(
        number(&store, "select count(*) from client where hmis_id = 'c7'").await,
        0
    );
    assert_eq!(
        number(
            &store,
            "select count(*) from enrollment where hmis_id = 'e7'"
        )
        .await,
        0
    );
    let sealed: Vec<u8> =
        sqlx::query_scalar("select sealed from raw_row where file_number = 11 and hmis_id = 'c7'")
            .fetch_one(&store.pool)
            .await
            .unwrap();
    let bound = crate::import::raw_row_binding("test", FileKind::Client, "c7");
    let record = String::from_utf8(store.keys.open(bound, &sealed).unwrap()).unwrap();
    for identifier in ["Hedy", "Birchwood", "457555462", "1980-03-01"] {
        assert!(!record.contains(identifier));
    }
    assert!(record.starts_with("c7,,,,,"), "{record}");
    let again = take(&store, export.zip()).await.unwrap();
    assert_eq!((again.withheld, again.changed_anything()), (0, false));
}

#[sqlx::test(migrations = "../../migrations")]
async fn assessments_have_their_score_and_referrals_their_project(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let export = export()
        .row(
            FileKind::Assessment,
            &[
                ("AssessmentID", "a1"),
                ("EnrollmentID", "e1"),
                ("PersonalID", "c1"),
                ("AssessmentDate", "2026-10-02"),
                ("PrioritizationStatus", "1"),
            ],
        )
        .row(
            FileKind::AssessmentResults,
            &[
                ("AssessmentResultID", "r1"),
                ("AssessmentID", "a1"),
                ("AssessmentResult", "11.5"),
            ],
        )
        .row(
            FileKind::AssessmentResults,
            &[
                ("AssessmentResultID", "r2"),
                ("AssessmentID", "a1"),
                ("AssessmentResult", "high"),
            ],
        )
        .row(
            FileKind::Event,
            &[
                ("EventID", "v1"),
                ("EnrollmentID", "e1"),
                ("PersonalID", "c1"),
                ("EventDate", "2026-10-03"),
                ("Event", "14"),
                ("LocationCrisisOrPHHousing", "Lakes Coordinated Entry"),
                ("ReferralResult", "2"),
            ],
        )
        .row(
            FileKind::Event,
            &[
                ("EventID", "v2"),
                ("EnrollmentID", "e1"),
                ("EventDate", "2026-10-03"),
                ("Event", "3"),
                ("ReferralResult", "1"),
            ],
        );
    let report = take(&store, export.zip()).await.unwrap();
    assert_eq!(
        text(&store, "select score::text from list_entry")
            .await
            .as_deref(),
        Some("11.5")
    );
    assert_eq!(
        text(&store, "select score::text from assessment")
            .await
            .as_deref(),
        Some("11.5")
    );
    let referral =
        "select state || ' ' || p.hmis_id from referral join project p using (project_id)";
    assert_eq!(
        text(&store, referral).await.as_deref(),
        Some("client_declined p1")
    );
    assert_eq!(number(&store, "select count(*) from event").await, 2);
    assert_eq!(found(&report, Rule::ValueMustBeNull), 1);
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_broken_file_leaves_the_database_as_it_was(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let before = checksums(&store).await;
    let refused = take(&store, Cursor::new(b"not a zip".to_vec()))
        .await
        .unwrap_err();
    assert_eq!(
        refused.to_string(),
        "This is not a zip file, or it is damaged. An HMIS CSV export is one zip file. Nothing was changed."
    );
    let folder = export().rename("Client.csv", "export/Client.csv");
    assert!(
        take(&store, folder.zip())
            .await
            .unwrap_err()
            .to_string()
            .contains("inside a folder")
    );
    let own = ExportBuilder::new(Standard::Fy2026).without("Export.csv");
    assert!(
        take(&store, own.zip())
            .await
            .unwrap_err()
            .to_string()
            .contains("Export.csv is missing")
    );
    // The last file ends within a quoted field: everything before it was read.
    let limits = Limits {
        row_bytes: 4_000,
        ..Limits::default()
    };
    let endless = format!("YouthEducationStatusID\r\n\"{}", "a".repeat(10_000));
    let broken = export().file("YouthEducationStatus.csv", endless);
    let request = Request {
        file_name: "export.zip",
        purpose: None,
        limits,
    };
    let refused = import(
        &store,
        Authority::Operator,
        request,
        broken.zip(),
        |_: Progress| {},
    )
    .await
    .unwrap_err();
    assert!(
        refused
            .to_string()
            .contains("YouthEducationStatus.csv has a row that does not end")
    );
    assert_eq!(checksums(&store).await, before);
    assert_eq!(number(&store, "select count(*) from import_run").await, 0);
}

#[sqlx::test(migrations = "../../migrations")]
async fn two_imports_of_one_source_wait_for_each_other(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let (one, two) = tokio::join!(take(&store, export().zip()), take(&store, export().zip()));
    let added = [one.unwrap(), two.unwrap()].map(|report| file(&report, FileKind::Client).added);
    assert_eq!(added.iter().sum::<u64>(), 2);
    assert_eq!(number(&store, "select count(*) from client").await, 2);
}
