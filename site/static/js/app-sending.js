// Sends what waits on this device once there is a line: in a page or in the worker, one after the other, each once.
// A draft keeps a key of its own, by which the server knows it again: an answer that was lost on the way is asked for
// anew and gives the same number. "Sent" is said only when the server has said so.

import { changeDraft, changeFile, draftOf, drafts, filesOf, keepDraft, newKey, noteSent } from "./app-store.js";

const PIECE = 2 * 1024 * 1024; // bytes
const VERSION = { "Tus-Resumable": "1.0.0" };
const LOCK = "insaf-sending"; // held by whoever sends, so that two tabs do not send at once
const TRIES = 3; // with the work of a crowded network
const STARTS_AFRESH = new Set([404, 410, 412]); // of a file on its way: it is gone there, and begins anew
const LATER = new Set([0, 423, 429, 500, 502, 503, 504]); // of any answer: worth trying again later

// There is no line, or nobody answers as the platform does: all stays as it is.
class NoLine extends Error {}

const changes = new Set();
export function onProgress(tell) {
  changes.add(tell);
}

// Sends all that waits; `solve` does the work that a crowded network is asked for, where there is a page for it.
// Its answer: how many were sent.
export async function sendWaiting(solve = null) {
  if (!globalThis.navigator?.locks) return sendAll(solve);
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? sendAll(solve) : 0));
}

async function sendAll(solve) {
  let sent = 0;
  for (const draft of await drafts()) {
    if (draft.state !== "waiting" && draft.state !== "sending") continue;
    try {
      sent += (await sendOne(draft, solve)) ? 1 : 0;
    } catch (error) {
      await changeDraft(draft.key, { state: "waiting" });
      if (error instanceof NoLine) break; // the next would fare no better
      throw error;
    }
  }
  return sent;
}

async function sendOne(kept, solve) {
  const draft = await draftOf(kept.key); // another tab may have had it since
  if (!draft || draft.state === "sent") return false;
  const fresh = await asked(draft);
  if (fresh.tracking) return await wasSent(draft, fresh);
  if (!fresh.token) return await asks(draft, fresh.sentences);
  if (draft.promised && same(draft.promised) !== same(fresh.promised)) {
    await changeDraft(draft.key, { state: "changed", now: fresh.promised });
    return false;
  }
  if (!(await changeDraft(draft.key, { state: "sending", sentences: [] }))) return false;
  const tokens = [];
  for (const file of await filesOf(draft.key)) {
    const answer = file.token ? { token: file.token } : await sentFile(draft, file, fresh, solve);
    if (!answer.token) return await asks(draft, [answer.refused]);
    if (!file.token) await changeFile(file.id, { token: answer.token, begun: "" });
    tokens.push([file.keptName, answer.token]);
  }
  // From here on the server may have it, whatever reaches us of its answer.
  if (!(await changeDraft(draft.key, { tried: draft.edition ?? 0 }))) return false;
  return await sentForm(draft, fresh, tokens, solve);
}

// Both are of one server: as JSON, with the keys of each object in order.
function same(promised) {
  return JSON.stringify(Object.entries(promised).sort(([one], [other]) => (one < other ? -1 : 1)));
}

// What the form promises by now and a token for it; or the number, where it arrived before.
async function asked(draft) {
  const agency = draft.fields.find(([name]) => name === "agency")?.[1] ?? "";
  const answer = await call(`${draft.address}?fresh&agency=${encodeURIComponent(agency)}`, {
    headers: { Accept: "application/json", "Insaf-Draft": draft.key },
    cache: "no-store",
  });
  const said = await read(answer);
  if (!said) throw new NoLine();
  return said;
}

async function wasSent(draft, said) {
  // Written on after it was sent in vain, as it seemed: what was added did not arrive, and is not thrown away.
  if (draft.tried !== undefined && draft.tried !== (draft.edition ?? 0)) {
    const files = (await filesOf(draft.key)).map(({ name, type, blob, question, keptName }) => ({ name, type, blob, question, keptName }));
    const { order, tried, ...rest } = draft;
    await keepDraft({ ...rest, key: newKey(), state: "asks", sentences: [], former: said.tracking }, files);
  }
  await noteSent(draft.key, { number: said.tracking, link: said.link });
  return true;
}

