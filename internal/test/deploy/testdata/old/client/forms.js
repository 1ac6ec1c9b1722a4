export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,,document,parentElement,,,contains,,hasAttr,idOf,isConnected,,call,,,set,setTextContent,setAttr,lazy,page,contentChanged,focus,formOf,,queryAll,,showMessage,own,setting,loadItem,,,,backoff,errorText,pauseAfter,,,,childNodes,elementsOf,is,textContent,,,root,,,beginNavigation,fetchPatch,,,answerShown,,removeAttr,emit,,,,,,,,,visit,targetRegion,,,,,,,,,,heldEdits,encode,formRequest,load,loadDocument,,keptKey,fileMissing,,replaceChildren,,,,,ready,busy,restoreEntry,endNavigation,isCurrent,dropPrefetched,isLost,awaitsParts,isModified,showServerMessage,questionOf,draftsAreSafe,displayable,fetchPage,isThisPage,setMessage,showFailure],[currentUser,,apply,,,,,,,valuesOf,shellReady,resetSent,show]] = exported;
// src/contract.ts
var KeyHeader = "Goldfish-Key";
var ViewerHeader = "Goldfish-Viewer";
var RowsField = "goldfish-rows";
var ConfirmField = "_confirm";
var NoViewer = "-";
var Once = "data-gf-once";
var Flash = "data-gf-flash";
var On = "data-gf-on";
var Busy = "data-gf-busy";
var Error = "data-gf-error";
var Check = "data-gf-check";
var Upload = "data-gf-upload";

// src/forms/forms.ts






// src/forms/errors.ts



function fieldsOf(form, name) {
  return [...elementsOf(form)].filter(
    (el) => !!name && attr(el, "name") === name && attr(el, "type") !== "hidden"
  );
}
function placesOf(form, name) {
  const selector = own(Error, `"${CSS.escape(name)}"`);
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
  const names = [...document.querySelectorAll(own(Error))].map((place) => attr(place, Error));
  for (const name of new Set(names)) clearField(form, name);
  for (const el of elementsOf(form)) removeAttr(el, "aria-invalid");
}
function mark(form, name, text) {
  const places = placesOf(form, name);
  for (const place of places) fill(place, text);
  for (const field of fieldsOf(form, name)) {
    setAttr(field, "aria-invalid", "true");
    for (const place of places) if (idOf(place)) setDescribed(field, idOf(place), true);
  }
  return places.length > 0;
}
function markErrors(form, errors, names) {
  for (const name of names) {
    clearField(form, name);
    if (errors[name]) mark(form, name, errors[name]);
  }
}
function showErrors(form, errors) {
  clearErrors(form);
  const unplaced = [];
  for (const [name, text] of Object.entries(errors)) {
    if (!mark(form, name, text)) unplaced.push(text);
  }
  if (unplaced.length) {
    const text = join([errors[""], ...unplaced]);
    const places = placesOf(form, "");
    for (const place of places.length ? places : [addPlace(form)]) fill(place, text);
  }
  const invalid = [...elementsOf(form)].find((el) => is(el, ":not(fieldset)[aria-invalid=true]"));
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
  const onEdit = ({ target }) => {
    const form = formOf(target);
    const name = form && attr(target, "name");
    if (form && name) clearField(form, name);
  };
  document.addEventListener("input", onEdit);
  heldEdits.forEach(onEdit);
}

// src/forms/forms.ts


// src/forms/submit.ts

















// src/forms/busyLabel.ts


