// One person's telephone: ringing, keys, words, and what is heard.

import { both, make, post } from "./api.js";
import { icon } from "./icons.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const NAMES = { "*": "star", "#": "hash" };
const KINDS = {
  say: "يسمع", play: "تسجيل", voice: "الطرف الثاني", music: "موسيقى", ringing: "يرن", beep: "صفارة", tones: "نغمة",
  digits: "ضغط", speech: "حچى", silence: "سكوت", hangup: "سد الخط",
};
const DOING = {
  asking: "انتظار…", speaking: "الخط ديحچي", listening: "الخط ديسمع: كلام أو رقم", recording: "تسجيل…",
  dialling: "ديرن على المستشار", talking: "على الخط ويا شخص", conference: "على الخط ويا شخص", waiting: "بالانتظار",
  queued: "بالدور", held: "على الانتظار",
};
const OVER = { completed: "انتهت المكالمة", busy: "مشغول", "no-answer": "ماكو جواب", canceled: "انلغت", failed: "ما صارت" };

export class Phone {
  constructor(root, who, { canDial }) {
    this.root = root;
    this.who = who;
    this.canDial = canDial;
    this.call = null;
    this.heard = 0;
    this.entries = [];
    this.over = new Set();
    this.build();
    this.draw();
  }

  build() {
    const { who } = this;
    this.title = make("strong", {});
    this.detail = make("small", {});
    this.screen = make("div", { class: "screen", role: "status" }, make("div", {}, this.title, this.detail));
    this.log = make("div", { class: "hearing", "data-testid": `${who}-transcript`, role: "log", tabindex: "0", "aria-label": "المسموع بالمكالمة" });
    this.log.dataset.empty = this.canDial ? "المسموع بالمكالمة يظهر هنا" : "";
    const key = (digit) => make("button", { type: "button", "data-testid": `${who}-key-${NAMES[digit] ?? digit}`, onclick: () => this.press(digit) }, digit);
    this.keys = make("div", { class: "keys" }, ...KEYS.map(key));
    this.words = make("input", { "data-testid": `${who}-speech`, placeholder: "كلام بدل الصوت…", "aria-label": "كلام" });
    this.say = make("form", { class: "say" }, this.words,
      make("button", { "data-testid": `${who}-speak` }, "نطق", make("small", { lang: "en" }, "say")),
      make("button", { type: "button", "data-testid": `${who}-silence`, onclick: () => this.tell("silence") }, "سكوت", make("small", { lang: "en" }, "silence")));
    this.say.addEventListener("submit", (event) => { event.preventDefault(); this.speak(); });
    const act = (testid, kind, name, english, run) =>
      make("button", { type: "button", class: kind, "data-testid": `${who}-${testid}`, onclick: run }, icon("call"), make("span", {}, ...both(name, english)));
    this.withheld = make("input", { type: "checkbox", "data-testid": `${who}-withheld` });
    this.hide = make("label", {}, this.withheld, make("span", {}, ...both("رقم مخفي", "withheld")));
    this.dial = act("phone-dial", "go", "اتصال", "dial", () => this.onDial(this.withheld.checked));
    this.answer = act("answer", "go", "جواب", "answer", () => this.tell("answer"));
    this.decline = act("decline", "stop", "رفض", "decline", () => this.tell("decline"));
    this.voicemail = act("voicemail", "plain", "بريد صوتي", "voicemail", () => this.tell("voicemail"));
    this.hangup = act("hangup", "stop", "إنهاء", "hang up", () => this.tell("hangup"));
    const acts = make("div", { class: "acts" }, this.answer, this.decline, this.voicemail, this.dial, this.hangup, this.hide);
    this.root.replaceChildren(this.screen, this.log, this.keys, this.say, acts);
  }

  show(number) {
    this.number = number;
    this.call = null;
    this.over = new Set();
    this.clear();
    this.draw();
  }

