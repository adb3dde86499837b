// Phones show notifications through a worker only. A tap leads to the queue that is open, else opens it.
"use strict";
addEventListener("notificationclick", (event) => {
  event.notification.close();
  const open = async () => {
    const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
    const queue = pages.find((page) => new URL(page.url).pathname === "/queue");
    return queue ? queue.focus() : clients.openWindow("/queue");
  };
  event.waitUntil(open());
});
