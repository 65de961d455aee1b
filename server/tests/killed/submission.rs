//! What is sent: an exit, its undoing, a suggestion and what is decided about it; in the ways of the product.

use crate::browser::{Answer, Browser, Fields, filled, form};
use crate::exit;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::thread::{self, JoinHandle};
use store::testing::Household;

/// The event of the referral in the scene.
pub const REFERRAL: &str = "00000000-0000-7000-8000-000000000020";

/// How a form is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By the browser alone.
    Plain,
    /// By the scripts.
    Scripted,
}

/// A submission, to be sent as often as one likes.
#[derive(Clone, Debug)]
pub struct Submission {
    pub way: Way,
    action: &'static str,
    fields: Fields,
}

impl Submission {
    /// Fills in the exit page and goes up to the last button.
    pub fn of_exit_page(
        way: Way,
        browser: &Browser,
        household: &Household,
        answers: &[(&str, &str)],
    ) -> Result<Self> {
        let answered = exit::answered(browser, household.enrollments[0], "Keys handed over.")?;
        let answered = filled(answered, answers);
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

    /// The only form of a page that goes there, with answers.
    pub fn of_page(
        browser: &Browser,
        page: &str,
        action: &'static str,
        answers: &[(&str, &str)],
    ) -> Result<Self> {
        Ok(Self {
            way: Way::Plain,
            action,
            fields: filled(form(&browser.page(page)?, action)?, answers),
        })
    }

    /// Sends it.
    pub fn send(&self, browser: &Browser) -> Result<Answer> {
        match self.way {
            Way::Plain => browser.submit(self.action, &self.fields),
            Way::Scripted => browser.call(self.action, &self.fields),
        }
    }

    /// Sends it from another thread, since the answer is long in coming.
    pub fn send_aside(&self, browser: &Browser) -> JoinHandle<Result<Answer>> {
        let (submission, browser) = (self.clone(), browser.clone());
        thread::spawn(move || submission.send(&browser))
    }

    /// The page to which an answer leads that tells of no problem.
    pub fn leads(&self, answer: &Answer) -> Result<String> {
        let path = match self.way {
            Way::Plain => Some(answer.location.clone()),
            Way::Scripted => path(&answer.body),
        };
        let path = path.unwrap_or_default();
        ensure!(
            !path.is_empty() && !path.contains("problem"),
            "not done: {} {} {}",
            answer.status,
            answer.location,
            answer.body
        );
        Ok(path)
    }
}

/// Where the scripts go with an `ExitAnswer`.
fn path(body: &str) -> Option<String> {
    let value = serde_json::from_str::<Value>(body).ok()?;
    let look = value["LookAgain"].as_str().map(str::to_owned);
    look.or_else(|| Some(format!("/exits/{}", value["Saved"].as_str()?)))
}

/// The answer of a thread.
pub fn joined(answer: JoinHandle<Result<Answer>>) -> Result<Answer> {
    answer.join().ok().context("the browser panicked")?
}
