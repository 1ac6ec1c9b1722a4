package client_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// olderForm is a form as build K-1 draws it. newerForm is that of K: each field has another name
// and stands elsewhere.
const (
	olderForm = `<h1>/a</h1><form id="f" method="post" action="/a?_action=x">
<label>Title <input id="field-title" name="title" value="old"></label><textarea name="text">old</textarea>
<input type="checkbox" name="day" value="mo"><input type="checkbox" name="day" value="tu" checked>
<input type="radio" name="level" value="low" checked><input type="radio" name="level" value="high">
<select name="size"><option value="s">Small<option value="m">Medium</select><select name="tag" multiple><option>1<option>2<option>3</select>
<input name="guest" value="a"><input name="guest" value="b"><input type="hidden" name="item" value="7"><input name="item.7.part.1.text" value="p">
<input type="password" name="pin"><button>Save</button></form>`
	newerForm = `<h1>/a</h1><form id="f" method="post" action="/a?_action=x" data-gf-alias="title=heading text=body day=weekday level=grade size=measure tag=label guest=person item.*.part.*.text=item.*.part.*.label pin=code">
<div><label>Heading <input id="field-heading" name="heading" value="old"></label></div><p><textarea name="body">old</textarea></p>
<fieldset><input type="checkbox" name="weekday" value="mo"><input type="checkbox" name="weekday" value="tu" checked></fieldset>
<fieldset><input type="radio" name="grade" value="low" checked><input type="radio" name="grade" value="high"></fieldset>
<select name="measure"><option value="s">Small<option value="m">Medium</select><div><select name="label" multiple><option>1<option>2<option>3</select></div>
<input name="person" value="a"><input name="person" value="b"><input type="hidden" name="item" value="7"><input name="item.7.part.1.label" value="p">
<input type="password" name="code"><button>Save</button></form>`

	fillOlder = `(() => {
		const q = (s) => document.querySelector("#f " + s);
		q("[name=title]").value = "new"; q("textarea").value = "two\nlines"; q("[value=mo]").checked = true; q("[value=tu]").checked = false; q("[value=high]").checked = true;
		q("select").value = "m"; q("[multiple]").options[0].selected = q("[multiple]").options[2].selected = true; document.querySelectorAll("[name=guest]")[1].value = "B";
		q("[name='item.7.part.1.text']").value = "P"; q("[name=pin]").value = "1234";
		q("[name=title]").dispatchEvent(new InputEvent("input", { bubbles: true }));
	})()`
	sentByForm = `[...new FormData(document.getElementById("f"))].map(([name, value]) => name + "=" + value.replace(/\s+/g, "+")).join(" ")`
	olderSends = "title=new text=two+lines day=mo level=high size=m tag=1 tag=3 guest=a guest=B item=7 item.7.part.1.text=P pin="
	newerSends = "heading=new body=two+lines weekday=mo grade=high measure=m label=1 label=3 person=a person=B item=7 item.7.part.1.label=P code="

	noNotice = "!document.querySelector('.goldfish-draft')"
)

// enterBoth enters a text into each of two fields.
func enterBoth(one, two, first, second string) string {
	return fmt.Sprintf(`(() => { const set = (name, value) => {
		const field = document.querySelector("[name=" + name + "]");
		field.value = value;
		field.dispatchEvent(new InputEvent("input", { bubbles: true }));
	}; set(%q, %q), set(%q, %q) })()`, one, first, two, second)
}

