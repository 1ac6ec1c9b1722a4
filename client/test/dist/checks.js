// src/util/html.ts
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
var inertDocument = document.implementation.createHTMLDocument("");
function copy(node) {
  return inertDocument.importNode(node, true);
}

// src/contract.ts
var PageID = "page";
var PartURL = "data-gf-part";
var Keep = "data-gf-keep";

// src/util/scrollers.ts
var scrolled = /* @__PURE__ */ new Set();
document.addEventListener(
  "scroll",
  ({ target }) => {
    if (target instanceof Element) scrolled.add(target);
  },
  { capture: true, passive: true }
);
function jump(el, left, top) {
  el?.scrollTo({ left, top, behavior: "instant" });
}

// src/page/page.ts
var root = document.documentElement;
var page = {
  element: document.getElementById(PageID),
  url: "",
  version: "",
  title: "",
  body: ""
};
function regionOf(el) {
  return el.parentElement?.closest(`[${PartURL}],#${PageID}`) ?? root;
}

// src/morph/claims.ts
var Claims = class {
  oldByNew = /* @__PURE__ */ new Map();
  newByOld = /* @__PURE__ */ new Map();
  /** Elements of both trees that have claimed elements in them. */
  holders = /* @__PURE__ */ new Set();
  used = /* @__PURE__ */ new Set();
  reserved = /* @__PURE__ */ new Set();
  /** Old elements that are removed at the end: others may still be taken out of them. */
  doomed = [];
  constructor(root3, theirs, region, mayMatch) {
    const isOld = (el) => regionOf(el) === region && !el.parentElement.closest(`[${Keep}]`);
    const nested = `[${Keep}] *,[${PartURL}] *,#${PageID} *`;
    const byId = /* @__PURE__ */ new Map();
    for (const el of root3.querySelectorAll("[id]"))
      if (!byId.has(el.id) && isOld(el)) byId.set(el.id, el);
    for (const next of theirs.querySelectorAll("[id]")) {
      const el = byId.get(next.getAttribute("id"));
      if (!el || el.localName !== next.localName || inputKind(el) !== inputKind(next)) continue;
      if (mayMatch(el, next) && !next.matches(nested)) this.add(el, next, root3, theirs);
    }
    const { newByOld, oldByNew } = this;
    const oldControls = controlsByKey(root3, newByOld, isOld);
    if (!oldControls.size) return;
    for (const [key, next] of controlsByKey(theirs, oldByNew, (el) => !el.matches(nested))) {
      const old = oldControls.get(key) ?? [];
      if (old.length !== next.length) continue;
      old.forEach((el, i) => mayMatch(el, next[i]) && this.add(el, next[i], root3, theirs));
    }
  }
  add(el, next, root3, theirs) {
    if (this.newByOld.has(el) || this.oldByNew.has(next)) return;
    this.oldByNew.set(next, el);
    this.newByOld.set(el, next);
    this.addHolders(el, root3);
    this.addHolders(next, theirs);
  }
  addHolders(el, top) {
    const { holders } = this;
    let holder = el.parentElement;
    for (; holder && holder !== top && !holders.has(holder); holder = holder.parentElement)
      holders.add(holder);
  }
  newFor(el) {
    return this.newByOld.get(el);
  }
  /** The old element of a new one that is about to be put into the parent. */
  take(next, parent) {
    const el = this.oldByNew.get(next);
    if (!el || this.used.has(el) || el.contains(parent)) return void 0;
    this.used.add(el);
    return el;
  }
  /** Whether an old child is claimed by another parent than this new one. */
  isReserved(child, theirs) {
    const next = this.newByOld.get(child);
    if (!next || next.parentElement === theirs) return false;
    if (!this.used.has(child)) this.reserved.add(child);
    return true;
  }
  /** Whether claimed elements are in this node. */
  holds(el) {
    return this.holders.has(el);
  }
  remove(child) {
    if (this.holds(child)) this.doomed.push(child);
    else child.remove();
  }
  /** Removes at the end what was left in place for its claimed elements, and what was not taken. */
  finish() {
    for (const child of this.doomed) child.remove();
    for (const el of this.reserved) if (!this.used.has(el)) el.remove();
  }
};
var notEdited = /^(hidden|submit|button|reset|image)$/;
var distinct = /^(checkbox|radio|file|password)$/;
function inputKind(el) {
  if (el.localName !== "input") return "";
  const type2 = (el.getAttribute("type") ?? "text").toLowerCase();
  return notEdited.test(type2) || distinct.test(type2) ? type2 : "";
}
function controlsByKey(root3, claimed, want) {
  const found = /* @__PURE__ */ new Map();
  for (const el of root3.querySelectorAll("input[name],textarea[name],select[name]")) {
    const kind9 = inputKind(el);
    if (notEdited.test(kind9) || claimed.has(el) || !want(el)) continue;
    const form2 = el.closest("form");
    let row2 = el.parentElement;
    while (row2 && row2 !== root3 && !claimed.has(row2)) row2 = row2.parentElement;
    const key = [
      el.getAttribute("form") ?? form2?.getAttribute("id") ?? form2?.getAttribute("action") ?? "",
      row2 && row2 !== root3 ? row2.getAttribute("id") : "",
      el.localName,
      kind9,
      el.getAttribute("name"),
      /^(checkbox|radio)$/.test(kind9) ? el.getAttribute("value") : ""
    ].join("\n");
    found.set(key, [...found.get(key) ?? [], el]);
  }
  return found;
}

// src/morph/fields.ts
function currentValue(el) {
  if (el instanceof HTMLSelectElement)
    return [...el.selectedOptions].map((option) => option.value).join("\n");
  if (isCheckable(el)) return String(el.checked);
  if (el.type === "file") return filesOf(el).map(fileKey).join("\n");
  return el.value;
}
var filesOf = (el) => [...el.files ?? []];
var fileKey = (file) => file.name + file.size + file.lastModified;
function serverValue(el) {
  if (el instanceof HTMLSelectElement)
    return serverOptions(el).map((option) => option.value).join("\n");
  if (isCheckable(el)) return String(el.defaultChecked);
  return el.type === "file" ? "" : el.defaultValue;
}
function serverOptions(el) {
  const options = [...el.options];
  const selected = options.filter((option) => option.defaultSelected);
  if (el.multiple) return selected;
  if (selected.length) return selected.slice(-1);
  return el.size > 1 ? [] : options.filter((option) => !option.disabled).slice(0, 1);
}
function setValue(el, value) {
  if (el instanceof HTMLSelectElement) {
    let values = value.split("\n");
    const exists = (v) => [...el.options].some((option) => option.value === v);
    if (value !== "" && !values.some(exists)) values = serverValue(el).split("\n");
    for (const option of el.options) {
      const selected = values.includes(option.value);
      if (option.selected !== selected) option.selected = selected;
    }
  } else if (isCheckable(el)) {
    el.checked = value === "true";
  } else if (el.type === "file") {
    if (value === "") el.value = "";
  } else if (el.value !== value) {
    el.value = value;
  }
}
function isCheckable(el) {
  return el.type === "checkbox" || el.type === "radio";
}
function isEditable(el) {
  return !/^(hidden|submit|button|reset|image)$/.test(el.type);
}
function isDirty(el) {
  if (currentValue(el) !== serverValue(el) || el.validity.badInput) return true;
  if (el.type !== "radio" || !el.name) return false;
  const group = `input[type=radio][name="${CSS.escape(el.name)}"]`;
  return [...(el.form ?? document).querySelectorAll(group)].some(
    (other) => other.form === el.form && other.checked !== other.defaultChecked
  );
}
function controlsIn(root3, region) {
  return [...root3.querySelectorAll("input,textarea,select")].filter(
    (el) => isEditable(el) && regionOf(el) === region
  );
}
var elements = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, "elements");
var pendingReset = /* @__PURE__ */ new WeakMap();
document.addEventListener("focusout", (event) => {
  const el = event.target;
  if (pendingReset.has(el) && pendingReset.get(el) === currentValue(el))
    setValue(el, serverValue(el));
  pendingReset.delete(el);
});
function preserveFields(root3, rules, region = root3) {
  const before = /* @__PURE__ */ new Map();
  for (const el of controlsIn(root3, region)) {
    const saved = {
      current: currentValue(el),
      server: serverValue(el),
      dirty: isDirty(el)
    };
    if (el === document.activeElement && "selectionStart" in el && el.selectionStart !== null) {
      const { selectionStart, selectionEnd, selectionDirection } = el;
      saved.selection = [
        selectionStart,
        selectionEnd ?? selectionStart,
        selectionDirection ?? "none"
      ];
    }
    before.set(el, saved);
  }
  return () => {
    for (const [el, { current, server, dirty, selection }] of before) {
      if (!el.isConnected) continue;
      const focused = el === document.activeElement;
      const theirs = serverValue(el);
      const keep = rules.fresh ? el === rules.inUse : rules.sent?.has(el) ? current !== rules.sent.get(el) : theirs === server || dirty || focused;
      setValue(el, keep ? current : theirs);
      if (!keep || !focused) continue;
      if (!dirty && theirs !== server) pendingReset.set(el, current);
      if (selection) restoreSelection(el, selection);
    }
  };
}
function restoreSelection(el, [start2, end, direction]) {
  if (el.selectionStart !== start2 || el.selectionEnd !== end)
    el.setSelectionRange(start2, end, direction);
}

