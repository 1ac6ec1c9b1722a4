package client_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// between is the difference that a server sends.
func between(t testing.TB, old, new snapshot.Snapshot) json.RawMessage {
	t.Helper()
	delta, ok := snapshot.Diff(old, new)
	if !ok {
		t.Fatalf("there is no difference between\n%s\n%s", old.Body, new.Body)
	}
	return snapshot.WithChecksum(delta, new)
}

// change sends a difference.
func (l *listener) change(version string, delta json.RawMessage) {
	l.send <- fmt.Sprintf("id: %s\ndata: %s\n\n", version, delta)
}

// snap makes a page of a heading, more, and enough text for a difference to be worth it.
func snap(heading, more string) snapshot.Snapshot {
	return snapshot.New("t", fmt.Sprintf(`<h1 id="h">%s</h1>%s<div id="pad">%s</div>`, heading, more, strings.Repeat("<p>All is calm.</p>", 30)))
}

func whole(s snapshot.Snapshot) reply {
	return reply{Title: s.Title, Version: s.Version, Body: s.Body}
}

func TestDeltaPatches(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	heading := func(tab *browser.Tab) string { return tab.Text("document.querySelector('h1').textContent") }
	version := func(tab *browser.Tab) string { return tab.Text("document.getElementById('page').dataset.gfVersion") }

	// start opens /a with this body.
	start := func(t *testing.T, body snapshot.Snapshot) (*site, *browser.Tab, *listener) {
		t.Helper()
		s := serve(t)
		s.page("/a", whole(body))
		tab := s.open(chromium, t, "/a")
		tab.Eval("(window.warned = [], console.warn = (...words) => warned.push(words.join(' ')))", nil)
		return s, tab, s.listening("/a")
	}

	t.Run("a push touches what it names and nothing else", func(t *testing.T) {
		a := snap("a", `<ul id="l"><li id="x">Ann</li><li id="y">Bob</li><li id="z">Cid</li></ul>`)
		b := snapshot.New("new", strings.NewReplacer("Bob", "Bob 😀 II", `<li id="x">Ann</li>`, "").Replace(a.Body))
		_, tab, l := start(t, a)
		tab.Eval(`(() => {
			window.seen = []; window.y = document.getElementById("y");
			new MutationObserver(all => { for (const r of all) seen.push(r.type + " " + (r.target.id || r.target.parentElement.id)) }).observe(document.getElementById("page"), {childList: true, characterData: true, subtree: true});
			for (const n of ["before-patch", "patch"]) addEventListener("goldfish:" + n, e => seen.push(n + " " + e.detail.reason + " " + (e.detail.version === "`+b.Version+`")));
		})()`, nil)
		l.change(b.Version, between(t, a, b))
		tab.Until("document.title === 'new'")
		want(t, "what changed", tab.Text("seen"), "before-patch push true,patch push true,childList l,characterData y")
		want(t, "the page", tab.Text("document.getElementById('page').innerHTML"), b.Body)
		want(t, "version", version(tab), b.Version)
		want(t, "the same element", tab.Text("y === document.getElementById('y')"), "true")
		c := snapshot.New("new", strings.Replace(b.Body, "Cid", "Dan", 1))
		l.change(c.Version, between(t, b, c))
		tab.Until("document.getElementById('z').textContent === 'Dan'")
	})

	t.Run("a visit is answered with a difference, and the next one speaks of it", func(t *testing.T) {
		a, b, c := snap("a", ""), snap("b", ""), snap("c", "")
		s, tab, _ := start(t, a)
		s.page("/a?tab=1", reply{Version: b.Version, Delta: between(t, a, b)})
		s.page("/c", reply{Version: c.Version, Delta: between(t, b, c)})
		tab.Eval("goldfish.visit('/a?tab=1')", nil)
		want(t, "heading", heading(tab), "b")
		want(t, "version sent to the stream", s.listening("/a?tab=1").version, b.Version)
		tab.Eval("goldfish.visit('/c')", nil)
		want(t, "heading of another path", heading(tab), "c")
		want(t, "version sent", s.lastHeader("patch GET /c").Get(wire.VersionHeader), b.Version)
		want(t, "title", tab.Text("document.title"), "t")
		want(t, "warnings", tab.Text("warned"), "")
	})

	level.Long(t)
	t.Run("a difference is from what was held when it was asked for, whatever was pushed meanwhile", func(t *testing.T) {
		a, b, c := snap("a", ""), snap("b", `<p id="pushed">pushed</p>`), snap("c", `<p id="q">asked</p>`)
		s, tab, l := start(t, a)
		gate := make(chan struct{})
		s.page("/a?q=1", reply{Gate: gate, Version: c.Version, Delta: between(t, a, c)})
		tab.Run(chromedp.Evaluate("void goldfish.visit('/a?q=1')", nil))
		s.waits("patch GET /a?q=1", 1)
		l.change(b.Version, between(t, a, b))
		tab.Until("document.querySelector('h1').textContent === 'b'")
		close(gate)
		shows(tab, "c")
		want(t, "the page", tab.Text("document.getElementById('page').innerHTML"), c.Body)
		want(t, "requests", len(s.requests("patch")), 1)
	})

	t.Run("what the person and scripts did stays, as through the morph of the whole", func(t *testing.T) {
		more := func(n int) string {
			return fmt.Sprintf(`<form id="f%d"><input id="i" value="one"><input id="j" value="%d"><select id="s"><option id="o1">1</option><option id="o2">2</option></select><textarea id="t">text</textarea></form>
				<details id="d"><summary>%d</summary>more</details><div id="k" data-gf-keep><b id="inside">%d</b></div><div id="c" class="box n%d"><span>%d</span></div><ul id="own"><li id="l">%d</li></ul>`, 0, n, n, n, n, n, n)
		}
		a, b := snap("a", more(1)), snap("b", more(2))
		_, tab, l := start(t, a)
		tab.Eval(`(() => {
			const get = id => document.getElementById(id);
			for (const id of ["i", "t"]) { get(id).focus(); document.execCommand("insertText", false, "typed ") }
			get("i").focus(); get("i").setSelectionRange(2, 4); get("s").value = "2";
			get("d").open = true; get("inside").textContent = "mine"; get("c").classList.add("wide");
			get("own").append(document.createElement("li"));
		})()`, nil)
		before := tab.Text("document.getElementById('i').value")
		l.change(b.Version, between(t, a, b))
		tab.Until("document.querySelector('h1').textContent === 'b'")
		want(t, "fields", tab.Text("['i', 'j', 's', 't'].map(id => document.getElementById(id).value)"), before+",2,2,"+tab.Text("document.getElementById('t').value"))
		want(t, "the text", tab.Text("document.getElementById('t').value.includes('typed')"), "true")
		want(t, "focus and selection", tab.Text("[document.activeElement.id, document.activeElement.selectionStart, document.activeElement.selectionEnd]"), "i,2,4")
		want(t, "open, kept, classes, added", tab.Text("[document.getElementById('d').open, document.getElementById('inside').textContent, document.getElementById('c').className, document.getElementById('own').children.length]"), "true,mine,box n2 wide,2")
		want(t, "what the server changed beside it", tab.Text("document.getElementById('c').textContent + document.getElementById('l').textContent"), "22")
	})

	t.Run("one's own submit sets the fields back, also where the difference says nothing of them", func(t *testing.T) {
		form := `<form id="f" method="post" action="/a?_action=x"><input id="i" name="i"><input id="k" name="k" value="kept"><button>go</button></form>`
		a, b := snap("a", form), snap("b", form)
		s, tab, _ := start(t, a)
		s.on("POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) {
			s.write(w, r, "patch", reply{URL: "/a", Version: b.Version, Delta: between(t, a, b)})
		})
		tab.Run(chromedp.SendKeys("#i", "typed"))
		click(tab, "button")
		shows(tab, "b")
		want(t, "fields", tab.Text("document.getElementById('i').value + document.getElementById('k').value"), "kept")
	})

	t.Run("elements that scripts took away or put elsewhere: the page is right all the same", func(t *testing.T) {
		list := func(words ...string) string {
			var b strings.Builder
			for i, word := range words {
				fmt.Fprintf(&b, `<li id="x%d">%s</li>`, i, word)
			}
			return `<ul id="l">` + b.String() + `</ul><ul id="m"></ul>`
		}
		for _, script := range []string{
			"document.getElementById('x1').remove()",
			"document.getElementById('m').append(document.getElementById('x1'))",
			"document.getElementById('x1').replaceWith(document.createElement('i'))",
			"document.getElementById('x1').id = 'other'",
		} {
			a, b := snap("a", list("one", "two", "three")), snap("b", list("one", "zwei", "three", "four"))
			_, tab, l := start(t, a)
			tab.Eval(script, nil)
			l.change(b.Version, between(t, a, b))
			tab.Until("document.querySelector('h1').textContent === 'b'")
			want(t, script, tab.Text("document.getElementById('x3')?.textContent"), "four")
			want(t, "version", version(tab), b.Version)
		}
	})

	t.Run("hooks around what changed hear of it", func(t *testing.T) {
		body := func(n int) string {
			return fmt.Sprintf(`<div id="chart" data-gf-hook="chart"><p id="n">%d</p></div><div id="calm" data-gf-hook="chart">calm</div>`, n)
		}
		a, b := snap("a", body(1)), snap("a", body(2))
		_, tab, l := start(t, a)
		tab.Eval("(window.heard = [], goldfish.hook('chart', {patched: el => heard.push(el.id)}))", nil)
		l.change(b.Version, between(t, a, b))
		tab.Until("document.getElementById('n').textContent === '2'")
		want(t, "patched", tab.Text("heard"), "chart")
	})

	t.Run("a visit whose difference does not fit is asked for whole", func(t *testing.T) {
		a, b := snap("a", ""), snap("b", "")
		s, tab, _ := start(t, a)
		s.on("GET /a?q=1", func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get(wire.VersionHeader) != "" {
				s.write(w, r, "patch", reply{URL: "/a?q=1", History: "replace", Notice: "Mind the gap.", Version: b.Version, Delta: json.RawMessage(`[[1,2,0,1,"x"]]`)})
				return
			}
			s.write(w, r, "patch", reply{URL: "/a?q=1", History: "push", Title: "t", Version: b.Version, Body: b.Body})
		})
		length := tab.Text("history.length")
		tab.Eval("goldfish.visit('/a?q=1')", nil)
		want(t, "heading", heading(tab), "b")
		want(t, "asked", len(s.requests("patch GET /a?q=1")), 2)
		want(t, "the first answer's word and history", tab.Text("document.querySelector('[data-gf-notice]').textContent + history.length"), "Mind the gap."+length)
		want(t, "version", version(tab), b.Version)
	})

	t.Run("an action is sent once: where its difference does not fit, its page is asked for", func(t *testing.T) {
		form := `<form id="f" method="post" action="/a?_action=x"><input id="i" name="i"><button>go</button></form>`
		a, b := snap("a", form), snap("b", form)
		s, tab, _ := start(t, a)
		s.on("POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) {
			s.write(w, r, "patch", reply{URL: "/a?done=1", Flash: "Saved.", Version: b.Version, Delta: json.RawMessage(`{"not":"a difference"}`)})
		})
		s.page("/a?done=1", whole(b))
		tab.Run(chromedp.SendKeys("#i", "typed"))
		click(tab, "button")
		shows(tab, "b")
		want(t, "posts", len(s.requests("patch POST")), 1)
		want(t, "flash, field, address", tab.Text("document.querySelector('[data-gf-flash]').textContent + document.getElementById('i').value + location.search"), "Saved.?done=1")
		want(t, "version of the second request", s.lastHeader("patch GET /a?done=1").Get(wire.VersionHeader), "")

		// Nor is it sent again where the second request fails: the browser loads the page.
		s.on("POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) {
			s.write(w, r, "patch", reply{URL: "/b", Version: "v", Delta: json.RawMessage(`[]`)})
		})
		s.on("patch GET /b", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(500) })
		tab.Allow("500")
		click(tab, "button")
		shows(tab, "/b")
		want(t, "documents of /b", len(s.requests("document GET /b")), 1)
		want(t, "posts", len(s.requests("patch POST")), 2)
	})

	t.Run("what is no difference is asked for whole by the stream, at once", func(t *testing.T) {
		for i, data := range []string{`[[0,0,5,1,"x"]]`, `[["-",3,9]]`, `[[1e9,9,0,1,"x"]]`, `["title",[]]`, `[7]`, `[[">",0,13,[null]]]`, `{}`, `7`, `null`, `{"title":`} {
			a, b := snap("a", ""), snap("b", "")
			s, tab, l := start(t, a)
			tab.Allow("SyntaxError|TypeError")
			l.send <- fmt.Sprintf("id: %s\ndata: %s\n\n", b.Version, data)
			l.left(t)
			again := s.listening("/a")
			if again.version != "" {
				t.Errorf("%s: the stream was opened again with the version %s", data, again.version)
			}
			again.push(b.Version, b.Title, b.Body)
			tab.Until("document.querySelector('h1').textContent === 'b'")
			if i == 0 {
				c := snap("c", "")
				again.change(c.Version, between(t, b, c))
				tab.Until("document.querySelector('h1').textContent === 'c'")
			}
			want(t, "one misfit is no reason to warn", tab.Text("warned"), "")
		}
	})

	t.Run("two in a row: the tab asks for the whole from then on, and says so once", func(t *testing.T) {
		a, b, c, d := snap("a", ""), snap("b", ""), snap("c", ""), snap("d", "")
		s, tab, l := start(t, a)
		wrong := json.RawMessage(`[[0,0,0,0,"!"]]`)
		l.change(b.Version, wrong)
		l.change(b.Version, wrong) // not heard any more
		l.left(t)
		l = s.listening("/a")
		l.push(b.Version, b.Title, b.Body)
		tab.Until("document.querySelector('h1').textContent === 'b'")
		want(t, "warnings after one", tab.Text("warned.length"), "0")
		s.page("/a?q=1", reply{Version: c.Version, Delta: wrong})
		s.on("patch GET /a?q=1", func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get(wire.VersionHeader) != "" {
				s.write(w, r, "patch", reply{Version: c.Version, Delta: wrong})
				return
			}
			s.write(w, r, "patch", whole(c))
		})
		tab.Eval("goldfish.visit('/a?q=1')", nil)
		want(t, "heading", heading(tab), "c")
		want(t, "warnings after two", tab.Text("warned.length"), "1")
		want(t, "requests", len(s.requests("patch GET /a?q=1")), 2)
		tab.Eval("goldfish.visit('/a?q=1')", nil)
		want(t, "requests when differences are given up", len(s.requests("patch GET /a?q=1")), 3)
		// The stream keeps its version, so that nothing comes where nothing changed; a difference
		// means: ask for the whole.
		tab.Until("document.documentElement.dataset.gfStream === 'live'")
		l = s.listening("/a")
		want(t, "version of the stream", l.version, c.Version)
		l.change(d.Version, between(t, c, d))
		l.left(t)
		l = s.listening("/a")
		want(t, "version of the stream for the whole", l.version, "")
		l.push(d.Version, d.Title, d.Body)
		tab.Until("document.querySelector('h1').textContent === 'd'")
		want(t, "warnings in all", tab.Text("warned.length"), "1")
	})

	t.Run("a server that never sends the whole is not asked in a circle", func(t *testing.T) {
		a := snap("a", "")
		s := serve(t)
		p := whole(a)
		p.Head = `<script src="/test/clock.js"></script>`
		s.page("/a", p)
		tab := s.open(chromium, t, "/a")
		tab.Eval("clock.pass(0)", nil)
		wrong := json.RawMessage(`[[0,0,0,0,"!"]]`)
		s.listening("/a").change("v", wrong)
		s.waits("stream", 2)
		s.listening("/a").change("v", wrong)
		tab.Until("document.documentElement.dataset.gfStream === 'waiting'")
		want(t, "wait", tab.Text("clock.pending()"), "5000")
	})

	t.Run("every vector of the format", func(t *testing.T) {
		b, err := os.ReadFile("test/vectors/delta.json")
		if err != nil {
			t.Fatal(err)
		}
		var vectors []struct {
			Name, Old, Title, HTML, Version string
			Delta                           json.RawMessage
		}
		if err := json.Unmarshal(b, &vectors); err != nil {
			t.Fatal(err)
		}
		s, tab, l := start(t, snap("a", ""))
		tab.Allow("inline style")
		n := 0
		shown := func(version string) string {
			tab.Until(fmt.Sprintf("document.getElementById('page').dataset.gfVersion === %q", version))
			return tab.Text("document.getElementById('page').innerHTML")
		}
		push := func(title, body string) string {
			n++
			l.push("none"+fmt.Sprint(n), title, "") // so that nothing is left of another body
			l.push("v"+fmt.Sprint(n), title, body)
			return shown("v" + fmt.Sprint(n))
		}
		for _, v := range vectors {
			fresh := push(v.Title, v.HTML)
			push(v.Title, v.Old)
			var line bytes.Buffer
			if err := json.Compact(&line, v.Delta); err != nil {
				t.Fatal(err)
			}
			l.change(v.Version, line.Bytes())
			want(t, v.Name, shown(v.Version), fresh)
		}
		want(t, "streams", len(s.requests("stream")), 1)
		if len(vectors) < 20 {
			t.Errorf("only %d vectors", len(vectors))
		}
	})
}
