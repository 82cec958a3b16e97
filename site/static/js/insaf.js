// Small help on public pages. Everything works without it.

// What is of use with scripts alone shows itself now.
document.documentElement.classList.add("js")

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

// A button that sends is pressed once. Heard at the window, after whoever holds a form back while its files are on their way:
// a form that was held back has not been sent.
addEventListener("submit", (event) => {
  const form = event.target
  if (event.defaultPrevented || form.getAttribute("method") !== "post") return
  if (form.dataset.sent) event.preventDefault()
  form.dataset.sent = "yes"
})
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent
})

// What forms-draft.js keeps of a form is gone once it is filed, once somebody closes what was open here (leave.js), and after
// a day. What a clock that was ahead has dated later than now is as old as now.
const DRAFT = "insaf.draft."
const A_DAY = 24 * 3600 * 1000 // milliseconds
const filed = document.querySelector("[data-filed]")?.dataset.filed

function isOver(key) {
  const draft = JSON.parse(localStorage.getItem(key))
  if (draft.at > Date.now()) localStorage.setItem(key, JSON.stringify({ ...draft, at: Date.now() }))
  return key === DRAFT + filed || !(draft.at > Date.now() - A_DAY)
}

try {
  const kept = Object.keys(localStorage).filter((key) => key.startsWith(DRAFT) && isOver(key))
  for (const key of kept) localStorage.removeItem(key)
} catch {
  // A browser that lets nothing be kept has nothing to forget.
}

// What makes the platform an app comes after the page: nobody waits for it, and without it the page is as ever.
const app = document.querySelector("script[data-app]").dataset.app
addEventListener("load", () => setTimeout(() => import(app).catch(() => {}), 1500))
