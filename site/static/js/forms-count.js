// Says under a long answer how many characters are written, of how many.

for (const area of document.querySelectorAll("textarea[data-limit]")) {
  const line = document.getElementById(`${area.id}-count`);
  if (!line) continue;
  const limit = Number(area.dataset.limit);
  const figure = new Intl.NumberFormat("en");
  const show = () => {
    // As the server counts: a line break is one, and so is a letter outside the first plane.
    const count = [...area.value].length;
    line.querySelector("[data-written]").textContent = figure.format(count);
    line.classList.toggle("over", count > limit);
    line.hidden = false;
  };
  area.addEventListener("input", show);
  show();
}
