var __defProp = Object.defineProperty;
var __export = (target2, all) => {
  for (var name in all)
    __defProp(target2, name, { get: all[name], enumerable: true });
};

// src/contract.ts
var PatchType = "application/vnd.goldfish.patch+json";
var StreamType = "text/event-stream";
var FromHeader = "Goldfish-From";
var VersionHeader = "Goldfish-Version";
var PartsHeader = "Goldfish-Parts";
var PageID = "page";
var Fingerprints = "data-fingerprints";
var Dev = "data-dev";
var Page = "data-page";
var Version = "data-version";
var Flash = "data-flash";
var Notice = "data-notice";
var PartURL = "data-part";
var On = "data-on";
var Confirm = "data-confirm";
var Busy = "data-busy";
var Indicator = "data-indicator";
var History = "data-history";
var Prefetch = "data-prefetch";
var Transition = "data-transition";
var Scroll = "data-scroll";
var Focus = "data-focus";
var Keep = "data-keep";
var Live = "data-live";
var Patch = "data-patch";
var Hook = "data-hook";
var Error2 = "data-error";
var Draft = "data-draft";
var Name = "data-name";
var Stream = "data-stream";
var Stale = "data-stale";
var Offline = "data-offline";
var Hello = "hello";
var StaleEvent = "stale";
var FreshEvent = "fresh";
var ShellEvent = "shell";
var RecheckEvent = "recheck";
var PartEvent = "part";
var EventPrefix = "goldfish:";

// src/events.ts
function emit(target2, type, detail = {}, cancelable = false) {
  const at = target2?.isConnected ? target2 : document;
  return at.dispatchEvent(new CustomEvent(EventPrefix + type, { detail, bubbles: true, cancelable }));
}

// src/ours.ts
var ours = /* @__PURE__ */ new Map();
var observed = { attributes: true, attributeOldValue: true, characterData: true, characterDataOldValue: true, childList: true, subtree: true };
var observer;
function watchOurs(element) {
  observer?.disconnect();
  ours.clear();
  observer = new MutationObserver(note);
  observer.observe(element, observed);
}
function unnoted(change2) {
  noteOurs();
  change2();
  dropRecords();
}
function noteOurs() {
  if (observer) note(observer.takeRecords());
}
function dropRecords() {
  observer?.takeRecords();
  for (const [el, its] of ours) {
    if (its.children && agrees(el, its.children)) delete its.children;
    if (!el.isConnected || !(its.attributes.size || its.children)) ours.delete(el);
  }
}
function forgetOurs(region2) {
  delete ours.get(region2)?.children;
  for (const el of ours.keys()) if (regionOf(el) === region2) ours.delete(el);
}
function agrees(el, { nodes, base: base2 }) {
  const known = [...nodes];
  return known.length === el.childNodes.length && known.every((node, i) => node === el.childNodes[i] && (node instanceof Element || node.nodeValue === base2[i]?.nodeValue));
}
function addedTo(el) {
  const nodes = ours.get(el)?.children?.nodes;
  return nodes ? [...el.children].filter((child) => !nodes.has(child)) : [];
}
function of(el) {
  let known = ours.get(el);
  if (!known) ours.set(el, known = { attributes: /* @__PURE__ */ new Map() });
  return known;
}
function note(records) {
  const lists = /* @__PURE__ */ new Map();
  for (const record of records) {
    const el = record.type === "characterData" ? record.target.parentElement : record.target;
    if (!el) continue;
    if (record.type === "attributes") {
      if (el.parentElement?.closest(`[${Keep}]`)) continue;
      const { attributes: attributes2 } = of(el);
      const attribute = record.attributeName;
      if (!attributes2.has(attribute)) attributes2.set(attribute, record.oldValue);
    } else if (!el.closest(`[${Keep}]`) && !of(el).children) {
      const list = lists.get(el) ?? [];
      lists.set(el, list);
      list.push(record);
    }
  }
  for (const [el, list] of lists) of(el).children = undo(el, list);
}
function undo(el, records) {
  const nodes = [...el.childNodes];
  const texts2 = /* @__PURE__ */ new Map();
  for (const record of records.reverse()) {
    if (record.type === "characterData") {
      texts2.set(record.target, record.oldValue);
      continue;
    }
    for (const added of record.addedNodes) {
      const at2 = nodes.indexOf(added);
      if (at2 >= 0) nodes.splice(at2, 1);
    }
    let at = record.nextSibling ? nodes.indexOf(record.nextSibling) : nodes.length;
    if (at < 0) at = record.previousSibling ? nodes.indexOf(record.previousSibling) + 1 : nodes.length;
    nodes.splice(at, 0, ...record.removedNodes);
  }
  const base2 = nodes.map((node) => {
    const its = copy(node);
    if (texts2.has(node)) its.nodeValue = texts2.get(node);
    return its;
  });
  return { nodes: new Set(nodes), base: base2 };
}
var elsewhere = document.implementation.createHTMLDocument("");
function copy(node) {
  return elsewhere.importNode(node, true);
}

// src/page.ts
var root = document.documentElement;
var page = { element: document.getElementById(PageID), url: "", version: "", title: "", body: "" };
function readPage() {
  const { element } = page;
  page.url = element.getAttribute(Page) ?? location.pathname + location.search;
  page.version = element.getAttribute(Version) ?? "";
  page.title = document.querySelector("title")?.textContent ?? "";
  page.body = textOf(element);
}
function regionOf(el) {
  return el.parentElement?.closest(`[${PartURL}],#${PageID}`) ?? root;
}
function textOf(region2) {
  if (!region2.querySelector(`[${PartURL}]>template`)) return region2.innerHTML;
  const its = copy(region2);
  for (const part of its.querySelectorAll(`[${PartURL}]`)) {
    const template = part.querySelector(`:scope>template[${Version}]`);
    if (template) part.replaceChildren(template.content);
  }
  return its.innerHTML;
}
function pathOf(url) {
  return new URL(url, location.href).pathname;
}

// src/fields.ts
function live(el) {
  if (el instanceof HTMLSelectElement) return [...el.selectedOptions].map((o) => o.value).join("\n");
  if (checkable(el)) return String(el.checked);
  if (el.type === "file") return [...el.files ?? []].map((f) => f.name + f.size + f.lastModified).join("\n");
  return el.value;
}
function base(el) {
  if (el instanceof HTMLSelectElement) {
    const chosen = [...el.options].filter((o) => o.defaultSelected);
    const first = el.multiple || el.size > 1 ? void 0 : [...el.options].find((o) => !o.disabled);
    return (el.multiple ? chosen : chosen.length ? chosen.slice(-1) : first ? [first] : []).map((o) => o.value).join("\n");
  }
  if (checkable(el)) return String(el.defaultChecked);
  if (el.type === "file") return "";
  return el.defaultValue;
}
function set(el, value) {
  if (el instanceof HTMLSelectElement) {
    let values = value.split("\n");
    const there = (v) => [...el.options].some((option) => option.value === v);
    if (value !== "" && !values.some(there)) values = base(el).split("\n");
    for (const option of el.options) {
      const chosen = values.includes(option.value);
      if (option.selected !== chosen) option.selected = chosen;
    }
  } else if (checkable(el)) {
    el.checked = value === "true";
  } else if (el.type === "file") {
    if (value === "") el.value = "";
  } else if (el.value !== value) {
    el.value = value;
  }
}
function checkable(el) {
  return el.type === "checkbox" || el.type === "radio";
}
function editable(el) {
  return !/^(hidden|submit|button|reset|image)$/.test(el.type);
}
function controlsIn(root2, region2) {
  return [...root2.querySelectorAll("input,textarea,select")].filter((el) => editable(el) && regionOf(el) === region2);
}
function isDirty(el) {
  if (live(el) !== base(el) || el.validity.badInput) return true;
  if (el.type !== "radio" || !el.name) return false;
  const group = (el.form ?? document).querySelectorAll(`input[type=radio][name="${CSS.escape(el.name)}"]`);
  return [...group].some((other) => other.form === el.form && other.checked !== other.defaultChecked);
}
var elements = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, "elements");
function elementsOf(form) {
  return elements.get.call(form);
}
function sent(form) {
  return new Map([...elementsOf(form)].filter((el) => "validity" in el && "value" in el && editable(el)).map((el) => [el, live(el)]));
}
var waiting = /* @__PURE__ */ new WeakMap();
document.addEventListener("focusout", (event) => {
  const el = event.target;
  if (waiting.has(el) && waiting.get(el) === live(el)) set(el, base(el));
  waiting.delete(el);
});
function guardFields(root2, rules, region2 = root2) {
  const before = /* @__PURE__ */ new Map();
  for (const el of controlsIn(root2, region2)) {
    const known = { live: live(el), base: base(el), dirty: isDirty(el) };
    if (el === document.activeElement && "selectionStart" in el && el.selectionStart !== null)
      known.selection = [el.selectionStart, el.selectionEnd ?? el.selectionStart, el.selectionDirection ?? "none"];
    before.set(el, known);
  }
  return () => {
    for (const [el, was] of before) {
      if (!el.isConnected) continue;
      const focused = el === document.activeElement;
      const theirs = base(el);
      const mine = rules.fresh ? el === rules.inUse : rules.sent?.has(el) ? was.live !== rules.sent.get(el) : theirs === was.base || was.dirty || focused;
      if (mine && focused && !was.dirty && theirs !== was.base) waiting.set(el, was.live);
      set(el, mine ? was.live : theirs);
      if (focused && was.selection && mine) restore(el, was.selection);
    }
  };
}
function restore(el, [start, end, direction]) {
  if (el.selectionStart !== start || el.selectionEnd !== end) el.setSelectionRange(start, end, direction);
}
function resetSent(values) {
  for (const [el, value] of values) if (el.isConnected && live(el) === value) set(el, base(el));
}

// src/fingerprints.ts
var fingerprints_exports = {};
__export(fingerprints_exports, {
  client: () => client,
  compare: () => compare,
  documentDue: () => documentDue,
  doubtBuild: () => doubtBuild,
  markDocument: () => markDocument,
  missFile: () => missFile,
  renewShell: () => renewShell,
  seekDocument: () => seekDocument,
  setShell: () => setShell,
  shell: () => shell,
  shellReady: () => shellReady,
  startFingerprints: () => startFingerprints,
  viewer: () => viewer,
  welcomes: () => welcomes
});

