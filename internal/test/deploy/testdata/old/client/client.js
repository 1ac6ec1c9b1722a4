// src/contract.ts
var PatchType = "application/vnd.goldfish.patch+json";
var StreamType = "text/event-stream";
var FromHeader = "Goldfish-From";
var VersionHeader = "Goldfish-Version";
var PartsHeader = "Goldfish-Parts";
var PageID = "page";
var Fingerprints = "data-gf-fingerprints";
var Dev = "data-gf-dev";
var Page = "data-gf-page";
var Version = "data-gf-version";
var Flash = "data-gf-flash";
var Notice = "data-gf-notice";
var PartURL = "data-gf-part";
var On = "data-gf-on";
var Confirm = "data-gf-confirm";
var Indicator = "data-gf-indicator";
var History = "data-gf-history";
var Prefetch = "data-gf-prefetch";
var Transition = "data-gf-transition";
var Scroll = "data-gf-scroll";
var Focus = "data-gf-focus";
var Keep = "data-gf-keep";
var Live = "data-gf-live";
var Patch = "data-gf-patch";
var Hook = "data-gf-hook";
var Error = "data-gf-error";
var Draft = "data-gf-draft";
var Name = "data-gf-name";
var Time = "data-gf-time";
var Stream = "data-gf-stream";
var Stale = "data-gf-stale";
var Offline = "data-gf-offline";
var Hello = "hello";
var StaleEvent = "stale";
var FreshEvent = "fresh";
var ShellEvent = "shell";
var RecheckEvent = "recheck";
var PartEvent = "part";
var EventPrefix = "goldfish:";

