// Lets whoever would rather speak begin with that, and opens what is folded once a kept draft has filled something in
// there, or put its files there.

const form = document.querySelector("[data-filing]");
const speak = form?.querySelector("[data-speak]");

speak?.addEventListener("click", (event) => {
  const recorder = document.getElementById(speak.dataset.speak)?.closest("[data-files]")?.querySelector("[data-take=voice]");
  if (!recorder || recorder.closest("[hidden]")) return; // no microphone here: the link leads to the files
  event.preventDefault();
  openFold(recorder);
  recorder.scrollIntoView({ block: "center" });
  recorder.focus({ preventScroll: true });
  recorder.click();
});

function openFold(target) {
  const fold = target.closest("details.fold");
  if (fold) fold.open = true;
}

form?.addEventListener(
  "filled",
  ({ target }) => {
    const answered = target.type === "radio" || target.type === "checkbox" ? target.checked && target.value !== "myself" : target.value !== "";
    if (answered) openFold(target);
  },
  true, // neither event bubbles
);
form?.addEventListener("files-come", ({ target }) => openFold(target), true);
