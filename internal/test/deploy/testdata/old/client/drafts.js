export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,closest,document,,,,contains,,hasAttr,,isConnected,localName,call,,removeNode,,,,lazy,page,,focus,formOf,query,queryAll,,,own,,loadItem,saveItem,text,,,,,,,,childNodes,elementsOf,is,textContent,isControl,parse,,,,,,,,,innerHTML,removeAttr,emit,,,,currentValue,,isEditable,serverValue,,,,,,,,,,attributes,serverStops,,,,,,,,,fileMissing,setValue,replaceChildren,setAttribute,prefix,isContentEditable,nodeValue],[currentUser]] = exported, focusOn = focus;
// src/drafts/drafts.ts


// src/contract.ts
var ActionKey = "_action";
var Keep = "data-gf-keep";
var Draft = "data-gf-draft";
var Name = "data-gf-name";
var Alias = "data-gf-alias";
var Rows = "data-gf-rows";

// src/drafts/drafts.ts







// src/drafts/formDrafts.ts





// src/drafts/formerNames.ts


function newNames(lists, ours, theirs) {
  const pairs = [...new Set(lists)].join(" ").split(" ");
  const newest = (name) => {
    for (const pair of pairs) {
      const [old, now] = pair.split("=");
      const pattern = old.replace(/\W/g, "\\$&").replaceAll("\\*", "([^.]+)");
      if (now)
        name = name.replace(RegExp(`^${pattern}$`), (_, ...keys) => now.replace(/\*/g, () => keys.shift()));
    }
    return name;
  };
  const here = new Set(theirs);
  const known = new Set(ours);
  const added = new Map([...here].filter((name) => !known.has(name)).map((name) => [newest(name), name]));
  const found = /* @__PURE__ */ new Map();
  for (const name of known) {
    const now = added.get(newest(name));
    if (now && !here.has(name)) {
      found.set(name, now);
      added.delete(newest(name));
    }
  }
  return found;
}
function rename(root, theirs) {
  const forms = [root, theirs].flatMap((el) => [...queryAll(el, `form[${Alias}]`)]);
  if (!forms.length) return;
  const actions = new Set(forms.map((form) => attr(form, "action")));
  const controls = (root2) => [...queryAll(root2, `[name]:not([${Keep}] *)`)].filter((el) => {
    return attr(el, "type") !== "password" && actions.has(attr(formOf(el), "action"));
  });
  const nameOf2 = (el) => attr(el, "name");
  const ours = controls(root);
  const lists = forms.map((form) => attr(form, Alias));
  const names = newNames(lists, ours.map(nameOf2), controls(theirs).map(nameOf2));
  for (const el of ours) {
    const name = names.get(nameOf2(el));
    if (name) setAttribute(el, "name", name);
  }
}

// src/drafts/labels.ts


var nameOf = (el) => attr(el, "name") || attr(el, "id") || "";
var short = (text2) => text2.trim().replace(/\s+/g, " ").slice(0, 60);
function labelOf(el) {
  const label = el.labels?.[0]?.cloneNode(true);
  if (label) queryAll(label, "select,textarea").forEach(removeNode);
  const text2 = (label && textContent(label)) ?? el.getAttribute("aria-label") ?? el.getAttribute("placeholder") ?? nameOf(el);
  return short(text2);
}
function groupLabel(el) {
  const group = closest(el, "fieldset");
  const legend = group && query(group, "legend");
  return short(legend && textContent(legend) || nameOf(el));
}
function serverText(el) {
  if (el.type === "radio") return labelOf(el);
  const value = serverValue(el);
  if (!(el instanceof HTMLSelectElement)) return value;
  const chosen = [...el.options].filter((option) => value.split("\n").includes(option.value));
  return chosen.map(({ text: text2 }) => text2).join(", ");
}

// src/drafts/sanitize.ts

function sanitize(holder) {
  const unsafe = "script,style,link,meta,base,iframe,object,embed,template,animate,set,form,input,button,textarea,select";
  for (const el of queryAll(holder, "*")) {
    if (is(el, unsafe)) removeNode(el);
    for (const { name, value } of [...attributes(el)]) {
      const address = value.replace(/[\0- ]/g, "");
      if (/^on|^srcdoc$/i.test(name) || /^(javascript|data|vbscript):/i.test(address))
        removeAttr(el, name);
    }
  }
  return holder;
}

