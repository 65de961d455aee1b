//! Puts what the store found into the words of the page. On the server only.

use super::view::{
    Badge, ClientView, ExitOffer, HitView, HouseholdView, MemberView, MomentView, PlaceView,
    RecentView, ResultsView, StayView, Tone,
};
use super::wire::SuggestionView;
use chrono::NaiveDate;
use domain::calendar;
use domain::ids::ClientId;
use domain::person::{RECORDS_HIDDEN, Sharing};
use domain::priority::Standing;
use domain::search::Reason;
use store::client::{
    ClientPage, ExitChoice, FoundClient, ListPlace, MomentKind, RecentClient, Roi, RoiState,
    SearchResults, ShownSsn, Stay,
};

/// A search and what it found.
pub(super) fn results(found: SearchResults) -> ResultsView {
    ResultsView {
        hits: found.hits.into_iter().map(hit).collect(),
        more: found.more,
        nothing_asked: found.nothing_asked,
    }
}

/// Who may be meant by what is being typed.
pub(super) fn suggestions(found: SearchResults) -> Vec<SuggestionView> {
    let reasons = |hit: &HitView| {
        let words: Vec<_> = hit.reasons.iter().map(Reason::words).collect();
        format!("{}: {}", hit.certainty.words(), words.join(", "))
    };
    found
        .hits
        .into_iter()
        .map(hit)
        .map(|hit| SuggestionView {
            why: reasons(&hit),
            id: hit.id,
            name: hit.name,
            about: hit.about,
        })
        .collect()
}

pub(super) fn hit(found: FoundClient) -> HitView {
    let about = [
        born(found.age, found.dob),
        Some(format!("ID {}", found.hmis_id)),
    ];
    HitView {
        id: found.id,
        name: found.name.full(),
        about: dotted(about),
        reasons: found.reasons,
        certainty: found.certainty,
        places: found
            .places
            .into_iter()
            .map(|place| on_list(&place.list_name, place.standing, None))
            .collect(),
        last_contact: found
            .last_contact_on
            .map(|day| format!("Last contact {}", calendar::short(day))),
        hidden: found.restricted.then(|| RECORDS_HIDDEN.to_owned()),
    }
}

/// A client opened before.
pub(super) fn recent(client: &RecentClient) -> RecentView {
    let age = client.age.map(|age| age.to_string());
    RecentView {
        id: client.id,
        name: client.name.full(),
        about: dotted([age, Some(format!("ID {}", client.hmis_id))]),
    }
}

/// A client's page; `asked`: the id in the address, none where a retired one led to it.
pub(super) fn client(page: ClientPage, asked: Option<ClientId>) -> ClientView {
    let identity = &page.identity;
    let mut badges = page
        .places
        .iter()
        .map(|place| on_list(&place.list_name, place.standing, place.rank))
        .collect::<Vec<_>>();
    badges.extend(page.roi.as_ref().map(|_| consent(page.sharing)));
    ClientView {
        id: page.id,
        moved: asked != Some(page.id),
        name: identity.name.full(),
        about: dotted([
            born(identity.age, identity.dob),
            Some(format!("ID {}", identity.hmis_id)),
            ssn(&identity.ssn),
        ]),
        badges,
        hidden: page.hidden.map(ToOwned::to_owned),
        purpose_opens: page.purpose_opens,
        problems: page.problems.clone(),
        places: page.places.iter().map(place).collect(),
        households: households(&page),
        facts: facts(&page),
        owner: page.owner.as_ref().map(|owner| owner.name.clone()),
        contacts: page.contacts,
        cards: page.cards,
        timeline: page.timeline.into_iter().map(moment).collect(),
        stays: page
            .stays
            .into_iter()
            .map(|open| stay(open, page.id))
            .collect(),
    }
}

fn born(age: Option<u32>, dob: Option<NaiveDate>) -> Option<String> {
    let dob = dob.map(calendar::words)?;
    Some(match age {
        Some(age) => format!("{age}, born {dob}"),
        None => format!("born {dob}"),
    })
}

