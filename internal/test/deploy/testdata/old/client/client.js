// src/contract.ts
var PatchType = "application/vnd.goldfish.patch+json";
var StreamType = "text/event-stream";
var FromHeader = "Goldfish-From";
var VersionHeader = "Goldfish-Version";
var PartsHeader = "Goldfish-Parts";
var ActionKey = "_action";
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

// src/util/dom.ts
// @__NO_SIDE_EFFECTS__
function method(prototype, name) {
  return bind(prototype[name]);
}
var bind = (of) => Function.prototype.call.bind(of);
// @__NO_SIDE_EFFECTS__
function getter(prototype, property) {
  return bind(Object.getOwnPropertyDescriptor(prototype, property).get);
}
// @__NO_SIDE_EFFECTS__
function setter(prototype, property) {
  const { set: set2 } = Object.getOwnPropertyDescriptor(prototype, property);
  return bind(set2);
}
function get(of, property) {
  return Reflect.get(Reflect.getPrototypeOf(of), property, of);
}
function set(of, property, value) {
  Reflect.set(Reflect.getPrototypeOf(of), property, value, of);
}
function call(of, name, ...args) {
  return get(of, name).apply(of, args);
}
function safe(doc) {
  const proxy = new Proxy(doc, {
    get(of, property) {
      const value = get(of, property);
      return typeof value === "function" ? value.bind(of) : value;
    },
    set: (of, property, value) => (set(of, property, value), true)
  });
  return proxy;
}
var safeDocument = /* @__PURE__ */ safe(document);
var ofNode = Node.prototype;
var childNodes = /* @__PURE__ */ getter(ofNode, "childNodes");
var isConnected = /* @__PURE__ */ getter(ofNode, "isConnected");
var next = /* @__PURE__ */ getter(ofNode, "nextSibling");
var nodeName = /* @__PURE__ */ getter(ofNode, "nodeName");
var nodeValue = /* @__PURE__ */ getter(ofNode, "nodeValue");
var parentElement = /* @__PURE__ */ getter(ofNode, "parentElement");
var parentNode = /* @__PURE__ */ getter(ofNode, "parentNode");
var previous = /* @__PURE__ */ getter(ofNode, "previousSibling");
var textContent = /* @__PURE__ */ getter(ofNode, "textContent");
var setNodeValue = /* @__PURE__ */ setter(ofNode, "nodeValue");
var setTextContent = /* @__PURE__ */ setter(ofNode, "textContent");
var contains = /* @__PURE__ */ method(ofNode, "contains");
var insertBefore = /* @__PURE__ */ method(
  ofNode,
  "insertBefore"
);
var isEqualNode = /* @__PURE__ */ method(
  ofNode,
  "isEqualNode"
);
var removeChild = /* @__PURE__ */ method(ofNode, "removeChild");
function removeNode(node) {
  const parent = parentNode(node);
  if (parent) removeChild(parent, node);
}
var ofElement = Element.prototype;
var attributes = /* @__PURE__ */ getter(ofElement, "attributes");
var children = /* @__PURE__ */ getter(ofElement, "children");
var idOf = /* @__PURE__ */ getter(ofElement, "id");
var innerHTML = /* @__PURE__ */ getter(ofElement, "innerHTML");
var localName = /* @__PURE__ */ getter(ofElement, "localName");
var outerHTML = /* @__PURE__ */ getter(ofElement, "outerHTML");
var append = /* @__PURE__ */ method(
  ofElement,
  "append"
);
var getAttribute = /* @__PURE__ */ method(
  ofElement,
  "getAttribute"
);
var setAttr = /* @__PURE__ */ method(
  ofElement,
  "setAttribute"
);
var hasAttr = /* @__PURE__ */ method(ofElement, "hasAttribute");
var removeAttr = /* @__PURE__ */ method(ofElement, "removeAttribute");
var closestTo = /* @__PURE__ */ method(ofElement, "closest");
var matches = /* @__PURE__ */ method(ofElement, "matches");
var query = /* @__PURE__ */ method(ofElement, "querySelector");
var queryAll = /* @__PURE__ */ method(ofElement, "querySelectorAll");
var setAttributeNode = /* @__PURE__ */ method(
  ofElement,
  "setAttributeNode"
);
var shadowRoot = /* @__PURE__ */ getter(ofElement, "shadowRoot");
var replaceChildren = /* @__PURE__ */ method(
  ofElement,
  "replaceChildren"
);
function nextSibling(node) {
  return node ? next(node) : null;
}
function previousSibling(node) {
  return node ? previous(node) : null;
}
function attr(el, name) {
  return el ? getAttribute(el, name) : null;
}
function closest(el, selector2) {
  return el instanceof Element ? closestTo(el, selector2) : null;
}
function is(el, selector2) {
  return !!el && matches(el, selector2);
}
var ofForm = HTMLFormElement.prototype;
var scrollTo = /* @__PURE__ */ method(ofElement, "scrollTo");
function formOf(el) {
  if (el instanceof HTMLFormElement) return el;
  if (!(el instanceof Element)) return null;
  const form = "form" in el ? el.form : void 0;
  return form instanceof HTMLFormElement ? form : closest(el, "form");
}
function focus(el, stay = false) {
  call(el, "focus", { preventScroll: stay });
}
function isContentEditable(el) {
  return el instanceof HTMLElement && get(el, "isContentEditable");
}

// src/lazy/lazy.ts
var clientFingerprint = "UuDjeExq";
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
var trusted = typeof factory?.createPolicy === "function" ? factory.createPolicy("goldfish", policy) : policy;
var hasTemplates = false;
function parse(html) {
  const template = safeDocument.createElement("template");
  const text = trusted.createHTML(html);
  if (/shadowrootmode/i.test(html) && template.setHTMLUnsafe) template.setHTMLUnsafe(text);
  else template.innerHTML = text;
  const { content } = template;
  const holder = call(content.ownerDocument, "createElement", "div");
  append(holder, content);
  hasTemplates ||= /<template/i.test(html);
  if (/<noscript/i.test(html)) disableNoscript(holder);
  return holder;
}
function parseDocument(html) {
  const parsed = safe(new DOMParser().parseFromString(trusted.createHTML(html), "text/html"));
  disableNoscript(parsed.documentElement);
  return parsed;
}
function disableNoscript(root2) {
  const all = (selector2) => root2 instanceof Element ? queryAll(root2, selector2) : root2.querySelectorAll(selector2);
  for (const el of all("noscript")) setTextContent(el, innerHTML(el));
  for (const el of all("template")) disableNoscript(el.content);
}
var inertDocument = safe(safeDocument.implementation.createHTMLDocument(""));
function copy(node) {
  return inertDocument.importNode(node, true);
}

// src/page/page.ts
var root = safeDocument.documentElement;
var page = {
  element: safeDocument.getElementById(PageID),
  url: "",
  version: "",
  title: "",
  body: ""
};
function readPage() {
  const { element } = page;
  page.url = attr(element, Page) ?? location.pathname + location.search;
  page.version = attr(element, Version) ?? "";
  page.title = safeDocument.querySelector("title")?.textContent ?? "";
  page.body = bodyText(element);
}
function regionOf(el) {
  return closest(parentElement(el), `[${PartURL}],#${PageID}`) ?? root;
}
function bodyText(region) {
  if (!query(region, `[${PartURL}]>template`)) return innerHTML(region);
  const sent = copy(region);
  for (const part of queryAll(sent, `[${PartURL}]`)) {
    const template = query(part, `:scope>template[${Version}]`);
    if (template) replaceChildren(part, template.content);
  }
  return innerHTML(sent);
}
function pathOf(url) {
  return new URL(url, location.href).pathname;
}
function inherited(el, attribute) {
  return attr(closest(el, `[${attribute}]`), attribute);
}
function setAttribute(el, attribute, value) {
  if (value === null) removeAttr(el, attribute);
  else setAttr(el, attribute, value);
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
var [, ownScripts = "", ownShell = "", ownViewer = ""] = (attr(root, Fingerprints) ?? "").split(
  "."
);
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
  setAttr(root, Fingerprints, [clientFingerprint, ownScripts, shell, viewer].join("."));
}

