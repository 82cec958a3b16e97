// Whoever opens an act types next: the first field of its form takes the focus. Without this it is one key more.
import { keyOf } from "./keys.js"

const focus = (act) => act.querySelector("form .field :is(input, select, textarea):not([hidden])")?.focus()

for (const act of document.querySelectorAll("details.act")) {
  act.querySelector("summary").addEventListener("click", () => {
    // After the click the browser opens it, and only then is there a field.
    setTimeout(() => act.open && focus(act))
  })
}

// Those that are done most have a key, which stands beside their names.
addEventListener("keydown", (event) => {
  const key = keyOf(event), act = key && document.querySelector(`details.act[data-key="${key}"]`)
  if (!act) return
  event.preventDefault()
  act.open = true
  focus(act)
})

// What is offered for a field is chosen by one press; without this its address does it.
addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-fills]")
  const field = link?.closest("form").elements[link.dataset.fills]
  if (!field) return
  event.preventDefault()
  event.stopPropagation()
  field.value = link.dataset.value
  field.dispatchEvent(new Event("filled"))
  field.dispatchEvent(new Event("change", { bubbles: true }))
  link.closest("form").querySelector("textarea")?.focus()
}, true)

// Whoever leaves with what is not kept yet is asked. Not on the way that sends it, or that takes it back.
const acting = document.querySelector(".acting")
let chosen = false
acting?.addEventListener("submit", () => { chosen = true })
acting?.addEventListener("click", (event) => { if (event.target.closest("a[href]")) chosen = true })
addEventListener("beforeunload", (event) => {
  const typed = [...(acting?.querySelectorAll("form:not([data-is-kept]) textarea") ?? [])].some((field) => field.value.trim())
  if (typed && !chosen) event.preventDefault()
})

// Of what is filled in beside an outcome only that is shown which the chosen one asks for; before one is chosen, what holds
// words already or an error.
for (const form of acting?.querySelectorAll("form") ?? []) {
  const asked = form.querySelectorAll("[data-outcomes]")
  const outcome = form.elements.outcome
  if (!asked.length || !outcome) continue
  const show = () => {
    for (const input of asked) {
      const field = input.closest(".field")
      const isBegun = input.value || field.matches(".bad")
      field.hidden = outcome.value ? !input.dataset.outcomes.split(" ").includes(outcome.value) : !isBegun
    }
  }
  form.addEventListener("change", show)
  show()
}

// Whoever comes for one field types there at once: the inbox leads to the reply by its key.
const meant = document.getElementById(location.hash.slice(1))
if (meant?.matches("details.act :is(input, select, textarea)")) {
  meant.closest("details.act").open = true
  meant.focus()
}
