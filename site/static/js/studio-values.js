// Another fact has other values: the form is sent at once and comes back with them. Without this a button is pressed.
for (const button of document.querySelectorAll("[data-values]")) {
  button.hidden = true
  button.closest("fieldset").addEventListener("change", (event) => {
    if (event.target.matches("select[name$='-fact'], select[name$='-test']")) button.form.requestSubmit(button)
  })
}