// src/store.ts
function recall(key4, otherwise) {
  try {
    return JSON.parse(sessionStorage.getItem("goldfish:" + key4) ?? "");
  } catch {
    return otherwise;
  }
}
function keep(key4, value) {
  try {
    sessionStorage.setItem("goldfish:" + key4, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

// src/fingerprints.ts
var client = "6sTLCZji";
var [, ownScripts = "", ownShell = "", ownViewer = ""] = (root.getAttribute(Fingerprints) ?? "").split(".");
var shell = ownShell;
var viewer = ownViewer;
var leftShells = /* @__PURE__ */ new Set();
var tries = /* @__PURE__ */ new Map();
var mostTries = 5;
var seenKey = "documents";
var seenFor = 6e5;
var seen = () => recall(seenKey, {});
var wanted = "";
var wantedSince = 0;
var trustedAfter = 3e3;
var incomplete = false;
var renewing;
var timer;
var spread = 3e3;
function markDocument(had = `${client}.${ownScripts}`) {
  const now = Date.now();
  const recent = Object.entries(seen()).filter(([, at]) => now - at < seenFor);
  return keep(seenKey, Object.fromEntries([...recent, [had, now]]));
}
function startFingerprints() {
  markDocument();
}
function documentDue() {
  if (Date.now() - wantedSince < trustedAfter) return false;
  return incomplete || !!wanted && wanted !== `${client}.${ownScripts}` && !(Date.now() - (seen()[wanted] ?? 0) < seenFor);
}
function doubtBuild() {
  wantedSince = Date.now();
}
function seekDocument() {
  incomplete = false;
  return !wanted || markDocument(wanted);
}
function missFile() {
  incomplete = true;
}
async function compare(text, url = page.url, mine = false) {
  if (!text) return;
  const [itsClient, itsScripts, itsShell = "", itsViewer = ""] = text.split(".");
  if (wanted !== (wanted = itsClient + "." + itsScripts)) doubtBuild();
  if (itsViewer !== viewer) return renewShell(url);
  if (itsShell === shell || leftShells.has(itsShell)) return;
  const renew = (after) => {
    const asked2 = tries.get(itsShell) ?? 0;
    if (itsShell === shell || asked2 >= mostTries) return;
    tries.set(itsShell, asked2 + 1);
    clearTimeout(timer);
    timer = setTimeout(async () => {
      await renewShell();
      renew(spread);
    }, after);
  };
  renew(mine ? 0 : Math.random() * spread);
}
function renewShell(url = page.url, forced = false) {
  clearTimeout(timer);
  return renewing ??= (async () => {
    try {
      await needSoon();
      await deploy?.renewShell(url, forced);
    } catch (err) {
      reportError(err);
    } finally {
      renewing = void 0;
    }
  })();
}
function shellReady() {
  return renewing;
}
function welcomes(itsShell, itsViewer, forced) {
  return forced || itsViewer !== viewer || itsShell !== shell && !leftShells.has(itsShell);
}
function setShell(itsShell, itsViewer, forced) {
  if (itsViewer !== viewer || forced) leftShells.clear();
  else if (itsShell !== shell) leftShells.add(shell);
  leftShells.delete(itsShell);
  tries.clear();
  shell = itsShell;
  if (itsViewer !== viewer) {
    viewer = itsViewer;
    drafts?.setViewer();
  }
  root.setAttribute(Fingerprints, [client, ownScripts, shell, viewer].join("."));
}

// src/busy.ts
var patience = 300;
var counts = /* @__PURE__ */ new Map();
var timer2;
var stopBar;
function add(el, n) {
  const count = (counts.get(el) ?? 0) + n;
  if (count > 0) {
    counts.set(el, count);
    el.setAttribute("aria-busy", "true");
  } else {
    counts.delete(el);
    el.removeAttribute("aria-busy");
  }
}
function busy(...origins) {
  const marked = /* @__PURE__ */ new Set([root]);
  for (const el of origins) {
    if (!el) continue;
    marked.add(el);
    const selector = el.getAttribute(Indicator);
    if (selector) for (const shown2 of document.querySelectorAll(selector)) marked.add(shown2);
  }
  for (const el of marked) add(el, 1);
  timer2 ??= setTimeout(async () => {
    const its = await needProgress();
    if (timer2) stopBar ??= its?.showBar();
  }, patience);
  return () => {
    for (const el of marked) add(el, -1);
    if (counts.has(root)) return;
    clearTimeout(timer2);
    stopBar?.();
    timer2 = stopBar = void 0;
  };
}
function busyLabel(button) {
  const label = button?.getAttribute(Busy);
  if (!button || !label) return () => {
  };
  if (button instanceof HTMLInputElement) {
    const was2 = button.value;
    button.value = label;
    return () => {
      if (button.value === label) button.value = was2;
    };
  }
  const was = [...button.childNodes];
  button.textContent = label;
  return () => {
    if (button.textContent === label) button.replaceChildren(...was);
  };
}

// src/leave.ts
var key = "loaded";
var pause = 1e4;
function load(url) {
  const target2 = new URL(url, location.href);
  if (!/^https?:$/.test(target2.protocol)) return;
  drafts?.save();
  seekDocument();
  if (target2.hash && target2.href.split("#")[0] === location.href.split("#")[0]) {
    history.replaceState(history.state, "", target2.href);
    location.reload();
  } else {
    location.assign(target2.href);
  }
}
function reload() {
  const now = Date.now();
  const again = now - recall(key, 0) >= pause && !!deploy && !deploy.changed() && draftsAreSafe() && keep(key, now);
  if (again) location.reload();
  return again;
}

// src/scroll.ts
var key2 = "places";
var places = recall(key2, {});
var scrolled = /* @__PURE__ */ new Set();
document.addEventListener(
  "scroll",
  (event) => {
    if (event.target instanceof Element) scrolled.add(event.target);
  },
  { capture: true, passive: true }
);
function saveScroll(entry2) {
  const place = { "": [scrollX, scrollY] };
  for (const el of scrolled) {
    if (!el.isConnected) scrolled.delete(el);
    else if (el.id) place[el.id] = [el.scrollLeft, el.scrollTop];
  }
  places[entry2] = place;
}
function forgetScroll(from2) {
  for (const entry2 in places) if (+entry2 >= from2) delete places[entry2];
}
function storeScroll() {
  keep(key2, places);
}
function restoreScroll(entry2) {
  const place = places[entry2];
  for (const id in place) jump(id ? document.getElementById(id) : window, ...place[id]);
  return !!place;
}
function jump(el, left, top) {
  el?.scrollTo({ left, top, behavior: "instant" });
}
function scrollAfter(hash, top) {
  const target2 = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
  if (target2) target2.scrollIntoView({ behavior: "instant" });
  else if (top) {
    for (const el of [...scrolled, window]) if (el === window || page.element.contains(el)) jump(el, 0, 0);
  }
}

// src/history.ts
var key3 = "entry";
var calls = [];
var window10s = 1e4;
var safe = 50;
var entry = 0;
var shown = 0;
var here = location.pathname + location.search;
var late;
function numberOf(state2) {
  return state2?.goldfish;
}
function startHistory() {
  history.scrollRestoration = "manual";
  const known = numberOf(history.state);
  entry = shown = known ?? recall(key3, 0) + 1;
  if (known === void 0) {
    forgetScroll(entry);
    call("replaceState", location.href);
  }
  addEventListener("pagehide", leave);
}
function leave() {
  flush();
  if (shown === entry) saveScroll(entry);
  storeScroll();
  history.scrollRestoration = "auto";
  keep(key3, entry);
}
function call(method, url) {
  const now = Date.now();
  calls = [...calls.filter((at) => now - at <= window10s), now];
  try {
    history[method]({ goldfish: entry, parts: parts?.state() }, "", url);
  } catch {
  }
}
function flush() {
  if (!late) return;
  clearTimeout(late.timer);
  const { url } = late;
  late = void 0;
  call("replaceState", url);
}
function commit(url, mode, inside) {
  if (shown === entry) saveScroll(entry);
  const target2 = new URL(url, location.href);
  const news = inside || target2.href !== location.href;
  if (mode === "push" && news) {
    flush();
    entry++;
    forgetScroll(entry);
    call("pushState", target2.href);
  } else if (news || late) {
    replace(target2.href);
  }
  shown = entry;
  here = target2.pathname + target2.search;
}
function replace(url) {
  if (late) late.url = url;
  else if (calls.length < safe) call("replaceState", url);
  else late = { url, timer: setTimeout(flush, 1e3) };
}
function arrive(state2) {
  if (late) clearTimeout(late.timer);
  late = void 0;
  const known = numberOf(state2);
  if (known !== void 0 && shown === entry) saveScroll(entry);
  entry = known ?? entry + 1;
  if (known === void 0) {
    forgetScroll(entry);
    call("replaceState", location.href);
  }
  const sameDocument = location.pathname + location.search === here;
  if (sameDocument) shown = entry;
  return { sameDocument, fresh: known === void 0 };
}
function behind() {
  return shown - entry;
}
function note2() {
  if (shown === entry) saveScroll(entry);
}
function pageshow() {
  history.scrollRestoration = "manual";
}

// src/delta.ts
function applyDelta(html, delta) {
  const applied = { html, touched: [] };
  let operations = [];
  for (const it of [...delta, 0]) {
    if (typeof it === "string") applied.title = it;
    else if (it) operations.push(it);
    else {
      applied.html = step(applied.html, operations, applied.touched);
      operations = [];
    }
  }
  return applied;
}
function step(old, operations, touched) {
  const cuts = [];
  const cut = (at2, length, order = 1 /* Own */, text = "", touch, size) => cuts.push({ at: at2, length, order, text, touch, size });
  for (const [verb, ...rest2] of operations) {
    if (typeof verb === "number") {
      const [size, ...splices] = rest2;
      const touch = { kind: "edit", id: size ? idAt(old, verb) : "", html: "" };
      cut(verb, 0, 3 /* Begin */, "", touch, size);
      each(verb, splices, (at2, del, text) => cut(at2, del, 1 /* Own */, text));
      touched.push(touch);
    } else if (verb === "-") {
      for (let i = 0; i < rest2.length; i += 2) {
        touched.push({ kind: "remove", id: idAt(old, rest2[i]) });
        cut(rest2[i], rest2[i + 1]);
      }
    } else {
      const [at2, length, ...items] = rest2;
      const before = verb === "<";
      const put = (html2) => cut(before ? at2 : at2 + length, 0, before ? 2 /* Before */ : 0 /* After */, html2);
      touched.push({
        kind: "place",
        id: idAt(old, at2),
        before,
        items: items.map((item) => {
          if (typeof item === "string" || typeof item[2] === "string") {
            const html3 = typeof item === "string" ? item : spliced(old, at2, length, item);
            put(html3);
            return { html: html3 };
          }
          const [from2, its, ...splices] = item;
          const html2 = spliced(old, from2, its, splices);
          cut(from2, its);
          put(html2);
          return { id: idAt(old, from2), html: splices.length ? html2 : void 0 };
        })
      });
    }
  }
  cuts.sort((a, b) => a.at - b.at || a.length - b.length || a.order - b.order);
  let html = "";
  let at = 0;
  for (const next of cuts) {
    html += old.slice(at, next.at);
    next.from = html.length;
    html += next.text;
    at = next.at + next.length;
  }
  html += old.slice(at);
  for (const { touch, from: from2, size } of cuts) if (touch) touch.html = size ? html.slice(from2, from2 + size) : html;
  return html;
}
function each(at, splices, found) {
  for (let i = 0; i < splices.length; i += 3) {
    at += splices[i];
    found(at, splices[i + 1], splices[i + 2]);
    at += splices[i + 1];
  }
}
function spliced(old, at, length, splices) {
  const end = at + length;
  let html = "";
  each(at, splices, (to, del, text) => {
    html += old.slice(at, to) + text;
    at = to + del;
  });
  return html + old.slice(at, end);
}
var tag = /<[^>]*? id="([^"]+)"/y;
function idAt(html, at) {
  tag.lastIndex = at;
  return tag.exec(html)[1];
}

// src/sum.ts
var encoder = new TextEncoder();
function sum(...parts2) {
  let a = 2538058380;
  let b = 1540483477;
  const word = (k) => {
    a = Math.imul(turn(a ^ Math.imul(turn(Math.imul(k, 3432918353), 15), 461845907), 13), 5) + 3864292196 | 0;
    b = Math.imul(turn(b ^ Math.imul(turn(Math.imul(k, 597399067), 17), 2869860233), 19), 5) + 1444728091 | 0;
  };
  for (const part of parts2) {
    const bytes = encoder.encode(part);
    const { length } = bytes;
    const view = new DataView(bytes.buffer, bytes.byteOffset, length);
    let at = 0;
    for (; at + 4 <= length; at += 4) word(view.getInt32(at, true));
    let tail = 0;
    for (let i = 0; at + i < length; i++) tail |= bytes[at + i] << 8 * i;
    word(tail);
    word(length);
  }
  a = finish(a);
  b = finish(b) ^ a;
  const chars = [a, b].flatMap((lane) => [0, 8, 16, 24].map((shift) => lane >>> shift & 255));
  return btoa(String.fromCharCode(...chars)).replace(/\+/g, "-").replace(/\//g, "_").replace("=", "");
}
var turn = (k, by) => k << by | k >>> 32 - by;
function finish(h) {
  h = Math.imul(h ^ h >>> 16, 2246822507);
  h = Math.imul(h ^ h >>> 13, 3266489909);
  return h ^ h >>> 16;
}

// src/held.ts
var misfits = 0;
var misfit;
function wantsWhole() {
  return misfits > 1;
}
function fit(patch, base2) {
  const { version, body, delta } = patch;
  if (body !== void 0 || !version && !delta) return patch;
  if (version === base2.version) return { ...patch, title: base2.title, body: base2.body };
  try {
    if (!wantsWhole()) {
      const { html, title = base2.title, touched } = applyDelta(base2.body, delta);
      if (sum(title, html) === version) {
        misfits = 0;
        return { ...patch, title, body: html, touched, from: base2.version };
      }
    }
  } catch {
  }
  const known = misfit === base2.version;
  misfit = base2.version;
  if (!known && ++misfits === 2) console.warn("goldfish: differences do not fit here; from now on this tab asks for the whole");
  return void 0;
}

// src/net.ts
async function ask(url, init, from2 = page.url, region2 = page, whole2 = wantsWhole()) {
  const headers = { Accept: PatchType };
  if (from2) headers[FromHeader] = from2;
  const base2 = { ...region2 };
  if (base2.version && !whole2) headers[VersionHeader] = base2.version;
  const held2 = parts?.hold(whole2);
  if (held2?.header) headers[PartsHeader] = held2.header;
  const { signal } = init;
  try {
    const response = await fetch(url, { ...init, headers, cache: "no-store" });
    root.removeAttribute(Offline);
    const answer = { status: response.type === "opaqueredirect" ? 303 : response.status };
    if (response.redirected) answer.redirected = response.url;
    if (response.headers.get("Content-Type")?.startsWith(PatchType)) {
      const patch = await response.json();
      void compare(patch.fingerprints, patch.url ?? region2.url, true);
      patch.parts = held2?.fit(patch.parts) ?? patch.parts;
      answer.patch = fit(patch, base2) ?? await refetch(patch, patch.url ?? url);
    } else {
      void response.body?.cancel();
    }
    return answer;
  } catch (err) {
    if (signal?.aborted) throw err;
    root.setAttribute(Offline, "");
    return { status: 0 };
  }
  async function refetch({ history: history2, flash, notice }, location2) {
    const { status, patch } = whole2 ? {} : await ask(location2, { signal, redirect: "manual" }, "", region2, true);
    return status === 200 && patch ? { ...patch, history: history2, flash, notice } : { location: location2 };
  }
}

// src/prefetch.ts
var rest = 80;
var goodFor = 2e3;
var held;
var timer3;
var from = () => page.url + " " + page.version;
function saveData() {
  return !!navigator.connection?.saveData;
}
function dropPrefetched() {
  clearTimeout(timer3);
  held?.abort.abort();
  held = void 0;
}
async function takePrefetched(url) {
  clearTimeout(timer3);
  const mine = held;
  held = void 0;
  if (mine?.url === url && mine.from === from() && Date.now() - mine.at < goodFor) return mine.answer;
  mine?.abort.abort();
  return void 0;
}
function prefetch(url) {
  if (held?.url === url && Date.now() - held.at < goodFor) return;
  dropPrefetched();
  const abort = new AbortController();
  const answer = ask(url, { signal: abort.signal, redirect: "manual", priority: "low" }).then(
    (its) => its.status === 200 && its.patch ? its : void 0,
    () => void 0
  );
  held = { url, from: from(), at: Date.now(), answer, abort };
}
function startPrefetch(linkOf) {
  const wanted2 = (event) => {
    const link = saveData() ? void 0 : linkOf(event);
    return link && !link.closest(`[${Prefetch}=off]`) && link.href !== location.href && target(link, link.href) === page ? link : void 0;
  };
  document.addEventListener("mouseover", (event) => {
    clearTimeout(timer3);
    const link = wanted2(event);
    if (link) timer3 = setTimeout(() => prefetch(link.href), rest);
  });
  document.addEventListener("mouseout", () => clearTimeout(timer3));
  document.addEventListener(
    "touchstart",
    (event) => {
      const link = wanted2(event);
      if (link) prefetch(link.href);
    },
    { passive: true }
  );
}

// src/message.ts
var words = {
  down: "The server cannot be reached just now.",
  failed: "That did not work. Please try again.",
  ended: "You are not signed in any more. What you have entered is still here.",
  draft: "You have entered something here before, and not sent it.",
  restore: "Put it back",
  discard: "Discard it",
  changed: "“%1” was changed meanwhile. It is now: %2",
  take: "Use this",
  keep: "Keep mine",
  unplaced: "These fields are not here any more. What you had entered:",
  close: "Close"
};
function message(place, text = "") {
  const places2 = document.querySelectorAll(`[${place}]`);
  for (const el of places2) {
    el.textContent = text;
    el.hidden = !text;
  }
  return places2.length > 0;
}
function say(text) {
  if (!message(Flash, text)) announce(text);
}
var passing = "";
function sayPassing(text) {
  say(passing = text);
}
function unsayPassing() {
  if (!passing) return;
  for (const el of document.querySelectorAll(`[${Flash}]`)) if (el.textContent === passing) message(Flash);
  if (region?.textContent === passing) region.textContent = "";
  passing = "";
}
function sorry(down) {
  return down ? words.down : words.failed;
}
var region;
function announce(text) {
  if (!region?.isConnected) {
    region = document.createElement("div");
    region.setAttribute("aria-live", "polite");
    region.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
    document.body.append(region);
  }
  region.textContent = text;
}

// src/focus.ts
var asked = "[autofocus]";
function guardFocus(region2, origin, fresh, inUse) {
  const before = new Set(region2.querySelectorAll(asked));
  const had = document.activeElement !== document.body;
  const selector = origin?.closest(`[${Focus}]`)?.getAttribute(Focus);
  return () => {
    const wanted2 = selector ? document.querySelector(selector) : null;
    if (wanted2) return take(wanted2);
    if (inUse && inUse === document.activeElement) return;
    const auto = [...region2.querySelectorAll(asked)].find((el) => fresh || !before.has(el));
    if (auto) return take(auto);
    const lost = had && document.activeElement === document.body;
    if (fresh || lost) take(region2.querySelector("h1") ?? (region2 === page.element ? document.querySelector("main") : null) ?? region2);
  };
}
function take(el) {
  el.focus({ preventScroll: true });
  if (document.activeElement === el) return;
  el.tabIndex = -1;
  el.focus({ preventScroll: true });
  el.addEventListener("blur", () => el.removeAttribute("tabindex"), { once: true });
}

// src/hooks.ts
var hooks = /* @__PURE__ */ new Map();
var mounted = /* @__PURE__ */ new Map();
function hook(name, its) {
  hooks.set(name, its);
  for (const [el, of2] of mounted) if (of2 === name) run(its.mounted, el);
}
function refreshHooks(touched) {
  for (const [el, name] of mounted) {
    if (el.isConnected && el.getAttribute(Hook) === name) continue;
    mounted.delete(el);
    tell("removed", name, el);
  }
  for (const el of document.querySelectorAll(`[${Hook}]`)) {
    const name = el.getAttribute(Hook);
    if (!mounted.has(el)) {
      mounted.set(el, name);
      tell("mounted", name, el);
    } else if (touched.has(el)) {
      tell("patched", name, el);
    }
  }
}
function tell(what, name, el) {
  run(hooks.get(name)?.[what], el);
  emit(el, what, { hook: name, element: el });
}
function run(fn, el) {
  try {
    fn?.(el);
  } catch (err) {
    reportError(err);
  }
}

// src/html.ts
var factory = globalThis.trustedTypes;
var policy = { createHTML: (html) => html };
var trusted = factory ? factory.createPolicy("goldfish", policy) : policy;
function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = trusted.createHTML(html);
  const holder = template.content.ownerDocument.createElement("div");
  holder.append(template.content);
  return holder;
}
function parseDocument(html) {
  return new DOMParser().parseFromString(trusted.createHTML(html), "text/html");
}

// src/walk.ts
function walk(el, its, guide) {
  const { claims } = guide;
  const old = [...el.childNodes].filter((child) => !guide.stays(child) && !claims.isReserved(child, its));
  const next = [...its.childNodes].filter((child) => !guide.refuses(el, child));
  const matches = match(el, old, next, guide);
  const matched = new Set(matches);
  for (const child of old) if (!matched.has(child)) claims.remove(child);
  const still = stable(matches, old, guide);
  let before = null;
  for (let i = next.length - 1; i >= 0; i--) {
    const child = matches[i] ?? next[i];
    if (!still.has(child)) move(el, child, before);
    before = child;
  }
  matches.forEach((child, i) => child ? become(child, next[i], guide) : adopt(next[i], guide));
}
function adopt(el, guide) {
  if (!guide.claims.holds(el)) return;
  for (const its of [...el.children]) {
    const old = guide.claims.take(its, el);
    if (!old) {
      adopt(its, guide);
      continue;
    }
    move(el, old, its);
    its.remove();
    become(old, its, guide);
  }
}
function become(child, its, guide) {
  if (!(child instanceof Element)) {
    if (child.nodeValue !== its.nodeValue) child.nodeValue = its.nodeValue;
  } else if (!child.isEqualNode(its)) {
    const deeper = guide.visit(child, its);
    attributes(child, its, guide);
    if (deeper) walk(child, its, guide);
  }
}
function attributes(el, its, guide) {
  for (const { name, value } of its.attributes) if (el.getAttribute(name) !== value && guide.mayChange(el, name, value)) el.setAttribute(name, value);
  for (const { name } of [...el.attributes]) if (!its.hasAttribute(name) && guide.mayChange(el, name, null)) el.removeAttribute(name);
}
function move(parent, node, next) {
  if (node.isConnected && parent.moveBefore) parent.moveBefore(node, next);
  else parent.insertBefore(node, next);
}
function match(el, old, next, guide) {
  const matches = next.map(() => void 0);
  const free = new Set(old);
  const take2 = (i, child) => {
    if (!child || matches[i] || !free.has(child) || !alike(child, next[i])) return false;
    if (child instanceof Element && !guide.fits(child, next[i])) return false;
    matches[i] = child;
    return free.delete(child);
  };
  const unmatched = () => next.flatMap((its, i) => !matches[i] && its instanceof Element ? [i] : []);
  const pair = (key4) => {
    const open = unmatched();
    if (!open.length || !free.size) return;
    const known = /* @__PURE__ */ new Map();
    for (const child of free) {
      const k = child instanceof Element && key4(child);
      if (k) known.set(k, (known.get(k) ?? /* @__PURE__ */ new Set()).add(child));
    }
    if (!known.size) return;
    for (const i of open) {
      const same = known.get(key4(next[i]));
      for (const child of same ?? []) {
        if (!take2(i, child)) continue;
        same.delete(child);
        break;
      }
    }
  };
  next.forEach((its, i) => {
    const claimed = guide.claims.take(its, el);
    if (!claimed) return;
    matches[i] = claimed;
    free.delete(claimed);
  });
  next.forEach((its, i) => its instanceof Element && take2(i, guide.partner(its)));
  ends(old, next, take2);
  pair((el2) => el2.id);
  if (free.size > 1 || unmatched().length > 1) {
    pair((el2) => !el2.id && el2.outerHTML);
    pair(innerId(free, next));
  }
  pair((el2) => !el2.id && named(el2) && el2.localName + named(el2));
  pair((el2) => !el2.id && !(isControl(el2) && named(el2)) && el2.localName);
  texts(old, next, matches, take2);
  return matches;
}
function ends(old, next, take2) {
  let start = 0;
  while (start < old.length && start < next.length && old[start].isEqualNode(next[start])) take2(start, old[start++]);
  for (let i = 1; i <= Math.min(old.length, next.length) - start; i++) {
    const child = old[old.length - i];
    if (!child.isEqualNode(next[next.length - i])) break;
    take2(next.length - i, child);
  }
}
function innerId(free, next) {
  const ids = (el) => el.id ? [] : [...el.querySelectorAll("[id]")].map((inner) => inner.id);
  const theirs = new Set(next.flatMap((its) => its instanceof Element ? ids(its) : []));
  const both = new Set([...free].flatMap((child) => child instanceof Element && theirs.size ? ids(child) : []).filter((id) => theirs.has(id)));
  return (el) => both.size > 0 && (ids(el).find((id) => both.has(id)) ?? false);
}
function texts(old, next, matches, take2) {
  const isText = (node) => !(node instanceof Element);
  next.forEach((its, i) => {
    if (!isText(its)) return;
    take2(i, i ? matches[i - 1]?.nextSibling : old[0]);
    take2(i, matches[i + 1]?.previousSibling);
  });
  const rest2 = old.filter(isText);
  next.forEach((its, i) => isText(its) && rest2.forEach((child) => take2(i, child)));
}
function alike(child, its) {
  if (child.nodeName !== its.nodeName) return false;
  return !(child instanceof Element) || ["id", "type"].every((name) => child.getAttribute(name) === its.getAttribute(name));
}
function named(el) {
  return el.getAttribute("name") ?? el.getAttribute("href") ?? el.getAttribute("src");
}
function isControl(el) {
  return el.matches("input,textarea,select,iframe");
}
function stable(matches, old, guide) {
  const index = new Map(old.map((child, i) => [child, i]));
  const order = matches.filter((child) => !!child && index.has(child));
  let places2 = order.map((child) => index.get(child));
  if (places2.every((place, i) => !i || place > places2[i - 1])) return new Set(order);
  const pinned = order.findIndex((child) => guide.fragile(child));
  if (pinned >= 0) {
    const fixed = places2[pinned];
    places2 = places2.filter((place, i) => i === pinned || (i < pinned ? place < fixed : place > fixed));
  }
  return new Set(longest(places2).map((place) => old[place]));
}
function longest(numbers) {
  const tails = [];
  const previous = [];
  numbers.forEach((n, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (numbers[tails[middle]] < n) low = middle + 1;
      else high = middle;
    }
    previous[i] = low ? tails[low - 1] : -1;
    tails[low] = i;
  });
  const run2 = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]) run2.push(numbers[i]);
  return run2;
}

