// Keeps on the server what is typed into the form of an act, a little after the last key and when the page is left.
// Without this the button "keep" does it.

const PAUSE = 1500 // milliseconds after the last key
const AT_THE_END = 60_000 // bytes that a browser still sends of a page that is left
const OFFERED = "textarea, select, input:not([type=hidden], [type=file])"

class Kept {
  constructor(form) {
    this.form = form
    this.line = form.querySelector("[data-draft-line]")
    this.words = this.line.querySelector("[data-draft-words]")
    this.dirty = false
    this.line.querySelector("[data-keep]").hidden = true
    form.addEventListener("input", (event) => event.target.matches(OFFERED) && this.later())
    form.addEventListener("change", (event) => event.target.matches(OFFERED) && this.later())
    form.addEventListener("submit", (event) => this.submitted(event))
    document.addEventListener("visibilitychange", () => document.hidden && this.keep())
    addEventListener("pagehide", () => this.keep(true))
    // What came back because something is wrong with it is newer than what was kept.
    if (form.querySelector(".bad, [data-refused], [data-question]")) this.later()
  }

  later() {
    this.dirty = true
    delete this.form.dataset.isKept
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.keep(), PAUSE)
  }

  // What is kept after it was sent would be there again once it has arrived: it waits for what is on its way.
  async submitted(event) {
    this.dirty = false
    clearTimeout(this.timer)
    if (!this.sending) return
    event.preventDefault()
    await this.sending
    this.dirty = false
    this.form.requestSubmit(event.submitter)
  }

  body() {
    const found = new URLSearchParams()
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") found.append(name, value)
    return found
  }

  async keep(leaving = false) {
    clearTimeout(this.timer)
    if (this.sending && !leaving) await this.sending
    if (!this.dirty) return
    this.dirty = false
    this.sending = this.send(leaving)
    await this.sending
    this.sending = null
  }

  async send(leaving) {
    const body = this.body()
    const keepalive = leaving && body.toString().length < AT_THE_END
    try {
      const answer = await fetch(this.form.dataset.keeps, {
        method: "POST", body, keepalive, headers: { Accept: "application/json" },
      })
      if (answer.status === 404) return this.failed("moved")
      if (!answer.headers.get("content-type")?.includes("json")) return this.failed("login")
      const told = await answer.json()
      this.say(told.said, !answer.ok)
      if (!answer.ok || this.dirty) return
      this.form.dataset.isKept = ""
      this.line.querySelector("[data-discard]").hidden = !told.said
    } catch {
      this.failed("offline")
    }
  }

  failed(why) {
    this.dirty = true // the next key tries again
    this.say(this.line.dataset[why], true)
  }

  say(words, bad) {
    this.words.textContent = words
    this.words.classList.toggle("bad", bad)
  }
}

for (const form of document.querySelectorAll("form[data-keeps]")) new Kept(form)
