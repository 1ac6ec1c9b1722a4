var __defProp = Object.defineProperty;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// <define:FILES>
var init_define_FILES = __esm({
  "<define:FILES>"() {
  }
});

// src/util/dom.ts
// @__NO_SIDE_EFFECTS__
function method(prototype, name) {
  return bind(prototype[name]);
}
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
function removeNode(node) {
  const parent = parentNode(node);
  if (parent) removeChild(parent, node);
}
function nextSibling(node) {
  return node ? next(node) : null;
}
function previousSibling(node) {
  return node ? previous(node) : null;
}
function attr(el, name) {
  return el ? getAttribute(el, name) : null;
}
function closest(el, selector) {
  return el instanceof Element ? closestTo(el, selector) : null;
}
function is(el, selector) {
  return !!el && matches(el, selector);
}
function focus(el, stay = false) {
  call(el, "focus", { preventScroll: stay });
}
function isContentEditable(el) {
  return el instanceof HTMLElement && get(el, "isContentEditable");
}
var bind, safeDocument, ofNode, childNodes, isConnected, next, nodeName, nodeValue, parentElement, parentNode, previous, textContent, setNodeValue, setTextContent, contains, insertBefore, isEqualNode, removeChild, ofElement, attributes, children, idOf, innerHTML, localName, outerHTML, append, getAttribute, setAttr, hasAttr, removeAttr, closestTo, matches, query, queryAll, setAttributeNode, shadowRoot, replaceChildren, ofForm, scrollTo;
var init_dom = __esm({
  "src/util/dom.ts"() {
    "use strict";
    init_define_FILES();
    bind = (of) => Function.prototype.call.bind(of);
    safeDocument = /* @__PURE__ */ safe(document);
    ofNode = Node.prototype;
    childNodes = /* @__PURE__ */ getter(ofNode, "childNodes");
    isConnected = /* @__PURE__ */ getter(ofNode, "isConnected");
    next = /* @__PURE__ */ getter(ofNode, "nextSibling");
    nodeName = /* @__PURE__ */ getter(ofNode, "nodeName");
    nodeValue = /* @__PURE__ */ getter(ofNode, "nodeValue");
    parentElement = /* @__PURE__ */ getter(ofNode, "parentElement");
    parentNode = /* @__PURE__ */ getter(ofNode, "parentNode");
    previous = /* @__PURE__ */ getter(ofNode, "previousSibling");
    textContent = /* @__PURE__ */ getter(ofNode, "textContent");
    setNodeValue = /* @__PURE__ */ setter(ofNode, "nodeValue");
    setTextContent = /* @__PURE__ */ setter(ofNode, "textContent");
    contains = /* @__PURE__ */ method(ofNode, "contains");
    insertBefore = /* @__PURE__ */ method(
      ofNode,
      "insertBefore"
    );
    isEqualNode = /* @__PURE__ */ method(
      ofNode,
      "isEqualNode"
    );
    removeChild = /* @__PURE__ */ method(ofNode, "removeChild");
    ofElement = Element.prototype;
    attributes = /* @__PURE__ */ getter(ofElement, "attributes");
    children = /* @__PURE__ */ getter(ofElement, "children");
    idOf = /* @__PURE__ */ getter(ofElement, "id");
    innerHTML = /* @__PURE__ */ getter(ofElement, "innerHTML");
    localName = /* @__PURE__ */ getter(ofElement, "localName");
    outerHTML = /* @__PURE__ */ getter(ofElement, "outerHTML");
    append = /* @__PURE__ */ method(
      ofElement,
      "append"
    );
    getAttribute = /* @__PURE__ */ method(
      ofElement,
      "getAttribute"
    );
    setAttr = /* @__PURE__ */ method(
      ofElement,
      "setAttribute"
    );
    hasAttr = /* @__PURE__ */ method(ofElement, "hasAttribute");
    removeAttr = /* @__PURE__ */ method(ofElement, "removeAttribute");
    closestTo = /* @__PURE__ */ method(ofElement, "closest");
    matches = /* @__PURE__ */ method(ofElement, "matches");
    query = /* @__PURE__ */ method(ofElement, "querySelector");
    queryAll = /* @__PURE__ */ method(ofElement, "querySelectorAll");
    setAttributeNode = /* @__PURE__ */ method(
      ofElement,
      "setAttributeNode"
    );
    shadowRoot = /* @__PURE__ */ getter(ofElement, "shadowRoot");
    replaceChildren = /* @__PURE__ */ method(
      ofElement,
      "replaceChildren"
    );
    ofForm = HTMLFormElement.prototype;
    scrollTo = /* @__PURE__ */ method(ofElement, "scrollTo");
  }
});

// src/util/html.ts
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
function disableNoscript(root3) {
  const all = (selector) => root3 instanceof Element ? queryAll(root3, selector) : root3.querySelectorAll(selector);
  for (const el of all("noscript")) setTextContent(el, innerHTML(el));
  for (const el of all("template")) disableNoscript(el.content);
}
function copy(node) {
  return inertDocument.importNode(node, true);
}
var factory, policy, trusted, templates, hasTemplates, inertDocument;
var init_html = __esm({
  "src/util/html.ts"() {
    "use strict";
    init_define_FILES();
    init_dom();
    factory = globalThis.trustedTypes;
    policy = { createHTML: (html) => html };
    trusted = typeof factory?.createPolicy === "function" ? factory.createPolicy("goldfish", policy) : policy;
    templates = false;
    hasTemplates = () => templates;
    inertDocument = safe(safeDocument.implementation.createHTMLDocument(""));
  }
});

// src/contract.ts
var PageID, PartURL, Keep;
var init_contract = __esm({
  "src/contract.ts"() {
    "use strict";
    init_define_FILES();
    PageID = "page";
    PartURL = "data-gf-part";
    Keep = "data-gf-keep";
  }
});

