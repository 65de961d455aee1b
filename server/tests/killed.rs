//! A server that dies during a save, or whose database connections do: one effect or none, and the same
//! submission again is answered as if nothing had happened.

#[path = "support/browser.rs"]
mod browser;
#[path = "support/exit.rs"]
mod exit;
#[path = "support/place.rs"]
mod place;
#[path = "support/server.rs"]
mod server;

use anyhow::{Context, Result, ensure};
use browser::{Answer, Browser, Fields};
use chrono::Days;
use domain::ids::HouseholdId;
use domain::workgroup::Workgroup;
use place::{Hold, Place};
use serde_json::{Value, json};
use server::Server;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::process::Command;
use std::thread::{self, JoinHandle};
use store::priority;
use store::testing::{Household, PASSWORD, Person};

const LOG: &str = "info,sqlx=warn";

/// The moments of a save, in their order.
const SAVE: [Hold; 15] = [
    Hold {
        trigger: "before insert on idempotency",
        rows: "true",
    },
    Hold {
        trigger: "before insert on exit",
        rows: "true",
    },
    // The first exit is written, its audit is not, nor are the others.
    Hold {
        trigger: "before insert on audit",
        rows: "new.act = 'exit'",
    },
    Hold {
        trigger: "before update on event",
        rows: "true",
    },
    Hold {
        trigger: "before update on referral",
        rows: "true",
    },
    Hold {
        trigger: "before insert on current_living_situation",
        rows: "true",
    },
    Hold {
        trigger: "before update on case_assignment",
        rows: "true",
    },
    Hold {
        trigger: "before insert on notification",
        rows: "true",
    },
    Hold {
        trigger: "before insert on exit_act",
        rows: "true",
    },
    Hold {
        trigger: "before insert on exit_act_change",
        rows: "new.position = 2",
    },
    Hold {
        trigger: "before delete on draft",
        rows: "true",
    },
    Hold {
        trigger: "before delete on list_entry",
        rows: "true",
    },
    Hold {
        trigger: "before insert on outbox",
        rows: "new.topic = 'list'",
    },
    Hold {
        trigger: "before update on idempotency",
        rows: "true",
    },
    // Everything is written, and PostgreSQL has been told to commit.
    Hold {
        trigger: "commit after insert on exit",
        rows: "true",
    },
];
/// The event of the referral.
const REFERRAL: &str = "00000000-0000-7000-8000-000000000020";
const AUDIT: usize = 2;
const COMMIT: usize = 14;

/// What happens to the server's sessions when PostgreSQL is restarted.
const TERMINATE: &str = "select count(pg_terminate_backend(pid)) from pg_stat_activity \
    where datname = current_database() and application_name = $1";

/// All that a save writes, as one value.
const EFFECTS: &str = "select jsonb_build_object( \
    'exits', (select count(*) from exit), \
    'people_out', (select count(distinct enrollment_id) from exit), \
    'acts', (select count(distinct act_id) from exit), \
    'versions', (select jsonb_agg(version order by version) from enrollment), \
    'still_in', (select count(*) from enrollment where exit_on is null), \
    'on_list', (select count(*) from list_entry), \
    'audited', (select count(*) from audit where act = 'exit'), \
    'audited_acts', (select count(distinct detail ->> 'act') from audit where act = 'exit'), \
    'history', (select count(*) from history where entity = 'exit'), \
    'list_told', (select count(*) from outbox where topic = 'list'), \
    'user_told', (select count(*) from outbox where topic = 'user'), \
    'notices', (select count(*) from notification), \
    'assigned', (select count(*) from case_assignment where until_on is null), \
    'results', (select count(*) from event where referral_result = 1), \
    'accepted', (select count(*) from referral where state = 'accepted'), \
    'contacts', (select count(*) from current_living_situation), \
    'act_rows', (select count(*) from exit_act), \
    'changes', (select count(*) from exit_act_change), \
    'keys', (select count(*) from idempotency))";

/// How a form is sent.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// By the browser alone: a draft, a page with the plan, and its button.
    Plain,
    /// By the scripts: the form itself.
    Scripted,
}

/// A submission, to be sent as often as one likes.
#[derive(Clone, Debug)]
struct Submission {
    way: Way,
    action: &'static str,
    fields: Fields,
}

