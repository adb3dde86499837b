// What a person says on the phone: typed, or spoken into the browser's microphone.

import { both, make, post } from "./api.js";
import { Microphone } from "./microphone.js";

// Seconds for which the line takes somebody who types, or has begun to speak, for not silent.
const BREATH = 8;
// How often, in milliseconds, it is told that they go on.
const BREATHE_EVERY = 2000;

export class SpeechForm {
  #breathed = 0;

  /** @param {import("./phone.js").Phone} phone */
  constructor(phone) {
    const { who } = phone;
    this.phone = phone;
    this.words = make("input", { "data-testid": `${who}-speech`, placeholder: "كلام…", "aria-label": "كلام", autocomplete: "off" });
    this.words.addEventListener("input", () => this.breathe());
    this.microphone = new Microphone(`${who}-microphone`, {
      onBegin: () => { phone.room.sound.stop(); this.breathe(true); },
      onWords: (text) => { this.words.value = text; this.breathe(); },
      onFinal: (text) => { this.words.value = text; this.send(); },
      onFailure: (why) => phone.note("lost", why),
    });
    this.clarity = make("select", { "data-testid": `${who}-clarity`, "aria-label": "وضوح الكلام", title: "وضوح الكلام · how sure the recogniser is" },
      make("option", { value: "0.9" }, "واضح · clear"), make("option", { value: "0.3" }, "مو واضح · doubtful"));
    const send = make("button", { "data-testid": `${who}-speak` }, ...both("نطق", "say"));
    const silence = make("button", { type: "button", "data-testid": `${who}-silence`, onclick: () => phone.tell("silence") }, ...both("سكوت", "silence"));
    this.element = make("form", { class: "say" }, this.words, this.microphone.button, send, silence, this.clarity);
    this.element.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
  }

  enable(on) {
    this.element.querySelectorAll("button, input, select").forEach((part) => { part.disabled = !on; });
    if (!on) this.microphone.stop();
  }

  send() {
    const text = this.words.value.trim();
    if (!text) return;
    this.words.value = "";
    this.phone.speak(text, Number(this.clarity.value));
  }

  /** Let the line know that somebody is about to say something: it must not take that for silence. */
  breathe(now = false) {
    const { call } = this.phone;
    if (!call || (!now && Date.now() - this.#breathed < BREATHE_EVERY)) return;
    this.#breathed = Date.now();
    post(`calls/${call.sid}/speaking`, { seconds: BREATH }).catch((lost) => console.info(lost.message));
  }
}
