export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,closest,document,,,,contains,get,,idOf,,,,,removeNode,set,setTextContent,,,,,focus,,query,queryAll,,,own,,,,,,,,,,,,childNodes,elementsOf,is,textContent,isControl]] = exported;
// src/contract.ts
var Error = "data-gf-error";
var Summary = "data-gf-summary";
var EventPrefix = "goldfish:";

// src/forms/summary.ts



var formsWith = () => [...document.querySelectorAll(own(Summary))].flatMap((summary) => {
  const form = closest(summary, "form");
  return form ? [[summary, form]] : [];
});
function start() {
  const targets = /* @__PURE__ */ new WeakMap();
  const observed = /* @__PURE__ */ new WeakSet();
  const observer = new MutationObserver(() => formsWith().forEach(update));
  function update([summary, form]) {
    const shown = /* @__PURE__ */ new Set();
    for (const place2 of queryAll(form, own(Error)))
      if (!get(place2, "hidden")) shown.add(textContent(place2));
    for (const item of queryAll(summary, "li"))
      if (!shown.has(textContent(query(item, "span") ?? item))) removeNode(item);
    const place = query(summary, own(Error));
    const empty = !query(summary, "li") && !(place && textContent(place));
    if (get(summary, "hidden") !== empty) set(summary, "hidden", empty);
  }
  function mount() {
    for (const pair of formsWith()) {
      const [summary, form] = pair;
      if (observed.has(form)) continue;
      observed.add(form);
      observer.observe(form, {
        subtree: true,
        childList: true,
        characterData: true,
        attributeFilter: ["hidden"]
      });
      if (!get(summary, "hidden")) update(pair);
    }
  }
  document.addEventListener(EventPrefix + "invalid", (event) => {
    const { target, detail } = event;
    const pair = formsWith().find(([, form2]) => form2 === target);
    if (!pair) return;
    const [summary, form] = pair;
    const list = query(summary, "ul");
    if (!list) return;
    queryAll(list, "li").forEach(removeNode);
    const { fields } = detail;
    const done = /* @__PURE__ */ new Set();
    for (const el of elementsOf(form)) {
      const name = attr(el, "name") ?? "";
      const text = fields[name];
      if (!text || done.has(name) || is(el, "[type=hidden],[hidden]")) continue;
      if (!queryAll(form, own(Error, `"${CSS.escape(name)}"`)).length) continue;
      done.add(name);
      list.append(itemFor(el, name, text));
    }
    update(pair);
    if (!get(summary, "hidden")) focus(summary);
  });
  function itemFor(el, name, text) {
    const isGroup = el instanceof HTMLFieldSetElement;
    const target = isGroup && query(el, "input:not([type=hidden])") || el;
    const label = isGroup ? query(el, "legend") : isControl(el) && el.labels?.[0];
    const item = document.createElement("li");
    const link = document.createElement("a");
    const sentence = document.createElement("span");
    link.href = "#" + (idOf(target) || name);
    setTextContent(sentence, text);
    if (label) link.append(ownText(label) + ": ");
    link.append(sentence);
    targets.set(link, target);
    item.append(link);
    return item;
  }
  document.addEventListener("click", (event) => {
    const link = closest(event.target, "a");
    if (!link || !formsWith().some(([summary]) => contains(summary, link))) return;
    const target = targets.get(link) ?? document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    focus(target);
  });
  mount();
  return mount;
}
function ownText(label) {
  const texts = [...childNodes(label)].filter((node) => node instanceof Text);
  return texts.map((node) => node.data.trim()).join(" ").trim();
}
return start();
}
