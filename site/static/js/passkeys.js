// Asks the browser for a passkey, or to make one, and sends its answer with the form. Without this script the page says
// that a passkey needs it, and an app's code is written.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

// The options as the browser takes them: what is bytes there comes as text.
function read(options) {
  const { challenge, user, allowCredentials, excludeCredentials, ...more } = options.publicKey;
  const keys = (list) => list?.map((key) => ({ ...key, id: bytes(key.id) }));
  return {
    ...more,
    challenge: bytes(challenge),
    ...(user && { user: { ...user, id: bytes(user.id) } }),
    ...(allowCredentials && { allowCredentials: keys(allowCredentials) }),
    ...(excludeCredentials && { excludeCredentials: keys(excludeCredentials) }),
  };
}

function written(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function ask(box, field, refused) {
  refused.hidden = true;
  const publicKey = read(JSON.parse(box.dataset.options));
  try {
    const asked = { publicKey };
    field.value = written(await (box.dataset.passkey === "create" ? navigator.credentials.create(asked) : navigator.credentials.get(asked)));
  } catch {
    refused.hidden = false; // turned down, timed out, none there: the browser has said which
    return;
  }
  field.form.submit(); // as it is: other fields of the form need not be filled in
}

for (const box of document.querySelectorAll("[data-passkey]")) {
  if (!globalThis.PublicKeyCredential) continue;
  const [field, refused, button] = ["credential", "refused", "ask"].map((name) => box.querySelector(`[data-${name}]`));
  box.querySelector("[data-without]").hidden = true;
  button.hidden = false;
  button.addEventListener("click", () => ask(box, field, refused));
}
