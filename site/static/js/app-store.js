// What lies on this device, in IndexedDB: forms that wait to be sent with their files, and what was shared to the
// app. Never anything of a sealed form, and no code of a request.

import { openDB } from "./idb.js";

const NAME = "insaf";
const A_DAY = 24 * 3600 * 1000; // milliseconds for which what was shared waits for a form

let opened = null;

function store() {
  opened ??= openDB(NAME, 1, {
    upgrade(db) {
      db.createObjectStore("drafts", { keyPath: "order", autoIncrement: true }).createIndex("key", "key", { unique: true });
      db.createObjectStore("files", { keyPath: "id", autoIncrement: true }).createIndex("key", "key");
      db.createObjectStore("shared", { keyPath: "id", autoIncrement: true });
    },
    // Another tab has a newer release, or somebody leaves quickly: this one must not stand in its way.
    blocking() {
      opened?.then((db) => db.close());
      opened = null;
    },
    terminated() {
      opened = null;
    },
  });
  return opened;
}

// Whether this browser keeps anything at all: in some private windows it does not.
export async function keeps() {
  try {
    await store();
    return true;
  } catch {
    opened = null;
    return false;
  }
}

export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// All of it or nothing: a draft never stands without one of its files. The transaction fails where the device is full.
export async function keepDraft(draft, files) {
  const db = await store();
  const writing = db.transaction(["drafts", "files"], "readwrite", { durability: "strict" });
  const [drafts, kept] = [writing.objectStore("drafts"), writing.objectStore("files")];
  const write = async () => {
    const former = await drafts.index("key").get(draft.key);
    for (const id of await kept.index("key").getAllKeys(draft.key)) await kept.delete(id);
    await drafts.put(former ? { ...former, ...draft } : draft);
    for (const file of files) await kept.add({ ...file, key: draft.key });
  };
  await Promise.all([write(), writing.done]);
}

export async function drafts() {
  return (await store()).getAll("drafts");
}

export async function draftOf(key) {
  return (await store()).getFromIndex("drafts", "key", key);
}

export async function filesOf(key) {
  return (await store()).getAllFromIndex("files", "key", key);
}

// Changes a draft where it is still there: whoever removed it meanwhile in another tab meant it.
export async function changeDraft(key, change) {
  const db = await store();
  const writing = db.transaction("drafts", "readwrite", { durability: "strict" });
  const found = await writing.store.index("key").get(key);
  if (found) await writing.store.put({ ...found, ...change });
  await writing.done;
  return Boolean(found);
}

export async function changeFile(id, change) {
  const db = await store();
  const writing = db.transaction("files", "readwrite", { durability: "strict" });
  const found = await writing.store.get(id);
  if (found) await writing.store.put({ ...found, ...change });
  await writing.done;
}

// Once it is sent its words and files are nobody's business here any more; its number stays until somebody has seen it, and
// its subject with it: of two that were sent people know by it which is which.
export async function noteSent(key, said) {
  const db = await store();
  const writing = db.transaction(["drafts", "files"], "readwrite", { durability: "strict" });
  const [kept, files] = [writing.objectStore("drafts"), writing.objectStore("files")];
  const found = await kept.index("key").get(key);
  for (const id of await files.index("key").getAllKeys(key)) await files.delete(id);
  if (found) {
    const { order, address, title, subject, at } = found;
    await kept.put({ order, key, address, title, subject, at, state: "sent", ...said });
  }
  await writing.done;
}

export async function removeDraft(key) {
  const db = await store();
  const writing = db.transaction(["drafts", "files"], "readwrite");
  const [kept, files] = [writing.objectStore("drafts"), writing.objectStore("files")];
  const order = await kept.index("key").getKey(key);
  if (order !== undefined) await kept.delete(order);
  for (const id of await files.index("key").getAllKeys(key)) await files.delete(id);
  await writing.done;
}

// As many files as a form takes, none larger than it takes: all that lies here counts. Its answer: how many were left out.
export async function keepShared({ files, text }, { most, bytes }) {
  const room = most - (await allShared()).reduce((sum, each) => sum + each.files.length, 0);
  const taken = files.filter((file) => file.blob.size <= bytes).slice(0, Math.max(0, room));
  if (taken.length || text) await (await store()).add("shared", { files: taken, text, at: Date.now() });
  return files.length - taken.length;
}

// What nobody put into a form within a day goes, and what a clock that was ahead has dated later than now.
export async function allShared() {
  const writing = (await store()).transaction("shared", "readwrite");
  const all = await writing.store.getAll();
  const isFresh = ({ at }) => Math.abs(Date.now() - at) < A_DAY;
  for (const each of all.filter((one) => !isFresh(one))) await writing.store.delete(each.id);
  await writing.done;
  return all.filter(isFresh);
}

export async function dropShared() {
  await (await store()).clear("shared");
}
