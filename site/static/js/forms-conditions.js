// Shows a question, or says that it must be answered, as soon as the answers before it call for that. The server decides
// the same once more: what is hidden here it takes no answer to.

import { fold } from "./forms-fold.js";

const form = document.querySelector("form[data-filing]");
const rows = [...form.querySelectorAll("[data-asked-if], [data-required-if]")];

// What was answered, as a list; of a question that is hidden, nothing.
function answer(name) {
  const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].filter((field) => !field.closest("[data-asked-if][hidden]"));
  if (fields.length === 1 && fields[0].type === "checkbox" && fields[0].value === "on") return [fields[0].checked ? "yes" : "no"];
  const given = fields.filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked);
  // A district counts with the governorate in which it lies.
  return given.flatMap((field) => [field.selectedOptions?.[0]?.dataset.under, field.value.trim()]).filter(Boolean);
}

// Days as they are written; numbers with either digits. Nothing else can be compared.
function compared(one, other) {
  if (/^\d{4}-\d\d-\d\d$/.test(other)) return one < other ? -1 : Number(one > other);
  const difference = Number(fold(one).replaceAll("٬", "").replace("٫", ".")) - Number(other);
  return Number.isNaN(difference) ? NaN : Math.sign(difference);
}

const TESTS = {
  one_of: (given, values) => given.some((each) => values.includes(each)),
  none_of: (given, values) => !given.some((each) => values.includes(each)),
  given: (given) => given.length > 0,
  missing: (given) => given.length === 0,
  contains_any: (given, values) => values.some((word) => fold(given.join("\n")).includes(fold(word))),
  at_least: (given, [value]) => given.length > 0 && compared(given[0], value) >= 0,
  at_most: (given, [value]) => given.length > 0 && compared(given[0], value) <= 0,
};

function holds(when) {
  if (when.all) return when.all.every(holds);
  if (when.any) return when.any.some(holds);
  return TESTS[when.is](answer(when.fact), when.value ?? []);
}

function apply() {
  for (const row of rows) {
    const { askedIf, requiredIf } = row.dataset;
    if (askedIf) row.hidden = !holds(JSON.parse(askedIf));
    const optional = requiredIf && row.querySelector(".label .soft");
    if (optional) optional.hidden = holds(JSON.parse(requiredIf));
  }
}

for (const said of form.querySelectorAll("[data-only-if]")) said.hidden = true;
for (const event of ["input", "change", "filled"]) form.addEventListener(event, apply, true);
apply();
