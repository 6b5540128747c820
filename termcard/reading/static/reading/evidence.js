// Brings the words that a field was read from into view in their pane. Without it, the letters lead.
(() => {
  "use strict";
  const pane = document.querySelector(".source");
  const form = document.querySelector(".apparatus");
  if (!pane || !form) return;
  const show = (mark) => {
    if (!mark || pane.scrollHeight <= pane.clientHeight) return;
    const above = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop += above - pane.clientHeight / 3;
  };
  show(pane.querySelector("mark"));
  form.addEventListener("focusin", (event) => {
    const letter = event.target.closest("[data-k]")?.dataset.k;
    if (letter && !event.target.matches("a")) show(pane.querySelector(`mark[data-k="${letter}"]`));
  });
})();
