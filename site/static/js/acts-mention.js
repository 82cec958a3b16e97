// Behind an @ in a note, the colleagues who may be called: chosen with the arrows and Enter, or by a press. Escape
// closes. What is typed without it counts as well: the server reads the login or the name.
import { inDigits } from "./digits.js"

const SIGN = /(?:^|[^\p{L}\p{N}_.@+-])@([\p{L}][\p{L}\p{N}_. -]{0,40})?$/u
const PAUSE = 150 // milliseconds

class Mentions {
  constructor(field) {
    this.field = field
    this.list = Object.assign(document.createElement("ul"), { id: `${field.id}-colleagues`, className: "mentions", hidden: true })
    this.list.setAttribute("role", "listbox")
    this.list.setAttribute("aria-label", field.dataset.mentionsLabel)
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

  get typed() {
    return SIGN.exec(this.field.value.slice(0, this.field.selectionStart))
  }

  later() {
    clearTimeout(this.timer)
    if (this.typed) this.timer = setTimeout(() => this.ask(), PAUSE)
    else this.close()
  }

  async ask() {
    const typed = this.typed
    if (!typed) return this.close()
    const asked = (this.asked = typed[1] ?? "")
    try {
      const answer = await fetch(`${this.field.dataset.mentions}?q=${encodeURIComponent(asked)}`, { redirect: "error" })
      if (!answer.ok || asked !== this.asked) return
      this.show((await answer.json()).found, asked)
    } catch { /* The line is away: what is typed is read by the server all the same. */ }
  }

  show(found, asked) {
    const options = found.map(({ login, name }, place) => {
      const option = Object.assign(document.createElement("li"), { id: `${this.list.id}-${place}` })
      option.setAttribute("role", "option")
      option.dataset.login = login
      option.append(Object.assign(document.createElement("bdi"), { textContent: name }), " ")
      option.append(Object.assign(document.createElement("bdi"), { textContent: `@${login}`, className: "soft no" }))
      return option
    })
    this.list.replaceChildren(...options)
    this.list.hidden = !options.length
    this.mark(0)
    // Behind a space more may be meant than a name: that nothing fits is said of one word alone.
    const none = asked.includes(" ") ? "" : this.field.dataset.mentionsNone
    this.said.textContent = options.length ? this.field.dataset.mentionsFound.replace("{count}", inDigits(options.length)) : none
  }

  mark(place) {
    const options = [...this.list.children]
    this.place = options.length ? (place + options.length) % options.length : -1
    options.forEach((option, each) => option.setAttribute("aria-selected", String(each === this.place)))
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

  take(option) {
    const end = this.field.selectionStart
    const start = end - (this.typed?.[1] ?? "").length
    this.field.setRangeText(`${option.dataset.login} `, start, end, "end")
    this.close()
    this.field.focus()
    this.field.dispatchEvent(new Event("input", { bubbles: true }))
  }

  close() {
    clearTimeout(this.timer)
    this.asked = null
    this.list.hidden = true
    this.list.replaceChildren()
    this.mark(0)
  }
}

for (const field of document.querySelectorAll("textarea[data-mentions]")) new Mentions(field)
