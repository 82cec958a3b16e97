// Keeps in this browser what is written in a form, so that an error, a reload, the other language or a dead tab loses nothing.
// Never for forms of sensitive requests: those do not ask for this script. Files are not kept. The page after filing, the
// ways to leave and insaf.js after a day clear it.

import { clock, isCopy } from "./insaf.js";

const LIFETIME = 24 * 3600 * 1000; // milliseconds, as long as the form itself may stay open
const PAUSE = 300; // milliseconds after the last key
const AFTER = 1500; // milliseconds after the page has loaded
const OF_THE_FORM = new Set(["csrfmiddlewaretoken", "form_token", "form_step", "form_checked", "hinted", "danger_go", "challenge_solution", "challenge_ticket"]);
const OF_FILES = /^(kept|remove)_files/; // those of a question of its own have its key behind a dot

class Draft {
  constructor(form) {
    this.form = form;
    this.key = `insaf.draft.${form.dataset.draft}`;
    this.note = document.querySelector("[data-draft-note]");
    this.line = this.note.querySelector("[data-draft-said]");
    this.button = this.note.querySelector("button");
    this.note.hidden = false;
    this.dirty = false;
    this.begin();
    this.listen();
  }

  // A form that came back, with what is wrong or on its next page, is newer than what was kept; an agency named in the
  // address as well.
  begin() {
    const kept = this.read();
    if (document.querySelector("[data-errors], [data-carried], [data-danger-asked]")) this.write();
    else if (kept && fill(this.form, kept.fields)) this.line.textContent = this.note.dataset.restored;
    this.button.hidden = !this.read();
  }

  listen() {
    const now = () => this.dirty && !("leaving" in this.form.dataset) && this.write();
    const later = () => {
      this.dirty = true;
      clearTimeout(this.timer);
      this.timer = setTimeout(now, PAUSE);
    };
    this.form.addEventListener("input", later);
    this.form.addEventListener("change", later);
    addEventListener("pagehide", now);
    document.addEventListener("visibilitychange", now);
    // Sent or discarded in another tab: what stands here is kept again only once somebody goes on writing here.
    addEventListener("storage", (event) => {
      if (event.key !== this.key || event.newValue !== null) return;
      this.forget();
      this.line.textContent = this.note.dataset.elsewhere;
    });
    this.button.addEventListener("click", () => this.discard());
  }

  fields() {
    const found = {};
    for (const [name, value] of answers(this.form)) {
      if (name !== "position" && value) (found[name] ??= []).push(value);
    }
    return found;
  }

  write() {
    clearTimeout(this.timer);
    this.dirty = false;
    const fields = this.fields();
    try {
      if (Object.keys(fields).length) localStorage.setItem(this.key, JSON.stringify({ at: isCopy ? 0 : clock(), fields }));
      else localStorage.removeItem(this.key);
    } catch {
      this.note.hidden = true; // a browser that keeps nothing: then nothing is promised
    }
    this.button.hidden = !this.read();
  }

  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      return kept && (!kept.at || clock() - kept.at < LIFETIME) ? kept : null;
    } catch {
      return null;
    }
  }

  forget() {
    clearTimeout(this.timer);
    this.dirty = false;
    this.button.hidden = true;
  }

  discard() {
    this.forget();
    localStorage.removeItem(this.key);
    const clean = new URL(location.href);
    clean.hash = "";
    location.replace(clean);
  }
}

// What somebody has answered, each name with its value; nothing of files, nor of what travels with the form.
export function answers(form) {
  return [...new FormData(form)].filter(([name, value]) => !OF_THE_FORM.has(name) && !OF_FILES.test(name) && typeof value === "string");
}

// Whether anything was filled in.
export function fill(form, fields) {
  const named = new URLSearchParams(location.search).get("agency");
  let filled = false;
  for (const [name, values] of Object.entries(fields)) {
    if (named && name.startsWith("agency")) continue;
    if (name === "agency_typed" && fields.agency) continue; // the name of a chosen one is written in the page's language
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else field.value = values[0];
      filled ||= field.type === "radio" || field.type === "checkbox" ? field.checked : field.value !== "";
      field.dispatchEvent(new Event("filled"));
    }
  }
  return filled;
}

// What keeps a form without a line comes after the page; at once where it is needed to show what is here.
async function loadLater(form) {
  const isNeeded = "offline" in document.documentElement.dataset || /draft=|shared/.test(location.hash);
  if (!isNeeded) {
    if (document.readyState !== "complete") await new Promise((loaded) => addEventListener("load", loaded, { once: true }));
    await new Promise((done) => setTimeout(done, AFTER));
  }
  await import(form.dataset.offline).catch(() => {}); // the line broke meanwhile: the form is as ever
}

// What looks at what is written comes once something is.
async function loadHints(form) {
  const place = form.querySelector("[data-hints]");
  if (!place) return;
  const text = form.elements.namedItem("text");
  const written = () => new Promise((done) => ["input", "filled"].forEach((name) => text.addEventListener(name, done, { once: true })));
  if (!text.value) await written();
  await import(place.dataset.script).catch(() => {});
}

// What was sent, or moved to the protected form, does not stand here again for whoever goes back, as the browser would
// have it.
function emptyIfSent(form, isBack) {
  const key = `insaf.sent.${form.dataset.draft}`;
  try {
    if (!sessionStorage.getItem(key)) return;
    if (!isBack) return sessionStorage.removeItem(key);
  } catch {
    return; // a browser that keeps nothing
  }
  for (const field of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    if (field.type === "radio" || field.type === "checkbox") field.checked = false;
    else if (field instanceof HTMLSelectElement) field.selectedIndex = 0;
    else field.value = "";
  }
  for (const kept of form.querySelectorAll("[data-file-list] li")) kept.remove();
  localStorage.removeItem(`insaf.draft.${form.dataset.draft}`);
  if (document.querySelector("[data-danger-asked], [data-errors], [data-carried]")) location.replace(location.pathname);
  else sessionStorage.removeItem(key);
}

// What is folded opens once something in there was filled in.
function openFolds(form) {
  const open = ({ target }) => {
    const answered = target.type === "radio" || target.type === "checkbox" ? target.checked && target.value !== "myself" : target.value !== "";
    const fold = answered && target.closest("details.fold");
    if (fold) fold.open = true;
  };
  form.addEventListener("filled", open, true); // the event does not bubble
}

const isBackForward = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
for (const form of document.querySelectorAll("form[data-draft]")) {
  openFolds(form);
  addEventListener("pageshow", ({ persisted }) => emptyIfSent(form, persisted || isBackForward));
  new Draft(form);
  loadLater(form);
  loadHints(form);
}
