export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,,document,,,,,,,,isConnected,,,append,removeNode,,setTextContent,setAttr,,,contentChanged,,,query,queryAll,,,own,,,,,,,,,,,,,elementsOf,is,textContent,,,,,,,,,,,,removeAttr,,,,,,,,,,,,children,insertBefore,copy,select]] = exported;
// src/contract.ts
var Pending = "data-gf-pending";
var Place = "data-gf-place";
var Sent = "data-gf-sent";
var EventPrefix = "goldfish:";

// src/forms/pending.ts





var busyClass = "goldfish-pending";
var words = (text) => text.replace(/\s+/g, " ").trim();
function start() {
  const rows = /* @__PURE__ */ new Map();
  function place(submission, row) {
    const { form, data } = submission;
    const template = isConnected(form) ? query(form, "template" + own(Pending)) : null;
    const [list] = select(attr(template, Pending), Pending);
    const content = template?.content.firstElementChild;
    if (!list || !content) return;
    const el = copy(content);
    row.texts = [];
    for (const inner of [el, ...queryAll(el, "*")]) {
      removeAttr(inner, "id");
      const name = attr(inner, Sent);
      if (!name) continue;
      const text = data.getAll(name).map((value) => labelOf(form, name, value)).join(", ");
      setTextContent(inner, text);
      row.texts.push(words(text));
    }
    setAttr(el, "class", words((attr(el, "class") ?? "") + " " + busyClass));
    setAttr(el, "aria-busy", "true");
    row.known = new Set(children(list));
    row.first = attr(template, Place) === "first";
    if (row.first) insertBefore(list, el, children(list)[0] ?? null);
    else append(list, el);
    row.el = el;
    row.list = list;
  }
  const isShown = ({ el }) => !!el && isConnected(el) && is(el, "." + busyClass);
  function takeBack(row) {
    if (isShown(row)) removeNode(row.el);
  }
  function hasArrived({ list, known, texts }) {
    return [...children(list)].some((child) => {
      const text = words(textContent(child));
      const isNew = !known.has(child) && !is(child, "." + busyClass);
      return isNew && texts.length && texts.every((sent) => text.includes(sent));
    });
  }
  function settle(patched) {
    for (const [submission, row] of rows) {
      if (row.ended) {
        takeBack(row);
        rows.delete(submission);
      } else if (patched && isShown(row) && hasArrived(row)) {
        takeBack(row);
        row.arrived = true;
      } else if (patched && isShown(row) && !row.first) {
        append(row.list, row.el);
      }
    }
  }
  document.addEventListener(EventPrefix + "patch", () => settle(true));
  for (const type of ["invalid", "error"])
    document.addEventListener(EventPrefix + type, () => settle(false));
  contentChanged.listen(() => {
    for (const [submission, row] of rows)
      if (!row.arrived && !row.ended && !isShown(row)) place(submission, row);
  });
  return {
    begin(submission) {
      if (submission.auto || rows.has(submission)) return;
      const row = { known: /* @__PURE__ */ new Set(), texts: [] };
      rows.set(submission, row);
      place(submission, row);
    },
    /** The outcome is known, and is about to be shown; or the person has cancelled it. */
    end(submission) {
      const row = rows.get(submission);
      if (!row) return;
      row.ended = true;
      if (submission.abort.signal.aborted) settle(false);
    }
  };
}
function labelOf(form, name, value) {
  if (value instanceof File) return value.name;
  for (const el of elementsOf(form)) {
    if (attr(el, "name") !== name || !(el instanceof HTMLSelectElement)) continue;
    const option = [...el.options].find((option2) => option2.value === value);
    if (option) return option.text;
  }
  return value;
}
return start();
}
