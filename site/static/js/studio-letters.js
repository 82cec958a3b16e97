// Where the words of letters are written: placeholders go in where one types, text messages are counted as one types,
// and the frame below shows the letter that one is at. Without this they are a list to copy, and buttons.

import { inDigits } from "./digits.js"

const ONCE =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿" +
  "abcdefghijklmnopqrstuvwxyzäöñüà"
const TWICE = "\f^{}\\[~]|€"
const PAUSE = 500

/** As workflows/notifications/transports/sms/parts.py counts. */
export function partsOf(text) {
  const letters = [...text]
  const own = letters.every((letter) => ONCE.includes(letter) || TWICE.includes(letter))
  const sizes = letters.map((letter) => (own ? (TWICE.includes(letter) ? 2 : 1) : letter.length))
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const [whole, each] = own ? [160, 153] : [70, 67]
  if (all <= whole) return { letters: all, parts: 1 }
  let parts = 1
  let left = each
  for (const size of sizes) {
    if (size > left) {
      parts += 1
      left = each
    }
    left -= size
  }
  return { letters: all, parts }
}

function insert(field, place) {
  field.setRangeText(place, field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length, "end")
  field.focus()
  field.dispatchEvent(new Event("input", { bubbles: true }))
}

function offer(box, field) {
  for (const place of box.querySelectorAll("[data-place]")) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "place"
    button.textContent = place.dataset.place
    // The caret stays where it is.
    button.addEventListener("mousedown", (event) => event.preventDefault())
    button.addEventListener("click", () => insert(field, place.dataset.place))
    place.replaceWith(button)
  }
}

function count(said, field) {
  const values = JSON.parse(said.dataset.values)
  let text = field.value.trim()
  for (const [place, value] of Object.entries(values)) text = text.replaceAll(place, () => value)
  const { number, after } = said.dataset
  const { letters, parts } = partsOf((text.includes(number) ? text : `${number}: ${text}`) + after)
  said.textContent = said.dataset.words.replace("{letters}", inDigits(letters)).replace("{parts}", inDigits(parts))
}

for (const box of document.querySelectorAll("[data-box]")) {
  const field = box.querySelector("input, textarea")
  offer(box, field)
  const said = box.querySelector("[data-count]")
  if (said) field.addEventListener("input", () => count(said, field))
}

const preview = document.querySelector("[data-letter-preview]")
if (preview) {
  const show = preview.querySelector("button[value=show]")
  const form = show.form
  const buttons = preview.querySelectorAll("button[formtarget]")
  let waiting
  let looks = 0

  // Each look is a frame of its own, so that Back leads out of the page and not through all looks.
  const look = () => {
    const former = preview.querySelector("iframe:not([hidden])")
    for (const late of preview.querySelectorAll("iframe[hidden]")) late.remove()
    const next = former.cloneNode()
    looks += 1
    next.removeAttribute("src")
    next.name = `letter-preview-${looks}`
    next.hidden = true
    former.after(next)
    for (const button of buttons) button.formTarget = next.name
    next.addEventListener("load", () => {
      if (next.contentWindow.location.href === "about:blank") return
      for (const frame of preview.querySelectorAll("iframe")) if (frame !== next) frame.remove()
      next.hidden = false
    })
    form.requestSubmit(show)
  }

  form.addEventListener("input", (event) => {
    const part = event.target.closest("[data-part]")
    const wanted = event.target.closest(".letter-wanted")
    if (!part && !wanted) return
    if (part) {
      form.elements["show-part"].value = part.dataset.part
      form.elements["show-language"].value = event.target.lang
    }
    clearTimeout(waiting)
    waiting = setTimeout(look, PAUSE)
  })
}
