export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,closest,document,parentElement,warned,warnings,contains,get,hasAttr,idOf,isConnected,localName,call,append,removeNode,set,setTextContent,setAttr]] = exported;
// src/contract.ts
var PageID = "page";
var Version = "data-gf-version";
var PartURL = "data-gf-part";
var Keep = "data-gf-keep";
var EventPrefix = "goldfish:";

// src/dev/dev.ts



// src/dev/changes.ts

function changesOf(records) {
  const removed = /* @__PURE__ */ new Map();
  const added = /* @__PURE__ */ new Map();
  const touched = /* @__PURE__ */ new Map();
  const touch = (node, what) => {
    const el2 = node instanceof Element ? node : node && parentElement(node);
    if (el2) touched.set(el2, (touched.get(el2) ?? /* @__PURE__ */ new Set()).add(what));
  };
  const note = (lists, parent, nodes) => {
    for (const node of nodes) {
      if (node instanceof Element) lists.set(parent, [...lists.get(parent) ?? [], node]);
      else touch(parent, "text");
    }
  };
  for (const { type, target, attributeName, removedNodes, addedNodes } of records) {
    if (type === "attributes") touch(target, attributeName);
    else if (type === "characterData") touch(target, "text");
    else {
      note(removed, target, removedNodes);
      note(added, target, addedNodes);
    }
  }
  const insertedElements = [...new Set([...added.values()].flat())];
  const removedElements = new Set([...removed.values()].flat());
  const isNew = new Set(insertedElements.filter((el2) => !removedElements.has(el2)));
  const inside = (el2) => !!parentElement(el2) && [...isNew].some((other) => other !== el2 && contains(other, el2));
  const changes = [];
  const report = (kind, el2, what = "") => changes.push({
    kind,
    name: nameOf(el2),
    what,
    element: isConnected(el2) ? new WeakRef(el2) : void 0
  });
  for (const [el2, what] of touched)
    if (isConnected(el2) && !isNew.has(el2) && !inside(el2))
      report("changed", el2, [...what].join(", "));
  for (const el2 of insertedElements)
    if (removedElements.has(el2) && isConnected(el2) && !inside(el2)) report("moved", el2);
  const replacements = /* @__PURE__ */ new Map();
  for (const [parent, olds] of removed) {
    const free = new Set(olds.filter((el2) => !isConnected(el2)));
    const candidates = (added.get(parent) ?? []).filter((el2) => isNew.has(el2) && isConnected(el2));
    for (const fits of likeness) {
      for (const el2 of candidates) {
        const old = !replacements.has(el2) && [...free].find((old2) => fits(old2, el2));
        if (old && free.delete(old)) replacements.set(el2, old);
      }
    }
    for (const old of free) if (isConnected(parent)) report("removed", old);
  }
  for (const el2 of isNew) {
    const old = replacements.get(el2);
    if (!isConnected(el2) || inside(el2)) continue;
    if (old) report("replaced", el2, whyNot(old, el2));
    else report("new", el2);
  }
  return changes;
}
var likeness = [
  (old, el2) => !!idOf(old) && idOf(old) === idOf(el2),
  (old, el2) => !idOf(old) && !idOf(el2) && localName(old) === localName(el2),
  (old, el2) => !idOf(old) !== !idOf(el2) && localName(old) === localName(el2),
  (old, el2) => !idOf(old) && !idOf(el2)
];
function whyNot(old, el2) {
  if (localName(old) !== localName(el2)) return `it was a <${localName(old)}>`;
  if (idOf(old) !== idOf(el2)) return idOf(old) ? `it had an id, ${idOf(old)}` : "it had no id";
  for (const name of ["type", "name"]) {
    const [before, now] = [attr(old, name), attr(el2, name)];
    if (before !== now) return `its ${name} was ${before === null ? "not set" : `“${before}”`}`;
  }
  if (hasAttr(old, Keep) !== hasAttr(el2, Keep))
    return `${Keep} ${hasAttr(old, Keep) ? "was" : "was not"} set`;
  return "no id told that it is the same";
}
function nameOf(el2) {
  const first = get(el2, "classList")[0];
  return localName(el2) + (idOf(el2) ? "#" + idOf(el2) : first ? "." + first : "");
}

// src/dev/flash.ts