fn ssn(ssn: &ShownSsn) -> Option<String> {
    match ssn {
        ShownSsn::Missing => None,
        ShownSsn::Recorded => Some("SSN recorded".to_owned()),
        ShownSsn::EndsIn(last) => Some(format!("SSN ending {last}")),
    }
}

fn on_list(list: &str, standing: Standing, rank: Option<i64>) -> Badge {
    let words = match (standing, rank) {
        (Standing::Ranked, Some(rank)) => format!("On {list}\u{2019}s list, rank {rank}"),
        (Standing::Ranked, None) => format!("On {list}\u{2019}s list"),
        (other, _) => format!("On {list}\u{2019}s list, {}", other.label().to_lowercase()),
    };
    Badge {
        words,
        tone: tone(standing),
    }
}

fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Ranked => Tone::Done,
        Standing::ReferralPending => Tone::Info,
        Standing::Inactive | Standing::HeldBack => Tone::Attention,
    }
}

fn consent(sharing: Sharing) -> Badge {
    match sharing {
        Sharing::All => Badge {
            words: "Shared with all organizations".to_owned(),
            tone: Tone::Plain,
        },
        Sharing::OwnerOnly => Badge {
            words: "Do Not Share".to_owned(),
            tone: Tone::Attention,
        },
    }
}

fn place(place: &ListPlace) -> PlaceView {
    let standing = match place.rank {
        Some(rank) if place.standing == Standing::Ranked => format!("Rank {rank}"),
        Some(rank) => format!("{}, rank {rank}", place.standing.label()),
        None => place.standing.label().to_owned(),
    };
    PlaceView {
        list: format!("{} Priority List", place.list_name),
        standing: Badge {
            words: standing,
            tone: tone(place.standing),
        },
        since: format!("Since {}", calendar::words(place.since)),
        reason: place.reason.clone(),
    }
}

/// People of the open stays; stays of the same people are told together.
fn households(page: &ClientPage) -> Vec<HouseholdView> {
    let mut found: Vec<HouseholdView> = Vec::new();
    for stay in page.stays.iter().filter(|stay| stay.exit_on.is_none()) {
        let members = stay
            .members
            .iter()
            .map(|member| MemberView {
                id: member.client,
                name: member.name.full(),
                this: member.client == page.id,
                relationship: if member.head {
                    "Head of household".to_owned()
                } else {
                    member.relationship.clone()
                },
                age: member
                    .dob
                    .and_then(|dob| calendar::age(dob, page.today))
                    .map_or_else(|| "Not recorded".to_owned(), |age| age.to_string()),
                left: !member.open,
            })
            .collect::<Vec<_>>();
        match found.iter_mut().find(|known| known.members == members) {
            Some(known) => {
                known.projects.push_str(", ");
                known.projects.push_str(&stay.project_name);
            }
            None => found.push(HouseholdView {
                projects: stay.project_name.clone(),
                members,
            }),
        }
    }
    found
}

fn stay(stay: Stay, this: ClientId) -> StayView {
    let people = match stay.members.len() {
        0 | 1 => "1 person".to_owned(),
        more => format!("{more} people"),
    };
    let head = stay
        .members
        .iter()
        .any(|member| member.head && member.client == this);
    let relationship = if head {
        "Head of household".to_owned()
    } else {
        stay.relationship.clone()
    };
    let offer = stay
        .exit
        .as_ref()
        .map(|exit| exit_offer(exit, &stay, &stay.organization_name));
    StayView {
        id: stay.enrollment,
        project: stay.project_name,
        kind: stay.project_type,
        organization: stay.organization_name,
        entry_on: stay.entry_on,
        moved_in_on: stay.moved_in_on,
        exit_on: stay.exit_on,
        destination: stay.destination.map(|to| brief(&to)),
        household: format!("{relationship}, {people}"),
        unfinished: stay.intake_unfinished,
        exit: offer,
        records_contacts: stay.records_contacts,
        ended_by: stay.ended_by,
    }
}

