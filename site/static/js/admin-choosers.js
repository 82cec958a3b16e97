// Starts the choosers of Wagtail's plain forms, each by what portal/admin_screens/widgets.py says of it in the page.
document.addEventListener("DOMContentLoaded", () => {
  for (const said of document.querySelectorAll("[data-chooser]")) {
    new window[said.dataset.chooser](said.dataset.of, JSON.parse(said.dataset.options))
  }
})
