// In the editor of a form: the question, the test and the answer of a condition are chosen from lists that follow what is
// being edited. The fields of the page stay and are what is sent: a question that has no key yet goes by its block's id.

import { fold } from "./forms-fold.js"
import { summarise, unfold } from "./form-editor-errors.js"

const lists = JSON.parse(document.querySelector("[data-form-lists]").dataset.formLists)
const { words } = lists
const stream = "questions"
const WHOLE = { is: "one_of", is_not: "none_of" }
const state = new WeakMap()

const say = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name])
const field = (name) => document.getElementsByName(name)[0]
const valueOf = (name) => field(name)?.value.trim() ?? ""

// The blocks of a stream in the order in which they stand, as {prefix, kind, id}.
function blocksOf(prefix) {
  const counted = new RegExp(`^${prefix}-(\\d+)-type$`)
  return [...document.querySelectorAll(`input[name^="${prefix}-"][name$="-type"]`)]
    .filter((input) => counted.test(input.name) && valueOf(input.name.replace(/type$/, "deleted")) !== "1")
    .map((input) => {
      const base = input.name.slice(0, -"-type".length)
      return { prefix: `${base}-value`, kind: input.value, id: valueOf(`${base}-id`) }
    })
}

function named(block) {
  const label = valueOf(`${block.prefix}-label`)
  const hasKey = field(`${block.prefix}-key`)
  const key = hasKey ? valueOf(`${block.prefix}-key`) : block.kind
  const shown = label || say(words.unnamed, { kind: lists.kinds[block.kind] ?? block.kind })
  return { ...block, label, key, words: shown, ref: key || `#${block.id}`, type: lists.types[block.kind] }
}

// What a group asks each time, as conditions outside it name that.
function timesOf(group) {
  const inner = blocksOf(`${group.prefix}-questions`).map(named)
  const most = Number(valueOf(`${group.prefix}-most`)) || 1
  return Array.from({ length: most }, (_, at) => at + 1).flatMap((time) =>
    inner.map((each) => {
      const key = group.key && each.key ? `${group.key}_${time}_${each.key}` : ""
      return { ...each, id: `${each.id}.${time}`, key, ref: key || `#${each.id}.${time}`, words: `${group.label} ${time}: ${each.words}` }
    }),
  )
}

const spread = (blocks) => blocks.flatMap((each) => (each.kind === "group" ? timesOf(each) : [each]))

// All that stands before and behind the block of a row, and the block itself.
function placeOf(prefix) {
  const blocks = blocksOf(stream).map(named)
  const at = blocks.findIndex((each) => prefix.startsWith(`${each.prefix}-`))
  const group = blocks[at]?.kind === "group" ? blocksOf(`${blocks[at].prefix}-questions`).map(named) : []
  const inside = group.findIndex((each) => prefix.startsWith(`${each.prefix}-`))
  const before = [...spread(blocks.slice(0, at)), ...group.slice(0, Math.max(inside, 0))]
  const behind = [...(inside < 0 ? [] : group.slice(inside + 1)), ...spread(blocks.slice(at + 1))]
  return { before, behind, own: group[inside] ?? blocks[at] }
}

function answersOf(question) {
  if (question.kind === "category") return (lists.categories[valueOf("kind")] ?? []).map(asAnswer)
  if (lists.answers[question.kind]) return lists.answers[question.kind].map(asAnswer)
  const options = `${question.prefix}-options`
  const counted = new RegExp(`^${options}-(\\d+)-id$`)
  return [...document.querySelectorAll(`input[name^="${options}-"][name$="-id"]`)]
    .filter((input) => counted.test(input.name) && valueOf(input.name.replace(/id$/, "deleted")) !== "1")
    .map((input) => {
      const base = input.name.slice(0, -"-id".length)
      const label = valueOf(`${base}-value-label`)
      return { id: input.value, value: valueOf(`${base}-value-key`) || label, label }
    })
    .filter((each) => each.label)
}
const asAnswer = ([value, label]) => ({ id: value, value, label })

function put(input, value) {
  if (!input || input.value === value) return
  input.value = value
  for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }))
}

// A list is written anew only where it would read otherwise: nobody loses the one that is open.
function fill(select, options, chosen) {
  const wanted = JSON.stringify([options, chosen])
  if (select.dataset.wanted === wanted) return
  select.dataset.wanted = wanted
  select.replaceChildren(...options.map(([value, label]) => new Option(label, value, false, value === chosen)))
}

function inPlaceOf(input, tag) {
  const made = document.createElement(tag)
  made.id = `${input.id}-list`
  if (tag === "div") made.setAttribute("role", "group")
  input.hidden = true
  input.after(made)
  const label = document.querySelector(`label[for="${CSS.escape(input.id)}"]`)
  if (label) {
    label.id ||= `${made.id}-label`
    if (tag === "select") label.htmlFor = made.id
    made.setAttribute("aria-labelledby", label.id)
  }
  const told = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && document.getElementById(id))
  if (told.length) made.setAttribute("aria-describedby", told.join(" "))
  return made
}

