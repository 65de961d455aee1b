//! Serving the site.

use crate::changes::Heard;
use crate::config::Data;
use crate::{http, jobs};
use anyhow::{Context, bail};
use app::server::{AppState, Assets};
use clap::Args;
use leptos::prelude::LeptosOptions;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// How to serve.
#[derive(Debug, Args)]
pub struct Options {
    #[command(flatten)]
    data: Data,
    /// Address and port to listen on
    #[arg(long, env = "THRESHOLD_ADDR", default_value = "127.0.0.1:3000")]
    addr: SocketAddr,
    /// Folder of the built site
    #[arg(long, env = "THRESHOLD_SITE_ROOT", default_value = "target/site")]
    site_root: PathBuf,
    /// A proxy in front speaks TLS: cookies are sent over TLS only
    #[arg(long, env = "THRESHOLD_TLS")]
    tls: bool,
}

/// Serves until it is asked to stop.
pub async fn run(options: Options) -> anyhow::Result<()> {
    let store = options.data.store().await?;
    let installation = store::installation::read(&store)
        .await
        .context("has the database been migrated?")?;
    if let Some(why) = refusal(options.addr, installation.demo, options.tls) {
        bail!(why);
    }
    let state = AppState {
        options: leptos_options(&options),
        assets: assets()?,
        store: store.clone(),
        secure: options.tls,
    };
    let changes = jobs::start(&store);
    let router = http::router(state, changes.clone(), &options.site_root);
    let listener = tokio::net::TcpListener::bind(options.addr)
        .await
        .with_context(|| format!("cannot listen on {}", options.addr))?;
    tracing::info!("Threshold listens on http://{}", listener.local_addr()?);
    axum::serve(
        listener,
        router.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(async move {
        stop_signal().await;
        changes.tell(Heard::Stopping);
    })
    .await?;
    Ok(())
}

/// Why it is not served there.
fn refusal(addr: SocketAddr, demo: bool, tls: bool) -> Option<String> {
    if addr.ip().is_loopback() {
        None
    } else if demo {
        Some(format!(
            "this database holds the demo with accounts whose password is public: it is served on \
             loopback addresses only, not on {addr}"
        ))
    } else if !tls {
        Some(format!(
            "on {addr} passwords and personal data would pass over the network in plain text: put a \
             proxy in front that speaks TLS and say --tls, or serve on a loopback address"
        ))
    } else {
        None
    }
}

fn leptos_options(options: &Options) -> LeptosOptions {
    let hashed = beside_executable("hash.txt").is_some_and(|path| path.exists());
    LeptosOptions::builder()
        .output_name("threshold")
        .site_root(options.site_root.display().to_string())
        .site_pkg_dir("pkg")
        .site_addr(options.addr)
        .hash_file(Arc::<str>::from("hash.txt"))
        .hash_files(hashed)
        .build()
}

/// Hashed names of scripts and fonts, written by the build beside the executable.
fn assets() -> anyhow::Result<Assets> {
    let Some(path) = beside_executable("assets.json").filter(|path| path.exists()) else {
        return Ok(Assets::default());
    };
    let text = std::fs::read_to_string(&path)?;
    let names: HashMap<String, String> =
        serde_json::from_str(&text).context("assets.json is not understood")?;
    Ok(Assets(Arc::new(names)))
}

fn beside_executable(name: &str) -> Option<PathBuf> {
    Some(std::env::current_exe().ok()?.parent()?.join(name))
}

async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = interrupt => {}
        () = terminate => {}
    }
    tracing::info!("stopping");
}

#[cfg(test)]
mod tests {
    use super::refusal;

    #[test]
    fn the_network_gets_neither_the_demo_nor_plain_text() {
        let here = "127.0.0.1:3000".parse().unwrap();
        let network = "192.0.2.7:3000".parse().unwrap();
        assert_eq!(refusal(here, true, false), None);
        assert_eq!(refusal(here, false, false), None);
        assert_eq!(refusal(network, false, true), None);
        let said = refusal(network, true, true).unwrap();
        assert!(said.contains("demo"), "{said}");
        let said = refusal(network, false, false).unwrap();
        assert!(said.contains("--tls"), "{said}");
    }
}
