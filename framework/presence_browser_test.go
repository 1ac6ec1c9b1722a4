package framework_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
)

func inRoom(tab *browser.Tab, who string) {
	tab.Until(fmt.Sprintf("document.querySelector('#here').innerText === %q", who))
}

// Two people see each other come, stay over a reload, type, and go.
func TestPresence(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: people leave after some seconds")
	}
	chromium := browser.New(t)
	_, url := newRoom(t, "")
	ada, bob := chromium.Tab(t), chromium.Tab(t)
	for _, tab := range []*browser.Tab{ada, bob} {
		tab.Allow("favicon")
	}
	ada.Open(url + "Ada")
	inRoom(ada, "1: Ada")
	bob.Open(url + "Bob")
	inRoom(ada, "2: Ada Bob")
	inRoom(bob, "2: Ada Bob")

	ada.Eval(`(window.seen = [], new MutationObserver(() => seen.push(document.querySelector("#here").innerText)).observe(document.querySelector("#page"), {subtree: true, childList: true, characterData: true}))`, nil)
	bob.Open(url + "Bob")
	inRoom(bob, "2: Ada Bob")
	time.Sleep(7 * time.Second)
	want(t, "changes by a reload", ada.Text("seen.filter((s) => s !== '2: Ada Bob').length"), "0")

	bob.Run(chromedp.SendKeys("#text", "hello"))
	ada.Until("document.querySelector('#typing').innerText.trim() === 'Bob:typing'")
	ada.Until("document.querySelector('#typing').innerText.trim() === ''")
	bob.Eval(`[...Array(50).keys()].forEach((i) => document.querySelector("#box").dispatchEvent(new CustomEvent("goldfish:signal", {detail: i})))`, nil)
	ada.Until("document.querySelector('#typing').innerText.trim() === 'Bob:typing49'")
	want(t, "what was typed", bob.Text("document.querySelector('#text').value"), "hello")

	bob.Run(chromedp.Navigate("about:blank"))
	inRoom(ada, "1: Ada")
}

// A tab that nobody looks at is nowhere, also if it keeps its stream.
func TestHiddenTab(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: people leave after some seconds")
	}
	for _, live := range []string{"", `data-gf-live="hidden"`} {
		t.Run(live, func(t *testing.T) {
			chromium := browser.Whole(t)
			_, url := newRoom(t, live)
			ada := chromium.Tab(t)
			bob := chromium.Window(t)
			ada.Allow("favicon")
			bob.Allow("favicon")
			ada.Open(url + "Ada")
			bob.Open(url + "Bob")
			inRoom(ada, "2: Ada Bob")
			over := chromium.Among(t)
			over.Front()
			bob.Until("document.hidden")
			inRoom(ada, "1: Ada")
			if live != "" { // it is told all the same
				inRoom(bob, "1: Ada")
			}
			bob.Front()
			inRoom(ada, "2: Ada Bob")
		})
	}
}
