// Once a minute, while the page is seen, the server is asked whether something new has come; it is told, and nothing moves.
import { isOld, ring, standing } from "./bell.js"

const MINUTE = 60_000
const line = document.querySelector("[data-news]")
let tag = "", timer
let asked = isOld() ? 0 : Date.now() // at once where nobody knows what stands at the bell

async function ask() {
  asked = Date.now()
  try {
    const since = encodeURIComponent(line.dataset.drawn)
    const address = `${line.dataset.news}${line.dataset.news.endsWith("?") ? "" : "&"}since=${since}&notices=${standing()}`
    const headers = { "Insaf-Poll": "1", ...(tag ? { "If-None-Match": tag } : {}) } // asking is no use of the session
    const answer = await fetch(address, { headers, redirect: "error" })
    if (answer.status === 204 || answer.status === 304) ring(standing() || undefined)
    if (answer.status === 200) {
      tag = answer.headers.get("ETag") ?? ""
      const { said, notices } = await answer.json()
      ring(notices)
      if (said) show(said)
    }
  } catch { /* The line is away, or whoever looked has left: the next minute asks again. */ }
  wait()
}

function show(said) {
  const link = line.querySelector("a")
  link.textContent = said
  link.hidden = false
}

function wait() {
  clearTimeout(timer)
  if (!document.hidden) timer = setTimeout(ask, Math.max(0, asked + MINUTE - Date.now()))
}

if (line) {
  document.addEventListener("visibilitychange", wait)
  wait()
}
