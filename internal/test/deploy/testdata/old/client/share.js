export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,root],[,setOverLimit]] = exported;
// src/contract.ts
var Stream = "data-gf-stream";
var EventPrefix = "goldfish:";

// src/stream/share.ts



var maxStreams = 4;
var tabID = Math.random();
var newerTabs = /* @__PURE__ */ new Set();
function start() {
  let channel;
  let open = false;
  const broadcast = () => {
    const opens = /connecting|live/.test(attr(root, Stream));
    if (opens) newerTabs.clear();
    if (opens || open) (channel ??= listen()).postMessage([tabID, opens]);
    open = opens;
  };
  broadcast();
  addEventListener(EventPrefix + "stream", (event) => {
    const { state } = event.detail;
    if (!/live|stale|fresh/.test(state)) broadcast();
  });
  addEventListener("pagehide", () => {
    channel?.close();
    channel = void 0;
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    channel ??= listen();
    newerTabs.clear();
    setOverLimit(false);
  });
  addEventListener("focus", () => setOverLimit(false));
}
function listen() {
  const channel = new BroadcastChannel("goldfish");
  channel.onmessage = ({ data: [tab, opens] }) => {
    newerTabs.delete(tab);
    if (opens) newerTabs.add(tab);
    setOverLimit(newerTabs.size >= maxStreams);
  };
  return channel;
}
return start();
}
