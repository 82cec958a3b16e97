// What bpmn-js offers to draw: the signs that run here, and nothing else of BPMN.
import { Owned } from "./canvas-owned.js"

const NEW = [
  ["start", "event", "bpmn:StartEvent", "bpmn-icon-start-event-none"],
  ["task", "activity", "bpmn:UserTask", "bpmn-icon-user-task"],
  ["service", "activity", "bpmn:ServiceTask", "bpmn-icon-service-task"],
  ["decision", "gateway", "bpmn:ExclusiveGateway", "bpmn-icon-gateway-xor"],
  ["route", "activity", "bpmn:BusinessRuleTask", "bpmn-icon-business-rule"],
  ["split", "gateway", "bpmn:ParallelGateway", "bpmn-icon-gateway-parallel"],
  ["timer", "wait", "bpmn:IntermediateCatchEvent", "bpmn-icon-intermediate-event-catch-timer", "bpmn:TimerEventDefinition"],
  ["wait", "wait", "bpmn:EventBasedGateway", "bpmn-icon-gateway-eventbased"],
  ["end", "event", "bpmn:EndEvent", "bpmn-icon-end-event-none"],
]
const BEHIND = NEW.filter(([kind]) => kind !== "start")
const BETWEEN = BEHIND.filter(([kind]) => kind !== "end")
const AROUND = 40 // pixels between two signs
const TOOLS = ["hand-tool", "lasso-tool", "space-tool", "global-connect-tool", "tool-separator"]
const AT_A_SIGN = ["replace", "connect", "delete"]
const BECOMES = [
  ...["user-task", "service-task", "exclusive-gateway", "parallel-gateway"],
  ...["timer-intermediate-catch", "none-start", "none-end", "sequence-flow", "default-flow"],
].map((name) => `replace-with-${name}`)

const only = (entries, names) => Object.fromEntries(names.filter((name) => name in entries).map((name) => [name, entries[name]]))

class Signs {
  constructor(words, added, palette, contextPad, popupMenu, create, elementFactory, autoPlace, commandStack, modeling, spaceTool, elementRegistry, eventBus, moddle) {
    Object.assign(this, { words, added, create, elementFactory, autoPlace, commandStack, modeling, spaceTool, elementRegistry, eventBus })
    this.owned = new Owned(words, moddle, elementFactory, modeling)
    const late = 500 // after bpmn-js' own, whose entries are handed on
    palette.registerProvider(late, this)
    contextPad.registerProvider(late, this)
    popupMenu.registerProvider("bpmn-replace", late, this)
    // One command, so that one step back takes all of it away.
    commandStack.register("insaf.insert", { preExecute: (context) => this.putBetween(context) })
    commandStack.register("insaf.append", { preExecute: (context) => this.putBehind(context) })
  }

  shape([kind, , type, , eventDefinitionType]) {
    return this.owned.marked(this.elementFactory.createShape({ type, eventDefinitionType }), kind)
  }

  // What is dragged: a wait comes with its events.
  parts(sign) {
    const shape = this.shape(sign)
    return sign[0] === "wait" ? this.owned.withEvents(shape) : shape
  }

  title([kind]) {
    return this.added.replace("{sign}", this.words[kind])
  }

  getPaletteEntries() {
    const start = (sign) => (event) => this.create.start(event, this.parts(sign))
    const ours = NEW.map((sign) => [
      `create.${sign[0]}`,
      { group: sign[1], className: sign[3], title: this.title(sign), action: { dragstart: start(sign), click: start(sign) } },
    ])
    return (entries) => ({ ...only(entries, TOOLS), ...Object.fromEntries(ours) })
  }

  // Behind a wait for the citizen stand events alone, which the list of steps makes.
  leads(element) {
    const flows = element.businessObject?.$instanceOf("bpmn:FlowNode") && element.type !== "label"
    return flows && !["bpmn:EndEvent", "bpmn:EventBasedGateway"].includes(element.type)
  }

  // An arrow on which another sign may stand.
  carries(element) {
    return element.type === "bpmn:SequenceFlow" && element.source.type !== "bpmn:EventBasedGateway"
  }

