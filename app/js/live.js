// One stream of changes per browser: the tab that holds the lock listens and tells the others.
// Pages hear "threshold-change" with the announcement as text; <html data-live> says how the stream stands.

const CHANGE = "threshold-change";
const channel = new BroadcastChannel("threshold-live");

/** Tells this page. */
function tell(text) {
  window.dispatchEvent(new CustomEvent(CHANGE, { detail: text }));
}

/** Tells this page and all other tabs. */
function tellAll(text) {
  tell(text);
  channel.postMessage(text);
}

channel.addEventListener("message", ({ data }) => {
  if (typeof data === "string") tell(data);
});

function state(live) {
  document.documentElement.dataset.live = live ? "on" : "off";
}

/** Listens for as long as the page lives; after a refusal tries again, later and later. */
function listen(wait = 1000, missed = false) {
  const source = new EventSource("/live");
  source.addEventListener("open", () => {
    wait = 1000;
    state(true);
    // Something may have happened while nobody listened.
    if (missed) tellAll('{"kind":"resync"}');
    missed = true;
  });
  source.addEventListener("change", ({ data }) => tellAll(data));
  // The session is over: whoever signs in again loads a page, and listens again.
  source.addEventListener("over", () => {
    source.close();
    state(false);
  });
  source.addEventListener("error", () => {
    state(false);
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => listen(Math.min(wait * 2, 60000), true), wait * (0.5 + Math.random()));
  });
}

function start() {
  // Only the frame of somebody who is signed in hears changes.
  if (!document.querySelector(".app")) return;
  if (navigator.locks) {
    navigator.locks.request("threshold-live", () => {
      listen();
      return new Promise(() => {});
    });
  } else {
    listen();
  }
}

// A page that comes back from the browser's memory may be of somebody who signed out since.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

start();