// src/morph/controls.ts
function isControl(el) {
  return el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement || el instanceof HTMLSelectElement;
}
function currentValue(el) {
  if (el instanceof HTMLSelectElement) return valuesOf(el.selectedOptions);
  if (isCheckable(el)) return String(el.checked);
  if (el.type === "file") return filesOf(el).map(fileKey).join("\n");
  return el.value;
}
var filesOf = (el) => [...el instanceof HTMLInputElement && el.files || []];
var fileKey = (file) => file.name + file.size + file.lastModified;
var valuesOf = (options2) => [...options2].map((option) => option.value).join("\n");
function serverValue(el) {
  if (el instanceof HTMLSelectElement) return valuesOf(serverOptions(el));
  if (isCheckable(el)) return String(el.defaultChecked);
  if (el.type === "file") return "";
  const { defaultValue, type } = el;
  if (defaultValue === el.value) return defaultValue;
  if (el instanceof HTMLTextAreaElement) return defaultValue.replace(/\r\n?/g, "\n");
  if (/^(text|search|tel|password|hidden)$/.test(type)) return defaultValue.replace(/[\r\n]/g, "");
  return query(parse(outerHTML(el)), "input").value;
}
function serverKey(el) {
  if (!(el instanceof HTMLSelectElement)) return serverValue(el);
  return serverOptions(el).map((option) => option.value + "\n" + option.text).join("\n");
}
function serverOptions(el) {
  const options2 = [...el.options];
  const selected = options2.filter((option) => option.defaultSelected);
  if (el.multiple) return selected;
  if (selected.length) return selected.slice(-1);
  return el.size > 1 ? [] : options2.filter((option) => !is(option, ":disabled")).slice(0, 1);
}
function setValue(el, value) {
  if (el instanceof HTMLSelectElement) {
    const chosen = /* @__PURE__ */ new Set();
    for (const wanted of value.split("\n")) {
      const same = [...el.options].filter((o) => o.value === wanted && !chosen.has(o));
      const option = same.find((o) => o.selected) ?? same.find((o) => !is(o, ":disabled")) ?? same[0];
      if (option) chosen.add(option);
    }
    choose(el, chosen, value === "" && el.multiple);
  } else if (isCheckable(el)) {
    el.checked = value === "true";
  } else if (el.type === "file") {
    if (value === "") el.value = "";
  } else if (el.value !== value) {
    el.value = value;
  }
}
function choose(el, chosen, mayBeEmpty) {
  if (!chosen.size && !mayBeEmpty) chosen = new Set(serverOptions(el));
  if (!chosen.size) el.selectedIndex = -1;
  for (const option of el.options)
    if (option.selected !== chosen.has(option)) option.selected = chosen.has(option);
}
function reset(el) {
  if (el instanceof HTMLSelectElement) choose(el, new Set(serverOptions(el)), true);
  else setValue(el, serverValue(el));
}
function saveValue(el) {
  if (!(el instanceof HTMLSelectElement)) {
    const value = currentValue(el);
    return () => setValue(el, value);
  }
  const count = el.length;
  const chosen = [...el.selectedOptions].map((option) => {
    const { value, index } = option;
    return { option, value, index, key: optionKey(option) };
  });
  return () => {
    const options2 = [...el.options];
    const found = chosen.map(({ option, value, index, key: key2 }) => {
      const renamed = !hasAttr(option, "value") && el.length === count && option.index === index;
      if (options2.includes(option) && (optionKey(option) === key2 || renamed)) return option;
      return options2.find((other) => other.value === value);
    });
    choose(el, new Set(found.filter((option) => !!option)), !chosen.length);
  };
}
function optionKey(option) {
  return attr(option, "value") ?? option.text.replace(/\d+/g, "0");
}
function isCheckable(el) {
  return el.type === "checkbox" || el.type === "radio";
}
function isEditable(el) {
  return !/^(hidden|submit|button|reset|image)$/.test(el.type);
}
function isDirty(el) {
  if (el instanceof HTMLSelectElement) {
    const sent = serverOptions(el);
    const { selectedOptions: shown } = el;
    return sent.length !== shown.length || sent.some((option) => !option.selected);
  }
  if (currentValue(el) !== serverValue(el) || el.validity.badInput) return true;
  if (el.type !== "radio" || !el.name) return false;
  const group = `input[type=radio][name="${CSS.escape(el.name)}"]`;
  return [...safeDocument.querySelectorAll(group)].some(
    (other) => other.form === el.form && other.checked !== other.defaultChecked
  );
}

// src/util/signal.ts
function signal() {
  const listeners = [];
  return {
    listen: (listener) => void listeners.push(listener),
    send(...args) {
      for (const listener of listeners) {
        try {
          listener(...args);
        } catch (err) {
          reportError(err);
        }
      }
    }
  };
}

// src/page/signals.ts
var contentChanged = signal();
var partsAnswered = signal();
var answerShown = signal();
var pageDoubted = signal();

// src/util/events.ts
function emit(target, type, detail = {}, cancelable = false) {
  const event = new CustomEvent(EventPrefix + type, { detail, bubbles: true, cancelable });
  if (target && isConnected(target)) return call(target, "dispatchEvent", event);
  return safeDocument.dispatchEvent(event);
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
    const file = await importOptional("./drafts-a4192ff4.js");
    failed = !file;
    lazy.drafts = file?.startDrafts({
      page,
      fields: { currentValue, isControl, isEditable, serverValue, setValue },
      storage: { loadItem, saveItem, prefix: storagePrefix },
      viewer: () => viewer,
      emit,
      parse
    });
    if (failed) loading = void 0;
  })();
}
async function mountDrafts() {
  if (!lazy.drafts && safeDocument.querySelector(selector)) await loadDrafts();
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
    if (!isConnected(el) || !(change.attributes.size || change.children)) localChanges.delete(el);
  }
}
function forget(region) {
  delete localChanges.get(region)?.children;
  for (const el of localChanges.keys()) if (regionOf(el) === region) localChanges.delete(el);
}
function isUnchanged(el, { nodes, base }) {
  const now = childNodes(el);
  return nodes.length === now.length && nodes.every(
    (node, i) => node === now[i] && (node instanceof Element || nodeValue(node) === nodeValue(base[i]))
  );
}
function addedChildren(el) {
  const nodes = new Set(localChanges.get(el)?.children?.nodes);
  return nodes.size || localChanges.get(el)?.children ? [...children(el)].filter((child) => !nodes.has(child)) : [];
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
    const el = record2.type === "characterData" ? parentElement(target) : target;
    if (!el) continue;
    if (record2.type === "attributes") {
      if (closest(parentElement(el), `[${Keep}]`)) continue;
      const { attributes: attributes2 } = changeOf(el);
      const name = attributeName(record2);
      if (!attributes2.has(name)) attributes2.set(name, record2.oldValue);
    } else if (!closest(el, `[${Keep}]`) && !changeOf(el).children) {
      const list = byList.get(el);
      if (list) list.push(record2);
      else byList.set(el, [record2]);
    }
  }
  const lists = [...byList].map(([el, list]) => ({ el, ...listBefore(el, list) }));
  lists.sort((a, b) => depth(b.el) - depth(a.el));
  for (const { el, nodes, texts: texts2 } of lists) {
    const base = nodes.map((node) => {
      const sent = original(node);
      if (texts2.has(node)) setNodeValue(sent, texts2.get(node));
      return sent;
    });
    changeOf(el).children = { nodes, base };
  }
}
function attributeName({ attributeName: attributeName2, attributeNamespace }) {
  if (!attributeNamespace) return attributeName2;
  return (attributeNamespace.endsWith("xlink") ? "xlink:" : "xml:") + attributeName2;
}
function depth(node) {
  let depth2 = 0;
  for (let at = parentNode(node); at; at = parentNode(at)) depth2++;
  return depth2;
}
function listBefore(el, records) {
  const nodes = [...childNodes(el)];
  const texts2 = /* @__PURE__ */ new Map();
  for (const record2 of records.reverse()) {
    if (record2.type === "characterData") {
      texts2.set(record2.target, record2.oldValue);
      continue;
    }
    for (const added of record2.addedNodes) {
      const at2 = nodes.indexOf(added);
      if (at2 >= 0) nodes.splice(at2, 1);
    }
    const { nextSibling: nextSibling2, previousSibling: previousSibling2 } = record2;
    let at = nextSibling2 ? nodes.indexOf(nextSibling2) : nodes.length;
    if (at < 0) at = previousSibling2 ? nodes.indexOf(previousSibling2) + 1 : nodes.length;
    nodes.splice(at, 0, ...record2.removedNodes);
  }
  return { nodes, texts: texts2 };
}
function original(node) {
  const sent = copy(node);
  if (!(node instanceof Element) || !localChanges.size) return sent;
  const all = [node, ...queryAll(node, "*")];
  if (!all.some((inner) => localChanges.has(inner))) return sent;
  const copies = [sent, ...queryAll(sent, "*")];
  all.forEach((inner, i) => {
    const { attributes: attributes2 = [], children: children2 } = localChanges.get(inner) ?? {};
    for (const [name, value] of attributes2) restoreAttribute(copies[i], name, value);
    if (children2) replaceChildren(copies[i], ...children2.base.map(copy));
  });
  return sent;
}
function restoreAttribute(el, name, value) {
  const node = call(el, "getAttributeNode", name);
  if (value === null) removeAttr(el, name);
  else if (node) node.value = value;
  else {
    try {
      setAttr(el, name, value);
    } catch {
    }
  }
}

