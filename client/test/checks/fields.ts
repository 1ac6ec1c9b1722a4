// Text, boxes, selects and files that the person has filled in.

import { check, frame, get, input, patch, root, same, start, truth, type } from "../harness";

const kind = "fields";

for (const [what, id] of [["with an id", ' id="f"'], ["without an id", ""]] as const) {
	for (const tag of ["input", "textarea"] as const) {
		const field = (value: string, more = "") =>
			tag === "input" ? `<input${id} name="f" value="${value}"${more}>` : `<textarea${id} name="f"${more}>${value}</textarea>`;
		const body = (value: string, count: number, more = "") => `<p>${count}</p><form>${field(value, more)}</form>`;

		check(kind, `typed ${tag} ${what} stays when something else changes`, () => {
			start(body("", 1));
			const el = type(tag, "hello");
			patch(body("", 2));
			same(get(tag), el, "the element");
			same(el.value, "hello", "its value");
			same(root.querySelector("p")!.textContent, "2", "the counter");
		});
		check(kind, `typed ${tag} ${what}, no longer focused, stays too`, () => {
			start(body("old", 1));
			const el = type(tag, "hello");
			el.blur();
			patch(body("old", 2, ' class="x"'));
			same(get(tag), el, "the element");
			same(el.value, "hello", "its value");
		});
		check(kind, `typed ${tag} ${what} stays when the server's value changes, and the new default is known`, () => {
			start(body("old", 1));
			const el = type(tag, "hello");
			patch(body("new", 1));
			same(el.value, "hello", "its value");
			same(get<HTMLInputElement>(tag).defaultValue, "new", "its default");
			el.blur();
			same(el.value, "hello", "its value when left");
		});
		check(kind, `untouched ${tag} ${what} takes the server's new value`, () => {
			start(body("old", 1));
			patch(body("new", 1));
			same(input(tag).value, "new", "its value");
		});
		check(kind, `focused ${tag} ${what} that was not edited keeps its text until it is left`, () => {
			start(body("old", 1));
			const el = input(tag);
			el.focus();
			el.setSelectionRange(1, 2);
			patch(body("newer", 1));
			same(el.value, "old", "its value while focused");
			same([el.selectionStart, el.selectionEnd], [1, 2], "its selection");
			el.blur();
			same(el.value, "newer", "its value when left");
		});
		check(kind, `${tag} ${what} emptied by the person stays empty`, () => {
			start(body("old", 1));
			const el = input(tag);
			el.value = "";
			patch(body("old", 2));
			same(el.value, "", "its value");
		});
	}
}

check(kind, "once the field agrees with the server, the server's next value is taken", () => {
	start(`<input name="q" value="a">`);
	const el = input("input");
	el.value = "b";
	patch(`<input name="q" value="b">`);
	same(el.value, "b", "after the first patch");
	patch(`<input name="q" value="c">`);
	same(el.value, "c", "after the second");
});

check(kind, "text typed into the first of several equal rows stays in the first", () => {
	const row = `<li><input name="item"></li>`;
	start(`<p>1</p><ul>${row.repeat(3)}</ul>`);
	const first = root.querySelectorAll("input")[0]!;
	first.value = "typed";
	patch(`<p>2</p><ul>${row.repeat(3)}</ul>`);
	same([...root.querySelectorAll("input")].map((el) => el.value), ["typed", "", ""], "the values in order");
	patch(`<p>2</p><ul>${row.repeat(4)}</ul>`);
	same([...root.querySelectorAll("input")].map((el) => el.value), ["typed", "", "", ""], "the values after a row came");
});

check(kind, "typed text stays with its keyed row when rows move", () => {
	const row = (n: number) => `<li id="r${n}"><input name="item"></li>`;
	start(`<ul>${[1, 2, 3].map(row).join("")}</ul>`);
	const el = type("#r1 input", "mine");
	patch(`<ul>${[3, 2, 1].map(row).join("")}</ul>`);
	same(get("#r1 input"), el, "the element");
	same(el.value, "mine", "its value");
	same([...root.querySelectorAll("li")].map((li) => li.id), ["r3", "r2", "r1"], "the order");
});

