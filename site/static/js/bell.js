// The number at the bell: no page pays a statement for it as it is drawn. What was told last is kept in the tab; once it
// is a minute old it is asked for. A page that asks for its own news is told of it in the same answer ("notices").
import { inDigits } from "./digits.js"
import { asked, whileSeen } from "./poll.js"

const MINUTE = 60_000
const bell = document.querySelector("[data-bell]")
const key = `insaf.bell.${bell?.dataset.who}`
const asksForMore = document.querySelector("[data-news], [data-open-page]")

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? { at: 0 }
  } catch {
    return { at: 0 }
  }
}

function keep(count) {
  try {
    sessionStorage.setItem(key, JSON.stringify({ count, at: Date.now() }))
  } catch { /* Without memory it is asked for on each page. */ }
}

// For whoever asks for news: what stands there ("" for nothing yet), and whether that is old.
export const standing = () => kept().count ?? ""
export const isOld = () => Date.now() - kept().at >= MINUTE

export function ring(count) {
  if (!bell || count === undefined) return
  keep(count)
  show(count)
}

function show(count) {
  const number = bell.querySelector("[data-bell-count]")
  number.hidden = !count
  number.textContent = count > 99 ? `${inDigits(99)}+` : inDigits(count)
}

async function ask() {
  const answer = await asked(bell.dataset.bell, { redirect: "manual" })
  if (answer.ok) ring((await answer.json()).notices)
}

// Whoever follows a notice has read it; what it leads to need not wait for that.
function readAsFollowed(list) {
  list.addEventListener("click", (event) => {
    const row = event.target.closest("a") && event.target.closest("[data-notice]")
    if (!row?.classList.contains("is-new")) return
    const body = new URLSearchParams({ notice: row.dataset.notice, csrfmiddlewaretoken: list.dataset.token })
    fetch(list.dataset.notices, { method: "POST", body, keepalive: true, redirect: "manual" })
    ring(Math.max(0, (kept().count ?? 1) - 1))
  })
}

if (bell) {
  if (bell.dataset.count !== undefined) keep(Number(bell.dataset.count)) // the page of notices says it itself
  show(kept().count ?? 0)
  if (!asksForMore) whileSeen(MINUTE, ask, { last: kept().at })
}
const list = document.querySelector("[data-notices]")
if (list) readAsFollowed(list)
