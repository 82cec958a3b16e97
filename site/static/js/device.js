// The list of what waits on this device to be sent, what became of each, and putting the platform on the home screen.

import { sendNowAndLater } from "./app.js";
import { sendWaiting, onProgress } from "./app-sending.js";
import { changeDraft, drafts, filesOf, keeps, removeDraft } from "./app-store.js";
import { solve } from "./challenge.js";
import { isBack } from "./insaf.js";
import { writtenMoment } from "./moment.js";

const list = document.querySelector("[data-drafts]");
const words = list.dataset;
const template = list.parentElement.querySelector("template");
const none = document.querySelector("[data-none]");
const news = document.querySelector("[data-draft-news]");
const CLOCK = JSON.parse(words.clock);
const said = new Map();

const LOOKS = 1000; // milliseconds: another tab or the worker may be the one that sends
let shownLast = "";

async function show() {
  const all = (await drafts()).filter((draft) => draft.state !== "leaving");
  const now = JSON.stringify(all);
  if (now === shownLast) return;
  shownLast = now;
  none.hidden = all.length > 0;
  const focused = document.activeElement?.closest("[data-key]")?.dataset.key;
  const rows = await Promise.all(all.map(row));
  list.replaceChildren(...rows);
  list.querySelector(`[data-key="${CSS.escape(focused ?? "")}"] :is(a, button):not([hidden])`)?.focus();
}

async function row(draft) {
  const shown = template.content.cloneNode(true).firstElementChild;
  const part = (name) => shown.querySelector(`[data-${name}]`);
  shown.dataset.key = draft.key;
  shown.dataset.stands = draft.state;
  part("title").textContent = draft.title;
  part("subject").textContent = draft.subject ?? "";
  const files = (await filesOf(draft.key)).length;
  const kept = [words.keptAt.replace("{when}", writtenMoment(draft.at, words.locale, CLOCK)), files ? words.fileCount.replace("{count}", files) : ""];
  part("kept").textContent = kept.filter(Boolean).join(" · ");
  for (const each of shown.querySelectorAll("[data-state]")) each.hidden = each.dataset.state !== draft.state;
  for (const each of shown.querySelectorAll("[data-for]")) each.hidden = !each.dataset.for.split(" ").includes(draft.state);
  const reasons = draft.state === "changed" ? differences(draft) : draft.state === "asks" ? [former(draft), ...draft.sentences].filter(Boolean) : [];
  part("reasons").replaceChildren(...reasons.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  part("reasons").hidden = !reasons.length;
  if (draft.state === "sent") part("number").textContent = draft.number;
  shown.querySelector("a[data-for=sent]").href = draft.link ?? "";
  shown.querySelector("a[data-for=sent]").addEventListener("click", (event) => open(event, draft));
  shown.querySelector("a[data-for^=waiting]").href = `${draft.address}#draft=${encodeURIComponent(draft.key)}`;
  for (const button of shown.querySelectorAll("[data-act]")) button.addEventListener("click", () => ACTS[button.dataset.act](draft, button));
  tell(draft, shown);
  return shown;
}

// What became of one is heard, once.
function tell(draft, shown) {
  const text = shown.querySelector(`[data-state="${draft.state}"]`)?.textContent.trim() ?? "";
  const isNews = said.has(draft.key) && said.get(draft.key) !== draft.state;
  if (isNews) news.textContent = `${draft.title}: ${text}`;
  if (isNews && draft.state === "sent") isBack();
  said.set(draft.key, draft.state);
}

function former(draft) {
  return draft.former ? words.former.replace("{number}", `\u2066${draft.former}\u2069`) : "";
}

function differences({ promised, now }) {
  const times = (answer) => answer.join(" · ") || words.noAnswer;
  const found = [];
  if (promised.revision !== now.revision) found.push(words.revision);
  if (String(promised.readers) !== String(now.readers)) found.push(words.readers);
  if (String(promised.answer) !== String(now.answer)) found.push(words.answer.replace("{now}", times(now.answer)).replace("{before}", times(promised.answer)));
  if (promised.closes !== now.closes) found.push(words.closes);
  if (promised.agency !== now.agency) found.push(words.agency);
  return found;
}

// The page with number and code opens to the browser that sent: asked for by the draft's key, which nobody else knows.
async function open(event, draft) {
  event.preventDefault();
  const headers = { Accept: "application/json", "Insaf-Draft": draft.key };
  await fetch(`${draft.address}?fresh`, { headers, cache: "no-store" }).catch(() => {});
  location.assign(draft.link);
}

const ACTS = {
  async agree(draft) {
    await changeDraft(draft.key, { promised: draft.now, state: "waiting" });
    await sendWaiting(solve);
  },
  async now() {
    await sendWaiting(solve).catch(() => {});
  },
  // Words that were written and not sent go with a second press alone.
  async remove(draft, button) {
    if (draft.state !== "sent" && !button.dataset.sure) {
      button.dataset.sure = "yes";
      button.textContent = words.forgetAsked;
      return;
    }
    await removeDraft(draft.key);
    await show();
    document.querySelector("#waiting").focus();
  },
};

onProgress((key, file, offset) => {
  const shown = list.querySelector(`[data-key="${CSS.escape(key)}"] [data-percent]`);
  if (shown) shown.textContent = `${Math.floor((100 * offset) / file.blob.size)}%`;
});

async function begin() {
  if (!(await keeps())) return;
  await show();
  setInterval(() => document.visibilityState === "visible" && show(), LOOKS);
  await sendNowAndLater();
}
begin();

// Chromium asks whether it may be put on the home screen: only once somebody has pressed the button here.
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  const place = document.querySelector("[data-install]");
  place.hidden = false;
  place.querySelector("button").onclick = async () => {
    place.hidden = true;
    await event.prompt();
  };
});