// src/delta-dom.ts
function showDelta(root2, touched, hands) {
  const find = (id) => {
    const el = document.getElementById(id);
    return el && regionOf(el) === root2 ? el : void 0;
  };
  const edit = (el, html) => {
    const theirs = only(html);
    return theirs?.id === el.id && theirs.localName === el.localName && hands.morph(el, theirs);
  };
  return touched.every((touch) => {
    const { kind: kind2, id } = touch;
    if (kind2 === "edit" && !id) return hands.morph(root2, parse(touch.html));
    const el = find(id);
    const parent = el?.parentElement;
    if (!parent) return false;
    if (parent.closest(`[${Keep}]`)) return true;
    if (kind2 === "edit") return edit(el, touch.html);
    if (!hands.enter(parent)) return false;
    if (kind2 === "remove") {
      el.remove();
      return true;
    }
    let last = el;
    return touch.items.every(({ id: id2, html }) => {
      const its = id2 ? find(id2) : only(html);
      if (!its || id2 && !(hands.enter(its.parentElement) && hands.movable(its))) return false;
      move(parent, its, touch.before ? el : last.nextSibling);
      last = its;
      return !id2 || html === void 0 || edit(its, html);
    });
  });
}
function only(html) {
  const { childNodes, firstElementChild } = parse(html);
  return childNodes.length === 1 && firstElementChild ? firstElementChild : void 0;
}

