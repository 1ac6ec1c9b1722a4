// src/contract.ts
var Flash = "data-gf-flash";
var On = "data-gf-on";
var Busy = "data-gf-busy";

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
var isConnected = /* @__PURE__ */ getter(ofNode, "isConnected");
var textContent = /* @__PURE__ */ getter(ofNode, "textContent");
var setTextContent = /* @__PURE__ */ setter(ofNode, "textContent");
var ofElement = Element.prototype;
var getAttribute = /* @__PURE__ */ method(
  ofElement,
  "getAttribute"
);
var hasAttr = /* @__PURE__ */ method(ofElement, "hasAttribute");
var closestTo = /* @__PURE__ */ method(ofElement, "closest");
var matches = /* @__PURE__ */ method(ofElement, "matches");
var queryAll = /* @__PURE__ */ method(ofElement, "querySelectorAll");
var replaceChildren = /* @__PURE__ */ method(
  ofElement,
  "replaceChildren"
);
function attr(el, name) {
  return el ? getAttribute(el, name) : null;
}
function closest(el, selector) {
  return el instanceof Element ? closestTo(el, selector) : null;
}
function is(el, selector) {
  return !!el && matches(el, selector);
}
var ofForm = HTMLFormElement.prototype;
var elementsOf = /* @__PURE__ */ getter(ofForm, "elements");
function formOf(el) {
  if (el instanceof HTMLFormElement) return el;
  if (!(el instanceof Element)) return null;
  const form = "form" in el ? el.form : void 0;
  return form instanceof HTMLFormElement ? form : closest(el, "form");
}
function focus(el, stay = false) {
  call(el, "focus", { preventScroll: stay });
}

// src/forms/busyLabel.ts
function busyLabel(button) {
  const label = attr(button, Busy);
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
  setTextContent(button, label);
  return () => {
    if (textContent(button) === label) replaceChildren(button, ...children);
  };
}

