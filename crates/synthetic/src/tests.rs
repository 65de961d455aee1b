//! Invariants of every population.

use super::*;
use crate::names::Names;
use chrono::Datelike;
use domain::hud::{
    DobDataQuality, LivingSituation, ProjectType, Race, RelationshipToHoH, RentalSubsidyType,
};
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};

fn plan(seed: u64, clients: usize) -> Plan {
    Plan {
        seed,
        today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        clients,
    }
}

fn cases(seed: u64, clients: usize) -> (Places, Vec<Case>) {
    let population = generate(&plan(seed, clients));
    let cases = population.cases().collect();
    (population.places, cases)
}

fn age_on(born: NaiveDate, day: NaiveDate) -> i32 {
    let before_birthday = (day.month(), day.day()) < (born.month(), born.day());
    day.year() - born.year() - i32::from(before_birthday)
}

#[test]
fn the_same_seed_gives_the_same_people() {
    assert_eq!(cases(7, 400).1, cases(7, 400).1);
    assert_ne!(cases(7, 400).1, cases(8, 400).1);
}

#[test]
fn more_people_begin_with_the_same_ones() {
    let few = cases(7, 200).1;
    let many = cases(7, 600).1;
    assert_eq!(few[..], many[..few.len()]);
}

#[test]
fn minnesota_is_whole() {
    let (places, _) = cases(1, 0);
    assert_eq!(places.counties.len(), 87);
    assert_eq!(places.cocs.len(), 10);
    let codes: HashSet<_> = places.cocs.iter().map(|coc| coc.code.as_str()).collect();
    assert!(
        places
            .counties
            .iter()
            .all(|county| codes.contains(county.coc.as_str()))
    );
    assert_eq!(places.counties[0].fips, "27001");
    assert_eq!(places.counties[86].fips, "27173");
    assert_eq!(places.cocs.iter().map(|coc| coc.share).sum::<u32>(), 1000);
    // Ten CoCs, two sub-regions, the collaborative.
    assert_eq!(places.authorities.len(), 13);
    assert!(
        places
            .organization_named("Northwest CoC Coordinated Entry")
            .is_some()
    );
    for coc in &places.cocs {
        let agencies = places
            .organizations
            .iter()
            .filter(|one| one.coc.as_deref() == Some(&coc.code))
            .count();
        assert!((5..=9).contains(&agencies), "{}: {agencies}", coc.code);
        let ce = places
            .projects
            .iter()
            .filter(|one| one.coc == coc.code && one.kind == ProjectType::CoordinatedEntry)
            .count();
        assert_eq!(ce, 1 + coc.beside.len(), "{}", coc.code);
        for kind in [
            ProjectType::EmergencyShelterEntryExit,
            ProjectType::PermanentSupportiveHousing,
            ProjectType::RapidRehousing,
        ] {
            assert!(
                !places.projects_of(&coc.code, &[kind]).is_empty(),
                "{} {kind:?}",
                coc.code
            );
        }
    }
}

#[test]
fn every_line_of_the_agencies_is_read() {
    let lines = include_str!("../places/agencies.txt")
        .lines()
        .filter(|line| line.starts_with("MN-"))
        .count();
    let (places, _) = cases(1, 0);
    // Beside them: ten CE organizations, the tribal collaborative's and the lead agency.
    assert_eq!(places.organizations.len(), lines + 12);
    let names: HashSet<_> = places.organizations.iter().map(|one| &one.name).collect();
    assert_eq!(names.len(), places.organizations.len());
}

#[test]
fn every_community_has_names() {
    for (community, women, men, family) in Names::read().counts() {
        assert!(women >= 15 && men >= 15 && family >= 15, "{community:?}");
    }
}

