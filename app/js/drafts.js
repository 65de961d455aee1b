// What is typed is kept while it is typed: at once on this device, sealed, and soon after with the server. When
// the server has it, the device forgets it. Forms say that they want it with data-draft: it goes to
// /api/<data-draft>/draft, which keeps one draft for each user and subject; the page shows it when it is opened again.
//
// What the server could not be given stays on the device until the same user is there again, and any page of theirs
// hands it over. The key comes with the pages of that user alone, so nobody else who uses the device can open it, and
// its name says nothing. A sign-out asks before it is thrown away; a lock or an end of the session leaves it.

const PREFIX = "threshold-draft.";
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000;
/** After the last key, and at the latest after the first one. */
const SOON = 700;
const LATEST = 3000;
/** Browsers send no more than 64 KiB for a page that goes away. */
const PARTING = 60000;

const root = document.documentElement;
const { user, keys = "" } = root.dataset;
delete root.dataset.keys;

/** How this user's drafts are named on the device, and opened: the one that seals first. */
const own = keys.split(" ").filter(Boolean).map((pair) => {
  const [mark, key] = pair.split(":");
  return { prefix: `${PREFIX}${mark}.`, cipher: key && globalThis.crypto?.subtle ? imported(key) : null };
});

/** What was typed last in this page: `text` is how it lies on the device, `sent` whether the server knows of it. */
let latest = null;
/** What a form held when it was looked at last, and under which name. */
const known = new WeakMap();
/** The form was sent: nobody is asked before the page goes. */
let leaving = false;
let holding = Promise.resolve();
let sending = null;
let delivering = null;
let timer = 0;
let waits = 0;
let retry = 0;
let pause = 2000;

async function imported(key) {
  const bytes = Uint8Array.from(key.match(/../g), (digits) => parseInt(digits, 16));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

// --- On the device ---------------------------------------------------------------------------------------------

const storage = (() => {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
})();

/** Seals a draft for its name and time: "<time>.<nonce and ciphertext>". */
async function seal(name, { kind, fields, at }) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(`${name} ${at}`);
  const plain = new TextEncoder().encode(JSON.stringify({ kind, fields }));
  const cipher = await own[0].cipher;
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, cipher, plain));
  const bytes = Array.from([...iv, ...sealed], (byte) => String.fromCharCode(byte));
  return `${at}.${btoa(bytes.join(""))}`;
}

/** The draft behind a name; none where it is somebody else's, or broken. */
async function open(name, text) {
  const cipher = await own.find(({ prefix }) => name.startsWith(prefix))?.cipher;
  if (!cipher) return null;
  const [at, sealed] = text.split(".");
  try {
    const bytes = Uint8Array.from(atob(sealed), (letter) => letter.charCodeAt(0));
    const iv = bytes.subarray(0, 12);
    const additionalData = new TextEncoder().encode(`${name} ${at}`);
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, cipher, bytes.subarray(12));
    return { ...JSON.parse(new TextDecoder().decode(plain)), at: Number(at) };
  } catch {
    return null;
  }
}

/** Names of this user's drafts on the device. */
const left = () => Object.keys(storage ?? {}).filter((name) => own.some(({ prefix }) => name.startsWith(prefix)));

/** Forgets a draft, unless something newer was put there meanwhile. */
function drop(name, text) {
  if (text && storage.getItem(name) === text) storage.removeItem(name);
}

/** Puts what was typed last on the device. */
async function hold(item) {
  if (item !== latest || item.sent || !own[0]?.cipher || !storage) return;
  const text = await seal(item.name, item);
  if (item !== latest || item.sent) return;
  storage.setItem(item.name, text);
  item.text = text;
}

/** What nobody came back for is gone after the time for which the server would keep it. */
function sweep() {
  for (const name of Object.keys(storage ?? {})) {
    const at = Number(storage.getItem(name)?.split(".")[0]);
    if (name.startsWith(PREFIX) && !(Date.now() - at < KEPT_FOR)) storage.removeItem(name);
  }
}

// --- To the server ---------------------------------------------------------------------------------------------

