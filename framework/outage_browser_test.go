package framework_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"sync/atomic"
	"testing"

	"github.com/a-h/templ"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
	"github.com/goldfish-go/goldfish/templ/layout"
	"github.com/goldfish-go/goldfish/templ/text"
)

// What a person sees and is told of an outage, and that it goes away by itself. The page stays.
func TestOutageInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: outages are told after some seconds")
	}
	chromium := browser.New(t)
	for _, test := range []struct{ language, delayed, stale string }{
		{"en", "Live updates are delayed", "May be out of date"},
		{"de", "Live-Aktualisierung verzögert", "Vielleicht nicht aktuell"},
	} {
		t.Run(test.language, func(t *testing.T) {
			s := &shakyStore{Mem: store.Memory()}
			app, url, changes := newOutageApp(t, s)
			tab := chromium.Tab(t)
			tab.Allow("favicon")
			tab.Run(emulation.SetUserAgentOverride("test").WithAcceptLanguage(test.language))
			tab.Open(url)
			shows := func(sentence string) {
				t.Helper()
				tab.Until(fmt.Sprintf("document.querySelector('.gf-connection[aria-live=polite]').innerText.trim() === %q", sentence))
			}
			tab.Until("document.documentElement.dataset.gfStream === 'live'")
			shows("")
			tab.Eval("window.sameDocument = true", nil)

			s.receiver.Health(bus.Health{Waker: errors.New("no broker")})
			shows(test.delayed)
			screenshot(t, tab, "delayed-"+test.language)
			changes.Store(1)
			app.Notify("changes") // as the poll does
			tab.Until("document.querySelector('#page').innerText.includes('1 changes')")
			s.receiver.Health(bus.Health{})
			shows("")

			s.receiver.Health(bus.Health{Log: errors.New("no database")})
			shows(test.stale)
			screenshot(t, tab, "stale-"+test.language)
			want(t, "the page stays", tab.Text("document.querySelector('#page').innerText.includes('1 changes')"), "true")
			s.receiver.Health(bus.Health{})
			shows("")
			want(t, "documents", tab.Text("window.sameDocument"), "true")
		})
	}
}

// screenshot writes a picture into the folder that GOLDFISH_SCREENSHOTS names, if it names one.
func screenshot(t *testing.T, tab *browser.Tab, name string) {
	folder := os.Getenv("GOLDFISH_SCREENSHOTS")
	if folder == "" {
		return
	}
	tab.Run(chromedp.ActionFunc(func(ctx context.Context) error {
		png, err := page.CaptureScreenshot().Do(ctx)
		if err != nil {
			return err
		}
		return os.WriteFile(folder+"/"+name+".png", png, 0o644)
	}))
}

// newOutageApp serves an app with one page, in English and German.
func newOutageApp(t *testing.T, s framework.Store) (app *framework.App[framework.Anyone], url string, shown *atomic.Int64) {
	assets := layout.NewAssets("/assets/", components.Files)
	shell := func(_ framework.Anyone, doc layout.Document) templ.Component {
		bar := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return components.TopBar{Brand: "Goldfish", Home: "/"}.Render(templ.WithChildren(ctx, components.Connection()), w)
		})
		content := templ.Join(bar, layout.Body(doc))
		return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			html := layout.HTML(doc, layout.Stylesheet(assets.URL("reset.css")), layout.Stylesheet(assets.URL("goldfish.css")))
			return html.Render(templ.WithChildren(ctx, content), w)
		})
	}
	app = framework.New(framework.Public, framework.Options[framework.Anyone]{
		Store: s, Shell: shell, Languages: []text.Texts{text.English, text.German},
	})
	var changes atomic.Int64
	framework.Get(app, router.New("/", struct{}{}), framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "Changes", Body: templ.Raw(fmt.Sprintf("<h1>%d changes</h1>", changes.Load())), Topics: []string{"changes"}}, nil
	})
	handler := http.NewServeMux()
	handler.Handle("/assets/", assets)
	handler.Handle("/", app)
	server := httptest.NewServer(handler)
	t.Cleanup(func() { app.Drain(context.Background()); server.Close(); app.Close() })
	return app, server.URL, &changes
}
