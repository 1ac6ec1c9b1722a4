package framework_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// An action that ends the session of its person makes the browser forget the person's pages: by a
// cookie that it deletes, or in a store of sessions. Other actions do not.
func TestSignOutClearsCaches(t *testing.T) {
	s := newSite(t, "")
	out := false
	app := framework.New(func(r *http.Request) (framework.Viewer[User], error) {
		if out {
			return framework.Viewer[User]{}, nil
		}
		return viewer(r)
	}, framework.Options[User]{Logger: s.logger()})
	defer app.Close()
	framework.Get(app, s.notes, framework.Everyone, func(context.Context, framework.Anyone, NotesURL) (framework.Page, error) {
		return framework.Page{Title: "Notes"}, nil
	})
	framework.Post(app, s.adds, framework.Everyone, func(ctx context.Context, me User, u NotesURL, f NewNote) (router.URL, error) {
		switch f.Text {
		case "delete the cookie":
			framework.SetCookie(ctx, &http.Cookie{Name: "session", MaxAge: -1})
		case "end the session":
			out = true
		case "another cookie":
			framework.SetCookie(ctx, &http.Cookie{Name: "theme", Value: "dark", MaxAge: 1000})
		}
		framework.Flash(ctx, "Done.")
		return s.notes.URL(u), nil
	})
	for _, test := range []struct {
		text, user string
		clears     bool
	}{
		{"delete the cookie", "ana", true},
		{"end the session", "ana", true},
		{"another cookie", "ana", false},
		{"milk", "ana", false},
		{"delete the cookie", "", false},
	} {
		for _, accept := range []string{"", asPatch} {
			out = false
			a := s.doTo(app, "POST", "/notes?_action=add", accept, form("text", test.text), "X-User", test.user)
			want(t, test.text, a.Header.Get("Clear-Site-Data") != "", test.clears)
			if accept != "" {
				continue
			}
			cookie := ""
			for _, c := range a.Cookies() {
				if c.Name == "goldfish_flash" {
					cookie = c.Name + "=" + c.Value
				}
			}
			next := s.doTo(app, "GET", "/notes", "", "", "Cookie", cookie)
			contains(t, "the next document", next.body, "Done.")
			link, _, _ := strings.Cut(strings.TrimPrefix(next.Header.Get("Link"), "<"), ">")
			want(t, test.text+": the next document asks again", link != "", test.clears)
			if link != "" {
				want(t, "its file clears", s.doTo(app, "GET", link, "", "").Header.Get("Clear-Site-Data"), `"cache"`)
				want(t, "for another site", s.doTo(app, "GET", link, "", "", "Sec-Fetch-Site", "cross-site").Header.Get("Clear-Site-Data"), "")
			}
		}
	}
}

// A message that was not shown yet, because its document was never loaded, is not shown to whoever
// uses the browser next.
func TestFlashOfThePersonBefore(t *testing.T) {
	s := newSite(t, "")
	who := ""
	app := framework.New(func(r *http.Request) (framework.Viewer[User], error) {
		return framework.Viewer[User]{User: User{ID: who}, ID: who}, nil
	}, framework.Options[User]{Logger: s.logger()})
	defer app.Close()
	framework.Get(app, s.notes, framework.Everyone, func(context.Context, framework.Anyone, NotesURL) (framework.Page, error) {
		return framework.Page{Title: "Notes"}, nil
	})
	framework.Post(app, s.adds, framework.Everyone, func(_ context.Context, _ User, u NotesURL, f NewNote) (router.URL, error) {
		who = f.Text
		return s.notes.URL(u), nil
	})
	for _, test := range []struct {
		before, after string
		kept          bool
	}{
		{"ana", "ana", true},
		{"ana", "-", false},
		{"", "ben", false},
	} {
		for _, accept := range []string{"", asPatch} {
			who = test.before
			a := s.doTo(app, "POST", "/notes?_action=add", accept, form("text", test.after), "Cookie", "goldfish_flash=The+salary+is+saved.")
			cookie := "goldfish_flash=The+salary+is+saved."
			for _, c := range a.Cookies() {
				if c.Name == "goldfish_flash" {
					cookie = c.Name + "=" + c.Value
				}
			}
			next := s.doTo(app, "GET", "/notes", "", "", "Cookie", cookie)
			shown := strings.Contains(next.body, "salary")
			// A redirect has a message of its own, or none.
			want(t, test.before+" to "+test.after+accept+": shown", shown, test.kept && accept != "")
		}
	}
}
