// Keeps a foyer screen right for weeks: the clock by the second, what is on by the minute. While
// the network is away it shows what it last knew, and says of when that is.
"use strict";

const MINUTE = 60_000;
const STALE = 20 * MINUTE;
let heardAt = Date.now();
let reloadedOn = new Date().toDateString();

const words = (zone, how, at = new Date()) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...how }).format(at);

function tick() {
  const clock = document.querySelector("[data-zone]");
  if (!clock) return;
  clock.textContent = words(clock.dataset.zone, { hour: "2-digit", minute: "2-digit" });
  const stale = document.querySelector("[data-stale]");
  stale.hidden = Date.now() - heardAt < STALE;
  if (!stale.hidden) {
    const at = words(clock.dataset.zone, { weekday: "long", hour: "2-digit", minute: "2-digit" }, heardAt);
    stale.textContent = `As it stood on ${at}.`;
  }
}

async function look() {
  try {
    const answer = await fetch(location.href, { cache: "no-cache", signal: AbortSignal.timeout(30_000) });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("main.screen");
    if (!fresh) return;
    heardAt = Date.now();
    // Once a day, while the network is there: the look may have changed too.
    if (new Date().toDateString() !== reloadedOn) return location.reload();
    const shown = document.querySelector("main.screen");
    if (fresh.dataset.tag !== shown.dataset.tag) shown.replaceWith(document.adoptNode(fresh));
  } catch {
    // The next look may be luckier.
  } finally {
    tick();
  }
}

tick();
setInterval(tick, 1000);
setInterval(look, MINUTE);
