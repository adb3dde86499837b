// Two telephones in one room: which of them is at the ear, and what rings.

const DEFAULT_LANGUAGE = "ar-IQ";
// What a phone hears in these states is people, no longer the line's prompts.
const QUIET = new Set(["talking", "conference", "recording"]);
const TITLE = document.title;

export class Room {
  /** @param {import("./sound.js").Sound} sound */
  constructor(sound) {
    this.sound = sound;
    this.phones = [];
    this.ear = null;
  }

  /** Hold this phone to the ear; what the other's line says is then read, not heard. */
  attend(phone) {
    if (this.ear !== phone) {
      this.ear = phone;
      this.sound.stop();
    }
    this.show();
  }

  /** A key or a word has been given: the line stops talking, if it was listening. */
  interrupt(phone) {
    if (phone === this.ear && phone.call?.listening) this.sound.stop();
  }

  /** A phone's call has changed from `before` (state and doing) to what it is now. */
  changed(phone, before) {
    if (phone === this.ear) {
      const over = ["in-call", "dialling"].includes(before.state) && phone.state === "idle";
      if (over || (QUIET.has(phone.doing) && phone.doing !== before.doing)) this.sound.stop();
      // Who has hung up themselves hears no tone.
      if (over && !this.sound.muted && phone.call && phone.left !== phone.call.sid) this.sound.tones.busy();
    }
    if (!this.ear || this.ear.state === "idle") this.ear = this.phones.find((each) => each.busy) ?? this.ear;
    this.show();
  }

  /** Something is heard on a phone; `audio` is its player if it is a recording. */
  heard(phone, entry, audio) {
    const { sound } = this;
    if (entry.kind === "voice") sound.say(entry.text, DEFAULT_LANGUAGE);
    if (phone !== this.ear) return;
    if (entry.kind === "say") sound.say(entry.text, entry.language || DEFAULT_LANGUAGE);
    else if (entry.kind === "play" && audio) sound.play(audio);
    else if (entry.kind !== "voice" && entry.kind !== "silence") sound.stop();
    if (sound.muted) return;
    if (entry.kind === "beep") sound.tones.beep();
    if (entry.kind === "tones") sound.tones.keys(entry.text);
  }

  /** Show whose phone is heard, and ring. */
  show() {
    const several = this.phones.filter((each) => each.busy).length > 1;
    for (const each of this.phones) each.showEar(each === this.ear, several);
    const rings = this.phones.some((each) => each.state === "ringing");
    document.title = rings ? `☎ التلفون ديرن · ${TITLE}` : TITLE;
    this.sound.tones.ring(this.sound.muted ? "" : this.#ringing(rings));
  }

  #ringing(rings) {
    if (rings) return this.phones.some((each) => each.busy) ? "aside" : "ring";
    const waits = this.ear?.state === "dialling" || (this.ear?.state === "in-call" && this.ear.doing === "dialling");
    return waits ? "ringback" : "";
  }
}
