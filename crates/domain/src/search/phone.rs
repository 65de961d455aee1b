//! A phone number in a typed line: ten digits in the usual forms, or the seven of a local one.

/// The digits of a text that is one phone number: ten, without the country's leading 1, or seven.
#[must_use]
pub fn phone_digits(text: &str) -> Option<String> {
    let tokens = text.split_whitespace().collect::<Vec<_>>();
    let (digits, taken) = phone_at(&tokens)?;
    (taken == tokens.len()).then_some(digits)
}

/// Reads a phone number where typed tokens begin: its digits, and how many tokens it takes. Other numbers, such as
/// an SSN (3-2-4) or a date, are none.
#[must_use]
pub fn phone_at(tokens: &[&str]) -> Option<(String, usize)> {
    // The longest form first: "+1 218 555 0142" is no number that begins with "+1 218".
    (1..=tokens.len().min(4)).rev().find_map(|taken| {
        let digits = whole(&tokens[..taken].join(" "))?;
        Some((digits, taken))
    })
}

/// The digits of a text of which every sign belongs to one phone number.
fn whole(text: &str) -> Option<String> {
    let plus = text.strip_prefix('+');
    let mut groups = Vec::new();
    for group in plus.unwrap_or(text).split([' ', '-', '.', '(', ')']) {
        if !group.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if !group.is_empty() {
            groups.push(group);
        }
    }
    let lengths = groups.iter().map(|group| group.len()).collect::<Vec<_>>();
    let digits = groups.concat();
    let digits = match lengths.as_slice() {
        [10 | 7] | [3, 7] | [3, 3, 4] | [3, 4] => digits,
        [1, 10] | [1, 3, 7] | [1, 3, 3, 4] | [11] => digits.strip_prefix('1')?.to_owned(),
        _ => return None,
    };
    if plus.is_some() && digits.len() == 7 {
        return None;
    }
    // Neither an area code nor an exchange begins with 0 or 1.
    let begins = |at: usize| {
        digits
            .as_bytes()
            .get(at)
            .is_some_and(|digit| *digit >= b'2')
    };
    let plausible = begins(0) && (digits.len() == 7 || begins(3));
    plausible.then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::{phone_at, phone_digits};

    #[test]
    fn ten_digits_are_read_in_the_usual_forms() {
        for text in [
            "2185550142",
            "218-555-0142",
            "218.555.0142",
            "218 555 0142",
            "(218) 555-0142",
            "(218)555-0142",
            "218-5550142",
            "1-218-555-0142",
            "+1 218 555 0142",
            "+12185550142",
        ] {
            assert_eq!(phone_digits(text).as_deref(), Some("2185550142"), "{text}");
        }
        for text in ["555-0142", "5550142", "555 0142"] {
            assert_eq!(phone_digits(text).as_deref(), Some("5550142"), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_phones() {
        for text in [
            "",
            "457-55-5462",
            "457555462",
            "3/7/1990",
            "03-07-1990",
            "1042",
            "1185550142",
            "2180550142",
            "218-555-0142 x9",
            "Rosa",
            "21855501427",
        ] {
            assert_eq!(phone_digits(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_in_a_line_says_how_much_of_it_is_its_own() {
        let read = |line: &str| {
            let tokens = line.split_whitespace().collect::<Vec<_>>();
            phone_at(&tokens)
        };
        let ten = || "2185550142".to_owned();
        assert_eq!(read("(218) 555-0142 Rosa"), Some((ten(), 2)));
        assert_eq!(read("218-555-0142 3/7/1990"), Some((ten(), 1)));
        assert_eq!(read("Rosa 218-555-0142"), None);
    }
}
