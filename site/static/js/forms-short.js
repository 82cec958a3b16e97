// Lets whoever would rather speak begin with that, and opens what is folded once a kept draft has filled something in there.

const form = document.querySelector("[data-filing]");
const speak = form?.querySelector("[data-speak]");

speak?.addEventListener("click", (event) => {
  const recorder = document.getElementById(speak.dataset.speak)?.closest("[data-files]")?.querySelector("[data-take=voice]");
  if (!recorder || recorder.closest("[hidden]")) return; // no microphone here: the link leads to the files
  event.preventDefault();
  recorder.scrollIntoView({ block: "center" });
  recorder.focus({ preventScroll: true });
  recorder.click();
});

form?.addEventListener(
  "filled",
  ({ target }) => {
    const answered = target.type === "radio" || target.type === "checkbox" ? target.checked && target.value !== "myself" : target.value !== "";
    const fold = answered && target.closest("details.fold");
    if (fold) fold.open = true;
  },
  true, // the event does not bubble
);
