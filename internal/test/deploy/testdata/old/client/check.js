export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,,document,,,,,,,,isConnected,,,,,,,,lazy,,,,formOf,,,,,own,,,,,,,,,,,,,elementsOf,is,,isControl,,,,,,fetchPatch,,,,,,,,,,,isDirty,isEditable,,,,,,,,,,,,,,,encode,formRequest]] = exported;
// src/contract.ts
var CheckHeader = "Goldfish-Check";
var Check = "data-gf-check";

// src/forms/check.ts






var delay = 400;
function start() {
  const forms = /* @__PURE__ */ new WeakMap();
  function stop(form) {
    const checking = forms.get(form);
    clearTimeout(checking?.timer);
    checking?.request?.abort();
  }
  function edited(target) {
    const form = formOf(target);
    const name = form && attr(target, "name");
    if (!form || !name || !is(form, own(Check))) return;
    const checking = forms.get(form) ?? { edited: /* @__PURE__ */ new Set() };
    forms.set(form, checking);
    checking.edited.add(name);
    stop(form);
    checking.timer = setTimeout(() => void check(form, checking), delay);
  }
  for (const type of ["input", "change"])
    document.addEventListener(type, ({ target }) => edited(target));
  for (const form of document.querySelectorAll("form" + own(Check)))
    for (const el of elementsOf(form))
      if (isControl(el) && isEditable(el) && isDirty(el)) edited(el);
  async function check(form, checking) {
    const request = formRequest(form, null);
    if (!request?.post || !isConnected(form)) return;
    const { signal } = checking.request = new AbortController();
    const init = {
      method: "POST",
      body: encode(new FormData(form)),
      // names of files, and no files
      headers: { [CheckHeader]: "1" },
      signal
    };
    const result = await fetchPatch(request.url.href, init).catch(() => void 0);
    if (result?.status !== 200 || !result.patch || signal.aborted) return;
    lazy.forms?.markErrors(form, result.patch.fields ?? {}, checking.edited);
  }
  return {
    /** A form is submitted: ends its check. */
    stop
  };
}
return start();
}
