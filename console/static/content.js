// Copies a campaign's text; says so on the button that was pressed.
"use strict";
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const words = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(words.textContent);
    button.textContent = button.dataset.done;
  } catch {
    // Without TLS, or where the browser forbids it: it is marked, to be copied by hand.
    getSelection().selectAllChildren(words);
    button.textContent = button.dataset.failed;
  }
});