function busyLabel(button) {
  const label = setting(button, Busy);
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


// src/forms/nextPage.ts





async function fetchNext(url, navigation) {
  const { region } = navigation;
  for (let tries = 0; ; tries++) {
    const result = await fetchPatch(url, { redirect: "manual" }, region.url, region);
    const { status, retryAfter = 0 } = result;
    if (!isLost(status) || !isCurrent(navigation)) return result;
    showServerMessage(errorText({ status: 0 }));
    await new Promise((done) => setTimeout(done, pauseAfter(retryAfter) + backoff(tries)));
  }
}

// src/forms/submit.ts


// src/forms/result.ts















async function showResult(result, { form, submitter, url, auto, sent, page: from, data, done }, navigation) {
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
    const sentences = isConnected(form) ? [] : Object.values(errors);
    const text = [patch.message, ...sentences].filter(Boolean).join(" ");
    if (text) showMessage(text);
    emit(form, "invalid", { url, fields: errors });
  } else if (shown) {
    clearErrors(form);
    lazy.drafts?.submitted(form, from, data, auto);
    await shellReady();
    const options = { navigation, reason: "submit", element: submitter ?? form, sent, auto };
    if (!(isCurrent(navigation) && await show(shown, options))) {
      const { region } = navigation;
      if (region === page && page.url === from && isThisPage(shown)) {
        apply(shown, { reason: "push", sent });
        answerShown.send();
      } else if (sent) resetSent(sent);
      if (shown.flash) showMessage(shown.flash);
    }
  } else if (patch?.location) {
    lazy.drafts?.submitted(form, from, data, auto);
    if (isCurrent(navigation)) loadDocument(patch.location);
    else if (patch.flash) showMessage(patch.flash);
  } else if (redirected && !patch && status < 400 && !auto && isCurrent(navigation)) {
    loadDocument(redirected);
  } else if (patch && (status === 401 || status === 403) && !await mustStay()) {
    loadDocument(page.url);
  } else if (done && (!patch || failed)) {
    if (isCurrent(navigation)) loadDocument(done);
  } else {
    const text = patch?.message ?? errorText(result);
    showFailure(result, text);
    emit(form, "error", { url, status, message: text });
  }
}
async function mustStay() {
  const result = await fetchPage();
  const patch = displayable(result);
  if (patch && isThisPage(patch)) return true;
  return !result.status || result.status >= 500 || !draftsAreSafe() || hasSecrets();
}
function hasSecrets() {
  const secrets = "input[type=password],input[type=file]";
  return [...document.querySelectorAll(secrets)].some((el) => el.value);
}

// src/forms/submission.ts



function newSubmission(form, submitter, { url, multipart }, data, auto) {
  return {
    key: "",
    form,
    submitter,
    url: url.href,
    data,
    multipart,
    auto,
    at: 0,
    viewer: "",
    page: page.url,
    title: document.title,
    id: idOf(form),
    action: formRequest(form, null)?.url.href ?? "",
    tries: 0,
    abort: new AbortController()
  };
}

