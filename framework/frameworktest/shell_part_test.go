package frameworktest_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A mailbox has a badge in its shell, and parts there that cannot be shown.
type mailbox struct {
	unread, loads atomic.Int64
	app           *framework.App[framework.Anyone]
}

type badgeURL struct {
	Of string `path:"of"`
}

func (m *mailbox) serve() http.Handler {
	badge, home, letters := router.New("/badge/{of}", badgeURL{}), router.New("/", struct{}{}), router.New("/letters", struct{}{})
	shell := func(_ framework.Anyone, doc layout.Document) templ.Component {
		return templ.Join(templ.Raw("<html data-gf-fingerprints=\""+doc.Fingerprints+"\"><body><header>"),
			markup.Part{URL: badge.URL(badgeURL{"me"}), Label: "Mail"},
			markup.Part{URL: badge.URL(badgeURL{"away"}), Label: "Away"},
			markup.Part{URL: badge.URL(badgeURL{"guarded"}), Label: "Guarded"},
			markup.Part{URL: badge.URL(badgeURL{"panic"}), Label: "Panic"},
			templ.Raw("</header>"), layout.Messages(doc), layout.Body(doc), templ.Raw("</body></html>"))
	}
	m.app = framework.New(framework.Public, framework.Options[framework.Anyone]{Shell: shell, Build: "1"})
	framework.Get(m.app, badge, framework.Everyone, func(_ context.Context, _ framework.Anyone, u badgeURL) (framework.Page, error) {
		switch u.Of {
		case "away":
			return framework.Page{}, framework.Redirect("/letters")
		case "guarded":
			return framework.Page{}, framework.Error{Status: http.StatusForbidden}
		case "panic":
			panic("boom")
		}
		m.loads.Add(1)
		text := fmt.Sprintf(`<b id="unread">%d unread</b><i>%s</i>`, m.unread.Load(), strings.Repeat("calm ", 40))
		return framework.Page{Title: "Badge", Body: templ.Raw(text), Topics: []string{"mail"}}, nil
	})
	framework.Get(m.app, home, framework.Everyone, page("Home", `<h1>Home</h1><a href="/letters">Letters</a>`))
	framework.Get(m.app, letters, framework.Everyone, page("Letters", `<h1>Letters</h1><a href="/">Home</a>`))
	return m.app
}

func page(title, body string) framework.View[framework.Anyone, struct{}] {
	return func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: title, Body: templ.Raw(body)}, nil
	}
}

func (m *mailbox) comes() {
	m.unread.Add(1)
	m.app.Notify("mail")
}

// A part in the shell is live on every page, and is kept while the person navigates.
func TestPartInTheShell(t *testing.T) {
	m := new(mailbox)
	site := frameworktest.Start(t, m.serve)
	tab := site.Visitor(t).Open("/").Live()
	tab.In("header").See("0 unread")
	m.comes()
	tab.In("header").See("1 unread")
	loads := m.loads.Load()
	tab.Click("Letters")
	tab.See("Letters")
	tab.In("header").See("1 unread")
	if now := m.loads.Load(); now != loads {
		t.Errorf("the badge was loaded %d times for a navigation", now-loads)
	}
	tab.Live()
	m.comes()
	tab.In("header").See("2 unread")
	tab.Back()
	tab.See("Home")
	tab.Live()
	m.comes()
	tab.In("header").See("3 unread")
	if n := tab.Documents(); n != 1 {
		t.Errorf("%d documents were loaded", n)
	}
}

// A part in the shell that redirects, is refused or panics says so in its place alone.
func TestPartInTheShellThatFails(t *testing.T) {
	m := new(mailbox)
	site := frameworktest.Start(t, m.serve)
	for _, path := range []string{"/", "/letters"} {
		tab := site.Visitor(t).Open(path)
		tab.SeeCount("h1", 1)
		tab.In("#part-badge-away").See("There is nothing at this address.")
		tab.In("#part-badge-guarded").See("This is not for you to see or do.")
		tab.In("#part-badge-panic").See("Something went wrong here.")
		tab.In("#part-badge-me").See("0 unread")
	}
	lost := site.Visitor(t).Visit("/nothing")
	lost.See("There is nothing at this address.")
	lost.In("#part-badge-me").See("0 unread")
}

// Without scripts the document has the part of the moment.
func TestPartInTheShellWithoutScripts(t *testing.T) {
	m := new(mailbox)
	site := frameworktest.Start(t, m.serve)
	tab := site.Visitor(t).NoScript().Open("/")
	tab.In("header").See("0 unread")
	m.comes()
	tab.Click("Letters")
	tab.In("header").See("1 unread")
}

// A badge that changes is no other shell, so that no tab fetches its document.
func TestPartIsNotInTheFingerprint(t *testing.T) {
	m := new(mailbox)
	site := frameworktest.Start(t, m.serve)
	fingerprints := func() string {
		r, err := http.Get(site.URL() + "/")
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		var b strings.Builder
		if err := r.Write(&b); err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(b.String(), `data-gf-fingerprints="`)
		made, _, _ := strings.Cut(rest, `"`)
		return fmt.Sprint(made, strings.Contains(b.String(), fmt.Sprint(m.unread.Load(), " unread")))
	}
	before := fingerprints()
	m.comes()
	if after := fingerprints(); after != before || !strings.HasSuffix(after, "true") {
		t.Errorf("the fingerprints were %s and are %s", before, after)
	}
}