// src/util/scrollers.ts
function jump(el, left, top) {
  const to = { left, top, behavior: "instant" };
  if (el instanceof Element) scrollTo(el, to);
  else el?.scrollTo(to);
}
var scrolled;
var init_scrollers = __esm({
  "src/util/scrollers.ts"() {
    "use strict";
    init_define_FILES();
    init_dom();
    scrolled = /* @__PURE__ */ new Set();
    safeDocument.addEventListener(
      "scroll",
      ({ target }) => {
        if (target instanceof Element) scrolled.add(target);
      },
      { capture: true, passive: true }
    );
  }
});

// src/page/page.ts
function regionOf(el) {
  return closest(parentElement(el), `[${PartURL}],#${PageID}`) ?? root;
}
function setAttribute(el, attribute, value) {
  if (value === null) removeAttr(el, attribute);
  else setAttr(el, attribute, value);
}
var root, page;
var init_page = __esm({
  "src/page/page.ts"() {
    "use strict";
    init_define_FILES();
    init_contract();
    init_dom();
    init_html();
    root = safeDocument.documentElement;
    page = {
      element: safeDocument.getElementById(PageID),
      url: "",
      version: "",
      title: "",
      body: ""
    };
  }
});

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
var sentShadows;
var init_hidden = __esm({
  "src/morph/hidden.ts"() {
    "use strict";
    init_define_FILES();
    init_dom();
    init_html();
    sentShadows = /* @__PURE__ */ new WeakMap();
  }
});