// src/morph/localChanges.ts
var localChanges = /* @__PURE__ */ new Map();
var observed = {
  attributes: true,
  attributeOldValue: true,
  characterData: true,
  characterDataOldValue: true,
  childList: true,
  subtree: true
};
var observer;
function watchLocalChanges(element) {
  observer?.disconnect();
  localChanges.clear();
  observer = new MutationObserver(record);
  observer.observe(element, observed);
}
function flush() {
  if (observer) record(observer.takeRecords());
}
function discard() {
  observer?.takeRecords();
  for (const [el, change] of localChanges) {
    if (change.children && isUnchanged(el, change.children)) delete change.children;
    if (!el.isConnected || !(change.attributes.size || change.children)) localChanges.delete(el);
  }
}
function forget(region) {
  delete localChanges.get(region)?.children;
  for (const el of localChanges.keys()) if (regionOf(el) === region) localChanges.delete(el);
}
function isUnchanged(el, { nodes, base }) {
  const sent = [...nodes];
  return sent.length === el.childNodes.length && sent.every(
    (node, i) => node === el.childNodes[i] && (node instanceof Element || node.nodeValue === base[i]?.nodeValue)
  );
}
function addedChildren(el) {
  const nodes = localChanges.get(el)?.children?.nodes;
  return nodes ? [...el.children].filter((child) => !nodes.has(child)) : [];
}
function changeOf(el) {
  let change = localChanges.get(el);
  if (!change) localChanges.set(el, change = { attributes: /* @__PURE__ */ new Map() });
  return change;
}
function record(records) {
  const byList = /* @__PURE__ */ new Map();
  for (const record2 of records) {
    const { target } = record2;
    const el = record2.type === "characterData" ? target.parentElement : target;
    if (!el) continue;
    if (record2.type === "attributes") {
      if (el.parentElement?.closest(`[${Keep}]`)) continue;
      const { attributes } = changeOf(el);
      const name = record2.attributeName;
      if (!attributes.has(name)) attributes.set(name, record2.oldValue);
    } else if (!el.closest(`[${Keep}]`) && !changeOf(el).children) {
      const list = byList.get(el);
      if (list) list.push(record2);
      else byList.set(el, [record2]);
    }
  }
  for (const [el, list] of byList) changeOf(el).children = childrenBefore(el, list);
}
function childrenBefore(el, records) {
  const nodes = [...el.childNodes];
  const texts = /* @__PURE__ */ new Map();
  for (const record2 of records.reverse()) {
    if (record2.type === "characterData") {
      texts.set(record2.target, record2.oldValue);
      continue;
    }
    for (const added of record2.addedNodes) {
      const at2 = nodes.indexOf(added);
      if (at2 >= 0) nodes.splice(at2, 1);
    }
    const { nextSibling, previousSibling } = record2;
    let at = nextSibling ? nodes.indexOf(nextSibling) : nodes.length;
    if (at < 0) at = previousSibling ? nodes.indexOf(previousSibling) + 1 : nodes.length;
    nodes.splice(at, 0, ...record2.removedNodes);
  }
  const base = nodes.map((node) => {
    const sent = copy(node);
    if (texts.has(node)) sent.nodeValue = texts.get(node);
    return sent;
  });
  return { nodes: new Set(nodes), base };
}

// src/morph/match.ts
function matchElements(root3, theirs, region, claims) {
  const oldFor = /* @__PURE__ */ new Map();
  const known = /* @__PURE__ */ new Map([[root3, theirs]]);
  function newFor(el) {
    if (known.has(el)) return known.get(el);
    let found;
    if (root3.contains(el) && regionOf(el) === region) {
      const parent = newFor(el.parentElement);
      found = claims.newFor(el);
      if (found) {
        known.set(el, found);
        return found;
      }
      found = el.id ? theirs.querySelector(`${el.localName}#${CSS.escape(el.id)}`) : parent && similar(el, parent);
    }
    known.set(el, found);
    if (found && !el.id && !oldFor.has(found)) oldFor.set(found, el);
    return found;
  }
  for (const el of localChanges.keys()) newFor(el);
  return { oldFor, newFor };
}
function similar(el, parent) {
  const isCandidate = (other) => other.localName === el.localName && !other.id;
  const candidates = [...parent.children].filter(isCandidate);
  const siblings = [...el.parentElement.children].filter(isCandidate);
  if (candidates.length === 1 && siblings.length === 1) return candidates[0];
  const base = original(el);
  const equal = candidates.filter((candidate) => candidate.isEqualNode(base));
  const before = siblings.slice(0, siblings.indexOf(el)).filter((sibling) => base.isEqualNode(original(sibling)));
  if (equal.length) return equal[Math.min(before.length, equal.length - 1)];
  return candidates.length === siblings.length ? candidates[siblings.indexOf(el)] : void 0;
}
function original(el) {
  const all = [el, ...el.querySelectorAll("*")];
  if (!all.some((inner) => localChanges.has(inner))) return el;
  const sent = copy(el);
  const copies = [sent, ...sent.querySelectorAll("*")];
  all.forEach((inner, i) => {
    const change = localChanges.get(inner);
    if (!change) return;
    for (const [name, value] of change.attributes) {
      if (value === null) copies[i].removeAttribute(name);
      else copies[i].setAttribute(name, value);
    }
    if (change.children) copies[i].replaceChildren(...change.children.base.map(copy));
  });
  return sent;
}

// src/morph/reconcile.ts
function reconcile(el, theirs, rules) {
  const { claims } = rules;
  const old = [...el.childNodes].filter(
    (child) => !rules.isLocal(child) && !claims.isReserved(child, theirs)
  );
  const next = [...theirs.childNodes].filter((child) => !rules.removedLocally(el, child));
  const matches = matchChildren(el, old, next, rules);
  const matched = new Set(matches);
  for (const child of old) if (!matched.has(child)) claims.remove(child);
  const stable = stableNodes(matches, old, rules);
  let before = null;
  for (let i = next.length - 1; i >= 0; i--) {
    const child = matches[i] ?? next[i];
    if (!stable.has(child)) move(el, child, before);
    before = child;
  }
  matches.forEach(
    (child, i) => child ? update(child, next[i], rules) : takeClaimed(next[i], rules)
  );
}
function takeClaimed(el, rules) {
  if (!rules.claims.holds(el)) return;
  for (const next of [...el.children]) {
    const old = rules.claims.take(next, el);
    if (!old) {
      takeClaimed(next, rules);
      continue;
    }
    move(el, old, next);
    next.remove();
    update(old, next, rules);
  }
}
function update(child, next, rules) {
  if (!(child instanceof Element)) {
    if (child.nodeValue !== next.nodeValue) child.nodeValue = next.nodeValue;
  } else if (!child.isEqualNode(next)) {
    const deeper = rules.visit(child);
    updateAttributes(child, next, rules.mayChange);
    if (deeper) reconcile(child, next, rules);
  }
}
function updateAttributes(el, next, mayChange2) {
  for (const { name, value } of next.attributes) {
    if (el.getAttribute(name) !== value && mayChange2(el, name, value)) el.setAttribute(name, value);
  }
  for (const { name } of [...el.attributes]) {
    if (!next.hasAttribute(name) && mayChange2(el, name, null)) el.removeAttribute(name);
  }
}
function move(parent, node, before) {
  if (node.isConnected && parent.moveBefore) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}