// src/claims.ts
var Claims = class {
  /** New element → the old one that it continues. */
  byNew = /* @__PURE__ */ new Map();
  byOld = /* @__PURE__ */ new Map();
  /** Elements of the new and of the old tree that have such elements in them. */
  holders = /* @__PURE__ */ new Set();
  used = /* @__PURE__ */ new Set();
  held = /* @__PURE__ */ new Set();
  /** Old elements that are removed at the end, since others may still be taken out of them. */
  doomed = [];
  constructor(root2, theirs, region2, fits) {
    const mine = (el) => regionOf(el) === region2 && !el.parentElement.closest(`[${Keep}]`);
    const nested = `[${Keep}] *,[${PartURL}] *,#${PageID} *`;
    const byId = /* @__PURE__ */ new Map();
    for (const el of root2.querySelectorAll("[id]")) if (!byId.has(el.id) && mine(el)) byId.set(el.id, el);
    for (const its of theirs.querySelectorAll("[id]")) {
      const el = byId.get(its.getAttribute("id"));
      if (el && el.localName === its.localName && kind(el) === kind(its) && fits(el, its) && !its.matches(nested)) this.add(el, its, root2, theirs);
    }
    const before = controls(root2, (el) => mine(el) && !this.byOld.has(el), (el) => this.byOld.has(el));
    if (!before.size) return;
    for (const [key4, theirControls] of controls(theirs, (el) => !this.byNew.has(el) && !el.matches(nested), (el) => this.byNew.has(el))) {
      const ours2 = before.get(key4) ?? [];
      if (ours2.length === theirControls.length) ours2.forEach((el, i) => fits(el, theirControls[i]) && this.add(el, theirControls[i], root2, theirs));
    }
  }
  add(el, its, root2, theirs) {
    if (this.byOld.has(el) || this.byNew.has(its)) return;
    this.byNew.set(its, el);
    this.byOld.set(el, its);
    for (const [node, top] of [[el, root2], [its, theirs]])
      for (let holder = node.parentElement; holder && holder !== top && !this.holders.has(holder); holder = holder.parentElement) this.holders.add(holder);
  }
  counterpart(el) {
    return this.byOld.get(el);
  }
  /** The old element of a new one that is about to be placed in a parent. */
  take(its, parent) {
    const el = this.byNew.get(its);
    if (!el || this.used.has(el) || el.contains(parent)) return void 0;
    this.used.add(el);
    return el;
  }
  /** Whether an old child waits to be taken into another parent than the one that becomes `its`. */
  isReserved(child, its) {
    const theirs = this.byOld.get(child);
    if (!theirs || theirs.parentElement === its) return false;
    if (!this.used.has(child)) this.held.add(child);
    return true;
  }
  /** Whether elements to be taken are in this one. */
  holds(el) {
    return this.holders.has(el);
  }
  remove(child) {
    if (this.holds(child)) this.doomed.push(child);
    else child.remove();
  }
  /** At the end: removes what was left for others to be taken out of it, and what nobody took. */
  finish() {
    for (const child of this.doomed) child.remove();
    for (const el of this.held) if (!this.used.has(el)) el.remove();
  }
};
function kind(el) {
  const type = el.localName === "input" ? (el.getAttribute("type") ?? "text").toLowerCase() : "";
  return /^(checkbox|radio|file|hidden|submit|button|reset|image|password)$/.test(type) ? type : "";
}
function controls(root2, want, known) {
  const found = /* @__PURE__ */ new Map();
  for (const el of root2.querySelectorAll("input[name],textarea[name],select[name]")) {
    const its = kind(el);
    if (/^(hidden|submit|button|reset|image)$/.test(its) || !want(el)) continue;
    const form = el.getAttribute("form") ?? el.closest("form")?.getAttribute("id") ?? actionOf(el.closest("form"));
    let around = el.parentElement;
    while (around && around !== root2 && !known(around)) around = around.parentElement;
    const row = around && around !== root2 ? around.getAttribute("id") : "";
    const key4 = [form, row, el.localName, its, el.getAttribute("name"), /^(checkbox|radio)$/.test(its) ? el.getAttribute("value") : ""].join("\n");
    found.set(key4, [...found.get(key4) ?? [], el]);
  }
  return found;
}
function actionOf(form) {
  return form?.getAttribute("action") ?? "";
}

