// A process on the canvas of bpmn-js: shown, or drawn and looked at before it becomes the draft. The page stays meanwhile.
/* global BpmnJS */
import { Append } from "./canvas-append.js"
import { offersWhatRuns } from "./canvas-signs.js"

const SMALLEST = 0.8 // below this nobody reads a name: the beginning is shown instead of the whole
const EDGE = 24 // pixels
const IN_OUR_TYPE = { fontFamily: '"IBM Plex Sans Arabic", "IBM Plex Sans", sans-serif', fontSize: 13 }

const page = document.querySelector("[data-canvas]")
const words = JSON.parse(document.getElementById("canvas-words").textContent)
const drawing = JSON.parse(document.getElementById("canvas-drawing").textContent)
const said = page.querySelector("[data-said]")
const answered = page.querySelector("[data-answer]")
const button = (act) => page.querySelector(`[data-act="${act}"]`)
const draws = button("look") !== null

function translate(template, values = {}) {
  return (words[template] ?? template).replace(/\{([^}]+)\}/g, (whole, name) => values[name] ?? whole)
}

page.hidden = false
const canvas = new BpmnJS({
  container: page.querySelector("[data-board]"),
  textRenderer: { defaultStyle: IN_OUR_TYPE, externalStyle: IN_OUR_TYPE },
  additionalModules: [{ translate: ["value", translate] }, ...(draws ? [offersWhatRuns(words, page.dataset.added)] : [])],
})

let changed = false // whether something is drawn that the draft does not say
let looked = "" // the file that the answer is about

function say(sentence) {
  said.textContent = sentence ?? ""
  said.classList.toggle("bad", Boolean(sentence))
}

// Pixels at the left that the palette stands in, which has one column or two.
function besidePalette() {
  const palette = page.querySelector(".djs-palette")
  return palette ? palette.offsetLeft + palette.offsetWidth + EDGE : EDGE
}

// All of it, or from its beginning on where all of it could not be read; beside the palette. Returns whether it is all.
function show() {
  const board = canvas.get("canvas")
  const { inner, outer } = board.viewbox()
  const left = besidePalette()
  const fits = Math.min((outer.width - left - EDGE) / inner.width, (outer.height - 2 * EDGE) / inner.height, 1)
  const scale = Math.max(fits, SMALLEST)
  const [width, height] = [outer.width / scale, outer.height / scale]
  const start = canvas.get("elementRegistry").find((each) => each.type === "bpmn:StartEvent") ?? inner
  const middle = fits < SMALLEST ? start.y + start.height / 2 : inner.y + inner.height / 2
  board.viewbox({ x: inner.x - left / scale, y: middle - height / 2, width, height })
  return fits >= SMALLEST
}

// What the chosen step lays down stands beside it; an arrow, the gateway of outcomes and the events of a wait speak of
// the step before them.
const OF_THE_STEP_BEFORE = ["bpmn:ExclusiveGateway", "bpmn:IntermediateCatchEvent"]

function describe(element) {
  const parts = [...page.querySelectorAll("[data-properties]")]
  const known = (id) => parts.find((part) => part.dataset.properties === id)
  const seen = new Set()
  while (element && !known(element.id) && !seen.has(element)) {
    seen.add(element)
    element = element.source ?? (OF_THE_STEP_BEFORE.includes(element.type) ? element.incoming?.[0]?.source : undefined)
  }
  return known(element?.id) ?? known("")
}

function choose([element]) {
  const isStep = element?.businessObject?.$instanceOf("bpmn:FlowNode") && element.type !== "bpmn:StartEvent"
  const found = describe(element)
  const shown = isStep && found.dataset.properties === "" ? page.querySelector('[data-properties="new"]') : found
  for (const part of page.querySelectorAll("[data-properties]")) part.hidden = part !== shown
}

// The gateway of a task's outcomes is named after the task, which stands beside it: its arrows say the rest.
function fold() {
  const outcomes = (each) => each.type === "label" && /^choice-/.test(each.businessObject.id)
  for (const label of canvas.get("elementRegistry").filter(outcomes)) canvas.get("canvas").addMarker(label, "folded")
}

async function open(xml) {
  await document.fonts.ready // words are measured by their type
  await canvas.importXML(xml)
  fold()
  show()
}

async function drawn() {
  const { xml } = await canvas.saveXML({ format: true })
  return xml
}

function closeAnswer() {
  for (const element of canvas.get("elementRegistry").getAll()) canvas.get("canvas").removeMarker(element, "unrun")
  answered.hidden = true
  answered.replaceChildren()
}

