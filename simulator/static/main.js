// Put the two people on the page and keep it live.

import { get, listen, make, post } from "./api.js";
import { Chat } from "./chat.js";
import { icon } from "./icons.js";
import { Phone, isLive } from "./phone.js";
import { Room } from "./room.js";
import { Sound } from "./sound.js";
import { muteWith, tellNoVoice } from "./sound_controls.js";
import { Tones } from "./tones.js";

const byId = (id) => document.getElementById(id);
const contactChat = new Chat(byId("contact-chat"), "contact", "أول رسالة تنكتب من جوه");
const counsellorChat = new Chat(byId("counsellor-chat"), "counsellor", "تنبيهات المستشار توصل هنا");
const sound = new Sound(new Tones(), (language) => tellNoVoice(byId("notice"), language));
const room = new Room(sound);
const contactPhone = new Phone(byId("contact-phone"), "contact", { canDial: true, room });
const counsellorPhone = new Phone(byId("counsellor-phone"), "counsellor", { canDial: false, room });
let contact = localStorage.getItem("contact") || freshNumber();
let counsellor = "";
let counsellors = [];
let withheldNumber = "";
let warnings = 0;

contactPhone.onDial = ({ withheld, to }) => {
  // A withheld call belongs to no number of the contact's; the phone follows it until it is over.
  contactPhone.number = withheld ? withheldNumber : contact;
  post("calls", { to, ...(withheld ? { withheld: true } : { from: contact }) }).then((call) => {
    // What the events have already told of it is newer than this answer.
    if (!contactPhone.knows(call)) contactPhone.take(call);
    room.attend(contactPhone);
  });
};

function freshNumber() {
  const number = `+964770000${1000 + Math.floor(Math.random() * 9000)}`;
  localStorage.setItem("contact", number);
  return number;
}

async function showContact() {
  byId("contact-number").textContent = byId("phone-number").textContent = contact;
  await follow(contact, contactChat, contactPhone);
}

async function showCounsellor(number) {
  counsellor = number;
  byId("counsellors").value = number;
  if (number) await follow(number, counsellorChat, counsellorPhone);
}

// From here on what happens to the number is shown as it happens; what was before is filled in when it has come.
// A phone that begins to ring while the past is being fetched must ring here too.
async function follow(number, chat, phone) {
  chat.show(number);
  phone.show(number);
  const named = encodeURIComponent(number);
  const [past, live] = await Promise.all([get(`messages?number=${named}`), get(`calls?number=${named}&live=1`)]);
  if (chat.number === number) chat.fill(past.messages);
  if (phone.number === number) phone.fill(live.calls);
}

function news(tab) {
  if (document.body.dataset.tab !== tab) document.querySelector(`.tabs [data-tab=${tab}]`).dataset.news = "";
}

function chooseTab(tab) {
  document.body.dataset.tab = tab;
  document.querySelectorAll(".tabs button").forEach((button) => {
    button.setAttribute("aria-selected", String(button.dataset.tab === tab));
    if (button.dataset.tab === tab) delete button.dataset.news;
  });
}

// After a call the phone may be rung by another that came meanwhile.
async function free(phone, number) {
  phone.number = number;
  const live = await get(`calls?number=${encodeURIComponent(number)}&live=1`);
  if (phone.number === number && phone.state === "idle") phone.fill(live.calls);
}

function note(kind, text) {
  const time = new Date().toLocaleTimeString("en-GB");
  byId("log").prepend(make("li", { "data-kind": kind }, `${time}  ${text}`));
  while (byId("log").children.length > 80) byId("log").lastChild.remove();
}

