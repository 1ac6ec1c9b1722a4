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

// src/util/dom.ts
// @__NO_SIDE_EFFECTS__
function method(prototype, name) {
  return bind(prototype[name]);
}
var bind = (of) => Function.prototype.call.bind(of);
// @__NO_SIDE_EFFECTS__
function getter(prototype, property) {
  return bind(Object.getOwnPropertyDescriptor(prototype, property).get);
}
// @__NO_SIDE_EFFECTS__
function setter(prototype, property) {
  const { set: set2 } = Object.getOwnPropertyDescriptor(prototype, property);
  return bind(set2);
}
function get(of, property) {
  return Reflect.get(Reflect.getPrototypeOf(of), property, of);
}
function set(of, property, value) {
  Reflect.set(Reflect.getPrototypeOf(of), property, value, of);
}
function call(of, name, ...args) {
  return get(of, name).apply(of, args);
}
function safe(doc) {
  const proxy = new Proxy(doc, {
    get(of, property) {
      const value = get(of, property);
      return typeof value === "function" ? value.bind(of) : value;
    },
    set: (of, property, value) => (set(of, property, value), true)
  });
  return proxy;
}
var safeDocument = /* @__PURE__ */ safe(document);
var ofNode = Node.prototype;
var childNodes = /* @__PURE__ */ getter(ofNode, "childNodes");
var parentNode = /* @__PURE__ */ getter(ofNode, "parentNode");
var textContent = /* @__PURE__ */ getter(ofNode, "textContent");
var setTextContent = /* @__PURE__ */ setter(ofNode, "textContent");
var removeChild = /* @__PURE__ */ method(ofNode, "removeChild");
function removeNode(node) {
  const parent = parentNode(node);
  if (parent) removeChild(parent, node);
}
var ofElement = Element.prototype;
var children = /* @__PURE__ */ getter(ofElement, "children");
var localName = /* @__PURE__ */ getter(ofElement, "localName");
var append = /* @__PURE__ */ method(
  ofElement,
  "append"
);
var getAttribute = /* @__PURE__ */ method(
  ofElement,
  "getAttribute"
);
var closestTo = /* @__PURE__ */ method(ofElement, "closest");
var matches = /* @__PURE__ */ method(ofElement, "matches");
var query = /* @__PURE__ */ method(ofElement, "querySelector");
var queryAll = /* @__PURE__ */ method(ofElement, "querySelectorAll");
function attr(el, name) {
  return el ? getAttribute(el, name) : null;
}
function closest(el, selector2) {
  return el instanceof Element ? closestTo(el, selector2) : null;
}
function is(el, selector2) {
  return !!el && matches(el, selector2);
}
var ofForm = HTMLFormElement.prototype;
function isContentEditable(el) {
  return el instanceof HTMLElement && get(el, "isContentEditable");
}