// src/forms/submit.ts
function startSubmit(deps, cancelTriggers) {
  const { emit, fields, lazy, messages, navigation: nav, page, requests } = deps;
  const underWay = /* @__PURE__ */ new Map();
  const automatic = /* @__PURE__ */ new WeakSet();
  let click;
  function submitQuietly(form) {
    const lock = underWay.get(form);
    if (lock) {
      lock.again = true;
      return;
    }
    if (!hasAttr(form, "novalidate") && !is(form, ":valid")) return;
    automatic.add(form);
    call(form, "requestSubmit");
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
  safeDocument.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
    const lock = underWay.get(form);
    const request = deps.formRequest(form, submitter);
    const ours = request && !(click && (click.button || hasModifier(click)));
    if (ours && lock && (!lock.auto || lock.next)) return event.preventDefault();
    const question = deps.questionOf(form, submitter);
    if (question && !confirm(question)) return event.preventDefault();
    if (!ours) return;
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
      void nav.visit(url.href, { element: form, auto });
    }
  });
  async function post(submission) {
    const { form, submitter, url, data, auto } = submission;
    if (!emit(form, "submit", { url, form, submitter, data }, true)) return;
    if (url === deps.formRequest(form, null)?.url.href) cancelTriggers(form);
    const sent = auto ? void 0 : fields.valuesOf(elementsOf(form));
    const region = nav.targetRegion(submitter ?? form, url);
    const navigation = nav.beginNavigation(url, region);
    const lock = { auto };
    nav.dropPrefetched();
    underWay.set(form, lock);
    const done = nav.busy(form, submitter);
    const label = [...elementsOf(form)].find((el) => hasAttr(el, Busy));
    const resetLabel = busyLabel(submitter ?? label);
    const loading = deps.loadErrors();
    lazy.drafts?.sending(form);
    const result = await send(submission, navigation);
    if (result.status === 422) await loading;
    resetLabel();
    done();
    underWay.delete(form);
    nav.dropPrefetched();
    await showResult(result, submission, navigation, sent);
    nav.endNavigation(navigation);
    if (lock.next) void post(renewed(lock.next));
    else if (lock.again && isConnected(form)) submitQuietly(form);
  }
  function renewed(submission) {
    const { form, submitter, data } = submission;
    if (!isConnected(form)) return submission;
    const now = new FormData(form);
    const button = attr(submitter, "name");
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
    const result = await requests.fetchPatch(url, { method: "POST", body }, region.url, region);
    const { next, flash } = result.patch ?? {};
    if (!next) return result;
    lazy.drafts?.submitted(form);
    const second = await requests.fetchPatch(next, { redirect: "manual" }, region.url, region);
    if (second.patch) second.patch.flash ??= flash;
    return second;
  }
  async function showResult(result, { form, submitter, url, auto }, navigation, sent) {
    const { status, patch, redirected } = result;
    const shown = requests.displayable(result);
    const failed = status === 0 || status >= 500;
    if (nav.isCurrent(navigation) && (status === 422 || failed)) nav.restoreEntry();
    if (status === 422 && patch) {
      const errors = patch.fields ?? {};
      if (isConnected(form)) {
        const unplaced = lazy.errors?.showErrors(form, errors) ?? Object.values(errors).join(" ");
        messages.setMessage(Flash, unplaced);
      }
      if (patch.say) messages.showMessage(patch.say);
      emit(form, "invalid", { url, fields: errors });
    } else if (shown) {
      lazy.errors?.clearErrors(form);
      lazy.drafts?.submitted(form);
      await nav.shellReady();
      if (nav.isCurrent(navigation)) {
        const element = submitter ?? form;
        await nav.show(shown, { navigation, reason: "submit", element, sent, auto });
      } else {
        if (sent) fields.resetSent(sent);
        if (shown.flash) messages.setMessage(Flash, shown.flash);
      }
    } else if (patch?.location) {
      lazy.drafts?.submitted(form);
      nav.loadDocument(patch.location);
    } else if (redirected && !patch && status < 400 && !auto) {
      nav.loadDocument(redirected);
    } else if (patch && (status === 401 || status === 403) && !await mustStay()) {
      nav.loadDocument(page.url);
    } else {
      const text = patch?.say ?? messages.errorText(result);
      if (patch?.say) messages.showMessage(text);
      else messages.showServerMessage(text);
      emit(form, "error", { url, status, say: text });
    }
  }
  async function mustStay() {
    const result = await requests.fetchPage();
    const patch = requests.displayable(result);
    if (patch && requests.isThisPage(patch)) return true;
    return !result.status || result.status >= 500 || !deps.draftsAreSafe() || hasSecrets();
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
function hasModifier(event) {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}
function hasSecrets() {
  const secrets = "input[type=password],input[type=file]";
  return [...safeDocument.querySelectorAll(secrets)].some((el) => el.value);
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
  return parseTriggers(attr(el, On) ?? "").filter((trigger) => trigger.event === event);
}
function intervalOf(el) {
  return milliseconds(triggersOf(el, "every")[0]?.argument ?? "");
}
function startTriggers(deps) {
  const { contentChanged, heldEdits, navigation, submitQuietly } = deps;
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
    if (!isConnected(el)) return;
    lastFired.set(el, Date.now());
    const form = formOf(el);
    if (el instanceof HTMLAnchorElement)
      void navigation.visit(el.href, { element: el, auto: true });
    else if (form) submitQuietly(form);
  }
  function onEdit(event) {
    if (event.isComposing) return;
    const { target } = event;
    const type = event.type === "compositionend" ? "input" : event.type;
    for (const el of /* @__PURE__ */ new Set([target, formOf(target)])) {
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
    if (is(el, "input,textarea,select")) focus(el);
    else if (el instanceof HTMLFormElement) call(el, "requestSubmit");
    else call(el, "click");
  }
  function shortcuts() {
    const open = "dialog:modal,dialog[open][aria-modal=true],:popover-open";
    const top = [...safeDocument.querySelectorAll(open)].at(-1) ?? safeDocument.documentElement;
    return [...queryAll(top, `[${On}*="key:"]`)].reverse();
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
      if (isConnected(el) && intervalOf(el) === interval.every) continue;
      clearInterval(interval.timer);
      intervals.delete(el);
    }
    for (const el of safeDocument.querySelectorAll(`[${On}]`)) {
      const every = intervalOf(el);
      if (every && !intervals.has(el)) {
        const timer = setInterval(() => safeDocument.hidden || fire(el), every);
        intervals.set(el, { every, timer });
      }
      const href = attr(el, "href");
      if (observed.get(el) !== href && triggersOf(el, "visible").length) {
        observed.set(el, href);
        observer.unobserve(el);
        observer.observe(el);
      }
    }
  }
  for (const type of ["input", "change", "compositionend"]) safeDocument.addEventListener(type, onEdit);
  safeDocument.addEventListener("keydown", onKey);
  contentChanged.listen(mountTriggers);
  mountTriggers();
  heldEdits.forEach(onEdit);
  return (form) => {
    for (const el of timers.keys()) if (formOf(el) === form) cancel(el);
  };
}

// src/forms/forms.ts
var fingerprint = "UuDjeExq";
function startForms(deps) {
  let cancelTriggers = (_form) => {
  };
  const { submitQuietly, submitting } = startSubmit(deps, (form) => cancelTriggers(form));
  cancelTriggers = startTriggers({ ...deps, submitQuietly });
  return { submitting };
}
export {
  fingerprint,
  startForms
};
