// Whoever opens an act types next: the first field of its form takes the focus. Without this it is one key more.
for (const act of document.querySelectorAll("details.act")) {
  act.querySelector("summary").addEventListener("click", () => {
    // After the click the browser opens it, and only then is there a field.
    setTimeout(() => act.open && act.querySelector("form .field :is(input, select, textarea):not([hidden])")?.focus())
  })
}
