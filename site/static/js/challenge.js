// Answers what is asked of a crowded network: tries counters until a slow derivation begins as the challenge says.
// The derivation is the browser's own and runs beside the page. Without this script one waits instead.

const AT_ONCE = 8; // derivations
const MOST = 10000; // counters

const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function derived({ nonce, salt, cost, keyLength }, counter) {
  const password = new Uint8Array(nonce.length / 2 + 4);
  password.set(bytes(nonce));
  new DataView(password.buffer).setUint32(nonce.length / 2, counter);
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  return hex(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost }, key, 8 * keyLength));
}

// What is sent back for `work`, or "" where this browser cannot: it has no such derivation outside https.
export async function solve(work) {
  if (!globalThis.crypto?.subtle) return "";
  const challenge = JSON.parse(work);
  for (let first = 0; first < MOST; first += AT_ONCE) {
    const keys = await Promise.all(Array.from({ length: AT_ONCE }, (_, next) => derived(challenge.parameters, first + next)));
    const found = keys.findIndex((key) => key.startsWith(challenge.parameters.keyPrefix));
    if (found >= 0) return btoa(JSON.stringify({ challenge, solution: { counter: first + found, derivedKey: keys[found] } }));
  }
  return "";
}

async function answer(box) {
  const form = box.closest("form") ?? document.getElementById(box.dataset.form);
  const working = box.querySelector("[data-challenge-working]");
  const wait = box.querySelector("[data-challenge-wait]");
  const done = box.querySelector("[data-challenge-done]");
  let busy = true;
  let pressed = "byItself" in box.dataset;
  form.addEventListener("submit", (event) => {
    if (!busy) return;
    event.preventDefault();
    pressed = true;
  });
  [working.hidden, wait.hidden] = [false, true];
  const solution = await solve(box.dataset.challenge);
  form.elements.challenge_solution.value = solution;
  busy = false;
  if (!solution) [working.hidden, wait.hidden] = [true, false];
  else if (pressed) form.requestSubmit();
  else [working.hidden, done.hidden] = [true, false];
}

for (const box of document.querySelectorAll("[data-challenge]")) answer(box);
