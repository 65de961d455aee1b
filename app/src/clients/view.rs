//! What the search and the client's page show, in words: the server has already decided.

use chrono::NaiveDate;
use domain::contact::ContactDetail;
use domain::ids::{ActId, ClientId, EnrollmentId, OrganizationId};
use domain::search::{Certainty, Reason};

/// A search and what it found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultsView {
    /// The people, the best first.
    pub hits: Vec<HitView>,
    /// There are more than are shown.
    pub more: bool,
    /// Nothing that can be searched for was typed.
    pub nothing_asked: bool,
}

/// One person who was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitView {
    /// Who.
    pub id: ClientId,
    /// Their name.
    pub name: String,
    /// "58, born April 1, 1968 · ID 2001".
    pub about: String,
    /// Why they match.
    pub reasons: Vec<Reason>,
    /// How sure it is that they are meant.
    pub certainty: Certainty,
    /// Places on lists.
    pub places: Vec<Badge>,
    /// "Last contact Sep 2, 2026".
    pub last_contact: Option<String>,
    /// The sentence that stands where records are kept back.
    pub hidden: Option<String>,
}

/// A word or two with a colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The words.
    pub words: String,
    /// How they are meant.
    pub tone: Tone,
}

/// How a badge is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// No more than what it says.
    Plain,
    /// Good.
    Done,
    /// Somebody should look.
    Attention,
    /// Worth knowing.
    Info,
}

impl Tone {
    /// The class of the badge.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "badge",
            Self::Done => "badge done",
            Self::Attention => "badge attention",
            Self::Info => "badge info",
        }
    }
}

/// A client opened before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentView {
    /// Who.
    pub id: ClientId,
    /// Their name.
    pub name: String,
    /// "58 · ID 2001".
    pub about: String,
}

/// A client's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientView {
    /// The living client.
    pub id: ClientId,
    /// The id in the address is retired.
    pub moved: bool,
    /// Their name.
    pub name: String,
    /// "34, born March 7, 1992 · ID 1042 · SSN ending 4417".
    pub about: String,
    /// List, consent.
    pub badges: Vec<Badge>,
    /// The sentence that stands where records are kept back.
    pub hidden: Option<String>,
    /// An administrator may look behind the sentence, with a purpose.
    pub purpose_opens: bool,
    /// What is wrong with the records.
    pub problems: Vec<String>,
    /// Places on lists, with the reason.
    pub places: Vec<PlaceView>,
    /// People of the open stays.
    pub households: Vec<HouseholdView>,
    /// Stays, open ones first.
    pub stays: Vec<StayView>,
    /// Terms and what is known.
    pub facts: Vec<(String, String)>,
    /// Ways to reach the person.
    pub contacts: Vec<ContactDetail>,
    /// Numbers of scan cards.
    pub cards: Vec<String>,
    /// Who made the record, where the user may know.
    pub owner: Option<String>,
    /// What happened, newest first.
    pub timeline: Vec<MomentView>,
}

/// A place on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceView {
    /// "Northwest Priority List".
    pub list: String,
    /// "Rank 12", "Held back".
    pub standing: Badge,
    /// Since when, in words.
    pub since: String,
    /// The sentence that explains it.
    pub reason: String,
}

/// People who stay together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseholdView {
    /// Where they stay together: names of projects.
    pub projects: String,
    /// The people, the head first.
    pub members: Vec<MemberView>,
}

/// One of a household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberView {
    /// Who.
    pub id: ClientId,
    /// Their name.
    pub name: String,
    /// Whose page this is.
    pub this: bool,
    /// 3.15 in HUD's words.
    pub relationship: String,
    /// "34", or "not recorded".
    pub age: String,
    /// Left the stay.
    pub left: bool,
}

/// One stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StayView {
    /// The enrollment.
    pub id: EnrollmentId,
    /// The project's name.
    pub project: String,
    /// What kind of project.
    pub kind: String,
    /// Who owns it.
    pub organization: String,
    /// 3.10.
    pub entry_on: NaiveDate,
    /// 3.20.
    pub moved_in_on: Option<NaiveDate>,
    /// 3.11.
    pub exit_on: Option<NaiveDate>,
    /// 3.12 in HUD's words.
    pub destination: Option<String>,
    /// "Head of household, 4 people".
    pub household: String,
    /// The intake was not finished.
    pub unfinished: bool,
    /// What the menu offers about its end.
    pub exit: Option<ExitOffer>,
    /// The menu offers to record a contact.
    pub records_contacts: bool,
    /// The page about the exit that ended it.
    pub ended_by: Option<ActId>,
}

/// What the menu of a Coordinated Entry enrollment offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExitOffer {
    /// The link to suggest it to the Priority List Manager.
    Suggest,
    /// The exit page; for whom one acts there, where that is not what Settings say.
    Go {
        /// The organization one acts for.
        acting_for: Option<String>,
    },
    /// Nobody's: the project feeds no Priority List, so there is no exit page.
    NoList,
    /// Not theirs: why, and whom to ask.
    Ask {
        /// The sentences.
        why: Vec<String>,
        /// The organization to ask for.
        organization: OrganizationId,
        /// Its name.
        organization_name: String,
    },
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MomentView {
    /// When.
    pub on: NaiveDate,
    /// An entry or an exit.
    pub milestone: bool,
    /// What.
    pub title: String,
    /// More about it, and where.
    pub second: Option<String>,
}
