// Frames, custom elements and media: what starts anew when it is taken out and put back.

import { canMove, check, get, patch, root, same, start, truth, wait } from "../harness";

const kind = "frames";

class Counter extends HTMLElement {
	connected = 0;
	disconnected = 0;
	moved = 0;
	connectedCallback() {
		this.connected++;
	}
	disconnectedCallback() {
		this.disconnected++;
	}
	connectedMoveCallback() {
		this.moved++;
	}
}
customElements.define("x-counter", Counter);

const frame = (id: number) => `<li id="r${id}"><iframe title="frame" src="/frame"></iframe></li>`;

async function loadedFrame(selector: string): Promise<() => number> {
	const el = get<HTMLIFrameElement>(selector);
	for (let i = 0; i < 200 && (!el.contentDocument?.querySelector("h1") || el.contentDocument.readyState !== "complete"); i++) await wait(10);
	truth(el.contentDocument?.querySelector("h1"), "the frame never loaded");
	let loads = 0;
	el.addEventListener("load", () => loads++);
	return () => loads;
}

for (const [what, before, after] of [
	["a sibling is inserted before it", [1], [0, 1]],
	["a sibling goes", [0, 1], [1]],
	["its row moves to the end", [1, 2, 3], [2, 3, 1]],
	["its row moves to the start", [2, 3, 1], [1, 2, 3]],
] as const)
	check(kind, `a frame is not loaded anew when ${what}`, async () => {
		const row = (id: number) => (id === 1 ? frame(1) : `<li id="r${id}">${id}</li>`);
		start(`<ul>${before.map(row).join("")}</ul>`);
		const loads = await loadedFrame("#r1 iframe");
		const inner = get<HTMLIFrameElement>("#r1 iframe").contentDocument;
		patch(`<ul>${after.map(row).join("")}</ul>`);
		await wait(60);
		same(loads(), 0, "how often it loaded");
		same(get<HTMLIFrameElement>("#r1 iframe").contentDocument, inner, "its document");
		same([...root.querySelectorAll("li")].map((li) => li.id).join(), after.map((n) => "r" + n).join(), "the order");
	});

check(kind, "a frame without an id is not loaded anew when text around it changes", async () => {
	start(`<div><p>1</p><iframe title="frame" src="/frame"></iframe></div>`);
	const loads = await loadedFrame("iframe");
	patch(`<div><p>2</p><p>3</p><iframe title="frame" src="/frame" class="x"></iframe><b>4</b></div>`);
	await wait(60);
	same(loads(), 0, "how often it loaded");
});

check(kind, "a custom element is not taken out when siblings are inserted", () => {
	start(`<div><x-counter></x-counter></div>`);
	const el = get<Counter>("x-counter");
	patch(`<div><p>new</p><x-counter class="a"></x-counter><p>new</p></div>`);
	same(get("x-counter"), el, "the element");
	same([el.connected, el.disconnected], [1, 0], "how often it was connected and disconnected");
});

check(kind, "a custom element whose row moves is moved, not taken out", () => {
	const row = (id: number) => `<li id="r${id}"><x-counter></x-counter></li>`;
	start(`<ul>${[1, 2, 3].map(row).join("")}</ul>`);
	const el = get<Counter>("#r1 x-counter");
	patch(`<ul>${[2, 3, 1].map(row).join("")}</ul>`);
	same(get("#r1 x-counter"), el, "the element");
	if (canMove) same([el.connected, el.disconnected, el.moved], [1, 0, 1], "connected, disconnected, moved");
});

check(kind, "what a custom element has made of itself stays", () => {
	start(`<p>1</p><x-counter data-gf-keep></x-counter>`);
	const el = get<Counter>("x-counter");
	el.append(document.createElement("canvas"));
	patch(`<p>2</p><x-counter data-gf-keep class="new"></x-counter>`);
	truth(el.querySelector("canvas"), "its content is gone");
	same(el.className, "new", "its class");
});

check(kind, "new custom elements come to life once", () => {
	start(`<div></div>`);
	patch(`<div><x-counter></x-counter></div>`);
	same(get<Counter>("x-counter").connected, 1, "how often it was connected");
});

check(kind, "a script in a patch does not run", async () => {
	start(`<div></div>`);
	patch(`<div><script src="/never.js"></script><img alt="" src="/frame.svg"></div>`);
	await wait(30);
	same((window as { never?: boolean }).never, undefined, "what the script sets");
});
