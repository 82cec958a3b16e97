// Changes a voice while it is recorded, on the device itself: higher or lower by an amount that chance picks anew for each
// moment, so that nobody who has the recording can simply turn it back. Words and manner of speaking stay as they are.

const GRAIN = 0.1; // seconds: each piece of the voice is played faster or slower, and fades into the next
const GRAINS = 50; // pieces before the same chances come again
const LEAST = 0.18; // of the height of the voice that it changes by at least
const MORE = 0.12; // by which chance adds to that

// `sound`: the AudioContext that does it; gives the stream to be recorded in place of `stream`.
export function changed(sound, stream) {
  const voice = sound.createMediaStreamSource(stream);
  const out = sound.createMediaStreamDestination();
  const direction = chance() < 0.5 ? 1 : -1; // a delay that grows lowers the voice, one that shrinks raises it
  for (const phase of [0, 0.5]) {
    const delay = sound.createDelay(1);
    const gain = sound.createGain();
    gain.gain.value = 0;
    const [delays, windows] = drawn(sound, phase, direction);
    loop(sound, delays).connect(delay.delayTime);
    loop(sound, windows).connect(gain.gain);
    voice.connect(delay).connect(gain).connect(out);
  }
  return out.stream;
}

// The delay of each moment and how loud it is then: two of them, half a piece apart, are as loud as the voice was.
function drawn(sound, phase, direction) {
  const length = Math.round(sound.sampleRate * GRAIN);
  const buffers = [0, 1].map(() => sound.createBuffer(1, length * GRAINS, sound.sampleRate));
  const [delays, windows] = buffers.map((buffer) => buffer.getChannelData(0));
  const slopes = Array.from({ length: GRAINS + 1 }, () => LEAST + MORE * chance());
  for (let at = 0; at < delays.length; at++) {
    const place = at / length + phase;
    const part = place % 1;
    delays[at] = (direction > 0 ? part : 1 - part) * GRAIN * slopes[Math.floor(place)];
    windows[at] = Math.sin(Math.PI * part) ** 2;
  }
  return buffers;
}

function loop(sound, buffer) {
  const source = sound.createBufferSource();
  Object.assign(source, { buffer, loop: true });
  source.start();
  return source;
}

const chance = () => crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32;