const handlers = {
  message(message) {
    if (contactChat.take(message)) news("chat");
    if (counsellorChat.take(message)) news("counsellor");
    else if (counsellors.some((each) => each.number === message.phone) && message.phone !== counsellor
      && counsellorPhone.state === "idle" && message.direction === "outbound" && message.status === "delivered") showCounsellor(message.phone);
    note("message", `${message.direction} ${message.phone} ${message.status} ${message.error_code ?? ""}`);
  },
  call(call) {
    const was = [contactPhone, counsellorPhone].map((phone) => phone.state);
    contactPhone.take(call);
    const rings = isLive(call) && call.direction !== "inbound" && counsellors.some((each) => each.number === call.phone);
    if (rings && call.phone !== counsellor && counsellorPhone.state === "idle") showCounsellor(call.phone);
    else counsellorPhone.take(call);
    if (rings) news("counsellor");
    if (contactPhone.state === "ringing") news("phone");
    if (was[0] !== "idle" && contactPhone.state === "idle") free(contactPhone, contact);
    if (was[1] !== "idle" && counsellorPhone.state === "idle") free(counsellorPhone, counsellor);
    note("call", `call ${call.direction} ${call.phone} ${call.status} ${call.doing}`);
  },
  heard(entry) {
    contactPhone.hear(entry);
    counsellorPhone.hear(entry);
  },
  typing: ({ phone }) => { contactChat.typing(phone); },
  recording(kept) {
    if (contactPhone.call?.sid === kept.call) contactPhone.note("kept", kept.words);
    note("recording", `recording ${kept.sid}`);
  },
  conference: (event) => note("conference", `${event.StatusCallbackEvent} ${event.FriendlyName}`),
  warning(warning) {
    warnings += 1;
    byId("warnings").hidden = false;
    byId("warnings").textContent = String(warnings);
    note("warning", `${warning.code} ${warning.text}`);
  },
  reset() { location.reload(); },
};

function composer(form, input, number) {
  const send = () => {
    const body = input.value.trim();
    if (!body) return;
    input.value = "";
    grow(input);
    post("messages", { from: number(), body, profile_name: "متصل", wait: false });
  };
  byId(form).addEventListener("submit", (event) => { event.preventDefault(); send(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
  });
  input.addEventListener("input", () => grow(input));
  byId(form).querySelector(".send").append(icon("send"));
}

function grow(input) {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight + 2, 128)}px`;
}

function wire() {
  composer("contact-form", byId("contact-input"), () => contact);
  composer("counsellor-form", byId("counsellor-input"), () => counsellor);
  byId("suggestion").addEventListener("click", () => {
    byId("contact-input").value = byId("sentence").textContent;
    grow(byId("contact-input"));
    byId("contact-input").focus();
  });
  byId("new-number").addEventListener("click", () => { contact = freshNumber(); showContact(); });
  byId("counsellors").addEventListener("change", (event) => showCounsellor(event.target.value));
  const kinds = {
    audio: { media: [{ placeholder: "audio", seconds: 4 }] },
    image: { media: [{ placeholder: "image" }] },
    location: { location: { latitude: 33.3152, longitude: 44.3661, label: "بغداد" } },
  };
  document.querySelectorAll("[data-attach]").forEach((button) => {
    button.append(icon(button.dataset.attach));
    button.setAttribute("aria-label", button.title);
    button.addEventListener("click", () => post("messages", { from: contact, wait: false, ...kinds[button.dataset.attach] }));
  });
  document.querySelectorAll(".tabs button").forEach((button) => button.addEventListener("click", () => chooseTab(button.dataset.tab)));
}

async function begin() {
  wire();
  muteWith(byId("mute"), room);
  const state = await get("state");
  byId("voice-number").textContent = state.voice_number;
  contactPhone.offer([[state.voice_number, "خط وياك · helpline"],
    ...(state.missed_call_number ? [[state.missed_call_number, "رقم الرنّة · missed call"]] : [])]);
  contactPhone.line.addEventListener("change", () => { byId("voice-number").textContent = contactPhone.line.value; });
  withheldNumber = state.withheld_number;
  sound.speed = state.speed;
  counsellors = state.counsellors;
  byId("counsellors").replaceChildren(...counsellors.map((each) => make("option", { value: each.number }, `${each.name} · \u2066${each.number}\u2069`)));
  await showContact();
  await showCounsellor(counsellors[0]?.number ?? "");
  listen(state.last_event, handlers, (open) => {
    byId("live").dataset.state = open;
    byId("live").lastElementChild.textContent = open === "open" ? "متصل" : "انقطع…";
  });
}

begin();
