// What the chat adds in the browser. Without it everything works: Enter makes a new line, and the
// title has no number.

// The client is there when the document is complete.
addEventListener("DOMContentLoaded", () => {
	const send = (form) => form.requestSubmit(form.querySelector("[name=_send]"));

	// A message waits for the files that are on their way to it. If one is refused, the person
	// decides.
	let waits = false;
	const wait = (on) => {
		waits = on;
		const note = document.getElementById("waits");
		if (note) note.hidden = !on;
	};
	const arriving = () => document.querySelector("#attach .gf-file");
	addEventListener("goldfish:submit", (event) => {
		const { form, submitter } = event.detail;
		if (form.id !== "composer" || submitter?.name !== "_send") return;
		wait(!!arriving());
		if (waits) event.preventDefault();
	});
	addEventListener("goldfish:patch", () => {
		if (!waits || arriving()) return;
		wait(false);
		const form = document.getElementById("composer");
		if (form && !document.querySelector("#attach-error:not([hidden])")) send(form);
	});

	// Enter sends, Shift+Enter makes a new line. An input method that composes keeps its Enter.
	goldfish.hook("enter", {
		mounted(field) {
			let sends = false;
			field.addEventListener("keydown", (event) => {
				sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
			});
			field.addEventListener("beforeinput", (event) => {
				if (!sends || event.inputType !== "insertLineBreak") return;
				event.preventDefault();
				if (field.value.trim() || document.querySelector(".attached, #attach .gf-file")) send(field.form);
			});
		},
	});

	// The number of unread messages stands in the title, where a hidden tab shows it, and on the
	// icon of an installed app.
	let unread = "0";
	const show = () => {
		const plain = document.title.replace(/^\(\d+\+?\) /, "");
		const title = unread === "0" ? plain : `(${unread}) ${plain}`;
		if (document.title !== title) document.title = title;
	};
	const read = (el) => {
		unread = el.dataset.unread;
		show();
		if (unread === "0") navigator.clearAppBadge?.().catch(() => {});
		else navigator.setAppBadge?.(parseInt(unread)).catch(() => {});
	};
	goldfish.hook("unread", { mounted: read, patched: read });
	addEventListener("goldfish:patch", show);
});
