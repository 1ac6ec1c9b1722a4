// What is open: details, dialogs, popovers.

import { canMove, check, frame, get, patch, patchBy, root, same, start, truth } from "../harness";

const kind = "open";
const details = (id: string, open = "", text = "text") => `<details${id ? ` id="${id}"` : ""}${open}><summary>more</summary><p>${text}</p></details>`;

for (const id of ["d", ""])
	check(kind, `details opened by hand stay open, ${id ? "with" : "without"} an id`, async () => {
		start(`<p>1</p>${details(id)}`);
		get<HTMLDetailsElement>("details").open = true;
		await frame();
		patch(`<p>2</p>${details(id, "", "changed")}`);
		same(get<HTMLDetailsElement>("details").open, true, "whether it is open");
		same(get("details p").textContent, "changed", "its text");
	});

check(kind, "details opened at once before a patch stay open", () => {
	start(`<p>1</p>${details("d")}`);
	get<HTMLDetailsElement>("details").open = true;
	patch(`<p>2</p>${details("d")}`);
	same(get<HTMLDetailsElement>("details").open, true, "whether it is open");
});

check(kind, "details closed by hand stay closed", async () => {
	start(`<p>1</p>${details("d", " open")}`);
	get<HTMLDetailsElement>("details").open = false;
	await frame();
	patch(`<p>2</p>${details("d", " open", "changed")}`);
	same(get<HTMLDetailsElement>("details").open, false, "whether it is open");
});

check(kind, "details that the server opens are opened, and closed when it closes them", () => {
	start(details("d"));
	patch(details("d", " open"));
	same(get<HTMLDetailsElement>("details").open, true, "whether it is open");
	patch(details("d"));
	same(get<HTMLDetailsElement>("details").open, false, "whether it is closed again");
});

check(kind, "details that both opened follow the server from then on", async () => {
	start(details("d"));
	get<HTMLDetailsElement>("details").open = true;
	await frame();
	patch(details("d", " open"));
	patch(details("d"));
	same(get<HTMLDetailsElement>("details").open, false, "whether it is open");
});

for (const which of [0, 1, 2])
	check(kind, `number ${which} of several equal details, once opened, stays the opened one`, async () => {
		start(`<p>1</p><div>${details("").repeat(3)}</div>`);
		root.querySelectorAll("details")[which]!.open = true;
		await frame();
		const open = () => [...root.querySelectorAll("details")].map((d, i) => (d.open ? i : -1)).filter((i) => i >= 0);
		patch(`<p>2</p><div>${details("").repeat(3)}</div>`);
		same(open(), [which], "which are open");
		patch(`<p>2</p><div>${details("").repeat(3)}<i>more</i>${details("")}</div>`);
		same(open(), [which], "which are open after another came");
	});

check(kind, "the opened one of several details without ids stays open when another comes before it", async () => {
	start(`<div>${details("", "", "a")}${details("", "", "b")}${details("", "", "c")}</div>`);
	root.querySelectorAll("details")[1]!.open = true;
	await frame();
	patch(`<div>${details("", "", "new")}${details("", "", "a")}${details("", "", "b")}${details("", "", "c")}</div>`);
	same([...root.querySelectorAll("details")].filter((d) => d.open).map((d) => d.querySelector("p")!.textContent), ["b"], "which are open");
});

check(kind, "an open details stays open when its row moves", async () => {
	start(`<div>${details("a")}${details("b")}${details("c")}</div>`);
	get<HTMLDetailsElement>("#a").open = true;
	await frame();
	patch(`<div>${details("c")}${details("b")}${details("a")}</div>`);
	same([...root.querySelectorAll("details")].map((d) => d.id + d.open), ["cfalse", "bfalse", "atrue"], "which are open");
});

const wrap = (el: Element) => {
	const wrapper = document.createElement("div");
	el.replaceWith(wrapper);
	wrapper.append(el);
};
for (const id of ["", "d"])
	for (const when of ["before", "after"] as const)
		check(kind, `details ${id ? "with" : "without"} an id that a script wraps ${when} they are opened stay open`, async () => {
			start(`<p>1</p>${details(id)}<p>x</p>${details("other", "", "b")}`);
			const el = get<HTMLDetailsElement>("details");
			if (when === "before") wrap(el);
			el.open = true;
			if (when === "after") wrap(el);
			await frame();
			patch(`<p>2</p>${details(id)}<p>x</p>${details("other", "", "b")}`);
			same(el.isConnected && el.open, true, "whether they are open while the server sends the same");
			patch(`<p>3</p>${details(id, "", "changed")}<p>y</p>${details("other", "", "b")}`);
			same([get("details"), el.open, get("details p").textContent], [el, true, "changed"], "whether they are open when the server changes them");
			same(root.querySelectorAll("details").length, 2, "how many there are");
		});
