package client_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

const conflictForm = `<form id="f" method="post" action="/a?_action=save"><input type="hidden" name="_base" value="body=T1&amp;level=L1&amp;subject=S1">
<div class="gf-field"><label for="s">Subject</label><input id="s" name="subject" value="S1"><p id="e" data-gf-error="subject" hidden></p></div>
<textarea name="body">T1</textarea><input type="checkbox" name="urgent" value="true">
<select name="level"><option value="l" selected>Low</option><option value="h">High</option></select>
<select name="tags" multiple><option value="a" selected>A</option><option value="b">B</option></select><button>Save</button></form>`

// changed returns the form after others have changed it. What stands for a value is its digest
// in the base, too.
func changed(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(conflictForm) }

// base is the base of the form with these digests.
func base(body, level, subject string) string {
	return url.Values{"body": {body}, "level": {level}, "subject": {subject}}.Encode()
}

func choose(tab *browser.Tab, field, answer string) {
	click(tab, `[name="_choice.`+field+`"][value=`+answer+`]`)
}

func value(tab *browser.Tab, name string) string {
	return tab.Text("(el => el.type === 'checkbox' ? el.checked : el.multiple ? [...el.selectedOptions].map(o => o.value) : el.value)(document.querySelector('[name=" + name + "]'))")
}

// The server refuses a form, because somebody else has changed the record: the person chooses.
func TestConflict(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	s := serve(t)
	s.page("/a", reply{Title: "a", Version: "v1", Body: bodyOf("/a", conflictForm)})
	posts := 0
	s.on("POST /a?_action=save", func(w http.ResponseWriter, r *http.Request) {
		a := reply{Status: 422, Made: made(""), Fields: map[string]string{"subject": "Ben has changed this meanwhile."}, Conflict: &wire.Conflict{
			Base: "B2", Theirs: map[string][]string{"subject": {"<S2>"}, "urgent": {}, "tags": {"a", "b"}}, Merged: map[string][]string{"level": {"h"}}}}
		if posts++; posts == 2 {
			a = reply{URL: "/a", Made: made(""), Title: "a", Version: "v3", Body: bodyOf("/a", changed("S1", "S3"))}
		}
		s.write(w, r, "patch", a)
	})
	tab := s.open(chromium, t, "/a")
	tab.Allow("422")
	tab.Run(chromedp.SendKeys("[name=subject]", "!"), chromedp.Click("[name=urgent]"))
	tab.Eval("document.querySelector('[name=tags]').selectedIndex = 1", nil)
	click(tab, "#f button")
	tab.Until("document.querySelectorAll('fieldset.goldfish-conflict').length === 3")
	want(t, "theirs", tab.Text("[...document.querySelectorAll('.goldfish-conflict q')].map(el => el.textContent).join('|')"), "<S2>|Not checked|A, B")
	want(t, "base", value(tab, "_base"), "B2")
	want(t, "merged", value(tab, "level"), "h")
	want(t, "mine", value(tab, "subject"), "!S1")
	want(t, "the error", tab.Text("document.getElementById('e').textContent"), "Ben has changed this meanwhile.")
	click(tab, "#f button") // without a choice nothing is sent
	want(t, "posts", len(s.requests("patch POST")), 1)
	choose(tab, "subject", "theirs")
	want(t, "theirs is shown", value(tab, "subject"), "<S2>")
	choose(tab, "subject", "mine")
	want(t, "mine is shown again", value(tab, "subject"), "!S1")
	choose(tab, "urgent", "theirs")
	choose(tab, "tags", "theirs")
	want(t, "the box", value(tab, "urgent"), "false")
	want(t, "the tags", value(tab, "tags"), "a,b")
	click(tab, "#f button")
	tab.Until("!document.querySelector('.goldfish-conflict')")
	want(t, "what was sent", s.lastForm(), "_base=B2&_choice.subject=&_choice.subject=mine&_choice.tags=&_choice.tags=theirs&_choice.urgent=&_choice.urgent=theirs&body=T1&level=h&subject=%21S1&tags=a&tags=b")
}

