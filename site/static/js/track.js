// Number and code are copied as one: put into either field, each goes to its own. The server does the same.
const form = document.querySelector("form[data-track]")
const WRITTEN = /(?<!\d)\d{2}-\d{4}-\d{4}-\d(?!\d)/

function latin(text) {
  return text.normalize("NFKC").replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15)
}

function digits(text) {
  return text.replace(/\D/g, "")
}

form?.addEventListener("input", (event) => {
  const text = latin(event.target.value)
  const all = digits(text)
  if (all.length !== 27) return
  const number = WRITTEN.exec(text)?.[0] ?? all.replace(/^(\d{2})(\d{4})(\d{4})(\d).*/, "$1-$2-$3-$4")
  const code = digits(WRITTEN.test(text) ? text.replace(number, " ") : all.slice(11))
  form.elements.tracking.value = number
  form.elements.secret.value = code.replace(/\d{4}(?=\d)/g, "$& ")
})
