//! What nine digits may have been before somebody slipped.

/// Every number that one wrong digit, or two neighbors changing places, makes of these digits.
#[must_use]
pub fn ssn_slips(digits: &str) -> Vec<String> {
    let digits = digits.as_bytes();
    let mut slips = Vec::new();
    for (at, &digit) in digits.iter().enumerate() {
        let others = (b'0'..=b'9').filter(|other| *other != digit);
        slips.extend(others.map(|other| {
            let mut slip = digits.to_vec();
            slip[at] = other;
            slip
        }));
        let neighbor = digits.get(at + 1).filter(|next| **next != digit);
        slips.extend(neighbor.map(|_| {
            let mut slip = digits.to_vec();
            slip.swap(at, at + 1);
            slip
        }));
    }
    slips
        .into_iter()
        .filter_map(|slip| String::from_utf8(slip).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ssn_slips;

    #[test]
    fn one_digit_is_another_or_two_neighbors_changed_places() {
        let slips = ssn_slips("457555462");
        assert_eq!(slips.len(), 9 * 9 + 6);
        for slip in ["457555463", "057555462", "547555462", "457555426"] {
            assert!(slips.contains(&slip.to_owned()), "{slip}");
        }
        for other in ["457555462", "457555400", "475555642"] {
            assert!(!slips.contains(&other.to_owned()), "{other}");
        }
    }
}
