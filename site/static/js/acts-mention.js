// Behind an @ in a note, the colleagues who may be called. What is typed without it counts as well: the server reads the
// login or the name.
import { NamesOffered } from "./names-offered.js"

const SIGN = /(?:^|[^\p{L}\p{N}_.@+-])@([\p{L}][\p{L}\p{N}_. -]{0,40})?$/u

class Mentions extends NamesOffered {
  get asked() {
    const typed = SIGN.exec(this.field.value.slice(0, this.field.selectionStart))
    return typed ? (typed[1] ?? "") : null
  }

  // Behind a space more may be meant than a name: that nothing fits is said of one word alone.
  nobody(asked) {
    return asked.includes(" ") ? "" : this.none
  }

  take(option) {
    const end = this.field.selectionStart
    const start = end - (this.asked ?? "").length
    this.field.setRangeText(`${option.dataset.login} `, start, end, "end")
    this.close()
    this.field.focus()
    this.field.dispatchEvent(new Event("input", { bubbles: true }))
  }
}

for (const field of document.querySelectorAll("textarea[data-mentions]")) {
  const { mentions: address, mentionsLabel: label, mentionsFound: found, mentionsNone: none } = field.dataset
  new Mentions(field, { address, label, found, none, sign: "@" })
}
