// A new sign without a pointer: behind which step, which sign and its name are fields of the page, and what was done is said.
export class Append {
  constructor(canvas, box, { named, tell }) {
    Object.assign(this, { canvas, box, named, tell })
    this.from = box.querySelector("[data-from]")
    this.sign = box.querySelector("[data-sign]")
    this.name = box.querySelector("[data-name-of]")
    this.signs = canvas.get("signsThatRun")
    this.sign.replaceChildren(...this.signs.appended().map(([kind, words]) => new Option(words, kind)))
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
    const found = this.canvas.get("elementRegistry").filter((each) => this.signs.leads(each))
    this.from.replaceChildren(...found.map((each) => new Option(this.named(each), each.id)))
    if (found.some((each) => each.id === there)) this.from.value = there
  }

  // What is chosen on the canvas is chosen here too.
  follow(element) {
    if (this.signs.leads(element)) this.from.value = element.id
  }

  choose() {
    const element = this.canvas.get("elementRegistry").get(this.from.value)
    this.canvas.get("selection").select(element)
    this.canvas.get("canvas").scrollToElement(element, 100)
  }

  add() {
    const from = this.canvas.get("elementRegistry").get(this.from.value)
    if (!from) return
    const name = this.name.value.trim()
    const added = this.signs.append(from, this.sign.value)
    if (name) this.canvas.get("modeling").updateLabel(added, name)
    this.name.value = ""
    this.canvas.get("selection").select(added)
    this.canvas.get("canvas").scrollToElement(added, 100)
    this.list()
    this.follow(added)
    const values = { sign: this.named(added), step: this.named(from) }
    this.tell(this.box.dataset.done.replace(/\{(\w+)\}/g, (_whole, key) => values[key]))
  }
}
