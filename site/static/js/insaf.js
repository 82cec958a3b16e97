// Small help on public pages. Everything works without it.

// The error summary takes the focus, so that a screen reader starts there.
document.querySelector("[data-errors]")?.focus()

// A link to a folded form opens it: #add, #withdraw, #reopen.
function openTarget() {
  const id = decodeURIComponent(location.hash.slice(1))
  const target = id && document.getElementById(id)
  if (!target) return
  const folded = target.matches("details") ? target : target.querySelector("details.opens")
  if (!folded) return
  folded.open = true
  folded.querySelector("textarea, input:not([type=hidden]), button")?.focus()
}
addEventListener("hashchange", openTarget)
openTarget()

// Number and secret: copy both, print the page.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) {
    button.remove()
    continue
  }
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy)
    const words = button.querySelector("span")
    const before = words.textContent
    words.textContent = button.dataset.copied
    setTimeout(() => (words.textContent = before), 3000)
  })
}
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print())

// The menu closes with Escape and when one clicks elsewhere.
const menu = document.querySelector("details.menu")
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu?.open) return
  menu.open = false
  menu.querySelector("summary").focus()
})
addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false
})

// A button that sends is pressed once.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault()
    form.dataset.sent = "yes"
  })
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent
})
