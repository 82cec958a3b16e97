// Choosing the whole page, or none of it, without loading it anew: what was typed below stays. Without this the links do.
// With the Shift key held, a box takes along all between it and the one before.
// How many are chosen stands above what is done to them.
import { inDigits } from "./digits.js"

const boxesOf = (form) => [...form.querySelectorAll("[name=cases]")]

for (const link of document.querySelectorAll("[data-choose]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault()
    for (const box of boxesOf(link.closest("form"))) box.checked = link.dataset.choose === "all"
    tell()
  })
}

let former = null
document.addEventListener("click", (event) => {
  const box = event.target.closest("[name=cases]")
  if (!box) return
  const boxes = boxesOf(box.form)
  if (event.shiftKey && former && boxes.includes(former)) {
    const [from, to] = [boxes.indexOf(former), boxes.indexOf(box)].sort((a, b) => a - b)
    for (const each of boxes.slice(from, to + 1)) each.checked = box.checked
  }
  former = box
  tell()
})

const count = document.querySelector("[data-chosen]")

function tell() {
  if (count) count.textContent = inDigits(boxesOf(count.closest("form")).filter((box) => box.checked).length || "")
}

document.addEventListener("change", tell)
addEventListener("pageshow", tell) // whoever comes back finds their boxes as they left them
