package frameworktest_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

type diaryForm struct{ Entry string }

type signURL struct {
	Next string `url:"next"`
}

var (
	signRoute  = router.New("/sign", signURL{})
	diaryRoute = router.New("/diary", noURL{})
	writeDiary = router.NewAction[diaryForm](diaryRoute, "write")
)

// people adds what needs a person: a page to sign in at, and a diary that strangers are sent away
// from.
func (b *board) people(app *framework.App[string], build int) {
	framework.Get(app, signRoute, framework.Everyone, inBuild(build, func(_ context.Context, _ framework.Anyone, u signURL) (framework.Page, error) {
		return framework.Page{Title: "Sign in", Body: templ.Join(html(`<h1>Who are you?</h1>`),
			around(markup.Form{Action: actionURL(signRoute, u, "in")}, field("name", "Your name", ""), html(`<button>Enter</button>`)))}, nil
	}))
	post(app, signRoute, "in", func(ctx context.Context, _ string, u signURL, f struct{ Name string }) (router.URL, error) {
		framework.SetCookie(ctx, &http.Cookie{Name: "who", Value: f.Name, Path: "/", HttpOnly: true})
		framework.Flash(ctx, "Welcome, "+f.Name+".")
		if next, ok := router.ParseLocal(u.Next); ok {
			return next, nil
		}
		return boardRoute.URL(boardURL{}), nil
	})
	members := framework.Members(framework.Self[string], func(next router.URL) router.URL { return signRoute.URL(signURL{Next: string(next)}) })
	framework.Get(app, diaryRoute, members, inBuild(build, b.diaryOf))
	framework.Post(app, writeDiary, members, func(ctx context.Context, who string, _ noURL, f diaryForm) (router.URL, error) {
		if f.Entry == "forbidden" {
			return framework.Stay, framework.Error{Status: http.StatusForbidden, Message: "Not in this diary."}
		}
		b.mu.Lock()
		b.diary[who] = f.Entry
		b.mu.Unlock()
		app.Notify("diary:" + who)
		framework.Flash(ctx, "Written.")
		return diaryRoute.URL(noURL{}), nil
	})
}

func (b *board) diaryOf(_ context.Context, who string, _ noURL) (framework.Page, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return framework.Page{Title: "Diary", Topics: []string{"diary:" + who}, Body: templ.Join(
		html(`<h1>Diary of %v</h1><p>It says: %v</p>`, who, b.diary[who]),
		around(markup.Form{Action: writeDiary.URL(noURL{})}, html(`
			<label>Entry <textarea name="entry"></textarea></label>
			<label>Mood <select name="mood"><option>good<option>bad</select></label>
			<label><input type="checkbox" name="private"> Private</label>
			<label>Tag <input name="tag"></label> <label>More tags <input name="tag"></label>
			<label>PIN <input type="password" name="pin"></label>
			<label>Photo <input type="file" name="photo"></label>
			<p data-gf-draft="off"><label>Secret <input name="secret"></label></p>
			<button>Write</button>`)),
		html(`<form action="/board"><label>Find <input name="find"></label></form>`))}, nil
}

// signIn signs a person in who is asked to.
func signIn(tab *frameworktest.Tab, name string) {
	tab.Fill("Your name", name)
	tab.Click("Enter")
}

// signedIn opens a page as this person.
func signedIn(site *frameworktest.Site, t *testing.T, name, url string) (*frameworktest.Visitor, *frameworktest.Tab) {
	who := site.Visitor(t)
	tab := who.Open("/sign")
	signIn(tab, name)
	tab.Close()
	return who, who.Open(url)
}

// signOut ends the session elsewhere: in another tab, or because it has expired. The session is
// nothing but a cookie, so streams are told when it has gone.
func signOut(t *testing.T, site *frameworktest.Site, who *frameworktest.Visitor) {
	t.Helper()
	resp, err := who.Client().Post(site.URL()+"/sign-out", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	notify(site.Handler(), "user:Ana", "user:Ben")
}

// waitFor waits until the condition holds.
func waitFor(t *testing.T, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it does not become so within a minute")
		}
	}
}
