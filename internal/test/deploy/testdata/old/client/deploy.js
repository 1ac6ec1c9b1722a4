// src/contract.ts
var FromHeader = "Goldfish-From";
var PageID = "page";
var Fingerprints = "data-gf-fingerprints";
var Flash = "data-gf-flash";
var Notice = "data-gf-notice";
var Keep = "data-gf-keep";
var Stream = "data-gf-stream";
var Stale = "data-gf-stale";
var Offline = "data-gf-offline";

// src/deploy/idleReload.ts
var idleAfter = 3e5;
var betweenAnswers = 3e3;
function startIdleReload(deps) {
  const { documentDue, markDueDocument } = deps.fingerprints;
  function hasChanges() {
    if (deps.hasUnsavedInput()) return true;
    if (document.querySelector("dialog[open],:popover-open")) return true;
    if (document.activeElement?.closest(`[${Keep}]`)) return true;
    return [...deps.local.changes].some(
      ([el, { children }]) => children && el.isContentEditable
    );
  }
  async function answers() {
    const { status, patch } = await deps.fetchPage();
    return status === 200 && !!patch && deps.isThisPage(patch) && documentDue();
  }
  let lastInput = Date.now();
  let considering = false;
  async function consider() {
    const isIdle = () => document.hidden || Date.now() - lastInput > idleAfter;
    const isReady = () => documentDue() && !hasChanges() && isIdle();
    if (considering || !isReady()) return;
    considering = true;
    try {
      if (!await answers()) return;
      await new Promise((done) => setTimeout(done, betweenAnswers));
      if (await answers() && isReady() && markDueDocument()) location.reload();
    } finally {
      considering = false;
    }
  }
  for (const type of ["keydown", "pointerdown", "wheel", "touchstart"])
    addEventListener(type, () => lastInput = Date.now(), { capture: true, passive: true });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) setTimeout(consider, 5e3 + Math.random() * 25e3);
  });
  setInterval(consider, 6e4 * (0.5 + Math.random()));
  return hasChanges;
}

// src/deploy/styles.ts
var selector = "link[rel~=stylesheet]";
var loadTimeout = 1e4;
var maxRetries = 5;
var isStylesheet = (el) => el.matches(selector);
var stylesheets = () => document.head.querySelectorAll(selector);
function startStyles({ fetched, sentByServer, withoutRecording }) {
  async function loadStyles(next) {
    const old = sentByServer(stylesheets());
    const unused = new Set(old);
    const added = [];
    let previous;
    withoutRecording(() => {
      for (const theirs of next.querySelectorAll("head " + selector)) {
        const href = new URL(theirs.getAttribute("href") ?? "", location.href).href;
        const known = [...unused].find((el) => el.href === href);
        if (known) {
          unused.delete(known);
          previous = known;
          continue;
        }
        const style = insert(theirs, (link) => {
          if (previous) previous.after(link);
          else if (old[0]) old[0].before(link);
          else document.head.append(link);
        });
        added.push(style);
        previous = style.link;
      }
    });
    const all = (await Promise.all(added.map(({ loaded }) => loaded))).every(Boolean);
    return () => {
      for (const { link, media } of added) {
        if (!all) link.remove();
        else if (media === null) link.removeAttribute("media");
        else link.setAttribute("media", media);
      }
      if (all) for (const link of unused) link.remove();
    };
  }
  function insert(theirs, place) {
    const link = document.importNode(theirs, true);
    const media = link.getAttribute("media");
    link.setAttribute("media", "not all");
    fetched.add(link);
    const loaded = new Promise((done) => {
      link.onload = () => done(true);
      link.onerror = () => done(false);
      setTimeout(done, loadTimeout, false);
    });
    place(link);
    return { link, media, loaded };
  }
  function retryFailed(retries = 0) {
    for (const old of stylesheets()) {
      if (old.sheet || old.media === "not all") continue;
      const link = document.importNode(old, true);
      link.href = old.href.split("?")[0] + "?again=" + retries;
      link.onload = () => withoutRecording(() => old.remove());
      link.onerror = () => {
        withoutRecording(() => link.remove());
        if (retries < maxRetries) setTimeout(retryFailed, 1e3 * 2 ** retries, retries + 1);
      };
      fetched.add(link);
      withoutRecording(() => old.after(link));
    }
  }
  retryFailed();
  return loadStyles;
}

