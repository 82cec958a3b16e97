// A form without a line: kept on this device with its files and sent by itself later, once (app-sending.js). Loaded after
// the page by forms-draft.js, and so never for forms of sensitive requests.

import { allShared, draftOf, dropShared, changeDraft, filesOf, keepDraft, keeps, newKey } from "./app-store.js";
import { answers, fill } from "./forms-draft.js";
import { clock } from "./insaf.js";

const PROMISED = "insaf.promised.";
const CHECK = "-check"; // the page on which all is looked through, as the server calls it

class Offline {
  constructor(form) {
    this.form = form;
    this.note = form.querySelector("[data-offline-note]");
    this.boxes = [...form.querySelectorAll("[data-files]")]; // that for all kinds of files has no question of its own
    this.isCopy = "offline" in document.documentElement.dataset;
    this.key = ""; // of the draft that was opened here
    this.elsewhere = []; // files that arrived before and lie here no more
    this.passing = false;
  }

  async begin() {
    if (!(await keeps())) return;
    this.form.dataset.keeps = "";
    const asked = new URLSearchParams(location.hash.slice(1));
    if (asked.has("draft")) await this.open(asked.get("draft"));
    if (asked.has("shared")) await this.putShared();
    this.form.addEventListener("submit", (event) => this.submitted(event));
    for (const name of ["online", "offline"]) addEventListener(name, () => this.mark(name === "online"));
    this.mark();
  }

  get isAway() {
    return this.isCopy || navigator.onLine === false;
  }

  // A copy stays one when the line is back, and goes by way of this device; but nobody is told that they are offline.
  mark(isBack = false) {
    if (this.isAway && !isBack) this.say("away");
    else if (!this.key) this.say("");
  }

  say(what) {
    this.note.hidden = !what;
    for (const each of this.note.querySelectorAll("[data-when]")) each.hidden = each.dataset.when !== what;
  }

  // What was promised stands in the empty form; the pages after it are answers to what was sent, and do not say it again.
  promised() {
    const key = PROMISED + this.form.dataset.draft;
    try {
      if (this.form.dataset.promised) sessionStorage.setItem(key, this.form.dataset.promised);
      const said = JSON.parse(sessionStorage.getItem(key));
      const chosen = this.form.querySelector("select[name=agency]")?.selectedOptions[0];
      return said && { ...said, agency: chosen?.dataset.name ?? "" };
    } catch {
      return null;
    }
  }

  async open(key) {
    const draft = await draftOf(key);
    if (!draft || draft.state === "sent") return;
    // Whatever becomes of it here, it does not leave by itself while somebody writes on it.
    await changeDraft(key, { state: "asks", sentences: draft.sentences ?? [] });
    this.key = key;
    const fields = grouped(draft.fields);
    this.showPosition(fields.position?.[0]);
    fill(this.form, fields);
    const files = await filesOf(key);
    this.elsewhere = files.filter((file) => !file.blob);
    this.attach(files.filter((file) => file.blob));
    this.say("back");
  }

  // The box by which a position is kept has none until it is found; that of a form that waited was.
  showPosition(position) {
    const kept = this.form.querySelector("[data-position-kept]");
    if (!kept || !position) return;
    kept.querySelector("input").value = position;
    kept.querySelector("[data-position-shown]").textContent = position;
    kept.hidden = false;
  }

  async putShared() {
    const all = await allShared();
    if (!all.length) return;
    const text = this.form.querySelector("textarea[name=text]");
    const said = all.map((each) => each.text).filter(Boolean).join("\n");
    if (text && said && !text.value.includes(said)) text.value = [text.value, said].filter(Boolean).join("\n");
    text?.dispatchEvent(new Event("input", { bubbles: true }));
    const files = all.flatMap((each) => each.files);
    if (this.boxes.length || !files.length) await dropShared(); // a form without files leaves them for another one
    this.attach(files.map((file) => ({ ...file, question: "" })));
    this.say("shared");
    history.replaceState(null, "", location.pathname + location.search);
  }

  // Each to the question that it answers; of a form that does not ask it any more, to the first that takes files.
  attach(files) {
    const boxOf = ({ question }) => this.boxes.find((box) => box.dataset.question === question) ?? this.boxes[0];
    for (const box of this.boxes) {
      const whole = files.filter((file) => boxOf(file) === box).map(({ name, type, blob }) => new File([blob], name, { type }));
      if (whole.length) box.dispatchEvent(new CustomEvent("files-come", { detail: whole }));
    }
  }

