// The keys of the inbox: j k move, o opens, r opens with the reply, a assigns to me, x chooses, / searches, ? lists them.
// With Shift, x chooses all up to here.
import { keyOf, switchTo, work } from "./keys.js"

const dialog = document.querySelector("[data-keys]")
const opener = document.querySelector("[data-keys-open]")
const said = document.querySelector("[data-keys-said]")
const PLACE = "insaf.inbox.place"

const rows = () => [...document.querySelectorAll("table.inbox tr[data-case]")]
const link = (row) => row?.querySelector(".subject a")
const at = () => document.activeElement?.closest?.("tr[data-case]")

function go(row) {
  const to = link(row)
  if (!to) return
  to.focus({ preventScroll: true })
  row.scrollIntoView({ block: "nearest" })
}

function move(by) {
  const all = rows(), here = all.indexOf(at())
  go(all[here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1)])
}

function tell(words) {
  said.textContent = ""
  setTimeout(() => { said.textContent = words })
}

function choose(row, shiftKey) {
  const box = row.querySelector("[name=cases]")
  if (!box) return tell(said.dataset.none)
  box.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }))
  tell(box.checked ? said.dataset.picked : said.dataset.unpicked)
}

function takeOver(row) {
  const form = document.querySelector("[data-keys-mine]"), box = row.querySelector("[name=cases]")
  if (!form || !box) return tell(said.dataset.none)
  form.elements.cases.value = box.value
  remember(row)
  form.submit()
}

function remember(row) { sessionStorage.setItem(PLACE, row.dataset.case) }

function open(row, field = "") {
  remember(row)
  location.href = link(row).href + field
}

const ON_A_ROW = { o: (row) => open(row), r: (row) => open(row, "#reply-text"), a: takeOver, x: choose }
const ANYWHERE = {
  j: () => move(1),
  k: () => move(-1),
  "/": () => document.querySelector("#id_q")?.focus(),
  "?": () => dialog.showModal(),
}

// Before the admin's own keys, some of which are the same.
addEventListener("keydown", (event) => {
  if (dialog.open) return
  const key = keyOf(event), row = at()
  const act = ANYWHERE[key] ?? (row && ON_A_ROW[key] && (() => ON_A_ROW[key](row, event.shiftKey)))
  if (!act) return
  event.preventDefault()
  event.stopImmediatePropagation()
  act()
}, true)

// The way back from the search to the keys.
document.querySelector("#id_q")?.addEventListener("keydown", (event) => { if (event.key === "Escape") event.target.blur() })

const switched = dialog.querySelector("[data-keys-on]")
switched.checked = work()
switched.addEventListener("change", () => switchTo(switched.checked))
opener.hidden = false
opener.addEventListener("click", () => dialog.showModal())

// Whoever comes back stands where they were.
const place = sessionStorage.getItem(PLACE)
sessionStorage.removeItem(PLACE)
if (place) go(rows().find((row) => row.dataset.case === place))
