//! What does not block an exit and must be confirmed.

use crate::ids::EnrollmentId;
use serde::{Deserialize, Serialize};

/// One thing to look at twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Which rule.
    pub rule: WarningRule,
    /// Whom it is about; none where it is the household.
    pub member: Option<EnrollmentId>,
    /// The sentence for the user; may hold the member's name, so it is never logged or put in a URL.
    pub message: String,
}

/// The rules that warn. Sources: HUD's Eva, and what the house asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum WarningRule {
    /// The exit lies further back than the policy's days.
    ExitLongAgo,
    /// Somebody leaves after the head of household.
    LeavesAfterHead,
    /// The stay overlaps another one in the same project (Eva: Project Overlaps).
    OverlapsOtherStay,
    /// The destination counts as missing data (Eva: Unknown Destination).
    DestinationUnknown,
    /// Events or assessments are dated after the exit.
    RecordedAfterExit,
    /// The latest contact is more recent than the exit.
    ContactAfterExit,
    /// A referral stays without a result.
    ReferralStaysOpen,
    /// Housed by a project that recorded no move-in date (Eva: Possible Missed Move-In).
    HousedWithoutMoveIn,
    /// The reason says housed, the destination says homeless.
    HousedButHomeless,
    /// The reason says deceased, the destination does not.
    DeceasedButElsewhere,
    /// Another CE enrollment on this list stays open.
    OtherStayRemains,
    /// The new head of household is under 18.
    NewHeadIsMinor,
}
