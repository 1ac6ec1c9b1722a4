package client_test

import (
	"net/http"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

const pendingForm = `<ol id="list"><li id="r1">first</li>%</ol>
<form method="post" action="/a?_action=add"><input name="text"><select name="kind"><option value="q">Question</option><option value="n">Note</option></select>
<p data-gf-error="text" hidden></p>
<template data-gf-pending="#list"><li id="x"><b data-gf-sent="text"></b> <i data-gf-sent="kind"></i></li></template><button>Send</button></form>`

// While a form is sent, a row of its values stands in the list. The answer takes its place.
func TestPending(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	const rows = "[...document.querySelectorAll('#list>li')].map(el => el.textContent.trim() + (el.className && ' ' + el.className) + (el.ariaBusy ? ' busy' : '')).join('|')"
	const own = `<li id="r2"><b>&lt;b&gt;me</b> <i>Question</i></li>`
	body := func(more string) string {
		return bodyOf("/a", pendingForm[:len(`<ol id="list"><li id="r1">first</li>`)]+more+pendingForm[len(`<ol id="list"><li id="r1">first</li>%`):])
	}
	// start opens the page, and sends the form. The answer waits for the gate, and is the last of
	// the replies for the others.
	start := func(t *testing.T, a reply) (*site, *browser.Tab) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v1", Body: body("")})
		tab := s.open(chromium, t, "/a")
		live(tab)
		tab.Eval(`(window.seen = new Set(), new MutationObserver(() => seen.add(document.querySelectorAll('#list>li').length)).observe(document, { childList: true, subtree: true }))`, nil)
		s.on("POST /a?_action=add", func(w http.ResponseWriter, r *http.Request) {
			<-a.Gate
			s.write(w, r, "patch", a)
		})
		tab.Run(chromedp.SendKeys("[name=text]", "<b>me"))
		tab.Until("!!document.querySelector('template')")
		click(tab, "form button")
		tab.Until("!!document.querySelector('.goldfish-pending')")
		want(t, "rows", tab.Text(rows), "first|<b>me Question goldfish-pending busy")
		want(t, "ids", tab.Text("document.querySelectorAll('#x').length"), "0")
		return s, tab
	}

	t.Run("the answer takes its place", func(t *testing.T) {
		gate := make(chan struct{})
		_, tab := start(t, reply{Gate: gate, URL: "/a", Made: made(""), Title: "a", Version: "v2", Body: body(own)})
		close(gate)
		tab.Until("!document.querySelector('.goldfish-pending')")
		want(t, "rows", tab.Text(rows), "first|<b>me Question")
		want(t, "the form", tab.Text("document.querySelector('[name=text]').value"), "")
		want(t, "the numbers of rows", tab.Text("[...seen].join()"), "2")
	})

	t.Run("a push before the answer", func(t *testing.T) {
		gate := make(chan struct{})
		s, tab := start(t, reply{Gate: gate, URL: "/a", Made: made(""), Title: "a", Version: "v2", Body: body(own)})
		s.listening("/a").push("v2", "a", body(own))
		tab.Until("!!document.getElementById('r2')")
		want(t, "rows", tab.Text(rows), "first|<b>me Question")
		close(gate)
		tab.Until("document.querySelector('[name=text]').value === ''")
		want(t, "rows", tab.Text(rows), "first|<b>me Question")
		want(t, "the numbers of rows", tab.Text("[...seen].join()"), "2")
	})

	level.Long(t)
	t.Run("a push of another row leaves it", func(t *testing.T) {
		gate := make(chan struct{})
		s, tab := start(t, reply{Gate: gate, URL: "/a", Made: made(""), Title: "a", Version: "v3", Body: body(`<li id="r3">other</li>` + own)})
		s.listening("/a").push("v2", "a", body(`<li id="r3">other</li>`))
		tab.Until("!!document.getElementById('r3')")
		want(t, "rows", tab.Text(rows), "first|other|<b>me Question goldfish-pending busy")
		close(gate)
		tab.Until("!document.querySelector('.goldfish-pending')")
		want(t, "rows", tab.Text(rows), "first|other|<b>me Question")
	})

	t.Run("a refusal takes it back", func(t *testing.T) {
		gate := make(chan struct{})
		_, tab := start(t, reply{Gate: gate, Status: 422, Made: made(""), Fields: map[string]string{"text": "No."}})
		tab.Allow("422")
		close(gate)
		tab.Until("!document.querySelector('.goldfish-pending')")
		want(t, "rows", tab.Text(rows), "first")
		want(t, "the form", tab.Text("document.querySelector('[name=text]').value"), "<b>me")
		want(t, "the error", tab.Text("document.querySelector('[data-gf-error]').textContent"), "No.")
	})

	t.Run("a failure takes it back", func(t *testing.T) {
		gate := make(chan struct{})
		_, tab := start(t, reply{Gate: gate, Status: 500, Made: made(""), Message: "Broken."})
		tab.Allow("500")
		close(gate)
		tab.Until("!document.querySelector('.goldfish-pending')")
		want(t, "rows", tab.Text(rows), "first")
		want(t, "the form", tab.Text("document.querySelector('[name=text]').value"), "<b>me")
	})

	t.Run("while nobody knows the outcome it waits, until the person cancels", func(t *testing.T) {
		gate := make(chan struct{})
		_, tab := start(t, reply{Gate: gate, Status: 502, Raw: "proxy"})
		tab.Allow("502")
		close(gate)
		tab.Until("!!document.querySelector('.goldfish-resend')")
		want(t, "rows", tab.Text(rows), "first|<b>me Question goldfish-pending busy")
		click(tab, ".goldfish-resend button:last-child")
		tab.Until("!document.querySelector('.goldfish-pending')")
		want(t, "the form", tab.Text("document.querySelector('[name=text]').value"), "<b>me")
	})
}
