package client_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/a-h/templ"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/test/axe"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
	"github.com/goldfish-go/goldfish/templ/markup"
)

type recordForm struct {
	Subject, Body, Level string
	Urgent               bool
}

// serveTicket serves a ticket that several people edit.
func serveTicket(t *testing.T) (url string, change func(recordForm)) {
	route := router.New("/", struct{}{})
	save := router.NewAction[recordForm](route, "save")
	assets := layout.NewAssets("/assets/", components.Files)
	var mu sync.Mutex
	now := recordForm{Subject: "Printer", Body: "It does not print.", Level: "low"}
	shell := func(_ framework.Anyone, doc layout.Document) templ.Component {
		return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			body := templ.Join(layout.Messages(doc), templ.Raw("<main>"), layout.Body(doc), templ.Raw("</main>"))
			return layout.HTML(doc, layout.Stylesheet(assets.URL("reset.css")), layout.Stylesheet(assets.URL("goldfish.css"))).Render(templ.WithChildren(ctx, body), w)
		})
	}
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{Shell: shell})
	framework.Get(app, route, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		mu.Lock()
		v := now
		mu.Unlock()
		fields := templ.Join(components.FormError(), components.Field{Name: "subject", Label: "Subject", Value: v.Subject},
			components.Textarea{Name: "body", Label: "What is wrong?", Value: v.Body, Rows: 3},
			components.Select{Name: "level", Label: "Level", Value: v.Level, Options: []components.Option{{Value: "low", Label: "Low"}, {Value: "high", Label: "High"}, {Value: "now", Label: "At once"}}},
			components.Checkbox{Name: "urgent", Label: "Urgent", Checked: v.Urgent, Value: "true"}, components.Submit{Label: "Save"})
		body := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			if _, err := io.WriteString(w, "<h1>Ticket</h1>"); err != nil {
				return err
			}
			return markup.Form{Action: save.URL(struct{}{}), ID: "f", Base: save.Base(v)}.Render(templ.WithChildren(ctx, fields), w)
		})
		return framework.Page{Title: "Ticket", Body: body, Topics: []string{"ticket"}}, nil
	})
	framework.Post(app, save, framework.Everyone, func(ctx context.Context, _ framework.Anyone, _ struct{}, f recordForm) (router.URL, error) {
		mu.Lock()
		defer mu.Unlock()
		merged, err := framework.Merge(ctx, f, now, "Ben")
		if err == nil {
			now = merged
		}
		return framework.Stay, err
	})
	mux := http.NewServeMux()
	mux.Handle("/assets/", assets)
	mux.Handle("/", app)
	server := httptest.NewServer(mux)
	t.Cleanup(func() { server.Close(); app.Close() })
	return server.URL, func(f recordForm) {
		mu.Lock()
		now = f
		mu.Unlock()
		app.Notify("ticket")
	}
}

// axe finds nothing where two people have changed one record: and one is asked.
// SHOTS=/tmp/shots writes pictures.
func TestAccessibilityAxe(t *testing.T) {
	level.Long(t)
	chromium := browser.New(t)
	script := axe.Script(t)
	for _, theme := range []string{"light", "dark"} {
		for _, width := range []int64{390, 1300} {
			url, change := serveTicket(t)
			tab := chromium.Tab(t)
			tab.Allow("422|favicon")
			tab.Run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}),
				emulation.SetDeviceMetricsOverride(width, 1000, 1, false))
			check := func(what string) {
				t.Helper()
				name := fmt.Sprintf("%s-%s-%d", what, theme, width)
				if dir := os.Getenv("SHOTS"); dir != "" {
					var shot []byte
					err := chromedp.Run(tab.Context, chromedp.FullScreenshot(&shot, 100))
					if err = errors.Join(err, os.WriteFile(filepath.Join(dir, "conflict-"+name+".png"), shot, 0o600)); err != nil {
						t.Fatal(err)
					}
				}
				axe.Check(t, tab, script, name)
				if tab.Text("document.documentElement.scrollWidth > innerWidth") == "true" {
					t.Errorf("%s: the page is wider than the window", name)
				}
			}
			edit := func() {
				tab.Run(chromedp.SendKeys("[name=subject]", "My "), chromedp.Click("[name=urgent][type=checkbox]"))
				tab.Eval("document.querySelector('[name=level]').selectedIndex = 1", nil)
			}
			theirs := recordForm{Subject: "The large printer in the hall on the second floor", Body: "It does not print.", Level: "now"}
			tab.Open(url)
			tab.Until("document.documentElement.dataset.gfStream === 'live'")
			edit()
			change(theirs)
			tab.Until("document.querySelectorAll('.goldfish-conflict').length === 2")
			check("pushed")
		}
	}
}
