//! Hydrates the app in the browser.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once the program is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    app::hydrate();
}
