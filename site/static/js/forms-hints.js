// As one writes: asks what fits, an agency, a category, an answer that is there already, and shows it below the text.
// Nothing is chosen for anybody. Who wants to stay unknown or accuses somebody is not asked about; without scripts a
// button asks.

const PAUSE = 1200; // milliseconds after the last key
const SHORTEST = 4; // characters, as on the server
const NOT_SENT = "[type=file], [type=email], [type=tel], [type=hidden], [autocomplete]:not([autocomplete=off]), [name=name]"; // who writes it is no matter here

class Hints {
  constructor(place) {
    this.place = place;
    this.form = place.closest("form");
    this.text = this.form.elements.namedItem("text");
    this.found = place.querySelector("[data-hints-found]");
    this.said = "";
    this.form.addEventListener("input", (event) => ["text", "subject", "place"].includes(event.target.name) && this.later());
    this.form.addEventListener("change", (event) => event.target.name && !event.target.matches(NOT_SENT) && this.later());
    this.found.addEventListener("click", (event) => this.take(event));
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  // Closed to everybody but a few: then what is written is not looked at.
  get hides() {
    const given = new FormData(this.form);
    return given.has("confidential") || !["", "no_one"].includes(given.get("concerns") ?? "");
  }

  body(taken) {
    const body = new URLSearchParams({ page: this.place.dataset.page });
    const asked = [...this.form.elements].filter((field) => field.name && !field.matches(NOT_SENT));
    const names = new Set(asked.map((field) => field.name));
    for (const [name, value] of new FormData(this.form)) if (names.has(name) && typeof value === "string") body.append(name, value);
    const said = body.toString();
    for (const told of new FormData(this.form).getAll("hinted")) body.append("hinted", told);
    if (taken) body.set("form_take", taken);
    return { body, said };
  }

  async ask(taken = "") {
    if (this.hides || this.text.value.trim().length < SHORTEST) {
      this.said = "";
      this.found.querySelectorAll(":scope > :not(input)").forEach((each) => each.remove());
      return;
    }
    const { body, said } = this.body(taken);
    if (said === this.said && !taken) return;
    this.said = said;
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const answer = await fetch(this.place.dataset.hints, { method: "POST", body, signal: this.asking.signal });
      if (answer.ok) this.show(await answer.text(), taken);
    } catch {
      // without a line, or asked anew meanwhile: the form needs none of it
    }
  }

  show(html, taken) {
    // A document of its own, in which nothing runs.
    const drawn = new DOMParser().parseFromString(html, "text/html");
    if (this.form.querySelector("[name=danger_go]")) {
      drawn.querySelector("[data-danger-asked]")?.remove(); // the form asks it already, with all ways on, or has asked
    }
    this.offerExit(drawn.querySelector("[data-quick-exit]"));
    this.found.replaceChildren(...drawn.body.childNodes);
    if (taken) this.found.querySelector("[data-taken]")?.focus();
  }

  // Whoever writes of danger may be watched: from now on they can leave quickly.
  offerExit(exit) {
    exit?.remove();
    if (!exit || document.querySelector("[data-quick-exit]")) return;
    document.querySelector("main").prepend(exit);
    import(exit.dataset.script);
  }

  take(event) {
    const button = event.target.closest("[name=form_take]");
    if (!button) return;
    const [name, value] = button.value.split(":");
    const field = this.form.elements.namedItem(name);
    if (!(field instanceof HTMLSelectElement)) return;
    event.preventDefault();
    field.value = value;
    field.dispatchEvent(new Event("filled"));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    clearTimeout(this.timer);
    this.ask(button.value);
  }
}

for (const place of document.querySelectorAll("[data-hints]")) new Hints(place);
