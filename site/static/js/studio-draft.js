// Saves a draft by itself: a little after the last change, and when the page is left. Without this each button saves.
/* global htmx */

const PAUSE = 3000 // milliseconds after the last change
const ON_ITS_WAY = 1000 // milliseconds in which a page that was sent is not sent again
const AT_THE_END = 60_000 // letters that a browser still sends of a page that is left
const TEXT = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit])"

class Autosave {
  constructor(form) {
    this.form = form
    this.line = form.querySelector("[data-said]")
    this.aside = document.querySelector("[data-aside]")
    this.dirty = false
    this.stopped = false
    this.left = false
    this.sending = null
    form.addEventListener("input", () => this.later())
    form.addEventListener("change", () => this.later())
    document.addEventListener("submit", (event) => this.submitted(event))
    document.addEventListener("visibilitychange", () => document.hidden && this.save())
    addEventListener("pagehide", () => this.save({ keepalive: true }))
    addEventListener("beforeunload", (event) => {
      if (this.dirty && (this.stopped || this.size() > AT_THE_END)) event.preventDefault()
    })
  }

  later() {
    if (this.left) return
    this.dirty = true
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), PAUSE)
  }

  fields() {
    const found = new URLSearchParams()
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") found.append(name, value)
    found.set("do", "auto")
    return found
  }

  size() {
    return this.fields().toString().length
  }

  async save({ keepalive = false } = {}) {
    clearTimeout(this.timer)
    if (this.sending) await this.sending
    if (!this.dirty || this.stopped) return
    this.dirty = false
    this.sending = this.send(keepalive)
    await this.sending
    this.sending = null
  }

  async send(keepalive) {
    this.line.textContent = this.line.dataset.saving
    try {
      const body = this.fields()
      const answer = await fetch(this.form.action, { method: "POST", body, keepalive: keepalive && this.size() < AT_THE_END })
      if (!answer.headers.get("content-type")?.includes("json")) throw new TypeError("login")
      this.saved(answer.ok, await answer.json())
    } catch (error) {
      this.dirty = true // the next change tries again
      this.say(error.message === "login" ? this.line.dataset.login : this.line.dataset.offline, true)
    }
  }

  saved(ok, told) {
    this.say(told.said, !ok)
    this.stopped = Boolean(told.stop)
    if (!ok) return
    for (const input of document.querySelectorAll(".drafting input[name=read]")) input.value = told.read
    this.sound()
    htmx.trigger(this.aside, "drafted") // what stands beside it is asked for anew
  }

  // What was saved has nothing wrong in it: neither what the page said of it, nor the way back from it, is true any more.
  sound() {
    for (const each of document.querySelectorAll('[data-refused], #draft .err, [data-do="forget"]')) each.remove()
    for (const field of this.form.querySelectorAll(".field.bad")) field.classList.remove("bad")
    for (const input of this.form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid")
  }

  say(words, bad) {
    this.line.textContent = words
    this.line.classList.toggle("bad", bad)
  }

  // A button waits for what is on its way, or it would go on from a draft that is not there any more.
  submitted(event) {
    const own = event.target === this.form
    if (event.submitter?.formTarget) return // a preview: the page stays
    if (own && this.left) return event.preventDefault()
    clearTimeout(this.timer)
    if (own && !this.sending) return this.leave()
    if (!this.sending && (!this.dirty || this.stopped || !this.aside.contains(event.target))) return
    event.preventDefault()
    const pressed = event.submitter?.dataset.do
    this.then(own, event.target, event.submitter, pressed)
  }

  // What is on its way is neither sent twice nor saved beside it: both would be from a draft that is not there any more.
  leave() {
    this.dirty = false
    this.left = true
    setTimeout(() => (this.left = false), ON_ITS_WAY)
  }

  async then(own, form, submitter, pressed) {
    if (!own) await this.save()
    await this.sending
    const button = submitter?.isConnected ? submitter : document.querySelector(`[data-do="${pressed}"]`)
    if (!own && this.dirty) return // what is typed could not be saved: the line says why
    this.dirty = false
    if (button) button.form.requestSubmit(button)
    else if (form.isConnected) form.requestSubmit()
  }
}

// Undo and redo outside of text, where a browser has its own.
addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase()
  if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return
  if (event.target.closest?.(TEXT)) return
  const button = document.querySelector(key === "y" || event.shiftKey ? '[data-do="redo"]' : '[data-do="undo"]')
  if (!button) return
  event.preventDefault()
  button.click()
})

const form = document.querySelector("form[data-autosave]")
if (form) new Autosave(form)
