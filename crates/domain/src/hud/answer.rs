//! What the yes/no lists mean as a truth value.

use super::{NoYes, NoYesMissing, NoYesReasons};

impl NoYesReasons {
    /// `Some(true)` for yes, `Some(false)` for no, `None` where there is no answer.
    pub const fn answer(self) -> Option<bool> {
        match self {
            Self::Yes => Some(true),
            Self::No => Some(false),
            Self::DoesNotKnow | Self::PrefersNotToAnswer | Self::NotCollected => None,
        }
    }
}

impl NoYesMissing {
    /// `Some(true)` for yes, `Some(false)` for no, `None` where there is no answer.
    pub const fn answer(self) -> Option<bool> {
        match self {
            Self::Yes => Some(true),
            Self::No => Some(false),
            Self::NotCollected => None,
        }
    }
}

impl From<bool> for NoYes {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

impl From<NoYes> for bool {
    fn from(answer: NoYes) -> Self {
        answer == NoYes::Yes
    }
}
