export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,closest,document,,,,,,,,,,,,,,,,,,,,,,,,,own,,,,,absolute,,,,,now,isOwnAddress]] = exported;
// src/contract.ts
var AcceptPatch = "application/vnd.goldfish.patch+json;v=1";
var SignalHeader = "Goldfish-Signal";
var Signal = "data-gf-signal";
var EventPrefix = "goldfish:";

// src/forms/signal.ts




var whileEditing = 2e3;
var ofScripts = 250;
function start() {
  const sentAt = /* @__PURE__ */ new WeakMap();
  const waiting = /* @__PURE__ */ new WeakMap();
  function send(el, value) {
    const url = absolute(attr(el, Signal) ?? "").href;
    if (!isOwnAddress(url)) return;
    sentAt.set(el, now());
    void fetch(url, {
      method: "POST",
      body: new URLSearchParams({ value }),
      headers: { Accept: AcceptPatch, [SignalHeader]: "1" },
      mode: "same-origin"
    }).catch(() => {
    });
  }
  const elapsed = (el) => now() - (sentAt.get(el) ?? -1e9);
  document.addEventListener("input", ({ target }) => {
    const el = closest(target, own(Signal));
    if (el && elapsed(el) >= whileEditing) send(el, "");
  });
  const onSignal = (event) => {
    const el = closest(event.target, own(Signal));
    if (!el) return;
    const pending = waiting.has(el);
    waiting.set(el, String(event.detail ?? ""));
    if (pending) return;
    setTimeout(() => {
      send(el, waiting.get(el));
      waiting.delete(el);
    }, Math.max(0, ofScripts - elapsed(el)));
  };
  document.addEventListener(EventPrefix + "signal", onSignal, true);
  return () => {
  };
}
return start();
}
