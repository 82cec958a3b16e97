// What makes the platform an app, after the page is there: its worker, the hint that it can be installed, and sending
// what waits on this device. Not on pages of sealed requests, which leave no trace; an ordinary form
// keeps what it kept, also where it speaks of danger.

const RETRY = 30000; // milliseconds

if (!document.querySelector("[data-quick-exit]") || document.querySelector("form[data-draft]")) begin();

async function begin() {
  if (await isNew()) await hand();
  if (await hasDrafts()) await sendNowAndLater();
}

// Whether this page came before the worker was there.
async function isNew() {
  if (!navigator.serviceWorker) return false;
  const before = navigator.serviceWorker.controller;
  const taken = new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
  try {
    await navigator.serviceWorker.register("/sw.js", { type: "module", updateViaCache: "none" });
  } catch {
    return false; // a browser without such workers: everything else works
  }
  if (before) return Boolean(document.querySelector("form[data-draft]")); // of who is signed in it keeps no copy by itself
  await taken;
  return true;
}

// The worker takes what the browser has of this page already.
async function hand() {
  const files = performance.getEntriesByType("resource").map((each) => new URL(each.name).pathname);
  const ours = files.filter((each) => each.startsWith("/static/"));
  const copy = fetch(location.pathname, { headers: { "Keep-Copy": "yes" } });
  await Promise.all([copy, ...ours.map((each) => fetch(each))].map((each) => each.catch(() => {})));
}

// Without opening anything where nobody ever kept a form: most people never will.
async function hasDrafts() {
  if (!globalThis.indexedDB?.databases) return Boolean(globalThis.indexedDB);
  return (await indexedDB.databases().catch(() => [])).some((each) => each.name === "insaf");
}

// A form that left a page for the server, and whose answer nobody may have seen. Where a page of ours answers it, it is
// over; else the server is asked what it has. One that is just leaving this page is still waited for.
async function tidy({ allShared, changeDraft, drafts, removeDraft }) {
  await allShared(); // what was shared and forgotten goes with its day
  const number = document.querySelector("[data-tracking]")?.dataset.tracking;
  const answered = document.querySelector("[data-errors], [data-danger-asked], [data-carried]")?.closest("body").querySelector("form[data-draft]")?.action;
  const departing = document.querySelector("form[data-leaving-as]")?.dataset.leavingAs;
  for (const draft of await drafts()) {
    if (draft.state === "sent" && draft.number === number) await removeDraft(draft.key);
    if (draft.state !== "leaving") continue;
    const isOver = number || (answered && new URL(answered).pathname === draft.address);
    if (isOver) await removeDraft(draft.key);
    else if (draft.key !== departing) await changeDraft(draft.key, { state: "waiting" });
  }
}

let begun = false;

async function sendNowAndLater() {
  if (begun) return;
  begun = true;
  const [store, { sendWaiting }] = await Promise.all([import("./app-store.js"), import("./app-sending.js")]);
  await tidy(store);
  const solve = async (work) => (await import("./challenge.js")).solve(work);
  const send = async () => {
    if (navigator.onLine === false) return;
    await sendWaiting(solve).catch(() => {});
    const left = (await store.drafts()).some((each) => each.state === "waiting" || each.state === "sending");
    if (left) setTimeout(send, RETRY);
  };
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
  await send();
}

export { hasDrafts, sendNowAndLater };
