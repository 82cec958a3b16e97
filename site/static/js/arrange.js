// A tile is dragged to its place; its buttons do the same without this.
const list = document.querySelector("[data-arrange]")
let dragged = null

if (list) {
  for (const row of list.querySelectorAll("[data-key]")) {
    row.draggable = true
    row.addEventListener("dragstart", (event) => {
      dragged = row
      event.dataTransfer.effectAllowed = "move"
      event.dataTransfer.setData("text/plain", row.dataset.key)
    })
    row.addEventListener("dragover", (event) => {
      if (!dragged || dragged === row) return
      event.preventDefault()
      const below = event.clientY > row.getBoundingClientRect().top + row.offsetHeight / 2
      row[below ? "after" : "before"](dragged)
    })
    row.addEventListener("dragend", () => {
      const form = dragged.querySelector("form")
      form.querySelector("[data-to]").value = [...list.children].indexOf(dragged)
      dragged = null
      form.querySelector("[data-move]").click()
    })
  }
}
