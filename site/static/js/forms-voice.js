// Records a voice in the page: begun and stopped by one button, listened to, taken or begun anew. What comes of it is a
// file like any other. Loaded only when somebody wants to record.

import { changed } from "./voice-change.js";

const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"]; // the first that the browser writes
const BITS = 32000; // a second: a voice is understood well, and ten minutes are 2.4 MB
const BEAT = 200; // milliseconds between two looks at clock and level
const STATES = { ready: ["start", "close"], recording: ["stop"], done: ["take", "start", "close"], refused: ["start", "close"] };

// `opener`: the button that was pressed; `template`: the panel as the server drew it; `words`: its sentences.
export function recordVoice(opener, template, words, add) {
  const open = opener.parentElement.nextElementSibling;
  if (open?.matches("[data-voice-panel]")) return open.querySelector("button:not([hidden])").focus();
  const panel = template.content.firstElementChild.cloneNode(true);
  opener.parentElement.after(panel);
  const voice = new Voice(panel, opener, words, add);
  if (!voice.change) voice.start(); // where the voice can be changed, that is chosen first
}

class Voice {
  constructor(panel, opener, words, add) {
    Object.assign(this, { panel, opener, words, add });
    this.most = Math.min(Number(words.minutes) * 60, (Number(words.limit) * 8 * 0.9) / BITS); // seconds
    this.clock = panel.querySelector("[data-clock]");
    this.level = panel.querySelector("[data-level]");
    this.said = panel.querySelector("[role=status]");
    this.player = panel.querySelector("audio");
    this.change = panel.querySelector("[data-change-voice]");
    for (const button of panel.querySelectorAll("[data-do]")) button.addEventListener("click", () => this[button.dataset.do]());
    panel.addEventListener("keydown", (event) => event.key === "Escape" && this.recorder?.state !== "recording" && this.close());
    window.addEventListener("pagehide", () => this.silence());
    this.show("ready", "");
  }

  async start() {
    this.forget();
    this.show("ready", this.words.asking);
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true, echoCancellation: true } });
    } catch (error) {
      return this.show("refused", this.why(error));
    }
    if (!this.panel.isConnected) return this.silence();
    const recorded = this.asRecorded();
    if (!recorded) {
      this.silence();
      return this.show("refused", this.words.unchanged);
    }
    const type = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    this.recorder = new MediaRecorder(recorded, { audioBitsPerSecond: BITS, ...(type && { mimeType: type }) });
    this.parts = [];
    this.recorder.addEventListener("dataavailable", (event) => event.data.size && this.parts.push(event.data));
    this.recorder.addEventListener("stop", () => this.stopped());
    // The system took the microphone away: what was said until then is kept.
    this.stream.getAudioTracks()[0].addEventListener("ended", () => this.stop());
    this.listenToLevel();
    this.began = performance.now();
    this.recorder.start(1000);
    this.beat = setInterval(() => this.tick(), BEAT);
    this.show("recording", this.words.recording.replace("{most}", this.time(this.most)));
  }

  // What is recorded: the voice as it is, or changed; nothing where it should be changed and cannot.
  asRecorded() {
    if (!this.change?.checked) return this.stream;
    try {
      this.sound = new AudioContext();
      return changed(this.sound, this.stream);
    } catch {
      return null;
    }
  }

  stop() {
    if (this.recorder?.state === "recording") this.recorder.stop();
  }

  stopped() {
    const length = this.elapsed();
    this.silence();
    const recording = new Blob(this.parts, { type: this.recorder.mimeType });
    if (!recording.size) return this.show("refused", this.words.nothing);
    this.recording = recording;
    this.player.src = URL.createObjectURL(recording);
    this.clock.textContent = this.time(length);
    const full = length >= this.most - 1 ? `${this.words.full} ` : "";
    this.show("done", full + this.words.done.replace("{time}", this.time(length)));
  }

  take() {
    const number = document.querySelectorAll("[data-files] li").length + 1;
    // Its ending is the server's to say: what comes of it is of another type.
    this.add(new File([this.recording], `${this.words.name} ${number}`, { type: this.recording.type.split(";")[0] }));
    this.close();
  }

  close() {
    this.silence();
    this.forget();
    this.panel.remove();
    this.opener.focus();
  }

  tick() {
    this.clock.textContent = this.time(this.elapsed());
    if (this.analyser) {
      this.analyser.getByteTimeDomainData(this.wave);
      this.level.value = this.wave.reduce((most, each) => Math.max(most, Math.abs(each - 128)), 0) / 128;
    }
    if (this.elapsed() >= this.most) this.stop();
  }

  listenToLevel() {
    try {
      this.sound ??= new AudioContext();
      this.analyser = this.sound.createAnalyser();
      this.wave = new Uint8Array(this.analyser.fftSize);
      this.sound.createMediaStreamSource(this.stream).connect(this.analyser);
    } catch {
      this.analyser = null; // it records without showing how loud
    }
  }

  // The microphone is let go of, and its sign in the browser goes out.
  silence() {
    clearInterval(this.beat);
    this.stream?.getTracks().forEach((track) => track.stop());
    this.sound?.close().catch(() => {});
    this.sound = this.stream = null;
    if (this.recorder?.state === "recording") this.recorder.stop();
  }

  forget() {
    URL.revokeObjectURL(this.player.src);
    this.player.removeAttribute("src");
    this.recording = null;
    this.clock.textContent = this.time(0);
  }

  elapsed() {
    return this.recorder && this.began ? (performance.now() - this.began) / 1000 : 0;
  }

  why(error) {
    if (error.name === "NotAllowedError" || error.name === "SecurityError") return this.words.denied;
    return error.name === "NotFoundError" ? this.words.missing : this.words.busy;
  }

  // Only what can be done now is there; whoever pressed a button that is gone stands on the next one.
  show(state, sentence) {
    const held = this.panel.contains(document.activeElement) || document.activeElement === this.opener || document.activeElement === document.body;
    this.panel.dataset.state = state;
    this.level.hidden = state !== "recording";
    this.player.hidden = state !== "done";
    if (this.change) this.change.disabled = state === "recording";
    const buttons = [...this.panel.querySelectorAll("[data-do]")];
    for (const button of buttons) button.hidden = !STATES[state].includes(button.dataset.do);
    const again = this.panel.querySelector("[data-do=start]");
    again.lastChild.textContent = ` ${state === "done" || state === "refused" ? this.words.again : this.words.start}`;
    this.said.textContent = sentence;
    if (held) buttons.find((button) => button.dataset.do === STATES[state][0]).focus();
  }

  time(seconds) {
    const whole = Math.round(seconds);
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  }
}
