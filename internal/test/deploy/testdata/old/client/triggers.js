export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,closest,document,,,,,,,,isConnected,,call,,,,,,lazy,,contentChanged,focus,formOf,,queryAll,,,own,setting,,,,,,,,,now,,,,is,,,,,,,,,,,,,,,,,,,,,,,visit,,,,,,,,,serverStops,isOwn,heldEdits]] = exported;
// src/contract.ts
var On = "data-gf-on";

// src/forms/triggers.ts








function milliseconds(text) {
  const [, number, unit = "ms"] = /^([\d.]+)(ms|s|m)?$/.exec(text) ?? [];
  return number ? +number * { ms: 1, s: 1e3, m: 6e4 }[unit] : 0;
}
function parseTriggers(text) {
  return text.split(/,(?=\s*[a-z])/).map((part) => part.trim().split(/\s+/)).filter(([head]) => head).map(([head, ...options]) => {
    const [event, ...argument] = head.split(":");
    const option = (key) => milliseconds(options.find((o) => o.startsWith(key + ":"))?.slice(key.length + 1) ?? "");
    return {
      event,
      argument: argument.join(":"),
      delay: option("delay"),
      throttle: option("throttle")
    };
  });
}
function triggersOf(el, event) {
  return parseTriggers(setting(el, On) ?? "").filter((trigger) => trigger.event === event);
}
function intervalOf(el) {
  return milliseconds(triggersOf(el, "every")[0]?.argument ?? "");
}
function start() {
  const timers = /* @__PURE__ */ new Map();
  const lastFired = /* @__PURE__ */ new WeakMap();
  function cancel(el) {
    clearTimeout(timers.get(el));
    timers.delete(el);
  }
  function schedule(el, { delay, throttle }) {
    const elapsed = now() - lastFired.get(el);
    const wait = throttle ? Math.max(0, throttle - elapsed) : delay;
    cancel(el);
    timers.set(el, setTimeout(fire, wait, el));
  }
  function fire(el) {
    cancel(el);
    if (!isConnected(el) || !is(el, own(On))) return;
    lastFired.set(el, now());
    const form = formOf(el);
    if (el instanceof HTMLAnchorElement) {
      if (isOwn(el)) void visit(el.href, { element: el, auto: true });
    } else if (form) lazy.forms.submitQuietly(form);
  }
  function onEdit(event) {
    if (event.isComposing) return;
    const { target } = event;
    const type = event.type === "compositionend" ? "input" : event.type;
    for (const el of /* @__PURE__ */ new Set([target, formOf(target)])) {
      if (!(el instanceof Element)) continue;
      for (const trigger of triggersOf(el, type)) schedule(el, trigger);
    }
  }
  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.defaultPrevented || event.isComposing) return;
    const fields = "input,textarea,select,[contenteditable]";
    const typing = closest(event.target, fields);
    if (typing && event.key !== "Escape") return;
    const el = shortcuts().find(
      (el2) => triggersOf(el2, "key").some((trigger) => trigger.argument === event.key)
    );
    if (!el) return;
    event.preventDefault();
    if (is(el, "input,textarea,select")) focus(el);
    else if (el instanceof HTMLFormElement) call(el, "requestSubmit");
    else call(el, "click");
  }
  function shortcuts() {
    const open = "dialog:modal,dialog[open][aria-modal=true],:popover-open";
    const top = [...document.querySelectorAll(open)].at(-1) ?? document.documentElement;
    return [...queryAll(top, own(On))].reverse();
  }
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      for (const trigger of triggersOf(target, "visible")) schedule(target, trigger);
    }
  });
  const observed = /* @__PURE__ */ new WeakMap();
  const intervals = /* @__PURE__ */ new Map();
  function mountTriggers() {
    for (const [el, interval] of intervals) {
      if (isConnected(el) && intervalOf(el) === interval.every) continue;
      clearInterval(interval.timer);
      intervals.delete(el);
    }
    for (const el of document.querySelectorAll(own(On))) {
      const every = intervalOf(el);
      if (every && !intervals.has(el)) {
        const timer = setInterval(() => document.hidden || fire(el), every);
        intervals.set(el, { every, timer });
      }
      const href = attr(el, "href");
      if (observed.get(el) !== href && triggersOf(el, "visible").length) {
        observed.set(el, href);
        observer.unobserve(el);
        observer.observe(el);
      }
    }
  }
  for (const type of ["input", "change", "compositionend"]) document.addEventListener(type, onEdit);
  document.addEventListener("keydown", onKey);
  contentChanged.listen(mountTriggers);
  serverStops.listen(() => [...timers.keys()].forEach((el) => fire(el)));
  mountTriggers();
  heldEdits.forEach(onEdit);
  heldEdits.clear();
  return (form) => {
    for (const el of timers.keys()) if (formOf(el) === form) cancel(el);
  };
}
return start();
}
