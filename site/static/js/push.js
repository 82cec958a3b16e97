// Notices on this device about the request that is open: asked for only after a press, and taken back by one.

const box = document.querySelector("[data-push]");

async function begin() {
  if (!box || !navigator.serviceWorker || !globalThis.PushManager) return;
  const registration = await navigator.serviceWorker.ready;
  const here = box.querySelector("[data-push-here]");
  const line = here.querySelector("[data-push-said]");
  const [add, remove] = ["add", "remove"].map((act) => here.querySelector(`[data-push-act=${act}]`));
  const say = (text) => (line.textContent = text);
  // A browser has one address for all requests: which of them ring there is known by this page's own memory.
  const remembered = `insaf.push.${box.dataset.pushAddress}`;
  const show = () => {
    const isOn = Boolean(localStorage.getItem(remembered));
    [add.hidden, remove.hidden] = [isOn, !isOn];
    say(isOn ? box.dataset.on : "");
  };
  here.hidden = false;
  show();

  add.addEventListener("click", async () => {
    if ((await Notification.requestPermission()) !== "granted") return say(box.dataset.denied);
    try {
      const options = { userVisibleOnly: true, applicationServerKey: fromBase64(box.dataset.push) };
      const { endpoint, keys } = (await registration.pushManager.subscribe(options)).toJSON();
      const answer = await send({ act: "add", endpoint, public_key: keys.p256dh, secret: keys.auth });
      if (answer.status !== 201) throw new Error("not taken");
      localStorage.setItem(remembered, "yes");
      show();
    } catch {
      say(box.dataset.failed);
    }
  });
  remove.addEventListener("click", async () => {
    try {
      const subscription = await registration.pushManager.getSubscription();
      if (subscription) {
        const answer = await send({ act: "remove", endpoint: subscription.endpoint });
        if (answer.status !== 204) throw new Error("not taken");
      }
      localStorage.removeItem(remembered);
      show();
      say(box.dataset.off);
    } catch {
      say(box.dataset.failed);
    }
  });
}

function send(fields) {
  const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: box.querySelector("[name=csrfmiddlewaretoken]").value });
  return fetch(box.dataset.pushAddress, { method: "POST", body, redirect: "error" });
}

function fromBase64(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

begin();