impl Submission {
    /// Fills in the exit page of a household and goes up to the last button.
    fn prepare(way: Way, browser: &Browser, household: &Household) -> Result<Self> {
        let mut answered = exit::answered(browser, household.enrollments[0], "Keys handed over.")?;
        // All that a save can do besides: the referral that housed them, a contact, and another enrollment that
        // is closed with it.
        for (name, value) in [
            ("form[referral]", REFERRAL),
            ("form[contact_made]", "yes"),
            ("form[contact_date]", "yesterday"),
            ("form[contact_situation]", "101"),
            ("form[others][0][close]", "yes"),
        ] {
            answered.retain(|(known, _)| known != name);
            answered.push((name.to_owned(), value.to_owned()));
        }
        let (action, fields) = match way {
            Way::Plain => (exit::CONFIRM, exit::shown(browser, &answered)?),
            Way::Scripted => (exit::SAVE, answered),
        };
        Ok(Self {
            way,
            action,
            fields,
        })
    }

    fn send(&self, browser: &Browser) -> Result<Answer> {
        match self.way {
            Way::Plain => browser.submit(self.action, &self.fields),
            Way::Scripted => browser.call(self.action, &self.fields),
        }
    }

    /// Sends it from another thread, since the answer is long in coming.
    fn send_aside(&self, browser: &Browser) -> JoinHandle<Result<Answer>> {
        let (submission, browser) = (self.clone(), browser.clone());
        thread::spawn(move || submission.send(&browser))
    }

    /// The act that an answer names.
    fn act(&self, answer: &Answer) -> Result<String> {
        let act = match self.way {
            Way::Plain => answer.location.strip_prefix("/exits/").map(str::to_owned),
            Way::Scripted => serde_json::from_str::<Value>(&answer.body)?["Saved"]
                .as_str()
                .map(str::to_owned),
        };
        act.with_context(|| {
            format!(
                "not saved: {} {} {}",
                answer.status, answer.location, answer.body
            )
        })
    }
}

/// A household of three on the list, and the manager who exits it.
struct Scene {
    place: Place,
    household: Household,
    email: String,
    /// Keeps and gives back the holds.
    holder: sqlx::pool::PoolConnection<sqlx::Postgres>,
}

impl Scene {
    async fn new(options: PgConnectOptions) -> Result<Self> {
        let place = Place::new(options, LOG).await?;
        let world = &place.world;
        let people = [
            Person::new("Rosa", "Martinez", 1, 1992),
            Person::new("Luis", "Martinez", 3, 1990),
            Person::new("Ana", "Martinez", 2, 2017),
        ];
        let household = world.household(&people, 143).await?;
        world
            .assess(household.enrollments[0], world.today - Days::new(140), 14)
            .await?;
        let dana = world
            .account(&[(Workgroup::PriorityListManager, world.ce)])
            .await?;
        let maria = world.account(&[(Workgroup::CeAssessor, world.ce)]).await?;
        sqlx::query(
            "insert into case_assignment (case_assignment_id, household_id, user_id, from_on) \
             values (gen_random_uuid(), $1, $2, '2026-01-01')",
        )
        .bind(household.id.0)
        .bind(maria.actor.user.0)
        .execute(&place.pool)
        .await?;
        let other = around(&place, &household).await?;
        let mut tx = world.store.begin(None).await?;
        priority::refresh(&mut tx, world.store.clock, &[household.id, other]).await?;
        tx.commit().await?;
        let mut holder = place.pool.acquire().await?;
        Hold::prepare(&SAVE, &mut holder).await?;
        Ok(Self {
            email: dana.email,
            place,
            household,
            holder,
        })
    }

    fn server(&self) -> Result<Server> {
        Server::start(&self.place.settings)
    }

    fn signed_in(&self, server: &Server) -> Result<Browser> {
        let mut browser = Browser::new(server.address);
        let answer = browser.sign_in(&self.email, PASSWORD)?;
        ensure!(
            answer.location == "/",
            "signing in led to {}",
            answer.location
        );
        Ok(browser)
    }

    async fn effects(&self) -> Result<Value> {
        Ok(sqlx::query_scalar(EFFECTS)
            .fetch_one(&self.place.pool)
            .await?)
    }

    async fn gone(&self) -> Result<()> {
        self.place
            .until(
                "PostgreSQL has noticed that the server is dead",
                "select not exists (select from pg_stat_activity \
                 where datname = current_database() and application_name = $1)",
            )
            .await
    }
}

