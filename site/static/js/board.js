// A request is dragged onto a colleague's name, and is theirs: what the boxes and the button below do without this.
const board = document.querySelector("[data-board]")

if (board) {
  const people = [...board.querySelectorAll("[data-gets]")]
  let dragged = null

  for (const row of board.querySelectorAll("[data-key]")) {
    row.draggable = true
    row.addEventListener("dragstart", (event) => {
      dragged = row
      event.dataTransfer.effectAllowed = "move"
      event.dataTransfer.setData("text/plain", row.dataset.key)
    })
    row.addEventListener("dragend", () => {
      dragged = null
      for (const each of people) each.classList.remove("over")
    })
  }
  for (const person of people) {
    person.addEventListener("dragover", (event) => {
      if (!dragged || person.contains(dragged)) return
      event.preventDefault()
      person.classList.add("over")
    })
    person.addEventListener("dragleave", (event) => {
      if (!person.contains(event.relatedTarget)) person.classList.remove("over")
    })
    person.addEventListener("drop", (event) => {
      if (!dragged || person.contains(dragged)) return
      event.preventDefault()
      dragged.querySelector("[name=cases]").checked = true
      board.querySelector("[name=user]").value = person.dataset.gets
      board.querySelector("[value=assign]").click()
    })
  }
}