#[test]
fn three_thousand_people_are_spread_as_the_state_is() {
    let (places, cases) = cases(2026, 3_000);
    let people: usize = cases.iter().map(|case| case.clients.len()).sum();
    assert!((3_000..3_010).contains(&people), "{people}");
    let ce: HashMap<_, _> = places
        .authorities
        .iter()
        .map(|list| (list.project, list.name.as_str()))
        .collect();
    let mut households = HashMap::new();
    let mut members = 0;
    for stay in cases.iter().flat_map(|case| &case.stays) {
        let open = stay
            .enrollments
            .iter()
            .filter(|one| one.exit.is_none())
            .count();
        if let (Some(list), true) = (ce.get(&stay.project), open > 0) {
            *households.entry(*list).or_insert(0) += 1;
            members += open;
        }
    }
    let all: i32 = households.values().sum();
    assert!((1_050..=1_250).contains(&all), "{all} households");
    assert!(
        (1_850..=2_150).contains(&members),
        "{members} people on lists"
    );
    assert!(
        (105..=135).contains(&households["Northwest"]),
        "{households:?}"
    );
    for list in &places.authorities {
        let least = match list.kind {
            AuthorityKind::Coc => 40,
            AuthorityKind::SubRegion | AuthorityKind::Tribal => 8,
        };
        assert!(households[list.name.as_str()] > least, "{households:?}");
    }
    let clients: Vec<_> = cases.iter().flat_map(|case| &case.clients).collect();
    let share = |of: &dyn Fn(&Client) -> bool| {
        100 * clients.iter().filter(|client| of(client)).count() / clients.len()
    };
    let with_ssn = share(&|client| client.ssn.is_some());
    assert!((65..=75).contains(&with_ssn), "{with_ssn} % SSN");
    let restricted = share(&|client| {
        client
            .roi
            .as_ref()
            .is_some_and(|roi| roi.scope == domain::person::Sharing::OwnerOnly)
    });
    assert!((3..=9).contains(&restricted), "{restricted} % Do Not Share");
    let no_roi = share(&|client| client.roi.is_none());
    assert!((2..=9).contains(&no_roi), "{no_roi} % without ROI");
    assert_eq!(clients.iter().filter(|client| client.protected).count(), 1);
    assert_eq!(
        clients
            .iter()
            .filter(|client| !client.retired_ids.is_empty())
            .count(),
        10
    );
    let doubles = cases
        .iter()
        .flat_map(|case| &case.stays)
        .filter(|stay| !stay.written_here);
    assert_eq!(doubles.count(), 3);
    let singles = cases.iter().filter(|case| case.clients.len() == 1).count() * 100 / cases.len();
    assert!((58..=72).contains(&singles), "{singles} % singles");
    let largest = cases.iter().map(|case| case.clients.len()).max();
    assert!(
        largest.is_some_and(|size| (6..=9).contains(&size)),
        "{largest:?}"
    );
}

#[test]
fn the_tribal_collaborative_serves_tribal_members() {
    let (places, cases) = cases(2026, 3_000);
    let list = places
        .authorities
        .iter()
        .find(|list| list.kind == AuthorityKind::Tribal)
        .unwrap();
    let heads: Vec<_> = cases
        .iter()
        .filter(|case| case.stays.iter().any(|stay| stay.project == list.project))
        .map(|case| &case.clients[0])
        .collect();
    let native = |client: &&&Client| client.races.contains(Race::AmIndAkNative);
    assert!(!heads.is_empty());
    assert!(heads.iter().filter(native).count() * 10 > heads.len() * 7);
}

#[test]
fn children_of_one_family_have_names_of_their_own() {
    let (_, cases) = cases(3, 2_000);
    for case in cases.iter().filter(|case| case.clients.len() > 2) {
        let first: HashSet<_> = case
            .clients
            .iter()
            .map(|client| &client.name.first)
            .collect();
        // A grandparent may share one.
        assert!(first.len() + 1 >= case.clients.len(), "{first:?}");
    }
}

#[test]
fn known_people_keep_their_ages_around_a_leap_day() {
    // 200 days after a February 29, and after the days beside it.
    for (month, day) in [(9, 15), (9, 16), (9, 17)] {
        let plan = Plan {
            today: NaiveDate::from_ymd_opt(2024, month, day).unwrap(),
            ..plan(5, 0)
        };
        for case in generate(&plan).cases().take(2) {
            let born = case.clients[0].dob.unwrap();
            assert!(age_on(born, plan.today) > 30, "{born}");
        }
    }
}

