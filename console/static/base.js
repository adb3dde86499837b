// Says what is true when the network is away or a request fails; the words come with the page.
"use strict";
(() => {
  const trouble = document.getElementById("trouble");
  const say = (words) => {
    trouble.textContent = words;
    trouble.hidden = !words;
  };
  const network = () => say(navigator.onLine ? "" : trouble.dataset.offline);
  addEventListener("online", network);
  addEventListener("offline", network);
  document.addEventListener("htmx:sendError", () => say(trouble.dataset[navigator.onLine ? "failed" : "offline"]));
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    const ours = xhr.status >= 400 && (xhr.getResponseHeader("Content-Type") || "").startsWith("text/html");
    say(ours && xhr.responseText.length < 600 ? xhr.responseText.trim() : trouble.dataset.failed);
  });
  document.addEventListener("htmx:afterOnLoad", (event) => {
    if (event.detail.xhr.status < 400) network();
  });
  network();
})();
