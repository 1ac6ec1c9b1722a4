package framework_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
)

// foreign are texts that some browser would read as another origin.
var foreign = []string{
	"//evil.example", "///evil.example/x", `/\evil.example`, `\\evil.example`, "/\t/evil.example", "/\n/evil.example",
	"https://evil.example", "https:evil.example", "javascript:alert(1)", "evil.example", "/.//evil.example", "/..//evil.example",
	"//evil.example#x", "/a/..//evil.example", "", " //evil.example",
}

// No answer leads a client to another origin: not the URL of an error, not the next page of an
// action, not the redirect of a view or a guard.
func TestAnswersLeadNowhereElse(t *testing.T) {
	s := newSite(t, "")
	var to string
	s.does(7, func(context.Context) (framework.Page, error) {
		return framework.Page{}, framework.Redirect(router.URL(to))
	})
	origin, _ := url.Parse("http://app.example/notes")
	check := func(what string, a answer) {
		t.Helper()
		var answer struct{ URL, Next, Location string }
		if strings.HasPrefix(a.body, "{") {
			if err := json.Unmarshal([]byte(a.body), &answer); err != nil {
				t.Error(err)
			}
		}
		for _, got := range []string{answer.URL, answer.Next, answer.Location, a.Header.Get("Location")} {
			if got == "" {
				continue
			}
			// As browsers do: without tabs and line breaks, and with a backslash as a slash.
			as := strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(strings.TrimSpace(got))
			u, err := origin.Parse(as)
			if err != nil || u.Host != origin.Host || u.Scheme != "http" || strings.HasPrefix(u.Path, "//") {
				t.Errorf("%s: the client is led to %q", what, got)
			}
		}
	}
	for _, to = range foreign {
		s.next = router.URL(to)
		for _, accept := range []string{asPatch, "text/html"} {
			check("action to "+to, s.do("POST", "/notes?_action=add", accept, form("text", "somewhere")))
			check("view to "+to, s.do("GET", "/notes/7", accept, ""))
			for _, from := range []string{"", "/notes"} {
				r := httptest.NewRequest("GET", "/x", nil)
				r.URL = &url.URL{Path: to}
				r.RequestURI = to
				r.Header.Set("Accept", accept)
				r.Header.Set(wire.FromHeader, from)
				w := httptest.NewRecorder()
				s.app.ServeHTTP(w, r)
				check("request of "+to, answer{w.Result(), w.Body.String()})
			}
		}
	}
	s.next = "/notes?q=a#b"
	want(t, "a path", s.do("POST", "/notes?_action=add", "", form("text", "somewhere")).Header.Get("Location"), "/notes?q=a#b")
	s.next = "https://evil.example"
	want(t, "another origin", s.do("POST", "/notes?_action=add", "", form("text", "somewhere")).StatusCode, 500)
	contains(t, "log", s.logs.String(), "is no path of this app")
	contains(t, "a path that is none", s.do("GET", "/nix?a=1", asPatch, "").body, `"url":"/nix?a=1"`)
}

type wordURL struct {
	A string `path:"a"`
}

type wordsURL struct {
	A string `path:"a"`
	B string `path:"b"`
}

