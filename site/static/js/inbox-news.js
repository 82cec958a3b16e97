// Once a minute, while the page is seen, the server is asked whether something new has come; it is told, and nothing moves.
import { isOld, ring, standing } from "./bell.js"
import { asked, whileSeen } from "./poll.js"

const MINUTE = 60_000
const line = document.querySelector("[data-news]")
let tag = ""

async function ask() {
  const since = encodeURIComponent(line.dataset.drawn)
  const address = `${line.dataset.news}${line.dataset.news.endsWith("?") ? "" : "&"}since=${since}&notices=${standing()}`
  const answer = await asked(address, { headers: tag ? { "If-None-Match": tag } : {}, redirect: "manual" })
  if (answer.status === 204 || answer.status === 304) ring(standing() || undefined)
  if (answer.status !== 200) return
  tag = answer.headers.get("ETag") ?? ""
  const { said, notices } = await answer.json()
  ring(notices)
  if (said) show(said)
}

function show(said) {
  const link = line.querySelector("a")
  link.textContent = said
  link.hidden = false
}

// At once where nobody knows what stands at the bell.
if (line) whileSeen(MINUTE, ask, isOld() ? { last: 0 } : {})
