// Choosing the whole page, or none of it, without loading it anew: what was typed below stays. Without this the links do.
for (const link of document.querySelectorAll("[data-choose]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault()
    for (const box of link.closest("form").querySelectorAll("[name=cases]")) box.checked = link.dataset.choose === "all"
  })
}
