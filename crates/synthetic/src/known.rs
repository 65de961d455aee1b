//! Households that stories are told about: they look the same under every seed.

use crate::case::Scene;
use crate::draw::before;
use crate::household::Member;
use crate::names::Community;
use crate::person::{Consent, Origin};
use crate::record::{Case, Event, Referral, ReferralState, Stay};
use chrono::{Datelike, NaiveDate};
use domain::hud::{
    EventType, LivingSituation, NoYesReasons, PrioritizationStatus, RelationshipToHoH, Sex,
};
use domain::ids::OrganizationId;
use domain::person::Name;

/// Where they live: Northwest.
pub(crate) const COC: &str = "MN-506";

/// First name, last name, sex, age, relationship.
type Person = (&'static str, &'static str, Sex, i64, RelationshipToHoH);

/// How a known household stands on the list.
struct Story {
    people: &'static [Person],
    community: Community,
    consent: Consent,
    /// The organization that made the records; the CE organization where it is empty.
    owner: &'static str,
    /// Days since entry.
    days_on: i64,
    /// Days since the last contact.
    silent: i64,
    score: i64,
    situation: LivingSituation,
    veteran: bool,
}

use RelationshipToHoH::{Child, HeadOfHousehold, SpouseOrPartner};

const ROSA: Story = Story {
    people: &[
        ("Rosa", "Martinez", Sex::Female, 34, HeadOfHousehold),
        ("Luis", "Martinez", Sex::Male, 36, SpouseOrPartner),
        ("Ana", "Martinez", Sex::Female, 9, Child),
        ("Mateo", "Martinez", Sex::Male, 4, Child),
    ],
    community: Community::Hispanic,
    consent: Consent::Shared,
    owner: "",
    days_on: 143,
    silent: 2,
    score: 14,
    situation: LivingSituation::EmergencyShelter,
    veteran: false,
};

const OTHERS: [Story; 5] = [
    Story {
        people: &[("James", "Whitefeather", Sex::Male, 58, HeadOfHousehold)],
        community: Community::Ojibwe,
        consent: Consent::Shared,
        owner: "",
        days_on: 231,
        silent: 81,
        score: 13,
        situation: LivingSituation::PlaceNotMeantForHabitation,
        veteran: true,
    },
    Story {
        people: &[
            ("Fadumo", "Warsame", Sex::Female, 31, HeadOfHousehold),
            ("Ayaan", "Warsame", Sex::Female, 8, Child),
            ("Zakariye", "Warsame", Sex::Male, 5, Child),
        ],
        community: Community::Somali,
        consent: Consent::Shared,
        owner: "",
        days_on: 97,
        silent: 11,
        score: 12,
        situation: LivingSituation::EmergencyShelter,
        veteran: false,
    },
    Story {
        people: &[
            ("Pa Houa", "Vang", Sex::Female, 38, HeadOfHousehold),
            ("Tou", "Xiong", Sex::Male, 40, SpouseOrPartner),
            ("Mai See", "Xiong", Sex::Female, 14, Child),
            ("Kou Meng", "Xiong", Sex::Male, 11, Child),
            ("Nou", "Xiong", Sex::Female, 6, Child),
        ],
        community: Community::Hmong,
        consent: Consent::Shared,
        owner: "",
        days_on: 64,
        silent: 19,
        score: 9,
        situation: LivingSituation::HotelOrMotel,
        veteran: false,
    },
    Story {
        people: &[("Tyler", "Bergstrom", Sex::Male, 19, HeadOfHousehold)],
        community: Community::Scandinavian,
        consent: Consent::Shared,
        owner: "",
        days_on: 38,
        silent: 6,
        score: 8,
        situation: LivingSituation::FriendsHome,
        veteran: false,
    },
    Story {
        people: &[("Eleanor", "Halvorsen", Sex::Female, 47, HeadOfHousehold)],
        community: Community::Scandinavian,
        consent: Consent::OwnerOnly,
        owner: "Red Pine Housing Partners",
        days_on: 120,
        silent: 25,
        score: 11,
        situation: LivingSituation::PlaceNotMeantForHabitation,
        veteran: false,
    },
];

