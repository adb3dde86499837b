// Speech by the browser's own recogniser, where it has one.

import { make } from "./api.js";
import { icon } from "./icons.js";

const LANGUAGE = "ar-IQ";
const FAILED = {
  "not-allowed": "المايكروفون ممنوع بالمتصفح", "audio-capture": "ماكو مايكروفون", network: "المتصفح ما كدر يوصل لخدمة الكلام",
  "no-speech": "ما انسمع كلام", "language-not-supported": "المتصفح ما يفهم عربي",
};

export const canHear = () => Boolean(window.SpeechRecognition ?? window.webkitSpeechRecognition);

/** A button that listens while it is pressed in, and hands on what was understood. */
export class Microphone {
  /**
   * @param {string} testid
   * @param {{onBegin: () => void, onWords: (text: string) => void, onFinal: (text: string) => void,
   *   onFailure: (why: string) => void}} told onWords: what is understood so far
   */
  constructor(testid, told) {
    this.told = told;
    this.button = make("button", {
      type: "button", class: "mic", "data-testid": testid, "aria-pressed": "false", "aria-label": "مايكروفون",
      title: "كلام بالمايكروفون · microphone (بعض المتصفحات ترسل الصوت لشركتها · some browsers send the sound to their maker)",
      onclick: () => (this.recogniser ? this.stop() : this.start()),
    }, icon("audio"));
    this.button.hidden = !canHear();
  }

  start() {
    const Recogniser = window.SpeechRecognition ?? window.webkitSpeechRecognition;
    const one = new Recogniser();
    one.lang = LANGUAGE;
    one.interimResults = true;
    one.onresult = (event) => {
      const results = [...event.results];
      const text = results.map((each) => each[0].transcript).join(" ").trim();
      if (results.every((each) => each.isFinal)) this.told.onFinal(text);
      else this.told.onWords(text);
    };
    one.onerror = (event) => {
      if (event.error !== "aborted") this.told.onFailure(FAILED[event.error] ?? `المايكروفون: ${event.error}`);
    };
    one.onend = () => this.#over();
    this.recogniser = one;
    this.button.setAttribute("aria-pressed", "true");
    this.told.onBegin();
    one.start();
  }

  stop() {
    this.recogniser?.abort();
    this.#over();
  }

  #over() {
    this.recogniser = null;
    this.button.setAttribute("aria-pressed", "false");
  }
}
