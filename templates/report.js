// Filters the findings of report.html; without this script all of them are shown.
"use strict";
(() => {
  const get = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const findings = all(".finding").map((item) => {
    const file = item.closest(".file");
    const sheet = item.closest(".sheet").querySelector("h4");
    return { item, text: [file.querySelector("h3"), sheet, item].map((one) => one?.textContent ?? "").join(" ").toLowerCase() };
  });
  const levels = all("input[name=level]");
  const groups = all(".sheet, .file");

  function filter() {
    const unit = get("unit").value;
    const code = get("code").value;
    const wanted = new Set(levels.filter((level) => level.checked).map((level) => level.value));
    const words = get("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { item, text } of findings) {
      const data = item.dataset;
      const fits = wanted.has(data.level) && (!unit || data.unit === unit) && (!code || data.code === code)
        && words.every((word) => text.includes(word));
      item.hidden = !fits;
      count += fits;
    }
    for (const group of groups) group.hidden = !group.querySelector(".finding:not([hidden])");
    const said = count === findings.length ? `显示全部 ${count} 条。` : `显示 ${count} 条，共 ${findings.length} 条。`;
    get("shown").textContent = said;
    say(said);
  }

  function say(text) {
    get("said").textContent = text;
  }

  async function copy(button) {
    const text = button.dataset.reference;
    try {
      await navigator.clipboard.writeText(text);
      say(`已复制 ${text}`);
    } catch {
      getSelection().selectAllChildren(button);
      say(`请按 Ctrl+C 复制 ${button.textContent}`);
    }
  }

  for (const cell of all(".cell")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = cell.className;
    button.dataset.reference = cell.dataset.reference;
    button.title = `复制 ${cell.dataset.reference}`;
    button.textContent = cell.textContent;
    cell.replaceWith(button);
  }

  let waiting;
  get("filters").addEventListener("change", filter);
  get("words").addEventListener("input", () => {
    // While somebody types, the list stays still and the count is not read out letter by letter.
    clearTimeout(waiting);
    waiting = setTimeout(filter, 200);
  });
  get("everything").addEventListener("click", () => {
    for (const id of ["unit", "code", "words"]) get(id).value = "";
    for (const level of levels) level.checked = true;
    filter();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.cell");
    if (button) copy(button);
    const link = event.target.closest("a[href^='#']");
    const rule = link && get(link.hash.slice(1))?.closest("details");
    if (rule) rule.open = true;
  });
  for (const part of all("#filters, .scripted")) part.hidden = false;
  get("shown").classList.add("on-paper");
  filter();
})();
