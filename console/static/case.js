// Keeps an open case as it is now: puts what changed in its place and leaves alone what somebody writes in.
"use strict";
(() => {
  const number = document.currentScript.dataset.case;
  const live = document.getElementById("live");
  const seen = document.getElementById("seen");
  const byId = (id) => document.getElementById(id);

  // What the keyboard is at, and what was unfolded, outlives a change.
  const replace = (old, part) => {
    const at = old.contains(document.activeElement) ? document.activeElement.id : "";
    const unfolded = [...old.querySelectorAll("details[open][id]")].map((one) => one.id);
    old.replaceWith(part);
    htmx.process(part);
    for (const id of unfolded) if (byId(id)) byId(id).open = true;
    if (at && byId(at)) byId(at).focus();
  };
  // A voice note that plays goes on: an entry is replaced only where it has changed.
  const merge = (list, news) => {
    let after = null;
    for (const line of [...news.children]) {
      const known = byId(line.id);
      if (!known) {
        if (after) after.after(line);
        else list.prepend(line);
        after = line;
      } else {
        if (known.dataset.v !== line.dataset.v) replace(known, line);
        after = byId(line.id);
      }
    }
  };
  const take = (html) => {
    const news = new DOMParser().parseFromString(html, "text/html").getElementById("now");
    if (!news) return;
    for (const part of news.querySelectorAll("[data-part]")) {
      const old = byId(part.id);
      if (old && old.dataset.v !== part.dataset.v) replace(old, part);
    }
    merge(byId("timeline"), news.querySelector("[data-list]"));
    seen.value = news.dataset.seen;
    if (follow) history.scrollTop = 0;
    follow = false;
  };
  const look = () => htmx.trigger(live, "look");
  const history = document.querySelector(".history");
  // One's own words are looked for at the newest end, wherever one was reading.
  let follow = false;

  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target === live && event.detail.xhr.status === 200) take(event.detail.xhr.responseText);
  });
  // Logged out: going to the login at once would take with it what was being written.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const out = event.detail.xhr.status === 401;
    if (out) event.preventDefault();
    byId("out").hidden = !out;
  });
  document.addEventListener("said", (event) => {
    const form = byId(event.detail.form);
    form.reset();
    if (form.once) form.once.value = event.detail.once;
    follow = true;
    look();
  });
  document.addEventListener(`live:case-${number}`, look);
  document.addEventListener("live:missed", look);
  // A tap on something else asks before words that were not sent are gone.
  addEventListener("beforeunload", (event) => {
    if (byId("words") && byId("words").value.trim()) event.preventDefault();
  });
})();
