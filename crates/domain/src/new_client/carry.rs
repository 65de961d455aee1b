//! What of a form can be added to a record that exists: each part by itself, wrong ones left out.

use super::Typed;
use super::parse::{Reader, typed_dob, typed_ssn};
use crate::contact::{ContactDetail, ContactKind};
use crate::hud::{DobDataQuality, HudCode, SsnDataQuality};
use crate::person::Name;
use crate::search::tokens;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::fmt;

/// The readable parts of a form. `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Carried {
    /// The name and the other names, each as a whole.
    pub names: Vec<String>,
    /// Ways to reach the person.
    pub contacts: Vec<ContactDetail>,
    /// The number of a scan card.
    pub card: Option<String>,
    /// 3.03.
    pub dob: Option<(NaiveDate, DobDataQuality)>,
    /// 3.02.
    pub ssn: Option<(String, SsnDataQuality)>,
}

impl fmt::Debug for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Carried").finish_non_exhaustive()
    }
}

/// Takes a form apart.
#[must_use]
pub fn carried(typed: &Typed, today: NaiveDate) -> Carried {
    let mut reader = Reader::default();
    let name = |text: &str| {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(words)
    };
    let whole = Name {
        first: name(&typed.first),
        middle: name(&typed.middle),
        last: name(&typed.last),
        suffix: name(&typed.suffix),
    };
    let mut names = Vec::new();
    if whole.first.is_some() || whole.last.is_some() {
        names.push(whole.full());
    }
    for other in reader.other_names(&typed.other_names) {
        if !names.iter().any(|known| same_name(known, &other)) {
            names.push(other);
        }
    }
    names.retain(|name| name.chars().count() <= 100);
    let contacts = [
        (ContactKind::Phone, &typed.phone),
        (ContactKind::Email, &typed.email),
        (ContactKind::Other, &typed.through),
    ];
    let dob_quality = quality(&typed.dob_quality);
    let ssn_quality = quality(&typed.ssn_quality);
    Carried {
        names,
        contacts: contacts
            .into_iter()
            .filter_map(|(kind, text)| ContactDetail::of(kind, text))
            .collect(),
        card: reader.card(&typed.card),
        dob: dob_quality.and_then(|quality| {
            let full = matches!(
                quality,
                DobDataQuality::Full | DobDataQuality::ApproximateOrPartial
            );
            let day = typed_dob(&typed.dob, quality, today).ok()?;
            full.then_some((day, quality))
        }),
        ssn: ssn_quality.and_then(|quality| {
            let full = matches!(
                quality,
                SsnDataQuality::Full | SsnDataQuality::ApproximateOrPartial
            );
            let ssn = typed_ssn(&typed.ssn, quality).ok()?;
            full.then_some((ssn, quality))
        }),
    }
}

/// Whether two names are of the same parts, in whatever order and spelling of letters.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    let parts =
        |name: &str| -> BTreeSet<String> { name.split_whitespace().flat_map(tokens).collect() };
    parts(one) == parts(other)
}

fn quality<T: HudCode>(text: &str) -> Option<T> {
    text.trim().parse().ok().and_then(T::from_code)
}