// The lists of one row; a route has no question of its own, and leads somewhere.
function begin(test) {
  const prefix = test.name.slice(0, -"test".length)
  const row = { prefix, test, values: field(`${prefix}values`), noted: field(`${prefix}words`) }
  row.named = field(`${prefix}question`) ?? field(`${prefix}to`)
  row.leads = row.named.name.endsWith("-to")
  for (const typed of [row.named, row.values]) typed.closest("[data-field]")?.querySelector("[data-field-help]")?.remove()
  row.names = inPlaceOf(row.named, "select")
  row.fault = faultOf(row.names)
  row.tests = inPlaceOf(test, "select")
  row.answers = inPlaceOf(row.values, "div")
  row.answers.className = "form-answers"
  row.known = new Map()
  const noted = row.noted?.closest("[data-contentpath]")
  if (noted) noted.hidden = true
  row.names.addEventListener("change", () => chooseNamed(row))
  row.tests.addEventListener("change", () => {
    row.told = row.tests.value
    put(row.test, WHOLE[row.told] ?? row.told)
    if (row.told in WHOLE) put(row.values, row.values.value.split("\n")[0])
    refresh()
  })
  row.answers.addEventListener("change", () => put(row.values, given(row)))
  row.answers.addEventListener("input", (event) => event.target.matches("textarea, [type=date], [inputmode]") && put(row.values, given(row)))
  state.set(test, row)
  return row
}

// The sentence at a list for what it names and cannot name.
function faultOf(select) {
  const fault = Object.assign(document.createElement("p"), { id: `${select.id}-fault`, className: "form-fault", hidden: true })
  select.setAttribute("aria-describedby", [select.getAttribute("aria-describedby"), fault.id].filter(Boolean).join(" "))
  select.after(fault)
  return fault
}

// Said where it stands, before anything is saved; what is folded around it opens once.
function blame(row, sentence) {
  const isNew = sentence && row.fault.hidden
  row.names.classList.toggle("form-gone", Boolean(sentence))
  row.names.setAttribute("aria-invalid", String(Boolean(sentence)))
  row.fault.hidden = !sentence
  if (row.fault.textContent !== sentence) row.fault.textContent = sentence
  if (isNew) unfold(row.names)
}

function chooseNamed(row) {
  const found = row.offered.find((each) => each.ref === row.names.value)
  put(row.named, row.names.value)
  row.id = found?.id
  if (found) put(row.noted, found.label)
  if (!row.leads) put(row.values, "")
  refresh()
}

function given(row) {
  const ticked = [...row.answers.querySelectorAll("input[type=checkbox]")]
  if (ticked.length) return ticked.filter((each) => each.checked).map((each) => each.value).join("\n")
  return row.answers.querySelector("select, input, textarea")?.value ?? ""
}

// What a row names, by its key, its block or its words; what was renamed while it is edited is followed.
function lookUp(row, offered) {
  const name = row.named.value.trim()
  const found =
    offered.find((each) => each.ref === name || `#${each.id}` === name) ??
    (row.id && offered.find((each) => each.id === row.id)) ??
    offered.find((each) => each.label && fold(each.label) === fold(name))
  if (found) {
    row.id = found.id
    put(row.named, found.ref)
    put(row.noted, found.label)
  }
  return found
}

function show(row) {
  const { before, behind, own } = placeOf(row.prefix)
  if (!own) return
  row.offered = row.leads
    ? behind.filter((each) => ["step", "exit"].includes(each.kind))
    : before.filter((each) => each.type)
  const name = row.named.value.trim()
  const found = lookUp(row, row.offered)
  const choices = row.offered.map((each) => [each.ref, each.words])
  let sentence = ""
  if (!found && name) {
    const elsewhere = (row.leads ? before : [...behind, own]).find((each) => each.ref === name || each.id === row.id)
    const place = row.leads ? words.before : words.behind
    choices.unshift([name, say(elsewhere ? place : words.gone, { words: elsewhere?.words || row.noted?.value || name })])
    sentence = elsewhere ? words.misplaced : words.lost
  } else if (!found) {
    choices.unshift(["", row.offered.length ? words[row.leads ? "to" : "question"] : words[row.leads ? "noTarget" : "none"]])
  }
  fill(row.names, choices, found ? found.ref : name)
  blame(row, sentence)
  showTests(row, row.leads ? own : found)
}