// src/identity.ts
function identify(root2, theirs, region2, claims) {
  const partners = /* @__PURE__ */ new Map();
  const known = /* @__PURE__ */ new Map([[root2, theirs]]);
  function counterpart(el) {
    if (known.has(el)) return known.get(el);
    let found;
    if (root2.contains(el) && regionOf(el) === region2) {
      const parent = counterpart(el.parentElement);
      found = claims.counterpart(el);
      if (found) {
        known.set(el, found);
        return found;
      }
      found = el.id ? theirs.querySelector(`${el.localName}#${CSS.escape(el.id)}`) : parent && alike2(el, parent);
    }
    known.set(el, found);
    if (found && !el.id && !partners.has(found)) partners.set(found, el);
    return found;
  }
  for (const el of ours.keys()) counterpart(el);
  return { partners, counterpart };
}
function alike2(el, parent) {
  const fits = (other) => other.localName === el.localName && !other.id;
  const candidates = [...parent.children].filter(fits);
  const siblings = [...el.parentElement.children].filter(fits);
  if (candidates.length === 1 && siblings.length === 1) return candidates[0];
  const base2 = asSent(el);
  const equal = candidates.filter((candidate) => candidate.isEqualNode(base2));
  const before = siblings.slice(0, siblings.indexOf(el)).filter((sibling) => base2.isEqualNode(asSent(sibling)));
  if (equal.length) return equal[Math.min(before.length, equal.length - 1)];
  return candidates.length === siblings.length ? candidates[siblings.indexOf(el)] : void 0;
}
function asSent(el) {
  const originals = [el, ...el.querySelectorAll("*")];
  if (!originals.some((original) => ours.has(original))) return el;
  const sent2 = copy(el);
  const copies = [sent2, ...sent2.querySelectorAll("*")];
  originals.forEach((original, i) => {
    const known = ours.get(original);
    if (!known) return;
    for (const [name, value] of known.attributes) {
      if (value === null) copies[i].removeAttribute(name);
      else copies[i].setAttribute(name, value);
    }
    if (known.children) copies[i].replaceChildren(...known.children.base.map(copy));
  });
  return sent2;
}

// src/morph.ts
var fragile = ":is(dialog:modal,:popover-open,iframe,video,audio)";
function morph(root2, theirs, rules = {}, delta) {
  noteOurs();
  if (rules.fresh) forgetOurs(root2);
  const shell2 = root2 === document.body;
  const region2 = shell2 ? document.documentElement : root2;
  const settleFields = guardFields(root2, rules, region2);
  const settlePlaces = guardPlaces(root2);
  const touched = /* @__PURE__ */ new Set();
  const canMove = "moveBefore" in Element.prototype;
  const active = document.activeElement;
  const stuck = (node) => !canMove && node instanceof Element && (node.contains(active) || node.matches(fragile) || !!node.querySelector(fragile));
  const fits = (el, its) => [Keep, PartURL].every((mark) => el.hasAttribute(mark) === its.hasAttribute(mark)) && !(rules.fresh && el.hasAttribute(Keep) && !el.id);
  function make(el, theirs2) {
    if (!fits(el, theirs2) && el !== root2) return false;
    const claims = new Claims(el, theirs2, region2, rules.fresh ? () => false : fits);
    const identity = identify(el, theirs2, region2, claims);
    const { unchanged, added, settleLists } = guardLists(identity, root2);
    agree(identity);
    const guide = {
      partner: (its) => identity.partners.get(its),
      fits,
      stays: (child) => added.has(child) || shell2 && child.nodeName === "SCRIPT",
      refuses: removedByUs,
      mayChange,
      visit(el2) {
        touched.add(el2);
        return !unchanged.has(el2) && !el2.matches(`[${Keep}],[${PartURL}],#${PageID}`);
      },
      fragile: stuck,
      claims
    };
    if (el === root2) {
      touched.add(root2);
      walk(root2, theirs2, guide);
    } else {
      enter(el.parentElement);
      become(el, theirs2, guide);
    }
    claims.finish();
    settleLists();
    return true;
  }
  function enter(parent) {
    for (let el = parent; el && el !== root2; el = el.parentElement) touched.add(el);
    return !ours.get(parent)?.children;
  }
  if (!delta || rules.fresh || !showDelta(root2, delta, { morph: make, enter, movable: (el) => !stuck(el) })) make(root2, typeof theirs === "string" ? parse(theirs) : theirs);
  settleFields();
  settlePlaces();
  dropRecords();
  return touched;
}
function guardPlaces(root2) {
  const focused = document.activeElement;
  const selection = focused?.closest("[contenteditable]") ? getSelection() : null;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  const places2 = [...scrolled].map((el) => [el, el.scrollLeft, el.scrollTop]);
  return () => {
    if (focused !== document.activeElement && root2.contains(focused)) focused.focus({ preventScroll: true });
    if (anchorNode && focusNode && root2.contains(anchorNode) && root2.contains(focusNode) && (selection.anchorNode !== anchorNode || selection.anchorOffset !== anchorOffset || selection.focusOffset !== focusOffset)) {
      const at = (node, offset) => Math.min(offset, node.nodeValue?.length ?? node.childNodes.length);
      selection.setBaseAndExtent(anchorNode, at(anchorNode, anchorOffset), focusNode, at(focusNode, focusOffset));
    }
    for (const [el, left, top] of places2) if (el.scrollTop !== top || el.scrollLeft !== left) jump(el, left, top);
  };
}
function guardLists({ counterpart }, root2) {
  const unchanged = /* @__PURE__ */ new Set();
  const added = /* @__PURE__ */ new Set();
  const both = [];
  for (const [el, { children }] of ours) {
    for (const child of addedTo(el)) added.add(child);
    const its = children && (el === root2 || !el.hasAttribute(PartURL)) && counterpart(el);
    if (!its) continue;
    const { base: base2 } = children;
    if (el.isContentEditable || base2.length === its.childNodes.length && base2.every((node, i) => node.isEqualNode(its.childNodes[i]))) {
      unchanged.add(el);
    } else {
      children.base = [...its.childNodes].map(copy);
      both.push(el);
    }
  }
  const settleLists = () => {
    for (const el of both) {
      const { children } = ours.get(el);
      const removed = [...children.nodes].filter((node) => !node.parentNode);
      children.nodes = new Set([...el.childNodes, ...removed].filter((node) => !added.has(node)));
    }
  };
  return { unchanged, added, settleLists };
}
function agree({ counterpart }) {
  for (const [el, { attributes: attributes2 }] of ours) {
    const its = counterpart(el);
    if (its) {
      for (const name of attributes2.keys()) if (its.getAttribute(name) === el.getAttribute(name)) attributes2.delete(name);
    }
  }
}
function mayChange(el, name, theirs) {
  const attributes2 = ours.get(el)?.attributes;
  if (!attributes2?.has(name)) return true;
  const base2 = attributes2.get(name) ?? null;
  if (base2 === theirs) return false;
  if (name !== "class") return attributes2.delete(name);
  attributes2.set(name, theirs);
  el.setAttribute(name, mergeTokens(base2, theirs, el.getAttribute(name)));
  return false;
}
function mergeTokens(base2, theirs, mine) {
  const [had, sent2, have] = [base2, theirs, mine].map((text) => (text ?? "").split(/\s+/).filter(Boolean));
  return [.../* @__PURE__ */ new Set([...sent2, ...have])].filter((t) => !had.includes(t) || sent2.includes(t) && have.includes(t)).join(" ");
}
function removedByUs(parent, its) {
  const nodes = ours.get(parent)?.children?.nodes;
  return !!nodes && its instanceof Element && [...nodes].some((gone) => gone.parentNode !== parent && gone.isEqualNode(its));
}

