// The call centre by keyboard: what rings appears by itself, digits choose a form, Ctrl and Enter file it, Alt and E end the
// call. What is typed is kept with the call as one writes, and articles that fit it appear beside it.
import { switchTo, work } from "./keys.js";
import { asked, whileSeen } from "./poll.js";

const EVERY = 3000; // milliseconds between two looks at what rings
const PAUSE = 1200; // milliseconds after the last key

const types = (element) => element instanceof HTMLElement && (element.isContentEditable || element.matches("input, select, textarea"));

// 1 to 9; an Arabic keyboard may write ١ to ٩.
const digitOf = ({ key }) => (/^[1-9]$/.test(key) ? key : /^[١-٩]$/.test(key) ? String("٠١٢٣٤٥٦٧٨٩".indexOf(key)) : "");

class Ringing {
  constructor(box) {
    this.box = box;
    this.shown = [...box.querySelectorAll("[data-rings]")].map((each) => each.dataset.rings).join();
    whileSeen(EVERY, () => this.look());
  }

  // Where the session is over the first page leads to the login: no call is missed by somebody who waits before it. In a
  // call nothing is touched: what was typed there comes back after the login.
  async look() {
    const answer = await asked(this.box.dataset.ringing, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (answer.redirected || answer.status === 403) return waits ? location.reload() : false;
    if (!answer.ok) return;
    const { calls, open } = await answer.json();
    if (open && waits) return location.assign(open); // it was answered at the telephone
    this.show(calls);
    if (head?.dataset.openCall && !head.dataset.openCall.startsWith(open || "none")) await callIsOver();
  }

  show(calls) {
    const keys = calls.map((call) => call.key).join();
    if (keys === this.shown) return;
    this.shown = keys;
    this.box.replaceChildren(...calls.map((call) => this.row(call)));
    if (calls.length && waits && !waits.value) this.box.querySelector("button").focus();
  }

  row(call) {
    const form = Object.assign(document.createElement("form"), { method: "post", action: call.take, className: "note look rings" });
    form.dataset.rings = call.key;
    const token = Object.assign(document.createElement("input"), { type: "hidden", name: "csrfmiddlewaretoken", value: this.box.dataset.token });
    const said = Object.assign(document.createElement("b"), { textContent: call.said });
    const button = Object.assign(document.createElement("button"), { className: "btn small", textContent: this.box.dataset.takeWords });
    form.append(token, said, button);
    return form;
  }
}

// The caller hung up, or half an hour is over: nothing of theirs stays to be seen, and nothing that was typed is touched.
async function callIsOver() {
  const answer = await asked(head.dataset.openCall);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = fresh.querySelector("[data-next]");
  if (!next) return; // the line is away, or the session over
  delete head.dataset.openCall;
  for (const part of ["h1", "p"]) head.querySelector(part).replaceChildren(...fresh.querySelector(`.desk-head ${part}`).childNodes);
  head.querySelector(".end-call").replaceWith(next);
  const own = document.querySelector(".own-requests");
  const typed = [...document.querySelectorAll("[data-adds]")].filter((each) => each.elements.text.value.trim());
  own?.replaceChildren(...typed);
  if (own) own.hidden = !typed.length;
}

class Keeping {
  constructor(form) {
    this.form = form;
    this.found = document.querySelector("[data-fits-found]");
    form.addEventListener("input", () => this.later());
    form.addEventListener("change", () => this.later());
    form.addEventListener("submit", () => { clearTimeout(this.timer); this.sent = true; });
    addEventListener("pagehide", () => this.timer && !this.sent && this.keep(true));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  async keep(leaving = false) {
    this.timer = 0;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") body.append(name, value);
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const answer = await fetch(this.form.dataset.keep, { method: "POST", body, keepalive: leaving, signal: this.asking.signal });
      if (answer.ok && !answer.redirected) this.show(await answer.text());
      else this.failed(answer.redirected || answer.status === 403 ? "login" : "offline");
    } catch (error) {
      if (error.name !== "AbortError") this.failed("offline"); // else it is asked anew already
    }
  }

  // What stands there that it is kept would not be true any more.
  failed(why) {
    const line = this.found.querySelector("p");
    line.textContent = this.found.dataset[why];
    line.className = "err small";
    line.dataset.isKept = "no";
  }

  show(html) {
    // A document of its own, in which nothing runs.
    this.found.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  }
}

const head = document.querySelector("[data-open-call]");
const waits = document.querySelector("[data-caller-number]");
const box = document.querySelector("[data-ringing]");
if (box) new Ringing(box);

const form = document.querySelector("[data-keep]");
if (form) {
  new Keeping(form);
  const fields = [...form.querySelectorAll("input:not([type=hidden]), select, textarea")];
  if (!document.querySelector("[data-errors]")) fields.find((field) => field.checkVisibility() && !field.classList.contains("sr"))?.focus();
} else if (!document.activeElement?.closest("[data-rings]")) {
  waits?.focus();
}

// Keys without a modifier can be switched off, for this browser: whoever speaks to the machine would press them unawares.
for (const box of document.querySelectorAll("[data-keys-on]")) {
  box.closest("[hidden]").hidden = false;
  box.checked = work();
  box.addEventListener("change", () => switchTo(box.checked));
}

addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey && form) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.code === "KeyE" && event.altKey) {
    event.preventDefault();
    document.querySelector("[data-end-call], [data-next]")?.click();
  } else if (digitOf(event) && !event.ctrlKey && !event.altKey && !event.metaKey && work() && !types(event.target)) {
    document.querySelector(`[data-digit="${digitOf(event)}"]`)?.click();
  }
});
