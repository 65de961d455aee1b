//! Slips in nine digits: one is another, or two neighbors changed places.

/// Whether one slip leads from one number to the other.
pub(crate) fn is_ssn_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let off = (0..a.len().min(b.len()))
        .filter(|at| a[*at] != b[*at])
        .collect::<Vec<_>>();
    let one_slip = match off[..] {
        [_] => true,
        [one, other] => other == one + 1 && a[one] == b[other] && a[other] == b[one],
        _ => false,
    };
    a.len() == b.len() && one_slip
}

/// Every number to which one slip leads.
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
    use super::{is_ssn_slip, ssn_slips};

    #[test]
    fn one_digit_is_another_or_two_neighbors_changed_places() {
        let slips = ssn_slips("457555462");
        assert_eq!(slips.len(), 9 * 9 + 6);
        assert!(slips.iter().all(|slip| is_ssn_slip("457555462", slip)));
        for slip in ["457555463", "057555462", "547555462", "457555426"] {
            assert!(slips.contains(&slip.to_owned()), "{slip}");
        }
        for other in ["457555462", "457555400", "475555642"] {
            assert!(!slips.contains(&other.to_owned()), "{other}");
            assert!(!is_ssn_slip("457555462", other), "{other}");
        }
    }
}
