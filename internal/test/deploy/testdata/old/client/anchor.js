export const fingerprint = "cd33c415";
export function start(exported) {
const [[,,document,parentElement,,,,get,,idOf,isConnected,,call,,,,,,,,,,,query,queryAll,,,own,,,,,,,,,,,,,,is,,,,,scrollBy]] = exported;
// src/contract.ts
var On = "data-gf-on";
var Scroll = "data-gf-scroll";
var EventPrefix = "goldfish:";

// src/page/anchor.ts


var selector = own(Scroll, "anchor");
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
    if (query(el, "[id]") || is(el, own(On))) continue;
    const rect = call(el, "getBoundingClientRect");
    if (rect.height && rect.bottom > top + 1 && rect.top < bottom) seen.push([el, rect.top - top]);
  }
  return { scroller, seen };
}
function start() {
  scrollingElement = document.scrollingElement;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `${selector}{overflow-anchor:none}:is(:root,[id]):has(${selector}){overflow-anchor:none}`
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  addEventListener(EventPrefix + "before-patch", ({ target }) => {
    views.set(target, [...document.querySelectorAll(selector)].map(capture));
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
return start();
}
