// A tile is dragged to its place; its buttons do the same without this.
const list = document.querySelector("[data-arrange]")
let dragged = null
let stood = null

if (list) {
  list.addEventListener("dragover", (event) => dragged && event.preventDefault())
  for (const row of list.querySelectorAll("[data-key]")) {
    row.draggable = true
    row.addEventListener("dragstart", (event) => {
      dragged = row
      stood = row.nextElementSibling
      event.dataTransfer.effectAllowed = "move"
      event.dataTransfer.setData("text/plain", row.dataset.key)
    })
    row.addEventListener("dragover", (event) => {
      if (!dragged || dragged === row) return
      const below = event.clientY > row.getBoundingClientRect().top + row.offsetHeight / 2
      row[below ? "after" : "before"](dragged)
    })
    row.addEventListener("dragend", (event) => {
      const moved = dragged
      dragged = null
      // Escape, or let go beside the list: it goes back to where it stood.
      if (event.dataTransfer.dropEffect === "none") return list.insertBefore(moved, stood)
      const form = moved.querySelector("form")
      form.querySelector("[data-to]").value = [...list.children].indexOf(moved)
      form.querySelector("[data-move]").click()
    })
  }
}
