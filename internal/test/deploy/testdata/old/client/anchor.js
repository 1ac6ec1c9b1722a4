// src/contract.ts
var On = "data-gf-on";
var Scroll = "data-gf-scroll";
var EventPrefix = "goldfish:";

// src/page/anchor.ts
var fingerprint = "cigvco-B";
var selector = `[${Scroll}=anchor]`;
var views = /* @__PURE__ */ new WeakMap();
function scrollerOf(content) {
  for (let el = content; el; el = el.parentElement) {
    if (!el.id || el.scrollHeight <= el.clientHeight) continue;
    if (/auto|scroll/.test(getComputedStyle(el).overflowY)) return el;
  }
  return document.scrollingElement;
}
function edges(scroller) {
  if (scroller === document.scrollingElement) return [0, innerHeight];
  const { top, bottom } = scroller.getBoundingClientRect();
  return [top, bottom];
}
function capture(content) {
  const scroller = scrollerOf(content);
  const [top, bottom] = edges(scroller);
  const seen = [];
  for (const el of content.querySelectorAll("[id]")) {
    if (el.querySelector("[id]") || el.hasAttribute(On)) continue;
    const rect = el.getBoundingClientRect();
    if (rect.height && rect.bottom > top + 1 && rect.top < bottom) seen.push([el, rect.top - top]);
  }
  return { scroller, seen };
}
function startAnchor() {
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
      const anchor = seen.find(([el2]) => el2.isConnected && el2.getClientRects().length);
      if (!anchor || !scroller.isConnected) continue;
      const [el, before] = anchor;
      const by = el.getBoundingClientRect().top - edges(scroller)[0] - before;
      if (Math.abs(by) >= 0.5) scroller.scrollBy({ top: by, behavior: "instant" });
    }
    views.delete(target);
  });
}
export {
  fingerprint,
  startAnchor
};