// src/lazy/lazy.ts
var clientFingerprint = "cigvco-B";
var lazy = {};
var fileMissing = false;
function setFileMissing(missing) {
  fileMissing = missing;
}
async function importOptional(file) {
  try {
    const module = await import(file);
    if (module.fingerprint === clientFingerprint) return module;
  } catch {
  }
  fileMissing = true;
  return void 0;
}

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
function parseDocument(html) {
  return new DOMParser().parseFromString(trusted.createHTML(html), "text/html");
}
var inertDocument = document.implementation.createHTMLDocument("");
function copy(node) {
  return inertDocument.importNode(node, true);
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
function readPage() {
  const { element } = page;
  page.url = element.getAttribute(Page) ?? location.pathname + location.search;
  page.version = element.getAttribute(Version) ?? "";
  page.title = document.querySelector("title")?.textContent ?? "";
  page.body = bodyText(element);
}
function regionOf(el) {
  return el.parentElement?.closest(`[${PartURL}],#${PageID}`) ?? root;
}
function bodyText(region) {
  if (!region.querySelector(`[${PartURL}]>template`)) return region.innerHTML;
  const sent = copy(region);
  for (const part of sent.querySelectorAll(`[${PartURL}]`)) {
    const template = part.querySelector(`:scope>template[${Version}]`);
    if (template) part.replaceChildren(template.content);
  }
  return sent.innerHTML;
}
function pathOf(url) {
  return new URL(url, location.href).pathname;
}
function inherited(el, attribute) {
  return el?.closest(`[${attribute}]`)?.getAttribute(attribute) ?? null;
}
function setAttribute(el, attribute, value) {
  if (value === null) el.removeAttribute(attribute);
  else el.setAttribute(attribute, value);
}

// src/util/storage.ts
var storagePrefix = "goldfish:";
function loadItem(key2, fallback) {
  try {
    return JSON.parse(sessionStorage.getItem(storagePrefix + key2) ?? "");
  } catch {
    return fallback;
  }
}
function saveItem(key2, value) {
  try {
    sessionStorage.setItem(storagePrefix + key2, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

// src/deploy/fingerprints.ts
var [, ownScripts = "", ownShell = "", ownViewer = ""] = (root.getAttribute(Fingerprints) ?? "").split(".");
var ownDocument = `${clientFingerprint}.${ownScripts}`;
var shell = ownShell;
var viewer = ownViewer;
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
  if (fileMissing) return true;
  return !!newest && newest !== ownDocument && Date.now() - (seen()[newest] ?? 0) >= seenFor;
}
function doubtBuild() {
  trustFrom = Date.now();
}
function markDueDocument() {
  setFileMissing(false);
  return !newest || markDocument(newest);
}
async function compareFingerprints(fingerprints, url = page.url, asked = false) {
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
function renewShell(url = page.url, forced = false) {
  clearTimeout(timer);
  if (renewing) {
    again ||= forced;
    return renewing;
  }
  return renewing = (async () => {
    do {
      again = false;
      try {
        await lazy.loadDeploy?.();
        await lazy.deploy?.renewShell(url, forced);
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
  root.setAttribute(Fingerprints, [clientFingerprint, ownScripts, shell, viewer].join("."));
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
function controlsIn(root2, region) {
  return [...root2.querySelectorAll("input,textarea,select")].filter(
    (el) => isEditable(el) && regionOf(el) === region
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
function preserveFields(root2, rules, region = root2) {
  const before = /* @__PURE__ */ new Map();
  for (const el of controlsIn(root2, region)) {
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
function restoreSelection(el, [start2, end2, direction]) {
  if (el.selectionStart !== start2 || el.selectionEnd !== end2)
    el.setSelectionRange(start2, end2, direction);
}

// src/util/signal.ts
function signal() {
  const listeners = [];
  return {
    listen: (listener) => void listeners.push(listener),
    send: (...args) => listeners.forEach((listener) => listener(...args))
  };
}

// src/page/signals.ts
var contentChanged = signal();
var partsAnswered = signal();
var answerShown = signal();
var pageDoubted = signal();

// src/util/events.ts
function emit(target, type, detail = {}, cancelable = false) {
  const at = target?.isConnected ? target : document;
  return at.dispatchEvent(
    new CustomEvent(EventPrefix + type, { detail, bubbles: true, cancelable })
  );
}

// src/drafts/load.ts
var selector = `form[method=post i],[${Name}],[${Draft}]`;
var failed = false;
function startDraftsLoader() {
  contentChanged.listen(() => void mountDrafts());
}
var loading;
function loadDrafts() {
  return loading ??= (async () => {
    const file = await importOptional("./drafts-508fd855.js");
    failed = !file;
    lazy.drafts = file?.startDrafts({
      page,
      fields: { currentValue, elementsOf, isEditable, serverValue, setValue },
      storage: { loadItem, saveItem, prefix: storagePrefix },
      viewer: () => viewer,
      emit,
      parse
    });
    if (failed) loading = void 0;
  })();
}
async function mountDrafts() {
  if (!lazy.drafts && document.querySelector(selector)) await loadDrafts();
  lazy.drafts?.mount();
}
async function restoreDrafts(arrival) {
  const { url } = page;
  if (!lazy.drafts) await mountDrafts();
  if (page.url === url) lazy.drafts?.restore(arrival);
}
function draftsAreSafe() {
  return lazy.drafts ? lazy.drafts.areSafe() : !failed && saveItem("probe", 0);
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
function withoutRecording(change) {
  flush();
  change();
  discard();
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
  constructor(root2, theirs, region, mayMatch) {
    const isOld = (el) => regionOf(el) === region && !el.parentElement.closest(`[${Keep}]`);
    const nested = `[${Keep}] *,[${PartURL}] *,#${PageID} *`;
    const byId = /* @__PURE__ */ new Map();
    for (const el of root2.querySelectorAll("[id]"))
      if (!byId.has(el.id) && isOld(el)) byId.set(el.id, el);
    for (const next of theirs.querySelectorAll("[id]")) {
      const el = byId.get(next.getAttribute("id"));
      if (!el || el.localName !== next.localName || inputKind(el) !== inputKind(next)) continue;
      if (mayMatch(el, next) && !next.matches(nested)) this.add(el, next, root2, theirs);
    }
    const { newByOld, oldByNew } = this;
    const oldControls = controlsByKey(root2, newByOld, isOld);
    if (!oldControls.size) return;
    for (const [key2, next] of controlsByKey(theirs, oldByNew, (el) => !el.matches(nested))) {
      const old = oldControls.get(key2) ?? [];
      if (old.length !== next.length) continue;
      old.forEach((el, i) => mayMatch(el, next[i]) && this.add(el, next[i], root2, theirs));
    }
  }
  add(el, next, root2, theirs) {
    if (this.newByOld.has(el) || this.oldByNew.has(next)) return;
    this.oldByNew.set(next, el);
    this.newByOld.set(el, next);
    this.addHolders(el, root2);
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
function controlsByKey(root2, claimed, want) {
  const found = /* @__PURE__ */ new Map();
  for (const el of root2.querySelectorAll("input[name],textarea[name],select[name]")) {
    const kind = inputKind(el);
    if (notEdited.test(kind) || claimed.has(el) || !want(el)) continue;
    const form = el.closest("form");
    let row = el.parentElement;
    while (row && row !== root2 && !claimed.has(row)) row = row.parentElement;
    const key2 = [
      el.getAttribute("form") ?? form?.getAttribute("id") ?? form?.getAttribute("action") ?? "",
      row && row !== root2 ? row.getAttribute("id") : "",
      el.localName,
      kind,
      el.getAttribute("name"),
      /^(checkbox|radio)$/.test(kind) ? el.getAttribute("value") : ""
    ].join("\n");
    found.set(key2, [...found.get(key2) ?? [], el]);
  }
  return found;
}

// src/morph/match.ts
function matchElements(root2, theirs, region, claims) {
  const oldFor = /* @__PURE__ */ new Map();
  const known = /* @__PURE__ */ new Map([[root2, theirs]]);
  function newFor(el) {
    if (known.has(el)) return known.get(el);
    let found;
    if (root2.contains(el) && regionOf(el) === region) {
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
  const pair = (key2) => {
    const open2 = unmatched();
    if (!open2.length || !free.size) return;
    const byKey = /* @__PURE__ */ new Map();
    for (const child of free) {
      const k = child instanceof Element && key2(child);
      if (k) byKey.set(k, (byKey.get(k) ?? /* @__PURE__ */ new Set()).add(child));
    }
    if (!byKey.size) return;
    for (const i of open2) {
      const candidates = byKey.get(key2(next[i]));
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
  next.forEach((child, i) => isText(child) && oldTexts.forEach((text2) => take(i, text2)));
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
  const run2 = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]) run2.push(numbers[i]);
  return run2;
}

// src/morph/showDelta.ts
function showDelta(root2, operations, ops) {
  const find = (id) => {
    const el = document.getElementById(id);
    return el && regionOf(el) === root2 ? el : void 0;
  };
  const edit = (el, html) => {
    const theirs = parseElement(html);
    return theirs?.id === el.id && theirs.localName === el.localName && ops.morph(el, theirs);
  };
  return operations.every((operation) => {
    const { kind, id } = operation;
    if (kind === "edit" && !id) return ops.morph(root2, parse(operation.html));
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
function morph(root2, theirs, rules = {}, operations) {
  const { fresh } = rules;
  flush();
  if (fresh) forget(root2);
  const isShell = root2 === document.body;
  const region = isShell ? document.documentElement : root2;
  const restoreFields = preserveFields(root2, rules, region);
  const restoreScrollAndFocus = keepScrollAndFocus(root2);
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
    if (!mayMatch(el, theirs2) && el !== root2) return false;
    const claims = new Claims(el, theirs2, region, fresh ? () => false : mayMatch);
    const matches = matchElements(el, theirs2, region, claims);
    const { keptLists, added, settleLists } = keepLocalLists(matches, root2);
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
    if (el === root2) {
      visited.add(root2);
      reconcile(root2, theirs2, rules2);
    } else {
      willChange(el.parentElement);
      update(el, theirs2, rules2);
    }
    claims.finish();
    settleLists();
    return true;
  }
  function willChange(parent) {
    for (let el = parent; el && el !== root2; el = el.parentElement) visited.add(el);
    return !localChanges.get(parent)?.children;
  }
  const ops = { morph: morphElement, willChange, movable: (el) => !unmovable(el) };
  if (!operations || fresh || !showDelta(root2, operations, ops))
    morphElement(root2, typeof theirs === "string" ? parse(theirs) : theirs);
  restoreFields();
  restoreScrollAndFocus();
  discard();
  return visited;
}
function keepScrollAndFocus(root2) {
  const focused = document.activeElement;
  const selection = focused?.closest("[contenteditable]") ? getSelection() : null;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  const places = [...scrolled].map((el) => [el, el.scrollLeft, el.scrollTop]);
  return () => {
    if (focused !== document.activeElement && root2.contains(focused))
      focused.focus({ preventScroll: true });
    if (anchorNode && focusNode && root2.contains(anchorNode) && root2.contains(focusNode)) {
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
function keepLocalLists({ newFor }, root2) {
  const keptLists = /* @__PURE__ */ new Set();
  const added = /* @__PURE__ */ new Set();
  const changedByBoth = [];
  for (const [el, { children }] of localChanges) {
    for (const child of addedChildren(el)) added.add(child);
    const theirs = children && (el === root2 || !el.hasAttribute(PartURL)) && newFor(el);
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
  const split = (text2) => (text2 ?? "").split(/\s+/).filter(Boolean);
  const [baseTokens, theirTokens, ourTokens] = [split(base), split(theirs), split(ours)];
  return [.../* @__PURE__ */ new Set([...theirTokens, ...ourTokens])].filter((t) => !baseTokens.includes(t) || theirTokens.includes(t) && ourTokens.includes(t)).join(" ");
}
function removedLocally(parent, next) {
  const nodes = localChanges.get(parent)?.children?.nodes;
  if (!nodes || !(next instanceof Element)) return false;
  return [...nodes].some((node) => node.parentNode !== parent && node.isEqualNode(next));
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
      const insert = (html2) => edit(before ? at2 : at2 + length, 0, before ? 2 /* Before */ : 0 /* After */, html2);
      operations.push({
        kind: "place",
        id: idAt(old, at2),
        before,
        items: items.map((item) => {
          if (typeof item === "string" || typeof item[2] === "string") {
            const html3 = typeof item === "string" ? item : spliced(old, at2, length, item);
            insert(html3);
            return { html: html3 };
          }
          const [from, size, ...splices] = item;
          const html2 = spliced(old, from, size, splices);
          edit(from, size);
          insert(html2);
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

// src/page/fetchPatch.ts
async function fetchPatch(url, init, from = page.url, region = page, full2 = deltasDisabled()) {
  const headers = { Accept: PatchType };
  if (from) headers[FromHeader] = from;
  const base = { ...region };
  if (base.version && !full2) headers[VersionHeader] = base.version;
  const parts = lazy.parts?.versions(full2);
  if (parts?.header) headers[PartsHeader] = parts.header;
  const { signal: signal2 } = init;
  try {
    const response = await fetch(url, { ...init, headers, cache: "no-store" });
    root.removeAttribute(Offline);
    const result = { status: response.type === "opaqueredirect" ? 303 : response.status };
    if (response.redirected) result.redirected = response.url;
    if (response.headers.get("Content-Type")?.startsWith(PatchType)) {
      const patch = await response.json();
      if (region === page)
        void compareFingerprints(patch.fingerprints, patch.url ?? region.url, true);
      patch.parts = parts?.resolve(patch.parts) ?? patch.parts;
      result.patch = resolve(patch, base) ?? await refetch(patch, patch.url ?? url);
    } else {
      void response.body?.cancel();
    }
    return result;
  } catch (err) {
    if (signal2?.aborted) throw err;
    root.setAttribute(Offline, "");
    return { status: 0 };
  }
  async function refetch(first, location2) {
    const { history: history2, flash, notice } = first;
    const { status, patch } = full2 ? {} : await fetchPatch(location2, { signal: signal2, redirect: "manual" }, "", region, true);
    return status === 200 && patch ? { ...patch, history: history2, flash, notice } : { location: location2 };
  }
}
function fetchPage(signal2) {
  return fetchPatch(page.url, { signal: signal2 ?? null, redirect: "manual" }, "");
}
function displayable({ status, patch }) {
  if (!patch || patch.location || status === 401 || status === 403 || status >= 500)
    return void 0;
  return status < 400 || patch.body !== void 0 ? patch : void 0;
}
function isThisPage(patch) {
  return !patch.location && (patch.url === void 0 || pathOf(patch.url) === pathOf(page.url));
}

// src/deploy/load.ts
var loading2;
function loadDeploy() {
  return loading2 ??= (async () => {
    const file = await importOptional("./deploy-1a1b563f.js");
    lazy.deploy ??= file?.startDeploy({
      page,
      root,
      dom: { copy, emit, parse, parseDocument, setAttribute },
      local: { addedChildren, changes: localChanges, mayChange, withoutRecording },
      morph,
      updateAttributes,
      fetchPage,
      isThisPage,
      hasUnsavedInput() {
        const controls = document.querySelectorAll("input,textarea,select");
        const dirty = [...controls].some((el) => isEditable(el) && isDirty(el));
        return dirty || !!lazy.forms?.submitting() || !draftsAreSafe();
      },
      fingerprints: { acceptsShell, documentDue, markDueDocument, setShell },
      pageDoubted: pageDoubted.send,
      shellChanged() {
        contentChanged.send(/* @__PURE__ */ new Set());
        partsAnswered.send();
      }
    });
    if (!lazy.deploy) loading2 = void 0;
  })();
}
lazy.loadDeploy = loadDeploy;

// src/navigation/busy.ts
var progressDelay = 300;
var counts = /* @__PURE__ */ new Map();
var timer2;
var hideProgress;
var loadProgress = () => importOptional("./progress-7295c8f9.js");
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
    const selector2 = el.getAttribute(Indicator);
    if (selector2) for (const shown of document.querySelectorAll(selector2)) marked.add(shown);
  }
  for (const el of marked) add(el, 1);
  timer2 ??= setTimeout(async () => {
    const file = await loadProgress();
    if (timer2) hideProgress ??= file?.showProgress();
  }, progressDelay);
  return () => {
    for (const el of marked) add(el, -1);
    if (counts.has(root)) return;
    clearTimeout(timer2);
    hideProgress?.();
    timer2 = hideProgress = void 0;
  };
}

// src/navigation/document.ts
var reloadedKey = "loaded";
var minReloadInterval = 1e4;
function loadDocument(url) {
  const target = new URL(url, location.href);
  if (!/^https?:$/.test(target.protocol)) return;
  lazy.drafts?.save();
  markDueDocument();
  if (target.hash && target.href.split("#")[0] === location.href.split("#")[0]) {
    history.replaceState(history.state, "", target.href);
    location.reload();
  } else {
    location.assign(target.href);
  }
}
function nothingToLose() {
  return !!lazy.deploy && !lazy.deploy.hasChanges() && draftsAreSafe();
}
function reloadDocument() {
  const now = Date.now();
  const reloads = now - loadItem(reloadedKey, 0) >= minReloadInterval && nothingToLose() && saveItem(reloadedKey, now);
  if (reloads) location.reload();
  return reloads;
}

// src/navigation/navigation.ts
function beginNavigation(url, region = page) {
  region.navigation?.abort.abort();
  return region.navigation = { url, region, abort: new AbortController() };
}
function isCurrent(navigation) {
  return navigation === navigation.region.navigation;
}
function endNavigation(navigation) {
  if (isCurrent(navigation)) navigation.region.navigation = void 0;
}
function cancelNavigation(region = page) {
  endNavigation(beginNavigation("", region));
}

// src/navigation/scroll.ts
var key = "places";
var byEntry = loadItem(key, {});
function saveScroll(entry2) {
  const positions = { "": [scrollX, scrollY] };
  for (const el of scrolled) {
    if (!el.isConnected) scrolled.delete(el);
    else if (el.id) positions[el.id] = [el.scrollLeft, el.scrollTop];
  }
  byEntry[entry2] = positions;
}
function forgetScroll(from) {
  for (const entry2 in byEntry) if (+entry2 >= from) delete byEntry[entry2];
}
function storeScroll() {
  saveItem(key, byEntry);
}
function restoreScroll(entry2) {
  const positions = byEntry[entry2];
  for (const id in positions) jump(id ? document.getElementById(id) : window, ...positions[id]);
  return !!positions;
}
function scrollAfterVisit(hash, toTop) {
  const target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
  if (target) return target.scrollIntoView({ behavior: "instant" });
  if (!toTop) return;
  for (const el of scrolled) if (page.element.contains(el)) jump(el, 0, 0);
  jump(window, 0, 0);
}

// src/navigation/history.ts
var state = "settled";
var entry = 0;
var displayedEntry = 0;
var displayedURL = location.pathname + location.search;
function settle() {
  state = "settled";
  displayedEntry = entry;
}
function saveScrollNow() {
  if (state === "settled") saveScroll(entry);
}
var entryKey = "entry";
function entryOf(state3) {
  return state3?.goldfish;
}
function startHistory(showEntry) {
  history.scrollRestoration = "manual";
  const known = entryOf(history.state);
  entry = known ?? loadItem(entryKey, 0) + 1;
  if (known === void 0) nameEntry();
  settle();
  if (!location.hash) restoreScroll(entry);
  addEventListener("popstate", (event) => onPopState(event.state, showEntry));
  addEventListener("pagehide", () => {
    writeDeferred();
    saveScrollNow();
    storeScroll();
    history.scrollRestoration = "auto";
    saveItem(entryKey, entry);
  });
  addEventListener("pageshow", () => history.scrollRestoration = "manual");
}
function nameEntry() {
  forgetScroll(entry);
  write("replaceState", location.href);
}
function onPopState(popped, showEntry) {
  clearTimeout(deferred?.timer);
  deferred = void 0;
  const known = entryOf(popped);
  if (known !== void 0) saveScrollNow();
  entry = known ?? entry + 1;
  if (known === void 0) nameEntry();
  const restored = state === "restoring" && entry === displayedEntry;
  const samePage = location.pathname + location.search === displayedURL;
  if (samePage) settle();
  else state = entry === displayedEntry ? "settled" : "pending";
  if (restored) return;
  if (!samePage) return showEntry();
  cancelNavigation();
  lazy.parts?.restore();
  if (known !== void 0) restoreScroll(entry);
}
function restoreEntry() {
  if (state !== "pending") return;
  state = "restoring";
  history.go(displayedEntry - entry);
}
function commit(url, mode, inPart) {
  saveScrollNow();
  const target = new URL(url, location.href);
  const changes = inPart || target.href !== location.href;
  if (mode === "push" && changes) {
    writeDeferred();
    entry++;
    forgetScroll(entry);
    write("pushState", target.href);
  } else if (changes || deferred) {
    replace(target.href);
  }
  settle();
  displayedURL = target.pathname + target.search;
}
var interval = 1e4;
var burstLimit = 50;
var calls = [];
var deferred;
function write(method, url) {
  const now = Date.now();
  calls = [...calls.filter((at) => now - at <= interval), now];
  try {
    history[method]({ goldfish: entry, parts: lazy.parts?.state() }, "", url);
  } catch {
  }
}
function replace(url) {
  if (deferred) deferred.url = url;
  else if (calls.length < burstLimit) write("replaceState", url);
  else deferred = { url, timer: setTimeout(writeDeferred, 1e3) };
}
function writeDeferred() {
  if (!deferred) return;
  clearTimeout(deferred.timer);
  const { url } = deferred;
  deferred = void 0;
  write("replaceState", url);
}

// src/page/patch.ts
function apply(patch, options, region = page) {
  const { url = region.url, version = "", title, body } = patch;
  const { element, version: before } = region;
  const isMain = region === page;
  const { reason } = options;
  const detail = { reason, url, version, patch };
  if (!emit(element, "before-patch", detail, true)) return false;
  region.url = url;
  region.version = version;
  options.commit?.();
  if (isMain) {
    setAttribute(element, Page, url);
    setAttribute(element, Version, version || null);
  }
  if (title !== void 0) {
    region.title = title;
    if (isMain) document.title = title;
  }
  if (body !== void 0 && !(before && version === before)) {
    region.body = body;
    const operations = before && before === patch.from ? patch.operations : void 0;
    contentChanged.send(morphOrReplace(element, body, options, operations));
  } else if (options.sent) {
    resetSent(options.sent);
  }
  partsAnswered.send(patch.parts);
  (isMain ? root : element).removeAttribute(Stale);
  emit(element, "patch", detail);
  return true;
}
function morphOrReplace(element, body, options, operations) {
  const restoreLostFields = options.fresh ? void 0 : lazy.drafts?.preserveInput(options.sent);
  try {
    return morph(element, body, options, operations);
  } catch (err) {
    reportError(err);
    element.replaceChildren(...parse(body).childNodes);
    return /* @__PURE__ */ new Set();
  } finally {
    restoreLostFields?.();
  }
}

// src/util/texts.ts
function text(key2, english) {
  const meta = document.querySelector("meta[name=goldfish-messages]");
  return meta && JSON.parse(meta.content)[key2] || english;
}

// src/util/messages.ts
function setMessage(attribute, message = "") {
  const places = document.querySelectorAll(`[${attribute}]`);
  for (const el of places) {
    el.textContent = message;
    el.hidden = !message;
  }
  return places.length > 0;
}
function showMessage(message) {
  if (!setMessage(Flash, message)) announce(message);
}
var serverMessage = "";
function showServerMessage(message) {
  serverMessage = message;
  showMessage(message);
}
function clearServerMessage() {
  if (!serverMessage) return;
  for (const el of document.querySelectorAll(`[${Flash}]`)) {
    if (el.textContent === serverMessage) setMessage(Flash);
  }
  if (liveRegion?.textContent === serverMessage) liveRegion.textContent = "";
  serverMessage = "";
}
function errorText(status) {
  return status ? text("failed", "That did not work. Please try again.") : text("down", "The server cannot be reached just now.");
}
var liveRegion;
function announce(message) {
  if (!liveRegion?.isConnected) {
    liveRegion = document.createElement("div");
    liveRegion.setAttribute("aria-live", "polite");
    liveRegion.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
    document.body.append(liveRegion);
  }
  liveRegion.textContent = message;
}

// src/parts/load.ts
var partsReady;
function startPartsLoader() {
  partsAnswered.listen((answers) => {
    partsReady = mountParts(answers).catch(reportError);
  });
}
async function mountParts(answers) {
  if (!lazy.parts && document.querySelector(`[${PartURL}]`)) {
    const file = await importOptional("./parts-65d810fe.js");
    lazy.parts ??= file?.startParts({
      page,
      apply,
      answerShown: answerShown.send,
      beginNavigation,
      bodyText,
      emit,
      errorText,
      fetchPatch,
      parse,
      resolve,
      withoutRecording
    });
  }
  lazy.parts?.mount(answers);
}
function targetRegion(el, url) {
  return el && lazy.parts?.target(el, url) || page;
}

// src/navigation/prefetch.ts
var hoverDelay = 80;
var ttl = 2e3;
var prefetched;
var timer3;
var currentPage = () => page.url + " " + page.version;
function savesData() {
  return !!navigator.connection?.saveData;
}
function dropPrefetched() {
  clearTimeout(timer3);
  prefetched?.abort.abort();
  prefetched = void 0;
}
async function takePrefetched(url) {
  clearTimeout(timer3);
  const taken = prefetched;
  prefetched = void 0;
  if (taken?.url === url && taken.from === currentPage() && Date.now() - taken.at < ttl)
    return taken.result;
  taken?.abort.abort();
  return void 0;
}
function prefetch(url) {
  if (prefetched?.url === url && Date.now() - prefetched.at < ttl) return;
  dropPrefetched();
  const abort = new AbortController();
  const init = { signal: abort.signal, redirect: "manual", priority: "low" };
  const result = fetchPatch(url, init).then(
    (result2) => result2.status === 200 && result2.patch ? result2 : void 0,
    () => void 0
  );
  prefetched = { url, from: currentPage(), at: Date.now(), result, abort };
}
function startPrefetch(linkOf2) {
  const linkToPrefetch = (event) => {
    const link = savesData() ? void 0 : linkOf2(event);
    if (!link || link.closest(`[${Prefetch}=off]`) || link.href === location.href) return void 0;
    return targetRegion(link, link.href) === page ? link : void 0;
  };
  document.addEventListener("mouseover", (event) => {
    clearTimeout(timer3);
    const link = linkToPrefetch(event);
    if (link) timer3 = setTimeout(() => prefetch(link.href), hoverDelay);
  });
  document.addEventListener("mouseout", () => clearTimeout(timer3));
  const onTouch = (event) => {
    const link = linkToPrefetch(event);
    if (link) prefetch(link.href);
  };
  document.addEventListener("touchstart", onTouch, { passive: true });
}

// src/page/loadAnchor.ts
var started = false;
var anchorReady;
function startAnchorLoader() {
  contentChanged.listen(() => {
    if (!started && document.querySelector(`[${Scroll}=anchor]`)) anchorReady = load();
  });
}
async function load() {
  const file = await importOptional("./anchor-bc8616e4.js");
  if (!file || started) return;
  started = true;
  file.startAnchor();
}

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
  const main = region === page.element ? document.querySelector("main") : null;
  return region.querySelector("h1") ?? main ?? region;
}
function focus(el) {
  el.focus({ preventScroll: true });
  if (document.activeElement === el) return;
  el.tabIndex = -1;
  el.focus({ preventScroll: true });
  el.addEventListener("blur", () => el.removeAttribute("tabindex"), { once: true });
}

// src/navigation/transition.ts
async function transition(origin, update2) {
  const type = inherited(origin, Transition);
  const doc = document;
  const still = document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (type === null || !doc.startViewTransition || still) return update2();
  const hasTypes = type && "ViewTransitionTypeSet" in globalThis;
  const started2 = doc.startViewTransition(hasTypes ? { update: update2, types: [type] } : update2);
  for (const promise of [started2.ready, started2.finished]) promise.catch(() => {
  });
  await started2.updateCallbackDone;
}

// src/navigation/show.ts
async function show(patch, options) {
  await anchorReady;
  await transition(options.element, () => {
    if (isCurrent(options.navigation)) showNow(patch, options);
  });
}
function showNow(patch, options) {
  const { element, reason, pop, sent, navigation } = options;
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
  const mode = pop ? "replace" : options.history ?? historyMode(element) ?? patch.history ?? "push";
  const address = isMain ? url + hash : location.href;
  if (anotherPage) lazy.drafts?.save();
  const shown = apply(
    { ...patch, url },
    { reason, fresh, inUse, sent, commit: () => commit(address, mode, !isMain) },
    region
  );
  if (!shown) return;
  if (isMain) updateHead(url, patch.description);
  if (pop) lazy.parts?.restore();
  setMessage(Flash, patch.flash ?? patch.message);
  setMessage(Notice, patch.notice);
  if (!pop || !restoreScroll(entry))
    scrollAfterVisit(hash, scroll === "top" || anotherPage && scroll !== "keep");
  moveFocus();
  if (anotherPage) void restoreDrafts(pop ? "history" : "visit");
  if (anotherPage || titleChanges) announce(document.title);
  answerShown.send();
  if (!options.auto) dismissContainer(element, reason);
  emit(region.element, "visit", { url: region.url, history: pop ? "pop" : mode });
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
function historyMode(element) {
  const mode = inherited(element, History);
  return mode === "push" || mode === "replace" ? mode : void 0;
}

// src/navigation/visit.ts
async function visit(href, options = {}) {
  const url = new URL(href, document.baseURI).href;
  const { element, pop, auto } = options;
  const region = targetRegion(element, url);
  const isMain = region === page;
  if (!pop && region.navigation?.url === url) return;
  const detail = { url, history: pop ? "pop" : options.history, element };
  if (!emit(element, "before-visit", detail, true)) {
    if (pop) restoreEntry();
    return;
  }
  const navigation = beginNavigation(url, region);
  const { signal: signal2 } = navigation.abort;
  const done = busy(element);
  try {
    const result = !pop && isMain && await takePrefetched(url) || await fetchPatch(url, { signal: signal2, redirect: "manual" }, pop ? "" : region.url, region);
    if (!isCurrent(navigation)) return;
    const { status } = result;
    const patch = displayable(result);
    const leaves = !!patch && isMain && pathOf(patch.url ?? url) !== pathOf(page.url);
    const due = leaves && !auto && documentDue() && draftsAreSafe();
    if (patch && !due) {
      await shellReady();
      const { history: history2 } = options;
      await show(patch, { navigation, reason: "visit", element, history: history2, pop, auto });
    } else if (status === 0 || status >= 500) {
      showError(url, result, options);
    } else if (auto) {
      restoreEntry();
      pageDoubted.send();
    } else if (pop) {
      loadDocument(location.href);
    } else {
      loadDocument(result.patch?.location ?? result.patch?.url ?? url);
    }
  } catch (err) {
    if (!signal2.aborted) throw err;
  } finally {
    endNavigation(navigation);
    done();
  }
}
function showError(url, { status, patch }, { element, auto }) {
  const text2 = patch?.message ?? errorText(status);
  if (!auto) showServerMessage(text2);
  emit(element, "error", { url, status, message: text2 });
  restoreEntry();
}

// src/navigation/links.ts
function optedOut(el) {
  return !!el.closest(`[${Patch}=off]`);
}
function linkOf(event) {
  const start2 = event.composedPath()[0];
  const link = start2 instanceof Element ? start2.closest("a[href]") : null;
  return link instanceof HTMLAnchorElement ? link : void 0;
}
function isFragment(link) {
  const isThisPage2 = link.pathname + link.search === location.pathname + location.search;
  return isThisPage2 && link.href.includes("#");
}
function pageLink(event) {
  const link = linkOf(event);
  if (!link || link.hasAttribute("download") || link.origin !== location.origin) return void 0;
  const target = link.getAttribute("target");
  if (target && target !== "_self") return void 0;
  if (isFragment(link) || optedOut(link) || /\bexternal\b/.test(link.rel)) return void 0;
  return link;
}
function startLinks() {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented) return;
    const any = linkOf(event);
    const question = any?.getAttribute(Confirm);
    if (question && !confirm(question)) return event.preventDefault();
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = pageLink(event);
    if (!link) {
      if (any && isFragment(any)) saveScrollNow();
      return;
    }
    event.preventDefault();
    void visit(link.href, { element: link });
  });
  startPrefetch(pageLink);
}

// src/forms/request.ts
function formRequest(form, submitter) {
  const setting = (attribute) => submitter?.getAttribute("form" + attribute) ?? form.getAttribute(attribute) ?? "";
  const method = setting("method").toLowerCase();
  const url = new URL(setting("action") || location.href, document.baseURI);
  const target = setting("target");
  const enctype = setting("enctype");
  if (method === "dialog" || enctype === "text/plain" || url.origin !== location.origin) return;
  if (target && target !== "_self" || optedOut(form) || submitter && optedOut(submitter))
    return;
  return { post: method === "post", url, multipart: enctype === "multipart/form-data" };
}
function questionOf(form, submitter) {
  return submitter?.getAttribute(Confirm) ?? form.getAttribute(Confirm);
}

// src/forms/load.ts
var loading3;
function startFormsLoader() {
  document.addEventListener("submit", holdSubmit);
  for (const type of editEvents) document.addEventListener(type, holdEdit);
  contentChanged.listen(() => {
    if (document.querySelector(`form,[${On}]`)) void loadForms();
  });
  if (document.querySelector(`[${Error}]:not([hidden])`)) void loadErrors();
}
function loadForms() {
  return loading3 ??= (async () => {
    const file = await importOptional("./forms-c5aaab43.js");
    lazy.forms ??= file?.startForms({
      contentChanged,
      draftsAreSafe,
      emit,
      fields: { currentValue, elementsOf, isEditable, resetSent },
      formRequest,
      heldEdits,
      lazy,
      loadErrors,
      messages: { errorText, setMessage, showMessage, showServerMessage },
      navigation: {
        beginNavigation,
        busy,
        dropPrefetched,
        endNavigation,
        isCurrent,
        loadDocument,
        restoreEntry,
        shellReady,
        show,
        targetRegion,
        visit
      },
      page,
      questionOf,
      requests: { displayable, fetchPage, fetchPatch, isThisPage }
    });
    if (lazy.forms) {
      document.removeEventListener("submit", holdSubmit);
      for (const type of editEvents) document.removeEventListener(type, holdEdit);
    } else {
      loading3 = void 0;
    }
  })();
}
async function loadErrors() {
  if (lazy.errors) return;
  const file = await importOptional("./errors-88ad6675.js");
  if (!lazy.errors) lazy.errors = file?.startErrors();
}
var editEvents = ["input", "change", "compositionend"];
var heldEdits = [];
function holdEdit(event) {
  if (loading3) heldEdits.push(event);
}
var held = /* @__PURE__ */ new Set();
var native = /* @__PURE__ */ new Set();
async function holdSubmit(event) {
  const form = event.target;
  const { submitter } = event;
  const question = questionOf(form, submitter);
  if (event.defaultPrevented || native.has(form)) return;
  if (!question && !formRequest(form, submitter)) return;
  event.preventDefault();
  if (held.has(form)) return;
  held.add(form);
  await loadForms();
  held.delete(form);
  if (!form.isConnected || !lazy.forms && question && !confirm(question)) return;
  if (!lazy.forms) native.add(form);
  form.requestSubmit(submitter?.isConnected ? submitter : null);
  native.delete(form);
}

// src/page/hooks.ts
var hooks = /* @__PURE__ */ new Map();
var mounted = /* @__PURE__ */ new Map();
function hook(name, functions) {
  hooks.set(name, functions);
  for (const [el, of] of mounted) if (of === name) run(functions.mounted, el);
}
function startHooks() {
  contentChanged.listen(refreshHooks);
}
function refreshHooks(visited) {
  for (const [el, name] of mounted) {
    if (el.isConnected && el.getAttribute(Hook) === name) continue;
    mounted.delete(el);
    call("removed", name, el);
  }
  for (const el of document.querySelectorAll(`[${Hook}]`)) {
    const name = el.getAttribute(Hook);
    if (!mounted.has(el)) {
      mounted.set(el, name);
      call("mounted", name, el);
    } else if (visited.has(el)) {
      call("patched", name, el);
    }
  }
}
function call(event, name, el) {
  run(hooks.get(name)?.[event], el);
  emit(el, event, { hook: name, element: el });
}
function run(fn, el) {
  try {
    fn?.(el);
  } catch (err) {
    reportError(err);
  }
}

// src/time/load.ts
var show2;
function startTimeLoader() {
  contentChanged.listen(async () => {
    if (show2) return show2();
    if (!document.querySelector(`[${Time}]`)) return;
    const file = await importOptional("./time-34cd2dd8.js");
    await partsReady;
    show2 ??= file?.startTime();
  });
}

// src/stream/backoff.ts
var seconds = [1, 2, 5, 10, 20, 30];
function backoff(tries, random = Math.random()) {
  return random * 1e3 * seconds[Math.min(tries, seconds.length - 1)];
}

// src/stream/refresh.ts
var refusedOnce = false;
async function refresh(signal2) {
  const { status, patch } = await fetchPage(signal2);
  if (signal2.aborted) return "notShown";
  if (status === 200 && patch && isThisPage(patch)) {
    if (patch.version !== page.version || !patch.version) apply(patch, { reason: "push" });
    else partsAnswered.send(patch.parts);
    root.removeAttribute(Stale);
    refusedOnce = false;
    clearServerMessage();
    return "shown";
  }
  if (!status || status >= 500) return "notShown";
  const { url } = page;
  await loadDeploy();
  if (page.url !== url) return "notShown";
  const mayLeave = nothingToLose();
  const isErrorPage = status >= 400 && status !== 401 && status !== 403 && patch?.body !== void 0;
  if (mayLeave && status === 200 && patch && !patch.location) {
    void visit(page.url, { history: "replace" });
  } else if (mayLeave && isErrorPage) {
    apply({ ...patch, url, version: "" }, { reason: "push", fresh: true });
    return "gone";
  } else if (mayLeave && !refusedOnce) {
    refusedOnce = true;
  } else if (!mayLeave || !reloadDocument()) {
    refusedOnce = false;
    if (!root.hasAttribute(Stale)) showServerMessage(patch?.message ?? text(
      "signedOut",
      "You are not signed in any more. What you have entered is still here."
    ));
    root.setAttribute(Stale, "");
  }
  return "notShown";
}

// src/stream/sse.ts
function sseParser(emit2) {
  let buffer = "";
  let afterCR = false;
  let event = "";
  let id = "";
  let data = [];
  function parseLine(text2) {
    if (text2 === "") {
      if (data.length) emit2({ event: event || "message", id, data: data.join("\n") });
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
async function readStream(body, onActivity, emit2) {
  const decoder = new TextDecoder();
  const parse2 = sseParser(emit2);
  const reader = body.getReader();
  for (; ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    onActivity();
    parse2(decoder.decode(value, { stream: true }));
  }
}

// src/stream/stream.ts
var debounceMs = 150;
var hiddenAfter = 5e3;
var healthyAfter = 1e4;
var helloTimeout = 1e4;
var pollInterval = 2e4;
var pollFor = 3e5;
var refusedRetry = 3e3;
var backoffOfErrors = 3;
var backoffOfRefusals = 9;
var state2;
var attempt;
var timer4;
var failures2 = 0;
var idleTimeout = 5e4;
var lastActivity = 0;
var silentStreams = 0;
var pollUntil = 0;
var overTabLimit = false;
var full = false;
function setState(next) {
  if (state2 === next) return;
  state2 = next;
  root.setAttribute(Stream, state2);
  emit(null, "stream", { state: state2 });
}
function enter(next, delay, then = connect) {
  clearTimeout(timer4);
  attempt?.controller.abort();
  attempt = void 0;
  setState(next);
  if (delay !== void 0) timer4 = setTimeout(then, delay);
}
function begin() {
  const controller = new AbortController();
  return attempt = { controller, helloAt: 0, retryAfter: 0, blocked: "" };
}
function mustPoll() {
  return overTabLimit || Date.now() < pollUntil;
}
function mayStream() {
  return !document.hidden || !!document.querySelector(`[${Live}=hidden]`);
}
function open(delay, inFull = false) {
  failures2 = 0;
  full = inFull;
  if (!page.version) enter("off");
  else if (!mayStream()) enter("hidden");
  else if (mustPoll()) enter("polling", delay && pollInterval);
  else enter("connecting", delay);
}
function resume() {
  overTabLimit = false;
  if (page.version) open(0);
}
async function connect() {
  const polls = mustPoll();
  enter(polls ? "polling" : "connecting");
  const current = begin();
  const { controller } = current;
  let watchdog;
  const onActivity = () => {
    lastActivity = Date.now();
    clearTimeout(watchdog);
    const timeout = current.helloAt || polls ? idleTimeout : helloTimeout;
    watchdog = setTimeout(() => controller.abort(), timeout);
  };
  onActivity();
  try {
    await partsReady;
    await anchorReady;
    if (polls) await check(controller.signal);
    else await stream(current, onActivity);
  } catch {
    if (attempt === current && !controller.signal.aborted && !current.helloAt)
      root.setAttribute(Offline, "");
  } finally {
    clearTimeout(watchdog);
    if (attempt === current) end(current);
  }
}
async function stream(current, onActivity) {
  const { signal: signal2 } = current.controller;
  const headers = { Accept: StreamType };
  if (!full) headers[VersionHeader] = page.version;
  const parts = lazy.parts?.versions(false).header;
  if (parts) headers[PartsHeader] = parts;
  const init = { headers, signal: signal2, cache: "no-store", redirect: "manual" };
  const response = await fetch(page.url, init);
  if (attempt !== current) return;
  root.removeAttribute(Offline);
  const { body, status } = response;
  if (response.type === "opaqueredirect" || [401, 403, 404].includes(status)) {
    if (await check(signal2)) return;
    if (refusedOnce) current.retryAfter = refusedRetry;
    else failures2 = backoffOfRefusals;
    return;
  }
  const isStream = response.headers.get("Content-Type")?.startsWith(StreamType);
  if (!response.ok || !body || !isStream) {
    current.retryAfter = Math.min(60, +(response.headers.get("Retry-After") ?? 0) || 0) * 1e3;
    if (status === 501) current.blocked = await response.text();
    else void body?.cancel();
    return;
  }
  await readStream(body, onActivity, (event) => {
    if (attempt !== current) return;
    try {
      receive(event);
      if (event.event !== Hello) return;
      current.helloAt = Date.now();
      onActivity();
    } catch (err) {
      reportError(err);
      reopenFull();
    }
  });
}
function end({ controller, helloAt, retryAfter, blocked }) {
  const now = Date.now();
  doubtBuild();
  silentStreams = helloAt ? 0 : silentStreams + Number(controller.signal.aborted);
  if (helloAt && now - helloAt >= healthyAfter) failures2 = 0;
  if (blocked || silentStreams > 1) {
    if (!pollUntil)
      console.warn(
        "goldfish: no stream gets through, so this page looks for news every 20 seconds. " + blocked
      );
    pollUntil = now + pollFor;
  }
  if (mustPoll()) enter("polling", pollInterval * (0.75 + Math.random() / 2));
  else enter("waiting", retryAfter + backoff(failures2++));
}
async function check(signal2) {
  const result = await refresh(signal2);
  if (result === "gone") enter("off");
  return result === "shown";
}
var lastRecheck = 0;
async function recheck() {
  enter("waiting");
  const current = begin();
  const shown = await check(current.controller.signal).catch(() => false);
  if (attempt !== current || !page.version) return;
  const often = Date.now() - lastRecheck < healthyAfter;
  lastRecheck = Date.now();
  if (shown && !often) open(0);
  else if (refusedOnce) enter("waiting", refusedRetry, recheck);
  else enter("waiting", healthyAfter + backoff(failures2++));
}
function receive({ event, id, data: json }) {
  const data = JSON.parse(json);
  switch (event) {
    case Hello: {
      const { fingerprints, heartbeat } = data;
      idleTimeout = 2500 * (heartbeat || 20);
      void compareFingerprints(fingerprints);
      setState("live");
      clearServerMessage();
      break;
    }
    case StaleEvent:
      root.setAttribute(Stale, "");
      emit(null, "stream", { state: "stale", message: data.message });
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
    case PartEvent: {
      const hasContent = data.body !== void 0 || data.delta;
      lazy.parts?.receive({ ...data, version: hasContent ? id : void 0 });
      break;
    }
    case "message": {
      if (id === page.version) return root.removeAttribute(Stale);
      const answer = Array.isArray(data) ? { delta: data } : data;
      const patch = resolve({ ...answer, version: id }, page);
      if (!patch) return reopenFull();
      apply(patch, { reason: "push" });
      full = false;
    }
  }
}
function reopenFull() {
  if (!full) return open(0, true);
  failures2 = Math.max(failures2, backoffOfErrors);
  attempt?.controller.abort();
}
function setOverLimit(over) {
  if (!mayStream()) {
    if (attempt) enter("hidden");
  } else if (over !== overTabLimit && page.version) {
    overTabLimit = over;
    open(over ? debounceMs : 0);
  }
}
function startStream() {
  let hiding;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hiding);
    if (!document.hidden) {
      if (!attempt || Date.now() - lastActivity > idleTimeout) resume();
    } else if (page.version) {
      hiding = setTimeout(() => mayStream() || enter("hidden"), hiddenAfter);
    }
  });
  addEventListener("online", resume);
  addEventListener("offline", () => root.setAttribute(Offline, ""));
  addEventListener("pagehide", () => enter("off"));
  addEventListener("pageshow", (event) => event.persisted && resume());
  answerShown.listen(() => open(debounceMs));
  pageDoubted.listen(() => void recheck());
  open(0);
}

// src/stream/loadShare.ts
async function loadShare() {
  const [entry2] = performance.getEntriesByType("navigation");
  if (!/^http.1/.test(entry2.nextHopProtocol)) return;
  const file = await importOptional("./share-d5d2785b.js");
  file?.startSharing(setOverLimit);
}

// src/main.ts
window.goldfish = { visit, hook };
if (page.element) start();
function start() {
  readPage();
  startHistory(() => void visit(location.href, { pop: true }));
  watchLocalChanges(root);
  markDocument();
  startLinks();
  startFormsLoader();
  startHooks();
  startAnchorLoader();
  startTimeLoader();
  startDraftsLoader();
  startPartsLoader();
  contentChanged.send(/* @__PURE__ */ new Set());
  partsAnswered.send();
  void restoreDrafts(isFreshVisit() ? "visit" : "document");
  startStream();
  void loadShare();
  (window.requestIdleCallback ?? setTimeout)(loadSoon);
  if (root.hasAttribute(Dev)) import("./dev-75121621.js").catch(reportError);
}
async function loadSoon() {
  await loadDeploy();
  void loadProgress();
  if (document.querySelector("form[method=post i]")) void loadErrors();
}
function isFreshVisit() {
  const [entry2] = performance.getEntriesByType("navigation");
  return entry2?.type === "navigate";
}
