//! The readable values of a row, under the names of the typed table's columns.

use super::super::columns;
use super::super::source::TIME_ZONE;
use chrono::{
    DateTime, LocalResult, Months, NaiveDate, NaiveDateTime, SecondsFormat, TimeDelta, TimeZone,
    Utc,
};
use hmis_csv::spec::Kind;
use hmis_csv::{Header, RawRow, value};
use serde_json::{Map, Value};

/// Where the typed columns of a file stand, and what they hold.
pub(super) struct Layout {
    columns: Vec<(String, usize, Kind)>,
    typed: bool,
    latest: NaiveDate,
}

impl Layout {
    pub(super) fn new(header: &Header, latest: NaiveDate) -> Self {
        let names = columns::of(header.file());
        let columns = names
            .iter()
            .filter_map(|name| {
                let kind = header.file().column(name)?.kind;
                Some((columns::typed(name), header.position(name)?, kind))
            })
            .collect();
        Self {
            columns,
            typed: !names.is_empty(),
            latest,
        }
    }

    pub(super) fn is_typed(&self) -> bool {
        self.typed
    }

    /// The last day that a two-digit year of the column may mean: nobody is born after the export, while
    /// periods and plans may end up to 20 years later.
    fn latest_of(&self, column: &str) -> NaiveDate {
        if column == "dob" {
            return self.latest;
        }
        self.latest
            .checked_add_months(Months::new(20 * 12))
            .unwrap_or(self.latest)
    }

    /// What can be read; the rest is left out, and stands in the raw row.
    pub(super) fn values(&self, row: &RawRow) -> Map<String, Value> {
        let mut values = Map::new();
        for (column, at, kind) in &self.columns {
            let text = row.at(*at).unwrap_or_default().trim_ascii();
            let value = match kind {
                _ if text.is_empty() => None,
                Kind::Text(_) => Some(Value::from(text)),
                Kind::Integer if column == "victim_service_provider" => {
                    match value::code(text).value() {
                        Some(1) => Some(Value::from(true)),
                        Some(0) => Some(Value::from(false)),
                        // Not known is not no.
                        _ => None,
                    }
                }
                Kind::Integer => value::code(text).value().map(Value::from),
                Kind::Date => value::date(text, self.latest_of(column))
                    .value()
                    .map(|date| Value::from(date.format("%Y-%m-%d").to_string())),
                Kind::DateTime => value::datetime(text, self.latest_of(column))
                    .value()
                    .and_then(instant)
                    .map(|at| Value::from(at.to_rfc3339_opts(SecondsFormat::Secs, true))),
                Kind::Money => value::money(text).value().map(Value::from),
            };
            if let Some(value) = value {
                values.insert(column.clone(), value);
            }
        }
        values
    }
}

/// The instant of a source's local time; an hour that the clocks leave out counts as the next.
pub(in super::super) fn instant(local: NaiveDateTime) -> Option<DateTime<Utc>> {
    let zoned = match TIME_ZONE.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at,
        LocalResult::None => TIME_ZONE
            .from_local_datetime(&(local + TimeDelta::hours(1)))
            .earliest()?,
    };
    Some(zoned.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_times_become_instants() {
        let at = |text: &str| {
            let local = value::datetime(text, NaiveDate::MAX).value().unwrap();
            instant(local)
                .unwrap()
                .to_rfc3339_opts(SecondsFormat::Secs, true)
        };
        assert_eq!(at("2026-11-14 08:00:00"), "2026-11-14T14:00:00Z");
        assert_eq!(at("2026-07-01 08:00:00"), "2026-07-01T13:00:00Z");
        assert_eq!(
            at("2026-03-08 02:30:00"),
            "2026-03-08T08:30:00Z",
            "an hour that is left out"
        );
    }
}