// A push changes a field that a person has edited: the person is told before anything is sent.
func TestConflictLive(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	s := serve(t)
	s.page("/a", reply{Title: "a", Version: "v1", Body: bodyOf("/a", conflictForm)})
	tab := s.open(chromium, t, "/a")
	live(tab)
	tab.Until("performance.getEntriesByType('resource').some(({ name, responseEnd }) => /conflict-/.test(name) && responseEnd)")
	tab.Eval("new Promise(done => setTimeout(done, 100))", nil)
	tab.Run(chromedp.SendKeys("[name=subject]", "!"))
	s.listening("/a").push("v2", "a", bodyOf("/a", changed("S1", "S2", "T1", "T2")))
	tab.Until("!!document.querySelector('.goldfish-conflict')")
	want(t, "choices", tab.Text("document.querySelectorAll('.goldfish-conflict').length"), "1")
	want(t, "mine", value(tab, "subject"), "!S1")
	want(t, "what I have not touched", value(tab, "body"), "T2")
	want(t, "theirs", tab.Text("document.querySelector('.goldfish-conflict q').textContent"), "S2")
	want(t, "the base", value(tab, "_base"), base("T2", "L1", "S2"))
	want(t, "the sentence", tab.Text("document.getElementById('e').textContent"), "Somebody else has changed this meanwhile.")
	// A third change in between.
	s.listening("/a").push("v3", "a", bodyOf("/a", changed("S1", "S3", "T1", "T2")))
	tab.Until("document.querySelector('.goldfish-conflict q').textContent === 'S3'")
	want(t, "choices", tab.Text("document.querySelectorAll('.goldfish-conflict').length"), "1")
	choose(tab, "subject", "theirs")
	want(t, "theirs is shown", value(tab, "subject"), "S3")
	// Whoever goes on writing keeps what they write.
	tab.Run(chromedp.SendKeys("[name=subject]", "?"))
	want(t, "the choice", tab.Text(`document.querySelector('[name="_choice.subject"]:checked').value`), "mine")
}

// Whatever has arrived of the client: a form that a person has begun to edit names the values
// that they started from.
func TestConflictBeforeTheFile(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	open := func(t *testing.T, file string) (*site, *browser.Tab) {
		s := serve(t)
		s.late, s.lateFile = make(chan struct{}), file
		s.page("/a", reply{Title: "a", Version: "v1", Body: bodyOf("/a", conflictForm)})
		tab := s.open(chromium, t, "/a")
		live(tab)
		return s, tab
	}

	t.Run("edited before a push, sent before the file", func(t *testing.T) {
		s, tab := open(t, "/conflict-")
		defer close(s.late)
		s.on("POST /a?_action=save", func(w http.ResponseWriter, r *http.Request) {
			s.write(w, r, "patch", reply{URL: "/a", Made: made(""), Title: "a", Version: "v3", Body: bodyOf("/a", changed("S1", "S3", "T1", "T2"))})
		})
		tab.Run(chromedp.SendKeys("[name=subject]", "!"))
		s.listening("/a").push("v2", "a", bodyOf("/a", changed("S1", "S2", "T1", "T2")))
		tab.Until("document.querySelector('[name=body]').value === 'T2'")
		click(tab, "#f button")
		s.waits("patch POST /a?_action=save", 1)
		want(t, "what was sent", s.lastForm(), url.Values{"_base": {base("T1", "L1", "S1")}, "body": {"T2"}, "level": {"l"}, "subject": {"!S1"}, "tags": {"a"}}.Encode())
		tab.Until("document.querySelector('[name=subject]').value === 'S3'")
		want(t, "the base after the answer", value(tab, "_base"), base("T2", "L1", "S3"))
	})

	t.Run("the file arrives after the push", func(t *testing.T) {
		s, tab := open(t, "/conflict-")
		tab.Run(chromedp.SendKeys("[name=subject]", "!"))
		s.listening("/a").push("v2", "a", bodyOf("/a", changed("S1", "S2", "T1", "T2")))
		tab.Until("document.querySelector('[name=body]').value === 'T2'")
		want(t, "the base", value(tab, "_base"), base("T1", "L1", "S1"))
		close(s.late)
		tab.Until("!!document.querySelector('.goldfish-conflict')")
		want(t, "choices", tab.Text("document.querySelectorAll('.goldfish-conflict').length"), "1")
		want(t, "theirs", tab.Text("document.querySelector('.goldfish-conflict q').textContent"), "S2")
		want(t, "the base after the choice", value(tab, "_base"), base("T2", "L1", "S2"))
	})

	t.Run("the own change is pushed before the answer", func(t *testing.T) {
		s, tab := open(t, "/conflict-")
		defer close(s.late)
		gate := make(chan struct{})
		s.on("POST /a?_action=save", func(w http.ResponseWriter, r *http.Request) {
			<-gate
			s.write(w, r, "patch", reply{URL: "/a", Made: made(""), Title: "a", Version: "v2", Body: bodyOf("/a", changed("S1", "xS1"))})
		})
		tab.Run(chromedp.SendKeys("[name=subject]", "x"))
		click(tab, "#f button")
		s.waits("patch POST /a?_action=save", 1)
		s.listening("/a").push("v2", "b", bodyOf("/a", changed("S1", "xS1")))
		tab.Until("document.title === 'b'")
		close(gate)
		tab.Until("document.title === 'a'")
		want(t, "the base", value(tab, "_base"), base("T1", "L1", "xS1"))
	})

	t.Run("the field has the focus, and is edited after the push", func(t *testing.T) {
		s, tab := open(t, "/never-")
		tab.Until("performance.getEntriesByType('resource').some(({ name, responseEnd }) => /conflict-/.test(name) && responseEnd)")
		tab.Eval("new Promise(done => setTimeout(done, 100))", nil)
		tab.Run(chromedp.Focus("[name=subject]"))
		s.listening("/a").push("v2", "a", bodyOf("/a", changed("S1", "S2", "T1", "T2")))
		tab.Until("document.querySelector('[name=body]').value === 'T2'")
		want(t, "what is shown", value(tab, "subject"), "S1")
		want(t, "the base", value(tab, "_base"), base("T2", "L1", "S1"))
		want(t, "choices", tab.Text("document.querySelectorAll('.goldfish-conflict').length"), "0")
		tab.Run(chromedp.SendKeys("[name=subject]", "!"))
		tab.Until("!!document.querySelector('.goldfish-conflict')")
		want(t, "mine", value(tab, "subject"), "!S1")
		want(t, "the base after the choice", value(tab, "_base"), base("T2", "L1", "S2"))
	})

	t.Run("the field has the focus, and is left as it is", func(t *testing.T) {
		s, tab := open(t, "/never-")
		tab.Until("performance.getEntriesByType('resource').some(({ name, responseEnd }) => /conflict-/.test(name) && responseEnd)")
		tab.Eval("new Promise(done => setTimeout(done, 100))", nil)
		tab.Run(chromedp.Focus("[name=subject]"))
		s.listening("/a").push("v2", "a", bodyOf("/a", changed("S1", "S2", "T1", "T2")))
		tab.Until("document.querySelector('[name=body]').value === 'T2'")
		tab.Run(chromedp.Focus("[name=body]"))
		want(t, "what is shown", value(tab, "subject"), "S2")
		want(t, "the base", value(tab, "_base"), base("T2", "L1", "S2"))
		want(t, "choices", tab.Text("document.querySelectorAll('.goldfish-conflict').length"), "0")
	})
}

