// What bpmn-js offers to draw: the signs that run here, and nothing else of BPMN.

const NEW = [
  ["start", "event", "bpmn:StartEvent", "bpmn-icon-start-event-none"],
  ["task", "activity", "bpmn:UserTask", "bpmn-icon-user-task"],
  ["service", "activity", "bpmn:ServiceTask", "bpmn-icon-service-task"],
  ["decision", "gateway", "bpmn:ExclusiveGateway", "bpmn-icon-gateway-xor"],
  ["split", "gateway", "bpmn:ParallelGateway", "bpmn-icon-gateway-parallel"],
  ["timer", "wait", "bpmn:IntermediateCatchEvent", "bpmn-icon-intermediate-event-catch-timer", "bpmn:TimerEventDefinition"],
  ["end", "event", "bpmn:EndEvent", "bpmn-icon-end-event-none"],
]
const BEHIND = NEW.filter(([kind]) => kind !== "start")
const TOOLS = ["hand-tool", "lasso-tool", "space-tool", "global-connect-tool", "tool-separator"]
const AT_A_SIGN = ["replace", "connect", "delete"]
const BECOMES = [
  ...["user-task", "service-task", "exclusive-gateway", "parallel-gateway"],
  ...["timer-intermediate-catch", "none-start", "none-end", "sequence-flow", "default-flow"],
].map((name) => `replace-with-${name}`)

const only = (entries, names) => Object.fromEntries(names.filter((name) => name in entries).map((name) => [name, entries[name]]))

class Signs {
  constructor(words, added, palette, contextPad, popupMenu, create, elementFactory, autoPlace) {
    Object.assign(this, { words, added, create, elementFactory, autoPlace })
    const late = 500 // after bpmn-js' own, whose entries are handed on
    palette.registerProvider(late, this)
    contextPad.registerProvider(late, this)
    popupMenu.registerProvider("bpmn-replace", late, this)
  }

  shape([, , type, , eventDefinitionType]) {
    return this.elementFactory.createShape({ type, eventDefinitionType })
  }

  title([kind]) {
    return this.added.replace("{sign}", this.words[kind])
  }

  getPaletteEntries() {
    const start = (sign) => (event) => this.create.start(event, this.shape(sign))
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

  // The kinds that may stand behind another sign, with what they are called.
  appended() {
    return BEHIND.map(([kind]) => [kind, this.words[kind]])
  }

  append(from, kind) {
    return this.autoPlace.append(from, this.shape(BEHIND.find(([each]) => each === kind)))
  }

  getContextPadEntries(element) {
    const ours = (this.leads(element) ? BEHIND : []).map((sign) => [
      `append.${sign[0]}`,
      {
        group: "model",
        className: sign[3],
        title: this.title(sign),
        action: {
          click: (_event, from) => this.autoPlace.append(from, this.shape(sign)),
          dragstart: (event, from) => this.create.start(event, this.shape(sign), { source: from }),
        },
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

export function offersWhatRuns(words, added) {
  const made = (...parts) => new Signs(words, added, ...parts)
  made.$inject = ["palette", "contextPad", "popupMenu", "create", "elementFactory", "autoPlace"]
  return { __init__: ["signsThatRun"], signsThatRun: ["factory", made] }
}