// Whatever routes an app has, and however a path is escaped: the page that is shown at a path is
// the one at its canonical URL.
func TestEachURLHasOneView(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	pick := func(of ...string) string { return of[rng.IntN(len(of))] }
	escaped := func(text string) string {
		var b strings.Builder
		for _, c := range []byte(text) {
			switch {
			case c == '/' && rng.IntN(8) > 0:
				b.WriteByte(c)
			case rng.IntN(3) == 0 || c <= ' ' || c == '%' || c == '?' || c == '#' || c == '\\' || c >= 0x7f:
				fmt.Fprintf(&b, pick("%%%02x", "%%%02X"), c)
			default:
				b.WriteByte(c)
			}
		}
		return b.String()
	}
	served, elsewhere := 0, 0
	for range 150 {
		app := framework.New(framework.Public, framework.Options[framework.Anyone]{Logger: slog.New(slog.DiscardHandler)})
		words := []string{"new", "a", "b", "~", "new."}
		for range 1 + rng.IntN(6) {
			addRandomRoute(app, pick, words)
		}
		get := func(path string) (status int, view string) {
			r, err := http.NewRequest("GET", "http://x"+path, nil)
			if err != nil {
				return 0, ""
			}
			r.Header.Set("Accept", asPatch)
			w := httptest.NewRecorder()
			app.ServeHTTP(w, r)
			var answer struct{ URL, Body string }
			_ = json.Unmarshal(w.Body.Bytes(), &answer)
			return w.Code, answer.URL + " shows " + answer.Body
		}
		for range 100 {
			path := "/" + pick(append(words, "", "x", "\n", `\`, "/", "..", ".", "é", "\x00")...)
			for rng.IntN(2) == 0 {
				path += "/" + pick(append(words, "", "/", "x", `\evil`, "..")...)
			}
			path = escaped(path)
			status, view := get(path)
			if status != 200 {
				elsewhere++
				continue
			}
			served++
			canonical, _, _ := strings.Cut(view, " shows ")
			if status, at := get(canonical); status != 200 || at != view {
				t.Fatalf("%s: %s, but the canonical URL: %d %s", path, view, status, at)
			}
		}
		app.Close()
	}
	if served < 1000 || elsewhere < 1000 {
		t.Errorf("%d paths had a page, %d had none: the test tries too little", served, elsewhere)
	}
}

// addRandomRoute adds a route whose view shows the pattern and the values, unless there is one of
// its shape.
func addRandomRoute(app *framework.App[framework.Anyone], pick func(...string) string, words []string) {
	defer func() { _ = recover() }() // the same shape again
	show := func(text string) (framework.Page, error) {
		return framework.Page{Title: "x", Body: templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
			_, err := io.WriteString(w, templ.EscapeString(fmt.Sprintf("%q", text)))
			return err
		})}, nil
	}
	word := func() string { return pick(words...) }
	switch pick("1", "2", "3", "4", "5") {
	case "1":
		pattern := "/" + word()
		framework.Get(app, router.New(pattern, struct{}{}), framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
			return show(pattern)
		})
	case "2":
		pattern := "/" + word() + "/" + word()
		framework.Get(app, router.New(pattern, struct{}{}), framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
			return show(pattern)
		})
	case "3":
		pattern := "/{a}"
		framework.Get(app, router.New(pattern, wordURL{}), framework.Everyone, func(_ context.Context, _ framework.Anyone, u wordURL) (framework.Page, error) {
			return show(pattern + " " + u.A)
		})
	case "4":
		pattern := pick("/{a}/"+word(), "/"+word()+"/{a}")
		framework.Get(app, router.New(pattern, wordURL{}), framework.Everyone, func(_ context.Context, _ framework.Anyone, u wordURL) (framework.Page, error) {
			return show(pattern + " " + u.A)
		})
	default:
		pattern := "/{a}/{b}"
		framework.Get(app, router.New(pattern, wordsURL{}), framework.Everyone, func(_ context.Context, _ framework.Anyone, u wordsURL) (framework.Page, error) {
			return show(pattern + " " + u.A + " " + u.B)
		})
	}
}

// What a request does not accept, with the weight 0, it is not sent.
func TestAccept(t *testing.T) {
	s := newSite(t, "")
	got := s.do("GET", "/notes", wire.StreamType+";q=0, text/html", "").Header.Get("Content-Type")
	contains(t, "no stream", got, "text/html")
	got = s.do("GET", "/notes", wire.StreamType+";q=0, "+asPatch, "").Header.Get("Content-Type")
	want(t, "a patch", got, wire.PatchType)
}

// A message that is too long for its cookie is cut, not lost.
func TestLongFlash(t *testing.T) {
	s := newSite(t, "")
	for _, text := range []string{strings.Repeat("a", 5000), strings.Repeat("猫", 1000), strings.Repeat("a b", 400)} {
		a := s.do("POST", "/notes?_action=add", "", form("text", text))
		cookie := strings.Split(a.Header.Get("Set-Cookie"), ";")[0]
		page := s.get("/notes", "Cookie", cookie)
		contains(t, "the next page", page.body, "Added “"+text[:90], "…</")
		if len(cookie) > 1100 {
			t.Errorf("a cookie of %d bytes", len(cookie))
		}
	}
}
