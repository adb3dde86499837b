// Words for what happens on a call, and a line of what was heard.

import { make } from "./api.js";

const KINDS = {
  say: "يسمع", play: "تسجيل", voice: "الطرف الثاني", music: "موسيقى", ringing: "يرن", beep: "صفارة", tones: "نغمة",
  digits: "ضغط", speech: "حچى", silence: "سكوت", hangup: "سد الخط", lost: "ما انسمع", kept: "انحفظت",
};
const OWN = new Set(["digits", "speech", "silence", "hangup"]);
export const STATES = { idle: "الخط فاضي", ringing: "التلفون ديرن", dialling: "ديتصل…", "in-call": "بالمكالمة" };
export const DOING = {
  asking: "انتظار…", speaking: "الخط ديحچي", listening: "الخط ديسمع", recording: "الرسالة دتتسجل",
  dialling: "ديرن على المستشار", talking: "على الخط ويا شخص", conference: "على الخط ويا شخص", waiting: "بالانتظار",
  queued: "بالدور", held: "على الانتظار",
};
const OVER = { completed: "انتهت المكالمة", busy: "مشغول", "no-answer": "ماكو جواب", canceled: "انلغت", failed: "ما صارت" };
const NOT_TAKEN = { busy: "انرفضت المكالمة", "no-answer": "ما انجاوبت", canceled: "انقطعت قبل الجواب" };

/** How a call ended, as its own person would say it. */
export const ending = (call) => (call.direction === "inbound" ? OVER[call.status] : NOT_TAKEN[call.status] ?? OVER[call.status]) ?? "";

/** What the line listens for: keys, words, or both. */
export function listeningFor(call) {
  if (call.listening === "dtmf") return "الخط ديسمع: أرقام بس";
  return call.listening === "speech" ? "الخط ديسمع: كلام" : "الخط ديسمع: كلام أو رقم";
}

/** Draw what was heard; returns the line and, for a recording, its player. */
export function lineOf(entry) {
  const said = make("span", { dir: "auto" }, entry.text || "…");
  const kind = OWN.has(entry.kind) ? " self" : "";
  const line = make("div", { class: `heard${kind}${entry.error || entry.kind === "lost" ? " bad" : ""}`, "data-kind": entry.kind },
    make("b", {}, KINDS[entry.kind] ?? entry.kind), said);
  if (entry.kind !== "play") return { line, audio: null };
  const audio = make("audio", { controls: true, preload: "none", src: entry.url });
  said.replaceChildren(audio, make("small", { dir: "ltr" }, ` ${entry.text}`));
  return { line, audio };
}
