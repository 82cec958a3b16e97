// The slip with number, code and date as a picture, for whoever keeps such things among their photos. Drawn here: the
// server makes no file in which a code stands.

const WIDTH = 720
const EDGE = 48

export async function save(name) {
  await document.fonts.ready
  const canvas = drawn()
  const link = document.createElement("a")
  link.href = canvas.toDataURL("image/png")
  link.download = name
  link.click()
}

function drawn() {
  const rows = [...document.querySelectorAll("dl.kept > div")].map((row) => [words(row, "dt"), words(row, "dd")])
  const code = document.querySelector("[data-qr] svg")
  const canvas = document.createElement("canvas")
  const pen = canvas.getContext("2d")
  const side = code ? 260 : 0
  canvas.width = WIDTH
  canvas.height = EDGE * 2 + 70 + rows.length * 110 + side
  pen.fillStyle = "#fff"
  pen.fillRect(0, 0, canvas.width, canvas.height)
  const rightToLeft = document.documentElement.dir === "rtl"
  const start = rightToLeft ? WIDTH - EDGE : EDGE
  pen.direction = rightToLeft ? "rtl" : "ltr"
  pen.textAlign = "start"
  pen.fillStyle = "#111"
  let line = EDGE + 32
  write(pen, document.querySelector(".filed-head h1").textContent.trim(), 30, "bold", start, line)
  line += 40
  for (const [label, value] of rows) {
    write(pen, label, 22, "normal", start, line + 34)
    write(pen, value, 34, "bold", start, line + 80)
    line += 110
  }
  if (code) drawCode(pen, code, rightToLeft ? WIDTH - EDGE - side : EDGE, line + 20, side)
  return canvas
}

function words(row, part) {
  return row.querySelector(part).textContent.replace(/\s+/g, " ").trim()
}

function write(pen, text, size, weight, x, y) {
  pen.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`
  pen.fillText(text, x, y, WIDTH - EDGE * 2)
}

function drawCode(pen, code, x, y, side) {
  const scale = side / code.viewBox.baseVal.width
  pen.save()
  pen.translate(x, y)
  pen.scale(scale, scale)
  pen.fill(new Path2D(code.querySelector("path").getAttribute("d")))
  pen.restore()
}
