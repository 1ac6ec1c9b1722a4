// src/contract.ts
var Error = "data-gf-error";

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
var parentElement = /* @__PURE__ */ getter(ofNode, "parentElement");
var textContent = /* @__PURE__ */ getter(ofNode, "textContent");
var setTextContent = /* @__PURE__ */ setter(ofNode, "textContent");
var contains = /* @__PURE__ */ method(ofNode, "contains");
var ofElement = Element.prototype;
var idOf = /* @__PURE__ */ getter(ofElement, "id");
var getAttribute = /* @__PURE__ */ method(
  ofElement,
  "getAttribute"
);
var setAttr = /* @__PURE__ */ method(
  ofElement,
  "setAttribute"
);
var removeAttr = /* @__PURE__ */ method(ofElement, "removeAttribute");
var closestTo = /* @__PURE__ */ method(ofElement, "closest");
var queryAll = /* @__PURE__ */ method(ofElement, "querySelectorAll");
function attr(el, name) {
  return el ? getAttribute(el, name) : null;
}
function closest(el, selector) {
  return el instanceof Element ? closestTo(el, selector) : null;
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

// src/forms/errors.ts
var fingerprint = "uCK5EPM_";
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
    for (const place of safeDocument.querySelectorAll(outside)) places.add(place);
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
  const names = [...safeDocument.querySelectorAll(`[${Error}]`)].map((place) => attr(place, Error));
  for (const name of new Set(names)) clearField(form, name);
  for (const el of elementsOf(form)) removeAttr(el, "aria-invalid");
}
function showErrors(form, errors) {
  clearErrors(form);
  const unplaced = [];
  for (const [name, text2] of Object.entries(errors)) {
    const places = placesOf(form, name);
    for (const place of places) fill(place, text2);
    for (const field of fieldsOf(form, name)) {
      setAttr(field, "aria-invalid", "true");
      for (const place of places) if (idOf(place)) setDescribed(field, idOf(place), true);
    }
    if (!places.length) unplaced.push(text2);
  }
  const formPlaces = placesOf(form, "");
  let text = unplaced.length ? join([errors[""], ...unplaced]) : "";
  if (text && formPlaces.length) {
    for (const place of formPlaces) fill(place, text);
    text = "";
  }
  const invalid = [...elementsOf(form)].find((el) => attr(el, "aria-invalid") === "true");
  if (invalid) focus(invalid);
  return text;
}
function join(texts) {
  return [...new Set(texts.filter(Boolean))].join(" ");
}
function startErrors() {
  safeDocument.addEventListener("input", ({ target }) => {
    const form = formOf(target);
    const name = attr(target, "name");
    if (form && name) clearField(form, name);
  });
  return { clearErrors, showErrors };
}
export {
  fingerprint,
  startErrors
};