/// What stands around the household: a second enrollment of the head on the list, a referral, and the stay that
/// followed from it. Returns the other household on the list.
async fn around(place: &Place, household: &Household) -> Result<HouseholdId> {
    let world = &place.world;
    let head = household.clients[0];
    let walk_in = world.project(world.ce, "Northwest Walk-in", 14).await?;
    let days_ago = |days| world.today - Days::new(days);
    let mut households = Vec::new();
    for (project, entered) in [
        (walk_in, days_ago(40)),
        (world.housing_project, days_ago(9)),
    ] {
        let id: HouseholdId = store::ids::new();
        sqlx::query("insert into household (household_id, source_id, hmis_id, project_id) values ($1, $2, $3, $4)")
            .bind(id.0)
            .bind(world.source)
            .bind(store::ids::hmis_id(id.0))
            .bind(project.0)
            .execute(&place.pool)
            .await?;
        world.enroll(head, project, id, 1, entered).await?;
        households.push(id);
    }
    for statement in [
        "insert into list_project (list_authority_id, project_id) \
         select list_authority_id, project_id from list_authority, project where project.name = 'Northwest Walk-in'",
        "update client set sharing = 'all'",
        "insert into event (event_id, enrollment_id, source_id, hmis_id, event_date, event) \
         select '00000000-0000-7000-8000-000000000020', e.enrollment_id, e.source_id, 'R1', current_date - 20, 13 from enrollment e \
         join project using (project_id) where project.name = 'Northwest Coordinated Entry' \
         and e.relationship_to_hoh = 1",
        "insert into referral (referral_id, project_id) \
         select event_id, project_id from event, project where project.name = 'Riverview RRH'",
        "update enrollment set move_in_date = entry_date from project \
         where project.project_id = enrollment.project_id and project.name = 'Riverview RRH'",
    ] {
        sqlx::query(statement).execute(&place.pool).await?;
    }
    Ok(households[0])
}

/// What one exit of the household makes out of what was there.
fn exited(before: &Value) -> Value {
    let mut after = before.clone();
    for (name, value) in [
        ("exits", 4),
        ("people_out", 4),
        ("acts", 1),
        // In the home.
        ("still_in", 1),
        ("on_list", 0),
        ("audited", 4),
        ("audited_acts", 1),
        ("history", 4),
        ("results", 1),
        ("accepted", 1),
        ("contacts", 1),
        ("act_rows", 1),
        // Four exits, event, referral, contact, assignment.
        ("changes", 8),
        ("notices", 1),
        ("assigned", 0),
        ("keys", 1),
    ] {
        after[name] = json!(value);
    }
    // The stay in the home was moved into before.
    after["versions"] = json!([2, 2, 2, 2, 2]);
    for told in ["list_told", "user_told"] {
        after[told] = json!(before[told].as_i64().unwrap_or_default() + 1);
    }
    after
}

#[sqlx::test(migrations = "../migrations")]
async fn killed_before_the_commit_nothing_has_happened(
    _: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let mut scene = Scene::new(options).await?;
    let mut server = scene.server()?;
    let mut browser = scene.signed_in(&server)?;
    let submission = Submission::prepare(Way::Plain, &browser, &scene.household)?;
    let before = scene.effects().await?;
    assert_eq!(
        (&before["exits"], &before["on_list"]),
        (&json!(0), &json!(2))
    );

    for (number, hold) in SAVE[..COMMIT].iter().enumerate() {
        Hold::take(number, &mut scene.holder).await?;
        let answer = submission.send_aside(&browser);
        scene
            .place
            .until_held()
            .await
            .with_context(|| hold.trigger)?;
        server.end();
        assert!(
            joined(answer).is_err(),
            "an answer in spite of all: {hold:?}"
        );
        Hold::release(number, &mut scene.holder).await?;
        scene.gone().await?;
        assert_eq!(scene.effects().await?, before, "half done: {hold:?}");
        server = scene.server()?;
        browser.address = server.address;
    }

    let answer = submission.send(&browser)?;
    let act = submission.act(&answer)?;
    assert_eq!(scene.effects().await?, exited(&before));
    let again = submission.send(&browser)?;
    assert_eq!(submission.act(&again)?, act);
    assert_eq!(scene.effects().await?, exited(&before));
    let told = browser.page(&format!("/exits/{act}"))?;
    assert!(told.contains("3 people left. The household is off the Northwest Priority List."));
    Ok(())
}

