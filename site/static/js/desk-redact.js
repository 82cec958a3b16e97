// The boxes of a redacted copy, drawn over the picture: by the pointer, or by keys on a box. The numbers in the fields are
// what is sent; each box on the picture is the image of one row, and both follow each other.
import { inDigits } from "./digits.js"

const form = document.querySelector("[data-redact]")
const ground = form.querySelector("[data-covering]")
const rows = form.querySelector("[data-boxes]")
const empty = form.querySelector("[data-empty-box]")
const total = form.elements["form-TOTAL_FORMS"]
const said = form.querySelector("[data-said]")
const NAMES = ["left", "top", "width", "height"]
const STEP = 1, LEAST = 0.5
const shown = new Map()

const field = (row, name) => row.querySelector(`[name$="-${name}"]`)
const round = (value) => Math.round(value * 10) / 10
const within = (value, most) => Math.min(Math.max(value, 0), Math.max(most, 0))

function read(row) {
  const numbers = NAMES.map((name) => parseFloat(field(row, name).value))
  if (numbers.some(Number.isNaN)) return null
  const [left, top, width, height] = numbers
  return { left, top, width, height }
}

function write(row, place) {
  for (const name of NAMES) field(row, name).value = round(place[name])
  draw(row)
}

function isHere(row) {
  return String(field(row, "page").value) === ground.dataset.page && !field(row, "DELETE").checked
}

function numberOf(row) { return [...rows.children].indexOf(row) + 1 }

function draw(row) {
  const place = read(row)
  let box = shown.get(row)
  if (!place || !isHere(row)) {
    box?.remove()
    shown.delete(row)
    return
  }
  if (!box) {
    box = document.createElement("div")
    box.className = "cover-box"
    box.tabIndex = 0
    box.setAttribute("role", "group")
    ground.append(box)
    shown.set(row, box)
    box.addEventListener("keydown", (event) => byKey(event, row))
    box.addEventListener("pointerdown", (event) => drag(event, row))
  }
  box.textContent = inDigits(numberOf(row))
  box.setAttribute("aria-label", form.dataset.words.replace("{place}", inDigits(numberOf(row))))
  box.style.insetInlineStart = `${place.left}%`
  box.style.insetBlockStart = `${place.top}%`
  box.style.inlineSize = `${Math.min(place.width, 100 - place.left)}%`
  box.style.blockSize = `${Math.min(place.height, 100 - place.top)}%`
}

// A row that is there and empty is taken first: the one with which the page begins.
function newRow() {
  const free = [...rows.children].find((row) => !row.hidden && !NAMES.some((name) => field(row, name).value))
  if (free) {
    field(free, "page").value = ground.dataset.page
    return free
  }
  const number = Number(total.value)
  const piece = empty.content.cloneNode(true).firstElementChild
  for (const each of piece.querySelectorAll("[name], [id], [for]")) {
    for (const name of ["name", "id", "for"]) {
      if (each.hasAttribute(name)) each.setAttribute(name, each.getAttribute(name).replace("__prefix__", number))
    }
  }
  piece.querySelector("[data-place]").textContent = inDigits(number + 1)
  field(piece, "page").value = ground.dataset.page
  total.value = number + 1
  rows.append(piece)
  return piece
}

function remove(row) {
  field(row, "DELETE").checked = true
  row.hidden = true
  draw(row)
  said.textContent = form.dataset.gone.replace("{place}", inDigits(numberOf(row)))
  ;(shown.values().next().value ?? form.querySelector("[data-add]")).focus()
}

// The arrows go where they point: a picture is the same in both directions of writing.
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

function byKey(event, row) {
  if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault()
    remove(row)
    return
  }
  const way = WAYS[event.key]
  if (!way || event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  const place = read(row), [x, y] = way
  if (event.shiftKey) {
    place.width = Math.max(LEAST, within(place.width + x * STEP, 100 - place.left))
    place.height = Math.max(LEAST, within(place.height + y * STEP, 100 - place.top))
  } else {
    place.left = within(place.left + x * STEP, 100 - place.width)
    place.top = within(place.top + y * STEP, 100 - place.height)
  }
  write(row, place)
}

function at(event) {
  const area = ground.getBoundingClientRect()
  return [within((event.clientX - area.x) / area.width * 100, 100), within((event.clientY - area.y) / area.height * 100, 100)]
}

function follow(move, end) {
  const stop = () => {
    removeEventListener("pointermove", move)
    removeEventListener("pointerup", stop)
    removeEventListener("pointercancel", stop)
    end?.()
  }
  addEventListener("pointermove", move)
  addEventListener("pointerup", stop)
  addEventListener("pointercancel", stop)
}

function drag(event, row) {
  event.preventDefault()
  event.stopPropagation()
  shown.get(row).focus()
  const [x, y] = at(event), from = read(row)
  follow((moved) => {
    const [toX, toY] = at(moved)
    write(row, {
      ...from,
      left: within(from.left + toX - x, 100 - from.width),
      top: within(from.top + toY - y, 100 - from.height),
    })
  })
}

ground.addEventListener("pointerdown", (event) => {
  // A finger moves the page, unless it was said that it draws.
  if (event.button !== 0 || (event.pointerType === "touch" && !ground.classList.contains("by-finger"))) return
  event.preventDefault()
  const [x, y] = at(event)
  let row = null
  follow((moved) => {
    const [toX, toY] = at(moved)
    const place = { left: Math.min(x, toX), top: Math.min(y, toY), width: Math.abs(toX - x), height: Math.abs(toY - y) }
    if (!row && (place.width < LEAST || place.height < LEAST)) return
    row ??= newRow()
    write(row, { ...place, width: Math.max(place.width, LEAST), height: Math.max(place.height, LEAST) })
  }, () => row && shown.get(row)?.focus())
})

// Only where there may be a finger: with it on, what would move the page draws.
const finger = form.querySelector("[data-finger]")
finger.hidden = !navigator.maxTouchPoints
finger.querySelector("button").addEventListener("click", ({ currentTarget }) => {
  const on = ground.classList.toggle("by-finger")
  currentTarget.setAttribute("aria-pressed", String(on))
})

form.querySelector("[data-add]").addEventListener("click", (event) => {
  event.preventDefault()
  const row = newRow()
  write(row, { left: 40, top: 40, width: 20, height: 20 })
  shown.get(row)?.focus()
})

rows.addEventListener("input", (event) => {
  const row = event.target.closest("[data-box]")
  if (event.target.name.endsWith("-DELETE") && event.target.checked) remove(row)
  else draw(row)
})

for (const row of rows.children) draw(row)

let tries = 0
const picture = ground.querySelector("img")
picture.addEventListener("error", () => {
  if (tries++ < 4) setTimeout(() => { picture.src = `${picture.src.split("#")[0]}#${tries}` }, 1500)
})
