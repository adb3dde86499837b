// One person's telephone: ringing, keys, words, and what is heard.

import { both, make, post } from "./api.js";
import { DOING, STATES, ending, lineOf, listeningFor } from "./heard.js";
import { icon } from "./icons.js";
import { Keypad } from "./keypad.js";
import { RecordingLight } from "./recording.js";
import { SpeechForm } from "./speech_form.js";

// Seconds that a key or word waits for the line to listen.
const PATIENCE = 4;

export class Phone {
  /**
   * @param {HTMLElement} root
   * @param {"contact" | "counsellor"} who
   * @param {{canDial: boolean, room: import("./room.js").Room}} options
   */
  constructor(root, who, { canDial, room }) {
    this.root = root;
    this.who = who;
    this.canDial = canDial;
    this.room = room;
    this.call = null;
    this.heard = 0;
    this.entries = [];
    this.over = new Set();
    this.order = Promise.resolve();
    room.phones.push(this);
    this.build();
    this.draw();
  }

  build() {
    const { who } = this;
    this.title = make("strong", {});
    this.detail = make("small", {});
    this.recording = new RecordingLight(`${who}-recording`);
    this.listen = make("button", {
      type: "button", class: "ear", "data-testid": `${who}-ear`, title: "سماع هذا التلفون · listen to this phone",
      "aria-label": "سماع هذا التلفون", onclick: () => this.room.attend(this),
    }, icon("sound"));
    const screen = make("div", { class: "screen" }, make("div", { role: "status" }, this.title, this.detail), this.recording.element, this.listen);
    this.log = make("div", { class: "hearing", "data-testid": `${who}-transcript`, role: "log", "aria-live": "polite", tabindex: "0", "aria-label": "المسموع بالمكالمة" });
    this.log.dataset.empty = this.canDial ? "المسموع بالمكالمة يظهر هنا" : "";
    this.keypad = new Keypad(who, (digit) => this.press(digit));
    this.speech = new SpeechForm(this);
    this.root.replaceChildren(screen, this.log, this.keypad.element, this.speech.element, this.acting());
    this.root.tabIndex = 0;
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", this.canDial ? "تلفون المتصل" : "تلفون المستشار");
    this.root.addEventListener("keydown", (event) => this.type(event));
    this.root.addEventListener("focusin", () => { if (this.busy) this.room.attend(this); });
  }

  acting() {
    const { who } = this;
    const act = (testid, kind, name, english, run) =>
      make("button", { type: "button", class: kind, "data-testid": `${who}-${testid}`, onclick: run }, icon("call"), make("span", {}, ...both(name, english)));
    this.withheld = make("input", { type: "checkbox", "data-testid": `${who}-withheld` });
    this.hide = make("label", {}, this.withheld, make("span", {}, ...both("رقم مخفي", "withheld")));
    this.line = make("select", { "data-testid": `${who}-line`, "aria-label": "الرقم المطلوب" });
    this.dial = act("phone-dial", "go", "اتصال", "dial", () => {
      this.room.attend(this);
      this.onDial({ withheld: this.withheld.checked, to: this.line.value });
    });
    this.answer = act("answer", "go", "جواب", "answer", () => { this.room.attend(this); this.settle("answer"); });
    this.decline = act("decline", "stop", "رفض", "decline", () => this.settle("decline"));
    this.voicemail = act("voicemail", "plain", "بريد صوتي", "voicemail", () => this.settle("voicemail"));
    this.hangup = act("hangup", "stop", "إنهاء", "hang up", () => this.hangUp());
    return make("div", { class: "acts" }, this.answer, this.decline, this.voicemail, this.dial, this.hangup, this.hide, this.line);
  }

  /** Offer the numbers that can be dialled; with one there is nothing to choose. */
  offer(lines) {
    this.line.replaceChildren(...lines.map(([number, name]) => make("option", { value: number }, name)));
    this.draw();
  }

  show(number) {
    this.number = number;
    this.over = new Set();
    this.clear();
    this.redraw(null);
  }

  // The call that was under way before; what has been taken of it since is newer.
  fill(calls) {
    const live = calls.filter((call) => isLive(call) && !this.over.has(call.sid)).pop();
    if (!live || (this.call && isLive(this.call) && this.call.sid !== live.sid)) return;
    const heardSince = this.call?.sid === live.sid ? this.entries : [];
    if (this.call?.sid !== live.sid) this.take(live);
    this.clear();
    [...(live.transcript ?? []), ...heardSince].forEach((entry) => this.hear({ ...entry, call: live.sid }, false));
  }

