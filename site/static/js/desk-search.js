// "/" leads into the search field of the page, but not while somebody types.
const field = document.querySelector("[data-everywhere]")

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.closest("input, textarea, select, [contenteditable]")) return
  event.preventDefault()
  field?.focus()
  field?.select()
})
