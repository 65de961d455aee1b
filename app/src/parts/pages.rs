//! Where the pages stand that the server renders whole: one line a page. They share one route, since each route has
//! its code in the browser.

/// A page of a kind.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// Its address; `:id` is what it is about.
    path: &'static str,
    /// What `server::part` knows it by.
    pub kind: &'static str,
    /// The document's title; never names anybody.
    pub title: &'static str,
    /// It is asked for again when something of the user's own changed elsewhere.
    pub live: bool,
}

const fn page(path: &'static str, kind: &'static str, title: &'static str) -> Page {
    Page {
        path,
        kind,
        title,
        live: false,
    }
}

const fn live(path: &'static str, kind: &'static str, title: &'static str) -> Page {
    Page {
        path,
        kind,
        title,
        live: true,
    }
}

/// The first that fits is meant.
static PAGES: [Page; 30] = [
    page("clients/new", "clients/new", "Add a client"),
    page(
        "clients/new/similar",
        "clients/new/similar",
        "Is it one of these?",
    ),
    page("clients/:id", "client", "Client"),
    page(
        "clients/:id/duplicate",
        "duplicates/report",
        "Report a second record",
    ),
    page("clients/:id/carry", "clients/carry", "Add what was typed"),
    page("enrollments/:id/contact", "contact", "Record a contact"),
    page(
        "enrollments/:id/exit/confirm",
        "exit/plan",
        "What will happen",
    ),
    page("exits/:id", "exit/done", "Exit"),
    page("exits/:id/undo", "exit/undo", "Undo an exit"),
    page("exits/:id/sheet", "exit/sheet", "Sheet for the client"),
    page("held/:id", "held", "Send it again"),
    page("work-queue", "exit/queue", "Work queue"),
    page("work-queue/look", "proposals/look", "What will happen"),
    page(
        "work-queue/taking/:id",
        "proposals/taking",
        "Exits taken together",
    ),
    page(
        "work-queue/aside/:id",
        "proposals/aside",
        "Set a proposal aside",
    ),
    page("outreach", "outreach", "Outreach"),
    live("programs", "programs", "Programs and organizations"),
    live("notices", "notices", "Notices"),
    page("policies", "policies", "Policies"),
    page("policies/:id", "policies/form", "Policy"),
    page(
        "policies/:id/changes",
        "policies/changes",
        "What will change",
    ),
    page(
        "policies/:id/history",
        "policies/history",
        "History of a policy",
    ),
    live("access-requests", "access", "Access requests"),
    page("access-requests/new", "access/ask", "Ask for access"),
    page("admin/duplicates", "duplicates", "Duplicates"),
    page("admin/duplicates/:id", "duplicates/pair", "Two records"),
    page("admin/spellings", "spellings", "Spellings of names"),
    page("admin/spellings/:id", "spelling", "Spellings of a name"),
    page("admin/users", "admin/users", "Users"),
    page("admin/users/:id", "admin/user", "User"),
];

/// What an address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The page.
    pub page: &'static Page,
    /// What it is about; empty where the address names nothing.
    pub id: String,
}

/// The page at an address.
pub(super) fn at(path: &str) -> Option<Place> {
    let asked = path.trim_matches('/');
    PAGES.iter().find_map(|page| {
        let mut id = "";
        let mut segments = asked.split('/');
        for expected in page.path.split('/') {
            let segment = segments.next()?;
            if expected == ":id" {
                id = segment;
            } else if expected != segment {
                return None;
            }
        }
        let place = Place {
            page,
            id: id.to_owned(),
        };
        segments.next().is_none().then_some(place)
    })
}

#[cfg(test)]
mod tests {
    use super::at;

    #[test]
    fn an_address_names_its_page_and_what_it_is_about() {
        let found = |path| at(path).map(|place| (place.page.kind, place.id));
        for (path, kind, id) in [
            ("/work-queue", "exit/queue", ""),
            ("/work-queue/look", "proposals/look", ""),
            ("/exits/7/undo", "exit/undo", "7"),
            ("/clients/7/", "client", "7"),
            ("/admin/users/7", "admin/user", "7"),
            ("/clients/new", "clients/new", ""),
            ("/clients/7/carry", "clients/carry", "7"),
        ] {
            assert_eq!(found(path), Some((kind, id.to_owned())), "{path}");
        }
        for path in [
            "/",
            "",
            "/no/such/page",
            "/exits",
            "/exits/7/other",
            "/clients/7/8",
        ] {
            assert_eq!(found(path), None, "{path}");
        }
    }
}
