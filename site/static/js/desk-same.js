// What may be the same matter is looked for once the page of a case stands. Where it cannot be, the way there stays.
const place = document.querySelector("[data-same-matter]")

if (place) {
  const answer = await fetch(place.dataset.sameMatter, { headers: { Accept: "text/html" } }).catch(() => null)
  if (answer?.ok && !answer.redirected) {
    const piece = new DOMParser().parseFromString(await answer.text(), "text/html")
    const found = piece.querySelector("section")
    if (found) place.replaceWith(found)
    else place.remove()
  }
}
