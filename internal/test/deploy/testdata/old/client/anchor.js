// src/contract.ts
var On = "data-gf-on";
var Scroll = "data-gf-scroll";
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
function get(of, property) {
  return Reflect.get(Reflect.getPrototypeOf(of), property, of);
}
function call(of, name, ...args) {
  return get(of, name).apply(of, args);
}
var ofNode = Node.prototype;
var isConnected = /* @__PURE__ */ getter(ofNode, "isConnected");
var parentElement = /* @__PURE__ */ getter(ofNode, "parentElement");
var ofElement = Element.prototype;
var idOf = /* @__PURE__ */ getter(ofElement, "id");
var hasAttr = /* @__PURE__ */ method(ofElement, "hasAttribute");
var query = /* @__PURE__ */ method(ofElement, "querySelector");
var queryAll = /* @__PURE__ */ method(ofElement, "querySelectorAll");
var ofForm = HTMLFormElement.prototype;
var scrollBy = /* @__PURE__ */ method(ofElement, "scrollBy");

// src/page/anchor.ts
var fingerprint = "UuDjeExq";
var selector = `[${Scroll}=anchor]`;
var scrollingElement;
var views = /* @__PURE__ */ new WeakMap();
function scrollerOf(content) {
  for (let el = content; el; el = parentElement(el)) {
    if (!idOf(el) || get(el, "scrollHeight") <= get(el, "clientHeight")) continue;
    if (/auto|scroll/.test(getComputedStyle(el).overflowY)) return el;
  }
  return scrollingElement;
}
function edges(scroller) {
  if (scroller === scrollingElement) return [0, innerHeight];
  const { top, bottom } = call(scroller, "getBoundingClientRect");
  return [top, bottom];
}
function capture(content) {
  const scroller = scrollerOf(content);
  const [top, bottom] = edges(scroller);
  const seen = [];
  for (const el of queryAll(content, "[id]")) {
    if (query(el, "[id]") || hasAttr(el, On)) continue;
    const rect = call(el, "getBoundingClientRect");
    if (rect.height && rect.bottom > top + 1 && rect.top < bottom) seen.push([el, rect.top - top]);
  }
  return { scroller, seen };
}
function startAnchor(document2) {
  scrollingElement = document2.scrollingElement;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `${selector}{overflow-anchor:none}:is(:root,[id]):has(${selector}){overflow-anchor:none}`
  );
  document2.adoptedStyleSheets = [...document2.adoptedStyleSheets, sheet];
  addEventListener(EventPrefix + "before-patch", ({ target }) => {
    views.set(target, [...document2.querySelectorAll(selector)].map(capture));
  });
  addEventListener(EventPrefix + "patch", ({ target }) => {
    for (const { scroller, seen } of views.get(target) ?? []) {
      const anchor = seen.find(([el2]) => isConnected(el2) && call(el2, "getClientRects").length);
      if (!anchor || !isConnected(scroller)) continue;
      const [el, before] = anchor;
      const by = call(el, "getBoundingClientRect").top - edges(scroller)[0] - before;
      if (Math.abs(by) >= 0.5) scrollBy(scroller, { top: by, behavior: "instant" });
    }
    views.delete(target);
  });
}
export {
  fingerprint,
  startAnchor
};