async fn answer_lost(options: PgConnectOptions, way: Way) -> Result<()> {
    let mut scene = Scene::new(options).await?;
    let mut server = scene.server()?;
    let mut browser = scene.signed_in(&server)?;
    let submission = Submission::prepare(way, &browser, &scene.household)?;
    let before = scene.effects().await?;

    Hold::take(COMMIT, &mut scene.holder).await?;
    let answer = submission.send_aside(&browser);
    scene.place.until_held().await?;
    // The server stands still while PostgreSQL commits, so that it cannot answer.
    let stopped = Command::new("kill")
        .args(["-STOP", &server.child.id().to_string()])
        .status()?;
    ensure!(stopped.success(), "the server cannot be stopped");
    Hold::release(COMMIT, &mut scene.holder).await?;
    scene
        .place
        .until(
            "the exit is there",
            "select $1 <> '' and exists (select from exit)",
        )
        .await?;
    server.end();
    assert!(joined(answer).is_err(), "the answer was not lost");
    scene.gone().await?;
    assert_eq!(scene.effects().await?, exited(&before));

    let server = scene.server()?;
    browser.address = server.address;
    let act = submission.act(&submission.send(&browser)?)?;
    let kept: String = sqlx::query_scalar("select distinct act_id::text from exit")
        .fetch_one(&scene.place.pool)
        .await?;
    assert_eq!(act, kept);
    assert_eq!(submission.act(&submission.send(&browser)?)?, act);
    assert_eq!(scene.effects().await?, exited(&before));
    Ok(())
}

#[sqlx::test(migrations = "../migrations")]
async fn killed_after_the_commit_the_same_form_gets_the_answer(
    _: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    answer_lost(options, Way::Plain).await
}

#[sqlx::test(migrations = "../migrations")]
async fn killed_after_the_commit_the_same_call_gets_the_answer(
    _: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    answer_lost(options, Way::Scripted).await
}

async fn connections_lost(options: PgConnectOptions, way: Way) -> Result<()> {
    let mut scene = Scene::new(options).await?;
    let server = scene.server()?;
    let browser = scene.signed_in(&server)?;
    let submission = Submission::prepare(way, &browser, &scene.household)?;
    let before = scene.effects().await?;
    for number in [AUDIT, COMMIT] {
        Hold::take(number, &mut scene.holder).await?;
        let answer = submission.send_aside(&browser);
        scene.place.until_held().await?;
        scene.place.interrupt(TERMINATE).await?;
        let answer = joined(answer)?;
        Hold::release(number, &mut scene.holder).await?;
        let told = match way {
            Way::Plain => {
                assert_eq!(
                    (answer.status, answer.location.as_str()),
                    (303, "/problem/503")
                );
                let page = browser.open(&answer.location)?;
                assert_eq!(page.status, 503);
                page.body
            }
            Way::Scripted => {
                assert_eq!(answer.status, 503);
                answer.body
            }
        };
        let words = match way {
            Way::Plain => "Nothing was saved; try again in a moment.",
            Way::Scripted => "Busy",
        };
        assert!(told.contains(words), "{told}");
        assert_eq!(scene.effects().await?, before, "half done");
    }
    submission.act(&submission.send(&browser)?)?;
    assert_eq!(scene.effects().await?, exited(&before));
    Ok(())
}

#[sqlx::test(migrations = "../migrations")]
async fn when_connections_break_who_has_no_scripts_is_told_and_may_try_again(
    _: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    connections_lost(options, Way::Plain).await
}

#[sqlx::test(migrations = "../migrations")]
async fn when_connections_break_the_page_is_told_and_may_try_again(
    _: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    connections_lost(options, Way::Scripted).await
}

/// The answer of a thread.
fn joined(answer: JoinHandle<Result<Answer>>) -> Result<Answer> {
    answer
        .join()
        .map_err(|_| anyhow::anyhow!("the browser panicked"))?
}

#[sqlx::test(migrations = "../migrations")]
async fn fifty_times_at_once_is_one_exit_and_one_answer(
    _: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(options).await?;
    let server = scene.server()?;
    let browser = scene.signed_in(&server)?;
    let submission = Submission::prepare(Way::Scripted, &browser, &scene.household)?;
    let before = scene.effects().await?;
    let sent = (0..50)
        .map(|_| submission.send_aside(&browser))
        .collect::<Vec<_>>();
    let mut acts = Vec::new();
    for answer in sent {
        acts.push(submission.act(&joined(answer)?)?);
    }
    assert_eq!(acts.len(), 50);
    acts.dedup();
    assert_eq!(acts.len(), 1, "everybody is told of the same act");
    assert_eq!(scene.effects().await?, exited(&before));
    Ok(())
}
