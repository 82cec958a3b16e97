// A long list shows what has the words that were typed: of boxes those, with the groups that hold them open; of groups without
// boxes, which are written in, those where the words stand. Without this all are shown.
import { fold } from "./forms-fold.js"

for (const narrow of document.querySelectorAll("[data-narrow]")) {
  const input = narrow.querySelector("input")
  const groups = [...narrow.parentElement.querySelectorAll("[data-group]")]
  const open = new Map(groups.map((group) => [group, group.open]))
  narrow.hidden = false
  // What is typed here is no part of the draft: it is not to be saved.
  for (const kind of ["input", "change"]) input.addEventListener(kind, (event) => event.stopPropagation())
  input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault())
  input.addEventListener("input", () => {
    const words = fold(input.value).split(" ").filter(Boolean)
    for (const group of groups) {
      const heading = fold(group.querySelector("summary").textContent)
      const choices = group.querySelectorAll(".choices .choice")
      if (!choices.length) {
        const text = `${heading} ${[...group.querySelectorAll("input, textarea")].map((field) => fold(field.value)).join(" ")}`
        group.hidden = !words.every((word) => text.includes(word))
        continue
      }
      let fitting = 0
      for (const choice of choices) {
        const text = `${heading} ${fold(choice.textContent)}`
        choice.hidden = !words.every((word) => text.includes(word))
        fitting += choice.hidden ? 0 : 1
      }
      group.hidden = fitting === 0
      group.open = words.length > 0 ? fitting > 0 : open.get(group)
    }
  })
}
