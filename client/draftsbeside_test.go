package client_test

import (
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// kinds is a form in which somebody else changes what a person has changed.
const kinds = `<h1>/a</h1><form id="f" method="post" action="/a?_action=x">
<label>Title <input name="title" value="old"></label>
<fieldset><legend>Level</legend><label><input type="radio" name="level" value="low" checked>Low</label><label><input type="radio" name="level" value="mid">Middle</label><label><input type="radio" name="level" value="high">High</label></fieldset>
<label>Size <select name="size"><option value="s" selected>Small<option value="m">Medium<option value="l">Large</select></label>
<label for="tags">Tags</label><select id="tags" name="tags" multiple><option value="1" selected>One<option value="2">Two<option value="3">Three</select>
<input type="checkbox" name="day" value="mo"><input type="checkbox" name="day" value="tu"><input type="checkbox" name="day" value="we">
<div contenteditable data-gf-name="rich" aria-label="Note">old</div></form>`

var theirKinds = strings.NewReplacer(`value="old"`, `value="theirs"`, `"low" checked`, `"low"`, `"high"`, `"high" checked`, `"s" selected`, `"s"`, `"l"`, `"l" selected`,
	`"1" selected`, `"1"`, `"3"`, `"3" selected`, `"we"`, `"we" checked`, `>old<`, `>the<b>irs</b><`).Replace(kinds)

const (
	enterKinds = `(() => {
		const q = (s) => document.querySelector(s);
		q("[name=title]").value = "mine"; q("[value=mid]").checked = true; q("[name=size]").value = "m"; q("[name=tags]").value = "2"; q("[value=mo]").checked = true;
		q("[data-gf-name=rich]").textContent = "mine";
		q("[data-gf-name=rich]").dispatchEvent(new InputEvent("input", { bubbles: true }));
	})()`
	valuesOfKinds = `[...new FormData(document.getElementById("f"))].join(" ") + " " + document.querySelector("[data-gf-name=rich]").innerHTML`
	mineOfKinds   = "title,mine level,mid size,m tags,2 day,mo day,we mine"
	theirsOfKinds = "title,theirs level,high size,l tags,3 day,mo day,we the<b>irs</b>"
)

// A draft of what somebody else has changed meanwhile is restored with a notice, for each kind of
// control. Checkboxes need none: each is as the last one of the two has made it.
func TestDraftBesideTheServersValue(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	reload := func(t *testing.T, theirs string) *browser.Tab {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "va", Body: kinds})
		tab := s.open(chromium, t, "/a")
		live(tab)
		tab.Eval(enterKinds, nil)
		tab.Until("sessionStorage.getItem('goldfish:draft: /a')?.includes('rich')")
		s.page("/a", reply{Title: "a", Version: "v2", Body: theirs})
		tab.Eval("Object.assign(window, {same: 1}), setTimeout(() => location.reload())", nil)
		tab.Until("!window.same && document.querySelector('[name=title]')?.value === 'mine'")
		return tab
	}
	for _, c := range []struct{ press, want string }{{"Use this", theirsOfKinds}, {"Keep mine", mineOfKinds}} {
		t.Run(c.press, func(t *testing.T) {
			tab := reload(t, theirKinds)
			tab.Until("document.querySelectorAll('.goldfish-draft').length === 5")
			want(t, "restored", tab.Text(valuesOfKinds), mineOfKinds)
			want(t, "notices", tab.Text("[...document.querySelectorAll('.goldfish-draft p')].map((p) => p.textContent).sort().join('\\n')"), strings.Join([]string{
				"“Level” was changed meanwhile. It is now: High", "“Note” was changed meanwhile. It is now: theirs", "“Size” was changed meanwhile. It is now: Large",
				"“Tags” was changed meanwhile. It is now: Three", "“Title” was changed meanwhile. It is now: theirs"}, "\n"))
			tab.Eval("[...document.querySelectorAll('.goldfish-draft button')].filter((b) => b.textContent === '"+c.press+"').forEach((b) => b.click())", nil)
			want(t, "then", tab.Text(valuesOfKinds), c.want)
			want(t, "notices", tab.Text("document.querySelectorAll('.goldfish-draft').length"), "0")
		})
	}
	t.Run("the same choice", func(t *testing.T) {
		same := strings.NewReplacer(`"low" checked`, `"low"`, `"mid"`, `"mid" checked`, `>old<`, `>mine<`).Replace(kinds)
		tab := reload(t, same)
		want(t, "notices", tab.Text("document.querySelectorAll('.goldfish-draft').length"), "0")
	})
	t.Run("nobody has changed it", func(t *testing.T) {
		tab := reload(t, kinds)
		want(t, "notices", tab.Text("document.querySelectorAll('.goldfish-draft').length"), "0")
	})
}
