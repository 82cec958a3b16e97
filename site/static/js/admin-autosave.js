// Wagtail saves a page by itself shortly after what was typed last. A button that is pressed meanwhile would make a second
// page where the first is still being made: it waits for the end of that saving, and after it none begins.
{
  let saving = false
  let leaving = false
  let submit = null

  addEventListener("w-autosave:save", (event) => {
    if (leaving) event.preventDefault()
    saving = !event.defaultPrevented
  })
  for (const end of ["success", "error"]) {
    addEventListener(`w-autosave:${end}`, () => {
      saving = false
      submit?.()
      submit = null
    })
  }
  addEventListener("submit", (event) => {
    const form = event.target
    if (event.defaultPrevented || !form.matches("[data-controller~='w-autosave']")) return
    leaving = !saving
    if (leaving) return
    event.preventDefault()
    const { name, value } = event.submitter ?? {}
    submit = () => {
      if (name) {
        // Wagtail has disabled the button by now, and a form doesn't send what a disabled button says.
        const field = Object.assign(document.createElement("input"), { type: "hidden", name, value })
        form.append(field)
      }
      form.requestSubmit()
    }
  })
  addEventListener("pageshow", () => {
    leaving = false
  })
}
