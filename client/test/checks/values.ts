// Values that the browser writes in its own way, and choices.

import { check, get, input, patch, same, start } from "../harness";

const kind = "values";

for (const [attributes, from, to, want] of [
	[`type="color"`, "#FF8800", "#00AAFF", "#00aaff"],
	[`type="color"`, "red", "#00AAFF", "#00aaff"],
	[`type="color"`, "", "#102030", "#102030"],
	[`type="range" min="0" max="10" step="1"`, "5.3", "8", "8"],
	[`type="range" min="0" max="10"`, "", "8.4", "8"],
	[`type="range" min="0" max="10"`, "99", "3", "3"],
	[`type="date"`, "4 March", "2026-03-05", "2026-03-05"],
	[`type="datetime-local"`, "2026-03-04T10:00:00", "2026-03-05T11:30:00", "2026-03-05T11:30"],
	[`type="datetime-local"`, "2026-03-04 10:00", "2026-03-05 11:30", "2026-03-05T11:30"],
	[`type="time"`, "25:00", "11:30", "11:30"],
	[`type="month"`, "March", "2026-03", "2026-03"],
	[`type="week"`, "9", "2026-W09", "2026-W09"],
	[`type="number"`, "five", "6", "6"],
	[`type="email"`, " a@example.org ", " b@example.org ", "b@example.org"],
	[`type="email" multiple`, "a@x.org , b@x.org", "c@x.org , d@x.org", "c@x.org,d@x.org"],
	[`type="url"`, " https://a.example ", " https://b.example ", "https://b.example"],
	[`type="text"`, "a&#10;b", "c&#10;d", "cd"],
	[`type="search"`, "a&#13;&#10;b", "e", "e"],
] as const)
	check(kind, `an untouched ${attributes} goes from ${from} to ${to}`, () => {
		const body = (value: string, n: number) => `<p>${n}</p><form><input id="i" ${attributes} value="${value}"></form>`;
		start(body(from, 1));
		const before = input("#i").value;
		patch(body(from, 2));
		same(input("#i").value, before, "while the server sends the same");
		patch(body(to, 3));
		same(input("#i").value, want, "the server's next value");
		patch(body(from, 4));
		same(input("#i").value, before, "and back");
	});

check(kind, "the line ends of a textarea are not the person's", () => {
	const body = (text: string) => `<textarea>${text}</textarea>`;
	start(body("a&#13;&#10;b"));
	patch(body("c&#13;&#10;d"));
	same(get<HTMLTextAreaElement>("textarea").value, "c\nd", "the text");
});
check(kind, "what a person has chosen with such a field stays", () => {
	const body = (value: string) => `<input type="color" value="${value}"><input type="range" min="0" max="10" value="5.3" class="${value.slice(1)}">`;
	start(body("#FF0000"));
	input("[type=color]").value = "#123456";
	input("[type=range]").value = "9";
	patch(body("#00FF00"));
	same([input("[type=color]").value, input("[type=range]").value], ["#123456", "9"], "the values");
});

const options = (...list: string[]) => `<p>${list.length}</p><form><select id="s" name="s">${list.join("")}</select></form>`;
const chosen = () => get<HTMLSelectElement>("#s").selectedOptions[0]?.text;
const choose = (index: number) => (get<HTMLSelectElement>("#s").selectedIndex = index);
for (const [what, before, index, after, want] of [
	["a count in its text changes", ["<option>Open (3)</option>", "<option>Closed (3)</option>"], 1, ["<option>Open (4)</option>", "<option>Closed (4)</option>"], "Closed (4)"],
	["the counts change and another comes before", ["<option>Open (3)</option>", "<option>Closed (3)</option>"], 1, ["<option>New (1)</option>", "<option>Open (4)</option>", "<option>Closed (4)</option>"], "Closed (4)"],
	["it moves", ["<option>A 1</option>", "<option>B 1</option>", "<option>C 1</option>"], 2, ["<option>C 2</option>", "<option>B 2</option>", "<option>A 2</option>"], "C 2"],
	["all are in another language", ["<option>Open</option>", "<option>Closed</option>"], 1, ["<option>Offen</option>", "<option>Zu</option>"], "Zu"],
	["it goes", ["<option>A</option>", "<option>B</option>", "<option>C</option>"], 1, ["<option>A</option>", "<option>C</option>"], "A"],
	["it has a value, and another text", [`<option value="a">A</option>`, `<option value="b">B</option>`], 1, [`<option value="x">X</option>`, `<option value="a">A2</option>`, `<option value="b">B2</option>`], "B2"],
	["the server chooses another", [`<option value="a">A</option>`, `<option value="b">B</option>`, `<option value="c">C</option>`], 1, [`<option value="a">A</option>`, `<option value="b">B</option>`, `<option value="c" selected>C</option>`], "B"],
	["two have its value and it is the first", [`<option value="">Any</option>`, `<option value="a">A</option>`, `<option value="" disabled>--</option>`], 0, [`<option value="">Any</option>`, `<option value="a">A</option>`, `<option value="" disabled>--</option>`, "<option>new</option>"], "Any"],
	["two have its value and it is the second", [`<option value="1">One</option>`, `<option value="2">Two</option>`, `<option value="1">Uno</option>`], 2, [`<option value="1">One</option>`, `<option value="2">Two</option>`, `<option value="1">Uno</option>`, "<option>new</option>"], "Uno"],
] as const)
	check(kind, `a choice stays where ${what}`, () => {
		start(options(...before));
		choose(index);
		patch(options(...after));
		same(chosen(), want, "the option");
	});

for (const [what, before, after, want] of [
	["whose first group is disabled", `<optgroup label="out" disabled><option>Gold</option></optgroup><option>Iron</option><option>Wood</option>`, `<optgroup label="out" disabled><option>Gold</option></optgroup><option>Iron</option><option selected>Wood</option>`, "Wood"],
	["whose first option is disabled", `<option disabled>Gold</option><option>Iron</option>`, `<option disabled>Gold</option><option>Iron</option><option selected>Wood</option>`, "Wood"],
	["with twins", `<option value="1">One</option><option value="1">Uno</option>`, `<option value="1">One</option><option value="1" selected>Uno</option>`, "Uno"],
	["without values", `<option>A 1</option><option>B 1</option>`, `<option>A 2</option><option selected>B 2</option>`, "B 2"],
	["whose disabled group moves", `<option>Iron</option><optgroup label="out" disabled><option>Gold</option></optgroup>`, `<optgroup label="out" disabled><option>Gold</option></optgroup><option>Tin</option>`, "Tin"],
] as const)
	check(kind, `an untouched select ${what} follows the server`, () => {
		start(options(before));
		patch(options(after));
		same(chosen(), want, "the option");
	});

check(kind, "radio buttons outside their form are the person's as a group", () => {
	const body = (n: number) => `<form id="f"></form><p>${[1, 2, 3].map((i) => `<input form="f" type="radio" name="r" value="${i}"${i === n ? " checked" : ""}>`).join("")}</p><form id="g"><input type="radio" name="r" value="9"${n === 3 ? " checked" : ""}></form>`;
	start(body(1));
	input("[value='2']").click();
	patch(body(3));
	same([...document.querySelectorAll<HTMLInputElement>("#page [name=r]")].map((el) => el.checked), [false, true, false, true], "the buttons");
});