var colors = {
  changed: "#2f81f7",
  new: "#2da44e",
  moved: "#a371f7",
  replaced: "#d29922",
  removed: "#e5534b"
};
var maxOutlines = 60;
function flash(changes) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const { kind, element } of changes.slice(0, maxOutlines)) {
    const outline = {
      outlineStyle: "solid",
      outlineWidth: "2px",
      outlineOffset: "1px",
      outlineColor: colors[kind]
    };
    const el2 = element?.deref();
    if (!el2) continue;
    call(
      el2,
      "animate",
      [
        outline,
        still ? outline : { ...outline, outlineColor: "transparent", outlineOffset: "6px" }
      ],
      {
        duration: 1200,
        easing: "cubic-bezier(.5,0,.8,.4)",
        id: "goldfish-dev"
      }
    );
  }
}

// src/dev/panel.ts


// src/dev/dom.ts

function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) setAttr(made, key, value);
  append(made, ...children.filter((child) => !!child));
  return made;
}
function button(text, run, attributes = {}) {
  const made = el("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", run);
  return made;
}
function bytes(n) {
  return n < 1e3 ? `${n} B` : `${(n / 1e3).toFixed(n < 1e4 ? 1 : 0)} KB`;
}

// src/dev/style.ts
var style = `
:host { all: initial; color-scheme: light dark; }
* { box-sizing: border-box; margin: 0; font: inherit; color: inherit; letter-spacing: normal; }
.dev {
	--back: #fffffff2; --line: #d8dce2; --text: #1f2328; --soft: #59636e; --tint: #f3f4f6; --warn: #9a6700; --warn-back: #fff8e5; --warn-line: #eed9a2; --accent: #c2410c;
	position: fixed; z-index: 2147483647; inset: auto 12px 12px auto; display: grid; justify-items: end; gap: 8px;
	font: 13px/1.45 system-ui, sans-serif; color: var(--text);
}
@media (prefers-color-scheme: dark) {
	.dev { --back: #16191ff2; --line: #343a44; --text: #e6e9ee; --soft: #99a3b0; --tint: #232831; --warn: #e3b341; --warn-back: #2b2310; --warn-line: #584615; --accent: #fb923c; }
}
@media print { .dev { display: none; } }
.pill, .panel { background: var(--back); border: 1px solid var(--line); box-shadow: 0 6px 24px #0000002e; backdrop-filter: blur(8px); }
.pill { display: flex; align-items: center; gap: 8px; border-radius: 99px; padding: 5px 12px 5px 10px; cursor: pointer; }
.pill i { width: 8px; height: 8px; border-radius: 50%; background: var(--accent); }
.pill b { font-weight: 600; color: var(--warn); }
.panel { width: min(430px, calc(100vw - 24px)); max-height: min(70vh, 560px); border-radius: 12px; display: flex; flex-direction: column; overflow: hidden; }
[hidden] { display: none !important; }
header { display: flex; align-items: center; gap: 4px; padding: 8px 8px 8px 14px; border-bottom: 1px solid var(--line); }
header h2 { font-weight: 600; flex: 1; }
header button { background: none; border: 0; border-radius: 6px; padding: 3px 8px; cursor: pointer; color: var(--soft); }
header button:hover { background: var(--tint); color: var(--text); }
header button[aria-pressed=true] { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.body { overflow: auto; overscroll-behavior: contain; padding: 10px 14px 14px; display: grid; gap: 12px; }
h3, summary { font-weight: 600; font-size: 11px; letter-spacing: .06em; text-transform: uppercase; color: var(--soft); margin-bottom: 4px; }
summary { cursor: pointer; border-radius: 3px; }
ol { list-style: none; padding: 0; display: grid; gap: 6px; }
.warnings li { background: var(--warn-back); border: 1px solid var(--warn-line); border-radius: 8px; padding: 7px 10px; overflow-wrap: anywhere; }
code { font: 12px/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.warnings code { color: var(--warn); font-weight: 600; user-select: all; }
.warnings small, .soft { color: var(--soft); font-size: 12px; }
.patches li { border-top: 1px solid var(--line); padding-top: 6px; }
.patches li:first-child { border: 0; padding: 0; }
.head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 8px; }
.head time { color: var(--soft); font-variant-numeric: tabular-nums; font-size: 12px; }
.tag { background: var(--tint); border-radius: 5px; padding: 0 6px; font-size: 12px; font-weight: 600; }
.tag.push { color: #2f81f7; } .tag.visit { color: #8250df; } .tag.submit { color: #1a7f37; }
@media (prefers-color-scheme: dark) { .tag.visit { color: #b08cf5; } .tag.submit { color: #4ac26b; } .tag.push { color: #6cb0ff; } }
.size { font-variant-numeric: tabular-nums; }
.changes { margin-top: 3px; gap: 1px; }
.patches .changes li { border: 0; padding: 0; overflow-wrap: anywhere; }
.changes button { background: none; border: 0; padding: 0; cursor: pointer; text-align: start; border-radius: 3px; }
.changes button:hover code { text-decoration: underline; }
.changes .kind { display: inline-block; min-width: 62px; color: var(--soft); font-size: 12px; }
.why { color: var(--soft); }
`;