/// The known households, Rosa Martinez's first.
pub(crate) fn cases(scene: &mut Scene<'_>) -> Vec<Case> {
    let mut cases = vec![rosa(scene)];
    for story in &OTHERS {
        let (members, ce) = tell(scene, story);
        let mut case = scene.case(members, vec![ce]);
        if story.veteran
            && let Some(client) = case.clients.first_mut()
        {
            // A merged record's id that people still have on paper.
            client.retired_ids.push("2047713".to_owned());
            client.nicknames.push("Jim".to_owned());
        }
        cases.push(case);
    }
    cases
}

/// Referred to Maple Court, moved in eight days ago, and still on the list: the exit to be done.
fn rosa(scene: &mut Scene<'_>) -> Case {
    let (members, mut ce) = tell(scene, &ROSA);
    ce.assigned = true;
    let mut stays = Vec::new();
    let places = scene.places();
    if let Some(shelter) = places.project_named("Headwaters Family Shelter") {
        stays.push(scene.stay(
            shelter.id,
            &members,
            scene.ago(150),
            LivingSituation::PlaceNotMeantForHabitation,
        ));
    }
    if let Some(home) = places.project_named("Maple Court") {
        let mut stay = scene.stay(
            home.id,
            &members,
            scene.ago(12),
            LivingSituation::EmergencyShelter,
        );
        for enrollment in &mut stay.enrollments {
            enrollment.move_in_on = Some(scene.ago(8));
        }
        stays.push(stay);
        let event = Event {
            id: scene.draw.id(),
            on: scene.ago(30),
            kind: EventType::PermanentSupportiveHousingOpening,
            safe_alternative: None,
            referral: Some(Referral {
                project: home.id,
                project_name: home.name.clone(),
                state: ReferralState::Acknowledged,
                acknowledged_on: Some(scene.ago(28)),
                result: None,
                not_housed_reason: None,
            }),
        };
        ce.enrollments[0].events.push(event);
    }
    stays.push(ce);
    scene.case(members, stays)
}

fn tell(scene: &mut Scene<'_>, story: &Story) -> (Vec<Member>, Stay) {
    let entry = scene.ago(story.days_on);
    let owner = owner(scene, story.owner);
    let origin = Origin {
        community: story.community,
        owner,
        consent: story.consent,
        created_on: before(entry, 10),
    };
    let members = story
        .people
        .iter()
        .map(|person| member(scene, origin, *person, story.veteran))
        .collect::<Vec<_>>();
    let mut ce = scene.stay(scene.coc.ce_project, &members, entry, story.situation);
    scene.contacts(&mut ce, story.situation, entry, scene.ago(story.silent));
    let assessment = scene.assessment(entry, PrioritizationStatus::Placed, Some(story.score));
    ce.enrollments[0].assessments.push(assessment);
    (members, ce)
}

fn member(scene: &mut Scene<'_>, origin: Origin, person: Person, veteran: bool) -> Member {
    let (first, last, sex, age, relationship) = person;
    let name = Name {
        first: Some(first.to_owned()),
        last: Some(last.to_owned()),
        ..Name::default()
    };
    let born = born(scene.today, age);
    let mut client = scene.plain(origin, name, sex, born);
    if age >= 18 {
        client.veteran = if veteran {
            NoYesReasons::Yes
        } else {
            NoYesReasons::No
        };
    }
    Member {
        client,
        age,
        relationship,
    }
}

/// So many years and about 200 days ago: birthdays of known people do not move with the seed. Never a
/// February 29, which other years lack.
fn born(today: NaiveDate, age: i64) -> NaiveDate {
    let birthday = before(today, 200);
    birthday
        .with_day(birthday.day().min(28))
        .and_then(|day| day.with_year(day.year() - i32::try_from(age).ok()?))
        .unwrap_or(birthday)
}

fn owner(scene: &Scene<'_>, name: &str) -> OrganizationId {
    scene
        .places()
        .organization_named(name)
        .map_or(scene.coc.ce_organization, |organization| organization.id)
}
