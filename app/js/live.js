// One stream per browser: the tab that holds the lock listens and tells the others. It tells what changed,
// and whether the session is open. Pages hear "threshold-change" with the announcement as text;
// <html data-live> says how the stream stands. While the session is locked the page is covered, not left:
// what was typed stays in it.
//
// No change is lost between a page's rendering and its listening, nor between two streams: a page looks at
// everything again when a stream follows another one, and when its first stream knows of a change since the
// page was asked for. What is told before the page lives is told when it does.

const CHANGE = "threshold-change";
const RESYNC = '{"kind":"resync"}';
const IDLE = 15 * 60 * 1000;
const root = document.documentElement;
const user = root.dataset.user;
const channel = new BroadcastChannel("threshold-live");

/** The stream, or the wait for the lock that comes before it. */
let listening = null;
/** When the stream of this tab last knew of a change; null while this tab has none. */
let last = null;
/** A stream, of whatever tab, tells this page what happens. */
let told = false;
/** Something was told before the page lived. */
let waiting = false;
/** Covers the page some time after the session's end. */
let later = 0;

/** Milliseconds, alike in all tabs. */
const clock = () => performance.timeOrigin + performance.now();

/** Tells this page of a change. */
function tell(text) {
  if ("hydrated" in root.dataset) {
    window.dispatchEvent(new CustomEvent(CHANGE, { detail: text }));
  } else {
    waiting = true;
  }
}

new MutationObserver((_, observer) => {
  observer.disconnect();
  if (waiting) tell(RESYNC);
}).observe(root, { attributeFilter: ["data-hydrated"] });

/** Hears what this tab or another one was told. `since`: when a change was known last; `begins`: by a new stream. */
function hear({ change, live, standing, whose, since, begins }) {
  if (live !== undefined) root.dataset.live = live ? "on" : "off";
  // The browser may be somebody else's by now: this page is not.
  if (standing && whose !== user) {
    if (standing !== "over") {
      stand("over");
      cover(true);
    }
  } else if (standing) {
    stand(standing);
  } else if (change && root.dataset.session !== "over") {
    tell(change);
  }
  if (since === undefined || (root.dataset.session ?? "open") !== "open") return;
  if (told ? begins : since >= performance.timeOrigin) tell(RESYNC);
  told = true;
}

/** Tells this page and all other tabs. */
function hearAll(message) {
  hear(message);
  channel.postMessage(message);
}

channel.addEventListener("message", ({ data }) => {
  if (!data || typeof data !== "object") return;
  hear(data);
  if (data.asks && last !== null) channel.postMessage({ live: true, since: last });
});

/** The session of this page is "open", "locked" or "over". */
function stand(standing) {
  const before = root.dataset.session ?? "open";
  if (standing === before || (before === "over" && standing === "locked")) return;
  root.dataset.session = standing;
  clearTimeout(later);
  if (standing === "open") {
    cover(false);
    listen();
    // Nothing was heard meanwhile.
    tell(RESYNC);
  } else if (standing === "locked") {
    cover(true);
  } else {
    listening?.abort();
    root.dataset.live = "off";
    // A page that nobody looks at is not left open; who is there may still copy what they typed.
    later = setTimeout(() => cover(true), IDLE);
    tell('{"kind":"user"}');
  }
}

/** Hides the page behind a dialog, or shows it again. */
function cover(covered) {
  root.toggleAttribute("data-covered", covered);
  const dialog = document.getElementById("cover");
  if (!dialog) return;
  dialog.onclose = () => {
    if (root.hasAttribute("data-covered")) dialog.showModal();
  };
  if (covered && !dialog.open) dialog.showModal();
  if (!covered) dialog.close();
}

/**
 * Opens the stream, and settles when the session is over. After a refusal it tries again, later and later.
 */
function stream(signal) {
  return new Promise((settle) => {
    let wait = 1000;
    let source;
    signal.addEventListener("abort", () => {
      source?.close();
      last = null;
      settle();
    });
    const open = () => {
      if (signal.aborted) return;
      source = new EventSource("/live");
      source.addEventListener("change", ({ data }) => {
        last = clock();
        hearAll({ change: data });
      });
      source.addEventListener("session", ({ data }) => {
        const { standing, user: whose, quiet } = JSON.parse(data);
        wait = 1000;
        // The first word of a stream says for how long nothing happened.
        const begins = quiet !== undefined;
        if (begins) last = clock() - quiet;
        hearAll({ live: true, standing, whose, since: last ?? clock(), begins });
      });
      source.addEventListener("error", async () => {
        if (signal.aborted) return;
        last = null;
        hearAll({ live: false });
        if (source.readyState !== EventSource.CLOSED) return;
        // A stream does not say why it was refused.
        const answer = await fetch("/live", { method: "HEAD" }).catch(() => null);
        if (answer?.status === 401) {
          hearAll({ standing: "over", whose: user });
          return;
        }
        setTimeout(open, wait * (0.5 + Math.random()));
        wait = Math.min(wait * 2, 60000);
      });
    };
    open();
  });
}

/** Listens, or waits until the tab that does is gone. */
function listen() {
  if (listening && !listening.signal.aborted) return;
  listening = new AbortController();
  const { signal } = listening;
  if (navigator.locks) {
    // Aborted while it waits: nobody is told.
    navigator.locks.request("threshold-live", { signal }, () => stream(signal)).catch(() => {});
  } else {
    stream(signal);
  }
}

/** Who types or points is there, though the page asks for nothing: the session stays open. */
function noteUse() {
  let noted = Date.now();
  const note = () => {
    if (root.hasAttribute("data-covered") || Date.now() - noted < 60000) return;
    noted = Date.now();
    fetch("/present", { method: "POST" }).catch(() => {});
  };
  for (const act of ["keydown", "pointerdown"]) {
    window.addEventListener(act, note, { passive: true });
  }
}

// A page that comes back from the browser's memory may be of somebody who signed out since.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

// Only the frame of somebody who is signed in hears changes; it is sent to nobody whose session is locked.
if (user && document.querySelector(".app")) {
  channel.postMessage({ standing: "open", whose: user, asks: true });
  listen();
  noteUse();
}
