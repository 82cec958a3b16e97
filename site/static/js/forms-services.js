// Leaves of the services those of the chosen agency; all of them where none is chosen, or none of it is known.

const form = document.querySelector("form[data-filing]");
const bodies = form.elements.agency;

function apply(select) {
  const body = bodies?.value ?? "";
  const options = [...select.options].filter((option) => option.value);
  const some = options.some((option) => option.dataset.of === body);
  for (const option of options) {
    option.hidden = some && option.dataset.of !== body;
    option.disabled = option.hidden;
    if (option.hidden && option.selected) select.value = "";
  }
  for (const group of select.querySelectorAll("optgroup")) group.hidden = [...group.children].every((option) => option.hidden);
}

for (const select of form.querySelectorAll("[data-services] select")) {
  for (const event of ["change", "filled"]) bodies?.addEventListener(event, () => apply(select));
  apply(select);
}
