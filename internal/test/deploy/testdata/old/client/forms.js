// src/contract.ts
var Flash = "data-gf-flash";
var On = "data-gf-on";
var Busy = "data-gf-busy";

// src/forms/busyLabel.ts
function busyLabel(button) {
  const label = button?.getAttribute(Busy);
  if (!button || !label) return () => {
  };
  if (button instanceof HTMLInputElement) {
    const { value } = button;
    button.value = label;
    return () => {
      if (button.value === label) button.value = value;
    };
  }
  const children = [...button.childNodes];
  button.textContent = label;
  return () => {
    if (button.textContent === label) button.replaceChildren(...children);
  };
}

// src/forms/submit.ts
function startSubmit(deps) {
  const { emit, fields, lazy, messages, navigation: nav, page, requests } = deps;
  const underWay = /* @__PURE__ */ new Map();
  const automatic = /* @__PURE__ */ new WeakSet();
  function submitQuietly(form) {
    const lock = underWay.get(form);
    if (lock) {
      lock.again = true;
      return;
    }
    if (!form.noValidate && !form.matches(":valid")) return;
    automatic.add(form);
    form.requestSubmit();
    automatic.delete(form);
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const { submitter } = event;
    if (event.defaultPrevented) return;
    if (underWay.has(form)) return event.preventDefault();
    const question = deps.questionOf(form, submitter);
    if (question && !confirm(question)) return event.preventDefault();
    const request = deps.formRequest(form, submitter);
    if (!request) return;
    event.preventDefault();
    const data = new FormData(form, submitter);
    const auto = automatic.has(form);
    const { url } = request;
    if (request.post) {
      const { multipart } = request;
      void post({ form, submitter, url: url.href, data, multipart, auto });
    } else {
      url.hash = "";
      url.search = encode(data, true).toString();
      void nav.visit(url.href, { element: form, auto });
    }
  });
  async function post(submission) {
    const { form, submitter, url, data, auto } = submission;
    if (!emit(form, "submit", { url, form, submitter, data }, true)) return;
    const sent = auto ? void 0 : valuesOf(form);
    const region = nav.targetRegion(submitter ?? form, url);
    const navigation = nav.beginNavigation(url, region);
    const lock = { again: false };
    nav.dropPrefetched();
    underWay.set(form, lock);
    const done = nav.busy(form, submitter);
    const resetLabel = busyLabel(submitter ?? form.querySelector(`[${Busy}]`));
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
    if (lock.again && form.isConnected) submitQuietly(form);
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
      if (form.isConnected) {
        const unplaced = lazy.errors?.showErrors(form, errors) ?? Object.values(errors).join(" ");
        messages.setMessage(Flash, unplaced);
      }
      if (patch.message) messages.showMessage(patch.message);
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
    } else if (status && status < 400 && !patch) {
      nav.loadDocument(redirected ?? page.url);
    } else if (patch && (status === 401 || status === 403) && !await mustStay()) {
      nav.loadDocument(page.url);
    } else {
      const text = patch?.message ?? messages.errorText(status);
      if (patch?.message) messages.showMessage(text);
      else messages.showServerMessage(text);
      emit(form, "error", { url, status, message: text });
    }
  }
  function valuesOf(form) {
    const controls = [...fields.elementsOf(form)].filter(
      (el) => "validity" in el && "value" in el && fields.isEditable(el)
    );
    return new Map(controls.map((el) => [el, fields.currentValue(el)]));
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
function hasSecrets() {
  const secrets = "input[type=password],input[type=file]";
  return [...document.querySelectorAll(secrets)].some((el) => el.value);
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
  return parseTriggers(el.getAttribute(On) ?? "").filter((trigger) => trigger.event === event);
}
function intervalOf(el) {
  return milliseconds(triggersOf(el, "every")[0]?.argument ?? "");
}
function formOf(el) {
  if (el instanceof HTMLFormElement) return el;
  return el.form ?? el.closest("form");
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
    if (!el.isConnected) return;
    lastFired.set(el, Date.now());
    const form = formOf(el);
    if (el instanceof HTMLAnchorElement)
      void navigation.visit(el.href, { element: el, auto: true });
    else if (form) submitQuietly(form);
  }
  function onEdit(event) {
    if (event.isComposing) return;
    const field = event.target;
    const type = event.type === "compositionend" ? "input" : event.type;
    for (const el of [field, field.form]) {
      if (!(el instanceof Element)) continue;
      for (const trigger of triggersOf(el, type)) schedule(el, trigger);
    }
  }
  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.defaultPrevented || event.isComposing) return;
    const fields = "input,textarea,select,[contenteditable]";
    const typing = event.target.closest?.(fields);
    if (typing && event.key !== "Escape") return;
    const el = shortcuts().find(
      (el2) => triggersOf(el2, "key").some((trigger) => trigger.argument === event.key)
    );
    if (!el) return;
    event.preventDefault();
    if (el.matches("input,textarea,select")) el.focus();
    else if (el instanceof HTMLFormElement) el.requestSubmit();
    else el.click();
  }
  function shortcuts() {
    const open = "dialog:modal,dialog[open][aria-modal=true],:popover-open";
    const top = [...document.querySelectorAll(open)].at(-1) ?? document;
    return [...top.querySelectorAll(`[${On}*="key:"]`)].reverse();
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
      if (el.isConnected && intervalOf(el) === interval.every) continue;
      clearInterval(interval.timer);
      intervals.delete(el);
    }
    for (const el of document.querySelectorAll(`[${On}]`)) {
      const every = intervalOf(el);
      if (every && !intervals.has(el)) {
        const timer = setInterval(() => document.hidden || fire(el), every);
        intervals.set(el, { every, timer });
      }
      const href = el.getAttribute("href");
      if (observed.get(el) !== href && triggersOf(el, "visible").length) {
        observed.set(el, href);
        observer.unobserve(el);
        observer.observe(el);
      }
    }
  }
  for (const type of ["input", "change", "compositionend"]) document.addEventListener(type, onEdit);
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", ({ target }) => {
    for (const el of timers.keys()) if (formOf(el) === target) cancel(el);
  });
  contentChanged.listen(mountTriggers);
  mountTriggers();
  heldEdits.forEach(onEdit);
}

// src/forms/forms.ts
var fingerprint = "cigvco-B";
function startForms(deps) {
  const { submitQuietly, submitting } = startSubmit(deps);
  startTriggers({ ...deps, submitQuietly });
  return { submitting };
}
export {
  fingerprint,
  startForms
};
