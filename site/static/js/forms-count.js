// Says under an answer how many characters are written, of how many; under a single line only once the limit comes near.
// Whoever listens hears it at a few marks, and whenever the limit is crossed.

const MARKS = [100, 20, 0]; // characters left
const NEAR = 0.75; // of the limit
const NUMBERS = document.querySelector("[data-digits]") ? "arab" : "latn"; // a member of staff may read their own digits
const CALM = 800; // milliseconds without typing, so that nobody is interrupted

for (const area of document.querySelectorAll("[data-limit]")) {
  const line = document.getElementById(`${area.id}-count`);
  if (!line) continue;
  const limit = Number(area.dataset.limit);
  const figure = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-${NUMBERS}`);
  const heard = Object.assign(document.createElement("div"), { className: "sr" });
  heard.setAttribute("role", "status");
  line.after(heard);
  area.setAttribute("aria-describedby", `${area.getAttribute("aria-describedby") ?? ""} ${line.id}`.trim());

  // As the server counts: a line break is one, and so is a letter outside the first plane.
  const left = () => limit - [...area.value].length;
  const said = (sentence, count) => sentence.replace("{count}", figure.format(count));
  const overrun = (count) => said(line.dataset.over, -count);
  const mark = (count) => (count < 0 ? -1 : MARKS.filter((each) => count <= each).length);

  const show = () => {
    const count = left();
    line.textContent = count < 0 ? overrun(count) : said(line.dataset.written, limit - count);
    line.classList.toggle("over", count < 0);
    line.hidden = area.tagName === "INPUT" && limit - count < NEAR * limit;
  };
  let last = mark(left());
  let calm;
  area.addEventListener("input", () => {
    show();
    clearTimeout(calm);
    calm = setTimeout(() => {
      const count = left();
      if (mark(count) !== last) heard.textContent = count < 0 ? overrun(count) : said(line.dataset.left, count);
      last = mark(count);
    }, CALM);
  });
  area.addEventListener("filled", show);
  show();
}
