export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,closest,document,,,,contains,,hasAttr,idOf,isConnected,,call,append,removeNode,set,setTextContent,setAttr,lazy,page,contentChanged,focus,,,,,showMessage,own,,loadItem,saveItem,text,,backoff,,,,now,,,elementsOf,is,,isControl,,root,,,,,,pathOf,,,,,,,,,,,,,,,,,,,,,,,,,,formRequest,load,loadDocument,duration,keptKey],[currentUser,,,,,,,,,valuesOf]] = exported;
// src/contract.ts
var BaseField = "_base";
var Once = "data-gf-once";
var Flash = "data-gf-flash";
var Draft = "data-gf-draft";
var Pending = "data-gf-pending";
var Unsaved = "data-gf-unsaved";
var EventPrefix = "goldfish:";

// src/forms/resend.ts












// src/forms/kept.ts








var keptFor = 18e5;
var off = `[${Draft}=off]`;
function keep(submission) {
  const { key, url, multipart, auto, at, viewer, page: page4, title, id, action, data } = submission;
  const kept = { key, url, multipart, auto, at, viewer, page: page4, title, id, action };
  const fields = [...data].map(([field, value]) => [
    field,
    value instanceof File ? null : value
  ]);
  const stored = hasSecrets(submission) ? kept : { ...kept, fields };
  if (!save({ [key]: stored })) save({ [key]: kept });
}
function forget({ key }) {
  save({ [key]: void 0 });
}
function save(change) {
  const all = { ...loadItem(keptKey, {}), ...change };
  return saveItem(keptKey, Object.values(all).some(Boolean) ? all : "");
}
function hasSecrets({ form, data }) {
  return [...data.values()].some((value) => value instanceof File && value.name) || [...elementsOf(form)].some(
    (el) => !is(el, "button") && (is(el, "[type=password]") || !!closest(el, off))
  );
}
function leftSubmissions() {
  return Object.values(loadItem(keptKey, {})).flatMap((stored) => {
    if (Date.now() - stored.at > keptFor || isForeign(stored, currentUser())) {
      forget(stored);
      return [];
    }
    const { fields, ...kept } = stored;
    const data = new FormData();
    for (const [field, value] of fields ?? []) data.append(field, value ?? new File([], ""));
    const form = document.createElement("form");
    setAttr(form, "action", kept.action);
    const submission = {
      ...kept,
      form,
      submitter: null,
      data,
      partial: !fields,
      tries: 1,
      abort: new AbortController()
    };
    submission.form = findForm(submission) ?? form;
    return [submission];
  });
}
function isForeign({ viewer }, now2) {
  return viewer !== now2 && !!now2;
}
function findForm({ page: from, id, action, data, partial }) {
  if (pathOf(from) !== pathOf(page.url)) return void 0;
  return [...document.forms].find(
    (form) => idOf(form) === id && (formRequest(form, null)?.url.href ?? "") === action && [...elementsOf(form)].every(
      (el) => partial || !is(el, `[type=hidden][name]:not([name=${BaseField}])`) || holdsSent(el, data)
    )
  );
}
function stillSent({ form, data }) {
  return new Map([...valuesOf(elementsOf(form))].filter(([el]) => holdsSent(el, data)));
}
function holdsSent(el, data) {
  const all = data.getAll(attr(el, "name") ?? "");
  if (!isControl(el)) return false;
  if (el instanceof HTMLSelectElement)
    return [...el.selectedOptions].every(({ value }) => all.includes(value));
  const sent = all.includes(el.value);
  return /^(checkbox|radio)$/.test(el.type) ? sent === el.checked : sent;
}

// src/forms/resendNotice.ts




function newNotice(cancel) {
  const el = document.createElement("div");
  const line = document.createElement("p");
  const next = document.createElement("p");
  const action = button();
  el.className = "goldfish-resend";
  line.setAttribute("role", "status");
  append(el, line, next, action);
  if (cancel) {
    const el2 = button(text("cancel", "Cancel"));
    el2.onclick = cancel;
    append(el, el2);
  }
  return { el, line, next, action };
}
function button(label = "") {
  const el = document.createElement("button");
  el.type = "button";
  setTextContent(el, label);
  return el;
}
function place({ el, line, sentence = "" }, { form, title }) {
  const inForm = isConnected(form);
  if (inForm) {
    if (!contains(form, el)) append(form, el);
  } else if (!isConnected(el) || is(el, "form *")) {
    const flash = document.querySelector(own(Flash));
    if (flash) call(flash, "after", el);
    else call(page.element, "prepend", el);
  }
  setTimeout(setTextContent, 50, line, inForm ? sentence : `${title}: ${sentence}`);
}
function remove({ el }, { form, submitter }) {
  const focused = contains(el, document.activeElement);
  removeNode(el);
  const last = [...elementsOf(form)].filter((el2) => is(el2, "button,[type=submit]")).at(-1);
  const to = submitter && isConnected(submitter) ? submitter : last;
  if (focused && to && isConnected(to)) focus(to, true);
}

