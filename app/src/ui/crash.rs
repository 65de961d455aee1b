//! When the page's program stops, the page says so.

/// Shows the reload bar on a panic, and leaves the message in the console.
pub fn report_to_page() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        let bar = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.get_element_by_id("reload-bar"));
        if let Some(bar) = bar {
            let _ = bar.remove_attribute("hidden");
        }
    }));
}
