// Runs before the scripts of each document and notes what happens to it, for the test.
{
	const keyOf = (el) => el.id || el.dataset?.name || (el.name ? el.name + (el.name === "line" ? [...document.getElementsByName("line")].indexOf(el) : "") : el.localName);
	const find = (key) => document.getElementById(key) ?? (/^line\d/.test(key) ? document.getElementsByName("line")[+key.slice(4)] : document.querySelector(`[name="${key}"]:checked`) ?? document.getElementsByName(key)[0]);
	const shells = [];

	/** Goes to a field as a person does with the pointer: what it is in is opened first, and a dialog that is in the way is closed. */
	function enter(key) {
		observer.field = null;
		const el = find(key);
		if (!el) throw new Error("there is no field " + key);
		const dialog = document.querySelector("dialog:modal");
		if (dialog && !dialog.contains(el)) dialog.close();
		const hidden = el.closest("details:not([open]),dialog:not([open]),[popover]:not(:popover-open)");
		if (hidden) document.getElementById("open-" + hidden.id).click();
		el.focus();
		observer.field = key;
	}

	/** What is in each field. */
	function values() {
		const found = {};
		for (const el of document.getElementById("report").elements) {
			if (!el.name || /^(hidden|submit|button)$/.test(el.type) || (el.type === "radio" && !el.checked)) continue;
			found[el.type === "radio" ? el.name : keyOf(el)] =
				el.type === "checkbox" ? String(el.checked) : el.localName === "select" ? [...el.selectedOptions].map((o) => o.value).join("\n") : el.value;
		}
		for (const el of document.querySelectorAll("[data-gf-name]")) found[el.dataset.gfName] = el.textContent.replace(/\u00a0/g, " ");
		return found;
	}

	/** Where the person is: the field that has the focus, and where the caret is in it. */
	function place() {
		const el = document.activeElement;
		let caret = el.selectionStart ?? null;
		if (el.isContentEditable && getSelection().rangeCount) {
			const range = document.createRange();
			range.selectNodeContents(el);
			range.setEnd(getSelection().focusNode, getSelection().focusOffset);
			caret = range.toString().length;
		}
		return { field: el.type === "radio" ? el.name : keyOf(el), caret };
	}
	const report = { keys: 0, elsewhere: [], errors: [], violations: [], messages: [], resends: 0 };
	/** What went elsewhere in the documents before this one, in the same tab. */
	const before = name.startsWith("[") ? JSON.parse(name) : [];
	report.elsewhere.push(...before);
	window.observer = {
		id: Math.random().toString(36).slice(2),
		/** The field in which the robot types; null while it does not. */
		field: null,
		keyOf,
		/** The client loads what it may need soon after its start: whether all of it has come. */
		started() {
			const names = ["update", ...(document.querySelector("form[method=post]") ? ["forms", "drafts"] : [])];
			const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
			return names.every((name) => loaded.some((its) => its.includes(`/${name}-`)));
		},
		report: () => ({ ...report, id: observer.id, shells }),
		enter,
		values,
		place,
	};
	addEventListener("keydown", ({ target, key }) => {
		report.keys++;
		if (observer.field === null || keyOf(target) === observer.field) return;
		report.elsewhere.push(`${key} of ${observer.field} went to ${keyOf(target)}`);
		name = JSON.stringify(report.elsewhere);
	}, true);
	addEventListener("error", ({ message, target }) => message && report.errors.push(message), true);
	addEventListener("unhandledrejection", ({ reason }) => report.errors.push(String(reason)));
	addEventListener("securitypolicyviolation", (event) => report.violations.push(event.violatedDirective + " " + event.blockedURI));
	/** Notes each sentence that the page shows to the person, and each submission that waits to be sent again. */
	let waits = false;
	function messages() {
		for (const el of document.querySelectorAll("[data-gf-flash],[role=alert],[data-gf-error]")) {
			const text = el.textContent.trim();
			if (text && !report.messages.includes(text)) report.messages.push(text);
		}
		const now = !!document.querySelector(".goldfish-resend");
		if (now && !waits) report.resends++;
		waits = now;
		if (wanted && document.getElementById("news")?.textContent === wanted.text) wanted = wanted.done(true);
	}
	let wanted;
	/** Resolves when the page shows this piece of news. */
	observer.shows = (text) =>
		new Promise((done) => {
			wanted = { text, done };
			messages();
		});
	new MutationObserver(() => {
		const shell = document.documentElement?.className;
		if (shell && shell !== shells.at(-1)) shells.push(shell);
		messages();
	}).observe(document, { attributes: true, attributeFilter: ["class"], subtree: true, childList: true, characterData: true });
}
