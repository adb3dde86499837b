// The button that mutes the page, and the word about a voice that the browser lacks.

import { both, make } from "./api.js";
import { icon } from "./icons.js";

const LANGUAGES = { ar: "عربي", en: "إنگليزي", ku: "كردي" };

/** Say in `element` that no voice of this browser speaks a language. */
export function tellNoVoice(element, language) {
  element.hidden = false;
  element.append(make("span", {}, `المتصفح ما عنده صوت ${LANGUAGES[language] ?? language}: الكلام ينقري مكتوب. `,
    make("small", { lang: "en" }, `no voice for “${language}” in this browser: read the text`)));
}

/** Make `button` mute the room and show whether it is muted. */
export function muteWith(button, room) {
  const { sound } = room;
  const show = () => {
    const [name, english] = sound.muted ? ["الصوت مكتوم", "muted"] : ["الصوت شغال", "sound on"];
    button.setAttribute("aria-pressed", String(sound.muted));
    button.setAttribute("aria-label", "كتم الصوت");
    button.title = `${name} · ${english}`;
    button.replaceChildren(icon(sound.muted ? "muted" : "sound"), make("span", {}, ...both(name, english)));
    room.show();
  };
  button.addEventListener("click", () => { sound.mute(!sound.muted); show(); });
  show();
}
