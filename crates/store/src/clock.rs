//! The one place that asks what time it is.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;

/// Time as the program sees it; fixed in tests.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Always the same instant.
    Fixed(DateTime<Utc>),
}

impl Clock {
    /// The instant.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Fixed(at) => at,
        }
    }

    /// The calendar day in an IANA zone; an unknown zone counts as the office's.
    #[must_use]
    pub fn today(self, time_zone: &str) -> NaiveDate {
        local(self.now(), time_zone).date()
    }

    /// The calendar day of the office that keeps this installation: for what belongs to no list, such as
    /// rights and ages.
    #[must_use]
    pub fn office_day(self) -> NaiveDate {
        office_time(self.now()).date()
    }
}

/// Where the office is that keeps this installation: Minnesota.
const OFFICE: Tz = chrono_tz::America::Chicago;

/// What calendar and clock on the wall of the office show at an instant.
#[must_use]
pub fn office_time(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&OFFICE).naive_local()
}

/// What calendar and clock on the wall show at an instant in an IANA zone; an unknown zone counts as
/// the office's.
#[must_use]
pub fn local(at: DateTime<Utc>, time_zone: &str) -> NaiveDateTime {
    let zone = time_zone.parse::<Tz>().unwrap_or(OFFICE);
    at.with_timezone(&zone).naive_local()
}
