// A custom element that is defined before the client comes, and writes its own content.
customElements.define(
	"x-base",
	class extends HTMLElement {
		connectedCallback() {
			this.textContent = "mine";
		}
	},
);
