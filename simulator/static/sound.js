// Voices and recordings: one sounds at a time, and the newest wins.

// Milliseconds. What comes in a burst, as after a lost connection, is out of date but for the last of it.
const SETTLE = 60;
// A browser may need this long to know its voices, in milliseconds.
const VOICES_KNOWN_AFTER = 1500;
const MUTED = "muted";
// Macrolanguages are what voices are named by.
const SAME = { arb: "ar", ckb: "ku", cmn: "zh" };

export class Sound {
  #pending = 0;
  #playing = null;
  #words = null;
  #without = new Set();

  /**
   * @param {import("./tones.js").Tones} tones
   * @param {(language: string) => void} onNoVoice told once for each language that no voice speaks
   */
  constructor(tones, onNoVoice) {
    this.tones = tones;
    this.onNoVoice = onNoVoice;
    this.muted = localStorage.getItem(MUTED) === "yes";
    // How many times as fast as life the simulator runs.
    this.speed = 1;
    // Asking makes a browser load them.
    window.speechSynthesis?.getVoices();
    for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, () => this.#unlock(), { capture: true });
  }

  mute(muted) {
    this.muted = muted;
    localStorage.setItem(MUTED, muted ? "yes" : "no");
    if (muted) {
      this.stop();
      this.tones.hush();
    } else this.#unlock();
  }

  /** Speak a text in a language, in place of whatever sounds. */
  say(text, language) {
    this.#instead(() => this.#speak(text, language));
  }

  /** Play an audio element from its beginning, in place of whatever sounds. */
  play(audio) {
    this.#instead(() => {
      this.#playing = audio;
      audio.currentTime = 0;
      audio.playbackRate = Math.min(4, Math.max(0.5, this.speed));
      // Before the first click a browser refuses; the text is there all the same.
      audio.play().catch((refused) => console.info(refused.message));
    });
  }

  /** Be quiet at once; tones go on. */
  stop() {
    clearTimeout(this.#pending);
    this.#playing?.pause();
    this.#playing = null;
    if (this.#words) window.speechSynthesis.cancel();
    this.#words = null;
  }

  #instead(sound) {
    this.stop();
    if (!this.muted) this.#pending = setTimeout(sound, SETTLE);
  }

  #unlock() {
    if (!this.muted) this.tones.unlock();
  }

  #speak(text, language) {
    const voices = window.speechSynthesis?.getVoices() ?? [];
    const voice = voiceFor(voices, language);
    if (!voice) this.#missing(language);
    // A voice of another language makes noise of it; a browser that lists no voices may still have one.
    if (!window.speechSynthesis || (!voice && voices.length)) return;
    const words = new SpeechSynthesisUtterance(text);
    words.lang = voice?.lang ?? language;
    if (voice) words.voice = voice;
    words.rate = Math.min(2, Math.max(0.7, this.speed));
    // Kept, or a browser may forget them while it speaks.
    this.#words = words;
    speechSynthesis.speak(words);
  }

  #missing(language) {
    const name = base(language);
    if (this.#without.has(name)) return;
    this.#without.add(name);
    setTimeout(() => {
      if (voiceFor(window.speechSynthesis?.getVoices() ?? [], language)) this.#without.delete(name);
      else this.onNoVoice(name);
    }, VOICES_KNOWN_AFTER);
  }
}

const base = (language) => {
  const first = language.toLowerCase().split(/[-_]/)[0];
  return SAME[first] ?? first;
};

function voiceFor(voices, language) {
  const exact = language.toLowerCase();
  return voices.find((voice) => voice.lang.toLowerCase().replace("_", "-") === exact)
    ?? voices.find((voice) => base(voice.lang) === base(language));
}
