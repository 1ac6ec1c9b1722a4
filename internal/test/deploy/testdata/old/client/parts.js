// src/contract.ts
var Version = "data-version";
var PartURL = "data-part";
var Lazy = "data-lazy";
var Title = "data-title";
var Patch = "data-patch";
var Stale = "data-stale";

// src/parts.ts
var most = 16;
var of = "6sTLCZji";
function startParts({ page, apply, ask, emit, fit, openStream, parse, sorry, takeTurn, textOf, unnoted }) {
  const parts = /* @__PURE__ */ new Map();
  const sight = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const part = isIntersecting && parts.get(target);
      if (!part) continue;
      sight.unobserve(target);
      part.shown = true;
      void load(part);
    }
  });
  const absolute = (url) => new URL(url, document.baseURI).href;
  const path = (url) => new URL(url, location.href).pathname;
  const among = (url) => [...parts.values()].filter((part) => part.url === url);
  function gone({ element, declared }) {
    const known = history.state?.parts?.[element.id];
    return known?.[0] === declared ? known[1] : declared;
  }
  function drop(part) {
    sight.unobserve(part.element);
    takeTurn("", part);
  }
  function read(element, declared) {
    const part = { element, declared, url: declared, version: "", title: "", body: "", shown: !element.hasAttribute(Lazy), due: true };
    const template = element.querySelector(`:scope>template[${Version}]`);
    if (template) {
      unnoted(() => template.remove());
      part.version = template.getAttribute(Version);
      part.title = template.getAttribute(Title) ?? "";
      part.body = textOf(element);
      part.due = false;
    }
    const url = gone(part);
    if (url !== declared) {
      part.url = url;
      part.shown = part.due = true;
    }
    if (!part.shown) sight.observe(element);
    return part;
  }
  function mount(said = []) {
    const changed = /* @__PURE__ */ new Map();
    const known = new Map([...parts.values()].filter((part) => part.version).map((part) => [part.url, part]));
    for (const [element, part] of parts) {
      if (element.isConnected && element.getAttribute(PartURL) === part.declared) continue;
      drop(part);
      parts.delete(element);
      changed.set(element, part);
    }
    for (const element of page.element.querySelectorAll(`[${PartURL}]`)) {
      if (parts.has(element)) continue;
      const part = read(element, element.getAttribute(PartURL));
      const before = changed.get(element);
      parts.set(element, part);
      if (before && path(before.url) !== path(part.url)) apply({ body: placeholder(element) }, { reason: "push", fresh: true }, part);
      const held = part.due && part.shown && known.get(part.url);
      if (held) show(part, held);
    }
    for (const its of said) receive(its);
    queueMicrotask(() => {
      for (const part of parts.values()) if (part.shown && part.due) void load(part);
    });
  }
  function show(part, { url, version, title, body }) {
    part.due = false;
    apply({ url, version, title, body }, { reason: "push" }, part);
  }
  function receive(its) {
    for (const part of among(its.url)) {
      const { version, say } = its;
      if (say) fail(part, say);
      else if (!version || version === part.version) fresh(part);
      else {
        const patch = its.touched || its.body !== void 0 ? its : fit(its, part);
        part.due = !patch;
        if (patch) apply(patch, { reason: "push" }, part);
        else void load(part, part.url, true);
      }
    }
  }
  function hold(whole) {
    const held = /* @__PURE__ */ new Map();
    for (const { shown, url, version, title, body } of parts.values()) if (shown && held.size < most) held.set(url, { version: whole ? "" : version, title, body });
    return {
      header: [...held].map(([url, { version }]) => url + " " + (version || "-")).join(" "),
      /** What does not fit stays as it is: it will not fit later either, and is asked for whole. */
      fit: (said) => said?.map((its) => ({ ...held.has(its.url) && fit(its, held.get(its.url)) || its, url: its.url }))
    };
  }
  async function load(part, url = part.url, whole) {
    const { element } = part;
    const turn = takeTurn(url, part);
    part.due = false;
    element.setAttribute("aria-busy", "true");
    try {
      const { status, patch } = await ask(url, { signal: turn.abort.signal, redirect: "manual" }, "", part, whole);
      if (part.turn !== turn) return;
      element.removeAttribute("aria-busy");
      if (status === 200 && patch && !patch.location) {
        if (patch.version === part.version) fresh(part);
        apply(patch, { reason: "visit", fresh: path(patch.url ?? url) !== path(part.url) }, part);
      } else {
        if (part.url !== url) Object.assign(part, { url, version: "" });
        fail(part, patch?.say ?? sorry(!status));
      }
      openStream();
    } catch (err) {
      if (!turn.abort.signal.aborted) throw err;
    } finally {
      if (part.turn === turn) part.turn = void 0;
    }
  }
  function fail(part, say) {
    const { element, url } = part;
    part.due = false;
    if (part.version) {
      element.setAttribute(Stale, "");
      emit(element, "stream", { state: "stale", url, say });
      return;
    }
    const alert = document.createElement("p");
    alert.setAttribute("role", "alert");
    alert.textContent = say;
    apply({ url, title: "", body: placeholder(element) + alert.outerHTML }, { reason: "push" }, part);
  }
  function fresh({ element, url }) {
    if (!element.hasAttribute(Stale)) return;
    element.removeAttribute(Stale);
    emit(element, "stream", { state: "fresh", url });
  }
  function placeholder(element) {
    const around = parts.get(element.parentElement.closest(`[${PartURL}]`)) ?? page;
    return parse(around.body).querySelector("#" + CSS.escape(element.id))?.innerHTML ?? "";
  }
  return {
    mount,
    hold,
    receive,
    /** For the history entry. */
    state() {
      const gone2 = [...parts.values()].filter((part) => part.url !== part.declared);
      return gone2.length ? Object.fromEntries(gone2.map(({ element, declared, url }) => [element.id, [declared, url]])) : void 0;
    },
    /** The person has gone through the history, to an entry of the same page. */
    restore() {
      for (const part of parts.values()) {
        const url = gone(part);
        if (url !== part.url) void load(part, url);
      }
    },
    /** The part that an answer goes into: where the link or form says so, and where a link to the part itself stands for it. */
    target(el, url) {
      const part = parts.get(el.closest(`[${PartURL}]`));
      const into = el.closest(`[${Patch}]`)?.getAttribute(Patch) === "part";
      return part && (into || !part.version && url === absolute(part.url)) ? part : void 0;
    }
  };
}
export {
  of,
  startParts
};
