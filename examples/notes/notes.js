// The editor: a text that is edited in place stands for the textarea. The browser pastes rich text
// into it. Nothing here is about safety: whoever posts can post anything, so the server sanitizes.

const buttons = [
	["B", "bold", "Bold"],
	["I", "italic", "Italic"],
	["•", "insertUnorderedList", "List"],
	["❝", "formatBlock", "Quote", "blockquote"],
];

// The client is there when the document is complete.
addEventListener("DOMContentLoaded", () => goldfish.hook("editor", {
	mounted(host) {
		const area = host.querySelector("textarea");
		const box = document.createElement("div");
		box.className = "box";
		box.contentEditable = "true";
		box.setAttribute("role", "textbox");
		box.setAttribute("aria-multiline", "true");
		box.setAttribute("aria-label", "Text");
		box.setAttribute("data-gf-name", "text"); // drafts keep it
		const bar = document.createElement("div");
		bar.className = "bar";
		bar.setAttribute("role", "toolbar");
		bar.setAttribute("aria-label", "Format");
		for (const [label, command, title, value] of buttons) {
			const button = document.createElement("button");
			button.type = "button";
			button.textContent = label;
			button.title = button.ariaLabel = title;
			button.onpointerdown = (event) => event.preventDefault(); // the selection stays
			button.onclick = () => document.execCommand(command, false, value);
			bar.append(button);
		}
		area.hidden = true;
		area.dataset.gfDraft = "off";
		host.append(bar, box);
		host.closest("form").addEventListener("goldfish:submit", ({ detail }) => {
			detail.data.set("text", box.innerText.trim() ? box.innerHTML : "");
		});
	},
}));
