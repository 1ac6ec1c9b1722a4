export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,closest,document,parentElement,,,contains,get,hasAttr,idOf,isConnected,localName,call,append,removeNode,set,setTextContent,setAttr,lazy,page,contentChanged,focus,formOf,query,queryAll,announce,,own,,loadItem,saveItem,text,absolute,backoff,,pauseAfter,secondsOfRetryAfter,now,,childNodes,,is,textContent,isControl,parse,root,,withoutRecording,,fetchPatch,,pathOf,answerShown,innerHTML,removeAttr,emit,inherited,part,regions,currentValue,isDirty,isEditable,,currentEntry,visit,,children,insertBefore,copy,select,nextSibling,parentNode,attributes,serverStops,,,,,,,,,fileMissing,,replaceChildren,setAttribute,,isContentEditable,nodeValue,ready,,,,isCurrent,,,,,showServerMessage,,draftsAreSafe,,fetchPage,isThisPage,setMessage,,clientFingerprint,forgetMissing,partsAnswered,warn,tellServer,nodeName,hasCustomElements,jump,scrolled,regionOf,localChanges,isEqualNode,reset,saveValue,serverKey,changeOf,discard,startPatch,forgetRegion,shadowRoot,hasTemplates,sentShadows,copySent,original,setAttributeNode,setNodeValue,outerHTML,previousSibling,optionKey,pageDoubted,parseDocument,addedChildren,restoreDrafts,historyMode,commit,restoreScroll,scrollAfterVisit,flush,clearServerMessage,nothingToLose,reloadDocument,addFailure]] = exported;
// src/contract.ts
var AcceptStream = "text/event-stream;v=1";
var StreamType = "text/event-stream";
var FromHeader = "Goldfish-From";
var VersionHeader = "Goldfish-Version";
var PartsHeader = "Goldfish-Parts";
var HiddenHeader = "Goldfish-Hidden";
var BaseField = "_base";
var HelloEvent = "hello";
var StaleEvent = "stale";
var FreshEvent = "fresh";
var DelayedEvent = "delayed";
var ShellEvent = "shell";
var RecheckEvent = "recheck";
var PartEvent = "part";
var ByeEvent = "bye";
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
var Rows = "data-gf-rows";
var Stream = "data-gf-stream";
var Stale = "data-gf-stale";
var Offline = "data-gf-offline";
var Delayed = "data-gf-delayed";

// src/deploy/fingerprints.ts







// src/deploy/shell.ts


// src/page/patchFailed.ts