function matchChildren(el, old, next, rules) {
  const matches = next.map(() => void 0);
  const free = new Set(old);
  const take = (i, child) => {
    if (!child || matches[i] || !free.has(child) || !sameKind(child, next[i])) return false;
    if (child instanceof Element && !rules.mayMatch(child, next[i])) return false;
    matches[i] = child;
    return free.delete(child);
  };
  const unmatched = () => next.flatMap((child, i) => !matches[i] && child instanceof Element ? [i] : []);
  const pair = (key) => {
    const open = unmatched();
    if (!open.length || !free.size) return;
    const byKey = /* @__PURE__ */ new Map();
    for (const child of free) {
      const k = child instanceof Element && key(child);
      if (k) byKey.set(k, (byKey.get(k) ?? /* @__PURE__ */ new Set()).add(child));
    }
    if (!byKey.size) return;
    for (const i of open) {
      const candidates = byKey.get(key(next[i]));
      for (const child of candidates ?? []) {
        if (!take(i, child)) continue;
        candidates.delete(child);
        break;
      }
    }
  };
  next.forEach((child, i) => {
    const claimed = rules.claims.take(child, el);
    if (!claimed) return;
    matches[i] = claimed;
    free.delete(claimed);
  });
  next.forEach((child, i) => child instanceof Element && take(i, rules.knownMatch(child)));
  matchEnds(old, next, take);
  pair((el2) => el2.id);
  if (free.size > 1 || unmatched().length > 1) {
    pair((el2) => !el2.id && el2.outerHTML);
    pair(innerId(free, next));
  }
  pair((el2) => !el2.id && nameOf(el2) && el2.localName + nameOf(el2));
  pair((el2) => !el2.id && !(isControl(el2) && nameOf(el2)) && el2.localName);
  matchText(old, next, matches, take);
  return matches;
}
function matchEnds(old, next, take) {
  let start2 = 0;
  while (start2 < old.length && start2 < next.length && old[start2].isEqualNode(next[start2]))
    take(start2, old[start2++]);
  for (let i = 1; i <= Math.min(old.length, next.length) - start2; i++) {
    const child = old[old.length - i];
    if (!child.isEqualNode(next[next.length - i])) break;
    take(next.length - i, child);
  }
}
function innerId(free, next) {
  const ids = (el) => !(el instanceof Element) || el.id ? [] : [...el.querySelectorAll("[id]")].map((inner) => inner.id);
  const theirs = new Set(next.flatMap(ids));
  const both = new Set(theirs.size ? [...free].flatMap(ids).filter((id) => theirs.has(id)) : []);
  return (el) => both.size > 0 && (ids(el).find((id) => both.has(id)) ?? false);
}
function matchText(old, next, matches, take) {
  const isText = (node) => !(node instanceof Element);
  next.forEach((child, i) => {
    if (!isText(child)) return;
    take(i, i ? matches[i - 1]?.nextSibling : old[0]);
    take(i, matches[i + 1]?.previousSibling);
  });
  const oldTexts = old.filter(isText);
  next.forEach((child, i) => isText(child) && oldTexts.forEach((text) => take(i, text)));
}
function sameKind(child, next) {
  if (child.nodeName !== next.nodeName) return false;
  if (!(child instanceof Element)) return true;
  const equal = (name) => child.getAttribute(name) === next.getAttribute(name);
  return equal("id") && equal("type");
}
function nameOf(el) {
  return el.getAttribute("name") ?? el.getAttribute("href") ?? el.getAttribute("src");
}
function isControl(el) {
  return el.matches("input,textarea,select,iframe");
}
function stableNodes(matches, old, rules) {
  const index = new Map(old.map((child, i) => [child, i]));
  const order = matches.filter((child) => !!child && index.has(child));
  let places = order.map((child) => index.get(child));
  if (places.every((place2, i) => !i || place2 > places[i - 1])) return new Set(order);
  const pinned = order.findIndex((child) => rules.unmovable(child));
  if (pinned >= 0) {
    const fixed = places[pinned];
    places = places.filter(
      (place2, i) => i === pinned || (i < pinned ? place2 < fixed : place2 > fixed)
    );
  }
  return new Set(longestIncreasing(places).map((place2) => old[place2]));
}
function longestIncreasing(numbers2) {
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
  const run = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]) run.push(numbers2[i]);
  return run;
}

// src/morph/showDelta.ts
function showDelta(root3, operations, ops) {
  const find = (id) => {
    const el = document.getElementById(id);
    return el && regionOf(el) === root3 ? el : void 0;
  };
  const edit = (el, html) => {
    const theirs = parseElement(html);
    return theirs?.id === el.id && theirs.localName === el.localName && ops.morph(el, theirs);
  };
  return operations.every((operation) => {
    const { kind: kind9, id } = operation;
    if (kind9 === "edit" && !id) return ops.morph(root3, parse(operation.html));
    const el = find(id);
    const parent = el?.parentElement;
    if (!parent) return false;
    if (parent.closest(`[${Keep}]`)) return true;
    if (kind9 === "edit") return edit(el, operation.html);
    if (!ops.willChange(parent)) return false;
    if (kind9 === "remove") {
      el.remove();
      return true;
    }
    let last = el;
    return operation.items.every(({ id: id2, html }) => {
      const item = id2 ? find(id2) : parseElement(html);
      if (!item) return false;
      if (id2 && !(ops.willChange(item.parentElement) && ops.movable(item))) return false;
      move(parent, item, operation.before ? el : last.nextSibling);
      last = item;
      return !id2 || html === void 0 || edit(item, html);
    });
  });
}
function parseElement(html) {
  const { childNodes, firstElementChild } = parse(html);
  return childNodes.length === 1 && firstElementChild ? firstElementChild : void 0;
}