// src/drafts/formDrafts.ts
function formDrafts() {
  const serverHTML = /* @__PURE__ */ new WeakMap();
  const edited = /* @__PURE__ */ new WeakSet();
  const taken = /* @__PURE__ */ new WeakSet();
  const sending = /* @__PURE__ */ new WeakMap();
  const off = `[${Draft}=off]`;
  const posts = (form) => attr(form, "method")?.toLowerCase() === "post" && !is(form, off);
  const all = () => [...document.forms].filter(posts);
  const optedOut = (el) => !!closest(el, off);
  function keyOf(form) {
    const alike = all().filter((other) => baseKey(other) === baseKey(form));
    return baseKey(form) + (alike.length > 1 ? " " + alike.indexOf(form) : "");
  }
  function baseKey(form) {
    const id = attr(form, "id");
    const url = new URL(attr(form, "action") || location.href, document.baseURI);
    return id ? "#" + id : url.pathname + " " + (url.searchParams.get(ActionKey) ?? "");
  }
  function controls(form) {
    return [...elementsOf(form)].filter((el) => {
      return isControl(el) && !optedOut(el) && isEditable(el) && !/^(password|file)$/.test(el.type);
    });
  }
  const editables = (form) => [...queryAll(form, `[contenteditable][${Name}]`)].filter((el) => !optedOut(el));
  const widgets = (form) => [form, ...queryAll(form, `[${Draft}]:not(${off})`)];
  const isCheckable = (el) => /^(checkbox|radio)$/.test(el.type);
  function positions(els) {
    const counts = /* @__PURE__ */ new Map();
    const found = /* @__PURE__ */ new Map();
    for (const el of els) {
      if (isCheckable(el)) {
        found.set(el, "=" + el.getAttribute("value"));
        continue;
      }
      const n = counts.get(nameOf(el)) ?? 0;
      counts.set(nameOf(el), n + 1);
      found.set(el, n);
    }
    return found;
  }
  const groupOf = (el) => el.type === "radio" ? controls(formOf(el)).filter((other) => nameOf(other) === nameOf(el)) : [el];
  function changedMeanwhile(el, entry, all2) {
    if (el.type !== "radio")
      return [entry.base, entry.value].includes(serverValue(el)) ? void 0 : el;
    if (entry.value !== "true") return void 0;
    const theirs = groupOf(el).find((el2) => serverValue(el2) === "true");
    const at = theirs && "=" + attr(theirs, "value");
    if (all2.some((other) => other.name === entry.name && other.at === at)) return void 0;
    return theirs;
  }
  function changedIn(form) {
    const aliases = attr(form, Alias) ?? void 0;
    return [...positions(controls(form))].flatMap(([el, at]) => {
      const value = currentValue(el);
      const base = serverValue(el);
      if (value === base) return [];
      return [{ el, entry: { name: nameOf(el), at, value, base, label: labelOf(el), aliases } }];
    });
  }
  function entriesOf(form) {
    const entries = changedIn(form).map(({ entry }) => entry);
    for (const el of editables(form)) {
      const base = serverHTML.get(el) ?? "";
      const value = innerHTML(el);
      if (!edited.has(el) || value === base) continue;
      const name = attr(el, Name);
      entries.push({ name, at: "html", value, base, label: attr(el, "aria-label") ?? name });
    }
    widgets(form).forEach((el, i) => {
      const detail = {};
      emit(el, "draft", detail);
      const { state } = detail;
      const name = i ? nameOf(el) : "";
      if (state !== void 0) entries.push({ name, at: "state", value: "", base: "", state });
    });
    return entries;
  }
  function read() {
    const found = {};
    for (const form of all()) {
      const entries = taken.has(form) ? [] : entriesOf(form);
      if (entries.length) found[keyOf(form)] = entries;
    }
    return found;
  }
  function fillForm(form, entries) {
    const result = { key: keyOf(form), form, changed: [], missing: [] };
    for (const { name, at, state } of entries) {
      const el = at === "state" && widgets(form).find((el2, i) => (i ? nameOf(el2) : "") === name);
      if (el) emit(el, "restore", { state });
    }
    const known = [...positions(controls(form))];
    const lists = [...entries.map(({ aliases }) => aliases), attr(form, Alias)];
    const used = [...entries];
    used.push(...changedIn(form).map(({ entry }) => entry));
    const renamed = newNames(lists, used.map(({ name }) => name), known.map(([el]) => nameOf(el)));
    const inOrder = [...entries].sort((a, b) => +(a.value === "true") - +(b.value === "true"));
    for (const entry of inOrder) {
      const { name, at, value, base } = entry;
      if (at === "state") continue;
      if (at === "html") {
        const el = editables(form).find((el2) => attr(el2, Name) === name);
        if (!el) {
          result.missing.push(entry);
          continue;
        }
        fillEditable(el, value);
        const theirs = serverHTML.get(el);
        if (theirs !== base && theirs !== value)
          result.changed.push({
            el,
            label: entry.label,
            theirs: short(textContent(parse(theirs))),
            take: () => replaceChildren(el, ...childNodes(parse(theirs)))
          });
      } else {
        const now = renamed.get(name) ?? name;
        const el = known.find(([el2, position]) => nameOf(el2) === now && position === at)?.[0];
        if (!el) {
          if (value !== "false" && value !== "") result.missing.push(entry);
          continue;
        }
        setValue(el, value);
        const changed = changedMeanwhile(el, entry, entries);
        if (currentValue(el) !== value)
          result.missing.push(entry);
        else if (changed)
          result.changed.push({
            el: changed,
            label: el.type === "radio" ? groupLabel(el) : entry.label,
            theirs: serverText(changed),
            take: () => groupOf(el).forEach((el2) => setValue(el2, serverValue(el2)))
          });
      }
    }
    taken.delete(form);
    return result;
  }
  function fillEditable(el, html) {
    if (!serverHTML.has(el)) serverHTML.set(el, innerHTML(el));
    edited.add(el);
    if (innerHTML(el) !== html) replaceChildren(el, ...childNodes(sanitize(parse(html))));
  }
  function fill(drafts) {
    const forms = byKey();
    return Object.entries(drafts).map(([key, entries]) => {
      const form = forms.get(key);
      if (form) return fillForm(form, entries);
      const missing = entries.filter(({ at }) => at !== "state");
      return { key, form: null, changed: [], missing };
    });
  }
  const byKey = () => new Map(all().map((form) => [keyOf(form), form]));
  function changedControls() {
    return all().flatMap((form) => {
      if (taken.has(form)) return [];
      const key = keyOf(form);
      return changedIn(form).map((changed) => ({ key, ...changed }));
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
    /** Notes what the server sent for contenteditable elements. */
    mount() {
      for (const form of all())
        for (const el of editables(form)) if (!edited.has(el)) serverHTML.set(el, innerHTML(el));
    },
    edited(target) {
      const el = closest(target, `[contenteditable][${Name}]`);
      if (el) edited.add(el);
      const form = formOf(target);
      if (!form) return;
      taken.delete(form);
      if (sending.has(form)) sending.set(form, true);
    },
    sending(form) {
      sending.set(form, false);
    },
    submitted(form) {
      if (!sending.get(form)) {
        taken.add(form);
        for (const el of editables(form)) edited.delete(el);
      }
      sending.delete(form);
    }
  };
}

// src/drafts/notices.ts



var messages = () => ({
  draft: text("draft", "You have entered something here before, and not sent it."),
  restore: text("restore", "Put it back"),
  discard: text("discard", "Discard it"),
  changed: text("changed", "“{field}” was changed meanwhile. It is now: {value}"),
  take: text("take", "Use this"),
  keep: text("keep", "Keep mine"),
  unplaced: text("unplaced", "These fields are not here any more. What you had entered:"),
  close: text("close", "Close")
});
function notices(forms) {
  const shown = /* @__PURE__ */ new Map();
  const only = /* @__PURE__ */ new WeakSet();
  function show(form, message, ...more) {
    const notice = document.createElement("div");
    notice.className = "goldfish-draft";
    notice.setAttribute("role", "status");
    const line = document.createElement("p");
    line.textContent = message;
    notice.append(line, ...more);
    call(form ?? page.element, "prepend", notice);
    shown.set(notice, form);
    return notice;
  }
  function button(label, onClick) {
    const el = document.createElement("button");
    el.type = "button";
    el.textContent = label;
    el.onclick = onClick;
    return el;
  }
  function remove(notice) {
    removeNode(notice);
    shown.delete(notice);
  }
  function listOf(entries) {
    const list = document.createElement("ul");
    for (const { label, name, value } of entries) {
      const item = document.createElement("li");
      item.textContent = `${label ?? name}: ${value}`;
      list.append(item);
    }
    return list;
  }
  function report(results, closed) {
    const { changed: changedText, close, keep, take, unplaced } = messages();
    for (const { key, form, changed, missing } of results) {
      for (const { el, label, theirs, take: takeTheirs } of changed) {
        const message = changedText.replace("{field}", () => label).replace("{value}", () => theirs);
        const takeButton = button(take, () => {
          takeTheirs();
          call(el, "dispatchEvent", new Event("input", { bubbles: true }));
          remove(notice2);
          focus(el);
        });
        const notice2 = show(
          form,
          message,
          takeButton,
          button(keep, () => remove(notice2))
        );
      }
      if (!missing.length) continue;
      const closeButton = button(close, () => {
        remove(notice);
        closed(key);
      });
      const notice = show(form, unplaced, listOf(missing), closeButton);
      only.add(notice);
    }
  }
  return {
    report,
    /** Offers entries of an earlier visit. Returns those whose form is in the page. */
    offer(offered, decided) {
      const placed = {};
      const all = forms.byKey();
      for (const [key, entries] of Object.entries(offered)) {
        const form = all.get(key);
        if (!form || !entries.length) continue;
        placed[key] = entries;
        const restore = button(messages().restore, () => {
          remove(notice);
          report([forms.fillForm(form, entries)], () => {
          });
          decided(key);
        });
        const discard = button(messages().discard, () => {
          remove(notice);
          decided(key);
        });
        const notice = show(form, messages().draft, restore, discard);
        only.add(notice);
      }
      return placed;
    },
    /** Removes the notices of a form, or all; `auto`: but not those of what is nowhere else. */
    clear(form, auto) {
      for (const [notice, of] of shown)
        if ((!form || form === of) && !(auto && only.has(notice))) remove(notice);
    }
  };
}

// src/drafts/store.ts


var keyPrefix = "draft:";
var awayFor = 30 * 6e4;
var keptFor = 24 * 36e5;
function draftStore() {
  let full = false;
  const key = (viewer, url) => keyPrefix + viewer + " " + url;
  const urlOf = (key2) => key2.slice(keyPrefix.length).replace(/^\S* /, "");
  const read = (key2) => loadItem(key2, void 0);
  function remove(key2) {
    try {
      sessionStorage.removeItem(prefix + key2);
    } catch {
    }
  }
  function all() {
    try {
      return Object.keys(sessionStorage).filter((key2) => key2.startsWith(prefix + keyPrefix)).map((key2) => key2.slice(prefix.length)).flatMap((key2) => {
        const draft = read(key2);
        return draft ? [{ key: key2, url: urlOf(key2), draft }] : [];
      });
    } catch {
      return [];
    }
  }
  function write(key2, draft) {
    full = !saveItem(key2, draft);
    if (!full) return;
    const others = all().filter((other) => other.key !== key2).sort((a, b) => a.draft.at - b.draft.at);
    const removed = [];
    for (const oldest of others) {
      removed.push(oldest);
      remove(oldest.key);
      full = !saveItem(key2, draft);
      if (!full) return;
    }
    for (const other of removed) saveItem(other.key, other.draft);
  }
  function expire() {
    const viewer = currentUser();
    const now = Date.now();
    for (const { key: oldKey, url, draft } of all()) {
      const { away, ...rest } = draft;
      const old = now - draft.at > keptFor || away && now - away > awayFor;
      const foreign = draft.viewer && viewer && draft.viewer !== viewer;
      if (old || foreign) remove(oldKey);
      else if (!viewer && draft.viewer && !away) write(oldKey, { ...draft, away: now });
      else if (viewer && (away || !draft.viewer)) {
        remove(oldKey);
        const newKey = key(viewer, url);
        const newer = (read(newKey)?.at ?? 0) > draft.at;
        if (!newer) write(newKey, { ...rest, viewer, resume: true });
      }
    }
  }
  return { key, read, write, remove, all, expire, isFull: () => full };
}

// src/drafts/viewState.ts

var openable = "details,dialog,[popover]";
function viewState() {
  const before = /* @__PURE__ */ new WeakMap();
  const isPopover = (el) => is(el, "[popover]:not(dialog)");
  const isOpen = (el) => isPopover(el) ? is(el, ":popover-open") : hasAttr(el, "open");
  function placeOf(el) {
    const id = attr(el, "id");
    const name = attr(el, "name");
    const selector = localName(el) + (name ? `[name="${CSS.escape(name)}"]` : "");
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
  function findRenamed(name = "") {
    for (const form of queryAll(document.documentElement, `form[${Alias}]`)) {
      const controls = [...elementsOf(form)];
      const nameOf2 = (el) => attr(el, "name") ?? "";
      const names = newNames([attr(form, Alias)], [name], controls.map(nameOf2));
      if (names.size) return controls.find((el) => nameOf2(el) === names.get(name));
    }
    return void 0;
  }
  return {
    mount() {
      for (const el of document.querySelectorAll(openable))
        if (!before.has(el)) before.set(el, isOpen(el));
    },
    /** What the person has opened or closed. */
    changedOpen() {
      return [...document.querySelectorAll(openable)].filter((el) => before.has(el) && isOpen(el) !== before.get(el)).map((el) => [placeOf(el), isOpen(el), is(el, "dialog:modal")]);
    },
    restoreOpen(open) {
      for (const [place, opened, asModal] of open) {
        const el = find(place);
        if (!el || !is(el, openable) || isOpen(el) === opened) continue;
        try {
          if (el instanceof HTMLDialogElement && asModal) el.showModal();
          else if (isPopover(el)) opened ? call(el, "showPopover") : call(el, "hidePopover");
          else call(el, "toggleAttribute", "open", opened);
        } catch {
        }
      }
    },
    focus() {
      const el = document.activeElement;
      if (!el || el === document.body) return void 0;
      if (hasCaret(el) && el.selectionStart !== null)
        return [
          placeOf(el),
          el.selectionStart,
          el.selectionEnd ?? void 0,
          el.selectionDirection ?? void 0,
          el.name
        ];
      if (isContentEditable(el)) {
        const range = getSelection()?.rangeCount ? getSelection().getRangeAt(0) : void 0;
        if (range && contains(el, range.endContainer))
          return [
            placeOf(el),
            offsetIn(el, range.startContainer, range.startOffset),
            offsetIn(el, range.endContainer, range.endOffset)
          ];
      }
      return [placeOf(el)];
    },
    restoreFocus(focus2) {
      const [place, start2, end, direction, name] = focus2 ?? [];
      const el = place && (find(place) ?? findRenamed(name));
      if (!el) return;
      focusOn(el, true);
      if (start2 === void 0) return;
      if (hasCaret(el)) {
        try {
          el.setSelectionRange(start2, end ?? start2, direction);
        } catch {
        }
      } else if (isContentEditable(el)) select(el, start2, end ?? start2);
    }
  };
}
var hasCaret = (el) => el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement;
function offsetIn(el, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(el);
  range.setEnd(node, offset);
  return range.toString().length;
}
function select(el, start2, end) {
  const point = (at) => {
    const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
    let last = [el, 0];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { length } = nodeValue(node);
      last = [node, length];
      if (at <= length) return [node, at];
      at -= length;
    }
    return last;
  };
  getSelection()?.setBaseAndExtent(...point(start2), ...point(end));
}

// src/drafts/drafts.ts
var writeDelay = 400;
function isNewer({ name, at, value }, data) {
  const sent = data?.getAll(name) ?? [];
  if (typeof at === "number") return !value.split("\n").every((line) => sent.includes(line)) && !sent.includes(value);
  return at[0] === "=" && sent.includes(at.slice(1)) !== (value === "true");
}
function start() {
  const forms = formDrafts();
  const notice = notices(forms);
  const view = viewState();
  const store = draftStore();
  let timer;
  let owner = currentUser();
  let offered = {};
  let unplaced = {};
  function save() {
    clearTimeout(timer);
    timer = void 0;
    if (!isConnected(page.element)) return;
    if (!lazy.rows && !fileMissing() && document.querySelector(own(Rows))) return;
    const draft = { viewer: owner, at: Date.now(), forms: forms.read() };
    for (const [id, entries] of Object.entries(unplaced))
      draft.forms[id] = [...draft.forms[id] ?? [], ...entries];
    const open = view.changedOpen();
    const focus2 = view.focus();
    if (open.length) draft.open = open;
    if (focus2) draft.focus = focus2;
    if (Object.keys(offered).length) draft.offered = offered;
    const key = store.key(owner, page.url);
    if (Object.keys(draft.forms).length || draft.open || draft.offered) {
      store.write(key, draft);
    } else {
      store.remove(key);
      if (focus2) saveItem("focus", [page.url, focus2]);
    }
  }
  function saveSoon() {
    timer ??= setTimeout(save, writeDelay);
  }
  function report(results) {
    for (const { key, missing } of results)
      if (missing.length) unplaced[key] = [...unplaced[key] ?? [], ...missing];
    notice.report(results, (key) => {
      delete unplaced[key];
      save();
    });
  }
  function restore(reason) {
    owner = currentUser();
    offered = {};
    unplaced = {};
    notice.clear();
    const key = store.key(owner, page.url);
    const draft = store.read(key);
    const [url, focus2] = loadItem("focus", []);
    if (reason === "document" && url === page.url && !draft) view.restoreFocus(focus2);
    if (!draft) return;
    offered = draft.offered ?? {};
    if (reason !== "visit" || draft.resume) {
      view.restoreOpen(draft.open ?? []);
      report(forms.fill(draft.forms));
      if (reason === "document" || draft.resume || Object.keys(draft.forms).length)
        view.restoreFocus(draft.focus);
    } else {
      Object.assign(offered, draft.forms);
    }
    offered = notice.offer(offered, (id) => {
      delete offered[id];
      save();
    });
    if (draft.resume) store.write(key, { ...draft, resume: false });
    save();
  }
  for (const type of ["input", "change", "toggle", "focusin", "close", "reset"])
    document.addEventListener(type, saveSoon, true);
  document.addEventListener("selectionchange", saveSoon);
  document.addEventListener("input", ({ target }) => forms.edited(target), true);
  addEventListener("pagehide", save);
  serverStops.listen(save);
  document.addEventListener("visibilitychange", () => document.hidden && save());
  store.expire();
  function preserveInput(sent) {
    const before = forms.changedControls();
    return () => {
      const lost = {};
      for (const { key, el, entry } of before) {
        const taken = sent?.has(el) && sent.get(el) === entry.value;
        if (!el.isConnected && !taken) (lost[key] ??= []).push(entry);
      }
      if (!Object.keys(lost).length) return;
      report(forms.fill(lost));
      save();
    };
  }
  function submitted(form, from = page.url, data, auto) {
    lazy.upload?.submitted(form, data);
    const id = forms.keyOf(form);
    const sent = JSON.stringify(forms.entriesOf(form));
    const pathOf = (url) => url.split("?")[0];
    const away = pathOf(from) !== pathOf(page.url);
    if (!away) {
      notice.clear(form, auto);
      if (!auto) {
        delete offered[id];
        delete unplaced[id];
      }
      forms.submitted(form);
      if (data) lazy.rows?.submitted(form, data, auto);
    }
    for (const { key, url, draft } of store.all()) {
      if (pathOf(url) !== pathOf(from) || draft.viewer !== owner) continue;
      if (url !== from && JSON.stringify(draft.forms[id]) !== sent) continue;
      const newer = away ? (draft.forms[id] ?? []).filter((entry) => isNewer(entry, data)) : [];
      delete draft.forms[id];
      if (newer.length) draft.forms[id] = newer;
      if (Object.keys(draft.forms).length || draft.offered) store.write(key, draft);
      else store.remove(key);
    }
    if (unplaced[id]) save();
  }
  return {
    save,
    restore,
    preserveInput,
    rename,
    submitted,
    /** Call it after each patch. */
    mount() {
      forms.mount();
      view.mount();
    },
    /** A form is being sent: what is typed from now on is newer. */
    sending: forms.sending,
    /** Another person is the viewer now, or nobody. */
    setViewer: store.expire,
    /** Whether everything would be restored in another document. */
    areSafe() {
      save();
      return !store.isFull() && saveItem("probe", 0);
    }
  };
}
return start();
}
