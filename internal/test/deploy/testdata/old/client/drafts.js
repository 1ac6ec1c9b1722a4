// src/contract.ts
var Draft = "data-draft";
var Name = "data-name";

// src/draft-form.ts
function forms(core) {
  const bases = /* @__PURE__ */ new WeakMap();
  const editedElements = /* @__PURE__ */ new WeakSet();
  const done = /* @__PURE__ */ new WeakSet();
  const under = /* @__PURE__ */ new WeakMap();
  const posts = (form) => form.getAttribute("method")?.toLowerCase() === "post" && form.getAttribute(Draft) !== "off";
  const all = () => [...document.forms].filter((form) => posts(form));
  const optedOut = (el) => !!el.closest(`[${Draft}=off]`);
  function keyOf(form) {
    const alike = all().filter((other) => baseKey(other) === baseKey(form));
    return baseKey(form) + (alike.length > 1 ? " " + alike.indexOf(form) : "");
  }
  function baseKey(form) {
    const id = form.getAttribute("id");
    const url = new URL(form.getAttribute("action") || location.href, document.baseURI);
    return id ? "#" + id : url.pathname + " " + (url.searchParams.get("_action") ?? "");
  }
  function controls(form) {
    return [...core.elementsOf(form)].filter(
      (el) => el.matches("input,textarea,select") && core.editable(el) && !/^(password|file)$/.test(el.type) && !optedOut(el)
    );
  }
  const inPlace = (form) => [...form.querySelectorAll(`[contenteditable][${Name}]`)].filter((el) => !optedOut(el));
  const widgets = (form) => [form, ...form.querySelectorAll(`[${Draft}]:not([${Draft}=off])`)];
  const checkable = (el) => /^(checkbox|radio)$/.test(el.type);
  const named = (el) => el.getAttribute("name") || el.getAttribute("id") || "";
  function positions(els) {
    const counts = /* @__PURE__ */ new Map();
    return new Map(
      els.map((el) => {
        const name = named(el);
        if (checkable(el)) return [el, "=" + el.getAttribute("value")];
        const n = counts.get(name) ?? 0;
        counts.set(name, n + 1);
        return [el, n];
      })
    );
  }
  function labelOf(el) {
    const text = el.labels?.[0]?.textContent ?? el.getAttribute("aria-label") ?? el.getAttribute("placeholder") ?? named(el);
    return text.trim().replace(/\s+/g, " ").slice(0, 60);
  }
  function changedIn(form) {
    return [...positions(controls(form))].flatMap(([el, at]) => {
      const value = core.live(el);
      const base = core.base(el);
      return value === base ? [] : [{ el, entry: { name: named(el), at, value, base, label: labelOf(el) } }];
    });
  }
  function entriesOf(form) {
    const entries = [];
    entries.push(...changedIn(form).map(({ entry }) => entry));
    inPlace(form).forEach((el) => {
      const base = bases.get(el) ?? "";
      if (editedElements.has(el) && el.innerHTML !== base) entries.push({ name: el.getAttribute(Name), at: "html", value: el.innerHTML, base, label: el.getAttribute("aria-label") ?? el.getAttribute(Name) });
    });
    widgets(form).forEach((el, i) => {
      const detail = {};
      core.emit(el, "draft", detail);
      if (detail.state !== void 0) entries.push({ name: i ? named(el) : "", at: "state", value: "", base: "", state: detail.state });
    });
    return entries;
  }
  function read() {
    const found = {};
    for (const form of all()) {
      if (done.has(form)) continue;
      const entries = entriesOf(form);
      if (entries.length) found[keyOf(form)] = entries;
    }
    return found;
  }
  function fillForm(form, entries) {
    const left = { key: keyOf(form), form, changed: [], missing: [] };
    const known = positions(controls(form));
    for (const entry of [...entries].sort((a, b) => +(a.value === "true") - +(b.value === "true"))) {
      const { name, at, value, base } = entry;
      if (at === "state") {
        const el = widgets(form).find((el2, i) => (i ? named(el2) : "") === name);
        if (el) core.emit(el, "restore", { state: entry.state });
      } else if (at === "html") {
        const el = inPlace(form).find((el2) => el2.getAttribute(Name) === name);
        if (!el) left.missing.push(entry);
        else {
          if (!bases.has(el)) bases.set(el, el.innerHTML);
          editedElements.add(el);
          if (el.innerHTML !== value) el.replaceChildren(...harmless(core.parse(value)).childNodes);
        }
      } else {
        const el = [...known].find(([el2, its]) => named(el2) === name && its === at)?.[0];
        if (!el) {
          if (value !== "false" && value !== "") left.missing.push(entry);
          continue;
        }
        const theirs = core.base(el);
        core.set(el, value);
        if (core.live(el) !== value) left.missing.push(entry);
        else if (theirs !== base && theirs !== value && !checkable(el)) left.changed.push({ el, entry });
      }
    }
    done.delete(form);
    return left;
  }
  function fill(drafts) {
    const all2 = byKey();
    return Object.entries(drafts).map(([key, entries]) => {
      const form = all2.get(key);
      return form ? fillForm(form, entries) : { key, form: null, changed: [], missing: entries.filter(({ at }) => at !== "state") };
    });
  }
  const byKey = () => new Map(all().map((form) => [keyOf(form), form]));
  function harmless(holder) {
    for (const el of holder.querySelectorAll("*")) {
      if (el.matches("script,style,link,meta,base,iframe,object,embed,form,input,button,textarea,select")) el.remove();
      for (const { name, value } of [...el.attributes]) if (/^on|^srcdoc$/i.test(name) || /^\s*(javascript|data|vbscript):/i.test(value)) el.removeAttribute(name);
    }
    return holder;
  }
  function changedControls() {
    return all().flatMap((form) => {
      if (done.has(form)) return [];
      const key = keyOf(form);
      return changedIn(form).map(({ el, entry }) => ({ key, el, entry }));
    });
  }
  return {
    read,
    fill,
    changedControls,
    fillForm,
    keyOf,
    byKey,
    entriesOf,
    /** What is edited in place starts from what the server sent. */
    mount() {
      for (const form of all()) for (const el of inPlace(form)) if (!editedElements.has(el)) bases.set(el, el.innerHTML);
    },
    edited(target) {
      const el = target.closest(`[contenteditable][${Name}]`);
      if (el) editedElements.add(el);
      const form = target.form ?? target.closest("form");
      if (!form) return;
      done.delete(form);
      if (under.has(form)) under.set(form, true);
    },
    sending(form) {
      under.set(form, false);
    },
    taken(form) {
      if (!under.get(form)) {
        done.add(form);
        for (const el of inPlace(form)) editedElements.delete(el);
      }
      under.delete(form);
    }
  };
}

