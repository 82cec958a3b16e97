// A sealed or anonymous request is closed in this browser once its page is left, and stays open while somebody writes on it.
// Without scripts it is closed after a quarter of an hour.

const form = document.querySelector("[data-here]")
const AGAIN = 300_000 // milliseconds between two signs that somebody is at it
let told = 0

function tell(words) {
  const said = new FormData(form)
  for (const [name, value] of Object.entries(words)) said.set(name, value)
  told = Date.now()
  navigator.sendBeacon(form.action, said)
}

if (form) {
  setTimeout(() => tell({}), 1000)
  addEventListener("input", () => Date.now() - told > AGAIN && tell({}))
  // Who left quickly has closed it: the page is hidden then.
  addEventListener("pagehide", () => document.body.hidden || tell({ gone: "1" }))
}