// src/morph/morph.ts
var fragile = ":is(dialog:modal,:popover-open,iframe,video,audio)";
function morph(root3, theirs, rules = {}, operations) {
  const { fresh } = rules;
  flush();
  if (fresh) forget(root3);
  const isShell = root3 === document.body;
  const region = isShell ? document.documentElement : root3;
  const restoreFields = preserveFields(root3, rules, region);
  const restoreScrollAndFocus = keepScrollAndFocus(root3);
  const visited = /* @__PURE__ */ new Set();
  const canMove2 = "moveBefore" in Element.prototype;
  const active = document.activeElement;
  function unmovable(node) {
    if (canMove2 || !(node instanceof Element)) return false;
    return node.contains(active) || node.matches(fragile) || !!node.querySelector(fragile);
  }
  function mayMatch(el, next) {
    if (el.hasAttribute(PartURL) !== next.hasAttribute(PartURL)) return false;
    if (el.hasAttribute(Keep) !== next.hasAttribute(Keep)) return false;
    return !(fresh && el.hasAttribute(Keep) && !el.id);
  }
  function morphElement(el, theirs2) {
    if (!mayMatch(el, theirs2) && el !== root3) return false;
    const claims = new Claims(el, theirs2, region, fresh ? () => false : mayMatch);
    const matches = matchElements(el, theirs2, region, claims);
    const { keptLists, added, settleLists } = keepLocalLists(matches, root3);
    dropConfirmed(matches);
    const rules2 = {
      knownMatch: (next) => matches.oldFor.get(next),
      mayMatch,
      isLocal: (child) => added.has(child) || isShell && child.nodeName === "SCRIPT",
      removedLocally,
      mayChange,
      visit(el2) {
        visited.add(el2);
        return !keptLists.has(el2) && !el2.matches(`[${Keep}],[${PartURL}],#${PageID}`);
      },
      unmovable,
      claims
    };
    if (el === root3) {
      visited.add(root3);
      reconcile(root3, theirs2, rules2);
    } else {
      willChange(el.parentElement);
      update(el, theirs2, rules2);
    }
    claims.finish();
    settleLists();
    return true;
  }
  function willChange(parent) {
    for (let el = parent; el && el !== root3; el = el.parentElement) visited.add(el);
    return !localChanges.get(parent)?.children;
  }
  const ops = { morph: morphElement, willChange, movable: (el) => !unmovable(el) };
  if (!operations || fresh || !showDelta(root3, operations, ops))
    morphElement(root3, typeof theirs === "string" ? parse(theirs) : theirs);
  restoreFields();
  restoreScrollAndFocus();
  discard();
  return visited;
}
function keepScrollAndFocus(root3) {
  const focused = document.activeElement;
  const selection = focused?.closest("[contenteditable]") ? getSelection() : null;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  const places = [...scrolled].map((el) => [el, el.scrollLeft, el.scrollTop]);
  return () => {
    if (focused !== document.activeElement && root3.contains(focused))
      focused.focus({ preventScroll: true });
    if (anchorNode && focusNode && root3.contains(anchorNode) && root3.contains(focusNode)) {
      const moved = selection.anchorNode !== anchorNode || selection.anchorOffset !== anchorOffset || selection.focusNode !== focusNode || selection.focusOffset !== focusOffset;
      const at = (node, offset) => Math.min(offset, node.nodeValue?.length ?? node.childNodes.length);
      if (moved)
        selection.setBaseAndExtent(
          anchorNode,
          at(anchorNode, anchorOffset),
          focusNode,
          at(focusNode, focusOffset)
        );
    }
    for (const [el, left, top] of places)
      if (el.scrollTop !== top || el.scrollLeft !== left) jump(el, left, top);
  };
}
function keepLocalLists({ newFor }, root3) {
  const keptLists = /* @__PURE__ */ new Set();
  const added = /* @__PURE__ */ new Set();
  const changedByBoth = [];
  for (const [el, { children }] of localChanges) {
    for (const child of addedChildren(el)) added.add(child);
    const theirs = children && (el === root3 || !el.hasAttribute(PartURL)) && newFor(el);
    if (!theirs) continue;
    const { base } = children;
    const next = [...theirs.childNodes];
    const unchanged = base.length === next.length && base.every((node, i) => node.isEqualNode(next[i]));
    if (unchanged || el.isContentEditable) {
      keptLists.add(el);
    } else {
      children.base = next.map(copy);
      changedByBoth.push([el, children]);
    }
  }
  const settleLists = () => {
    for (const [el, children] of changedByBoth) {
      const removed = [...children.nodes].filter((node) => !node.parentNode);
      children.nodes = new Set([...el.childNodes, ...removed].filter((node) => !added.has(node)));
    }
  };
  return { keptLists, added, settleLists };
}
function dropConfirmed({ newFor }) {
  for (const [el, { attributes }] of localChanges) {
    const theirs = newFor(el);
    if (!theirs) continue;
    for (const name of attributes.keys())
      if (theirs.getAttribute(name) === el.getAttribute(name)) attributes.delete(name);
  }
}
function mayChange(el, name, theirs) {
  const attributes = localChanges.get(el)?.attributes;
  if (!attributes?.has(name)) return true;
  const base = attributes.get(name) ?? null;
  if (base === theirs) return false;
  if (name !== "class") return attributes.delete(name);
  attributes.set(name, theirs);
  el.setAttribute(name, mergeTokens(base, theirs, el.getAttribute(name)));
  return false;
}
function mergeTokens(base, theirs, ours) {
  const split = (text) => (text ?? "").split(/\s+/).filter(Boolean);
  const [baseTokens, theirTokens, ourTokens] = [split(base), split(theirs), split(ours)];
  return [.../* @__PURE__ */ new Set([...theirTokens, ...ourTokens])].filter((t) => !baseTokens.includes(t) || theirTokens.includes(t) && ourTokens.includes(t)).join(" ");
}
function removedLocally(parent, next) {
  const nodes = localChanges.get(parent)?.children?.nodes;
  if (!nodes || !(next instanceof Element)) return false;
  return [...nodes].some((node) => node.parentNode !== parent && node.isEqualNode(next));
}

// test/harness.ts
var checks = [];
function check(kind9, name, run) {
  checks.push({ kind: kind9, name, run });
}
var root2;
function start(html) {
  root2?.remove();
  root2 = document.createElement("div");
  root2.id = "page";
  root2.append(...parse(html).childNodes);
  document.body.append(root2);
  watchLocalChanges(root2);
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
  for (const { kind: kind9, name, run } of checks) {
    try {
      await run();
      results.push({ kind: kind9, name });
    } catch (err) {
      results.push({ kind: kind9, name, error: String(err.message ?? err) });
    }
  }
  root2?.remove();
  return results;
}

