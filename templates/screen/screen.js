"use strict";
(() => {
  const facts = JSON.parse(document.getElementById("facts").textContent);
  const dialog = document.getElementById("evidence");
  const title = document.getElementById("evidence-title");
  const body = document.getElementById("evidence-body");
  const make = (tag, text, cls) => {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    if (cls) node.className = cls;
    return node;
  };
  const quote = (place) => {
    const box = make("blockquote");
    const words = make("p");
    place.words.forEach(([text, strong]) => words.append(strong ? make("mark", text) : document.createTextNode(text)));
    box.append(words, make("footer", place.where, "aside"));
    return box;
  };
  const show = (fact) => {
    title.textContent = fact.title;
    body.replaceChildren();
    const list = make("dl");
    fact.fields.forEach(([name, value]) => list.append(make("dt", name), make("dd", value)));
    body.append(list, ...fact.places.map(quote));
    dialog.showModal();
  };
  document.addEventListener("click", (event) => {
    const node = event.target.closest("[data-fact],[data-ref]");
    const fact = node && facts[node.dataset.fact || node.dataset.ref];
    if (fact) show(fact);
    else if (event.target === dialog) dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    const node = (event.key === "Enter" || event.key === " ") && event.target.closest("[data-fact],[data-ref]");
    const fact = node && facts[node.dataset.fact || node.dataset.ref];
    if (fact) { event.preventDefault(); show(fact); }
  });
  document.querySelectorAll("svg [data-ref]").forEach((node) => {
    if (!facts[node.dataset.ref]) return;
    node.setAttribute("tabindex", "0");
    node.setAttribute("role", "button");
    node.style.cursor = "pointer";
  });
  const rank = { low: 0, medium: 1, high: 2 };
  const place = document.getElementById("by-place");
  const trust = document.getElementById("by-trust");
  const word = document.getElementById("by-word");
  const shown = document.getElementById("shown");
  const items = [...document.querySelectorAll("[data-places],[data-trust]")];
  const filter = () => {
    const wanted = word.value.trim();
    let seen = 0;
    items.forEach((node) => {
      const places = (node.dataset.places || "").split("|").filter(Boolean);
      const fits = (!place.value || places.includes(place.value)) &&
        (!trust.value || !node.dataset.trust || rank[node.dataset.trust] >= rank[trust.value]) &&
        (!wanted || node.textContent.includes(wanted));
      node.hidden = !fits;
      seen += fits;
    });
    const on = place.value || trust.value || wanted;
    shown.textContent = on ? `显示 ${seen} 条，共 ${items.length} 条` : "";
  };
  [place, trust].forEach((node) => node.addEventListener("change", filter));
  word.addEventListener("input", filter);
  document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
})();