fn exit_offer(exit: &ExitChoice, stay: &Stay, owner: &str) -> ExitOffer {
    if exit.list_name.is_none() {
        return ExitOffer::NoList;
    }
    if exit.verdict.permits() {
        let switched = exit.acting.is_some_and(|acting| acting.switched);
        return ExitOffer::Go {
            acting_for: switched.then(|| owner.to_owned()),
        };
    }
    if exit.suggests {
        return ExitOffer::Suggest;
    }
    let mut why = vec![if exit.acting.is_some() {
        format!("Your workgroup may not exit households from {owner}.")
    } else {
        format!(
            "This enrollment belongs to {owner}, which is not among your organizations. You may not be \
             authorized to exit it."
        )
    }];
    let list = exit
        .list_name
        .as_deref()
        .map_or_else(String::new, |list| format!(" of {list}"));
    why.push(match exit.managers.as_slice() {
        [] => format!("No Priority List Manager{list} is named yet: ask the helpdesk."),
        [one] => format!("Priority List Manager{list}: {one}."),
        more => format!("Priority List Managers{list}: {}.", more.join(", ")),
    });
    ExitOffer::Ask {
        why,
        organization: stay.organization,
        organization_name: owner.to_owned(),
    }
}

fn facts(page: &ClientPage) -> Vec<(String, String)> {
    let identity = &page.identity;
    let mut facts = Vec::new();
    let mut fact = |term: &str, known: Option<String>| {
        facts.extend(known.map(|known| (term.to_owned(), known)));
    };
    let several = |words: &[String]| (!words.is_empty()).then(|| words.join(", "));
    fact("Also known as", several(&identity.other_names));
    fact("Retired IDs", several(&identity.retired_ids));
    fact("Name quality", identity.name_quality.clone());
    fact(
        "Date of birth",
        identity.dob.is_none().then(|| "Not recorded".to_owned()),
    );
    fact("Date of birth quality", identity.dob_quality.clone());
    fact("SSN quality", identity.ssn_quality.clone());
    if let Some(background) = &page.background {
        fact("Race and ethnicity", several(&background.races));
        fact(
            "Additional race and ethnicity",
            background.additional_race.clone(),
        );
        fact("Sex", background.sex.clone());
        fact("Veteran", Some(background.veteran.clone()));
    }
    fact("Release of information", page.roi.as_ref().map(roi));
    fact(
        "Record made by",
        page.owner.as_ref().map(|owner| owner.name.clone()),
    );
    facts
}

fn roi(roi: &Roi) -> String {
    let starts = roi.starts_on.map(calendar::words).unwrap_or_default();
    let ends = roi.ends_on.map(calendar::words);
    match (roi.state, ends) {
        (RoiState::None, _) => "None recorded".to_owned(),
        (RoiState::InForce, Some(ends)) => format!("Signed {starts}, valid until {ends}"),
        (RoiState::InForce, None) => format!("Signed {starts}, without an end"),
        (RoiState::Ahead, _) => format!("Begins {starts}"),
        (RoiState::Lapsed, ends) => format!("Ended {}", ends.unwrap_or_default()),
        (RoiState::Withdrawn, ends) => format!("Withdrawn {}", ends.unwrap_or_default()),
    }
}

fn moment(moment: store::client::Moment) -> MomentView {
    let second = dotted([moment.detail.map(|detail| brief(&detail)), moment.project]);
    MomentView {
        on: moment.on,
        milestone: matches!(moment.kind, MomentKind::Entry | MomentKind::Exit),
        title: moment.title,
        second: (!second.is_empty()).then_some(second),
    }
}

/// HUD's words without the examples in brackets.
fn brief(words: &str) -> String {
    words.split(" (e.g.").next().unwrap_or(words).to_owned()
}

fn dotted<const N: usize>(parts: [Option<String>; N]) -> String {
    let parts = parts.into_iter().flatten().collect::<Vec<_>>();
    parts.join(" \u{b7} ")
}