check(kind, "a field without id and name keeps its text when its own attributes change", () => {
	start(`<div><input placeholder="a"><input placeholder="b"></div>`);
	const el = root.querySelectorAll("input")[1]!;
	el.value = "typed";
	patch(`<div><input placeholder="a"><input placeholder="c"></div>`);
	same(root.querySelectorAll("input")[1]!.value, "typed", "the value");
	same(root.querySelectorAll("input")[1]!.placeholder, "c", "the placeholder");
});

check(kind, "a number that is no number yet is not taken away", () => {
	start(`<input type="number" name="n" value="">`);
	const el = input("input");
	el.focus();
	document.execCommand("insertText", false, "1e");
	truth(el.validity.badInput, "the field should hold something that is no number");
	patch(`<input type="number" name="n" value="5">`);
	truth(el.validity.badInput, "what was typed is gone");
	el.blur();
	patch(`<input type="number" name="n" value="6">`);
	truth(el.validity.badInput, "what was typed is gone after it was left");
});

for (const kindOf of ["checkbox", "radio"] as const) {
	const box = (a: boolean, b: boolean, n = 1) =>
		`<p>${n}</p><form><input type="${kindOf}" name="c" value="a"${a ? " checked" : ""}><input type="${kindOf}" name="c" value="b"${b ? " checked" : ""}></form>`;
	check(kind, `a ${kindOf} that the person chose stays`, () => {
		start(box(true, false));
		root.querySelectorAll("input")[1]!.click();
		patch(box(true, false, 2));
		same(root.querySelectorAll("input")[1]!.checked, true, "the second");
	});
	check(kind, `an untouched ${kindOf} follows the server`, () => {
		start(box(true, false));
		patch(box(false, true));
		same([...root.querySelectorAll("input")].map((el) => el.checked), [false, true], "the boxes");
		patch(box(true, false));
		same([...root.querySelectorAll("input")].map((el) => el.checked), [true, false], "the boxes again");
	});
}

check(kind, "a radio group that the person has changed is theirs as a whole", () => {
	const group = (n: number) => `<form>${[1, 2, 3].map((i) => `<input type="radio" name="r" value="${i}"${i === n ? " checked" : ""}>`).join("")}</form>`;
	start(group(1));
	root.querySelectorAll("input")[1]!.click();
	patch(group(3));
	same([...root.querySelectorAll("input")].map((el) => el.checked), [false, true, false], "the buttons");
});

const select = (options: string[], chosen = "", more = "") =>
	`<select name="s"${more}>${options.map((o) => `<option value="${o}"${o === chosen ? " selected" : ""}>${o}</option>`).join("")}</select>`;

check(kind, "a select keeps the person's choice when the list grows before it", () => {
	start(select(["a", "b", "c"]));
	get<HTMLSelectElement>("select").value = "b";
	patch(select(["x", "y", "a", "b", "c"]));
	same(get<HTMLSelectElement>("select").value, "b", "its value");
});
check(kind, "a select keeps the person's choice when the server chooses another", () => {
	start(select(["a", "b", "c"], "a"));
	get<HTMLSelectElement>("select").value = "b";
	patch(select(["a", "b", "c", "d"], "c"));
	same(get<HTMLSelectElement>("select").value, "b", "its value");
});
check(kind, "an untouched select follows the server", () => {
	start(select(["a", "b", "c"], "a"));
	patch(select(["a", "b", "c"], "c"));
	same(get<HTMLSelectElement>("select").value, "c", "its value");
	patch(select(["a", "b", "c"]));
	same(get<HTMLSelectElement>("select").value, "a", "its value without a chosen one");
});
check(kind, "a select whose choice has gone takes the server's", () => {
	start(select(["a", "b", "c"], "c"));
	get<HTMLSelectElement>("select").value = "b";
	patch(select(["a", "c"], "c"));
	same(get<HTMLSelectElement>("select").value, "c", "its value");
});
check(kind, "a multiple select keeps several choices", () => {
	start(select(["a", "b", "c"], "", " multiple"));
	for (const option of get<HTMLSelectElement>("select").options) option.selected = option.value !== "a";
	patch(select(["z", "a", "b", "c"], "", " multiple"));
	same([...get<HTMLSelectElement>("select").selectedOptions].map((o) => o.value), ["b", "c"], "its values");
});

