// The drawing of a draft stands where one works: at the step that is open, else at the first that is marked. What is drawn anew
// stays where it was. Without this it begins at the first step.
const frameOf = (drawing) => drawing?.querySelector(".frame")

function meant(frame) {
  const open = document.querySelector("#draft input[name=open]")?.value
  const marked = ["problem", "added", "changed", "removed"].map((sort) => `li.at.${sort}`)
  const wanted = open ? [`li[data-step="${CSS.escape(open)}"]`, ...marked] : marked
  return wanted.map((each) => frame.querySelector(each)).find(Boolean)
}

function show(frame) {
  const step = meant(frame)
  if (!step) return
  const [around, at] = [frame.getBoundingClientRect(), step.getBoundingClientRect()]
  frame.scrollLeft += at.left + at.width / 2 - around.left - around.width / 2
  frame.scrollTop += at.top + at.height / 2 - around.top - around.height / 2
}

const drawing = document.querySelector("#drawing")
if (frameOf(drawing)) {
  let place
  const keep = ({ scrollLeft, scrollTop }) => (place = [scrollLeft, scrollTop])
  show(frameOf(drawing))
  keep(frameOf(drawing))
  drawing.addEventListener("scroll", ({ target }) => keep(target), true)
  new MutationObserver(() => {
    const frame = frameOf(drawing)
    if (frame) [frame.scrollLeft, frame.scrollTop] = place
  }).observe(drawing, { childList: true })
}
