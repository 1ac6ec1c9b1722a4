export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,closest,document,,,,,,,,isConnected,,call,append,removeNode,,setTextContent,setAttr,lazy,page,contentChanged,focus,formOf,query,queryAll,announce,showMessage,own,setting,loadItem,saveItem,text,absolute,backoff,errorText,pauseAfter,secondsOfRetryAfter],[currentUser]] = exported;
// src/contract.ts
var AcceptPatch = "application/vnd.goldfish.patch+json;v=1";
var UploadKey = "_upload";
var Upload = "data-gf-upload";
var EventPrefix = "goldfish:";

// src/upload/upload.ts











// src/upload/item.ts



// src/upload/tus.ts




var idOf = ({ url }) => url.split("/").at(-1);
var smallest = 64 << 10;
var first = 512 << 10;
var largest = 8 << 20;
function request(url, init, signal) {
  return fetch(url, {
    ...init,
    headers: { Accept: AcceptPatch, "Tus-Resumable": "1.0.0", ...init.headers },
    cache: "no-store",
    mode: "same-origin",
    signal: signal ?? null
  });
}
function forget(transfer) {
  if (!transfer.url) return;
  void request(transfer.url, { method: "DELETE", keepalive: true }).catch(() => {
  });
}
var events = ["online", EventPrefix + "shell"];
function pause(milliseconds, signal) {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      for (const event of events) removeEventListener(event, end);
      done();
    };
    const timer = setTimeout(end, milliseconds);
    for (const event of events) addEventListener(event, end);
    signal.addEventListener("abort", end);
  });
}
var encode = (value) => btoa(String.fromCharCode(...new TextEncoder().encode(value)));
async function send(transfer, action, progress) {
  const { signal } = transfer.abort = new AbortController();
  const file = transfer.file;
  let piece = first;
  let failures = 0;
  let created = 0;
  let known = !transfer.url;
  let lost = "";
  for (; ; ) {
    if (signal.aborted) return void 0;
    const started = performance.now();
    let response;
    let body;
    const isPiece = transfer.url && known;
    try {
      if (isPiece) {
        try {
          body = await file.slice(transfer.offset, transfer.offset + piece).arrayBuffer();
        } catch {
          return errorText({ status: 400 });
        }
      }
      const [url, init] = !transfer.url ? [
        action,
        {
          method: "POST",
          headers: {
            "Upload-Length": "" + file.size,
            "Upload-Metadata": "filename " + encode(transfer.name)
          }
        }
      ] : isPiece ? [
        transfer.url,
        {
          method: "PATCH",
          body,
          headers: {
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": "" + transfer.offset
          }
        }
      ] : [transfer.url, { method: "HEAD" }];
      response = await request(url, init, signal);
    } catch {
    }
    if (signal.aborted) return void 0;
    const status = response?.status ?? 0;
    const location = response?.headers.get("Location");
    const offset = response?.headers.get("Upload-Offset");
    if (status === 201 && location) {
      transfer.url = location;
      transfer.offset = 0;
      known = true;
    } else if (response?.ok && offset) {
      transfer.offset = +offset;
      known = true;
      if (isPiece && performance.now() - started < 1e3) piece = Math.min(piece * 2, largest);
    } else if ((status === 404 || status === 410) && transfer.url && created++ < 3) {
      lost = transfer.url;
      transfer.url = "";
      known = true;
      continue;
    } else if (status === 413 && isPiece && piece > smallest) {
      piece /= 2;
      continue;
    } else if (status === 401 || status === 403) {
      const patch = await response.json().catch(() => {
      });
      progress(patch?.message ?? errorText({ status }));
      transfer.url ||= lost;
      known = !transfer.url;
      await pause(1e9, signal);
      continue;
    } else if (status >= 400 && status < 500 && ![408, 409, 425, 429].includes(status)) {
      const patch = await response.json().catch(() => {
      });
      return patch?.message ?? errorText({ status });
    } else {
      if (transfer.url) known = false;
      progress(text("uploadBroken", "Interrupted. It goes on by itself."));
      const wanted = pauseAfter(secondsOfRetryAfter(response));
      await pause(Math.max(backoff(failures++), wanted), signal);
      continue;
    }
    failures = 0;
    transfer.done = transfer.offset === transfer.size;
    progress("");
    if (transfer.done) return void 0;
  }
}

