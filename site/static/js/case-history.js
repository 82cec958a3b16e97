// On a narrow page the history is folded, so that the forms are near; a link to it opens it. Without this it stands open.
const history = document.querySelector("details[data-history]")
const leads = (hash) => hash === "#happened"

if (history) {
  if (matchMedia("(max-width: 59.99em)").matches && !leads(location.hash)) history.open = false
  addEventListener("hashchange", () => { if (leads(location.hash)) history.open = true })
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]")
    if (link && leads(link.getAttribute("href"))) history.open = true
  })
}
