//! Lists of the metadata elements (5.x).
// Generated from `hud-lists.json` by `cargo xtask hud`: change the JSON, not this file.

use crate::hud::declare::code_list;

code_list! {
    DataCollectionStage "5.03.1" "Data collection stage" {
        1 ProjectEntry "Project entry";
        2 Update "Update";
        3 ProjectExit "Project exit";
        5 AnnualAssessment "Annual assessment";
        6 PostExit "Post-exit (not used in CSV)";
    }
}
