// The answer follows the form: what "Show" does without this. The page stands where it stood, and its address follows.
const form = document.querySelector("[data-build]")
const place = document.querySelector("[data-answer]")
const said = document.querySelector("[data-said]")
const A_MOMENT = 350
let timer, asking

async function follow() {
  asking?.abort()
  asking = new AbortController()
  const asked = new URLSearchParams(new FormData(form))
  const address = `${form.action.split("#")[0]}?${asked}`
  place.setAttribute("aria-busy", "true")
  try {
    const answer = await fetch(`${address}&part=answer`, { signal: asking.signal, headers: { "X-Requested-With": "fetch" } })
    if (!answer.ok || answer.redirected) return form.submit()
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    place.replaceChildren(...page.body.childNodes)
    history.replaceState(null, "", address)
    place.removeAttribute("aria-busy")
    said.textContent = place.querySelector("h2, p")?.textContent.trim() ?? ""
  } catch (error) {
    if (error.name !== "AbortError") place.removeAttribute("aria-busy")
  }
}

form?.addEventListener("input", () => {
  clearTimeout(timer)
  timer = setTimeout(follow, A_MOMENT)
})
