// Shows the times of an event also by the clock of whoever reads, when it says something else.
// Nothing is stored, and nothing is asked of anybody.
(() => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone) return;
  const day = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  const hour = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const said = (moment, parts) => new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: zone }).format(moment);
  for (const time of document.querySelectorAll(".facts time.long")) {
    const stated = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(time.dateTime);
    if (!stated) continue;
    const starts = new Date(time.dateTime);
    const here = new Intl.DateTimeFormat("sv-SE", { ...hour, year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone }).format(starts);
    if (here === `${stated[1]} ${stated[2]}`) continue;
    const ends = time.dataset.ends ? `–${said(new Date(time.dataset.ends), hour)}` : "";
    const line = document.createElement("span");
    line.className = "also";
    line.textContent = `${said(starts, day)}, ${said(starts, hour)}${ends}, where you are (${zone})`;
    const after = time.closest("strong") ?? time;
    after.after(document.createElement("br"), line);
  }
})();
