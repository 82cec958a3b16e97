// Once a minute, while the page is seen, the server is asked whether something new has come; it is told, and nothing moves.
import { asked, whileSeen } from "./poll.js"

const MINUTE = 60_000
const line = document.querySelector("[data-news]")
let tag = ""

async function ask() {
  const since = encodeURIComponent(line.dataset.drawn)
  const address = `${line.dataset.news}${line.dataset.news.endsWith("?") ? "" : "&"}since=${since}`
  const answer = await asked(address, { headers: tag ? { "If-None-Match": tag } : {}, redirect: "error" })
  if (answer.status !== 200) return
  tag = answer.headers.get("ETag") ?? ""
  const link = line.querySelector("a")
  link.textContent = (await answer.json()).said
  link.hidden = false
}

if (line) whileSeen(MINUTE, ask)
