var __defProp = Object.defineProperty;
var __export = (target2, all) => {
  for (var name in all)
    __defProp(target2, name, { get: all[name], enumerable: true });
};

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

// src/contract.ts
var PatchType = "application/vnd.goldfish.patch+json";
var StreamType = "text/event-stream";
var FromHeader = "Goldfish-From";
var VersionHeader = "Goldfish-Version";
var PartsHeader = "Goldfish-Parts";
var PageID = "page";
var Fingerprints = "data-fingerprints";
var Page = "data-page";
var Version = "data-version";
var Flash = "data-flash";
var Notice = "data-notice";
var PartURL = "data-part";
var On = "data-on";
var Indicator = "data-indicator";
var History = "data-history";
var Transition = "data-transition";
var Scroll = "data-scroll";
var Focus = "data-focus";
var Keep = "data-keep";
var Live = "data-live";
var Hook = "data-hook";
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
  const pair = (key3) => {
    const open = unmatched();
    if (!open.length || !free.size) return;
    const known = /* @__PURE__ */ new Map();
    for (const child of free) {
      const k = child instanceof Element && key3(child);
      if (k) known.set(k, (known.get(k) ?? /* @__PURE__ */ new Set()).add(child));
    }
    if (!known.size) return;
    for (const i of open) {
      const same2 = known.get(key3(next[i]));
      for (const child of same2 ?? []) {
        if (!take2(i, child)) continue;
        same2.delete(child);
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
  let start2 = 0;
  while (start2 < old.length && start2 < next.length && old[start2].isEqualNode(next[start2])) take2(start2, old[start2++]);
  for (let i = 1; i <= Math.min(old.length, next.length) - start2; i++) {
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
  const rest = old.filter(isText);
  next.forEach((its, i) => isText(its) && rest.forEach((child) => take2(i, child)));
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
  if (places2.every((place2, i) => !i || place2 > places2[i - 1])) return new Set(order);
  const pinned = order.findIndex((child) => guide.fragile(child));
  if (pinned >= 0) {
    const fixed = places2[pinned];
    places2 = places2.filter((place2, i) => i === pinned || (i < pinned ? place2 < fixed : place2 > fixed));
  }
  return new Set(longest(places2).map((place2) => old[place2]));
}
function longest(numbers2) {
  const tails = [];
  const previous = [];
  numbers2.forEach((n, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (numbers2[tails[middle]] < n) low = middle + 1;
      else high = middle;
    }
    previous[i] = low ? tails[low - 1] : -1;
    tails[low] = i;
  });
  const run2 = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]) run2.push(numbers2[i]);
  return run2;
}