// The person has removed a row, and somebody else changes it: the form keeps the base of the row,
// so that the server sees the change. A row that somebody else adds is shown, and is in the base.
func TestConflictInRows(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	form := func(names map[string]string, keys ...string) string {
		base := url.Values{"item": {" " + strings.Join(keys, " ")}}
		rows := ""
		for _, key := range keys {
			name := "item." + key + ".name"
			base.Set(name, names[key])
			rows += `<div data-gf-row="` + key + `"><input type="hidden" name="item" value="` + key + `"><input name="` + name + `" value="` + names[key] + `">
				<button name="goldfish-rows" value="item.` + key + ` remove" formnovalidate>Remove</button></div>`
		}
		return `<form id="f" method="post" action="/a?_action=save"><input type="hidden" name="_base" value="` + strings.ReplaceAll(base.Encode(), "&", "&amp;") + `">
			<div id="list" data-gf-rows="item" data-gf-keys="` + strings.Join(keys, " ") + `"><template></template>` + rows + `</div><button>Save</button></form>`
	}
	s := serve(t)
	s.page("/a", reply{Title: "a", Version: "v1", Body: bodyOf("/a", form(map[string]string{"7": "Bolt", "8": "Nut"}, "7", "8"))})
	tab := s.open(chromium, t, "/a")
	live(tab)
	tab.Until("performance.getEntriesByType('resource').some(({ name, responseEnd }) => /conflict-/.test(name) && responseEnd)")
	tab.Eval("new Promise(done => setTimeout(done, 100))", nil)
	click(tab, `[value="item.8 remove"]`)
	tab.Until(`!document.querySelector('[data-gf-row="8"]')`)
	tab.Run(chromedp.SendKeys(`[name="item.7.name"]`, "!"))
	s.listening("/a").push("v2", "a", bodyOf("/a", form(map[string]string{"7": "Bolt", "8": "Nuts", "9": "Pin"}, "7", "8", "9")))
	tab.Until(`!!document.querySelector('[data-gf-row="9"]')`)
	tab.Until(`new URLSearchParams(document.querySelector('[name=_base]').value).get('item.9.name') === 'Pin'`)
	want(t, "the base", value(tab, "_base"), url.Values{"item": {" 7 8 9"}, "item.7.name": {"Bolt"}, "item.8.name": {"Nut"}, "item.9.name": {"Pin"}}.Encode())
}
