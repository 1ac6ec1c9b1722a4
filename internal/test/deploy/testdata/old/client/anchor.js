// src/contract.ts
var On = "data-on";
var Scroll = "data-scroll";
var EventPrefix = "goldfish:";

// src/anchor.ts
var of = "6sTLCZji";
var asks = `[${Scroll}=anchor]`;
var views = /* @__PURE__ */ new WeakMap();
function scrollerOf(content) {
  for (let el = content; el; el = el.parentElement)
    if (el.id && el.scrollHeight > el.clientHeight && /auto|scroll/.test(getComputedStyle(el).overflowY)) return el;
  return document.scrollingElement;
}
function edges(scroller) {
  if (scroller === document.scrollingElement) return [0, innerHeight];
  const { top, bottom } = scroller.getBoundingClientRect();
  return [top, bottom];
}
function look(content) {
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
function start() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${asks}{overflow-anchor:none}:is(:root,[id]):has(${asks}){overflow-anchor:none}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  addEventListener(EventPrefix + "before-patch", ({ target }) => {
    views.set(target, [...document.querySelectorAll(asks)].map(look));
  });
  addEventListener(EventPrefix + "patch", ({ target }) => {
    for (const { scroller, seen } of views.get(target) ?? []) {
      const still = seen.find(([el]) => el.isConnected && el.getClientRects().length);
      if (!still || !scroller.isConnected) continue;
      const by = still[0].getBoundingClientRect().top - edges(scroller)[0] - still[1];
      if (Math.abs(by) >= 0.5) scroller.scrollBy({ top: by, behavior: "instant" });
    }
    views.delete(target);
  });
}
export {
  of,
  start
};