function showTests(row, question) {
  const offered = question?.type ? lists.tests[question.type] : Object.keys(lists.called)
  const several = row.values.value.trim().includes("\n")
  const stored = { one_of: several ? "one_of" : "is", none_of: several ? "none_of" : "is_not" }[row.test.value] ?? row.test.value
  if (!row.told || (WHOLE[row.told] ?? row.told) !== row.test.value) row.told = stored
  if (!offered.includes(row.told)) {
    row.told = offered[0]
    put(row.test, WHOLE[row.told] ?? row.told)
  }
  fill(row.tests, offered.map((each) => [each, lists.called[each]]), row.told)
  showAnswers(row, question)
}

function showAnswers(row, question) {
  const wrapper = row.values.closest("[data-contentpath], [data-field-wrapper]") ?? row.values.parentElement
  const asks = !["given", "missing"].includes(row.told)
  wrapper.hidden = !asks
  if (!asks) return
  const answers = question && row.told !== "contains_any" ? answersOf(question) : []
  follow(row, answers)
  const lines = row.values.value.split("\n").map((line) => line.trim()).filter(Boolean)
  const wanted = JSON.stringify([row.told, question?.type, answers])
  if (row.drawn === wanted && given(row) === row.values.value) return
  if (row.drawn === wanted && row.answers.contains(document.activeElement)) return
  row.drawn = wanted
  row.answers.replaceChildren(...drawn(row, question, answers, lines))
}

// An answer that has no key yet goes by its words: a new word for it is put where the old one stood.
function follow(row, answers) {
  const lines = row.values.value.split("\n").map((line) => {
    const id = row.known.get(line.trim())
    return answers.find((each) => each.id === id)?.value ?? answers.find((each) => fold(each.label) === fold(line))?.value ?? line
  })
  if (answers.length) put(row.values, lines.join("\n"))
  row.known = new Map(answers.map((each) => [each.value, each.id]))
}

function drawn(row, question, answers, lines) {
  if (answers.length && row.told in WHOLE) return [oneOf(row, answers, lines)]
  if (answers.length) return answers.map((each) => tick(row, each, lines))
  const type = { date: "date", number: "number", money: "number" }[question?.type]
  const input = document.createElement(type ? "input" : "textarea")
  if (type === "date") input.type = "date"
  if (type === "number") input.inputMode = "decimal"
  if (!type) input.rows = 2
  input.value = row.values.value
  if (!type || type === "number") input.dir = type ? "ltr" : lists.direction
  input.setAttribute("aria-label", type === "date" ? words.day : type ? words.number : words.words)
  return [input]
}

function oneOf(row, answers, lines) {
  const select = document.createElement("select")
  select.setAttribute("aria-label", words.answers)
  const gone = lines.filter((line) => !answers.some((each) => each.value === line)).map((line) => [line, line])
  fill(select, [...(lines.length ? [] : [["", words.answer]]), ...gone, ...answers.map((each) => [each.value, each.label])], lines[0] ?? "")
  return select
}

function tick(row, answer, lines) {
  const label = document.createElement("label")
  const box = document.createElement("input")
  box.type = "checkbox"
  box.value = answer.value
  box.checked = lines.includes(answer.value)
  label.append(box, ` ${answer.label}`)
  return label
}

function refresh() {
  for (const test of document.querySelectorAll(`select[name^="${stream}-"][name$="-test"]`)) {
    show(state.get(test) ?? begin(test))
  }
}

// A block that was copied has the key of the first one: it gets its own.
function partKeys() {
  const seen = new Set()
  for (const block of blocksOf(stream)) {
    const input = field(`${block.prefix}-key`)
    if (input?.value && seen.has(input.value) && !input.closest(".w-field--error")) put(input, "")
    if (input?.value) seen.add(input.value)
  }
}

// Words are written as the form is read, whatever the admin speaks.
function turn() {
  for (const input of document.querySelectorAll(".tab-content input[type=text], .tab-content textarea, .tab-content [contenteditable=true]")) {
    if (!input.name && !input.isContentEditable) continue
    const own = /^(?:slug|.*-(?:key|link|question|to))$/.test(input.name ?? "") ? "ltr" : lists.direction
    if (input.dir !== own) input.dir = own
    if (own === lists.direction) input.lang = lists.language
  }
}

let waits = 0
function soon(event) {
  if (event?.target?.closest?.(".form-answers")) return
  clearTimeout(waits)
  waits = setTimeout(() => {
    refresh()
    turn()
  }, 150)
}

addEventListener("load", () => {
  const root = document.querySelector(".tab-content")
  new MutationObserver((changes) => {
    if (changes.some((each) => [...each.addedNodes].some((node) => node.nodeType === 1 && node.matches("[data-streamfield-child], [data-streamfield-child] *")))) partKeys()
    soon()
  }).observe(root, { childList: true, subtree: true })
  // A click too: a block that is deleted is hidden, and changes nothing that is observed.
  for (const kind of ["input", "change", "click"]) document.addEventListener(kind, soon, true)
  refresh()
  turn()
  summarise(words)
})