  // The kinds that may stand behind a sign or on an arrow, with what they are called.
  offered(element) {
    return this.kinds(element).map(([kind]) => [kind, this.words[kind]])
  }

  kinds(element) {
    if (this.carries(element)) return BETWEEN
    return this.leads(element) ? BEHIND : []
  }

  add(element, kind) {
    return this.carries(element) ? this.insert(element, kind) : this.append(element, kind)
  }

  // Where bpmn-js finds room, with the name to be written.
  append(from, kind) {
    if (kind === "wait") return this.run("insaf.append", { from, kind, shape: this.shape(this.signOf(kind)) })
    return this.autoPlace.append(from, this.shape(this.signOf(kind)))
  }

  signOf(kind) {
    return BEHIND.find(([each]) => each === kind)
  }

  // What one step back takes away as a whole.
  run(command, context) {
    this.commandStack.execute(command, context)
    this.eventBus.fire("autoPlace.end", { shape: context.shape }) // it is chosen, and its name is to be written
    return context.shape
  }

  // A new sign between the two that an arrow connects: the arrow with its name then leads to the new one.
  insert(flow, kind) {
    return this.run("insaf.insert", { flow, kind, shape: this.shape(this.signOf(kind)) })
  }

  putBetween({ flow, kind, shape }) {
    const across = middleOf(flow)
    const wide = kind === "wait" ? this.owned.width : 0
    const lacks = shape.width + wide + 2 * AROUND - across.length
    if (across.forward && lacks > 0) this.makeRoom(across.x, lacks)
    const { x, y } = middleOf(flow)
    if (kind === "wait") this.owned.putBetween(flow, shape, { x: x - wide / 2, y })
    else this.modeling.createShape(shape, { x, y }, flow)
  }

  putBehind({ from, shape }) {
    const at = this.eventBus.fire("autoPlace", { source: from, shape })
    this.modeling.appendShape(from, shape, at, from.parent)
    this.owned.addEvents(shape, { back: from })
  }

  // All that stands to the right of a place goes further to the right.
  makeRoom(x, by) {
    const all = this.elementRegistry.getAll()
    const { movingShapes, resizingShapes } = this.spaceTool.calculateAdjustments(all, "x", by, x)
    this.spaceTool.makeSpace(movingShapes, resizingShapes, { x: by, y: 0 }, "e", x)
  }

  getContextPadEntries(element) {
    const dragged = (sign) => (event, from) => this.create.start(event, this.parts(sign), this.leads(from) ? { source: from } : {})
    const ours = this.kinds(element).map((sign) => [
      `append.${sign[0]}`,
      {
        group: "model",
        className: sign[3],
        title: this.title(sign),
        action: { click: (_event, at) => this.add(at, sign[0]), dragstart: dragged(sign) },
      },
    ])
    return (entries) => ({ ...Object.fromEntries(ours), ...only(entries, AT_A_SIGN) })
  }

  getMultiElementContextPadEntries() {
    return (entries) => only(entries, ["delete"])
  }

  getPopupMenuEntries() {
    return (entries) => only(entries, BECOMES)
  }

  getPopupMenuHeaderEntries() {
    return () => ({})
  }
}

// The middle of the longest part of an arrow, how long that is, and whether it leads to the right.
function middleOf(flow) {
  const parts = flow.waypoints.slice(1).map((to, at) => {
    const from = flow.waypoints[at]
    const [dx, dy] = [to.x - from.x, to.y - from.y]
    return { x: from.x + dx / 2, y: from.y + dy / 2, length: Math.abs(dx) + Math.abs(dy), forward: dx > Math.abs(dy) }
  })
  return parts.reduce((best, each) => (each.length > best.length ? each : best))
}

export function offersWhatRuns(words, added) {
  const made = (...parts) => new Signs(words, added, ...parts)
  made.$inject = ["palette", "contextPad", "popupMenu", "create", "elementFactory", "autoPlace", "commandStack", "modeling", "spaceTool", "elementRegistry", "eventBus", "moddle"]
  return { __init__: ["signsThatRun"], signsThatRun: ["factory", made] }
}