// src/morph/localChanges.ts
function watchLocalChanges(element2) {
  observer?.disconnect();
  localChanges.clear();
  observer = new MutationObserver(record);
  observer.observe(element2, observed);
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
function forgetRegion(region) {
  delete localChanges.get(region)?.children;
  for (const el of localChanges.keys()) if (regionOf(el) === region) localChanges.delete(el);
}
function isUnchanged(el, { nodes, base }) {
  const now = childNodes(el);
  return nodes.length === now.length && nodes.every(
    (node, i) => node === now[i] && (node instanceof Element || nodeValue(node) === nodeValue(base[i]))
  );
}
function dropConfirmed(el, theirs) {
  const { attributes: attributes2 } = localChanges.get(el) ?? {};
  for (const name of attributes2?.keys() ?? [])
    if (attr(theirs, name) === attr(el, name)) attributes2.delete(name);
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
  const nodes = [...childNodes(el)];
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
    nodes.splice(at, 0, ...record2.removedNodes);
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
var localChanges, observed, observer;
var init_localChanges = __esm({
  "src/morph/localChanges.ts"() {
    "use strict";
    init_define_FILES();
    init_contract();
    init_page();
    init_dom();
    init_hidden();
    localChanges = /* @__PURE__ */ new Map();
    observed = {
      attributes: true,
      attributeOldValue: true,
      characterData: true,
      characterDataOldValue: true,
      childList: true,
      subtree: true
    };
  }
});

// src/morph/claims.ts
function inputKind(el) {
  if (localName(el) !== "input") return "";
  const type2 = (attr(el, "type") ?? "text").toLowerCase();
  return notEdited.test(type2) || distinct.test(type2) ? type2 : "";
}
function byKey(selector, keyOf) {
  return (root3, claimed, want) => {
    const found = /* @__PURE__ */ new Map();
    for (const el of queryAll(root3, selector)) {
      const parts = !claimed.has(el) && want(el) && keyOf(el);
      if (!parts) continue;
      let row = parentElement(el);
      while (row && row !== root3 && (!claimed.has(row) || localName(row) === "form"))
        row = parentElement(row);
      const key = [row && row !== root3 ? attr(row, "id") : "", ...parts].join("\n");
      found.set(key, [...found.get(key) ?? [], el]);
    }
    return found;
  };
}
var Claims, notEdited, distinct, controlsByKey, openableBySummary, openableByRow;
var init_claims = __esm({
  "src/morph/claims.ts"() {
    "use strict";
    init_define_FILES();
    init_contract();
    init_page();
    init_dom();
    init_localChanges();
    Claims = class {
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
        const nested = `[${Keep}] *,[${PartURL}] *,#${PageID} *`;
        const byId = /* @__PURE__ */ new Map();
        for (const el of queryAll(root3, "[id]"))
          if (!byId.has(idOf(el)) && isOld(el)) byId.set(idOf(el), el);
        for (const next2 of queryAll(theirs, "[id]")) {
          const el = byId.get(attr(next2, "id"));
          if (!el || localName(el) !== localName(next2) || inputKind(el) !== inputKind(next2)) continue;
          if (mayMatch(el, next2) && !is(next2, nested)) this.add(el, next2, root3, theirs);
        }
        const { newByOld, oldByNew } = this;
        const pair = (find) => {
          const old = find(root3, newByOld, isOld);
          if (!old.size) return;
          for (const [key, next2] of find(theirs, oldByNew, (el) => !is(el, nested))) {
            const same2 = old.get(key) ?? [];
            if (same2.length !== next2.length) continue;
            same2.forEach((el, i) => mayMatch(el, next2[i]) && this.add(el, next2[i], root3, theirs));
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
    notEdited = /^(hidden|submit|button|reset|image)$/;
    distinct = /^(checkbox|radio|file|password)$/;
    controlsByKey = byKey("input[name],textarea[name],select[name]", (el) => {
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
    openableBySummary = byKey("details:not([id]),dialog:not([id])", (el) => [
      localName(el),
      textContent(query(el, "summary,h1,h2,h3") ?? el).toLowerCase().replace(/\d+/g, "0")
    ]);
    openableByRow = byKey("details:not([id]),dialog:not([id])", (el) => [localName(el)]);
  }
});

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
  const options = [...el.options];
  const selected = options.filter((option) => option.defaultSelected);
  if (el.multiple) return selected;
  if (selected.length) return selected.slice(-1);
  return el.size > 1 ? [] : options.filter((option) => !is(option, ":disabled")).slice(0, 1);
}
function setValue(el, value) {
  if (el instanceof HTMLSelectElement) {
    const chosen2 = /* @__PURE__ */ new Set();
    for (const wanted of value.split("\n")) {
      const same2 = [...el.options].filter((o) => o.value === wanted && !chosen2.has(o));
      const option = same2.find((o) => o.selected) ?? same2.find((o) => !is(o, ":disabled")) ?? same2[0];
      if (option) chosen2.add(option);
    }
    choose(el, chosen2, value === "" && el.multiple);
  } else if (isCheckable(el)) {
    el.checked = value === "true";
  } else if (el.type === "file") {
    if (value === "") el.value = "";
  } else if (el.value !== value) {
    el.value = value;
  }
}
function choose(el, chosen2, mayBeEmpty) {
  if (!chosen2.size && !mayBeEmpty) chosen2 = new Set(serverOptions(el));
  if (!chosen2.size) el.selectedIndex = -1;
  for (const option of el.options)
    if (option.selected !== chosen2.has(option)) option.selected = chosen2.has(option);
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
  const chosen2 = [...el.selectedOptions].map((option) => {
    const { value, index } = option;
    return { option, value, index, key: optionKey(option) };
  });
  return () => {
    const options = [...el.options];
    const found = chosen2.map(({ option, value, index, key }) => {
      const renamed = !hasAttr(option, "value") && el.length === count && option.index === index;
      if (options.includes(option) && (optionKey(option) === key || renamed)) return option;
      return options.find((other) => other.value === value);
    });
    choose(el, new Set(found.filter((option) => !!option)), !chosen2.length);
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
var filesOf, fileKey, valuesOf;
var init_controls = __esm({
  "src/morph/controls.ts"() {
    "use strict";
    init_define_FILES();
    init_dom();
    init_html();
    filesOf = (el) => [...el instanceof HTMLInputElement && el.files || []];
    fileKey = (file) => file.name + file.size + file.lastModified;
    valuesOf = (options) => [...options].map((option) => option.value).join("\n");
  }
});

// src/morph/fields.ts
function controlsIn(root3, region) {
  return [...queryAll(root3, "input,textarea,select")].filter(
    (el) => isEditable(el) && regionOf(el) === region
  );
}
function resetSent(values, custom = false) {
  for (const [el, value] of values) {
    if (!isConnected(el) || valueOf(el) !== value) continue;
    if (isCustom(el)) {
      if (el.formResetCallback) el.formResetCallback();
      else el.value = attr(el, "value") ?? "";
    } else if (isControl(el) && !custom) reset(el);
  }
}
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
function dropDeferred(root3) {
  for (const el of pendingAttributes.keys()) {
    if (contains(root3, el) || !isConnected(el)) pendingAttributes.delete(el);
  }
}
function preserveFields(root3, rules, region = root3) {
  const { sent: sent2 } = rules;
  const before = /* @__PURE__ */ new Map();
  const { activeElement } = safeDocument;
  for (const el of controlsIn(root3, region)) {
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
      const keep = rules.fresh ? el === rules.inUse : sent2?.has(el) ? current !== sent2.get(el) : theirs === server || dirty || focused;
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
var isCustom, valueOf, pendingReset, pendingAttributes;
var init_fields = __esm({
  "src/morph/fields.ts"() {
    "use strict";
    init_define_FILES();
    init_page();
    init_dom();
    init_controls();
    init_localChanges();
    isCustom = (el) => localName(el).includes("-") && "value" in el;
    valueOf = (el) => isControl(el) ? currentValue(el) : isCustom(el) ? String(el.value) : "";
    pendingReset = /* @__PURE__ */ new WeakMap();
    pendingAttributes = /* @__PURE__ */ new Map();
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
  }
});

// src/morph/adopt.ts
function adopt(el, sent2, placed, root3 = el) {
  if (isEqualNode(el, sent2)) return;
  if (el !== root3) adoptAttributes(el, sent2);
  if (is(el, `[${Keep}]`) || el !== root3 && is(el, `[${PartURL}],#${PageID}`)) return;
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
function align(now, next2) {
  const found = [...next2];
  const pair = (level, from, to, start2, end) => {
    const fits = fitting[level];
    if (!fits || from >= to) return;
    for (let i = start2; i < end; i++) {
      const at = now.findIndex((node, n) => n >= from && n < to && fits(node, next2[i]));
      if (at < 0) continue;
      found[i] = now[at];
      pair(level + 1, from, at, start2, i);
      from = at + 1;
      start2 = i + 1;
    }
    pair(level + 1, from, to, start2, end);
  };
  pair(0, 0, now.length, 0, next2.length);
  return found;
}
function hasAttributesOf(node, sent2) {
  return !(node instanceof Element) || [...attributes(sent2)].every(({ name, value }) => attr(node, name) === value);
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
var hasCustomElements, fitting;
var init_adopt = __esm({
  "src/morph/adopt.ts"() {
    "use strict";
    init_define_FILES();
    init_contract();
    init_dom();
    init_html();
    init_fields();
    init_localChanges();
    hasCustomElements = (html) => /<[a-z][^\s/>]*-/i.test(html);
    fitting = [
      (node, sent2) => isEqualNode(node, sent2),
      (node, sent2) => sameKind(node, sent2) && hasAttributesOf(node, sent2),
      sameKind
    ];
  }
});

// src/morph/move.ts
function move(parent, node, before) {
  if (moveBefore && parent instanceof Element && isConnected(node) && isConnected(parent))
    moveBefore.call(parent, node, before);
  else insertBefore(parent, node, before);
}
var moveBefore;
var init_move = __esm({
  "src/morph/move.ts"() {
    "use strict";
    init_define_FILES();
    init_dom();
    ({ moveBefore } = Element.prototype);
  }
});

// src/morph/localLists.ts
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
  const same2 = /* @__PURE__ */ new Map();
  const free = new Set(next2);
  for (const old of base) {
    for (const node of free) {
      if (!isSame(old, node)) continue;
      same2.set(old, node);
      free.delete(node);
      break;
    }
  }
  return same2;
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
var LocalLists;
var init_localLists = __esm({
  "src/morph/localLists.ts"() {
    "use strict";
    init_define_FILES();
    init_dom();
    init_contract();
    init_hidden();
    init_localChanges();
    init_move();
    LocalLists = class {
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
      /** Nodes of the server that scripts have put elsewhere: the list to which they belong, and where. */
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
        const same2 = unchangedNodes(base, next2);
        const merged = /* @__PURE__ */ new Map();
        for (let i = 0; i < nodes.length; i++) {
          const start2 = i;
          while (i < nodes.length && parentNode(nodes[i]) !== el) i++;
          if (i === start2) continue;
          const instead = ownNodesAfter(el, nodes[start2 - 1], nodes);
          const all = nodes.slice(start2, i);
          const wasInside = ({ parent }) => instead.some((own) => contains(own, parent));
          const isTaken = (node) => this.claims.isTaken(node);
          const gone = all.filter((node) => !isTaken(node));
          const theirs = gone.map((node) => same2.get(base[nodes.indexOf(node)]));
          const first = next2.indexOf(theirs[0]);
          const isIntact = gone.length ? theirs.every((node, n) => node && node === next2[first + n]) : !all.some((node) => this.strays.has(node) && wasInside(this.strays.get(node)));
          if (instead.length && !isIntact) {
            this.putBack(el, gone, instead);
            continue;
          }
          gone.forEach((node, n) => {
            if (theirs[n]) merged.set(theirs[n], { node, instead: n ? [] : instead });
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
  }
});

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
var init_match = __esm({
  "src/morph/match.ts"() {
    "use strict";
    init_define_FILES();
    init_page();
    init_dom();
    init_localChanges();
  }
});

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
      const candidates = byKey2.get(key(next2[i]));
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
  const oldTexts = old.filter(isText);
  next2.forEach((child, i) => isText(child) && oldTexts.forEach((text2) => take(i, text2)));
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
var init_matchChildren = __esm({
  "src/morph/matchChildren.ts"() {
    "use strict";
    init_define_FILES();
    init_dom();
    init_controls();
  }
});

// src/morph/stableNodes.ts
function stableNodes(shown, old, rules) {
  const index = new Map(old.map((child, i) => [child, i]));
  const order = shown.filter((child) => index.has(child));
  let places2 = order.map((child) => index.get(child));
  if (places2.every((place, i) => !i || place > places2[i - 1])) return new Set(order);
  const pinned = order.findIndex((child) => rules.unmovable(child));
  if (pinned >= 0) {
    const fixed = places2[pinned];
    places2 = places2.filter(
      (place, i) => i === pinned || (i < pinned ? place < fixed : place > fixed)
    );
  }
  return new Set(longestIncreasing(places2).map((place) => old[place]));
}
function longestIncreasing(numbers2) {
  const tails = [];
  const previous2 = [];
  numbers2.forEach((n, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (numbers2[tails[middle]] < n) low = middle + 1;
      else high = middle;
    }
    previous2[i] = low ? tails[low - 1] : -1;
    tails[low] = i;
  });
  const run2 = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous2[i]) run2.push(numbers2[i]);
  return run2;
}
var init_stableNodes = __esm({
  "src/morph/stableNodes.ts"() {
    "use strict";
    init_define_FILES();
  }
});

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
var init_reconcile = __esm({
  "src/morph/reconcile.ts"() {
    "use strict";
    init_define_FILES();
    init_dom();
    init_hidden();
    init_localChanges();
    init_matchChildren();
    init_move();
    init_stableNodes();
  }
});

// src/morph/placed.ts
var Placed;
var init_placed = __esm({
  "src/morph/placed.ts"() {
    "use strict";
    init_define_FILES();
    init_dom();
    Placed = class {
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
  }
});

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
  if (operations.length > 1 && goesElsewhere(root3, find, operations)) return false;
  return operations.every((operation) => {
    const { kind, id } = operation;
    if (kind === "edit" && !id) {
      const make2 = () => parse(operation.html);
      ops.morph(root3, make2(), make2);
      ops.shown(root3, make2);
      return true;
    }
    const el = find(id);
    const parent = el && parentElement(el);
    if (!parent) return false;
    if (closest(parent, `[${Keep}]`)) return true;
    if (kind === "edit") return edit2(el, operation.html);
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
      return !id2 || html === void 0 || edit2(item, html);
    });
  });
}
function goesElsewhere(root3, find, operations) {
  const places2 = operations.map((operation) => {
    const { kind } = operation;
    const items = kind === "place" ? operation.items : [operation];
    return {
      kind,
      inside: items.map((item) => item.id === "" ? root3 : find(item.id ?? "")),
      html: items.map(({ html }) => html).join("")
    };
  });
  return usedIn(root3).some((used2) => {
    const name = attr(used2, "name");
    const mark = idOf(used2) ? ` id="${idOf(used2)}"` : name !== null ? ` name="${name}"` : "<" + localName(used2);
    const holds = ({ inside }, el) => inside.some((place) => place && contains(place, el));
    return places2.some(
      (from) => holds(from, used2) && places2.some(
        (to) => to.html.includes(mark) && (from.kind === "remove" || !holds(to, used2)) && (!from.html.includes(mark) || to.inside.some((place) => !place || holds(from, place)))
      )
    );
  });
}
function usedIn(el) {
  return [...queryAll(el, "*")].filter(
    (inner) => inner === safeDocument.activeElement || scrolled.has(inner) || isContentEditable(inner) && !!localChanges.size || is(inner, ":is(dialog[open],:popover-open)") || localChanges.get(inner)?.attributes.has("open") || isChanged(inner) || [...shadowRoot(inner)?.querySelectorAll("*") ?? []].some(isChanged)
  );
}
function parseElement(html) {
  const [only, ...more] = childNodes(parse(html));
  return only instanceof Element && !more.length ? only : void 0;
}
var isChanged;
var init_showDelta = __esm({
  "src/morph/showDelta.ts"() {
    "use strict";
    init_define_FILES();
    init_contract();
    init_page();
    init_dom();
    init_html();
    init_scrollers();
    init_controls();
    init_localChanges();
    init_move();
    isChanged = (el) => isControl(el) && isEditable(el) && isDirty(el);
  }
});

// src/morph/morph.ts
function morph(root3, theirs, rules = {}, operations) {
  const { fresh, sent: sent2 } = rules;
  flush();
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
      reportError(err);
      mend(el, pristine());
    }
    return true;
  }
  function morphSafely(el, theirs2, pristine) {
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
        return !is(el2, `[${Keep}],[${PartURL}],#${PageID}`);
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
  const open = (name) => [...queryAll(root3, `:is(${name})`)];
  const popovers = open(":popover-open");
  const dialogs = open("dialog:modal");
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
  const split = (text2) => (text2 ?? "").split(/\s+/).filter(Boolean);
  const [baseTokens, theirTokens, ourTokens] = [split(base), split(theirs), split(ours)];
  return [.../* @__PURE__ */ new Set([...theirTokens, ...ourTokens])].filter((t) => !baseTokens.includes(t) || theirTokens.includes(t) && ourTokens.includes(t)).join(" ");
}
var fragile;
var init_morph = __esm({
  "src/morph/morph.ts"() {
    "use strict";
    init_define_FILES();
    init_contract();
    init_dom();
    init_html();
    init_scrollers();
    init_claims();
    init_adopt();
    init_controls();
    init_fields();
    init_localChanges();
    init_localLists();
    init_match();
    init_reconcile();
    init_placed();
    init_showDelta();
    fragile = ":is(dialog:modal,:popover-open,iframe,video,audio)";
  }
});

// test/harness.ts
var harness_exports = {};
__export(harness_exports, {
  canMove: () => canMove,
  check: () => check,
  checks: () => checks,
  frame: () => frame,
  get: () => get2,
  input: () => input,
  parse: () => parse,
  patch: () => patch,
  root: () => root2,
  runAll: () => runAll,
  same: () => same,
  start: () => start,
  truth: () => truth,
  type: () => type,
  wait: () => wait
});
function check(kind, name, run2) {
  checks.push({ kind, name, run: run2 });
}
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
function get2(selector) {
  const el = root2.querySelector(selector);
  if (!el) throw new Error(`nothing is ${selector} in ${root2.innerHTML}`);
  return el;
}
function type(selector, text2) {
  const el = input(selector);
  el.focus();
  el.setSelectionRange?.(0, el.value.length);
  document.execCommand("insertText", false, text2);
  if (el.value !== text2) el.value = text2;
  return el;
}
function same(got, want, what) {
  const [g, w] = [got, want].map((v) => v instanceof Element ? v.outerHTML + (got === want ? "" : " (another element)") : JSON.stringify(v));
  if (got !== want && !(typeof got === "object" && !(got instanceof Element) && g === w)) throw new Error(`${what}: got ${g}, want ${w}`);
}
function truth(value, what) {
  if (!value) throw new Error(what);
}
async function runAll(only = "") {
  const results = [];
  for (const { kind, name, run: run2 } of checks) {
    if (!(kind + "/" + name).includes(only)) continue;
    try {
      await run2();
      results.push({ kind, name });
    } catch (err) {
      results.push({ kind, name, error: String(err.message ?? err) });
    }
  }
  root2?.remove();
  return results;
}
var checks, root2, input, frame, wait, canMove;
var init_harness = __esm({
  "test/harness.ts"() {
    "use strict";
    init_define_FILES();
    init_html();
    init_morph();
    init_localChanges();
    checks = [];
    input = (selector) => get2(selector);
    frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    wait = (ms) => new Promise((done) => setTimeout(done, ms));
    canMove = "moveBefore" in Element.prototype;
  }
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
  const edit2 = (at2, length, order = 1 /* Self */, text2 = "", operation, size2) => edits.push({ at: at2, length, order, text: text2, operation, size: size2 });
  for (const [verb, ...rest] of step) {
    if (typeof verb === "number") {
      const [size2, ...splices] = rest;
      const operation = { kind: "edit", id: size2 ? idAt(old, verb) : "", html: "" };
      edit2(verb, 0, 3 /* Begin */, "", operation, size2);
      eachSplice(verb, splices, (at2, length, text2) => edit2(at2, length, 1 /* Self */, text2));
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
  eachSplice(at, splices, (to, deleted, text2) => {
    html += old.slice(at, to) + text2;
    at = to + deleted;
  });
  return html + old.slice(at, end);
}
function idAt(html, at) {
  tag.lastIndex = at;
  return tag.exec(html)[1];
}
var tag;
var init_delta = __esm({
  "src/delta/delta.ts"() {
    "use strict";
    init_define_FILES();
    tag = /<[^>]*? id="([^"]+)"/y;
  }
});

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
var pick;
var init_random = __esm({
  "test/fuzz/random.ts"() {
    "use strict";
    init_define_FILES();
    pick = (next2, of) => of[next2(of.length)];
  }
});

// test/fuzz/bodies.ts
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
function firstBody(next2) {
  const around = (tree) => next2(4) ? tree : make("div", { class: "w" + next2(3) }, tree);
  const inForm = controls.flatMap((control) => [around(control(next2)), ...list(next2, 1)]);
  const rest = elsewhere.flatMap((control) => [around(control(next2)), ...list(next2, 1)]);
  const form = make("form", { id: "form", method: "post" }, ...inForm);
  return make("root", {}, ...list(next2, 2), form, ...list(next2, 2), ...rest);
}
function places(root3) {
  return root3.children.flatMap((tree) => typeof tree === "string" ? [] : [{ tree, parent: root3 }, ...places(tree)]);
}
function parentsFor(root3, tree) {
  const all = [root3, ...places(root3).map((place) => place.tree)];
  const form = all.find(({ tag: tag2 }) => tag2 === "form");
  const inside = /* @__PURE__ */ new Set([form, ...places(form).map((place) => place.tree)]);
  const own = /* @__PURE__ */ new Set([tree, ...places(tree).map((place) => place.tree)]);
  const inRow = new Set(all.filter((row) => row.tag === "details" || row.attributes.id && !/^(form|card)$/.test(row.attributes.id)).flatMap((row) => [row, ...places(row).map((place) => place.tree)]));
  const stays = tree !== form && !own.has(form) && isInForm(tree);
  return all.filter(
    (parent) => holders.test(parent.tag) && !own.has(parent) && !/^(edit|scroll)$/.test(parent.attributes.id ?? "") && !(isUsed(tree) && inRow.has(parent)) && (stays ? inside.has(parent) : !own.has(form) || !inside.has(parent))
  );
}
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
function render({ tag: tag2, attributes: attributes2, children: children2, raw }) {
  const inside = raw ?? children2.map((child) => typeof child === "string" ? child : render(child)).join("");
  if (tag2 === "root") return inside;
  const written = Object.entries(attributes2).map(([name, value]) => ` ${name}="${value}"`);
  return `<${tag2}${written.join("")}>${inside}${isVoid(tag2) ? "" : `</${tag2}>`}`;
}
function restart() {
  elements = words = ids = 0;
}
var make, elements, words, word, ids, maybeId, holders, list, controls, elsewhere, isUsed, isInForm, isFree, isVoid;
var init_bodies = __esm({
  "test/fuzz/bodies.ts"() {
    "use strict";
    init_define_FILES();
    init_random();
    make = (tag2, attributes2 = {}, ...children2) => ({
      n: elements++,
      tag: tag2,
      attributes: attributes2,
      children: children2
    });
    elements = 0;
    words = 0;
    word = () => `w${words++};`;
    ids = 0;
    maybeId = (next2) => next2(3) ? {} : { id: "e" + ids++ };
    holders = /^(root|div|li|td|form|section|fieldset|details)$/;
    list = (next2, depth2) => Array.from({ length: next2(4) }, () => next2(4) ? element(next2, depth2) : word());
    controls = [
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
    elsewhere = [
      (next2) => make("input", { name: "o", form: "form", value: "v" + next2(3) }),
      () => make("div", { id: "edit", contenteditable: "" }, make("p", {}, "write here")),
      () => make("details", { id: "d" }, make("summary", {}, word()), make("p", {}, word())),
      () => make("details", {}, make("summary", {}, word()), make("p", {}, word())),
      () => make("div", { id: "scroll", class: "scroller" }, make("div", { class: "tall" }, word())),
      () => make("div", { id: "pop", popover: "" }, word()),
      (next2) => ({ ...make("div", { id: "card" }), raw: `<template shadowrootmode="open"><p>${next2(3)}</p><input name="q"><slot></slot></template>` })
    ];
    isUsed = ({ attributes: { name, id = "" }, tag: tag2, children: children2 }) => name !== void 0 || tag2 === "details" || /^(form|edit|scroll|pop|card)$/.test(id) || children2.some((child) => typeof child !== "string" && isUsed(child));
    isInForm = ({ attributes: { name, form }, children: children2 }) => name !== void 0 && !form || children2.some((child) => typeof child !== "string" && isInForm(child));
    isFree = ({ tag: tag2, attributes: attributes2 }) => !/^(li|tr|td|tbody|summary|legend|b)$/.test(tag2) && attributes2.type !== "radio";
    isVoid = (tag2) => tag2 === "input";
  }
});

// test/fuzz/person.ts
function scope(el) {
  let top = el;
  for (let at = parentElement(el); at && at !== document.body; at = parentElement(at)) top = at;
  return top;
}
function act(root3, key, more) {
  if (key === "leave") return document.activeElement instanceof HTMLElement && document.activeElement !== document.body ? get(document.activeElement, "blur").call(document.activeElement) : void 0;
  const [selector, use] = uses[key];
  const el = query(root3, selector);
  if (el) use.act(el, more);
  if (el && use.focusable && more % 3 === 0) call(el, "focus");
}
function states(root3) {
  const all = /* @__PURE__ */ new Map();
  for (const [key, [selector, { state }]] of Object.entries(uses)) {
    const el = query(root3, selector);
    if (el) all.set(key, state(el));
  }
  return all;
}
function focusIn(root3) {
  const active = document.activeElement;
  const key = Object.keys(uses).find((key2) => active && query(root3, uses[key2][0]) === active);
  if (!key || !active) return { key: void 0, caret: "" };
  if (key === "edit") {
    const { anchorNode, anchorOffset } = getSelection();
    return { key, caret: `${anchorNode?.nodeValue} ${anchorOffset}` };
  }
  return { key, caret: hasAttr(active, "type") || !("selectionStart" in active) ? "" : `${active.selectionStart} ${active.selectionEnd}` };
}
function lost(changed, before, now, base, theirs, focused, fresh) {
  for (const [key, want] of theirs) {
    const [was, is2] = [before.get(key), now.get(key)];
    const { follows } = uses[key][1];
    if (is2 === void 0) return `${key} is gone`;
    if (was === void 0) continue;
    const dirty = changed.has(key) && was !== base.get(key);
    if (fresh) {
      if (follows && is2 !== want) return `${key} is ${is2} on another page, not ${want}`;
    } else if (key === "several" && dirty) {
      const kept = was.split(",").filter((value) => value !== "3");
      if (is2.split(",").filter((value) => value !== "3").join() !== kept.join()) return `${key} is ${is2}, and was ${was}`;
    } else if (dirty || focused === key || !follows && changed.has(key)) {
      if (is2 !== was) return `${key} is ${is2}, and was ${was}`;
    } else if (follows && is2 !== want) {
      return `${key} is ${is2}, and the server sends ${want}, which nobody has changed`;
    }
  }
  return void 0;
}
var named, text, chosen, uses, personKeys;
var init_person = __esm({
  "test/fuzz/person.ts"() {
    "use strict";
    init_define_FILES();
    init_dom();
    named = (name) => `[name="${name}"]`;
    text = {
      act(el, more) {
        el.focus();
        el.value = "typed " + more;
        el.setSelectionRange(more % 4, 4);
      },
      state: (el) => el.value,
      follows: true,
      focusable: true
    };
    chosen = (el) => [...el.options].filter((option) => option.selected);
    uses = {
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
    personKeys = [...Object.keys(uses), "leave"];
  }
});

// test/fuzz/script.ts
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
  for (const text2 of texts) {
    const parent = text2.parentElement;
    if (!text2.nodeValue.trim() || !parent || is(parent, "option,textarea,noscript,#edit *,svg *")) continue;
    const outer = document.createElement("font");
    const inner = document.createElement("font");
    inner.textContent = text2.nodeValue.toUpperCase();
    outer.append(inner);
    text2.replaceWith(outer);
  }
}
function rank(el, seed) {
  const signature = localName(el) + attr(el, "id") + attr(el, "name") + attr(el, "class") + wordsIn(el)[0];
  let n = seed;
  for (const char of signature) n = Math.imul(n ^ char.charCodeAt(0), 1540483477) ^ n >>> 13;
  return n >>> 0;
}
function meddle(root3, kind, at, more, meddled) {
  let el;
  let least = Infinity;
  for (const other of queryAll(root3, "*")) {
    const n = rank(other, at);
    if (n < least) [el, least] = [other, n];
  }
  if (el && localName(el) !== "optgroup") kinds[kind](el, more, root3, meddled);
}
var wordsIn, used, isMoved, isUsed2, isFixed, kinds, scriptKinds;
var init_script = __esm({
  "test/fuzz/script.ts"() {
    "use strict";
    init_define_FILES();
    init_dom();
    wordsIn = (node) => (textContent(node) ?? "").toLowerCase().match(/w\d+(?=;)/g) ?? [];
    used = "form,[name],details,summary,legend,#edit,#edit *,#scroll,#scroll *,#pop,#card";
    isMoved = (el) => !isUsed2(el) && !isFixed(el) && localName(el) !== "font";
    isUsed2 = (el) => is(el, used) || !!query(el, used);
    isFixed = (el) => is(el, "option,optgroup,tbody,tr,td,li,legend,summary,svg *,#edit *");
    kinds = {
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
        const places2 = [...queryAll(root3, "div:not(#edit,#scroll)")].filter((place) => !contains(el, place));
        if (!places2.length) return;
        wordsIn(el).forEach((word2) => moved.add(word2));
        append(places2[more % places2.length], el);
      },
      attribute: (el, more) => setAttr(el, more % 2 ? "class" : "data-mine", "mine" + more % 3),
      translate,
      "text of a node"(el, _more, _root, { gone }) {
        const text2 = [...el.childNodes].find((node) => node instanceof Text);
        if (!text2 || is(el, "option,textarea,#edit *")) return;
        wordsIn(text2).forEach((word2) => gone.add(word2));
        text2.nodeValue = "written";
      },
      "split text"(el) {
        const text2 = [...Element.prototype.querySelectorAll.call(el, "p")][0]?.firstChild;
        if (text2 instanceof Text && text2.length > 1) text2.splitText(1);
      },
      normalize: (el) => el.normalize()
    };
    scriptKinds = Object.keys(kinds);
  }
});

// test/fuzz/run.ts
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
  const bodies = await sent(pushes.map(({ body }) => render(body)));
  const scripted = steps.some((step) => step.do === "script");
  const meddled = { gone: /* @__PURE__ */ new Set(), moved: /* @__PURE__ */ new Set() };
  const changed = /* @__PURE__ */ new Set();
  let now = bodies[0].body;
  let base = states(parse(now));
  start(now);
  adopt(root2, parse(now));
  const form = query(root2, "form");
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
      const { body, delta } = bodies[++push];
      const { fresh = false } = step;
      const before = states(root2);
      const focus2 = focusIn(root2);
      const newPage = parse(body);
      const theirs = states(newPage);
      const rules = fresh ? { fresh } : {};
      if (step.delta && delta) {
        const { html, operations } = applyDelta(now, delta);
        if (html !== body) return where + "the delta makes another body";
        morph(root2, html, rules, operations);
      } else {
        morph(root2, body, rules);
      }
      now = body;
      const wrong = thrown.length ? `thrown: ${thrown}` : lost(changed, before, states(root2), base, theirs, focus2.key, fresh) ?? wordsWrong(newPage, fresh || scripted ? meddled : void 0, fresh);
      if (wrong) return where + wrong;
      if (form && !fresh && query(newPage, "form") && query(root2, "form") !== form) return where + "the form is another element";
      const focusNow = focusIn(root2);
      if (focus2.key && !fresh && theirs.has(focus2.key) && (focusNow.key !== focus2.key || focusNow.caret !== focus2.caret)) return where + `the focus is on ${focusNow.key} (${focusNow.caret}), and was on ${focus2.key} (${focus2.caret})`;
      if (!scripted || fresh) {
        const different = differs2(body);
        if (different) return where + different;
      }
      base = theirs;
    }
  }
  return void 0;
}
function wordsWrong(theirs, meddled, fresh) {
  const want = wordsIn(theirs);
  const now = wordsIn(root2);
  const expected = new Set(want);
  const seen = /* @__PURE__ */ new Set();
  for (const word2 of now) {
    if (seen.has(word2)) return `${word2} is shown twice`;
    if (!expected.has(word2)) return `${word2} is shown, and the server does not send it`;
    seen.add(word2);
  }
  for (const word2 of want) if (!seen.has(word2) && (fresh || !meddled?.gone.has(word2))) return `${word2} is not shown`;
  const inPlace = (word2) => seen.has(word2) && (fresh || !meddled?.moved.has(word2));
  const [shown, sends] = [now.filter(inPlace), want.filter(inPlace)];
  const at = shown.findIndex((word2, i) => word2 !== sends[i]);
  return at < 0 ? void 0 : `${shown[at]} is shown where the server sends ${sends[at]}`;
}
function differs2(body) {
  const fresh = document.createElement("div");
  document.body.append(fresh);
  fresh.id = "fresh";
  fresh.append(...parse(body).childNodes);
  const [got, want] = [canonical(root2), canonical(fresh)];
  fresh.remove();
  return got === want ? void 0 : `the page is
${got}
and a fresh one is
${want}`;
}
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
var kindOf, size, numbersIn;
var init_run = __esm({
  "test/fuzz/run.ts"() {
    "use strict";
    init_define_FILES();
    init_delta();
    init_adopt();
    init_dom();
    init_morph();
    init_harness();
    init_bodies();
    init_person();
    init_script();
    if (!customElements.get("x-rand"))
      customElements.define(
        "x-rand",
        class extends HTMLElement {
          done = false;
          connectedCallback() {
            const kind = this.getAttribute("k");
            if (kind === "1") this.textContent = "written";
            if (kind === "2") this.remove();
            if (kind === "3") this.classList.add("ready");
            if (kind !== "4" || this.done) return;
            this.done = true;
            const inner = document.createElement("i");
            inner.append(...this.childNodes);
            this.append(inner);
          }
        }
      );
    kindOf = (wrong = "") => wrong.replace(/^step \d+: /, "").replace(/\S*\d\S*/g, "").slice(0, 20);
    size = (steps) => JSON.stringify(steps).length;
    numbersIn = (tree) => tree.children.flatMap((child) => typeof child === "string" || child.attributes.class === "tall" ? [] : [child.n, ...numbersIn(child)]);
  }
});

// test/fuzz/steps.ts
function sequence(seed) {
  restart();
  const next2 = numbers(seed);
  const scripted = seed % 4 !== 0;
  let body = firstBody(next2);
  const steps = [{ do: "server", body }];
  const person = () => steps.push({ do: "person", key: pick(next2, personKeys), more: next2(100) });
  for (let n = next2(8); n > 0; n--) person();
  for (let round = 0; round < 10; round++) {
    if (scripted)
      for (let n = next2(4); n > 0; n--)
        steps.push({ do: "script", kind: pick(next2, scriptKinds), at: next2(1e6), more: next2(1e3) });
    for (let n = next2(3); n > 0; n--) person();
    if (next2(2)) steps.push({ do: "frame" });
    body = nextBody(next2, body);
    steps.push({ do: "server", body, delta: next2(2) > 0 });
    if (next2(3) === 0) steps.push({ do: "frame" });
  }
  body = renewed(body);
  steps.push({ do: "frame" }, { do: "server", body });
  body = nextBody(next2, body);
  steps.push({ do: "server", body, fresh: true });
  return steps;
}
var init_steps = __esm({
  "test/fuzz/steps.ts"() {
    "use strict";
    init_define_FILES();
    init_bodies();
    init_random();
    init_person();
    init_script();
  }
});

// ../../../tmp/fz/dbg.ts
var require_dbg = __commonJS({
  "../../../tmp/fz/dbg.ts"() {
    init_define_FILES();
    init_harness();
    init_run();
    init_localChanges();
    init_adopt();
    init_delta();
    init_morph();
    init_steps();
    init_run();
    Object.assign(window, { h: harness_exports, localChanges, flush, adopt, translate(el) {
      const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      for (const text2 of texts) {
        if (!text2.nodeValue.trim() || text2.parentElement.matches("option,textarea,noscript")) continue;
        const outer = document.createElement("font");
        const inner = document.createElement("font");
        inner.textContent = text2.nodeValue.toUpperCase();
        outer.append(inner);
        text2.replaceWith(outer);
      }
    }, wrap(el) {
      const w = document.createElement("div");
      w.title = "SCRIPT";
      el.replaceWith(w);
      w.append(el);
    } });
    window.runAll = 1;
    Object.assign(window, { fz: { sequence, run, shrink, describe }, async delta(old, now) {
      const [, { body, delta }] = await (await fetch("/deltas", { method: "POST", body: JSON.stringify([old, now]) })).json();
      console.log("delta " + JSON.stringify(delta));
      if (!delta) return;
      const { html, operations } = applyDelta(old, delta);
      morph(root2, html, {}, operations);
    } });
  }
});
export default require_dbg();
