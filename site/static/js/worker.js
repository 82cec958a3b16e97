// The service worker. Its two own lines at /sw.js name this file and call `serve` with what belongs to this release.
// It keeps copies only of pages that say of themselves that they hold nothing of anybody ("Offline-Copy"), never of a
// request, of a sealed form, of who is signed in, of the staff or of the API; and of a form's copy no token stays.

import { drafts, keepShared } from "./app-store.js";
import { sendWaiting } from "./app-sending.js";
import { writtenMoment } from "./moment.js";

const OURS = "insaf-";
const PATIENCE = 8000; // milliseconds for which a slow line is waited for where there is a copy
const MOST_PAGES = 60;
const DATE_KEY = "Date";
const LONGEST = 10000; // letters of a text that is shared: more than any form takes
const TOKENS = /(<input[^>]*name="(?:csrfmiddlewaretoken|form_token)"[^>]*value=")[^"]*(")/g;

export function serve(release) {
  const worker = new Worker(release);
  self.addEventListener("install", (event) => event.waitUntil(worker.install()));
  self.addEventListener("activate", (event) => event.waitUntil(worker.activate()));
  self.addEventListener("fetch", (event) => worker.fetch(event));
  self.addEventListener("sync", (event) => event.tag === "send" && event.waitUntil(worker.send()));
  self.addEventListener("push", (event) => event.waitUntil(worker.push(event)));
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(self.clients.openWindow(event.notification.data));
  });
}

class Worker {
  constructor(release) {
    this.release = release;
    this.files = `${OURS}files-${release.release}`;
    this.pages = `${OURS}pages-${release.release}`;
  }

  async install() {
    const files = await caches.open(this.files);
    await files.addAll(this.release.files.map((address) => new Request(address, { cache: "default" })));
    await this.keepInAdvance();
    await self.skipWaiting();
  }

  // What is open now comes first: it was there before this worker, and the line may not last.
  async keepInAdvance() {
    const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const addresses = open.map((window) => new URL(window.url)).filter((address) => this.wordsFor(address));
    const languages = new Set(addresses.map(({ pathname }) => pathname.split("/")[1]));
    const forms = [...languages].flatMap((language) => this.release.forms[language]);
    await Promise.all(addresses.map(({ pathname }) => this.keepAnonymously(pathname)));
    await Promise.all([...forms, ...this.release.pages].map((address) => this.keepAnonymously(address)));
  }

