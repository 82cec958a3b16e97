// Sends each chosen file at once and shows how far it is: a row a file, with its own state.
// What has arrived goes with the form as a hidden value; without this script the form sends the files itself.

const MEGABYTE = 1024 * 1024;
const NUMBERS = document.querySelector("[data-digits]") ? "arab" : "latn"; // a member of staff may read their own digits
const LOCALE = `${document.documentElement.lang}-u-nu-${NUMBERS}`;
const WHOLE = new Intl.NumberFormat(LOCALE);
const TENTHS = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const HEARD = 5000; // milliseconds for which news stand where a screen reader hears them; what comes meanwhile joins them
const BUSY = 503; // many files are arriving just now
const TOO_MANY = 429; // from this network; with work that brings it further
const LARGE = 4 * MEGABYTE; // what is more is sent piece by piece
const TRIES = 3;
const PAUSE = 2000; // milliseconds before a file is sent again

// The work that a crowded network is asked for; what does it is fetched by those few alone.
async function solve(work) {
  return import("./challenge.js").then((script) => script.solve(work)).catch(() => "");
}

// Numbers and Latin letters in an Arabic name keep their own order: as content/pages/template_tags.py has it.
function inOrder(name) {
  if (!/[\u0600-\u06ff]/.test(name)) return [name];
  return name.split(/([0-9A-Za-z][\w.:-]*)/).map((part, place) => (place % 2 ? Object.assign(document.createElement("bdi"), { dir: "ltr", textContent: part }) : part));
}

class Files {
  constructor(box) {
    this.box = box;
    this.words = box.dataset;
    this.form = box.closest("form");
    this.input = box.querySelector("input[type=file]");
    this.list = box.querySelector("[data-file-list]");
    this.template = box.querySelector("template:not([data-voice])");
    this.status = box.querySelector("[data-file-status]");
    this.line = box.querySelector("[data-file-wait]");
    this.under_way = new Set();
    this.news = [];
    this.build();
  }

