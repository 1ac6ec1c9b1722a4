// src/contract.ts
var AcceptPatch = "application/vnd.goldfish.patch+json;v=1";
var PatchType = "application/vnd.goldfish.patch+json";
var FromHeader = "Goldfish-From";
var VersionHeader = "Goldfish-Version";
var PartsHeader = "Goldfish-Parts";
var ErrorHeader = "Goldfish-Error";
var BackgroundHeader = "Goldfish-Background";
var KeyField = "_key";
var ActionKey = "_action";
var PageID = "page";
var Dev = "data-gf-dev";
var Page = "data-gf-page";
var Version = "data-gf-version";
var Flash = "data-gf-flash";
var MessagesMeta = "goldfish-messages";
var PartURL = "data-gf-part";
var On = "data-gf-on";
var Confirm = "data-gf-confirm";
var Indicator = "data-gf-indicator";
var History = "data-gf-history";
var Prefetch = "data-gf-prefetch";
var Scroll = "data-gf-scroll";
var Keep = "data-gf-keep";
var Patch = "data-gf-patch";
var Hook = "data-gf-hook";
var Draft = "data-gf-draft";
var Name = "data-gf-name";
var Rows = "data-gf-rows";
var Offline = "data-gf-offline";
var EventPrefix = "goldfish:";

// src/lazy/lazy.ts
var clientFingerprint = "cd33c415";
var lazy = {};
var ready = {};
var exported = [];
var missing = /* @__PURE__ */ new Set();
var fileMissing = () => missing.size > 0;
function forgetMissing() {
  missing.clear();
}
var loading = {};
var foreign = {};
function load(name) {
  return loading[name] ??= (async () => {
    let module;
    const url = `./${name}-${clientFingerprint}.js` + (foreign[name] ? "?" + foreign[name] : "");
    try {
      module = await import(url);
    } catch {
    }
    if (module?.fingerprint !== clientFingerprint) {
      missing.add(name);
      if (module) foreign[name] = (foreign[name] ?? 0) + 1;
    } else if (name === "update" || await load("update")) {
      lazy[name] = module.start(exported);
      missing.delete(name);
      return true;
    }
    delete loading[name];
    return false;
  })();
}

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
var elementsOf = /* @__PURE__ */ getter(ofForm, "elements");
var scrollBy = /* @__PURE__ */ method(ofElement, "scrollBy");
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
  return el instanceof HTMLElement && !!closest(el, "[contenteditable]") && get(el, "isContentEditable");
}

