// Names below a field, while somebody types: chosen with the arrows and Enter, or by a press. Escape closes.
// A subclass says what is typed (`asked`, null for nothing), from which address names come, and what a choice does (`take`).
import { inDigits } from "./digits.js"

const PAUSE = 150 // milliseconds

export class NamesOffered {
  constructor(field, { address, label, found, none, sign = "" }) {
    Object.assign(this, { field, address, found, none, sign })
    this.list = Object.assign(document.createElement("ul"), { id: `${field.id}-colleagues`, className: "mentions", hidden: true })
    this.list.setAttribute("role", "listbox")
    this.list.setAttribute("aria-label", label)
    this.said = Object.assign(document.createElement("p"), { className: "sr" })
    this.said.setAttribute("role", "status")
    field.setAttribute("aria-autocomplete", "list")
    field.setAttribute("aria-controls", this.list.id)
    // Below its line, where a button stands beside it.
    ;(field.closest(".line") ?? field).after(this.list, this.said)
    field.addEventListener("input", () => this.later())
    field.addEventListener("keydown", (event) => this.key(event))
    field.addEventListener("blur", () => setTimeout(() => this.close(), PAUSE))
    // Before the field loses the focus.
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault()
      const option = event.target.closest("[role=option]")
      if (option) this.take(option)
    })
  }

  later() {
    clearTimeout(this.timer)
    if (this.asked !== null) this.timer = setTimeout(() => this.ask(), PAUSE)
    else this.close()
  }

  async ask() {
    const asked = (this.sent = this.asked)
    if (asked === null) return this.close()
    try {
      const answer = await fetch(`${this.address}?q=${encodeURIComponent(asked)}`, { redirect: "error" })
      if (!answer.ok || asked !== this.sent) return
      this.show((await answer.json()).found, asked)
    } catch { /* The line is away: what is typed is read by the server all the same. */ }
  }

  show(found, asked) {
    const options = found.map(({ login, name }, place) => {
      const option = Object.assign(document.createElement("li"), { id: `${this.list.id}-${place}` })
      option.setAttribute("role", "option")
      Object.assign(option.dataset, { login, name })
      option.append(Object.assign(document.createElement("bdi"), { textContent: name }), " ")
      option.append(Object.assign(document.createElement("bdi"), { textContent: `${this.sign}${login}`, className: "soft no" }))
      return option
    })
    this.list.replaceChildren(...options)
    this.list.hidden = !options.length
    this.opened(!this.list.hidden)
    this.mark(0)
    this.said.textContent = options.length ? this.found.replace("{count}", inDigits(options.length)) : this.nobody(asked)
  }

  nobody() {
    return this.none
  }

  opened() { /* A field of one line says whether its list is open. */ }

  mark(place) {
    const options = [...this.list.children]
    this.place = options.length ? (place + options.length) % options.length : -1
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === this.place)))
    const marked = options[this.place]
    if (marked) this.field.setAttribute("aria-activedescendant", marked.id)
    else this.field.removeAttribute("aria-activedescendant")
    marked?.scrollIntoView({ block: "nearest" })
  }

  key(event) {
    if (this.list.hidden || event.isComposing) return
    const { key } = event
    if (key === "ArrowDown") this.mark(this.place + 1)
    else if (key === "ArrowUp") this.mark(this.place - 1)
    else if (key === "Enter" || key === "Tab") this.take(this.list.children[this.place])
    else if (key === "Escape") this.close()
    else return
    event.preventDefault()
  }

  close() {
    clearTimeout(this.timer)
    this.sent = null
    this.list.hidden = true
    this.list.replaceChildren()
    this.opened(false)
    this.mark(0)
  }
}
