//! How sure it is that a hit is whom somebody looked for.

use serde::{Deserialize, Serialize};

/// In words, from the probability that follows from the scores: each hit against the others, and against
/// everybody who was not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// 95 of 100 and more.
    AlmostCertain,
    /// From 50 of 100.
    Probable,
    /// From 5 of 100.
    Possible,
    /// Less: one of many who fit as well, or a loose likeness.
    Faint,
}

impl Certainty {
    /// As a hit shows it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::AlmostCertain => "almost certain",
            Self::Probable => "probable",
            Self::Possible => "possible",
            Self::Faint => "a faint match",
        }
    }

    fn of(probability: f64) -> Self {
        if probability >= 0.95 {
            Self::AlmostCertain
        } else if probability >= 0.5 {
            Self::Probable
        } else if probability >= 0.05 {
            Self::Possible
        } else {
            Self::Faint
        }
    }
}

/// The certainty of each score, in their order. `crowd`: log2 of all people. Scores are log2 likelihood
/// ratios, all in hundredths of a bit: two to the score are the odds for a person beside which anybody else
/// has odds of one.
#[must_use]
pub(super) fn certainties(scores: &[i32], crowd: i32) -> Vec<Certainty> {
    let odds = |bits: i32| f64::from(bits - crowd) / 100.0;
    let all = 1.0 + scores.iter().map(|score| odds(*score).exp2()).sum::<f64>();
    let each = scores
        .iter()
        .map(|score| Certainty::of(odds(*score).exp2() / all));
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::{Certainty::*, certainties};

    #[test]
    fn certainty_looks_at_the_others() {
        // A million people: 20 bits against anybody.
        for (scores, expected) in [
            (vec![3_000], vec![AlmostCertain]),
            (vec![2_000], vec![Probable]),
            (vec![1_700], vec![Possible]),
            (vec![1_000], vec![Faint]),
            (vec![3_000, 3_000], vec![Possible, Possible]),
            (vec![3_000, 2_800], vec![Probable, Possible]),
            (vec![3_000, 2_000], vec![AlmostCertain, Faint]),
            (vec![], vec![]),
        ] {
            assert_eq!(certainties(&scores, 2_000), expected, "{scores:?}");
        }
    }
}