// src/util/html.ts
var factory = globalThis.trustedTypes;
var policy = { createHTML: (html) => html };
var trusted = typeof factory?.createPolicy === "function" ? factory.createPolicy("goldfish", policy) : policy;
var hasCustomElements = (html) => /<[a-z][^\s/>]*-/i.test(html);
var templates = false;
var hasTemplates = () => templates;
function parse(html) {
  const template = safeDocument.createElement("template");
  const text2 = trusted.createHTML(html);
  if (/shadowrootmode/i.test(html) && template.setHTMLUnsafe) template.setHTMLUnsafe(text2);
  else template.innerHTML = text2;
  const { content } = template;
  const holder = call(content.ownerDocument, "createElement", "div");
  append(holder, content);
  templates ||= /<template/i.test(html);
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

// src/util/own.ts
function own(attribute, value = "") {
  const outside = `:not([${Patch}=off] *,[${Keep}] *)`;
  return `[${attribute}${value && "=" + value}]` + (outside || "");
}
var part = own(PartURL);
var regions = `${part},#${PageID}`;
function setting(el, attribute) {
  return is(el, own(attribute)) ? attr(el, attribute) : null;
}
function inherited(el, attribute) {
  return attr(closest(el, own(attribute)), attribute);
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
  queryAll(root, `input[name=${KeyField}]`).forEach(removeNode);
  page.url = attr(element, Page) ?? location.pathname + location.search;
  page.version = attr(element, Version) ?? "";
  page.title = safeDocument.querySelector("title")?.textContent ?? "";
  page.body = bodyText(element);
  page.upgraded = hasCustomElements(page.body) && hasDefined(element);
}
var hasDefined = (el) => [...queryAll(el, ":defined")].some((inner) => localName(inner).includes("-"));
function regionOf(el) {
  return closest(parentElement(el), regions) ?? root;
}
function bodyText(region) {
  if (!query(region, part + ">template")) return innerHTML(region);
  const sent = copy(region);
  for (const el of queryAll(sent, part)) {
    const template = query(el, `:scope>template[${Version}]`);
    if (template) replaceChildren(el, template.content);
  }
  return innerHTML(sent);
}
function pathOf(url) {
  return new URL(url, location.href).pathname;
}
function setAttribute(el, attribute, value) {
  if (value === null) removeAttr(el, attribute);
  else setAttr(el, attribute, value);
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
var serverStops = signal();

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

// src/drafts/load.ts
var selector = `form[method=post i],[${Name}],[${Draft}]`;
var failed = false;
function startDraftsLoader() {
  contentChanged.listen(() => void mountDrafts());
}
async function mountDrafts() {
  if (!lazy.rows && safeDocument.querySelector(own(Rows))) {
    await load("rows");
    await ready.parts;
  }
  if (!lazy.drafts && safeDocument.querySelector(selector)) failed = !await load("drafts");
  lazy.drafts?.mount();
}
async function restoreDrafts(reason) {
  const { url } = page;
  if (!(lazy.drafts && (lazy.rows || !safeDocument.querySelector(own(Rows))))) await mountDrafts();
  if (page.url === url) lazy.drafts?.restore(reason);
}
function draftsAreSafe() {
  return lazy.drafts ? lazy.drafts.areSafe() : !failed && saveItem("probe", 0);
}

// src/util/url.ts
function absolute(href, base = location.href) {
  const url = new URL(href, base);
  url.username = url.password = "";
  return url;
}
function isOwn(url) {
  return url.origin === location.origin && /^https?:$/.test(url.protocol);
}
function isOwnAddress(href) {
  try {
    const url = new URL(href, location.origin);
    return isOwn(url) && !url.username && !url.password;
  } catch {
    return false;
  }
}

// src/util/now.ts
var now = () => performance.now();

// src/navigation/entryWrites.ts
var interval = 1e4;
var burstLimit = 50;
var retryAfter = 1e3;
var calls = [];
var deferred;
function numberOf(state2) {
  return state2?.goldfish;
}
function writeEntry(method2, entry2, url) {
  const time = now();
  calls = [...calls.filter((at) => time - at <= interval), time];
  try {
    const { username, password } = new URL(safeDocument.URL);
    const target = Object.assign(absolute(url), { username, password });
    history[method2]({ goldfish: entry2, parts: lazy.parts?.state() }, "", target.href);
  } catch {
  }
}
function replaceEntry(entry2, url) {
  if (deferred) Object.assign(deferred, { entry: entry2, url });
  else if (calls.length < burstLimit) writeEntry("replaceState", entry2, url);
  else deferred = { entry: entry2, url, timer: setTimeout(writeDeferred, retryAfter) };
}
var isDeferred = () => !!deferred;
function writeDeferred() {
  const waiting = deferred;
  dropDeferred();
  if (waiting) writeEntry("replaceState", waiting.entry, waiting.url);
}
function dropDeferred() {
  clearTimeout(deferred?.timer);
  deferred = void 0;
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
var valuesOf = (options) => [...options].map((option) => option.value).join("\n");
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
  const options = [...el.options];
  const selected = options.filter((option) => option.defaultSelected);
  if (el.multiple) return selected;
  if (selected.length) return selected.slice(-1);
  return el.size > 1 ? [] : options.filter((option) => !is(option, ":disabled")).slice(0, 1);
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
    const options = [...el.options];
    const found = chosen.map(({ option, value, index, key: key2 }) => {
      const renamed = !hasAttr(option, "value") && el.length === count && option.index === index;
      if (options.includes(option) && (optionKey(option) === key2 || renamed)) return option;
      return options.find((other) => other.value === value);
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
  if (el instanceof Element) {
    scrollTo(el, to);
    scrolled.add(el);
  } else el?.scrollTo(to);
}

// src/navigation/scroll.ts
var key = "scroll";
var byEntry = loadItem(key, {});
function selectorOf(el) {
  const id = idOf(el);
  const parent = parentElement(el);
  if (id) return "#" + CSS.escape(id);
  if (!parent) return ":root";
  const position = [...children(parent)].indexOf(el) + 1;
  return `${selectorOf(parent)}>${localName(el)}:nth-child(${position})`;
}
function saveScroll(entry2) {
  const positions = { "": [scrollX, scrollY] };
  for (const el of scrolled) {
    if (!isConnected(el)) scrolled.delete(el);
    else positions[selectorOf(el)] = [get(el, "scrollLeft"), get(el, "scrollTop")];
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
  for (const selector2 in positions) {
    const scroller = selector2 ? safeDocument.querySelector(selector2) : window;
    jump(scroller, ...positions[selector2]);
  }
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
    const { state: state2 } = history;
    location.replace(safeDocument.URL);
    history.replaceState(state2, "");
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
var entryKey = "entry";
var currentEntry = () => entry;
var popDirection = () => entry < displayedEntry ? "back" : "forward";
function saveScrollNow() {
  if (state === "settled") saveScroll(entry);
}
function settle() {
  state = "settled";
  displayedEntry = entry;
}
function startHistory(showEntry) {
  history.scrollRestoration = "manual";
  const known = numberOf(history.state);
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
  writeEntry("replaceState", entry, location.href);
}
function onPopState(popped, showEntry) {
  if (!popped && state === "settled" && numberOf(history.state) === entry) return;
  dropDeferred();
  const known = numberOf(popped);
  if (known !== void 0) saveScrollNow();
  entry = known ?? entry + 1;
  if (known === void 0) nameEntry();
  switch (step()) {
    case "restored":
      return;
    case "samePage":
      cancelNavigation();
      lazy.parts?.restore();
      if (known !== void 0) restoreScroll(entry);
      return;
    case "anotherPage":
      showEntry();
  }
}
function step() {
  const returns = state === "restoring" && entry === displayedEntry;
  const samePage = location.pathname + location.search === displayedURL;
  if (samePage) settle();
  else state = entry === displayedEntry ? "settled" : "pending";
  if (returns) return "restored";
  return samePage ? "samePage" : "anotherPage";
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
    writeEntry("pushState", entry, target.href);
  } else if (changes || isDeferred()) {
    replaceEntry(entry, target.href);
  }
  settle();
  displayedURL = target.pathname + target.search;
}

// src/util/retryAfter.ts
function secondsOfRetryAfter(response) {
  const value = response?.headers.get("Retry-After") ?? "";
  const seconds2 = /^\d+$/.test(value) ? +value : (Date.parse(value) - Date.now()) / 1e3;
  return seconds2 > 0 ? Math.ceil(seconds2) : 0;
}
var pauseAfter = (seconds2) => Math.min(60, seconds2) * 1e3;

// src/util/warn.ts
var warnings = /* @__PURE__ */ new Set();
var warned = signal();
function warn(text2) {
  if (warnings.has(text2)) return;
  warnings.add(text2);
  console.warn("goldfish: " + text2);
  warned.send();
}
function select(selector2, attribute) {
  try {
    if (selector2) return safeDocument.querySelectorAll(selector2);
  } catch {
    warn(`${attribute}="${selector2}" is no CSS selector, so it selects nothing`);
  }
  return [];
}

// src/page/failure.ts
var failure = { cause: "" };
function tellServer(cause) {
  failure.cause = cause;
}
function addFailure(headers) {
  if (failure.cause) headers[ErrorHeader] = failure.cause;
}

// src/page/fetchPatch.ts
async function fetchPatch(url, init, from = page.url, region = page, full = !!lazy.update?.deltasDisabled()) {
  const headers = {
    ...init.headers,
    Accept: AcceptPatch
  };
  if (from) headers[FromHeader] = from;
  const base = { ...region };
  if (base.version && !full && !base.torn) headers[VersionHeader] = base.version;
  const parts = lazy.parts?.versions(full);
  if (parts?.header) headers[PartsHeader] = parts.header;
  addFailure(headers);
  const { signal: signal2 } = init;
  try {
    const response = await fetch(absolute(url), {
      ...init,
      headers,
      cache: "no-store",
      mode: "same-origin"
    });
    tellServer("");
    removeAttr(root, Offline);
    const result = { status: response.type === "opaqueredirect" ? 303 : response.status };
    result.retryAfter = secondsOfRetryAfter(response);
    if (response.redirected) result.redirected = response.url;
    const isPatch = response.headers.get("Content-Type")?.startsWith(PatchType);
    const patch = !!isPatch && await response.json();
    if (patch && isLocal(patch)) {
      await load("update");
      const { update } = lazy;
      if (region === page)
        void update?.compareFingerprints(patch.fingerprints, patch.url ?? region.url, true);
      patch.parts = parts?.resolve(patch.parts) ?? patch.parts;
      result.patch = update?.resolve(patch, base) ?? await refetch(patch, patch.url ?? url);
    } else if (!isPatch) {
      void response.body?.cancel();
      if (init.method && result.status < 400 && !result.redirected) result.status = 0;
    }
    return result;
  } catch (err) {
    if (signal2?.aborted) throw err;
    setAttr(root, Offline, "");
    return { status: 0 };
  }
  async function refetch(first, location2) {
    const { history: history2, flash, notice } = first;
    const { status, patch } = full || !lazy.update ? {} : await fetchPatch(location2, { signal: signal2, redirect: "manual" }, "", region, true);
    return status === 200 && patch ? { ...patch, history: history2, flash, notice } : { location: location2 };
  }
}
function isLocal({ url, next: next2, location: to, parts = [] }) {
  const all = [url, next2, to, ...parts.map((part2) => part2.url)];
  const local = all.every((to2) => to2 === void 0 || isOwnAddress(to2));
  if (!local) warn("an answer leads to another origin, so it is not shown");
  return local;
}
var isLost = (status) => [0, 502, 503, 504].includes(status);
function fetchPage(signal2) {
  const headers = { [BackgroundHeader]: "1" };
  return fetchPatch(page.url, { headers, signal: signal2 ?? null, redirect: "manual" }, "");
}
function displayable({ status, patch }) {
  if (!patch || patch.location || status === 401 || status === 403 || status >= 500)
    return void 0;
  return status < 400 || patch.body !== void 0 ? patch : void 0;
}
function isThisPage(patch) {
  return !patch.location && (patch.url === void 0 || pathOf(patch.url) === pathOf(page.url));
}

// src/parts/load.ts
function startPartsLoader() {
  partsAnswered.listen((answers) => {
    ready.parts = mountParts(answers).catch(reportError);
  });
}
async function mountParts(answers) {
  if (!lazy.parts && safeDocument.querySelector(part)) await load("parts");
  lazy.parts?.mount(answers);
}
function awaitsParts(el) {
  return !lazy.parts && closest(el, part);
}
function targetRegion(el, url) {
  return el && lazy.parts?.target(el, url) || page;
}

// src/util/events.ts
function emit(target, type, detail = {}, cancelable = false) {
  const event = new CustomEvent(EventPrefix + type, { detail, bubbles: true, cancelable });
  if (target && isConnected(target)) return call(target, "dispatchEvent", event);
  return safeDocument.dispatchEvent(event);
}

// src/navigation/beforeVisit.ts
function historyMode(element) {
  const mode = inherited(element, History);
  return mode === "push" || mode === "replace" ? mode : void 0;
}
function mayRequest(reason, url, intent) {
  const { element, pop } = intent;
  const mode = intent.history ?? historyMode(element);
  const direction = pop ? popDirection() : mode === "replace" ? mode : "forward";
  const history2 = pop ? "pop" : intent.history;
  return emit(element, "before-visit", { reason, url, history: history2, direction, element }, true);
}

// src/navigation/prefetch.ts
var hoverDelay = 80;
var ttl = 2e3;
var prefetched;
var timer;
var currentPage = () => page.url + " " + page.version;
function savesData() {
  return !!navigator.connection?.saveData;
}
function dropPrefetched() {
  clearTimeout(timer);
  prefetched?.abort.abort();
  prefetched = void 0;
}
async function takePrefetched(url) {
  clearTimeout(timer);
  const taken = prefetched;
  prefetched = void 0;
  if (taken?.url === url && taken.from === currentPage() && now() - taken.at < ttl)
    return taken.result;
  taken?.abort.abort();
  return void 0;
}
function prefetch(link) {
  const url = link.href;
  if (prefetched?.url === url && now() - prefetched.at < ttl) return;
  if (!mayRequest("prefetch", url, { element: link })) return;
  dropPrefetched();
  const abort = new AbortController();
  const init = { signal: abort.signal, redirect: "manual", priority: "low" };
  const result = fetchPatch(url, init).then(
    (result2) => result2.status === 200 && result2.patch ? result2 : void 0,
    () => void 0
  );
  prefetched = { url, from: currentPage(), at: now(), result, abort };
}
function startPrefetch(linkOf2) {
  const linkToPrefetch = (event) => {
    const link = savesData() ? void 0 : linkOf2(event);
    if (!link || link.closest(`[${Prefetch}=off]`) || link.href === location.href) return void 0;
    if (/\.\w+$/.test(link.pathname)) return void 0;
    return targetRegion(link, link.href) === page ? link : void 0;
  };
  safeDocument.addEventListener("mouseover", (event) => {
    clearTimeout(timer);
    const link = linkToPrefetch(event);
    if (link) timer = setTimeout(() => prefetch(link), hoverDelay);
  });
  safeDocument.addEventListener("mouseout", () => clearTimeout(timer));
  const onTouch = (event) => {
    const link = linkToPrefetch(event);
    if (link) prefetch(link);
  };
  safeDocument.addEventListener("touchstart", onTouch, { passive: true });
}

// src/util/texts.ts
function text(key2, english) {
  const meta = safeDocument.querySelector(`head>meta[name=${MessagesMeta}]`);
  return meta && JSON.parse(meta.content)[key2] || english;
}

// src/util/messages.ts
function setMessage(attribute, message = "") {
  const places = safeDocument.querySelectorAll(own(attribute));
  for (const el of places) {
    setTextContent(el, message);
    set(el, "hidden", !message);
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
function showFailure({ status }, message) {
  if (status) showMessage(message);
  else showServerMessage(message);
}
function clearServerMessage() {
  if (!serverMessage) return;
  for (const el of safeDocument.querySelectorAll(own(Flash))) {
    if (textContent(el) === serverMessage) setMessage(Flash);
  }
  if (liveRegion && textContent(liveRegion) === serverMessage) setTextContent(liveRegion, "");
  serverMessage = "";
}
function errorText({ status, retryAfter: retryAfter2 }) {
  if (!status) return text("down", "The server cannot be reached just now.");
  if (!retryAfter2) return text("failed", "That did not work. Please try again.");
  const later = text("later", "That did not work. Please try again in {time}.");
  return later.replace("{time}", duration(retryAfter2));
}
function duration(seconds2) {
  const minutes = seconds2 > 90;
  const format = {
    style: "unit",
    unit: minutes ? "minute" : "second",
    unitDisplay: "long"
  };
  const language = safeDocument.documentElement.lang || void 0;
  const count = minutes ? Math.ceil(seconds2 / 60) : seconds2;
  return new Intl.NumberFormat(language, format).format(count);
}
var liveRegion;
function announce(message) {
  if (!liveRegion || !isConnected(liveRegion)) {
    liveRegion = safeDocument.createElement("div");
    setAttr(liveRegion, "aria-live", "polite");
    get(liveRegion, "style").cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
    append(safeDocument.body, liveRegion);
  }
  setTextContent(liveRegion, message);
}

// src/navigation/progress.ts
function showProgress() {
  const bar = safeDocument.createElement("div");
  bar.setAttribute("role", "presentation");
  bar.className = "goldfish-progress";
  bar.style.cssText = "position:fixed;inset:0 0 auto;height:2px;z-index:2147483647;pointer-events:none;transform-origin:0 0;background:var(--goldfish-progress,#e8590c)";
  safeDocument.body.append(bar);
  const frames = [
    { transform: "scaleX(0)" },
    { transform: "scaleX(.7)", offset: 0.3 },
    { transform: "scaleX(.95)" }
  ];
  bar.animate(frames, { duration: 12e3, easing: "ease-out", fill: "forwards" });
  return () => bar.remove();
}

// src/navigation/busy.ts
var progressDelay = 300;
var counts = /* @__PURE__ */ new Map();
var timer2;
var hideProgress;
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
    for (const shown of select(setting(el, Indicator), Indicator)) marked.add(shown);
  }
  for (const el of marked) add(el, 1);
  timer2 ??= setTimeout(() => {
    hideProgress = showProgress();
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
  if (!isOwn(target)) return;
  lazy.drafts?.save();
  lazy.update?.markDueDocument();
  if (target.hash && target.href.split("#")[0] === location.href.split("#")[0]) {
    history.replaceState(history.state, "", target.href);
    location.reload();
  } else {
    location.assign(target.href);
  }
}
function nothingToLose() {
  return !!lazy.update && !lazy.update.hasChanges() && draftsAreSafe();
}
function reloadDocument() {
  const now2 = Date.now();
  const reloads = now2 - loadItem(reloadedKey, 0) >= minReloadInterval && nothingToLose() && saveItem(reloadedKey, now2);
  if (reloads) location.reload();
  return reloads;
}

// src/navigation/visit.ts
async function visit(href, options = {}) {
  const url = absolute(href, safeDocument.baseURI).href;
  const { element, pop, auto } = options;
  if (awaitsParts(element)) await ready.parts;
  const region = targetRegion(element, url);
  const isMain = region === page;
  if (!pop && region.navigation?.url === url) return;
  if (!mayRequest("visit", url, options)) {
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
    const due = leaves && !auto && lazy.update.documentDue() && draftsAreSafe() && !lazy.forms?.submitting();
    if (patch && !due) {
      await lazy.update.shellReady();
      const { history: history2 } = options;
      await lazy.update.show(patch, { navigation, reason: "visit", element, history: history2, pop, auto });
    } else if (status === 0 || status >= 500 || !result.patch && mustStay(status, element)) {
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
function mustStay(status, element) {
  return [408, 425, 429].includes(status) || status >= 400 && element instanceof HTMLFormElement;
}
function showError(url, result, { element, auto }) {
  const { status, patch } = result;
  const text2 = patch?.message ?? errorText(result);
  if (!auto) showFailure(result, text2);
  emit(element, "error", { url, status, message: text2 });
  restoreEntry();
}

// src/navigation/links.ts
function optedOut(el) {
  return !!closest(el, `[${Patch}=off]`);
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
    const question = setting(any, Confirm);
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
  const setting2 = (attribute) => attr(submitter, "form" + attribute) ?? attr(form, attribute) ?? "";
  const method2 = setting2("method").toLowerCase();
  const url = absolute(setting2("action") || location.href, safeDocument.baseURI);
  const target = setting2("target");
  const enctype = setting2("enctype");
  const post = method2 === "post";
  if (method2 === "dialog" || enctype === "text/plain" || !isOwn(url)) return;
  if (post && !url.searchParams.has(ActionKey)) return;
  if (target && target !== "_self" || optedOut(form) || submitter && optedOut(submitter))
    return;
  return { post, url, multipart: enctype === "multipart/form-data" };
}
function questionOf(form, submitter) {
  return setting(submitter, Confirm) ?? setting(form, Confirm);
}
function encode(data, dropEmpty = false) {
  const query2 = new URLSearchParams();
  for (const [field, value] of data) {
    const text2 = value instanceof File ? value.name : value.replace(/\r\n|\n|\r/g, "\r\n");
    if (text2 || !dropEmpty) query2.append(field, text2);
  }
  return query2;
}

// src/forms/load.ts
var keptKey = "submissions";
var heldEdits = /* @__PURE__ */ new Set();
var click;
var isModified = () => !!click && !!(click.button || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey);
function startFormsLoader() {
  for (const type of ["click", "auxclick"])
    addEventListener(
      type,
      (event) => {
        click = event;
        setTimeout(() => click = void 0);
      },
      { capture: true }
    );
  safeDocument.addEventListener("submit", holdSubmit);
  for (const type of ["input", "change", "compositionend"]) safeDocument.addEventListener(type, holdEdit);
  contentChanged.listen(() => {
    if (safeDocument.querySelector("form," + own(On)) || loadItem(keptKey, "")) void loadForms();
  });
}
async function loadForms() {
  if (await load("forms")) safeDocument.removeEventListener("submit", holdSubmit);
}
function holdEdit(event) {
  const triggers = !lazy.triggers && safeDocument.querySelector(own(On));
  if (lazy.forms ? !triggers : !formOf(event.target)) return;
  heldEdits.add(event);
  if (lazy.forms) void load("triggers");
}
var held = /* @__PURE__ */ new Set();
var native = /* @__PURE__ */ new Set();
async function holdSubmit(event) {
  const form = event.target;
  const { submitter } = event;
  const question = questionOf(form, submitter);
  if (event.defaultPrevented || native.has(form)) return;
  if (isModified()) {
    if (question && !confirm(question)) event.preventDefault();
    return;
  }
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

// src/lazy/byAttribute.ts
var files = ["time", "combobox", "summary", "signal"];
var selectorOf2 = (file) => own("data-gf-" + file);
function startLoadersByAttribute() {
  contentChanged.listen(async () => {
    for (const file of files) lazy[file]?.();
    const missing2 = files.filter((file) => !lazy[file]);
    if (!safeDocument.querySelector(missing2.map(selectorOf2).join() || "_")) return;
    await load("update");
    await ready.parts;
    for (const file of missing2) if (safeDocument.querySelector(selectorOf2(file))) void load(file);
  });
}

// src/morph/sent.ts
var sentShadows = /* @__PURE__ */ new WeakMap();
function copySent(node) {
  const sent = copy(node);
  if (node instanceof Element && sent instanceof Element) {
    const copies = [sent, ...queryAll(sent, "*")];
    [node, ...queryAll(node, "*")].forEach((el, i) => {
      const shadow = sentShadows.get(el) ?? shadowRoot(el)?.innerHTML;
      if (shadow !== void 0) sentShadows.set(copies[i], shadow);
    });
  }
  return sent;
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
var patching = false;
function watchLocalChanges(element) {
  observer?.disconnect();
  localChanges.clear();
  observer = new MutationObserver((records) => patching || record(records));
  observer.observe(element, observed);
}
function withoutRecording(change) {
  startPatch();
  change();
  discard();
}
function startPatch() {
  flush();
  patching = true;
}
function flush() {
  if (observer) record(observer.takeRecords());
}
function discard() {
  observer?.takeRecords();
  patching = false;
  for (const [el, change] of localChanges) {
    const { attributes: attributes2 } = change;
    for (const [name, base] of attributes2) if (attr(el, name) === base) attributes2.delete(name);
    if (change.children && isUnchanged(el, change.children)) delete change.children;
    if (!isConnected(el) || !(attributes2.size || change.children)) localChanges.delete(el);
  }
}
function forgetRegion(region) {
  delete localChanges.get(region)?.children;
  for (const el of localChanges.keys()) if (regionOf(el) === region) localChanges.delete(el);
}
function isUnchanged(el, { nodes, base }) {
  const now2 = childNodes(el);
  return nodes.length === now2.length && nodes.every(
    (node, i) => node === now2[i] && (node instanceof Element || nodeValue(node) === nodeValue(base[i]))
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
  for (const { el, nodes, texts } of lists) {
    const base = nodes.map((node) => {
      const sent = original(node);
      if (texts.has(node)) setNodeValue(sent, texts.get(node));
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
  let nodes = [...childNodes(el)];
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
    const { nextSibling: nextSibling2, previousSibling: previousSibling2 } = record2;
    let at = nextSibling2 ? nodes.indexOf(nextSibling2) : nodes.length;
    if (at < 0) at = previousSibling2 ? nodes.indexOf(previousSibling2) + 1 : nodes.length;
    nodes = [...nodes.slice(0, at), ...record2.removedNodes, ...nodes.slice(at)];
  }
  return { nodes, texts };
}
function original(node) {
  const sent = copySent(node);
  if (!(node instanceof Element) || !localChanges.size) return sent;
  const all = [node, ...queryAll(node, "*")];
  if (!all.some((inner) => localChanges.has(inner))) return sent;
  const copies = [sent, ...queryAll(sent, "*")];
  all.forEach((inner, i) => {
    const { attributes: attributes2 = [], children: children2 } = localChanges.get(inner) ?? {};
    for (const [name, value] of attributes2) restoreAttribute(copies[i], name, value);
    if (children2) replaceChildren(copies[i], ...children2.base.map(copySent));
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
    if (isConnected(el) && setting(el, Hook) === name) continue;
    mounted.delete(el);
    call2("removed", name, el);
  }
  for (const el of safeDocument.querySelectorAll(own(Hook))) {
    const name = setting(el, Hook);
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

// src/page/loadAnchor.ts
function startAnchorLoader() {
  contentChanged.listen(() => {
    if (safeDocument.querySelector(own(Scroll, "anchor"))) ready.anchor = load("anchor");
  });
}

// src/stream/backoff.ts
var seconds = [1, 2, 5, 10, 20, 30];
function backoff(tries, random = Math.random()) {
  return random * 1e3 * seconds[Math.min(tries, seconds.length - 1)];
}

// src/main.ts
window.goldfish = { visit, hook };
if (page.element) start();
async function loadUpdate(failures = 0) {
  if (!await load("update")) setTimeout(loadUpdate, backoff(failures), failures + 1);
}
function start() {
  const [entry2] = performance.getEntriesByType("navigation");
  readPage();
  startHistory(() => void visit(location.href, { pop: true }));
  watchLocalChanges(root);
  startLinks();
  void loadUpdate();
  startFormsLoader();
  startHooks();
  startAnchorLoader();
  startLoadersByAttribute();
  startDraftsLoader();
  startPartsLoader();
  contentChanged.send(/* @__PURE__ */ new Set());
  partsAnswered.send();
  void restoreDrafts(entry2?.type === "navigate" ? "visit" : "document");
  if (/^http.1/.test(entry2.nextHopProtocol)) void load("share");
  if (hasAttr(root, Dev)) void load("dev");
}

// <stdin>
exported.push([attr, closest, safeDocument, parentElement, warned, warnings, contains, get, hasAttr, idOf, isConnected, localName, call, append, removeNode, set, setTextContent, setAttr, lazy, page, contentChanged, focus, formOf, query, queryAll, announce, showMessage, own, setting, loadItem, saveItem, text, absolute, backoff, errorText, pauseAfter, secondsOfRetryAfter, now, isOwnAddress, childNodes, elementsOf, is, textContent, isControl, parse, root, scrollBy, withoutRecording, beginNavigation, fetchPatch, bodyText, pathOf, answerShown, innerHTML, removeAttr, emit, inherited, part, regions, currentValue, isDirty, isEditable, serverValue, currentEntry, visit, targetRegion, children, insertBefore, copy, select, nextSibling, parentNode, attributes, serverStops, isOwn, heldEdits, encode, formRequest, load, loadDocument, duration, keptKey, fileMissing, setValue, replaceChildren, setAttribute, storagePrefix, isContentEditable, nodeValue, ready, busy, restoreEntry, endNavigation, isCurrent, dropPrefetched, isLost, awaitsParts, isModified, showServerMessage, questionOf, draftsAreSafe, displayable, fetchPage, isThisPage, setMessage, showFailure, clientFingerprint, forgetMissing, partsAnswered, warn, tellServer, nodeName, hasCustomElements, jump, scrolled, regionOf, localChanges, isEqualNode, reset, saveValue, serverKey, changeOf, discard, startPatch, forgetRegion, shadowRoot, hasTemplates, sentShadows, copySent, original, setAttributeNode, setNodeValue, outerHTML, previousSibling, optionKey, pageDoubted, parseDocument, addedChildren, restoreDrafts, historyMode, commit, restoreScroll, scrollAfterVisit, flush, clearServerMessage, nothingToLose, reloadDocument, addFailure]);
