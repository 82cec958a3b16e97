// Once a minute, while the page is seen, the server is asked whether something new has come; it is told, and nothing moves.
const MINUTE = 60_000
const line = document.querySelector("[data-news]")
let tag = "", asked = Date.now(), timer

async function ask() {
  asked = Date.now()
  try {
    const since = encodeURIComponent(line.dataset.drawn)
    const address = `${line.dataset.news}${line.dataset.news.endsWith("?") ? "" : "&"}since=${since}`
    const headers = { "Insaf-Poll": "1", ...(tag ? { "If-None-Match": tag } : {}) } // asking is no use of the session
    const answer = await fetch(address, { headers, redirect: "error" })
    if (answer.status === 200) {
      tag = answer.headers.get("ETag") ?? ""
      const link = line.querySelector("a")
      link.textContent = (await answer.json()).said
      link.hidden = false
    }
  } catch { /* The line is away, or whoever looked has left: the next minute asks again. */ }
  wait()
}

function wait() {
  clearTimeout(timer)
  if (!document.hidden) timer = setTimeout(ask, Math.max(0, asked + MINUTE - Date.now()))
}

if (line) {
  document.addEventListener("visibilitychange", wait)
  wait()
}
