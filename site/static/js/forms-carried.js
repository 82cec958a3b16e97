// Words of danger were recognised. Of the page that asks, no reload sends it again. Of the protected form into which it was
// moved, nothing of the ordinary one stays on this device: its draft, what waited of it here, what the way back would show.

import { removeDraft } from "./app-store.js";

history.replaceState(null, "", location.pathname);

const form = document.querySelector("[data-carried-from]");
if (form) {
  const { carriedFrom, carriedKey } = form.dataset;
  try {
    localStorage.removeItem(`insaf.draft.${carriedFrom}`);
    sessionStorage.setItem(`insaf.sent.${carriedFrom}`, "yes"); // as of every form that was sent: nobody reads of a move
  } catch {
    // a browser that keeps nothing has nothing to forget
  }
  removeDraft(carriedKey).catch(() => {});
}
