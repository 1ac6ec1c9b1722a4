// What the page's own scripts have changed: classes, attributes, children, editors, animations.

import { localChanges } from "../../src/morph/localChanges";
import { check, frame, get, patch, root, same, start, truth } from "../harness";

const kind = "scripts";

check(kind, "a class that a script added stays", async () => {
	start(`<p>1</p><div id="x" class="a">t</div>`);
	get("#x").classList.add("active");
	await frame();
	patch(`<p>2</p><div id="x" class="a">u</div>`);
	same(get("#x").className, "a active", "the classes");
});
check(kind, "classes of server and script are merged", async () => {
	start(`<div id="x" class="a b">t</div>`);
	get("#x").classList.add("mine");
	get("#x").classList.remove("b");
	await frame();
	patch(`<div id="x" class="a b new">t</div>`);
	same([...get("#x").classList].sort(), ["a", "mine", "new"], "after their addition");
	patch(`<div id="x" class="b">t</div>`);
	same([...get("#x").classList].sort(), ["mine"], "after their removal");
	patch(`<div id="x">t</div>`);
	same(get("#x").className, "mine", "without any of theirs");
});
check(kind, "an attribute that a script set stays until the server changes it", async () => {
	start(`<div id="x" title="a">t</div>`);
	get("#x").title = "mine";
	get("#x").setAttribute("aria-expanded", "true");
	await frame();
	patch(`<div id="x" title="a">u</div>`);
	same([get("#x").title, get("#x").getAttribute("aria-expanded")], ["mine", "true"], "while the server says the same");
	patch(`<div id="x" title="b">u</div>`);
	same(get("#x").title, "b", "when the server says something new");
	patch(`<div id="x" title="c">u</div>`);
	same(get("#x").title, "c", "and after that");
});
check(kind, "what a script set and took back is no change, and is not kept in mind", async () => {
	start(`<p>1</p><div id="x" class="a" title="a">t</div>`);
	for (const undone of [false, true]) {
		get("#x").title = undone ? "a" : "mine";
		get("#x").classList.toggle("mine");
		get("#x").toggleAttribute("aria-busy");
		await frame();
		patch(`<p>${undone}</p><div id="x" class="a" title="a">t</div>`);
		same(localChanges.has(get("#x")), !undone, "whether it is a local change");
	}
	patch(`<p>3</p><div id="x" class="b" title="b" aria-busy="false">t</div>`);
	same(get("#x").outerHTML, `<div id="x" class="b" title="b" aria-busy="false">t</div>`, "the server's next");
});
check(kind, "an attribute that a script removed stays away", async () => {
	start(`<div id="x" hidden>t</div><p>1</p>`);
	get("#x").removeAttribute("hidden");
	await frame();
	patch(`<div id="x" hidden>t</div><p>2</p>`);
	same(get("#x").hidden, false, "whether it is hidden");
	patch(`<div id="x">t</div><p>2</p>`);
	patch(`<div id="x" hidden>t</div><p>2</p>`);
	same(get("#x").hidden, true, "when the server shows and hides it again");
});
check(kind, "a style that a script set stays", async () => {
	start(`<p>1</p><div id="x">t</div>`);
	get("#x").style.width = "50px";
	await frame();
	patch(`<p>2</p><div id="x">u</div>`);
	same(get("#x").style.width, "50px", "the width");
});
check(kind, "an optimistic change that the server confirms can be taken back by the server", async () => {
	start(`<div id="x" class="">t</div>`);
	get("#x").classList.add("done");
	await frame();
	patch(`<div id="x" class="done">t</div>`);
	patch(`<div id="x" class="">t</div>`);
	same(get("#x").className, "", "the class");
});
check(kind, "a change made by a patch is not taken for a script's", async () => {
	start(`<div id="x" class="a">t</div>`);
	patch(`<div id="x" class="b">t</div>`);
	await frame();
	patch(`<div id="x" class="a">t</div>`);
	same(get("#x").className, "a", "the class");
});