// src/forms/submit.ts
function startSubmit(cancelTriggers) {
  const underWay = /* @__PURE__ */ new Map();
  const automatic = /* @__PURE__ */ new WeakSet();
  const keys = /* @__PURE__ */ new WeakMap();
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
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
    const isRowButton = attr(submitter, "name") === RowsField;
    if (isRowButton && !fileMissing()) {
      event.preventDefault();
      void load("rows").then(
        (loaded) => loaded ? lazy.rows.press(submitter) : call(form, "requestSubmit", submitter)
      );
      return;
    }
    const lock = underWay.get(form);
    const request = formRequest(form, submitter);
    const handled = request && !isRowButton && !isModified();
    const data = new FormData(form, submitter);
    if (handled && lock) {
      const { submission, next, unknown, answered } = lock;
      const { auto: auto2 } = submission;
      const same = request.url.href === submission.url && bodyOf(data) === bodyOf(submission.data);
      if (unknown) lazy.resend?.tryNow(submission);
      if (answered ? same && !auto2 : unknown ? same : !auto2 || next) return event.preventDefault();
    }
    const confirmed = data.has(ConfirmField);
    const question = !confirmed && questionOf(form, submitter);
    if (question && !confirm(question)) return event.preventDefault();
    if (!handled) return;
    event.preventDefault();
    const auto = automatic.has(form);
    const { url, post: posts } = request;
    if (posts) {
      if (question) data.append(ConfirmField, question);
      const submission = newSubmission(form, submitter, request, data, auto);
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
    if (!emit(form, "submit", { url, form, submitter, data, auto }, true)) return;
    if (url === submission.action) cancelTriggers(form);
    submission.sent = auto ? void 0 : valuesOf(elementsOf(form));
    submission.at = Date.now();
    submission.viewer = currentUser();
    lazy.drafts?.sending(form);
    await sendUntilKnown(submission);
  }
  async function sendUntilKnown(submission, result) {
    const lock = { submission };
    const { url, auto, page: from } = submission;
    underWay.set(submission.form, lock);
    const place = submission.submitter ?? submission.form;
    if (awaitsParts(place)) await ready.parts;
    const region = targetRegion(place, url);
    const here = page.url === from || isConnected(submission.form);
    const inBackground = result && (region.navigation || !here);
    let navigation = inBackground ? { url, region, abort: new AbortController() } : beginNavigation(url, region);
    await load("resend");
    const { resend } = lazy;
    submission.key ||= keys.get(submission.form) ?? newKey();
    keys.set(submission.form, submission.key);
    resend?.begin(submission);
    for (; ; ) {
      if (result && isUnknown(result, submission)) {
        const { form } = submission;
        lock.unknown = true;
        if (isCurrent(navigation)) restoreEntry();
        const { status, patch } = result;
        emit(form, "error", { url, status, message: patch?.message ?? errorText(result) });
        const again = await resend?.decide(submission, result);
        if (!again) {
          if (again === false) result = void 0;
          break;
        }
      } else if (result) break;
      result = await attempt(submission, navigation);
      if (!result) break;
    }
    lock.answered = true;
    resend?.end(submission, result);
    try {
      if (result) {
        const { form, done } = submission;
        if (done || result.patch && result.status < 500) keys.delete(form);
        const back = page.url === from && isConnected(form) && !region.navigation;
        if (back && !isCurrent(navigation)) navigation = beginNavigation(url, region);
        if (!auto && lock.unknown) submission.sent = resend.stillSent(submission);
        await showResult(result, submission, navigation);
      }
    } finally {
      underWay.delete(submission.form);
      endNavigation(navigation);
    }
    if (!result) return;
    if (lock.next) void post(renewed(lock.next));
    else if (lock.again && isConnected(submission.form)) submitQuietly(submission.form);
  }
  async function attempt(submission, navigation) {
    const { form, submitter, abort } = submission;
    dropPrefetched();
    const done = busy(form, submitter);
    const label = [...elementsOf(form)].find((el) => setting(el, Busy));
    const resetLabel = busyLabel(submitter ?? label);
    try {
      return await send(submission, navigation);
    } catch (err) {
      if (!abort.signal.aborted) throw err;
      return void 0;
    } finally {
      resetLabel();
      done();
      dropPrefetched();
    }
  }
  function isUnknown({ status, patch }, { done, auto, tries }) {
    if (done) return false;
    if (status === 409) return tries > 1;
    const once = hasAttr(root, Once);
    return isLost(status) && (once || !(patch || auto));
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
  async function send(submission, navigation) {
    const { region } = navigation;
    const { form, url, data, multipart, page: from, abort, auto } = submission;
    const hasFiles = [...data.values()].some((value) => value instanceof File && value.name);
    const body = multipart || hasFiles ? data : encode(data);
    const headers = { [KeyHeader]: submission.key };
    if (submission.tries++) headers[ViewerHeader] = submission.viewer || NoViewer;
    const init = { method: "POST", body, headers, signal: abort.signal };
    const result = await fetchPatch(url, init, region.url, region);
    const { next, flash } = result.patch ?? {};
    if (!next) return result;
    submission.done = next;
    lazy.drafts?.submitted(form, from, data, auto);
    const second = await fetchNext(next, navigation);
    if (second.patch) second.patch.flash ??= flash;
    else if (flash && !isCurrent(navigation)) showMessage(flash);
    return second;
  }
  contentChanged.listen(() => {
    for (const [old, lock] of [...underWay]) {
      const { submission } = lock;
      const form = isConnected(old) ? void 0 : lazy.resend?.findForm(submission);
      if (!form || underWay.has(form)) continue;
      underWay.delete(old);
      underWay.set(submission.form = form, lock);
      submission.submitter = null;
      if (!lock.answered) keys.set(form, submission.key);
    }
  });
  return {
    submitQuietly,
    submitting: () => underWay.size > 0,
    /** A form was sent by an earlier document: this names the submission. */
    setKey: (form, key) => void keys.set(form, key),
    /**
     * Goes on with a submission of an earlier document, unless the person has sent it again.
     */
    resume(submission) {
      if (!underWay.has(submission.form)) void sendUntilKnown(submission, { status: 0 });
    }
  };
}
var bodyOf = (data) => JSON.stringify(
  [...data],
  (_, value) => value instanceof File ? [value.name, value.size, value.lastModified] : value
);
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_");
}

// src/forms/forms.ts
function start() {
  const exports = startSubmit((form) => {
    lazy.triggers?.(form);
    for (const edit of heldEdits) if (formOf(edit.target) === form) heldEdits.delete(edit);
    lazy.check?.stop(form);
  });
  startErrors();
  const posts = () => document.querySelector("form[method=post i]") || loadItem(keptKey, "");
  function mount() {
    if (posts()) void load("resend");
    if (document.querySelector(own(On))) void load("triggers");
    else heldEdits.clear();
    if (document.querySelector(own(Check))) void load("check");
    if (document.querySelector(own(Upload))) void load("upload");
  }
  contentChanged.listen(mount);
  mount();
  return { ...exports, markErrors };
}
return start();
}
