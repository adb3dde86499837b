// The light and the seconds that show that a message is being recorded.

import { both, make } from "./api.js";

export class RecordingLight {
  #timer = 0;

  constructor(testid) {
    this.seconds = make("b", { dir: "ltr" });
    this.element = make("span", { class: "recording", "data-testid": testid, hidden: true },
      make("i", {}), make("span", {}, ...both("تسجيل", "rec")), this.seconds);
  }

  /** Be lit, and count, while a recording goes on. */
  light(on) {
    if (on !== this.element.hidden) return;
    this.element.hidden = !on;
    clearInterval(this.#timer);
    if (!on) return;
    const began = Date.now();
    const show = () => {
      const passed = Math.floor((Date.now() - began) / 1000);
      this.seconds.textContent = `${Math.floor(passed / 60)}:${String(passed % 60).padStart(2, "0")}`;
    };
    show();
    this.#timer = setInterval(show, 500);
  }
}
