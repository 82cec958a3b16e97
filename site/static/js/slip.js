// The slip with number, code and date as a picture, for whoever keeps such things among their photos. Drawn here: the
// server makes no file in which a code stands.

const WIDTH = 720
const EDGE = 48
const LABEL = { size: 22, weight: "normal", height: 34 }
const VALUE = { size: 34, weight: "600", height: 48 }
const HEAD = { size: 30, weight: "600", height: 44 }
const GAP = 26

export async function save(name) {
  await document.fonts.ready
  const link = document.createElement("a")
  link.href = drawn().toDataURL("image/png")
  link.download = name
  link.click()
}

function drawn() {
  const canvas = document.createElement("canvas")
  const pen = canvas.getContext("2d")
  const lines = linesOf(pen)
  const code = document.querySelector("[data-qr] svg")
  const side = code ? 260 : 0
  canvas.width = WIDTH
  canvas.height = EDGE * 2 + side + lines.reduce((sum, { style, before }) => sum + style.height + before, 0)
  pen.fillStyle = "#fff"
  pen.fillRect(0, 0, canvas.width, canvas.height)
  const rightToLeft = document.documentElement.dir === "rtl"
  pen.direction = rightToLeft ? "rtl" : "ltr"
  pen.textAlign = "start"
  pen.fillStyle = "#111"
  let y = EDGE
  for (const { text, style, before } of lines) {
    y += before + style.height
    pen.font = font(style)
    pen.fillText(text, rightToLeft ? WIDTH - EDGE : EDGE, y - style.height / 4)
  }
  if (code) drawCode(pen, code, rightToLeft ? WIDTH - EDGE - side : EDGE, y + EDGE / 2, side)
  return canvas
}

// What is written, line by line, each with its style and the space before it.
function linesOf(pen) {
  const rows = [...document.querySelectorAll("dl.kept > div")]
  return [
    ...broken(pen, document.querySelector(".filed-head h1"), HEAD, 0),
    ...rows.flatMap((row) => [
      ...broken(pen, row.querySelector("dt"), LABEL, GAP),
      ...broken(pen, row.querySelector("dd"), VALUE, 0),
    ]),
  ]
}

// A number or code whose groups run from the left does so between Arabic words too.
function broken(pen, element, style, before) {
  pen.font = font(style)
  const words = element.textContent.trim().split(/\s+/)
  const lines = [words.shift()]
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`
    if (pen.measureText(longer).width <= WIDTH - EDGE * 2) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  const fromLeft = !/\p{L}/u.test(element.textContent)
  return lines.map((line, number) => ({ text: fromLeft ? `\u2066${line}\u2069` : line, style, before: number ? 0 : before }))
}

function font({ size, weight }) {
  return `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`
}

function drawCode(pen, code, x, y, side) {
  const scale = side / code.viewBox.baseVal.width
  pen.save()
  pen.translate(x, y)
  pen.scale(scale, scale)
  pen.fill(new Path2D(code.querySelector("path").getAttribute("d")))
  pen.restore()
}