/** Whether the server keeps it ("kept"), has no more use for it ("gone"), or could not be given it, and why. */
async function send({ kind, fields, at }) {
  if (!/^[a-z]+$/.test(kind)) return "gone";
  const body = new URLSearchParams(fields);
  body.set("user", user);
  body.set("age", String(Math.min(Math.max(0, Date.now() - at), KEPT_FOR)));
  try {
    const answer = await fetch(`/api/${kind}/draft`, {
      method: "POST",
      headers: { Accept: "application/json" },
      body,
      keepalive: body.toString().length < PARTING,
      signal: AbortSignal.timeout(20000),
    });
    if (answer.status === 401 || answer.status === 403) return "over";
    // What stands between, a captive network say, answers in pages.
    const ours = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (!ours || answer.status >= 500) return "away";
    if (answer.ok) return (await answer.json()) ? "kept" : "gone";
    return answer.status === 404 ? "gone" : "refused";
  } catch {
    return "away";
  }
}

/** Sends what was typed last, one at a time. */
async function push() {
  clearTimeout(timer);
  timer = waits = 0;
  if (sending) {
    await sending;
    return push();
  }
  const item = latest;
  if (!item || item.sent) return;
  sending = send(item);
  const outcome = await sending;
  sending = null;
  if (outcome === "kept" || outcome === "gone") {
    item.sent = true;
    drop(item.name, item.text);
    pause = 2000;
  } else if (outcome !== "refused") {
    later();
  }
  if (item === latest) say(outcome, item);
  else if (!timer) push();
}

/** Sends what earlier pages of this user left on the device; a page that it belongs to is loaded anew with it. */
async function deliver() {
  if (!user || !own[0]?.cipher) return;
  const form = document.querySelector("form[data-draft]");
  let reload = false;
  const found = [];
  for (const name of left().filter((name) => name !== latest?.name)) {
    const text = storage.getItem(name);
    const item = text && await open(name, text);
    if (item) found.push({ ...item, name, text });
  }
  found.sort((one, other) => one.at - other.at);
  for (const item of found) {
    const here = form && latest?.name !== nameOf(form)
      && subject(new URLSearchParams(item.fields)) === subject(new FormData(form));
    // Nothing is typed over what is on its way.
    if (here) {
      form.inert = true;
      say("sending", item);
    }
    const outcome = await send(item);
    if (outcome === "kept" || outcome === "gone") drop(item.name, item.text);
    if (here) {
      form.inert = false;
      say(outcome, item);
    }
    if (outcome === "kept" && here) reload = true;
    if (outcome === "over" || outcome === "away") {
      later();
      break;
    }
  }
  if (reload && latest?.name !== nameOf(form)) window.location.reload();
}

/** The name under which a form's draft lies on the device: its own key is in it, which says nothing. */
const nameOf = (form) => `${own[0]?.prefix}${new FormData(form).get("form[key]")}`;

/** What a form is about: the record, and the suggestion that is looked at. */
const subject = (fields) => `${fields.get("form[enrollment]")} ${fields.get("form[suggestion]") ?? ""}`;

/** Everything that is due, now. */
async function flush() {
  clearTimeout(retry);
  retry = 0;
  await holding;
  delivering ??= deliver().finally(() => { delivering = null; });
  await Promise.all([push(), delivering]);
}

/** Tries again, later and later. */
function later() {
  if (retry) return;
  retry = setTimeout(flush, pause * (0.5 + Math.random()));
  pause = Math.min(pause * 2, 60000);
}

function again() {
  pause = 2000;
  flush();
}

// --- In the page -----------------------------------------------------------------------------------------------

const WORDS = {
  sending: "Sending what you typed here before. The form waits for it.",
  gone: "Not kept any more: this form was sent, or the household changed. Reload the page.",
  refused: "Not kept: this is more than a draft can hold.",
  away: "Kept on this device. It is sent when the connection is back.",
  over: "Kept on this device. It is sent when you are signed in again.",
  lost: "Not kept yet: the server cannot be reached. Leave this page open.",
};

/** Says how the draft stands. The time is not read aloud each time. */
function say(outcome, item) {
  const status = document.getElementById("draft-status");
  if (!status) return;
  let words = outcome === "kept" ? "Draft kept " : WORDS[outcome];
  if ((outcome === "away" || outcome === "over") && !item.text) words = WORDS.lost;
  if (leaving && outcome === "gone") words = "";
  if (status.firstChild?.nodeValue !== words) status.replaceChildren(words);
  if (outcome !== "kept") return;
  const time = status.querySelector("time") ?? status.appendChild(document.createElement("time"));
  time.ariaHidden = "true";
  time.textContent = new Date(item.at).toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" });
}

/** What a form holds, as it is sent. */
const fieldsOf = (form) => new URLSearchParams(new FormData(form)).toString();

