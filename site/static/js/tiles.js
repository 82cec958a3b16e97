// The tiles of a dashboard, asked for again while it is seen: each minute, and sooner while some are being counted.
import { asked, whileSeen } from "./poll.js"

const MINUTE = 60_000
const SOON = 5_000
const place = document.querySelector("[data-tiles]")
const away = document.querySelector("[data-away]")
const full = document.querySelector("[data-full]")
let last = Date.now()

const waits = () => place.querySelector("[data-waits]") !== null

async function ask() {
  if (!waits() && Date.now() - last < MINUTE - SOON) return
  last = Date.now()
  let answer
  try {
    const tag = place.querySelector("[data-tag]").dataset.tag
    answer = await asked(place.dataset.tiles, { headers: { "If-None-Match": `"${tag}"` }, redirect: "manual" })
  } catch { /* The line is away: the next time asks again. */ }
  const came = answer?.status === 200 || answer?.status === 304
  if (away) away.hidden = came
  if (answer?.status !== 200) return
  const piece = new DOMParser().parseFromString(await answer.text(), "text/html")
  // Where somebody has opened a table or stands in a link, nothing is taken from under them.
  if (place.querySelector("details[open]") || place.contains(document.activeElement)) return
  place.replaceChildren(...[...piece.body.children].map((each) => document.adoptNode(each)))
}

if (place) whileSeen(SOON, ask)
if (full && document.documentElement.requestFullscreen) {
  full.hidden = false
  full.addEventListener("click", () => document.documentElement.requestFullscreen())
}
