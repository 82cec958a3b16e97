// People who are chosen by name: whoever is taken from the list below the field becomes a box that is ticked, above it.
// Without this script the name that is typed is read when the form is sent.
import { NamesOffered } from "./names-offered.js"

class PeopleChosen extends NamesOffered {
  get asked() {
    return this.field.value.trim() || null
  }

  opened(open) {
    this.field.setAttribute("aria-expanded", String(open))
  }

  take({ dataset: { login, name } }) {
    const chosen = this.field.form.querySelector(`#${this.field.dataset.into} .choices`)
    let box = [...chosen.querySelectorAll("input")].find((input) => input.value === login)
    if (!box) {
      box = Object.assign(document.createElement("input"), { type: "checkbox", name: this.field.dataset.name, value: login })
      const words = document.createElement("span")
      words.append(Object.assign(document.createElement("bdi"), { textContent: name }), " ")
      words.append(Object.assign(document.createElement("bdi"), { textContent: login, className: "soft no" }))
      const label = Object.assign(document.createElement("label"), { className: "choice" })
      label.append(box, words)
      chosen.append(label)
    }
    box.checked = true
    this.field.value = ""
    this.close()
    this.said.textContent = this.field.dataset.added.replace("{name}", name)
  }
}

for (const field of document.querySelectorAll("input[data-people]")) {
  field.setAttribute("role", "combobox")
  const { people: address, label, found, none } = field.dataset
  new PeopleChosen(field, { address, label, found, none }).opened(false)
}
