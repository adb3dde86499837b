// One person's WhatsApp: bubbles, buttons, lists.

import { both, make, post } from "./api.js";
import { icon } from "./icons.js";

const TICKS = { queued: "◷", sent: "✓", delivered: "✓✓", read: "✓✓", received: "✓✓" };

export class Chat {
  constructor(root, who, empty) {
    this.root = root;
    this.who = who;
    this.messages = new Map();
    root.dataset.empty = empty;
  }

  show(number) {
    this.number = number;
    this.messages = new Map();
    this.root.replaceChildren();
  }

  // What happened before; a message that has been taken since is newer than what was fetched of it.
  fill(past) {
    const taken = [...this.messages.values()];
    const older = past.filter((message) => !this.messages.has(message.sid));
    this.show(this.number);
    [...older, ...taken].forEach((message) => this.take(message));
  }

  take(message) {
    if (message.phone !== this.number) return false;
    const fresh = !this.messages.has(message.sid);
    this.messages.set(message.sid, message);
    const drawn = this.draw(message);
    const old = this.root.querySelector(`[data-sid="${message.sid}"]`);
    if (old) old.replaceWith(drawn);
    else this.root.append(drawn);
    if (message.direction === "inbound" && message.reply_to) this.answered(message.reply_to);
    if (message.direction === "outbound") this.root.querySelector(".typing")?.remove();
    if (fresh) this.root.scrollTop = this.root.scrollHeight;
    return fresh && message.direction === "outbound";
  }

  typing(phone) {
    if (phone !== this.number || this.root.querySelector(".typing")) return;
    const note = make("div", { class: "typing" }, "جاي يكتب…");
    this.root.append(note);
    this.root.scrollTop = this.root.scrollHeight;
    setTimeout(() => note.remove(), 25000);
  }

  draw(message) {
    const mine = message.direction === "inbound";
    const lost = ["failed", "undelivered"].includes(message.status);
    const bubble = make("div", { class: `bubble${mine ? " mine" : ""}${lost ? " lost" : ""}`, dir: "auto", "data-status": message.status });
    bubble.append(...attachments(message));
    if (message.body) bubble.append(make("div", { class: "text", dir: "auto" }, ...bold(message.body)));
    const time = new Date(message.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const tick = lost
      ? make("span", { class: "failed" }, `ما وصلت · ${message.error_code ?? ""}`)
      : make("span", { title: message.status }, TICKS[message.status] ?? "");
    const way = message.channel === "sms" ? [make("span", { class: "way" }, "SMS")] : [];
    bubble.append(make("div", { class: "meta" }, ...way, make("span", {}, time), tick));
    const group = make("div", { "data-sid": message.sid, class: "group" }, bubble);
    if (message.buttons.length && !mine && !lost) group.append(this.choices(message));
    return group;
  }

  choices(message) {
    const done = [...this.messages.values()].some((other) => other.reply_to === message.sid);
    const box = make("div", { class: "choices" });
    const tap = (payload) => post(`messages/${message.sid}/tap`, { button: payload, wait: false });
    if (message.kind === "list") {
      const open = make("button", { type: "button", class: "list", "data-testid": `${this.who}-list`, onclick: () => sheet(message, this.who, tap) });
      open.append(icon("list"), message.list_button);
      box.append(open);
      return box;
    }
    for (const button of message.buttons) {
      box.append(make("button", {
        type: "button", disabled: done, "data-testid": `${this.who}-button`, "data-payload": button.payload,
        onclick: () => tap(button.payload),
      }, button.title));
    }
    return box;
  }

  answered(sid) {
    const message = this.messages.get(sid);
    if (!message || message.kind === "list") return;
    this.root.querySelectorAll(`[data-sid="${sid}"] .choices button`).forEach((button) => { button.disabled = true; });
  }
}

function sheet(message, who, tap) {
  const dialog = document.getElementById("sheet");
  document.getElementById("sheet-title").textContent = message.list_button;
  document.getElementById("sheet-rows").replaceChildren(...message.buttons.map((row) => {
    const choose = () => { tap(row.payload); dialog.close(); };
    const face = make("button", { type: "button", "data-testid": `${who}-list-row`, "data-payload": row.payload, onclick: choose }, row.title);
    if (row.description) face.append(make("small", {}, row.description));
    return face;
  }));
  dialog.showModal();
}

function attachments(message) {
  if (message.kind === "location" && message.extra.Latitude) {
    const place = make("div", { class: "note" }, icon("location"));
    place.append(message.extra.Label || "موقع", make("bdi", { dir: "ltr" }, `${message.extra.Latitude}, ${message.extra.Longitude}`));
    return [place];
  }
  return message.media.map((url) => {
    const sound = message.kind === "audio" || /\.(ogg|opus|mp3|wav|m4a|aac)(\?|$)/i.test(url);
    if (sound) return make("audio", { controls: true, preload: "none", src: url });
    if (message.kind === "image" || /\.(png|jpe?g|webp)(\?|$)/i.test(url)) return make("img", { src: url, alt: "صورة", loading: "lazy" });
    return make("a", { class: "note", href: url, target: "_blank", rel: "noreferrer" }, ...both("ملف", "file"));
  });
}

// WhatsApp shows *words between stars* bold.
function bold(text) {
  return text.split(/(\*[^*\n]+\*)/).map((part) => /^\*[^*\n]+\*$/.test(part) ? make("b", {}, part.slice(1, -1)) : part);
}
