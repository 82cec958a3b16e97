// While the page of a case is seen: says who else has it open, and shows what happened meanwhile above what is typed.
import { ring } from "./bell.js"
import { asked, whileSeen } from "./poll.js"

const EVERY = 30_000 // milliseconds
const head = document.querySelector("[data-open-page]")

class OpenPage {
  constructor() {
    this.others = head.querySelector("[data-others]")
    this.place = document.querySelector("[data-news-place]")
    this.told = 0
    whileSeen(EVERY, () => this.ask(), { last: 0 })
  }

  // Whether it is to be asked again: not where the case has left, nor where the session is over: what is typed is sent
  // by way of the login.
  async ask() {
    const body = new URLSearchParams({ page: head.dataset.page, told: this.told, csrfmiddlewaretoken: head.dataset.token })
    const answer = await asked(head.dataset.openPage, { method: "POST", body, headers: { Accept: "application/json" } })
    if (answer.status === 404) this.left()
    else if (answer.headers.get("content-type")?.includes("json")) this.show(await answer.json())
    else return false
    return answer.status !== 404
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
    news.querySelector("[data-read]")?.addEventListener("click", () => this.read()) // none where nothing is left to send
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
    this.others.textContent = head.dataset.moved
    this.others.hidden = false
  }
}

if (head) new OpenPage()
