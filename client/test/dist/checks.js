// src/contract.ts
var BaseField = "_base";
var PageID = "page";
var PartURL = "data-gf-part";
var Keep = "data-gf-keep";
var Patch = "data-gf-patch";
var Draft = "data-gf-draft";
var Name = "data-gf-name";
var Rows = "data-gf-rows";

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
  const form2 = "form" in el ? el.form : void 0;
  return form2 instanceof HTMLFormElement ? form2 : closest(el, "form");
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
  const text3 = trusted.createHTML(html);
  if (/shadowrootmode/i.test(html) && template.setHTMLUnsafe) template.setHTMLUnsafe(text3);
  else template.innerHTML = text3;
  const { content } = template;
  const holder = call(content.ownerDocument, "createElement", "div");
  append(holder, content);
  templates ||= /<template/i.test(html);
  if (/<noscript/i.test(html)) disableNoscript(holder);
  return holder;
}
function disableNoscript(root3) {
  const all = (selector2) => root3 instanceof Element ? queryAll(root3, selector2) : root3.querySelectorAll(selector2);
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

// src/page/page.ts
var root = safeDocument.documentElement;
var page = {
  element: safeDocument.getElementById(PageID),
  url: "",
  version: "",
  title: "",
  body: ""
};
function regionOf(el) {
  return closest(parentElement(el), regions) ?? root;
}
function setAttribute(el, attribute, value) {
  if (value === null) removeAttr(el, attribute);
  else setAttr(el, attribute, value);
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
  const { defaultValue, type: type2 } = el;
  if (defaultValue === el.value) return defaultValue;
  if (el instanceof HTMLTextAreaElement) return defaultValue.replace(/\r\n?/g, "\n");
  if (/^(text|search|tel|password|hidden)$/.test(type2)) return defaultValue.replace(/[\r\n]/g, "");
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
    const chosen3 = /* @__PURE__ */ new Set();
    for (const wanted of value.split("\n")) {
      const same3 = [...el.options].filter((o) => o.value === wanted && !chosen3.has(o));
      const option = same3.find((o) => o.selected) ?? same3.find((o) => !is(o, ":disabled")) ?? same3[0];
      if (option) chosen3.add(option);
    }
    choose(el, chosen3, value === "" && el.multiple);
  } else if (isCheckable(el)) {
    el.checked = value === "true";
  } else if (el.type === "file") {
    if (value === "") el.value = "";
  } else if (el.value !== value) {
    el.value = value;
  }
}
function choose(el, chosen3, mayBeEmpty) {
  if (!chosen3.size && !mayBeEmpty) chosen3 = new Set(serverOptions(el));
  if (!chosen3.size) el.selectedIndex = -1;
  for (const option of el.options)
    if (option.selected !== chosen3.has(option)) option.selected = chosen3.has(option);
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
  const chosen3 = [...el.selectedOptions].map((option) => {
    const { value, index } = option;
    return { option, value, index, key: optionKey(option) };
  });
  return () => {
    const options2 = [...el.options];
    const found = chosen3.map(({ option, value, index, key: key2 }) => {
      const renamed = !hasAttr(option, "value") && el.length === count && option.index === index;
      if (options2.includes(option) && (optionKey(option) === key2 || renamed)) return option;
      return options2.find((other) => other.value === value);
    });
    choose(el, new Set(found.filter((option) => !!option)), !chosen3.length);
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
    const sent2 = serverOptions(el);
    const { selectedOptions: shown } = el;
    return sent2.length !== shown.length || sent2.some((option) => !option.selected);
  }
  if (currentValue(el) !== serverValue(el) || el.validity.badInput) return true;
  if (el.type !== "radio" || !el.name) return false;
  const group = `input[type=radio][name="${CSS.escape(el.name)}"]`;
  return [...safeDocument.querySelectorAll(group)].some(
    (other) => other.form === el.form && other.checked !== other.defaultChecked
  );
}