// src/draft-notice.ts
function notices(core, form) {
  const shown = /* @__PURE__ */ new Map();
  const { words } = core;
  function box(its, text, ...more) {
    const el = document.createElement("div");
    el.className = "goldfish-draft";
    el.setAttribute("role", "status");
    const line = document.createElement("p");
    line.textContent = text;
    el.append(line, ...more);
    (its ?? core.page.element).prepend(el);
    shown.set(el, its);
    return el;
  }
  function button(label, press) {
    const el = document.createElement("button");
    el.type = "button";
    el.textContent = label;
    el.onclick = press;
    return el;
  }
  function remove(el) {
    el.remove();
    shown.delete(el);
  }
  function report(all, closed) {
    for (const { key, form: its, changed, missing } of all) {
      for (const { el, entry } of changed) {
        const theirs = core.base(el);
        const notice = box(
          its,
          words.changed.replace("%1", entry.label ?? entry.name).replace("%2", theirs),
          button(words.take, () => {
            core.set(el, core.base(el));
            el.dispatchEvent(new Event("input", { bubbles: true }));
            remove(notice);
            el.focus();
          }),
          button(words.keep, () => remove(notice))
        );
      }
      if (missing.length) {
        const list = document.createElement("ul");
        for (const { label, name, value } of missing) {
          const item = document.createElement("li");
          item.textContent = `${label ?? name}: ${value}`;
          list.append(item);
        }
        const notice = box(its, words.unplaced, list, button(words.close, () => {
          remove(notice);
          closed(key);
        }));
      }
    }
  }
  return {
    report,
    /** Offers drafts of an earlier visit; returns those whose form is here. Done is told which one was decided. */
    offer(offered, done) {
      const here = {};
      const all = form.byKey();
      for (const [key, entries] of Object.entries(offered)) {
        const its = all.get(key);
        if (!its || !entries.length) continue;
        here[key] = entries;
        const notice = box(
          its,
          words.draft,
          button(words.restore, () => {
            remove(notice);
            report([form.fillForm(its, entries)], () => {
            });
            done(key);
          }),
          button(words.discard, () => {
            remove(notice);
            done(key);
          })
        );
      }
      return here;
    },
    /** Takes the notices away: of a form, or all. */
    clear(its) {
      for (const [el, of2] of shown) if (!its || of2 === its) remove(el);
    }
  };
}