// src/upload/item.ts
function bytes(n) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  let unit = 0;
  for (; n >= 1e3 && unit < 3; unit++) n /= 1e3;
  return new Intl.NumberFormat(document.documentElement.lang || void 0, {
    style: "unit",
    unit: units[unit],
    maximumFractionDigits: n < 10 && unit ? 1 : 0
  }).format(n);
}
function make(name, of, content = "") {
  const el = document.createElement(name);
  setAttr(el, "class", "gf-file" + of);
  if (content) setTextContent(el, content);
  return el;
}
async function picture(file, element) {
  const bitmap = await createImageBitmap(file, { resizeHeight: 80 });
  const canvas = make("canvas", "-picture");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  bitmap.close();
  setAttr(canvas, "aria-hidden", "true");
  call(element, "prepend", canvas);
}
function newItem(transfer, field, remove) {
  const { name, size, file, type } = transfer;
  const element = make("li", "");
  const progress = make("progress", "-progress");
  setAttr(progress, "aria-label", name);
  progress.max = size;
  progress.value = 0;
  const note = make("span", "-note");
  const button = make("button", "-remove", "×");
  button.type = "button";
  setAttr(button, "aria-label", text("removeFile", "Remove {name}").replace("{name}", name));
  button.addEventListener("click", remove);
  append(element, make("span", "-name", name), make("span", "-size", bytes(size)), note, progress, button);
  if (file && type.startsWith("image/")) picture(file, element).catch(() => {
  });
  function show(transfer2, sentence) {
    progress.value = transfer2.offset;
    setTextContent(note, sentence);
    if (!transfer2.done) return;
    removeNode(progress);
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = field;
    input.value = idOf(transfer2);
    append(element, input);
  }
  if (transfer.done) show(transfer, "");
  return { element, show };
}

