// Counts what a page has the browser do. Loaded before the client.
{
	const counts = (window.work = {});
	const add = (what, n = 1) => (counts[what] = (counts[what] ?? 0) + n);
	/** Whether something has changed since the last frame: then to ask for a position costs a layout. */
	let changed = false;
	new MutationObserver((records) => {
		for (const { type } of records) add(type);
	}).observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
	const called = (prototype, names, call) => {
		for (const name of names) {
			const method = prototype[name];
			prototype[name] = function (...args) {
				call.call(this, name);
				return method.apply(this, args);
			};
		}
	};
	const read = (prototype, names, call) => {
		for (const name of names) {
			const property = Object.getOwnPropertyDescriptor(prototype, name);
			const { get } = property;
			property.get = function () {
				call.call(this, name);
				return get.call(this);
			};
			Object.defineProperty(prototype, name, property);
		}
	};
	const write = (prototype, names) => {
		for (const name of names) {
			const property = Object.getOwnPropertyDescriptor(prototype, name);
			const { set } = property;
			property.set = function (value) {
				if (this.isConnected) changed = true;
				set.call(this, value);
			};
			Object.defineProperty(prototype, name, property);
		}
	};
	const change = function () {
		if (this.isConnected) changed = true;
	};
	called(Node.prototype, ["insertBefore", "removeChild"], change);
	called(Element.prototype, ["append", "replaceChildren", "moveBefore", "setAttributeNode"], change);
	// Those of the root element are the client's state, of which no style depends here.
	called(Element.prototype, ["setAttribute", "removeAttribute"], function (name) {
		if (this !== document.documentElement) change.call(this);
	});
	write(Node.prototype, ["nodeValue", "textContent"]);
	const layout = (name) => {
		if (!changed) return;
		add("layouts");
		add("layout by " + name);
	};
	read(Element.prototype, ["scrollTop", "scrollLeft", "scrollHeight", "clientHeight"], layout);
	read(HTMLElement.prototype, ["offsetTop", "offsetHeight", "innerText", "isContentEditable"], layout);
	read(window, ["scrollX", "scrollY"], layout);
	called(Element.prototype, ["getBoundingClientRect", "getClientRects", "scrollTo", "scrollIntoView"], layout);
	called(HTMLElement.prototype, ["focus"], layout);
	called(window, ["getComputedStyle", "getSelection", "scrollTo"], layout);
	/** A search through the page, or through all of the document. */
	const search = function () {
		if (this === document || this.contains(document.getElementById("page"))) add("searches");
	};
	called(Document.prototype, ["querySelector", "querySelectorAll"], search);
	called(Element.prototype, ["querySelector", "querySelectorAll"], function () {
		if (this.isConnected) search.call(this);
	});
	called(Storage.prototype, ["setItem", "removeItem"], () => add("stored"));
	called(History.prototype, ["pushState", "replaceState"], () => add("entries"));
	called(EventTarget.prototype, ["dispatchEvent"], () => add("events"));
	called(window, ["fetch"], () => add("requests"));
	const { createElement } = Document.prototype;
	Document.prototype.createElement = function (name, ...more) {
		if (name === "template") add("parses");
		return createElement.call(this, name, ...more);
	};
	/** What was counted while f ran, and until the next frame. */
	window.workOf = async (f) => {
		const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
		await painted();
		for (const what in counts) delete counts[what];
		changed = false;
		await f();
		const result = { ...counts };
		await painted();
		return { ...counts, layouts: result.layouts ?? 0 };
	};
}
