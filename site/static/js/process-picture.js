// The drawing of a process as a PNG: its SVG file, painted on a canvas here, so that no server needs to paint.
const LARGEST = 12000
const LARGEST_AREA = 60_000_000

async function picture(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(String(answer.status))
  const url = URL.createObjectURL(new Blob([await answer.text()], { type: "image/svg+xml" }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const wide = image.naturalWidth
    const high = image.naturalHeight
    const scale = Math.min(2, LARGEST / wide, LARGEST / high, Math.sqrt(LARGEST_AREA / (wide * high)))
    const canvas = document.createElement("canvas")
    canvas.width = Math.round(wide * scale)
    canvas.height = Math.round(high * scale)
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((done, failed) => {
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("empty"))), "image/png")
    })
  } finally {
    URL.revokeObjectURL(url)
  }
}

for (const button of document.querySelectorAll("[data-picture]")) {
  const said = document.querySelector("[data-picture-said]")
  button.hidden = false
  button.addEventListener("click", async () => {
    button.disabled = true
    said.textContent = ""
    try {
      const link = document.createElement("a")
      link.href = URL.createObjectURL(await picture(button.dataset.picture))
      link.download = button.dataset.name
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    } catch {
      said.textContent = button.dataset.failed
    }
    button.disabled = false
  })
}