async function asks(draft, sentences = []) {
  await changeDraft(draft.key, { state: "asks", sentences: sentences.filter(Boolean) });
  return false;
}

async function sentForm(draft, fresh, tokens, solve, work = "", tries = TRIES) {
  const body = new FormData();
  for (const [name, value] of draft.fields) body.append(name, value);
  for (const [name, token] of tokens) body.append(name, token);
  body.append("csrfmiddlewaretoken", fresh.csrf);
  body.append("form_token", fresh.token);
  if (work) body.append("challenge_solution", work);
  const answer = await call(draft.address, { method: "POST", body, headers: { Accept: "application/json" } });
  const said = await read(answer);
  if (said?.tracking) return await wasSent({ ...draft, tried: draft.edition ?? 0 }, said);
  if (said?.challenge && solve && tries > 0) {
    const found = await solve(said.challenge);
    if (found) return await sentForm(draft, fresh, tokens, solve, found, tries - 1);
  }
  if (!said || said.again || LATER.has(answer.status)) throw new NoLine();
  // A file that waited there for too long is gone: it lies here still, and is sent anew the next time.
  for (const file of await filesOf(draft.key)) if (file.blob) await changeFile(file.id, { token: "", begun: "" });
  return await asks(draft, said.sentences);
}

// One file by tus, from where it was: its address is kept with it, so that a cut costs one piece at most.
async function sentFile(draft, file, fresh, solve) {
  let [address, offset] = file.begun ? [file.begun, await howFar(file.begun)] : ["", -1];
  if (offset < 0) {
    const begun = await begin(draft, file, fresh, solve);
    if (!begun.address) return begun;
    [address, offset] = [begun.address, 0];
    await changeFile(file.id, { begun: address });
  }
  while (offset < file.blob.size) {
    for (const tell of changes) tell(draft.key, file, offset);
    const headers = { ...VERSION, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" };
    const answer = await call(address, { method: "PATCH", headers, body: file.blob.slice(offset, offset + PIECE) });
    if (answer.status === 409) offset = await howFar(address);
    else if (answer.status === 204) offset = Number(answer.headers.get("Upload-Offset"));
    else return await refused(answer);
    if (offset < 0) throw new NoLine();
  }
  const whole = await call(address, { method: "POST", headers: { Accept: "application/json" } });
  const said = await read(whole);
  if (!said || LATER.has(whole.status)) throw new NoLine();
  return said;
}

async function begin(draft, file, fresh, solve, work = "", tries = TRIES) {
  const told = { filename: file.name, form_token: fresh.token, ...(work ? { challenge_solution: work } : {}) };
  const metadata = Object.entries(told).map(([name, value]) => `${name} ${inBase64(value)}`).join(",");
  const answer = await call(`${draft.address}?upload=${encodeURIComponent(file.question)}`, {
    method: "POST",
    headers: { ...VERSION, Accept: "application/json", "X-CSRFToken": fresh.csrf, "Upload-Length": String(file.blob.size), "Upload-Metadata": metadata },
  });
  if (answer.status === 201) return { address: new URL(answer.headers.get("Location"), location.origin).href };
  const said = await read(answer.clone());
  const found = said?.challenge && solve && tries > 0 ? await solve(said.challenge) : "";
  return found ? await begin(draft, file, fresh, solve, found, tries - 1) : await refused(answer);
}

// Bytes that are there; -1 where it has to begin anew.
async function howFar(address) {
  const answer = await call(address, { method: "HEAD", headers: VERSION });
  if (STARTS_AFRESH.has(answer.status)) return -1;
  if (!answer.ok) throw new NoLine();
  return Number(answer.headers.get("Upload-Offset"));
}

async function refused(answer) {
  const said = await read(answer);
  if (!said?.refused || LATER.has(answer.status)) throw new NoLine();
  return said;
}

async function call(address, options) {
  try {
    return await fetch(address, { credentials: "same-origin", redirect: "error", ...options });
  } catch {
    throw new NoLine();
  }
}

async function read(answer) {
  try {
    return await answer.json();
  } catch {
    return null; // a server in front that says something of its own
  }
}

function inBase64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
