// src/contract.ts
var Error = "data-gf-error";

// src/forms/errors.ts
var fingerprint = "cigvco-B";
function fieldsOf(form, name) {
  return [...form.elements].filter(
    (el) => !!name && el.name === name && el.type !== "hidden"
  );
}
function placesOf(form, name) {
  const value = name === void 0 ? "" : `="${CSS.escape(name)}"`;
  return [...form.querySelectorAll(`[${Error}${value}]`)];
}
function setDescribed(field, id, on) {
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
  const fields = fieldsOf(form, name);
  for (const place of placesOf(form, name)) {
    fill(place, "");
    if (place.id) for (const field of fields) setDescribed(field, place.id, false);
  }
  for (const field of fields) field.removeAttribute("aria-invalid");
}
function clearErrors(form) {
  const names = placesOf(form).map((place) => place.getAttribute(Error));
  for (const name of new Set(names)) clearField(form, name);
  for (const el of form.elements) el.removeAttribute("aria-invalid");
}
function showErrors(form, errors) {
  clearErrors(form);
  const unplaced = [];
  for (const [name, text2] of Object.entries(errors)) {
    const places = placesOf(form, name);
    for (const place of places) fill(place, text2);
    for (const field of fieldsOf(form, name)) {
      field.setAttribute("aria-invalid", "true");
      for (const place of places) if (place.id) setDescribed(field, place.id, true);
    }
    if (!places.length) unplaced.push(text2);
  }
  const formPlaces = placesOf(form, "");
  let text = unplaced.length ? join([errors[""], ...unplaced]) : "";
  if (text && formPlaces.length) {
    for (const place of formPlaces) fill(place, text);
    text = "";
  }
  const invalid = [...form.elements].find((el) => el.getAttribute("aria-invalid") === "true");
  invalid?.focus();
  return text;
}
function join(texts) {
  return [...new Set(texts.filter(Boolean))].join(" ");
}
function startErrors() {
  document.addEventListener("input", ({ target }) => {
    const { form, name } = target;
    if (form && name) clearField(form, name);
  });
  return { clearErrors, showErrors };
}
export {
  fingerprint,
  startErrors
};
