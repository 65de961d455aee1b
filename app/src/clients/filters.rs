//! Filters over what a search found: their words in the address, and their form.

use crate::parts::Address;
use crate::ui::part::IntoPart;
use domain::ids::DraftId;
use domain::priority::Standing;
use leptos::prelude::*;
use store::client::{AgeBand, Filter, LastContact, ListStatus};

/// List status: its word and its label.
const STATUSES: [(&str, &str, ListStatus); 5] = [
    ("ranked", "Ranked", ListStatus::On(Standing::Ranked)),
    (
        "pending",
        "Referral pending",
        ListStatus::On(Standing::ReferralPending),
    ),
    ("inactive", "Inactive", ListStatus::On(Standing::Inactive)),
    ("held-back", "Held back", ListStatus::On(Standing::HeldBack)),
    ("none", "On no list that you see", ListStatus::None),
];

/// Ages.
const AGES: [(&str, &str, AgeBand); 5] = [
    ("child", "Under 18", AgeBand::Child),
    ("youth", "18 to 24", AgeBand::Youth),
    ("adult", "25 to 61", AgeBand::Adult),
    ("older", "62 and older", AgeBand::Older),
    ("unknown", "Not recorded", AgeBand::Unknown),
];

/// Open enrollments.
const OPEN: [(&str, &str, bool); 2] = [("yes", "Yes", true), ("no", "None that you see", false)];

/// The last contact.
const CONTACTS: [(&str, &str, LastContact); 4] = [
    ("30", "In the last 30 days", LastContact::Within(30)),
    ("90", "In the last 90 days", LastContact::Within(90)),
    ("before", "Longer ago than 90 days", LastContact::Before(90)),
    ("never", "None that you see", LastContact::Never),
];

/// The filter of an address. They say nothing of anybody, so that they may stand there.
pub(super) fn filter(address: &Address) -> Filter {
    let word = |name: &str| address.get::<String>(name).filter(|word| !word.is_empty());
    Filter {
        coc: word("coc"),
        organization: address.get("organization"),
        status: pick(&STATUSES, word("status").as_deref()),
        age: pick(&AGES, word("age").as_deref()),
        open: pick(&OPEN, word("open").as_deref()),
        contact: pick(&CONTACTS, word("contact").as_deref()),
    }
}

fn pick<T: Copy>(all: &[(&str, &str, T)], word: Option<&str>) -> Option<T> {
    let found = all.iter().find(|(own, _, _)| Some(*own) == word);
    found.map(|(_, _, value)| *value)
}

/// What the form offers, and what is chosen.
#[derive(Clone, Debug)]
pub(super) struct FiltersView {
    /// The search.
    pub search: DraftId,
    /// What is chosen.
    pub filter: Filter,
    /// How many fit.
    pub fitting: usize,
    /// How many were found.
    pub found: usize,
    /// Continuums of Care: code and name.
    pub cocs: Vec<(String, String)>,
    /// Organizations: id and name.
    pub organizations: Vec<(String, String)>,
}

/// "3 of 24 people match the filters".
pub(super) fn told(view: &FiltersView) -> String {
    let people = if view.found == 1 { "person" } else { "people" };
    let verb = if view.fitting == 1 {
        "matches"
    } else {
        "match"
    };
    format!(
        "{} of {} {people} {verb} the filters",
        view.fitting, view.found
    )
}

/// The form: open where something is chosen.
#[component]
pub(super) fn Filters(view: FiltersView) -> impl IntoView {
    let FiltersView {
        search,
        filter,
        cocs,
        organizations,
        ..
    } = view;
    let chosen = [
        filter.coc.is_some(),
        filter.organization.is_some(),
        filter.status.is_some(),
        filter.age.is_some(),
        filter.open.is_some(),
        filter.contact.is_some(),
    ];
    let count = chosen.iter().filter(|chosen| **chosen).count();
    let summary = match count {
        0 => "Filter".to_owned(),
        1 => "Filter: 1 in use".to_owned(),
        more => format!("Filter: {more} in use"),
    };
    let organization = filter.organization.map(|id| id.to_string());
    let clear = format!("/clients?search={search}");
    view! {
        <details class="filters" open=count.gt(&0)>
            <summary>{summary}</summary>
            <form method="get" action="/clients" class="filter-bar" aria-label="Filters">
                <input type="hidden" name="search" value=search.to_string() />
                {select("coc", "Continuum of Care", cocs, filter.coc)}
                {select("organization", "Organization", organizations, organization)}
                {fixed("status", "List status", &STATUSES, filter.status)}
                {fixed("age", "Age", &AGES, filter.age)}
                {fixed("open", "Open enrollment", &OPEN, filter.open)}
                {fixed("contact", "Last contact", &CONTACTS, filter.contact)}
                <div class="button-row">
                    <button class="button secondary" type="submit">
                        "Apply"
                    </button>
                    {(count > 0).then(|| view! { <a class="button quiet" href=clear>"Clear all"</a> })}
                </div>
            </form>
        </details>
    }
    .part()
}

fn fixed<T: PartialEq + Copy>(
    name: &'static str,
    label: &'static str,
    all: &[(&str, &str, T)],
    chosen: Option<T>,
) -> AnyView {
    let word = all
        .iter()
        .find(|(_, _, value)| Some(*value) == chosen)
        .map(|(word, _, _)| (*word).to_owned());
    let options = all
        .iter()
        .map(|(word, words, _)| ((*word).to_owned(), (*words).to_owned()));
    select(name, label, options.collect(), word)
}

fn select(
    name: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: Option<String>,
) -> AnyView {
    let id = format!("filter-{name}");
    let named = id.clone();
    let options = options
        .into_iter()
        .map(|(value, words)| {
            let selected = chosen.as_ref() == Some(&value);
            view! {
                <option value=value selected=selected>
                    {words}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=named>{label}</label>
            <select class="select" id=id name=name>
                <option value="">"All"</option>
                {options}
            </select>
        </div>
    }
    .part()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_the_address_is_known_or_asks_for_nothing() {
        assert_eq!(pick(&AGES, Some("older")), Some(AgeBand::Older));
        assert_eq!(pick(&AGES, Some("oldest")), None);
        assert_eq!(pick(&OPEN, None), None);
    }

    #[test]
    fn how_many_fit_is_told_in_words() {
        let told = |fitting, found| {
            told(&FiltersView {
                search: store::ids::new(),
                filter: Filter::default(),
                fitting,
                found,
                cocs: Vec::new(),
                organizations: Vec::new(),
            })
        };
        assert_eq!(told(3, 24), "3 of 24 people match the filters");
        assert_eq!(told(1, 2), "1 of 2 people matches the filters");
        assert_eq!(told(0, 1), "0 of 1 person match the filters");
    }
}
