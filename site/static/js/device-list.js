// The requests that somebody asked this browser to remember: their numbers, what they are and when they were filed. Never a
// code, a subject or a sealed request, and nothing of it leaves the browser. Leaving closes the list with all else.
const KEY = "insaf.requests"
const MOST = 50

function kept() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? "[]")
    return Array.isArray(list) ? list.filter((each) => /^\d{2}-\d{4}-\d{4}-\d$/.test(each?.number)) : []
  } catch {
    return [] // A browser that lets nothing be kept has nothing to show.
  }
}

function keep(list) {
  try {
    if (list.length) localStorage.setItem(KEY, JSON.stringify(list.slice(0, MOST)))
    else localStorage.removeItem(KEY)
    return true
  } catch {
    return false
  }
}

const box = document.querySelector("[data-remember]")
if (box) {
  const number = box.dataset.remember
  const input = box.querySelector("input")
  const others = () => kept().filter((each) => each.number !== number)
  input.checked = kept().length !== others().length
  box.hidden = false
  input.addEventListener("change", () => {
    const mine = { number, kind: box.dataset.kind, filed: box.dataset.filedOn }
    if (!keep(input.checked ? [mine, ...others()] : others())) input.checked = false
  })
}

const place = document.querySelector("[data-device-list]")
function show() {
  const list = kept()
  place.hidden = !list.length
  const rows = place.querySelector("ul")
  rows.replaceChildren()
  for (const each of list) {
    const row = place.querySelector("template").content.cloneNode(true)
    const link = row.querySelector("a")
    link.href = place.dataset.deviceList.replace("NUMBER", each.number)
    link.querySelector("bdi").textContent = each.number
    row.querySelector("[data-what]").textContent = [each.kind, each.filed].filter(Boolean).join(" · ")
    const remove = row.querySelector("button")
    remove.querySelector("bdi").textContent = each.number
    remove.addEventListener("click", () => {
      keep(kept().filter((other) => other.number !== each.number))
      show()
      place.querySelector("h2").focus()
    })
    rows.append(row)
  }
}
if (place) {
  show()
  place.querySelector("[data-forget-list]").addEventListener("click", () => {
    keep([])
    show()
    document.querySelector("h1").focus()
  })
}
