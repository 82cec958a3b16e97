// Reads files of BPMN (a JSON list on stdin) with bpmn-moddle, asks bpmnlint, writes each anew:
// [{warnings: [text], found: [text], again: xml}] on stdout.
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");

const from = createRequire(process.argv[2] + "/package.json");
const { Linter } = from("bpmnlint");
const NodeResolver = from("bpmnlint/lib/resolver/node-resolver");

async function look(moddle, xml) {
  // A linter of its own for each file: its rules remember what they saw.
  const linter = new Linter({ config: { extends: "bpmnlint:recommended" }, resolver: new NodeResolver() });
  const { rootElement, warnings } = await moddle.fromXML(xml);
  const reports = await linter.lint(rootElement);
  const found = Object.entries(reports).flatMap(([rule, all]) => all.map((each) => `${rule} ${each.id}: ${each.message}`));
  const { xml: again } = await moddle.toXML(rootElement, { format: true });
  return { warnings: warnings.map((each) => each.message), found, again };
}

async function main() {
  const { BpmnModdle } = from("bpmn-moddle");
  const answers = [];
  for (const xml of JSON.parse(readFileSync(0, "utf8"))) answers.push(await look(new BpmnModdle(), xml));
  process.stdout.write(JSON.stringify(answers));
}

main();