check(kind, "an element that a script added stays, whatever comes around it", async () => {
	start(`<div id="x"><p>a</p><p>b</p></div>`);
	const tip = document.createElement("p");
	tip.textContent = "tip";
	get("#x").insertBefore(tip, get("#x").lastElementChild);
	await frame();
	patch(`<div id="x"><p>a</p><p>b</p><p>c</p></div>`);
	truth(tip.isConnected && tip.textContent === "tip" && !tip.id, `the script's element is changed: ${root.innerHTML}`);
	same([...get("#x").children].filter((el) => el !== tip).map((el) => el.textContent), ["a", "b", "c"], "the server's");
	patch(`<div id="x"><p>c</p></div>`);
	same([...get("#x").children].filter((el) => el !== tip).map((el) => el.textContent), ["c"], "the server's, after it removed some");
	truth(tip.isConnected, "the script's element is gone");
});
check(kind, "an element that a script removed stays away while the server's is the same", async () => {
	start(`<div id="x"><p class="note">a</p><p>b</p></div><i>1</i>`);
	get(".note").remove();
	await frame();
	patch(`<div id="x"><p class="note">a</p><p>b</p></div><i>2</i>`);
	truth(!root.querySelector(".note"), "it came back though nothing changed there");
	patch(`<div id="x"><p class="note">a</p><p>b</p><p>c</p></div><i>2</i>`);
	truth(!root.querySelector(".note"), "it came back with its neighbour");
	patch(`<div id="x"><p class="note">another</p><p>b</p><p>c</p></div><i>2</i>`);
	truth(root.querySelector(".note"), "a new one does not appear");
});
check(kind, "text that a script formatted stays until the server changes it", async () => {
	start(`<p>1</p><time id="t">2026-11-20</time>`);
	get("#t").textContent = "yesterday";
	await frame();
	patch(`<p>2</p><time id="t">2026-11-20</time>`);
	same(get("#t").textContent, "yesterday", "while the server says the same");
	patch(`<p>2</p><time id="t">2026-11-21</time>`);
	same(get("#t").textContent, "2026-11-21", "when the server says something new");
});
check(kind, "rows that a script has put in another order stay so until the server changes them", async () => {
	const row = (n: number) => `<li id="r${n}">${n}</li>`;
	start(`<i>1</i><ul id="u">${[1, 2, 3].map(row).join("")}</ul>`);
	get("#u").append(get("#r1"));
	await frame();
	patch(`<i>2</i><ul id="u">${[1, 2, 3].map(row).join("")}</ul>`);
	same([...get("#u").children].map((el) => el.id), ["r2", "r3", "r1"], "the order");
	patch(`<i>2</i><ul id="u">${[1, 2, 3, 4].map(row).join("")}</ul>`);
	same([...get("#u").children].map((el) => el.id), ["r1", "r2", "r3", "r4"], "the order after the server's change");
});
check(kind, "rows that the server sends after a script's one are the server's to remove", async () => {
	start(`<ul id="u"><li id="a">a</li></ul>`);
	const own = document.createElement("li");
	get("#u").append(own);
	await frame();
	patch(`<ul id="u"><li id="a">a</li><li id="b">b</li></ul>`);
	patch(`<ul id="u"><li id="a">a</li></ul>`);
	same([...get("#u").children].map((el) => el.id), ["a", ""], "the rows");
});

