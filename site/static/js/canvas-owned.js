// Signs that BPMN alone does not tell apart from those of others: routing, and a wait for the citizen with its events. Each carries our own element, as in a file that the platform writes.

const OURS = "urn:insaf:process"
const DAYS = 5 // working days, until its owner says otherwise
const SAYS = { route: {}, wait: { status: "answered", days: DAYS } }
const TIMER = "bpmn:TimerEventDefinition"
const MESSAGE = "bpmn:MessageEventDefinition"
const ENDS = [
  ["accepted", "accept", MESSAGE],
  ["silent", "silent", TIMER],
  ["reopened", "reopen", MESSAGE],
]
const EVENT = 36 // pixels
const BESIDE = 70 // from the sign to its events
const BELOW = 90 // from one event to the next

export class Owned {
  constructor(words, moddle, elementFactory, modeling) {
    Object.assign(this, { words, moddle, elementFactory, modeling })
    this.width = BESIDE + EVENT
  }

  marked(shape, kind) {
    if (kind in SAYS) this.own(shape, "step", { kind, $body: JSON.stringify({ name: {}, ...SAYS[kind] }) })
    return shape
  }

  own({ businessObject }, name, attributes) {
    const element = this.moddle.createAny(`insaf:${name}`, OURS, attributes)
    const held = this.moddle.create("bpmn:ExtensionElements", { values: [element] })
    held.$parent = businessObject
    element.$parent = held
    businessObject.extensionElements = held
  }

  event([key, effect, eventDefinitionType]) {
    const event = this.elementFactory.createShape({ type: "bpmn:IntermediateCatchEvent", eventDefinitionType })
    const label = this.words[effect]
    event.businessObject.name = label
    this.own(event, "outcome", { key, label, $body: JSON.stringify({ key, effect }) })
    return event
  }

  // Where the events stand: beside the sign, one below the other.
  places({ x, y, width, height }) {
    const across = x + width + BESIDE + EVENT / 2
    return ENDS.map((_end, number) => ({ x: across, y: y + height / 2 + (number - 1) * BELOW }))
  }

  withEvents(shape) {
    Object.assign(shape, { x: 0, y: 0 })
    const places = this.places(shape)
    const events = ENDS.map((end, number) => {
      const { x, y } = places[number]
      return Object.assign(this.event(end), { x: x - EVENT / 2, y: y - EVENT / 2 })
    })
    const arrows = events.map((event, number) => this.arrow(shape, event, places[number]))
    return [shape, ...events, ...arrows]
  }

  arrow(source, target, to) {
    const waypoints = [{ x: source.width, y: source.height / 2 }, { x: to.x - EVENT / 2, y: to.y }]
    return this.elementFactory.createConnection({ type: "bpmn:SequenceFlow", source, target, waypoints })
  }

  // Whoever accepts or says nothing goes on to where the arrow led; who objects goes back to the task before.
  putBetween(flow, shape, at) {
    const { source, target, parent } = flow
    this.modeling.createShape(shape, at, parent)
    this.modeling.reconnectEnd(flow, shape, { x: shape.x, y: at.y })
    this.addEvents(shape, { on: target, back: source })
  }

  addEvents(shape, { on, back }) {
    const places = this.places(shape)
    ENDS.forEach((end, number) => {
      const event = this.modeling.createShape(this.event(end), places[number], shape.parent)
      this.modeling.connect(shape, event)
      const to = end[1] === "reopen" ? taskBefore(back) : on
      if (to) this.modeling.connect(event, to)
    })
  }
}

// The task that a way comes from; the gateway of its outcomes, or one at which ways meet, lies between.
function taskBefore(element) {
  const seen = new Set()
  while (element && element.type !== "bpmn:UserTask" && !seen.has(element)) {
    seen.add(element)
    element = element.incoming.length === 1 ? element.incoming[0].source : undefined
  }
  return element?.type === "bpmn:UserTask" ? element : undefined
}
