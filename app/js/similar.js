// Who may be meant, while a new client is typed: a form that says data-similar is sent there when typing rests, and
// the people of the answer are shown in it. Only the newest question counts: an older one is given up. Nothing of it
// stands in an address. Without scripts the server asks once more before it saves.

const SOON = 400;

/** The wait before a question, and the question on its way. */
let timer = 0;
let asking = null;
/** What is shown now. */
let shown = null;

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-similar]");
  if (!form) return;
  clearTimeout(timer);
  timer = setTimeout(() => ask(form), SOON);
});

/** Asks with what the form holds by now. */
async function ask(form) {
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  try {
    const answer = await fetch(form.dataset.similar, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(new FormData(form)),
      signal: AbortSignal.any([mine.signal, AbortSignal.timeout(15000)]),
    });
    if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("application/json")) return;
    const [html] = await answer.json();
    if (asking === mine && form.isConnected) show(form, html);
  } catch {
    // Given up, or no connection: the server asks again before it saves.
  }
}

/** Shows the people, and says how many where that changed. Focus that stood in the list stays in the form. */
function show(form, html) {
  const people = form.querySelector("[data-similar-people]");
  if (!people || (shown === html && people.dataset.asked)) return;
  const within = people.contains(document.activeElement);
  shown = html;
  people.dataset.asked = "true";
  people.innerHTML = html;
  const told = form.querySelector("[data-similar-told]");
  const words = people.querySelector("[data-told]")?.dataset.told ?? "";
  if (told && told.textContent !== words) told.textContent = words;
  if (within) people.closest("section")?.querySelector("h2")?.focus();
}