function fields(asked) {
  const sent = new FormData(page)
  for (const [name, value] of Object.entries(asked)) sent.set(name, value)
  sent.set("file", new Blob([looked], { type: "application/xml" }), page.dataset.name)
  return sent
}

// A page or a part of one that the platform wrote; scripts in it would never run.
const parsed = (html) => new DOMParser().parseFromString(html, "text/html")

// Whoever logged in again in another window has another token: the page is asked for it.
async function newToken() {
  const there = await (await fetch(location.href)).text()
  const token = parsed(there).querySelector("[data-canvas] [name=csrfmiddlewaretoken]")
  if (token) page.querySelector("[name=csrfmiddlewaretoken]").value = token.value
  return Boolean(token)
}

async function ask(asked, again = true) {
  const answer = await fetch(location.href, { method: "POST", body: fields(asked) })
  if (answer.headers.get("content-type")?.includes("json")) return answer.json()
  if (answer.status >= 500) return { why: page.dataset.failed }
  if (again && (await newToken())) return ask(asked, false)
  return { why: page.dataset.login }
}

async function send(asked) {
  say("")
  page.setAttribute("aria-busy", "true")
  const told = await ask(asked).catch(() => ({ why: page.dataset.offline }))
  page.removeAttribute("aria-busy")
  if (told.why) return say(told.why)
  if (told.to) {
    changed = false
    location.assign(told.to)
    return
  }
  answered.replaceChildren(...parsed(told.html).body.childNodes)
  answered.hidden = false
  answered.focus()
  const known = canvas.get("elementRegistry")
  for (const id of told.marks ?? []) if (known.get(id)) canvas.get("canvas").addMarker(id, "unrun")
}

async function download() {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([await drawn()], { type: "application/xml" }))
  link.download = page.dataset.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

const acts = {
  look: async () => {
    closeAnswer()
    looked = await drawn()
    await send({ do: "look" })
  },
  on: () => {
    closeAnswer()
    canvas.get("canvas").focus()
  },
  undo: () => canvas.get("commandStack").undo(),
  redo: () => canvas.get("commandStack").redo(),
  closer: () => canvas.get("zoomScroll").stepZoom(1),
  further: () => canvas.get("zoomScroll").stepZoom(-1),
  whole: () => tell(show() ? "" : page.dataset.larger),
  full: () => fill(!page.classList.contains("filled")),
  download,
}

// The drawing alone in the window: no page of ours may take the whole screen, which others use to pose as a login.
function fill(alone) {
  page.classList.toggle("filled", alone)
  button("full").setAttribute("aria-pressed", String(alone))
  canvas.get("canvas").resized()
  show()
}

addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && page.matches(".filled") && fill(false))

page.addEventListener("click", (event) => {
  const act = event.target.closest("[data-act]")?.dataset.act
  if (act) acts[act]()
})

page.addEventListener("submit", (event) => {
  event.preventDefault()
  const { name, value } = event.submitter ?? {}
  if (name) send(name === "over" ? { do: "save", over: value } : { do: value })
})

page.querySelector("[data-open]")?.addEventListener("change", async ({ target }) => {
  const before = await drawn()
  try {
    await open(await target.files[0].text())
    changed = true
    say("")
  } catch {
    await open(before)
    say(page.dataset.unreadable)
  }
  closeAnswer()
  target.value = ""
})

if (draws) {
  canvas.on("commandStack.changed", () => {
    const stack = canvas.get("commandStack")
    button("undo").disabled = !stack.canUndo()
    button("redo").disabled = !stack.canRedo()
    changed = changed || stack.canUndo()
    if (!answered.hidden) closeAnswer() // it was about another drawing
  })
  addEventListener("beforeunload", (event) => changed && event.preventDefault())
}

// A sign by its name, and one that has none by its kind.
function named(element) {
  const { name, eventDefinitions } = element.businessObject
  const timed = eventDefinitions?.length && element.type === "bpmn:IntermediateCatchEvent"
  const kinds = { "bpmn:UserTask": "task", "bpmn:ServiceTask": "service", "bpmn:ExclusiveGateway": "decision" }
  const others = { "bpmn:BusinessRuleTask": "route", "bpmn:EventBasedGateway": "wait", "bpmn:ParallelGateway": "split", "bpmn:StartEvent": "start", "bpmn:EndEvent": "end" }
  const kind = timed ? "timer" : (kinds[element.type] ?? others[element.type])
  return name || words[kind] || element.id
}

function tell(sentence) {
  said.textContent = sentence
  said.classList.remove("bad")
}

canvas.on("selection.changed", ({ newSelection }) => choose(newSelection))
await open(drawing)
if (draws) new Append(canvas, page.querySelector("[data-append]"), { named, tell })
page.dataset.ready = ""
