// What a page asks by itself, again and again while it is seen. It counts as no use of the session: that ends as if
// nothing were asked.

export const asked = (address, options = {}) => fetch(address, { ...options, headers: { ...options.headers, "Insaf-Poll": "1" } })

// Calls ask() each so many milliseconds after it was asked last, now where nothing else is said; where it answers false,
// never again.
export function whileSeen(every, ask, { last = Date.now() } = {}) {
  let timer, asking = false

  function wait() {
    clearTimeout(timer)
    if (!document.hidden && !asking) timer = setTimeout(go, Math.max(0, last + every - Date.now()))
  }

  async function go() {
    asking = true
    last = Date.now()
    let goesOn = true
    try {
      goesOn = (await ask()) !== false
    } catch { /* The line is away: the next time asks again. */ }
    asking = false
    if (goesOn) wait()
    else document.removeEventListener("visibilitychange", wait)
  }

  document.addEventListener("visibilitychange", wait)
  wait()
}