// test/checks/fields.ts
var kind = "fields";
for (const [what, id] of [["with an id", ' id="f"'], ["without an id", ""]]) {
  for (const tag of ["input", "textarea"]) {
    const field = (value, more = "") => tag === "input" ? `<input${id} name="f" value="${value}"${more}>` : `<textarea${id} name="f"${more}>${value}</textarea>`;
    const body2 = (value, count, more = "") => `<p>${count}</p><form>${field(value, more)}</form>`;
    check(kind, `typed ${tag} ${what} stays when something else changes`, () => {
      start(body2("", 1));
      const el = type(tag, "hello");
      patch(body2("", 2));
      same(get(tag), el, "the element");
      same(el.value, "hello", "its value");
      same(root2.querySelector("p").textContent, "2", "the counter");
    });
    check(kind, `typed ${tag} ${what}, no longer focused, stays too`, () => {
      start(body2("old", 1));
      const el = type(tag, "hello");
      el.blur();
      patch(body2("old", 2, ' class="x"'));
      same(get(tag), el, "the element");
      same(el.value, "hello", "its value");
    });
    check(kind, `typed ${tag} ${what} stays when the server's value changes, and the new default is known`, () => {
      start(body2("old", 1));
      const el = type(tag, "hello");
      patch(body2("new", 1));
      same(el.value, "hello", "its value");
      same(get(tag).defaultValue, "new", "its default");
      el.blur();
      same(el.value, "hello", "its value when left");
    });
    check(kind, `untouched ${tag} ${what} takes the server's new value`, () => {
      start(body2("old", 1));
      patch(body2("new", 1));
      same(input(tag).value, "new", "its value");
    });
    check(kind, `focused ${tag} ${what} that was not edited keeps its text until it is left`, () => {
      start(body2("old", 1));
      const el = input(tag);
      el.focus();
      el.setSelectionRange(1, 2);
      patch(body2("newer", 1));
      same(el.value, "old", "its value while focused");
      same([el.selectionStart, el.selectionEnd], [1, 2], "its selection");
      el.blur();
      same(el.value, "newer", "its value when left");
    });
    check(kind, `${tag} ${what} emptied by the person stays empty`, () => {
      start(body2("old", 1));
      const el = input(tag);
      el.value = "";
      patch(body2("old", 2));
      same(el.value, "", "its value");
    });
  }
}
check(kind, "once the field agrees with the server, the server's next value is taken", () => {
  start(`<input name="q" value="a">`);
  const el = input("input");
  el.value = "b";
  patch(`<input name="q" value="b">`);
  same(el.value, "b", "after the first patch");
  patch(`<input name="q" value="c">`);
  same(el.value, "c", "after the second");
});
check(kind, "text typed into the first of several equal rows stays in the first", () => {
  const row2 = `<li><input name="item"></li>`;
  start(`<p>1</p><ul>${row2.repeat(3)}</ul>`);
  const first = root2.querySelectorAll("input")[0];
  first.value = "typed";
  patch(`<p>2</p><ul>${row2.repeat(3)}</ul>`);
  same([...root2.querySelectorAll("input")].map((el) => el.value), ["typed", "", ""], "the values in order");
  patch(`<p>2</p><ul>${row2.repeat(4)}</ul>`);
  same([...root2.querySelectorAll("input")].map((el) => el.value), ["typed", "", "", ""], "the values after a row came");
});
check(kind, "typed text stays with its keyed row when rows move", () => {
  const row2 = (n) => `<li id="r${n}"><input name="item"></li>`;
  start(`<ul>${[1, 2, 3].map(row2).join("")}</ul>`);
  const el = type("#r1 input", "mine");
  patch(`<ul>${[3, 2, 1].map(row2).join("")}</ul>`);
  same(get("#r1 input"), el, "the element");
  same(el.value, "mine", "its value");
  same([...root2.querySelectorAll("li")].map((li) => li.id), ["r3", "r2", "r1"], "the order");
});
check(kind, "a field without id and name keeps its text when its own attributes change", () => {
  start(`<div><input placeholder="a"><input placeholder="b"></div>`);
  const el = root2.querySelectorAll("input")[1];
  el.value = "typed";
  patch(`<div><input placeholder="a"><input placeholder="c"></div>`);
  same(root2.querySelectorAll("input")[1].value, "typed", "the value");
  same(root2.querySelectorAll("input")[1].placeholder, "c", "the placeholder");
});
check(kind, "a number that is no number yet is not taken away", () => {
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
  check(kind, `a ${kindOf} that the person chose stays`, () => {
    start(box2(true, false));
    root2.querySelectorAll("input")[1].click();
    patch(box2(true, false, 2));
    same(root2.querySelectorAll("input")[1].checked, true, "the second");
  });
  check(kind, `an untouched ${kindOf} follows the server`, () => {
    start(box2(true, false));
    patch(box2(false, true));
    same([...root2.querySelectorAll("input")].map((el) => el.checked), [false, true], "the boxes");
    patch(box2(true, false));
    same([...root2.querySelectorAll("input")].map((el) => el.checked), [true, false], "the boxes again");
  });
}
check(kind, "a radio group that the person has changed is theirs as a whole", () => {
  const group = (n) => `<form>${[1, 2, 3].map((i) => `<input type="radio" name="r" value="${i}"${i === n ? " checked" : ""}>`).join("")}</form>`;
  start(group(1));
  root2.querySelectorAll("input")[1].click();
  patch(group(3));
  same([...root2.querySelectorAll("input")].map((el) => el.checked), [false, true, false], "the buttons");
});
var select = (options, chosen = "", more = "") => `<select name="s"${more}>${options.map((o) => `<option value="${o}"${o === chosen ? " selected" : ""}>${o}</option>`).join("")}</select>`;
check(kind, "a select keeps the person's choice when the list grows before it", () => {
  start(select(["a", "b", "c"]));
  get("select").value = "b";
  patch(select(["x", "y", "a", "b", "c"]));
  same(get("select").value, "b", "its value");
});
check(kind, "a select keeps the person's choice when the server chooses another", () => {
  start(select(["a", "b", "c"], "a"));
  get("select").value = "b";
  patch(select(["a", "b", "c", "d"], "c"));
  same(get("select").value, "b", "its value");
});
check(kind, "an untouched select follows the server", () => {
  start(select(["a", "b", "c"], "a"));
  patch(select(["a", "b", "c"], "c"));
  same(get("select").value, "c", "its value");
  patch(select(["a", "b", "c"]));
  same(get("select").value, "a", "its value without a chosen one");
});
check(kind, "a select whose choice has gone takes the server's", () => {
  start(select(["a", "b", "c"], "c"));
  get("select").value = "b";
  patch(select(["a", "c"], "c"));
  same(get("select").value, "c", "its value");
});
check(kind, "a multiple select keeps several choices", () => {
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
check(kind, "a chosen file stays chosen", () => {
  start(`<p>1</p><form><input type="file" name="f"></form>`);
  choose(input("input"));
  patch(`<p>2</p><form><b>new</b><input type="file" name="f" class="x"></form>`);
  same(input("input").files.length, 1, "the number of files");
});
check(kind, "a chosen file stays chosen when its row moves", () => {
  const row2 = (id) => `<li id="${id}"><input type="file" name="f"></li>`;
  start(`<ul>${row2("a")}${row2("b")}</ul>`);
  choose(input("#a input"));
  patch(`<ul>${row2("c")}${row2("b")}${row2("a")}</ul>`);
  same(input("#a input").files.length, 1, "the number of files");
});
check(kind, "another page's fields are the new page's", () => {
  start(`<form><input name="reply" id="reply" value=""><input type="checkbox" name="c"></form>`);
  type("#reply", "for the first ticket").blur();
  input("[name=c]").click();
  patch(`<form><input name="reply" id="reply" value=""><input type="checkbox" name="c"></form>`, { fresh: true });
  same(input("#reply").value, "", "the text");
  same(input("[name=c]").checked, false, "the box");
});
check(kind, "another page leaves the field alone in which the person goes on typing", () => {
  start(`<form><input name="q" value=""></form><h1>one</h1>`);
  const el = type("[name=q]", "typing");
  patch(`<form><input name="q" value="typ"></form><h1>two</h1>`, { fresh: true, inUse: el });
  same(input("[name=q]").value, "typing", "the text");
  same(document.activeElement, el, "the focus");
});
check(kind, "one's own submit takes what the server sends, in that form only", () => {
  const body2 = `<form id="a"><input name="x"></form><form id="b"><input name="x"></form>`;
  start(body2);
  type("#a input", "sent");
  type("#b input", "other");
  patch(body2, { sent: /* @__PURE__ */ new Map([[input("#a input"), "sent"]]) });
  same(input("#a input").value, "", "the form that was sent");
  same(input("#b input").value, "other", "the other form");
});
check(kind, "what was typed after the submit is not lost by its answer", () => {
  const body2 = `<form><input name="x"></form>`;
  start(body2);
  const sent = /* @__PURE__ */ new Map([[type("input", "first"), "first"]]);
  type("input", "second");
  patch(body2, { sent });
  same(input("input").value, "second", "the value");
});
check(kind, "one's own submit clears a chosen file", () => {
  const body2 = `<form><input type="file" name="f"></form>`;
  start(body2);
  choose(input("input"));
  patch(body2, { sent: /* @__PURE__ */ new Map([[input("input"), "x.txt1" + input("input").files[0].lastModified]]) });
  same(input("input").files.length, 0, "the number of files");
});
check(kind, "a hidden input's value is the server's", async () => {
  start(`<form><input type="hidden" name="h" value="1"></form>`);
  await frame();
  patch(`<form><input type="hidden" name="h" value="2"></form>`);
  same(input("input").value, "2", "its value");
});

// test/checks/focus.ts
var kind2 = "focus";
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
  check(kind2, `focus and selection stay when ${what}`, () => {
    start(rows(...before));
    const el = place("#r1 input");
    let lost = 0;
    el.addEventListener("blur", () => lost++);
    patch(rows(...after));
    inPlace(el, "after the patch");
    same([...root2.querySelectorAll("li")].map((li) => li.id.slice(1)).join(), after.join(), "the order");
    same(lost, 0, "how often it lost the focus");
  });
check(kind2, "focus stays when a keyed ancestor moves", () => {
  const group = (id) => `<section id="${id}"><h2>${id}</h2><div><input value="hello"></div></section>`;
  start(`<main>${group("a")}${group("b")}${group("c")}</main>`);
  const el = place("#c input");
  patch(`<main>${group("c")}${group("b")}${group("a")}</main>`);
  inPlace(el, "after the move");
});
check(kind2, "focus stays when ancestors without ids get new siblings", () => {
  start(`<div><div><input name="x" value="hello"></div></div>`);
  const el = place("input");
  patch(`<div><p>new</p><div><p>new</p><input name="x" value="hello"></div></div>`);
  inPlace(el, "after the patch");
});
check(kind2, "the caret stays where it is while typing and a push comes", () => {
  start(`<p>1</p><input name="x" value="">`);
  const el = type("input", "hello");
  el.setSelectionRange(2, 2);
  patch(`<p>2</p><input name="x" value="server">`);
  same([el.value, el.selectionStart], ["hello", 2], "text and caret");
});
check(kind2, "a selection in plain text stays", () => {
  start(`<p id="a">one</p><p id="b">select me</p>`);
  const text = get("#b").firstChild;
  getSelection().setBaseAndExtent(text, 2, text, 6);
  patch(`<p id="a">two</p><p id="b">select me</p>`);
  same(getSelection().toString(), "lect", "the selection");
  getSelection().removeAllRanges();
});
check(kind2, "a focused button stays focused when its label changes", () => {
  start(`<form><button name="b">Save</button></form>`);
  const el = get("button");
  el.focus();
  patch(`<form><p>new</p><button name="b">Save it</button></form>`);
  same(document.activeElement, el, "the focus");
  same(el.textContent, "Save it", "the label");
});
check(kind2, "a focused link in a moved row stays focused", () => {
  const link = (id) => `<tr id="t${id}"><td><a href="/t/${id}">${id}</a></td></tr>`;
  start(`<table><tbody>${[1, 2, 3].map(link).join("")}</tbody></table>`);
  const el = get("#t2 a");
  el.focus();
  patch(`<table><tbody>${[2, 3, 1].map(link).join("")}</tbody></table>`);
  same(document.activeElement, el, "the focus");
});
check(kind2, "the harness takes moveBefore away when it is asked to", () => {
  const { hadMoveBefore } = window;
  truth(canMove === (hadMoveBefore && !location.search.includes("nomove")), "moveBefore should be there where the browser has it and the address does not say nomove");
});

// test/checks/frames.ts
var kind3 = "frames";
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
  check(kind3, `a frame is not loaded anew when ${what}`, async () => {
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
check(kind3, "a frame without an id is not loaded anew when text around it changes", async () => {
  start(`<div><p>1</p><iframe title="frame" src="/frame"></iframe></div>`);
  const loads = await loadedFrame("iframe");
  patch(`<div><p>2</p><p>3</p><iframe title="frame" src="/frame" class="x"></iframe><b>4</b></div>`);
  await wait(60);
  same(loads(), 0, "how often it loaded");
});
check(kind3, "a custom element is not taken out when siblings are inserted", () => {
  start(`<div><x-counter></x-counter></div>`);
  const el = get("x-counter");
  patch(`<div><p>new</p><x-counter class="a"></x-counter><p>new</p></div>`);
  same(get("x-counter"), el, "the element");
  same([el.connected, el.disconnected], [1, 0], "how often it was connected and disconnected");
});
check(kind3, "a custom element whose row moves is moved, not taken out", () => {
  const row2 = (id) => `<li id="r${id}"><x-counter></x-counter></li>`;
  start(`<ul>${[1, 2, 3].map(row2).join("")}</ul>`);
  const el = get("#r1 x-counter");
  patch(`<ul>${[2, 3, 1].map(row2).join("")}</ul>`);
  same(get("#r1 x-counter"), el, "the element");
  if (canMove) same([el.connected, el.disconnected, el.moved], [1, 0, 1], "connected, disconnected, moved");
});
check(kind3, "what a custom element has made of itself stays", () => {
  start(`<p>1</p><x-counter data-gf-keep></x-counter>`);
  const el = get("x-counter");
  el.append(document.createElement("canvas"));
  patch(`<p>2</p><x-counter data-gf-keep class="new"></x-counter>`);
  truth(el.querySelector("canvas"), "its content is gone");
  same(el.className, "new", "its class");
});
check(kind3, "new custom elements come to life once", () => {
  start(`<div></div>`);
  patch(`<div><x-counter></x-counter></div>`);
  same(get("x-counter").connected, 1, "how often it was connected");
});
check(kind3, "a script in a patch does not run", async () => {
  start(`<div></div>`);
  patch(`<div><script src="/never.js"><\/script><img alt="" src="/frame.svg"></div>`);
  await wait(30);
  same(window.never, void 0, "what the script sets");
});

// test/checks/open.ts
var kind4 = "open";
var details = (id, open = "", text = "text") => `<details${id ? ` id="${id}"` : ""}${open}><summary>more</summary><p>${text}</p></details>`;
for (const id of ["d", ""])
  check(kind4, `details opened by hand stay open, ${id ? "with" : "without"} an id`, async () => {
    start(`<p>1</p>${details(id)}`);
    get("details").open = true;
    await frame();
    patch(`<p>2</p>${details(id, "", "changed")}`);
    same(get("details").open, true, "whether it is open");
    same(get("details p").textContent, "changed", "its text");
  });
check(kind4, "details opened at once before a patch stay open", () => {
  start(`<p>1</p>${details("d")}`);
  get("details").open = true;
  patch(`<p>2</p>${details("d")}`);
  same(get("details").open, true, "whether it is open");
});
check(kind4, "details closed by hand stay closed", async () => {
  start(`<p>1</p>${details("d", " open")}`);
  get("details").open = false;
  await frame();
  patch(`<p>2</p>${details("d", " open", "changed")}`);
  same(get("details").open, false, "whether it is open");
});
check(kind4, "details that the server opens are opened, and closed when it closes them", () => {
  start(details("d"));
  patch(details("d", " open"));
  same(get("details").open, true, "whether it is open");
  patch(details("d"));
  same(get("details").open, false, "whether it is closed again");
});
check(kind4, "details that both opened follow the server from then on", async () => {
  start(details("d"));
  get("details").open = true;
  await frame();
  patch(details("d", " open"));
  patch(details("d"));
  same(get("details").open, false, "whether it is open");
});
for (const which of [0, 1, 2])
  check(kind4, `number ${which} of several equal details, once opened, stays the opened one`, async () => {
    start(`<p>1</p><div>${details("").repeat(3)}</div>`);
    root2.querySelectorAll("details")[which].open = true;
    await frame();
    const open = () => [...root2.querySelectorAll("details")].map((d, i) => d.open ? i : -1).filter((i) => i >= 0);
    patch(`<p>2</p><div>${details("").repeat(3)}</div>`);
    same(open(), [which], "which are open");
    patch(`<p>2</p><div>${details("").repeat(3)}<i>more</i>${details("")}</div>`);
    same(open(), [which], "which are open after another came");
  });
check(kind4, "the opened one of several details without ids stays open when another comes before it", async () => {
  start(`<div>${details("", "", "a")}${details("", "", "b")}${details("", "", "c")}</div>`);
  root2.querySelectorAll("details")[1].open = true;
  await frame();
  patch(`<div>${details("", "", "new")}${details("", "", "a")}${details("", "", "b")}${details("", "", "c")}</div>`);
  same([...root2.querySelectorAll("details")].filter((d) => d.open).map((d) => d.querySelector("p").textContent), ["b"], "which are open");
});
check(kind4, "an open details stays open when its row moves", async () => {
  start(`<div>${details("a")}${details("b")}${details("c")}</div>`);
  get("#a").open = true;
  await frame();
  patch(`<div>${details("c")}${details("b")}${details("a")}</div>`);
  same([...root2.querySelectorAll("details")].map((d) => d.id + d.open), ["cfalse", "bfalse", "atrue"], "which are open");
});
var dialog = (text) => `<dialog id="d"><p>${text}</p><button>ok</button></dialog>`;
check(kind4, "a modal dialog opened by script stays modal", async () => {
  start(`<p>1</p>${dialog("a")}`);
  get("dialog").showModal();
  await frame();
  patch(`<p>2</p><p>new</p>${dialog("b")}`);
  truth(get("dialog").matches(":modal"), "it is modal no longer");
  same(get("dialog p").textContent, "b", "its text");
  get("dialog").close();
});
check(kind4, "a modal dialog stays modal when its row moves", async () => {
  const row2 = (id) => `<li id="r${id}">${id === 1 ? dialog("a") : id}</li>`;
  start(`<ul>${[1, 2, 3].map(row2).join("")}</ul>`);
  get("dialog").showModal();
  await frame();
  patch(`<ul>${[2, 3, 1].map(row2).join("")}</ul>`);
  truth(get("dialog").matches(":modal"), "it is modal no longer");
  same([...root2.querySelectorAll("li")].map((li) => li.id), ["r2", "r3", "r1"], "the order");
  get("dialog").close();
});
check(kind4, "a dialog that the person closed stays closed", async () => {
  start(`<p>1</p><dialog open id="d">hello</dialog>`);
  get("dialog").close();
  await frame();
  patch(`<p>2</p><dialog open id="d">hello</dialog>`);
  same(get("dialog").open, false, "whether it is open");
});
var menu = (text) => `<div popover id="m">${text}</div>`;
check(kind4, "an open popover stays open", () => {
  start(`<p>1</p>${menu("a")}`);
  get("#m").showPopover();
  patch(`<p>2</p><p>3</p>${menu("b")}`);
  truth(get("#m").matches(":popover-open"), "it is closed");
  same(get("#m").textContent, "b", "its text");
  get("#m").hidePopover();
});
check(kind4, "an open popover stays open when its row moves", () => {
  const row2 = (id) => `<li id="r${id}">${id === 1 ? menu("a") : id}</li>`;
  start(`<ul>${[1, 2, 3].map(row2).join("")}</ul>`);
  get("#m").showPopover();
  patch(`<ul>${[3, 2, 1].map(row2).join("")}</ul>`);
  truth(get("#m").matches(":popover-open"), "it is closed");
  get("#m").hidePopover();
});
check(kind4, "another page opens what it opens, whatever was open on the old one", async () => {
  start(details("d"));
  get("details").open = true;
  await frame();
  patch(details("d", "", "another"), { fresh: true });
  same(get("details").open, false, "whether it is open");
});
check(kind4, "focus and a popover in another row stay at once when the browser can move", () => {
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
    const tag = ["div", "p", "span", "li", "b"][next(5)];
    if (next(4) === 0) html += ["text ", "more", " ", "<!--c-->"][next(4)];
    const id = next(3) === 0 ? "k" + next(30) : "";
    const own = id && !ids.has(id) ? ` id="${id}"` : "";
    if (own) ids.add(id);
    const cls = next(3) === 0 ? ` class="c${next(4)}"` : "";
    html += tag === "p" || depth === 0 ? `<${tag}${own}${cls}>${next(9)}</${tag}>` : `<${tag}${own}${cls}>${body(next, depth - 1, ids)}</${tag}>`;
  }
  return html;
}
function canonical(el) {
  for (const child of el.querySelectorAll("*")) {
    const attributes = [...child.attributes].sort((a, b) => a.name < b.name ? -1 : 1);
    for (const { name, value } of attributes) {
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
var kind5 = "scripts";
check(kind5, "a class that a script added stays", async () => {
  start(`<p>1</p><div id="x" class="a">t</div>`);
  get("#x").classList.add("active");
  await frame();
  patch(`<p>2</p><div id="x" class="a">u</div>`);
  same(get("#x").className, "a active", "the classes");
});
check(kind5, "classes of server and script are merged", async () => {
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
check(kind5, "an attribute that a script set stays until the server changes it", async () => {
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
check(kind5, "an attribute that a script removed stays away", async () => {
  start(`<div id="x" hidden>t</div><p>1</p>`);
  get("#x").removeAttribute("hidden");
  await frame();
  patch(`<div id="x" hidden>t</div><p>2</p>`);
  same(get("#x").hidden, false, "whether it is hidden");
  patch(`<div id="x">t</div><p>2</p>`);
  patch(`<div id="x" hidden>t</div><p>2</p>`);
  same(get("#x").hidden, true, "when the server shows and hides it again");
});
check(kind5, "a style that a script set stays", async () => {
  start(`<p>1</p><div id="x">t</div>`);
  get("#x").style.width = "50px";
  await frame();
  patch(`<p>2</p><div id="x">u</div>`);
  same(get("#x").style.width, "50px", "the width");
});
check(kind5, "an optimistic change that the server confirms can be taken back by the server", async () => {
  start(`<div id="x" class="">t</div>`);
  get("#x").classList.add("done");
  await frame();
  patch(`<div id="x" class="done">t</div>`);
  patch(`<div id="x" class="">t</div>`);
  same(get("#x").className, "", "the class");
});
check(kind5, "a change made by a patch is not taken for a script's", async () => {
  start(`<div id="x" class="a">t</div>`);
  patch(`<div id="x" class="b">t</div>`);
  await frame();
  patch(`<div id="x" class="a">t</div>`);
  same(get("#x").className, "a", "the class");
});
check(kind5, "an element that a script added stays, whatever comes around it", async () => {
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
check(kind5, "an element that a script removed stays away while the server's is the same", async () => {
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
check(kind5, "text that a script formatted stays until the server changes it", async () => {
  start(`<p>1</p><time id="t">2026-11-20</time>`);
  get("#t").textContent = "yesterday";
  await frame();
  patch(`<p>2</p><time id="t">2026-11-20</time>`);
  same(get("#t").textContent, "yesterday", "while the server says the same");
  patch(`<p>2</p><time id="t">2026-11-21</time>`);
  same(get("#t").textContent, "2026-11-21", "when the server says something new");
});
check(kind5, "rows that a script has put in another order stay so until the server changes them", async () => {
  const row2 = (n) => `<li id="r${n}">${n}</li>`;
  start(`<i>1</i><ul id="u">${[1, 2, 3].map(row2).join("")}</ul>`);
  get("#u").append(get("#r1"));
  await frame();
  patch(`<i>2</i><ul id="u">${[1, 2, 3].map(row2).join("")}</ul>`);
  same([...get("#u").children].map((el) => el.id), ["r2", "r3", "r1"], "the order");
  patch(`<i>2</i><ul id="u">${[1, 2, 3, 4].map(row2).join("")}</ul>`);
  same([...get("#u").children].map((el) => el.id), ["r1", "r2", "r3", "r4"], "the order after the server's change");
});
check(kind5, "rows that the server sends after a script's one are the server's to remove", async () => {
  start(`<ul id="u"><li id="a">a</li></ul>`);
  const own = document.createElement("li");
  get("#u").append(own);
  await frame();
  patch(`<ul id="u"><li id="a">a</li><li id="b">b</li></ul>`);
  patch(`<ul id="u"><li id="a">a</li></ul>`);
  same([...get("#u").children].map((el) => el.id), ["a", ""], "the rows");
});
check(kind5, "a keep boundary's inside is left alone, its attributes are not", async () => {
  const body2 = (n) => `<p>${n}</p><div data-gf-keep data-points="${n}"><canvas></canvas></div>`;
  start(body2(1));
  const box2 = get("[data-gf-keep]");
  box2.querySelector("canvas").remove();
  box2.append("drawn by a script");
  await frame();
  patch(body2(2));
  same(get("[data-gf-keep]"), box2, "the element");
  same([box2.textContent, box2.dataset.points], ["drawn by a script", "2"], "text and attribute");
});
check(kind5, "keep boundaries without ids are not taken for other elements", () => {
  start(`<div><div data-gf-keep>mine</div></div>`);
  const box2 = get("[data-gf-keep]");
  box2.textContent = "widget";
  patch(`<div><div>new</div><div data-gf-keep>mine</div><div>new</div></div>`);
  same([...get("div").children].map((el) => el.textContent), ["new", "widget", "new"], "the texts");
  same(box2.isConnected && !box2.id, true, "the element and its id");
});
check(kind5, "a keep boundary that the server no longer sends goes", () => {
  start(`<div><div data-gf-keep>mine</div><p>a</p></div>`);
  patch(`<div><p>a</p></div>`);
  truth(!root2.querySelector("[data-gf-keep]"), "it is still there");
});
check(kind5, "another page's boundary is another one, unless it has the same id", () => {
  start(`<div data-gf-keep>map</div><div data-gf-keep id="player">music</div>`);
  const player = get("#player");
  player.textContent = "playing";
  get("div[data-gf-keep]").textContent = "drawn";
  patch(`<div data-gf-keep>chart</div><div data-gf-keep id="player">music</div>`, { fresh: true });
  same([...root2.querySelectorAll("[data-gf-keep]")].map((el) => el.textContent), ["chart", "playing"], "the texts");
  same(get("#player"), player, "the player");
});
check(kind5, "an editor in a keep boundary keeps text and caret", () => {
  start(`<p>1</p><div data-gf-keep><div contenteditable="true" id="e">hello</div></div>`);
  const text = get("#e").firstChild;
  get("#e").focus();
  text.textContent = "hello world";
  getSelection().collapse(text, 7);
  patch(`<p>2</p><div data-gf-keep><div contenteditable="true" id="e">hello</div></div>`);
  same([get("#e").textContent, getSelection().focusOffset], ["hello world", 7], "text and caret");
  same(document.activeElement, get("#e"), "the focus");
});
check(kind5, "an editor without a boundary keeps what was typed while the server says the same", async () => {
  start(`<p>1</p><div contenteditable="true" id="e"><b>hello</b></div>`);
  get("#e").replaceChildren("typed");
  await frame();
  patch(`<p>2</p><div contenteditable="true" id="e"><b>hello</b></div>`);
  same(get("#e").textContent, "typed", "the text");
});
check(kind5, "a running transition goes on", async () => {
  start(`<p>1</p><div id="x" class="slow">t</div>`);
  getComputedStyle(get("#x")).opacity;
  get("#x").classList.add("faded");
  await frame();
  const running = get("#x").getAnimations()[0];
  truth(running, "there should be a transition");
  patch(`<p>2</p><i>new</i><div id="x" class="slow">u</div>`);
  same(get("#x").getAnimations()[0] === running && running.playState, "running", "the transition");
});
check(kind5, "a running animation goes on when its row moves", async () => {
  const row2 = (n) => `<li id="r${n}">${n}</li>`;
  start(`<ul>${[1, 2, 3].map(row2).join("")}</ul>`);
  const running = get("#r2").animate([{ opacity: 0 }, { opacity: 1 }], 1e4);
  patch(`<ul>${[2, 3, 1].map(row2).join("")}</ul>`);
  same(running.playState, "running", "the animation");
  running.cancel();
});
check(kind5, "the morph leaves no marks behind", async () => {
  start(`<div><p>a</p><input name="a"><input name="a"></div><div data-gf-keep><input></div>`);
  for (const el of root2.querySelectorAll("input")) el.value = "typed";
  get("p").className = "x";
  await frame();
  patch(`<div><p>b</p><input name="a"><input name="a" class="y"></div><div data-gf-keep><input></div>`);
  same(root2.innerHTML, `<div><p class="x">b</p><input name="a"><input name="a" class="y"></div><div data-gf-keep=""><input></div>`, "the page");
});
check(kind5, "text, comments and white space become the server's", () => {
  start(`a<!-- 1 --><b>x</b> y
<i>z</i>`);
  patch(`c <!-- 2 --><i>z</i> <b>x</b>
w`);
  same(root2.innerHTML, `c <!-- 2 --><i>z</i> <b>x</b>
w`, "the page");
});
check(kind5, "tables, SVG and definition lists become the server's", () => {
  start(`<table><tbody><tr><td>1</td></tr></tbody></table><svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>`);
  const after = `<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table><svg viewBox="0 0 2 2"><path d="M1 1"></path><circle r="1"></circle></svg><dl><dt>a</dt><dd>b</dd></dl>`;
  patch(after);
  same(root2.innerHTML, after, "the page");
  same(get("circle").namespaceURI, "http://www.w3.org/2000/svg", "the circle's namespace");
});

// test/checks/scroll.ts
var kind6 = "scroll";
var box = (id, lines = 50) => `<div id="${id}" class="scroller"><div class="tall">${id} ${lines}</div></div>`;
async function scrollTo(selector, top) {
  get(selector).scrollTop = top;
  await frame();
  await frame();
}
check(kind6, "an inner scroller stays where it is when its content changes", async () => {
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
  check(kind6, `an inner scroller stays scrolled when it moves ${what}`, async () => {
    start(["a", "b", "c"].map((id) => box(id)).join(""));
    await scrollTo("#a", 90);
    await scrollTo("#c", 70);
    patch(after.map((id) => box(id)).join(""));
    same([get("#a").scrollTop, get("#c").scrollTop], [90, 70], "how far they are scrolled");
    same([...root2.querySelectorAll(".scroller")].map((el) => el.id), [...after], "the order");
  });
check(kind6, "a scroller inside a row that moves stays scrolled", async () => {
  const row2 = (id) => `<li id="row${id}"><div class="scroller"><div class="tall"></div></div></li>`;
  start(`<ul>${["a", "b", "c"].map(row2).join("")}</ul>`);
  await scrollTo("#rowa .scroller", 55);
  patch(`<ul>${["c", "b", "a"].map(row2).join("")}</ul>`);
  same(get("#rowa .scroller").scrollTop, 55, "how far it is scrolled");
});

// src/stream/backoff.ts
var seconds = [1, 2, 5, 10, 20, 30];
function backoff(tries, random = Math.random()) {
  return random * 1e3 * seconds[Math.min(tries, seconds.length - 1)];
}

// src/stream/sse.ts
function sseParser(emit) {
  let buffer = "";
  let afterCR = false;
  let event = "";
  let id = "";
  let data = [];
  function parseLine(text) {
    if (text === "") {
      if (data.length) emit({ event: event || "message", id, data: data.join("\n") });
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
    lines.forEach(parseLine);
  };
}
async function readStream(body2, onActivity, emit) {
  const decoder = new TextDecoder();
  const parse2 = sseParser(emit);
  const reader = body2.getReader();
  for (; ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    onActivity();
    parse2(decoder.decode(value, { stream: true }));
  }
}

// src/forms/triggers.ts
function milliseconds(text) {
  const [, number, unit = "ms"] = /^([\d.]+)(ms|s|m)?$/.exec(text) ?? [];
  return number ? +number * { ms: 1, s: 1e3, m: 6e4 }[unit] : 0;
}
function parseTriggers(text) {
  return text.split(/,(?=\s*[a-z])/).map((part) => part.trim().split(/\s+/)).filter(([head]) => head).map(([head, ...options]) => {
    const [event, ...argument] = head.split(":");
    const option = (key) => milliseconds(options.find((o) => o.startsWith(key + ":"))?.slice(key.length + 1) ?? "");
    return {
      event,
      argument: argument.join(":"),
      delay: option("delay"),
      throttle: option("throttle")
    };
  });
}

// test/checks/sse.ts
var kind7 = "sse";
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
  check(kind7, name, async () => {
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
check("triggers", "data-gf-on is read as it is written", () => {
  const short = (text) => parseTriggers(text).map((t) => [t.event, t.argument, t.delay, t.throttle]);
  same(short("input delay:300ms"), [["input", "", 300, 0]], "one with a delay");
  same(short("change, every:5s throttle:1s,visible"), [["change", "", 0, 0], ["every", "5s", 0, 1e3], ["visible", "", 0, 0]], "several");
  same(short("key:/"), [["key", "/", 0, 0]], "a key");
  same(short("key:,"), [["key", ",", 0, 0]], "the key that is a comma");
  same(short("key::"), [["key", ":", 0, 0]], "the key that is a colon");
  same(short(""), [], "nothing");
  same(["5s", "300ms", "250", "2m", "0.5s", "x", ""].map(milliseconds), [5e3, 300, 250, 12e4, 500, 0, 0], "spans");
});

// test/checks/wrappers.ts
var kind8 = "wrappers";
function stays(name, before, after, selector = "[name=n]") {
  check(kind8, name, () => {
    start(before);
    const el = type(selector, "typed");
    el.setSelectionRange(2, 4);
    patch(after);
    const now = input(selector);
    same(now, el, "the field");
    same(now.value, "typed", "its text");
    same(document.activeElement, now, "the focus");
    same([now.selectionStart, now.selectionEnd], [2, 4], "the selection");
  });
}
var form = (html) => `<form method="post" action="/x">${html}</form>`;
stays("a wrapper around a field with an id", form(`<input id="n" name="n">`), form(`<div class="w"><input id="n" name="n"></div>`));
stays("a wrapper around a field without an id", form(`<input name="n">`), form(`<div><p><input name="n"></p></div>`));
stays("a wrapper that goes", form(`<div><input name="n"></div>`), form(`<input name="n">`));
stays("a wrapper around the form", form(`<input name="n">`), `<section>${form(`<input name="n">`)}</section>`);
stays(
  "labels that are reworded and reordered",
  form(`<label>Search <input name="s"></label><label>Name <input name="n"></label>`),
  form(`<label>Your name <input name="n"></label><label>Look for <input name="s"></label>`)
);
stays("another type of the same field", form(`<input name="n">`), form(`<b>new</b><input name="n" type="search">`));
stays(
  "the second of three of one name",
  form(`<input name="n"><input name="n" class="second"><input name="n">`),
  form(`<div><input name="n"><input name="n" class="second"><input name="n"></div>`),
  ".second"
);
check(kind8, "rows that come and go do not trade what was typed", () => {
  const row2 = (id) => `<li id="r${id}"><input name="n" value="${id}"></li>`;
  const rows2 = (...ids) => form(`<ul>${ids.map(row2).join("")}</ul>`);
  start(rows2(1, 2, 3));
  type("#r2 input", "typed");
  patch(rows2(2, 3, 4));
  same([...document.querySelectorAll("[name=n]")].map((el) => el.value), ["typed", "3", "4"], "the values");
});
check(kind8, "the outer and the inner change places", () => {
  start(`<div id="a">a<div id="b">b<input id="i"></div></div>`);
  const el = type("#i", "typed");
  patch(`<div id="b">b<div id="a">a<input id="i"></div></div>`);
  same(input("#i"), el, "the field");
  same(el.value, "typed", "its text");
  same(get("#b").firstElementChild, get("#a"), "the inner");
});
check(kind8, "what is claimed and then left out leaves nothing behind", () => {
  start(`<div id="a"><p id="p">x</p></div><div id="b"></div>`);
  patch(`<div id="b"><p id="p">y</p></div>`);
  same(get("#page, div").closest("#page")?.querySelectorAll("p").length ?? document.querySelectorAll("#p").length, 1, "paragraphs");
});
check(kind8, "text that is typed in place stays in a new wrapper", () => {
  start(form(`<div id="note" contenteditable>old</div>`));
  const el = get("#note");
  el.firstChild.nodeValue = "old and new";
  patch(form(`<section><div id="note" contenteditable>old</div></section>`));
  same(get("#note"), el, "the element");
  same(get("#note").textContent, "old and new", "its text");
});

// test/main.ts
Object.assign(window, { runAll });