// src/deploy/shell.ts
var clientState = [Fingerprints, Stream, Stale, Offline, "aria-busy"];
var notShell = "title,script,base,meta[http-equiv],meta[name=description],meta[name=robots],link[rel=canonical],link[rel=alternate][hreflang]";
function startShell(deps) {
  const { page, root } = deps;
  const { copy, emit, parse, parseDocument, setAttribute } = deps.dom;
  const { mayChange, withoutRecording } = deps.local;
  const fetched = /* @__PURE__ */ new WeakSet();
  function sentByServer(els) {
    const added = deps.local.addedChildren(document.head);
    return [...els].filter((el) => fetched.has(el) || !added.includes(el));
  }
  const loadStyles = startStyles({ fetched, sentByServer, withoutRecording });
  async function renewShell(url, forced) {
    const html = await fetchDocument(url);
    if (!html) return;
    const next = parseDocument(html);
    const nextRoot = next.documentElement;
    const [, , shell = "", viewer = ""] = nextRoot.getAttribute(Fingerprints)?.split(".") ?? [];
    if (!shell || !next.getElementById(PageID)) return;
    if (!deps.fingerprints.acceptsShell(shell, viewer, forced)) return;
    const swapStyles = await loadStyles(next);
    show(nextRoot);
    withoutRecording(swapStyles);
    deps.fingerprints.setShell(shell, viewer, forced);
    deps.shellChanged();
    emit(null, "shell", { shell, viewer });
  }
  async function fetchDocument(url) {
    const headers = { Accept: "text/html", [FromHeader]: url };
    try {
      const response = await fetch(url, { headers, cache: "no-store", redirect: "manual" });
      const isHTML = response.headers.get("Content-Type")?.startsWith("text/html");
      if (isHTML && response.ok) return await response.text();
      const elsewhere = response.type === "opaqueredirect" || [401, 403].includes(response.status);
      if (elsewhere && url === page.url) deps.pageDoubted();
    } catch {
    }
    return void 0;
  }
  function show(nextRoot) {
    const { head, body } = nextRoot.ownerDocument;
    for (const attribute of clientState)
      setAttribute(nextRoot, attribute, root.getAttribute(attribute));
    withoutRecording(() => {
      deps.updateAttributes(root, nextRoot, mayChange);
      deps.updateAttributes(document.body, body, mayChange);
      showHead(head);
    });
    for (const script of body.querySelectorAll("script")) script.remove();
    body.querySelector("#" + PageID).replaceWith(copy(page.element.cloneNode(false)));
    keepMessages(body);
    const holder = parse("");
    holder.append(...body.childNodes);
    deps.morph(document.body, holder);
  }
  function keepMessages(body) {
    for (const place of [Flash, Notice]) {
      const shown = document.querySelector(`[${place}]`);
      if (!shown) continue;
      for (const theirs of body.querySelectorAll(`[${place}]`)) {
        theirs.textContent = shown.textContent;
        setAttribute(theirs, "hidden", shown.getAttribute("hidden"));
      }
    }
  }
  const isShell = (el) => !el.matches(notShell) && !isStylesheet(el);
  const keyed = ["name", "property", "rel", "href", "charset", "media", "sizes"];
  const keyOf = (el) => el.localName + keyed.map((a) => el.getAttribute(a)).join("\n");
  function showHead(theirs) {
    const old = new Set(sentByServer(document.head.children).filter(isShell));
    for (const next of [...theirs.children].filter(isShell)) {
      const el = [...old].find((el2) => keyOf(el2) === keyOf(next));
      if (el) {
        old.delete(el);
        deps.updateAttributes(el, next, mayChange);
        if (el.textContent !== next.textContent) el.textContent = next.textContent;
      } else {
        const added = document.importNode(next, true);
        fetched.add(added);
        document.head.append(added);
      }
    }
    for (const el of old) el.remove();
  }
  return renewShell;
}

// src/deploy/deploy.ts
var fingerprint = "cigvco-B";
function startDeploy(deps) {
  return { renewShell: startShell(deps), hasChanges: startIdleReload(deps) };
}
export {
  fingerprint,
  startDeploy
};