// src/dev/panel.ts
var storageKey = "goldfish-dev";
var maxEntries = 50;
var memory = {
  get: () => (sessionStorage.getItem(storageKey) ?? "").split(" "),
  set(word, on) {
    const words = new Set(memory.get());
    words[on ? "add" : "delete"](word);
    sessionStorage.setItem(storageKey, [...words].join(" ").trim());
  },
  has: (word) => memory.get().includes(word)
};
function openPanel() {
  const warnings2 = el("ol");
  const patches = el("ol");
  const warned2 = el(
    "details",
    { class: "warnings", hidden: "" },
    el("summary", {}, "Warnings"),
    warnings2
  );
  warned2.open = !memory.has("folded");
  warned2.addEventListener("toggle", () => memory.set("folded", !warned2.open));
  const nothing = el("p", { class: "soft" }, "No patch yet.");
  const count = el("span", {}, "0 patches");
  const alarm = el("b", { role: "status" });
  const panel = el(
    "section",
    { class: "panel", id: "panel", role: "region", "aria-label": "Goldfish, development" },
    el(
      "header",
      {},
      el("h2", {}, "Goldfish"),
      toggle("Flash", "still"),
      button("Clear", () => {
        patches.replaceChildren();
        nothing.hidden = false;
      }),
      button("Hide", () => hide(), {
        title: "Nothing of this is shown until another tab is opened"
      }),
      button("Close", () => open(false))
    ),
    el(
      "div",
      { class: "body", tabindex: "-1" },
      warned2,
      el("section", { class: "patches" }, el("h3", {}, "Patches"), nothing, patches)
    )
  );
  const pill = el(
    "button",
    { class: "pill", type: "button", "aria-expanded": "false", "aria-controls": "panel" },
    el("i"),
    count,
    alarm
  );
  const host = el("div", { "data-goldfish-dev": "" });
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(el("div", { class: "dev" }, panel, pill));
  function open(on) {
    const within = contains(panel, shadow.activeElement);
    set(panel, "hidden", !on);
    pill.setAttribute("aria-expanded", String(on));
    memory.set("open", on);
    if (!on && within) pill.focus();
  }
  function hide() {
    memory.set("hidden", true);
    host.remove();
  }
  pill.addEventListener("click", () => open(get(panel, "hidden")));
  call(panel, "addEventListener", "keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    open(false);
  });
  open(memory.has("open"));
  append(document.documentElement, host);
  let total = 0;
  return {
    flashes: () => !memory.has("still"),
    warn(found) {
      warned2.hidden = !found.length;
      setTextContent(
        alarm,
        found.length ? `${found.length} warning${found.length > 1 ? "s" : ""}` : ""
      );
      warnings2.replaceChildren(
        ...found.toReversed().map(
          ({ at, message, page }) => el(
            "li",
            {},
            at && el("code", {}, at),
            at && el("br"),
            message,
            el("br"),
            el("small", {}, "seen on ", page)
          )
        )
      );
    },
    /** Logs a patch. The function that it returns adds why the full page was sent. */
    log(entry) {
      setTextContent(count, `${++total} patch${total > 1 ? "es" : ""}`);
      nothing.hidden = true;
      const why = el("span", { class: "why" }, entry.why);
      patches.prepend(line(entry, why));
      while (patches.children.length > maxEntries) removeNode(patches.lastElementChild);
      return (text) => setTextContent(why, text);
    }
  };
}
function toggle(text, off) {
  const made = button(
    text,
    () => {
      memory.set(off, !memory.has(off));
      made.setAttribute("aria-pressed", String(!memory.has(off)));
    },
    { "aria-pressed": String(!memory.has(off)) }
  );
  return made;
}
function line({ reason, url, whole, changes, ...entry }, why) {
  const size = whole === void 0 ? "nothing new" : `${bytes(entry.bytes)} ${whole ? "whole" : "difference"}`;
  const groups = grouped(changes);
  const shown = groups.slice(0, 12);
  return el(
    "li",
    {},
    el(
      "div",
      { class: "head" },
      el("time", {}, (/* @__PURE__ */ new Date()).toTimeString().slice(0, 8)),
      el("span", { class: "tag " + reason }, reason),
      el("span", { class: "size" }, size),
      el("span", { class: "soft" }, url)
    ),
    why,
    el(
      "ol",
      { class: "changes" },
      ...shown.map(groupLine),
      groups.length > shown.length && el("li", { class: "soft" }, `and ${groups.length - shown.length} more`)
    )
  );
}
function grouped(changes) {
  const groups = /* @__PURE__ */ new Map();
  for (const change of changes) {
    const key = [change.kind, change.name, change.what].join();
    groups.set(key, [...groups.get(key) ?? [], change]);
  }
  return [...groups.values()];
}
function groupLine(group) {
  const { kind, name, what } = group[0];
  const times = group.length > 1 && ` ×${group.length}`;
  const text = [
    el("span", { class: "kind" }, kind),
    " ",
    el("code", {}, name),
    times,
    what && el("span", { class: "soft" }, " " + what)
  ];
  const places = group.filter(({ element }) => element?.deref());
  if (!places.length) return el("li", {}, ...text);
  const show = el("button", { type: "button", title: "Show it in the page" }, ...text);
  show.addEventListener("click", () => {
    const first = places[0].element.deref();
    if (first) call(first, "scrollIntoView", { block: "nearest" });
    flash(places);
  });
  return el("li", {}, show);
}
var isHidden = () => memory.has("hidden");

