//! One person: identity, answers, consent.

use crate::case::Scene;
use crate::draw::before;
use crate::names::{Community, Kin};
use crate::record::{Client, Note, Roi};
use chrono::{Datelike, NaiveDate};
use domain::hud::{DobDataQuality, NameDataQuality, NoYesReasons, Race, Sex, SsnDataQuality};
use domain::ids::OrganizationId;
use domain::person::{Name, Sharing};

/// What a household decided about its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Consent {
    /// All organizations may see them.
    Shared,
    /// The creating organization only.
    OwnerOnly,
    /// Nobody recorded an answer: kept back until somebody does.
    Missing,
}

/// Who makes the record of a household, when, and under which consent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    pub(crate) community: Community,
    pub(crate) owner: OrganizationId,
    pub(crate) consent: Consent,
    pub(crate) created_on: NaiveDate,
}

const NOTES: [&str; 6] = [
    "Prefers calls after 3 in the afternoon.",
    "Works nights; morning appointments are hard to keep.",
    "Has all documents for a lease in a folder at the front desk.",
    "Asked for a ground floor home because of stairs.",
    "Has a dog that is registered as an assistance animal.",
    "Needs an interpreter for housing appointments.",
];

impl Scene<'_> {
    /// A person of this age, with answers as they come.
    pub(crate) fn client(
        &mut self,
        origin: Origin,
        sex: Sex,
        age: i64,
        kin: Kin,
        bearer: Option<&Name>,
    ) -> Client {
        let names = self.names();
        let name = names.name(&mut self.draw, origin.community, sex, kin, bearer);
        let born = self.birthday(age);
        let mut client = self.plain(origin, name, sex, born);
        if age >= 18 {
            // Years are remembered more often than days.
            if self.draw.chance(5) {
                client.dob = NaiveDate::from_ymd_opt(born.year(), 1, 1);
                client.dob_quality = DobDataQuality::ApproximateOrPartial;
            } else if self.draw.chance(2) {
                client.dob = None;
                client.dob_quality = self.draw.weigh(
                    DobDataQuality::NotCollected,
                    &[
                        (2, DobDataQuality::DoesNotKnow),
                        (3, DobDataQuality::PrefersNotToAnswer),
                    ],
                    5,
                );
            }
            let veterans = if sex == Sex::Male && age > 30 { 11 } else { 2 };
            client.veteran = if self.draw.chance(veterans) {
                NoYesReasons::Yes
            } else {
                NoYesReasons::No
            };
        }
        if self.draw.chance(30) {
            client.ssn = None;
            client.ssn_quality = self.draw.weigh(
                SsnDataQuality::NotCollected,
                &[
                    (3, SsnDataQuality::DoesNotKnow),
                    (4, SsnDataQuality::PrefersNotToAnswer),
                ],
                3,
            );
        }
        if self.draw.chance(9)
            && let Some(race) = self.draw.pick(Race::ALL)
        {
            client.races = client.races.with(*race);
        }
        if self.draw.chance(35)
            && let Some(nickname) = names.nickname(&mut self.draw, &client.name)
        {
            client.nicknames.push(nickname);
        }
        if kin == Kin::Head && self.draw.chance(5) {
            let note = Note {
                id: self.draw.id(),
                on: before(self.today, self.draw.between(1, 60)).max(origin.created_on),
                body: self.draw.pick(&NOTES).copied().unwrap_or_default(),
            };
            client.notes.push(note);
        }
        client
    }

    /// A person all of whose answers were given in full.
    pub(crate) fn plain(
        &mut self,
        origin: Origin,
        name: Name,
        sex: Sex,
        born: NaiveDate,
    ) -> Client {
        Client {
            id: self.draw.id(),
            name,
            name_quality: NameDataQuality::Full,
            ssn: Some(self.ssn()),
            ssn_quality: SsnDataQuality::Full,
            dob: Some(born),
            dob_quality: DobDataQuality::Full,
            sex,
            races: origin.community.races(),
            veteran: NoYesReasons::NotCollected,
            owner: origin.owner,
            sharing: match origin.consent {
                Consent::Shared => Sharing::All,
                Consent::OwnerOnly | Consent::Missing => Sharing::OwnerOnly,
            },
            protected: false,
            // A child's record is not made before its birth.
            created_on: origin.created_on.max(born),
            roi: self.roi(origin, born),
            nicknames: Vec::new(),
            retired_ids: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn roi(&mut self, origin: Origin, born: NaiveDate) -> Option<Roi> {
        let scope = match origin.consent {
            Consent::Shared => Sharing::All,
            Consent::OwnerOnly => Sharing::OwnerOnly,
            Consent::Missing => return None,
        };
        Some(Roi {
            id: self.draw.id(),
            scope,
            how_given: self
                .draw
                .weigh("written", &[(25, "verbal"), (20, "electronic")], 55),
            starts_on: origin.created_on.max(born),
            ends_on: None,
            withdrawn_on: None,
        })
    }

    /// A birthday that makes somebody exactly so many years old today.
    pub(crate) fn birthday(&mut self, age: i64) -> NaiveDate {
        let year = self.today.year() - i32::try_from(age).unwrap_or_default();
        // The 28th exists in every month.
        let turned = self
            .today
            .with_day(self.today.day().min(28))
            .and_then(|day| day.with_year(year))
            .unwrap_or(self.today);
        let latest = before(turned, self.draw.between(0, 360));
        latest.min(self.today)
    }

    /// Nine digits of valid form. The areas 773 to 899 were allotted to no state while areas had a
    /// meaning (until 2011): nobody who is grown up now was born into such a number.
    fn ssn(&mut self) -> String {
        let area = self.draw.between(773, 899);
        let group = self.draw.between(1, 99);
        let serial = self.draw.between(1, 9_999);
        format!("{area:03}{group:02}{serial:04}")
    }
}
