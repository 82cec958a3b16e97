// Numbers that the scripts of the staff's pages write, in the digits of their reader: those of the bell say which.
const own = document.querySelector("[data-digits]")?.dataset.digits

export const inDigits = (written) => (own ? String(written).replace(/[0-9]/g, (each) => own[each]) : String(written))
