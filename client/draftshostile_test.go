package client_test

import (
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// What is in the storage may have been written by somebody else: of the HTML of a draft nothing
// runs, and no document and no style is loaded. The rest comes back.
func TestHostileDraft(t *testing.T) {
	level.Long(t)
	t.Parallel()
	s := serve(t)
	s.page("/a", reply{Title: "a", Version: "v", Body: `<h1>/a</h1><form id="f" method="post" action="/a?_action=x"><div contenteditable data-gf-name="rich">old</div></form>`})
	tab := s.open(browser.New(t), t, "/a")
	live(tab)
	// The policy speaks when handlers are parsed, although none could run there.
	tab.Allow("inline event handler")
	tab.Eval(`(() => {
		const evil = [
			"<b>kept</b>",
			"<img src=x onerror='window.ran = 1'>",
			"<svg><a xlink:href='java&#10;script:ran=1'><text>s</text><animate attributeName='href' values='javascript:ran=1'/></a><set attributeName='href' to='javascript:ran=1'/></svg>",
			"<a id=tab href='java&#9;script:window.ran=1'>t</a><a href=' &#1;JavaScript:window.ran=1'>c</a><a href='data:text/html,x'>d</a><a id=fine href='https://example.org/'>e</a>",
			"<iframe srcdoc='<script>parent.ran=1</script>'></iframe><script>ran=1</script><style>*{}</style><template><script>ran=1</script></template>",
			"<input name=stolen><details ontoggle='window.ran=1' open>x</details>",
		].join("");
		const key = "goldfish:draft: /a";
		const rich = document.querySelector("[data-gf-name=rich]");
		rich.textContent = "marker";
		rich.dispatchEvent(new InputEvent("input", {bubbles: true}));
		return new Promise(done => {
			const look = () => (sessionStorage.getItem(key) ?? "").includes("marker") ? done() : setTimeout(look, 10);
			look();
		}).then(() => {
			const put = sessionStorage.getItem(key).replace("marker", () => JSON.stringify(evil).slice(1, -1));
			// The page would write its own once more when it is left.
			for (const left of ["pagehide", "visibilitychange"]) addEventListener(left, () => sessionStorage.setItem(key, put));
		});
	})()`, nil)
	tab.Eval("Object.assign(window, {same: 1}), setTimeout(() => location.reload())", nil)
	tab.Until("!window.same && document.querySelector('[data-gf-name=rich] b')?.textContent === 'kept'")
	tab.Eval("document.querySelectorAll('[data-gf-name=rich] a').forEach(a => a.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true})))", nil)
	want(t, "what is left", tab.Text(`[...document.querySelectorAll("[data-gf-name=rich] *")].map(e => e.localName + [...e.attributes].filter(a => /^on|href|srcdoc|values|^to$/.test(a.name)).map(a => " " + a.value).join("")).join()`),
		"b,img,svg,a,text,a,a,a,a https://example.org/,details")
	want(t, "what ran", tab.Text("String(window.ran)"), "undefined")
}
