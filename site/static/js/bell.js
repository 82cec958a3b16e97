// The number at the bell. A page that asks for its own news is told of it in the same answer ("notices"); any other page
// asks for it once a minute while it is seen. Either is no use of the session.
const MINUTE = 60_000
const bell = document.querySelector("[data-bell]")

export function ring(count) {
  if (!bell || count === undefined || String(count) === bell.dataset.count) return
  bell.dataset.count = count
  const number = bell.querySelector("[data-bell-count]")
  number.hidden = !count
  number.textContent = count > 99 ? `${inDigits(99)}+` : inDigits(count)
}

// As all other numbers of the page.
function inDigits(number) {
  return bell.dataset.digits ? [...String(number)].map((each) => bell.dataset.digits[each]).join("") : String(number)
}

class Asking {
  constructor() {
    this.asked = Date.now()
    document.addEventListener("visibilitychange", () => this.wait())
    this.wait()
  }

  async ask() {
    this.asked = Date.now()
    try {
      const answer = await fetch(bell.dataset.bell, { headers: { "Insaf-Poll": "1" }, redirect: "error" })
      if (answer.ok) ring((await answer.json()).notices)
    } catch { /* The line is away, or whoever looked has left: the next minute asks again. */ }
    this.wait()
  }

  wait() {
    clearTimeout(this.timer)
    if (!document.hidden) this.timer = setTimeout(() => this.ask(), Math.max(0, this.asked + MINUTE - Date.now()))
  }
}

// Whoever follows a notice has read it; what it leads to need not wait for that.
function readAsFollowed(list) {
  list.addEventListener("click", (event) => {
    const row = event.target.closest("a") && event.target.closest("[data-notice]")
    if (!row?.classList.contains("is-new")) return
    const body = new URLSearchParams({ notice: row.dataset.notice, csrfmiddlewaretoken: list.dataset.token })
    fetch(list.dataset.notices, { method: "POST", body, keepalive: true, redirect: "manual" })
  })
}

if (bell && !document.querySelector("[data-news], [data-open-page]")) new Asking()
const list = document.querySelector("[data-notices]")
if (list) readAsFollowed(list)
