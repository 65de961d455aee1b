//! The lists agree with their JSON, and the rules on single codes hold.

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;

fn json() -> Value {
    serde_json::from_str(include_str!("../../hud-lists.json")).unwrap()
}

#[test]
fn every_list_says_what_its_json_says() {
    let json = json();
    let lists = json["lists"].as_array().unwrap();
    assert_eq!(lists.len(), LISTS.len());
    for (source, info) in lists.iter().zip(LISTS) {
        assert_eq!(source["number"], info.number);
        let options = source["options"].as_array().unwrap();
        assert_eq!(options.len(), info.codes.len(), "{}", info.number);
        for (option, code) in options.iter().zip(info.codes) {
            assert_eq!(option["code"], code.code, "{}", info.number);
            assert_eq!(option["label"], code.label, "{}", info.number);
        }
    }
}

#[test]
fn codes_are_unique_and_come_back() {
    fn round_trip<T: HudCode>() {
        for value in T::ALL {
            assert_eq!(T::from_code(value.code()), Some(*value));
            assert_eq!(T::INFO.find(value.code()).unwrap().label, value.label());
        }
    }
    for info in LISTS {
        let codes: BTreeSet<i32> = info.codes.iter().map(|code| code.code).collect();
        assert_eq!(codes.len(), info.codes.len(), "{}", info.number);
    }
    round_trip::<LivingSituation>();
    round_trip::<Funder>();
    round_trip::<NoYesReasons>();
}

#[test]
fn an_unknown_code_survives() {
    let unknown: Coded<EventType> = serde_json::from_str("437").unwrap();
    assert_eq!(unknown, Coded::Unknown(437));
    assert_eq!(unknown.label(), "Unknown code 437");
    assert_eq!(serde_json::to_string(&unknown).unwrap(), "437");
    let known: Coded<EventType> = serde_json::from_str("14").unwrap();
    assert!(known.is(EventType::PermanentSupportiveHousingOpening));
    assert_eq!(serde_json::to_string(&known).unwrap(), "14");
}

#[test]
fn groups_of_living_situations_follow_the_hundreds() {
    for situation in LivingSituation::ALL {
        let expected = match situation.code() / 100 {
            1 => LivingSituationGroup::Homeless,
            2 => LivingSituationGroup::Institutional,
            3 => LivingSituationGroup::Temporary,
            4 => LivingSituationGroup::Permanent,
            _ => LivingSituationGroup::Other,
        };
        assert_eq!(situation.group(), expected, "{}", situation.code());
    }
}

#[test]
fn the_exit_form_offers_every_destination_once_in_its_group() {
    let mut offered = Vec::new();
    for (group, destinations) in destinations_grouped() {
        for destination in *destinations {
            assert_eq!(destination.group(), *group);
            offered.push(*destination);
        }
    }
    let count = offered.len();
    offered.sort_unstable();
    offered.dedup();
    assert_eq!(count, offered.len());
    let mut allowed: Vec<_> = LivingSituation::ALL
        .iter()
        .copied()
        .filter(|situation| situation.is_destination())
        .collect();
    allowed.sort_unstable();
    assert_eq!(offered, allowed);
}

#[test]
fn uses_of_living_situations_are_huds() {
    let codes = |allowed: fn(LivingSituation) -> bool| -> Vec<i32> {
        LivingSituation::ALL
            .iter()
            .filter(|s| !allowed(**s))
            .map(|s| s.code())
            .collect()
    };
    let mut prior = codes(LivingSituation::is_prior_living_situation);
    prior.sort_unstable();
    assert_eq!(prior, [17, 24, 30, 37, 312, 313, 327, 422, 423, 426]);
    let mut current = codes(LivingSituation::is_current_living_situation);
    current.sort_unstable();
    assert_eq!(current, [24, 30, 312, 313, 327, 422, 423, 426]);
    let mut destination = codes(LivingSituation::is_destination);
    destination.sort_unstable();
    assert_eq!(destination, [37, 335, 336]);
}

#[test]
fn housing_referrals_are_10_to_15_17_and_18() {
    let codes: Vec<i32> = EventType::ALL
        .iter()
        .filter(|event| event.is_housing_referral())
        .map(|e| e.code())
        .collect();
    assert_eq!(codes, [10, 11, 12, 13, 14, 15, 17, 18]);
}

#[test]
fn retired_codes_keep_their_label() {
    let funder = Funder::from_code(47).unwrap();
    assert_eq!(funder.label(), "HUD: ESG - CV");
    assert!(funder.validity().includes(Standard::Fy2024));
    assert!(!funder.validity().includes(Standard::Fy2026));
    assert!(!Funder::CocBuilds.validity().includes(Standard::Fy2024));
    assert!(!Gender::Woman.validity().includes(Standard::Fy2026));
}

#[test]
fn a_race_set_holds_what_was_put_in() {
    let set: RaceSet = [Race::White, Race::AmIndAkNative].into_iter().collect();
    assert_eq!(
        set.iter().collect::<Vec<_>>(),
        [Race::AmIndAkNative, Race::White]
    );
    assert_eq!(RaceSet::from_bits(set.bits()), set);
    assert!(!set.contains(Race::Asian));
}
