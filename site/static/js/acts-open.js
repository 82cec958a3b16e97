// While the page of a case is seen: says who else has it open, and shows what happened meanwhile above what is typed.
// It counts as no use of the session: that ends as if nothing were asked.

import { ring } from "./bell.js"

const EVERY = 30_000 // milliseconds
const head = document.querySelector("[data-open-page]")

class OpenPage {
  constructor() {
    this.others = head.querySelector("[data-others]")
    this.place = document.querySelector("[data-news-place]")
    this.told = 0
    document.addEventListener("visibilitychange", () => this.ask())
    this.timer = setInterval(() => this.ask(), EVERY)
    this.ask()
  }

  async ask() {
    if (document.hidden || this.asking) return
    this.asking = true
    const body = new URLSearchParams({ page: head.dataset.page, told: this.told, csrfmiddlewaretoken: head.dataset.token })
    try {
      const answer = await fetch(head.dataset.openPage, { method: "POST", body, headers: { Accept: "application/json", "Insaf-Poll": "1" } })
      if (answer.status === 404) this.left()
      else if (answer.headers.get("content-type")?.includes("json")) this.show(await answer.json())
      else clearInterval(this.timer) // the session is over: what is typed is sent by way of the login
    } catch {
      // no line just now: the next time asks again
    } finally {
      this.asking = false
    }
  }

  show(said) {
    ring(said.notices)
    if (this.others.textContent !== said.others) this.others.textContent = said.others
    this.others.hidden = !said.others
    if (!said.news) return
    this.told = said.told
    this.page = said.page
    const news = document.adoptNode(new DOMParser().parseFromString(said.news, "text/html").querySelector("[data-news]"))
    this.place.replaceChildren(news)
    news.querySelector("[data-read]").addEventListener("click", () => this.read())
    for (const note of document.querySelectorAll("[data-news-note]")) note.hidden = false
  }

  // Only now may be sent what was typed: the server refuses it to whoever has not read what was said meanwhile.
  read() {
    for (const input of document.querySelectorAll(".acting input[name=page]")) input.value = this.page
    head.dataset.page = this.page
    this.place.replaceChildren()
    for (const note of document.querySelectorAll("[data-news-note]")) note.hidden = true
    document.querySelector("details.act[open] textarea")?.focus()
  }

  left() {
    clearInterval(this.timer)
    this.others.textContent = head.dataset.moved
    this.others.hidden = false
  }
}

if (head) new OpenPage()
