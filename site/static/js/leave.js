// Closing what was open here has the browser empty all that it keeps of this site. Where something lies there that was not
// sent, or whose number nobody has seen, it is asked for first. Who leaves quickly is never asked (quick-exit.js).

const DRAFT = "insaf.draft.";
const PATIENCE = 1000; // milliseconds: a button that closes may not hang on a busy device

for (const form of document.querySelectorAll("form[data-forget]")) {
  const note = form.querySelector("[data-unsent]");
  let isSure = false;
  form.addEventListener("submit", async (event) => {
    if (isSure) return forgetDrafts();
    event.preventDefault();
    const button = event.submitter ?? form.querySelector("button");
    isSure = true;
    const unseen = new Promise((done) => setTimeout(() => done(false), PATIENCE));
    if (!(await Promise.race([liesHere().catch(() => false), unseen]))) return form.requestSubmit(button);
    note.hidden = false;
    button.textContent = note.dataset.sure;
    note.scrollIntoView({ block: "nearest" });
  });
}

async function liesHere() {
  if (Object.keys(localStorage).some((key) => key.startsWith(DRAFT))) return true;
  const { hasDrafts } = await import("./app.js");
  if (!(await hasDrafts())) return false;
  const { drafts } = await import("./app-store.js");
  return (await drafts()).some((draft) => draft.state !== "leaving");
}

function forgetDrafts() {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(DRAFT)) localStorage.removeItem(key);
  } catch {
    // A browser that lets nothing be kept has nothing to forget.
  }
}