// src/deploy/idleReload.ts
var idleAfter = 3e5;
var betweenAnswers = 3e3;
function startIdleReload(deps) {
  const { documentDue, markDueDocument } = deps.fingerprints;
  function hasChanges() {
    if (deps.hasUnsavedInput()) return true;
    if (safeDocument.querySelector("dialog[open],:popover-open")) return true;
    if (closest(safeDocument.activeElement, `[${Keep}]`)) return true;
    return [...deps.local.changes].some(
      ([el, { children: children2 }]) => children2 && isContentEditable(el)
    );
  }
  async function answers() {
    const { status, patch } = await deps.fetchPage();
    return status === 200 && !!patch && deps.isThisPage(patch) && documentDue();
  }
  let lastInput = Date.now();
  let considering = false;
  async function consider() {
    const isIdle = () => safeDocument.hidden || Date.now() - lastInput > idleAfter;
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
  safeDocument.addEventListener("visibilitychange", () => {
    if (safeDocument.hidden) setTimeout(consider, 5e3 + Math.random() * 25e3);
  });
  setInterval(consider, 6e4 * (0.5 + Math.random()));
  return hasChanges;
}

// src/deploy/styles.ts
var selector = "link[rel~=stylesheet]";
var loadTimeout = 1e4;
var maxRetries = 5;
var isStylesheet = (el) => is(el, selector);
var stylesheets = () => queryAll(safeDocument.head, selector);
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
          if (previous) call(previous, "after", link);
          else if (old[0]) old[0].before(link);
          else append(safeDocument.head, link);
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
    const link = safeDocument.importNode(theirs, true);
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
      const link = safeDocument.importNode(old, true);
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
var notShell = "title,script,base,meta[http-equiv],meta[name=description],link[rel=canonical]";
function startShell(deps) {
  const { page, root } = deps;
  const { copy, emit, parse, parseDocument, setAttribute } = deps.dom;
  const { mayChange, withoutRecording } = deps.local;
  const fetched = /* @__PURE__ */ new WeakSet();
  function sentByServer(els) {
    const added = deps.local.addedChildren(safeDocument.head);
    return [...els].filter((el) => fetched.has(el) || !added.includes(el));
  }
  const loadStyles = startStyles({ fetched, sentByServer, withoutRecording });
  async function renewShell(url, forced) {
    const html = await fetchDocument(url);
    if (!html) return;
    const next = parseDocument(html);
    const nextRoot = next.documentElement;
    const [, , shell = "", viewer = ""] = attr(nextRoot, Fingerprints)?.split(".") ?? [];
    if (!shell || !next.getElementById(PageID)) return;
    if (!deps.fingerprints.acceptsShell(shell, viewer, forced)) return;
    const swapStyles = await loadStyles(next);
    await deps.released();
    show(next);
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
  function show(next) {
    const nextRoot = next.documentElement;
    const { head, body } = next;
    for (const attribute of clientState) setAttribute(nextRoot, attribute, attr(root, attribute));
    withoutRecording(() => {
      deps.updateAttributes(root, nextRoot, mayChange);
      deps.updateAttributes(safeDocument.body, body, mayChange);
      showHead(head);
    });
    for (const script of queryAll(body, "script")) removeNode(script);
    call(
      query(body, "#" + PageID),
      "replaceWith",
      copy(call(page.element, "cloneNode", false))
    );
    keepMessages(body);
    const holder = parse("");
    append(holder, ...childNodes(body));
    deps.morph(safeDocument.body, holder);
  }
  function keepMessages(body) {
    for (const place of [Flash, Notice]) {
      const shown = safeDocument.querySelector(`[${place}]`);
      if (!shown) continue;
      for (const theirs of queryAll(body, `[${place}]`)) {
        setTextContent(theirs, textContent(shown));
        setAttribute(theirs, "hidden", attr(shown, "hidden"));
      }
    }
  }
  const isShell = (el) => !is(el, notShell) && !isStylesheet(el);
  const keyed = ["name", "property", "rel", "href", "charset", "media", "sizes"];
  const keyOf = (el) => localName(el) + keyed.map((a) => attr(el, a)).join("\n");
  function showHead(theirs) {
    const old = new Set(sentByServer(children(safeDocument.head)).filter(isShell));
    for (const next of [...children(theirs)].filter(isShell)) {
      const el = [...old].find((el2) => keyOf(el2) === keyOf(next));
      if (el) {
        old.delete(el);
        deps.updateAttributes(el, next, mayChange);
        if (textContent(el) !== textContent(next)) setTextContent(el, textContent(next));
      } else {
        const added = safeDocument.importNode(next, true);
        fetched.add(added);
        append(safeDocument.head, added);
      }
    }
    for (const el of old) removeNode(el);
  }
  return renewShell;
}

// src/deploy/deploy.ts
var fingerprint = "uCK5EPM_";
function startDeploy(deps) {
  return { renewShell: startShell(deps), hasChanges: startIdleReload(deps) };
}
export {
  fingerprint,
  startDeploy
};
