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

  for (const table of tables) table.closest(".wide").before(filterOf(table));
})();
