export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,closest,document,,,,,,,,isConnected,,,,,,,setAttr,,,,,,query,queryAll,,,own,,,,text,absolute,,,,,,,,,is,textContent,,parse]] = exported;
// src/contract.ts
var AcceptPatch = "application/vnd.goldfish.patch+json;v=1";
var PatchType = "application/vnd.goldfish.patch+json";
var Combobox = "data-gf-combobox";
var Option = "data-gf-option";

// src/combobox/combobox.ts



// src/combobox/box.ts


function boxOf(target) {
  const root = closest(target, own(Combobox));
  const url = attr(root, Combobox);
  if (!root || !url) return void 0;
  const input = query(root, "input:not([hidden])");
  const chosen = query(root, "input[hidden]");
  const list = query(root, "[role=listbox]");
  const popup = closest(list, "div");
  const note = popup && query(popup, "p");
  const status = query(root, "[role=status]");
  return input && chosen && popup && list && note && status ? { url, input, chosen, popup, list, note, status } : void 0;
}
var squash = (text2) => (text2 ?? "").trim().replace(/\s+/g, " ");
var labelOf = (option) => squash(textContent(option.firstElementChild ?? option));
var chosenLabel = ({ chosen }) => chosen.value.replace(/^\S* /, "");
var optionsOf = ({ list }) => [...list.querySelectorAll("li[role=option]")];
var isIn = ({ popup }, event) => event.composedPath().includes(popup);

// src/combobox/search.ts




async function search(url, signal) {
  let message = text("down", "The server cannot be reached just now.");
  try {
    const response = await fetch(absolute(url), {
      headers: { Accept: AcceptPatch },
      signal,
      cache: "no-store",
      mode: "same-origin",
      redirect: "manual"
    });
    message = text("failed", "That did not work. Please try again.");
    if (response.headers.get("Content-Type")?.startsWith(PatchType)) {
      const { body, message: sentence } = await response.json();
      if (response.ok && body !== void 0) return read(body);
      message = sentence || message;
    }
  } catch {
  }
  const note = document.createElement("p");
  note.className = "gf-error";
  note.textContent = message;
  return { options: [], note, failed: true };
}
function read(body) {
  const sent = parse(body);
  return {
    options: [...queryAll(sent, `li[${Option}]`)],
    note: query(sent, "p") ?? document.createElement("p")
  };
}

