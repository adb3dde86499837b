// The alarm of RED cases: a sound, a notification without content, the flashing title. It says what of them works.
"use strict";
const alarm = (() => {
  const EVERY = 20000;
  const box = document.getElementById("alerts");
  const words = box.dataset;
  const at = (id) => document.getElementById(id);
  const Audio = window.AudioContext || window.webkitAudioContext;
  let context = null;
  let ringing = [];
  let rungAt = 0;
  let worker = null;
  const store = {
    get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
    set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* not kept, then */ } },
  };

  const wanted = () => store.get("sound") === "on";
  const sounds = () => context !== null && context.state === "running" && wanted();
  const show = () => {
    const state = !Audio ? "None" : sounds() ? "On" : wanted() ? "Waits" : "Off";
    box.dataset.sound = state.toLowerCase();
    at("sound-words").textContent = words[`sound${state}`];
    at("sound").textContent = words[wanted() ? "soundSwitchOff" : "soundSwitchOn"];
    at("sound").hidden = !Audio;
    const permission = "Notification" in window ? Notification.permission : "none";
    at("notify-line").hidden = permission === "none";
    at("notify").hidden = permission !== "default";
    at("notify-words").textContent =
      { granted: words.notifyOn, denied: words.notifyDenied }[permission] || words.notifyOff;
    box.hidden = false;
  };
  const start = async () => {
    if (!context) {
      context = new Audio();
      context.onstatechange = show;
    }
    // Without a tap of somebody a browser leaves it waiting, for as long as it likes.
    if (context.state !== "running") await Promise.race([context.resume(), new Promise((r) => setTimeout(r, 500))]);
    show();
  };
  const beep = () => {
    for (const [after, pitch] of [[0, 880], [0.35, 660], [0.7, 880]]) {
      const tone = context.createOscillator();
      const loud = context.createGain();
      const from = context.currentTime + after;
      tone.frequency.value = pitch;
      loud.gain.setValueAtTime(0.0001, from);
      loud.gain.exponentialRampToValueAtTime(0.6, from + 0.03);
      loud.gain.exponentialRampToValueAtTime(0.0001, from + 0.3);
      tone.connect(loud).connect(context.destination);
      tone.start(from);
      tone.stop(from + 0.32);
    }
    box.dataset.rung = Number(box.dataset.rung || 0) + 1;
  };
  const granted = () => "Notification" in window && Notification.permission === "granted";
  // Begun when notifications are allowed, not with the first alarm: a worker takes a moment to become active.
  const ready = async () => {
    if (!granted() || worker || !navigator.serviceWorker) return;
    const made = await navigator.serviceWorker.register(words.worker);
    const coming = made.installing || made.waiting;
    if (!made.active && coming) {
      await new Promise((done, fail) => coming.addEventListener("statechange", () => {
        if (coming.state === "activated") done();
        if (coming.state === "redundant") fail(new Error("the worker was not taken"));
      }));
    }
    worker = made;
  };
  const notify = async () => {
    if (!granted()) return;
    const { lang, dir } = document.documentElement;
    const how = { tag: "red", renotify: true, requireInteraction: true, icon: words.icon, lang, dir };
    try {
      await ready();
      await worker.showNotification(words.notifyText, how);
    } catch {
      try { new Notification(words.notifyText, how); } catch { /* this browser has neither */ }
    }
  };
  const quiet = async () => {
    if (worker) for (const one of await worker.getNotifications({ tag: "red" })) one.close();
  };
  const ring = () => {
    rungAt = Date.now();
    if (sounds()) beep();
    notify();
  };

  // Flashes between its own words and the alarm's; says only that there is one.
  const title = document.title;
  setInterval(() => {
    document.title = ringing.length && document.title === title ? `(!) ${words.title}` : title;
  }, 1000);

  at("sound").addEventListener("click", async () => {
    store.set("sound", wanted() ? "off" : "on");
    if (!wanted()) return show();
    await start();
    if (sounds()) beep();
  });
  at("notify").addEventListener("click", async () => {
    await Notification.requestPermission();
    show();
    // The alarm tries again, and has another way.
    ready().catch(() => {});
  });
  for (const touch of ["pointerdown", "keydown"]) {
    addEventListener(touch, () => { if (wanted() && !sounds()) start(); });
  }
  if (Audio && wanted()) start();
  show();
  ready().catch(() => {});

  return {
    /** Ring for these cases: at once for a new one, else every 20 seconds until there are none. */
    set(cases) {
      const fresh = cases.filter((one) => !ringing.includes(one));
      ringing = cases;
      if (!cases.length) quiet();
      if (fresh.length) {
        at("said").textContent = words.alarmNew.replace("{id}", fresh.join(", "));
        ring();
      }
    },
    tick() {
      if (ringing.length && Date.now() - rungAt >= EVERY) ring();
    },
  };
})();