// src/morph/sent.ts
var sentShadows = /* @__PURE__ */ new WeakMap();
function copySent(node) {
  const sent2 = copy(node);
  if (node instanceof Element && sent2 instanceof Element) {
    const copies = [sent2, ...queryAll(sent2, "*")];
    [node, ...queryAll(node, "*")].forEach((el, i) => {
      const shadow = sentShadows.get(el) ?? shadowRoot(el)?.innerHTML;
      if (shadow !== void 0) sentShadows.set(copies[i], shadow);
    });
  }
  return sent2;
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
function watchLocalChanges(element2) {
  observer?.disconnect();
  localChanges.clear();
  observer = new MutationObserver((records) => patching || record(records));
  observer.observe(element2, observed);
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
  const now3 = childNodes(el);
  return nodes.length === now3.length && nodes.every(
    (node, i) => node === now3[i] && (node instanceof Element || nodeValue(node) === nodeValue(base[i]))
  );
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
      const list2 = byList.get(el);
      if (list2) list2.push(record2);
      else byList.set(el, [record2]);
    }
  }
  const lists = [...byList].map(([el, list2]) => ({ el, ...listBefore(el, list2) }));
  lists.sort((a, b) => depth(b.el) - depth(a.el));
  for (const { el, nodes, texts } of lists) {
    const base = nodes.map((node) => {
      const sent2 = original(node);
      if (texts.has(node)) setNodeValue(sent2, texts.get(node));
      return sent2;
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
  const sent2 = copySent(node);
  if (!(node instanceof Element) || !localChanges.size) return sent2;
  const all = [node, ...queryAll(node, "*")];
  if (!all.some((inner) => localChanges.has(inner))) return sent2;
  const copies = [sent2, ...queryAll(sent2, "*")];
  all.forEach((inner, i) => {
    const { attributes: attributes2 = [], children: children2 } = localChanges.get(inner) ?? {};
    for (const [name, value] of attributes2) restoreAttribute(copies[i], name, value);
    if (children2) replaceChildren(copies[i], ...children2.base.map(copySent));
  });
  return sent2;
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

// src/morph/fields.ts
function controlsIn(root3, region) {
  return [...queryAll(root3, "input,textarea,select")].filter(
    (el) => isEditable(el) && regionOf(el) === region
  );
}
var isCustom = (el) => localName(el).includes("-") && "value" in el;
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
function setPending(el) {
  withoutRecording(
    () => pendingAttributes.get(el).forEach((value, name) => setAttribute(el, name, value))
  );
  pendingAttributes.delete(el);
}
function elementInUse() {
  if (safeDocument.hasFocus()) return safeDocument.activeElement;
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
function dropDeferred(root3) {
  for (const el of pendingAttributes.keys()) {
    if (contains(root3, el) || !isConnected(el)) pendingAttributes.delete(el);
  }
}
safeDocument.addEventListener("focusout", ({ target: el }) => {
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
function preserveFields(root3, rules, region = root3) {
  const { sent: sent2 } = rules;
  const before = /* @__PURE__ */ new Map();
  const { activeElement } = safeDocument;
  const used2 = elementInUse();
  edited = /* @__PURE__ */ new Set();
  for (const el of controlsIn(root3, region)) {
    const saved = {
      current: currentValue(el),
      server: serverKey(el),
      dirty: isDirty(el),
      restore: saveValue(el)
    };
    if (!rules.fresh && (saved.dirty || el === used2)) edited.add(formOf(el));
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
      const keep = rules.fresh ? el === rules.inUse : sent2?.has(el) ? current !== sent2.get(el) : theirs === server || dirty || el === elementInUse();
      if (keep) restore();
      else reset(el);
      if (!keep || !focused) continue;
      if (!dirty && theirs !== server) pendingReset.set(el, current);
      if (selection) restoreSelection(el, selection);
    }
    if (sent2) resetSent(sent2, true);
  };
}
function restoreSelection(el, [start2, end, direction]) {
  if (el.selectionStart !== start2 || el.selectionEnd !== end)
    el.setSelectionRange(start2, end, direction);
}

// src/morph/adopt.ts
function adopt(el, sent2, placed, root3 = el) {
  if (isEqualNode(el, sent2)) return;
  if (el !== root3) adoptAttributes(el, sent2);
  if (is(el, `[${Keep}]`) || el !== root3 && is(el, regions)) return;
  const next2 = [...childNodes(sent2)];
  const known = localChanges.get(el)?.children;
  const nodes = known?.nodes ?? placed?.in(el) ?? align([...childNodes(el)], next2);
  if (nodes.length !== next2.length) return;
  if (!known && differs(el, nodes, next2)) changeOf(el).children = { nodes, base: next2.map(copy) };
  nodes.forEach((node, i) => {
    const theirs = next2[i];
    if (node !== theirs && node instanceof Element && theirs instanceof Element)
      adopt(node, theirs, placed, root3);
  });
}
function adoptAttributes(el, sent2) {
  const known = localChanges.get(el)?.attributes;
  const note = (name, value) => {
    if (!known?.has(name) && attr(el, name) !== value && !isDeferred(el, name))
      changeOf(el).attributes.set(name, value);
  };
  for (const { name, value } of attributes(sent2)) note(name, value);
  for (const { name } of attributes(el)) if (!hasAttr(sent2, name)) note(name, null);
}
function align(now3, next2) {
  const found = [...next2];
  const pair = (level, from, to, start2, end) => {
    const fits = fitting[level];
    if (!fits || from >= to) return;
    for (let i = start2; i < end; i++) {
      const at = now3.findIndex((node, n) => n >= from && n < to && fits(node, next2[i]));
      if (at < 0) continue;
      found[i] = now3[at];
      pair(level + 1, from, at, start2, i);
      from = at + 1;
      start2 = i + 1;
    }
    pair(level + 1, from, to, start2, end);
  };
  pair(0, 0, now3.length, 0, next2.length);
  return found;
}
var fitting = [
  (node, sent2) => isEqualNode(node, sent2),
  (node, sent2) => sameKind(node, sent2) && hasAttributesOf(node, sent2),
  sameKind
];
function hasAttributesOf(node, sent2) {
  return !(node instanceof Element) || [...attributes(sent2)].every(({ name, value }) => attr(node, name) === value);
}
function sameKind(node, other) {
  if (nodeName(node) !== nodeName(other)) return false;
  return !(node instanceof Element) || idOf(node) === idOf(other);
}
function differs(el, nodes, next2) {
  const now3 = childNodes(el);
  return now3.length !== nodes.length || nodes.some(
    (node, i) => node !== now3[i] || !(node instanceof Element) && nodeValue(node) !== nodeValue(next2[i])
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

// src/util/warn.ts
var warnings = /* @__PURE__ */ new Set();
var warned = signal();
function warn(text3) {
  if (warnings.has(text3)) return;
  warnings.add(text3);
  console.warn("goldfish: " + text3);
  warned.send();
}

// src/page/failure.ts
var failure = { cause: "" };
function tellServer(cause) {
  failure.cause = cause;
}

// src/page/patchFailed.ts
var maxReported = 20;
var reported = /* @__PURE__ */ new Set();
function patchFailed(err) {
  reportError(err);
  const cause = String(err).replace(/(['"`]).*?\1/g, "_").replace(/[^ -~]/g, "?").slice(0, 100);
  warn("a patch could not be shown as it should, so its element was made anew: " + cause);
  const key2 = location.pathname + cause;
  if (reported.size < maxReported && !reported.has(key2)) tellServer(cause);
  reported.add(key2);
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
    const isOld = (el) => regionOf(el) === region && !closest(parentElement(el), `[${Keep}]`);
    const nested2 = `[${Keep}] *,${part} *,#${PageID} *`;
    let byId;
    const find = (id) => {
      const first = safeDocument.getElementById(id);
      if (!first || first !== root3 && contains(root3, first) && isOld(first)) return first;
      byId ??= new Map([...queryAll(root3, "[id]")].filter(isOld).toReversed().map((el) => [idOf(el), el]));
      return byId?.get(id);
    };
    for (const next2 of queryAll(theirs, "[id]")) {
      const el = find(idOf(next2));
      if (!el || localName(el) !== localName(next2) || inputKind(el) !== inputKind(next2)) continue;
      if (mayMatch(el, next2) && !is(next2, nested2)) this.add(el, next2, root3, theirs);
    }
    const { newByOld, oldByNew } = this;
    const pair = (find2) => {
      const old = find2(root3, newByOld, isOld);
      if (!old.size) return;
      for (const [key2, next2] of find2(theirs, oldByNew, (el) => !is(el, nested2))) {
        const same3 = old.get(key2) ?? [];
        if (same3.length !== next2.length) continue;
        same3.forEach((el, i) => mayMatch(el, next2[i]) && this.add(el, next2[i], root3, theirs));
      }
    };
    pair(controlsByKey);
    if ([...localChanges].some(([el, { attributes: attributes2 }]) => attributes2.has("open") && !idOf(el))) {
      pair(openableBySummary);
      pair(openableByRow);
    }
  }
  add(el, next2, root3, theirs) {
    if (this.newByOld.has(el) || this.oldByNew.has(next2)) return;
    this.oldByNew.set(next2, el);
    this.newByOld.set(el, next2);
    this.addHolders(el, root3);
    this.addHolders(next2, theirs);
  }
  addHolders(el, top) {
    const { holders: holders2 } = this;
    let holder = parentElement(el);
    for (; holder && holder !== top && !holders2.has(holder); holder = parentElement(holder))
      holders2.add(holder);
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
  isTaken(el) {
    return this.used.has(el);
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
  const type2 = (attr(el, "type") ?? "text").toLowerCase();
  return notEdited.test(type2) || distinct.test(type2) ? type2 : "";
}
var controlsByKey = byKey("input[name],textarea[name],select[name]", (el) => {
  const kind15 = inputKind(el);
  const form2 = closest(el, "form");
  return !notEdited.test(kind15) && [
    attr(el, "form") ?? attr(form2, "id") ?? attr(form2, "action") ?? "",
    localName(el),
    kind15,
    attr(el, "name"),
    /^(checkbox|radio)$/.test(kind15) ? attr(el, "value") : ""
  ];
});
var openableBySummary = byKey("details:not([id]),dialog:not([id])", (el) => [
  localName(el),
  textContent(query(el, "summary,h1,h2,h3") ?? el).toLowerCase().replace(/\d+/g, "0")
]);
var openableByRow = byKey("details:not([id]),dialog:not([id])", (el) => [localName(el)]);
function byKey(selector2, keyOf) {
  return (root3, claimed, want) => {
    const found = /* @__PURE__ */ new Map();
    for (const el of queryAll(root3, selector2)) {
      const parts = !claimed.has(el) && want(el) && keyOf(el);
      if (!parts) continue;
      let row2 = parentElement(el);
      while (row2 && row2 !== root3 && (!claimed.has(row2) || localName(row2) === "form"))
        row2 = parentElement(row2);
      const key2 = [row2 && row2 !== root3 ? attr(row2, "id") : "", ...parts].join("\n");
      const same3 = found.get(key2);
      if (same3) same3.push(el);
      else found.set(key2, [el]);
    }
    return found;
  };
}

// src/morph/hidden.ts
function hasShadowOf(el, theirs) {
  const next2 = shadowRoot(theirs);
  return !next2 || (sentShadows.get(el) ?? shadowRoot(el)?.innerHTML) === next2.innerHTML;
}
function isEqual(el, next2) {
  if (!isEqualNode(el, next2)) return false;
  if (!hasTemplates()) return true;
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
    for (const [el, { children: children2 }] of localChanges) {
      if (!children2) continue;
      const sent2 = new Set(children2.nodes);
      for (const child of childNodes(el))
        if (child instanceof Element && !sent2.has(child)) this.added.add(child);
      for (const node of children2.nodes) {
        const parent = parentNode(node);
        if (parent && parent !== el && isConnected(node))
          this.strays.set(node, { list: children2, parent });
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
  merge(el, next2) {
    const change = localChanges.get(el);
    if (this.written.has(el)) {
      if (equalLists([...childNodes(el)], next2)) forget(el);
      return "kept";
    }
    if (!change?.children) return void 0;
    const { children: children2 } = change;
    if (equalLists(children2.base, next2)) return "kept";
    const { nodes, base } = children2;
    const same3 = unchangedNodes(base, next2);
    const merged = /* @__PURE__ */ new Map();
    const isRows = el instanceof Element && is(el, own(Rows));
    for (let i = 0; i < nodes.length; i++) {
      const start2 = i;
      while (i < nodes.length && parentNode(nodes[i]) !== el) i++;
      if (i === start2) continue;
      const instead = isRows ? [] : ownNodesAfter(el, nodes[start2 - 1], nodes);
      const all = nodes.slice(start2, i);
      const wasInside = ({ parent }) => instead.some((own2) => contains(own2, parent));
      const isTaken = (node) => this.claims.isTaken(node);
      const gone = all.filter((node) => !isTaken(node));
      const theirs = gone.map((node) => same3.get(base[nodes.indexOf(node)]));
      const first = next2.indexOf(theirs[0]);
      const isIntact = gone.length ? theirs.every((node, n) => node && node === next2[first + n]) : !all.some((node) => this.strays.has(node) && wasInside(this.strays.get(node)));
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
  settle(el, next2, shown) {
    const children2 = localChanges.get(el)?.children;
    if (children2) Object.assign(children2, { nodes: shown, base: next2.map(copySent) });
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
    for (const [node, { list: list2 }] of this.strays) {
      const home = [...localChanges].find(([, { children: children2 }]) => children2 === list2)?.[0];
      if (home && isConnected(home)) {
        if (isConnected(node) || !list2.nodes.includes(node)) continue;
        const after = list2.nodes.slice(list2.nodes.indexOf(node) + 1).find((next2) => parentNode(next2) === home);
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
  const end = all.findIndex((child, i) => i >= start2 && nodes.includes(child));
  return all.slice(start2, end < 0 ? void 0 : end);
}
function unchangedNodes(base, next2) {
  const same3 = /* @__PURE__ */ new Map();
  const free = new Set(next2);
  for (const old of base) {
    for (const node of free) {
      if (!isSame(old, node)) continue;
      same3.set(old, node);
      free.delete(node);
      break;
    }
  }
  return same3;
}
function isSame(node, next2) {
  return node instanceof Element && next2 instanceof Element ? isEqual(node, next2) : isEqualNode(node, next2);
}
function equalLists(a, b) {
  return a.length === b.length && a.every((node, i) => isSame(node, b[i]));
}
function editingHost(el) {
  const outer = closest(parentElement(el), "[contenteditable]");
  return outer && isContentEditable(outer) ? editingHost(outer) : el;
}

// src/morph/match.ts
function matchElements(root3, theirs, region, claims) {
  const oldFor = /* @__PURE__ */ new Map();
  const known = /* @__PURE__ */ new Map([[root3, theirs]]);
  function newFor(el) {
    if (known.has(el)) return known.get(el);
    let found;
    if (contains(root3, el) && regionOf(el) === region) {
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

// src/morph/matchChildren.ts
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
    const open = unmatched();
    if (!open.length || !free.size) return;
    const byKey2 = /* @__PURE__ */ new Map();
    for (const child of free) {
      const k = child instanceof Element && key2(child);
      if (k) byKey2.set(k, (byKey2.get(k) ?? /* @__PURE__ */ new Set()).add(child));
    }
    if (!byKey2.size) return;
    for (const i of open) {
      const candidates = byKey2.get(key2(next2[i]));
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
  const withoutId = (child) => child instanceof Element && !idOf(child);
  if ([...free].some(withoutId) && next2.some(withoutId)) {
    if (free.size > 1 || unmatched().length > 1) {
      pair((el2) => !idOf(el2) && outerHTML(el2));
      pair(innerId(free, next2));
    }
    pair((el2) => !idOf(el2) && nameOf(el2) && localName(el2) + nameOf(el2));
    pair((el2) => !idOf(el2) && !(isControl2(el2) && nameOf(el2)) && localName(el2));
  }
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
  const ids2 = (el) => !(el instanceof Element) || idOf(el) ? [] : [...queryAll(el, "[id]")].map((inner) => idOf(inner));
  const theirs = new Set(next2.flatMap(ids2));
  const both = new Set(theirs.size ? [...free].flatMap(ids2).filter((id) => theirs.has(id)) : []);
  return (el) => both.size > 0 && (ids2(el).find((id) => both.has(id)) ?? false);
}
function matchText(old, next2, matches2, take) {
  const isText = (node) => !(node instanceof Element);
  next2.forEach((child, i) => {
    if (!isText(child)) return;
    take(i, (i ? nextSibling(matches2[i - 1]) : old[0]) ?? void 0);
    take(i, previousSibling(matches2[i + 1]) ?? void 0);
  });
  const spare = /* @__PURE__ */ new Map();
  for (const text3 of old.filter(isText).reverse()) {
    const name = nodeName(text3);
    spare.set(name, spare.get(name) ?? []);
    spare.get(name).push(text3);
  }
  next2.forEach((child, i) => {
    const texts = !matches2[i] && isText(child) ? spare.get(nodeName(child)) ?? [] : [];
    while (texts.length && !take(i, texts.pop())) ;
  });
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

// src/morph/stableNodes.ts
function stableNodes(shown, old, rules) {
  const index = new Map(old.map((child, i) => [child, i]));
  const order = shown.filter((child) => index.has(child));
  let places2 = order.map((child) => index.get(child));
  if (places2.every((place2, i) => !i || place2 > places2[i - 1])) return new Set(order);
  const pinned = order.findIndex((child) => rules.unmovable(child));
  if (pinned >= 0) {
    const fixed = places2[pinned];
    places2 = places2.filter(
      (place2, i) => i === pinned || (i < pinned ? place2 < fixed : place2 > fixed)
    );
  }
  return new Set(longestIncreasing(places2).map((place2) => old[place2]));
}
function longestIncreasing(numbers3) {
  const tails = [];
  const previous2 = [];
  numbers3.forEach((n, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (numbers3[tails[middle]] < n) low = middle + 1;
      else high = middle;
    }
    previous2[i] = low ? tails[low - 1] : -1;
    tails[low] = i;
  });
  const run2 = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous2[i]) run2.push(numbers3[i]);
  return run2;
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
  const next2 = merged?.size ? all.filter((child) => !merged.has(child)) : all;
  const matches2 = matchChildren(el, old, next2, rules);
  const plain = el instanceof Element && !merged && !rules.placed;
  if (plain && childNodes(el).length === old.length && !matches2.some(isContent)) {
    const both = [...old, ...next2];
    if (both.some(isContent) && !both.some((child) => claims.holds(child)))
      return replaceAll(el, next2);
  }
  const matched = new Set(matches2);
  for (const child of old) if (!matched.has(child)) claims.remove(child);
  const shown = next2.map((child, i) => matches2[i] ?? child);
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
  matches2.forEach((child, i) => {
    rules.path.push(all === next2 ? i : all.indexOf(next2[i]));
    if (child) update(child, next2[i], rules);
    else takeClaimed(next2[i], rules);
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
function replaceAll(el, next2) {
  replaceChildren(el);
  for (let i = 0; i < next2.length; i += atOnce) append(el, ...next2.slice(i, i + atOnce));
}
var atOnce = 1e3;
function takeClaimed(el, rules) {
  if (!rules.claims.holds(el)) return;
  [...childNodes(el)].forEach((next2, i) => {
    if (!(next2 instanceof Element)) return;
    const old = rules.claims.take(next2, el);
    rules.path.push(i);
    if (old) {
      rules.placed?.replace(el, next2, old);
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
  if (isEqual(child, next2)) return rules.confirm(child);
  const { path } = rules;
  const depth2 = path.length;
  try {
    const deeper = rules.visit(child);
    updateAttributes(child, next2, rules.mayChange);
    dropConfirmed(child, next2);
    if (deeper) {
      updateHidden(child, next2, (el, theirs) => reconcile(el, theirs, rules));
      reconcile(child, next2, rules);
    }
  } catch (err) {
    patchFailed(err);
    path.length = depth2;
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
  const next2 = [...childNodes(theirs)];
  next2.forEach((node, i) => {
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
  old.slice(next2.length).forEach(removeNode);
}
function updateAttributes(el, next2, mayChange2) {
  for (const attribute of attributes(next2)) {
    const { name, namespaceURI, localName: localName2, value } = attribute;
    const now3 = namespaceURI ? call(el, "getAttributeNS", namespaceURI, localName2) : attr(el, name);
    if (now3 !== value && mayChange2(el, name, value)) setAttributeNode(el, attribute.cloneNode());
  }
  for (const { name } of [...attributes(el)]) {
    if (!hasAttr(next2, name) && mayChange2(el, name, null)) removeAttr(el, name);
  }
}
function dropConfirmed(el, theirs) {
  const { attributes: attributes2 } = localChanges.get(el) ?? {};
  for (const name of attributes2?.keys() ?? [])
    if (attr(theirs, name) === attr(el, name)) attributes2.delete(name);
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
  replace(parent, next2, old) {
    const list2 = this.lists.get(parent);
    if (list2) list2[list2.indexOf(next2)] = old;
  }
  /** The nodes that stand for what the server sent in this element. */
  in(el) {
    return this.lists.get(el);
  }
};

// src/morph/showDelta.ts
function showDelta(root3, operations, ops) {
  const find = (id) => {
    const el = safeDocument.getElementById(id);
    return el && regionOf(el) === root3 ? el : void 0;
  };
  const edit2 = (el, html) => {
    const make2 = () => parseElement(html);
    const theirs = make2();
    if (!theirs || idOf(theirs) !== idOf(el) || localName(theirs) !== localName(el)) return false;
    if (!ops.morph(el, theirs, make2)) return false;
    ops.shown(el, make2);
    return true;
  };
  if (operations.length > 1 && isTakenElsewhere(root3, find, operations)) return false;
  return operations.every((operation) => {
    const { kind: kind15, id } = operation;
    if (kind15 === "edit" && !id) {
      const make2 = () => parse(operation.html);
      ops.morph(root3, make2(), make2);
      ops.shown(root3, make2);
      return true;
    }
    const el = find(id);
    const parent = el && parentElement(el);
    if (!parent) return false;
    if (closest(parent, `[${Keep}]`)) return true;
    if (kind15 === "edit") return edit2(el, operation.html);
    if (!ops.willChange(parent)) return false;
    if (kind15 === "remove") {
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
      return !id2 || html === void 0 || edit2(item, html);
    });
  });
}
function isTakenElsewhere(root3, find, operations) {
  const places2 = operations.map((operation) => {
    const { kind: kind15 } = operation;
    const items = kind15 === "place" ? operation.items : [operation];
    return {
      kind: kind15,
      inside: items.map((item) => item.id === "" ? root3 : find(item.id ?? "")),
      html: items.map(({ html }) => html).join("")
    };
  });
  const inside = places2.flatMap((place2) => place2.inside).filter((el) => !!el);
  return inside.flatMap(usedIn).some((used2) => {
    const name = attr(used2, "name");
    const mark = idOf(used2) ? ` id="${idOf(used2)}"` : name !== null ? ` name="${name}"` : "<" + localName(used2);
    const holds = ({ inside: inside2 }, el) => inside2.some((place2) => place2 && contains(place2, el));
    return places2.some(
      (from) => holds(from, used2) && places2.some(
        (to) => to.html.includes(mark) && (from.kind === "remove" || !holds(to, used2)) && (!from.html.includes(mark) || to.inside.some((place2) => !place2 || holds(from, place2)))
      )
    );
  });
}
function usedIn(el) {
  return [el, ...queryAll(el, "*")].filter(
    (inner) => inner === safeDocument.activeElement || scrolled.has(inner) || !!localChanges.size && isContentEditable(inner) || is(inner, ":is(dialog[open],:popover-open)") || localChanges.get(inner)?.attributes.has("open") || isChanged(inner) || [...shadowRoot(inner)?.querySelectorAll("*") ?? []].some(isChanged)
  );
}
var isChanged = (el) => isControl(el) && isEditable(el) && isDirty(el);
function parseElement(html) {
  const [only, ...more] = childNodes(parse(html));
  return only instanceof Element && !more.length ? only : void 0;
}

// src/morph/morph.ts
var fragile = ":is(dialog:modal,:popover-open,iframe,video,audio)";
function morph(root3, theirs, rules = {}, operations) {
  const { fresh, sent: sent2, rename } = rules;
  startPatch();
  if (fresh) forgetRegion(root3);
  const isShell = root3 === safeDocument.body;
  const region = isShell ? safeDocument.documentElement : root3;
  const restoreFields = preserveFields(root3, rules, region);
  const reopen = keepOpen(root3);
  const restoreScrollAndFocus = keepScrollAndFocus(root3);
  const visited = /* @__PURE__ */ new Set();
  const canMove2 = "moveBefore" in Element.prototype;
  const active = safeDocument.activeElement;
  const custom = typeof theirs === "string" && hasCustomElements(theirs);
  const placed = custom ? new Placed() : void 0;
  function unmovable(node) {
    if (canMove2 || !(node instanceof Element)) return false;
    return contains(node, active) || is(node, fragile) || !!query(node, fragile);
  }
  function mayMatch(el, next2) {
    if (hasAttr(el, PartURL) !== hasAttr(next2, PartURL)) return false;
    if (hasAttr(el, Keep) !== hasAttr(next2, Keep)) return false;
    if (fresh && hasAttr(el, Keep)) return !!idOf(el);
    return !(fresh && localName(el).includes("-"));
  }
  const takesServers = (el) => fresh ? el !== rules.inUse : isControl(el) && !!sent2?.has(el) && sent2.get(el) === currentValue(el);
  function morphElement(el, theirs2, pristine) {
    if (!mayMatch(el, theirs2) && el !== root3) return false;
    dropDeferred(el);
    if (el === root3) visited.add(root3);
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
      knownMatch: (next2) => known.get(next2),
      mayMatch,
      isLocal: (child) => lists.isAdded(child) || isShell && nodeName(child) === "SCRIPT",
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
    if (el === root3) reconcile(root3, theirs2, rules2);
    else update(el, theirs2, rules2);
    claims.finish();
    lists.finish();
  }
  function willChange(parent) {
    for (let el = parent; el && el !== root3; el = parentElement(el))
      visited.add(el);
    return !localChanges.get(parent)?.children;
  }
  const ops = {
    morph: morphElement,
    willChange,
    movable: (el) => !unmovable(el),
    shown: (el, html) => custom && adopt(el, html(), placed)
  };
  if (!operations || fresh || !showDelta(root3, operations, ops)) {
    const spare = typeof theirs === "string" ? void 0 : copy(theirs);
    const make2 = () => typeof theirs === "string" ? parse(theirs) : copy(spare);
    morphElement(root3, typeof theirs === "string" ? make2() : theirs, make2);
    ops.shown(root3, make2);
  }
  restoreFields();
  if (!fresh) reopen();
  restoreScrollAndFocus();
  discard();
  return visited;
}
function keepOpen(root3) {
  const open = [...queryAll(root3, ":is(:popover-open,dialog:modal)")];
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
function keepScrollAndFocus(root3) {
  const focused = safeDocument.activeElement;
  const selection = closest(focused, "[contenteditable]") ? getSelection() : null;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  const places2 = [...scrolled].map(
    (el) => [el, get(el, "scrollLeft"), get(el, "scrollTop")]
  );
  return () => {
    if (focused !== safeDocument.activeElement && contains(root3, focused)) focus(focused, true);
    if (anchorNode && focusNode && contains(root3, anchorNode) && contains(root3, focusNode)) {
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
    for (const [el, left, top] of places2)
      if (get(el, "scrollTop") !== top || get(el, "scrollLeft") !== left) jump(el, left, top);
  };
}
function aroundChanges(root3) {
  const around = /* @__PURE__ */ new Set();
  for (let el of localChanges.keys())
    for (; el && el !== root3 && !around.has(el); el = parentElement(el)) around.add(el);
  return around;
}
function mayChange(el, name, theirs) {
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
  const split = (text3) => (text3 ?? "").split(/\s+/).filter(Boolean);
  const [baseTokens, theirTokens, ourTokens] = [split(base), split(theirs), split(ours)];
  return [.../* @__PURE__ */ new Set([...theirTokens, ...ourTokens])].filter((t) => !baseTokens.includes(t) || theirTokens.includes(t) && ourTokens.includes(t)).join(" ");
}

// test/harness.ts
var checks = [];
function check(kind15, name, run2) {
  checks.push({ kind: kind15, name, run: run2 });
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
function startDocument(html) {
  start(html);
  adopt(root2, parse(html));
}
function patchBy(html, operations) {
  morph(root2, html, {}, operations);
}
function patch(html, rules = {}) {
  return morph(root2, html, rules);
}
function get2(selector2) {
  const el = root2.querySelector(selector2);
  if (!el) throw new Error(`nothing is ${selector2} in ${root2.innerHTML}`);
  return el;
}
var input = (selector2) => get2(selector2);
function type(selector2, text3) {
  const el = input(selector2);
  el.focus();
  el.setSelectionRange?.(0, el.value.length);
  document.execCommand("insertText", false, text3);
  if (el.value !== text3) el.value = text3;
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
async function runAll(only = "") {
  const results = [];
  for (const { kind: kind15, name, run: run2 } of checks) {
    if (!(kind15 + "/" + name).includes(only)) continue;
    try {
      await run2();
      results.push({ kind: kind15, name });
    } catch (err) {
      results.push({ kind: kind15, name, error: String(err.message ?? err) });
    }
  }
  root2?.remove();
  return results;
}

// test/checks/custom.ts
var kind = "custom";
function define(name, connected) {
  if (customElements.get(name)) return;
  customElements.define(
    name,
    class extends HTMLElement {
      connectedCallback() {
        connected(this);
      }
    }
  );
}
define("x-leaves", (el) => el.remove());
define("x-leaves-with", (el) => (el.nextElementSibling?.remove(), el.remove()));
define("x-writes", (el) => el.textContent = "an hour ago");
define("x-adds", (el) => el.dataset.done || (el.dataset.done = "1", el.append(document.createElement("hr"))));
define("x-before", (el) => el.previousElementSibling?.localName === "s" || el.before(document.createElement("s")));
define("x-class", (el) => el.classList.add("ready"));
define("x-stays", (el) => el.getAttribute("a") === "1" && el.remove());
define("x-moves", (el) => root2.firstElementChild !== el && root2.prepend(el));
var body = (n, more = "") => `<h1>${n}</h1><form><input id="i" name="q"></form><footer class="c${n}"><p>a</p>${more}<p>b</p></footer>`;
for (const [name, html, want] of [
  ["x-leaves", `<b>new</b><x-leaves>word</x-leaves>`, `<p>a</p><b>new</b><p>b</p>`],
  ["x-leaves-with", `<x-leaves-with></x-leaves-with><u>u</u><b>new</b>`, `<p>a</p><b>new</b><p>b</p>`],
  ["x-writes", `<x-writes></x-writes>`, `<p>a</p><x-writes>an hour ago</x-writes><p>b</p>`],
  ["x-adds", `<x-adds></x-adds>`, `<p>a</p><x-adds data-done="1"><hr></x-adds><p>b</p>`],
  ["x-before", `<x-before></x-before>`, `<p>a</p><s></s><x-before></x-before><p>b</p>`],
  ["x-class", `<x-class class="c">t</x-class>`, `<p>a</p><x-class class="c ready">t</x-class><p>b</p>`]
])
  check(kind, `${name} comes by a push, and stays as it made itself`, async () => {
    start(body(1));
    type("#i", "typed");
    for (let n = 2; n < 5; n++) {
      patch(body(n, html));
      await frame();
      same(get2("footer").innerHTML, want, `the footer after push ${n}`);
      same(get2("h1").textContent, String(n), "the heading");
      same(input("#i").value, "typed", "what was typed");
    }
    patch(body(5));
    same(get2("h1").textContent, "5", "the heading without it");
  });
for (const [what, html] of [
  ["another element", `<x-leaves></x-leaves><i>N</i>`],
  ["one that has got a class", `<x-leaves></x-leaves><x-class class="c">N</x-class>`],
  ["one of its kind that stays", `<x-stays a="1"></x-stays><p>x</p><x-stays a="2">N</x-stays>`]
])
  check(kind, `a custom element has left before the client came, beside ${what}`, () => {
    startDocument(`<main>first ${html}<b>last</b></main>`);
    for (const n of ["2", "3"]) {
      patch(`<main>first ${html.replace("N", n)}<b>last</b></main>`);
      same(get2("main").textContent, what === "one of its kind that stays" ? `first x${n}last` : `first ${n}last`, "the page");
    }
  });
check(kind, "a custom element that goes elsewhere does not stop the patch", async () => {
  start(body(1));
  type("#i", "typed");
  for (let n = 2; n < 5; n++) {
    patch(body(n, `<x-moves></x-moves>`));
    await frame();
    same([get2("h1").textContent, input("#i").value, root2.querySelectorAll("x-moves").length], [String(n), "typed", 1], "heading, text, and how often it is there");
  }
});
check(kind, "the server's next value of what a custom element has written is taken", async () => {
  start(body(1));
  patch(body(2, `<x-class class="a">one</x-class>`));
  patch(body(3, `<x-class class="b">two</x-class>`));
  same(get2("x-class").outerHTML, `<x-class class="b ready">two</x-class>`, "the element");
});
customElements.define(
  "x-closed",
  class extends HTMLElement {
    constructor() {
      super();
      this.attachShadow({ mode: "closed" }).append(document.createElement("slot"));
    }
  }
);
check(kind, "healing leaves kept regions, parts and what a person has written", async () => {
  const inside = (n) => `<x-closed><b class="c${n}">${n}</b><div data-gf-keep id="k">sent ${n}</div><div data-gf-part="/p" id="p">wait ${n}</div><div contenteditable id="e">sent ${n}</div></x-closed>`;
  start(inside(1));
  get2("#k").textContent = "drawn";
  get2("#p").textContent = "loaded";
  get2("#e").textContent = "written";
  await frame();
  let reported2 = 0;
  const onError = (event) => (reported2++, event.preventDefault());
  addEventListener("error", onError);
  patch(inside(2).replace("<b", `<template shadowrootmode="open"><slot></slot></template><b`));
  removeEventListener("error", onError);
  truth(reported2 > 0, "nothing has failed, so this tests nothing");
  same(["b", "#k", "#p", "#e"].map((s) => get2(s).textContent), ["2", "drawn", "loaded", "written"], "the texts");
  same(get2("b").className, "c2", "the class");
});
check(kind, "an exception in the morph is healed around its element", () => {
  const closed = (more) => `<section><x-closed>${more}</x-closed><input name="near"></section>`;
  start(body(1, closed(`<input name="in">`)));
  const el = type("#i", "typed");
  const near = type("[name=near]", "near");
  const inside = type("[name=in]", "inside");
  const reported2 = [];
  const onError = (event) => (event.preventDefault(), reported2.push(event.error));
  addEventListener("error", onError);
  patch(body(2, closed(`<template shadowrootmode="open"><slot></slot></template><input name="in" class="x"><i>new</i>`)));
  removeEventListener("error", onError);
  truth(reported2.length > 0, "nothing has been thrown, so nothing was tested");
  same([input("#i"), input("[name=near]"), input("[name=in]")].every((now3, i) => now3 === [el, near, inside][i]), true, "the fields are the same elements");
  same([el.value, near.value, inside.value], ["typed", "near", "inside"], "what was typed");
  same(get2("x-closed").innerHTML, `<input name="in" class="x"><i>new</i>`, "the element");
  same(get2("h1").textContent, "2", "the rest");
});

// test/checks/fields.ts
var kind2 = "fields";
for (const [what, id] of [["with an id", ' id="f"'], ["without an id", ""]]) {
  for (const tag2 of ["input", "textarea"]) {
    const field = (value, more = "") => tag2 === "input" ? `<input${id} name="f" value="${value}"${more}>` : `<textarea${id} name="f"${more}>${value}</textarea>`;
    const body3 = (value, count, more = "") => `<p>${count}</p><form>${field(value, more)}</form>`;
    check(kind2, `typed ${tag2} ${what} stays when something else changes`, () => {
      start(body3("", 1));
      const el = type(tag2, "hello");
      patch(body3("", 2));
      same(get2(tag2), el, "the element");
      same(el.value, "hello", "its value");
      same(root2.querySelector("p").textContent, "2", "the counter");
    });
    check(kind2, `typed ${tag2} ${what}, no longer focused, stays too`, () => {
      start(body3("old", 1));
      const el = type(tag2, "hello");
      el.blur();
      patch(body3("old", 2, ' class="x"'));
      same(get2(tag2), el, "the element");
      same(el.value, "hello", "its value");
    });
    check(kind2, `typed ${tag2} ${what} stays when the server's value changes, and the new default is known`, () => {
      start(body3("old", 1));
      const el = type(tag2, "hello");
      patch(body3("new", 1));
      same(el.value, "hello", "its value");
      same(get2(tag2).defaultValue, "new", "its default");
      el.blur();
      same(el.value, "hello", "its value when left");
    });
    check(kind2, `untouched ${tag2} ${what} takes the server's new value`, () => {
      start(body3("old", 1));
      patch(body3("new", 1));
      same(input(tag2).value, "new", "its value");
    });
    check(kind2, `focused ${tag2} ${what} that was not edited keeps its text until it is left`, () => {
      start(body3("old", 1));
      const el = input(tag2);
      el.focus();
      el.setSelectionRange(1, 2);
      patch(body3("newer", 1));
      same(el.value, "old", "its value while focused");
      same([el.selectionStart, el.selectionEnd], [1, 2], "its selection");
      el.blur();
      same(el.value, "newer", "its value when left");
    });
    check(kind2, `${tag2} ${what} emptied by the person stays empty`, () => {
      start(body3("old", 1));
      const el = input(tag2);
      el.value = "";
      patch(body3("old", 2));
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
  same(get2("#r1 input"), el, "the element");
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
for (const kindOf2 of ["checkbox", "radio"]) {
  const box2 = (a, b, n = 1) => `<p>${n}</p><form><input type="${kindOf2}" name="c" value="a"${a ? " checked" : ""}><input type="${kindOf2}" name="c" value="b"${b ? " checked" : ""}></form>`;
  check(kind2, `a ${kindOf2} that the person chose stays`, () => {
    start(box2(true, false));
    root2.querySelectorAll("input")[1].click();
    patch(box2(true, false, 2));
    same(root2.querySelectorAll("input")[1].checked, true, "the second");
  });
  check(kind2, `an untouched ${kindOf2} follows the server`, () => {
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
var select = (options2, chosen3 = "", more = "") => `<select name="s"${more}>${options2.map((o) => `<option value="${o}"${o === chosen3 ? " selected" : ""}>${o}</option>`).join("")}</select>`;
check(kind2, "a select keeps the person's choice when the list grows before it", () => {
  start(select(["a", "b", "c"]));
  get2("select").value = "b";
  patch(select(["x", "y", "a", "b", "c"]));
  same(get2("select").value, "b", "its value");
});
check(kind2, "a select keeps the person's choice when the server chooses another", () => {
  start(select(["a", "b", "c"], "a"));
  get2("select").value = "b";
  patch(select(["a", "b", "c", "d"], "c"));
  same(get2("select").value, "b", "its value");
});
check(kind2, "an untouched select follows the server", () => {
  start(select(["a", "b", "c"], "a"));
  patch(select(["a", "b", "c"], "c"));
  same(get2("select").value, "c", "its value");
  patch(select(["a", "b", "c"]));
  same(get2("select").value, "a", "its value without a chosen one");
});
check(kind2, "a select whose choice has gone takes the server's", () => {
  start(select(["a", "b", "c"], "c"));
  get2("select").value = "b";
  patch(select(["a", "c"], "c"));
  same(get2("select").value, "c", "its value");
});
check(kind2, "a multiple select keeps several choices", () => {
  start(select(["a", "b", "c"], "", " multiple"));
  for (const option of get2("select").options) option.selected = option.value !== "a";
  patch(select(["z", "a", "b", "c"], "", " multiple"));
  same([...get2("select").selectedOptions].map((o) => o.value), ["b", "c"], "its values");
});
function choose2(el) {
  const files = new DataTransfer();
  files.items.add(new File(["x"], "x.txt"));
  el.files = files.files;
}
check(kind2, "a chosen file stays chosen", () => {
  start(`<p>1</p><form><input type="file" name="f"></form>`);
  choose2(input("input"));
  patch(`<p>2</p><form><b>new</b><input type="file" name="f" class="x"></form>`);
  same(input("input").files.length, 1, "the number of files");
});
check(kind2, "a chosen file stays chosen when its row moves", () => {
  const row2 = (id) => `<li id="${id}"><input type="file" name="f"></li>`;
  start(`<ul>${row2("a")}${row2("b")}</ul>`);
  choose2(input("#a input"));
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
  const body3 = `<form id="a"><input name="x"></form><form id="b"><input name="x"></form>`;
  start(body3);
  type("#a input", "sent");
  type("#b input", "other");
  patch(body3, { sent: /* @__PURE__ */ new Map([[input("#a input"), "sent"]]) });
  same(input("#a input").value, "", "the form that was sent");
  same(input("#b input").value, "other", "the other form");
});
check(kind2, "what was typed after the submit is not lost by its answer", () => {
  const body3 = `<form><input name="x"></form>`;
  start(body3);
  const sent2 = /* @__PURE__ */ new Map([[type("input", "first"), "first"]]);
  type("input", "second");
  patch(body3, { sent: sent2 });
  same(input("input").value, "second", "the value");
});
check(kind2, "one's own submit clears a chosen file", () => {
  const body3 = `<form><input type="file" name="f"></form>`;
  start(body3);
  choose2(input("input"));
  patch(body3, { sent: /* @__PURE__ */ new Map([[input("input"), "x.txt1" + input("input").files[0].lastModified]]) });
  same(input("input").files.length, 0, "the number of files");
});
check(kind2, "a hidden input's value is the server's", async () => {
  start(`<form><input type="hidden" name="h" value="1"></form>`);
  await frame();
  patch(`<form><input type="hidden" name="h" value="2"></form>`);
  same(input("input").value, "2", "its value");
});
check(kind2, "half a number does not stay on another page, nor after one's own submit", () => {
  for (const rules of ["fresh", "sent"]) {
    start(`<form><input type="number" name="n" value="2"></form>`);
    const el = input("input");
    el.focus();
    el.select();
    document.execCommand("insertText", false, rules === "fresh" ? "1e" : "7");
    patch(`<form><input type="number" name="n" value="8"></form>`, rules === "fresh" ? { fresh: true } : { sent: /* @__PURE__ */ new Map([[el, "7"]]) });
    same(input("input").value, "8", `the value (${rules})`);
  }
});

// test/checks/focus.ts
var kind3 = "focus";
var row = (id) => `<li id="r${id}"><input name="n" value="hello"></li>`;
var rows = (...ids2) => `<ul>${ids2.map(row).join("")}</ul>`;
function place(selector2) {
  const el = input(selector2);
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
    let lost2 = 0;
    el.addEventListener("blur", () => lost2++);
    patch(rows(...after));
    inPlace(el, "after the patch");
    same([...root2.querySelectorAll("li")].map((li) => li.id.slice(1)).join(), after.join(), "the order");
    same(lost2, 0, "how often it lost the focus");
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
  const text3 = get2("#b").firstChild;
  getSelection().setBaseAndExtent(text3, 2, text3, 6);
  patch(`<p id="a">two</p><p id="b">select me</p>`);
  same(getSelection().toString(), "lect", "the selection");
  getSelection().removeAllRanges();
});
check(kind3, "a focused button stays focused when its label changes", () => {
  start(`<form><button name="b">Save</button></form>`);
  const el = get2("button");
  el.focus();
  patch(`<form><p>new</p><button name="b">Save it</button></form>`);
  same(document.activeElement, el, "the focus");
  same(el.textContent, "Save it", "the label");
});
check(kind3, "a focused link in a moved row stays focused", () => {
  const link = (id) => `<tr id="t${id}"><td><a href="/t/${id}">${id}</a></td></tr>`;
  start(`<table><tbody>${[1, 2, 3].map(link).join("")}</tbody></table>`);
  const el = get2("#t2 a");
  el.focus();
  patch(`<table><tbody>${[2, 3, 1].map(link).join("")}</tbody></table>`);
  same(document.activeElement, el, "the focus");
});
check(kind3, "the harness takes moveBefore away when it is asked to", () => {
  const { hadMoveBefore } = window;
  truth(canMove === (hadMoveBefore && !location.search.includes("nomove")), "moveBefore should be there where the browser has it and the address does not say nomove");
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
async function loadedFrame(selector2) {
  const el = get2(selector2);
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
    const inner = get2("#r1 iframe").contentDocument;
    patch(`<ul>${after.map(row2).join("")}</ul>`);
    await wait(60);
    same(loads(), 0, "how often it loaded");
    same(get2("#r1 iframe").contentDocument, inner, "its document");
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
  const el = get2("x-counter");
  patch(`<div><p>new</p><x-counter class="a"></x-counter><p>new</p></div>`);
  same(get2("x-counter"), el, "the element");
  same([el.connected, el.disconnected], [1, 0], "how often it was connected and disconnected");
});
check(kind4, "a custom element whose row moves is moved, not taken out", () => {
  const row2 = (id) => `<li id="r${id}"><x-counter></x-counter></li>`;
  start(`<ul>${[1, 2, 3].map(row2).join("")}</ul>`);
  const el = get2("#r1 x-counter");
  patch(`<ul>${[2, 3, 1].map(row2).join("")}</ul>`);
  same(get2("#r1 x-counter"), el, "the element");
  if (canMove) same([el.connected, el.disconnected, el.moved], [1, 0, 1], "connected, disconnected, moved");
});
check(kind4, "what a custom element has made of itself stays", () => {
  start(`<p>1</p><x-counter data-gf-keep></x-counter>`);
  const el = get2("x-counter");
  el.append(document.createElement("canvas"));
  patch(`<p>2</p><x-counter data-gf-keep class="new"></x-counter>`);
  truth(el.querySelector("canvas"), "its content is gone");
  same(el.className, "new", "its class");
});
check(kind4, "new custom elements come to life once", () => {
  start(`<div></div>`);
  patch(`<div><x-counter></x-counter></div>`);
  same(get2("x-counter").connected, 1, "how often it was connected");
});
check(kind4, "a script in a patch does not run", async () => {
  start(`<div></div>`);
  patch(`<div><script src="/never.js"><\/script><img alt="" src="/frame.svg"></div>`);
  await wait(30);
  same(window.never, void 0, "what the script sets");
});

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
  const edit2 = (at2, length, order = 1 /* Self */, text3 = "", operation, size2) => edits.push({ at: at2, length, order, text: text3, operation, size: size2 });
  for (const [verb, ...rest] of step) {
    if (typeof verb === "number") {
      const [size2, ...splices] = rest;
      const operation = { kind: "edit", id: size2 ? idAt(old, verb) : "", html: "" };
      edit2(verb, 0, 3 /* Begin */, "", operation, size2);
      eachSplice(verb, splices, (at2, length, text3) => edit2(at2, length, 1 /* Self */, text3));
      operations.push(operation);
    } else if (verb === "-") {
      for (let i = 0; i < rest.length; i += 2) {
        operations.push({ kind: "remove", id: idAt(old, rest[i]) });
        edit2(rest[i], rest[i + 1]);
      }
    } else {
      const [at2, length, ...items] = rest;
      const before = verb === "<";
      const insert = (html2) => edit2(before ? at2 : at2 + length, 0, before ? 2 /* Before */ : 0 /* After */, html2);
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
          const [from, size2, ...splices] = item;
          const html2 = spliced(old, from, size2, splices);
          edit2(from, size2);
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
  for (const { operation, from, size: size2 } of edits)
    if (operation) operation.html = size2 ? html.slice(from, from + size2) : html;
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
  eachSplice(at, splices, (to, deleted, text3) => {
    html += old.slice(at, to) + text3;
    at = to + deleted;
  });
  return html + old.slice(at, end);
}
var tag = /<[^>]*? id="([^"]+)"/y;
function idAt(html, at) {
  tag.lastIndex = at;
  return tag.exec(html)[1];
}

// test/fuzz/random.ts
function numbers(seed) {
  let state = Math.imul(seed, 2654435761) >>> 0;
  return (below) => {
    state = state + 1831565813 >>> 0;
    let n = Math.imul(state ^ state >>> 15, state | 1);
    n ^= n + Math.imul(n ^ n >>> 7, n | 61);
    return ((n ^ n >>> 14) >>> 0) % below;
  };
}
var pick = (next2, of) => of[next2(of.length)];

// test/fuzz/bodies.ts
var make = (tag2, attributes2 = {}, ...children2) => ({
  n: elements++,
  tag: tag2,
  attributes: attributes2,
  children: children2
});
var elements = 0;
var words = 0;
var word = () => `w${words++};`;
var ids = 0;
var maybeId = (next2) => next2(3) ? {} : { id: "e" + ids++ };
var holders = /^(root|div|li|td|form|section|fieldset|details)$/;
function element(next2, depth2) {
  const inside = () => depth2 ? list(next2, depth2 - 1) : [word()];
  switch (next2(14)) {
    case 0:
      return { ...make("svg", maybeId(next2)), raw: `<path d="M${next2(9)} 0"></path>${next2(2) ? `<use xlink:href="#s${next2(3)}"></use>` : ""}` };
    case 1:
      return { ...make("template", maybeId(next2)), raw: `<p>${next2(5)}</p>` };
    case 2:
      return make("table", maybeId(next2), make("tbody", {}, ...Array.from({ length: 1 + next2(3) }, () => make("tr", maybeId(next2), make("td", {}, word())))));
    case 3:
      return make("x-rand", { k: String(next2(5)) });
    case 4:
      return make("x-rand", { k: pick(next2, ["0", "3"]) }, word());
    case 5:
    case 6:
      return make("ul", maybeId(next2), ...Array.from({ length: next2(4) }, () => make("li", {}, ...inside())));
    case 7:
    case 8:
      return make("p", { ...maybeId(next2), class: "c" + next2(4) }, word(), " ", make("b", {}, word()), " ", word());
    case 9:
      return { ...make("noscript"), raw: `<input name="never">` };
    default:
      return make("div", { ...maybeId(next2), ...next2(3) ? void 0 : { title: "t" + next2(5) } }, ...inside());
  }
}
var list = (next2, depth2) => Array.from({ length: next2(4) }, () => next2(4) ? element(next2, depth2) : word());
var controls = [
  (next2) => make("input", { name: "a", value: "v" + next2(3) }),
  (next2) => ({ ...make("textarea", { name: "id" }), raw: "v" + next2(3) }),
  () => make("label", {}, word(), make("input", { name: "children", value: "" })),
  () => make("input", { name: "parentElement", type: "date" }),
  (next2) => make("input", { name: "nodeName", type: "number", value: String(next2(3)) }),
  (next2) => ({ ...make("select", { name: "s" }), raw: `<option>x ${next2(3)}</option><option>y ${next2(3)}</option>` }),
  (next2) => ({
    ...make("select", { name: "m", multiple: "" }),
    raw: `<optgroup label="g${next2(2)}"><option value="1">${next2(2)}</option><option value="2">2</option></optgroup>${next2(2) ? `<option value="3">3</option>` : ""}<option value="4">4</option>`
  }),
  () => make("input", { name: "attributes", type: "checkbox", value: "1" }),
  (next2) => make("fieldset", {}, make("legend", {}, word()), ...["x", "y", "z"].map((value, i) => make("input", { name: "r", type: "radio", value, ...i === next2(9) ? { checked: "" } : {} }))),
  (next2) => make("input", { name: "color", type: "color", value: pick(next2, ["#AABBCC", "#00FF00"]) })
];
var elsewhere = [
  (next2) => make("input", { name: "o", form: "form", value: "v" + next2(3) }),
  () => make("div", { id: "edit", contenteditable: "" }, make("p", {}, "write here")),
  () => make("details", { id: "d" }, make("summary", {}, word()), make("p", {}, word())),
  () => make("details", {}, make("summary", {}, word()), make("p", {}, word())),
  () => make("div", { id: "scroll", class: "scroller" }, make("div", { class: "tall" }, word())),
  () => make("div", { id: "pop", popover: "" }, word()),
  (next2) => ({ ...make("div", { id: "card" }), raw: `<template shadowrootmode="open"><p>${next2(3)}</p><input name="q"><slot></slot></template>` })
];
function firstBody(next2) {
  const around = (tree) => next2(4) ? tree : make("div", { class: "w" + next2(3) }, tree);
  const inForm = controls.flatMap((control) => [around(control(next2)), ...list(next2, 1)]);
  const rest = elsewhere.flatMap((control) => [around(control(next2)), ...list(next2, 1)]);
  const form2 = make("form", { id: "form", method: "post" }, ...inForm);
  return make("root", {}, ...list(next2, 2), form2, ...list(next2, 2), ...rest);
}
function places(root3) {
  return root3.children.flatMap((tree) => typeof tree === "string" ? [] : [{ tree, parent: root3 }, ...places(tree)]);
}
var isUsed = ({ attributes: { name, id = "" }, tag: tag2, children: children2 }) => name !== void 0 || tag2 === "details" || /^(form|edit|scroll|pop|card)$/.test(id) || children2.some((child) => typeof child !== "string" && isUsed(child));
var isInForm = ({ attributes: { name, form: form2 }, children: children2 }) => name !== void 0 && !form2 || children2.some((child) => typeof child !== "string" && isInForm(child));
function parentsFor(root3, tree) {
  const all = [root3, ...places(root3).map((place2) => place2.tree)];
  const form2 = all.find(({ tag: tag2 }) => tag2 === "form");
  const inside = /* @__PURE__ */ new Set([form2, ...places(form2).map((place2) => place2.tree)]);
  const own2 = /* @__PURE__ */ new Set([tree, ...places(tree).map((place2) => place2.tree)]);
  const inRow = new Set(all.filter((row2) => row2.tag === "details" || row2.attributes.id && !/^(form|card)$/.test(row2.attributes.id)).flatMap((row2) => [row2, ...places(row2).map((place2) => place2.tree)]));
  const inForm = tree !== form2 && !own2.has(form2) && isInForm(tree);
  return all.filter(
    (parent) => holders.test(parent.tag) && !own2.has(parent) && !/^(edit|scroll)$/.test(parent.attributes.id ?? "") && !(isUsed(tree) && inRow.has(parent)) && (inForm ? inside.has(parent) : !own2.has(form2) || !inside.has(parent))
  );
}
var isFree = ({ tag: tag2, attributes: attributes2 }) => !/^(li|tr|td|tbody|summary|legend|b)$/.test(tag2) && attributes2.type !== "radio";
function nextBody(next2, before) {
  const root3 = structuredClone(before);
  const edits = next2(5) ? 1 + next2(4) : 20 + next2(40);
  for (let n = 0; n < edits; n++) edit(next2, root3);
  return root3;
}
function edit(next2, root3) {
  const all = places(root3);
  if (!all.length) return;
  const { tree, parent } = pick(next2, all);
  if (/^(scroll|edit)$/.test(parent.attributes.id ?? "")) return;
  const at = parent.children.indexOf(tree);
  const put = (item, into) => {
    const first = into.tag === "details" || into.tag === "fieldset" ? 1 : 0;
    into.children.splice(first + next2(into.children.length + 1 - first), 0, item);
  };
  switch (next2(8)) {
    case 0: {
      const item = next2(3) ? element(next2, 1) : word();
      return put(item, pick(next2, parentsFor(root3, make("div"))));
    }
    case 1:
      if (!isUsed(tree) && isFree(tree)) parent.children.splice(at, 1);
      return;
    case 2: {
      if (!isFree(tree)) return;
      const into = pick(next2, parentsFor(root3, tree));
      parent.children.splice(at, 1);
      return put(tree, into);
    }
    case 3:
      if (isFree(tree) && holders.test(parent.tag)) parent.children[at] = make("div", { class: "w" + next2(3) }, tree);
      return;
    case 4:
      if (tree.tag === "div" && !tree.attributes.id && holders.test(parent.tag)) parent.children.splice(at, 1, ...tree.children);
      return;
    case 5:
      if (tree.attributes.contenteditable === void 0) tree.attributes.title = "t" + next2(9);
      return;
    case 6: {
      const { name, type: type2 } = tree.attributes;
      if (name && (type2 === void 0 || type2 === "number") && tree.attributes.value !== void 0) tree.attributes.value = type2 ? String(next2(9)) : "v" + next2(9);
      else if (tree.raw) tree.raw = tree.raw.replace(/\d(?=<)|\d(?= 0")/, String(next2(9)));
      return;
    }
    default: {
      const i = tree.children.findIndex((child) => typeof child === "string" && /^w\d/.test(child));
      if (i >= 0) tree.children[i] = word();
    }
  }
}
function renewed(before) {
  const renew = (tree) => ({
    ...tree,
    children: tree.children.map((child) => typeof child !== "string" ? renew(child) : /^w\d/.test(child) ? word() : child)
  });
  return renew(before);
}
var isVoid = (tag2) => tag2 === "input";
function render({ tag: tag2, attributes: attributes2, children: children2, raw }) {
  const inside = raw ?? children2.map((child) => typeof child === "string" ? child : render(child)).join("");
  if (tag2 === "root") return inside;
  const written = Object.entries(attributes2).map(([name, value]) => ` ${name}="${value}"`);
  return `<${tag2}${written.join("")}>${inside}${isVoid(tag2) ? "" : `</${tag2}>`}`;
}
function restart() {
  elements = words = ids = 0;
}

// test/fuzz/person.ts
var named = (name) => `[name="${name}"]`;
var text = {
  act(el, more) {
    el.focus();
    el.value = "typed " + more;
    el.setSelectionRange(more % 4, 4);
  },
  state: (el) => el.value,
  follows: true,
  focusable: true
};
var chosen = (el) => [...el.options].filter((option) => option.selected);
var uses = {
  a: [named("a"), text],
  id: [named("id"), text],
  children: [named("children"), text],
  o: [named("o"), text],
  date: [named("parentElement"), { ...text, act: (el, more) => el.value = "2026-03-0" + (1 + more % 9) }],
  number: [
    named("nodeName"),
    {
      ...text,
      act(el, more) {
        el.focus();
        el.select();
        document.execCommand("insertText", false, more % 2 ? "1e" : String(100 + more));
      },
      state: (el) => el.value + (el.validity.badInput ? " and half a number" : "")
    }
  ],
  select: [named("s"), { act: (el, more) => el.selectedIndex = more % 2, state: (el) => String(el.selectedIndex), follows: true, focusable: true }],
  several: [
    named("m"),
    {
      act: (el, more) => [...el.options].forEach((option, i) => option.selected = !!(more >> i & 1)),
      state: (el) => chosen(el).map(({ value }) => value).join(),
      follows: true,
      focusable: true
    }
  ],
  box: [named("attributes"), { act: (el, more) => el.checked = more % 3 > 0, state: (el) => String(el.checked), follows: true, focusable: true }],
  radio: [
    named("r"),
    {
      act: (el, more) => [...queryAll(scope(el), named("r"))][more % 3].checked = true,
      state: (el) => [...queryAll(scope(el), named("r"))].filter((radio) => radio.checked).map(({ value }) => value).join(),
      follows: true
    }
  ],
  color: [named("color"), { act: (el, more) => el.value = "#00000" + more % 10, state: (el) => el.value, follows: true, focusable: true }],
  edit: [
    "#edit",
    {
      act(el, more) {
        el.focus();
        const written = document.createTreeWalker(el, NodeFilter.SHOW_TEXT).nextNode();
        if (!written) return;
        written.nodeValue += " more" + more;
        getSelection().collapse(written, more % 5);
      },
      state: (el) => el.innerHTML
    }
  ],
  details: ["#d", { act: (el) => el.open = true, state: (el) => String(el.open) }],
  "details without an id": ["details:not([id])", { act: (el) => el.open = true, state: (el) => String(el.open) }],
  scroll: ["#scroll", { act: (el, more) => el.scrollTop = 100 + more, state: (el) => String(el.scrollTop) }],
  popover: ["#pop", { act: (el) => call(el, "togglePopover", true), state: (el) => String(el.matches(":popover-open")) }],
  shadow: ["#card", { act: (el, more) => el.shadowRoot && (el.shadowRoot.querySelector("input").value = "typed " + more), state: (el) => el.shadowRoot?.querySelector("input")?.value ?? "" }]
};
function scope(el) {
  let top = el;
  for (let at = parentElement(el); at && at !== document.body; at = parentElement(at)) top = at;
  return top;
}
var personKeys = [...Object.keys(uses), "leave"];
function act(root3, key2, more) {
  if (key2 === "leave") return document.activeElement instanceof HTMLElement && document.activeElement !== document.body ? get(document.activeElement, "blur").call(document.activeElement) : void 0;
  const [selector2, use] = uses[key2];
  const el = query(root3, selector2);
  if (el) use.act(el, more);
  if (el && use.focusable && more % 3 === 0) call(el, "focus");
}
function states(root3) {
  const all = /* @__PURE__ */ new Map();
  for (const [key2, [selector2, { state }]] of Object.entries(uses)) {
    const el = query(root3, selector2);
    if (el) all.set(key2, state(el));
  }
  return all;
}
function focusIn(root3) {
  const active = document.activeElement;
  const key2 = Object.keys(uses).find((key3) => active && query(root3, uses[key3][0]) === active);
  if (!key2 || !active) return { key: void 0, caret: "" };
  if (key2 === "edit") {
    const { anchorNode, anchorOffset } = getSelection();
    return { key: key2, caret: `${anchorNode?.nodeValue} ${anchorOffset}` };
  }
  return { key: key2, caret: hasAttr(active, "type") || !("selectionStart" in active) ? "" : `${active.selectionStart} ${active.selectionEnd}` };
}
function lost(changed, before, now3, base, theirs, focused, fresh) {
  for (const [key2, want] of theirs) {
    const [was, is2] = [before.get(key2), now3.get(key2)];
    const { follows } = uses[key2][1];
    if (is2 === void 0) return `${key2} is gone`;
    if (was === void 0) continue;
    const dirty = changed.has(key2) && was !== base.get(key2);
    if (fresh) {
      if (follows && is2 !== want) return `${key2} is ${is2} on another page, not ${want}`;
    } else if (key2 === "several" && dirty) {
      const kept = was.split(",").filter((value) => value !== "3");
      if (is2.split(",").filter((value) => value !== "3").join() !== kept.join()) return `${key2} is ${is2}, and was ${was}`;
    } else if (dirty || focused === key2 || !follows && changed.has(key2)) {
      if (is2 !== was) return `${key2} is ${is2}, and was ${was}`;
    } else if (follows && is2 !== want) {
      return `${key2} is ${is2}, and the server sends ${want}, which nobody has changed`;
    }
  }
  return void 0;
}

// test/fuzz/script.ts
var wordsIn = (node) => (textContent(node) ?? "").toLowerCase().match(/w\d+(?=;)/g) ?? [];
var used = "form,[name],details,summary,legend,#edit,#edit *,#scroll,#scroll *,#pop,#card";
var isMoved = (el) => !isUsed2(el) && !isFixed(el) && !query(parentElement(el), ":scope > font");
var isUsed2 = (el) => is(el, used) || !!query(el, used);
var isFixed = (el) => is(el, "option,optgroup,tbody,tr,td,li,legend,summary,svg *,#edit *");
function wrap(el, first, name) {
  const wrapper = document.createElement(name);
  if (first) insertBefore(parentElement(el), wrapper, el);
  else call(el, "replaceWith", wrapper);
  append(wrapper, el);
}
function translate(el) {
  const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text3 of texts) {
    const parent = text3.parentElement;
    if (!text3.nodeValue.trim() || !parent || is(parent, "option,textarea,noscript,#edit *,svg *")) continue;
    const outer = document.createElement("font");
    const inner = document.createElement("font");
    inner.textContent = text3.nodeValue.toUpperCase();
    outer.append(inner);
    text3.replaceWith(outer);
  }
}
var kinds = {
  wrap: (el, more) => isFixed(el) || wrap(el, false, more % 2 ? "div" : "font"),
  "wrap in steps": (el, more) => isFixed(el) || wrap(el, true, more % 2 ? "div" : "span"),
  remove(el, _more, _root, { gone }) {
    if (isUsed2(el) || is(el, "svg *")) return;
    wordsIn(el).forEach((word2) => gone.add(word2));
    removeNode(el);
  },
  add: (el) => is(el, "table,table *,select *,svg,svg *,ul,#edit *,template,textarea") || append(el, document.createElement("hr")),
  rewrite(el, _more, _root, { gone }) {
    if (isUsed2(el) || is(el, "template,svg,svg *,table,table *,ul")) return;
    wordsIn(el).forEach((word2) => gone.add(word2));
    setTextContent(el, "mine");
  },
  "to the front"(el, _more, _root, { moved }) {
    if (!isMoved(el)) return;
    wordsIn(el).forEach((word2) => moved.add(word2));
    insertBefore(parentElement(el), el, children(parentElement(el))[0]);
  },
  elsewhere(el, more, root3, { moved }) {
    if (!isMoved(el)) return;
    const places2 = [...queryAll(root3, "div:not(#edit,#scroll)")].filter((place2) => !contains(el, place2));
    if (!places2.length) return;
    wordsIn(el).forEach((word2) => moved.add(word2));
    append(places2[more % places2.length], el);
  },
  attribute: (el, more) => setAttr(el, more % 2 ? "class" : "data-mine", "mine" + more % 3),
  translate,
  "text of a node"(el, _more, _root, { gone }) {
    const text3 = [...el.childNodes].find((node) => node instanceof Text);
    if (!text3 || is(el, "option,textarea,#edit *")) return;
    wordsIn(text3).forEach((word2) => gone.add(word2));
    text3.nodeValue = "written";
  },
  "split text"(el) {
    const text3 = [...Element.prototype.querySelectorAll.call(el, "p")][0]?.firstChild;
    if (text3 instanceof Text && text3.length > 1) text3.splitText(1);
  },
  normalize: (el) => el.normalize()
};
var scriptKinds = Object.keys(kinds);
function rank(el, seed) {
  const signature = localName(el) + attr(el, "id") + attr(el, "name") + attr(el, "class") + wordsIn(el)[0];
  let n = seed;
  for (const char of signature) n = Math.imul(n ^ char.charCodeAt(0), 1540483477) ^ n >>> 13;
  return n >>> 0;
}
function meddle(root3, kind15, at, more, meddled) {
  let el;
  let least = Infinity;
  for (const other of queryAll(root3, "*")) {
    const n = rank(other, at);
    if (n < least) [el, least] = [other, n];
  }
  if (el && localName(el) !== "optgroup") kinds[kind15](el, more, root3, meddled);
}

// test/fuzz/run.ts
if (!customElements.get("x-rand"))
  customElements.define(
    "x-rand",
    class extends HTMLElement {
      done = false;
      connectedCallback() {
        const kind15 = this.getAttribute("k");
        if (kind15 === "1") this.textContent = "written";
        if (kind15 === "2") this.remove();
        if (kind15 === "3") this.classList.add("ready");
        if (kind15 !== "4" || this.done) return;
        this.done = true;
        const inner = document.createElement("i");
        inner.append(...this.childNodes);
        this.append(inner);
      }
    }
  );
async function sent(bodies) {
  const answer = await fetch("/deltas", { method: "POST", body: JSON.stringify(bodies) });
  return answer.json();
}
function canonical(page2) {
  const copy2 = page2.cloneNode(true);
  for (const el of queryAll(copy2, "x-rand")) removeNode(el);
  copy2.normalize();
  for (const el of queryAll(copy2, "*")) {
    const all = [...attributes(el)].map(({ name, value }) => [name, value]).sort();
    for (const [name, value] of all) {
      if (name.includes(":")) continue;
      removeAttr(el, name);
      const waits = name === "value" && attr(el, "name") === "nodeName";
      if (name !== "open" && !waits) setAttr(el, name, value);
    }
    if (attr(el, "id") === "edit") el.replaceChildren();
  }
  return innerHTML(copy2);
}
async function run(steps) {
  const thrown = [];
  const onError = (event) => thrown.push(event.message);
  addEventListener("error", onError);
  try {
    return await runSteps(steps, thrown);
  } catch (err) {
    return "threw " + (err.stack ?? err);
  } finally {
    removeEventListener("error", onError);
  }
}
async function runSteps(steps, thrown) {
  const pushes = steps.filter((step) => step.do === "server");
  const bodies = await sent(pushes.map(({ body: body3 }) => render(body3)));
  const scripted = steps.some((step) => step.do === "script");
  const meddled = { gone: /* @__PURE__ */ new Set(), moved: /* @__PURE__ */ new Set() };
  const changed = /* @__PURE__ */ new Set();
  let now3 = bodies[0].body;
  let base = states(parse(now3));
  start(now3);
  adopt(root2, parse(now3));
  const form2 = query(root2, "form");
  let push = 0;
  for (const [i, step] of steps.entries()) {
    const where = `step ${i}: `;
    if (step.do === "frame") await frame();
    else if (step.do === "script") meddle(root2, step.kind, step.at, step.more, meddled);
    else if (step.do === "person") {
      act(root2, step.key, step.more);
      changed.add(step.key);
      if (step.key === "scroll") await frame();
    } else if (i > 0) {
      const { body: body3, delta } = bodies[++push];
      const { fresh = false } = step;
      const before = states(root2);
      const focus2 = focusIn(root2);
      const newPage = parse(body3);
      const theirs = states(newPage);
      const rules = fresh ? { fresh } : {};
      if (step.delta && delta) {
        const { html, operations } = applyDelta(now3, delta);
        if (html !== body3) return where + "the delta makes another body";
        morph(root2, html, rules, operations);
      } else {
        morph(root2, body3, rules);
      }
      now3 = body3;
      const wrong = thrown.length ? `thrown: ${thrown}` : lost(changed, before, states(root2), base, theirs, focus2.key, fresh) ?? wordsWrong(newPage, fresh || scripted ? meddled : void 0, fresh);
      if (wrong) return where + wrong;
      if (form2 && !fresh && query(newPage, "form") && query(root2, "form") !== form2) return where + "the form is another element";
      const focusNow = focusIn(root2);
      if (focus2.key && !fresh && theirs.has(focus2.key) && (focusNow.key !== focus2.key || focusNow.caret !== focus2.caret)) return where + `the focus is on ${focusNow.key} (${focusNow.caret}), and was on ${focus2.key} (${focus2.caret})`;
      if (!scripted || fresh) {
        const different = differs2(body3);
        if (different) return where + different;
      }
      base = theirs;
    }
  }
  return void 0;
}
function wordsWrong(theirs, meddled, fresh) {
  const want = wordsIn(theirs);
  const now3 = wordsIn(root2);
  const expected = new Set(want);
  const seen = /* @__PURE__ */ new Set();
  for (const word2 of now3) {
    if (seen.has(word2)) return `${word2} is shown twice`;
    if (!expected.has(word2)) return `${word2} is shown, and the server does not send it`;
    seen.add(word2);
  }
  for (const word2 of want) if (!seen.has(word2) && (fresh || !meddled?.gone.has(word2))) return `${word2} is not shown`;
  const inPlace2 = (word2) => seen.has(word2) && (fresh || !meddled?.moved.has(word2));
  const [shown, sends] = [now3.filter(inPlace2), want.filter(inPlace2)];
  const at = shown.findIndex((word2, i) => word2 !== sends[i]);
  return at < 0 ? void 0 : `${shown[at]} is shown where the server sends ${sends[at]}`;
}
function differs2(body3) {
  const fresh = document.createElement("div");
  document.body.append(fresh);
  fresh.id = "fresh";
  fresh.append(...parse(body3).childNodes);
  const [got, want] = [canonical(root2), canonical(fresh)];
  fresh.remove();
  return got === want ? void 0 : `the page is
${got}
and a fresh one is
${want}`;
}
var kindOf = (wrong = "") => wrong.replace(/^step \d+: /, "").replace(/\S*\d\S*/g, "").slice(0, 20);
async function shrink(steps, wrong, tries = 2e3) {
  let best = steps;
  const fails = async (shorter) => {
    if (tries-- <= 0 || kindOf(await run(shorter)) !== kindOf(wrong)) return false;
    best = shorter;
    return true;
  };
  for (let before = -1; before !== size(best) && tries > 0; ) {
    before = size(best);
    for (let length = best.length >> 1; length; length >>= 1)
      for (let i = best.length - length; i > 0; i -= length) await fails(best.toSpliced(i, length));
    const elements2 = new Set(best.flatMap((step) => step.do === "server" ? numbersIn(step.body) : []));
    for (const n of elements2) await fails(without(best, n, false)) || await fails(without(best, n, true));
  }
  return best;
}
var size = (steps) => JSON.stringify(steps).length;
var numbersIn = (tree) => tree.children.flatMap((child) => typeof child === "string" || child.attributes.class === "tall" ? [] : [child.n, ...numbersIn(child)]);
function without(steps, n, unwrap) {
  const cut = (tree) => ({
    ...tree,
    children: tree.children.flatMap((child) => typeof child === "string" ? [child] : child.n !== n ? [cut(child)] : unwrap ? cut(child).children : [])
  });
  return steps.map((step) => step.do === "server" ? { ...step, body: cut(step.body) } : step);
}
function describe(steps) {
  return steps.map((step, i) => `${i}. ${step.do === "server" ? `server${step.delta ? ", delta" : ""}${step.fresh ? ", another page" : ""}: ${render(step.body)}` : Object.values(step).join(" ")}`).join("\n");
}

// test/fuzz/steps.ts
function sequence(seed) {
  restart();
  const next2 = numbers(seed);
  const scripted = seed % 4 !== 0;
  let body3 = firstBody(next2);
  const steps = [{ do: "server", body: body3 }];
  const person = () => steps.push({ do: "person", key: pick(next2, personKeys), more: next2(100) });
  for (let n = next2(8); n > 0; n--) person();
  for (let round = 0; round < 10; round++) {
    if (scripted)
      for (let n = next2(4); n > 0; n--)
        steps.push({ do: "script", kind: pick(next2, scriptKinds), at: next2(1e6), more: next2(1e3) });
    for (let n = next2(3); n > 0; n--) person();
    if (next2(2)) steps.push({ do: "frame" });
    body3 = nextBody(next2, body3);
    steps.push({ do: "server", body: body3, delta: next2(2) > 0 });
    if (next2(3) === 0) steps.push({ do: "frame" });
  }
  body3 = renewed(body3);
  steps.push({ do: "frame" }, { do: "server", body: body3 });
  body3 = nextBody(next2, body3);
  steps.push({ do: "server", body: body3, fresh: true });
  return steps;
}

// test/checks/fuzz.ts
var settings = new URLSearchParams(location.search);
var firstSeed = +(settings.get("seed") ?? 1);
var seeds = +(settings.get("seeds") ?? 4);
for (let seed = firstSeed; seed < firstSeed + seeds; seed++)
  check("fuzz", `seed ${seed}`, async () => {
    const steps = sequence(seed);
    const wrong = await run(steps);
    if (!wrong) return;
    const short = await shrink(steps, wrong);
    throw new Error(`${wrong}
shortened: ${await run(short)}
${describe(short)}`);
  });

// test/checks/markup.ts
var kind5 = "markup";
check(kind5, "noscript holds text, as in a document with scripts", () => {
  for (const html of [
    `<form><noscript><input name="n" value="7"><button>Apply</button></noscript></form>`,
    `<noscript><img src="/never.gif" alt=""></noscript>`,
    `<p>a</p><div><noscript>Please <b>turn on</b> scripts</noscript></div>`,
    `<template><noscript><input></noscript></template>`
  ]) {
    const el = parse(html).querySelector("noscript") ?? parse(html).querySelector("template").content.querySelector("noscript");
    same(el.children.length, 0, `elements in ${html}`);
  }
  start(`<p>1</p>`);
  patch(`<p>2</p><form><noscript><input name="n" value="7"></noscript><input name="q"></form>`);
  same([...new FormData(get2("form")).keys()].join(), "q", "the fields that are sent");
  const noscript = get2("noscript");
  patch(`<p>3</p><form><noscript><input name="n" value="7"></noscript><input name="q"></form>`);
  same(get2("noscript"), noscript, "the element");
});
check(kind5, "the content of a template becomes the server's", () => {
  const body3 = (n, row2) => `<template id="t"><p>${row2}</p></template><ul><li><template><i>${row2}</i></template></li></ul><p>${n}</p>`;
  start(body3(1, "one"));
  for (const [n, row2] of [[2, "two"], [2, "three"], [3, "three"]]) {
    patch(body3(n, row2));
    same(root2.innerHTML, body3(n, row2), "the page");
  }
  patch(`<template><template><p>a</p></template></template>`);
  patch(`<template><template><p>b</p></template></template>`);
  same(root2.innerHTML, `<template><template><p>b</p></template></template>`, "a template in a template");
});
var card = (n, inside, light = "x") => `<p>${n}</p><div id="c"><template shadowrootmode="open"><p>${inside}</p><input name="q"><slot></slot></template><b>${light}</b></div>`;
check(kind5, "a shadow root in the markup is one after a patch", () => {
  start(`<p>1</p>`);
  patch(card(2, "a"));
  const shadow = get2("#c").shadowRoot;
  truth(shadow, "there is no shadow root");
  same(shadow.querySelector("p").textContent, "a", "what is in it");
  same(get2("#c").innerHTML, "<b>x</b>", "the light children");
  shadow.querySelector("input").value = "typed";
  patch(card(3, "b", "y"));
  same(get2("#c").shadowRoot, shadow, "the shadow root, after a change in it");
  same([shadow.querySelector("p").textContent, shadow.querySelector("input").value, get2("#c").textContent], ["b", "typed", "y"], "what is in it and beside it");
  shadow.querySelector("p").textContent = "by a script";
  patch(card(4, "b", "y"));
  same(shadow.querySelector("p").textContent, "by a script", "what a script has changed in it, and the server not");
  patch(card(4, "c", "y"));
  same(shadow.querySelector("p").textContent, "c", "what the server has changed in it");
});
check(kind5, "an element that was there gets a shadow root", () => {
  start(`<div id="c"><b>x</b></div>`);
  patch(card(2, "a"));
  same(get2("#c").shadowRoot?.querySelector("p")?.textContent, "a", "what is in it");
});
check(kind5, "attributes keep their namespace", () => {
  const svg = (more) => `<svg viewBox="0 0 10 10"><symbol id="s"><rect width="9" height="9"></rect></symbol><use id="u"${more}></use></svg>`;
  const xlink = "http://www.w3.org/1999/xlink";
  start(svg(""));
  patch(svg(` xlink:href="#s"`));
  same(get2("#u").getAttributeNS(xlink, "href"), "#s", "xlink:href that comes");
  patch(svg(` xlink:href="#t" xml:lang="de"`));
  same(get2("#u").getAttributeNS(xlink, "href"), "#t", "xlink:href that changes");
  same(get2("#u").attributes.length, 3, "the number of attributes");
  same(get2("#u").getAttributeNS("http://www.w3.org/XML/1998/namespace", "lang"), "de", "xml:lang");
  get2("#u").setAttributeNS(xlink, "xlink:href", "#mine");
  patch(svg(` xlink:href="#t" xml:lang="en"`));
  same(get2("#u").getAttributeNS(xlink, "href"), "#mine", "xlink:href that a script has set");
  patch(svg(""));
  same(get2("#u").attributes.length, 1, "the number of attributes at the end");
});
check(kind5, "names that only the parser takes", () => {
  const set2 = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function(name, value) {
    if (!/^[A-Za-z_:][\w:.-]*$/.test(name)) throw new DOMException(name, "InvalidCharacterError");
    set2.call(this, name, value);
  };
  try {
    start(`<button>1</button><input name="q">`);
    for (const more of [` @click="a"`, ` @click="b" (tap)="c"`, ` [x]="1" *ngIf="y" #ref`, ``]) {
      const html = `<button${more}>2</button><input name="q">`;
      patch(html);
      same(root2.innerHTML, parse(html).innerHTML, "the page");
    }
  } finally {
    Element.prototype.setAttribute = set2;
  }
});

// test/checks/names.ts
var kind6 = "names";
var names = "id attributes children childNodes elements matches parentElement parentNode closest nextSibling isConnected localName nodeName getAttribute hasAttribute querySelectorAll contains remove append insertBefore ownerDocument textContent hidden isEqualNode outerHTML namespaceURI type value name form length action method submit requestSubmit target enctype nodeType nodeValue firstChild lastChild previousSibling cloneNode querySelector classList className dataset dispatchEvent addEventListener setAttribute removeAttribute attachShadow shadowRoot style innerHTML replaceWith replaceChildren moveBefore focus reset getRootNode normalize isContentEditable lang title";
for (const name of names.split(" ")) {
  const body3 = (n, more = "") => `<h1>${n}</h1><form class="c${n}" method="post" action="/x"><input name="${name}" value="7"><input name="text">${more}<b>${n}</b></form><ul><li>${n}</li></ul>`;
  check(kind6, `a field called ${name}`, () => {
    start(body3(1));
    const form2 = root2.querySelector("form");
    const el = type("[name=text]", "typed");
    for (const [html2, count] of [
      [body3(2), 4],
      [body3(3, `<p>new</p>`), 5],
      [body3(4), 4]
    ]) {
      patch(html2);
      same(root2.querySelector("form"), form2, "the form");
      same(input("[name=text]"), el, "the field");
      same(el.value, "typed", "its text");
      same(document.activeElement, el, "the focus");
      same(Element.prototype.querySelectorAll.call(form2, "*").length, count - 1, "the elements in the form");
    }
    el.value = el.defaultValue;
    const html = body3(5).replace("<form", "<section><form").replace("</form>", "</form></section>");
    patch(html);
    same(root2.innerHTML, html, "the page");
  });
}
for (const name of "body activeElement querySelectorAll querySelector getElementById title hidden forms documentElement createElement importNode head baseURI cookie location defaultView addEventListener createTreeWalker implementation scrollingElement startViewTransition".split(" ")) {
  for (const tag2 of ["form", "img", "object", "embed"]) {
    const body3 = (n) => `<${tag2} name="${name}"></${tag2}><input id="i" name="q"><p>${n}</p>`.replace(/<\/(img|embed)>/, "");
    check(kind6, `<${tag2} name="${name}">`, () => {
      start(body3(1));
      try {
        const el = root2.querySelector("#i");
        el.focus();
        el.value = "typed";
        patch(body3(2));
        same(get2("p").textContent, "2", "the news");
        same(get2("#i"), el, "the field");
        same(el.value, "typed", "its text");
      } finally {
        root2.replaceChildren();
      }
    });
  }
}
check(kind6, "an element that a name in the window hides", () => {
  start(`<form id="trustedTypes" name="moveBefore"></form><p>1</p>`);
  patch(`<form id="trustedTypes" name="moveBefore"></form><p>2</p>`);
  same(parse("<b>x</b>").innerHTML, "<b>x</b>", "what is parsed");
  same(get2("p").textContent, "2", "the news");
});

// test/checks/open.ts
var kind7 = "open";
var details = (id, open = "", text3 = "text") => `<details${id ? ` id="${id}"` : ""}${open}><summary>more</summary><p>${text3}</p></details>`;
for (const id of ["d", ""])
  check(kind7, `details opened by hand stay open, ${id ? "with" : "without"} an id`, async () => {
    start(`<p>1</p>${details(id)}`);
    get2("details").open = true;
    await frame();
    patch(`<p>2</p>${details(id, "", "changed")}`);
    same(get2("details").open, true, "whether it is open");
    same(get2("details p").textContent, "changed", "its text");
  });
check(kind7, "details opened at once before a patch stay open", () => {
  start(`<p>1</p>${details("d")}`);
  get2("details").open = true;
  patch(`<p>2</p>${details("d")}`);
  same(get2("details").open, true, "whether it is open");
});
check(kind7, "details closed by hand stay closed", async () => {
  start(`<p>1</p>${details("d", " open")}`);
  get2("details").open = false;
  await frame();
  patch(`<p>2</p>${details("d", " open", "changed")}`);
  same(get2("details").open, false, "whether it is open");
});
check(kind7, "details that the server opens are opened, and closed when it closes them", () => {
  start(details("d"));
  patch(details("d", " open"));
  same(get2("details").open, true, "whether it is open");
  patch(details("d"));
  same(get2("details").open, false, "whether it is closed again");
});
check(kind7, "details that both opened follow the server from then on", async () => {
  start(details("d"));
  get2("details").open = true;
  await frame();
  patch(details("d", " open"));
  patch(details("d"));
  same(get2("details").open, false, "whether it is open");
});
for (const which of [0, 1, 2])
  check(kind7, `number ${which} of several equal details, once opened, stays the opened one`, async () => {
    start(`<p>1</p><div>${details("").repeat(3)}</div>`);
    root2.querySelectorAll("details")[which].open = true;
    await frame();
    const open = () => [...root2.querySelectorAll("details")].map((d, i) => d.open ? i : -1).filter((i) => i >= 0);
    patch(`<p>2</p><div>${details("").repeat(3)}</div>`);
    same(open(), [which], "which are open");
    patch(`<p>2</p><div>${details("").repeat(3)}<i>more</i>${details("")}</div>`);
    same(open(), [which], "which are open after another came");
  });
check(kind7, "the opened one of several details without ids stays open when another comes before it", async () => {
  start(`<div>${details("", "", "a")}${details("", "", "b")}${details("", "", "c")}</div>`);
  root2.querySelectorAll("details")[1].open = true;
  await frame();
  patch(`<div>${details("", "", "new")}${details("", "", "a")}${details("", "", "b")}${details("", "", "c")}</div>`);
  same([...root2.querySelectorAll("details")].filter((d) => d.open).map((d) => d.querySelector("p").textContent), ["b"], "which are open");
});
check(kind7, "an open details stays open when its row moves", async () => {
  start(`<div>${details("a")}${details("b")}${details("c")}</div>`);
  get2("#a").open = true;
  await frame();
  patch(`<div>${details("c")}${details("b")}${details("a")}</div>`);
  same([...root2.querySelectorAll("details")].map((d) => d.id + d.open), ["cfalse", "bfalse", "atrue"], "which are open");
});
var wrap2 = (el) => {
  const wrapper = document.createElement("div");
  el.replaceWith(wrapper);
  wrapper.append(el);
};
for (const id of ["", "d"])
  for (const when of ["before", "after"])
    check(kind7, `details ${id ? "with" : "without"} an id that a script wraps ${when} they are opened stay open`, async () => {
      start(`<p>1</p>${details(id)}<p>x</p>${details("other", "", "b")}`);
      const el = get2("details");
      if (when === "before") wrap2(el);
      el.open = true;
      if (when === "after") wrap2(el);
      await frame();
      patch(`<p>2</p>${details(id)}<p>x</p>${details("other", "", "b")}`);
      same(el.isConnected && el.open, true, "whether they are open while the server sends the same");
      patch(`<p>3</p>${details(id, "", "changed")}<p>y</p>${details("other", "", "b")}`);
      same([get2("details"), el.open, get2("details p").textContent], [el, true, "changed"], "whether they are open when the server changes them");
      same(root2.querySelectorAll("details").length, 2, "how many there are");
    });
check(kind7, "details without an id stay open when the server puts them elsewhere", async () => {
  start(`<p>1</p><main>${details("", "", "a")}</main>`);
  const el = get2("details");
  el.open = true;
  await frame();
  patch(`<p>1</p><main><section><h2>new</h2>${details("", "", "b")}</section></main>`);
  same([get2("details"), el.open, get2("details p").textContent], [el, true, "b"], "element, open, text");
});
check(kind7, "a dialog without an id that a script wraps stays open", async () => {
  const body3 = (n) => `<p>${n}</p><dialog><h2>Pay</h2><i>${n}</i></dialog>`;
  start(body3(1));
  const el = get2("dialog");
  wrap2(el);
  el.show();
  await frame();
  patch(body3(2));
  same([el.isConnected, el.open, el.textContent], [true, true, "Pay2"], "there, open, text");
});
check(kind7, "what is open stays open when a delta takes it from one element to another", async () => {
  const body3 = (left, right) => `<div id="a">${left}</div><div id="b">${right}</div>`;
  for (const what of [details("d"), details("")]) {
    start(body3(what, ""));
    const el = get2("details");
    el.open = true;
    await frame();
    const html = body3("", what);
    patchBy(html, [
      { kind: "edit", id: "a", html: `<div id="a"></div>` },
      { kind: "edit", id: "b", html: `<div id="b">${what}</div>` }
    ]);
    same([get2("#b details"), el.open, root2.querySelectorAll("details").length], [el, true, 1], "element, open, number");
  }
});
check(kind7, "a popover and a modal dialog stay open when the server puts them elsewhere", () => {
  const body3 = (more) => `<p>1</p><main>${more}</main>`;
  const popover = `<div popover id="m">menu</div>`;
  start(body3(popover));
  get2("#m").showPopover();
  patch(body3(`<section>${popover}</section>`));
  truth(get2("#m").matches(":popover-open"), "the popover is closed");
  get2("#m").hidePopover();
  start(body3(dialog("a")));
  get2("dialog").showModal();
  patch(body3(`<section>${dialog("b")}</section>`));
  truth(get2("dialog").matches(":modal"), "the dialog is not modal any more");
  get2("dialog").close();
});
var dialog = (text3) => `<dialog id="d"><p>${text3}</p><button>ok</button></dialog>`;
check(kind7, "a modal dialog opened by script stays modal", async () => {
  start(`<p>1</p>${dialog("a")}`);
  get2("dialog").showModal();
  await frame();
  patch(`<p>2</p><p>new</p>${dialog("b")}`);
  truth(get2("dialog").matches(":modal"), "it is modal no longer");
  same(get2("dialog p").textContent, "b", "its text");
  get2("dialog").close();
});
check(kind7, "a modal dialog stays modal when its row moves", async () => {
  const row2 = (id) => `<li id="r${id}">${id === 1 ? dialog("a") : id}</li>`;
  start(`<ul>${[1, 2, 3].map(row2).join("")}</ul>`);
  get2("dialog").showModal();
  await frame();
  patch(`<ul>${[2, 3, 1].map(row2).join("")}</ul>`);
  truth(get2("dialog").matches(":modal"), "it is modal no longer");
  same([...root2.querySelectorAll("li")].map((li) => li.id), ["r2", "r3", "r1"], "the order");
  get2("dialog").close();
});
check(kind7, "a dialog that the person closed stays closed", async () => {
  start(`<p>1</p><dialog open id="d">hello</dialog>`);
  get2("dialog").close();
  await frame();
  patch(`<p>2</p><dialog open id="d">hello</dialog>`);
  same(get2("dialog").open, false, "whether it is open");
});
var menu = (text3) => `<div popover id="m">${text3}</div>`;
check(kind7, "an open popover stays open", () => {
  start(`<p>1</p>${menu("a")}`);
  get2("#m").showPopover();
  patch(`<p>2</p><p>3</p>${menu("b")}`);
  truth(get2("#m").matches(":popover-open"), "it is closed");
  same(get2("#m").textContent, "b", "its text");
  get2("#m").hidePopover();
});
check(kind7, "an open popover stays open when its row moves", () => {
  const row2 = (id) => `<li id="r${id}">${id === 1 ? menu("a") : id}</li>`;
  start(`<ul>${[1, 2, 3].map(row2).join("")}</ul>`);
  get2("#m").showPopover();
  patch(`<ul>${[3, 2, 1].map(row2).join("")}</ul>`);
  truth(get2("#m").matches(":popover-open"), "it is closed");
  get2("#m").hidePopover();
});
check(kind7, "another page opens what it opens, whatever was open on the old one", async () => {
  start(details("d"));
  get2("details").open = true;
  await frame();
  patch(details("d", "", "another"), { fresh: true });
  same(get2("details").open, false, "whether it is open");
});
check(kind7, "focus and a popover in another row stay at once when the browser can move", () => {
  if (!canMove) return;
  const row2 = (id) => `<li id="r${id}">${id === 1 ? menu("a") : `<input id="i${id}">`}</li>`;
  start(`<ul>${[1, 2, 3].map(row2).join("")}</ul>`);
  get2("#i3").focus();
  get2("#m").showPopover();
  patch(`<ul>${[3, 2, 1].map(row2).join("")}</ul>`);
  truth(get2("#m").matches(":popover-open"), "the popover is closed");
  same(document.activeElement, get2("#i3"), "the focus");
  get2("#m").hidePopover();
});

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
  checkedAt: NaN
});
function transition(state, input2, at) {
  const { now: now3, random } = at;
  const mustPoll = () => state.overTabLimit || now3 < state.pollUntil;
  function enter(phase, action = {}) {
    state.phase = phase;
    return action;
  }
  function connect() {
    if (mustPoll()) return enter("polling", { send: "page" });
    return enter("connecting", { send: "stream" });
  }
  function connectAfter(phase, wait2) {
    return enter(phase, { wait: wait2, then: { type: "connect" } });
  }
  function open(delay) {
    state.failures = 0;
    if (!at.isLive) return enter("off");
    if (!at.mayStream) return enter("hidden");
    if (!delay) return connect();
    return mustPoll() ? connectAfter("polling", pollInterval) : connectAfter("connecting", delay);
  }
  function retry(atLeast = 0) {
    if (mustPoll()) return connectAfter("polling", pollInterval * (0.75 + random / 2));
    return connectAfter("waiting", atLeast + backoff(state.failures++, random));
  }
  switch (input2.type) {
    case "open":
      state.full = false;
      return open(input2.delay);
    case "resume":
      state.overTabLimit = state.full = false;
      return at.isLive ? open(0) : void 0;
    case "connect":
      return connect();
    case "hello":
      state.phase = "live";
      return void 0;
    case "shown":
      state.full = false;
      return void 0;
    case "misfit":
      if (!state.full) {
        state.full = true;
        return open(0);
      }
      state.failures = Math.max(state.failures, failuresOfMisfit);
      return retry();
    case "end": {
      const { lived, silent: silent2, retryAfter = 0, refused, blocked } = input2.end;
      state.silentStreams = lived ? 0 : state.silentStreams + Number(silent2);
      if (lived >= healthyAfter) state.failures = 0;
      if (refused === "again") state.failures = failuresOfRefusal;
      if (blocked || silent2 && state.silentStreams > 1) state.pollUntil = now3 + pollFor;
      return retry(refused === "once" ? refusedRetry : retryAfter);
    }
    case "check":
      return enter("waiting", { send: "check" });
    case "checked": {
      const often = now3 - state.checkedAt < healthyAfter;
      state.checkedAt = now3;
      if (!at.isLive) return void 0;
      if (input2.shown && !often) return open(0);
      if (input2.refusedOnce) return enter("waiting", { wait: refusedRetry, then: { type: "check" } });
      return connectAfter("waiting", healthyAfter + backoff(state.failures++, random));
    }
    case "limit":
      if (!at.isLive || at.mayStream && input2.over === state.overTabLimit) return void 0;
      state.overTabLimit = input2.over;
      return open(input2.over ? debounce : 0);
    case "close":
      return enter(input2.phase);
  }
}

// test/checks/phases.ts
var kind8 = "phases";
var now = 1e6;
var usual = { now, random: 0.5, isLive: true, mayStream: true };
var polls = { pollUntil: now + 1 };
var live = { phase: "live" };
var ended = { lived: 0, silent: false };
var silent = { type: "end", end: { lived: 0, silent: true } };
var rows2 = [
  ["a page opens its stream", {}, { type: "open", delay: 0 }, "connecting, send stream"],
  ["a page that is not live has none", {}, { type: "open", delay: 0 }, "off", { isLive: false }],
  ["a hidden tab has none", {}, { type: "open", delay: 0 }, "hidden", { mayStream: false }],
  ["where none gets through, it polls", polls, { type: "open", delay: 150 }, "polling, connect in 20000"],
  ["the time has come", {}, { type: "connect" }, "connecting, send stream"],
  ["the time to poll has come", polls, { type: "connect" }, "polling, send page"],
  ["the time of polling is over", { pollUntil: now }, { type: "connect" }, "connecting, send stream"],
  ["hello changes nothing that is under way", { phase: "connecting" }, { type: "hello" }, "live, goes on"],
  ["the first retry is soon", live, { type: "end", end: ended }, "waiting, connect in 500"],
  ["a later one is not", { failures: 3 }, { type: "end", end: ended }, "waiting, connect in 5000"],
  ["a healthy stream starts the back-off again", { failures: 9 }, { type: "end", end: { ...ended, lived: 1e4 } }, "waiting, connect in 500"],
  ["a short stream does not", { failures: 9 }, { type: "end", end: { ...ended, lived: 9999 } }, "waiting, connect in 15000"],
  ["Retry-After is kept", {}, { type: "end", end: { ...ended, retryAfter: 7e3 } }, "waiting, connect in 7500"],
  ["a first refusal", {}, { type: "end", end: { ...ended, refused: "once" } }, "waiting, connect in 3500"],
  ["a second refusal", {}, { type: "end", end: { ...ended, refused: "again" } }, "waiting, connect in 15000"],
  ["one silent stream", {}, silent, "waiting, connect in 500"],
  ["two silent streams in a row", { silentStreams: 1 }, silent, "polling, connect in 20000"],
  ["a request of polling is no silent stream", { silentStreams: 2, pollUntil: now }, { type: "end", end: ended }, "waiting, connect in 500"],
  ["a server that cannot stream", {}, { type: "end", end: { ...ended, blocked: "no" } }, "polling, connect in 20000"],
  ["a misfit asks for the full page at once", { ...live, failures: 5 }, { type: "misfit" }, "connecting, send stream"],
  ["a misfit of the full page backs off", { ...live, full: true }, { type: "misfit" }, "waiting, connect in 5000"],
  ["the page may be gone", live, { type: "check" }, "waiting, send check"],
  ["it is there", { phase: "waiting" }, { type: "checked", shown: true, refusedOnce: false }, "connecting, send stream"],
  ["it is there, but the server says so again", { phase: "waiting", checkedAt: now - 1 }, { type: "checked", shown: true, refusedOnce: false }, "waiting, connect in 10500"],
  ["it is refused", { phase: "waiting" }, { type: "checked", shown: false, refusedOnce: true }, "waiting, check in 3000"],
  ["it is gone", { phase: "off" }, { type: "checked", shown: false, refusedOnce: false }, "off, goes on", { isLive: false }],
  ["other tabs take the last connection", live, { type: "limit", over: true }, "polling, connect in 20000"],
  ["they leave one", { phase: "polling", overTabLimit: true }, { type: "limit", over: false }, "connecting, send stream"],
  ["they say what is known", live, { type: "limit", over: false }, "live, goes on"],
  ["a hidden tab gives its connection away", live, { type: "limit", over: true }, "hidden", { mayStream: false }],
  ["the person is back", { phase: "hidden", overTabLimit: true }, { type: "resume" }, "connecting, send stream"],
  ["back on a page that is not live", { phase: "off" }, { type: "resume" }, "off, goes on", { isLive: false }],
  ["the tab is hidden", live, { type: "close", phase: "hidden" }, "hidden"]
];
for (const [name, before, input2, follows, at] of rows2) {
  check(kind8, name, () => {
    const state = { ...initialState(), ...before };
    const action = transition(state, input2, { ...usual, ...at });
    const { send, wait: wait2, then } = action ?? {};
    const next2 = send ? `, send ${send}` : then ? `, ${then.type} in ${wait2}` : "";
    same(state.phase + (action ? next2 : ", goes on"), follows, "what follows");
  });
}
check(kind8, "the full page is asked for until it is shown", () => {
  const state = { ...initialState(), ...live };
  transition(state, { type: "misfit" }, usual);
  transition(state, { type: "end", end: ended }, usual);
  same(state.full, true, "full");
  transition(state, { type: "shown" }, usual);
  same(state.full, false, "full");
});

// test/checks/random.ts
function numbers2(seed) {
  return (below) => {
    seed = Math.imul(seed, 1664525) + 1013904223 >>> 0;
    return Math.floor(seed / 2 ** 32 * below);
  };
}
function body2(next2, depth2, ids2) {
  let html = "";
  for (let n = next2(6); n >= 0; n--) {
    const tag2 = ["div", "p", "span", "li", "b"][next2(5)];
    if (next2(4) === 0) html += ["text ", "more", " ", "<!--c-->"][next2(4)];
    const id = next2(3) === 0 ? "k" + next2(30) : "";
    const own2 = id && !ids2.has(id) ? ` id="${id}"` : "";
    if (own2) ids2.add(id);
    const cls = next2(3) === 0 ? ` class="c${next2(4)}"` : "";
    html += tag2 === "p" || depth2 === 0 ? `<${tag2}${own2}${cls}>${next2(9)}</${tag2}>` : `<${tag2}${own2}${cls}>${body2(next2, depth2 - 1, ids2)}</${tag2}>`;
  }
  return html;
}
function canonical2(el) {
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
    const next2 = numbers2(seed);
    start(body2(next2, 3, /* @__PURE__ */ new Set()));
    for (let i = 0; i < 80; i++) {
      const html = body2(next2, 3, /* @__PURE__ */ new Set());
      const before = new Map([...root2.querySelectorAll("[id]")].map((el) => [el.id, el]));
      patch(html, { fresh: next2(4) === 0 });
      truth(canonical2(root2.cloneNode(true)) === canonical2(parse(html)), `the page is not what the server sent after step ${i}`);
      for (const el of root2.children) {
        const old = el.id && before.get(el.id);
        if (old && old.parentElement === root2 && old.localName === el.localName) truth(old === el, `#${el.id} is another element after step ${i}`);
      }
    }
  });

// test/checks/replaced.ts
var kind9 = "replaced";
function translate2(within = root2, words2 = (text3) => text3.toUpperCase()) {
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text3 of texts) {
    if (!text3.nodeValue.trim()) continue;
    const outer = document.createElement("font");
    const inner = document.createElement("font");
    inner.textContent = words2(text3.nodeValue);
    outer.append(inner);
    text3.replaceWith(outer);
  }
}
function translateInSteps() {
  for (const p of root2.querySelectorAll("p,b,button")) {
    for (const text3 of [...p.childNodes].filter((n) => n.nodeType === 3 && n.nodeValue.trim())) {
      const font = document.createElement("font");
      font.textContent = text3.nodeValue.toUpperCase();
      p.insertBefore(font, text3);
      text3.remove();
    }
  }
}
for (const [how, run2] of [
  ["at once", () => translate2()],
  ["in steps", translateInSteps]
]) {
  check(kind9, `a translated text that the server changes is shown once, translated ${how}`, async () => {
    const body3 = (n) => `<p id="n">${n} are open.</p><button>reload</button><p>rest</p>`;
    start(body3("five"));
    run2();
    await frame();
    patch(body3("six"));
    same([...root2.children].map((el) => el.textContent), ["six are open.", "RELOAD", "REST"], "the texts");
    run2();
    await frame();
    patch(body3("seven"));
    same([...root2.children].map((el) => el.textContent), ["seven are open.", "RELOAD", "REST"], "the texts, translated again");
    truth(!get2("#n").querySelector("font"), "a font is left where the server's text is");
  });
  check(kind9, `a translated text between elements, ${how}`, async () => {
    const body3 = (a, b) => `<p>${a} <b>${b}</b> tickets</p><i>${a}</i>`;
    start(body3("you have", "5"));
    run2();
    await frame();
    patch(body3("you have", "6"));
    same(get2("p").textContent, "YOU HAVE 6 TICKETS".replace("6", "6"), "the paragraph, whose number has changed");
    patch(body3("she has", "6"));
    same(get2("p").textContent, "she has 6 TICKETS", "the paragraph, whose first words have changed");
  });
}
check(kind9, "what the server has not changed stays translated, whatever comes around it", async () => {
  const row2 = (n) => `<li id="r${n}">row ${n}</li>`;
  const body3 = (...rows4) => `<ul>${rows4.map(row2).join("")}</ul>`;
  start(body3(1, 2, 3));
  translate2();
  await frame();
  patch(body3(0, 1, 3));
  same([...root2.querySelectorAll("li")].map((el) => el.textContent), ["row 0", "ROW 1", "ROW 3"], "the rows");
  patch(body3(0, 1, 3).replace("row 1", "row one"));
  same([...root2.querySelectorAll("li")].map((el) => el.textContent), ["row 0", "row one", "ROW 3"], "the rows, one of them new");
});
check(kind9, "a live number of a translated page is never shown twice", async () => {
  const body3 = (n) => `<p>open: ${n}</p>`;
  start(body3(0));
  for (let n = 1; n < 6; n++) {
    translate2();
    await frame();
    patch(body3(n));
    same(root2.textContent, `open: ${n}`, "the page");
  }
});
for (const [what, wrap3] of [
  ["a wrapper", (el) => {
    const w = document.createElement("div");
    el.replaceWith(w);
    w.append(el);
  }],
  ["a wrapper that is put in first", (el) => {
    const w = document.createElement("div");
    el.before(w);
    w.append(el);
  }],
  ["two wrappers and a button", (el) => {
    const a = document.createElement("div"), b = document.createElement("span");
    el.replaceWith(a);
    a.append(b, document.createElement("button"));
    b.append(el);
  }],
  ["a widget that hides it", (el) => {
    const w = document.createElement("div");
    el.replaceWith(w);
    el.style.display = "none";
    w.append(el, "widget");
  }]
]) {
  for (const id of ["", ' id="tel"']) {
    const body3 = (value, n = 1) => `<form><label>Phone <input${id} name="tel" value="${value}"></label><button>${n}</button></form>`;
    check(kind9, `${what} around a field${id && " with an id"}: the server's new field stands there once`, async () => {
      start(body3("1"));
      wrap3(get2("[name=tel]"));
      await frame();
      patch(body3("1", 2));
      same([...new FormData(get2("form"))].join(" "), "tel,1", "what is sent while the server sends the same field");
      truth(get2("[name=tel]").parentElement.localName !== "label", "the script's wrapper is gone though nothing changed there");
      patch(body3("2", 2));
      same([...new FormData(get2("form"))].join(" "), "tel,2", "what is sent");
      same(root2.innerHTML, body3("2", 2), "the page");
    });
    check(kind9, `${what} around a field${id && " with an id"} keeps what was typed`, async () => {
      start(body3("1"));
      wrap3(get2("[name=tel]"));
      await frame();
      const el = input("[name=tel]");
      el.value = "typed";
      patch(body3("2", 2));
      same([...new FormData(get2("form"))].join(" "), "tel,typed", "what is sent");
    });
  }
}
check(kind9, "what a script has put beside the server's nodes stays", async () => {
  start(`<div id="x"><p>a</p></div>`);
  get2("#x").append(document.createElement("hr"));
  await frame();
  patch(`<div id="x"><p>b</p></div>`);
  same(get2("#x").innerHTML, `<p>b</p><hr>`, "the list");
});
check(kind9, "a removed node that the server changes comes back, beside what was added elsewhere", async () => {
  start(`<div id="x"><p>a</p><i>1</i><p>b</p></div>`);
  get2("#x").firstElementChild.remove();
  get2("#x").append(document.createElement("hr"));
  await frame();
  patch(`<div id="x"><p>a2</p><i>2</i><p>b</p></div>`);
  same(get2("#x").innerHTML, `<p>a2</p><i>2</i><p>b</p><hr>`, "the list");
});
check(kind9, "text that a script writes into a text node stays until the server changes it", async () => {
  for (const write of [
    (el) => void (el.firstChild.nodeValue = "mine"),
    (el) => void (el.firstChild.data = "mine"),
    (el) => void (el.textContent = "mine"),
    (el) => el.firstChild.replaceWith("mine")
  ]) {
    const body3 = (n, text3 = "theirs") => `<section class="c${n}"><p>${n}</p><time>${text3}</time></section>`;
    start(body3(1));
    write(get2("time"));
    await frame();
    patch(body3(2));
    same(get2("time").textContent, "mine", "the text");
    patch(body3(3));
    same(get2("time").textContent, "mine", "the text, after another push");
    patch(body3(4, "new"));
    same(get2("time").textContent, "new", "the text that the server has changed");
  }
});
check(kind9, "what is typed in place stays, though the server changes the same element", async () => {
  start(`<div contenteditable id="e"><p>one</p></div><i>1</i>`);
  get2("#e p").firstChild.nodeValue = "one and more";
  await frame();
  for (const html of [`<p>one</p><p>two</p>`, `<h2>new</h2><p>uno</p>`, `<p>0</p><p>one</p>`]) {
    patch(`<div contenteditable id="e">${html}</div><i>2</i>`);
    same(get2("#e").textContent, "one and more", `the text, when the server sends ${html}`);
  }
  type;
});
check(kind9, "texts that a script has joined become the server's", () => {
  const body3 = (more) => `<div>one<i></i>${more}two<b></b>three</div>`;
  start(body3(""));
  get2("b").remove();
  get2("div").normalize();
  patch(body3("new"));
  same(get2("div").textContent, "onenewtwothree", "the texts");
});
check(kind9, "new text stands between translated texts that have not changed", () => {
  const body3 = (more) => `<div>one<input name="q">${more}two</div>`;
  start(body3(""));
  translate2();
  patch(body3("new<i>er</i>"));
  same(get2("div").textContent, "ONEnewerTWO", "the texts");
});
check(kind9, "a translated text is shown once, whatever the server does around it", () => {
  start(`a<div>b</div>c`);
  translate2(get2("div"));
  patch(`a<div>bd</div>c<div>e</div>`);
  same(root2.textContent, "abdce", "the texts");
  start(`<div class="x"></div>a<div>b<section>c<i id="i"></i></section></div>`);
  translate2(get2("section"));
  patch(`a<div>d b<section>c2<i id="i"></i></section></div>`);
  same(root2.textContent, "ad bc2", "the texts when another element before has gone");
});
var elsewhere2 = (more, place2 = `<aside></aside>`) => `<main><p>a</p>${more}</main>${place2}`;
for (const id of ["", ' id="x"'])
  check(kind9, `an element${id && " with an id"} that a script has put elsewhere`, async () => {
    start(elsewhere2(`<b${id}>one</b>`));
    const el = get2("b");
    get2("aside").append(el);
    await frame();
    patch(elsewhere2(`<b${id}>one</b>`, `<aside></aside><i>new</i>`));
    same([get2("aside").contains(el), root2.querySelectorAll("b").length], [true, 1], "it stays while the server sends the same");
    patch(elsewhere2(`<b${id}>two</b>`, `<aside></aside><i>new</i>`));
    same([get2("main b").textContent, root2.querySelectorAll("b").length], ["two", 1], "it comes back when the server changes it");
    get2("aside").append(get2("b"));
    patch(elsewhere2(""));
    same(root2.querySelectorAll("b").length, 0, "it goes when the server drops it");
  });
check(kind9, "an element comes back when the server drops the place where a script has put it", async () => {
  start(elsewhere2(`<b>one</b><i>last</i>`));
  get2("aside").append(get2("b"));
  await frame();
  patch(elsewhere2(`<b>one</b><i>last</i>`, ""));
  same(get2("main").innerHTML, `<p>a</p><b>one</b><i>last</i>`, "where it was");
});
check(kind9, "an element goes with the server's list, wherever a script has put it", async () => {
  start(`<main><ul><li>a</li><li class="x">b</li></ul></main><aside></aside>`);
  get2("aside").append(get2(".x"));
  await frame();
  patch(`<main><p>none</p></main><aside></aside>`);
  same(root2.textContent, "none", "what is shown");
});
check(kind9, "a wrapper stays when the server takes something else out of its list", async () => {
  const table = `<i id="t">table</i>`;
  start(`<p></p><div id="d">one${table}<b>two</b></div>`);
  const wrapper = document.createElement("u");
  get2("b").replaceWith(wrapper);
  wrapper.append(get2("#d i"), document.createElement("b"));
  patch(`<p>${table}</p><div id="d">one<b>two</b></div>`);
  same([get2("p").textContent, root2.querySelectorAll("#t").length], ["table", 1], "what the server has moved");
});

// src/rows/merge.ts
function mergeKeys(base, ours, theirs, alwaysMoved = false) {
  const [inBase, inOurs, inTheirs] = [new Set(base), new Set(ours), new Set(theirs)];
  const keep = (key2) => !inBase.has(key2) || inOurs.has(key2) && inTheirs.has(key2);
  const moved = alwaysMoved || !same2(base.filter((key2) => inOurs.has(key2)), ours.filter((key2) => inBase.has(key2)));
  const [first, second] = moved ? [ours, theirs] : [theirs, ours];
  const merged = first.filter(keep);
  const known = new Set(merged);
  let after = -1;
  for (const key2 of second.filter(keep)) {
    if (known.has(key2)) after = merged.indexOf(key2);
    else merged.splice(++after, 0, key2);
  }
  return merged;
}
var same2 = (a, b) => a.join() === b.join();

// test/checks/rows.ts
var cases = [
  ["nothing", "abc", "abc", "abc", "abc"],
  ["the server adds, moves and removes", "abc", "abc", "cxa", "cxa"],
  ["the person adds, moves and removes", "abc", "cxa", "abc", "cxa"],
  ["both add", "ab", "axb", "aby", "axby"],
  ["both add at one place", "a", "ax", "ay", "axy"],
  ["both remove", "abc", "bc", "ab", "b"],
  ["the person moves, the server adds and removes", "abc", "cba", "abx", "bxa"],
  ["the person adds at the start", "ab", "xab", "ba", "xba"],
  ["what was sent has another key now", "a_", "a_", "a1", "a1"],
  ["a push came before the answer", "a_", "a_1", "a1", "a1"],
  ["everything is new", "", "xy", "ab", "xyab"]
];
for (const [name, base, ours, theirs, want] of cases)
  check("rows", name, () => same(mergeKeys([...base], [...ours], [...theirs]).join(""), want, "keys"));

// test/checks/scripts.ts
var kind10 = "scripts";
check(kind10, "a class that a script added stays", async () => {
  start(`<p>1</p><div id="x" class="a">t</div>`);
  get2("#x").classList.add("active");
  await frame();
  patch(`<p>2</p><div id="x" class="a">u</div>`);
  same(get2("#x").className, "a active", "the classes");
});
check(kind10, "classes of server and script are merged", async () => {
  start(`<div id="x" class="a b">t</div>`);
  get2("#x").classList.add("mine");
  get2("#x").classList.remove("b");
  await frame();
  patch(`<div id="x" class="a b new">t</div>`);
  same([...get2("#x").classList].sort(), ["a", "mine", "new"], "after their addition");
  patch(`<div id="x" class="b">t</div>`);
  same([...get2("#x").classList].sort(), ["mine"], "after their removal");
  patch(`<div id="x">t</div>`);
  same(get2("#x").className, "mine", "without any of theirs");
});
check(kind10, "an attribute that a script set stays until the server changes it", async () => {
  start(`<div id="x" title="a">t</div>`);
  get2("#x").title = "mine";
  get2("#x").setAttribute("aria-expanded", "true");
  await frame();
  patch(`<div id="x" title="a">u</div>`);
  same([get2("#x").title, get2("#x").getAttribute("aria-expanded")], ["mine", "true"], "while the server says the same");
  patch(`<div id="x" title="b">u</div>`);
  same(get2("#x").title, "b", "when the server says something new");
  patch(`<div id="x" title="c">u</div>`);
  same(get2("#x").title, "c", "and after that");
});
check(kind10, "what a script set and took back is no change, and is not kept in mind", async () => {
  start(`<p>1</p><div id="x" class="a" title="a">t</div>`);
  for (const undone of [false, true]) {
    get2("#x").title = undone ? "a" : "mine";
    get2("#x").classList.toggle("mine");
    get2("#x").toggleAttribute("aria-busy");
    await frame();
    patch(`<p>${undone}</p><div id="x" class="a" title="a">t</div>`);
    same(localChanges.has(get2("#x")), !undone, "whether it is a local change");
  }
  patch(`<p>3</p><div id="x" class="b" title="b" aria-busy="false">t</div>`);
  same(get2("#x").outerHTML, `<div id="x" class="b" title="b" aria-busy="false">t</div>`, "the server's next");
});
check(kind10, "an attribute that a script removed stays away", async () => {
  start(`<div id="x" hidden>t</div><p>1</p>`);
  get2("#x").removeAttribute("hidden");
  await frame();
  patch(`<div id="x" hidden>t</div><p>2</p>`);
  same(get2("#x").hidden, false, "whether it is hidden");
  patch(`<div id="x">t</div><p>2</p>`);
  patch(`<div id="x" hidden>t</div><p>2</p>`);
  same(get2("#x").hidden, true, "when the server shows and hides it again");
});
check(kind10, "a style that a script set stays", async () => {
  start(`<p>1</p><div id="x">t</div>`);
  get2("#x").style.width = "50px";
  await frame();
  patch(`<p>2</p><div id="x">u</div>`);
  same(get2("#x").style.width, "50px", "the width");
});
check(kind10, "an optimistic change that the server confirms can be taken back by the server", async () => {
  start(`<div id="x" class="">t</div>`);
  get2("#x").classList.add("done");
  await frame();
  patch(`<div id="x" class="done">t</div>`);
  patch(`<div id="x" class="">t</div>`);
  same(get2("#x").className, "", "the class");
});
check(kind10, "a change made by a patch is not taken for a script's", async () => {
  start(`<div id="x" class="a">t</div>`);
  patch(`<div id="x" class="b">t</div>`);
  await frame();
  patch(`<div id="x" class="a">t</div>`);
  same(get2("#x").className, "a", "the class");
});
check(kind10, "an element that a script added stays, whatever comes around it", async () => {
  start(`<div id="x"><p>a</p><p>b</p></div>`);
  const tip = document.createElement("p");
  tip.textContent = "tip";
  get2("#x").insertBefore(tip, get2("#x").lastElementChild);
  await frame();
  patch(`<div id="x"><p>a</p><p>b</p><p>c</p></div>`);
  truth(tip.isConnected && tip.textContent === "tip" && !tip.id, `the script's element is changed: ${root2.innerHTML}`);
  same([...get2("#x").children].filter((el) => el !== tip).map((el) => el.textContent), ["a", "b", "c"], "the server's");
  patch(`<div id="x"><p>c</p></div>`);
  same([...get2("#x").children].filter((el) => el !== tip).map((el) => el.textContent), ["c"], "the server's, after it removed some");
  truth(tip.isConnected, "the script's element is gone");
});
check(kind10, "an element that a script removed stays away while the server's is the same", async () => {
  start(`<div id="x"><p class="note">a</p><p>b</p></div><i>1</i>`);
  get2(".note").remove();
  await frame();
  patch(`<div id="x"><p class="note">a</p><p>b</p></div><i>2</i>`);
  truth(!root2.querySelector(".note"), "it came back though nothing changed there");
  patch(`<div id="x"><p class="note">a</p><p>b</p><p>c</p></div><i>2</i>`);
  truth(!root2.querySelector(".note"), "it came back with its neighbour");
  patch(`<div id="x"><p class="note">another</p><p>b</p><p>c</p></div><i>2</i>`);
  truth(root2.querySelector(".note"), "a new one does not appear");
});
check(kind10, "text that a script formatted stays until the server changes it", async () => {
  start(`<p>1</p><time id="t">2026-11-20</time>`);
  get2("#t").textContent = "yesterday";
  await frame();
  patch(`<p>2</p><time id="t">2026-11-20</time>`);
  same(get2("#t").textContent, "yesterday", "while the server says the same");
  patch(`<p>2</p><time id="t">2026-11-21</time>`);
  same(get2("#t").textContent, "2026-11-21", "when the server says something new");
});
check(kind10, "rows that a script has put in another order stay so until the server changes them", async () => {
  const row2 = (n) => `<li id="r${n}">${n}</li>`;
  start(`<i>1</i><ul id="u">${[1, 2, 3].map(row2).join("")}</ul>`);
  get2("#u").append(get2("#r1"));
  await frame();
  patch(`<i>2</i><ul id="u">${[1, 2, 3].map(row2).join("")}</ul>`);
  same([...get2("#u").children].map((el) => el.id), ["r2", "r3", "r1"], "the order");
  patch(`<i>2</i><ul id="u">${[1, 2, 3, 4].map(row2).join("")}</ul>`);
  same([...get2("#u").children].map((el) => el.id), ["r1", "r2", "r3", "r4"], "the order after the server's change");
});
check(kind10, "rows that the server sends after a script's one are the server's to remove", async () => {
  start(`<ul id="u"><li id="a">a</li></ul>`);
  const own2 = document.createElement("li");
  get2("#u").append(own2);
  await frame();
  patch(`<ul id="u"><li id="a">a</li><li id="b">b</li></ul>`);
  patch(`<ul id="u"><li id="a">a</li></ul>`);
  same([...get2("#u").children].map((el) => el.id), ["a", ""], "the rows");
});
check(kind10, "a keep boundary's inside is left alone, its attributes are not", async () => {
  const body3 = (n) => `<p>${n}</p><div data-gf-keep data-points="${n}"><canvas></canvas></div>`;
  start(body3(1));
  const box2 = get2("[data-gf-keep]");
  box2.querySelector("canvas").remove();
  box2.append("drawn by a script");
  await frame();
  patch(body3(2));
  same(get2("[data-gf-keep]"), box2, "the element");
  same([box2.textContent, box2.dataset.points], ["drawn by a script", "2"], "text and attribute");
});
check(kind10, "keep boundaries without ids are not taken for other elements", () => {
  start(`<div><div data-gf-keep>mine</div></div>`);
  const box2 = get2("[data-gf-keep]");
  box2.textContent = "widget";
  patch(`<div><div>new</div><div data-gf-keep>mine</div><div>new</div></div>`);
  same([...get2("div").children].map((el) => el.textContent), ["new", "widget", "new"], "the texts");
  same(box2.isConnected && !box2.id, true, "the element and its id");
});
check(kind10, "a keep boundary that the server no longer sends goes", () => {
  start(`<div><div data-gf-keep>mine</div><p>a</p></div>`);
  patch(`<div><p>a</p></div>`);
  truth(!root2.querySelector("[data-gf-keep]"), "it is still there");
});
check(kind10, "another page's boundary is another one, unless it has the same id", () => {
  start(`<div data-gf-keep>map</div><div data-gf-keep id="player">music</div>`);
  const player = get2("#player");
  player.textContent = "playing";
  get2("div[data-gf-keep]").textContent = "drawn";
  patch(`<div data-gf-keep>chart</div><div data-gf-keep id="player">music</div>`, { fresh: true });
  same([...root2.querySelectorAll("[data-gf-keep]")].map((el) => el.textContent), ["chart", "playing"], "the texts");
  same(get2("#player"), player, "the player");
});
check(kind10, "an editor in a keep boundary keeps text and caret", () => {
  start(`<p>1</p><div data-gf-keep><div contenteditable="true" id="e">hello</div></div>`);
  const text3 = get2("#e").firstChild;
  get2("#e").focus();
  text3.textContent = "hello world";
  getSelection().collapse(text3, 7);
  patch(`<p>2</p><div data-gf-keep><div contenteditable="true" id="e">hello</div></div>`);
  same([get2("#e").textContent, getSelection().focusOffset], ["hello world", 7], "text and caret");
  same(document.activeElement, get2("#e"), "the focus");
});
check(kind10, "an editor without a boundary keeps what was typed while the server says the same", async () => {
  start(`<p>1</p><div contenteditable="true" id="e"><b>hello</b></div>`);
  get2("#e").replaceChildren("typed");
  await frame();
  patch(`<p>2</p><div contenteditable="true" id="e"><b>hello</b></div>`);
  same(get2("#e").textContent, "typed", "the text");
});
check(kind10, "a running transition goes on", async () => {
  start(`<p>1</p><div id="x" class="slow">t</div>`);
  getComputedStyle(get2("#x")).opacity;
  get2("#x").classList.add("faded");
  await frame();
  const running = get2("#x").getAnimations()[0];
  truth(running, "there should be a transition");
  patch(`<p>2</p><i>new</i><div id="x" class="slow">u</div>`);
  same(get2("#x").getAnimations()[0] === running && running.playState, "running", "the transition");
});
check(kind10, "a running animation goes on when its row moves", async () => {
  const row2 = (n) => `<li id="r${n}">${n}</li>`;
  start(`<ul>${[1, 2, 3].map(row2).join("")}</ul>`);
  const running = get2("#r2").animate([{ opacity: 0 }, { opacity: 1 }], 1e4);
  patch(`<ul>${[2, 3, 1].map(row2).join("")}</ul>`);
  same(running.playState, "running", "the animation");
  running.cancel();
});
check(kind10, "the morph leaves no marks behind", async () => {
  start(`<div><p>a</p><input name="a"><input name="a"></div><div data-gf-keep><input></div>`);
  for (const el of root2.querySelectorAll("input")) el.value = "typed";
  get2("p").className = "x";
  await frame();
  patch(`<div><p>b</p><input name="a"><input name="a" class="y"></div><div data-gf-keep><input></div>`);
  same(root2.innerHTML, `<div><p class="x">b</p><input name="a"><input name="a" class="y"></div><div data-gf-keep=""><input></div>`, "the page");
});
check(kind10, "text, comments and white space become the server's", () => {
  start(`a<!-- 1 --><b>x</b> y
<i>z</i>`);
  patch(`c <!-- 2 --><i>z</i> <b>x</b>
w`);
  same(root2.innerHTML, `c <!-- 2 --><i>z</i> <b>x</b>
w`, "the page");
});
check(kind10, "tables, SVG and definition lists become the server's", () => {
  start(`<table><tbody><tr><td>1</td></tr></tbody></table><svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>`);
  const after = `<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table><svg viewBox="0 0 2 2"><path d="M1 1"></path><circle r="1"></circle></svg><dl><dt>a</dt><dd>b</dd></dl>`;
  patch(after);
  same(root2.innerHTML, after, "the page");
  same(get2("circle").namespaceURI, "http://www.w3.org/2000/svg", "the circle's namespace");
});

// test/checks/scroll.ts
var kind11 = "scroll";
var box = (id, lines = 50) => `<div id="${id}" class="scroller"><div class="tall">${id} ${lines}</div></div>`;
async function scrollTo2(selector2, top) {
  get2(selector2).scrollTop = top;
  await frame();
  await frame();
}
check(kind11, "an inner scroller stays where it is when its content changes", async () => {
  start(`<p>1</p>${box("s")}`);
  await scrollTo2("#s", 120);
  patch(`<p>2</p>${box("s", 60)}`);
  same(get2("#s").scrollTop, 120, "how far it is scrolled");
});
for (const [what, after] of [
  ["to the end", ["b", "c", "a"]],
  ["to the start of a turned list", ["c", "b", "a"]],
  ["behind a new one", ["n", "a", "b", "c"]]
])
  check(kind11, `an inner scroller stays scrolled when it moves ${what}`, async () => {
    start(["a", "b", "c"].map((id) => box(id)).join(""));
    await scrollTo2("#a", 90);
    await scrollTo2("#c", 70);
    patch(after.map((id) => box(id)).join(""));
    same([get2("#a").scrollTop, get2("#c").scrollTop], [90, 70], "how far they are scrolled");
    same([...root2.querySelectorAll(".scroller")].map((el) => el.id), [...after], "the order");
  });
check(kind11, "a scroller inside a row that moves stays scrolled", async () => {
  const row2 = (id) => `<li id="row${id}"><div class="scroller"><div class="tall"></div></div></li>`;
  start(`<ul>${["a", "b", "c"].map(row2).join("")}</ul>`);
  await scrollTo2("#rowa .scroller", 55);
  patch(`<ul>${["c", "b", "a"].map(row2).join("")}</ul>`);
  same(get2("#rowa .scroller").scrollTop, 55, "how far it is scrolled");
});

// src/stream/sse.ts
function sseParser(emit2) {
  let buffer = "";
  let afterCR = false;
  let event = "";
  let id = "";
  let data = [];
  function parseLine(text3) {
    if (text3 === "") {
      if (data.length) emit2({ event: event || "message", id, data: data.join("\n") });
      event = "";
      data = [];
      return;
    }
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(text3);
    if (field === "data") data.push(value);
    else if (field === "event") event = value;
    else if (field === "id" && !value.includes("\0")) id = value;
  }
  return (text3) => {
    if (!text3) return;
    if (afterCR && text3[0] === "\n") text3 = text3.slice(1);
    afterCR = text3 === "" ? false : text3.endsWith("\r");
    const lines = (buffer + text3).split(/\r\n|\n|\r/);
    buffer = lines.pop();
    lines.forEach(parseLine);
  };
}
async function readStream(body3, onActivity, ready2, emit2) {
  const decoder = new TextDecoder();
  const parse2 = sseParser(emit2);
  const reader = body3.getReader();
  for (; ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    onActivity();
    await ready2();
    parse2(decoder.decode(value, { stream: true }));
  }
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

// src/drafts/load.ts
var selector = `form[method=post i],[${Name}],[${Draft}]`;

// src/navigation/scroll.ts
var key = "scroll";
var byEntry = loadItem(key, {});

// src/navigation/history.ts
var displayedURL = location.pathname + location.search;

// src/forms/triggers.ts
function milliseconds(text3) {
  const [, number, unit = "ms"] = /^([\d.]+)(ms|s|m)?$/.exec(text3) ?? [];
  return number ? +number * { ms: 1, s: 1e3, m: 6e4 }[unit] : 0;
}
function parseTriggers(text3) {
  return text3.split(/,(?=\s*[a-z])/).map((part2) => part2.trim().split(/\s+/)).filter(([head]) => head).map(([head, ...options2]) => {
    const [event, ...argument] = head.split(":");
    const option = (key2) => milliseconds(options2.find((o) => o.startsWith(key2 + ":"))?.slice(key2.length + 1) ?? "");
    return {
      event,
      argument: argument.join(":"),
      delay: option("delay"),
      throttle: option("throttle")
    };
  });
}

// test/checks/sse.ts
var kind12 = "sse";
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
  const body3 = new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    }
  });
  await readStream(body3, () => {
  }, () => void 0, ({ event, id, data }) => events.push([event, id, data]));
  return events;
}
for (const [name, text3, events] of vectors)
  check(kind12, name, async () => {
    const bytes = new TextEncoder().encode(text3);
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
  const short = (text3) => parseTriggers(text3).map((t) => [t.event, t.argument, t.delay, t.throttle]);
  same(short("input delay:300ms"), [["input", "", 300, 0]], "one with a delay");
  same(short("change, every:5s throttle:1s,visible"), [["change", "", 0, 0], ["every", "5s", 0, 1e3], ["visible", "", 0, 0]], "several");
  same(short("key:/"), [["key", "/", 0, 0]], "a key");
  same(short("key:,"), [["key", ",", 0, 0]], "the key that is a comma");
  same(short("key::"), [["key", ":", 0, 0]], "the key that is a colon");
  same(short(""), [], "nothing");
  same(["5s", "300ms", "250", "2m", "0.5s", "x", ""].map(milliseconds), [5e3, 300, 250, 12e4, 500, 0, 0], "spans");
});

// test/checks/values.ts
var kind13 = "values";
for (const [attributes2, from, to, want] of [
  [`type="color"`, "#FF8800", "#00AAFF", "#00aaff"],
  [`type="color"`, "red", "#00AAFF", "#00aaff"],
  [`type="color"`, "", "#102030", "#102030"],
  [`type="range" min="0" max="10" step="1"`, "5.3", "8", "8"],
  [`type="range" min="0" max="10"`, "", "8.4", "8"],
  [`type="range" min="0" max="10"`, "99", "3", "3"],
  [`type="date"`, "4 March", "2026-03-05", "2026-03-05"],
  [`type="datetime-local"`, "2026-03-04T10:00:00", "2026-03-05T11:30:00", "2026-03-05T11:30"],
  [`type="datetime-local"`, "2026-03-04 10:00", "2026-03-05 11:30", "2026-03-05T11:30"],
  [`type="time"`, "25:00", "11:30", "11:30"],
  [`type="month"`, "March", "2026-03", "2026-03"],
  [`type="week"`, "9", "2026-W09", "2026-W09"],
  [`type="number"`, "five", "6", "6"],
  [`type="email"`, " a@example.org ", " b@example.org ", "b@example.org"],
  [`type="email" multiple`, "a@x.org , b@x.org", "c@x.org , d@x.org", "c@x.org,d@x.org"],
  [`type="url"`, " https://a.example ", " https://b.example ", "https://b.example"],
  [`type="text"`, "a&#10;b", "c&#10;d", "cd"],
  [`type="search"`, "a&#13;&#10;b", "e", "e"]
])
  check(kind13, `an untouched ${attributes2} goes from ${from} to ${to}`, () => {
    const body3 = (value, n) => `<p>${n}</p><form><input id="i" ${attributes2} value="${value}"></form>`;
    start(body3(from, 1));
    const before = input("#i").value;
    patch(body3(from, 2));
    same(input("#i").value, before, "while the server sends the same");
    patch(body3(to, 3));
    same(input("#i").value, want, "the server's next value");
    patch(body3(from, 4));
    same(input("#i").value, before, "and back");
  });
check(kind13, "the line ends of a textarea are not the person's", () => {
  const body3 = (text3) => `<textarea>${text3}</textarea>`;
  start(body3("a&#13;&#10;b"));
  patch(body3("c&#13;&#10;d"));
  same(get2("textarea").value, "c\nd", "the text");
});
check(kind13, "what a person has chosen with such a field stays", () => {
  const body3 = (value) => `<input type="color" value="${value}"><input type="range" min="0" max="10" value="5.3" class="${value.slice(1)}">`;
  start(body3("#FF0000"));
  input("[type=color]").value = "#123456";
  input("[type=range]").value = "9";
  patch(body3("#00FF00"));
  same([input("[type=color]").value, input("[type=range]").value], ["#123456", "9"], "the values");
});
var options = (...list2) => `<p>${list2.length}</p><form><select id="s" name="s">${list2.join("")}</select></form>`;
var chosen2 = () => get2("#s").selectedOptions[0]?.text;
var choose3 = (index) => get2("#s").selectedIndex = index;
for (const [what, before, index, after, want] of [
  ["a count in its text changes", ["<option>Open (3)</option>", "<option>Closed (3)</option>"], 1, ["<option>Open (4)</option>", "<option>Closed (4)</option>"], "Closed (4)"],
  ["the counts change and another comes before", ["<option>Open (3)</option>", "<option>Closed (3)</option>"], 1, ["<option>New (1)</option>", "<option>Open (4)</option>", "<option>Closed (4)</option>"], "Closed (4)"],
  ["it moves", ["<option>A 1</option>", "<option>B 1</option>", "<option>C 1</option>"], 2, ["<option>C 2</option>", "<option>B 2</option>", "<option>A 2</option>"], "C 2"],
  ["all are in another language", ["<option>Open</option>", "<option>Closed</option>"], 1, ["<option>Offen</option>", "<option>Zu</option>"], "Zu"],
  ["it goes", ["<option>A</option>", "<option>B</option>", "<option>C</option>"], 1, ["<option>A</option>", "<option>C</option>"], "A"],
  ["it has a value, and another text", [`<option value="a">A</option>`, `<option value="b">B</option>`], 1, [`<option value="x">X</option>`, `<option value="a">A2</option>`, `<option value="b">B2</option>`], "B2"],
  ["the server chooses another", [`<option value="a">A</option>`, `<option value="b">B</option>`, `<option value="c">C</option>`], 1, [`<option value="a">A</option>`, `<option value="b">B</option>`, `<option value="c" selected>C</option>`], "B"],
  ["two have its value and it is the first", [`<option value="">Any</option>`, `<option value="a">A</option>`, `<option value="" disabled>--</option>`], 0, [`<option value="">Any</option>`, `<option value="a">A</option>`, `<option value="" disabled>--</option>`, "<option>new</option>"], "Any"],
  ["two have its value and it is the second", [`<option value="1">One</option>`, `<option value="2">Two</option>`, `<option value="1">Uno</option>`], 2, [`<option value="1">One</option>`, `<option value="2">Two</option>`, `<option value="1">Uno</option>`, "<option>new</option>"], "Uno"]
])
  check(kind13, `a choice stays where ${what}`, () => {
    start(options(...before));
    choose3(index);
    patch(options(...after));
    same(chosen2(), want, "the option");
  });
for (const [what, before, after, want] of [
  ["whose first group is disabled", `<optgroup label="out" disabled><option>Gold</option></optgroup><option>Iron</option><option>Wood</option>`, `<optgroup label="out" disabled><option>Gold</option></optgroup><option>Iron</option><option selected>Wood</option>`, "Wood"],
  ["whose first option is disabled", `<option disabled>Gold</option><option>Iron</option>`, `<option disabled>Gold</option><option>Iron</option><option selected>Wood</option>`, "Wood"],
  ["with twins", `<option value="1">One</option><option value="1">Uno</option>`, `<option value="1">One</option><option value="1" selected>Uno</option>`, "Uno"],
  ["without values", `<option>A 1</option><option>B 1</option>`, `<option>A 2</option><option selected>B 2</option>`, "B 2"],
  ["whose disabled group moves", `<option>Iron</option><optgroup label="out" disabled><option>Gold</option></optgroup>`, `<optgroup label="out" disabled><option>Gold</option></optgroup><option>Tin</option>`, "Tin"]
])
  check(kind13, `an untouched select ${what} follows the server`, () => {
    start(options(before));
    patch(options(after));
    same(chosen2(), want, "the option");
  });
check(kind13, "radio buttons outside their form are the person's as a group", () => {
  const body3 = (n) => `<form id="f"></form><p>${[1, 2, 3].map((i) => `<input form="f" type="radio" name="r" value="${i}"${i === n ? " checked" : ""}>`).join("")}</p><form id="g"><input type="radio" name="r" value="9"${n === 3 ? " checked" : ""}></form>`;
  start(body3(1));
  input("[value='2']").click();
  patch(body3(3));
  same([...document.querySelectorAll("#page [name=r]")].map((el) => el.checked), [false, true, false, true], "the buttons");
});

// test/checks/wrappers.ts
var kind14 = "wrappers";
function keeps(name, before, after, selector2 = "[name=n]") {
  check(kind14, name, () => {
    start(before);
    const el = type(selector2, "typed");
    el.setSelectionRange(2, 4);
    patch(after);
    const now3 = input(selector2);
    same(now3, el, "the field");
    same(now3.value, "typed", "its text");
    same(document.activeElement, now3, "the focus");
    same([now3.selectionStart, now3.selectionEnd], [2, 4], "the selection");
  });
}
var form = (html) => `<form method="post" action="/x">${html}</form>`;
keeps("a wrapper around a field with an id", form(`<input id="n" name="n">`), form(`<div class="w"><input id="n" name="n"></div>`));
keeps("a wrapper around a field without an id", form(`<input name="n">`), form(`<div><p><input name="n"></p></div>`));
keeps("a wrapper that goes", form(`<div><input name="n"></div>`), form(`<input name="n">`));
keeps("a wrapper around the form", form(`<input name="n">`), `<section>${form(`<input name="n">`)}</section>`);
keeps(
  "labels that are reworded and reordered",
  form(`<label>Search <input name="s"></label><label>Name <input name="n"></label>`),
  form(`<label>Your name <input name="n"></label><label>Look for <input name="s"></label>`)
);
keeps("another type of the same field", form(`<input name="n">`), form(`<b>new</b><input name="n" type="search">`));
keeps(
  "the second of three of one name",
  form(`<input name="n"><input name="n" class="second"><input name="n">`),
  form(`<div><input name="n"><input name="n" class="second"><input name="n"></div>`),
  ".second"
);
check(kind14, "rows that come and go do not trade what was typed", () => {
  const row2 = (id) => `<li id="r${id}"><input name="n" value="${id}"></li>`;
  const rows4 = (...ids2) => form(`<ul>${ids2.map(row2).join("")}</ul>`);
  start(rows4(1, 2, 3));
  type("#r2 input", "typed");
  patch(rows4(2, 3, 4));
  same([...document.querySelectorAll("[name=n]")].map((el) => el.value), ["typed", "3", "4"], "the values");
});
check(kind14, "the outer and the inner change places", () => {
  start(`<div id="a">a<div id="b">b<input id="i"></div></div>`);
  const el = type("#i", "typed");
  patch(`<div id="b">b<div id="a">a<input id="i"></div></div>`);
  same(input("#i"), el, "the field");
  same(el.value, "typed", "its text");
  same(get2("#b").firstElementChild, get2("#a"), "the inner");
});
check(kind14, "what is claimed and then left out leaves nothing behind", () => {
  start(`<div id="a"><p id="p">x</p></div><div id="b"></div>`);
  patch(`<div id="b"><p id="p">y</p></div>`);
  same(get2("#page, div").closest("#page")?.querySelectorAll("p").length ?? document.querySelectorAll("#p").length, 1, "paragraphs");
});
check(kind14, "text that is typed in place stays in a new wrapper", () => {
  start(form(`<div id="note" contenteditable>old</div>`));
  const el = get2("#note");
  el.firstChild.nodeValue = "old and new";
  patch(form(`<section><div id="note" contenteditable>old</div></section>`));
  same(get2("#note"), el, "the element");
  same(get2("#note").textContent, "old and new", "its text");
});

// test/worst.ts
var range = (n) => [...Array(n).keys()];
var rows3 = (n, row2) => range(n).map(row2).join("\n");
var nested = (n, tag2, inner) => `<${tag2}>`.repeat(n) + inner + `</${tag2}>`.repeat(n);
var cases2 = {
  deep: (n) => [nested(n, "div", "<b>a</b>"), nested(n, "div", "<b>b</b>")],
  "deep, with other tags": (n) => [nested(n, "div", "a"), nested(n, "section", "b")],
  wide: (n) => [rows3(n, (i) => `<p>${i}</p>`), rows3(n, (i) => `<p>${i}${i % 7 ? "" : "!"}</p>`)],
  "wide, with ids": (n) => [rows3(n, (i) => `<p id="a${i}">${i}</p>`), rows3(n, (i) => `<p id="a${i}">${i + 1}</p>`)],
  reversed: (n) => [rows3(n, (i) => `<p id="a${i}">${i}</p>`), rows3(n, (i) => `<p id="a${n - i - 1}">${n - i - 1}</p>`)],
  "reversed, without ids": (n) => [rows3(n, (i) => `<p>${i}</p>`), rows3(n, (i) => `<p>${n - i}</p>`)],
  renamed: (n) => [rows3(n, (i) => `<p id="a${i}">${i}</p>`), rows3(n, (i) => `<p id="b${i}">${i}</p>`)],
  "tags renamed": (n) => [rows3(n, (i) => `<p>${i}</p>`), rows3(n, (i) => `<h6>${i}</h6>`)],
  "only texts and comments": (n) => [rows3(n, (i) => `a${i}<!--${i}-->`), rows3(n, (i) => `<!--${i}-->b${i}<br>`)],
  "fields of one name": (n) => [rows3(n, (i) => `<input name="x" value="${i}">`), rows3(n, (i) => `<input name="x" value="${i + 1}">`) + "<hr>"],
  attributes: (n) => [`<p ${rows3(n / 10, (i) => `a${i}="1"`)}></p>`, `<p ${rows3(n / 10, (i) => `b${i}="1"`)}></p>`],
  "a huge text": (n) => [`<p>${"lorem ipsum ".repeat(n * 10)}</p>`, `<p>${"ipsum lorem ".repeat(n * 10)}</p>`],
  emptied: (n) => [rows3(n, (i) => `<p>${i}</p>`), ""]
};
var worstKinds = Object.keys(cases2);
function worst(kind15, n) {
  const [before, after] = cases2[kind15](n);
  start(before);
  const nodes = root2.getElementsByTagName("*").length;
  const begin = performance.now();
  patch(after);
  const ms = performance.now() - begin;
  const right = root2.innerHTML === parse(after).innerHTML;
  root2.replaceChildren();
  return { ms, right, nodes };
}

// test/main.ts
Object.assign(window, { runAll, worst, worstKinds });