  submitted(event) {
    if (event.defaultPrevented) return;
    if (this.passing) {
      this.passing = false;
      return;
    }
    const button = event.submitter;
    if (button?.name === "form_take" || button?.hasAttribute("formaction")) {
      if (this.isAway) event.preventDefault(); // what fits, or another request: it needs an answer at once, and files nothing
      return;
    }
    const sends = this.isFiling(button);
    const waits = this.isAway || this.key || this.form.querySelector("[data-file-list] [data-waits]");
    if (!waits && !sends) return;
    event.preventDefault();
    if (!waits) this.pass(button);
    else if (!sends && this.showAll()) this.say(this.key && !this.isAway ? "back" : "away");
    else this.keep();
  }

  // Whether this press files the form. In one of several pages Enter goes on to the next, as the server takes it.
  isFiling(button) {
    if (button?.name === "form_go") return button.value === "send";
    const page = this.form.elements.form_step?.value;
    return page === undefined || page === CHECK;
  }

  // Sent as ever; but should its answer be lost on the way, it stands here and is asked for. Its key is the form's own.
  async pass(button) {
    const key = this.form.elements.form_token.value;
    this.form.dataset.leavingAs = key; // app.js leaves it to this page
    const draft = this.draft(key);
    draft.fields.push(["danger_go", this.goesOn(button)]);
    await keepDraft({ ...draft, state: "leaving", tried: 0 }, this.files({ all: false })).catch(() => {});
    this.passing = true;
    this.form.requestSubmit(button);
  }

  // What a sender who sees the answer says of danger. Empty: they have not been asked yet, and the server asks before it
  // files anything, also where this draft comes by itself.
  goesOn(button) {
    if (button?.name === "danger_go") return button.value;
    return this.form.querySelector("input[name=danger_go]")?.value ?? "";
  }

  // The pages of a form are turned by the server. Without it all stand below one another. Whether any was hidden.
  showAll() {
    const hidden = this.form.querySelectorAll(".form-step[hidden]");
    for (const step of hidden) step.hidden = false;
    for (const button of this.form.querySelectorAll("button[name=form_go]")) button.hidden = button.value === "back";
    for (const line of document.querySelectorAll("[data-progress]")) line.hidden = true;
    this.note.scrollIntoView({ block: "center" });
    return hidden.length > 0;
  }

  async keep() {
    const key = this.key || newKey();
    const former = this.key ? await draftOf(this.key) : null;
    const edition = former ? (former.edition ?? 0) + 1 : 0;
    // Opened in two tabs: what the other has sent meanwhile is not what is written here.
    const tried = this.key ? (former?.tried ?? -1) : undefined;
    try {
      await keepDraft({ ...this.draft(key), state: "waiting", edition, tried }, [...this.files({ all: true }), ...this.elsewhere.map(bare)]);
    } catch {
      this.say("full");
      this.note.scrollIntoView({ block: "center" });
      return;
    }
    navigator.storage?.persist?.().catch(() => {});
    const worker = await navigator.serviceWorker?.getRegistration().catch(() => null);
    await worker?.sync?.register("send").catch(() => {});
    localStorage.removeItem(`insaf.draft.${this.form.dataset.draft}`);
    this.form.dataset.leaving = "";
    location.assign(this.note.dataset.device);
  }

  draft(key) {
    const fields = answers(this.form);
    const subject = this.form.elements.subject?.value ?? "";
    const title = document.querySelector("h1").textContent.trim();
    const address = new URL(this.form.action).pathname;
    return { key, address, title, subject, at: clock(), fields, promised: this.promised(), sentences: [] };
  }

  // Those of each question, with its key and the name by which the form carries what has arrived for it.
  files({ all }) {
    return this.boxes.flatMap((box) => {
      const { question, keptName } = box.dataset;
      const rows = [...box.querySelectorAll("[data-file-list] li:not([data-refused])")];
      return rows
        .map((row) => ({ name: row.dataset.name ?? "", row, token: row.querySelector("input[type=hidden]")?.value ?? "" }))
        .filter(({ row, token }) => row.file || token)
        .map(({ name, row, token }) => ({ name: row.file?.name ?? name, type: row.file?.type ?? "", blob: all || !token ? (row.file ?? null) : null, token, question, keptName }));
    });
  }
}

function grouped(fields) {
  const found = {};
  for (const [name, value] of fields) (found[name] ??= []).push(value);
  return found;
}

function bare({ name, type, blob, token, question, keptName }) {
  return { name, type, blob, token, question, keptName };
}

for (const form of document.querySelectorAll("form[data-draft]")) new Offline(form).begin();
