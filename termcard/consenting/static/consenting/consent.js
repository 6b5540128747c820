// Shows the cookie notice to whoever has not chosen, and does what was agreed to. Nothing else.
(() => {
  "use strict";
  const notice = document.getElementById("consent-notice");
  if (!notice) return;
  const held = document.cookie.split("; ").find((each) => each.startsWith("consent="));
  const [asked, keys = ""] = (held || "").slice("consent=".length).split(".");
  if (asked !== notice.dataset.version) {
    notice.hidden = false;
    return;
  }
  const agreed = keys.split("-");
  if (agreed.includes("statistics") && notice.dataset.statistics) {
    const script = document.createElement("script");
    script.src = notice.dataset.statistics;
    script.defer = true;
    script.dataset.domain = script.dataset.site = notice.dataset.site;
    document.head.append(script);
  }
  if (!agreed.includes("recordings")) return;
  const hosts = notice.dataset.recordings.split(" ");
  for (const link of document.querySelectorAll("a[data-material]")) {
    const address = new URL(link.href);
    if (address.protocol !== "https:" || !hosts.includes(address.host)) continue;
    const frame = document.createElement("iframe");
    frame.src = address.href;
    frame.title = link.textContent;
    frame.className = "recording";
    frame.allowFullscreen = true;
    frame.sandbox = "allow-scripts allow-same-origin allow-presentation";
    link.after(frame);
  }
})();
