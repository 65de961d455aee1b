//! In which order typed words stand in a name: people say a name as it is written, some the last name first.

// Hundredths of a bit: log2 of how much likelier the order is where the person is meant than by chance, if of ten
// lines nine follow the name, and most others begin with its end.
/// The most that an order speaks for a person.
#[cfg(test)]
pub(super) const MOST: i32 = 380;
/// The most that it speaks against one.
#[cfg(test)]
pub(super) const LEAST: i32 = -350;

/// What the places in a name say, given in the order in which the words were typed.
pub(super) fn order(places: &[usize]) -> i32 {
    let steps_back = places.windows(2).filter(|pair| pair[1] < pair[0]).count();
    let turned = places.first() > places.last();
    match (places.len(), steps_back) {
        (..=1, _) => 0,
        (2, 0) => 80,
        (3, 0) => 240,
        (_, 0) => 380,
        (_, 1) if turned => -200,
        _ => -350,
    }
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn the_order_of_the_name_comes_first_the_end_first_next() {
        for places in [&[][..], &[3]] {
            assert_eq!(order(places), 0, "{places:?}");
        }
        assert!(
            order(&[0, 1, 2]) > order(&[0, 2]),
            "three say more than two"
        );
        assert!(order(&[0, 2]) > order(&[2, 0]));
        assert_eq!(order(&[2, 0, 1]), order(&[2, 0]), "last, first middle");
        assert!(order(&[2, 0, 1]) > order(&[1, 0, 2]));
        assert!(order(&[2, 0, 1]) > order(&[2, 1, 0]));
    }
}