// src/triggers.ts
function milliseconds(text) {
  const found = /^([\d.]+)(ms|s|m)?$/.exec(text);
  return found ? +found[1] * { ms: 1, s: 1e3, m: 6e4 }[found[2] ?? "ms"] : 0;
}
function parseTriggers(text) {
  return text.split(/,(?=\s*[a-z])/).map((part) => part.trim().split(/\s+/)).filter(([head2]) => head2).map(([head2, ...rest2]) => {
    const [event, ...argument] = head2.split(":");
    const option = (key4) => milliseconds(rest2.find((word) => word.startsWith(key4 + ":"))?.slice(key4.length + 1) ?? "");
    return { event, argument: argument.join(":"), delay: option("delay"), throttle: option("throttle") };
  });
}
function triggersOf(el, event) {
  return parseTriggers(el.getAttribute(On) ?? "").filter((trigger) => trigger.event === event);
}
var timers = /* @__PURE__ */ new Map();
var fired = /* @__PURE__ */ new WeakMap();
function cancel(el) {
  clearTimeout(timers.get(el));
  timers.delete(el);
}
function schedule(el, { delay, throttle }) {
  const wait = throttle ? Math.max(0, (fired.get(el) ?? 0) + throttle - Date.now()) : delay;
  cancel(el);
  if (wait) timers.set(el, setTimeout(setOff, wait, el));
  else setOff(el);
}
function formOf(el) {
  return el instanceof HTMLFormElement ? el : el.form ?? el.closest("form");
}
function setOff(el) {
  cancel(el);
  if (!el.isConnected) return;
  fired.set(el, Date.now());
  const form = formOf(el);
  if (el instanceof HTMLAnchorElement) void visit(el.href, { element: el, auto: true });
  else if (form) submitQuietly(form);
}
function onEdit(event) {
  if (event.isComposing) return;
  const field = event.target;
  const type = event.type === "compositionend" ? "input" : event.type;
  for (const el of [field, field.form]) if (el instanceof Element) for (const trigger of triggersOf(el, type)) schedule(el, trigger);
}
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
  const typing = event.target.closest?.("input,textarea,select,[contenteditable]");
  if (typing && event.key !== "Escape") return;
  const top = [...document.querySelectorAll("dialog:modal,dialog[open][aria-modal=true],:popover-open")].at(-1) ?? document;
  for (const el of [...top.querySelectorAll(`[${On}*="key:"]`)].reverse()) {
    if (!triggersOf(el, "key").some((trigger) => trigger.argument === event.key)) continue;
    event.preventDefault();
    if (el.matches("input,textarea,select")) el.focus();
    else if (el instanceof HTMLFormElement) el.requestSubmit();
    else el.click();
    return;
  }
}
var sight = new IntersectionObserver((entries) => {
  for (const { target: target2, isIntersecting } of entries) {
    if (isIntersecting) for (const trigger of triggersOf(target2, "visible")) schedule(target2, trigger);
  }
});
var watched = /* @__PURE__ */ new WeakMap();
var clocks = /* @__PURE__ */ new Map();
function mountTriggers() {
  for (const [el, clock] of clocks) {
    if (el.isConnected && everyOf(el) === clock.every) continue;
    clearInterval(clock.timer);
    clocks.delete(el);
  }
  for (const el of document.querySelectorAll(`[${On}]`)) {
    const every = everyOf(el);
    if (every && !clocks.has(el)) clocks.set(el, { every, timer: setInterval(() => document.hidden || setOff(el), every) });
    const href = el.getAttribute("href");
    if (watched.get(el) !== href && triggersOf(el, "visible").length) {
      watched.set(el, href);
      sight.unobserve(el);
      sight.observe(el);
    }
  }
}
function everyOf(el) {
  return milliseconds(triggersOf(el, "every")[0]?.argument ?? "");
}
function startTriggers() {
  for (const type of ["input", "change", "compositionend"]) document.addEventListener(type, onEdit);
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    for (const el of timers.keys()) if (formOf(el) === form) cancel(el);
  });
  mountTriggers();
}

// src/patch.ts
function apply(patch, why, region2 = page) {
  const { url = region2.url, version = "", title, body } = patch;
  const { element, version: before } = region2;
  const own = region2 === page;
  const { reason } = why;
  const detail = { reason, url, version, patch };
  if (!emit(element, "before-patch", detail, true)) return false;
  region2.url = url;
  region2.version = version;
  why.commit?.();
  if (own) {
    element.setAttribute(Page, url);
    element.toggleAttribute(Version, !!version);
    if (version) element.setAttribute(Version, version);
  }
  if (title !== void 0) {
    region2.title = title;
    if (own) document.title = title;
  }
  if (body !== void 0 && !(before && version === before)) {
    region2.body = body;
    refreshHooks(change(element, body, why, before && before === patch.from ? patch.touched : void 0));
    mountTriggers();
    void mountDrafts();
  } else if (why.sent) {
    resetSent(why.sent);
  }
  mountParts(patch.parts);
  (own ? root : element).removeAttribute(Stale);
  emit(element, "patch", detail);
  return true;
}
function change(element, body, why, touched) {
  const rescue = why.fresh ? void 0 : drafts?.guard(why.sent);
  try {
    return morph(element, body, why, touched);
  } catch (err) {
    reportError(err);
    element.replaceChildren(...parse(body).childNodes);
    return /* @__PURE__ */ new Set();
  } finally {
    rescue?.();
  }
}

// src/backoff.ts
var spans = [1, 2, 5, 10, 20, 30];
function backoff(tries3, random = Math.random()) {
  return random * 1e3 * spans[Math.min(tries3, spans.length - 1)];
}

// src/sse.ts
function sseParser(emit2) {
  let buffer = "";
  let afterCR = false;
  let event = "";
  let id = "";
  let data = [];
  function line(text) {
    if (text === "") {
      if (data.length) emit2({ event: event || "message", id, data: data.join("\n") });
      event = "";
      data = [];
      return;
    }
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(text);
    if (field === "data") data.push(value);
    else if (field === "event") event = value;
    else if (field === "id" && !value.includes("\0")) id = value;
  }
  return (text) => {
    if (!text) return;
    if (afterCR && text[0] === "\n") text = text.slice(1);
    afterCR = text === "" ? false : text.endsWith("\r");
    const lines = (buffer + text).split(/\r\n|\n|\r/);
    buffer = lines.pop();
    lines.forEach(line);
  };
}
async function readStream(body, heard2, emit2) {
  const decoder = new TextDecoder();
  const parse2 = sseParser(emit2);
  const reader = body.getReader();
  for (; ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    heard2();
    parse2(decoder.decode(value, { stream: true }));
  }
}

