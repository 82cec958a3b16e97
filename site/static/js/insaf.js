// Small help on public pages. Everything works without it.

// What is of use with scripts alone shows itself now.
document.documentElement.classList.add("js")

// Whoever left quickly in this tab (quick-exit.js) finds no way back to what was open: each page on that way becomes the
// one that was left for.
function leftFor() {
  try {
    return sessionStorage.getItem("insaf.left")
  } catch {
    return null // a browser that lets nothing be kept
  }
}
const hasLeft = () => leftFor() !== null
function turnBack() {
  document.body.hidden = true
  location.replace(leftFor() || `/${document.documentElement.lang}/`)
}
if (hasLeft() && performance.getEntriesByType("navigation")[0]?.type === "back_forward") turnBack()
addEventListener("pageshow", (event) => event.persisted && hasLeft() && turnBack())

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
for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) button.remove()
  // Whoever closes the sheet without sending anything has rejected the promise.
  else button.addEventListener("click", () => navigator.share({ text: button.dataset.share }).catch(() => {}))
}
for (const button of document.querySelectorAll("[data-picture]"))
  button.addEventListener("click", async () => (await import(button.dataset.picture)).save(button.dataset.name))

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
  // On a copy that is shown without a line nothing can be sent but what waits on the device: what was typed stays.
  if (isCopy && navigator.onLine === false && !("draft" in form.dataset)) {
    event.preventDefault()
    return document.querySelector(".offline-bar")?.scrollIntoView({ block: "center" })
  }
  if (form.dataset.sent) event.preventDefault()
  form.dataset.sent = "yes"
  if (event.submitter && !event.defaultPrevented) event.submitter.ariaBusy = "true"
})
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent
  for (const button of document.querySelectorAll("button[aria-busy=true]")) button.ariaBusy = null
})

// The time by the server's clock, which came with this page: a phone's may be a year out. Of a copy that was kept here
// nothing is known but the phone's; some browsers never tell what came, and there the phone's has to do.
const CAME = performance.getEntriesByType("navigation")[0]?.serverTiming?.find(({ name }) => name === "now")
const BEHIND = CAME ? Number(CAME.description) - Date.now() : 0
export const isCopy = "offline" in document.documentElement.dataset
export function clock() {
  return Date.now() + BEHIND
}

// The line is back: what the worker has put on a copy that it showed meanwhile (worker.js) says so no longer.
export function isBack() {
  document.querySelector(".offline-bar")?.remove()
}
addEventListener("online", isBack)

// What forms-draft.js keeps of a form is gone once it is filed, once somebody closes what was open here (leave.js), and after
// a day. What has no date, as it was written without a line, or a later one than now, is as old as now.
const DRAFT = "insaf.draft."
const A_DAY = 24 * 3600 * 1000 // milliseconds
const filed = document.querySelector("[data-filed]")?.dataset.filed

function isOver(key) {
  const draft = JSON.parse(localStorage.getItem(key))
  const isOfNow = !draft.at || draft.at > clock()
  if (isOfNow) localStorage.setItem(key, JSON.stringify({ ...draft, at: clock() }))
  return key === DRAFT + filed || !(isOfNow || draft.at > clock() - A_DAY)
}

try {
  const kept = isCopy ? [] : Object.keys(localStorage).filter((key) => key.startsWith(DRAFT) && isOver(key))
  for (const key of kept) localStorage.removeItem(key)
  if (filed) sessionStorage.setItem(`insaf.sent.${filed}`, "yes") // forms-draft.js empties the form that is gone back to
} catch {
  // A browser that lets nothing be kept has nothing to forget.
}

// What makes the platform an app comes after the page: nobody waits for it, and without it the page is as ever. It keeps
// pages on the device, so it does not come back in a tab that was left quickly.
const app = document.querySelector("script[data-app]").dataset.app
if (!hasLeft()) addEventListener("load", () => setTimeout(() => import(app).catch(() => {}), 1500))
