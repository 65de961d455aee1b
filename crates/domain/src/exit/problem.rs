//! What speaks against an exit, by field, in sentences.

use crate::calendar::Unreadable;
use crate::ids::{EnrollmentId, HouseholdId};
use serde::{Deserialize, Serialize};

/// Where on the page a problem belongs. A member's own field names the enrollment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Field {
    /// The table "Who leaves".
    Leaving,
    /// The row of one member.
    Member(EnrollmentId),
    /// "Exit date".
    ExitOn(Option<EnrollmentId>),
    /// "Destination".
    Destination(Option<EnrollmentId>),
    /// "Rental subsidy type".
    Subsidy(Option<EnrollmentId>),
    /// "Where, in words" of destination 17.
    OtherDestination(Option<EnrollmentId>),
    /// "Reason for leaving the list".
    RemovalReason,
    /// "Note".
    Note,
    /// "Head of household".
    Head,
    /// "Referral that housed them".
    Referral,
    /// The box that closes another household's enrollments.
    Other(HouseholdId),
    /// "A contact was made".
    ContactMade,
    /// "Date of contact".
    ContactOn,
    /// "Where they were staying".
    ContactSituation,
    /// "Rental subsidy type" of the contact.
    ContactSubsidy,
    /// Why an administrator repairs.
    Purpose,
}

impl Field {
    /// The id of the control on the page.
    #[must_use]
    pub fn element_id(self) -> String {
        let own = |base: &str, member: Option<EnrollmentId>| match member {
            Some(id) => format!("{base}-{}", id.0.simple()),
            None => base.to_owned(),
        };
        match self {
            Self::Leaving => "who-leaves".to_owned(),
            Self::Member(id) => format!("leaves-{}", id.0.simple()),
            Self::ExitOn(id) => own("exit-date", id),
            Self::Destination(id) => own("destination", id),
            Self::Subsidy(id) => own("subsidy", id),
            Self::OtherDestination(id) => own("other-destination", id),
            Self::RemovalReason => "removal-reason".to_owned(),
            Self::Note => "note".to_owned(),
            Self::Head => "head".to_owned(),
            Self::Referral => "referral".to_owned(),
            Self::Other(id) => format!("other-{}", id.0.simple()),
            Self::ContactMade => "contact-made".to_owned(),
            Self::ContactOn => "contact-date".to_owned(),
            Self::ContactSituation => "contact-situation".to_owned(),
            Self::ContactSubsidy => "contact-subsidy".to_owned(),
            Self::Purpose => "purpose".to_owned(),
        }
    }
}

/// One thing that blocks saving.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where it belongs.
    pub field: Field,
    /// Which rule.
    pub rule: Rule,
    /// The sentence for the user; may hold the member's name, so it is never logged or put in a URL.
    pub message: String,
}

impl Problem {
    /// What to say of a typed date that is none.
    #[must_use]
    pub fn unreadable_date(field: Field, why: Unreadable) -> Self {
        let rule = match field {
            Field::ContactOn => Rule::ContactDateUnreadable,
            _ => Rule::ExitDateUnreadable,
        };
        Self {
            field,
            rule,
            message: why.to_string(),
        }
    }
}

/// The blocking rules. Sources: HUD's exit elements, Eva's checks, and the house rules of exits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// Nobody is ticked.
    NobodyLeaves,
    /// A ticked member left already.
    AlreadyExited,
    /// A ticked member is not of this household.
    NotAMember,
    /// The intake was never finished.
    IntakeUnfinished,
    /// No exit date.
    ExitDateMissing,
    /// Text that is no date.
    ExitDateUnreadable,
    /// Exit date after today (Eva: Future Exit Date).
    ExitDateInFuture,
    /// Exit before entry (Eva: Exit Before Start). The same day is allowed.
    ExitBeforeEntry,
    /// Exit before birth.
    ExitBeforeBirth,
    /// Exit before the project operated.
    ExitBeforeProjectOpened,
    /// Exit after the project closed.
    ExitAfterProjectClosed,
    /// No destination (3.12).
    DestinationMissing,
    /// A code that is no destination.
    DestinationInvalid,
    /// Destination 435 without 3.12.A (Eva: Missing Destination Subsidy Type).
    SubsidyMissing,
    /// Destination 17 without 3.12.B.
    OtherDestinationMissing,
    /// 3.12.B is longer than 50 characters.
    OtherDestinationTooLong,
    /// "Deceased" chosen for several people at once.
    DeceasedForSeveral,
    /// The policy asks for a reason.
    RemovalReasonMissing,
    /// A reason that the policy does not have.
    RemovalReasonUnknown,
    /// The reason needs a note.
    NoteMissing,
    /// The note is longer than 2,000 characters.
    NoteTooLong,
    /// The head of household leaves while others stay, and nobody is named in their place.
    HeadLeavesOthersStay,
    /// An import left the household without a head, or with several.
    HeadUnclear,
    /// The new head of household is not one of those who stay.
    NewHeadNotOffered,
    /// A protected person leaves while others stay: whether they are the head is not told.
    ProtectedLeavesOthersStay,
    /// A referral that has a result by now, or whose project has enrolled nobody.
    ReferralNotOffered,
    /// Another enrollment that cannot be closed together with this one.
    OtherStayNotOffered,
    /// The other enrollment began after the exit date.
    OtherStayBeganLater,
    /// No date of the contact.
    ContactDateMissing,
    /// Text that is no date.
    ContactDateUnreadable,
    /// Contact after today.
    ContactInFuture,
    /// Contact before the stay (4.12).
    ContactBeforeEntry,
    /// No current living situation (4.12.2).
    ContactSituationMissing,
    /// Situation 435 without 4.12.A.
    ContactSubsidyMissing,
    /// Only protected people leave.
    ContactWithProtected,
}
