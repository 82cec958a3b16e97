// Another fact has other values: the form is sent at once and comes back with them. Without this a button is pressed.
for (const button of document.querySelectorAll("[data-values]")) {
  const asking = (button.dataset.values || "fact test").split(" ")
  button.hidden = true
  button.closest("fieldset").addEventListener("change", (event) => {
    const last = event.target.name?.split("-").pop()
    if (event.target.matches("select") && asking.includes(last)) button.form.requestSubmit(button)
  })
}
