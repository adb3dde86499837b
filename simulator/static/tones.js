// Tones a telephone makes: keys, ringing, the beep before a recording. Made here, so that no file is fetched.

const ROWS = [697, 770, 852, 941];
const COLUMNS = [1209, 1336, 1477];
const PAD = ["123", "456", "789", "*0#"];
// Hertz, seconds on, seconds until it comes again, loudness.
const RINGS = {
  ring: { pitches: [440, 480], on: 1.2, every: 3, loud: 0.12 },
  // A phone that rings while another is in use: heard, but not over the voice.
  aside: { pitches: [440, 480], on: 0.5, every: 3, loud: 0.03 },
  ringback: { pitches: [425], on: 1, every: 5, loud: 0.05 },
};

export class Tones {
  #context = null;
  #sounding = new Set();
  #ringing = "";
  #timer = 0;

  /** Begin to be heard; a browser allows it only after somebody has clicked or typed. */
  unlock() {
    const Context = window.AudioContext ?? window.webkitAudioContext;
    if (!Context) return;
    this.#context ??= new Context();
    if (this.#context.state === "suspended") this.#context.resume().catch(() => {});
  }

  /** The two tones of each key, one key after the other. */
  keys(digits) {
    [...digits].forEach((digit, place) => {
      const row = PAD.findIndex((keys) => keys.includes(digit));
      if (row >= 0) this.#tone([ROWS[row], COLUMNS[PAD[row].indexOf(digit)]], 0.16, 0.06, place * 0.24);
    });
  }

  beep() { this.#tone([1000], 0.4, 0.1); }

  /** Three short tones: the line is busy, or the call is over. */
  busy() { [0, 0.5, 1].forEach((after) => this.#tone([425], 0.25, 0.06, after)); }

  /** Ring in one of the ways of RINGS until told another, or "" for none. */
  ring(how) {
    if (how === this.#ringing) return;
    this.hush();
    this.#ringing = how;
    if (!how) return;
    const { pitches, on, every, loud } = RINGS[how];
    const once = () => this.#tone(pitches, on, loud);
    once();
    this.#timer = setInterval(once, every * 1000);
  }

  /** Stop all tones at once. */
  hush() {
    clearInterval(this.#timer);
    this.#ringing = "";
    this.#sounding.forEach((one) => one.stop());
    this.#sounding.clear();
  }

  #tone(pitches, seconds, loud, after = 0) {
    const context = this.#context;
    // What is asked of a context that does not run yet would all sound together once it does.
    if (context?.state !== "running") return;
    const from = context.currentTime + after;
    const volume = context.createGain();
    // Faded at both ends, or it clicks.
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(loud, from + 0.01);
    volume.gain.setValueAtTime(loud, from + seconds - 0.02);
    volume.gain.linearRampToValueAtTime(0, from + seconds);
    volume.connect(context.destination);
    for (const pitch of pitches) {
      const one = context.createOscillator();
      one.frequency.value = pitch;
      one.connect(volume);
      one.onended = () => this.#sounding.delete(one);
      this.#sounding.add(one);
      one.start(from);
      one.stop(from + seconds);
    }
  }
}
