//! Facts at the top of the page, in words.

use crate::exit::told::Tile;
use domain::calendar;
use domain::exit::Facts;
use store::exit::Surroundings;

pub(super) fn tiles(around: &Surroundings, facts: &Facts) -> Vec<Tile> {
    let today = facts.today;
    let tile = |label: &str, value: String, more: Option<String>| Tile {
        label: label.to_owned(),
        value,
        more,
    };
    let mut tiles = Vec::new();
    if let Some(since) = around.since {
        let days = today.signed_duration_since(since).num_days();
        let value = if days == 1 {
            "1 day".to_owned()
        } else {
            format!("{days} days")
        };
        tiles.push(tile(
            "On the list",
            value,
            Some(format!("since {}", calendar::words(since))),
        ));
    }
    tiles.push(match (&around.referred_to, around.referred_on) {
        (to, Some(on)) => tile(
            "Referral",
            to.clone().unwrap_or_else(|| "Housing referral".to_owned()),
            Some(referral_state(around, on)),
        ),
        _ => tile("Referral", "None".to_owned(), None),
    });
    tiles.push(match facts.housing.first() {
        Some(housing) => match housing.moved_in_on {
            Some(day) => tile(
                "Moved in",
                calendar::words(day),
                Some(format!("recorded for {}", housing.project_name)),
            ),
            None => tile(
                "Moved in",
                "No date yet".to_owned(),
                Some(format!("enrolled in {}", housing.project_name)),
            ),
        },
        None => tile("Moved in", "Not recorded".to_owned(), None),
    });
    tiles.push(match facts.last_contact_on {
        Some(day) => tile(
            "Last contact",
            calendar::words(day),
            Some(calendar::ago(day, today)),
        ),
        None => tile("Last contact", "None recorded".to_owned(), None),
    });
    tiles.push(match around.roi_since {
        Some(day) => tile(
            "Consent",
            if around.roi_shares {
                "Shared"
            } else {
                "Do Not Share"
            }
            .to_owned(),
            Some(format!("since {}", calendar::words(day))),
        ),
        None => tile(
            "Consent",
            "Not recorded".to_owned(),
            Some("no release of information".to_owned()),
        ),
    });
    let others = facts.others.len();
    if others > 0 {
        tiles.push(tile(
            "Also on this list",
            format!("{others} more open"),
            Some("another enrollment of these people".to_owned()),
        ));
    }
    tiles
}

fn referral_state(around: &Surroundings, on: chrono::NaiveDate) -> String {
    match (around.referral_result, around.acknowledged_on) {
        (Some(1), _) => "accepted".to_owned(),
        (Some(2), _) => "declined by the client".to_owned(),
        (Some(_), _) => "declined by the provider".to_owned(),
        (None, Some(day)) => format!("acknowledged {}, no result yet", calendar::words(day)),
        (None, None) => format!("made {}, not acknowledged yet", calendar::words(on)),
    }
}
