package framework_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/a-h/templ"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A guestbook is an app whose viewer is a plain cookie. Its shell has a part.
type guestbook struct {
	app *framework.App[User]
	url string

	signIn *router.Route[SignInURL]
	enter  *router.Action[SignInURL, enterForm]
	tags   *router.Route[struct{}]
	save   *router.Action[struct{}, tagsForm]
	badge  *router.Route[struct{}]

	cookie string // whose value is the viewer
	saved  atomic.Int64
}

type enterForm struct {
	Name string `url:"name"`
}

type tagsForm struct {
	Tags []string `url:"tag"`
}

// newGuestbook serves one. Tabs of one browser share cookies, so each has a cookie of its own.
func newGuestbook(t *testing.T, cookie string) *guestbook {
	g := &guestbook{
		cookie: cookie,
		signIn: router.New("/sign-in", SignInURL{}),
		tags:   router.New("/tags", struct{}{}),
		badge:  router.New("/saved", struct{}{}),
	}
	g.enter = router.NewAction[enterForm](g.signIn, "enter")
	g.save = router.NewAction[tagsForm](g.tags, "save")
	viewer := func(r *http.Request) (framework.Viewer[User], error) {
		who, err := r.Cookie(cookie)
		if err != nil {
			return framework.Viewer[User]{}, nil
		}
		return framework.Viewer[User]{User: User{ID: who.Value, Team: "red"}, ID: who.Value}, nil
	}
	g.app = framework.New(viewer, framework.Options[User]{Build: "test", Shell: g.shell})
	members := framework.Members(framework.Self[User], func(next router.URL) router.URL { return g.signIn.URL(SignInURL{Next: string(next)}) })
	framework.Get(g.app, g.signIn, framework.Everyone, g.signInPage)
	framework.Post(g.app, g.enter, framework.Everyone, g.doEnter)
	framework.Get(g.app, g.tags, members, g.tagsPage)
	framework.Post(g.app, g.save, members, g.doSave)
	framework.Get(g.app, g.badge, framework.Everyone, g.badgePage)
	server := httptest.NewServer(g.app)
	t.Cleanup(func() {
		g.app.Close()
		server.Close()
	})
	g.url = server.URL
	return g
}

func (g *guestbook) shell(_ User, doc layout.Document) templ.Component {
	body := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		badge := markup.Part{URL: g.badge.URL(struct{}{}), Label: "Saved", ID: "badge"}
		return templ.Join(layout.Messages(doc), badge, layout.Body(doc)).Render(ctx, w)
	})
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return layout.HTML(doc).Render(templ.WithChildren(ctx, body), w)
	})
}

// formOf renders a form, whose fields the function writes.
func formOf(action router.URL, fields func(ctx context.Context, w io.Writer)) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		children := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			fields(ctx, w)
			return nil
		})
		return markup.Form{Action: action}.Render(templ.WithChildren(ctx, children), w)
	})
}

func (g *guestbook) signInPage(_ context.Context, _ framework.Anyone, u SignInURL) (framework.Page, error) {
	return framework.Page{Title: "Sign in", Body: formOf(g.enter.URL(u), func(ctx context.Context, w io.Writer) {
		fmt.Fprintf(w, `<input name="name" aria-label="Name" value="%s"><button>Sign in</button>`, markup.Value(ctx, "name", ""))
	})}, nil
}

func (g *guestbook) doEnter(ctx context.Context, _ User, u SignInURL, f enterForm) (router.URL, error) {
	framework.SetCookie(ctx, &http.Cookie{Name: g.cookie, Value: f.Name, Path: "/"})
	next, _ := router.ParseLocal(u.Next)
	return next, nil
}

