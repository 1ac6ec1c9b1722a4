export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,closest,document,parentElement,,,,,hasAttr,idOf,isConnected,,,,,,,setAttr,,page,,,,query,,,,,,,,,,,errorText,,,,,,,,,,parse,,,withoutRecording,beginNavigation,fetchPatch,bodyText,pathOf,answerShown,innerHTML,removeAttr,emit,inherited,partSelector,regions],[,,apply,resolve]] = exported;
// src/contract.ts
var Version = "data-gf-version";
var PartURL = "data-gf-part";
var Lazy = "data-gf-lazy";
var Title = "data-gf-title";
var Patch = "data-gf-patch";
var Stale = "data-gf-stale";

// src/parts/parts.ts












var maxParts = 16;
function start() {
  const parts = /* @__PURE__ */ new Map();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const part = isIntersecting && parts.get(target);
      if (!part) continue;
      observer.unobserve(target);
      part.visible = true;
      void load(part);
    }
  });
  function urlInHistory({ element, initialURL }) {
    const state = history.state;
    const [initial, url] = state?.parts?.[idOf(element)] ?? [];
    return initial === initialURL && url || initialURL;
  }
  function read(element, initialURL) {
    const part = {
      element,
      initialURL,
      url: initialURL,
      version: "",
      title: "",
      body: "",
      visible: !hasAttr(element, Lazy),
      needsLoad: true,
      placeholder: innerHTML(element)
    };
    const template = query(element, `:scope>template[${Version}]`);
    if (template) {
      part.placeholder = innerHTML(template);
      withoutRecording(() => template.remove());
      part.version = template.getAttribute(Version);
      part.title = template.getAttribute(Title) ?? "";
      part.body = bodyText(element);
      part.needsLoad = false;
    }
    const url = urlInHistory(part);
    if (url !== initialURL) {
      part.url = url;
      part.visible = part.needsLoad = true;
    }
    if (!part.visible) observer.observe(element);
    return part;
  }
  function mount(answers = []) {
    const changed = /* @__PURE__ */ new Map();
    const loaded = [...parts.values()].filter((part) => part.version);
    const loadedByURL = new Map(loaded.map((part) => [part.url, part]));
    for (const [element, part] of parts) {
      const url = attr(element, PartURL);
      if (isConnected(element) && url === part.initialURL) continue;
      observer.unobserve(element);
      beginNavigation("", part);
      parts.delete(element);
      changed.set(element, part);
    }
    for (const element of document.querySelectorAll(partSelector)) {
      if (parts.has(element)) continue;
      const part = read(element, attr(element, PartURL));
      const before = changed.get(element);
      parts.set(element, part);
      if (before && pathOf(before.url) !== pathOf(part.url)) {
        apply({ body: placeholder(element) }, { reason: "push", fresh: true }, part);
      }
      const same = part.needsLoad && part.visible && loadedByURL.get(part.url);
      if (same) show(part, same);
    }
    for (const answer of answers) receive(answer);
    queueMicrotask(() => {
      for (const part of parts.values()) if (part.visible && part.needsLoad) void load(part);
    });
  }
  function show(part, { url, version, title, body }) {
    part.needsLoad = false;
    apply({ url, version, title, body }, { reason: "push" }, part);
  }
  function receive(answer) {
    const { url, version, message } = answer;
    for (const part of [...parts.values()].filter((part2) => part2.url === url)) {
      if (message) showError(part, message);
      else if (!version || version === part.version && !part.torn) markFresh(part);
      else {
        const resolved = answer.operations || answer.body !== void 0;
        const patch = resolved ? answer : resolve(answer, part);
        part.needsLoad = !patch;
        if (patch) apply(patch, { reason: "push" }, part);
        if (!patch || part.torn) void load(part, part.url, true);
      }
    }
  }
  function versions(full) {
    const bases = /* @__PURE__ */ new Map();
    for (const { visible, url, version, title, body, torn } of parts.values()) {
      if (visible && bases.size < maxParts)
        bases.set(url, { version: full || torn ? "" : version, title, body });
    }
    const resolveOne = (answer) => {
      const base = bases.get(answer.url);
      return { ...base && resolve(answer, base) || answer, url: answer.url };
    };
    return {
      header: [...bases].map(([url, { version }]) => url + " " + (version || "-")).join(" "),
      resolve: (answers) => answers?.map(resolveOne)
    };
  }
  async function load(part, url = part.url, full) {
    const { element } = part;
    const navigation = beginNavigation(url, part);
    const { signal } = navigation.abort;
    part.needsLoad = false;
    setAttr(element, "aria-busy", "true");
    try {
      const init = { signal, redirect: "manual" };
      const result = await fetchPatch(url, init, "", part, full);
      const { status, patch } = result;
      if (part.navigation !== navigation) return;
      removeAttr(element, "aria-busy");
      if (status === 200 && patch && !patch.location) {
        if (patch.version === part.version) markFresh(part);
        const fresh = pathOf(patch.url ?? url) !== pathOf(part.url);
        apply(patch, { reason: "visit", fresh }, part);
      } else {
        if (part.url !== url) Object.assign(part, { url, version: "" });
        showError(part, patch?.message ?? errorText(result));
      }
      answerShown.send();
    } catch (err) {
      if (!signal.aborted) throw err;
    } finally {
      if (part.navigation === navigation) part.navigation = void 0;
    }
  }
  function showError(part, text) {
    const { element, url } = part;
    part.needsLoad = false;
    if (part.version) {
      setAttr(element, Stale, "");
      emit(element, "stream", { state: "stale", url, message: text });
      return;
    }
    const alert = document.createElement("p");
    alert.setAttribute("role", "alert");
    alert.textContent = text;
    const body = placeholder(element) + alert.outerHTML;
    apply({ url, title: "", body }, { reason: "push" }, part);
  }
  function markFresh({ element, url }) {
    if (!hasAttr(element, Stale)) return;
    removeAttr(element, Stale);
    emit(element, "stream", { state: "fresh", url });
  }
  function placeholder(element) {
    const outer = closest(parentElement(element), regions);
    if (!outer) return parts.get(element)?.placeholder ?? "";
    const { body } = parts.get(outer) ?? page;
    const sent = query(parse(body), "#" + CSS.escape(idOf(element)));
    return sent ? innerHTML(sent) : "";
  }
  return {
    mount,
    versions,
    receive,
    /** For the history entry. */
    state() {
      const moved = [...parts.values()].filter((part) => part.url !== part.initialURL);
      if (!moved.length) return void 0;
      return Object.fromEntries(
        moved.map(({ element, initialURL, url }) => [idOf(element), [initialURL, url]])
      );
    },
    /** The person went to another history entry of the same page. */
    restore() {
      for (const part of parts.values()) {
        const url = urlInHistory(part);
        if (url !== part.url) void load(part, url);
      }
    },
    /**
     * The part that an answer goes into: if the link or form says so, or if a link to a part
     * that has failed tries again.
     */
    target(el, url) {
      const part = parts.get(closest(el, partSelector));
      if (!part) return void 0;
      const into = inherited(el, Patch) === "part";
      const retry = !part.version && url === new URL(part.url, document.baseURI).href;
      return into || retry ? part : void 0;
    }
  };
}
return start();
}
