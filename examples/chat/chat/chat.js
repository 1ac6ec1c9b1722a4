// What the chat adds in the browser. Without it everything works: Enter makes a new line, and the
// title has no number.

// The client is there when the document is complete.
addEventListener("DOMContentLoaded", () => {
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
				if (field.value.trim()) field.form.requestSubmit(field.form.querySelector("[name=_send]"));
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
