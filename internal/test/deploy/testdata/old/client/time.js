export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,closest,document,,,,,,,,,,,,,,,,,,,,,,,,,own]] = exported;
// src/contract.ts
var Time = "data-gf-time";

// src/time/time.ts


var minute = 6e4;
var hour = 60 * minute;
var day = 24 * hour;
var maxRelative = 7 * day;
var formats = /* @__PURE__ */ new Map();
function formatsOf(el) {
  const language = attr(closest(el, "[lang]"), "lang") ?? "";
  let known = formats.get(language);
  if (!known) {
    const make = (tag) => ({
      exact: new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short" }),
      full: new Intl.DateTimeFormat(tag, { dateStyle: "full", timeStyle: "long" }),
      relative: new Intl.RelativeTimeFormat(tag, { numeric: "auto" })
    });
    try {
      known = make(language);
    } catch {
      known = make();
    }
    formats.set(language, known);
  }
  return known;
}
var startOfDay = (at) => new Date(at).setHours(0, 0, 0, 0);
function relative(at, now, format) {
  const past = now - at;
  const distance = Math.abs(past);
  if (distance >= day)
    return [format.format(Math.round((startOfDay(at) - startOfDay(now)) / day), "day"), hour];
  const [unit, size] = distance >= hour ? ["hour", hour] : ["minute", minute];
  const n = Math.floor(distance / size);
  if (!n) return [format.format(0, "second"), minute - past];
  const next = past > 0 ? (n + 1) * size - distance : distance - n * size;
  return [format.format(past > 0 ? -n : n, unit), next];
}
function countdown(at, now) {
  const left = Math.max(0, at - now);
  const seconds = Math.ceil(left / 1e3);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  if (left > hour) parts.unshift(Math.floor(seconds / 3600));
  const text = parts.map((n, i) => i ? String(n).padStart(2, "0") : n).join(":");
  return [text, left ? left % 1e3 || 1e3 : Infinity];
}
function start() {
  let timer;
  function show() {
    clearTimeout(timer);
    const now = Date.now();
    let delay = Infinity;
    for (const el of document.querySelectorAll("time" + own(Time))) {
      const at = new Date(el.dateTime);
      const node = el.firstChild;
      if (isNaN(+at) || !(node instanceof Text)) continue;
      const { exact, full, relative: format } = formatsOf(el);
      const kind = el.getAttribute(Time);
      let text = exact.format(at);
      let next = Infinity;
      if (kind === "countdown") [text, next] = countdown(+at, now);
      else if (kind === "relative" && Math.abs(now - +at) < maxRelative)
        [text, next] = relative(+at, now, format);
      delay = Math.min(delay, next);
      if (node.data !== text) node.data = text;
      if (el.title !== full.format(at)) el.title = full.format(at);
    }
    if (delay < Infinity) timer = setTimeout(show, delay + 1);
  }
  document.addEventListener("visibilitychange", () => document.hidden || show());
  show();
  return show;
}
return start();
}
