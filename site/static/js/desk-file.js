// A file in its place: Escape closes it, the arrows go to the next file and back, mirrored where the page is. Not while
// somebody types, nor in a player, which has keys of its own.
const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight"
const back = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft"
const WAYS = { Escape: "close", [forward]: "after", [back]: "before", PageDown: "page-after", PageUp: "page-before" }

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  if (event.key !== "Escape" && event.target.closest?.("input, textarea, select, video, audio, [contenteditable]")) return
  const way = WAYS[event.key] && document.querySelector(`[data-go="${WAYS[event.key]}"]`)
  if (!way) return
  event.preventDefault()
  way.click()
})

// Pages are drawn when they are asked for, two at a time on the machine: one that had to wait is asked for again.
let tries = 0
const picture = document.querySelector("img[data-again]")
picture?.addEventListener("error", () => {
  if (tries++ < 4) setTimeout(() => { picture.src = `${picture.src.split("#")[0]}#${tries}` }, 1500)
})
