"use strict";
(() => {
  const tables = [...document.querySelectorAll("table[data-filter]")];

  function filterOf(table) {
    const rows = [...table.tBodies[0].rows].filter((row) => !row.classList.contains("total"));
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const label = document.createElement("label");
    const input = document.createElement("input");
    const said = document.createElement("span");
    const bar = document.createElement("p");
    label.textContent = table.dataset.filter;
    input.type = "search";
    input.autocomplete = "off";
    label.append(input);
    said.setAttribute("role", "status");
    bar.className = "filter";
    bar.append(label, said);
    let waiting;
    const filter = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      rows.forEach((row, nth) => {
        row.hidden = !words.every((word) => texts[nth].includes(word));
        count += !row.hidden;
      });
      said.textContent = words.length ? `显示 ${count} 行，共 ${rows.length} 行` : "";
      bar.classList.toggle("on", words.length > 0);
    };
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, 150);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      input.value = "";
      filter();
    });
    return bar;
  }

  // Numbers and dates as they are read, words as they are ordered in Chinese.
  const valueOf = (row, place) => {
    const text = row.cells[place].textContent.trim();
    const day = text.match(/^(\d{4})年(\d{1,2})月(\d{1,2})日/);
    if (day) return day[1] * 10000 + day[2] * 100 + +day[3];
    if (text === "·" || text === "") return -Infinity;
    return /^-?[\d.]+%?$/.test(text) ? parseFloat(text) : text;
  };

  function sortBy(table, heading, place) {
    const body = table.tBodies[0];
    const rows = [...body.rows].filter((row) => !row.classList.contains("total"));
    const total = [...body.rows].filter((row) => row.classList.contains("total"));
    const down = heading.getAttribute("aria-sort") !== "descending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const values = new Map(rows.map((row) => [row, valueOf(row, place)]));
    rows.sort((one, two) => {
      const [a, b] = [values.get(one), values.get(two)];
      const order = typeof a === "string" || typeof b === "string" ? String(a).localeCompare(String(b), "zh") : a === b ? 0 : a - b;
      return down ? -order : order;
    });
    body.append(...rows, ...total);
  }

  function sortable(table) {
    [...table.tHead.rows[0].cells].forEach((heading, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => sortBy(table, heading, place));
    });
  }

  // A link to what a closed unit holds opens it, in browsers too that do not do so themselves.
  function open() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = target && target.closest("details:not([open])");
    if (!closed) return;
    closed.open = true;
    target.scrollIntoView();
  }

  // A table that is seen at a glance needs neither.
  const long = (rows) => (table) => table.tBodies[0].rows.length > rows;
  for (const table of tables.filter(long(8))) table.closest(".wide").before(filterOf(table));
  [...document.querySelectorAll("table[data-sort]")].filter(long(2)).forEach(sortable);
  addEventListener("hashchange", open);
  open();
})();