// src/draft-place.ts
var openable = "details,dialog,[popover]";
function places() {
  const before = /* @__PURE__ */ new WeakMap();
  const isOpen = (el) => el.matches("[popover]:not(dialog)") ? el.matches(":popover-open") : el.hasAttribute("open");
  const modal = (el) => el.matches("dialog:modal");
  function placeOf(el) {
    const id = el.getAttribute("id");
    const name = el.getAttribute("name");
    const selector = el.localName + (name ? `[name="${CSS.escape(name)}"]` : "");
    return id ? "#" + CSS.escape(id) : selector + " " + [...document.querySelectorAll(selector)].indexOf(el);
  }
  function find(place) {
    const [selector, n] = place.split(/ (?=\d+$)/);
    try {
      return document.querySelectorAll(selector)[+(n ?? 0)];
    } catch {
      return void 0;
    }
  }
  return {
    mount() {
      for (const el of document.querySelectorAll(openable)) if (!before.has(el)) before.set(el, isOpen(el));
    },
    /** What the person has opened or closed. */
    changedOpen() {
      return [...document.querySelectorAll(openable)].filter((el) => before.has(el) && isOpen(el) !== before.get(el)).map((el) => [placeOf(el), isOpen(el), modal(el)]);
    },
    reopen(open) {
      for (const [place, opened, asModal] of open) {
        const el = find(place);
        if (!el?.matches(openable) || isOpen(el) === opened) continue;
        try {
          if (el instanceof HTMLDialogElement && asModal) el.showModal();
          else if (el.matches("[popover]:not(dialog)")) opened ? el.showPopover() : el.hidePopover();
          else el.toggleAttribute("open", opened);
        } catch {
        }
      }
    },
    focus() {
      const el = document.activeElement;
      if (!el || el === document.body) return void 0;
      if ("selectionStart" in el && el.selectionStart !== null && el.matches("input,textarea"))
        return [placeOf(el), el.selectionStart, el.selectionEnd ?? void 0, el.selectionDirection ?? void 0];
      if (el.isContentEditable) {
        const range = getSelection()?.rangeCount ? getSelection().getRangeAt(0) : void 0;
        if (range && el.contains(range.endContainer)) return [placeOf(el), offsetIn(el, range.startContainer, range.startOffset), offsetIn(el, range.endContainer, range.endOffset)];
      }
      return [placeOf(el)];
    },
    refocus(focus) {
      const [place, start, end, direction] = focus ?? [];
      const el = place && find(place);
      if (!el || !el.isConnected) return;
      el.focus({ preventScroll: true });
      if (start === void 0) return;
      if (el.matches("input,textarea")) {
        try {
          el.setSelectionRange(start, end ?? start, direction);
        } catch {
        }
      } else if (el.isContentEditable) select(el, start, end ?? start);
    }
  };
}
function offsetIn(el, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(el);
  range.setEnd(node, offset);
  return range.toString().length;
}
function select(el, start, end) {
  const point = (at) => {
    const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
    let last = [el, 0];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { length } = node.nodeValue;
      last = [node, length];
      if (at <= length) return [node, at];
      at -= length;
    }
    return last;
  };
  getSelection()?.setBaseAndExtent(...point(start), ...point(end));
}

