//! The form of a group of spellings.

use crate::ui::field::described_by;
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use domain::calendar;
use domain::search::{MOST_SPELLINGS, SpellingProblem, capital};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use store::spelling::Spelling;

/// Of what is no name, so much is repeated.
const LONGEST_TOLD: usize = 40;

/// A group as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Typed {
    pub(super) language: String,
    pub(super) names: String,
    pub(super) reviewed_by: String,
    /// Why it was not saved.
    pub(super) problem: Option<Problem>,
}

/// Why a group is not saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Problem {
    /// Nobody's names.
    NoLanguage,
    /// The names are no group.
    Names(SpellingProblem),
    /// The language has this group.
    Exists,
}

impl Problem {
    fn words(&self) -> String {
        match self {
            Self::NoLanguage => "Say whose names they are.".to_owned(),
            Self::Exists => "There is such a group in this language already.".to_owned(),
            Self::Names(SpellingProblem::TooFew) => {
                "Enter at least two different names.".to_owned()
            }
            Self::Names(SpellingProblem::TooMany) => {
                format!("A group holds at most {MOST_SPELLINGS} names.")
            }
            Self::Names(SpellingProblem::NotAWord(word)) => {
                let word = word.chars().take(LONGEST_TOLD).collect::<String>();
                format!(
                    "\u{201c}{word}\u{201d} is not one word of letters. Enter each part of a name by itself."
                )
            }
        }
    }
}

/// The page of a group.
#[component]
pub(super) fn One(
    group: Spelling,
    typed: Option<Typed>,
    /// Somebody else saved it meanwhile.
    changed: bool,
) -> impl IntoView {
    let names = group.names.iter().map(|name| capital(name));
    let names = names.collect::<Vec<_>>().join(", ");
    let reviewed = match (&group.reviewed_by, group.reviewed_on) {
        (Some(by), Some(on)) => format!("Reviewed by {by} on {}.", calendar::words(on)),
        _ => "Not reviewed yet by anybody whose names they are.".to_owned(),
    };
    let lead = format!("{}. {reviewed}", group.language);
    let typed = typed.unwrap_or_else(|| Typed {
        language: group.language.clone(),
        names: names.clone(),
        reviewed_by: group.reviewed_by.clone().unwrap_or_default(),
        problem: None,
    });
    view! {
        <p class="breadcrumb">
            <a href="/admin/spellings">"Spellings of names"</a>
        </p>
        <div class="page-head">
            <div>
                <h1 tabindex="-1">{names}</h1>
                <p class="lead">{lead}</p>
            </div>
        </div>
        {changed
            .then(|| {
                view! {
                    <div class="page-notices">
                        <Notice tone=Tone::Warning title="Somebody changed this group meanwhile">
                            <p>"Above is how it stands now. Nothing of yours was saved: look at both, and save again."</p>
                        </Notice>
                    </div>
                }
            })}
        <form class="form" method="post" action="/api/spellings/save">
            <input type="hidden" name="group" value=group.id.to_string() />
            <input type="hidden" name="version" value=group.version.to_string() />
            <Fields typed=typed />
            <div class="button-row">
                <button class="button" type="submit">
                    "Save the group"
                </button>
            </div>
        </form>
        <section class="section" aria-labelledby="remove">
            <h2 id="remove">"Remove it"</h2>
            <form class="form" method="post" action="/api/spellings/remove">
                <input type="hidden" name="group" value=group.id.to_string() />
                <input type="hidden" name="version" value=group.version.to_string() />
                <p>"Search then takes these names for different ones, unless they are a letter or two apart or sound alike."</p>
                <div class="button-row">
                    <button class="button danger" type="submit">
                        "Remove the group"
                    </button>
                </div>
            </form>
        </section>
    }
    .part()
}

/// The fields of a new group as of one that is there.
#[component]
pub(super) fn Fields(typed: Typed) -> impl IntoView {
    let nobody = typed.problem == Some(Problem::NoLanguage);
    let unnamed = nobody.then(|| Problem::NoLanguage.words());
    let problem = typed.problem.filter(|_| !nobody);
    let problem = problem.map(|problem| problem.words());
    let described = described_by("names", problem.is_some(), true);
    let invalid = problem.is_some().then_some("true");
    view! {
        <div class="field">
            <label for="language">"Whose names they are"</label>
            {unnamed.map(|words| view! { <p class="field-error" id="language-error">{words}</p> })}
            <input
                class="input"
                id="language"
                name="language"
                value=typed.language
                maxlength="80"
                autocomplete="off"
                required
                aria-invalid=nobody.then_some("true")
                aria-describedby=described_by("language", nobody, true)
            />
            <p class="hint" id="language-hint">
                "A language or people, such as Karen."
            </p>
        </div>
        <div class="field">
            <label for="names">"Spellings of one name"</label>
            {problem.map(|words| view! { <p class="field-error" id="names-error">{words}</p> })}
            <input
                class="input"
                id="names"
                name="names"
                value=typed.names
                autocomplete="off"
                spellcheck="false"
                required
                aria-invalid=invalid
                aria-describedby=described
            />
            <p class="hint" id="names-hint">
                "Parted by commas, the usual one first. Accents and capitals make no difference."
            </p>
        </div>
        <div class="field">
            <label for="reviewed-by">
                "Reviewed by " <span class="optional">"(optional)"</span>
            </label>
            <input
                class="input"
                id="reviewed-by"
                name="reviewed_by"
                value=typed.reviewed_by
                maxlength="80"
                autocomplete="off"
                aria-describedby="reviewed-by-hint"
            />
            <p class="hint" id="reviewed-by-hint">
                "Who of the community has looked at the group as it stands here. Leave it empty until somebody has."
            </p>
        </div>
    }
    .part()
}