  // The pages that somebody opened go over to this release, drawn anew; all else of former ones goes.
  async activate() {
    const former = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== this.files && name !== this.pages);
    for (const name of former.filter((each) => each.startsWith(`${OURS}pages-`))) {
      const seen = await (await caches.open(name)).keys();
      await Promise.all(seen.map((request) => this.keepAnonymously(new URL(request.url).pathname)));
    }
    await Promise.all(former.map((name) => caches.delete(name)));
    await self.clients.claim();
  }

  fetch(event) {
    const { request } = event;
    const address = new URL(request.url);
    if (address.origin !== self.location.origin) return;
    if (request.method === "POST" && this.languageOf(address, "shared")) return event.respondWith(this.shared(event, address));
    if (request.method !== "GET") return; // goes its own way, so that what it is answered counts as the server's
    if (address.pathname.startsWith("/static/")) return event.respondWith(this.file(event));
    if (request.headers.has("Keep-Copy")) return event.respondWith(this.asked(address));
    if (request.mode === "navigate" && this.wordsFor(address)) event.respondWith(this.page(event, address));
  }

  languageOf(address, name) {
    return Object.values(this.release.languages).find((words) => words[name] === address.pathname);
  }

  wordsFor(address) {
    return this.release.languages[address.pathname.split("/")[1]];
  }

  // A name with the hash of its content is never otherwise; any other is shown as it is here, and fetched anew beside.
  async file(event) {
    const cache = await caches.open(this.files);
    const here = await cache.match(event.request);
    const fetched = () =>
      fetch(event.request).then((answer) => {
        if (answer.ok && answer.status === 200) event.waitUntil(cache.put(event.request, answer.clone()));
        return answer;
      });
    if (!here) return fetched();
    if (!/\.[0-9a-f]{12}\.\w+$/.test(new URL(event.request.url).pathname)) event.waitUntil(fetched().catch(() => {}));
    return here;
  }

  async page(event, address) {
    const copy = await this.copyOf(address);
    const fromNet = fetch(event.request).then((answer) => {
      if (!address.search) event.waitUntil(this.keep(address.pathname, answer.clone()));
      return answer;
    });
    event.waitUntil(fromNet.catch(() => {}));
    try {
      if (!copy) return await fromNet;
      const late = new Promise((_, slow) => setTimeout(() => slow(new Error("slow")), PATIENCE));
      return await Promise.race([fromNet, late]);
    } catch {
      return this.withoutLine(copy, address);
    }
  }

  async withoutLine(copy, address) {
    const words = this.wordsFor(address);
    if (copy) return this.marked(copy, words);
    const offline = await this.copyOf(new URL(words.offline, self.location.origin));
    return offline ?? Response.error();
  }

  async copyOf(address) {
    return (await caches.open(this.pages)).match(address.pathname, { ignoreVary: true });
  }

  // As nobody: without a cookie, so that nothing of who is signed in can be in it.
  async keepAnonymously(path) {
    try {
      await this.keep(path, await fetch(path, { credentials: "omit", cache: "no-store", headers: { Accept: "text/html" } }));
    } catch {
      // There is no line: it is kept when somebody opens it.
    }
  }

  async keep(path, answer) {
    const may = answer.ok && !answer.redirected && answer.headers.get("Offline-Copy") === "may";
    if (!may || /no-store/.test(answer.headers.get("Cache-Control") ?? "")) return;
    const text = (await answer.text()).replace(TOKENS, "$1$2");
    const headers = new Headers();
    for (const name of ["Content-Type", "Content-Language", "Content-Security-Policy", "Permissions-Policy", "Referrer-Policy", DATE_KEY]) {
      if (answer.headers.has(name)) headers.set(name, answer.headers.get(name));
    }
    const cache = await caches.open(this.pages);
    await cache.delete(path, { ignoreVary: true });
    await cache.put(path, new Response(text, { headers }));
    const kept = await cache.keys();
    const standing = new Set([...this.release.pages, ...Object.values(this.release.forms).flat()]);
    const seen = kept.filter((request) => !standing.has(new URL(request.url).pathname));
    await Promise.all(seen.slice(0, Math.max(0, seen.length - MOST_PAGES)).map((request) => cache.delete(request)));
  }

  // The last seen copy, with a bar that says so and of when it is, by the server's clock: the phone's may be wrong.
  async marked(copy, words) {
    const when = new Date(copy.headers.get(DATE_KEY) ?? Date.now());
    const written = writtenMoment(when, words.locale, words.clock);
    const bar = `<div class="offline-bar" role="status">${words.away.replace("{when}", `<bdi>${written}</bdi>`)} <a href="${words.device}">${words.way}</a></div>`;
    const text = (await copy.text()).replace("<html ", "<html data-offline ").replace(/<body[^>]*>/, (body) => body + bar);
    return new Response(text, { headers: copy.headers });
  }

  // A page that was there before the worker asks for its copy.
  async asked(address) {
    if (!(await this.copyOf(address))) await this.keepAnonymously(address.pathname);
    return new Response(null, { status: 204 });
  }

  // By the browser itself, when the line is back and perhaps no page is open: Chromium knows this, others do not.
  async send() {
    const sent = await sendWaiting();
    const open = await self.clients.matchAll({ type: "window" });
    if (!sent || open.length || self.Notification?.permission !== "granted") return;
    const last = (await drafts()).findLast((draft) => draft.state === "sent");
    const words = this.wordsFor(new URL(last.address, self.location.origin));
    await this.notify(words, words.sent, words.device, "insaf-sent");
  }

  // The notice says no word of a request, and its link leads to the page that asks for number and code.
  async push(event) {
    let said = {};
    try {
      said = event.data?.json() ?? {};
    } catch {
      // Whatever it is, something is shown: a browser that is sent notices in silence takes the right away.
    }
    const words = this.release.languages[said.language] ?? Object.values(this.release.languages)[0];
    await this.notify(words, said.text ?? words.platform, said.opens ?? words.track, said.tag ?? "insaf");
  }

  notify(words, text, address, tag) {
    const { platform, direction } = words;
    return self.registration.showNotification(platform, { body: text, tag, dir: direction, icon: "/icon-192.png", badge: "/icon-badge.png", data: address });
  }

  async shared(event, address) {
    try {
      const said = await event.request.clone().formData();
      const files = said.getAll("files").filter((each) => each instanceof File && each.size);
      const text = ["title", "text", "url"].map((name) => said.get(name)).filter(Boolean).join("\n").slice(0, LONGEST);
      const kept = { files: files.map((file) => ({ name: file.name, type: file.type, blob: file })), text };
      const left = await keepShared(kept, this.release.shared);
      return Response.redirect(`${address.pathname}${left ? `?left=${left}` : ""}`, 303);
    } catch {
      return Response.redirect(`${address.pathname}?lost`, 303); // the device is full, say: the page tells it
    }
  }
}
