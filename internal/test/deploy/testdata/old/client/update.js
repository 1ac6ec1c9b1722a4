export const fingerprint = "r8oSmwqw";
export function start(exported) {
const [[withoutRecording2,,,,page2,pathOf,answerShown,emit,parse2,,loadItem,saveItem,,draftsAreSafe,lazy,,,,,isCurrent,,visit,,fetchPage,isThisPage,,setMessage,,showServerMessage,,,contentChanged,,clientFingerprint,fileMissing,forgetMissing,root2,partsAnswered,copy2,jump,scrolled,regionOf,addedChildren,discard,flush,forget,localChanges2,setAttribute,pageDoubted,parseDocument,restoreDrafts,ready,inherited3,announce,historyMode,commit,currentEntry,restoreScroll,scrollAfterVisit,clearServerMessage,nothingToLose,reloadDocument,texts]] = exported, regionOf2 = regionOf, regionOf3 = regionOf, copy = copy2, localChanges = localChanges2, regionOf4 = regionOf, parse = parse2, page = page2, root = root2, copy3 = copy2, parse3 = parse2, addedChildren2 = addedChildren, withoutRecording = withoutRecording2, lazy2 = lazy, localChanges3 = localChanges2, lazy4 = lazy, page5 = page2, lazy3 = lazy, emit2 = emit, parse4 = parse2, page3 = page2, root3 = root2, setAttribute2 = setAttribute, contentChanged2 = contentChanged, partsAnswered2 = partsAnswered, emit3 = emit, inherited = inherited3, page4 = page2, inherited2 = inherited3, ready2 = ready, page9 = page2, root6 = root2, answerShown2 = answerShown, pageDoubted3 = pageDoubted, emit5 = emit, lazy5 = lazy, page6 = page2, root4 = root2, pageDoubted2 = pageDoubted, emit4 = emit, fetchPage2 = fetchPage, isThisPage2 = isThisPage, page7 = page2, root5 = root2, partsAnswered3 = partsAnswered, clearServerMessage2 = clearServerMessage, lazy6 = lazy, page8 = page2;
// src/contract.ts
var StreamType = "text/event-stream";
var FromHeader = "Goldfish-From";
var VersionHeader = "Goldfish-Version";
var PartsHeader = "Goldfish-Parts";
var PageID = "page";
var Fingerprints = "data-gf-fingerprints";
var Page = "data-gf-page";
var Version = "data-gf-version";
var Flash = "data-gf-flash";
var Notice = "data-gf-notice";
var PartURL = "data-gf-part";
var Transition = "data-gf-transition";
var Scroll = "data-gf-scroll";
var Focus = "data-gf-focus";
var Keep = "data-gf-keep";
var Live = "data-gf-live";
var Stream = "data-gf-stream";
var Stale = "data-gf-stale";
var Offline = "data-gf-offline";
var Hello = "hello";
var StaleEvent = "stale";
var FreshEvent = "fresh";
var ShellEvent = "shell";
var RecheckEvent = "recheck";
var PartEvent = "part";

// src/deploy/fingerprints.ts






// src/deploy/shell.ts


// src/morph/morph.ts



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
  constructor(root7, theirs, region, mayMatch) {
    const isOld = (el) => regionOf(el) === region && !el.parentElement.closest(`[${Keep}]`);
    const nested = `[${Keep}] *,[${PartURL}] *,#${PageID} *`;
    const byId = /* @__PURE__ */ new Map();
    for (const el of root7.querySelectorAll("[id]"))
      if (!byId.has(el.id) && isOld(el)) byId.set(el.id, el);
    for (const next of theirs.querySelectorAll("[id]")) {
      const el = byId.get(next.getAttribute("id"));
      if (!el || el.localName !== next.localName || inputKind(el) !== inputKind(next)) continue;
      if (mayMatch(el, next) && !next.matches(nested)) this.add(el, next, root7, theirs);
    }
    const { newByOld, oldByNew } = this;
    const oldControls = controlsByKey(root7, newByOld, isOld);
    if (!oldControls.size) return;
    for (const [key, next] of controlsByKey(theirs, oldByNew, (el) => !el.matches(nested))) {
      const old = oldControls.get(key) ?? [];
      if (old.length !== next.length) continue;
      old.forEach((el, i) => mayMatch(el, next[i]) && this.add(el, next[i], root7, theirs));
    }
  }
  add(el, next, root7, theirs) {
    if (this.newByOld.has(el) || this.oldByNew.has(next)) return;
    this.oldByNew.set(next, el);
    this.newByOld.set(el, next);
    this.addHolders(el, root7);
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
  const type = (el.getAttribute("type") ?? "text").toLowerCase();
  return notEdited.test(type) || distinct.test(type) ? type : "";
}
function controlsByKey(root7, claimed, want) {
  const found = /* @__PURE__ */ new Map();
  for (const el of root7.querySelectorAll("input[name],textarea[name],select[name]")) {
    const kind = inputKind(el);
    if (notEdited.test(kind) || claimed.has(el) || !want(el)) continue;
    const form = el.closest("form");
    let row = el.parentElement;
    while (row && row !== root7 && !claimed.has(row)) row = row.parentElement;
    const key = [
      el.getAttribute("form") ?? form?.getAttribute("id") ?? form?.getAttribute("action") ?? "",
      row && row !== root7 ? row.getAttribute("id") : "",
      el.localName,
      kind,
      el.getAttribute("name"),
      /^(checkbox|radio)$/.test(kind) ? el.getAttribute("value") : ""
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
function controlsIn(root7, region) {
  return [...root7.querySelectorAll("input,textarea,select")].filter(
    (el) => isEditable(el) && regionOf2(el) === region
  );
}
var elements = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, "elements");
function elementsOf(form) {
  return elements.get.call(form);
}
function resetSent(values) {
  for (const [el, value] of values)
    if (el.isConnected && currentValue(el) === value) setValue(el, serverValue(el));
}
var pendingReset = /* @__PURE__ */ new WeakMap();
document.addEventListener("focusout", (event) => {
  const el = event.target;
  if (pendingReset.has(el) && pendingReset.get(el) === currentValue(el))
    setValue(el, serverValue(el));
  pendingReset.delete(el);
});
function preserveFields(root7, rules, region = root7) {
  const before = /* @__PURE__ */ new Map();
  for (const el of controlsIn(root7, region)) {
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

// src/morph/morph.ts


// src/morph/match.ts



function matchElements(root7, theirs, region, claims) {
  const oldFor = /* @__PURE__ */ new Map();
  const known = /* @__PURE__ */ new Map([[root7, theirs]]);
  function newFor(el) {
    if (known.has(el)) return known.get(el);
    let found;
    if (root7.contains(el) && regionOf3(el) === region) {
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
  if (places.every((place, i) => !i || place > places[i - 1])) return new Set(order);
  const pinned = order.findIndex((child) => rules.unmovable(child));
  if (pinned >= 0) {
    const fixed = places[pinned];
    places = places.filter(
      (place, i) => i === pinned || (i < pinned ? place < fixed : place > fixed)
    );
  }
  return new Set(longestIncreasing(places).map((place) => old[place]));
}
function longestIncreasing(numbers) {
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
  const run = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]) run.push(numbers[i]);
  return run;
}

// src/morph/showDelta.ts


function showDelta(root7, operations, ops) {
  const find = (id) => {
    const el = document.getElementById(id);
    return el && regionOf4(el) === root7 ? el : void 0;
  };
  const edit = (el, html) => {
    const theirs = parseElement(html);
    return theirs?.id === el.id && theirs.localName === el.localName && ops.morph(el, theirs);
  };
  return operations.every((operation) => {
    const { kind, id } = operation;
    if (kind === "edit" && !id) return ops.morph(root7, parse(operation.html));
    const el = find(id);
    const parent = el?.parentElement;
    if (!parent) return false;
    if (parent.closest(`[${Keep}]`)) return true;
    if (kind === "edit") return edit(el, operation.html);
    if (!ops.willChange(parent)) return false;
    if (kind === "remove") {
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
function morph(root7, theirs, rules = {}, operations) {
  const { fresh } = rules;
  flush();
  if (fresh) forget(root7);
  const isShell2 = root7 === document.body;
  const region = isShell2 ? document.documentElement : root7;
  const restoreFields = preserveFields(root7, rules, region);
  const restoreScrollAndFocus = keepScrollAndFocus(root7);
  const visited = /* @__PURE__ */ new Set();
  const canMove = "moveBefore" in Element.prototype;
  const active = document.activeElement;
  function unmovable(node) {
    if (canMove || !(node instanceof Element)) return false;
    return node.contains(active) || node.matches(fragile) || !!node.querySelector(fragile);
  }
  function mayMatch(el, next) {
    if (el.hasAttribute(PartURL) !== next.hasAttribute(PartURL)) return false;
    if (el.hasAttribute(Keep) !== next.hasAttribute(Keep)) return false;
    return !(fresh && el.hasAttribute(Keep) && !el.id);
  }
  function morphElement(el, theirs2) {
    if (!mayMatch(el, theirs2) && el !== root7) return false;
    const claims = new Claims(el, theirs2, region, fresh ? () => false : mayMatch);
    const matches = matchElements(el, theirs2, region, claims);
    const { keptLists, added, settleLists } = keepLocalLists(matches, root7);
    dropConfirmed(matches);
    const rules2 = {
      knownMatch: (next) => matches.oldFor.get(next),
      mayMatch,
      isLocal: (child) => added.has(child) || isShell2 && child.nodeName === "SCRIPT",
      removedLocally,
      mayChange,
      visit(el2) {
        visited.add(el2);
        return !keptLists.has(el2) && !el2.matches(`[${Keep}],[${PartURL}],#${PageID}`);
      },
      unmovable,
      claims
    };
    if (el === root7) {
      visited.add(root7);
      reconcile(root7, theirs2, rules2);
    } else {
      willChange(el.parentElement);
      update(el, theirs2, rules2);
    }
    claims.finish();
    settleLists();
    return true;
  }
  function willChange(parent) {
    for (let el = parent; el && el !== root7; el = el.parentElement) visited.add(el);
    return !localChanges2.get(parent)?.children;
  }
  const ops = { morph: morphElement, willChange, movable: (el) => !unmovable(el) };
  if (!operations || fresh || !showDelta(root7, operations, ops))
    morphElement(root7, typeof theirs === "string" ? parse2(theirs) : theirs);
  restoreFields();
  restoreScrollAndFocus();
  discard();
  return visited;
}
function keepScrollAndFocus(root7) {
  const focused = document.activeElement;
  const selection = focused?.closest("[contenteditable]") ? getSelection() : null;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  const places = [...scrolled].map((el) => [el, el.scrollLeft, el.scrollTop]);
  return () => {
    if (focused !== document.activeElement && root7.contains(focused))
      focused.focus({ preventScroll: true });
    if (anchorNode && focusNode && root7.contains(anchorNode) && root7.contains(focusNode)) {
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
function keepLocalLists({ newFor }, root7) {
  const keptLists = /* @__PURE__ */ new Set();
  const added = /* @__PURE__ */ new Set();
  const changedByBoth = [];
  for (const [el, { children }] of localChanges2) {
    for (const child of addedChildren(el)) added.add(child);
    const theirs = children && (el === root7 || !el.hasAttribute(PartURL)) && newFor(el);
    if (!theirs) continue;
    const { base } = children;
    const next = [...theirs.childNodes];
    const unchanged = base.length === next.length && base.every((node, i) => node.isEqualNode(next[i]));
    if (unchanged || el.isContentEditable) {
      keptLists.add(el);
    } else {
      children.base = next.map(copy2);
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
  for (const [el, { attributes }] of localChanges2) {
    const theirs = newFor(el);
    if (!theirs) continue;
    for (const name of attributes.keys())
      if (theirs.getAttribute(name) === el.getAttribute(name)) attributes.delete(name);
  }
}
function mayChange(el, name, theirs) {
  const attributes = localChanges2.get(el)?.attributes;
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
  const nodes = localChanges2.get(parent)?.children?.nodes;
  if (!nodes || !(next instanceof Element)) return false;
  return [...nodes].some((node) => node.parentNode !== parent && node.isEqualNode(next));
}

// src/deploy/shell.ts




// src/deploy/styles.ts

var selector = "link[rel~=stylesheet]";
var loadTimeout = 1e4;
var maxRetries = 5;
var isStylesheet = (el) => el.matches(selector);
var stylesheets = () => document.head.querySelectorAll(selector);
var fetched = /* @__PURE__ */ new WeakSet();
function sentByServer(els) {
  const added = addedChildren2(document.head);
  return [...els].filter((el) => fetched.has(el) || !added.includes(el));
}
async function loadStyles(next) {
  const old = sentByServer(stylesheets());
  const unused = new Set(old);
  const added = [];
  let previous;
  withoutRecording(() => {
    for (const theirs of next.querySelectorAll("head " + selector)) {
      const href = new URL(theirs.getAttribute("href") ?? "", location.href).href;
      const known = [...unused].find((el) => el.href === href);
      if (known) {
        unused.delete(known);
        previous = known;
        continue;
      }
      const style = insert(theirs, (link) => {
        if (previous) previous.after(link);
        else if (old[0]) old[0].before(link);
        else document.head.append(link);
      });
      added.push(style);
      previous = style.link;
    }
  });
  const all = (await Promise.all(added.map(({ loaded }) => loaded))).every(Boolean);
  return () => {
    for (const { link, media } of added) {
      if (!all) link.remove();
      else if (media === null) link.removeAttribute("media");
      else link.setAttribute("media", media);
    }
    if (all) for (const link of unused) link.remove();
  };
}
function insert(theirs, place) {
  const link = document.importNode(theirs, true);
  const media = link.getAttribute("media");
  link.setAttribute("media", "not all");
  fetched.add(link);
  const loaded = new Promise((done) => {
    link.onload = () => done(true);
    link.onerror = () => done(false);
    setTimeout(done, loadTimeout, false);
  });
  place(link);
  return { link, media, loaded };
}
function retryFailed(retries = 0) {
  for (const old of stylesheets()) {
    if (old.sheet || old.media === "not all") continue;
    const link = document.importNode(old, true);
    link.href = old.href.split("?")[0] + "?again=" + retries;
    link.onload = () => withoutRecording(() => old.remove());
    link.onerror = () => {
      withoutRecording(() => link.remove());
      if (retries < maxRetries) setTimeout(retryFailed, 1e3 * 2 ** retries, retries + 1);
    };
    fetched.add(link);
    withoutRecording(() => old.after(link));
  }
}

// src/deploy/shell.ts
var clientState = [Fingerprints, Stream, Stale, Offline, "aria-busy"];
var notShell = "title,script,base,meta[http-equiv],meta[name=description],link[rel=canonical]";
async function showShell(url, accepts) {
  const html = await fetchDocument(url);
  if (!html) return;
  const next = parseDocument(html);
  const nextRoot = next.documentElement;
  const [, , shell2 = "", viewer2 = ""] = nextRoot.getAttribute(Fingerprints)?.split(".") ?? [];
  if (!shell2 || !next.getElementById(PageID)) return;
  if (!accepts(shell2, viewer2)) return;
  const swapStyles = await loadStyles(next);
  show(nextRoot);
  withoutRecording2(swapStyles);
  return [shell2, viewer2];
}
async function fetchDocument(url) {
  const headers = { Accept: "text/html", [FromHeader]: url };
  try {
    const response = await fetch(url, { headers, cache: "no-store", redirect: "manual" });
    const isHTML = response.headers.get("Content-Type")?.startsWith("text/html");
    if (isHTML && response.ok) return await response.text();
    const elsewhere = response.type === "opaqueredirect" || [401, 403].includes(response.status);
    if (elsewhere && url === page.url) pageDoubted.send();
  } catch {
  }
  return void 0;
}
function show(nextRoot) {
  const { head, body } = nextRoot.ownerDocument;
  for (const attribute of clientState)
    setAttribute(nextRoot, attribute, root.getAttribute(attribute));
  withoutRecording2(() => {
    updateAttributes(root, nextRoot, mayChange);
    updateAttributes(document.body, body, mayChange);
    showHead(head);
  });
  for (const script of body.querySelectorAll("script")) script.remove();
  body.querySelector("#" + PageID).replaceWith(copy3(page.element.cloneNode(false)));
  keepMessages(body);
  const holder = parse3("");
  holder.append(...body.childNodes);
  morph(document.body, holder);
}
function keepMessages(body) {
  for (const place of [Flash, Notice]) {
    const shown = document.querySelector(`[${place}]`);
    if (!shown) continue;
    for (const theirs of body.querySelectorAll(`[${place}]`)) {
      theirs.textContent = shown.textContent;
      setAttribute(theirs, "hidden", shown.getAttribute("hidden"));
    }
  }
}
var isShell = (el) => !el.matches(notShell) && !isStylesheet(el);
var keyed = ["name", "property", "rel", "href", "charset", "media", "sizes"];
var keyOf = (el) => el.localName + keyed.map((a) => el.getAttribute(a)).join("\n");
function showHead(theirs) {
  const old = new Set(sentByServer(document.head.children).filter(isShell));
  for (const next of [...theirs.children].filter(isShell)) {
    const el = [...old].find((el2) => keyOf(el2) === keyOf(next));
    if (el) {
      old.delete(el);
      updateAttributes(el, next, mayChange);
      if (el.textContent !== next.textContent) el.textContent = next.textContent;
    } else {
      const added = document.importNode(next, true);
      fetched.add(added);
      document.head.append(added);
    }
  }
  for (const el of old) el.remove();
}

// src/deploy/fingerprints.ts
var [, ownScripts = "", ownShell = "", ownViewer = ""] = (root2.getAttribute(Fingerprints) ?? "").split(".");
var ownDocument = `${clientFingerprint}.${ownScripts}`;
var shell = ownShell;
var viewer = ownViewer;
var currentViewer = () => viewer;
var leftShells = /* @__PURE__ */ new Set();
var attempts = /* @__PURE__ */ new Map();
var maxAttempts = 5;
var seenKey = "documents";
var seenFor = 6e5;
var seen = () => loadItem(seenKey, {});
var newest = "";
var trustedAfter = 3e3;
var trustFrom = 0;
var renewing;
var timer;
var spread = 3e3;
function markDocument(had = ownDocument) {
  const now = Date.now();
  const recent = Object.entries(seen()).filter(([, at]) => now - at < seenFor);
  return saveItem(seenKey, Object.fromEntries([...recent, [had, now]]));
}
function documentDue() {
  if (Date.now() - trustFrom < trustedAfter) return false;
  if (fileMissing()) return true;
  return !!newest && newest !== ownDocument && Date.now() - (seen()[newest] ?? 0) >= seenFor;
}
function doubtBuild() {
  trustFrom = Date.now();
}
function markDueDocument() {
  forgetMissing();
  return !newest || markDocument(newest);
}
async function compareFingerprints(fingerprints, url = page2.url, asked = false) {
  if (!fingerprints) return;
  const [client, scripts, newShell = "", newViewer = ""] = fingerprints.split(".");
  const document2 = `${client}.${scripts}`;
  if (newest !== document2) doubtBuild();
  newest = document2;
  if (newViewer !== viewer) return renewShell(url);
  if (newShell === shell || leftShells.has(newShell)) return;
  const renewAfter = (delay) => {
    const attempt2 = attempts.get(newShell) ?? 0;
    if (newShell === shell || attempt2 >= maxAttempts) return;
    attempts.set(newShell, attempt2 + 1);
    clearTimeout(timer);
    timer = setTimeout(async () => {
      await renewShell();
      renewAfter(spread);
    }, delay);
  };
  renewAfter(asked ? 0 : Math.random() * spread);
}
var again = false;
function renewShell(url = page2.url, forced = false) {
  clearTimeout(timer);
  if (renewing) {
    again ||= forced;
    return renewing;
  }
  return renewing = (async () => {
    do {
      again = false;
      try {
        const shown = await showShell(url, (shell2, viewer2) => acceptsShell(shell2, viewer2, forced));
        if (shown) setShell(...shown, forced);
      } catch (err) {
        reportError(err);
      }
      url = page2.url;
      forced = true;
    } while (again);
    renewing = void 0;
  })();
}
function shellReady() {
  return renewing;
}
function acceptsShell(newShell, newViewer, forced) {
  return forced || newViewer !== viewer || newShell !== shell && !leftShells.has(newShell);
}
function setShell(newShell, newViewer, forced) {
  if (newViewer !== viewer || forced) leftShells.clear();
  else if (newShell !== shell) leftShells.add(shell);
  leftShells.delete(newShell);
  attempts.clear();
  shell = newShell;
  if (newViewer !== viewer) {
    viewer = newViewer;
    lazy.drafts?.setViewer();
  }
  root2.setAttribute(Fingerprints, [clientFingerprint, ownScripts, shell, viewer].join("."));
  contentChanged.send(/* @__PURE__ */ new Set());
  partsAnswered.send();
  emit(null, "shell", { shell, viewer });
}

// src/deploy/idleReload.ts




var idleAfter = 3e5;
var betweenAnswers = 3e3;
function hasChanges() {
  const controls = document.querySelectorAll("input,textarea,select");
  if ([...controls].some((el) => isEditable(el) && isDirty(el))) return true;
  if (lazy2.forms?.submitting() || !draftsAreSafe()) return true;
  if (document.querySelector("dialog[open],:popover-open")) return true;
  if (document.activeElement?.closest(`[${Keep}]`)) return true;
  return [...localChanges3].some(
    ([el, { children }]) => children && el.isContentEditable
  );
}
function startIdleReload() {
  async function answers() {
    const { status, patch } = await fetchPage();
    return status === 200 && !!patch && isThisPage(patch) && documentDue();
  }
  let lastInput = Date.now();
  let considering = false;
  async function consider() {
    const isIdle = () => document.hidden || Date.now() - lastInput > idleAfter;
    const isReady = () => documentDue() && !hasChanges() && isIdle();
    if (considering || !isReady()) return;
    considering = true;
    try {
      if (!await answers()) return;
      await new Promise((done) => setTimeout(done, betweenAnswers));
      if (await answers() && isReady() && markDueDocument()) location.reload();
    } finally {
      considering = false;
    }
  }
  for (const type of ["keydown", "pointerdown", "wheel", "touchstart"])
    addEventListener(type, () => lastInput = Date.now(), { capture: true, passive: true });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) setTimeout(consider, 5e3 + Math.random() * 25e3);
  });
  setInterval(consider, 6e4 * (0.5 + Math.random()));
}

// src/navigation/show.ts




// src/page/patch.ts





function apply(patch, options, region = page3) {
  const { url = region.url, version = "", title, body } = patch;
  const { element, version: before } = region;
  const isMain = region === page3;
  const { reason } = options;
  const detail = { reason, url, version, patch };
  if (!emit2(element, "before-patch", detail, true)) return false;
  region.url = url;
  region.version = version;
  options.commit?.();
  if (isMain) {
    setAttribute2(element, Page, url);
    setAttribute2(element, Version, version || null);
  }
  if (title !== void 0) {
    region.title = title;
    if (isMain) document.title = title;
  }
  if (body !== void 0 && !(before && version === before)) {
    region.body = body;
    const operations = before && before === patch.from ? patch.operations : void 0;
    contentChanged2.send(morphOrReplace(element, body, options, operations));
  } else if (options.sent) {
    resetSent(options.sent);
  }
  partsAnswered2.send(patch.parts);
  (isMain ? root3 : element).removeAttribute(Stale);
  emit2(element, "patch", detail);
  return true;
}
function morphOrReplace(element, body, options, operations) {
  const restoreLostFields = options.fresh ? void 0 : lazy3.drafts?.preserveInput(options.sent);
  try {
    return morph(element, body, options, operations);
  } catch (err) {
    reportError(err);
    element.replaceChildren(...parse4(body).childNodes);
    return /* @__PURE__ */ new Set();
  } finally {
    restoreLostFields?.();
  }
}

// src/navigation/show.ts





// src/navigation/focus.ts

var autofocus = "[autofocus]";
function manageFocus(region, origin, fresh, inUse) {
  const before = new Set(region.querySelectorAll(autofocus));
  const hadFocus = document.activeElement !== document.body;
  const selector2 = inherited(origin, Focus);
  return () => {
    const wanted = selector2 ? document.querySelector(selector2) : null;
    if (wanted) return focus(wanted);
    if (inUse && inUse === document.activeElement) return;
    const auto = [...region.querySelectorAll(autofocus)].find(
      (el) => fresh || !before.has(el)
    );
    if (auto) return focus(auto);
    const lost = hadFocus && document.activeElement === document.body;
    if (fresh || lost) focus(startOf(region));
  };
}
function startOf(region) {
  const main = region === page4.element ? document.querySelector("main") : null;
  return region.querySelector("h1") ?? main ?? region;
}
function focus(el) {
  el.focus({ preventScroll: true });
  if (document.activeElement === el) return;
  el.tabIndex = -1;
  el.focus({ preventScroll: true });
  el.addEventListener("blur", () => el.removeAttribute("tabindex"), { once: true });
}

// src/navigation/show.ts




// src/navigation/transition.ts

async function transition(origin, update2) {
  const type = inherited2(origin, Transition);
  const doc = document;
  const still = document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (type === null || !doc.startViewTransition || still) return update2();
  const hasTypes = type && "ViewTransitionTypeSet" in globalThis;
  const started = doc.startViewTransition(hasTypes ? { update: update2, types: [type] } : update2);
  for (const promise of [started.ready, started.finished]) promise.catch(() => {
  });
  await started.updateCallbackDone;
}

// src/navigation/show.ts
async function show2(patch, options) {
  await ready.anchor;
  await transition(options.element, () => {
    if (isCurrent(options.navigation)) showNow(patch, options);
  });
}
function showNow(patch, options) {
  const { element, reason, pop, sent, navigation } = options;
  const { region } = navigation;
  const isMain = region === page5;
  const [url, fragment] = (patch.url ?? region.url).split("#");
  const hash = fragment ? "#" + fragment : (pop ? location : new URL(navigation.url, location.href)).hash;
  const fresh = pathOf(url) !== pathOf(region.url);
  const anotherPage = isMain && fresh;
  const titleChanges = isMain && patch.title !== void 0 && patch.title !== document.title;
  const inUse = reason === "visit" ? fieldInUse(element) : null;
  const moveFocus = manageFocus(region.element, element, fresh, inUse);
  const scroll = inherited3(element, Scroll);
  const mode = pop ? "replace" : options.history ?? historyMode(element) ?? patch.history ?? "push";
  const address = isMain ? url + hash : location.href;
  if (anotherPage) lazy4.drafts?.save();
  const shown = apply(
    { ...patch, url },
    { reason, fresh, inUse, sent, commit: () => commit(address, mode, !isMain) },
    region
  );
  if (!shown) return;
  if (isMain) updateHead(url, patch.description);
  if (pop) lazy4.parts?.restore();
  setMessage(Flash, patch.flash ?? patch.message);
  setMessage(Notice, patch.notice);
  if (!pop || !restoreScroll(currentEntry()))
    scrollAfterVisit(hash, scroll === "top" || anotherPage && scroll !== "keep");
  moveFocus();
  if (anotherPage) void restoreDrafts(pop ? "history" : "visit");
  if (anotherPage || titleChanges) announce(document.title);
  answerShown.send();
  if (!options.auto) dismissContainer(element, reason);
  emit3(region.element, "visit", { url: region.url, history: pop ? "pop" : mode });
}
function fieldInUse(form) {
  const { activeElement } = document;
  const isField = activeElement?.matches("input,textarea,select") && form?.contains(activeElement);
  return isField ? activeElement : null;
}
function updateHead(url, description = "") {
  document.querySelector("link[rel=canonical]")?.setAttribute("href", url);
  document.querySelector("meta[name=description]")?.setAttribute("content", description);
}
function dismissContainer(element, reason) {
  element?.closest(":popover-open")?.hidePopover();
  if (reason === "submit") element?.closest("dialog:modal")?.close();
}

// src/delta/checksum.ts
var encoder = new TextEncoder();
function checksum(...parts) {
  let a = 2538058380;
  let b = 1540483477;
  const word = (k) => {
    const mixedA = Math.imul(rotate(Math.imul(k, 3432918353), 15), 461845907);
    const mixedB = Math.imul(rotate(Math.imul(k, 597399067), 17), 2869860233);
    a = Math.imul(rotate(a ^ mixedA, 13), 5) + 3864292196 | 0;
    b = Math.imul(rotate(b ^ mixedB, 19), 5) + 1444728091 | 0;
  };
  for (const part of parts) {
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
  const base64 = btoa(String.fromCharCode(...chars));
  return base64.replace(/\+/g, "-").replace(/\//g, "_").replace("=", "");
}
var rotate = (k, by) => k << by | k >>> 32 - by;
function finish(h) {
  h = Math.imul(h ^ h >>> 16, 2246822507);
  h = Math.imul(h ^ h >>> 13, 3266489909);
  return h ^ h >>> 16;
}

// src/delta/delta.ts
function applyDelta(html, delta) {
  const applied = { html, operations: [] };
  let step = [];
  for (const item of [...delta, 0]) {
    if (typeof item === "string") applied.title = item;
    else if (item) step.push(item);
    else {
      applied.html = applyStep(applied.html, step, applied.operations);
      step = [];
    }
  }
  return applied;
}
function applyStep(old, step, operations) {
  const edits = [];
  const edit = (at2, length, order = 1 /* Self */, text = "", operation, size) => edits.push({ at: at2, length, order, text, operation, size });
  for (const [verb, ...rest] of step) {
    if (typeof verb === "number") {
      const [size, ...splices] = rest;
      const operation = { kind: "edit", id: size ? idAt(old, verb) : "", html: "" };
      edit(verb, 0, 3 /* Begin */, "", operation, size);
      eachSplice(verb, splices, (at2, length, text) => edit(at2, length, 1 /* Self */, text));
      operations.push(operation);
    } else if (verb === "-") {
      for (let i = 0; i < rest.length; i += 2) {
        operations.push({ kind: "remove", id: idAt(old, rest[i]) });
        edit(rest[i], rest[i + 1]);
      }
    } else {
      const [at2, length, ...items] = rest;
      const before = verb === "<";
      const insert2 = (html2) => edit(before ? at2 : at2 + length, 0, before ? 2 /* Before */ : 0 /* After */, html2);
      operations.push({
        kind: "place",
        id: idAt(old, at2),
        before,
        items: items.map((item) => {
          if (typeof item === "string" || typeof item[2] === "string") {
            const html3 = typeof item === "string" ? item : spliced(old, at2, length, item);
            insert2(html3);
            return { html: html3 };
          }
          const [from, size, ...splices] = item;
          const html2 = spliced(old, from, size, splices);
          edit(from, size);
          insert2(html2);
          return { id: idAt(old, from), html: splices.length ? html2 : void 0 };
        })
      });
    }
  }
  edits.sort((a, b) => a.at - b.at || a.length - b.length || a.order - b.order);
  let html = "";
  let at = 0;
  for (const next of edits) {
    html += old.slice(at, next.at);
    next.from = html.length;
    html += next.text;
    at = next.at + next.length;
  }
  html += old.slice(at);
  for (const { operation, from, size } of edits)
    if (operation) operation.html = size ? html.slice(from, from + size) : html;
  return html;
}
function eachSplice(at, splices, found) {
  for (let i = 0; i < splices.length; i += 3) {
    at += splices[i];
    found(at, splices[i + 1], splices[i + 2]);
    at += splices[i + 1];
  }
}
function spliced(old, at, length, splices) {
  const end = at + length;
  let html = "";
  eachSplice(at, splices, (to, deleted, text) => {
    html += old.slice(at, to) + text;
    at = to + deleted;
  });
  return html + old.slice(at, end);
}
var tag = /<[^>]*? id="([^"]+)"/y;
function idAt(html, at) {
  tag.lastIndex = at;
  return tag.exec(html)[1];
}

// src/page/resolve.ts
var failures = 0;
var failedVersion;
function deltasDisabled() {
  return failures > 1;
}
function resolve(patch, base) {
  const { version, body, delta } = patch;
  if (body !== void 0 || !version && !delta) return patch;
  if (version === base.version) return { ...patch, title: base.title, body: base.body };
  try {
    if (!deltasDisabled()) {
      const { html, title = base.title, operations } = applyDelta(base.body, delta);
      if (checksum(title, html) === version) {
        failures = 0;
        return { ...patch, title, body: html, operations, from: base.version };
      }
    }
  } catch {
  }
  if (failedVersion !== base.version && ++failures === 2)
    console.warn("goldfish: differences do not fit here; from now on this tab asks for the whole");
  failedVersion = base.version;
  return void 0;
}

// src/stream/stream.ts





// src/stream/attempt.ts
var helloTimeout = 1e4;
var heartbeat = 20;
var lastActivity = 0;
var idleTimeout = () => heartbeat * 2500;
var isSilent = () => Date.now() - lastActivity > idleTimeout();
var Attempt = class {
  constructor(expectsHello) {
    this.expectsHello = expectsHello;
    this.active();
  }
  expectsHello;
  controller = new AbortController();
  signal = this.controller.signal;
  /** When the server said hello; 0 before that. */
  helloAt = 0;
  timer;
  /** Something has arrived. */
  active() {
    lastActivity = Date.now();
    clearTimeout(this.timer);
    const timeout = this.expectsHello && !this.helloAt ? helloTimeout : idleTimeout();
    this.timer = setTimeout(() => this.abort(), timeout);
  }
  /** The server has said hello, and how many seconds are between its signs of life. */
  hello(seconds2) {
    heartbeat = seconds2 || 20;
    this.helloAt = Date.now();
    this.active();
  }
  /** Milliseconds since the hello; 0 if there was none. */
  lived() {
    return this.helloAt && Date.now() - this.helloAt + 1;
  }
  abort() {
    this.end();
    this.controller.abort();
  }
  end() {
    clearTimeout(this.timer);
  }
};

// src/stream/events.ts





function receive({ event, id, data: json }) {
  const data = JSON.parse(json);
  switch (event) {
    case Hello: {
      const { fingerprints, heartbeat: heartbeat2 } = data;
      void compareFingerprints(fingerprints);
      clearServerMessage();
      return { type: "hello", heartbeat: heartbeat2 };
    }
    case StaleEvent:
      root4.setAttribute(Stale, "");
      emit4(null, "stream", { state: "stale", message: data.message });
      return void 0;
    case FreshEvent:
      root4.removeAttribute(Stale);
      emit4(null, "stream", { state: "fresh" });
      return void 0;
    case ShellEvent:
      void renewShell(void 0, true);
      return void 0;
    case RecheckEvent:
      pageDoubted2.send();
      return void 0;
    case PartEvent: {
      const hasContent = data.body !== void 0 || data.delta;
      lazy5.parts?.receive({ ...data, version: hasContent ? id : void 0 });
      return void 0;
    }
    case "message": {
      if (id === page6.version) {
        root4.removeAttribute(Stale);
        return void 0;
      }
      const answer = Array.isArray(data) ? { delta: data } : data;
      const patch = resolve({ ...answer, version: id }, page6);
      if (!patch) return { type: "misfit" };
      apply(patch, { reason: "push" });
      return { type: "shown" };
    }
  }
  return void 0;
}

// src/stream/backoff.ts
var seconds = [1, 2, 5, 10, 20, 30];
function backoff(tries, random = Math.random()) {
  return random * 1e3 * seconds[Math.min(tries, seconds.length - 1)];
}

// src/stream/phases.ts
var debounce = 150;
var healthyAfter = 1e4;
var pollInterval = 2e4;
var pollFor = 3e5;
var refusedRetry = 3e3;
var failuresOfMisfit = 3;
var failuresOfRefusal = 9;
var initialState = () => ({
  failures: 0,
  silentStreams: 0,
  pollUntil: 0,
  overTabLimit: false,
  full: false,
  checkedAt: 0
});
function transition2(state2, input, at) {
  const { now, random } = at;
  const mustPoll = () => state2.overTabLimit || now < state2.pollUntil;
  function enter(phase, action = {}) {
    state2.phase = phase;
    return action;
  }
  function connect2() {
    if (mustPoll()) return enter("polling", { send: "page" });
    return enter("connecting", { send: "stream" });
  }
  function connectAfter(phase, wait) {
    return enter(phase, { wait, then: { type: "connect" } });
  }
  function open(delay) {
    state2.failures = 0;
    if (!at.isLive) return enter("off");
    if (!at.mayStream) return enter("hidden");
    if (!delay) return connect2();
    return mustPoll() ? connectAfter("polling", pollInterval) : connectAfter("connecting", delay);
  }
  function retry(atLeast = 0) {
    if (mustPoll()) return connectAfter("polling", pollInterval * (0.75 + random / 2));
    return connectAfter("waiting", atLeast + backoff(state2.failures++, random));
  }
  switch (input.type) {
    case "open":
      state2.full = false;
      return open(input.delay);
    case "resume":
      state2.overTabLimit = state2.full = false;
      return at.isLive ? open(0) : void 0;
    case "connect":
      return connect2();
    case "hello":
      state2.phase = "live";
      return void 0;
    case "shown":
      state2.full = false;
      return void 0;
    case "misfit":
      if (!state2.full) {
        state2.full = true;
        return open(0);
      }
      state2.failures = Math.max(state2.failures, failuresOfMisfit);
      return retry();
    case "end": {
      const { lived, silent, retryAfter = 0, refused: refused2, blocked } = input.end;
      state2.silentStreams = lived ? 0 : state2.silentStreams + Number(silent);
      if (lived >= healthyAfter) state2.failures = 0;
      if (refused2 === "again") state2.failures = failuresOfRefusal;
      if (blocked || state2.silentStreams > 1) state2.pollUntil = now + pollFor;
      return retry(refused2 === "once" ? refusedRetry : retryAfter);
    }
    case "check":
      return enter("waiting", { send: "check" });
    case "checked": {
      const often = now - state2.checkedAt < healthyAfter;
      state2.checkedAt = now;
      if (!at.isLive) return void 0;
      if (input.shown && !often) return open(0);
      if (input.refusedOnce) return enter("waiting", { wait: refusedRetry, then: { type: "check" } });
      return connectAfter("waiting", healthyAfter + backoff(state2.failures++, random));
    }
    case "limit":
      if (!at.isLive || at.mayStream && input.over === state2.overTabLimit) return void 0;
      state2.overTabLimit = input.over;
      return open(input.over ? debounce : 0);
    case "close":
      return enter(input.phase);
  }
}

// src/stream/refresh.ts






var refused = false;
var refusedOnce = () => refused;
async function refresh(signal) {
  const { status, patch } = await fetchPage2(signal);
  if (signal.aborted) return "notShown";
  if (status === 200 && patch && isThisPage2(patch)) {
    if (patch.version !== page7.version || !patch.version) apply(patch, { reason: "push" });
    else partsAnswered3.send(patch.parts);
    root5.removeAttribute(Stale);
    refused = false;
    clearServerMessage2();
    return "shown";
  }
  if (!status || status >= 500) return "notShown";
  const { url } = page7;
  const mayLeave = nothingToLose();
  const isErrorPage = status >= 400 && status !== 401 && status !== 403 && patch?.body !== void 0;
  if (mayLeave && status === 200 && patch && !patch.location) {
    void visit(page7.url, { history: "replace" });
  } else if (mayLeave && isErrorPage) {
    apply({ ...patch, url, version: "" }, { reason: "push", fresh: true });
    return "gone";
  } else if (mayLeave && !refused) {
    refused = true;
  } else if (!mayLeave || !reloadDocument()) {
    refused = false;
    if (!root5.hasAttribute(Stale)) showServerMessage(patch?.message ?? texts.ended);
    root5.setAttribute(Stale, "");
  }
  return "notShown";
}

// src/stream/request.ts


function requestStream(full, signal) {
  const headers = { Accept: StreamType };
  if (!full) headers[VersionHeader] = page8.version;
  const parts = lazy6.parts?.versions(false).header;
  if (parts) headers[PartsHeader] = parts;
  return fetch(page8.url, { headers, signal, cache: "no-store", redirect: "manual" });
}
function refusesPage({ type, status }) {
  return type === "opaqueredirect" || [401, 403, 404].includes(status);
}
function streamOf({ body, headers, ok }) {
  const isStream = headers.get("Content-Type")?.startsWith(StreamType);
  return ok && body && isStream ? body : void 0;
}
function retryAfterOf({ headers }) {
  return Math.min(60, +(headers.get("Retry-After") ?? 0) || 0) * 1e3;
}

// src/stream/sse.ts
function sseParser(emit6) {
  let buffer = "";
  let afterCR = false;
  let event = "";
  let id = "";
  let data = [];
  function parseLine(text) {
    if (text === "") {
      if (data.length) emit6({ event: event || "message", id, data: data.join("\n") });
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
async function readStream(body, onActivity, emit6) {
  const decoder = new TextDecoder();
  const parse5 = sseParser(emit6);
  const reader = body.getReader();
  for (; ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    onActivity();
    parse5(decoder.decode(value, { stream: true }));
  }
}

// src/stream/stream.ts
var hiddenAfter = 5e3;
var state = initialState();
var attempt;
var timer2;
function mayStream() {
  return !document.hidden || !!document.querySelector(`[${Live}=hidden]`);
}
function dispatch(input) {
  const { phase, pollUntil } = state;
  const action = transition2(state, input, {
    now: Date.now(),
    random: Math.random(),
    isLive: !!page9.version,
    mayStream: mayStream()
  });
  if (action) endCurrent();
  if (state.phase !== phase) {
    root6.setAttribute(Stream, state.phase);
    emit5(null, "stream", { state: state.phase });
  }
  if (action) perform(action);
  if (input.type === "end" && !pollUntil && state.pollUntil)
    console.warn(
      "goldfish: no stream gets through, so this page looks for news every 20 seconds. " + (input.end.blocked ?? "")
    );
}
function endCurrent() {
  clearTimeout(timer2);
  attempt?.abort();
  attempt = void 0;
}
function perform({ send, wait, then }) {
  if (then) timer2 = setTimeout(dispatch, wait, then);
  else if (send === "check") void check();
  else if (send) void connect(send);
}
async function connect(send) {
  const current = attempt = new Attempt(send === "stream");
  const { signal } = current;
  let end = {};
  try {
    await ready2.parts;
    await ready2.anchor;
    if (send === "stream") end = await stream(current);
    else await isCurrent2(signal);
  } catch {
    if (attempt === current && !signal.aborted && !current.helloAt)
      root6.setAttribute(Offline, "");
  }
  current.end();
  if (attempt !== current) return;
  doubtBuild();
  dispatch({ type: "end", end: { ...end, lived: current.lived(), silent: signal.aborted } });
}
async function stream(current) {
  const { signal } = current;
  const response = await requestStream(state.full, signal);
  if (attempt !== current) return {};
  root6.removeAttribute(Offline);
  if (refusesPage(response)) {
    if (await isCurrent2(signal)) return {};
    return { refused: refusedOnce() ? "once" : "again" };
  }
  const body = streamOf(response);
  if (!body) {
    const retryAfter = retryAfterOf(response);
    if (response.status === 501) return { retryAfter, blocked: await response.text() };
    void response.body?.cancel();
    return { retryAfter };
  }
  await readStream(
    body,
    () => current.active(),
    (event) => {
      if (attempt === current) onEvent(current, event);
    }
  );
  return {};
}
function onEvent(current, event) {
  let received;
  try {
    received = receive(event);
  } catch (err) {
    reportError(err);
    received = { type: "misfit" };
  }
  if (received?.type === "hello") current.hello(received.heartbeat);
  if (received) dispatch(received);
}
async function isCurrent2(signal) {
  const result = await refresh(signal);
  if (result === "gone") dispatch({ type: "close", phase: "off" });
  return result === "shown";
}
async function check() {
  const current = attempt = new Attempt(false);
  const shown = await isCurrent2(current.signal).catch(() => false);
  current.end();
  if (attempt === current) dispatch({ type: "checked", shown, refusedOnce: refusedOnce() });
}
function setOverLimit(over) {
  dispatch({ type: "limit", over });
}
function startStream() {
  const resume = () => dispatch({ type: "resume" });
  const close = (phase) => dispatch({ type: "close", phase });
  let hiding;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hiding);
    if (document.hidden) {
      if (page9.version) hiding = setTimeout(() => mayStream() || close("hidden"), hiddenAfter);
    } else if (!attempt || isSilent()) {
      resume();
    }
  });
  addEventListener("online", resume);
  addEventListener("offline", () => root6.setAttribute(Offline, ""));
  addEventListener("pagehide", () => close("off"));
  addEventListener("pageshow", (event) => event.persisted && resume());
  answerShown2.listen(() => dispatch({ type: "open", delay: debounce }));
  pageDoubted3.listen(() => dispatch({ type: "check" }));
  dispatch({ type: "open", delay: 0 });
}

// src/update.ts
function start() {
  markDocument();
  startIdleReload();
  retryFailed();
  startStream();
  return {
    compareFingerprints,
    deltasDisabled,
    documentDue,
    hasChanges,
    markDueDocument,
    resolve,
    shellReady,
    show: show2
  };
}

// <stdin>
exported.push([setOverLimit, apply, resolve, currentViewer, currentValue, elementsOf, isEditable, serverValue, setValue, shellReady, resetSent, show2]);
return start();
}
