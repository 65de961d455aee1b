//! What a submission has to bear: lost connections and SIGKILL at each of its statements, a lost answer, fifty at once.

use crate::act::Act;
use crate::browser::Browser;
use crate::scene::Scene;
use crate::server::Server;
use crate::state::State;
use crate::steps::{COMMIT, Held};
use crate::submission::{Submission, Way, joined};
use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// What happens to the server's sessions when PostgreSQL is restarted.
const TERMINATE: &str = "select count(pg_terminate_backend(pid)) from pg_stat_activity \
    where datname = current_database() and application_name = $1";

/// A form that is about to be sent.
pub struct Trial {
    pub scene: Scene,
    pub server: Server,
    pub browser: Browser,
    pub submission: Submission,
    act: Act,
    state: State,
    effects: Value,
}

impl Trial {
    /// Everything as it is when the button is pressed.
    pub async fn of(act: Act, scene: Scene) -> Result<Self> {
        let server = scene.server()?;
        let (browser, submission) = act.prepare(&scene, &server)?;
        Ok(Self {
            state: scene.state().await?,
            effects: scene.effects().await?,
            scene,
            server,
            browser,
            submission,
            act,
        })
    }

    /// Loses the connections to PostgreSQL at each statement: nothing has happened, and the person reads that.
    /// Returns how many statements there are.
    pub async fn lose_connections(&mut self) -> Result<i64> {
        for number in 1.. {
            self.scene.steps.hold(number).await?;
            let sent = self.submission.send_aside(&self.browser);
            let held = self.held(&sent).await?;
            self.scene.place.interrupt(TERMINATE).await?;
            let answer = joined(sent)?;
            self.scene.steps.release().await?;
            self.refused(answer)?;
            self.nothing_happened(&held).await?;
            if held.number == COMMIT {
                return Ok(number - 1);
            }
        }
        unreachable!("there are more numbers than statements")
    }

    /// Kills the server at each statement: nothing has happened.
    pub async fn kill_at_each_statement(&mut self, statements: i64) -> Result<()> {
        for number in 1..=statements {
            let held = self.kill_at(number).await?;
            ensure!(held.number == number, "stood still at {}", held.number);
            self.nothing_happened(&held).await?;
            self.start_again()?;
        }
        Ok(())
    }

    /// Kills the server while PostgreSQL commits: all has happened, and the answer is lost.
    pub async fn lose_the_answer(&mut self) -> Result<()> {
        self.kill_at(COMMIT).await?;
        self.all_happened().await?;
        self.start_again()
    }

    /// Sends it, twice: one effect, one answer, of which the page tells.
    pub async fn send(&self) -> Result<()> {
        let told = self
            .submission
            .leads(&self.submission.send(&self.browser)?)?;
        self.all_happened().await?;
        let done = self.scene.state().await?;
        let again = self
            .submission
            .leads(&self.submission.send(&self.browser)?)?;
        assert_eq!(again, told, "another answer");
        assert_eq!(self.scene.state().await?, done, "another effect");
        let page = self.browser.page(&told)?;
        assert!(page.contains(self.act.told()), "{told} tells: {page}");
        Ok(())
    }

    /// Sends it fifty times at once.
    pub async fn send_fifty_times(&self) -> Result<()> {
        let sent = (0..50)
            .map(|_| self.submission.send_aside(&self.browser))
            .collect::<Vec<_>>();
        let mut told = Vec::new();
        for answer in sent {
            told.push(self.submission.leads(&joined(answer)?)?);
        }
        assert_eq!(told.len(), 50);
        told.dedup();
        assert_eq!(told.len(), 1, "everybody is told the same: {told:?}");
        self.all_happened().await
    }

    /// A server, after the one before died.
    pub fn start_again(&mut self) -> Result<()> {
        self.server = self.scene.server()?;
        self.browser.address = self.server.address;
        Ok(())
    }

    async fn kill_at(&mut self, number: i64) -> Result<Held> {
        self.scene.steps.hold(number).await?;
        let sent = self.submission.send_aside(&self.browser);
        let held = self.held(&sent).await?;
        self.server.end();
        ensure!(joined(sent).is_err(), "an answer in spite of all");
        self.scene.steps.release().await?;
        self.scene.gone().await?;
        Ok(held)
    }

    pub async fn held<T>(&mut self, sent: &std::thread::JoinHandle<T>) -> Result<Held> {
        self.scene
            .steps
            .held(|| sent.is_finished())
            .await
            .context(self.act.told())
    }

    /// Whoever sent it is told that nothing was saved.
    pub fn refused(&self, answer: crate::browser::Answer) -> Result<()> {
        let (told, words) = match self.submission.way {
            Way::Plain => {
                assert_eq!(
                    (answer.status, answer.location.as_str()),
                    (303, "/problem/503")
                );
                let page = self.browser.open(&answer.location)?;
                assert_eq!(page.status, 503);
                (page.body, "Nothing was saved; try again in a moment.")
            }
            Way::Scripted => {
                assert_eq!(answer.status, 503);
                (answer.body, "Busy")
            }
        };
        assert!(told.contains(words), "{told}");
        Ok(())
    }

    /// Every table is as it was when the button was pressed.
    pub async fn nothing_happened(&self, held: &Held) -> Result<()> {
        let Held { number, statement } = held;
        let mut now = self.scene.state().await?;
        now.retain(|table, digest| self.state.get(table) != Some(digest));
        assert!(
            now.is_empty(),
            "half done at {number}, {statement}: {now:?}"
        );
        Ok(())
    }

    pub async fn all_happened(&self) -> Result<()> {
        assert_eq!(self.scene.effects().await?, self.act.done(&self.effects));
        Ok(())
    }
}
