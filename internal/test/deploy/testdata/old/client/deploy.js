// src/contract.ts
var FromHeader = "Goldfish-From";
var PageID = "page";
var Fingerprints = "data-fingerprints";
var Flash = "data-flash";
var Notice = "data-notice";
var Keep = "data-keep";
var Stream = "data-stream";
var Stale = "data-stale";
var Offline = "data-offline";

// src/deploy.ts
var of = "6sTLCZji";
var styleWithin = 1e4;
var idleFor = 3e5;
var state = [Fingerprints, Stream, Stale, Offline, "aria-busy"];
function startDeploy(core) {
  const { page, root, morph, parse, emit, fingerprints } = core;
  async function renewShell(url, forced) {
    const html = await fetchDocument(url);
    if (!html) return;
    const next = core.parseDocument(html);
    const its = next.documentElement;
    const [, , shell = "", viewer = ""] = its.getAttribute(Fingerprints)?.split(".") ?? [];
    const body = next.getElementById(PageID);
    if (!shell || !body || !fingerprints.welcomes(shell, viewer, forced)) return;
    const swapStyles = await loadStyles(next);
    show(its);
    core.unnoted(swapStyles);
    fingerprints.setShell(shell, viewer, forced);
    core.refreshHooks(/* @__PURE__ */ new Set());
    core.mountTriggers();
    core.mountParts();
    emit(null, "shell", { shell, viewer });
  }
  async function fetchDocument(url) {
    try {
      const response = await fetch(url, { headers: { Accept: "text/html", [FromHeader]: url }, cache: "no-store", redirect: "manual" });
      if (response.headers.get("Content-Type")?.startsWith("text/html") && response.ok) return await response.text();
      if (url === page.url && (response.type === "opaqueredirect" || [401, 403].includes(response.status))) void core.recheck();
    } catch {
    }
    return void 0;
  }
  function show(its) {
    const { head, body } = its.ownerDocument;
    for (const attribute of state) copyAttribute(attribute, root, its);
    core.unnoted(() => {
      setAttributes(root, its);
      setAttributes(document.body, body);
      showHead(head);
    });
    for (const script of body.querySelectorAll("script")) script.remove();
    body.querySelector("#" + PageID).replaceWith(core.copy(page.element.cloneNode(false)));
    for (const place of [Flash, Notice]) {
      const said = document.querySelector(`[${place}]`);
      for (const theirs of said ? body.querySelectorAll(`[${place}]`) : []) {
        theirs.textContent = said.textContent;
        copyAttribute("hidden", said, theirs);
      }
    }
    const holder = parse("");
    holder.append(...body.childNodes);
    morph(document.body, holder);
  }
  function copyAttribute(attribute, from, to) {
    const value = from.getAttribute(attribute);
    if (value === null) to.removeAttribute(attribute);
    else to.setAttribute(attribute, value);
  }
  function setAttributes(el, its) {
    for (const { name, value } of its.attributes) if (el.getAttribute(name) !== value && core.mayChange(el, name, value)) el.setAttribute(name, value);
    for (const { name } of [...el.attributes]) if (!its.hasAttribute(name) && core.mayChange(el, name, null)) el.removeAttribute(name);
  }
  const own = "title,script,base,meta[http-equiv],meta[name=description],link[rel=canonical]";
  const isStyle = (el) => el.matches("link[rel~=stylesheet]");
  const keyOf = (el) => el.localName + ["name", "property", "rel", "href", "charset", "media", "sizes"].map((a) => el.getAttribute(a)).join("\n");
  const fetched = /* @__PURE__ */ new WeakSet();
  const fromServer = (els) => {
    const added = core.addedTo(document.head);
    return [...els].filter((el) => fetched.has(el) || !added.includes(el));
  };
  function showHead(theirs) {
    const free = new Set(fromServer(document.head.children).filter((el) => !el.matches(own) && !isStyle(el)));
    for (const its of theirs.children) {
      if (its.matches(own) || isStyle(its)) continue;
      const known = [...free].find((el) => keyOf(el) === keyOf(its));
      if (known) {
        free.delete(known);
        setAttributes(known, its);
        if (known.textContent !== its.textContent) known.textContent = its.textContent;
      } else {
        const el = document.importNode(its, true);
        fetched.add(el);
        document.head.append(el);
      }
    }
    for (const el of free) el.remove();
  }
  async function loadStyles(next) {
    const old = fromServer(document.head.querySelectorAll("link[rel~=stylesheet]"));
    const unused = new Set(old);
    const added = [];
    let before;
    core.unnoted(() => {
      for (const its of next.querySelectorAll("head link[rel~=stylesheet]")) {
        const href = new URL(its.getAttribute("href") ?? "", location.href).href;
        const known = [...unused].find((el) => el.href === href);
        if (known) {
          unused.delete(known);
          before = known;
          continue;
        }
        const link = document.importNode(its, true);
        const media = link.getAttribute("media");
        link.setAttribute("media", "not all");
        fetched.add(link);
        const loaded = new Promise((done) => {
          link.onload = () => done(true);
          link.onerror = () => done(false);
          setTimeout(done, styleWithin, false);
        });
        added.push([link, media, loaded]);
        if (before) before.after(link);
        else if (old[0]) old[0].before(link);
        else document.head.append(link);
        before = link;
      }
    });
    const all = (await Promise.all(added.map(([, , loaded]) => loaded))).every(Boolean);
    return () => {
      for (const [link, media] of added) {
        if (!all) link.remove();
        else if (media === null) link.removeAttribute("media");
        else link.setAttribute("media", media);
      }
      if (all) for (const link of unused) link.remove();
    };
  }
  function retryStyles(tries = 0) {
    for (const old of document.head.querySelectorAll("link[rel~=stylesheet]")) {
      if (old.sheet || old.media === "not all") continue;
      const link = document.importNode(old, true);
      link.href = old.href.split("?")[0] + "?again=" + tries;
      link.onload = () => core.unnoted(() => old.remove());
      link.onerror = () => {
        core.unnoted(() => link.remove());
        if (tries < 5) setTimeout(retryStyles, 1e3 * 2 ** tries, tries + 1);
      };
      fetched.add(link);
      core.unnoted(() => old.after(link));
    }
  }
  retryStyles();
  function changed() {
    const dirty = [...document.querySelectorAll("input,textarea,select")].some((el) => core.editable(el) && core.isDirty(el));
    const edited = [...core.ours].some(([el, { children }]) => children && el.isContentEditable);
    const open = document.querySelector("dialog[open],:popover-open");
    return dirty || edited || !!open || !!document.activeElement?.closest(`[${Keep}]`) || core.submitting() || !core.draftsAreSafe();
  }
  async function answers() {
    const { status, patch } = await core.ask(page.url, { redirect: "manual" }, "");
    return status === 200 && !!patch && core.isHere(patch) && fingerprints.documentDue();
  }
  let touched = Date.now();
  let considering = false;
  async function consider() {
    const ready = () => fingerprints.documentDue() && !changed() && (document.hidden || Date.now() - touched > idleFor);
    if (considering || !ready()) return;
    considering = true;
    try {
      if (!await answers()) return;
      await new Promise((done) => setTimeout(done, 3e3));
      if (await answers() && ready() && fingerprints.seekDocument()) location.reload();
    } finally {
      considering = false;
    }
  }
  for (const type of ["keydown", "pointerdown", "wheel", "touchstart"]) addEventListener(type, () => touched = Date.now(), { capture: true, passive: true });
  document.addEventListener("visibilitychange", () => document.hidden && setTimeout(consider, 5e3 + Math.random() * 25e3));
  setInterval(consider, 6e4 * (0.5 + Math.random()));
  return { renewShell, changed };
}
export {
  of,
  startDeploy
};
