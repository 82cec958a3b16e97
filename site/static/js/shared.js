// What was shared to the app from elsewhere on the phone, and the forms that take it along.

import { allShared, dropShared, keeps } from "./app-store.js";

const [box, none, forms] = ["shared", "shared-none", "shared-forms"].map((name) => document.querySelector(`[data-${name}]`));

async function show() {
  const all = (await keeps()) ? await allShared() : [];
  box.hidden = !all.length;
  none.hidden = all.length > 0;
  const lines = all.flatMap((each) => [...each.files.map((file) => file.name), each.text]).filter(Boolean);
  const rows = lines.map((line) => {
    const words = Object.assign(document.createElement("bdi"), { textContent: line });
    const row = document.createElement("li");
    row.append(words);
    return row;
  });
  box.querySelector("ul").replaceChildren(...rows);
  for (const link of forms.querySelectorAll("a")) link.hash = all.length ? "shared" : "";
}

// The page may be the copy of this device, in which the server has said nothing of it.
const said = new URLSearchParams(location.search);
for (const name of ["lost", "left"]) {
  const note = document.querySelector(`[data-shared-note=${name}]`);
  note.hidden = !said.has(name);
  const count = note.querySelector("[data-left]");
  if (count) count.textContent = Number(said.get(name));
}

box.querySelector("[data-drop-shared]").addEventListener("click", async () => {
  await dropShared();
  await show();
  document.querySelector("h1").focus();
});
await show();
