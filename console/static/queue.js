// Keeps the queue as it is now: at once by live events, every 15 seconds by looking, and says when it cannot.
"use strict";
(() => {
  const EVERY = 15000;
  const CUT_OFF = 25000;
  const PATIENCE = 10000;
  // What changes who needs somebody is shown at once; all else may wait a moment, with fifty browsers looking.
  const AT_ONCE = ["opened", "raised", "reopened", "acknowledged", "acknowledgement_ended", "handed_back", "resolved", "caller_waiting"];
  const at = (id) => document.getElementById(id);
  const state = at("state");
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Baghdad", hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const told = (ms) => clock.format(new Date(ms));
  const token = document.querySelector("footer [name=csrf_token]").value;
  let asOf = 0; // by the server's clock, as is all that is shown
  let ahead = 0;
  const began = Date.now();
  let lookedAt = began;
  let lostAt = 0;
  let live = 0;
  let out = false;
  let looking = false;
  let again = false;
  let due = 0;
  let pressed = false;

  const show = () => {
    const now = out ? "out" : lostAt ? "lost" : Date.now() - live < CUT_OFF ? "live" : live || Date.now() - began > 3000 ? "polling" : "starting";
    const said = state.dataset[now].replace("{since}", told(lostAt + ahead)).replace("{as_of}", told(asOf));
    if (state.dataset.state !== now || at("state-words").textContent !== said) {
      state.dataset.state = now;
      at("state-words").textContent = said;
    }
    at("log-in").hidden = !out;
    at("as-of").textContent = told(asOf);
  };
  const waits = () => {
    const rows = at("rows").dataset;
    for (const one of document.querySelectorAll("[data-since]")) {
      const m = Math.max(0, Math.floor((Date.now() + ahead) / 60000 - one.dataset.since / 60));
      const words = m < 1 ? rows.now : m < 60 ? rows.minutes : m < 2880 ? rows.hours : rows.days;
      const text = words.replace("{d}", Math.floor(m / 1440)).replace("{h}", Math.floor((m < 2880 ? m : m % 1440) / 60)).replace("{m}", m % 60);
      if (one.textContent !== text) one.textContent = text;
    }
  };
  const took = (seconds) => {
    asOf = seconds * 1000;
    ahead = asOf - Date.now();
    lostAt = 0;
    out = false;
  };
  const read = () => {
    const { alarms } = at("rows").dataset;
    alarm.set(alarms ? alarms.split(",") : []);
  };
  const put = (html) => {
    const focused = document.activeElement && document.activeElement.id;
    at("rows").outerHTML = html.trim();
    // What all browsers share holds no token; the page has this one's.
    for (const one of at("rows").querySelectorAll("[name=csrf_token]")) one.value = token;
    if (focused && at(focused) && document.activeElement !== at(focused)) at(focused).focus({ preventScroll: true });
    read();
  };
  const look = async () => {
    if (looking) { again = true; return; }
    looking = true;
    again = false;
    due = 0;
    lookedAt = Date.now();
    const stop = new AbortController();
    const patience = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(state.dataset.rows, {
        headers: { "If-None-Match": `W/"${at("rows").dataset.tag}"` }, cache: "no-store", redirect: "manual", signal: stop.signal,
      });
      const html = answer.status === 200 ? await answer.text() : "";
      if (answer.type === "opaqueredirect" || answer.status === 404) out = true;
      else if (!answer.headers.has("X-As-Of")) throw new Error(answer.status);
      else {
        // What lies under a finger must not move away from it.
        while (html && pressed) await new Promise((done) => setTimeout(done, 100));
        took(Number(answer.headers.get("X-As-Of")));
        if (html) put(html);
      }
    } catch {
      lostAt = lostAt || Date.now();
    } finally {
      clearTimeout(patience);
      looking = false;
      waits();
      show();
      if (again) soon(true);
    }
  };
  let timer = 0;
  const soon = (urgent) => {
    const from = Math.max(Date.now(), lookedAt + (urgent ? 400 : 3000));
    if (due && due <= from) return;
    due = from;
    clearTimeout(timer);
    timer = setTimeout(look, from - Date.now());
  };
  const beat = () => {
    if (Date.now() - lookedAt >= (lostAt ? 5000 : EVERY)) look();
    alarm.tick();
    waits();
    show();
  };

  document.addEventListener("live:case", ({ detail }) => soon(AT_ONCE.includes(detail.kind)));
  document.addEventListener("live:missed", () => soon(true));
  document.addEventListener("live:beat", ({ detail }) => {
    live = detail ? Date.now() : 0;
    // Timers of a page in the background are held back, events are not.
    beat();
  });
  addEventListener("online", () => look());
  addEventListener("offline", () => { lostAt = lostAt || Date.now(); show(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  addEventListener("pageshow", (event) => { if (event.persisted) look(); });
  for (const down of ["pointerdown", "pointerup", "pointercancel"]) {
    addEventListener(down, () => { pressed = down === "pointerdown"; }, true);
  }
  // Sent from here, for a new page would have no sound before somebody taps it.
  document.addEventListener("submit", async (event) => {
    if (event.target.id !== "alarm") return;
    event.preventDefault();
    let answer = null;
    try {
      answer = await fetch(event.target.action, { method: "POST", body: new FormData(event.target), redirect: "manual" });
    } catch {
      lostAt = lostAt || Date.now();
    }
    // Refused: as a page of its own it says why.
    if (answer && answer.type !== "opaqueredirect") return event.target.submit();
    at("main").focus({ preventScroll: true });
    look();
  });
  took(Number(at("rows").dataset.asOf));
  setInterval(beat, 1000);
  read();
  beat();
})();