func (g *guestbook) tagsPage(_ context.Context, me User, _ struct{}) (framework.Page, error) {
	return framework.Page{Title: "Tags", Body: formOf(g.save.URL(struct{}{}), func(ctx context.Context, w io.Writer) {
		fmt.Fprintf(w, `<h1>Tags of %s</h1><p role="alert" data-gf-error="tag">%s</p>`, me.ID, markup.FieldError(ctx, "tag"))
		for range 3 {
			fmt.Fprintf(w, `<input name="tag" aria-label="Tag" value="%s">`, templ.EscapeString(markup.Value(ctx, "tag", "")))
		}
		io.WriteString(w, `<button>Save</button>`)
	})}, nil
}

func (g *guestbook) doSave(ctx context.Context, _ User, _ struct{}, f tagsForm) (router.URL, error) {
	errs := framework.FieldErrors{} // empty: no error
	if strings.Contains(strings.Join(f.Tags, " "), "bad") {
		errs["tag"] = "Not that one."
	}
	if len(errs) == 0 {
		g.saved.Add(1)
		g.app.Notify("saved")
		framework.Flash(ctx, "Saved.")
	}
	return framework.Stay, errs
}

func (g *guestbook) badgePage(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
	return framework.Page{Title: "Saved", Body: templ.Raw(fmt.Sprintf("<b>%d saved</b>", g.saved.Load())), Topics: []string{"saved"}}, nil
}

// What an author relies on, in Chromium, with and without scripts: a sign-in with a plain cookie
// leads back to the page, a refused form keeps three fields of one name, an empty set of errors is
// no error, and a part in the shell follows.
func TestPromisesInABrowser(t *testing.T) {
	chromium := browser.New(t)
	for _, scripts := range []bool{true, false} {
		t.Run(fmt.Sprint("scripts ", scripts), func(t *testing.T) {
			g := newGuestbook(t, fmt.Sprint("who-", scripts))
			tab := chromium.Tab(t)
			tab.Allow("favicon|422")
			if !scripts {
				tab.Run(emulation.SetScriptExecutionDisabled(true))
			}
			shows := func(selector, text string) {
				t.Helper()
				tab.Until(fmt.Sprintf("document.querySelector(%q)?.innerText.trim() === %q", selector, text))
			}
			press := func(text string) {
				t.Helper()
				tab.Run(chromedp.Click(fmt.Sprintf("//button[text()=%q]", text), chromedp.BySearch))
			}
			values := func() string {
				return tab.Text("[...document.querySelectorAll('[name=tag]')].map(e => e.value).join()")
			}
			fill := func(tags ...string) {
				t.Helper()
				for i, tag := range tags {
					tab.Eval(fmt.Sprintf("document.querySelectorAll('[name=tag]')[%d].select()", i), nil)
					tab.Run(chromedp.KeyEvent(tag))
				}
			}
			tab.Open(g.url + "/tags")
			if scripts {
				tab.Until("document.documentElement.dataset.gfStream === 'live'")
				tab.Eval("window.first = true", nil)
			}
			want(t, "a stranger is led to sign-in", tab.Text("location.pathname + location.search"), "/sign-in?next=%2Ftags")
			tab.Run(chromedp.SendKeys("[name=name]", "ana", chromedp.ByQuery))
			press("Sign in")
			shows("h1", "Tags of ana")
			want(t, "address", tab.Text("location.pathname + location.search"), "/tags")
			if scripts {
				want(t, "the same document", tab.Text("window.first"), "true")
			}

			fill("one", "bad", "three")
			press("Save")
			shows("[data-gf-error=tag]", "Not that one.")
			want(t, "fields of the refused form", values(), "one,bad,three")
			shows("#badge", "0 saved")

			fill("one", "two", "three")
			press("Save")
			shows("#badge", "1 saved")
			shows("[data-gf-error=tag]", "")
			want(t, "saved", g.saved.Load(), int64(1))

			// Somebody else has saved.
			g.saved.Add(1)
			g.app.Notify("saved")
			if !scripts {
				tab.Open(g.url + "/tags")
			}
			shows("#badge", "2 saved")
		})
	}
}
