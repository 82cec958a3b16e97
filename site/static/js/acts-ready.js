// Ready answers beside the text that they go into: "/" opens them, letters filter, Enter inserts. Without this a link
// leads to a page of them.
import { keyOf } from "./keys.js"

// As permissions/arabic.py makes spellings alike, as far as a filter needs it; what is searched was made so there.
const fold = (words) => words.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u0652\u0670\u0640]/g, "").replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه")

class Ready {
  constructor(place) {
    this.place = place
    this.form = place.closest("form")
    this.link = place.querySelector("a")
    this.text = this.form.querySelector("textarea[name=text]")
    this.link.addEventListener("click", (event) => { event.preventDefault(); this.toggle() })
    this.text.addEventListener("keydown", (event) => {
      if (event.key !== "/" || this.text.value || event.ctrlKey || event.altKey || event.metaKey) return
      event.preventDefault()
      this.open()
    })
  }

  toggle() {
    if (this.box) this.close()
    else this.open()
  }

  async open() {
    if (this.box) return this.input.focus()
    this.build()
    this.found ??= this.read()
    const found = await this.found
    if (!found) return this.say(this.place.dataset.away)
    this.all = found
    this.filter()
  }

  async read() {
    try {
      const answer = await fetch(this.link.href)
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      if (answer.ok && page.querySelector(".desk")) return [...page.querySelectorAll("[data-ready]")].map((each) => ({ ...each.dataset }))
    } catch {
      // said below; the next time asks again
    }
    this.found = undefined
    return null
  }

  build() {
    const id = `${this.form.dataset.act}-ready`
    this.box = document.createElement("div")
    this.box.className = "ready-box"
    this.input = document.createElement("input")
    Object.assign(this.input, { type: "text", className: "input", autocomplete: "off", placeholder: this.place.dataset.label })
    for (const [name, value] of Object.entries({ role: "combobox", "aria-label": this.place.dataset.label, "aria-expanded": "true", "aria-controls": id, "aria-autocomplete": "list" })) this.input.setAttribute(name, value)
    this.list = document.createElement("div")
    this.list.id = id
    this.list.setAttribute("role", "listbox")
    this.list.setAttribute("aria-label", this.link.textContent.replace("/", "").trim())
    this.said = document.createElement("p")
    this.said.className = "soft small"
    this.said.setAttribute("role", "status")
    const edit = document.createElement("a")
    edit.href = this.place.dataset.editAt
    edit.className = "small"
    edit.textContent = this.place.dataset.edit
    this.box.append(this.input, this.list, this.said, edit)
    this.place.after(this.box)
    this.input.addEventListener("input", (event) => { event.stopPropagation(); this.filter() })
    this.input.addEventListener("keydown", (event) => this.pressed(event))
    this.input.focus()
  }

  filter() {
    const words = fold(this.input.value).split(/\s+/).filter(Boolean)
    const fits = this.all.filter((each) => words.every((word) => each.search.includes(word)))
    this.list.replaceChildren()
    for (const [place, each] of fits.entries()) this.groupOf(each, fits[place - 1]).append(this.option(each, place))
    this.options = [...this.list.querySelectorAll("[role=option]")]
    this.say(fits.length ? "" : this.place.dataset.none)
    this.mark(0)
  }

  // Those that fit the request stand in one group, the others in the next; without groups, in the list itself.
  groupOf(each, former) {
    if (!each.group) return this.list
    if (each.group === former?.group) return this.list.lastElementChild
    const group = document.createElement("div")
    const heading = document.createElement("div")
    heading.id = `${this.list.id}-group-${this.list.children.length}`
    heading.className = "soft small"
    heading.textContent = each.group
    group.setAttribute("role", "group")
    group.setAttribute("aria-labelledby", heading.id)
    group.append(heading)
    this.list.append(group)
    return group
  }

  option(each, place) {
    const option = document.createElement("div")
    option.id = `${this.list.id}-${place}`
    option.setAttribute("role", "option")
    const name = document.createElement("b")
    const text = document.createElement("span")
    name.textContent = each.title
    text.textContent = each.text
    name.dir = text.dir = "auto"
    option.append(name, text)
    option.addEventListener("mousedown", (event) => event.preventDefault())
    option.addEventListener("click", () => this.insert(each))
    option.ready = each
    return option
  }

  mark(place) {
    this.at = Math.max(0, Math.min(place, this.options.length - 1))
    for (const [number, option] of this.options.entries()) option.setAttribute("aria-selected", String(number === this.at))
    const chosen = this.options[this.at]
    chosen?.scrollIntoView({ block: "nearest" })
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id)
    else this.input.removeAttribute("aria-activedescendant")
  }

  pressed(event) {
    if (event.key === "ArrowDown") this.mark(this.at + 1)
    else if (event.key === "ArrowUp") this.mark(this.at - 1)
    else if (event.key === "Escape") this.close()
    else if (event.key === "Enter") {
      const chosen = this.options[this.at]
      if (chosen) this.insert(chosen.ready)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  // Where one writes, as one's own words: to be read and changed. What has no value there is marked.
  insert(each) {
    const start = this.text.selectionStart
    const before = this.text.value.slice(0, start)
    // Behind other words it is a paragraph of its own.
    this.text.setRangeText((/\S$/.test(before) ? "\n" : "") + each.text, start, this.text.selectionEnd, "end")
    this.form.elements.ready.value = each.ready
    const outcome = this.form.elements.outcome
    if (each.outcome && outcome && !outcome.value) {
      outcome.value = each.outcome
      outcome.dispatchEvent(new Event("change", { bubbles: true }))
    }
    // What a refusal asks for goes with its outcome; what stands there already stays.
    for (const name of ["ground", "rule", "instead"]) {
      const field = this.form.elements[name]
      if (each.outcome && each[name] && field && !field.value && outcome?.value === each.outcome) field.value = each[name]
    }
    const effects = this.form.querySelector("[data-ready-effects]")
    effects.hidden = !each.effects
    effects.querySelector("input").checked = true
    effects.querySelector("[data-words]").textContent = each.effects
    this.close()
    this.text.dispatchEvent(new Event("input", { bubbles: true }))
    const missing = each.missing ? this.text.value.indexOf(each.missing, start) : -1
    if (missing < 0) return
    this.text.setSelectionRange(missing, missing + each.missing.length)
    this.note(this.place.dataset.missing.replace("{place}", each.missing))
  }

  note(words) {
    this.noted ??= this.place.appendChild(document.createElement("span"))
    this.noted.className = "small"
    this.noted.setAttribute("role", "alert")
    this.noted.textContent = words
  }

  say(words) {
    this.said.textContent = words
  }

  close() {
    this.box?.remove()
    this.box = undefined
    this.text.focus()
  }
}

const all = new Map([...document.querySelectorAll("[data-ready-place]")].map((place) => [place.closest("form"), new Ready(place)]))

// Outside of a text that key opens those of the form that stands open, before it leads into the search.
addEventListener("keydown", (event) => {
  if (keyOf(event) !== "/") return
  const form = document.querySelector("details.act[open] form")
  const ready = all.get(form)
  if (!ready) return
  event.preventDefault()
  ready.open()
}, true)

// What is written is sent by Ctrl and Enter.
addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
  const form = event.target.closest?.(".act form")
  if (!form) return
  event.preventDefault()
  form.requestSubmit(form.querySelector(".btn-row button"))
})
