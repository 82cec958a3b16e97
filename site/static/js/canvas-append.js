// A new sign without a pointer: behind which step or between which two, which sign and its name are fields of the page, and what was done is said.
export class Append {
  constructor(canvas, box, { named, tell }) {
    Object.assign(this, { canvas, box, named, tell })
    this.from = box.querySelector("[data-from]")
    this.sign = box.querySelector("[data-sign]")
    this.name = box.querySelector("[data-name-of]")
    this.signs = canvas.get("signsThatRun")
    this.from.addEventListener("change", () => this.choose())
    box.querySelector("[data-add]").addEventListener("click", () => this.add())
    this.name.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return
      event.preventDefault()
      this.add()
    })
    canvas.on(["import.done", "elements.changed", "commandStack.changed"], () => this.list())
    canvas.on("selection.changed", ({ newSelection: [one] }) => one && this.follow(one))
    canvas.get("keyboard").addListener(({ keyEvent: event }) => {
      if (event.key.toLowerCase() !== "a" || event.ctrlKey || event.metaKey || event.altKey) return
      this.from.focus()
      return true
    })
    this.list()
  }

  list() {
    const there = this.from.value
    const known = this.canvas.get("elementRegistry")
    const groups = [
      [this.box.dataset.after, known.filter((each) => this.signs.leads(each))],
      [this.box.dataset.between, known.filter((each) => this.signs.carries(each))],
    ]
    this.from.replaceChildren(...groups.map(([label, found]) => this.group(label, found)))
    if (groups.some(([, found]) => found.some((each) => each.id === there))) this.from.value = there
    this.offer()
  }

  group(label, found) {
    const group = Object.assign(document.createElement("optgroup"), { label })
    group.append(...found.map((each) => new Option(this.placed(each), each.id)))
    return group
  }

  // A step by its name, an arrow by what it leads from and to, and by its own name.
  placed(element) {
    if (!this.signs.carries(element)) return this.named(element)
    const name = element.businessObject.name
    const step = this.named(element.source) + (name ? ` · ${name}` : "")
    return this.filled(this.box.dataset.arrow, { step, next: this.named(element.target) })
  }

  filled(sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, (_whole, key) => values[key])
  }

  // The kinds that may stand there; the one that was chosen stays where it may.
  offer() {
    const element = this.chosen()
    const there = this.sign.value
    const kinds = element ? this.signs.offered(element) : []
    this.sign.replaceChildren(...kinds.map(([kind, words]) => new Option(words, kind)))
    if (kinds.some(([kind]) => kind === there)) this.sign.value = there
  }

  chosen() {
    return this.canvas.get("elementRegistry").get(this.from.value)
  }

  // What is chosen on the canvas is chosen here too.
  follow(element) {
    if (!this.signs.leads(element) && !this.signs.carries(element)) return
    this.from.value = element.id
    this.offer()
  }

  choose() {
    const element = this.chosen()
    this.offer()
    this.canvas.get("selection").select(element)
    this.canvas.get("canvas").scrollToElement(element, 100)
  }

  add() {
    const from = this.chosen()
    if (!from) return
    const between = this.signs.carries(from)
    const [step, next] = between ? [from.source, from.target].map(this.named) : [this.named(from)]
    const name = this.name.value.trim()
    const added = this.signs.add(from, this.sign.value)
    if (name) this.canvas.get("modeling").updateLabel(added, name)
    this.name.value = ""
    this.canvas.get("selection").select(added)
    this.canvas.get("canvas").scrollToElement(added, 100)
    this.list()
    this.follow(added)
    const { done, doneBetween } = this.box.dataset
    this.tell(this.filled(between ? doneBetween : done, { sign: this.named(added), step, next }))
  }
}