function choose(el: HTMLInputElement): void {
	const files = new DataTransfer();
	files.items.add(new File(["x"], "x.txt"));
	el.files = files.files;
}
check(kind, "a chosen file stays chosen", () => {
	start(`<p>1</p><form><input type="file" name="f"></form>`);
	choose(input("input"));
	patch(`<p>2</p><form><b>new</b><input type="file" name="f" class="x"></form>`);
	same(input("input").files!.length, 1, "the number of files");
});
check(kind, "a chosen file stays chosen when its row moves", () => {
	const row = (id: string) => `<li id="${id}"><input type="file" name="f"></li>`;
	start(`<ul>${row("a")}${row("b")}</ul>`);
	choose(input("#a input"));
	patch(`<ul>${row("c")}${row("b")}${row("a")}</ul>`);
	same(input("#a input").files!.length, 1, "the number of files");
});

check(kind, "another page's fields are the new page's", () => {
	start(`<form><input name="reply" id="reply" value=""><input type="checkbox" name="c"></form>`);
	type("#reply", "for the first ticket").blur();
	input("[name=c]").click();
	patch(`<form><input name="reply" id="reply" value=""><input type="checkbox" name="c"></form>`, { fresh: true });
	same(input("#reply").value, "", "the text");
	same(input("[name=c]").checked, false, "the box");
});
check(kind, "another page leaves the field alone in which the person goes on typing", () => {
	start(`<form><input name="q" value=""></form><h1>one</h1>`);
	const el = type("[name=q]", "typing");
	patch(`<form><input name="q" value="typ"></form><h1>two</h1>`, { fresh: true, inUse: el });
	same(input("[name=q]").value, "typing", "the text");
	same(document.activeElement, el, "the focus");
});

check(kind, "one's own submit takes what the server sends, in that form only", () => {
	const body = `<form id="a"><input name="x"></form><form id="b"><input name="x"></form>`;
	start(body);
	type("#a input", "sent");
	type("#b input", "other");
	patch(body, { sent: new Map([[input("#a input"), "sent"]]) });
	same(input("#a input").value, "", "the form that was sent");
	same(input("#b input").value, "other", "the other form");
});
check(kind, "what was typed after the submit is not lost by its answer", () => {
	const body = `<form><input name="x"></form>`;
	start(body);
	const sent = new Map([[type("input", "first"), "first"]]);
	type("input", "second");
	patch(body, { sent });
	same(input("input").value, "second", "the value");
});
check(kind, "one's own submit clears a chosen file", () => {
	const body = `<form><input type="file" name="f"></form>`;
	start(body);
	choose(input("input"));
	patch(body, { sent: new Map([[input("input"), "x.txt1" + input("input").files![0]!.lastModified]]) });
	same(input("input").files!.length, 0, "the number of files");
});

check(kind, "a hidden input's value is the server's", async () => {
	start(`<form><input type="hidden" name="h" value="1"></form>`);
	await frame();
	patch(`<form><input type="hidden" name="h" value="2"></form>`);
	same(input("input").value, "2", "its value");
});

check(kind, "half a number does not stay on another page, nor after one's own submit", () => {
	for (const rules of ["fresh", "sent"] as const) {
		start(`<form><input type="number" name="n" value="2"></form>`);
		const el = input("input");
		el.focus();
		el.select();
		document.execCommand("insertText", false, rules === "fresh" ? "1e" : "7");
		patch(`<form><input type="number" name="n" value="8"></form>`, rules === "fresh" ? { fresh: true } : { sent: new Map([[el, "7"]]) });
		same(input("input").value, "8", `the value (${rules})`);
	}
});
