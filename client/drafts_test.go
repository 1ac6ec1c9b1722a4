package client_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// every is a form with every kind of control.
const every = `<h1>/a</h1><form id="f" method="post" action="/a?_action=x">
<input name="title" value="old"><textarea name="body">old</textarea><input type="number" name="n"><input type="date" name="d"><input type="color" name="c" value="#000000"><input type="range" name="r" value="1">
<input type="checkbox" name="tick" value="1"><input type="checkbox" name="tick" value="2" checked><input type="radio" name="kind" value="x" checked><input type="radio" name="kind" value="y">
<select name="one"><option>1<option>2</select><select name="many" multiple><option>1<option>2<option>3</select>
<input name="row" value="a"><input name="row" value="b"><input name="row" value="c">
<div contenteditable data-gf-name="rich">old</div>
<input type="password" name="secret"><input name="private" data-gf-draft="off"><input type="hidden" name="hidden" value="h">
<details id="more"><summary>more</summary><input name="inside"></details><button>Save</button></form>
<input name="outside" form="f"><a href="/b">b</a>`

// enter types into all of them.
const enter = `(() => {
	const f = document.getElementById("f"), q = s => document.querySelector(s);
	const set = (s, v) => { q(s).value = v };
	set("[name=title]", "new"); set("[name=body]", "two\nlines"); set("[name=n]", "7"); set("[name=d]", "2026-02-03"); set("[name=c]", "#ff0000"); set("[name=r]", "9");
	q("[name=tick]").checked = true; q("[name=tick][value='2']").checked = false; q("[name=kind][value=y]").checked = true;
	set("[name=one]", "2"); q("[name=many]").options[0].selected = q("[name=many]").options[2].selected = true;
	document.querySelectorAll("[name=row]")[1].value = "B";
	q("[data-gf-name=rich]").replaceChildren("n", Object.assign(document.createElement("b"), {textContent: "e"}), "w");
	q("[data-gf-name=rich]").dispatchEvent(new InputEvent("input", {bubbles: true}));
	set("[name=secret]", "pass"); set("[name=private]", "mine"); set("[name=inside]", "in"); set("[name=outside]", "out");
	q("#more").open = true;
	f.dispatchEvent(new InputEvent("input", {bubbles: true}));
	q("[name=body]").focus(); q("[name=body]").setSelectionRange(2, 5);
})()`

// entered is what is in them, without what no draft holds.
const entered = `(() => {
	const all = [...document.getElementById("f").elements].filter(e => e.name && !["secret", "private"].includes(e.name)).map(e => e.type.match(/checkbox|radio/) ? e.checked : e.multiple ? [...e.selectedOptions].map(o => o.value).join("+") : e.value);
	const a = document.activeElement;
	return JSON.stringify([...all, document.querySelector("[data-gf-name=rich]").innerHTML, document.getElementById("more").open, a.name + a.selectionStart + a.selectionEnd]);
})()`

const filled = `["new","two\nlines","7","2026-02-03","#ff0000","9",true,false,false,true,"2","1+3","a","B","c","h","in","out","n<b>e</b>w",true,"body25"]`