  build() {
    const drop = this.box.querySelector("[data-drop]");
    const button = drop.querySelector("button");
    button.hidden = false;
    drop.querySelector("[data-drop-hint]").hidden = false;
    // The button does for the eye what the input does for the keyboard: one of the two is enough for each.
    this.input.classList.add("sr");
    button.tabIndex = -1;
    button.setAttribute("aria-hidden", "true");
    button.addEventListener("click", () => this.input.click());
    this.input.addEventListener("change", () => {
      this.add([...this.input.files]);
      this.input.value = "";
    });
    for (const name of ["dragover", "dragenter"]) drop.addEventListener(name, (event) => event.preventDefault());
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      this.add([...event.dataTransfer.files]);
    });
    this.offerToTake();
    for (const row of this.list.querySelectorAll("[data-arrived]")) this.removable(row, this.words.remove.replace("{name}", row.dataset.name));
    this.form.addEventListener("submit", (event) => this.wait(event));
    this.form.addEventListener("send-stopped", () => this.stopped());
    this.box.addEventListener("files-come", (event) => { // those of a form that waited, or were shared
      openFold(this.box);
      this.add(event.detail);
    });
  }

  // Whether the form can wait on this device with its files (forms-offline.js).
  get keeps() {
    return "keeps" in this.form.dataset;
  }

  // There is no line: the file stays here and goes along with its form.
  leave(row, file) {
    row.dataset.waits = "";
    row.querySelector(".bar")?.remove();
    const sentence = this.words.waits.replace("{size}", this.size(file.size));
    this.say(row, sentence);
    this.tell(`${file.name}: ${sentence}`);
  }

  // Camera and microphone where the device has them; what they give is a file like any other.
  offerToTake() {
    const row = this.box.querySelector("[data-takes]");
    if (!row) return;
    const has = { photo: matchMedia("(pointer: coarse)").matches, voice: Boolean(window.MediaRecorder && navigator.mediaDevices) };
    for (const button of row.querySelectorAll("[data-take]")) {
      const kind = button.dataset.take;
      button.hidden = !(has[kind] ?? has.photo) || (this.words.kind ?? kind) !== kind;
      if (!button.hidden) row.hidden = false;
      button.addEventListener("click", () => (kind === "voice" ? this.record(row, button) : this.film(button.dataset.accept)));
    }
  }

  film(accept) {
    const camera = Object.assign(document.createElement("input"), { type: "file", accept, hidden: true });
    camera.setAttribute("capture", "environment");
    camera.addEventListener("change", () => {
      this.add([...camera.files]);
      camera.remove();
    });
    camera.addEventListener("cancel", () => camera.remove()); // or it was refused: the browser says why
    this.box.append(camera);
    camera.click();
  }

  async record(row, button) {
    const script = await import(row.dataset.script).catch(() => null);
    if (!script) return this.tell(this.words.broken);
    script.recordVoice(button, this.box.querySelector("template[data-voice]"), row.dataset, (file) => this.add([file]));
  }

  room() {
    return Number(this.words.most) - this.list.querySelectorAll("li:not([data-refused])").length;
  }

  add(files) {
    for (const file of files) {
      const row = this.row(file);
      if (this.room() < 0) this.refuse(row, this.words.tooMany);
      else if (file.size > Number(this.words.limit)) this.refuse(row, this.words.tooLarge);
      else if (navigator.onLine === false && this.keeps) this.leave(row, file);
      else if (file.size > LARGE) this.sendInPieces(row, file);
      else this.send(row, file);
    }
  }

  row(file) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    row.querySelector("[data-name]").replaceChildren(...inOrder(file.name));
    row.dataset.name = file.name;
    row.file = file;
    this.picture(row, file);
    this.list.append(row);
    this.list.hidden = false;
    this.removable(row, this.words.cancel.replace("{name}", file.name));
    return row;
  }

  // The picture itself in the place of its icon; one that the browser cannot draw keeps the icon.
  picture(row, file) {
    if (!file.type.startsWith("image/")) return;
    const picture = Object.assign(document.createElement("img"), { alt: "", src: URL.createObjectURL(file) });
    picture.addEventListener("load", () => {
      row.querySelector(".thumb").replaceChildren(picture);
      URL.revokeObjectURL(picture.src);
    });
    picture.addEventListener("error", () => URL.revokeObjectURL(picture.src));
  }

  // What goes along with each file: the form's own hidden values, and the work that a crowded network was asked for.
  fields(solution) {
    const names = ["csrfmiddlewaretoken", this.words.tokenName].filter(Boolean);
    const values = Object.fromEntries(names.map((name) => [name, this.form.elements[name].value]));
    return solution ? { ...values, challenge_solution: solution } : values;
  }

  going(row, file, percent) {
    const sentence = this.words.going.replace("{percent}", `${WHOLE.format(percent)}%`).replace("{size}", this.size(file.size));
    row.querySelector(".bar").style.setProperty("--v", percent);
    this.say(row, sentence);
    if (!row.begun) this.tell(`${file.name}: ${sentence}`);
    row.begun = true;
    row.percent = percent;
    if (this.waiting) this.showProgress();
  }

  async sendInPieces(row, file, tries = TRIES, solution = "") {
    this.under_way.add(row);
    this.going(row, file, 0);
    const going = (sent) => row.isConnected && this.going(row, file, Math.floor((100 * sent) / file.size));
    const sending = { file, address: this.address, fields: this.fields(solution), vendor: this.words.tus, remembers: "remembers" in this.words, going };
    const answer = await import(this.words.resumable).then((script) => script.sendInPieces(row, sending)).catch(() => ({}));
    const found = answer.challenge && tries > 0 ? await solve(answer.challenge) : "";
    if (found && row.isConnected) return this.sendInPieces(row, file, tries - 1, found);
    if (row.isConnected && this.keeps && !answer.status) this.leave(row, file);
    else if (row.isConnected) this.arrived(row, answer, this.size(file.size));
    this.done(row);
  }

  get address() {
    const question = this.words.question, form = this.form.getAttribute("action");
    return `${form}${form.includes("?") ? "&" : "?"}upload${question ? `=${question}` : ""}`;
  }

  send(row, file, tries = TRIES, solution = "") {
    const request = new XMLHttpRequest();
    row.request = request;
    this.under_way.add(row);
    const body = new FormData();
    for (const [name, value] of Object.entries(this.fields(solution))) body.append(name, value);
    body.append("files", file);
    const size = this.size(file.size);
    this.going(row, file, 0);
    request.upload.addEventListener("progress", (event) => {
      this.going(row, file, event.lengthComputable ? Math.floor((100 * event.loaded) / event.total) : 0);
    });
    const again = () => request.status === BUSY && tries > 0;
    const asked = () => tries > 0 && request.status === TOO_MANY && this.read(request).challenge;
    request.addEventListener("load", () => again() || asked() || this.answered(row, request, size));
    let broken = false;
    request.addEventListener("error", () => (broken = true));
    request.addEventListener("loadend", () => {
      if (broken && row.isConnected) return this.sendInPieces(row, file); // which goes on after a cut
      const anew = (found) => (row.isConnected ? this.send(row, file, tries - 1, found) : this.done(row));
      if (again()) setTimeout(anew, PAUSE);
      else if (asked()) solve(asked()).then((found) => (found ? anew(found) : this.give_up(row, request, size)));
      else this.done(row);
    });
    request.open("POST", this.address);
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
  }

  // A browser that cannot do the work shows the sentence that came with it.
  give_up(row, request, size) {
    this.answered(row, request, size);
    this.done(row);
  }

  done(row) {
    this.under_way.delete(row);
    if (!this.under_way.size && this.waiting) this.go();
  }

  answered(row, request, size) {
    this.arrived(row, this.read(request), size);
  }

  arrived(row, answer, size) {
    if (!answer.token) return this.refuse(row, answer.refused ?? this.words.broken);
    if (this.isHere(answer.token)) return this.refuse(row, this.words.again);
    row.dataset.arrived = "";
    row.querySelector(".bar").remove();
    row.querySelector("[data-name]").replaceChildren(...inOrder(answer.name));
    row.dataset.name = answer.name;
    row.append(Object.assign(document.createElement("input"), { type: "hidden", name: this.words.keptName, value: answer.token }));
    const sentence = this.words[answer.there ? "there" : answer.preparing ? "preparing" : "arrived"].replace("{size}", size);
    this.say(row, sentence, "ok");
    this.tell(`${answer.name}: ${sentence}`);
    row.querySelector("button").setAttribute("aria-label", this.words.remove.replace("{name}", answer.name));
    this.box.dispatchEvent(new CustomEvent("file-arrived", { bubbles: true }));
  }

  // Two tokens of one file differ behind their first part: when, and our seal.
  isHere(token) {
    const file = (each) => each.split(":")[0];
    return [...this.list.querySelectorAll("input[type=hidden]")].some((each) => file(each.value) === file(token));
  }

  read(request) {
    try {
      return JSON.parse(request.responseText);
    } catch {
      return { refused: this.words.broken };
    }
  }

  refuse(row, sentence) {
    row.dataset.refused = "";
    row.querySelector(".bar")?.remove();
    this.say(row, sentence, "no");
    this.tell(sentence.includes(row.dataset.name) ? sentence : `${row.dataset.name}: ${sentence}`);
  }

  // A row that the server drew has a box to tick; with a script it is a button, and the row goes at once.
  removable(row, label) {
    row.querySelector("[data-remove-box]")?.remove();
    const button = row.querySelector("button");
    button.hidden = false;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => {
      row.request?.abort();
      const next = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      this.list.hidden = !this.list.children.length;
      (next?.querySelector("button") ?? this.input).focus();
      this.tell(this.words.removed.replace("{name}", row.dataset.name));
    });
  }

  // Pressed while files are on their way: held back, and sent by itself once they are there. If one does not arrive,
  // whoever pressed decides what becomes of it. On a phone the files are out of sight of the button: how far they are is
  // said in it, and what becomes of the press above it. Another box of the same form may show it already.
  wait(event) {
    if (!this.under_way.size) return;
    event.preventDefault();
    const pressed = event.submitter;
    const button = pressed?.classList.contains("btn") ? pressed : this.form.querySelector(".btn-row .btn:not(.second, .quiet)");
    if (button.ariaBusy === "true") {
      this.waiting ??= { pressed, refused: this.refused() };
      return;
    }
    const stop = Object.assign(document.createElement("button"), { type: "button", className: "btn quiet", textContent: this.words.stop });
    stop.addEventListener("click", () => this.form.dispatchEvent(new Event("send-stopped")));
    this.waiting = { pressed, refused: this.refused(), button, label: [...button.childNodes], stop, rows: [...this.under_way] };
    button.ariaBusy = "true";
    button.after(stop);
    (button.closest(".btn-row") ?? button).before(this.line);
    this.hold(this.words.wait);
    this.showProgress();
  }

  // All that was on its way when it was pressed, by bytes.
  showProgress() {
    const { button, rows } = this.waiting;
    if (!button) return;
    const bytes = rows.reduce((sum, row) => sum + row.file.size, 0);
    const sent = rows.reduce((sum, row) => sum + row.file.size * (this.under_way.has(row) ? row.percent / 100 : 1), 0);
    const percent = bytes ? Math.floor((100 * sent) / bytes) : 100;
    button.textContent = this.words.sending.replace("{percent}", `${WHOLE.format(percent)}%`);
    button.style.setProperty("--v", percent);
  }

  // The button is as it was. Its answer: what waited.
  release() {
    const { button, label, stop } = this.waiting;
    if (button) {
      button.ariaBusy = null;
      button.replaceChildren(...label);
      stop.remove();
    }
    const waited = this.waiting;
    this.waiting = null;
    return waited;
  }

  stopped() {
    if (!this.waiting) return;
    const { button } = this.release();
    if (!button) return;
    this.hold(this.words.stopped);
    button.focus();
  }

  go() {
    const { pressed, refused } = this.release();
    if (this.refused() > refused) return this.hold(this.words.held);
    this.hold("");
    this.form.requestSubmit(pressed);
  }

  refused() {
    return this.list.querySelectorAll("[data-refused]").length;
  }

  hold(sentence) {
    this.line.textContent = sentence;
    this.line.hidden = !sentence;
    if (sentence) this.tell(sentence);
  }

  // Beginning and end of each file are heard, and nothing in between.
  tell(sentence) {
    this.news.push(sentence);
    this.status.textContent = this.news.join(" ");
    clearTimeout(this.silence);
    this.silence = setTimeout(() => (this.news = []), HEARD);
  }

  say(row, sentence, state = "") {
    const line = row.querySelector("[data-state]");
    line.textContent = sentence;
    line.className = `meta ${state}`;
  }

  size(bytes) {
    return bytes < MEGABYTE ? this.words.kilobytes.replace("{size}", WHOLE.format(Math.max(1, Math.round(bytes / 1024)))) : this.words.megabytes.replace("{size}", TENTHS.format(bytes / MEGABYTE));
  }
}

for (const box of document.querySelectorAll("[data-files]")) new Files(box);

function openFold(target) {
  const fold = target.closest("details.fold");
  if (fold) fold.open = true;
}

// Whoever would rather speak begins with that.
const speak = document.querySelector("[data-speak]");
speak?.addEventListener("click", (event) => {
  const recorder = document.getElementById(speak.dataset.speak)?.closest("[data-files]")?.querySelector("[data-take=voice]");
  if (!recorder || recorder.closest("[hidden]")) return; // no microphone here: the link leads to the files
  event.preventDefault();
  openFold(recorder);
  recorder.scrollIntoView({ block: "center" });
  recorder.focus({ preventScroll: true });
  recorder.click();
});