// src/dev/dev.ts
function start() {
  if (isHidden()) return;
  const panel = openPanel();
  const observers = /* @__PURE__ */ new Map();
  const waiting = /* @__PURE__ */ new Map();
  let timer;
  const versions = /* @__PURE__ */ new WeakMap();
  for (const part of document.querySelectorAll(`[${PartURL}]`))
    versions.set(part, "that of the document");
  const page = document.getElementById(PageID);
  versions.set(page, attr(page, Version) ?? "");
  let fromServer = [];
  function showWarnings() {
    const own = [...warnings].map((message) => ({ kind: "client", page: location.pathname, message }));
    panel.warn([...fromServer, ...own]);
  }
  warned.listen(showWarnings);
  async function fetchWarnings() {
    const entries = [...waiting];
    waiting.clear();
    try {
      const answer = await fetch(new URL("dev", import.meta.url), { cache: "no-store" });
      if (!answer.ok) return;
      const { warnings: received, whole = {} } = await answer.json();
      fromServer = received;
      showWarnings();
      for (const [version, tell] of entries)
        tell(whole[version] ?? "The server did not know what was versions.");
    } catch {
    }
  }
  function fetchWarningsSoon() {
    clearTimeout(timer);
    timer = setTimeout(fetchWarnings, 200);
  }
  addEventListener(EventPrefix + "before-patch", (event) => {
    const region = event.target;
    const observer = new MutationObserver(() => observer.disconnect());
    observer.observe(region, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true
    });
    observers.set(region, observer);
  });
  addEventListener(EventPrefix + "patch", (event) => {
    const region = event.target;
    const observer = observers.get(region);
    const records = observer?.takeRecords() ?? [];
    observer?.disconnect();
    observers.delete(region);
    const { reason, url, version, patch } = event.detail;
    const changes = changesOf(records.filter((record) => regionOf(record) === region));
    const sent = patch.delta ?? patch.body;
    const before = versions.get(region) ?? "";
    const whole = sent === void 0 || version === before ? void 0 : !patch.delta;
    versions.set(region, version);
    const tell = panel.log({
      reason,
      url,
      whole,
      why: whole && !before ? "Nothing was held that a difference could start from." : "",
      bytes: sent === void 0 ? 0 : new TextEncoder().encode(JSON.stringify(sent)).length,
      changes
    });
    if (whole && before) waiting.set(version, tell);
    if (panel.flashes()) flash(changes);
    fetchWarningsSoon();
  });
  void fetchWarnings();
}
function regionOf({ type, target }) {
  const el2 = target instanceof Element && type !== "attributes" ? target : parentElement(target);
  return closest(el2, `[${PartURL}],#${PageID}`);
}
return start();
}
