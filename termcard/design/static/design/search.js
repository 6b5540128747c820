// Shows under a search field what it would find, while one types. Enter searches as ever.
(() => {
  "use strict";
  const LEAST = 2;
  const PAUSE = 180;

  const suggestTo = (form) => {
    const field = form.querySelector("input[type=search]");
    const box = document.createElement("div");
    const said = document.createElement("p");
    box.className = "suggestions";
    box.hidden = true;
    said.className = "hidden";
    said.setAttribute("role", "status");
    form.append(box, said);
    field.autocomplete = "off";
    let waiting, asked;

    const close = () => {
      box.hidden = true;
      said.textContent = "";
    };
    const show = (text, html) => {
      if (text !== field.value.trim()) return;
      box.innerHTML = html;
      const list = box.firstElementChild;
      const count = Number(list.dataset.count);
      box.hidden = !list.children.length;
      said.textContent = count === 1 ? "1 event, below" : count ? `${count} events, the first below` : "No event";
    };
    const ask = async () => {
      const text = field.value.trim();
      asked?.abort();
      if (text.length < LEAST) return close();
      asked = new AbortController();
      try {
        const address = `/search/suggestions/?${new URLSearchParams({ q: text })}`;
        const answer = await fetch(address, { credentials: "omit", signal: asked.signal });
        if (answer.ok) show(text, await answer.text());
      } catch {
        // Without an answer the field is a plain one.
      }
    };
    const step = (by) => {
      const places = [field, ...box.querySelectorAll("a")];
      const next = places[places.indexOf(document.activeElement) + by];
      next?.focus();
    };

    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    });
    form.addEventListener("keydown", (event) => {
      if (box.hidden) return;
      if (event.key === "Escape") {
        field.focus();
        close();
      } else if (event.key === "ArrowDown") {
        step(1);
      } else if (event.key === "ArrowUp") {
        step(-1);
      } else {
        return;
      }
      event.preventDefault();
    });
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) close();
    });
    form.addEventListener("submit", close);
  };

  for (const form of document.querySelectorAll("form[role=search]")) suggestTo(form);
})();
