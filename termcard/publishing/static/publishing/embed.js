// <termcard-events from="…"> shows a list of events in the page of another site, in its own type
// and colours. What comes is taken apart: nothing but headings, lists, times and links is put in.
(() => {
  const KEPT = new Set(["H3", "UL", "LI", "P", "A", "TIME", "STRONG", "SMALL", "SPAN", "BDI"]);
  const ATTRIBUTES = new Set(["href", "datetime", "class", "lang", "dir"]);

  const copied = (node, from) => {
    if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || !KEPT.has(node.tagName)) return null;
    const copy = document.createElement(node.tagName);
    for (const { name, value } of node.attributes) {
      if (!ATTRIBUTES.has(name)) continue;
      if (name === "href") {
        const address = new URL(value, from);
        if (!/^https?:$/.test(address.protocol)) continue;
        copy.href = address.href;
      } else copy.setAttribute(name, value);
    }
    for (const child of node.childNodes) {
      const inner = copied(child, from);
      if (inner) copy.append(inner);
    }
    return copy;
  };

  class TermcardEvents extends HTMLElement {
    async connectedCallback() {
      const from = this.getAttribute("from");
      if (!from || this.dataset.shown === from) return;
      try {
        const answer = await fetch(from, { credentials: "omit", referrerPolicy: "no-referrer" });
        if (!answer.ok) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const parts = [...page.body.childNodes].map((node) => copied(node, from));
        this.replaceChildren(...parts.filter(Boolean));
        this.dataset.shown = from;
      } catch {
        // What stands between the tags stays: a link, as the builder writes it.
      }
    }
  }
  if (!customElements.get("termcard-events")) customElements.define("termcard-events", TermcardEvents);
})();