check(kind, "details without an id stay open when the server puts them elsewhere", async () => {
	start(`<p>1</p><main>${details("", "", "a")}</main>`);
	const el = get<HTMLDetailsElement>("details");
	el.open = true;
	await frame();
	patch(`<p>1</p><main><section><h2>new</h2>${details("", "", "b")}</section></main>`);
	same([get("details"), el.open, get("details p").textContent], [el, true, "b"], "element, open, text");
});
check(kind, "a dialog without an id that a script wraps stays open", async () => {
	const body = (n: number) => `<p>${n}</p><dialog><h2>Pay</h2><i>${n}</i></dialog>`;
	start(body(1));
	const el = get<HTMLDialogElement>("dialog");
	wrap(el);
	el.show();
	await frame();
	patch(body(2));
	same([el.isConnected, el.open, el.textContent], [true, true, "Pay2"], "there, open, text");
});
check(kind, "what is open stays open when a delta takes it from one element to another", async () => {
	const body = (left: string, right: string) => `<div id="a">${left}</div><div id="b">${right}</div>`;
	for (const what of [details("d"), details("")]) {
		start(body(what, ""));
		const el = get<HTMLDetailsElement>("details");
		el.open = true;
		await frame();
		const html = body("", what);
		patchBy(html, [
			{ kind: "edit", id: "a", html: `<div id="a"></div>` },
			{ kind: "edit", id: "b", html: `<div id="b">${what}</div>` },
		]);
		same([get("#b details"), el.open, root.querySelectorAll("details").length], [el, true, 1], "element, open, number");
	}
});
check(kind, "a popover and a modal dialog stay open when the server puts them elsewhere", () => {
	const body = (more: string) => `<p>1</p><main>${more}</main>`;
	const popover = `<div popover id="m">menu</div>`;
	start(body(popover));
	get("#m").showPopover();
	patch(body(`<section>${popover}</section>`));
	truth(get("#m").matches(":popover-open"), "the popover is closed");
	get("#m").hidePopover();
	start(body(dialog("a")));
	get<HTMLDialogElement>("dialog").showModal();
	patch(body(`<section>${dialog("b")}</section>`));
	truth(get("dialog").matches(":modal"), "the dialog is not modal any more");
	get<HTMLDialogElement>("dialog").close();
});

const dialog = (text: string) => `<dialog id="d"><p>${text}</p><button>ok</button></dialog>`;

check(kind, "a modal dialog opened by script stays modal", async () => {
	start(`<p>1</p>${dialog("a")}`);
	get<HTMLDialogElement>("dialog").showModal();
	await frame();
	patch(`<p>2</p><p>new</p>${dialog("b")}`);
	truth(get("dialog").matches(":modal"), "it is modal no longer");
	same(get("dialog p").textContent, "b", "its text");
	get<HTMLDialogElement>("dialog").close();
});

check(kind, "a modal dialog stays modal when its row moves", async () => {
	const row = (id: number) => `<li id="r${id}">${id === 1 ? dialog("a") : id}</li>`;
	start(`<ul>${[1, 2, 3].map(row).join("")}</ul>`);
	get<HTMLDialogElement>("dialog").showModal();
	await frame();
	patch(`<ul>${[2, 3, 1].map(row).join("")}</ul>`);
	truth(get("dialog").matches(":modal"), "it is modal no longer");
	same([...root.querySelectorAll("li")].map((li) => li.id), ["r2", "r3", "r1"], "the order");
	get<HTMLDialogElement>("dialog").close();
});

check(kind, "a dialog that the person closed stays closed", async () => {
	start(`<p>1</p><dialog open id="d">hello</dialog>`);
	get<HTMLDialogElement>("dialog").close();
	await frame();
	patch(`<p>2</p><dialog open id="d">hello</dialog>`);
	same(get<HTMLDialogElement>("dialog").open, false, "whether it is open");
});

const menu = (text: string) => `<div popover id="m">${text}</div>`;

check(kind, "an open popover stays open", () => {
	start(`<p>1</p>${menu("a")}`);
	get("#m").showPopover();
	patch(`<p>2</p><p>3</p>${menu("b")}`);
	truth(get("#m").matches(":popover-open"), "it is closed");
	same(get("#m").textContent, "b", "its text");
	get("#m").hidePopover();
});

check(kind, "an open popover stays open when its row moves", () => {
	const row = (id: number) => `<li id="r${id}">${id === 1 ? menu("a") : id}</li>`;
	start(`<ul>${[1, 2, 3].map(row).join("")}</ul>`);
	get("#m").showPopover();
	patch(`<ul>${[3, 2, 1].map(row).join("")}</ul>`);
	truth(get("#m").matches(":popover-open"), "it is closed");
	get("#m").hidePopover();
});

check(kind, "another page opens what it opens, whatever was open on the old one", async () => {
	start(details("d"));
	get<HTMLDetailsElement>("details").open = true;
	await frame();
	patch(details("d", "", "another"), { fresh: true });
	same(get<HTMLDetailsElement>("details").open, false, "whether it is open");
});

check(kind, "focus and a popover in another row stay at once when the browser can move", () => {
	if (!canMove) return;
	const row = (id: number) => `<li id="r${id}">${id === 1 ? menu("a") : `<input id="i${id}">`}</li>`;
	start(`<ul>${[1, 2, 3].map(row).join("")}</ul>`);
	get("#i3").focus();
	get("#m").showPopover();
	patch(`<ul>${[3, 2, 1].map(row).join("")}</ul>`);
	truth(get("#m").matches(":popover-open"), "the popover is closed");
	same(document.activeElement, get("#i3"), "the focus");
	get("#m").hidePopover();
});
