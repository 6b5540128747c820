// Lets a term be filled in by keyboard, as a spreadsheet is. Without it, the grid is a plain form.
(() => {
  "use strict";
  const form = document.querySelector("form.plan");
  if (!form) return;
  const said = document.getElementById("grid-said");
  const rows = [...form.querySelectorAll("tbody tr")]
    .map((row) => [...row.querySelectorAll(".cell")])
    .filter((cells) => cells.length);
  const places = new Map();
  rows.forEach((cells, r) => cells.forEach((cell, c) => places.set(cell, [r, c])));
  const done = [];
  let before = "";
  let column = null;
  let isTab = false;

  const go = (r, c) => {
    const cell = rows[r]?.[c];
    if (!cell) return;
    cell.focus();
    cell.select();
    column = c;
  };
  const note = (cell) => {
    if (cell.value !== before) done.push([[cell, before]]);
    before = cell.value;
  };
  const undo = () => {
    const last = done.pop();
    if (!last) return;
    for (const [cell, value] of last) cell.value = value;
    go(...places.get(last[0][0]));
    before = last[0][0].value;
  };

  const begin = (cell) => {
    if (!places.has(cell)) return;
    before = cell.value;
    if (!isTab || column === null) column = places.get(cell)[1];
    isTab = false;
  };
  form.addEventListener("focusin", ({ target }) => begin(target));
  begin(document.activeElement); // the browser may have put the cursor there already
  form.addEventListener("focusout", ({ target }) => {
    if (places.has(target)) note(target);
  });
  form.addEventListener("keydown", (event) => {
    const cell = event.target;
    const place = places.get(cell);
    isTab = event.key === "Tab";
    if (!place || event.altKey || event.isComposing) return;
    const [r, c] = place;
    const isFresh = cell.value === before;
    const isWhole = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
    const start = cell.selectionEnd === 0 || isWhole;
    const end = cell.selectionStart === cell.value.length || isWhole;
    let move = null;
    if (event.ctrlKey || event.metaKey) {
      if (event.key === "Enter") move = () => form.requestSubmit(form.querySelector(".first"));
      else if (event.key === "z" && isFresh && done.length) move = undo;
    } else if (event.key === "Enter") move = () => go(r + (event.shiftKey ? -1 : 1), column);
    else if (event.shiftKey) return;
    else if (event.key === "ArrowDown" && (isFresh || !cell.list)) move = () => go(r + 1, c);
    else if (event.key === "ArrowUp" && (isFresh || !cell.list)) move = () => go(r - 1, c);
    else if (event.key === "ArrowLeft" && start && isFresh) move = () => go(r, c - 1);
    else if (event.key === "ArrowRight" && end && isFresh) move = () => go(r, c + 1);
    if (!move) return;
    event.preventDefault();
    move();
  });

  // A cell with a line end or a quotation mark in it is quoted by spreadsheets.
  const quoted = /(^|[\t\n])"((?:[^"]|"")*)"(?=[\t\n]|$)/g;
  const bare = (_, lead, words) => lead + words.replaceAll('""', '"').replaceAll("\n", "; ");
  form.addEventListener("paste", (event) => {
    const place = places.get(event.target);
    const text = event.clipboardData.getData("text/plain").replaceAll("\r", "");
    const lines = text.replace(quoted, bare).replace(/\n+$/, "").split("\n");
    const table = lines.map((line) => line.split("\t"));
    if (!place || (table.length === 1 && table[0].length === 1)) return;
    event.preventDefault();
    note(event.target);
    const changed = [];
    let left = 0;
    table.forEach((words, r) => {
      const cells = rows[place[0] + r];
      if (!cells) left += 1;
      else
        words.slice(0, cells.length - place[1]).forEach((word, c) => {
          const cell = cells[place[1] + c];
          changed.push([cell, cell.value]);
          cell.value = word.trim();
        });
    });
    if (changed.length) done.push(changed);
    before = event.target.value;
    said.textContent =
      `${table.length - left} rows were pasted.` + (left ? ` ${left} did not fit: save, then paste these.` : "");
  });
})();
