// The number at the bell. A page that asks for its own news is told of it in the same answer ("notices"); any other page
// asks for it once a minute while it is seen. Either is no use of the session.
import { asked, whileSeen } from "./poll.js"

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

async function ask() {
  const answer = await asked(bell.dataset.bell, { redirect: "error" })
  if (answer.ok) ring((await answer.json()).notices)
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

if (bell && !document.querySelector("[data-news], [data-open-page]")) whileSeen(MINUTE, ask)
const list = document.querySelector("[data-notices]")
if (list) readAsFollowed(list)
