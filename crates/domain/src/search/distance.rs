//! Edit distance: letters added, lost, replaced, or two neighbors swapped.

/// Names longer than this are cut: nobody types more of one.
const LONGEST: usize = 40;

/// Damerau-Levenshtein distance (each pair of neighbors swapped at most once).
pub(super) fn distance(left: &str, right: &str) -> usize {
    let left = left.chars().take(LONGEST).collect::<Vec<_>>();
    let right = right.chars().take(LONGEST).collect::<Vec<_>>();
    let mut before = vec![0; right.len() + 1];
    let mut above = (0..=right.len()).collect::<Vec<_>>();
    for (row, a) in left.iter().enumerate() {
        let mut current = vec![row + 1; right.len() + 1];
        for (column, b) in right.iter().enumerate() {
            let replaced = above[column] + usize::from(a != b);
            current[column + 1] = replaced.min(above[column + 1] + 1).min(current[column] + 1);
            let swapped = row > 0 && column > 0 && *a == right[column - 1] && *b == left[row - 1];
            if swapped {
                current[column + 1] = current[column + 1].min(before[column - 1] + 1);
            }
        }
        before = above;
        above = current;
    }
    above[right.len()]
}

/// The number of edits where two names are nearly the same: one, or two from six letters on.
pub(crate) fn nearly_same(left: &str, right: &str) -> Option<usize> {
    let (left_length, right_length) = (left.chars().count(), right.chars().count());
    let shorter = left_length.min(right_length);
    let most = match shorter {
        0..=2 => return None,
        3..=5 => 1,
        _ => 2,
    };
    if left_length.abs_diff(right_length) > most {
        return None;
    }
    Some(distance(left, right)).filter(|edits| (1..=most).contains(edits))
}
