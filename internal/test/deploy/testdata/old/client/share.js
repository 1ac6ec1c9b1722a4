export const fingerprint = "71e4edd3";
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
  const channel = new BroadcastChannel("goldfish");
  let open = false;
  const broadcast = () => {
    const opens = /connecting|live/.test(attr(root, Stream));
    if (opens) newerTabs.clear();
    if (opens || open) channel.postMessage([tabID, opens]);
    open = opens;
  };
  broadcast();
  addEventListener(EventPrefix + "stream", (event) => {
    const { state } = event.detail;
    if (!/live|stale|fresh/.test(state)) broadcast();
  });
  channel.onmessage = ({ data: [tab, opens] }) => {
    newerTabs.delete(tab);
    if (opens) newerTabs.add(tab);
    setOverLimit(newerTabs.size >= maxStreams);
  };
  addEventListener("focus", () => setOverLimit(false));
}
return start();
}