check(kind, "a keep boundary's inside is left alone, its attributes are not", async () => {
	const body = (n: number) => `<p>${n}</p><div data-gf-keep data-points="${n}"><canvas></canvas></div>`;
	start(body(1));
	const box = get("[data-gf-keep]");
	box.querySelector("canvas")!.remove();
	box.append("drawn by a script");
	await frame();
	patch(body(2));
	same(get("[data-gf-keep]"), box, "the element");
	same([box.textContent, box.dataset.points], ["drawn by a script", "2"], "text and attribute");
});
check(kind, "keep boundaries without ids are not taken for other elements", () => {
	start(`<div><div data-gf-keep>mine</div></div>`);
	const box = get("[data-gf-keep]");
	box.textContent = "widget";
	patch(`<div><div>new</div><div data-gf-keep>mine</div><div>new</div></div>`);
	same([...get("div").children].map((el) => el.textContent), ["new", "widget", "new"], "the texts");
	same(box.isConnected && !box.id, true, "the element and its id");
});
check(kind, "a keep boundary that the server no longer sends goes", () => {
	start(`<div><div data-gf-keep>mine</div><p>a</p></div>`);
	patch(`<div><p>a</p></div>`);
	truth(!root.querySelector("[data-gf-keep]"), "it is still there");
});
check(kind, "another page's boundary is another one, unless it has the same id", () => {
	start(`<div data-gf-keep>map</div><div data-gf-keep id="player">music</div>`);
	const player = get("#player");
	player.textContent = "playing";
	get("div[data-gf-keep]").textContent = "drawn";
	patch(`<div data-gf-keep>chart</div><div data-gf-keep id="player">music</div>`, { fresh: true });
	same([...root.querySelectorAll("[data-gf-keep]")].map((el) => el.textContent), ["chart", "playing"], "the texts");
	same(get("#player"), player, "the player");
});
check(kind, "an editor in a keep boundary keeps text and caret", () => {
	start(`<p>1</p><div data-gf-keep><div contenteditable="true" id="e">hello</div></div>`);
	const text = get("#e").firstChild!;
	get("#e").focus();
	text.textContent = "hello world";
	getSelection()!.collapse(text, 7);
	patch(`<p>2</p><div data-gf-keep><div contenteditable="true" id="e">hello</div></div>`);
	same([get("#e").textContent, getSelection()!.focusOffset], ["hello world", 7], "text and caret");
	same(document.activeElement, get("#e"), "the focus");
});
check(kind, "an editor without a boundary keeps what was typed while the server says the same", async () => {
	start(`<p>1</p><div contenteditable="true" id="e"><b>hello</b></div>`);
	get("#e").replaceChildren("typed");
	await frame();
	patch(`<p>2</p><div contenteditable="true" id="e"><b>hello</b></div>`);
	same(get("#e").textContent, "typed", "the text");
});

check(kind, "a running transition goes on", async () => {
	start(`<p>1</p><div id="x" class="slow">t</div>`);
	getComputedStyle(get("#x")).opacity;
	get("#x").classList.add("faded");
	await frame();
	const running = get("#x").getAnimations()[0];
	truth(running, "there should be a transition");
	patch(`<p>2</p><i>new</i><div id="x" class="slow">u</div>`);
	same(get("#x").getAnimations()[0] === running && running!.playState, "running", "the transition");
});
check(kind, "a running animation goes on when its row moves", async () => {
	const row = (n: number) => `<li id="r${n}">${n}</li>`;
	start(`<ul>${[1, 2, 3].map(row).join("")}</ul>`);
	const running = get("#r2").animate([{ opacity: 0 }, { opacity: 1 }], 10_000);
	patch(`<ul>${[2, 3, 1].map(row).join("")}</ul>`);
	same(running.playState, "running", "the animation");
	running.cancel();
});
check(kind, "the morph leaves no marks behind", async () => {
	start(`<div><p>a</p><input name="a"><input name="a"></div><div data-gf-keep><input></div>`);
	for (const el of root.querySelectorAll("input")) el.value = "typed";
	get("p").className = "x";
	await frame();
	patch(`<div><p>b</p><input name="a"><input name="a" class="y"></div><div data-gf-keep><input></div>`);
	same(root.innerHTML, `<div><p class="x">b</p><input name="a"><input name="a" class="y"></div><div data-gf-keep=""><input></div>`, "the page");
});
check(kind, "text, comments and white space become the server's", () => {
	start(`a<!-- 1 --><b>x</b> y\n<i>z</i>`);
	patch(`c <!-- 2 --><i>z</i> <b>x</b>\nw`);
	same(root.innerHTML, `c <!-- 2 --><i>z</i> <b>x</b>\nw`, "the page");
});
check(kind, "tables, SVG and definition lists become the server's", () => {
	start(`<table><tbody><tr><td>1</td></tr></tbody></table><svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>`);
	const after = `<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table><svg viewBox="0 0 2 2"><path d="M1 1"></path><circle r="1"></circle></svg><dl><dt>a</dt><dd>b</dd></dl>`;
	patch(after);
	same(root.innerHTML, after, "the page");
	same(get("circle").namespaceURI, "http://www.w3.org/2000/svg", "the circle's namespace");
});
