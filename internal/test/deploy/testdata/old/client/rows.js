export const fingerprint = "cd33c415";
export function start(exported) {
const [[attr,closest,document,parentElement,,,,get,hasAttr,,isConnected,,call,append,removeNode,,setTextContent,setAttr,,page,contentChanged,focus,formOf,query,queryAll,announce,,own,,,,text,,,,,,,,,,is,textContent,,,,,,,,,pathOf,,,,,,,,,,,,,,,children,insertBefore,,,nextSibling,parentNode,attributes],[,,,,,,,,move]] = exported;
// src/contract.ts
var RowsField = "goldfish-rows";
var RowAdd = "add";
var RowRemove = "remove";
var RowUp = "up";
var RowDown = "down";
var Rows = "data-gf-rows";
var Keys = "data-gf-keys";
var Min = "data-gf-min";
var Max = "data-gf-max";
var Row = "data-gf-row";
var RowLabel = "data-gf-row-label";
var EventPrefix = "goldfish:";

// src/rows/rows.ts








// src/rows/merge.ts
function mergeKeys(base, ours, theirs, alwaysMoved = false) {
  const [inBase, inOurs, inTheirs] = [new Set(base), new Set(ours), new Set(theirs)];
  const keep = (key) => !inBase.has(key) || inOurs.has(key) && inTheirs.has(key);
  const moved = alwaysMoved || !same(base.filter((key) => inOurs.has(key)), ours.filter((key) => inBase.has(key)));
  const [first, second] = moved ? [ours, theirs] : [theirs, ours];
  const merged = first.filter(keep);
  const known = new Set(merged);
  let after = -1;
  for (const key of second.filter(keep)) {
    if (known.has(key)) after = merged.indexOf(key);
    else merged.splice(++after, 0, key);
  }
  return merged;
}
var same = (a, b) => a.join() === b.join();

// src/rows/row.ts

var keyOf = (row) => attr(row, Row);
var rowsOf = (list) => [...children(list)].filter((el) => hasAttr(el, Row));
var titleOf = (row) => textContent(query(row, `[${RowLabel}]:not([aria-label])`) ?? row).trim();
function buttonOf(around, name, action) {
  const value = CSS.escape(name + " " + action);
  return query(around, `button[name=${RowsField}][value="${value}"]`);
}
function createRow(list, key) {
  const template = [...children(list)].find((el) => el instanceof HTMLTemplateElement);
  const model = template?.content.firstElementChild;
  if (!model) return void 0;
  const row = document.importNode(model, true);
  fill(row, keyOf(model), key);
  return row;
}
function fill(row, placeholder, key) {
  for (const el of [row, ...queryAll(row, "*")]) {
    for (const { name, value } of [...attributes(el)])
      if (value.includes(placeholder)) setAttr(el, name, value.replaceAll(placeholder, key));
    if (el instanceof HTMLTemplateElement)
      for (const inner of el.content.children) fill(inner, placeholder, key);
  }
}
function renumber(list, name) {
  const rows = rowsOf(list);
  const last = rows.length - 1;
  const least = +(attr(list, Min) ?? 0);
  const most = +(attr(list, Max) ?? Infinity);
  rows.forEach((row, i) => {
    for (const el of queryAll(row, `[${RowLabel}]`)) {
      if (closest(el, `[${Row}]`) !== row) continue;
      const label = attr(el, RowLabel).replace("{n}", String(i + 1));
      if (hasAttr(el, "aria-label")) for (const name2 of ["aria-label", "title"]) setAttr(el, name2, label);
      else if (textContent(el) !== label) setTextContent(el, label);
    }
    const of = name + "." + keyOf(row);
    enable(buttonOf(row, of, RowUp), i > 0);
    enable(buttonOf(row, of, RowDown), i < last);
    enable(buttonOf(row, of, RowRemove), rows.length > least);
  });
  enable(buttonOf(closest(list, "form") ?? list, name, RowAdd), rows.length < most);
}
function enable(button, on) {
  if (button && button.disabled === on) button.disabled = !on;
}

// src/rows/rows.ts
var sentKeys = (list) => attr(list, Keys)?.match(/\S+/g) ?? [];
var nameOf = (list) => attr(list, Rows);
var field = "input:not([type=hidden]),select,textarea";
function start() {
  const lists = /* @__PURE__ */ new WeakMap();
  function stateOf(list) {
    const path = pathOf(page.url);
    let state = lists.get(list);
    if (state?.path !== path) {
      const base = sentKeys(list);
      state = { path, base, ours: base, rows: /* @__PURE__ */ new Map(), changes: /* @__PURE__ */ new Map() };
      lists.set(list, state);
    }
    return state;
  }
  const listsIn = (form) => [...queryAll(form, own(Rows))];
  function arrange(list, keys) {
    const { rows } = stateOf(list);
    const wanted = new Set(keys);
    const active = document.activeElement;
    const here = new Map(rowsOf(list).map((row) => [keyOf(row), row]));
    for (const [key, row] of here) {
      rows.set(key, row);
      if (!wanted.has(key)) removeNode(row);
    }
    let before = null;
    for (const key of keys.toReversed()) {
      let row = here.get(key) ?? rows.get(key);
      row ??= createRow(list, key);
      if (!row) continue;
      if (parentNode(row) !== list || get(row, "nextElementSibling") !== before)
        move(list, row, before);
      before = row;
    }
    if (active !== document.activeElement && isConnected(active)) focus(active, true);
    noteRows(list);
  }
  function noteRows(list) {
    const state = stateOf(list);
    const rows = rowsOf(list);
    for (const row of rows) state.rows.set(keyOf(row), row);
    state.ours = rows.map(keyOf);
    renumber(list, nameOf(list));
  }
  function changed(list, message) {
    const state = stateOf(list);
    if (state.undo) removeNode(state.undo);
    noteRows(list);
    announce(message);
    const target = query(list, "input[type=hidden]") ?? list;
    for (const type of ["input", "change"])
      call(target, "dispatchEvent", new Event(type, { bubbles: true }));
  }
  function add(list) {
    const bytes = crypto.getRandomValues(new Uint8Array(10));
    const row = createRow(list, "_" + [...bytes].map((byte) => (byte % 36).toString(36)).join(""));
    if (!row) return;
    append(list, row);
    stateOf(list).changes.set(keyOf(row), { there: true });
    noteRows(list);
    changed(list, text("rowAdded", "{row} was added.").replace("{row}", () => titleOf(row)));
    focusOn(query(row, field) ?? query(row, "button"));
  }
  function remove(list, row) {
    const { ours, rows, changes } = stateOf(list);
    const title = titleOf(row);
    rows.set(keyOf(row), row);
    changes.set(keyOf(row), { there: false, seen: sentKeys(list).includes(keyOf(row)) });
    const next = get(row, "nextElementSibling");
    removeNode(row);
    const message = text("rowRemoved", "{row} was removed.").replace("{row}", () => title);
    changed(list, message);
    const name = nameOf(list);
    const button = next && buttonOf(next, name + "." + keyOf(next), RowRemove);
    focusOn(button?.disabled === false ? button : addButton(list));
    offerUndo(list, row, message, ours);
  }
  function offerUndo(list, row, message, before) {
    const notice = document.createElement("p");
    notice.className = "goldfish-draft goldfish-rows";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text("rowUndo", "Undo");
    button.onclick = () => {
      const { ours, changes } = stateOf(list);
      changes.set(keyOf(row), { there: true });
      const without = before.filter((key) => key !== keyOf(row));
      arrange(list, mergeKeys(without, before, ours));
      changed(list, text("rowAdded", "{row} was added.").replace("{row}", () => titleOf(row)));
      focusOn(query(row, field) ?? query(row, "button"));
    };
    notice.append(message + " ", button);
    stateOf(list).undo = notice;
    insertBefore(parentElement(list), notice, nextSibling(list));
  }
  function shift(list, row, up) {
    const button = document.activeElement;
    const other = get(row, up ? "previousElementSibling" : "nextElementSibling");
    if (!is(other, `[${Row}]`)) return;
    const title = titleOf(row);
    move(list, row, up ? other : nextSibling(other));
    stateOf(list).moved = {};
    const to = rowsOf(list).indexOf(row) + 1;
    const sentence = text("rowMoved", "{row} is number {to} now.");
    changed(list, sentence.replace("{row}", () => title).replace("{to}", String(to)));
    const of = nameOf(list) + "." + keyOf(row);
    const now = buttonOf(row, of, up ? RowUp : RowDown);
    focusOn(now?.disabled ? buttonOf(row, of, up ? RowDown : RowUp) : now ?? button);
  }
  const addButton = (list) => {
    const form = formOf(list);
    return form && buttonOf(form, nameOf(list), RowAdd);
  };
  const focusOn = (el) => el && focus(el);
  function press(button) {
    const [name, action] = (attr(button, "value") ?? "").split(" ");
    const form = formOf(button);
    if (!form) return;
    if (action === RowAdd) {
      const list2 = listsIn(form).find((list3) => nameOf(list3) === name);
      if (list2) add(list2);
      return;
    }
    const row = closest(button, `[${Row}]`);
    const list = row && parentElement(row);
    if (!list || !is(list, own(Rows))) return;
    if (action === RowRemove) remove(list, row);
    else if (action === RowUp || action === RowDown) shift(list, row, action === RowUp);
  }
  function settle({ changes }, theirs) {
    for (const [key, { there, sent, seen }] of changes)
      if (sent && seen && theirs.includes(key) === there) changes.delete(key);
  }
  function mount() {
    for (const list of listsIn(document.documentElement)) {
      const state = stateOf(list);
      const { base, ours, changes } = state;
      const theirs = sentKeys(list);
      for (const [key, change] of changes) change.seen ||= theirs.includes(key);
      settle(state, theirs);
      const here = new Set(ours);
      const common = theirs.filter((key) => here.has(key));
      const inOrder = same(common, ours.filter((key) => theirs.includes(key)));
      if (inOrder && state.moved?.sent) delete state.moved;
      const shown = rowsOf(list).map(keyOf);
      if ([ours, shown, theirs].every((keys) => same(keys, base))) continue;
      state.base = theirs;
      const removed = [...changes.keys()].filter((key) => !changes.get(key).there);
      const before = base.filter((key) => !changes.has(key)).concat(removed);
      arrange(list, mergeKeys(before, ours, theirs, !!state.moved && !inOrder));
    }
  }
  const isList = (target) => target instanceof Element && is(target, own(Rows));
  document.addEventListener(EventPrefix + "draft", (event) => {
    const { target, detail } = event;
    if (!isList(target)) return;
    const { base, ours } = stateOf(target);
    if (!same(base, ours)) detail.state = [base, ours];
  });
  document.addEventListener(EventPrefix + "restore", (event) => {
    const { target, detail } = event;
    if (!isList(target) || !Array.isArray(detail.state)) return;
    const [base, ours] = detail.state;
    arrange(target, mergeKeys(base, ours, stateOf(target).ours));
  });
  document.addEventListener("reset", ({ target }) => {
    const form = formOf(target);
    if (form) for (const list of listsIn(form)) arrange(list, stateOf(list).base);
  });
  contentChanged.listen(mount);
  document.addEventListener(EventPrefix + "patch", mount);
  mount();
  return {
    press,
    mount,
    /** The server has taken a form with these rows. Undo outlasts a save by itself. */
    submitted(form, data, auto) {
      for (const list of listsIn(form)) {
        const state = stateOf(list);
        if (state.undo && !auto) removeNode(state.undo);
        state.base = data.getAll(nameOf(list));
        for (const [key, change] of state.changes)
          change.sent ||= state.base.includes(key) === change.there;
        settle(state, sentKeys(list));
        if (state.moved) state.moved.sent = same(state.base, state.ours);
        if (auto) continue;
        state.changes.clear();
        delete state.moved;
      }
    }
  };
}
return start();
}
