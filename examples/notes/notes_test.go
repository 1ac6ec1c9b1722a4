package main

import (
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/xss"
)

func TestMain(m *testing.M) { os.Exit(browser.Main{M: m}.Run()) }

// pasted is what an attacker pastes: it posts and visits by itself, if attributes of Goldfish
// count.
const pasted = `<p>Hello <b>you</b></p>
<form method="post" action="/new?_action=create" data-gf-on="visible" class="evil"><input name="title" value="posted by itself"><input name="text" value="x"></form>
<form action="/new" data-gf-on="every:50ms"></form>
<a href="/new" data-gf-on="visible" data-gf-confirm="Sure?">new</a>
<div id="p" data-gf-part="/new">part</div><p data-gf-flash id="page">flash</p><b data-gf-hook="editor">hook</b>`

// The policy removes what must be removed, and leaves what people write.
func TestPolicy(t *testing.T) {
	sanitize := newPolicy().Sanitize
	for _, kept := range []string{
		`<p>Hello <b>you</b>, <i>me</i> &amp; <s>them</s></p>`,
		`<ul><li>one</li><li>two</li></ul><blockquote>said</blockquote><pre><code>x &lt; y</code></pre>`,
	} {
		if got := sanitize(kept); got != kept {
			t.Errorf("%s became %s", kept, got)
		}
	}
	if got := sanitize(`<a href="https://example.com/a?b=c">x</a>`); !strings.Contains(got, `href="https://example.com/a?b=c"`) || !strings.Contains(got, "nofollow") {
		t.Errorf("a link became %s", got)
	}
	elements := regexp.MustCompile(`^(p|br|div|b|strong|i|em|u|s|code|pre|blockquote|ul|ol|li|h3|h4|a|html|head|body)$`)
	for _, payload := range append([]string{pasted, strings.Join(xss.Payloads, "")}, xss.Payloads...) {
		got := sanitize(payload)
		doc, err := html.Parse(strings.NewReader(got))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if !elements.MatchString(n.Data) {
				t.Errorf("%q leaves <%s>: %s", payload, n.Data, got)
			}
			for _, a := range n.Attr {
				u, err := url.Parse(a.Val)
				if a.Key == "href" && (err != nil || !regexp.MustCompile(`^(https?|mailto)$`).MatchString(u.Scheme)) || a.Key != "href" && a.Key != "rel" {
					t.Errorf("%q leaves %s=%q", payload, a.Key, a.Val)
				}
			}
		}
	}
}

type opened struct {
	notes *Notes
	url   string
	tab   *browser.Tab
}

func open(t *testing.T, bypass bool) *opened {
	n := NewNotes()
	server := httptest.NewServer(n.Handler())
	t.Cleanup(server.Close)
	t.Cleanup(n.app.Close)
	tab := browser.New(t).Tab(t)
	xss.Watch(t, tab, bypass)
	return &opened{n, server.URL, tab}
}

func (o *opened) texts() (titles []string) {
	o.notes.mu.Lock()
	defer o.notes.mu.Unlock()
	for _, n := range o.notes.notes {
		titles = append(titles, n.Title)
	}
	return titles
}

const live = "document.documentElement.dataset.gfStream === 'live'"

// A person pastes rich text, publishes it, and it is shown: what is safe of it.
func TestPaste(t *testing.T) {
	o := open(t, false)
	o.tab.Open(o.url + "/new")
	o.tab.Until("document.querySelector('#editor .box') && " + live)
	o.tab.Run(chromedp.SendKeys("[name=title]", "First"))
	o.tab.Eval(fmt.Sprintf(`(() => {
		const box = document.querySelector("#editor .box");
		box.focus();
		document.execCommand("insertText", false, "typed ");
		const data = new DataTransfer();
		data.setData("text/html", %q);
		// What the browser's own paste inserts, without its cleaning: an attacker posts anything.
		addEventListener("goldfish:submit", ({ detail }) => detail.data.set("text", detail.data.get("text") + %[1]q));
	})()`, pasted), nil)
	o.tab.Eval("document.querySelector('form button:not([type=button])').click()", nil)
	o.tab.Until("location.pathname === '/' && document.querySelector('.written')")
	if got := o.tab.Text("document.querySelector('.written').innerHTML"); !strings.Contains(got, "typed") || !strings.Contains(got, "<b>you</b>") || strings.Contains(got, "data-gf") || strings.Contains(got, "<form") {
		t.Errorf("the note shows %s", got)
	}
	xss.Check(t, o.tab, "a note")
	if got := o.texts(); len(got) != 1 {
		t.Errorf("the notes are %q, want the one that was published", got)
	}
}

// Even without the sanitizer, a pasted form does nothing by itself: it stands in a region where no
// attribute of Goldfish counts.
func TestPastedFormDoesNothing(t *testing.T) {
	o := open(t, false)
	o.notes.sanitize = func(s string) string { return s }
	o.notes.notes = []Note{{Title: "evil", Text: pasted}}
	o.tab.Open(o.url + "/")
	o.tab.Until(live)
	o.tab.Eval("new Promise((done) => setTimeout(done, 300))", nil)
	if got := o.texts(); len(got) != 1 {
		t.Errorf("the notes are %q: a form was posted by itself", got)
	}
	for what, expression := range map[string]string{
		"/":         "location.pathname",
		"flash":     "document.querySelector('.written [data-gf-flash]').textContent",
		"part":      "document.querySelector('.written [data-gf-part]').textContent",
		"no editor": "document.querySelector('.written .bar') ? 'an editor' : 'no editor'",
	} {
		if got := o.tab.Text(expression); got != what {
			t.Errorf("%s is %q, want %q", expression, got, what)
		}
	}
}

// No payload runs in a note, though nothing but the sanitizer holds it back; by document, by patch
// and by stream.
func TestPayloadsInNotes(t *testing.T) {
	o := open(t, true)
	o.tab.Allow("Failed to load")
	for i, payload := range xss.Payloads {
		o.notes.notes = append(o.notes.notes, Note{Title: payload, Text: payload + fmt.Sprintf("<b>%d</b>", i)})
	}
	o.tab.Open(o.url + "/")
	o.tab.Until(live)
	xss.Check(t, o.tab, "a document")
	o.tab.Eval("goldfish.visit('/new')", nil)
	o.tab.Eval("goldfish.visit('/')", nil)
	o.tab.Until("document.querySelector('.written') && " + live)
	xss.Check(t, o.tab, "a patch")
	o.notes.mu.Lock()
	for i, payload := range xss.Payloads {
		o.notes.notes[len(xss.Payloads)-1-i].Text = "<p>" + payload + "</p>"
	}
	o.notes.notes[0].Title = "changed"
	o.notes.mu.Unlock()
	o.notes.app.Notify("notes")
	o.tab.Until("document.querySelector('h2').textContent === 'changed'")
	xss.Check(t, o.tab, "a stream")
}

// With the sanitizer taken out, the test above would see it.
func TestPayloadsWouldBeSeen(t *testing.T) {
	o := open(t, true)
	o.tab.Allow("Failed to load|xss")
	o.notes.sanitize = func(s string) string { return s }
	o.notes.notes = []Note{{Title: "evil", Text: `<img src=x onerror=xss()>`}}
	o.tab.Open(o.url + "/")
	o.tab.Until(live)
	if ran, _ := xss.Found(o.tab); ran == "" {
		t.Error("nothing has run")
	}
}
