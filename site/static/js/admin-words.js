// Words that Wagtail's and wagtail-localize's scripts have in English alone, or say otherwise than what is seen.
const words = JSON.parse(document.currentScript.dataset.words)

// The logo: its name begins with the text that stands there.
if (window.django?.catalog) window.django.catalog["Dashboard"] = words.home

// The translation of a page is drawn late, and again with each sentence that is saved.
function mend(editor) {
  for (const node of editor.querySelectorAll("h3")) {
    const [, source, target] = node.textContent.match(/^(.+) to (.+) translation$/) ?? []
    if (source) node.firstChild.nodeValue = words.heading.replace("{source}", source).replace("{target}", target)
  }
  for (const node of editor.querySelectorAll(".w-sr-only")) {
    if (node.textContent === "More actions") node.firstChild.nodeValue = words.more
  }
  for (const node of editor.querySelectorAll("input[type=file]:not([aria-label])")) node.setAttribute("aria-label", words.file)
}
document.addEventListener("DOMContentLoaded", () => {
  const editor = document.querySelector(".js-translation-editor")
  if (!editor) return
  mend(editor)
  new MutationObserver(() => mend(editor)).observe(editor, { childList: true, subtree: true })
})