  take(call) {
    if (call.phone !== this.number) return;
    // Two things that happen at once may be told in the other order; a call that is over stays so.
    if (!isLive(call)) this.over.add(call.sid);
    else if (this.over.has(call.sid)) return;
    const other = !this.call || this.call.sid !== call.sid;
    if (other && !isLive(call)) return;
    if (other && this.call && isLive(this.call)) return;
    if (other) this.clear();
    this.redraw(call);
  }

  /** Tell whether this call has been seen here. */
  knows(call) { return this.call?.sid === call.sid || this.over.has(call.sid); }

  clear() {
    this.heard = 0;
    this.entries = [];
    this.log.replaceChildren();
  }

  /** Take what is heard on the call; what was heard `now`, not before the page looked, sounds too. */
  hear(entry, now = true) {
    if (!this.call || entry.call !== this.call.sid || entry.n <= this.heard) return;
    this.heard = entry.n;
    this.entries.push(entry);
    const { line, audio } = lineOf(entry);
    this.append(line);
    if (now) this.room.heard(this, entry, audio);
  }

  /** Add a line of the phone's own, that nobody said. */
  note(kind, text) { this.append(lineOf({ kind, text }).line); }

  append(line) {
    this.log.append(line);
    this.log.scrollTop = this.log.scrollHeight;
  }

  get state() {
    if (!this.call || !isLive(this.call)) return "idle";
    if (this.call.direction !== "inbound" && this.call.status !== "in-progress") return "ringing";
    return this.call.status === "in-progress" ? "in-call" : "dialling";
  }

  get doing() { return this.state === "idle" ? "" : this.call.doing; }

  get busy() { return this.state === "in-call" || this.state === "dialling"; }

  redraw(call) {
    const before = { state: this.state, doing: this.doing };
    this.call = call;
    this.draw();
    this.room.changed(this, before);
  }

  draw() {
    const { state, call, canDial, doing } = this;
    const focused = this.root.contains(document.activeElement);
    this.root.dataset.state = state;
    this.root.dataset.doing = call?.doing ?? "";
    this.root.classList.toggle("ringing-now", state === "ringing");
    this.title.textContent = STATES[state];
    const caller = () => ["من ", make("bdi", { dir: "ltr" }, call.from)];
    const idle = () => [call ? ending(call) : canDial ? "بانتظار اتصال" : ""];
    const detail = { idle, ringing: caller }[state] ?? (() => [doing === "listening" ? listeningFor(call) : DOING[doing] ?? ""]);
    this.detail.replaceChildren(...detail());
    this.dial.hidden = !canDial || state !== "idle";
    this.hide.hidden = this.dial.hidden;
    this.line.hidden = this.dial.hidden || this.line.options.length < 2;
    this.answer.hidden = this.decline.hidden = this.voicemail.hidden = state !== "ringing";
    this.hangup.hidden = !this.busy;
    this.keypad.enable(state === "in-call");
    this.speech.enable(state === "in-call");
    this.recording.light(doing === "recording");
    // A key that has gone must not take the keyboard with it.
    const held = document.activeElement;
    if (focused && (!this.root.contains(held) || held.hidden || held.disabled)) this.root.focus({ preventScroll: true });
  }

  /** Show whether this phone is at the ear, where several could be. */
  showEar(heard, several) {
    this.listen.hidden = !several || !this.busy;
    this.listen.setAttribute("aria-pressed", String(heard));
  }

  press(digit) {
    if (!this.room.sound.muted) this.room.sound.tones.keys(digit);
    this.room.interrupt(this);
    this.tell("digits", { digits: digit, timeout: PATIENCE }, digit);
  }

  speak(text, confidence) {
    this.room.interrupt(this);
    this.tell("speech", { text, confidence, timeout: PATIENCE }, text);
  }

  type(event) {
    const typing = event.target.matches("input, select, textarea");
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && !event.target.matches("select")) {
      if (this.busy) this.hangUp();
      else if (this.state === "ringing") this.settle("decline");
    } else if (typing || !this.keypad.type(event.key)) return;
    event.preventDefault();
  }

  hangUp() {
    this.room.sound.stop();
    this.left = this.call?.sid;
    this.settle("hangup");
  }

  settle(what) {
    if (this.call) post(`calls/${this.call.sid}/${what}`).catch((lost) => console.info(lost.message));
  }

  // In the order they were given. A key or word that nobody listens for is lost, as on a real line.
  tell(what, asked = {}, shown = "") {
    const { call } = this;
    if (!call) return;
    this.order = this.order.then(() => post(`calls/${call.sid}/${what}`, asked)).catch(() => {
      if (this.call?.sid === call.sid) this.note("lost", shown);
    });
  }
}

export const isLive = (call) => ["queued", "initiated", "ringing", "in-progress"].includes(call.status);
