export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,closest,document,,,,,,,,,,call,append,removeNode,,setTextContent,setAttr,lazy,,,,formOf,query,queryAll,announce,,,,,,text,,,,,,,,,elementsOf,,textContent,isControl,,,,withoutRecording,,,,,,,,,,,,currentValue,isDirty,isEditable,serverValue],[,,,,isPending,pendingAttributes,pendingBase,setPending]] = exported;
// src/contract.ts
var BaseField = "_base";
var ChoicePrefix = "_choice.";
var KeepMine = "mine";
var TakeTheirs = "theirs";
var Draft = "data-gf-draft";
var EventPrefix = "goldfish:";

// src/forms/conflict.ts







var choices = "fieldset.goldfish-conflict";
var isBox = (el) => /^(checkbox|radio)$/.test(el.type);
var same = (a, b) => a.join("\n") === b.join("\n");
function controlsOf(form, name) {
  return [...elementsOf(form)].filter(
    (el) => isControl(el) && isEditable(el) && attr(el, "name") === name
  );
}
function textsOf(form, name, server = false) {
  return controlsOf(form, name).flatMap((el) => {
    const value = (server ? serverValue : currentValue)(el);
    if (el instanceof HTMLSelectElement) return value ? value.split("\n") : [];
    if (isBox(el)) return value === "true" ? [el.value] : [];
    return value ? [value] : [];
  });
}
function fill(form, name, texts) {
  const controls = controlsOf(form, name);
  controls.forEach((el, i) => {
    if (el instanceof HTMLSelectElement)
      for (const option of el.options) option.selected = texts.includes(option.value);
    else if (isBox(el)) el.checked = controls.length > 1 ? texts.includes(el.value) : !!texts.length;
    else el.value = texts[i] ?? "";
  });
  if (controls[0]) call(controls[0], "dispatchEvent", new Event("input", { bubbles: true }));
}
function readable(form, name, texts) {
  const [el] = controlsOf(form, name);
  if (el instanceof HTMLSelectElement) {
    const options = [...el.options];
    texts = texts.map((value) => options.find((option) => option.value === value)?.text ?? value);
  } else if (el?.type === "checkbox" && el.value === "true") {
    return texts.length ? text("checked", "Checked") : text("notChecked", "Not checked");
  } else if (el?.type === "radio") {
    const chosen = controlsOf(form, name).find(({ value }) => texts.includes(value));
    const label = chosen?.labels?.[0];
    return label ? textContent(label).trim() : texts.join(", ");
  }
  return texts.join(", ") || text("noText", "(empty)");
}
function start() {
  const sent = /* @__PURE__ */ new WeakMap();
  let filling = false;
  const choiceOf = (form, name) => [...queryAll(form, choices)].find((el) => attr(el, "name") === ChoicePrefix + name);
  function contest(form, name, theirs) {
    const value = readable(form, name, theirs);
    const old = choiceOf(form, name);
    if (old) {
      const shown = query(old, "q");
      if (shown && textContent(shown) === value) return;
      removeNode(old);
    }
    let mine = textsOf(form, name);
    const box = document.createElement("fieldset");
    const legend = document.createElement("legend");
    box.className = "goldfish-conflict";
    box.name = ChoicePrefix + name;
    setAttr(box, Draft, "off");
    setTextContent(legend, text("whichValue", "Which one is to be saved?"));
    const asked = document.createElement("input");
    asked.type = "hidden";
    asked.name = ChoicePrefix + name;
    const quote = document.createElement("q");
    quote.dir = "auto";
    setTextContent(quote, value);
    const option = (answer, label, ...more) => {
      const el = document.createElement("label");
      const radio = document.createElement("input");
      radio.type = "radio";
      radio.name = asked.name;
      radio.value = answer;
      radio.required = true;
      radio.onchange = () => {
        filling = true;
        if (answer === KeepMine) fill(form, name, mine);
        else {
          mine = textsOf(form, name);
          fill(form, name, theirs);
        }
        filling = false;
      };
      append(el, radio, " " + label + " ", ...more);
      return el;
    };
    append(
      box,
      legend,
      asked,
      option(KeepMine, text("keepMine", "Mine, as it is above")),
      option(TakeTheirs, text("takeTheirs", "The other one:"), quote)
    );
    const last = controlsOf(form, name).at(-1);
    const field = closest(last, ".gf-field");
    if (field) append(field, box);
    else if (last) call(last, "after", box);
    else call(form, "prepend", box);
  }
  document.addEventListener("input", ({ target }) => {
    const form = formOf(target);
    const name = form && attr(target, "name");
    const choice = !filling && form && name ? choiceOf(form, name) : void 0;
    const mine = choice && query(choice, `[value=${KeepMine}]`);
    if (mine) mine.checked = true;
  });
  document.addEventListener(EventPrefix + "submit", (event) => {
    const { data } = event.detail;
    sent.set(event.target, data);
  });
  function compare(form) {
    const input = pendingBase(form);
    if (!input) return;
    const base = new URLSearchParams(input.value);
    const news = new URLSearchParams(pendingAttributes.get(input).get("value"));
    let waits = false;
    for (const [name, digest] of news) {
      const controls = controlsOf(form, name);
      if (digest === base.get(name)) continue;
      const isRemoved = digest > "!" && !controls[0] && base.has(name);
      if (isRemoved || controls.some(isPending)) {
        waits = true;
        continue;
      }
      base.set(name, digest);
      const theirs = textsOf(form, name, true);
      const mySent = (sent.get(form)?.getAll(name) ?? []).map(String).filter(Boolean);
      if (!controls.some(isDirty) || same(theirs, textsOf(form, name)) || same(theirs, mySent)) continue;
      contest(form, name, theirs);
      const sentence = text("changedMeanwhile", "Somebody else has changed this meanwhile.");
      lazy.forms?.markErrors(form, { [name]: sentence }, /* @__PURE__ */ new Set([name]));
      announce(sentence);
    }
    if (waits) withoutRecording(() => setAttr(input, "value", "" + base));
    else setPending(input);
  }
  const compareAll = () => [...document.forms].forEach(compare);
  document.addEventListener(EventPrefix + "patch", compareAll);
  for (const type of ["input", "focusout"])
    document.addEventListener(type, ({ target }) => {
      const form = formOf(target);
      if (form) compare(form);
    });
  compareAll();
  return {
    /** The server has refused the form, because others have changed the record. */
    show(form, { base, theirs, merged }) {
      let input = query(form, `input[name="${BaseField}"]`);
      if (!input) {
        input = document.createElement("input");
        input.type = "hidden";
        input.name = BaseField;
        append(form, input);
      }
      setAttr(input, "value", base);
      filling = true;
      for (const [name, texts] of Object.entries(merged)) fill(form, name, texts);
      filling = false;
      for (const [name, texts] of Object.entries(theirs)) contest(form, name, texts);
    },
    /** The form was taken. */
    clear(form) {
      for (const choice of queryAll(form, choices)) removeNode(choice);
    }
  };
}
return start();
}
