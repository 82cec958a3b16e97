// Turns the plain list of agencies into a search: type, choose with arrows and Enter, or by hand.
// The list stays in the form and carries the answer, so nothing changes for the server or without this script.

import { fold } from "./forms-fold.js";

const MOST_SHOWN = 60;

class AgencySearch {
  constructor(select) {
    this.select = select;
    this.words = select.closest("[data-agency-search]").dataset;
    this.entries = [...select.options].filter((option) => option.value).map((option) => this.entry(option));
    this.shown = [];
    this.active = -1;
    this.build();
  }

  entry(option) {
    const name = option.dataset.name ?? option.text;
    const above = option.dataset.above ?? "";
    const means = option.dataset.means?.split("|") ?? [];
    return { value: option.value, name, above, means, always: !option.dataset.name, text: fold(`${name} ${above} ${option.dataset.also ?? ""}`) };
  }

  build() {
    const id = this.select.id;
    this.input = Object.assign(document.createElement("input"), { type: "text", className: this.select.className, id, name: this.words.typedName ?? "", autocomplete: "off", spellcheck: false });
    this.list = Object.assign(document.createElement("ul"), { id: `${id}-options`, className: "options", hidden: true });
    this.status = Object.assign(document.createElement("div"), { className: "sr" });
    this.status.setAttribute("role", "status");
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.words.label);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list" })) this.input.setAttribute(name, value);
    for (const name of ["aria-describedby", "aria-invalid"]) if (this.select.hasAttribute(name)) this.input.setAttribute(name, this.select.getAttribute(name));
    this.input.placeholder = this.words.placeholder;
    this.select.id = `${id}-list`;
    this.select.hidden = true;
    const box = this.select.parentElement;
    box.classList.add("searched");
    box.append(this.input, this.list, this.status);
    this.showChosen();
    if (!this.select.value) this.input.value = this.words.typed ?? "";
    this.listen();
  }

  listen() {
    this.select.addEventListener("filled", () => this.showChosen());
    this.input.addEventListener("input", () => {
      this.select.value = "";
      this.open();
    });
    this.input.addEventListener("click", () => this.open(true));
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.leave());
    // Before the blur, which a click on the list would otherwise bring first.
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose(this.shown[[...this.list.children].indexOf(option)]);
    });
  }

  key(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      event.preventDefault();
      if (this.list.hidden) this.open(true);
      this.move(this.active + moves[event.key]);
    } else if (event.key === "Enter" && !this.list.hidden && this.meant) {
      event.preventDefault();
      this.choose(this.meant);
    } else if (event.key === "Enter") {
      this.leave(); // it sends the form
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    }
  }

  // What Enter takes: what the arrows are on, else the first that was found by what was typed.
  get meant() {
    const first = this.input.value.trim() && !this.select.value ? this.shown[0] : undefined;
    return this.shown[this.active] ?? (first?.always && !this.isMeant(first) ? undefined : first);
  }

  // What was typed, in letters alone: “don't” and “don’t” are one.
  get letters() {
    return fold(this.input.value).replace(/[^\p{L} ]/gu, "").trim();
  }

  isMeant(entry) {
    const typed = this.letters;
    return typed !== "" && entry.means.some((words) => words.startsWith(typed));
  }

  matching(everything) {
    const isMeant = (entry) => !everything && this.isMeant(entry);
    const words = everything ? [] : fold(this.input.value).split(" ").filter(Boolean).map((word) => word.replace(/^ال(?=.)/u, ""));
    const found = this.entries.filter((entry) => isMeant(entry) || (!entry.always && words.every((word) => entry.text.includes(word))));
    const first = (entry) => (isMeant(entry) ? -1 : words.length && fold(entry.name).replace(/^ال/u, "").startsWith(words[0]) ? 0 : 1);
    // A stable sort: within each group the tree's own order stays.
    if (words.length) found.sort((one, other) => first(one) - first(other));
    return { found: found.length, shown: [...found.slice(0, words.length ? MOST_SHOWN : undefined), ...this.entries.filter((entry) => entry.always && !isMeant(entry))] };
  }

  open(everything = false) {
    const { found, shown } = this.matching(everything);
    this.shown = shown;
    this.list.replaceChildren(...shown.map((entry, number) => this.drawn(entry, number)));
    if (!found) this.list.append(this.nothing());
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.move(everything ? shown.findIndex((entry) => entry.value === this.select.value) : -1);
    this.status.textContent = found ? this.words.found.replace("{count}", document.querySelector("[data-digits]") ? found.toLocaleString("ar-u-nu-arab") : found) : this.words.none;
  }

  drawn(entry, number) {
    const option = Object.assign(document.createElement("li"), { id: `${this.list.id}-${number}`, className: entry.always ? "always" : "" });
    option.setAttribute("role", "option");
    option.append(entry.name);
    if (entry.above) option.append(" ", Object.assign(document.createElement("small"), { textContent: entry.above }));
    return option;
  }

  // For the eye alone: the status says it to those who listen. It stands last among the options, and is drawn first.
  nothing() {
    const line = Object.assign(document.createElement("li"), { className: "none", textContent: this.words.none });
    line.setAttribute("aria-hidden", "true");
    return line;
  }

  move(to) {
    const count = this.shown.length;
    this.active = to < -1 ? count - 1 : to >= count ? 0 : to;
    this.list.querySelectorAll("[role=option]").forEach((option, number) => option.setAttribute("aria-selected", String(number === this.active)));
    const option = this.list.children[this.active];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  choose(entry) {
    this.select.value = entry.value;
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
    this.showChosen();
    this.close();
  }

  leave() {
    // A name typed out in full is an answer; anything less stays as it was typed, and is asked about when it is sent.
    const typed = fold(this.input.value);
    const meant = this.entries.find((entry) => fold(entry.name) === typed || entry.means.includes(this.letters));
    if (meant && !this.select.value) {
      this.select.value = meant.value;
      this.showChosen();
    }
    this.close();
  }

  showChosen() {
    const chosen = this.entries.find((entry) => entry.value === this.select.value);
    if (chosen) this.input.value = chosen.name;
  }

  close() {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

for (const select of document.querySelectorAll("[data-agency-search] select")) new AgencySearch(select);
