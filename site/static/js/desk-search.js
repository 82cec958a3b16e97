// "/" leads into the search field of the page, where nothing nearer takes that key.
import { keyOf } from "./keys.js"

const field = document.querySelector("[data-everywhere]")

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || keyOf(event) !== "/") return
  event.preventDefault()
  field?.focus()
  field?.select()
})
