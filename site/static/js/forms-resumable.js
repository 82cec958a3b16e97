// Sends a large file piece by piece, by the protocol tus: after a cut it goes on where it was, also when the page was
// loaded anew and the file is chosen again. Loaded only when there is such a file, or a line broke.

const PIECE = 2 * 1024 * 1024;
const PAUSES = [0, 1000, 3000, 5000, 10000, 20000, 30000]; // milliseconds between tries; a try that got on begins anew
const AGAIN = new Set([423, 503]); // somebody else is at it; many files are being opened
const TRIES = 8;
const UNDERSTOOD = new Set([404, 410, 423]); // by the client: gone, gone, somebody else is at it

// `sending`: { file, address, fields, vendor, remembers, going(sent) }. Its answer is that of a file in one piece, or
// null where the line stays broken; `row.request` is what stops it.
export async function sendInPieces(row, sending) {
  await import(sending.vendor);
  const upload = made(sending);
  const whole = new Promise((done) => {
    Object.assign(upload.options, { onSuccess: () => done(null), onError: (error) => done(error) });
  });
  row.request = { abort: () => upload.abort(true).catch(() => {}) };
  if (sending.remembers) {
    const [former] = await upload.findPreviousUploads();
    if (former) upload.resumeFromPreviousUpload(former);
  }
  upload.start();
  const error = await whole;
  if (error) return { status: error.originalResponse?.getStatus() ?? 0, ...read(error.originalResponse?.getBody()) };
  return became(upload.url);
}

function made({ file, address, fields, remembers, going }) {
  const { csrfmiddlewaretoken, ...told } = fields;
  return new window.tus.Upload(file, {
    endpoint: address,
    chunkSize: PIECE,
    retryDelays: PAUSES,
    metadata: { filename: file.name, ...told },
    headers: { Accept: "application/json", "X-CSRFToken": csrfmiddlewaretoken },
    storeFingerprintForResuming: remembers,
    removeFingerprintOnSuccess: true,
    onProgress: going,
    onAfterResponse: onlyWhatIsGoneBeginsAnew,
  });
}

// Asked how far it is, the client would take any other answer than 2xx and 423 for "begin anew", also the 502 of a
// server in front whose line is cut. Thrown here, it is a try that failed.
function onlyWhatIsGoneBeginsAnew(request, response) {
  const status = response.getStatus();
  const failed = status >= 300 && !UNDERSTOOD.has(status);
  if (request.getMethod() === "HEAD" && failed) throw new Error(`answered ${status}`);
}

// All of it is there: the server opens it and says what came of it, as often as it is asked.
async function became(address) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await fetch(address, { method: "POST", headers: { Accept: "application/json" } }).catch(() => null);
    if (answer && !AGAIN.has(answer.status)) return { status: answer.status, ...read(await answer.text()) };
    await new Promise((done) => setTimeout(done, PAUSES[Math.min(tries + 1, PAUSES.length - 1)]));
  }
  return { status: 0 };
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
