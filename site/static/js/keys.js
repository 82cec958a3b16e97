// Keys that do something by themselves: not while somebody types, nor with a modifier but Shift and x, nor where they are
// switched off, which the list of keys on the inbox and the call centre do for this browser. On an Arabic keyboard they go by the place of the key. With
// Shift there is x alone.
const KEPT = "insaf.inbox.keys"
const PLACES = { KeyJ: "j", KeyK: "k", KeyO: "o", KeyR: "r", KeyD: "d", KeyA: "a", KeyX: "x", KeyN: "n", Slash: "/" }

export const work = () => localStorage.getItem(KEPT) !== "off"

export function switchTo(on) {
  if (on) localStorage.removeItem(KEPT)
  else localStorage.setItem(KEPT, "off")
}

const typing = (target) => target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")

// The key that is meant; undefined where none is.
export function keyOf(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || !work()) return undefined
  if (event.key === "?" || event.key === "؟") return "?"
  if (event.shiftKey) return event.code === "KeyX" ? "x" : undefined
  if (/^[a-z/]$/.test(event.key)) return event.key
  return /[\u0600-\u06ff]/.test(event.key) ? PLACES[event.code] : undefined
}