var maxReported = 20;
var reported = /* @__PURE__ */ new Set();
function patchFailed(err) {
  reportError(err);
  const cause = String(err).replace(/(['"`]).*?\1/g, "_").replace(/[^ -~]/g, "?").slice(0, 100);
  warn("a patch could not be shown as it should, so its element was made anew: " + cause);
  const key = location.pathname + cause;
  if (reported.size < maxReported && !reported.has(key)) tellServer(cause);
  reported.add(key);
}

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
    const isOld = (el) => regionOf(el) === region && !closest(parentElement(el), `[${Keep}]`);
    const nested = `[${Keep}] *,${part} *,#${PageID} *`;
    let byId;
    const find = (id) => {
      const first = document.getElementById(id);
      if (!first || first !== root7 && contains(root7, first) && isOld(first)) return first;
      byId ??= new Map([...queryAll(root7, "[id]")].filter(isOld).toReversed().map((el) => [idOf(el), el]));
      return byId?.get(id);
    };
    for (const next of queryAll(theirs, "[id]")) {
      const el = find(idOf(next));
      if (!el || localName(el) !== localName(next) || inputKind(el) !== inputKind(next)) continue;
      if (mayMatch(el, next) && !is(next, nested)) this.add(el, next, root7, theirs);
    }
    const { newByOld, oldByNew } = this;
    const pair = (find2) => {
      const old = find2(root7, newByOld, isOld);
      if (!old.size) return;
      for (const [key, next] of find2(theirs, oldByNew, (el) => !is(el, nested))) {
        const same = old.get(key) ?? [];
        if (same.length !== next.length) continue;
        same.forEach((el, i) => mayMatch(el, next[i]) && this.add(el, next[i], root7, theirs));
      }
    };
    pair(controlsByKey);
    if ([...localChanges].some(([el, { attributes: attributes3 }]) => attributes3.has("open") && !idOf(el))) {
      pair(openableBySummary);
      pair(openableByRow);
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
    let holder = parentElement(el);
    for (; holder && holder !== top && !holders.has(holder); holder = parentElement(holder))
      holders.add(holder);
  }
  newFor(el) {
    return this.newByOld.get(el);
  }
  /** The old element of a new one that is about to be put into the parent. */
  take(next, parent) {
    const el = this.oldByNew.get(next);
    if (!el || this.used.has(el) || contains(el, parent)) return void 0;
    this.used.add(el);
    return el;
  }
  isTaken(el) {
    return this.used.has(el);
  }
  /** Whether an old child is claimed by another parent than this new one. */
  isReserved(child, theirs) {
    const next = this.newByOld.get(child);
    if (!next || parentElement(next) === theirs) return false;
    if (!this.used.has(child)) this.reserved.add(child);
    return true;
  }
  /** Whether claimed elements are in this node. */
  holds(el) {
    return this.holders.has(el);
  }
  remove(child) {
    if (this.holds(child)) this.doomed.push(child);
    else removeNode(child);
  }
  /**
   * Removes at the end what was left in place for its claimed elements, and what was not
   * taken.
   */
  finish() {
    for (const child of this.doomed) removeNode(child);
    for (const el of this.reserved) if (!this.used.has(el)) removeNode(el);
  }
};
var notEdited = /^(hidden|submit|button|reset|image)$/;
var distinct = /^(checkbox|radio|file|password)$/;
function inputKind(el) {
  if (localName(el) !== "input") return "";
  const type = (attr(el, "type") ?? "text").toLowerCase();
  return notEdited.test(type) || distinct.test(type) ? type : "";
}
var controlsByKey = byKey("input[name],textarea[name],select[name]", (el) => {
  const kind = inputKind(el);
  const form = closest(el, "form");
  return !notEdited.test(kind) && [
    attr(el, "form") ?? attr(form, "id") ?? attr(form, "action") ?? "",
    localName(el),
    kind,
    attr(el, "name"),
    /^(checkbox|radio)$/.test(kind) ? attr(el, "value") : ""
  ];
});
var openableBySummary = byKey("details:not([id]),dialog:not([id])", (el) => [
  localName(el),
  textContent(query(el, "summary,h1,h2,h3") ?? el).toLowerCase().replace(/\d+/g, "0")
]);
var openableByRow = byKey("details:not([id]),dialog:not([id])", (el) => [localName(el)]);
function byKey(selector2, keyOf2) {
  return (root7, claimed, want) => {
    const found = /* @__PURE__ */ new Map();
    for (const el of queryAll(root7, selector2)) {
      const parts = !claimed.has(el) && want(el) && keyOf2(el);
      if (!parts) continue;
      let row = parentElement(el);
      while (row && row !== root7 && (!claimed.has(row) || localName(row) === "form"))
        row = parentElement(row);
      const key = [row && row !== root7 ? attr(row, "id") : "", ...parts].join("\n");
      const same = found.get(key);
      if (same) same.push(el);
      else found.set(key, [el]);
    }
    return found;
  };
}

// src/morph/adopt.ts




// src/morph/fields.ts




function controlsIn(root7, region) {
  return [...queryAll(root7, "input,textarea,select")].filter(
    (el) => isEditable(el) && regionOf(el) === region
  );
}
var isCustom = (el) => localName(el).includes("-") && "value" in el;
function valuesOf(elements) {
  const values = /* @__PURE__ */ new Map();
  for (const el of elements) {
    if (isControl(el) ? isEditable(el) : isCustom(el)) values.set(el, valueOf(el));
  }
  return values;
}
var valueOf = (el) => isControl(el) ? currentValue(el) : isCustom(el) ? String(el.value) : "";
function resetSent(values, custom = false) {
  for (const [el, value] of values) {
    if (!isConnected(el) || valueOf(el) !== value) continue;
    if (isCustom(el)) {
      if (el.formResetCallback) el.formResetCallback();
      else el.value = attr(el, "value") ?? "";
    } else if (isControl(el) && !custom) reset(el);
  }
}
var pendingReset = /* @__PURE__ */ new WeakMap();
var isPending = (el) => pendingReset.get(el) === currentValue(el);
var pendingAttributes = /* @__PURE__ */ new Map();
var edited = /* @__PURE__ */ new Set();
var pendingBase = (form) => [...pendingAttributes.keys()].find((el) => el.name === BaseField && formOf(el) === form);
function setPending(el) {
  withoutRecording(
    () => pendingAttributes.get(el).forEach((value, name) => setAttribute(el, name, value))
  );
  pendingAttributes.delete(el);
}
function elementInUse() {
  if (document.hasFocus()) return document.activeElement;
  return null;
}
function deferAttribute(el, name, value) {
  if (!/^(value|min|max|step)$/.test(name) || !(el instanceof HTMLInputElement)) return false;
  const waits = el.name === BaseField ? edited.has(formOf(el)) : /^(date|time|month|week|datetime-local|number)$/.test(el.type) && (el === elementInUse() || el.validity.badInput);
  if (!waits) return false;
  const pending = pendingAttributes.get(el) ?? /* @__PURE__ */ new Map();
  pendingAttributes.set(el, pending.set(name, value));
  return true;
}
function isDeferred(el, name) {
  return isControl(el) && !!pendingAttributes.get(el)?.has(name);
}
function dropDeferred(root7) {
  for (const el of pendingAttributes.keys()) {
    if (contains(root7, el) || !isConnected(el)) pendingAttributes.delete(el);
  }
}
document.addEventListener("focusout", ({ target: el }) => {
  if (!isControl(el)) return;
  const pending = pendingAttributes.get(el);
  if (pending && !el.validity.badInput) {
    const dirty = isDirty(el);
    setPending(el);
    if (!dirty) reset(el);
  }
  if (isPending(el)) reset(el);
  pendingReset.delete(el);
});
function preserveFields(root7, rules, region = root7) {
  const { sent } = rules;
  const before = /* @__PURE__ */ new Map();
  const { activeElement } = document;
  const used = elementInUse();
  edited = /* @__PURE__ */ new Set();
  for (const el of controlsIn(root7, region)) {
    const saved = {
      current: currentValue(el),
      server: serverKey(el),
      dirty: isDirty(el),
      restore: saveValue(el)
    };
    if (!rules.fresh && (saved.dirty || el === used)) edited.add(formOf(el));
    if (el === activeElement && "selectionStart" in el && el.selectionStart !== null) {
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
    for (const [el, { current, server, dirty, restore, selection }] of before) {
      if (!isConnected(el)) continue;
      const focused = el === document.activeElement;
      const theirs = serverKey(el);
      const keep = rules.fresh ? el === rules.inUse : sent?.has(el) ? current !== sent.get(el) : theirs === server || dirty || el === elementInUse();
      if (keep) restore();
      else reset(el);
      if (!keep || !focused) continue;
      if (!dirty && theirs !== server) pendingReset.set(el, current);
      if (selection) restoreSelection(el, selection);
    }
    if (sent) resetSent(sent, true);
  };
}
function restoreSelection(el, [start2, end2, direction]) {
  if (el.selectionStart !== start2 || el.selectionEnd !== end2)
    el.setSelectionRange(start2, end2, direction);
}

// src/morph/adopt.ts

function adopt(el, sent, placed, root7 = el) {
  if (isEqualNode(el, sent)) return;
  if (el !== root7) adoptAttributes(el, sent);
  if (is(el, `[${Keep}]`) || el !== root7 && is(el, regions)) return;
  const next = [...childNodes(sent)];
  const known = localChanges.get(el)?.children;
  const nodes = known?.nodes ?? placed?.in(el) ?? align([...childNodes(el)], next);
  if (nodes.length !== next.length) return;
  if (!known && differs(el, nodes, next)) changeOf(el).children = { nodes, base: next.map(copy) };
  nodes.forEach((node, i) => {
    const theirs = next[i];
    if (node !== theirs && node instanceof Element && theirs instanceof Element)
      adopt(node, theirs, placed, root7);
  });
}
function adoptAttributes(el, sent) {
  const known = localChanges.get(el)?.attributes;
  const note = (name, value) => {
    if (!known?.has(name) && attr(el, name) !== value && !isDeferred(el, name))
      changeOf(el).attributes.set(name, value);
  };
  for (const { name, value } of attributes(sent)) note(name, value);
  for (const { name } of attributes(el)) if (!hasAttr(sent, name)) note(name, null);
}
function align(now3, next) {
  const found = [...next];
  const pair = (level, from, to, start2, end2) => {
    const fits = fitting[level];
    if (!fits || from >= to) return;
    for (let i = start2; i < end2; i++) {
      const at = now3.findIndex((node, n) => n >= from && n < to && fits(node, next[i]));
      if (at < 0) continue;
      found[i] = now3[at];
      pair(level + 1, from, at, start2, i);
      from = at + 1;
      start2 = i + 1;
    }
    pair(level + 1, from, to, start2, end2);
  };
  pair(0, 0, now3.length, 0, next.length);
  return found;
}
var fitting = [
  (node, sent) => isEqualNode(node, sent),
  (node, sent) => sameKind(node, sent) && hasAttributesOf(node, sent),
  sameKind
];
function hasAttributesOf(node, sent) {
  return !(node instanceof Element) || [...attributes(sent)].every(({ name, value }) => attr(node, name) === value);
}
function sameKind(node, other) {
  if (nodeName(node) !== nodeName(other)) return false;
  return !(node instanceof Element) || idOf(node) === idOf(other);
}
function differs(el, nodes, next) {
  const now3 = childNodes(el);
  return now3.length !== nodes.length || nodes.some(
    (node, i) => node !== now3[i] || !(node instanceof Element) && nodeValue(node) !== nodeValue(next[i])
  );
}

// src/morph/morph.ts



// src/morph/localLists.ts


// src/morph/hidden.ts



function hasShadowOf(el, theirs) {
  const next = shadowRoot(theirs);
  return !next || (sentShadows.get(el) ?? shadowRoot(el)?.innerHTML) === next.innerHTML;
}
function isEqual(el, next) {
  if (!isEqualNode(el, next)) return false;
  if (!hasTemplates()) return true;
  const all = queryAll(next, "*");
  const ours = [el, ...queryAll(el, "*")];
  return [next, ...all].every(
    (theirs, i) => hasShadowOf(ours[i], theirs) && !(theirs instanceof HTMLTemplateElement && innerHTML(ours[i]) !== innerHTML(theirs))
  );
}
function updateHidden(el, next, reconcile2) {
  if (el instanceof HTMLTemplateElement && next instanceof HTMLTemplateElement) {
    if (el.innerHTML !== next.innerHTML) el.content.replaceChildren(...next.content.childNodes);
  }
  const theirs = shadowRoot(next);
  if (!theirs || hasShadowOf(el, next)) return;
  const html = theirs.innerHTML;
  const { mode, delegatesFocus } = theirs;
  reconcile2(shadowRoot(el) ?? call(el, "attachShadow", { mode, delegatesFocus }), theirs);
  sentShadows.set(el, html);
}

// src/morph/localLists.ts


// src/morph/move.ts

var { moveBefore } = Element.prototype;
function move(parent, node, before) {
  if (moveBefore && parent instanceof Element && isConnected(node) && isConnected(parent))
    moveBefore.call(parent, node, before);
  else insertBefore(parent, node, before);
}

// src/morph/localLists.ts


var LocalLists = class {
  constructor(claims) {
    this.claims = claims;
    for (const [el, { children: children3 }] of localChanges) {
      if (!children3) continue;
      const sent = new Set(children3.nodes);
      for (const child of childNodes(el))
        if (child instanceof Element && !sent.has(child)) this.added.add(child);
      for (const node of children3.nodes) {
        const parent = parentNode(node);
        if (parent && parent !== el && isConnected(node))
          this.strays.set(node, { list: children3, parent });
      }
      if (isContentEditable(el)) this.written.add(editingHost(el));
    }
  }
  claims;
  /** Elements that scripts have added. They stay. */
  added = /* @__PURE__ */ new Set();
  /** Nodes of the server that scripts have put elsewhere: their list, and where they are. */
  strays = /* @__PURE__ */ new Map();
  /** Elements in which a person has written. What is written in place is never overwritten. */
  written = /* @__PURE__ */ new Set();
  /** Whether the server did not send this child. */
  isAdded(child) {
    return this.added.has(child);
  }
  /**
   * Called before the children of an element become those of a new one. Returns "kept" if they
   * stay as they are. If scripts have changed them, returns the new nodes that are left out, with
   * the nodes of scripts that stand in their place.
   */
  merge(el, next) {
    const change = localChanges.get(el);
    if (this.written.has(el)) {
      if (equalLists([...childNodes(el)], next)) forget(el);
      return "kept";
    }
    if (!change?.children) return void 0;
    const { children: children3 } = change;
    if (equalLists(children3.base, next)) return "kept";
    const { nodes, base } = children3;
    const same = unchangedNodes(base, next);
    const merged = /* @__PURE__ */ new Map();
    const isRows = el instanceof Element && is(el, own(Rows));
    for (let i = 0; i < nodes.length; i++) {
      const start2 = i;
      while (i < nodes.length && parentNode(nodes[i]) !== el) i++;
      if (i === start2) continue;
      const instead = isRows ? [] : ownNodesAfter(el, nodes[start2 - 1], nodes);
      const all = nodes.slice(start2, i);
      const wasInside = ({ parent }) => instead.some((own4) => contains(own4, parent));
      const isTaken = (node) => this.claims.isTaken(node);
      const gone = all.filter((node) => !isTaken(node));
      const theirs = gone.map((node) => same.get(base[nodes.indexOf(node)]));
      const first = next.indexOf(theirs[0]);
      const isIntact = gone.length ? theirs.every((node, n) => node && node === next[first + n]) : !all.some((node) => this.strays.has(node) && wasInside(this.strays.get(node)));
      if (instead.length && !isIntact) {
        this.putBack(el, gone, instead);
        continue;
      }
      gone.forEach((node, n) => {
        const leftOut = instead.length || node instanceof Element ? theirs[n] : void 0;
        if (leftOut) merged.set(leftOut, { node, instead: n ? [] : instead });
        else if (this.strays.has(node)) this.putBack(el, [node], []);
      });
    }
    return merged;
  }
  /** What is shown for the new nodes of an element, in their order. */
  settle(el, next, shown) {
    const children3 = localChanges.get(el)?.children;
    if (children3) Object.assign(children3, { nodes: shown, base: next.map(copySent) });
  }
  /** Undoes what a script has done: its nodes give their place back to those of the server. */
  putBack(el, gone, instead) {
    const before = instead[0] ?? null;
    for (const node of gone) {
      if (closest(parentElement(node), `[${Keep}]`) || contains(node, el)) continue;
      this.strays.delete(node);
      this.added.delete(node);
      if (node instanceof Element) this.reset(node);
      move(el, node, before);
    }
    for (const node of instead) {
      if (this.strays.has(node)) continue;
      this.added.add(node);
      this.claims.remove(node);
    }
  }
  /** What scripts have done to an element is undone by what follows. */
  reset(el) {
    for (const inner of [el, ...queryAll(el, "*")]) {
      if (this.written.has(inner)) continue;
      const change = localChanges.get(inner);
      if (!change) continue;
      for (const child of childNodes(inner)) this.added.delete(child);
      delete change.children;
      for (const name of change.attributes.keys())
        if (name !== "open") change.attributes.delete(name);
    }
  }
  /** Call it after the morph: nodes that scripts have moved, and whose place or home is gone. */
  finish() {
    for (const [node, { list }] of this.strays) {
      const home = [...localChanges].find(([, { children: children3 }]) => children3 === list)?.[0];
      if (home && isConnected(home)) {
        if (isConnected(node) || !list.nodes.includes(node)) continue;
        const after = list.nodes.slice(list.nodes.indexOf(node) + 1).find((next) => parentNode(next) === home);
        move(home, node, after ?? null);
      } else if (this.added.has(node) && !this.claims.isTaken(node)) {
        removeNode(node);
      }
    }
  }
};
function forget(el) {
  for (const inner of localChanges.keys()) if (contains(el, inner)) localChanges.delete(inner);
}
function ownNodesAfter(el, before, nodes) {
  const all = [...childNodes(el)];
  const start2 = before ? all.indexOf(before) + 1 : 0;
  const end2 = all.findIndex((child, i) => i >= start2 && nodes.includes(child));
  return all.slice(start2, end2 < 0 ? void 0 : end2);
}
function unchangedNodes(base, next) {
  const same = /* @__PURE__ */ new Map();
  const free = new Set(next);
  for (const old of base) {
    for (const node of free) {
      if (!isSame(old, node)) continue;
      same.set(old, node);
      free.delete(node);
      break;
    }
  }
  return same;
}
function isSame(node, next) {
  return node instanceof Element && next instanceof Element ? isEqual(node, next) : isEqualNode(node, next);
}
function equalLists(a, b) {
  return a.length === b.length && a.every((node, i) => isSame(node, b[i]));
}
function editingHost(el) {
  const outer = closest(parentElement(el), "[contenteditable]");
  return outer && isContentEditable(outer) ? editingHost(outer) : el;
}

// src/morph/match.ts



function matchElements(root7, theirs, region, claims) {
  const oldFor = /* @__PURE__ */ new Map();
  const known = /* @__PURE__ */ new Map([[root7, theirs]]);
  function newFor(el) {
    if (known.has(el)) return known.get(el);
    let found;
    if (contains(root7, el) && regionOf(el) === region) {
      const parent = newFor(parentElement(el));
      found = claims.newFor(el);
      if (found) {
        known.set(el, found);
        return found;
      }
      found = idOf(el) ? query(theirs, `${localName(el)}#${CSS.escape(idOf(el))}`) : parent && similar(el, parent);
    }
    known.set(el, found);
    if (found && !idOf(el) && !oldFor.has(found)) oldFor.set(found, el);
    return found;
  }
  for (const el of localChanges.keys()) newFor(el);
  return oldFor;
}
function similar(el, parent) {
  const isCandidate = (other) => localName(other) === localName(el) && !idOf(other);
  const candidates = [...children(parent)].filter(isCandidate);
  const siblings = [...children(parentElement(el))].filter(isCandidate);
  if (candidates.length === 1 && siblings.length === 1) return candidates[0];
  const base = original(el);
  const equal = candidates.filter((candidate) => isEqualNode(candidate, base));
  const before = siblings.slice(0, siblings.indexOf(el)).filter((sibling) => isEqualNode(base, original(sibling)));
  if (equal.length) return equal[Math.min(before.length, equal.length - 1)];
  return candidates.length === siblings.length ? candidates[siblings.indexOf(el)] : void 0;
}

// src/morph/reconcile.ts




// src/morph/matchChildren.ts


function matchChildren(el, old, next, rules) {
  const matches = next.map(() => void 0);
  const free = new Set(old);
  const take = (i, child) => {
    if (!child || matches[i] || !free.has(child) || !sameKind2(child, next[i])) return false;
    if (child instanceof Element && !rules.mayMatch(child, next[i])) return false;
    matches[i] = child;
    return free.delete(child);
  };
  const unmatched = () => next.flatMap((child, i) => !matches[i] && child instanceof Element ? [i] : []);
  const pair = (key) => {
    const open = unmatched();
    if (!open.length || !free.size) return;
    const byKey2 = /* @__PURE__ */ new Map();
    for (const child of free) {
      const k = child instanceof Element && key(child);
      if (k) byKey2.set(k, (byKey2.get(k) ?? /* @__PURE__ */ new Set()).add(child));
    }
    if (!byKey2.size) return;
    for (const i of open) {
      const candidates = byKey2.get(key(next[i]));
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
  pair((el2) => idOf(el2));
  const withoutId = (child) => child instanceof Element && !idOf(child);
  if ([...free].some(withoutId) && next.some(withoutId)) {
    if (free.size > 1 || unmatched().length > 1) {
      pair((el2) => !idOf(el2) && outerHTML(el2));
      pair(innerId(free, next));
    }
    pair((el2) => !idOf(el2) && nameOf(el2) && localName(el2) + nameOf(el2));
    pair((el2) => !idOf(el2) && !(isControl2(el2) && nameOf(el2)) && localName(el2));
  }
  matchText(old, next, matches, take);
  return matches;
}
function matchEnds(old, next, take) {
  let start2 = 0;
  while (start2 < old.length && start2 < next.length && isEqualNode(old[start2], next[start2]))
    take(start2, old[start2++]);
  for (let i = 1; i <= Math.min(old.length, next.length) - start2; i++) {
    const child = old[old.length - i];
    if (!isEqualNode(child, next[next.length - i])) break;
    take(next.length - i, child);
  }
}
function innerId(free, next) {
  const ids = (el) => !(el instanceof Element) || idOf(el) ? [] : [...queryAll(el, "[id]")].map((inner) => idOf(inner));
  const theirs = new Set(next.flatMap(ids));
  const both = new Set(theirs.size ? [...free].flatMap(ids).filter((id) => theirs.has(id)) : []);
  return (el) => both.size > 0 && (ids(el).find((id) => both.has(id)) ?? false);
}
function matchText(old, next, matches, take) {
  const isText = (node) => !(node instanceof Element);
  next.forEach((child, i) => {
    if (!isText(child)) return;
    take(i, (i ? nextSibling(matches[i - 1]) : old[0]) ?? void 0);
    take(i, previousSibling(matches[i + 1]) ?? void 0);
  });
  const spare = /* @__PURE__ */ new Map();
  for (const text2 of old.filter(isText).reverse()) {
    const name = nodeName(text2);
    spare.set(name, spare.get(name) ?? []);
    spare.get(name).push(text2);
  }
  next.forEach((child, i) => {
    const texts = !matches[i] && isText(child) ? spare.get(nodeName(child)) ?? [] : [];
    while (texts.length && !take(i, texts.pop())) ;
  });
}
function sameKind2(child, next) {
  if (nodeName(child) !== nodeName(next)) return false;
  if (!(child instanceof Element)) return true;
  const equal = (name) => attr(child, name) === attr(next, name);
  return equal("id") && equal("type");
}
function nameOf(el) {
  if (el instanceof HTMLOptionElement) return optionKey(el);
  return attr(el, "name") ?? attr(el, "href") ?? attr(el, "src");
}
function isControl2(el) {
  return is(el, "input,textarea,select,iframe");
}

// src/morph/stableNodes.ts
function stableNodes(shown, old, rules) {
  const index = new Map(old.map((child, i) => [child, i]));
  const order = shown.filter((child) => index.has(child));
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

// src/morph/reconcile.ts
function reconcile(el, theirs, rules) {
  const { claims, lists } = rules;
  const all = [...childNodes(theirs)];
  const merged = lists.merge(el, all);
  if (merged === "kept") return;
  const old = [...childNodes(el)].filter(
    (child) => !rules.isLocal(child) && !claims.isReserved(child, theirs)
  );
  const next = merged?.size ? all.filter((child) => !merged.has(child)) : all;
  const matches = matchChildren(el, old, next, rules);
  const plain = el instanceof Element && !merged && !rules.placed;
  if (plain && childNodes(el).length === old.length && !matches.some(isContent)) {
    const both = [...old, ...next];
    if (both.some(isContent) && !both.some((child) => claims.holds(child)))
      return replaceAll(el, next);
  }
  const matched = new Set(matches);
  for (const child of old) if (!matched.has(child)) claims.remove(child);
  const shown = next.map((child, i) => matches[i] ?? child);
  const order = merged ? withInstead(all, shown, merged) : shown;
  if (merged) lists.settle(el, all, nodesFor(all, shown, merged));
  rules.placed?.note(el, merged ? nodesFor(all, shown, merged) : shown, shown, matched);
  const stable = stableNodes(order, merged ? [...childNodes(el)] : old, rules);
  const placed = [];
  for (const child of order.toReversed()) {
    while (placed.length && parentNode(placed.at(-1)) !== el) placed.pop();
    if (!stable.has(child)) move(el, child, placed.at(-1) ?? null);
    placed.push(child);
  }
  matches.forEach((child, i) => {
    rules.path.push(all === next ? i : all.indexOf(next[i]));
    if (child) update(child, next[i], rules);
    else takeClaimed(next[i], rules);
    rules.path.pop();
  });
}
function withInstead(all, shown, merged) {
  let at = 0;
  return all.flatMap((child) => merged.get(child)?.instead ?? shown[at++]);
}
function nodesFor(all, shown, merged) {
  let at = 0;
  return all.map((child) => merged.get(child)?.node ?? shown[at++]);
}
function isContent(node) {
  return !!node && (node instanceof Element || /\S/.test(nodeValue(node)));
}
function replaceAll(el, next) {
  replaceChildren(el);
  for (let i = 0; i < next.length; i += atOnce) append(el, ...next.slice(i, i + atOnce));
}
var atOnce = 1e3;
function takeClaimed(el, rules) {
  if (!rules.claims.holds(el)) return;
  [...childNodes(el)].forEach((next, i) => {
    if (!(next instanceof Element)) return;
    const old = rules.claims.take(next, el);
    rules.path.push(i);
    if (old) {
      rules.placed?.replace(el, next, old);
      move(el, old, next);
      removeNode(next);
      update(old, next, rules);
    } else {
      takeClaimed(next, rules);
    }
    rules.path.pop();
  });
}
function update(child, next, rules) {
  if (!(child instanceof Element)) {
    if (nodeValue(child) !== nodeValue(next)) setNodeValue(child, nodeValue(next));
    return;
  }
  if (isEqual(child, next)) return rules.confirm(child);
  const { path } = rules;
  const depth = path.length;
  try {
    const deeper = rules.visit(child);
    updateAttributes(child, next, rules.mayChange);
    dropConfirmed(child, next);
    if (deeper) {
      updateHidden(child, next, (el, theirs) => reconcile(el, theirs, rules));
      reconcile(child, next, rules);
    }
  } catch (err) {
    patchFailed(err);
    path.length = depth;
    let fresh = rules.pristine();
    for (const i of path) fresh = fresh && childNodes(fresh)[i];
    if (!(fresh instanceof Element)) throw err;
    updateAttributes(child, fresh, rules.mayChange);
    if (!keepsContent(child)) mend(child, fresh);
  }
}
function keepsContent(el) {
  if (is(el, `[${Keep}],${regions}`)) return true;
  return !!localChanges.get(el)?.children && isContentEditable(el);
}
function mend(el, theirs) {
  localChanges.delete(el);
  const old = [...childNodes(el)];
  const next = [...childNodes(theirs)];
  next.forEach((node, i) => {
    const child = old[i];
    if (child && isEqualNode(child, node)) return;
    if (child instanceof Element && sameKind2(child, node)) {
      try {
        updateAttributes(child, node, () => true);
        if (!keepsContent(child)) mend(child, node);
        return;
      } catch (err) {
        patchFailed(err);
      }
    }
    insertBefore(el, node, child && parentNode(child) === el ? child : null);
    if (child) removeNode(child);
  });
  old.slice(next.length).forEach(removeNode);
}
function updateAttributes(el, next, mayChange2) {
  for (const attribute of attributes(next)) {
    const { name, namespaceURI, localName: localName8, value } = attribute;
    const now3 = namespaceURI ? call(el, "getAttributeNS", namespaceURI, localName8) : attr(el, name);
    if (now3 !== value && mayChange2(el, name, value)) setAttributeNode(el, attribute.cloneNode());
  }
  for (const { name } of [...attributes(el)]) {
    if (!hasAttr(next, name) && mayChange2(el, name, null)) removeAttr(el, name);
  }
}
function dropConfirmed(el, theirs) {
  const { attributes: attributes3 } = localChanges.get(el) ?? {};
  for (const name of attributes3?.keys() ?? [])
    if (attr(theirs, name) === attr(el, name)) attributes3.delete(name);
}

// src/morph/placed.ts

var Placed = class {
  lists = /* @__PURE__ */ new Map();
  /**
   * The nodes that stand for the children of an element, and which of those that are shown were
   * there before. What is new is about to be put in.
   */
  note(el, nodes, shown, old) {
    this.lists.set(el, nodes);
    for (const node of shown)
      if (!old.has(node) && node instanceof Element)
        for (const inner of [node, ...queryAll(node, "*")])
          this.lists.set(inner, [...childNodes(inner)]);
  }
  /** An old element takes the place of a new one. */
  replace(parent, next, old) {
    const list = this.lists.get(parent);
    if (list) list[list.indexOf(next)] = old;
  }
  /** The nodes that stand for what the server sent in this element. */
  in(el) {
    return this.lists.get(el);
  }
};

// src/morph/showDelta.ts






function showDelta(root7, operations, ops) {
  const find = (id) => {
    const el = document.getElementById(id);
    return el && regionOf(el) === root7 ? el : void 0;
  };
  const edit = (el, html) => {
    const make = () => parseElement(html);
    const theirs = make();
    if (!theirs || idOf(theirs) !== idOf(el) || localName(theirs) !== localName(el)) return false;
    if (!ops.morph(el, theirs, make)) return false;
    ops.shown(el, make);
    return true;
  };
  if (operations.length > 1 && isTakenElsewhere(root7, find, operations)) return false;
  return operations.every((operation) => {
    const { kind, id } = operation;
    if (kind === "edit" && !id) {
      const make = () => parse(operation.html);
      ops.morph(root7, make(), make);
      ops.shown(root7, make);
      return true;
    }
    const el = find(id);
    const parent = el && parentElement(el);
    if (!parent) return false;
    if (closest(parent, `[${Keep}]`)) return true;
    if (kind === "edit") return edit(el, operation.html);
    if (!ops.willChange(parent)) return false;
    if (kind === "remove") {
      removeNode(el);
      return true;
    }
    let last = el;
    return operation.items.every(({ id: id2, html }) => {
      const item = id2 ? find(id2) : parseElement(html);
      if (!item) return false;
      if (id2 && !(ops.willChange(parentElement(item)) && ops.movable(item))) return false;
      move(parent, item, operation.before ? el : nextSibling(last));
      last = item;
      if (!id2) ops.shown(item, () => parseElement(html));
      return !id2 || html === void 0 || edit(item, html);
    });
  });
}
function isTakenElsewhere(root7, find, operations) {
  const places = operations.map((operation) => {
    const { kind } = operation;
    const items = kind === "place" ? operation.items : [operation];
    return {
      kind,
      inside: items.map((item) => item.id === "" ? root7 : find(item.id ?? "")),
      html: items.map(({ html }) => html).join("")
    };
  });
  const inside = places.flatMap((place) => place.inside).filter((el) => !!el);
  return inside.flatMap(usedIn).some((used) => {
    const name = attr(used, "name");
    const mark = idOf(used) ? ` id="${idOf(used)}"` : name !== null ? ` name="${name}"` : "<" + localName(used);
    const holds = ({ inside: inside2 }, el) => inside2.some((place) => place && contains(place, el));
    return places.some(
      (from) => holds(from, used) && places.some(
        (to) => to.html.includes(mark) && (from.kind === "remove" || !holds(to, used)) && (!from.html.includes(mark) || to.inside.some((place) => !place || holds(from, place)))
      )
    );
  });
}
function usedIn(el) {
  return [el, ...queryAll(el, "*")].filter(
    (inner) => inner === document.activeElement || scrolled.has(inner) || !!localChanges.size && isContentEditable(inner) || is(inner, ":is(dialog[open],:popover-open)") || localChanges.get(inner)?.attributes.has("open") || isChanged(inner) || [...shadowRoot(inner)?.querySelectorAll("*") ?? []].some(isChanged)
  );
}
var isChanged = (el) => isControl(el) && isEditable(el) && isDirty(el);
function parseElement(html) {
  const [only, ...more] = childNodes(parse(html));
  return only instanceof Element && !more.length ? only : void 0;
}

// src/morph/morph.ts
var fragile = ":is(dialog:modal,:popover-open,iframe,video,audio)";
function morph(root7, theirs, rules = {}, operations) {
  const { fresh, sent, rename } = rules;
  startPatch();
  if (fresh) forgetRegion(root7);
  const isShell2 = root7 === document.body;
  const region = isShell2 ? document.documentElement : root7;
  const restoreFields = preserveFields(root7, rules, region);
  const reopen = keepOpen(root7);
  const restoreScrollAndFocus = keepScrollAndFocus(root7);
  const visited = /* @__PURE__ */ new Set();
  const canMove = "moveBefore" in Element.prototype;
  const active = document.activeElement;
  const custom = typeof theirs === "string" && hasCustomElements(theirs);
  const placed = custom ? new Placed() : void 0;
  function unmovable(node) {
    if (canMove || !(node instanceof Element)) return false;
    return contains(node, active) || is(node, fragile) || !!query(node, fragile);
  }
  function mayMatch(el, next) {
    if (hasAttr(el, PartURL) !== hasAttr(next, PartURL)) return false;
    if (hasAttr(el, Keep) !== hasAttr(next, Keep)) return false;
    if (fresh && hasAttr(el, Keep)) return !!idOf(el);
    return !(fresh && localName(el).includes("-"));
  }
  const takesServers = (el) => fresh ? el !== rules.inUse : isControl(el) && !!sent?.has(el) && sent.get(el) === currentValue(el);
  function morphElement(el, theirs2, pristine) {
    if (!mayMatch(el, theirs2) && el !== root7) return false;
    dropDeferred(el);
    if (el === root7) visited.add(root7);
    else willChange(parentElement(el));
    try {
      morphSafely(el, theirs2, pristine);
    } catch (err) {
      patchFailed(err);
      mend(el, pristine());
    }
    return true;
  }
  function morphSafely(el, theirs2, pristine) {
    rename?.(el, theirs2);
    const claims = new Claims(el, theirs2, region, fresh ? () => false : mayMatch);
    const known = matchElements(el, theirs2, region, claims);
    const lists = new LocalLists(claims);
    const changed = aroundChanges(el);
    const rules2 = {
      knownMatch: (next) => known.get(next),
      mayMatch,
      isLocal: (child) => lists.isAdded(child) || isShell2 && nodeName(child) === "SCRIPT",
      lists,
      confirm: (el2) => changed.has(el2) && forget(el2),
      mayChange: (el2, name, value) => (takesServers(el2) || !deferAttribute(el2, name, value)) && mayChange(el2, name, value),
      visit(el2) {
        visited.add(el2);
        return !is(el2, `[${Keep}],${regions}`);
      },
      unmovable,
      claims,
      placed,
      path: [],
      pristine
    };
    if (el === root7) reconcile(root7, theirs2, rules2);
    else update(el, theirs2, rules2);
    claims.finish();
    lists.finish();
  }
  function willChange(parent) {
    for (let el = parent; el && el !== root7; el = parentElement(el))
      visited.add(el);
    return !localChanges.get(parent)?.children;
  }
  const ops = {
    morph: morphElement,
    willChange,
    movable: (el) => !unmovable(el),
    shown: (el, html) => custom && adopt(el, html(), placed)
  };
  if (!operations || fresh || !showDelta(root7, operations, ops)) {
    const spare = typeof theirs === "string" ? void 0 : copy(theirs);
    const make = () => typeof theirs === "string" ? parse(theirs) : copy(spare);
    morphElement(root7, typeof theirs === "string" ? make() : theirs, make);
    ops.shown(root7, make);
  }
  restoreFields();
  if (!fresh) reopen();
  restoreScrollAndFocus();
  discard();
  return visited;
}
function keepOpen(root7) {
  const open = [...queryAll(root7, ":is(:popover-open,dialog:modal)")];
  const popovers = open.filter((el) => is(el, ":is(:popover-open)"));
  const dialogs = open.filter((el) => is(el, "dialog:modal"));
  return () => {
    for (const el of popovers)
      if (isConnected(el) && !is(el, ":popover-open")) call(el, "showPopover");
    for (const el of dialogs) {
      if (!isConnected(el) || is(el, ":modal")) continue;
      removeAttr(el, "open");
      el.showModal();
    }
  };
}
function keepScrollAndFocus(root7) {
  const focused = document.activeElement;
  const selection = closest(focused, "[contenteditable]") ? getSelection() : null;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  const places = [...scrolled].map(
    (el) => [el, get(el, "scrollLeft"), get(el, "scrollTop")]
  );
  return () => {
    if (focused !== document.activeElement && contains(root7, focused)) focus(focused, true);
    if (anchorNode && focusNode && contains(root7, anchorNode) && contains(root7, focusNode)) {
      const moved = selection.anchorNode !== anchorNode || selection.anchorOffset !== anchorOffset || selection.focusNode !== focusNode || selection.focusOffset !== focusOffset;
      const at = (node, offset) => Math.min(offset, nodeValue(node)?.length ?? childNodes(node).length);
      if (moved)
        selection.setBaseAndExtent(
          anchorNode,
          at(anchorNode, anchorOffset),
          focusNode,
          at(focusNode, focusOffset)
        );
    }
    for (const [el, left, top] of places)
      if (get(el, "scrollTop") !== top || get(el, "scrollLeft") !== left) jump(el, left, top);
  };
}
function aroundChanges(root7) {
  const around = /* @__PURE__ */ new Set();
  for (let el of localChanges.keys())
    for (; el && el !== root7 && !around.has(el); el = parentElement(el)) around.add(el);
  return around;
}
function mayChange(el, name, theirs) {
  const attributes3 = localChanges.get(el)?.attributes;
  if (!attributes3?.has(name)) return true;
  const base = attributes3.get(name) ?? null;
  if (base === theirs) return false;
  if (name !== "class") return attributes3.delete(name);
  attributes3.set(name, theirs);
  setAttr(el, name, mergeTokens(base, theirs, attr(el, name)));
  return false;
}
function mergeTokens(base, theirs, ours) {
  const split = (text2) => (text2 ?? "").split(/\s+/).filter(Boolean);
  const [baseTokens, theirTokens, ourTokens] = [split(base), split(theirs), split(ours)];
  return [.../* @__PURE__ */ new Set([...theirTokens, ...ourTokens])].filter((t) => !baseTokens.includes(t) || theirTokens.includes(t) && ourTokens.includes(t)).join(" ");
}

// src/deploy/shell.ts


// src/page/press.ts

var maxPress = 3e3;
var clickAfterTouch = 300;
var pressed;
var end = () => {
};
var timer;
function released() {
  return pressed;
}
function begin() {
  clearTimeout(timer);
  if (pressed) return;
  pressed = new Promise((resolve2) => {
    const limit = setTimeout(() => end(), maxPress);
    end = () => {
      clearTimeout(limit);
      clearTimeout(timer);
      pressed = void 0;
      resolve2();
    };
  });
}
function endAfter(delay) {
  clearTimeout(timer);
  if (pressed) timer = setTimeout(end, delay);
}
var actsOnRelease = /^(checkbox|radio|button|submit|reset|image|file|color)$/;
function isPress({ key, repeat, target }) {
  if (repeat || key !== " " && key !== "Enter") return false;
  if (target instanceof HTMLInputElement) return actsOnRelease.test(target.type);
  const types = target instanceof HTMLTextAreaElement || isContentEditable(target);
  return !types && !(target instanceof HTMLBodyElement);
}
var options = { capture: true, passive: true };
addEventListener("keydown", (event) => isPress(event) && begin(), options);
addEventListener("pointerdown", ({ button }) => button || begin(), options);
for (const type of ["keyup", "pointerup", "click"])
  addEventListener(
    type,
    (event) => {
      const touch = type === "pointerup" && event.pointerType === "touch";
      endAfter(touch ? clickAfterTouch : 0);
    },
    options
  );
for (const type of ["pointercancel", "contextmenu", "visibilitychange"])
  addEventListener(type, () => end(), options);
addEventListener("blur", ({ target }) => target === window && end(), options);

// src/deploy/shell.ts






// src/deploy/styles.ts


var selector = "link[rel~=stylesheet]";
var loadTimeout = 1e4;
var maxRetries = 5;
var isStylesheet = (el) => is(el, selector);
var stylesheets = () => queryAll(document.head, selector);
var fetched = /* @__PURE__ */ new WeakSet();
function sentByServer(els) {
  const added = addedChildren(document.head);
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
        if (previous) call(previous, "after", link);
        else if (old[0]) old[0].before(link);
        else append(document.head, link);
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
var fetchTimeout = 1e4;
var clientState = [Fingerprints, Stream, Stale, Offline, Delayed, "aria-busy"];
var notShell = "title,script,base,meta[http-equiv],meta[name=description],meta[name=robots],link[rel=canonical],link[rel=alternate][hreflang]";
async function showShell(url, accepts) {
  const html = await fetchDocument(url);
  if (!html) return;
  const next = parseDocument(html);
  const nextRoot = next.documentElement;
  const [, , shell2 = "", viewer2 = ""] = attr(nextRoot, Fingerprints)?.split(".") ?? [];
  if (!shell2 || !next.getElementById(PageID)) return;
  if (!accepts(shell2, viewer2)) return;
  const swapStyles = await loadStyles(next);
  await released();
  show(next);
  withoutRecording(swapStyles);
  return [shell2, viewer2];
}
async function fetchDocument(url) {
  const headers = { Accept: "text/html", [FromHeader]: url };
  try {
    const init = {
      headers,
      cache: "no-store",
      mode: "same-origin",
      redirect: "manual",
      signal: AbortSignal.timeout(fetchTimeout)
      // answers wait for the shell
    };
    const response = await fetch(absolute(url), init);
    const isHTML = response.headers.get("Content-Type")?.startsWith("text/html");
    if (isHTML && response.ok) return await response.text();
    const elsewhere = response.type === "opaqueredirect" || [401, 403].includes(response.status);
    if (elsewhere && url === page.url) pageDoubted.send();
  } catch {
  }
  return void 0;
}
function show(next) {
  const nextRoot = next.documentElement;
  const { head, body } = next;
  for (const attribute of clientState) setAttribute(nextRoot, attribute, attr(root, attribute));
  withoutRecording(() => {
    updateAttributes(root, nextRoot, mayChange);
    updateAttributes(document.body, body, mayChange);
    showHead(head);
  });
  for (const script of queryAll(body, "script")) removeNode(script);
  call(
    query(body, "#" + PageID),
    "replaceWith",
    copy(call(page.element, "cloneNode", false))
  );
  keepMessages(body);
  const holder = parse("");
  append(holder, ...childNodes(body));
  morph(document.body, holder);
}
function keepMessages(body) {
  for (const place of [Flash, Notice]) {
    const shown = document.querySelector(own(place));
    if (!shown) continue;
    for (const theirs of queryAll(body, own(place))) {
      setTextContent(theirs, textContent(shown));
      setAttribute(theirs, "hidden", attr(shown, "hidden"));
    }
  }
}
var isShell = (el) => !is(el, notShell) && !isStylesheet(el);
var keyed = ["name", "property", "rel", "href", "charset", "media", "sizes"];
var keyOf = (el) => localName(el) + keyed.map((a) => attr(el, a)).join("\n");
function showHead(theirs) {
  const old = new Set(sentByServer(children(document.head)).filter(isShell));
  for (const next of [...children(theirs)].filter(isShell)) {
    const el = [...old].find((el2) => keyOf(el2) === keyOf(next));
    if (el) {
      old.delete(el);
      updateAttributes(el, next, mayChange);
      if (textContent(el) !== textContent(next)) setTextContent(el, textContent(next));
    } else {
      const added = document.importNode(next, true);
      fetched.add(added);
      append(document.head, added);
    }
  }
  for (const el of old) removeNode(el);
}

// src/deploy/fingerprints.ts
var [, ownScripts = "", ownShell = "", ownViewer = ""] = (attr(root, Fingerprints) ?? "").split(
  "."
);
var ownDocument = `${clientFingerprint}.${ownScripts}`;
var shell = ownShell;
var viewer = ownViewer;
var currentUser = () => viewer.split("~")[0];
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
var timer2;
var spread = 3e3;
function markDocument(had = ownDocument) {
  const now3 = Date.now();
  const recent = Object.entries(seen()).filter(([, at]) => now3 - at < seenFor);
  return saveItem(seenKey, Object.fromEntries([...recent, [had, now3]]));
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
async function compareFingerprints(fingerprints, url = page.url, asked = false) {
  if (!fingerprints) return;
  const [client, scripts, newShell = "", newViewer = ""] = fingerprints.split(".");
  const document14 = `${client}.${scripts}`;
  if (newest !== document14) doubtBuild();
  newest = document14;
  if (newViewer !== viewer) return renewShell(url);
  if (newShell === shell || leftShells.has(newShell)) return;
  const renewAfter = (delay) => {
    const attempt2 = attempts.get(newShell) ?? 0;
    if (newShell === shell || attempt2 >= maxAttempts) return;
    attempts.set(newShell, attempt2 + 1);
    clearTimeout(timer2);
    timer2 = setTimeout(async () => {
      await renewShell();
      renewAfter(spread);
    }, delay);
  };
  renewAfter(asked ? 0 : Math.random() * spread);
}
var again = false;
function renewShell(url = page.url, forced = false) {
  clearTimeout(timer2);
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
      url = page.url;
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
  setAttr(root, Fingerprints, [clientFingerprint, ownScripts, shell, viewer].join("."));
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
  if (lazy.upload?.busy()) return true;
  if (lazy.forms?.submitting() || !draftsAreSafe()) return true;
  if (document.querySelector("dialog[open],:popover-open")) return true;
  if (closest(document.activeElement, `[${Keep}]`)) return true;
  return [...localChanges].some(
    ([el, { children: children3 }]) => children3 && isContentEditable(el)
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







function apply(patch, options2, region = page) {
  const { url = region.url, version = "", title, body } = patch;
  const { element, version: before } = region;
  const isMain = region === page;
  const { reason } = options2;
  const detail = { reason, url, version, patch };
  if (!emit(element, "before-patch", detail, true)) return false;
  region.url = url;
  region.version = version;
  options2.commit?.();
  if (isMain) {
    setAttribute(element, Page, url);
    setAttribute(element, Version, version || null);
  }
  if (title !== void 0) {
    region.title = title;
    if (isMain && title !== document.title)
      withoutRecording(() => document.title = title);
  }
  if (body !== void 0 && (region.torn || !before || version !== before)) {
    const operations = before && before === patch.from && !region.torn && patch.operations;
    region.body = body;
    showBody(region, options2, operations || void 0);
  } else if (options2.sent) {
    resetSent(options2.sent);
  }
  partsAnswered.send(patch.parts);
  setAttribute(isMain ? root : element, Stale, region.torn ? "" : null);
  emit(element, "patch", detail);
  const base = pendingBase(options2.form);
  if (base) setPending(base);
  return true;
}
function showBody(region, options2, operations) {
  const { element, body } = region;
  const restoreLostFields = options2.fresh ? void 0 : lazy.drafts?.preserveInput(options2.sent);
  const rules = { ...options2, rename: lazy.drafts?.rename };
  const ways = [
    () => morph(element, body, rules, operations),
    () => morph(element, body, rules),
    () => {
      withoutRecording(() => mend(element, parse(body)));
      return /* @__PURE__ */ new Set([element]);
    }
  ];
  region.torn = true;
  for (const way of ways) {
    try {
      const visited = way();
      region.torn = false;
      lazy.rows?.mount();
      restoreLostFields?.();
      return contentChanged.send(visited);
    } catch (err) {
      patchFailed(err);
      discard();
    }
  }
}

// src/navigation/show.ts







// src/navigation/focus.ts




var autofocus = "[autofocus]";
function manageFocus(region, origin, fresh, inUse) {
  const before = new Set(queryAll(region, autofocus));
  const hadFocus = document.activeElement !== document.body;
  const selector2 = inherited(origin, Focus);
  return () => {
    const [wanted] = select(selector2, Focus);
    if (wanted) return void focusOn(wanted);
    if (inUse && inUse === document.activeElement) return;
    const auto = [...queryAll(region, autofocus)].find(
      (el) => fresh || !before.has(el)
    );
    if (auto) return void focusOn(auto);
    const lost = hadFocus && document.activeElement === document.body;
    if (fresh || lost) startsOf(region).some((el) => el && focusOn(el));
  };
}
function startsOf(region) {
  const main = region === page.element ? document.querySelector("main") : null;
  return [query(region, "h1"), main, region];
}
function focusOn(el) {
  const has = () => document.activeElement === el;
  focus(el, true);
  if (has()) return true;
  set(el, "tabIndex", -1);
  focus(el, true);
  const reset2 = () => removeAttr(el, "tabindex");
  if (has()) call(el, "addEventListener", "blur", reset2, { once: true });
  else reset2();
  return has();
}

// src/navigation/show.ts




// src/navigation/transition.ts


async function transition(origin, update2) {
  const type = inherited(origin, Transition);
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
async function show2(patch, options2) {
  await ready.anchor;
  if (options2.auto || options2.reason === "submit") await released();
  let shown = false;
  await transition(options2.element, () => {
    if (isCurrent(options2.navigation)) {
      shown = true;
      showNow(patch, options2);
    }
  });
  return shown;
}
function showNow(patch, options2) {
  const { element, reason, pop, sent, navigation } = options2;
  const { region } = navigation;
  const isMain = region === page;
  const [url, fragment] = (patch.url ?? region.url).split("#");
  const hash = fragment ? "#" + fragment : (pop ? location : new URL(navigation.url, location.href)).hash;
  const fresh = pathOf(url) !== pathOf(region.url);
  const anotherPage = isMain && fresh;
  const titleChanges = isMain && patch.title !== void 0 && patch.title !== document.title;
  const inUse = reason === "visit" ? fieldInUse(element) : null;
  const moveFocus = manageFocus(region.element, element, fresh, inUse);
  const scroll = inherited(element, Scroll);
  const mode = pop ? "replace" : options2.history ?? historyMode(element) ?? patch.history ?? "push";
  const address = isMain ? url + hash : location.href;
  if (anotherPage) lazy.drafts?.save();
  const shown = apply(
    { ...patch, url },
    { reason, fresh, inUse, sent, form: reason === "submit" && formOf(element), commit: () => commit(address, mode, !isMain) },
    region
  );
  if (!shown) return;
  answerShown.send();
  if (isMain) updateHead(url, patch.description);
  if (pop) lazy.parts?.restore();
  setMessage(Flash, patch.flash ?? patch.message);
  setMessage(Notice, patch.notice);
  if (!pop || !restoreScroll(currentEntry()))
    scrollAfterVisit(hash, scroll === "top" || anotherPage && scroll !== "keep");
  moveFocus();
  if (anotherPage) void restoreDrafts(pop ? "history" : "visit");
  if (anotherPage || titleChanges) announce(document.title);
  if (!options2.auto) dismissContainer(element, reason);
  emit(region.element, "visit", { url: region.url, history: pop ? "pop" : mode });
}
function fieldInUse(form) {
  const { activeElement } = document;
  const isField = is(activeElement, "input,textarea,select") && formOf(activeElement) === form;
  return isField ? activeElement : null;
}
function updateHead(url, description = "") {
  const canonical = query(document.head, "link[rel=canonical]");
  const meta = query(document.head, "meta[name=description]");
  if (canonical) setAttr(canonical, "href", url);
  if (meta) setAttr(meta, "content", description);
}
function dismissContainer(element, reason) {
  const popover = closest(element, ":popover-open");
  if (popover) call(popover, "hidePopover");
  if (reason === "submit") closest(element, "dialog:modal")?.close();
}

// src/page/base.ts





function startBase() {
  const { version, upgraded, url } = page;
  if (!version || !upgraded) return;
  ready.base = fetchPatch(url, { redirect: "manual" }, "", page, true).then(({ patch }) => {
    if (patch?.version !== version || page.version !== version || !patch.body) return;
    page.body = patch.body;
    flush();
    adopt(page.element, parse(patch.body));
  });
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
  for (const part2 of parts) {
    const bytes = encoder.encode(part2);
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
  const base64 = btoa(String.fromCharCode(...chars.slice(0, 6)));
  return base64.replace(/\+/g, "-").replace(/\//g, "_");
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
  const edit = (at2, length, order = 1 /* Self */, text2 = "", operation, size) => edits.push({ at: at2, length, order, text: text2, operation, size });
  for (const [verb, ...rest] of step) {
    if (typeof verb === "number") {
      const [size, ...splices] = rest;
      const operation = { kind: "edit", id: size ? idAt(old, verb) : "", html: "" };
      edit(verb, 0, 3 /* Begin */, "", operation, size);
      eachSplice(verb, splices, (at2, length, text2) => edit(at2, length, 1 /* Self */, text2));
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
  const end2 = at + length;
  let html = "";
  eachSplice(at, splices, (to, deleted, text2) => {
    html += old.slice(at, to) + text2;
    at = to + deleted;
  });
  return html + old.slice(at, end2);
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
      const [sum, ...items] = delta;
      const { html, title = base.title, operations } = applyDelta(base.body, items);
      if (checksum(title, html) === sum) {
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
  onHello;
  timer;
  /** Something has arrived. */
  active() {
    lastActivity = Date.now();
    clearTimeout(this.timer);
    const timeout = this.expectsHello && !this.helloAt ? helloTimeout : idleTimeout();
    this.timer = setTimeout(() => this.abort(), timeout);
  }
  /** The server has said hello, and how many seconds are between its signs of life. */
  hello(seconds) {
    heartbeat = seconds || 20;
    this.helloAt = now();
    this.active();
    this.onHello?.();
  }
  /** Milliseconds since the hello; 0 if there was none. */
  lived() {
    return this.helloAt && now() - this.helloAt + 1;
  }
  abort() {
    this.end();
    this.controller.abort();
  }
  end() {
    clearTimeout(this.timer);
  }
};

// src/stream/stream.ts


// src/stream/events.ts






function receive({ event, id, data: json }) {
  const data = JSON.parse(json);
  switch (event) {
    case HelloEvent: {
      const { fingerprints, heartbeat: heartbeat2 } = data;
      removeAttr(root, Delayed);
      void compareFingerprints(fingerprints);
      clearServerMessage();
      return { type: "hello", heartbeat: heartbeat2 };
    }
    case StaleEvent:
      setAttr(root, Stale, "");
      emit(null, "stream", { state: "stale", message: data.message });
      return void 0;
    case FreshEvent:
      removeAttr(root, Stale);
      emit(null, "stream", { state: "fresh" });
      return void 0;
    case DelayedEvent:
      if (data.delayed) setAttr(root, Delayed, "");
      else removeAttr(root, Delayed);
      return void 0;
    case ShellEvent:
      void renewShell(void 0, true);
      return void 0;
    case RecheckEvent:
      pageDoubted.send();
      return void 0;
    case ByeEvent:
      return { type: "bye" };
    case PartEvent: {
      const hasContent = data.body !== void 0 || data.delta;
      lazy.parts?.receive({ ...data, version: hasContent ? id : void 0 });
      return void 0;
    }
    case "message": {
      if (id === page.version && !page.torn) {
        removeAttr(root, Stale);
        return void 0;
      }
      const answer = Array.isArray(data) ? { delta: data } : data;
      const patch = resolve({ ...answer, version: id }, page);
      if (!patch) return { type: "misfit" };
      apply(patch, { reason: "push" });
      return { type: page.torn ? "misfit" : "shown" };
    }
  }
  return void 0;
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
  checkedAt: NaN
});
function transition2(state2, input, at) {
  const { now: now3, random } = at;
  const mustPoll = () => state2.overTabLimit || now3 < state2.pollUntil;
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
      if (blocked || silent && state2.silentStreams > 1) state2.pollUntil = now3 + pollFor;
      return retry(refused2 === "once" ? refusedRetry : retryAfter);
    }
    case "check":
      return enter("waiting", { send: "check" });
    case "checked": {
      const often = now3 - state2.checkedAt < healthyAfter;
      state2.checkedAt = now3;
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
  const { status, patch } = await fetchPage(signal);
  await released();
  if (signal.aborted) return "notShown";
  if (status === 200 && patch && isThisPage(patch)) {
    if (patch.version !== page.version || !patch.version || page.torn) apply(patch, { reason: "push" });
    else partsAnswered.send(patch.parts);
    removeAttr(root, Stale);
    refused = false;
    clearServerMessage();
    return "shown";
  }
  const foreign = !patch && status >= 400 && status !== 401 && status !== 403;
  if (!status || status >= 500 || foreign) return "notShown";
  const { url } = page;
  const mayLeave = status !== 406 && nothingToLose();
  const isErrorPage = status >= 400 && status !== 401 && status !== 403 && patch?.body !== void 0;
  if (mayLeave && status === 200 && patch && !patch.location) {
    void visit(page.url, { history: "replace" });
  } else if (mayLeave && isErrorPage) {
    apply({ ...patch, url, version: "" }, { reason: "push", fresh: true });
    return "gone";
  } else if (mayLeave && !refused) {
    refused = true;
  } else if (!mayLeave || !reloadDocument()) {
    refused = false;
    if (!hasAttr(root, Stale)) showServerMessage(patch?.message ?? signedOut());
    setAttr(root, Stale, "");
  }
  return "notShown";
}
var signedOut = () => text("signedOut", "You are not signed in any more. What you have entered is still here.");

// src/stream/request.ts





async function requestStream(full, signal) {
  const headers = { Accept: AcceptStream };
  if (!full && !page.torn) headers[VersionHeader] = page.version;
  const parts = lazy.parts?.versions(false).header;
  if (parts) headers[PartsHeader] = parts;
  if (document.hidden) headers[HiddenHeader] = "1";
  addFailure(headers);
  const response = await fetch(absolute(page.url), {
    headers,
    signal,
    cache: "no-store",
    mode: "same-origin",
    redirect: "manual"
  });
  tellServer("");
  return response;
}
function refusesPage({ type, status }) {
  return type === "opaqueredirect" || [401, 403, 404, 406].includes(status);
}
function streamOf({ body, headers, ok }) {
  const isStream = headers.get("Content-Type")?.startsWith(StreamType);
  return ok && body && isStream ? body : void 0;
}

// src/stream/sse.ts
function sseParser(emit6) {
  let buffer = "";
  let afterCR = false;
  let event = "";
  let id = "";
  let data = [];
  function parseLine(text2) {
    if (text2 === "") {
      if (data.length) emit6({ event: event || "message", id, data: data.join("\n") });
      event = "";
      data = [];
      return;
    }
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(text2);
    if (field === "data") data.push(value);
    else if (field === "event") event = value;
    else if (field === "id" && !value.includes("\0")) id = value;
  }
  return (text2) => {
    if (!text2) return;
    if (afterCR && text2[0] === "\n") text2 = text2.slice(1);
    afterCR = text2 === "" ? false : text2.endsWith("\r");
    const lines = (buffer + text2).split(/\r\n|\n|\r/);
    buffer = lines.pop();
    lines.forEach(parseLine);
  };
}
async function readStream(body, onActivity, ready4, emit6) {
  const decoder = new TextDecoder();
  const parse6 = sseParser(emit6);
  const reader = body.getReader();
  for (; ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    onActivity();
    await ready4();
    parse6(decoder.decode(value, { stream: true }));
  }
}

// src/stream/turns.ts
async function inTurn(task) {
  await (navigator.locks ? navigator.locks.request("goldfish-stream", task) : task());
}

// src/stream/stream.ts
var hiddenAfter = 5e3;
var state = initialState();
var attempt;
var successor;
var timer3;
var refusals = 0;
function mayStream() {
  return !document.hidden || !!document.querySelector(own(Live, "hidden"));
}
function dispatch(input) {
  const { phase, pollUntil } = state;
  const action = transition2(state, input, {
    now: now(),
    random: Math.random(),
    isLive: !!page.version,
    mayStream: mayStream()
  });
  if (action) endCurrent();
  if (state.phase !== phase) {
    setAttr(root, Stream, state.phase);
    emit(null, "stream", { state: state.phase });
  }
  if (action) perform(action);
  if (input.type === "end" && !pollUntil && state.pollUntil)
    console.warn(
      "goldfish: no stream gets through, so this page looks for news every 20 seconds. " + (input.end.blocked ?? "")
    );
}
function endCurrent() {
  clearTimeout(timer3);
  attempt?.abort();
  successor?.abort();
  attempt = successor = void 0;
}
function perform({ send, wait, then }) {
  if (then) timer3 = setTimeout(dispatch, wait, then);
  else if (send === "check") void check();
  else if (send) void connect(send);
}
async function connect(send) {
  const current = attempt = new Attempt(send === "stream");
  const { signal } = current;
  let end2 = {};
  try {
    await ready.base;
    await ready.parts;
    await ready.anchor;
    if (send === "stream") end2 = await stream(current);
    else await isCurrent2(signal);
  } catch {
    if (attempt === current && !signal.aborted && !current.helloAt)
      setAttr(root, Offline, "");
  }
  finish2(current, end2);
}
function finish2(current, end2 = {}) {
  current.end();
  if (successor === current) successor = void 0;
  if (attempt !== current) return;
  if (successor) {
    attempt = successor;
    successor = void 0;
    return;
  }
  doubtBuild();
  const silent = current.signal.aborted;
  dispatch({ type: "end", end: { ...end2, lived: current.lived(), silent } });
}
async function stream(current) {
  const { signal } = current;
  const response = await requestStream(state.full, signal);
  if (attempt !== current) return {};
  removeAttr(root, Offline);
  if (refusesPage(response)) {
    if (await isCurrent2(signal)) return { blocked: refusedAgain(response) };
    return { refused: refusedOnce() ? "once" : "again" };
  }
  const body = streamOf(response);
  if (!body) {
    const retryAfter = pauseAfter(secondsOfRetryAfter(response));
    if (response.status === 501) return { retryAfter, blocked: await response.text() };
    void response.body?.cancel();
    const stops = response.status === 503;
    if (stops || !await isCurrent2(signal)) return { retryAfter };
    return { retryAfter, blocked: refusedAgain(response) };
  }
  await read(current, body);
  return {};
}
function read(current, body) {
  return readStream(
    body,
    () => current.active(),
    released,
    (event) => {
      if (successor === current) {
        attempt?.abort();
        attempt = current;
        successor = void 0;
      }
      if (attempt === current) onEvent(current, event);
    }
  );
}
async function replaceStream(current) {
  serverStops.send();
  for (let tries = 0; attempt === current; tries++) {
    if (tries) await new Promise((resolve2) => setTimeout(resolve2, backoff(tries - 1)));
    await inTurn(() => openSuccessor(current));
  }
}
async function openSuccessor(current) {
  if (attempt !== current) return;
  const next = successor = new Attempt(true);
  await new Promise((settle) => {
    next.onHello = settle;
    void requestStream(false, next.signal).then((response) => {
      const body = streamOf(response);
      if (body) return read(next, body);
      return response.body?.cancel();
    }).catch(() => {
    }).then(() => finish2(next)).then(settle);
  });
}
function refusedAgain({ status }) {
  return ++refusals > 1 ? `The stream's status is ${status}.` : void 0;
}
function onEvent(current, event) {
  let received;
  try {
    received = receive(event);
  } catch (err) {
    reportError(err);
    received = { type: "misfit" };
  }
  if (received?.type === "hello") {
    refusals = 0;
    current.hello(received.heartbeat);
  }
  if (received?.type === "bye") void replaceStream(current);
  else if (received) dispatch(received);
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
  let reopened = false;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hiding);
    if (document.hidden) {
      if (page.version)
        hiding = setTimeout(() => {
          if (mayStream()) reopened = true, resume();
          else close("hidden");
        }, hiddenAfter);
    } else if (!attempt || reopened || isSilent()) {
      reopened = false;
      resume();
    }
  });
  addEventListener("focus", () => isSilent() && resume());
  addEventListener("online", resume);
  addEventListener("offline", () => setAttr(root, Offline, ""));
  addEventListener("pagehide", () => close("off"));
  addEventListener("pageshow", (event) => event.persisted && resume());
  answerShown.listen(() => dispatch({ type: "open", delay: debounce }));
  pageDoubted.listen(() => dispatch({ type: "check" }));
  dispatch({ type: "open", delay: 0 });
}

// src/update.ts
function start() {
  markDocument();
  startBase();
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
exported.push([currentUser, setOverLimit, apply, resolve, isPending, pendingAttributes, pendingBase, setPending, move, valuesOf, shellReady, resetSent, show2]);
return start();
}
