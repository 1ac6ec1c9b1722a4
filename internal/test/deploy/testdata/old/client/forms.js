export const fingerprint = "l2CNOv2r";
export function start(exported) {
const [[attr,closest,document,parentElement,contains,,hasAttr,idOf,isConnected,,call,,,set,setTextContent,setAttr,,,queryAll,,,beginNavigation,fetchPatch,,page,,,,removeAttr,emit,,errorText,serverStops,,,,,,,,,childNodes,elementsOf,formOf,is,replaceChildren,,,,,focus,textContent,draftsAreSafe,lazy,busy,loadDocument,restoreEntry,endNavigation,isCurrent,dropPrefetched,visit,displayable,fetchPage,isThisPage,targetRegion,setMessage,showMessage,showServerMessage,formRequest,questionOf,contentChanged,heldEdits],[,,,,shellReady,resetSent,valuesOf,show]] = exported, attr3 = attr, call2 = call, document2 = document, elementsOf2 = elementsOf, attr2 = attr, setTextContent2 = setTextContent, textContent2 = textContent, visit2 = visit, attr4 = attr, call3 = call, document3 = document, focus2 = focus, formOf2 = formOf, is2 = is, isConnected2 = isConnected, queryAll2 = queryAll;
// src/contract.ts
var KeyHeader = "Goldfish-Key";
var Flash = "data-gf-flash";
var On = "data-gf-on";
var Busy = "data-gf-busy";
var Error = "data-gf-error";

// src/forms/errors.ts

function fieldsOf(form, name) {
  return [...elementsOf(form)].filter(
    (el) => !!name && attr(el, "name") === name && attr(el, "type") !== "hidden"
  );
}
function placesOf(form, name) {
  const selector = `[${Error}="${CSS.escape(name)}"]`;
  const id = idOf(form);
  const places = new Set(queryAll(form, selector));
  if (id) {
    const outside = `${selector}[form="${CSS.escape(id)}"]`;
    for (const place of document.querySelectorAll(outside)) places.add(place);
  }
  for (const field of elementsOf(form)) {
    if (contains(form, field) || name && attr(field, "name") !== name) continue;
    for (const place of placesNear(field, form, selector)) places.add(place);
  }
  return [...places];
}
function placesNear(field, form, selector) {
  for (let el = parentElement(field); el; el = parentElement(el)) {
    if ([...queryAll(el, "form,[form]")].some((other) => !isOf(form, other))) return [];
    const places = [...queryAll(el, selector)].filter((place) => isOf(form, place));
    if (places.length) return places;
  }
  return [];
}
function isOf(form, el) {
  return [form, null].includes(formOf(el)) && (attr(el, "form") ?? idOf(form)) === idOf(form);
}
function setDescribed(field, id, on) {
  const ids = new Set((attr(field, "aria-describedby") ?? "").split(/\s+/).filter(Boolean));
  if (on) ids.add(id);
  else ids.delete(id);
  if (ids.size) setAttr(field, "aria-describedby", [...ids].join(" "));
  else removeAttr(field, "aria-describedby");
}
function fill(place, text) {
  if (textContent(place) !== text) setTextContent(place, text);
  set(place, "hidden", !text);
}
function clearField(form, name) {
  const fields = fieldsOf(form, name);
  for (const place of placesOf(form, name)) {
    fill(place, "");
    if (idOf(place)) for (const field of fields) setDescribed(field, idOf(place), false);
  }
  for (const field of fields) removeAttr(field, "aria-invalid");
}
function clearErrors(form) {
  const names = [...document.querySelectorAll(`[${Error}]`)].map((place) => attr(place, Error));
  for (const name of new Set(names)) clearField(form, name);
  for (const el of elementsOf(form)) removeAttr(el, "aria-invalid");
}
function showErrors(form, errors) {
  clearErrors(form);
  const unplaced = [];
  for (const [name, text] of Object.entries(errors)) {
    const places = placesOf(form, name);
    for (const place of places) fill(place, text);
    for (const field of fieldsOf(form, name)) {
      setAttr(field, "aria-invalid", "true");
      for (const place of places) if (idOf(place)) setDescribed(field, idOf(place), true);
    }
    if (!places.length) unplaced.push(text);
  }
  if (unplaced.length) {
    const text = join([errors[""], ...unplaced]);
    const places = placesOf(form, "");
    for (const place of places.length ? places : [addPlace(form)]) fill(place, text);
  }
  const invalid = [...elementsOf(form)].find((el) => attr(el, "aria-invalid") === "true");
  if (invalid) focus(invalid);
}
function addPlace(form) {
  const place = document.createElement("p");
  place.className = "gf-error gf-form-error";
  place.setAttribute("role", "alert");
  place.setAttribute(Error, "");
  call(form, "prepend", place);
  return place;
}
function join(texts) {
  return [...new Set(texts.filter(Boolean))].join(" ");
}
function startErrors() {
  document.addEventListener("input", ({ target }) => {
    const form = formOf(target);
    const name = attr(target, "name");
    if (form && name) clearField(form, name);
  });
}

// src/forms/submit.ts


















// src/forms/busyLabel.ts

function busyLabel(button) {
  const label = attr2(button, Busy);
  if (!button || !label) return () => {
  };
  if (button instanceof HTMLInputElement) {
    const { value } = button;
    button.value = label;
    return () => {
      if (button.value === label) button.value = value;
    };
  }
  const children = [...childNodes(button)];
  setTextContent2(button, label);
  return () => {
    if (textContent2(button) === label) replaceChildren(button, ...children);
  };
}

// src/forms/submit.ts

function startSubmit(cancelTriggers) {
  const underWay = /* @__PURE__ */ new Map();
  const automatic = /* @__PURE__ */ new WeakSet();
  const keys = /* @__PURE__ */ new WeakMap();
  let click;
  function submitQuietly(form) {
    const lock = underWay.get(form);
    if (lock) {
      lock.again = true;
      return;
    }
    if (!hasAttr(form, "novalidate") && !is(form, ":valid")) return;
    automatic.add(form);
    call2(form, "requestSubmit");
    automatic.delete(form);
  }
  for (const type of ["click", "auxclick"])
    addEventListener(
      type,
      (event) => {
        click = event;
        setTimeout(() => click = void 0);
      },
      { capture: true }
    );
  document2.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
    const lock = underWay.get(form);
    const request = formRequest(form, submitter);
    const handled = request && !(click && (click.button || hasModifier(click)));
    if (handled && lock && (!lock.auto || lock.next)) return event.preventDefault();
    const question = questionOf(form, submitter);
    if (question && !confirm(question)) return event.preventDefault();
    if (!handled) return;
    event.preventDefault();
    const data = new FormData(form, submitter);
    const auto = automatic.has(form);
    const { url, post: posts, multipart } = request;
    if (posts) {
      const submission = { form, submitter, url: url.href, data, multipart, auto };
      if (lock) lock.next = submission;
      else void post(submission);
    } else {
      cancelTriggers(form);
      url.hash = "";
      url.search = encode(data, true).toString();
      void visit(url.href, { element: form, auto });
    }
  });
  async function post(submission) {
    const { form, submitter, url, data, auto } = submission;
    if (!emit(form, "submit", { url, form, submitter, data }, true)) return;
    if (url === formRequest(form, null)?.url.href) cancelTriggers(form);
    const sent = auto ? void 0 : valuesOf(elementsOf2(form));
    const region = targetRegion(submitter ?? form, url);
    const navigation = beginNavigation(url, region);
    const lock = { auto };
    dropPrefetched();
    underWay.set(form, lock);
    const done = busy(form, submitter);
    const label = [...elementsOf2(form)].find((el) => hasAttr(el, Busy));
    const resetLabel = busyLabel(submitter ?? label);
    lazy.drafts?.sending(form);
    const result = await send(submission, navigation);
    resetLabel();
    done();
    underWay.delete(form);
    dropPrefetched();
    await showResult(result, submission, navigation, sent);
    endNavigation(navigation);
    if (lock.next) void post(renewed(lock.next));
    else if (lock.again && isConnected(form)) submitQuietly(form);
  }
  function renewed(submission) {
    const { form, submitter, data } = submission;
    if (!isConnected(form)) return submission;
    const now = new FormData(form);
    const button = attr3(submitter, "name");
    if (button) {
      for (const value of data.getAll(button))
        if (!now.getAll(button).includes(value)) now.append(button, value);
    }
    return { ...submission, data: now };
  }
  async function send(submission, { region }) {
    const { form, url, data, multipart } = submission;
    const hasFiles = [...data.values()].some((value) => value instanceof File && value.name);
    const body = multipart || hasFiles ? data : encode(data);
    const key = keys.get(form) ?? newKey();
    keys.set(form, key);
    const init = { method: "POST", body, headers: { [KeyHeader]: key } };
    const result = await fetchPatch(url, init, region.url, region);
    if (result.patch && result.status < 500) keys.delete(form);
    const { next, flash } = result.patch ?? {};
    if (!next) return result;
    lazy.drafts?.submitted(form);
    const second = await fetchPatch(next, { redirect: "manual" }, region.url, region);
    if (second.patch) second.patch.flash ??= flash;
    return second;
  }
  async function showResult(result, { form, submitter, url, auto }, navigation, sent) {
    const { status, patch, redirected } = result;
    const shown = displayable(result);
    const failed = status === 0 || status >= 500;
    if (isCurrent(navigation) && (status === 422 || failed)) restoreEntry();
    if (status === 422 && patch) {
      const errors = patch.fields ?? {};
      if (isConnected(form)) {
        setMessage(Flash);
        showErrors(form, errors);
      }
      if (patch.message) showMessage(patch.message);
      emit(form, "invalid", { url, fields: errors });
    } else if (shown) {
      clearErrors(form);
      lazy.drafts?.submitted(form);
      await shellReady();
      if (isCurrent(navigation)) {
        const element = submitter ?? form;
        await show(shown, { navigation, reason: "submit", element, sent, auto });
      } else {
        if (sent) resetSent(sent);
        if (shown.flash) setMessage(Flash, shown.flash);
      }
    } else if (patch?.location) {
      lazy.drafts?.submitted(form);
      loadDocument(patch.location);
    } else if (redirected && !patch && status < 400 && !auto) {
      loadDocument(redirected);
    } else if (patch && (status === 401 || status === 403) && !await mustStay()) {
      loadDocument(page.url);
    } else {
      const text = patch?.message ?? errorText(result);
      if (patch?.message) showMessage(text);
      else showServerMessage(text);
      emit(form, "error", { url, status, message: text });
    }
  }
  async function mustStay() {
    const result = await fetchPage();
    const patch = displayable(result);
    if (patch && isThisPage(patch)) return true;
    return !result.status || result.status >= 500 || !draftsAreSafe() || hasSecrets();
  }
  return { submitQuietly, submitting: () => underWay.size > 0 };
}
function encode(data, dropEmpty = false) {
  const query = new URLSearchParams();
  for (const [field, value] of data) {
    const text = value instanceof File ? value.name : value.replace(/\r\n|\n|\r/g, "\r\n");
    if (text || !dropEmpty) query.append(field, text);
  }
  return query;
}
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_");
}
function hasModifier(event) {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}
function hasSecrets() {
  const secrets = "input[type=password],input[type=file]";
  return [...document2.querySelectorAll(secrets)].some((el) => el.value);
}