// src/stream.ts
var quiet = 150;
var hiddenAfter = 5e3;
var goodLife = 1e4;
var helloWithin = 1e4;
var pollEvery = 2e4;
var streamEvery = 3e5;
var current;
var timer4;
var hiding;
var tries2 = 0;
var silence = 5e4;
var heard = 0;
var unheard = 0;
var polling = 0;
var crowded = false;
var whole = false;
function state(now) {
  if (root.getAttribute(Stream) === now) return;
  root.setAttribute(Stream, now);
  emit(null, "stream", { state: now });
}
function drop() {
  clearTimeout(timer4);
  current?.abort();
  current = void 0;
}
function closeStream(as = "off") {
  drop();
  state(as);
}
function openStream(delay = quiet, afresh2 = false) {
  drop();
  tries2 = 0;
  whole = afresh2;
  if (!page.version) state("off");
  else if (document.hidden && !liveWhileHidden()) state("hidden");
  else {
    const polls = begin();
    timer4 = setTimeout(connect, delay && polls ? pollEvery : delay);
  }
}
function begin() {
  const polls = crowded || Date.now() < polling;
  state(polls ? "polling" : "connecting");
  return polls;
}
function liveWhileHidden() {
  return !!document.querySelector(`[${Live}=hidden]`);
}
async function connect() {
  const mine = current = new AbortController();
  let since = 0;
  let after = 0;
  let watchdog;
  const sign = () => {
    heard = Date.now();
    clearTimeout(watchdog);
    watchdog = setTimeout(() => mine.abort(), since || polls ? silence : helloWithin);
  };
  const polls = begin();
  let why = "";
  sign();
  try {
    await mounted2;
    await anchored;
    if (polls) return void await look(mine.signal);
    const held2 = parts?.hold(false).header;
    const response = await fetch(page.url, {
      headers: { Accept: StreamType, ...!whole && { [VersionHeader]: page.version }, ...held2 && { [PartsHeader]: held2 } },
      signal: mine.signal,
      cache: "no-store",
      redirect: "manual"
    });
    if (mine !== current) return;
    root.removeAttribute(Offline);
    if (response.type === "opaqueredirect" || [401, 403, 404].includes(response.status)) {
      if (await askAgain(mine.signal)) return;
      if (refusedBefore) after = 3e3;
      else tries2 = 9;
    } else if (response.ok && response.body && response.headers.get("Content-Type")?.startsWith(StreamType)) {
      await readStream(response.body, sign, (event) => {
        if (mine !== current) return;
        try {
          receive(event);
          if (event.event === Hello) {
            since = Date.now();
            sign();
          }
        } catch (err) {
          reportError(err);
          afresh();
        }
      });
    } else {
      after = Math.min(60, +(response.headers.get("Retry-After") ?? 0) || 0) * 1e3;
      if (response.status === 501) why = await response.text();
      else void response.body?.cancel();
    }
  } catch {
    if (mine === current && !mine.signal.aborted && !since) root.setAttribute(Offline, "");
  } finally {
    clearTimeout(watchdog);
    if (mine === current) {
      doubtBuild();
      unheard = since ? 0 : unheard + +mine.signal.aborted;
      mine.abort();
      current = void 0;
      if (since && Date.now() - since >= goodLife) tries2 = 0;
      if (why || unheard > 1) {
        if (!polling) console.warn("goldfish: no stream gets through, so this page looks for news every 20 seconds. " + why);
        polling = Date.now() + streamEvery;
      }
      if (crowded || Date.now() < polling) {
        state("polling");
        timer4 = setTimeout(connect, pollEvery * (0.75 + Math.random() / 2));
      } else {
        state("waiting");
        timer4 = setTimeout(connect, after + backoff(tries2++));
      }
    }
  }
}
async function look(signal) {
  const answer = await ask(page.url, { signal, redirect: "manual" }, "");
  if (!signal.aborted) await arrive2(answer);
}
async function arrive2({ status, patch }) {
  if (status === 200 && patch && isHere(patch)) {
    if (patch.version !== page.version || !patch.version) apply(patch, { reason: "push" });
    else mountParts(patch.parts);
    root.removeAttribute(Stale);
    refusedBefore = false;
    unsayPassing();
    return true;
  }
  if (!status || status >= 500) return false;
  const { url } = page;
  await needSoon();
  if (page.url !== url) return false;
  const unchanged = !!deploy && !deploy.changed() && draftsAreSafe();
  const shown2 = patch?.body !== void 0 && status !== 401 && status !== 403;
  if (unchanged && status === 200 && patch && !patch.location) {
    void visit(page.url, { history: "replace" });
  } else if (unchanged && status >= 400 && shown2) {
    apply({ ...patch, url, version: "" }, { reason: "push", fresh: true });
    closeStream();
  } else if (unchanged && !refusedBefore) {
    refusedBefore = true;
  } else if (!unchanged || !reload()) {
    refusedBefore = false;
    if (!root.hasAttribute(Stale)) sayPassing(patch?.say ?? words.ended);
    root.setAttribute(Stale, "");
  }
  return false;
}
var refusedBefore = false;
async function recheck() {
  drop();
  state("waiting");
  const mine = current = new AbortController();
  const shown2 = await askAgain(mine.signal).catch(() => false);
  if (mine !== current || !page.version) return;
  current = void 0;
  const often = Date.now() - rechecked < goodLife;
  rechecked = Date.now();
  if (shown2 && !often) openStream(0);
  else timer4 = setTimeout(refusedBefore ? recheck : connect, refusedBefore ? 3e3 : goodLife + backoff(tries2++));
}
var rechecked = 0;
async function askAgain(signal) {
  const answer = await ask(page.url, { signal, redirect: "manual" }, "");
  return !signal.aborted && arrive2(answer);
}
function receive({ event, id, data }) {
  const its = JSON.parse(data);
  switch (event) {
    case Hello:
      silence = 2500 * (its.heartbeat || 20);
      void compare(its.fingerprints);
      state("live");
      unsayPassing();
      break;
    case StaleEvent:
      root.setAttribute(Stale, "");
      emit(null, "stream", { state: "stale", say: its.say });
      break;
    case FreshEvent:
      root.removeAttribute(Stale);
      emit(null, "stream", { state: "fresh" });
      break;
    case ShellEvent:
      void renewShell(void 0, true);
      break;
    case RecheckEvent:
      void recheck();
      break;
    case PartEvent:
      parts?.receive({ ...its, version: its.body === void 0 && !its.delta ? void 0 : id });
      break;
    case "message": {
      if (id === page.version) return root.removeAttribute(Stale);
      const patch = fit({ ...Array.isArray(its) ? { delta: its } : its, version: id }, page);
      if (!patch) return afresh();
      apply(patch, { reason: "push" });
      whole = false;
    }
  }
}
function retreat() {
  tries2 = Math.max(tries2, 3);
  current?.abort();
}
function afresh() {
  if (whole) retreat();
  else openStream(0, true);
}
function crowd(full) {
  if (document.hidden && !liveWhileHidden()) {
    if (current) closeStream("hidden");
  } else if (full !== crowded && page.version) {
    crowded = full;
    openStream(+full);
  }
}
function wake() {
  crowded = false;
  if (page.version) openStream(0);
}
function startStream() {
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hiding);
    if (!document.hidden) {
      if (!current || Date.now() - heard > silence) wake();
    } else if (page.version) {
      hiding = setTimeout(() => liveWhileHidden() || closeStream("hidden"), hiddenAfter);
    }
  });
  addEventListener("online", wake);
  addEventListener("offline", () => root.setAttribute(Offline, ""));
  addEventListener("pagehide", () => closeStream());
  addEventListener("pageshow", (event) => event.persisted && wake());
  openStream(0);
}

// src/transition.ts
async function transition(origin, change2) {
  const asked2 = origin?.closest(`[${Transition}]`)?.getAttribute(Transition);
  const doc = document;
  if (asked2 == null || !doc.startViewTransition || document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches) return change2();
  const typed = asked2 && "ViewTransitionTypeSet" in globalThis;
  const started2 = doc.startViewTransition(typed ? { update: change2, types: [asked2] } : change2);
  for (const promise of [started2.ready, started2.finished]) promise.catch(() => {
  });
  await started2.updateCallbackDone;
}

// src/turn.ts
function takeTurn(url, region2 = page) {
  region2.turn?.abort.abort();
  return region2.turn = { url, region: region2, abort: new AbortController() };
}
function holdsTurn(turn2) {
  return turn2 === turn2.region.turn;
}
function endTurn(turn2) {
  if (holdsTurn(turn2)) turn2.region.turn = void 0;
}

// src/show.ts
async function show(patch, how) {
  await anchored;
  await transition(how.element, () => {
    if (holdsTurn(how.turn)) showNow(patch, how);
  });
}
function showNow(patch, { element, ...how }) {
  const { region: region2 } = how.turn;
  const own = region2 === page;
  const [url, place] = (patch.url ?? region2.url).split("#");
  const hash = place ? "#" + place : how.pop ? location.hash : new URL(how.turn.url, location.href).hash;
  const fresh = pathOf(url) !== pathOf(region2.url);
  const titled = own && patch.title !== void 0 && patch.title !== document.title;
  const active = document.activeElement;
  const inUse = how.reason === "visit" && active?.matches("input,textarea,select") && element?.contains(active) ? active : null;
  const moveFocus = guardFocus(region2.element, element, fresh, inUse);
  const scroll = element?.closest(`[${Scroll}]`)?.getAttribute(Scroll);
  const mode = how.pop ? "replace" : how.history ?? attributeMode(element) ?? patch.history ?? "push";
  if (own && fresh) drafts?.save();
  const shown2 = apply({ ...patch, url }, {
    reason: how.reason,
    fresh,
    inUse,
    sent: how.sent,
    commit: () => commit(own ? url + hash : location.href, mode, !own)
  }, region2);
  if (!shown2) return;
  if (own) head(url, patch.description);
  if (how.pop) parts?.restore();
  message(Flash, patch.flash ?? patch.say);
  message(Notice, patch.notice);
  if (!how.pop || !restoreScroll(entry)) scrollAfter(hash, scroll === "top" || own && fresh && scroll !== "keep");
  moveFocus();
  if (own && fresh) void restoreDrafts(how.pop ? "history" : "visit");
  if (own && fresh || titled) announce(document.title);
  openStream();
  if (!how.auto) closeAround(element, how.reason);
  emit(region2.element, "visit", { url: region2.url, history: how.pop ? "pop" : mode });
}
function head(url, description = "") {
  document.querySelector("link[rel=canonical]")?.setAttribute("href", url);
  document.querySelector("meta[name=description]")?.setAttribute("content", description);
}
function closeAround(element, reason) {
  element?.closest(":popover-open")?.hidePopover();
  if (reason === "submit") element?.closest("dialog:modal")?.close();
}
function attributeMode(element) {
  const mode = element?.closest(`[${History}]`)?.getAttribute(History);
  return mode === "push" || mode === "replace" ? mode : void 0;
}

// src/visit.ts
async function visit(href, options = {}) {
  const url = new URL(href, document.baseURI).href;
  const { element, pop, auto } = options;
  const region2 = target(element, url);
  if (!pop && region2.turn?.url === url) return;
  if (!emit(element, "before-visit", { url, history: pop ? "pop" : options.history, element }, true)) {
    if (pop) stay();
    return;
  }
  const turn2 = takeTurn(url, region2);
  const done = busy(element);
  try {
    const answer = !pop && region2 === page && await takePrefetched(url) || await ask(url, { signal: turn2.abort.signal, redirect: "manual" }, pop ? "" : region2.url, region2);
    if (!holdsTurn(turn2)) return;
    const patch = showable(answer);
    const due = patch && !auto && region2 === page && pathOf(patch.url ?? url) !== pathOf(page.url) && documentDue() && draftsAreSafe();
    if (patch && !due) {
      await shellReady();
      await show(patch, { turn: turn2, reason: "visit", element, history: options.history, pop, auto });
    } else if (answer.status === 0 || answer.status >= 500) {
      fail(url, answer, options);
    } else if (auto) {
      stay();
      void recheck();
    } else if (pop) {
      load(location.href);
    } else {
      load(answer.patch?.location ?? answer.patch?.url ?? url);
    }
  } catch (err) {
    if (!turn2.abort.signal.aborted) throw err;
  } finally {
    endTurn(turn2);
    done();
  }
}
function showable({ status, patch }) {
  const shows = patch && !patch.location && status !== 401 && status !== 403 && status < 500 && (status < 400 || patch.body !== void 0);
  return shows ? patch : void 0;
}
function isHere(patch) {
  return !patch.location && (patch.url === void 0 || pathOf(patch.url) === pathOf(page.url));
}
function fail(url, { status, patch }, { element, auto }) {
  const sentence = patch?.say ?? sorry(status === 0);
  if (!auto) {
    sayPassing(sentence);
  }
  emit(element, "error", { url, status, say: sentence });
  stay();
}
var undoing;
function stay() {
  if (!behind()) return;
  undoing = entry + behind();
  history.go(behind());
}
function startPops() {
  addEventListener("popstate", (event) => {
    const step2 = arrive(event.state);
    const undone = entry === undoing;
    undoing = void 0;
    if (undone) return;
    if (step2.sameDocument) {
      endTurn(takeTurn(""));
      parts?.restore();
      if (!step2.fresh) restoreScroll(entry);
    } else {
      void visit(location.href, { pop: true });
    }
  });
}

