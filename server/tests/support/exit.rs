//! Filling in the exit page.

use crate::browser::{Browser, Fields, filled, form};
use anyhow::{Result, ensure};
use domain::ids::EnrollmentId;

/// Where the form goes.
pub const SAVE: &str = "/api/exit/save";
/// Where the page goes that says what will happen.
pub const CONFIRM: &str = "/api/exit/confirm";

/// The form of an enrollment's exit page, answered for everybody.
pub fn answered(browser: &Browser, enrollment: EnrollmentId, note: &str) -> Result<Fields> {
    let page = browser.page(&format!("/enrollments/{enrollment}/exit"))?;
    let answers = [
        ("form[exit_date]", "yesterday"),
        ("form[destination]", "435"),
        ("form[subsidy]", "439"),
        ("form[removal_reason]", "housed_referral"),
        ("form[note]", note),
    ];
    Ok(filled(form(&page, SAVE)?, &answers))
}

/// Sends it without scripts, and gives the form of the page that says what will happen.
pub fn shown(browser: &Browser, answered: &Fields) -> Result<Fields> {
    let led = browser.submit(SAVE, answered)?;
    ensure!(
        led.location.contains("/exit/confirm?draft="),
        "led to {}",
        led.location
    );
    form(&browser.page(&led.location)?, CONFIRM)
}