// Between builds K-1 and K, fields of a form get other names. What a person has entered under the
// name of one build is put into the field of the other.
func TestRenamedFields(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	open := func(t *testing.T, body string) (*site, *browser.Tab) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v1", Body: body})
		tab := s.open(chromium, t, "/a")
		live(tab)
		tab.Until("performance.getEntriesByType('resource').some((e) => /drafts-.*js/.test(e.name))")
		return s, tab
	}
	push := func(s *site, tab *browser.Tab, version, body string) {
		s.page("/a", reply{Title: "a", Version: version, Body: body})
		s.listening("/a").push(version, "a", strings.Replace(body, "/a</h1>", version+"</h1>", 1))
		shows(tab, version)
	}
	reload := func(s *site, tab *browser.Tab, version, body, saved string) {
		tab.Until(fmt.Sprintf("sessionStorage.getItem('goldfish:draft: /a')?.includes(%q)", saved))
		s.page("/a", reply{Title: "a", Version: version, Body: body})
		tab.Eval("Object.assign(window, {same: 1}), setTimeout(() => location.reload())", nil)
		tab.Until("!window.same && document.querySelector('h1')")
		live(tab)
	}
	sends := func(t *testing.T, tab *browser.Tab, form string) {
		t.Helper()
		tab.Until(fmt.Sprintf("%s === %q", sentByForm, form))
		want(t, "notices", tab.Text(noNotice), true)
	}

	t.Run("typing", func(t *testing.T) {
		s, tab := open(t, olderForm)
		tab.Run(chromedp.Focus("[name=title]"))
		tab.Eval("window.field = document.activeElement, field.setSelectionRange(0, 0)", nil)
		tab.Run(input.InsertText("new "))
		push(s, tab, "v2", newerForm)
		tab.Run(input.InsertText("er "))
		want(t, "field", tab.Text("((a) => [a === field, a.name, a.value, a.selectionStart, a.id].join())(document.activeElement)"), "true,heading,new er old,7,field-heading")
		want(t, "notices", tab.Text(noNotice), true)
	})
	t.Run("reload", func(t *testing.T) {
		s, tab := open(t, olderForm)
		tab.Eval(fillOlder, nil)
		tab.Run(chromedp.Focus("[name=title]"))
		tab.Eval("document.activeElement.setSelectionRange(1, 2)", nil)
		tab.Until("sessionStorage.getItem('goldfish:draft: /a')?.includes('\"#field-title\",1,2')")
		reload(s, tab, "v2", newerForm, "lines")
		sends(t, tab, newerSends)
		tab.Until("document.activeElement.name === 'heading'")
		want(t, "caret", tab.Text("((a) => [a.selectionStart, a.selectionEnd].join())(document.activeElement)"), "1,2")
		// And back, as during a deploy.
		reload(s, tab, "v1", olderForm, "heading")
		sends(t, tab, olderSends)
		reload(s, tab, "v2", newerForm, "title")
		sends(t, tab, newerSends)
	})
	level.Long(t)
	t.Run("live", func(t *testing.T) {
		s, tab := open(t, olderForm)
		tab.Eval(fillOlder, nil)
		push(s, tab, "v2", newerForm)
		sends(t, tab, newerSends)
		push(s, tab, "v3", olderForm)
		sends(t, tab, olderSends)
		push(s, tab, "v4", newerForm)
		sends(t, tab, newerSends)
	})
	t.Run("password", func(t *testing.T) {
		s, tab := open(t, olderForm)
		tab.Eval(fillOlder, nil)
		push(s, tab, "v2", newerForm)
		want(t, "the password", tab.Text("document.querySelector('[name=code]').value"), "")
	})
	t.Run("swapped", func(t *testing.T) {
		form := func(alias, first, second string) string {
			return fmt.Sprintf(`<h1>/a</h1><form id="f" method="post" action="/a?_action=x" %s><p><input name=%q></p><p><input name=%q></p></form>`, alias, first, second)
		}
		s, tab := open(t, form("", "one", "two"))
		tab.Eval(enterBoth("one", "two", "1", "2"), nil)
		swapped := form(`data-gf-alias="one=two two=one"`, "two", "one")
		push(s, tab, "v2", swapped)
		sends(t, tab, "two=2 one=1")
		reload(s, tab, "v2", swapped, "one")
		sends(t, tab, "two=2 one=1")
		// The field of the former name is still there, beside the one that says it was called so.
		s, tab = open(t, form("", "one", "two"))
		tab.Eval(enterBoth("one", "two", "1", "2"), nil)
		push(s, tab, "v3", form(`data-gf-alias="two=three"`, "two", "three"))
		want(t, "sent", tab.Text(sentByForm), "two=2 three=")
		want(t, "shown", tab.Text("document.querySelector('.goldfish-draft li').textContent"), "one: 1")
	})
	t.Run("the new one is changed", func(t *testing.T) {
		s, tab := open(t, olderForm)
		tab.Eval(fillOlder, nil)
		tab.Until("sessionStorage.getItem('goldfish:draft: /a')?.includes('lines')")
		s.page("/a", reply{Title: "a", Version: "v2", Body: newerForm})
		tab.Eval("goldfish.visit('/b')", nil)
		shows(tab, "/b")
		tab.Eval("goldfish.visit('/a')", nil)
		tab.Until("document.querySelector('.goldfish-draft button')")
		tab.Eval("document.querySelector('[name=heading]').value = 'mine'", nil)
		click(tab, ".goldfish-draft button")
		tab.Until("document.querySelector('.goldfish-draft li')")
		want(t, "shown", tab.Text("document.querySelector('.goldfish-draft ul').textContent"), "Title: new")
		want(t, "sent", tab.Text(sentByForm), strings.Replace(newerSends, "=new", "=mine", 1))
	})
	t.Run("two former names", func(t *testing.T) {
		s, tab := open(t, `<h1>/a</h1><form id="f" method="post" action="/a?_action=x"><input name="title"><input name="caption"></form>`)
		tab.Eval(enterBoth("title", "caption", "first", "second"), nil)
		reload(s, tab, "v2", `<h1>/a</h1><form id="f" method="post" action="/a?_action=x" data-gf-alias="title=heading caption=heading"><input name="heading"></form>`, "second")
		tab.Until("document.querySelector('.goldfish-draft li')")
		want(t, "shown", tab.Text("document.querySelector('.goldfish-draft ul').textContent"), "caption: second")
		want(t, "sent", tab.Text(sentByForm), "heading=first")
	})
	t.Run("taken", func(t *testing.T) {
		s, tab := open(t, olderForm)
		gate := make(chan struct{})
		s.on("POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) {
			s.write(w, r, "patch", reply{URL: "/b", Made: made(""), Title: "b", Version: "vb", Body: "<h1>/b</h1>", Gate: gate})
		})
		tab.Eval(fillOlder, nil)
		click(tab, "#f button")
		s.waits("patch POST /a", 1)
		s.listening("/a").push("v2", "a", newerForm)
		// The draft is written again before the answer comes: with the names of K.
		tab.Until("sessionStorage.getItem('goldfish:draft: /a')?.includes('heading')")
		close(gate)
		shows(tab, "/b")
		want(t, "a draft of what was taken", tab.Text("sessionStorage.getItem('goldfish:draft: /a')"), "null")
	})
	t.Run("other forms", func(t *testing.T) {
		s, tab := open(t, olderForm)
		tab.Eval(`(() => {
			const form = Object.assign(document.createElement("form"), { id: "own", action: "/other" });
			form.append(Object.assign(document.createElement("input"), { name: "title", value: "mine" }));
			document.getElementById("page").append(form);
		})()`, nil)
		push(s, tab, "v2", newerForm)
		want(t, "a form of a script", tab.Text("document.querySelector('#own input')?.name"), "title")
	})
	t.Run("another kind", func(t *testing.T) {
		s, tab := open(t, olderForm)
		tab.Eval(fillOlder, nil)
		reload(s, tab, "v2", strings.Replace(newerForm, `<option value="m">Medium`, "", 1), "lines")
		tab.Until("document.querySelector('.goldfish-draft li')")
		want(t, "sent", tab.Text(sentByForm), strings.Replace(newerSends, "measure=m", "measure=s", 1))
		// The option is there again when K-1 is.
		reload(s, tab, "v1", olderForm, "heading")
		sends(t, tab, olderSends)
	})
}
