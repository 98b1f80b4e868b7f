"use strict";
// The page reads without this. It adds: counterparts of a sentence in a panel, movement by arrow keys,
// the evidence of a line beside the picture, and the choice of reports.
(function () {
  const root = document.documentElement;
  const panel = document.getElementById("panel");
  let opener = null;
  root.classList.add("js");

  // -- unfold whatever holds the place that an address points at
  function unfold(id) {
    const target = id && document.getElementById(id);
    if (!target) return null;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    return target;
  }
  function follow() {
    const target = unfold(decodeURIComponent(location.hash.slice(1)));
    if (target) target.scrollIntoView({ block: "nearest" });
  }
  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link) unfold(link.getAttribute("href").slice(1));
  });
  follow();

  // -- a sentence and its counterparts
  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    document.querySelectorAll(".s.on").forEach((s) => s.classList.remove("on"));
    if (opener) opener.focus({ preventScroll: true });
  }
  function alongside(sentence) {
    const column = sentence.closest(".text");
    const top = sentence.getBoundingClientRect().top - column.getBoundingClientRect().top;
    const href = sentence.getAttribute("href");
    const seen = new Set([column]);
    document.querySelectorAll('a.s[href="' + CSS.escape(href).replace(/\\#/, "#") + '"]').forEach((other) => {
      other.classList.add("on");
      const text = other.closest(".text");
      if (seen.has(text)) return;
      seen.add(text);
      text.scrollTop += other.getBoundingClientRect().top - text.getBoundingClientRect().top - top;
    });
  }
  function show(sentence) {
    const family = document.getElementById(sentence.getAttribute("href").slice(1));
    if (!family) return;
    document.querySelectorAll(".s.on").forEach((s) => s.classList.remove("on"));
    opener = sentence;
    const box = document.createElement("div");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Close";
    button.addEventListener("click", close);
    const title = document.createElement("h2");
    title.textContent = "This sentence, in all its forms";
    box.append(button, title, ...Array.from(family.children, (child) => child.cloneNode(true)));
    panel.replaceChildren(box);
    panel.hidden = false;
    panel.scrollTop = 0;
    alongside(sentence);
    const low = innerHeight - panel.offsetHeight - 24;
    const at = sentence.getBoundingClientRect();
    if (at.bottom > low) scrollBy({ top: at.bottom - low });
  }
  function move(sentence, key) {
    const column = sentence.closest(".witness");
    const columns = Array.from(column.parentElement.querySelectorAll(".witness:not([hidden])"));
    const of = (report) => Array.from(report.querySelectorAll("a.s"));
    const all = of(column);
    let to = null;
    if (key === "ArrowDown") to = all[all.indexOf(sentence) + 1];
    if (key === "ArrowUp") to = all[all.indexOf(sentence) - 1];
    if (key === "ArrowRight" || key === "ArrowLeft") {
      const step = key === "ArrowRight" ? 1 : -1;
      for (let n = columns.indexOf(column) + step; columns[n] && !to; n += step) {
        const there = of(columns[n]);
        to = there.find((s) => s.getAttribute("href") === sentence.getAttribute("href")) || there[0];
      }
    }
    if (!to) return false;
    sentence.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
    return true;
  }
  document.querySelectorAll(".witness").forEach((report) => {
    report.querySelectorAll("a.s").forEach((s, n) => { s.tabIndex = n ? -1 : 0; });
  });
  document.querySelectorAll(".columns").forEach((columns) => {
    columns.addEventListener("click", (event) => {
      const sentence = event.target.closest("a.s");
      if (!sentence || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (opener === sentence && !panel.hidden) close(); else show(sentence);
    });
    columns.addEventListener("keydown", (event) => {
      const sentence = event.target.closest("a.s");
      if (sentence && event.key.startsWith("Arrow") && move(sentence, event.key)) event.preventDefault();
    });
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

  // -- why a line is drawn
  document.querySelectorAll(".lineage").forEach((lineage) => {
    const box = lineage.querySelector(".why");
    const rest = box.dataset.default;
    let last = null;
    const say = (edge) => {
      const note = document.getElementById(edge.dataset.why);
      if (!note || edge === last) return;
      if (last) last.classList.remove("chosen");
      last = edge;
      edge.classList.add("chosen");
      box.replaceChildren(...Array.from(note.children, (child) => child.cloneNode(true)));
    };
    const hint = document.createElement("p");
    hint.textContent = rest;
    box.replaceChildren(hint);
    lineage.querySelectorAll(".edge").forEach((edge) => {
      edge.addEventListener("pointerenter", () => say(edge));
      edge.addEventListener("focus", () => say(edge));
      edge.addEventListener("click", (event) => { event.preventDefault(); say(edge); });
    });
  });

  // -- which reports stand side by side
  document.querySelectorAll(".chooser input").forEach((input) => {
    input.checked = true;
    input.addEventListener("change", () => {
      document.getElementById(input.dataset.column).hidden = !input.checked;
    });
  });

  // -- paper has no folds
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details:not(.story):not([open])"));
    opened.forEach((fold) => { fold.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((fold) => { fold.open = false; }));
})();