// src/links.ts
function optedOut(el) {
  return !!el.closest(`[${Patch}=off]`);
}
function anchorOf(event) {
  const start = event.composedPath()[0];
  const link = start instanceof Element ? start.closest("a[href]") : null;
  return link instanceof HTMLAnchorElement ? link : void 0;
}
function isFragment(link) {
  return link.href.includes("#") && link.pathname + link.search === location.pathname + location.search;
}
function ourLink(event) {
  const link = anchorOf(event);
  const target2 = link?.getAttribute("target");
  if (!link || target2 && target2 !== "_self" || link.hasAttribute("download") || link.origin !== location.origin) return void 0;
  if (isFragment(link) || optedOut(link) || /\bexternal\b/.test(link.rel)) return void 0;
  return link;
}
function startLinks() {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented) return;
    const link = anchorOf(event);
    const question = link?.getAttribute(Confirm);
    if (question && !confirm(question)) return event.preventDefault();
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const ours2 = ourLink(event);
    if (!ours2) {
      if (link && isFragment(link)) note2();
      return;
    }
    event.preventDefault();
    void visit(ours2.href, { element: ours2 });
  });
  startPrefetch(ourLink);
}

// src/forms.ts
var underWay = /* @__PURE__ */ new Map();
var automatic = /* @__PURE__ */ new WeakSet();
function submitting() {
  return underWay.size > 0;
}
function submitQuietly(form) {
  const locked = underWay.get(form);
  if (locked) {
    locked.again = true;
    return;
  }
  if (!form.noValidate && !form.matches(":valid")) return;
  automatic.add(form);
  form.requestSubmit();
  automatic.delete(form);
}
function startForms() {
  if (document.querySelector(`[${Error2}]:not([hidden])`)) void needErrors();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const submitter = event.submitter;
    if (event.defaultPrevented) return;
    if (underWay.has(form)) return event.preventDefault();
    const question = submitter?.getAttribute(Confirm) ?? form.getAttribute(Confirm);
    if (question && !confirm(question)) return event.preventDefault();
    const setting = (attribute) => submitter?.getAttribute("form" + attribute) ?? form.getAttribute(attribute) ?? "";
    const method = setting("method").toLowerCase();
    const url = new URL(setting("action") || location.href, document.baseURI);
    const target2 = setting("target");
    if (method === "dialog" || target2 && target2 !== "_self" || url.origin !== location.origin || setting("enctype") === "text/plain") return;
    if (optedOut(form) || submitter && optedOut(submitter)) return;
    const data = new FormData(form, submitter);
    if (method === "post") {
      event.preventDefault();
      void post(form, submitter, url.href, data, setting("enctype") === "multipart/form-data", automatic.has(form));
      return;
    }
    url.hash = "";
    url.search = encode(data, true).toString();
    event.preventDefault();
    void visit(url.href, { element: form, auto: automatic.has(form) });
  });
}
function encode(data, dropEmpty = false) {
  const query = new URLSearchParams();
  for (const [field, value] of data) {
    const text = value instanceof File ? value.name : value.replace(/\r\n|\n|\r/g, "\r\n");
    if (text || !dropEmpty) query.append(field, text);
  }
  return query;
}
async function post(form, submitter, url, data, multipart, auto) {
  if (!emit(form, "submit", { url, form, submitter, data }, true)) return;
  const lock = { again: false };
  const files = [...data.values()].some((value) => value instanceof File && value.name);
  const values = auto ? void 0 : sent(form);
  const region2 = target(submitter ?? form, url);
  const turn2 = takeTurn(url, region2);
  dropPrefetched();
  underWay.set(form, lock);
  const done = busy(form, submitter);
  const unlabel = busyLabel(submitter ?? form.querySelector(`[${Busy}]`));
  const loading = needErrors();
  drafts?.sending(form);
  let answer = await ask(url, { method: "POST", body: multipart || files ? data : encode(data) }, region2.url, region2);
  const { next, flash } = answer.patch ?? {};
  if (next) {
    taken(form);
    answer = await ask(next, { redirect: "manual" }, region2.url, region2);
    if (answer.patch) answer.patch.flash ??= flash;
  }
  if (answer.status === 422) await loading;
  unlabel();
  done();
  underWay.delete(form);
  dropPrefetched();
  const { status, patch } = answer;
  const page200 = showable(answer);
  if (holdsTurn(turn2) && (status === 422 || status === 0 || status >= 500)) stay();
  if (status === 422 && patch) {
    const fields = patch.fields ?? {};
    if (form.isConnected) message(Flash, errors ? errors.showErrors(form, fields) : Object.values(fields).join(" "));
    if (patch.say) say(patch.say);
    emit(form, "invalid", { url, fields });
  } else if (page200) {
    errors?.clearErrors(form);
    taken(form);
    await shellReady();
    if (holdsTurn(turn2)) {
      await show(page200, { turn: turn2, reason: "submit", element: submitter ?? form, sent: values, auto });
    } else {
      if (values) resetSent(values);
      if (patch?.flash) message(Flash, patch.flash);
    }
  } else if (patch?.location) {
    taken(form);
    load(patch.location);
  } else if (status && status < 400 && !patch) {
    load(answer.redirected ?? page.url);
  } else if (patch && (status === 401 || status === 403) && !await stillHere()) {
    load(page.url);
  } else {
    const sentence = patch?.say ?? sorry(status === 0);
    if (patch?.say) say(sentence);
    else sayPassing(sentence);
    emit(form, "error", { url, status, say: sentence });
  }
  endTurn(turn2);
  if (lock.again && form.isConnected) submitQuietly(form);
}
function taken(form) {
  drafts?.taken(form);
}
async function stillHere() {
  const answer = await ask(page.url, { redirect: "manual" }, "");
  const patch = showable(answer);
  return !!patch && isHere(patch) || !answer.status || answer.status >= 500 || !draftsAreSafe() || holdsSecrets();
}
function holdsSecrets() {
  return [...document.querySelectorAll("input[type=password],input[type=file]")].some((el) => el.value);
}

// src/demand.ts
var core = () => ({
  addedTo,
  apply,
  ask,
  base,
  copy,
  draftsAreSafe,
  editable,
  elementsOf,
  emit,
  fingerprints: fingerprints_exports,
  fit,
  isDirty,
  keep,
  live,
  mayChange,
  morph,
  mountParts,
  mountTriggers,
  isHere,
  openStream,
  ours,
  page,
  parse,
  parseDocument,
  recall,
  recheck,
  refreshHooks,
  root,
  set,
  sorry,
  submitting,
  takeTurn,
  textOf,
  unnoted,
  words
});
async function need(file) {
  try {
    const its = await import(file);
    if (its.of === client) {
      if (!started.has(file)) its.start?.();
      started.add(file);
      return its;
    }
  } catch {
  }
  missFile();
  return void 0;
}
var started = /* @__PURE__ */ new Set();
var errors;
var parts;
var drafts;
var deploy;
async function needErrors() {
  errors ??= await need("./errors-f2e9c940.js");
}
async function shareStreams() {
  const [entry2] = performance.getEntriesByType("navigation");
  if (/^http.1/.test(entry2.nextHopProtocol)) (await need("./share-9e1f6363.js"))?.startSharing(crowd);
}
var needProgress = () => need("./progress-ebf4cf37.js");
async function needParts() {
  const its = await need("./parts-6811a112.js");
  parts ??= its?.startParts(core());
}
function needSoon() {
  return soon ??= (async () => {
    const its = await need("./deploy-9d4e274c.js");
    deploy ??= its?.startDeploy(core());
    if (!deploy) soon = void 0;
    void needProgress();
    if (document.querySelector("form[method=post i]")) void needErrors();
  })();
}
var soon;
var drafted = `form[method=post i],[${Name}],[${Draft}]`;
var draftsFailed = false;
async function mountDrafts() {
  if (!drafts && document.querySelector(drafted)) {
    const its = await need("./drafts-496484e4.js");
    draftsFailed = !its;
    drafts ??= its?.startDrafts(core());
  }
  drafts?.mount();
}
async function restoreDrafts(reason) {
  const { url } = page;
  if (!drafts) await mountDrafts();
  else drafts.mount();
  if (page.url === url) drafts?.restore(reason);
}
function draftsAreSafe() {
  return drafts ? drafts.safe() : !draftsFailed && keep("probe", 0);
}
var mounted2;
var anchored;
function mountParts(said) {
  anchored = document.querySelector(`[${Scroll}=anchor]`) && need("./anchor-c1f90ece.js");
  mounted2 = (async () => {
    try {
      if (!parts && page.element.querySelector(`[${PartURL}]`)) await needParts();
      parts?.mount(said);
    } catch (err) {
      reportError(err);
    }
  })();
}
function target(el, url) {
  return el && parts?.target(el, url) || page;
}

// src/main.ts
window.goldfish = { visit, hook };
if (page.element) {
  readPage();
  startHistory();
  if (!location.hash) restoreScroll(entry);
  watchOurs(root);
  startFingerprints();
  startPops();
  startLinks();
  startForms();
  startTriggers();
  refreshHooks(/* @__PURE__ */ new Set());
  mountParts();
  void restoreDrafts(isFresh() ? "visit" : "document");
  startStream();
  void shareStreams();
  (window.requestIdleCallback ?? setTimeout)(needSoon);
  addEventListener("pageshow", pageshow);
  if (root.hasAttribute(Dev)) import("./dev-c2cc0feb.js").catch(reportError);
}
function isFresh() {
  const [entry2] = performance.getEntriesByType("navigation");
  return entry2?.type === "navigate";
}
