// Leaving quickly: the page is gone at once, its place in the history too, pages before it lead to where this leads, and
// the server forgets what was open.
// Without scripts the button sends its form, which does all but the second.

const form = document.querySelector("[data-quick-exit]")
const WITHIN = 2000 // milliseconds for three presses of Escape
let presses = []

function leave(event) {
  event?.preventDefault()
  document.title = "\u200e"
  document.body.hidden = true
  for (const filing of document.querySelectorAll("form[data-draft]")) filing.dataset.leaving = "" // keeps nothing more
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("insaf.")) localStorage.removeItem(key)
  } catch {
    // A browser that lets nothing be kept has nothing to forget.
  }
  forgetApp().catch(() => {})
  const gone = fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" })
  const patience = new Promise((resolve) => setTimeout(resolve, 400))
  Promise.race([gone, patience])
    .catch(() => {})
    .finally(() => {
      noteLeft()
      location.replace(form.dataset.quickExit)
    })
}

// For this tab, until it is closed: no page of ours on the way back shows itself (insaf.js). Last, since the answer has the
// browser empty this, too.
function noteLeft() {
  try {
    sessionStorage.setItem("insaf.left", form.dataset.quickExit)
  } catch {
    // A browser that lets nothing be kept.
  }
}

// What the server has the browser empty is emptied here, too: there may be no line.
async function forgetApp() {
  globalThis.indexedDB?.deleteDatabase("insaf")
  const names = await globalThis.caches?.keys()
  await Promise.all((names ?? []).map((name) => caches.delete(name)))
  const workers = await navigator.serviceWorker?.getRegistrations()
  await Promise.all((workers ?? []).map((worker) => worker.unregister()))
}

form?.addEventListener("submit", leave)
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !form) return
  presses = [...presses.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp]
  if (presses.length === 3) leave()
})