// src/upload/upload.ts
function start() {
  const fields = /* @__PURE__ */ new Map();
  const waiting = /* @__PURE__ */ new Map();
  const storeKey = () => "uploads:" + currentUser();
  const fieldsOf = (form) => [...fields.values()].filter((field) => field.form === form);
  const isBusy = (field) => [...field.items.keys()].some(({ done }) => !done);
  function keyOf(form, input) {
    return [page.url.split("?")[0], attr(form, "action"), attr(input, "name")].join(" ");
  }
  function mount() {
    for (const zone of document.querySelectorAll(own(Upload))) {
      const input = query(zone, "input[type=file]");
      const list = query(zone, "ul");
      const form = formOf(input);
      if (!input || !list || !form) continue;
      const key = keyOf(form, input);
      const known = fields.get(zone);
      if (known?.key === key && known.input === input && known.form === form) continue;
      if (known) drop(known);
      const { name, required } = input;
      const field = { zone, input, name, list, form, key, items: /* @__PURE__ */ new Map(), required };
      fields.set(zone, field);
      for (const kept of loadItem(storeKey(), {})[key] ?? [])
        if (kept.done) add(field, kept);
      take(field, input.files);
    }
    for (const field of fields.values()) if (!isConnected(field.zone)) drop(field);
  }
  function drop(field) {
    fields.delete(field.zone);
    for (const [transfer, { element }] of field.items) {
      transfer.abort?.abort();
      removeNode(element);
    }
  }
  function save(field) {
    field.input.required = field.required && !field.items.size;
    const all = loadItem(storeKey(), {});
    all[field.key] = [...field.items.keys()];
    saveItem(storeKey(), all);
  }
  function changed(field, error = "") {
    field.error = error;
    save(field);
    call(field.input, "dispatchEvent", new Event("input", { bubbles: true }));
    if (error) lazy.forms?.markErrors(field.form, { [field.name]: error }, /* @__PURE__ */ new Set([field.name]));
  }
  function take(field, list) {
    const files = [...list ?? []];
    if (!files.length) return;
    const kept = loadItem(storeKey(), {})[field.key] ?? [];
    field.input.value = "";
    const limits = setting(field.zone, Upload) ?? "";
    const limit = (name) => +(limits.match(name + ":(\\d+)")?.[1] ?? Infinity);
    let wrong = "";
    for (const file of files) {
      const { name, size, type, lastModified: modified } = file;
      const max = limit("count");
      if (max === 1) for (const transfer of [...field.items.keys()]) remove(field, transfer);
      const fill = (sentence, most = bytes(limit("max"))) => wrong = sentence.replace("{name}", name).replace("{max}", most);
      if (field.items.size + queryAll(field.list, ":checked").length >= max)
        fill(text("tooManyFiles", "There can be at most {max} files here."), "" + max);
      else if (!size) fill(text("fileEmpty", "“{name}” is empty."));
      else if (size > limit("max")) fill(text("fileTooLarge", "“{name}” is larger than {max}."));
      else if (!accepts(attr(field.input, "accept"), type, name))
        fill(text("fileWrongType", "“{name}” is not of a type that can be used here."));
      else {
        const old = kept.find(
          (old2) => !old2.done && [old2.name, old2.size, old2.modified] + "" === [name, size, modified] + ""
        );
        add(field, { url: old?.url ?? "", name, size, modified, type, done: false, offset: 0, file });
      }
    }
    if (wrong) fail(field, wrong);
    else changed(field);
  }
  function fail(field, message) {
    waiting.delete(field.form);
    changed(field, message);
    announce(message);
  }
  function add(field, transfer) {
    const item = newItem(transfer, field.name, () => {
      remove(field, transfer);
      changed(field);
      focus(field.input);
    });
    field.items.set(transfer, item);
    append(field.list, item.element);
    if (!transfer.done) void upload(field, transfer, item);
  }
  function remove(field, transfer) {
    const item = field.items.get(transfer);
    transfer.abort?.abort();
    forget(transfer);
    if (item) removeNode(item.element);
    field.items.delete(transfer);
    submitIfReady(field.form);
  }
  async function upload(field, transfer, item) {
    const url = absolute(attr(field.form, "action") ?? "", document.baseURI);
    url.searchParams.set(UploadKey, field.name);
    const message = await send(transfer, url.href, (note) => {
      item.show(transfer, note);
      if (note) announce(note);
      save(field);
    });
    if (!fields.has(field.zone) || !field.items.has(transfer)) return;
    if (message) {
      remove(field, transfer);
      fail(field, message);
      return;
    }
    if (!transfer.done) return;
    changed(field, field.error);
    announce(text("uploadDone", "{name} is uploaded.").replace("{name}", transfer.name));
    submitIfReady(field.form);
  }
  function submitIfReady(form) {
    const button = waiting.get(form);
    if (fieldsOf(form).some(isBusy) || !waiting.delete(form)) return;
    if (isConnected(form))
      call(form, "requestSubmit", button && isConnected(button) ? button : null);
  }
  document.addEventListener("goldfish:submit", (event) => {
    const { form, submitter } = event.detail;
    if (!fieldsOf(form).some(isBusy)) return;
    event.preventDefault();
    waiting.set(form, submitter ?? waiting.get(form));
    if (submitter) showMessage(text("awaitsFiles", "This is sent when all files have arrived."));
  });
  const fieldAt = (target) => {
    const zone = closest(target, own(Upload));
    return zone ? fields.get(zone) : void 0;
  };
  document.addEventListener("change", ({ target }) => {
    const field = fieldAt(target);
    if (field && target === field.input) take(field, field.input.files);
  });
  document.addEventListener("paste", (event) => {
    const { clipboardData: data, target } = event;
    const form = formOf(target);
    const field = fieldAt(target) ?? (form ? fieldsOf(form)[0] : void 0);
    if (!field || !data?.files.length || data.types.includes("text/plain")) return;
    event.preventDefault();
    take(field, data.files);
  });
  for (const type of ["dragover", "dragleave", "drop"])
    document.addEventListener(type, (event) => {
      const { dataTransfer: data, target } = event;
      if (!data?.types.includes("Files")) return;
      const field = fieldAt(target);
      if (field) call(field.zone, "toggleAttribute", "data-drop", type === "dragover");
      if (type === "dragleave") return;
      if (field || !closest(target, "[type=file]")) event.preventDefault();
      if (type === "drop" && field) take(field, data.files);
    });
  contentChanged.listen(mount);
  mount();
  return {
    /** Whether a file is on its way. */
    busy: () => [...fields.values()].some(isBusy),
    /**
     * The server has taken a form: the files that were sent are not the form's any more. Those
     * that the person has added meanwhile are.
     */
    submitted(form, data) {
      for (const field of fieldsOf(form)) {
        for (const [transfer, { element }] of field.items) {
          if (!data?.getAll(field.name).includes(idOf(transfer))) continue;
          removeNode(element);
          field.items.delete(transfer);
        }
        save(field);
      }
    }
  };
}
function accepts(accept, type, name) {
  return !accept || accept.split(",").some((part) => {
    const rule = part.trim();
    if (rule[0] === ".") return name.endsWith(rule);
    return !type || type.startsWith(rule.replace("*", ""));
  });
}
return start();
}
