// Live events of the server, told to the page as events of the document: `live:case` with {kind, case},
// `live:case-12` for case 12 alone, `live:missed` (look anew), `live:beat` (true: nothing is kept from us).
"use strict";
(() => {
  const address = document.currentScript.dataset.live;
  const tell = ({ name, detail }) => {
    document.dispatchEvent(new CustomEvent(`live:${name}`, { detail }));
    if (name === "case") document.dispatchEvent(new CustomEvent(`live:case-${detail.case}`, { detail }));
  };
  // A browser opens few connections to one server: its pages share one stream, and the next takes over.
  const others = "BroadcastChannel" in window ? new BroadcastChannel("live") : null;
  let beat = null; // the last one, of the page that has the stream
  const pass = (told) => {
    if (told.name === "beat") beat = told;
    tell(told);
    if (others) others.postMessage(told);
  };
  if (others) {
    others.onmessage = ({ data }) => {
      if (data.name !== "hello") tell(data);
      else if (beat) others.postMessage(beat);
    };
    others.postMessage({ name: "hello" });
  }
  const connect = () => {
    const source = new EventSource(address);
    for (const name of ["case", "missed", "beat"]) {
      source.addEventListener(name, (event) => pass({ name, detail: JSON.parse(event.data) }));
    }
    source.onerror = () => {
      pass({ name: "beat", detail: false });
      // Refused, not cut off: every place is taken or nobody is logged in. The browser does not try again.
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, 30000);
    };
  };
  if (others && navigator.locks) {
    navigator.locks.request("live", () => {
      connect();
      return new Promise(() => {});
    });
  } else {
    connect();
  }
})();
