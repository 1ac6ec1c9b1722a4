// src/contract.ts
var Error = "data-error";

// src/errors.ts
var of = "6sTLCZji";
function fieldsOf(form, name) {
  return [...form.elements].filter((el) => !!name && el.name === name && el.type !== "hidden");
}
function placesOf(form, name) {
  return [...form.querySelectorAll(name === void 0 ? `[${Error}]` : `[${Error}="${CSS.escape(name)}"]`)];
}
function describe(field, id, on) {
  const ids = new Set((field.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean));
  if (on) ids.add(id);
  else ids.delete(id);
  if (ids.size) field.setAttribute("aria-describedby", [...ids].join(" "));
  else field.removeAttribute("aria-describedby");
}
function fill(place, text) {
  if (place.textContent !== text) place.textContent = text;
  place.hidden = !text;
}
function clearField(form, name) {
  for (const place of placesOf(form, name)) {
    fill(place, "");
    if (place.id) for (const field of fieldsOf(form, name)) describe(field, place.id, false);
  }
  for (const field of fieldsOf(form, name)) field.removeAttribute("aria-invalid");
}
function clearErrors(form) {
  for (const name of new Set(placesOf(form).map((place) => place.getAttribute(Error)))) clearField(form, name);
  for (const el of form.elements) el.removeAttribute("aria-invalid");
}
function showErrors(form, errors) {
  clearErrors(form);
  const homeless = [];
  for (const [name, text2] of Object.entries(errors)) {
    const places = placesOf(form, name);
    for (const place of places) fill(place, text2);
    for (const field of fieldsOf(form, name)) {
      field.setAttribute("aria-invalid", "true");
      for (const place of places) if (place.id) describe(field, place.id, true);
    }
    if (!places.length) homeless.push(text2);
  }
  const own = placesOf(form, "");
  let text = homeless.length ? sentences([errors[""], ...homeless]) : "";
  if (text && own.length) {
    for (const place of own) fill(place, text);
    text = "";
  }
  [...form.elements].find((el) => el.getAttribute("aria-invalid") === "true")?.focus();
  return text;
}
function sentences(texts) {
  return texts.filter((text, i) => text && texts.indexOf(text) === i).join(" ");
}
function start() {
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.form && field.name) clearField(field.form, field.name);
  });
}
export {
  clearErrors,
  of,
  showErrors,
  start
};