// src/forms/resend.ts
var resendFor = 6e5;
function start() {
  const waits = /* @__PURE__ */ new Map();
  const interruptions = /* @__PURE__ */ new Map();
  async function decide(submission, { status, patch, retryAfter = 0 }) {
    const refused = status === 409;
    const viewer = refused ? patch?.fingerprints?.split(".")[3]?.split("~")[0] : currentUser();
    if (refused && viewer === submission.viewer) return void 0;
    if (viewer && viewer !== submission.viewer) return false;
    const left2 = submission.at + resendFor - Date.now();
    const wait = waits.get(submission) ?? add(submission);
    wait.state = viewer !== submission.viewer ? "signedOut" : hasAttr(root, Once) && left2 > 0 ? "timed" : "asks";
    wait.tryAt = now() + Math.min(left2, retryAfter * 1e3 + backoff(submission.tries - 1));
    wait.demanded = !!retryAfter;
    const again = await new Promise((done) => {
      wait.decide = done;
      show(wait, patch?.message);
    });
    wait.decide = void 0;
    show(wait);
    return again;
  }
  function add(submission) {
    const wait = {
      ...newNotice(() => cancel(wait)),
      submission,
      state: "asks",
      tryAt: 0,
      demanded: false
    };
    wait.action.onclick = () => tryNow(submission);
    waits.set(submission, wait);
    return wait;
  }
  function show(wait, message) {
    const { action, state, submission } = wait;
    const sentence = !wait.decide ? text("sending", "Sending…") : state === "signedOut" ? text(
      "awaitsLogin",
      "You are not signed in any more. This will be sent when you have signed in again."
    ) : state === "asks" ? text(
      "unknown",
      "The server has not answered. It is not known whether this was done."
    ) : message ?? text(
      "unanswered",
      "The server has not answered yet. This will be sent again by itself, and done once."
    );
    setTextContent(
      action,
      state === "signedOut" ? text("signIn", "Sign in") : state === "asks" ? text("sendAgain", "Send again") : text("tryNow", "Try now")
    );
    set(action, "ariaDisabled", "" + !wait.decide);
    wait.sentence = sentence;
    place(wait, submission);
    tick(wait);
  }
  function tick(wait) {
    const { next, state, tryAt } = wait;
    const seconds = Math.ceil((tryAt - now()) / 1e3);
    const counts = !!wait.decide && state === "timed";
    set(next, "hidden", !counts);
    if (!counts) return;
    if (seconds <= 0) return wait.decide(true);
    const nextTry = text("nextTry", "Next try in {time}.");
    setTextContent(next, nextTry.replace("{time}", duration(seconds)));
  }
  setInterval(() => waits.forEach(tick), 250);
  function tryNow(submission) {
    const wait = waits.get(submission);
    if (wait?.state === "signedOut" && wait.decide) loadDocument(page.url);
    else wait?.decide?.(true);
  }
  function cancel({ submission, decide: decide2 }) {
    submission.abort.abort();
    decide2?.(false);
    showMessage(
      text("notResent", "This is not sent again. It may have been done all the same.")
    );
  }
  function end(submission, result) {
    forget(submission);
    lazy.pending?.end(submission);
    const { form } = submission;
    const { confirm, conflict } = result?.patch ?? {};
    if (confirm) void load("ask").then(() => lazy.ask?.confirm(submission, confirm));
    if (conflict) void load("conflict").then(() => lazy.conflict?.show(form, conflict));
    else if (result && result.status < 400) lazy.conflict?.clear(form);
    const wait = waits.get(submission);
    if (!wait) return;
    waits.delete(submission);
    remove(wait, submission);
  }
  function resume() {
    for (const { state, demanded, decide: decide2 } of [...waits.values()])
      if (state !== "asks" && !demanded) decide2?.(true);
  }
  function viewerChanged() {
    const now2 = currentUser();
    for (const wait of [...waits.values()]) {
      const { submission, decide: decide2, state } = wait;
      if (now2 === submission.viewer) {
        if (state === "signedOut") decide2?.(true);
      } else if (now2) {
        submission.abort.abort();
        decide2?.(false);
      } else {
        wait.state = "signedOut";
        show(wait);
      }
    }
  }
  addEventListener(EventPrefix + "stream", (event) => {
    if (event.detail.state === "live") resume();
  });
  addEventListener("online", resume);
  addEventListener(EventPrefix + "shell", viewerChanged);
  function loadMore() {
    const has = (selector) => document.querySelector(selector);
    const conflict = `[name="${BaseField}"]`;
    if (!has([own(Pending), own(Unsaved), conflict].join())) return;
    if (has(own(Pending))) void load("pending");
    if (has(own(Unsaved))) void load("ask");
    if (has(conflict)) void load("conflict");
  }
  loadMore();
  contentChanged.listen(() => {
    loadMore();
    for (const wait of waits.values()) place(wait, wait.submission);
    for (const [submission, notice] of interruptions) place(notice, submission);
  });
  function interrupted(submission) {
    const notice = newNotice();
    const { action, next } = notice;
    notice.sentence = text(
      "interrupted",
      "The page was left before the server answered. It is not known whether this was done. Some of what you had entered could not be kept."
    );
    interruptions.set(submission, notice);
    set(next, "hidden", true);
    setTextContent(action, text("close", "Close"));
    action.onclick = () => {
      interruptions.delete(submission);
      forget(submission);
      remove(notice, submission);
    };
    place(notice, submission);
  }
  const left = leftSubmissions();
  for (const { form, key } of left) lazy.forms?.setKey(form, key);
  for (const submission of left)
    if (submission.partial) interrupted(submission);
    else lazy.forms?.resume(submission);
  return {
    decide,
    tryNow,
    end,
    /** A submission is about to be sent for the first time. */
    begin(submission) {
      keep(submission);
      lazy.pending?.begin(submission);
    },
    findForm,
    stillSent
  };
}
return start();
}
