// All that stands against publishing a form, in one place, each with the way to its field.

// The question in which it stands: the outermost block, since a row of a condition is one, too.
function nameOf(element) {
  let block = null
  for (let around = element; around; around = around.parentElement?.closest("[data-streamfield-child]")) block = around
  if (!block.matches("[data-streamfield-child]")) block = null
  const panel = element.closest("section.w-panel")
  const label = block?.querySelector("[name$='-value-label']")?.value
  const heading = (block ?? panel)?.querySelector(".w-panel__heading-label, .w-panel__heading-text, [data-panel-heading-text]")
  return label || heading?.textContent.trim() || ""
}

export function summarise(words) {
  const found = [...document.querySelectorAll(".tab-content .error-message")].filter((error) => error.textContent.trim())
  if (!found.length) return
  const box = document.createElement("div")
  box.className = "form-errors help-block help-critical"
  box.setAttribute("role", "group")
  box.tabIndex = -1
  const heading = document.createElement("h2")
  heading.id = "form-errors-heading"
  heading.textContent = words.missing
  box.setAttribute("aria-labelledby", heading.id)
  const list = document.createElement("ul")
  for (const [at, error] of found.entries()) {
    const link = document.createElement("a")
    error.id ||= `form-error-${at}`
    link.href = `#${error.id}`
    const block = nameOf(error)
    const text = error.textContent.trim()
    link.textContent = block ? words.where.replace("%(block)s", block).replace("%(error)s", text) : text
    link.addEventListener("click", (event) => {
      event.preventDefault()
      show(error)
    })
    const item = document.createElement("li")
    item.append(link)
    list.append(item)
  }
  box.append(heading, list)
  document.querySelector(".tab-content").before(box)
  box.focus({ preventScroll: true })
}

// What is folded around it is opened.
export function unfold(element) {
  for (let around = element.closest(".w-panel__content, [hidden]"); around; around = around.parentElement.closest(".w-panel__content, [hidden]")) {
    if (around.hidden) document.querySelector(`[aria-controls="${CSS.escape(around.id)}"]`)?.click()
  }
}

// The field is where one goes on.
function show(error) {
  unfold(error)
  error.scrollIntoView({ block: "center" })
  const field = error.closest("[data-field], .w-field__wrapper, [data-contentpath]")
  field?.querySelector("select:not([hidden]), input:not([hidden], [type=hidden]), textarea:not([hidden])")?.focus({ preventScroll: true })
}
