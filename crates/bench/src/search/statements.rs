//! Statements with their parameters, read from PostgreSQL's log.

/// A statement as it was executed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Executed {
    /// With `$1` and so on.
    pub(super) statement: String,
    /// In their order, as text; none where it is null.
    pub(super) parameters: Vec<Option<String>>,
}

/// All that were executed, in their order. A log line that goes on does so after a tab.
pub(super) fn executed(log: &str) -> Vec<Executed> {
    let mut found: Vec<Executed> = Vec::new();
    // Whether the entry before was an execution, to which a detail belongs.
    let mut open = false;
    for entry in entries(log) {
        if let Some((_, said)) = entry.split_once(" LOG:  duration: ") {
            let prepared = said
                .split_once(" ms  execute ")
                .and_then(|(_, named)| named.split_once(": "));
            open = prepared.is_some();
            // Sent as it is: the beginning and the end of a transaction, a setting.
            let statement = prepared.or_else(|| said.split_once(" ms  statement: "));
            found.extend(statement.map(|(_, statement)| Executed {
                statement: statement.to_owned(),
                parameters: Vec::new(),
            }));
        } else if let Some((_, said)) = entry.split_once(" DETAIL:  ")
            && open
            && let Some(last) = found.last_mut()
        {
            open = false;
            last.parameters = parameters(said);
        }
    }
    found
}

fn entries(log: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in log.lines() {
        match (line.strip_prefix('\t'), entries.last_mut()) {
            (Some(more), Some(entry)) => {
                entry.push('\n');
                entry.push_str(more);
            }
            _ => entries.push(line.to_owned()),
        }
    }
    entries
}

/// "parameters: $1 = 'O''Hara', $2 = NULL"
fn parameters(said: &str) -> Vec<Option<String>> {
    let mut found = Vec::new();
    let mut rest = said;
    while let Some((_, value)) = rest.split_once(" = ") {
        let Some(quoted) = value.strip_prefix('\'') else {
            found.push(None);
            rest = value;
            continue;
        };
        let mut text = String::new();
        let mut letters = quoted.char_indices().peekable();
        rest = "";
        while let Some((at, letter)) = letters.next() {
            if letter != '\'' {
                text.push(letter);
            } else if letters.next_if(|(_, next)| *next == '\'').is_some() {
                text.push('\'');
            } else {
                rest = &quoted[at..];
                break;
            }
        }
        found.push(Some(text));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn executions_are_read_with_their_parameters() {
        let log = "2026-12-01 11:00:00.000 UTC [7] LOG:  duration: 0.1 ms  bind s_1: select $1\n\
             2026-12-01 11:00:00.000 UTC [7] DETAIL:  parameters: $1 = 'no'\n\
             2026-12-01 11:00:00.001 UTC [7] LOG:  duration: 0.2 ms  execute s_1: \n\
             \tselect $1, -- a: b\n\
             \t    $2, $3\n\
             2026-12-01 11:00:00.001 UTC [7] DETAIL:  parameters: $1 = 'O''Hara = x', $2 = NULL, $3 = '{}'\n\
             2026-12-01 11:00:00.002 UTC [9] LOG:  checkpoint starting: time\n\
             2026-12-01 11:00:00.003 UTC [7] LOG:  duration: 0.2 ms  execute s_2: select 1\n\
             2026-12-01 11:00:00.004 UTC [7] LOG:  duration: 0.1 ms  statement: COMMIT\n";
        let expected = [
            Executed {
                statement: "\nselect $1, -- a: b\n    $2, $3".to_owned(),
                parameters: vec![Some("O'Hara = x".to_owned()), None, Some("{}".to_owned())],
            },
            Executed {
                statement: "select 1".to_owned(),
                parameters: Vec::new(),
            },
            Executed {
                statement: "COMMIT".to_owned(),
                parameters: Vec::new(),
            },
        ];
        assert_eq!(executed(log), expected);
    }
}