  // The call that was under way before; what has been taken of it since is newer.
  fill(calls) {
    const live = calls.filter((call) => isLive(call) && !this.over.has(call.sid)).pop();
    if (!live || (this.call && isLive(this.call) && this.call.sid !== live.sid)) return;
    const heardSince = this.call?.sid === live.sid ? this.entries : [];
    if (this.call?.sid !== live.sid) this.take(live);
    this.clear();
    [...(live.transcript ?? []), ...heardSince].forEach((entry) => this.hear({ ...entry, call: live.sid }));
  }

  take(call) {
    if (call.phone !== this.number) return;
    if (!isLive(call)) this.over.add(call.sid);
    const other = !this.call || this.call.sid !== call.sid;
    if (other && !isLive(call)) return;
    if (other && this.call && isLive(this.call)) return;
    if (other) this.clear();
    this.call = call;
    this.draw();
  }

  clear() {
    this.heard = 0;
    this.entries = [];
    this.log.replaceChildren();
  }

  hear(entry) {
    if (!this.call || entry.call !== this.call.sid || entry.n <= this.heard) return;
    this.heard = entry.n;
    this.entries.push(entry);
    const self = ["digits", "speech", "silence", "hangup"].includes(entry.kind);
    const said = make("span", { dir: "auto" }, entry.text || "…");
    const line = make("div", { class: `heard${self ? " self" : ""}${entry.error ? " bad" : ""}`, "data-kind": entry.kind }, make("b", {}, KINDS[entry.kind] ?? entry.kind), said);
    if (entry.kind === "play") said.replaceChildren(make("audio", { controls: true, preload: "none", src: entry.url }), make("small", {}, ` ${entry.text}`));
    this.log.append(line);
    this.log.scrollTop = this.log.scrollHeight;
    return entry.kind === "say" || entry.kind === "voice" ? entry : undefined;
  }

  get state() {
    if (!this.call || !isLive(this.call)) return "idle";
    if (this.call.direction !== "inbound" && this.call.status !== "in-progress") return "ringing";
    return this.call.status === "in-progress" ? "in-call" : "dialling";
  }

  draw() {
    const { state, call, canDial } = this;
    this.root.dataset.state = state;
    this.root.dataset.doing = call?.doing ?? "";
    this.root.classList.toggle("ringing-now", state === "ringing");
    const titles = { idle: "الخط فاضي", ringing: "التلفون ديرن", dialling: "ديتصل…", "in-call": "بالمكالمة" };
    this.title.textContent = titles[state];
    const caller = () => ["من ", make("bdi", { dir: "ltr" }, call.from)];
    const idle = () => [call ? OVER[call.status] ?? "" : canDial ? "بانتظار اتصال" : ""];
    const detail = { idle, ringing: caller }[state] ?? (() => [DOING[call.doing] ?? ""]);
    this.detail.replaceChildren(...detail());
    const busy = state === "in-call" || state === "dialling";
    this.dial.hidden = !canDial || state !== "idle";
    this.hide.hidden = this.dial.hidden;
    this.answer.hidden = this.decline.hidden = this.voicemail.hidden = state !== "ringing";
    this.hangup.hidden = !busy;
    this.keys.querySelectorAll("button").forEach((button) => { button.disabled = state !== "in-call"; });
    this.words.disabled = state !== "in-call";
    this.say.querySelectorAll("button").forEach((button) => { button.disabled = state !== "in-call"; });
  }

  press(digit) { this.tell("digits", { digits: digit, timeout: 4 }); }

  speak() {
    const text = this.words.value.trim();
    if (!text) return;
    this.words.value = "";
    this.tell("speech", { text, timeout: 4 });
  }

  // A key or word that nobody listens for is lost, as on a real line.
  tell(what, asked = {}) {
    if (this.call) post(`calls/${this.call.sid}/${what}`, asked).catch((lost) => console.info(lost.message));
  }
}

export const isLive = (call) => ["queued", "initiated", "ringing", "in-progress"].includes(call.status);