// src/combobox/combobox.ts
var delay = 200;
var slow = 1e3;
var anchored = CSS.supports("anchor-scope", "none") && CSS.supports("position-area", "block-end");
function start() {
  let open;
  let active;
  let timer;
  let request;
  const searching = /* @__PURE__ */ new WeakMap();
  const answered = /* @__PURE__ */ new WeakMap();
  let waiting = [];
  let choosing = false;
  function mount() {
    if (open && !isConnected(open.input)) close();
    for (const root of document.querySelectorAll(own(Combobox))) {
      const box = boxOf(root);
      if (!box || is(box.input, "[role]")) continue;
      const { input, list, note } = box;
      answered.delete(list);
      if (!searching.has(list)) searching.set(list, squash(note.textContent));
      for (const [name, value] of Object.entries({
        role: "combobox",
        "aria-autocomplete": "list",
        "aria-expanded": "false",
        "aria-controls": list.id
      }))
        setAttr(input, name, value);
      if (input === document.activeElement && input.value !== input.defaultValue) type(box);
    }
  }
  function stop() {
    clearTimeout(timer);
    request?.abort();
    waiting = [];
  }
  function soon(act) {
    if (open && is(open.popup, "[aria-busy]")) waiting.push(act);
    else act();
  }
  function close() {
    if (!open) return;
    const { input, popup, status } = open;
    stop();
    activate(void 0);
    if (popup.popover && is(popup, ":popover-open")) popup.hidePopover();
    popup.hidden = true;
    popup.removeAttribute("aria-busy");
    setAttr(input, "aria-expanded", "false");
    status.textContent = "";
    open = void 0;
  }
  function show(box) {
    const { input, popup } = box;
    if (open !== box) {
      close();
      open = box;
    }
    if (popup.hidden) {
      popup.hidden = false;
      if (anchored) {
        popup.popover = "manual";
        popup.showPopover();
      }
    }
    setAttr(input, "aria-expanded", String(optionsOf(box).length > 0));
  }
  function activate(option) {
    if (!open) return;
    active?.setAttribute("aria-selected", "false");
    active = option;
    if (!option) return open.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    setAttr(open.input, "aria-activedescendant", option.id);
  }
  function textOf(box) {
    const text2 = squash(box.input.value);
    return text2 === chosenLabel(box) ? "" : text2;
  }
  function fill(box, wait) {
    const text2 = textOf(box);
    stop();
    if (open && open.input !== box.input) close();
    show(box);
    activate(void 0);
    const { popup, list, note, status } = box;
    popup.setAttribute("aria-busy", "true");
    if (!optionsOf(box).length) note.textContent = searching.get(list) ?? "";
    const { signal } = request = new AbortController();
    timer = setTimeout(async () => {
      const late = setTimeout(() => {
        if (!signal.aborted) status.textContent = searching.get(list) ?? "";
      }, slow);
      const found = await search(box.url + encodeURIComponent(text2), signal);
      clearTimeout(late);
      if (signal.aborted) return;
      receive(box, text2, found);
      for (const act of waiting.splice(0)) act();
    }, wait);
  }
  function receive(box, text2, { options, note: sentence, failed }) {
    const { popup, list, note, status, input } = box;
    popup.removeAttribute("aria-busy");
    if (failed) answered.delete(list);
    else answered.set(list, text2);
    list.replaceChildren(...options);
    options.forEach((option, i) => {
      option.id = `${list.id}-${i}`;
      setAttr(option, "role", "option");
      setAttr(option, "aria-selected", "false");
      if (is(option, "[data-disabled]")) setAttr(option, "aria-disabled", "true");
    });
    note.className = sentence.className;
    note.textContent = status.textContent = squash(sentence.textContent);
    setAttr(input, "aria-expanded", String(options.length > 0));
  }
  function step(by) {
    if (!open) return;
    const options = optionsOf(open);
    const count = options.length + 1;
    const at = active ? options.indexOf(active) : options.length;
    activate(options[(at + by + count) % count]);
  }
  function choose(box, option) {
    if (is(option, "[aria-disabled=true]")) return;
    const { input, chosen } = box;
    const label = labelOf(option);
    close();
    chosen.value = encodeURIComponent(option.getAttribute(Option)) + " " + label;
    input.value = label;
    answered.delete(box.list);
    choosing = true;
    for (const type2 of ["input", "change"])
      input.dispatchEvent(new Event(type2, { bubbles: true }));
    choosing = false;
  }
  function settle(box) {
    const text2 = squash(box.input.value).toLowerCase();
    if (!text2 || text2 === chosenLabel(box).toLowerCase()) return;
    if (answered.get(box.list) !== textOf(box)) return;
    const same = optionsOf(box).filter((option) => labelOf(option).toLowerCase() === text2);
    if (same.length === 1) choose(box, same[0]);
  }
  function type(box) {
    fill(box, delay);
  }
  for (const kind of ["input", "compositionend"])
    document.addEventListener(kind, (event) => {
      const box = boxOf(event.target);
      if (!box || event.isComposing || event.target !== box.input) return;
      if (choosing || box.input !== document.activeElement) return;
      type(box);
    });
  document.addEventListener(
    "keydown",
    (event) => {
      const box = boxOf(event.target);
      if (!box || event.target !== box.input || event.isComposing) return;
      if (event.ctrlKey || event.metaKey || box.input.readOnly) return;
      if (onKey(box, event)) event.preventDefault();
    },
    true
  );
  function onKey(box, { key, altKey, shiftKey }) {
    const isOpen = open?.input === box.input;
    switch (key) {
      case "ArrowDown":
      case "ArrowUp":
        if (altKey && key === "ArrowUp") close();
        else if (!isOpen) fill(box, 0);
        if (!altKey) soon(() => step(key === "ArrowDown" ? 1 : -1));
        return true;
      case "Enter":
        if (!isOpen) return false;
        if (active || waiting.length) {
          soon(() => active && choose(box, active));
          return true;
        }
        settle(box);
        close();
        return false;
      case "Escape":
        close();
        return isOpen;
      case "Home":
      case "End":
        if (isOpen && !shiftKey) activate(void 0);
    }
    return false;
  }
  document.addEventListener("mousedown", (event) => {
    if (closest(event.target, "[role=listbox]") && open && isIn(open, event)) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const box = boxOf(event.target);
    if (!box || box.input.readOnly || box.input.disabled) return;
    const option = closest(event.target, "li[role=option]");
    if (option && open) choose(open, option);
    else if (event.target === box.input && open?.input !== box.input) fill(box, 0);
  });
  document.addEventListener("focusout", ({ target }) => {
    const box = boxOf(target);
    if (!box || target !== box.input || box.input === document.activeElement) return;
    settle(box);
    if (open?.input === box.input) close();
  });
  mount();
  return mount;
}
return start();
}
