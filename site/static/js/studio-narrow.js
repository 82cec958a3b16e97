// A long list of boxes shows those whose words were typed, with the groups that hold them open. Without this all are shown by group.
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
      let fitting = 0
      for (const choice of group.querySelectorAll(".choices .choice")) {
        const text = `${heading} ${fold(choice.textContent)}`
        choice.hidden = !words.every((word) => text.includes(word))
        fitting += choice.hidden ? 0 : 1
      }
      group.hidden = fitting === 0
      group.open = words.length > 0 ? fitting > 0 : open.get(group)
    }
  })
}
