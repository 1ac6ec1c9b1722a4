// src/progress.ts
var of = "6sTLCZji";
function showBar() {
  const bar = document.createElement("div");
  bar.setAttribute("role", "presentation");
  bar.className = "goldfish-progress";
  bar.style.cssText = "position:fixed;inset:0 0 auto;height:2px;z-index:2147483647;pointer-events:none;transform-origin:0 0;background:var(--goldfish-progress,#e8590c)";
  document.body.append(bar);
  bar.animate([{ transform: "scaleX(0)" }, { transform: "scaleX(.7)", offset: 0.3 }, { transform: "scaleX(.95)" }], {
    duration: 12e3,
    easing: "ease-out",
    fill: "forwards"
  });
  return () => bar.remove();
}
export {
  of,
  showBar
};
