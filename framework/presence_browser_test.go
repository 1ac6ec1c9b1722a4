package framework_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/presence"
	"github.com/goldfish-go/goldfish/router"
)

type roomURL struct {
	Who string `url:"who"`
}

var (
	roomRoute = router.New("/room", roomURL{})
	typing    = router.NewAction[struct {
		Value string `url:"value"`
	}](roomRoute, "typing")
)

// newRoom serves a page that says who is there and who types. The query says who asks.
func newRoom(t *testing.T, live string) (app *framework.App[string], url string) {
	app = framework.New(func(r *http.Request) (framework.Viewer[string], error) {
		who := r.URL.Query().Get("who")
		return framework.Viewer[string]{User: who, ID: who, Name: who}, nil
	})
	framework.Get(app, roomRoute, framework.Everyone, func(ctx context.Context, _ framework.Anyone, u roomURL) (framework.Page, error) {
		here := presence.At(ctx, "room", 10)
		names := ""
		for _, p := range here.List {
			names += " " + p.Name
		}
		signals := ""
		for _, s := range presence.Signals(ctx, "room", 10) {
			signals += " " + s.Name + ":" + s.Value
		}
		body := fmt.Sprintf(`<p id="here" %s>%d:%s</p><p id="typing">%s</p><div id="box" data-gf-signal="%s"><input id="text" aria-label="Text"></div>`,
			live, here.Total, names, signals, typing.URL(u))
		return framework.Page{Title: "Room", Body: templ.Raw(body), Presence: "room"}, nil
	})
	framework.Post(app, typing, framework.Everyone, func(ctx context.Context, _ string, _ roomURL, f struct {
		Value string `url:"value"`
	}) (router.URL, error) {
		return framework.Stay, framework.Signal(ctx, "room", "typing"+f.Value, 3*time.Second)
	})
	server := httptest.NewServer(app)
	t.Cleanup(func() { app.Close(); server.Close() })
	return app, server.URL + "/room?who="
}

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
			chromium := browser.New(t)
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
