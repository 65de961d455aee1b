//! HUD's column names in words: the one rule by which database columns are named.

/// How HUD glues or mixes letters that are words of their own.
const SPELLINGS: [(&str, &str); 3] = [("CoC", "Coc"), ("HoH", "Hoh"), ("ESSH", "EsSh")];

/// `CLSSubsidyType` is `cls_subsidy_type`, `LeaseOwn60Day` is `lease_own_60_day`.
///
/// A word begins at a capital after a small letter or a digit, at the last capital of several before a small
/// letter, and at a digit after a letter.
pub fn snake_case(name: &str) -> String {
    let mut spelled = name.to_owned();
    for (hud, words) in SPELLINGS {
        spelled = spelled.replace(hud, words);
    }
    let letters: Vec<char> = spelled.chars().collect();
    let mut text = String::with_capacity(letters.len() + 8);
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let small_follows = letters.get(at + 1).is_some_and(char::is_ascii_lowercase);
        let begins = before.is_some_and(|before| {
            if letter.is_ascii_digit() {
                !before.is_ascii_digit()
            } else {
                letter.is_ascii_uppercase() && (!before.is_ascii_uppercase() || small_follows)
            }
        });
        if begins {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::snake_case;

    #[test]
    fn names_are_words() {
        for (hud, words) in [
            ("Sex", "sex"),
            ("DOB", "dob"),
            ("SSNDataQuality", "ssn_data_quality"),
            ("CLSSubsidyType", "cls_subsidy_type"),
            ("LocationCrisisOrPHHousing", "location_crisis_or_ph_housing"),
            ("ProbSolDivRRResult", "prob_sol_div_rr_result"),
            ("LeaveSituation14Days", "leave_situation_14_days"),
            ("LeaseOwn60Day", "lease_own_60_day"),
            ("DependentUnder6", "dependent_under_6"),
            ("HH5Plus", "hh_5_plus"),
            ("DateToStreetESSH", "date_to_street_es_sh"),
            ("RelationshipToHoH", "relationship_to_hoh"),
            ("HOHLeaseholder", "hoh_leaseholder"),
            ("CoCPrioritized", "coc_prioritized"),
            ("EnrollmentCoC", "enrollment_coc"),
            ("MidEastNAfrican", "mid_east_n_african"),
            ("PercentAMI", "percent_ami"),
        ] {
            assert_eq!(snake_case(hud), words);
        }
    }
}
