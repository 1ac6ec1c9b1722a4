export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,,document,,,,,,,,isConnected,,call,append,removeNode,,setTextContent,setAttr,lazy,page,,focus,formOf,,,,,own,,,,text,,,,,,,,,elementsOf,,,isControl,,,,,,,,pathOf,,,,,,,,,isDirty,isEditable,,currentEntry,visit,targetRegion]] = exported;
// src/contract.ts
var ConfirmField = "_confirm";
var Unsaved = "data-gf-unsaved";
var EventPrefix = "goldfish:";

// src/forms/ask.ts









function ask(question, yes, no) {
  const dialog = document.createElement("dialog");
  const line = document.createElement("p");
  dialog.className = "goldfish-ask";
  line.id = "goldfish-question";
  setAttr(dialog, "aria-labelledby", line.id);
  setTextContent(line, question);
  const button = (label, answer) => {
    const el = document.createElement("button");
    el.type = "button";
    setTextContent(el, label);
    el.onclick = () => dialog.close(answer);
    return el;
  };
  const stay = button(no, "");
  append(dialog, line, button(yes, "yes"), stay);
  append(document.body, dialog);
  dialog.showModal();
  focus(stay);
  return new Promise((done) => {
    dialog.onclose = () => {
      removeNode(dialog);
      done(dialog.returnValue === "yes");
    };
  });
}
function start() {
  const sent = /* @__PURE__ */ new WeakSet();
  let leaving = false;
  let open = false;
  const unsaved = () => [...document.querySelectorAll("form" + own(Unsaved))].find(
    (form) => {
      if (lazy.upload?.busy()) return true;
      if (sent.has(form)) return false;
      return [...elementsOf(form)].some((el) => isControl(el) && isEditable(el) && isDirty(el));
    }
  );
  document.addEventListener(EventPrefix + "submit", ({ target }) => void sent.add(target));
  for (const type of ["input", "change"])
    document.addEventListener(type, ({ target }) => {
      const form = formOf(target);
      leaving = false;
      if (form) sent.delete(form);
    });
  for (const type of ["invalid", "error"])
    document.addEventListener(EventPrefix + type, ({ target }) => {
      leaving = false;
      sent.delete(target);
    });
  document.addEventListener(EventPrefix + "visit", () => leaving = false);
  addEventListener("pageshow", () => leaving = false);
  addEventListener("beforeunload", (event) => {
    if (!leaving && unsaved()) event.preventDefault();
  });
  document.addEventListener(EventPrefix + "before-visit", (event) => {
    const { reason, url, history: mode, element } = event.detail;
    if (event.defaultPrevented || reason !== "visit" || leaving) return;
    if (pathOf(url) === pathOf(page.url) || targetRegion(element, url) !== page) return;
    const form = unsaved();
    if (!form) return;
    event.preventDefault();
    if (open) return;
    open = true;
    void confirmLeave(form, url, mode, element);
  });
  async function confirmLeave(form, url, mode, element) {
    const target = currentEntry();
    const question = attr(form, Unsaved) || text("unsaved", "You have changed something here and not saved it.");
    leaving = await ask(
      question,
      text("leavePage", "Leave without saving"),
      text("stayHere", "Stay")
    );
    open = false;
    if (!leaving) return;
    if (mode !== "pop") {
      const history2 = mode && { history: mode };
      return visit(url, { element: element && isConnected(element) ? element : null, ...history2 });
    }
    while (currentEntry() === target) await new Promise((done) => setTimeout(done, 10));
    history.go(target - currentEntry());
  }
  return {
    /** The server asks before it does something. Sends the form again with the answer. */
    async confirm(submission, { question, yes }) {
      const { form, submitter, data } = submission;
      if (!isConnected(form)) return;
      lazy.forms?.markErrors(form, {}, /* @__PURE__ */ new Set([""]));
      if (!await ask(question, yes, text("cancel", "Cancel")) || !isConnected(form)) return;
      const inputs = [...data.getAll(ConfirmField), question].map((value) => {
        const input = document.createElement("input");
        input.type = "hidden";
        input.name = ConfirmField;
        input.value = String(value);
        return input;
      });
      append(form, ...inputs);
      call(form, "requestSubmit", submitter && isConnected(submitter) ? submitter : null);
      inputs.forEach(removeNode);
    }
  };
}
return start();
}
