// Fields and images that are called like properties of a form, an element or the document.

import { check, get, input, parse, patch, root, same, start, type } from "../harness";

const kind = "names";

const names =
	"id attributes children childNodes elements matches parentElement parentNode closest nextSibling isConnected localName nodeName getAttribute hasAttribute querySelectorAll contains remove append insertBefore ownerDocument textContent hidden isEqualNode outerHTML namespaceURI type value name form length action method submit requestSubmit target enctype nodeType nodeValue firstChild lastChild previousSibling cloneNode querySelector classList className dataset dispatchEvent addEventListener setAttribute removeAttribute attachShadow shadowRoot style innerHTML replaceWith replaceChildren moveBefore focus reset getRootNode normalize isContentEditable lang title";

for (const name of names.split(" ")) {
	const body = (n: number, more = "") =>
		`<h1>${n}</h1><form class="c${n}" method="post" action="/x"><input name="${name}" value="7"><input name="text">${more}<b>${n}</b></form><ul><li>${n}</li></ul>`;
	check(kind, `a field called ${name}`, () => {
		start(body(1));
		const form = root.querySelector("form")!;
		const el = type("[name=text]", "typed");
		for (const [html, count] of [
			[body(2), 4],
			[body(3, `<p>new</p>`), 5],
			[body(4), 4],
		] as const) {
			patch(html);
			same(root.querySelector("form"), form, "the form");
			same(input("[name=text]"), el, "the field");
			same(el.value, "typed", "its text");
			same(document.activeElement, el, "the focus");
			same(Element.prototype.querySelectorAll.call(form, "*").length, count - 1, "the elements in the form");
		}
		el.value = el.defaultValue;
		const html = body(5).replace("<form", "<section><form").replace("</form>", "</form></section>");
		patch(html);
		same(root.innerHTML, html, "the page");
	});
}

// The document's properties are hidden by forms, images, frames and objects with these names.
for (const name of "body activeElement querySelectorAll querySelector getElementById title hidden forms documentElement createElement importNode head baseURI cookie location defaultView addEventListener createTreeWalker implementation scrollingElement startViewTransition".split(" ")) {
	for (const tag of ["form", "img", "object", "embed"]) {
		const body = (n: number) => `<${tag} name="${name}"></${tag}><input id="i" name="q"><p>${n}</p>`.replace(/<\/(img|embed)>/, "");
		check(kind, `<${tag} name="${name}">`, () => {
			start(body(1));
			try {
				const el = root.querySelector<HTMLInputElement>("#i")!;
				el.focus();
				el.value = "typed";
				patch(body(2));
				same(get("p").textContent, "2", "the news");
				same(get("#i"), el, "the field");
				same(el.value, "typed", "its text");
			} finally {
				root.replaceChildren(); // the next check needs the document
			}
		});
	}
}

check(kind, "an element that a name in the window hides", () => {
	start(`<form id="trustedTypes" name="moveBefore"></form><p>1</p>`);
	patch(`<form id="trustedTypes" name="moveBefore"></form><p>2</p>`);
	same(parse("<b>x</b>").innerHTML, "<b>x</b>", "what is parsed");
	same(get("p").textContent, "2", "the news");
});
