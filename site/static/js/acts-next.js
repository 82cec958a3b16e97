// After something was done: the next request by its number and date, one key away ("n"). Without this the link leads there.
import { keyOf } from "./keys.js"

const link = document.querySelector("[data-next-case]")

async function name() {
  try {
    const answer = await fetch(link.href, { headers: { Accept: "application/json" } })
    if (!answer.ok) return
    const { address, said } = await answer.json()
    link.hidden = !address
    if (!address) return
    link.href = address
    link.querySelector("span").textContent = said
  } catch {
    // without a line it is called "next request", and leads there once there is one
  }
}

if (link && document.querySelector(".messages .success")) name()

addEventListener("keydown", (event) => {
  if (keyOf(event) !== "n" || !link || link.hidden) return
  event.preventDefault()
  link.click()
})
