// The keys of the inbox: j k move, o opens, r opens with the reply, a assigns to me, x chooses, / searches, ? lists them.
// With Shift, x chooses all up to here. Not while somebody types, nor with another modifier; on an Arabic keyboard by the
// place of the key. They can be switched off.
const dialog = document.querySelector("[data-keys]")
const opener = document.querySelector("[data-keys-open]")
const said = document.querySelector("[data-keys-said]")
const KEPT = "insaf.inbox.keys", PLACE = "insaf.inbox.place"
const PLACES = { KeyJ: "j", KeyK: "k", KeyO: "o", KeyR: "r", KeyA: "a", KeyX: "x", Slash: "/" }

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

function keyOf(event) {
  if (event.key === "?" || event.key === "؟") return "?"
  if (event.shiftKey) return event.code === "KeyX" ? "x" : undefined
  if (/^[a-z/]$/.test(event.key)) return event.key
  return /[\u0600-\u06ff]/.test(event.key) && !event.shiftKey ? PLACES[event.code] : undefined
}

const typing = (target) => target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")

// Before the admin's own keys, some of which are the same.
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || dialog.open) return
  if (localStorage.getItem(KEPT) === "off") return
  const key = keyOf(event), row = at()
  const act = ANYWHERE[key] ?? (row && ON_A_ROW[key] && (() => ON_A_ROW[key](row, event.shiftKey)))
  if (!act) return
  event.preventDefault()
  event.stopImmediatePropagation()
  act()
}, true)

const switched = dialog.querySelector("[data-keys-on]")
switched.checked = localStorage.getItem(KEPT) !== "off"
switched.addEventListener("change", () => {
  if (switched.checked) localStorage.removeItem(KEPT)
  else localStorage.setItem(KEPT, "off")
})
opener.hidden = false
opener.addEventListener("click", () => dialog.showModal())

// Whoever comes back stands where they were.
const place = sessionStorage.getItem(PLACE)
sessionStorage.removeItem(PLACE)
if (place) go(rows().find((row) => row.dataset.case === place))