// What is typed and not sent comes back, in every kind of control.
func TestDrafts(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	start := func(t *testing.T) (*site, *browser.Tab) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "va", Body: every})
		tab := s.open(chromium, t, "/a")
		tab.Until("document.documentElement.dataset.gfStream === 'live'")
		tab.Eval(enter, nil)
		return s, tab
	}
	put := func(tab *browser.Tab) {
		tab.Until("Object.keys(sessionStorage).some(k => k.startsWith('goldfish:draft:'))")
	}
	back := func(t *testing.T, tab *browser.Tab) {
		t.Helper()
		tab.Until("document.querySelector('[name=title]')?.value === 'new'")
		want(t, "entered", tab.Text(entered), filled)
		want(t, "what no draft holds", tab.Text("document.querySelector('[name=secret]').value + document.querySelector('[name=private]').value"), "")
	}
	clean := func(t *testing.T, tab *browser.Tab) {
		t.Helper()
		want(t, "storage", tab.Text("Object.entries(sessionStorage).filter(([k, v]) => k.startsWith('goldfish:draft:') && v.includes('new')).map(([k, v]) => k + v).join()"), "")
	}

	t.Run("within half a second", func(t *testing.T) {
		_, tab := start(t)
		put(tab)
		text := tab.Text("sessionStorage.getItem('goldfish:draft: /a')")
		for _, secret := range []string{"pass", "mine"} {
			if strings.Contains(text, secret) {
				t.Errorf("the draft holds %q: %s", secret, text)
			}
		}
	})
	t.Run("reload (F5)", func(t *testing.T) {
		_, tab := start(t)
		tab.Eval("Object.assign(window, {same: 1}), setTimeout(() => location.reload())", nil)
		tab.Until("!window.same && window.goldfish")
		back(t, tab)
	})
	t.Run("Back, and Forward again", func(t *testing.T) {
		_, tab := start(t)
		tab.Eval("window.same = 1", nil)
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		tab.Eval("history.back()", nil)
		back(t, tab)
		tab.Eval("history.forward()", nil)
		shows(tab, "/b")
		tab.Eval("history.back()", nil)
		back(t, tab)
		want(t, "document", tab.Text("window.same"), "1")
	})
	level.Long(t)
	t.Run("a fresh visit offers it: taken", func(t *testing.T) {
		_, tab := start(t)
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		tab.Eval("goldfish.visit('/a')", nil)
		tab.Until("document.querySelector('.goldfish-draft button')")
		want(t, "not yet", tab.Text("document.querySelector('[name=title]').value"), "old")
		click(tab, ".goldfish-draft button")
		want(t, "text", tab.Text("document.querySelector('[name=title]').value + document.querySelectorAll('[name=row]')[1].value"), "newB")
		want(t, "offers", tab.Text("document.querySelectorAll('.goldfish-draft').length"), "0")
	})
	t.Run("a fresh visit offers it: discarded, and not offered again", func(t *testing.T) {
		_, tab := start(t)
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		tab.Eval("goldfish.visit('/a')", nil)
		tab.Until("document.querySelector('.goldfish-draft button')")
		click(tab, ".goldfish-draft button:last-child")
		want(t, "text", tab.Text("document.querySelector('[name=title]').value"), "old")
		tab.Eval("goldfish.visit('/b')", nil)
		shows(tab, "/b")
		clean(t, tab)
	})
	t.Run("a successful submit deletes it; a refused one does not", func(t *testing.T) {
		s, tab := start(t)
		tab.Allow("422")
		s.on("POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) {
			s.write(w, r, "patch", reply{Status: 422, Fields: map[string]string{"title": "No."}})
		})
		click(tab, "#f > button")
		tab.Until("document.querySelector('[aria-invalid], [data-gf-flash]:not([hidden])')")
		put(tab)
		s.on("POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) { s.write(w, r, "patch", s.answer("/b")) })
		click(tab, "#f > button")
		shows(tab, "/b")
		clean(t, tab)
		tab.Eval("history.back()", nil)
		tab.Until("document.querySelector('[name=title]')")
		want(t, "text", tab.Text("document.querySelector('[name=title]').value"), "old")
	})
	t.Run("the server's value has changed: both are shown", func(t *testing.T) {
		s, tab := start(t)
		put(tab)
		changed := every
		changed = strings.ReplaceAll(changed, `name="title" value="old"`, `name="title" value="theirs"`)
		s.page("/a", reply{Title: "a", Version: "v2", Body: changed})
		tab.Eval("Object.assign(window, {same: 1}), setTimeout(() => location.reload())", nil)
		tab.Until("!window.same && document.querySelector('.goldfish-draft')")
		want(t, "mine", tab.Text("document.querySelector('[name=title]').value"), "new")
		want(t, "theirs", tab.Text("document.querySelector('.goldfish-draft').textContent.includes('theirs')"), "true")
		click(tab, ".goldfish-draft button")
		want(t, "taken", tab.Text("document.querySelector('[name=title]').value + document.querySelectorAll('.goldfish-draft').length"), "theirs0")
	})
	t.Run("a form of another shape: what has no field is listed, until it is closed", func(t *testing.T) {
		s, tab := start(t)
		put(tab)
		other := strings.ReplaceAll(every, `name="title" value="old"`, `name="heading" value="old"`)
		s.page("/a", reply{Title: "a", Version: "v2", Body: other})
		for range 2 {
			tab.Eval("Object.assign(window, {same: 1}), setTimeout(() => location.reload())", nil)
			tab.Until("!window.same && document.querySelector('.goldfish-draft')")
			want(t, "listed", tab.Text("document.querySelector('.goldfish-draft li').textContent"), "title: new")
			want(t, "the others", tab.Text("document.querySelector('[name=body]').value"), "two\nlines")
		}
		click(tab, ".goldfish-draft button")
		tab.Eval("Object.assign(window, {same: 1}), setTimeout(() => location.reload())", nil)
		tab.Until("!window.same && document.querySelector('[name=body]')?.value === 'two\\nlines'")
		want(t, "notices", tab.Text("document.querySelectorAll('.goldfish-draft').length"), "0")
	})
	t.Run("a push that takes the field away shows what was in it", func(t *testing.T) {
		s, tab := start(t)
		put(tab)
		s.listening("/a").push("v2", "a", strings.ReplaceAll(every, `name="title" value="old"`, `name="heading" value="old"`))
		tab.Until("document.querySelector('.goldfish-draft li')?.textContent === 'title: new'")
		want(t, "the others", tab.Text("document.querySelector('[name=body]').value + document.activeElement.name"), "two\nlinesbody")
	})
	t.Run("a widget's own state", func(t *testing.T) {
		_, tab := start(t)
		const widget = `addEventListener("goldfish:draft", e => { if (e.target.id === "f") e.detail.state = {zoom: 3} }), addEventListener("goldfish:restore", e => window.restored = e.detail.state.zoom)`
		tab.Eval(widget, nil)
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		tab.Eval("history.back()", nil)
		back(t, tab)
		want(t, "state", tab.Text("window.restored"), "3")
	})
	t.Run("viewers: another one's drafts are deleted, and those of a session that ended wait", func(t *testing.T) {
		for _, c := range []struct{ then, found string }{{"v1", "new"}, {"v2", "old"}} {
			s := serve(t)
			s.deploy("h1", "v1", shell{})
			s.page("/a", reply{Title: "a", Version: "va", Body: every})
			tab := s.open(chromium, t, "/a")
			live(tab)
			tab.Eval(enter, nil)
			put(tab)
			s.deploy("h1", "", shell{})
			tab.Open(s.URL + "/b") // the session has ended: a stranger
			tab.Until("window.goldfish")
			tab.Open(s.URL + "/a")
			tab.Until("document.documentElement.dataset.gfStream === 'live'")
			want(t, "a stranger sees", tab.Text("document.querySelector('[name=title]').value + document.querySelectorAll('.goldfish-draft').length"), "old0")
			s.deploy("h1", c.then, shell{})
			tab.Open(s.URL + "/a")
			tab.Until("window.goldfish && document.documentElement.dataset.gfStream === 'live'")
			tab.Until(fmt.Sprintf("document.querySelector('[name=title]').value === %q", c.found))
			if c.found == "old" {
				clean(t, tab)
			}
		}
	})
	t.Run("storage that is full: older drafts give way, and where nothing helps nothing breaks", func(t *testing.T) {
		_, tab := start(t)
		put(tab)
		tab.Eval("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }", nil)
		tab.Run(chromedp.SendKeys("[name=title]", "er"))
		click(tab, "a[href='/b']")
		shows(tab, "/b")
	})
}