/** Something may have been typed. */
function typed(form) {
  const [name, fields] = [nameOf(form), fieldsOf(form)];
  if (known.get(form)?.fields === fields) return;
  known.set(form, { name, fields });
  leaving = false;
  const before = latest;
  latest = { kind: form.dataset.draft, name, fields, at: Date.now(), sent: false };
  // The older text lies there until the newer takes its place.
  if (before?.name === latest.name && !before.sent) latest.text = before.text;
  const item = latest;
  holding = holding.then(() => hold(item)).catch(() => {});
  clearTimeout(timer);
  waits ||= Date.now();
  timer = setTimeout(push, Math.max(0, Math.min(SOON, waits + LATEST - Date.now())));
}

const formOf = (target) => (target instanceof Element ? target.closest("form[data-draft]") : null);

function watch() {
  for (const act of ["focusin", "pointerdown"]) {
    document.addEventListener(act, ({ target }) => {
      const form = formOf(target);
      const name = form && nameOf(form);
      // The same element may have become another page's form.
      if (form && known.get(form)?.name !== name) known.set(form, { name, fields: fieldsOf(form) });
    }, { capture: true, passive: true });
  }
  // A click may press a button that fills in a field: it is looked at when that is done.
  for (const act of ["input", "change", "click"]) {
    document.addEventListener(act, ({ target }) => {
      const form = formOf(target);
      if (form) setTimeout(() => form.isConnected && typed(form));
    }, { passive: true });
  }
  // Pages come and go without being loaded: what waits for the form that appears is handed over first.
  let shown = null;
  new MutationObserver(() => {
    const form = document.querySelector("form[data-draft]");
    if (form !== shown && left().length > 0) flush();
    shown = form;
  }).observe(document.body, { childList: true, subtree: true });

  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") push();
    else if (left().length > 0) again();
  });
  new MutationObserver(() => {
    if (root.dataset.session === "open") again();
  }).observe(root, { attributeFilter: ["data-session"] });
  // Another page of this user handed it over, or threw it away at a sign-out: the server knows.
  window.addEventListener("storage", ({ key, newValue }) => {
    if (newValue || !latest?.text || latest.sent || key !== latest.name) return;
    latest.text = undefined;
    push();
  });
  window.addEventListener("beforeunload", (event) => {
    if (latest && !latest.sent && !latest.text && !leaving) event.preventDefault();
  });
}

/** Throws away what this page would keep, also what is on its way. */
async function startOver(form) {
  clearTimeout(timer);
  const item = latest;
  latest = null;
  await Promise.all([holding, sending]);
  if (item) drop(item.name, storage?.getItem(item.name));
  form.submit();
}

/** Sends what is not sent yet; where that cannot be, asks. */
async function signOut(form) {
  const patience = new Promise((done) => { setTimeout(done, 3000); });
  await Promise.race([flush(), patience]);
  if (unsent() && !(await thrownAway())) return;
  leaving = true;
  form.submit();
}

const unsent = () => left().length > 0 || (latest !== null && !latest.sent);

/** Asks whether what was not sent may be lost. */
function thrownAway() {
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  dialog.setAttribute("aria-labelledby", "ask-title");
  const title = document.createElement("h2");
  title.id = "ask-title";
  title.textContent = "Something you typed was not sent yet";
  const words = document.createElement("p");
  words.textContent = "The server could not be given it. It lies on this device, sealed, and is sent when you are "
    + "signed in and the connection is back. If you sign out now, it is thrown away.";
  const row = document.createElement("div");
  row.className = "button-row";
  const button = (label, look, value) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `button ${look}`;
    made.textContent = label;
    made.onclick = () => dialog.close(value);
    row.append(made);
  };
  button("Stay signed in", "secondary", "");
  button("Sign out and throw it away", "danger", "gone");
  dialog.append(title, words, row);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answer) => {
    dialog.onclose = () => {
      const gone = dialog.returnValue === "gone";
      if (gone) {
        latest = null;
        for (const name of left()) storage.removeItem(name);
      }
      dialog.remove();
      answer(gone);
    };
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("form[data-draft]")) {
    leaving = true;
    return;
  }
  const act = new URL(form.action).pathname;
  const asked = (act === "/api/sign-out" && unsent() && signOut) || (act === "/api/exit/start-over" && startOver);
  if (!asked) return;
  event.preventDefault();
  asked(form);
}, { capture: true });

sweep();
if (user && own.length > 0) {
  watch();
  flush();
}
