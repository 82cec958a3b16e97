// What could not be done is where the reader is put: the summary, the sentence, or the first field that needs another answer.
const refused = document.querySelector("[data-errors], [data-refused], .acting .note[role=alert]")
const bad = document.querySelector(".desk form .field.bad")
if (refused) refused.tabIndex = -1
const target = refused ?? bad?.querySelector("input:not([type=hidden]), select, textarea")
if (target && !document.querySelector("[data-errors]")?.contains(document.activeElement)) {
  target.focus({ preventScroll: true })
  ;(refused ?? bad).scrollIntoView({ block: "center" })
}