// src/util/scrollers.ts
var scrolled = /* @__PURE__ */ new Set();
safeDocument.addEventListener(
  "scroll",
  ({ target }) => {
    if (target instanceof Element) scrolled.add(target);
  },
  { capture: true, passive: true }
);
function jump(el, left, top) {
  const to = { left, top, behavior: "instant" };
  if (el instanceof Element) scrollTo(el, to);
  else el?.scrollTo(to);
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
    const isOld = (el) => regionOf(el) === region && !closest(parentElement(el), `[${Keep}]`);
    const nested = `[${Keep}] *,[${PartURL}] *,#${PageID} *`;
    const byId = /* @__PURE__ */ new Map();
    for (const el of queryAll(root2, "[id]"))
      if (!byId.has(idOf(el)) && isOld(el)) byId.set(idOf(el), el);
    for (const next2 of queryAll(theirs, "[id]")) {
      const el = byId.get(attr(next2, "id"));
      if (!el || localName(el) !== localName(next2) || inputKind(el) !== inputKind(next2)) continue;
      if (mayMatch(el, next2) && !is(next2, nested)) this.add(el, next2, root2, theirs);
    }
    const { newByOld, oldByNew } = this;
    const oldControls = controlsByKey(root2, newByOld, isOld);
    if (!oldControls.size) return;
    for (const [key2, next2] of controlsByKey(theirs, oldByNew, (el) => !is(el, nested))) {
      const old = oldControls.get(key2) ?? [];
      if (old.length !== next2.length) continue;
      old.forEach((el, i) => mayMatch(el, next2[i]) && this.add(el, next2[i], root2, theirs));
    }
  }
  add(el, next2, root2, theirs) {
    if (this.newByOld.has(el) || this.oldByNew.has(next2)) return;
    this.oldByNew.set(next2, el);
    this.newByOld.set(el, next2);
    this.addHolders(el, root2);
    this.addHolders(next2, theirs);
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
  take(next2, parent) {
    const el = this.oldByNew.get(next2);
    if (!el || this.used.has(el) || contains(el, parent)) return void 0;
    this.used.add(el);
    return el;
  }
  /** Whether an old child is claimed by another parent than this new one. */
  isReserved(child, theirs) {
    const next2 = this.newByOld.get(child);
    if (!next2 || parentElement(next2) === theirs) return false;
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
  /** Removes at the end what was left in place for its claimed elements, and what was not taken. */
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
function controlsByKey(root2, claimed, want) {
  const found = /* @__PURE__ */ new Map();
  for (const el of queryAll(root2, "input[name],textarea[name],select[name]")) {
    const kind = inputKind(el);
    if (notEdited.test(kind) || claimed.has(el) || !want(el)) continue;
    const form = closest(el, "form");
    let row = parentElement(el);
    while (row && row !== root2 && !claimed.has(row)) row = parentElement(row);
    const key2 = [
      attr(el, "form") ?? attr(form, "id") ?? attr(form, "action") ?? "",
      row && row !== root2 ? attr(row, "id") : "",
      localName(el),
      kind,
      attr(el, "name"),
      /^(checkbox|radio)$/.test(kind) ? attr(el, "value") : ""
    ].join("\n");
    found.set(key2, [...found.get(key2) ?? [], el]);
  }
  return found;
}

// src/morph/fields.ts
function controlsIn(root2, region) {
  return [...queryAll(root2, "input,textarea,select")].filter(
    (el) => isEditable(el) && regionOf(el) === region
  );
}
var isCustom = (el) => localName(el).includes("-") && "value" in el;
function valuesOf2(elements) {
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
var pendingAttributes = /* @__PURE__ */ new Map();
function deferAttribute(el, name, value) {
  if (!/^(value|min|max|step)$/.test(name) || !(el instanceof HTMLInputElement)) return false;
  if (!/^(date|time|month|week|datetime-local|number)$/.test(el.type)) return false;
  if (el !== safeDocument.activeElement && !el.validity.badInput) return false;
  const pending = pendingAttributes.get(el) ?? /* @__PURE__ */ new Map();
  pendingAttributes.set(el, pending.set(name, value));
  return true;
}
function isDeferred(el, name) {
  return isControl(el) && !!pendingAttributes.get(el)?.has(name);
}
function dropDeferred(root2) {
  for (const el of pendingAttributes.keys()) {
    if (contains(root2, el) || !isConnected(el)) pendingAttributes.delete(el);
  }
}
safeDocument.addEventListener("focusout", ({ target: el }) => {
  if (!isControl(el)) return;
  const pending = pendingAttributes.get(el);
  if (pending && !el.validity.badInput) {
    const dirty = isDirty(el);
    pendingAttributes.delete(el);
    withoutRecording(() => pending.forEach((value, name) => setAttribute(el, name, value)));
    if (!dirty) reset(el);
  }
  if (pendingReset.has(el) && pendingReset.get(el) === currentValue(el)) reset(el);
  pendingReset.delete(el);
});
function preserveFields(root2, rules, region = root2) {
  const { sent } = rules;
  const before = /* @__PURE__ */ new Map();
  const { activeElement } = safeDocument;
  for (const el of controlsIn(root2, region)) {
    const saved = {
      current: currentValue(el),
      server: serverKey(el),
      dirty: isDirty(el),
      restore: saveValue(el)
    };
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
      const focused = el === safeDocument.activeElement;
      const theirs = serverKey(el);
      const keep = rules.fresh ? el === rules.inUse : sent?.has(el) ? current !== sent.get(el) : theirs === server || dirty || focused;
      if (keep) restore();
      else reset(el);
      if (!keep || !focused) continue;
      if (!dirty && theirs !== server) pendingReset.set(el, current);
      if (selection) restoreSelection(el, selection);
    }
    if (sent) resetSent(sent, true);
  };
}
function restoreSelection(el, [start2, end3, direction]) {
  if (el.selectionStart !== start2 || el.selectionEnd !== end3)
    el.setSelectionRange(start2, end3, direction);
}

// src/morph/adopt.ts
var hasCustomElements = (html) => /<[a-z][^\s/>]*-/i.test(html);
function adopt(el, sent, root2 = el) {
  if (isEqualNode(el, sent)) return;
  if (el !== root2) adoptAttributes(el, sent);
  if (is(el, `[${Keep}]`) || el !== root2 && is(el, `[${PartURL}],#${PageID}`)) return;
  const next2 = [...childNodes(sent)];
  const known = localChanges.get(el)?.children;
  const nodes = known ? known.nodes : align([...childNodes(el)], next2);
  if (nodes.length !== next2.length) return;
  if (!known && differs(el, nodes, next2)) changeOf(el).children = { nodes, base: next2.map(copy) };
  nodes.forEach((node, i) => {
    const theirs = next2[i];
    if (node !== theirs && node instanceof Element && theirs instanceof Element)
      adopt(node, theirs, root2);
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
function align(now, next2) {
  let at = 0;
  return next2.map((theirs) => {
    const find = (fits) => now.findIndex((n, i) => i >= at && fits(n));
    let found = find((node) => isEqualNode(node, theirs));
    if (found < 0) found = find((node) => sameKind(node, theirs));
    if (found < 0) return theirs;
    at = found + 1;
    return now[found];
  });
}
function sameKind(node, other) {
  if (nodeName(node) !== nodeName(other)) return false;
  return !(node instanceof Element) || idOf(node) === idOf(other);
}
function differs(el, nodes, next2) {
  const now = childNodes(el);
  return now.length !== nodes.length || nodes.some(
    (node, i) => node !== now[i] || !(node instanceof Element) && nodeValue(node) !== nodeValue(next2[i])
  );
}

// src/morph/localLists.ts
function mergeLists({ newFor }, claims, isOther) {
  const kept = /* @__PURE__ */ new Set();
  const added = /* @__PURE__ */ new Set();
  const leftOut = /* @__PURE__ */ new Set();
  const settlers = [];
  for (const [el, change] of localChanges) {
    const { children: children2 } = change;
    if (!children2) continue;
    const sent = new Set(children2.nodes);
    const own = [...childNodes(el)].filter((child) => !sent.has(child));
    for (const child of own) if (child instanceof Element) added.add(child);
    const theirs = isOther(el) ? void 0 : newFor(el);
    if (isContentEditable(el) && theirs !== null) {
      if (theirs && equalLists([...childNodes(el)], [...childNodes(theirs)]))
        delete change.children;
      else kept.add(editingHost(el));
      continue;
    }
    if (!theirs) continue;
    const next2 = [...childNodes(theirs)];
    if (equalLists(children2.base, next2)) kept.add(el);
    else settlers.push(merge(el, children2, next2));
  }
  function merge(el, children2, next2) {
    const { nodes, base } = children2;
    const same = unchangedNodes(base, next2);
    const stays = (node) => parentNode(node) === el;
    const removed = /* @__PURE__ */ new Map();
    for (let i = 0; i < nodes.length; i++) {
      if (stays(nodes[i])) continue;
      const start2 = i;
      while (i + 1 < nodes.length && !stays(nodes[i + 1])) i++;
      const gone = nodes.slice(start2, i + 1);
      const instead = ownNodesAfter(el, nodes[start2 - 1], nodes);
      if (instead.length && gone.some((_, n) => !same.has(base[start2 + n]))) {
        putBack(el, gone, instead);
      } else {
        gone.forEach((node, n) => {
          const theirs = same.get(base[start2 + n]);
          if (!theirs) return;
          removed.set(theirs, node);
          leftOut.add(theirs);
        });
      }
    }
    children2.base = next2.map(copy);
    return () => {
      const shown = [...childNodes(el)].filter((child) => !added.has(child));
      children2.nodes = next2.map((node) => removed.get(node) ?? shown.shift() ?? node);
      if (shown.length || children2.nodes.length !== children2.base.length)
        delete localChanges.get(el)?.children;
    };
  }
  function putBack(el, gone, instead) {
    for (const node of gone) {
      if (isConnected(node) && !contains(el, node)) continue;
      for (const inner of node instanceof Element ? [node, ...queryAll(node, "*")] : [])
        localChanges.delete(inner);
      insertBefore(el, node, instead[0]);
    }
    for (const node of instead) {
      added.add(node);
      claims.remove(node);
    }
  }
  return { kept, added, leftOut, settle: () => settlers.forEach((settle2) => settle2()) };
}
function ownNodesAfter(el, before, nodes) {
  const all = [...childNodes(el)];
  const start2 = before ? all.indexOf(before) + 1 : 0;
  const end3 = all.findIndex((child, i) => i >= start2 && nodes.includes(child));
  return all.slice(start2, end3 < 0 ? void 0 : end3);
}
function unchangedNodes(base, next2) {
  const same = /* @__PURE__ */ new Map();
  const free = new Set(next2);
  for (const old of base) {
    for (const node of free) {
      if (!isEqualNode(old, node)) continue;
      same.set(old, node);
      free.delete(node);
      break;
    }
  }
  return same;
}
function equalLists(a, b) {
  return a.length === b.length && a.every((node, i) => isEqualNode(node, b[i]));
}
function editingHost(el) {
  const outer = closest(parentElement(el), "[contenteditable]");
  return outer && isContentEditable(outer) ? editingHost(outer) : el;
}

// src/morph/match.ts
function matchElements(root2, theirs, region, claims) {
  const oldFor = /* @__PURE__ */ new Map();
  const known = /* @__PURE__ */ new Map([[root2, theirs]]);
  function newFor(el) {
    if (known.has(el)) return known.get(el);
    let found;
    if (contains(root2, el) && regionOf(el) === region) {
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
  return { oldFor, newFor };
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

// src/morph/hidden.ts
var sentShadows = /* @__PURE__ */ new WeakMap();
function hasShadowOf(el, theirs) {
  const next2 = shadowRoot(theirs);
  return !next2 || (sentShadows.get(el) ?? shadowRoot(el)?.innerHTML) === next2.innerHTML;
}
function isEqual(el, next2) {
  if (!isEqualNode(el, next2)) return false;
  if (!hasTemplates) return true;
  const all = queryAll(next2, "*");
  const ours = [el, ...queryAll(el, "*")];
  return [next2, ...all].every(
    (theirs, i) => hasShadowOf(ours[i], theirs) && !(theirs instanceof HTMLTemplateElement && innerHTML(ours[i]) !== innerHTML(theirs))
  );
}
function updateHidden(el, next2, reconcile2) {
  if (el instanceof HTMLTemplateElement && next2 instanceof HTMLTemplateElement) {
    if (el.innerHTML !== next2.innerHTML) el.content.replaceChildren(...next2.content.childNodes);
  }
  const theirs = shadowRoot(next2);
  if (!theirs || hasShadowOf(el, next2)) return;
  const html = theirs.innerHTML;
  const { mode, delegatesFocus } = theirs;
  reconcile2(shadowRoot(el) ?? call(el, "attachShadow", { mode, delegatesFocus }), theirs);
  sentShadows.set(el, html);
}

// src/morph/reconcile.ts
function reconcile(el, theirs, rules) {
  const { claims } = rules;
  const old = [...childNodes(el)].filter(
    (child) => !rules.isLocal(child) && !claims.isReserved(child, theirs)
  );
  const all = [...childNodes(theirs)];
  const next2 = rules.leftOut.size ? all.filter((child) => !rules.leftOut.has(child)) : all;
  const matches2 = matchChildren(el, old, next2, rules);
  const matched = new Set(matches2);
  for (const child of old) if (!matched.has(child)) claims.remove(child);
  const stable = stableNodes(matches2, old, rules);
  const placed = [];
  for (let i = next2.length - 1; i >= 0; i--) {
    const child = matches2[i] ?? next2[i];
    while (placed.length && parentNode(placed.at(-1)) !== el) placed.pop();
    if (!stable.has(child)) move(el, child, placed.at(-1) ?? null);
    placed.push(child);
  }
  matches2.forEach((child, i) => {
    rules.path.push(all === next2 ? i : all.indexOf(next2[i]));
    if (child) update(child, next2[i], rules);
    else takeClaimed(next2[i], rules);
    rules.path.pop();
  });
}
function takeClaimed(el, rules) {
  if (!rules.claims.holds(el)) return;
  [...childNodes(el)].forEach((next2, i) => {
    if (!(next2 instanceof Element)) return;
    const old = rules.claims.take(next2, el);
    rules.path.push(i);
    if (old) {
      move(el, old, next2);
      removeNode(next2);
      update(old, next2, rules);
    } else {
      takeClaimed(next2, rules);
    }
    rules.path.pop();
  });
}
function update(child, next2, rules) {
  if (!(child instanceof Element)) {
    if (nodeValue(child) !== nodeValue(next2)) setNodeValue(child, nodeValue(next2));
    return;
  }
  if (isEqual(child, next2)) return;
  const { path } = rules;
  const depth2 = path.length;
  try {
    const deeper = rules.visit(child);
    updateAttributes(child, next2, rules.mayChange);
    if (deeper) {
      updateHidden(child, next2, (el, theirs) => reconcile(el, theirs, rules));
      reconcile(child, next2, rules);
    }
  } catch (err) {
    reportError(err);
    path.length = depth2;
    let fresh = rules.pristine();
    for (const i of path) fresh = fresh && childNodes(fresh)[i];
    if (fresh instanceof Element) mend(child, fresh);
  }
}
function mend(el, theirs) {
  const old = [...childNodes(el)];
  const next2 = [...childNodes(theirs)];
  next2.forEach((node, i) => {
    const child = old[i];
    if (child && isEqualNode(child, node)) return;
    if (child instanceof Element && sameKind2(child, node)) {
      try {
        updateAttributes(child, node, () => true);
        return mend(child, node);
      } catch (err) {
        reportError(err);
      }
    }
    insertBefore(el, node, child && parentNode(child) === el ? child : null);
    if (child) removeNode(child);
  });
  old.slice(next2.length).forEach(removeNode);
}
function updateAttributes(el, next2, mayChange2) {
  for (const attribute of attributes(next2)) {
    const { name, namespaceURI, localName: localName2, value } = attribute;
    const now = namespaceURI ? call(el, "getAttributeNS", namespaceURI, localName2) : attr(el, name);
    if (now !== value && mayChange2(el, name, value)) setAttributeNode(el, attribute.cloneNode());
  }
  for (const { name } of [...attributes(el)]) {
    if (!hasAttr(next2, name) && mayChange2(el, name, null)) removeAttr(el, name);
  }
}
var { moveBefore } = Element.prototype;
function move(parent, node, before) {
  if (moveBefore && parent instanceof Element && isConnected(node) && isConnected(parent))
    moveBefore.call(parent, node, before);
  else insertBefore(parent, node, before);
}
function matchChildren(el, old, next2, rules) {
  const matches2 = next2.map(() => void 0);
  const free = new Set(old);
  const take = (i, child) => {
    if (!child || matches2[i] || !free.has(child) || !sameKind2(child, next2[i])) return false;
    if (child instanceof Element && !rules.mayMatch(child, next2[i])) return false;
    matches2[i] = child;
    return free.delete(child);
  };
  const unmatched = () => next2.flatMap((child, i) => !matches2[i] && child instanceof Element ? [i] : []);
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
      const candidates = byKey.get(key2(next2[i]));
      for (const child of candidates ?? []) {
        if (!take(i, child)) continue;
        candidates.delete(child);
        break;
      }
    }
  };
  next2.forEach((child, i) => {
    const claimed = rules.claims.take(child, el);
    if (!claimed) return;
    matches2[i] = claimed;
    free.delete(claimed);
  });
  next2.forEach((child, i) => child instanceof Element && take(i, rules.knownMatch(child)));
  matchEnds(old, next2, take);
  pair((el2) => idOf(el2));
  if (free.size > 1 || unmatched().length > 1) {
    pair((el2) => !idOf(el2) && outerHTML(el2));
    pair(innerId(free, next2));
  }
  pair((el2) => !idOf(el2) && nameOf(el2) && localName(el2) + nameOf(el2));
  pair((el2) => !idOf(el2) && !(isControl2(el2) && nameOf(el2)) && localName(el2));
  matchText(old, next2, matches2, take);
  return matches2;
}
function matchEnds(old, next2, take) {
  let start2 = 0;
  while (start2 < old.length && start2 < next2.length && isEqualNode(old[start2], next2[start2]))
    take(start2, old[start2++]);
  for (let i = 1; i <= Math.min(old.length, next2.length) - start2; i++) {
    const child = old[old.length - i];
    if (!isEqualNode(child, next2[next2.length - i])) break;
    take(next2.length - i, child);
  }
}
function innerId(free, next2) {
  const ids = (el) => !(el instanceof Element) || idOf(el) ? [] : [...queryAll(el, "[id]")].map((inner) => idOf(inner));
  const theirs = new Set(next2.flatMap(ids));
  const both = new Set(theirs.size ? [...free].flatMap(ids).filter((id) => theirs.has(id)) : []);
  return (el) => both.size > 0 && (ids(el).find((id) => both.has(id)) ?? false);
}
function matchText(old, next2, matches2, take) {
  const isText = (node) => !(node instanceof Element);
  next2.forEach((child, i) => {
    if (!isText(child)) return;
    take(i, (i ? nextSibling(matches2[i - 1]) : old[0]) ?? void 0);
    take(i, previousSibling(matches2[i + 1]) ?? void 0);
  });
  const oldTexts = old.filter(isText);
  next2.forEach((child, i) => isText(child) && oldTexts.forEach((text) => take(i, text)));
}
function sameKind2(child, next2) {
  if (nodeName(child) !== nodeName(next2)) return false;
  if (!(child instanceof Element)) return true;
  const equal = (name) => attr(child, name) === attr(next2, name);
  return equal("id") && equal("type");
}
function nameOf(el) {
  if (el instanceof HTMLOptionElement) return optionKey(el);
  return attr(el, "name") ?? attr(el, "href") ?? attr(el, "src");
}
function isControl2(el) {
  return is(el, "input,textarea,select,iframe");
}
function stableNodes(matches2, old, rules) {
  const index = new Map(old.map((child, i) => [child, i]));
  const order = matches2.filter((child) => !!child && index.has(child));
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
  const previous2 = [];
  numbers.forEach((n, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (numbers[tails[middle]] < n) low = middle + 1;
      else high = middle;
    }
    previous2[i] = low ? tails[low - 1] : -1;
    tails[low] = i;
  });
  const run2 = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous2[i]) run2.push(numbers[i]);
  return run2;
}

// src/morph/showDelta.ts
function showDelta(root2, operations, ops) {
  const find = (id) => {
    const el = safeDocument.getElementById(id);
    return el && regionOf(el) === root2 ? el : void 0;
  };
  const edit = (el, html) => {
    const make = () => parseElement(html);
    const theirs = make();
    if (!theirs || idOf(theirs) !== idOf(el) || localName(theirs) !== localName(el)) return false;
    if (!ops.morph(el, theirs, make)) return false;
    ops.shown(el, make);
    return true;
  };
  return operations.every((operation) => {
    const { kind, id } = operation;
    if (kind === "edit" && !id) {
      const make = () => parse(operation.html);
      ops.morph(root2, make(), make);
      ops.shown(root2, make);
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
function parseElement(html) {
  const [only, ...more] = childNodes(parse(html));
  return only instanceof Element && !more.length ? only : void 0;
}

// src/morph/morph.ts
var fragile = ":is(dialog:modal,:popover-open,iframe,video,audio)";
function morph(root2, theirs, rules = {}, operations) {
  const { fresh } = rules;
  flush();
  if (fresh) forget(root2);
  const isShell = root2 === safeDocument.body;
  const region = isShell ? safeDocument.documentElement : root2;
  const restoreFields = preserveFields(root2, rules, region);
  const restoreScrollAndFocus = keepScrollAndFocus(root2);
  const visited = /* @__PURE__ */ new Set();
  const canMove = "moveBefore" in Element.prototype;
  const active = safeDocument.activeElement;
  function unmovable(node) {
    if (canMove || !(node instanceof Element)) return false;
    return contains(node, active) || is(node, fragile) || !!query(node, fragile);
  }
  function mayMatch(el, next2) {
    if (hasAttr(el, PartURL) !== hasAttr(next2, PartURL)) return false;
    if (hasAttr(el, Keep) !== hasAttr(next2, Keep)) return false;
    if (fresh && hasAttr(el, Keep)) return !!idOf(el);
    return !(fresh && localName(el).includes("-"));
  }
  function morphElement2(el, theirs2, pristine) {
    if (!mayMatch(el, theirs2) && el !== root2) return false;
    dropDeferred(el);
    if (el === root2) visited.add(root2);
    else willChange(parentElement(el));
    try {
      morphSafely(el, theirs2, pristine);
    } catch (err) {
      reportError(err);
      mend(el, pristine());
    }
    return true;
  }
  function morphSafely(el, theirs2, pristine) {
    const claims = new Claims(el, theirs2, region, fresh ? () => false : mayMatch);
    const matches2 = matchElements(el, theirs2, region, claims);
    const isOther = (other) => other !== root2 && hasAttr(other, PartURL);
    const { kept, added, leftOut, settle: settle2 } = mergeLists(matches2, claims, isOther);
    dropConfirmed(matches2);
    const rules2 = {
      knownMatch: (next2) => matches2.oldFor.get(next2),
      mayMatch,
      isLocal: (child) => added.has(child) || isShell && nodeName(child) === "SCRIPT",
      leftOut,
      mayChange,
      visit(el2) {
        visited.add(el2);
        return !kept.has(el2) && !is(el2, `[${Keep}],[${PartURL}],#${PageID}`);
      },
      unmovable,
      claims,
      path: [],
      pristine
    };
    if (el === root2) reconcile(root2, theirs2, rules2);
    else update(el, theirs2, rules2);
    claims.finish();
    settle2();
  }
  function willChange(parent) {
    for (let el = parent; el && el !== root2; el = parentElement(el))
      visited.add(el);
    return !localChanges.get(parent)?.children;
  }
  const custom = typeof theirs === "string" && hasCustomElements(theirs);
  const ops = {
    morph: morphElement2,
    willChange,
    movable: (el) => !unmovable(el),
    shown: (el, html) => custom && adopt(el, html())
  };
  if (!operations || fresh || !showDelta(root2, operations, ops)) {
    const spare = typeof theirs === "string" ? void 0 : copy(theirs);
    const make = () => typeof theirs === "string" ? parse(theirs) : copy(spare);
    morphElement2(root2, typeof theirs === "string" ? make() : theirs, make);
    ops.shown(root2, make);
  }
  restoreFields();
  restoreScrollAndFocus();
  discard();
  return visited;
}
function keepScrollAndFocus(root2) {
  const focused = safeDocument.activeElement;
  const selection = closest(focused, "[contenteditable]") ? getSelection() : null;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  const places = [...scrolled].map(
    (el) => [el, get(el, "scrollLeft"), get(el, "scrollTop")]
  );
  return () => {
    if (focused !== safeDocument.activeElement && contains(root2, focused)) focus(focused, true);
    if (anchorNode && focusNode && contains(root2, anchorNode) && contains(root2, focusNode)) {
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
function dropConfirmed({ newFor }) {
  for (const [el, { attributes: attributes2 }] of localChanges) {
    const theirs = newFor(el);
    if (!theirs) continue;
    for (const name of attributes2.keys())
      if (attr(theirs, name) === attr(el, name)) attributes2.delete(name);
  }
}
function mayChange(el, name, theirs) {
  if (deferAttribute(el, name, theirs)) return false;
  const attributes2 = localChanges.get(el)?.attributes;
  if (!attributes2?.has(name)) return true;
  const base = attributes2.get(name) ?? null;
  if (base === theirs) return false;
  if (name !== "class") return attributes2.delete(name);
  attributes2.set(name, theirs);
  setAttr(el, name, mergeTokens(base, theirs, attr(el, name)));
  return false;
}
function mergeTokens(base, theirs, ours) {
  const split = (text) => (text ?? "").split(/\s+/).filter(Boolean);
  const [baseTokens, theirTokens, ourTokens] = [split(base), split(theirs), split(ours)];
  return [.../* @__PURE__ */ new Set([...theirTokens, ...ourTokens])].filter((t) => !baseTokens.includes(t) || theirTokens.includes(t) && ourTokens.includes(t)).join(" ");
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
  for (const next2 of edits) {
    html += old.slice(at, next2.at);
    next2.from = html.length;
    html += next2.text;
    at = next2.at + next2.length;
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
  const end3 = at + length;
  let html = "";
  eachSplice(at, splices, (to, deleted, text) => {
    html += old.slice(at, to) + text;
    at = to + deleted;
  });
  return html + old.slice(at, end3);
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

// src/util/url.ts
function absolute(href, base = location.href) {
  const url = new URL(href, base);
  url.username = url.password = "";
  return url;
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
    const response = await fetch(absolute(url), { ...init, headers, cache: "no-store" });
    removeAttr(root, Offline);
    const result = { status: response.type === "opaqueredirect" ? 303 : response.status };
    result.retryAfter = secondsUntil(response.headers.get("Retry-After"));
    if (response.redirected) result.redirected = response.url;
    if (response.headers.get("Content-Type")?.startsWith(PatchType)) {
      const patch = await response.json();
      void compareFingerprints(patch.fingerprints, patch.url ?? region.url, true);
      patch.parts = parts?.resolve(patch.parts) ?? patch.parts;
      result.patch = resolve(patch, base) ?? await refetch(patch, patch.url ?? url);
    } else {
      void response.body?.cancel();
    }
    return result;
  } catch (err) {
    if (signal2?.aborted) throw err;
    setAttr(root, Offline, "");
    return { status: 0 };
  }
  async function refetch(first, location2) {
    const { history: history2, flash, notice } = first;
    const { status, patch } = full2 ? {} : await fetchPatch(location2, { signal: signal2, redirect: "manual" }, "", region, true);
    return status === 200 && patch ? { ...patch, history: history2, flash, notice } : { location: location2 };
  }
}
function secondsUntil(retryAfter) {
  const seconds2 = +(retryAfter ?? NaN);
  const wait = isNaN(seconds2) ? (Date.parse(retryAfter ?? "") - Date.now()) / 1e3 : seconds2;
  return wait > 0 ? Math.ceil(wait) : void 0;
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

// src/page/press.ts
var maxPress = 3e3;
var clickAfterTouch = 300;
var pressed;
var end = () => {
};
var timer2;
function released() {
  return pressed;
}
function begin() {
  clearTimeout(timer2);
  if (pressed) return;
  pressed = new Promise((resolve2) => {
    const limit = setTimeout(() => end(), maxPress);
    end = () => {
      clearTimeout(limit);
      clearTimeout(timer2);
      pressed = void 0;
      resolve2();
    };
  });
}
function endAfter(delay) {
  clearTimeout(timer2);
  if (pressed) timer2 = setTimeout(end, delay);
}
var actsOnRelease = /^(checkbox|radio|button|submit|reset|image|file|color)$/;
function isPress({ key: key2, repeat, target }) {
  if (repeat || key2 !== " " && key2 !== "Enter") return false;
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

// src/deploy/load.ts
var loading2;
function loadDeploy() {
  return loading2 ??= (async () => {
    const file = await importOptional("./deploy-8f798fea.js");
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
        const controls = safeDocument.querySelectorAll("input,textarea,select");
        const dirty = [...controls].some((el) => isEditable(el) && isDirty(el));
        return dirty || !!lazy.forms?.submitting() || !draftsAreSafe();
      },
      fingerprints: { acceptsShell, documentDue, markDueDocument, setShell },
      released,
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
var timer3;
var hideProgress;
var loadProgress = () => importOptional("./progress-42c892c8.js");
function add(el, n) {
  const count = (counts.get(el) ?? 0) + n;
  if (count > 0) {
    counts.set(el, count);
    setAttr(el, "aria-busy", "true");
  } else {
    counts.delete(el);
    removeAttr(el, "aria-busy");
  }
}
function busy(...origins) {
  const marked = /* @__PURE__ */ new Set([root]);
  for (const el of origins) {
    if (!el) continue;
    marked.add(el);
    const selector2 = attr(el, Indicator);
    if (selector2) for (const shown of safeDocument.querySelectorAll(selector2)) marked.add(shown);
  }
  for (const el of marked) add(el, 1);
  timer3 ??= setTimeout(async () => {
    const file = await loadProgress();
    if (timer3) hideProgress ??= file?.showProgress(safeDocument);
  }, progressDelay);
  return () => {
    for (const el of marked) add(el, -1);
    if (counts.has(root)) return;
    clearTimeout(timer3);
    hideProgress?.();
    timer3 = hideProgress = void 0;
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
    if (!isConnected(el)) scrolled.delete(el);
    else if (idOf(el)) positions[idOf(el)] = [get(el, "scrollLeft"), get(el, "scrollTop")];
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
  for (const id in positions) jump(id ? safeDocument.getElementById(id) : window, ...positions[id]);
  return !!positions;
}
function scrollAfterVisit(hash, toTop) {
  const target = hash && fragmentTarget(hash);
  if (target) return call(target, "scrollIntoView", { behavior: "instant" });
  if (!toTop) return;
  for (const el of scrolled) if (contains(page.element, el)) jump(el, 0, 0);
  jump(window, 0, 0);
}
function fragmentTarget(hash) {
  if (location.hash === hash && !isControl(safeDocument.activeElement)) {
    const { state: state3 } = history;
    location.replace(safeDocument.URL);
    history.replaceState(state3, "");
    return safeDocument.querySelector(":target");
  }
  const raw = hash.slice(1);
  let name = raw;
  try {
    name = decodeURIComponent(raw);
  } catch {
  }
  const named = safeDocument.querySelector(`a[name="${CSS.escape(name)}"]`);
  return safeDocument.getElementById(raw) ?? safeDocument.getElementById(name) ?? named;
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
  if (!popped && state === "settled" && entryOf(history.state) === entry) return;
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
function write(method2, url) {
  const now = Date.now();
  calls = [...calls.filter((at) => now - at <= interval), now];
  try {
    const { username, password } = new URL(safeDocument.URL);
    const target = Object.assign(absolute(url), { username, password });
    history[method2]({ goldfish: entry, parts: lazy.parts?.state() }, "", target.href);
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
    if (isMain) safeDocument.title = title;
  }
  if (body !== void 0 && !(before && version === before)) {
    region.body = body;
    const operations = before && before === patch.from ? patch.operations : void 0;
    contentChanged.send(morphElement(element, body, options2, operations));
  } else if (options2.sent) {
    resetSent(options2.sent);
  }
  partsAnswered.send(patch.parts);
  removeAttr(isMain ? root : element, Stale);
  emit(element, "patch", detail);
  return true;
}
function morphElement(element, body, options2, operations) {
  const restoreLostFields = options2.fresh ? void 0 : lazy.drafts?.preserveInput(options2.sent);
  const visited = morph(element, body, options2, operations);
  restoreLostFields?.();
  return visited;
}

// src/util/messages.ts
var texts = {
  down: "The server cannot be reached just now.",
  failed: "That did not work. Please try again.",
  later: "That did not work. Please try again in %1.",
  ended: "You are not signed in any more. What you have entered is still here."
};
function setMessage(attribute, text = "") {
  const places = safeDocument.querySelectorAll(`[${attribute}]`);
  for (const el of places) {
    setTextContent(el, text);
    set(el, "hidden", !text);
  }
  return places.length > 0;
}
function showMessage(text) {
  if (!setMessage(Flash, text)) announce(text);
}
var serverMessage = "";
function showServerMessage(text) {
  serverMessage = text;
  showMessage(text);
}
function clearServerMessage() {
  if (!serverMessage) return;
  for (const el of safeDocument.querySelectorAll(`[${Flash}]`)) {
    if (textContent(el) === serverMessage) setMessage(Flash);
  }
  if (liveRegion && textContent(liveRegion) === serverMessage) setTextContent(liveRegion, "");
  serverMessage = "";
}
function errorText({ status, retryAfter }) {
  if (!retryAfter) return status ? texts.failed : texts.down;
  const minutes = retryAfter > 90;
  const format = {
    style: "unit",
    unit: minutes ? "minute" : "second",
    unitDisplay: "long"
  };
  const language = safeDocument.documentElement.lang || void 0;
  const wait = minutes ? Math.ceil(retryAfter / 60) : retryAfter;
  return texts.later.replace("%1", new Intl.NumberFormat(language, format).format(wait));
}
var liveRegion;
function announce(text) {
  if (!liveRegion || !isConnected(liveRegion)) {
    liveRegion = safeDocument.createElement("div");
    setAttr(liveRegion, "aria-live", "polite");
    get(liveRegion, "style").cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
    append(safeDocument.body, liveRegion);
  }
  setTextContent(liveRegion, text);
}

// src/parts/load.ts
var partsReady;
function startPartsLoader() {
  partsAnswered.listen((answers) => {
    partsReady = mountParts(answers).catch(reportError);
  });
}
async function mountParts(answers) {
  if (!lazy.parts && query(page.element, `[${PartURL}]`)) {
    const file = await importOptional("./parts-5309d8cc.js");
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
var timer4;
var currentPage = () => page.url + " " + page.version;
function savesData() {
  return !!navigator.connection?.saveData;
}
function dropPrefetched() {
  clearTimeout(timer4);
  prefetched?.abort.abort();
  prefetched = void 0;
}
async function takePrefetched(url) {
  clearTimeout(timer4);
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
    if (/\.\w+$/.test(link.pathname)) return void 0;
    return targetRegion(link, link.href) === page ? link : void 0;
  };
  safeDocument.addEventListener("mouseover", (event) => {
    clearTimeout(timer4);
    const link = linkToPrefetch(event);
    if (link) timer4 = setTimeout(() => prefetch(link.href), hoverDelay);
  });
  safeDocument.addEventListener("mouseout", () => clearTimeout(timer4));
  const onTouch = (event) => {
    const link = linkToPrefetch(event);
    if (link) prefetch(link.href);
  };
  safeDocument.addEventListener("touchstart", onTouch, { passive: true });
}

// src/page/loadAnchor.ts
var started = false;
var anchorReady;
function startAnchorLoader() {
  contentChanged.listen(() => {
    if (!started && safeDocument.querySelector(`[${Scroll}=anchor]`)) anchorReady = load();
  });
}
async function load() {
  const file = await importOptional("./anchor-5e90d102.js");
  if (!file || started) return;
  started = true;
  file.startAnchor(safeDocument);
}

// src/navigation/focus.ts
var autofocus = "[autofocus]";
function manageFocus(region, origin, fresh, inUse) {
  const before = new Set(queryAll(region, autofocus));
  const hadFocus = safeDocument.activeElement !== safeDocument.body;
  const selector2 = inherited(origin, Focus);
  return () => {
    const wanted = selector2 ? safeDocument.querySelector(selector2) : null;
    if (wanted) return focusOn(wanted);
    if (inUse && inUse === safeDocument.activeElement) return;
    const auto = [...queryAll(region, autofocus)].find(
      (el) => fresh || !before.has(el)
    );
    if (auto) return focusOn(auto);
    const lost = hadFocus && safeDocument.activeElement === safeDocument.body;
    if (fresh || lost) focusOn(startOf(region));
  };
}
function startOf(region) {
  const main = region === page.element ? safeDocument.querySelector("main") : null;
  return query(region, "h1") ?? main ?? region;
}
function focusOn(el) {
  focus(el, true);
  if (safeDocument.activeElement === el) return;
  set(el, "tabIndex", -1);
  focus(el, true);
  call(el, "addEventListener", "blur", () => removeAttr(el, "tabindex"), { once: true });
}

// src/navigation/transition.ts
async function transition(origin, update2) {
  const type = inherited(origin, Transition);
  const doc = safeDocument;
  const still = safeDocument.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (type === null || !doc.startViewTransition || still) return update2();
  const hasTypes = type && "ViewTransitionTypeSet" in globalThis;
  const started2 = doc.startViewTransition(hasTypes ? { update: update2, types: [type] } : update2);
  for (const promise of [started2.ready, started2.finished]) promise.catch(() => {
  });
  await started2.updateCallbackDone;
}

// src/navigation/show.ts
async function show(patch, options2) {
  await anchorReady;
  if (options2.auto) await released();
  await transition(options2.element, () => {
    if (isCurrent(options2.navigation)) showNow(patch, options2);
  });
}
function showNow(patch, options2) {
  const { element, reason, pop, sent, navigation } = options2;
  const { region } = navigation;
  const isMain = region === page;
  const [url, fragment] = (patch.url ?? region.url).split("#");
  const hash = fragment ? "#" + fragment : (pop ? location : new URL(navigation.url, location.href)).hash;
  const fresh = pathOf(url) !== pathOf(region.url);
  const anotherPage = isMain && fresh;
  const titleChanges = isMain && patch.title !== void 0 && patch.title !== safeDocument.title;
  const inUse = reason === "visit" ? fieldInUse(element) : null;
  const moveFocus = manageFocus(region.element, element, fresh, inUse);
  const scroll = inherited(element, Scroll);
  const mode = pop ? "replace" : options2.history ?? historyMode(element) ?? patch.history ?? "push";
  const address = isMain ? url + hash : location.href;
  if (anotherPage) lazy.drafts?.save();
  const shown = apply(
    { ...patch, url },
    { reason, fresh, inUse, sent, commit: () => commit(address, mode, !isMain) },
    region
  );
  if (!shown) return;
  answerShown.send();
  if (isMain) updateHead(url, patch.description);
  if (pop) lazy.parts?.restore();
  setMessage(Flash, patch.flash ?? patch.say);
  setMessage(Notice, patch.notice);
  if (!pop || !restoreScroll(entry))
    scrollAfterVisit(hash, scroll === "top" || anotherPage && scroll !== "keep");
  moveFocus();
  if (anotherPage) void restoreDrafts(pop ? "history" : "visit");
  if (anotherPage || titleChanges) announce(safeDocument.title);
  if (!options2.auto) dismissContainer(element, reason);
  emit(region.element, "visit", { url: region.url, history: pop ? "pop" : mode });
}
function fieldInUse(form) {
  const { activeElement } = safeDocument;
  const isField = is(activeElement, "input,textarea,select") && formOf(activeElement) === form;
  return isField ? activeElement : null;
}
function updateHead(url, description = "") {
  const canonical = safeDocument.querySelector("link[rel=canonical]");
  const meta = safeDocument.querySelector("meta[name=description]");
  if (canonical) setAttr(canonical, "href", url);
  if (meta) setAttr(meta, "content", description);
}
function dismissContainer(element, reason) {
  const popover = closest(element, ":popover-open");
  if (popover) call(popover, "hidePopover");
  if (reason === "submit") closest(element, "dialog:modal")?.close();
}
function historyMode(element) {
  const mode = inherited(element, History);
  return mode === "push" || mode === "replace" ? mode : void 0;
}

// src/navigation/visit.ts
async function visit(href, options2 = {}) {
  const url = absolute(href, safeDocument.baseURI).href;
  const { element, pop, auto } = options2;
  const region = targetRegion(element, url);
  const isMain = region === page;
  if (!pop && region.navigation?.url === url) return;
  const detail = { url, history: pop ? "pop" : options2.history, element };
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
      const { history: history2 } = options2;
      await show(patch, { navigation, reason: "visit", element, history: history2, pop, auto });
    } else if (status === 0 || status >= 500 || !result.patch && mustStay(status, element)) {
      showError(url, result, options2);
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
function mustStay(status, element) {
  return [408, 425, 429].includes(status) || status >= 400 && element instanceof HTMLFormElement;
}
function showError(url, result, { element, auto }) {
  const { status, patch } = result;
  const text = patch?.say ?? errorText(result);
  if (!auto) showServerMessage(text);
  emit(element, "error", { url, status, say: text });
  restoreEntry();
}

// src/navigation/links.ts
function optedOut(el) {
  return !!closest(el, `[${Patch}=off]`);
}
function isOwn(url) {
  return url.origin === location.origin && /^https?:$/.test(url.protocol);
}
function linkOf(event) {
  const start2 = event.composedPath()[0];
  const link = start2 instanceof Element ? closest(start2, "a[href]") : null;
  return link instanceof HTMLAnchorElement ? link : void 0;
}
function isFragment(link) {
  const isThisPage2 = link.pathname + link.search === location.pathname + location.search;
  return isThisPage2 && link.href.includes("#");
}
function pageLink(event) {
  const link = linkOf(event);
  if (!link || link.hasAttribute("download") || !isOwn(link)) return void 0;
  const target = link.getAttribute("target");
  if (target && target !== "_self") return void 0;
  if (isFragment(link) || optedOut(link) || /\bexternal\b/.test(link.rel)) return void 0;
  return link;
}
function startLinks() {
  safeDocument.addEventListener("click", (event) => {
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
  const setting = (attribute) => attr(submitter, "form" + attribute) ?? attr(form, attribute) ?? "";
  const method2 = setting("method").toLowerCase();
  const url = absolute(setting("action") || location.href, safeDocument.baseURI);
  const target = setting("target");
  const enctype = setting("enctype");
  const post = method2 === "post";
  if (method2 === "dialog" || enctype === "text/plain" || !isOwn(url)) return;
  if (post && !url.searchParams.has(ActionKey)) return;
  if (target && target !== "_self" || optedOut(form) || submitter && optedOut(submitter))
    return;
  return { post, url, multipart: enctype === "multipart/form-data" };
}
function questionOf(form, submitter) {
  return attr(submitter, Confirm) ?? attr(form, Confirm);
}

// src/forms/load.ts
var loading3;
function startFormsLoader() {
  safeDocument.addEventListener("submit", holdSubmit);
  for (const type of editEvents) safeDocument.addEventListener(type, holdEdit);
  contentChanged.listen(() => {
    if (safeDocument.querySelector(`form,[${On}]`)) void loadForms();
  });
  if (safeDocument.querySelector(`[${Error}]:not([hidden])`)) void loadErrors();
}
function loadForms() {
  return loading3 ??= (async () => {
    const file = await importOptional("./forms-d2e3181b.js");
    lazy.forms ??= file?.startForms({
      contentChanged,
      draftsAreSafe,
      emit,
      fields: { resetSent, valuesOf: valuesOf2 },
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
      safeDocument.removeEventListener("submit", holdSubmit);
      for (const type of editEvents) safeDocument.removeEventListener(type, holdEdit);
    } else {
      loading3 = void 0;
    }
  })();
}
async function loadErrors() {
  if (lazy.errors) return;
  const file = await importOptional("./errors-96d5c6a6.js");
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
  if (!isConnected(form) || !lazy.forms && question && !confirm(question)) return;
  if (!lazy.forms) native.add(form);
  call(form, "requestSubmit", submitter && isConnected(submitter) ? submitter : null);
  native.delete(form);
}

// src/page/base.ts
var baseReady;
function startBase() {
  const { title, version, body, url } = page;
  if (!version || !hasCustomElements(body) || checksum(title, body) === version) return;
  baseReady = fetchPatch(url, { redirect: "manual" }, "", page, true).then(({ patch }) => {
    if (patch?.version !== version || page.version !== version || !patch.body) return;
    page.body = patch.body;
    flush();
    adopt(page.element, parse(patch.body));
  });
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
    if (isConnected(el) && attr(el, Hook) === name) continue;
    mounted.delete(el);
    call2("removed", name, el);
  }
  for (const el of safeDocument.querySelectorAll(`[${Hook}]`)) {
    const name = attr(el, Hook);
    if (!mounted.has(el)) {
      mounted.set(el, name);
      call2("mounted", name, el);
    } else if (visited.has(el)) {
      call2("patched", name, el);
    }
  }
}
function call2(event, name, el) {
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

// src/stream/backoff.ts
var seconds = [1, 2, 5, 10, 20, 30];
function backoff(tries, random = Math.random()) {
  return random * 1e3 * seconds[Math.min(tries, seconds.length - 1)];
}

// src/stream/refresh.ts
var refusedOnce = false;
async function refresh(signal2) {
  const { status, patch } = await fetchPage(signal2);
  await released();
  if (signal2.aborted) return "notShown";
  if (status === 200 && patch && isThisPage(patch)) {
    if (patch.version !== page.version || !patch.version) apply(patch, { reason: "push" });
    else partsAnswered.send(patch.parts);
    removeAttr(root, Stale);
    refusedOnce = false;
    clearServerMessage();
    return "shown";
  }
  const foreign = !patch && status >= 400 && status !== 401 && status !== 403;
  if (!status || status >= 500 || foreign) return "notShown";
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
    if (!hasAttr(root, Stale)) showServerMessage(patch?.say ?? texts.ended);
    setAttr(root, Stale, "");
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
  function parseLine(text) {
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
    lines.forEach(parseLine);
  };
}
async function readStream(body, onActivity, ready, emit2) {
  const decoder = new TextDecoder();
  const parse2 = sseParser(emit2);
  const reader = body.getReader();
  for (; ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    onActivity();
    await ready();
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
var timer5;
var failures2 = 0;
var idleTimeout = 5e4;
var lastActivity = 0;
var silentStreams = 0;
var refusals = 0;
var pollUntil = 0;
var overTabLimit = false;
var full = false;
function setState(next2) {
  if (state2 === next2) return;
  state2 = next2;
  setAttr(root, Stream, state2);
  emit(null, "stream", { state: state2 });
}
function enter(next2, delay, then = connect) {
  clearTimeout(timer5);
  attempt?.controller.abort();
  attempt = void 0;
  setState(next2);
  if (delay !== void 0) timer5 = setTimeout(then, delay);
}
function begin2() {
  const controller = new AbortController();
  return attempt = { controller, helloAt: 0, retryAfter: 0, blocked: "" };
}
function mustPoll() {
  return overTabLimit || Date.now() < pollUntil;
}
function mayStream() {
  return !safeDocument.hidden || !!safeDocument.querySelector(`[${Live}=hidden]`);
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
  const current = begin2();
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
    await baseReady;
    await partsReady;
    await anchorReady;
    if (polls) await check(controller.signal);
    else await stream(current, onActivity);
  } catch {
    if (attempt === current && !controller.signal.aborted && !current.helloAt)
      setAttr(root, Offline, "");
  } finally {
    clearTimeout(watchdog);
    if (attempt === current) end2(current);
  }
}
async function stream(current, onActivity) {
  const { signal: signal2 } = current.controller;
  const headers = { Accept: StreamType };
  if (!full) headers[VersionHeader] = page.version;
  const parts = lazy.parts?.versions(false).header;
  if (parts) headers[PartsHeader] = parts;
  const init = { headers, signal: signal2, cache: "no-store", redirect: "manual" };
  const response = await fetch(absolute(page.url), init);
  if (attempt !== current) return;
  removeAttr(root, Offline);
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
    if (status !== 503 && status !== 501 && ++refusals > 1 && await check(signal2))
      current.blocked ||= `The stream's status is ${status}.`;
    return;
  }
  await readStream(body, onActivity, released, (event) => {
    if (attempt !== current) return;
    try {
      receive(event);
      if (event.event !== Hello) return;
      current.helloAt = Date.now();
      refusals = 0;
      onActivity();
    } catch (err) {
      reportError(err);
      reopenFull();
    }
  });
}
function end2({ controller, helloAt, retryAfter, blocked }) {
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
  const current = begin2();
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
      setAttr(root, Stale, "");
      emit(null, "stream", { state: "stale", say: data.say });
      break;
    case FreshEvent:
      removeAttr(root, Stale);
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
      if (id === page.version) return removeAttr(root, Stale);
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
  safeDocument.addEventListener("visibilitychange", () => {
    clearTimeout(hiding);
    if (!safeDocument.hidden) {
      if (!attempt || Date.now() - lastActivity > idleTimeout) resume();
    } else if (page.version) {
      hiding = setTimeout(() => mayStream() || enter("hidden"), hiddenAfter);
    }
  });
  addEventListener("online", resume);
  addEventListener("offline", () => setAttr(root, Offline, ""));
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
  const file = await importOptional("./share-aaaee123.js");
  file?.startSharing(root, setOverLimit);
}

// src/main.ts
window.goldfish = { visit, hook };
if (page.element) start();
function start() {
  readPage();
  startHistory(() => void visit(location.href, { pop: true }));
  watchLocalChanges(root);
  startBase();
  markDocument();
  startLinks();
  startFormsLoader();
  startHooks();
  startAnchorLoader();
  startDraftsLoader();
  startPartsLoader();
  contentChanged.send(/* @__PURE__ */ new Set());
  partsAnswered.send();
  void restoreDrafts(isFreshVisit() ? "visit" : "document");
  startStream();
  void loadShare();
  (window.requestIdleCallback ?? setTimeout)(loadSoon);
  if (hasAttr(root, Dev)) import("./dev-dba86edf.js").catch(reportError);
}
async function loadSoon() {
  await loadDeploy();
  void loadProgress();
  if (safeDocument.querySelector("form[method=post i]")) void loadErrors();
}
function isFreshVisit() {
  const [entry2] = performance.getEntriesByType("navigation");
  return entry2?.type === "navigate";
}