// src/delta-dom.ts
function showDelta(root3, touched, hands) {
  const find = (id) => {
    const el = document.getElementById(id);
    return el && regionOf(el) === root3 ? el : void 0;
  };
  const edit = (el, html) => {
    const theirs = only(html);
    return theirs?.id === el.id && theirs.localName === el.localName && hands.morph(el, theirs);
  };
  return touched.every((touch) => {
    const { kind: kind9, id } = touch;
    if (kind9 === "edit" && !id) return hands.morph(root3, parse(touch.html));
    const el = find(id);
    const parent = el?.parentElement;
    if (!parent) return false;
    if (parent.closest(`[${Keep}]`)) return true;
    if (kind9 === "edit") return edit(el, touch.html);
    if (!hands.enter(parent)) return false;
    if (kind9 === "remove") {
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
  constructor(root3, theirs, region2, fits) {
    const mine = (el) => regionOf(el) === region2 && !el.parentElement.closest(`[${Keep}]`);
    const nested = `[${Keep}] *,[${PartURL}] *,#${PageID} *`;
    const byId = /* @__PURE__ */ new Map();
    for (const el of root3.querySelectorAll("[id]")) if (!byId.has(el.id) && mine(el)) byId.set(el.id, el);
    for (const its of theirs.querySelectorAll("[id]")) {
      const el = byId.get(its.getAttribute("id"));
      if (el && el.localName === its.localName && kind(el) === kind(its) && fits(el, its) && !its.matches(nested)) this.add(el, its, root3, theirs);
    }
    const before = controls(root3, (el) => mine(el) && !this.byOld.has(el), (el) => this.byOld.has(el));
    if (!before.size) return;
    for (const [key3, theirControls] of controls(theirs, (el) => !this.byNew.has(el) && !el.matches(nested), (el) => this.byNew.has(el))) {
      const ours2 = before.get(key3) ?? [];
      if (ours2.length === theirControls.length) ours2.forEach((el, i) => fits(el, theirControls[i]) && this.add(el, theirControls[i], root3, theirs));
    }
  }
  add(el, its, root3, theirs) {
    if (this.byOld.has(el) || this.byNew.has(its)) return;
    this.byNew.set(its, el);
    this.byOld.set(el, its);
    for (const [node, top] of [[el, root3], [its, theirs]])
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
  const type2 = el.localName === "input" ? (el.getAttribute("type") ?? "text").toLowerCase() : "";
  return /^(checkbox|radio|file|hidden|submit|button|reset|image|password)$/.test(type2) ? type2 : "";
}
function controls(root3, want, known) {
  const found = /* @__PURE__ */ new Map();
  for (const el of root3.querySelectorAll("input[name],textarea[name],select[name]")) {
    const its = kind(el);
    if (/^(hidden|submit|button|reset|image)$/.test(its) || !want(el)) continue;
    const form = el.getAttribute("form") ?? el.closest("form")?.getAttribute("id") ?? actionOf(el.closest("form"));
    let around = el.parentElement;
    while (around && around !== root3 && !known(around)) around = around.parentElement;
    const row2 = around && around !== root3 ? around.getAttribute("id") : "";
    const key3 = [form, row2, el.localName, its, el.getAttribute("name"), /^(checkbox|radio)$/.test(its) ? el.getAttribute("value") : ""].join("\n");
    found.set(key3, [...found.get(key3) ?? [], el]);
  }
  return found;
}
function actionOf(form) {
  return form?.getAttribute("action") ?? "";
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
function controlsIn(root3, region2) {
  return [...root3.querySelectorAll("input,textarea,select")].filter((el) => editable(el) && regionOf(el) === region2);
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
var waiting = /* @__PURE__ */ new WeakMap();
document.addEventListener("focusout", (event) => {
  const el = event.target;
  if (waiting.has(el) && waiting.get(el) === live(el)) set(el, base(el));
  waiting.delete(el);
});
function guardFields(root3, rules, region2 = root3) {
  const before = /* @__PURE__ */ new Map();
  for (const el of controlsIn(root3, region2)) {
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
function restore(el, [start2, end, direction]) {
  if (el.selectionStart !== start2 || el.selectionEnd !== end) el.setSelectionRange(start2, end, direction);
}
function resetSent(values) {
  for (const [el, value] of values) if (el.isConnected && live(el) === value) set(el, base(el));
}

// src/identity.ts
function identify(root3, theirs, region2, claims) {
  const partners = /* @__PURE__ */ new Map();
  const known = /* @__PURE__ */ new Map([[root3, theirs]]);
  function counterpart(el) {
    if (known.has(el)) return known.get(el);
    let found;
    if (root3.contains(el) && regionOf(el) === region2) {
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

// src/store.ts
function recall(key3, otherwise) {
  try {
    return JSON.parse(sessionStorage.getItem("goldfish:" + key3) ?? "");
  } catch {
    return otherwise;
  }
}
function keep(key3, value) {
  try {
    sessionStorage.setItem("goldfish:" + key3, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

// src/scroll.ts
var key = "places";
var places = recall(key, {});
var scrolled = /* @__PURE__ */ new Set();
document.addEventListener(
  "scroll",
  (event) => {
    if (event.target instanceof Element) scrolled.add(event.target);
  },
  { capture: true, passive: true }
);
function saveScroll(entry2) {
  const place2 = { "": [scrollX, scrollY] };
  for (const el of scrolled) {
    if (!el.isConnected) scrolled.delete(el);
    else if (el.id) place2[el.id] = [el.scrollLeft, el.scrollTop];
  }
  places[entry2] = place2;
}
function forgetScroll(from2) {
  for (const entry2 in places) if (+entry2 >= from2) delete places[entry2];
}
function restoreScroll(entry2) {
  const place2 = places[entry2];
  for (const id in place2) jump(id ? document.getElementById(id) : window, ...place2[id]);
  return !!place2;
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

// src/morph.ts
var fragile = ":is(dialog:modal,:popover-open,iframe,video,audio)";
function morph(root3, theirs, rules = {}, delta) {
  noteOurs();
  if (rules.fresh) forgetOurs(root3);
  const shell2 = root3 === document.body;
  const region2 = shell2 ? document.documentElement : root3;
  const settleFields = guardFields(root3, rules, region2);
  const settlePlaces = guardPlaces(root3);
  const touched = /* @__PURE__ */ new Set();
  const canMove2 = "moveBefore" in Element.prototype;
  const active = document.activeElement;
  const stuck = (node) => !canMove2 && node instanceof Element && (node.contains(active) || node.matches(fragile) || !!node.querySelector(fragile));
  const fits = (el, its) => [Keep, PartURL].every((mark) => el.hasAttribute(mark) === its.hasAttribute(mark)) && !(rules.fresh && el.hasAttribute(Keep) && !el.id);
  function make(el, theirs2) {
    if (!fits(el, theirs2) && el !== root3) return false;
    const claims = new Claims(el, theirs2, region2, rules.fresh ? () => false : fits);
    const identity = identify(el, theirs2, region2, claims);
    const { unchanged, added, settleLists } = guardLists(identity, root3);
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
    if (el === root3) {
      touched.add(root3);
      walk(root3, theirs2, guide);
    } else {
      enter(el.parentElement);
      become(el, theirs2, guide);
    }
    claims.finish();
    settleLists();
    return true;
  }
  function enter(parent) {
    for (let el = parent; el && el !== root3; el = el.parentElement) touched.add(el);
    return !ours.get(parent)?.children;
  }
  if (!delta || rules.fresh || !showDelta(root3, delta, { morph: make, enter, movable: (el) => !stuck(el) })) make(root3, typeof theirs === "string" ? parse(theirs) : theirs);
  settleFields();
  settlePlaces();
  dropRecords();
  return touched;
}
function guardPlaces(root3) {
  const focused = document.activeElement;
  const selection = focused?.closest("[contenteditable]") ? getSelection() : null;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  const places2 = [...scrolled].map((el) => [el, el.scrollLeft, el.scrollTop]);
  return () => {
    if (focused !== document.activeElement && root3.contains(focused)) focused.focus({ preventScroll: true });
    if (anchorNode && focusNode && root3.contains(anchorNode) && root3.contains(focusNode) && (selection.anchorNode !== anchorNode || selection.anchorOffset !== anchorOffset || selection.focusOffset !== focusOffset)) {
      const at = (node, offset) => Math.min(offset, node.nodeValue?.length ?? node.childNodes.length);
      selection.setBaseAndExtent(anchorNode, at(anchorNode, anchorOffset), focusNode, at(focusNode, focusOffset));
    }
    for (const [el, left, top] of places2) if (el.scrollTop !== top || el.scrollLeft !== left) jump(el, left, top);
  };
}
function guardLists({ counterpart }, root3) {
  const unchanged = /* @__PURE__ */ new Set();
  const added = /* @__PURE__ */ new Set();
  const both = [];
  for (const [el, { children }] of ours) {
    for (const child of addedTo(el)) added.add(child);
    const its = children && (el === root3 || !el.hasAttribute(PartURL)) && counterpart(el);
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

// test/harness.ts
var checks = [];
function check(kind9, name, run2) {
  checks.push({ kind: kind9, name, run: run2 });
}
var root2;
function start(html) {
  root2?.remove();
  root2 = document.createElement("div");
  root2.id = "page";
  root2.append(...parse(html).childNodes);
  document.body.append(root2);
  watchOurs(root2);
}
function patch(html, rules = {}) {
  return morph(root2, html, rules);
}
function get(selector) {
  const el = root2.querySelector(selector);
  if (!el) throw new Error(`nothing is ${selector} in ${root2.innerHTML}`);
  return el;
}
var input = (selector) => get(selector);
function type(selector, text) {
  const el = input(selector);
  el.focus();
  el.setSelectionRange?.(0, el.value.length);
  document.execCommand("insertText", false, text);
  if (el.value !== text) el.value = text;
  return el;
}
function same(got, want, what) {
  const [g, w] = [got, want].map((v) => v instanceof Element ? v.outerHTML + (got === want ? "" : " (another element)") : JSON.stringify(v));
  if (got !== want && !(typeof got === "object" && !(got instanceof Element) && g === w)) throw new Error(`${what}: got ${g}, want ${w}`);
}
function truth(value, what) {
  if (!value) throw new Error(what);
}
var frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
var wait = (ms) => new Promise((done) => setTimeout(done, ms));
var canMove = "moveBefore" in Element.prototype;
async function runAll() {
  const results = [];
  for (const { kind: kind9, name, run: run2 } of checks) {
    try {
      await run2();
      results.push({ kind: kind9, name });
    } catch (err) {
      results.push({ kind: kind9, name, error: String(err.message ?? err) });
    }
  }
  root2?.remove();
  return results;
}

// test/checks/fields.ts
var kind2 = "fields";
for (const [what, id] of [["with an id", ' id="f"'], ["without an id", ""]]) {
  for (const tag2 of ["input", "textarea"]) {
    const field = (value, more = "") => tag2 === "input" ? `<input${id} name="f" value="${value}"${more}>` : `<textarea${id} name="f"${more}>${value}</textarea>`;
    const body2 = (value, count, more = "") => `<p>${count}</p><form>${field(value, more)}</form>`;
    check(kind2, `typed ${tag2} ${what} stays when something else changes`, () => {
      start(body2("", 1));
      const el = type(tag2, "hello");
      patch(body2("", 2));
      same(get(tag2), el, "the element");
      same(el.value, "hello", "its value");
      same(root2.querySelector("p").textContent, "2", "the counter");
    });
    check(kind2, `typed ${tag2} ${what}, no longer focused, stays too`, () => {
      start(body2("old", 1));
      const el = type(tag2, "hello");
      el.blur();
      patch(body2("old", 2, ' class="x"'));
      same(get(tag2), el, "the element");
      same(el.value, "hello", "its value");
    });
    check(kind2, `typed ${tag2} ${what} stays when the server's value changes, and the new default is known`, () => {
      start(body2("old", 1));
      const el = type(tag2, "hello");
      patch(body2("new", 1));
      same(el.value, "hello", "its value");
      same(get(tag2).defaultValue, "new", "its default");
      el.blur();
      same(el.value, "hello", "its value when left");
    });
    check(kind2, `untouched ${tag2} ${what} takes the server's new value`, () => {
      start(body2("old", 1));
      patch(body2("new", 1));
      same(input(tag2).value, "new", "its value");
    });
    check(kind2, `focused ${tag2} ${what} that was not edited keeps its text until it is left`, () => {
      start(body2("old", 1));
      const el = input(tag2);
      el.focus();
      el.setSelectionRange(1, 2);
      patch(body2("newer", 1));
      same(el.value, "old", "its value while focused");
      same([el.selectionStart, el.selectionEnd], [1, 2], "its selection");
      el.blur();
      same(el.value, "newer", "its value when left");
    });
    check(kind2, `${tag2} ${what} emptied by the person stays empty`, () => {
      start(body2("old", 1));
      const el = input(tag2);
      el.value = "";
      patch(body2("old", 2));
      same(el.value, "", "its value");
    });
  }
}
check(kind2, "once the field agrees with the server, the server's next value is taken", () => {
  start(`<input name="q" value="a">`);
  const el = input("input");
  el.value = "b";
  patch(`<input name="q" value="b">`);
  same(el.value, "b", "after the first patch");
  patch(`<input name="q" value="c">`);
  same(el.value, "c", "after the second");
});
check(kind2, "text typed into the first of several equal rows stays in the first", () => {
  const row2 = `<li><input name="item"></li>`;
  start(`<p>1</p><ul>${row2.repeat(3)}</ul>`);
  const first = root2.querySelectorAll("input")[0];
  first.value = "typed";
  patch(`<p>2</p><ul>${row2.repeat(3)}</ul>`);
  same([...root2.querySelectorAll("input")].map((el) => el.value), ["typed", "", ""], "the values in order");
  patch(`<p>2</p><ul>${row2.repeat(4)}</ul>`);
  same([...root2.querySelectorAll("input")].map((el) => el.value), ["typed", "", "", ""], "the values after a row came");
});
check(kind2, "typed text stays with its keyed row when rows move", () => {
  const row2 = (n) => `<li id="r${n}"><input name="item"></li>`;
  start(`<ul>${[1, 2, 3].map(row2).join("")}</ul>`);
  const el = type("#r1 input", "mine");
  patch(`<ul>${[3, 2, 1].map(row2).join("")}</ul>`);
  same(get("#r1 input"), el, "the element");
  same(el.value, "mine", "its value");
  same([...root2.querySelectorAll("li")].map((li) => li.id), ["r3", "r2", "r1"], "the order");
});
check(kind2, "a field without id and name keeps its text when its own attributes change", () => {
  start(`<div><input placeholder="a"><input placeholder="b"></div>`);
  const el = root2.querySelectorAll("input")[1];
  el.value = "typed";
  patch(`<div><input placeholder="a"><input placeholder="c"></div>`);
  same(root2.querySelectorAll("input")[1].value, "typed", "the value");
  same(root2.querySelectorAll("input")[1].placeholder, "c", "the placeholder");
});
check(kind2, "a number that is no number yet is not taken away", () => {
  start(`<input type="number" name="n" value="">`);
  const el = input("input");
  el.focus();
  document.execCommand("insertText", false, "1e");
  truth(el.validity.badInput, "the field should hold something that is no number");
  patch(`<input type="number" name="n" value="5">`);
  truth(el.validity.badInput, "what was typed is gone");
  el.blur();
  patch(`<input type="number" name="n" value="6">`);
  truth(el.validity.badInput, "what was typed is gone after it was left");
});
for (const kindOf of ["checkbox", "radio"]) {
  const box2 = (a, b, n = 1) => `<p>${n}</p><form><input type="${kindOf}" name="c" value="a"${a ? " checked" : ""}><input type="${kindOf}" name="c" value="b"${b ? " checked" : ""}></form>`;
  check(kind2, `a ${kindOf} that the person chose stays`, () => {
    start(box2(true, false));
    root2.querySelectorAll("input")[1].click();
    patch(box2(true, false, 2));
    same(root2.querySelectorAll("input")[1].checked, true, "the second");
  });
  check(kind2, `an untouched ${kindOf} follows the server`, () => {
    start(box2(true, false));
    patch(box2(false, true));
    same([...root2.querySelectorAll("input")].map((el) => el.checked), [false, true], "the boxes");
    patch(box2(true, false));
    same([...root2.querySelectorAll("input")].map((el) => el.checked), [true, false], "the boxes again");
  });
}
check(kind2, "a radio group that the person has changed is theirs as a whole", () => {
  const group = (n) => `<form>${[1, 2, 3].map((i) => `<input type="radio" name="r" value="${i}"${i === n ? " checked" : ""}>`).join("")}</form>`;
  start(group(1));
  root2.querySelectorAll("input")[1].click();
  patch(group(3));
  same([...root2.querySelectorAll("input")].map((el) => el.checked), [false, true, false], "the buttons");
});
var select = (options, chosen = "", more = "") => `<select name="s"${more}>${options.map((o) => `<option value="${o}"${o === chosen ? " selected" : ""}>${o}</option>`).join("")}</select>`;
check(kind2, "a select keeps the person's choice when the list grows before it", () => {
  start(select(["a", "b", "c"]));
  get("select").value = "b";
  patch(select(["x", "y", "a", "b", "c"]));
  same(get("select").value, "b", "its value");
});
check(kind2, "a select keeps the person's choice when the server chooses another", () => {
  start(select(["a", "b", "c"], "a"));
  get("select").value = "b";
  patch(select(["a", "b", "c", "d"], "c"));
  same(get("select").value, "b", "its value");
});
check(kind2, "an untouched select follows the server", () => {
  start(select(["a", "b", "c"], "a"));
  patch(select(["a", "b", "c"], "c"));
  same(get("select").value, "c", "its value");
  patch(select(["a", "b", "c"]));
  same(get("select").value, "a", "its value without a chosen one");
});
check(kind2, "a select whose choice has gone takes the server's", () => {
  start(select(["a", "b", "c"], "c"));
  get("select").value = "b";
  patch(select(["a", "c"], "c"));
  same(get("select").value, "c", "its value");
});
check(kind2, "a multiple select keeps several choices", () => {
  start(select(["a", "b", "c"], "", " multiple"));
  for (const option of get("select").options) option.selected = option.value !== "a";
  patch(select(["z", "a", "b", "c"], "", " multiple"));
  same([...get("select").selectedOptions].map((o) => o.value), ["b", "c"], "its values");
});
function choose(el) {
  const files = new DataTransfer();
  files.items.add(new File(["x"], "x.txt"));
  el.files = files.files;
}
check(kind2, "a chosen file stays chosen", () => {
  start(`<p>1</p><form><input type="file" name="f"></form>`);
  choose(input("input"));
  patch(`<p>2</p><form><b>new</b><input type="file" name="f" class="x"></form>`);
  same(input("input").files.length, 1, "the number of files");
});
check(kind2, "a chosen file stays chosen when its row moves", () => {
  const row2 = (id) => `<li id="${id}"><input type="file" name="f"></li>`;
  start(`<ul>${row2("a")}${row2("b")}</ul>`);
  choose(input("#a input"));
  patch(`<ul>${row2("c")}${row2("b")}${row2("a")}</ul>`);
  same(input("#a input").files.length, 1, "the number of files");
});
check(kind2, "another page's fields are the new page's", () => {
  start(`<form><input name="reply" id="reply" value=""><input type="checkbox" name="c"></form>`);
  type("#reply", "for the first ticket").blur();
  input("[name=c]").click();
  patch(`<form><input name="reply" id="reply" value=""><input type="checkbox" name="c"></form>`, { fresh: true });
  same(input("#reply").value, "", "the text");
  same(input("[name=c]").checked, false, "the box");
});
check(kind2, "another page leaves the field alone in which the person goes on typing", () => {
  start(`<form><input name="q" value=""></form><h1>one</h1>`);
  const el = type("[name=q]", "typing");
  patch(`<form><input name="q" value="typ"></form><h1>two</h1>`, { fresh: true, inUse: el });
  same(input("[name=q]").value, "typing", "the text");
  same(document.activeElement, el, "the focus");
});
check(kind2, "one's own submit takes what the server sends, in that form only", () => {
  const body2 = `<form id="a"><input name="x"></form><form id="b"><input name="x"></form>`;
  start(body2);
  type("#a input", "sent");
  type("#b input", "other");
  patch(body2, { sent: /* @__PURE__ */ new Map([[input("#a input"), "sent"]]) });
  same(input("#a input").value, "", "the form that was sent");
  same(input("#b input").value, "other", "the other form");
});
check(kind2, "what was typed after the submit is not lost by its answer", () => {
  const body2 = `<form><input name="x"></form>`;
  start(body2);
  const sent2 = /* @__PURE__ */ new Map([[type("input", "first"), "first"]]);
  type("input", "second");
  patch(body2, { sent: sent2 });
  same(input("input").value, "second", "the value");
});
check(kind2, "one's own submit clears a chosen file", () => {
  const body2 = `<form><input type="file" name="f"></form>`;
  start(body2);
  choose(input("input"));
  patch(body2, { sent: /* @__PURE__ */ new Map([[input("input"), "x.txt1" + input("input").files[0].lastModified]]) });
  same(input("input").files.length, 0, "the number of files");
});
check(kind2, "a hidden input's value is the server's", async () => {
  start(`<form><input type="hidden" name="h" value="1"></form>`);
  await frame();
  patch(`<form><input type="hidden" name="h" value="2"></form>`);
  same(input("input").value, "2", "its value");
});

// test/checks/focus.ts
var kind3 = "focus";
var row = (id) => `<li id="r${id}"><input name="n" value="hello"></li>`;
var rows = (...ids) => `<ul>${ids.map(row).join("")}</ul>`;
function place(selector) {
  const el = input(selector);
  el.focus();
  el.setSelectionRange(1, 3, "backward");
  return el;
}
function inPlace(el, what) {
  same(document.activeElement, el, `the focus ${what}`);
  same([el.selectionStart, el.selectionEnd, el.selectionDirection], [1, 3, "backward"], `the selection ${what}`);
}
for (const [what, before, after] of [
  ["a sibling appears before it", [1, 2], [0, 1, 2]],
  ["a sibling appears after it", [1, 2], [1, 3, 2]],
  ["a sibling goes", [0, 1, 2], [1, 2]],
  ["it moves to the end", [1, 2, 3, 4], [2, 3, 4, 1]],
  ["it moves to the start", [2, 3, 4, 1], [1, 2, 3, 4]],
  ["all rows turn round", [1, 2, 3, 4, 5], [5, 4, 3, 2, 1]],
  ["rows come, go and move at once", [7, 1, 2, 3, 8], [3, 9, 1, 4, 2, 8]]
])
  check(kind3, `focus and selection stay when ${what}`, () => {
    start(rows(...before));
    const el = place("#r1 input");
    let lost = 0;
    el.addEventListener("blur", () => lost++);
    patch(rows(...after));
    inPlace(el, "after the patch");
    same([...root2.querySelectorAll("li")].map((li) => li.id.slice(1)).join(), after.join(), "the order");
    same(lost, 0, "how often it lost the focus");
  });
check(kind3, "focus stays when a keyed ancestor moves", () => {
  const group = (id) => `<section id="${id}"><h2>${id}</h2><div><input value="hello"></div></section>`;
  start(`<main>${group("a")}${group("b")}${group("c")}</main>`);
  const el = place("#c input");
  patch(`<main>${group("c")}${group("b")}${group("a")}</main>`);
  inPlace(el, "after the move");
});
check(kind3, "focus stays when ancestors without ids get new siblings", () => {
  start(`<div><div><input name="x" value="hello"></div></div>`);
  const el = place("input");
  patch(`<div><p>new</p><div><p>new</p><input name="x" value="hello"></div></div>`);
  inPlace(el, "after the patch");
});
check(kind3, "the caret stays where it is while typing and a push comes", () => {
  start(`<p>1</p><input name="x" value="">`);
  const el = type("input", "hello");
  el.setSelectionRange(2, 2);
  patch(`<p>2</p><input name="x" value="server">`);
  same([el.value, el.selectionStart], ["hello", 2], "text and caret");
});
check(kind3, "a selection in plain text stays", () => {
  start(`<p id="a">one</p><p id="b">select me</p>`);
  const text = get("#b").firstChild;
  getSelection().setBaseAndExtent(text, 2, text, 6);
  patch(`<p id="a">two</p><p id="b">select me</p>`);
  same(getSelection().toString(), "lect", "the selection");
  getSelection().removeAllRanges();
});
check(kind3, "a focused button stays focused when its label changes", () => {
  start(`<form><button name="b">Save</button></form>`);
  const el = get("button");
  el.focus();
  patch(`<form><p>new</p><button name="b">Save it</button></form>`);
  same(document.activeElement, el, "the focus");
  same(el.textContent, "Save it", "the label");
});
check(kind3, "a focused link in a moved row stays focused", () => {
  const link = (id) => `<tr id="t${id}"><td><a href="/t/${id}">${id}</a></td></tr>`;
  start(`<table><tbody>${[1, 2, 3].map(link).join("")}</tbody></table>`);
  const el = get("#t2 a");
  el.focus();
  patch(`<table><tbody>${[2, 3, 1].map(link).join("")}</tbody></table>`);
  same(document.activeElement, el, "the focus");
});
check(kind3, "the harness takes moveBefore away when it is asked to", () => {
  truth(canMove !== location.search.includes("nomove"), "moveBefore should be there exactly when the address does not say nomove");
});

// test/checks/frames.ts
var kind4 = "frames";
var Counter = class extends HTMLElement {
  connected = 0;
  disconnected = 0;
  moved = 0;
  connectedCallback() {
    this.connected++;
  }
  disconnectedCallback() {
    this.disconnected++;
  }
  connectedMoveCallback() {
    this.moved++;
  }
};
customElements.define("x-counter", Counter);
var frame2 = (id) => `<li id="r${id}"><iframe title="frame" src="/frame"></iframe></li>`;
async function loadedFrame(selector) {
  const el = get(selector);
  for (let i = 0; i < 200 && (!el.contentDocument?.querySelector("h1") || el.contentDocument.readyState !== "complete"); i++) await wait(10);
  truth(el.contentDocument?.querySelector("h1"), "the frame never loaded");
  let loads = 0;
  el.addEventListener("load", () => loads++);
  return () => loads;
}
for (const [what, before, after] of [
  ["a sibling is inserted before it", [1], [0, 1]],
  ["a sibling goes", [0, 1], [1]],
  ["its row moves to the end", [1, 2, 3], [2, 3, 1]],
  ["its row moves to the start", [2, 3, 1], [1, 2, 3]]
])
  check(kind4, `a frame is not loaded anew when ${what}`, async () => {
    const row2 = (id) => id === 1 ? frame2(1) : `<li id="r${id}">${id}</li>`;
    start(`<ul>${before.map(row2).join("")}</ul>`);
    const loads = await loadedFrame("#r1 iframe");
    const inner = get("#r1 iframe").contentDocument;
    patch(`<ul>${after.map(row2).join("")}</ul>`);
    await wait(60);
    same(loads(), 0, "how often it loaded");
    same(get("#r1 iframe").contentDocument, inner, "its document");
    same([...root2.querySelectorAll("li")].map((li) => li.id).join(), after.map((n) => "r" + n).join(), "the order");
  });
check(kind4, "a frame without an id is not loaded anew when text around it changes", async () => {
  start(`<div><p>1</p><iframe title="frame" src="/frame"></iframe></div>`);
  const loads = await loadedFrame("iframe");
  patch(`<div><p>2</p><p>3</p><iframe title="frame" src="/frame" class="x"></iframe><b>4</b></div>`);
  await wait(60);
  same(loads(), 0, "how often it loaded");
});
check(kind4, "a custom element is not taken out when siblings are inserted", () => {
  start(`<div><x-counter></x-counter></div>`);
  const el = get("x-counter");
  patch(`<div><p>new</p><x-counter class="a"></x-counter><p>new</p></div>`);
  same(get("x-counter"), el, "the element");
  same([el.connected, el.disconnected], [1, 0], "how often it was connected and disconnected");
});
check(kind4, "a custom element whose row moves is moved, not taken out", () => {
  const row2 = (id) => `<li id="r${id}"><x-counter></x-counter></li>`;
  start(`<ul>${[1, 2, 3].map(row2).join("")}</ul>`);
  const el = get("#r1 x-counter");
  patch(`<ul>${[2, 3, 1].map(row2).join("")}</ul>`);
  same(get("#r1 x-counter"), el, "the element");
  if (canMove) same([el.connected, el.disconnected, el.moved], [1, 0, 1], "connected, disconnected, moved");
});
check(kind4, "what a custom element has made of itself stays", () => {
  start(`<p>1</p><x-counter data-keep></x-counter>`);
  const el = get("x-counter");
  el.append(document.createElement("canvas"));
  patch(`<p>2</p><x-counter data-keep class="new"></x-counter>`);
  truth(el.querySelector("canvas"), "its content is gone");
  same(el.className, "new", "its class");
});
check(kind4, "new custom elements come to life once", () => {
  start(`<div></div>`);
  patch(`<div><x-counter></x-counter></div>`);
  same(get("x-counter").connected, 1, "how often it was connected");
});
check(kind4, "a script in a patch does not run", async () => {
  start(`<div></div>`);
  patch(`<div><script src="/never.js"><\/script><img alt="" src="/frame.svg"></div>`);
  await wait(30);
  same(window.never, void 0, "what the script sets");
});

// test/checks/open.ts
var kind5 = "open";
var details = (id, open = "", text = "text") => `<details${id ? ` id="${id}"` : ""}${open}><summary>more</summary><p>${text}</p></details>`;
for (const id of ["d", ""])
  check(kind5, `details opened by hand stay open, ${id ? "with" : "without"} an id`, async () => {
    start(`<p>1</p>${details(id)}`);
    get("details").open = true;
    await frame();
    patch(`<p>2</p>${details(id, "", "changed")}`);
    same(get("details").open, true, "whether it is open");
    same(get("details p").textContent, "changed", "its text");
  });
check(kind5, "details opened at once before a patch stay open", () => {
  start(`<p>1</p>${details("d")}`);
  get("details").open = true;
  patch(`<p>2</p>${details("d")}`);
  same(get("details").open, true, "whether it is open");
});
check(kind5, "details closed by hand stay closed", async () => {
  start(`<p>1</p>${details("d", " open")}`);
  get("details").open = false;
  await frame();
  patch(`<p>2</p>${details("d", " open", "changed")}`);
  same(get("details").open, false, "whether it is open");
});
check(kind5, "details that the server opens are opened, and closed when it closes them", () => {
  start(details("d"));
  patch(details("d", " open"));
  same(get("details").open, true, "whether it is open");
  patch(details("d"));
  same(get("details").open, false, "whether it is closed again");
});
check(kind5, "details that both opened follow the server from then on", async () => {
  start(details("d"));
  get("details").open = true;
  await frame();
  patch(details("d", " open"));
  patch(details("d"));
  same(get("details").open, false, "whether it is open");
});
for (const which of [0, 1, 2])
  check(kind5, `number ${which} of several equal details, once opened, stays the opened one`, async () => {
    start(`<p>1</p><div>${details("").repeat(3)}</div>`);
    root2.querySelectorAll("details")[which].open = true;
    await frame();
    const open = () => [...root2.querySelectorAll("details")].map((d, i) => d.open ? i : -1).filter((i) => i >= 0);
    patch(`<p>2</p><div>${details("").repeat(3)}</div>`);
    same(open(), [which], "which are open");
    patch(`<p>2</p><div>${details("").repeat(3)}<i>more</i>${details("")}</div>`);
    same(open(), [which], "which are open after another came");
  });
check(kind5, "the opened one of several details without ids stays open when another comes before it", async () => {
  start(`<div>${details("", "", "a")}${details("", "", "b")}${details("", "", "c")}</div>`);
  root2.querySelectorAll("details")[1].open = true;
  await frame();
  patch(`<div>${details("", "", "new")}${details("", "", "a")}${details("", "", "b")}${details("", "", "c")}</div>`);
  same([...root2.querySelectorAll("details")].filter((d) => d.open).map((d) => d.querySelector("p").textContent), ["b"], "which are open");
});
check(kind5, "an open details stays open when its row moves", async () => {
  start(`<div>${details("a")}${details("b")}${details("c")}</div>`);
  get("#a").open = true;
  await frame();
  patch(`<div>${details("c")}${details("b")}${details("a")}</div>`);
  same([...root2.querySelectorAll("details")].map((d) => d.id + d.open), ["cfalse", "bfalse", "atrue"], "which are open");
});
var dialog = (text) => `<dialog id="d"><p>${text}</p><button>ok</button></dialog>`;
check(kind5, "a modal dialog opened by script stays modal", async () => {
  start(`<p>1</p>${dialog("a")}`);
  get("dialog").showModal();
  await frame();
  patch(`<p>2</p><p>new</p>${dialog("b")}`);
  truth(get("dialog").matches(":modal"), "it is modal no longer");
  same(get("dialog p").textContent, "b", "its text");
  get("dialog").close();
});
check(kind5, "a modal dialog stays modal when its row moves", async () => {
  const row2 = (id) => `<li id="r${id}">${id === 1 ? dialog("a") : id}</li>`;
  start(`<ul>${[1, 2, 3].map(row2).join("")}</ul>`);
  get("dialog").showModal();
  await frame();
  patch(`<ul>${[2, 3, 1].map(row2).join("")}</ul>`);
  truth(get("dialog").matches(":modal"), "it is modal no longer");
  same([...root2.querySelectorAll("li")].map((li) => li.id), ["r2", "r3", "r1"], "the order");
  get("dialog").close();
});
check(kind5, "a dialog that the person closed stays closed", async () => {
  start(`<p>1</p><dialog open id="d">hello</dialog>`);
  get("dialog").close();
  await frame();
  patch(`<p>2</p><dialog open id="d">hello</dialog>`);
  same(get("dialog").open, false, "whether it is open");
});
var menu = (text) => `<div popover id="m">${text}</div>`;
check(kind5, "an open popover stays open", () => {
  start(`<p>1</p>${menu("a")}`);
  get("#m").showPopover();
  patch(`<p>2</p><p>3</p>${menu("b")}`);
  truth(get("#m").matches(":popover-open"), "it is closed");
  same(get("#m").textContent, "b", "its text");
  get("#m").hidePopover();
});
check(kind5, "an open popover stays open when its row moves", () => {
  const row2 = (id) => `<li id="r${id}">${id === 1 ? menu("a") : id}</li>`;
  start(`<ul>${[1, 2, 3].map(row2).join("")}</ul>`);
  get("#m").showPopover();
  patch(`<ul>${[3, 2, 1].map(row2).join("")}</ul>`);
  truth(get("#m").matches(":popover-open"), "it is closed");
  get("#m").hidePopover();
});
check(kind5, "another page opens what it opens, whatever was open on the old one", async () => {
  start(details("d"));
  get("details").open = true;
  await frame();
  patch(details("d", "", "another"), { fresh: true });
  same(get("details").open, false, "whether it is open");
});
check(kind5, "focus and a popover in another row stay at once when the browser can move", () => {
  if (!canMove) return;
  const row2 = (id) => `<li id="r${id}">${id === 1 ? menu("a") : `<input id="i${id}">`}</li>`;
  start(`<ul>${[1, 2, 3].map(row2).join("")}</ul>`);
  get("#i3").focus();
  get("#m").showPopover();
  patch(`<ul>${[3, 2, 1].map(row2).join("")}</ul>`);
  truth(get("#m").matches(":popover-open"), "the popover is closed");
  same(document.activeElement, get("#i3"), "the focus");
  get("#m").hidePopover();
});

// test/checks/random.ts
function numbers(seed) {
  return (below) => {
    seed = Math.imul(seed, 1664525) + 1013904223 >>> 0;
    return Math.floor(seed / 2 ** 32 * below);
  };
}
function body(next, depth, ids) {
  let html = "";
  for (let n = next(6); n >= 0; n--) {
    const tag2 = ["div", "p", "span", "li", "b"][next(5)];
    if (next(4) === 0) html += ["text ", "more", " ", "<!--c-->"][next(4)];
    const id = next(3) === 0 ? "k" + next(30) : "";
    const own = id && !ids.has(id) ? ` id="${id}"` : "";
    if (own) ids.add(id);
    const cls = next(3) === 0 ? ` class="c${next(4)}"` : "";
    html += tag2 === "p" || depth === 0 ? `<${tag2}${own}${cls}>${next(9)}</${tag2}>` : `<${tag2}${own}${cls}>${body(next, depth - 1, ids)}</${tag2}>`;
  }
  return html;
}
function canonical(el) {
  for (const child of el.querySelectorAll("*")) {
    const attributes2 = [...child.attributes].sort((a, b) => a.name < b.name ? -1 : 1);
    for (const { name, value } of attributes2) {
      child.removeAttribute(name);
      child.setAttribute(name, value);
    }
  }
  return el.innerHTML;
}
for (let seed = 1; seed <= 4; seed++)
  check("random", `eighty random bodies, seed ${seed}`, () => {
    const next = numbers(seed);
    start(body(next, 3, /* @__PURE__ */ new Set()));
    for (let i = 0; i < 80; i++) {
      const html = body(next, 3, /* @__PURE__ */ new Set());
      const before = new Map([...root2.querySelectorAll("[id]")].map((el) => [el.id, el]));
      patch(html, { fresh: next(4) === 0 });
      truth(canonical(root2.cloneNode(true)) === canonical(parse(html)), `the page is not what the server sent after step ${i}`);
      for (const el of root2.children) {
        const old = el.id && before.get(el.id);
        if (old && old.parentElement === root2 && old.localName === el.localName) truth(old === el, `#${el.id} is another element after step ${i}`);
      }
    }
  });

// test/checks/scripts.ts
var kind6 = "scripts";
check(kind6, "a class that a script added stays", async () => {
  start(`<p>1</p><div id="x" class="a">t</div>`);
  get("#x").classList.add("active");
  await frame();
  patch(`<p>2</p><div id="x" class="a">u</div>`);
  same(get("#x").className, "a active", "the classes");
});
check(kind6, "classes of server and script are merged", async () => {
  start(`<div id="x" class="a b">t</div>`);
  get("#x").classList.add("mine");
  get("#x").classList.remove("b");
  await frame();
  patch(`<div id="x" class="a b new">t</div>`);
  same([...get("#x").classList].sort(), ["a", "mine", "new"], "after their addition");
  patch(`<div id="x" class="b">t</div>`);
  same([...get("#x").classList].sort(), ["mine"], "after their removal");
  patch(`<div id="x">t</div>`);
  same(get("#x").className, "mine", "without any of theirs");
});
check(kind6, "an attribute that a script set stays until the server changes it", async () => {
  start(`<div id="x" title="a">t</div>`);
  get("#x").title = "mine";
  get("#x").setAttribute("aria-expanded", "true");
  await frame();
  patch(`<div id="x" title="a">u</div>`);
  same([get("#x").title, get("#x").getAttribute("aria-expanded")], ["mine", "true"], "while the server says the same");
  patch(`<div id="x" title="b">u</div>`);
  same(get("#x").title, "b", "when the server says something new");
  patch(`<div id="x" title="c">u</div>`);
  same(get("#x").title, "c", "and after that");
});
check(kind6, "an attribute that a script removed stays away", async () => {
  start(`<div id="x" hidden>t</div><p>1</p>`);
  get("#x").removeAttribute("hidden");
  await frame();
  patch(`<div id="x" hidden>t</div><p>2</p>`);
  same(get("#x").hidden, false, "whether it is hidden");
  patch(`<div id="x">t</div><p>2</p>`);
  patch(`<div id="x" hidden>t</div><p>2</p>`);
  same(get("#x").hidden, true, "when the server shows and hides it again");
});
check(kind6, "a style that a script set stays", async () => {
  start(`<p>1</p><div id="x">t</div>`);
  get("#x").style.width = "50px";
  await frame();
  patch(`<p>2</p><div id="x">u</div>`);
  same(get("#x").style.width, "50px", "the width");
});
check(kind6, "an optimistic change that the server confirms can be taken back by the server", async () => {
  start(`<div id="x" class="">t</div>`);
  get("#x").classList.add("done");
  await frame();
  patch(`<div id="x" class="done">t</div>`);
  patch(`<div id="x" class="">t</div>`);
  same(get("#x").className, "", "the class");
});
check(kind6, "a change made by a patch is not taken for a script's", async () => {
  start(`<div id="x" class="a">t</div>`);
  patch(`<div id="x" class="b">t</div>`);
  await frame();
  patch(`<div id="x" class="a">t</div>`);
  same(get("#x").className, "a", "the class");
});
check(kind6, "an element that a script added stays, whatever comes around it", async () => {
  start(`<div id="x"><p>a</p><p>b</p></div>`);
  const tip = document.createElement("p");
  tip.textContent = "tip";
  get("#x").insertBefore(tip, get("#x").lastElementChild);
  await frame();
  patch(`<div id="x"><p>a</p><p>b</p><p>c</p></div>`);
  truth(tip.isConnected && tip.textContent === "tip" && !tip.id, `the script's element is changed: ${root2.innerHTML}`);
  same([...get("#x").children].filter((el) => el !== tip).map((el) => el.textContent), ["a", "b", "c"], "the server's");
  patch(`<div id="x"><p>c</p></div>`);
  same([...get("#x").children].filter((el) => el !== tip).map((el) => el.textContent), ["c"], "the server's, after it removed some");
  truth(tip.isConnected, "the script's element is gone");
});
check(kind6, "an element that a script removed stays away while the server's is the same", async () => {
  start(`<div id="x"><p class="note">a</p><p>b</p></div><i>1</i>`);
  get(".note").remove();
  await frame();
  patch(`<div id="x"><p class="note">a</p><p>b</p></div><i>2</i>`);
  truth(!root2.querySelector(".note"), "it came back though nothing changed there");
  patch(`<div id="x"><p class="note">a</p><p>b</p><p>c</p></div><i>2</i>`);
  truth(!root2.querySelector(".note"), "it came back with its neighbour");
  patch(`<div id="x"><p class="note">another</p><p>b</p><p>c</p></div><i>2</i>`);
  truth(root2.querySelector(".note"), "a new one does not appear");
});
check(kind6, "text that a script formatted stays until the server changes it", async () => {
  start(`<p>1</p><time id="t">2026-11-20</time>`);
  get("#t").textContent = "yesterday";
  await frame();
  patch(`<p>2</p><time id="t">2026-11-20</time>`);
  same(get("#t").textContent, "yesterday", "while the server says the same");
  patch(`<p>2</p><time id="t">2026-11-21</time>`);
  same(get("#t").textContent, "2026-11-21", "when the server says something new");
});
check(kind6, "rows that a script has put in another order stay so until the server changes them", async () => {
  const row2 = (n) => `<li id="r${n}">${n}</li>`;
  start(`<i>1</i><ul id="u">${[1, 2, 3].map(row2).join("")}</ul>`);
  get("#u").append(get("#r1"));
  await frame();
  patch(`<i>2</i><ul id="u">${[1, 2, 3].map(row2).join("")}</ul>`);
  same([...get("#u").children].map((el) => el.id), ["r2", "r3", "r1"], "the order");
  patch(`<i>2</i><ul id="u">${[1, 2, 3, 4].map(row2).join("")}</ul>`);
  same([...get("#u").children].map((el) => el.id), ["r1", "r2", "r3", "r4"], "the order after the server's change");
});
check(kind6, "rows that the server sends after a script's one are the server's to remove", async () => {
  start(`<ul id="u"><li id="a">a</li></ul>`);
  const own = document.createElement("li");
  get("#u").append(own);
  await frame();
  patch(`<ul id="u"><li id="a">a</li><li id="b">b</li></ul>`);
  patch(`<ul id="u"><li id="a">a</li></ul>`);
  same([...get("#u").children].map((el) => el.id), ["a", ""], "the rows");
});
check(kind6, "a keep boundary's inside is left alone, its attributes are not", async () => {
  const body2 = (n) => `<p>${n}</p><div data-keep data-points="${n}"><canvas></canvas></div>`;
  start(body2(1));
  const box2 = get("[data-keep]");
  box2.querySelector("canvas").remove();
  box2.append("drawn by a script");
  await frame();
  patch(body2(2));
  same(get("[data-keep]"), box2, "the element");
  same([box2.textContent, box2.dataset.points], ["drawn by a script", "2"], "text and attribute");
});
check(kind6, "keep boundaries without ids are not taken for other elements", () => {
  start(`<div><div data-keep>mine</div></div>`);
  const box2 = get("[data-keep]");
  box2.textContent = "widget";
  patch(`<div><div>new</div><div data-keep>mine</div><div>new</div></div>`);
  same([...get("div").children].map((el) => el.textContent), ["new", "widget", "new"], "the texts");
  same(box2.isConnected && !box2.id, true, "the element and its id");
});
check(kind6, "a keep boundary that the server no longer sends goes", () => {
  start(`<div><div data-keep>mine</div><p>a</p></div>`);
  patch(`<div><p>a</p></div>`);
  truth(!root2.querySelector("[data-keep]"), "it is still there");
});
check(kind6, "another page's boundary is another one, unless it has the same id", () => {
  start(`<div data-keep>map</div><div data-keep id="player">music</div>`);
  const player = get("#player");
  player.textContent = "playing";
  get("div[data-keep]").textContent = "drawn";
  patch(`<div data-keep>chart</div><div data-keep id="player">music</div>`, { fresh: true });
  same([...root2.querySelectorAll("[data-keep]")].map((el) => el.textContent), ["chart", "playing"], "the texts");
  same(get("#player"), player, "the player");
});
check(kind6, "an editor in a keep boundary keeps text and caret", () => {
  start(`<p>1</p><div data-keep><div contenteditable="true" id="e">hello</div></div>`);
  const text = get("#e").firstChild;
  get("#e").focus();
  text.textContent = "hello world";
  getSelection().collapse(text, 7);
  patch(`<p>2</p><div data-keep><div contenteditable="true" id="e">hello</div></div>`);
  same([get("#e").textContent, getSelection().focusOffset], ["hello world", 7], "text and caret");
  same(document.activeElement, get("#e"), "the focus");
});
check(kind6, "an editor without a boundary keeps what was typed while the server says the same", async () => {
  start(`<p>1</p><div contenteditable="true" id="e"><b>hello</b></div>`);
  get("#e").replaceChildren("typed");
  await frame();
  patch(`<p>2</p><div contenteditable="true" id="e"><b>hello</b></div>`);
  same(get("#e").textContent, "typed", "the text");
});
check(kind6, "a running transition goes on", async () => {
  start(`<p>1</p><div id="x" class="slow">t</div>`);
  getComputedStyle(get("#x")).opacity;
  get("#x").classList.add("faded");
  await frame();
  const running = get("#x").getAnimations()[0];
  truth(running, "there should be a transition");
  patch(`<p>2</p><i>new</i><div id="x" class="slow">u</div>`);
  same(get("#x").getAnimations()[0] === running && running.playState, "running", "the transition");
});
check(kind6, "a running animation goes on when its row moves", async () => {
  const row2 = (n) => `<li id="r${n}">${n}</li>`;
  start(`<ul>${[1, 2, 3].map(row2).join("")}</ul>`);
  const running = get("#r2").animate([{ opacity: 0 }, { opacity: 1 }], 1e4);
  patch(`<ul>${[2, 3, 1].map(row2).join("")}</ul>`);
  same(running.playState, "running", "the animation");
  running.cancel();
});
check(kind6, "the morph leaves no marks behind", async () => {
  start(`<div><p>a</p><input name="a"><input name="a"></div><div data-keep><input></div>`);
  for (const el of root2.querySelectorAll("input")) el.value = "typed";
  get("p").className = "x";
  await frame();
  patch(`<div><p>b</p><input name="a"><input name="a" class="y"></div><div data-keep><input></div>`);
  same(root2.innerHTML, `<div><p class="x">b</p><input name="a"><input name="a" class="y"></div><div data-keep=""><input></div>`, "the page");
});
check(kind6, "text, comments and white space become the server's", () => {
  start(`a<!-- 1 --><b>x</b> y
<i>z</i>`);
  patch(`c <!-- 2 --><i>z</i> <b>x</b>
w`);
  same(root2.innerHTML, `c <!-- 2 --><i>z</i> <b>x</b>
w`, "the page");
});
check(kind6, "tables, SVG and definition lists become the server's", () => {
  start(`<table><tbody><tr><td>1</td></tr></tbody></table><svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>`);
  const after = `<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table><svg viewBox="0 0 2 2"><path d="M1 1"></path><circle r="1"></circle></svg><dl><dt>a</dt><dd>b</dd></dl>`;
  patch(after);
  same(root2.innerHTML, after, "the page");
  same(get("circle").namespaceURI, "http://www.w3.org/2000/svg", "the circle's namespace");
});

// test/checks/scroll.ts
var kind7 = "scroll";
var box = (id, lines = 50) => `<div id="${id}" class="scroller"><div class="tall">${id} ${lines}</div></div>`;
async function scrollTo(selector, top) {
  get(selector).scrollTop = top;
  await frame();
  await frame();
}
check(kind7, "an inner scroller stays where it is when its content changes", async () => {
  start(`<p>1</p>${box("s")}`);
  await scrollTo("#s", 120);
  patch(`<p>2</p>${box("s", 60)}`);
  same(get("#s").scrollTop, 120, "how far it is scrolled");
});
for (const [what, after] of [
  ["to the end", ["b", "c", "a"]],
  ["to the start of a turned list", ["c", "b", "a"]],
  ["behind a new one", ["n", "a", "b", "c"]]
])
  check(kind7, `an inner scroller stays scrolled when it moves ${what}`, async () => {
    start(["a", "b", "c"].map((id) => box(id)).join(""));
    await scrollTo("#a", 90);
    await scrollTo("#c", 70);
    patch(after.map((id) => box(id)).join(""));
    same([get("#a").scrollTop, get("#c").scrollTop], [90, 70], "how far they are scrolled");
    same([...root2.querySelectorAll(".scroller")].map((el) => el.id), [...after], "the order");
  });
check(kind7, "a scroller inside a row that moves stays scrolled", async () => {
  const row2 = (id) => `<li id="row${id}"><div class="scroller"><div class="tall"></div></div></li>`;
  start(`<ul>${["a", "b", "c"].map(row2).join("")}</ul>`);
  await scrollTo("#rowa .scroller", 55);
  patch(`<ul>${["c", "b", "a"].map(row2).join("")}</ul>`);
  same(get("#rowa .scroller").scrollTop, 55, "how far it is scrolled");
});

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
async function readStream(body2, heard2, emit2) {
  const decoder = new TextDecoder();
  const parse2 = sseParser(emit2);
  const reader = body2.getReader();
  for (; ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    heard2();
    parse2(decoder.decode(value, { stream: true }));
  }
}

// src/events.ts
function emit(target2, type2, detail = {}, cancelable = false) {
  const at = target2?.isConnected ? target2 : document;
  return at.dispatchEvent(new CustomEvent(EventPrefix + type2, { detail, bubbles: true, cancelable }));
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
var client = "Qepm1Q-f";
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
  for (const [verb, ...rest] of operations) {
    if (typeof verb === "number") {
      const [size, ...splices] = rest;
      const touch = { kind: "edit", id: size ? idAt(old, verb) : "", html: "" };
      cut(verb, 0, 3 /* Begin */, "", touch, size);
      each(verb, splices, (at2, del, text) => cut(at2, del, 1 /* Own */, text));
      touched.push(touch);
    } else if (verb === "-") {
      for (let i = 0; i < rest.length; i += 2) {
        touched.push({ kind: "remove", id: idAt(old, rest[i]) });
        cut(rest[i], rest[i + 1]);
      }
    } else {
      const [at2, length, ...items] = rest;
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
function fit(patch2, base2) {
  const { version, body: body2, delta } = patch2;
  if (body2 !== void 0 || !version && !delta) return patch2;
  if (version === base2.version) return { ...patch2, title: base2.title, body: base2.body };
  try {
    if (!wantsWhole()) {
      const { html, title = base2.title, touched } = applyDelta(base2.body, delta);
      if (sum(title, html) === version) {
        misfits = 0;
        return { ...patch2, title, body: html, touched, from: base2.version };
      }
    }
  } catch {
  }
  const known = misfit === base2.version;
  misfit = base2.version;
  if (!known && ++misfits === 2) console.warn("goldfish: differences do not fit here; from now on this tab asks for the whole");
  return void 0;
}

// src/hooks.ts
var hooks = /* @__PURE__ */ new Map();
var mounted = /* @__PURE__ */ new Map();
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
function message(place2, text = "") {
  const places2 = document.querySelectorAll(`[${place2}]`);
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
      const patch2 = await response.json();
      void compare(patch2.fingerprints, patch2.url ?? region2.url, true);
      patch2.parts = held2?.fit(patch2.parts) ?? patch2.parts;
      answer.patch = fit(patch2, base2) ?? await refetch(patch2, patch2.url ?? url);
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
    const { status, patch: patch2 } = whole2 ? {} : await ask(location2, { signal, redirect: "manual" }, "", region2, true);
    return status === 200 && patch2 ? { ...patch2, history: history2, flash, notice } : { location: location2 };
  }
}

// src/patch.ts
function apply(patch2, why, region2 = page) {
  const { url = region2.url, version = "", title, body: body2 } = patch2;
  const { element, version: before } = region2;
  const own = region2 === page;
  const { reason } = why;
  const detail = { reason, url, version, patch: patch2 };
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
  if (body2 !== void 0 && !(before && version === before)) {
    region2.body = body2;
    refreshHooks(change(element, body2, why, before && before === patch2.from ? patch2.touched : void 0));
    mountTriggers();
    void mountDrafts();
  } else if (why.sent) {
    resetSent(why.sent);
  }
  mountParts(patch2.parts);
  (own ? root : element).removeAttribute(Stale);
  emit(element, "patch", detail);
  return true;
}
function change(element, body2, why, touched) {
  const rescue = why.fresh ? void 0 : drafts?.guard(why.sent);
  try {
    return morph(element, body2, why, touched);
  } catch (err) {
    reportError(err);
    element.replaceChildren(...parse(body2).childNodes);
    return /* @__PURE__ */ new Set();
  } finally {
    rescue?.();
  }
}

// src/leave.ts
var key2 = "loaded";
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
  const again = now - recall(key2, 0) >= pause && !!deploy && !deploy.changed() && draftsAreSafe() && keep(key2, now);
  if (again) location.reload();
  return again;
}

// src/history.ts
var calls = [];
var window10s = 1e4;
var safe = 50;
var entry = 0;
var shown = 0;
var here = location.pathname + location.search;
var late;
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
function behind() {
  return shown - entry;
}

// src/prefetch.ts
var goodFor = 2e3;
var held;
var timer2;
var from = () => page.url + " " + page.version;
async function takePrefetched(url) {
  clearTimeout(timer2);
  const mine = held;
  held = void 0;
  if (mine?.url === url && mine.from === from() && Date.now() - mine.at < goodFor) return mine.answer;
  mine?.abort.abort();
  return void 0;
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
async function show(patch2, how) {
  await anchored;
  await transition(how.element, () => {
    if (holdsTurn(how.turn)) showNow(patch2, how);
  });
}
function showNow(patch2, { element, ...how }) {
  const { region: region2 } = how.turn;
  const own = region2 === page;
  const [url, place2] = (patch2.url ?? region2.url).split("#");
  const hash = place2 ? "#" + place2 : how.pop ? location.hash : new URL(how.turn.url, location.href).hash;
  const fresh = pathOf(url) !== pathOf(region2.url);
  const titled = own && patch2.title !== void 0 && patch2.title !== document.title;
  const active = document.activeElement;
  const inUse = how.reason === "visit" && active?.matches("input,textarea,select") && element?.contains(active) ? active : null;
  const moveFocus = guardFocus(region2.element, element, fresh, inUse);
  const scroll = element?.closest(`[${Scroll}]`)?.getAttribute(Scroll);
  const mode = how.pop ? "replace" : how.history ?? attributeMode(element) ?? patch2.history ?? "push";
  if (own && fresh) drafts?.save();
  const shown2 = apply({ ...patch2, url }, {
    reason: how.reason,
    fresh,
    inUse,
    sent: how.sent,
    commit: () => commit(own ? url + hash : location.href, mode, !own)
  }, region2);
  if (!shown2) return;
  if (own) head(url, patch2.description);
  if (how.pop) parts?.restore();
  message(Flash, patch2.flash ?? patch2.say);
  message(Notice, patch2.notice);
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
    const patch2 = showable(answer);
    const due = patch2 && !auto && region2 === page && pathOf(patch2.url ?? url) !== pathOf(page.url) && documentDue() && draftsAreSafe();
    if (patch2 && !due) {
      await shellReady();
      await show(patch2, { turn: turn2, reason: "visit", element, history: options.history, pop, auto });
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
function showable({ status, patch: patch2 }) {
  const shows = patch2 && !patch2.location && status !== 401 && status !== 403 && status < 500 && (status < 400 || patch2.body !== void 0);
  return shows ? patch2 : void 0;
}
function isHere(patch2) {
  return !patch2.location && (patch2.url === void 0 || pathOf(patch2.url) === pathOf(page.url));
}
function fail(url, { status, patch: patch2 }, { element, auto }) {
  const sentence = patch2?.say ?? sorry(status === 0);
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

// src/stream.ts
var quiet = 150;
var goodLife = 1e4;
var helloWithin = 1e4;
var pollEvery = 2e4;
var streamEvery = 3e5;
var current;
var timer3;
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
  clearTimeout(timer3);
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
    timer3 = setTimeout(connect, delay && polls ? pollEvery : delay);
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
        timer3 = setTimeout(connect, pollEvery * (0.75 + Math.random() / 2));
      } else {
        state("waiting");
        timer3 = setTimeout(connect, after + backoff(tries2++));
      }
    }
  }
}
async function look(signal) {
  const answer = await ask(page.url, { signal, redirect: "manual" }, "");
  if (!signal.aborted) await arrive2(answer);
}
async function arrive2({ status, patch: patch2 }) {
  if (status === 200 && patch2 && isHere(patch2)) {
    if (patch2.version !== page.version || !patch2.version) apply(patch2, { reason: "push" });
    else mountParts(patch2.parts);
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
  const shown2 = patch2?.body !== void 0 && status !== 401 && status !== 403;
  if (unchanged && status === 200 && patch2 && !patch2.location) {
    void visit(page.url, { history: "replace" });
  } else if (unchanged && status >= 400 && shown2) {
    apply({ ...patch2, url, version: "" }, { reason: "push", fresh: true });
    closeStream();
  } else if (unchanged && !refusedBefore) {
    refusedBefore = true;
  } else if (!unchanged || !reload()) {
    refusedBefore = false;
    if (!root.hasAttribute(Stale)) sayPassing(patch2?.say ?? words.ended);
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
  else timer3 = setTimeout(refusedBefore ? recheck : connect, refusedBefore ? 3e3 : goodLife + backoff(tries2++));
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
      const patch2 = fit({ ...Array.isArray(its) ? { delta: its } : its, version: id }, page);
      if (!patch2) return afresh();
      apply(patch2, { reason: "push" });
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
  errors ??= await need("./errors-540458f9.js");
}
var needProgress = () => need("./progress-853aa5ae.js");
async function needParts() {
  const its = await need("./parts-313b850c.js");
  parts ??= its?.startParts(core());
}
function needSoon() {
  return soon ??= (async () => {
    const its = await need("./deploy-19ad459b.js");
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
    const its = await need("./drafts-603f4cb5.js");
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
  anchored = document.querySelector(`[${Scroll}=anchor]`) && need("./anchor-24c0dcbd.js");
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

// src/busy.ts
var patience = 300;
var counts = /* @__PURE__ */ new Map();
var timer4;
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
  timer4 ??= setTimeout(async () => {
    const its = await needProgress();
    if (timer4) stopBar ??= its?.showBar();
  }, patience);
  return () => {
    for (const el of marked) add(el, -1);
    if (counts.has(root)) return;
    clearTimeout(timer4);
    stopBar?.();
    timer4 = stopBar = void 0;
  };
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

// src/triggers.ts
function milliseconds(text) {
  const found = /^([\d.]+)(ms|s|m)?$/.exec(text);
  return found ? +found[1] * { ms: 1, s: 1e3, m: 6e4 }[found[2] ?? "ms"] : 0;
}
function parseTriggers(text) {
  return text.split(/,(?=\s*[a-z])/).map((part) => part.trim().split(/\s+/)).filter(([head2]) => head2).map(([head2, ...rest]) => {
    const [event, ...argument] = head2.split(":");
    const option = (key3) => milliseconds(rest.find((word) => word.startsWith(key3 + ":"))?.slice(key3.length + 1) ?? "");
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
  const wait2 = throttle ? Math.max(0, (fired.get(el) ?? 0) + throttle - Date.now()) : delay;
  cancel(el);
  if (wait2) timers.set(el, setTimeout(setOff, wait2, el));
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

// test/checks/sse.ts
var kind8 = "sse";
var vectors = [
  ["one line", "data: hello\n\n", [["message", "", "hello"]]],
  ["ends with CR", "data: hello\r\r", [["message", "", "hello"]]],
  ["ends with CRLF", "data: hello\r\n\r\n", [["message", "", "hello"]]],
  ["ends mixed", "data: a\r\ndata: b\n\rdata: c\r\r\n", [["message", "", "a\nb"], ["message", "", "c"]]],
  ["many lines", "data: a\ndata: b\ndata:\ndata: c\n\n", [["message", "", "a\nb\n\nc"]]],
  ["an event's name and id", "event: hello\nid: v1\ndata: {}\n\n", [["hello", "v1", "{}"]]],
  ["the name does not stay, the id does", "event: a\nid: 1\ndata: x\n\ndata: y\n\n", [["a", "1", "x"], ["message", "1", "y"]]],
  ["an empty id is an id", "id: 1\ndata: x\n\nid\ndata: y\n\n", [["message", "1", "x"], ["message", "", "y"]]],
  ["an id with NUL is none", "id: 1\ndata: x\n\nid: 2\0\ndata: y\n\n", [["message", "1", "x"], ["message", "1", "y"]]],
  ["comments are nothing", ": hi\n\n:\ndata: x\n: there\n\n", [["message", "", "x"]]],
  ["only the first space goes", "data:  two\ndata:none\n\n", [["message", "", " two\nnone"]]],
  ["colons in data", "data: a: b:c\n\n", [["message", "", "a: b:c"]]],
  ["a field alone", "data\n\ndata\ndata\n\n", [["message", "", ""], ["message", "", "\n"]]],
  ["no data, no event", "event: x\nid: 7\n\ndata: y\n\n", [["message", "7", "y"]]],
  ["unknown fields", "foo: bar\nretry: 10\ndata: x\n Data: z\n\n", [["message", "", "x"]]],
  ["an unfinished event is none", "data: x\n\ndata: lost\n", [["message", "", "x"]]],
  ["a byte order mark", "\uFEFFdata: x\n\n", [["message", "", "x"]]],
  ["two byte order marks", "\uFEFF\uFEFFdata: x\n\ndata: y\n\n", [["message", "", "y"]]],
  ["characters of two, three and four bytes", "data: äöü €uro 😀🎉\nid: é\n\n", [["message", "é", "äöü €uro 😀🎉"]]],
  ["nothing", "", []]
];
async function read(chunks) {
  const events = [];
  const body2 = new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    }
  });
  await readStream(body2, () => {
  }, ({ event, id, data }) => events.push([event, id, data]));
  return events;
}
for (const [name, text, events] of vectors)
  check(kind8, name, async () => {
    const bytes = new TextEncoder().encode(text);
    for (let cut = 0; cut <= bytes.length; cut++) same(await read([bytes.slice(0, cut), bytes.slice(cut)]), events, `cut at ${cut}`);
    same(await read([...bytes].map((b) => Uint8Array.of(b))), events, "byte by byte");
    for (let a = 0; a < bytes.length; a += 2)
      for (let b = a; b < Math.min(bytes.length, a + 4); b++) same(await read([bytes.slice(0, a), bytes.slice(a, b), new Uint8Array(0), bytes.slice(b)]), events, `cut at ${a} and ${b}`);
  });
check("backoff", "the spans grow to half a minute and stay there", () => {
  same([0, 1, 2, 3, 4, 5, 6, 1e3].map((n) => backoff(n, 1)), [1e3, 2e3, 5e3, 1e4, 2e4, 3e4, 3e4, 3e4], "the longest waits");
  same([0, 3, 9].map((n) => backoff(n, 0)), [0, 0, 0], "the shortest waits");
  const waits = Array.from({ length: 2e3 }, () => backoff(0));
  const mean = waits.reduce((a, b) => a + b) / waits.length;
  truth(Math.min(...waits) < 50 && Math.max(...waits) > 950 && mean > 450 && mean < 550, `waits should be spread evenly, their mean is ${mean}`);
});
check("triggers", "data-on is read as it is written", () => {
  const short = (text) => parseTriggers(text).map((t) => [t.event, t.argument, t.delay, t.throttle]);
  same(short("input delay:300ms"), [["input", "", 300, 0]], "one with a delay");
  same(short("change, every:5s throttle:1s,visible"), [["change", "", 0, 0], ["every", "5s", 0, 1e3], ["visible", "", 0, 0]], "several");
  same(short("key:/"), [["key", "/", 0, 0]], "a key");
  same(short("key:,"), [["key", ",", 0, 0]], "the key that is a comma");
  same(short("key::"), [["key", ":", 0, 0]], "the key that is a colon");
  same(short(""), [], "nothing");
  same(["5s", "300ms", "250", "2m", "0.5s", "x", ""].map(milliseconds), [5e3, 300, 250, 12e4, 500, 0, 0], "spans");
});

// test/main.ts
Object.assign(window, { runAll });
