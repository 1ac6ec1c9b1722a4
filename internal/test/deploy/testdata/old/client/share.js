// src/contract.ts
var Stream = "data-stream";
var EventPrefix = "goldfish:";

// src/share.ts
var of = "6sTLCZji";
var most = 4;
var me = Math.random();
var later = /* @__PURE__ */ new Set();
function startSharing(crowd) {
  const channel = new BroadcastChannel("goldfish");
  const tell = () => {
    const opens = /connecting|live/.test(document.documentElement.getAttribute(Stream));
    if (opens) later.clear();
    if (opens || open) channel.postMessage([me, open = opens]);
  };
  let open = false;
  tell();
  document.addEventListener(EventPrefix + "stream", (event) => {
    if (!/live|stale|fresh/.test(event.detail.state)) tell();
  });
  channel.onmessage = ({ data: [who, opens] }) => {
    later.delete(who);
    if (opens) later.add(who);
    crowd(later.size >= most);
  };
  addEventListener("focus", () => crowd(false));
}
export {
  of,
  startSharing
};