// src/forms/triggers.ts




function milliseconds(text) {
  const [, number, unit = "ms"] = /^([\d.]+)(ms|s|m)?$/.exec(text) ?? [];
  return number ? +number * { ms: 1, s: 1e3, m: 6e4 }[unit] : 0;
}
function parseTriggers(text) {
  return text.split(/,(?=\s*[a-z])/).map((part) => part.trim().split(/\s+/)).filter(([head]) => head).map(([head, ...options]) => {
    const [event, ...argument] = head.split(":");
    const option = (key) => milliseconds(options.find((o) => o.startsWith(key + ":"))?.slice(key.length + 1) ?? "");
    return {
      event,
      argument: argument.join(":"),
      delay: option("delay"),
      throttle: option("throttle")
    };
  });
}
function triggersOf(el, event) {
  return parseTriggers(attr4(el, On) ?? "").filter((trigger) => trigger.event === event);
}
function intervalOf(el) {
  return milliseconds(triggersOf(el, "every")[0]?.argument ?? "");
}
function startTriggers(submitQuietly) {
  const timers = /* @__PURE__ */ new Map();
  const lastFired = /* @__PURE__ */ new WeakMap();
  function cancel(el) {
    clearTimeout(timers.get(el));
    timers.delete(el);
  }
  function schedule(el, { delay, throttle }) {
    const elapsed = Date.now() - (lastFired.get(el) ?? 0);
    const wait = throttle ? Math.max(0, throttle - elapsed) : delay;
    cancel(el);
    if (wait) timers.set(el, setTimeout(fire, wait, el));
    else fire(el);
  }
  function fire(el) {
    cancel(el);
    if (!isConnected2(el)) return;
    lastFired.set(el, Date.now());
    const form = formOf2(el);
    if (el instanceof HTMLAnchorElement)
      void visit2(el.href, { element: el, auto: true });
    else if (form) submitQuietly(form);
  }
  function onEdit(event) {
    if (event.isComposing) return;
    const { target } = event;
    const type = event.type === "compositionend" ? "input" : event.type;
    for (const el of /* @__PURE__ */ new Set([target, formOf2(target)])) {
      if (!(el instanceof Element)) continue;
      for (const trigger of triggersOf(el, type)) schedule(el, trigger);
    }
  }
  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.defaultPrevented || event.isComposing) return;
    const fields = "input,textarea,select,[contenteditable]";
    const typing = closest(event.target, fields);
    if (typing && event.key !== "Escape") return;
    const el = shortcuts().find(
      (el2) => triggersOf(el2, "key").some((trigger) => trigger.argument === event.key)
    );
    if (!el) return;
    event.preventDefault();
    if (is2(el, "input,textarea,select")) focus2(el);
    else if (el instanceof HTMLFormElement) call3(el, "requestSubmit");
    else call3(el, "click");
  }
  function shortcuts() {
    const open = "dialog:modal,dialog[open][aria-modal=true],:popover-open";
    const top = [...document3.querySelectorAll(open)].at(-1) ?? document3.documentElement;
    return [...queryAll2(top, `[${On}*="key:"]`)].reverse();
  }
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      for (const trigger of triggersOf(target, "visible")) schedule(target, trigger);
    }
  });
  const observed = /* @__PURE__ */ new WeakMap();
  const intervals = /* @__PURE__ */ new Map();
  function mountTriggers() {
    for (const [el, interval] of intervals) {
      if (isConnected2(el) && intervalOf(el) === interval.every) continue;
      clearInterval(interval.timer);
      intervals.delete(el);
    }
    for (const el of document3.querySelectorAll(`[${On}]`)) {
      const every = intervalOf(el);
      if (every && !intervals.has(el)) {
        const timer = setInterval(() => document3.hidden || fire(el), every);
        intervals.set(el, { every, timer });
      }
      const href = attr4(el, "href");
      if (observed.get(el) !== href && triggersOf(el, "visible").length) {
        observed.set(el, href);
        observer.unobserve(el);
        observer.observe(el);
      }
    }
  }
  for (const type of ["input", "change", "compositionend"]) document3.addEventListener(type, onEdit);
  document3.addEventListener("keydown", onKey);
  contentChanged.listen(mountTriggers);
  serverStops.listen(() => [...timers.keys()].forEach(fire));
  mountTriggers();
  heldEdits.forEach(onEdit);
  return (form) => {
    for (const el of timers.keys()) if (formOf2(el) === form) cancel(el);
  };
}

// src/forms/forms.ts
function start() {
  let cancelTriggers = (_form) => {
  };
  const { submitQuietly, submitting } = startSubmit((form) => cancelTriggers(form));
  startErrors();
  cancelTriggers = startTriggers(submitQuietly);
  return { submitting };
}
return start();
}
