//! CE events (4.20): which result HUD asks for with which event.

use super::EventType;

/// The result that 4.20 records with an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventResult {
    /// No result.
    None,
    /// 4.20.A: housed or re-housed in a safe alternative.
    ProblemSolving,
    /// 4.20.B: enrolled in aftercare.
    Aftercare,
    /// 4.20.C to E: location, referral result and its date.
    Housing,
}

impl EventType {
    /// Whether it refers to a housing opening (10 to 15, 17, 18): such an event is a referral with a life cycle.
    pub const fn is_housing_referral(self) -> bool {
        matches!(self.group(), EventResult::Housing)
    }
}
