// Twelve keys, on the page and on the keyboard.

import { make } from "./api.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const NAMES = { "*": "star", "#": "hash" };
const ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩";
const SHOWN = 160;

export class Keypad {
  constructor(who, onKey) {
    this.buttons = new Map(KEYS.map((key) => [key, make("button", {
      type: "button", "data-testid": `${who}-key-${NAMES[key] ?? key}`, "aria-label": { "*": "نجمة", "#": "مربع" }[key],
      onclick: () => onKey(key),
    }, key)]));
    this.element = make("div", { class: "keys", role: "group", "aria-label": "أزرار التلفون" }, ...this.buttons.values());
  }

  enable(on) {
    this.buttons.forEach((button) => { button.disabled = !on; });
  }

  /** Press the key that a keyboard's key stands for; tell whether it stands for one. */
  type(character) {
    const arabic = ARABIC_DIGITS.indexOf(character);
    const button = this.buttons.get(arabic >= 0 ? String(arabic) : character);
    if (!button || button.disabled) return false;
    button.click();
    button.classList.add("pressed");
    setTimeout(() => button.classList.remove("pressed"), SHOWN);
    return true;
  }
}
