//! A random stream of one household, and the ways of drawing from it.

use chrono::{Days, NaiveDate};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use uuid::{Builder, Uuid};

/// A seeded ChaCha stream.
#[derive(Debug)]
pub(crate) struct Draw(StdRng);

impl Draw {
    /// The stream with this number of a seed; streams do not touch each other.
    pub(crate) fn new(seed: u64, number: u64) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&number.to_le_bytes());
        key[16..25].copy_from_slice(b"threshold");
        Self(StdRng::from_seed(key))
    }

    /// A new identifier.
    pub(crate) fn id<T: From<Uuid>>(&mut self) -> T {
        Builder::from_random_bytes(self.0.random())
            .into_uuid()
            .into()
    }

    /// True so many times in a hundred.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.0.random_range(0..100) < percent
    }

    /// A number from `low` to `high`, both included; `low` where the range is empty.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        if high <= low {
            low
        } else {
            self.0.random_range(low..=high)
        }
    }

    /// A number from `low` to `high`, smaller ones more often.
    pub(crate) fn sooner(&mut self, low: i64, high: i64) -> i64 {
        let first = self.between(low, high);
        first.min(self.between(low, high))
    }

    /// One of a list, all alike. Lists are never empty here; an empty one gives `None`.
    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        if list.is_empty() {
            None
        } else {
            list.get(self.0.random_range(0..list.len()))
        }
    }

    /// One of a list whose first entries are the more common ones.
    pub(crate) fn pick_early<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        if list.is_empty() {
            return None;
        }
        // The smaller of two draws, half of the time: the first third gets about half.
        let one = self.0.random_range(0..list.len());
        let other = self.0.random_range(0..list.len());
        let at = if self.chance(60) { one.min(other) } else { one };
        list.get(at)
    }

    /// A rank below `many`, as ranks of words and names are: each twice as far down is half as common.
    pub(crate) fn rank(&mut self, many: u64) -> u64 {
        let share: f64 = self.0.random();
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "ranks are small and not negative"
        )]
        let rank = ((many as f64 + 1.0).powf(share) - 1.0) as u64;
        rank.min(many.saturating_sub(1))
    }

    /// One of several, by weight; the last where the weights are all zero.
    pub(crate) fn weigh<T: Copy>(&mut self, first: T, rest: &[(u32, T)], weight: u32) -> T {
        let total = weight + rest.iter().map(|(weight, _)| weight).sum::<u32>();
        let mut at = self.0.random_range(0..total.max(1));
        if at < weight {
            return first;
        }
        at -= weight;
        for (weight, item) in rest {
            if at < *weight {
                return *item;
            }
            at -= weight;
        }
        first
    }
}

/// So many days before a day.
pub(crate) fn before(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_sub_days(Days::new(days.max(0).unsigned_abs()))
        .unwrap_or(day)
}

/// So many days after a day.
pub(crate) fn after(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_days(Days::new(days.max(0).unsigned_abs()))
        .unwrap_or(day)
}

/// Whole days from one day to a later one.
pub(crate) fn days(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}