#[test]
fn rosa_martinez_waits_to_be_taken_off_the_list() {
    let today = plan(5, 0).today;
    let (places, cases) = cases(5, 0);
    let case = &cases[0];
    let ages: Vec<_> = case
        .clients
        .iter()
        .map(|client| (client.name.full(), age_on(client.dob.unwrap(), today)))
        .collect();
    assert_eq!(
        ages,
        [
            ("Rosa Martinez", 34),
            ("Luis Martinez", 36),
            ("Ana Martinez", 9),
            ("Mateo Martinez", 4)
        ]
        .map(|(name, age)| (name.to_owned(), age))
    );
    let ago = |days| draw::before(today, days);
    let home = places.project_named("Maple Court").unwrap();
    let ce = case.stays.last().unwrap();
    assert_eq!(ce.enrollments.len(), 4);
    let head = &ce.enrollments[0];
    assert_eq!(head.entry_on, ago(143));
    assert_eq!(head.assessments[0].score, 14);
    assert_eq!(head.contacts.last().unwrap().on, ago(2));
    let referral = head.events[0].referral.as_ref().unwrap();
    assert_eq!(referral.project, home.id);
    assert_eq!(
        (referral.state, referral.is_open()),
        (ReferralState::Acknowledged, true)
    );
    let housing = case
        .stays
        .iter()
        .find(|stay| stay.project == home.id)
        .unwrap();
    assert!(
        housing
            .enrollments
            .iter()
            .all(|one| one.move_in_on == Some(ago(8)))
    );
    let names: Vec<_> = cases
        .iter()
        .map(|case| case.clients[0].name.full())
        .collect();
    assert_eq!(
        names[1..],
        [
            "James Whitefeather",
            "Fadumo Warsame",
            "Pa Houa Vang",
            "Tyler Bergstrom",
            "Eleanor Halvorsen"
        ]
    );
    assert_eq!(
        cases
            .iter()
            .map(|case| case.clients.len())
            .collect::<Vec<_>>(),
        [4, 1, 3, 5, 1, 1]
    );
    assert_eq!(
        cases[1].stays[0].enrollments[0].contacts.last().unwrap().on,
        ago(81)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn rows_written_here_keep_the_rules_of_the_house(seed: u64, day in 0_i64..3_000) {
        let mut plan = plan(seed, 350);
        plan.today = draw::before(plan.today, day);
        let population = generate(&plan);
        let places = &population.places;
        let mut ids = HashSet::new();
        let mut open = HashSet::new();
        for case in population.cases() {
            let clients: HashMap<_, _> =
                case.clients.iter().map(|client| (client.id, client)).collect();
            for client in &case.clients {
                prop_assert!(ids.insert(client.id.0));
                check_client(client, places, plan.today)?;
            }
            for stay in &case.stays {
                prop_assert!(ids.insert(stay.id.0));
                let project = places.projects.iter().find(|one| one.id == stay.project).unwrap();
                prop_assert!(!project.victim_services);
                prop_assert_eq!(&project.coc, &stay.coc);
                let heads = stay.enrollments.iter()
                    .filter(|one| one.relationship == RelationshipToHoH::HeadOfHousehold);
                prop_assert_eq!(heads.count(), 1);
                let mut members = HashSet::new();
                for enrollment in &stay.enrollments {
                    prop_assert!(ids.insert(enrollment.id.0));
                    prop_assert!(members.insert(enrollment.client));
                    for id in rows_of(enrollment) {
                        prop_assert!(ids.insert(id));
                    }
                    let client = clients[&enrollment.client];
                    check_enrollment(enrollment, client, project, plan.today)?;
                    if stay.written_here && enrollment.exit.is_none() {
                        prop_assert!(open.insert((enrollment.client, stay.project)));
                    }
                }
                check_ages(stay, &clients, plan.today)?;
            }
        }
    }
}

/// Ids of the rows that hang on a stay.
fn rows_of(one: &Enrollment) -> Vec<uuid::Uuid> {
    let exits = one.exit.iter().map(|exit| exit.id.0);
    let contacts = one.contacts.iter().map(|contact| contact.id);
    let events = one.events.iter().map(|event| event.id.0);
    let assessments = one.assessments.iter().flat_map(|assessment| {
        let answers = assessment.answers.iter().map(|(id, _, _)| *id);
        answers.chain([assessment.id.0, assessment.result_id])
    });
    exits
        .chain(contacts)
        .chain(events)
        .chain(assessments)
        .collect()
}

fn check_client(client: &Client, places: &Places, today: NaiveDate) -> Result<(), TestCaseError> {
    let owner = places
        .organizations
        .iter()
        .find(|one| one.id == client.owner)
        .unwrap();
    prop_assert!(owner.kind != OrganizationKind::VictimServices);
    prop_assert!(client.created_on <= today);
    prop_assert!(client.dob.is_none_or(|dob| dob <= client.created_on));
    prop_assert!(client.name.first.is_some() && client.name.last.is_some());
    if let Some(ssn) = &client.ssn {
        prop_assert_eq!(ssn.len(), 9);
        prop_assert!(("773".."900").contains(&&ssn[..3]), "{}", &ssn[..3]);
        prop_assert!(&ssn[3..5] != "00" && &ssn[5..] != "0000");
    }
    Ok(())
}

fn check_enrollment(
    enrollment: &Enrollment,
    client: &Client,
    project: &Project,
    today: NaiveDate,
) -> Result<(), TestCaseError> {
    let entry = enrollment.entry_on;
    let last = enrollment.exit.as_ref().map_or(today, |exit| exit.on);
    prop_assert!(entry <= last && last <= today);
    prop_assert!(client.created_on <= entry);
    prop_assert!(client.dob.is_none_or(|dob| dob <= entry));
    let within = |on: NaiveDate| (entry..=last).contains(&on);
    prop_assert!(enrollment.move_in_on.is_none_or(within));
    prop_assert!(enrollment.move_in_on.is_none() || project.kind.is_permanent_housing());
    prop_assert!(enrollment.engaged_on.is_none_or(within));
    prop_assert!(
        enrollment
            .contacts
            .iter()
            .all(|contact| within(contact.on) && contact.situation.is_current_living_situation())
    );
    prop_assert!(
        enrollment
            .assessments
            .iter()
            .all(|one| within(one.on) && (0..=17).contains(&one.score))
    );
    for event in &enrollment.events {
        prop_assert!(within(event.on), "{:?} outside {entry} to {last}", event);
        prop_assert_eq!(event.kind.is_housing_referral(), event.referral.is_some());
        if let Some(referral) = &event.referral {
            prop_assert!(
                referral
                    .acknowledged_on
                    .is_none_or(|on| on >= event.on && on <= today)
            );
            prop_assert!(
                referral
                    .result
                    .is_none_or(|(_, on)| on >= event.on && on <= today)
            );
        }
    }
    if let Some(prior) = enrollment.prior {
        prop_assert!(prior.situation.is_prior_living_situation());
        prop_assert!(prior.homeless_since.is_none_or(|since| since <= entry));
    }
    if let Some(exit) = &enrollment.exit {
        prop_assert!(exit.destination.is_destination());
        prop_assert_eq!(
            exit.destination == LivingSituation::RentalWithSubsidy,
            exit.subsidy.is_some()
        );
        prop_assert_eq!(
            exit.destination == LivingSituation::Other,
            exit.other.is_some()
        );
        if let Some((code, class)) = exit.reason {
            let policy = domain::policy::Policy::default();
            prop_assert_eq!(
                policy.removal_reason(code).map(|reason| reason.class),
                Some(class)
            );
        }
        prop_assert!(exit.subsidy != Some(RentalSubsidyType::Vash));
    }
    Ok(())
}

fn check_ages(
    stay: &Stay,
    clients: &HashMap<domain::ids::ClientId, &Client>,
    today: NaiveDate,
) -> Result<(), TestCaseError> {
    let age = |one: &Enrollment| {
        let client = clients[&one.client];
        let exact = client.dob_quality == DobDataQuality::Full;
        client.dob.filter(|_| exact).map(|dob| age_on(dob, today))
    };
    let Some(head) = age(&stay.enrollments[0]) else {
        return Ok(());
    };
    prop_assert!(head >= 15);
    for one in &stay.enrollments[1..] {
        let Some(age) = age(one) else { continue };
        match one.relationship {
            RelationshipToHoH::Child => prop_assert!(age < 18 && head - age >= 16, "{head} {age}"),
            RelationshipToHoH::SpouseOrPartner => {
                prop_assert!(age >= 18 && (head - age).abs() <= 6);
            }
            _ => prop_assert!(age >= 18),
        }
    }
    Ok(())
}