// src/drafts.ts
var of = "6sTLCZji";
var prefix = "goldfish:draft:";
var within = 400;
var awayFor = 30 * 6e4;
var keptFor = 24 * 36e5;
function startDrafts(core) {
  const { page, fingerprints } = core;
  const form = forms(core);
  const notice = notices(core, form);
  const place = places();
  let timer;
  let full = false;
  let owner = fingerprints.viewer;
  let offered = {};
  let unplaced = {};
  const keyFor = (viewer) => prefix + viewer + " " + page.url;
  const urlOf = (key) => key.slice(prefix.length).replace(/^\S* /, "");
  const keys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
  const read = (key) => core.recall(key.slice("goldfish:".length), void 0);
  const remove = (key) => {
    try {
      sessionStorage.removeItem(key);
    } catch {
    }
  };
  const all = () => {
    try {
      return keys().flatMap((key) => {
        const draft = read(key);
        return draft ? [[key, draft]] : [];
      });
    } catch {
      return [];
    }
  };
  function write(key, draft) {
    const name = key.slice("goldfish:".length);
    full = !core.keep(name, draft);
    if (!full) return;
    const given = [];
    for (const oldest of all().filter(([other]) => other !== key).sort(([, a], [, b]) => a.at - b.at)) {
      given.push(oldest);
      remove(oldest[0]);
      full = !core.keep(name, draft);
      if (!full) return;
    }
    for (const [other, its] of given) core.keep(other.slice("goldfish:".length), its);
  }
  function save() {
    clearTimeout(timer);
    timer = void 0;
    if (!page.element.isConnected) return;
    const key = keyFor(owner);
    const draft = { viewer: owner, at: Date.now(), forms: form.read() };
    for (const [id, entries] of Object.entries(unplaced)) draft.forms[id] = [...draft.forms[id] ?? [], ...entries];
    const open = place.changedOpen();
    const focus = place.focus();
    if (open.length) draft.open = open;
    if (focus) draft.focus = focus;
    if (Object.keys(offered).length) draft.offered = offered;
    if (Object.keys(draft.forms).length || draft.open || draft.offered) write(key, draft);
    else {
      remove(key);
      if (focus) core.keep("focus", [page.url, focus]);
    }
  }
  function soon() {
    timer ??= setTimeout(save, within);
  }
  function sift() {
    const { viewer } = fingerprints;
    for (const [key, draft] of all()) {
      const now = Date.now();
      if (now - draft.at > keptFor || draft.away && now - draft.away > awayFor || draft.viewer && viewer && draft.viewer !== viewer) remove(key);
      else if (!viewer && draft.viewer && !draft.away) write(key, { ...draft, away: now });
      else if (viewer && (draft.away || !draft.viewer)) {
        const { away, ...rest } = draft;
        remove(key);
        const its = prefix + viewer + " " + urlOf(key);
        if (!((read(its)?.at ?? 0) > draft.at)) write(its, { ...rest, viewer, resume: true });
      }
    }
  }
  function report(left) {
    for (const { key, missing } of left) if (missing.length) unplaced[key] = [...unplaced[key] ?? [], ...missing];
    notice.report(left, (key) => {
      delete unplaced[key];
      save();
    });
  }
  function restore(reason) {
    owner = fingerprints.viewer;
    offered = {};
    unplaced = {};
    notice.clear();
    const key = keyFor(owner);
    const draft = read(key);
    const anew = reason !== "visit" || draft?.resume;
    const [url, focus] = core.recall("focus", []);
    if (reason === "document" && url === page.url && !draft) place.refocus(focus);
    if (!draft) return;
    offered = draft.offered ?? {};
    if (anew) {
      place.reopen(draft.open ?? []);
      const left = form.fill(draft.forms);
      report(left);
      if (reason === "document" || draft.resume || Object.keys(draft.forms).length) place.refocus(draft.focus);
    } else {
      for (const [its, entries] of Object.entries(draft.forms)) offered[its] = entries;
    }
    offered = notice.offer(offered, (its) => {
      delete offered[its];
      save();
    });
    if (draft.resume) write(key, { ...draft, resume: false });
    save();
  }
  for (const type of ["input", "change", "toggle", "focusin", "close", "reset"]) document.addEventListener(type, soon, true);
  document.addEventListener("selectionchange", soon);
  document.addEventListener("input", ({ target }) => form.edited(target), true);
  addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", () => document.hidden && save());
  sift();
  function guard(sent) {
    const before = form.changedControls();
    return () => {
      const lost = {};
      for (const { key, el, entry } of before) if (!el.isConnected && !(sent?.has(el) && sent.get(el) === entry.value)) (lost[key] ??= []).push(entry);
      if (!Object.keys(lost).length) return;
      report(form.fill(lost));
      save();
    };
  }
  return {
    save,
    restore,
    guard,
    /** After each patch. */
    mount() {
      form.mount();
      place.mount();
    },
    /** A form is being sent: what is typed from now on is newer. */
    sending: form.sending,
    /** It has been taken: its draft goes, also under other states of this page. */
    taken(its) {
      const id = form.keyOf(its);
      const sent = JSON.stringify(form.entriesOf(its));
      notice.clear(its);
      delete offered[id];
      delete unplaced[id];
      form.taken(its);
      const path = page.url.split("?")[0];
      for (const [key, draft] of all()) {
        if (urlOf(key).split("?")[0] !== path || draft.viewer !== owner) continue;
        if (urlOf(key) !== page.url && JSON.stringify(draft.forms[id]) !== sent) continue;
        delete draft.forms[id];
        if (Object.keys(draft.forms).length || draft.offered) write(key, draft);
        else remove(key);
      }
    },
    /** Another person, or none: see sift. */
    setViewer() {
      sift();
    },
    /** Whether everything would come back. */
    safe() {
      save();
      return !full && core.keep("probe", 0);
    }
  };
}
export {
  of,
  startDrafts
};
