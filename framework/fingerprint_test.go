package framework_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/client"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/templ/layout"
)

// chrome is a shell of which each test changes one thing.
type chrome struct {
	head, body string
	draws      int
}

func (c *chrome) shell(me User, doc layout.Document) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		c.draws++
		head := templ.Raw(c.head)
		body := templ.Join(templ.Raw("<nav>"+me.ID+c.body+"</nav>"), layout.Body(doc))
		return layout.HTML(doc, head).Render(templ.WithChildren(ctx, body), w)
	})
}

// four returns the fingerprints that the app answers with.
func four(t *testing.T, s *site, headers ...string) [4]string {
	t.Helper()
	a := s.do("GET", "/notes/1", asPatch, "", headers...)
	_, rest, _ := strings.Cut(a.body, `"fingerprints":"`)
	text, _, _ := strings.Cut(rest, `"`)
	parts := strings.Split(text, ".")
	if len(parts) != 4 {
		t.Fatalf("fingerprints %q in %s", text, a.body)
	}
	return [4]string(parts)
}

// Each fingerprint sums one thing, and the build is in none.
func TestFingerprints(t *testing.T) {
	const isClient, isScripts, isShell, isViewer = 0, 1, 2, 3
	build := func(c chrome, o framework.Options[User]) *site {
		o.Shell = (&c).shell
		return newSite(t, "", o)
	}
	base := chrome{head: `<script src="/app.js"></script><link rel="stylesheet" href="/a.css">`, body: "<b>one</b>"}
	was := four(t, build(base, framework.Options[User]{}))
	want(t, "client", was[isClient], client.Fingerprint)
	for name, c := range map[string]struct {
		with    chrome
		options framework.Options[User]
		headers []string
		differs []int
	}{
		"another build":                 {with: base, options: framework.Options[User]{Build: "other"}},
		"chrome":                        {with: chrome{head: base.head, body: "<b>two</b>"}, differs: []int{isShell}},
		"a stylesheet":                  {with: chrome{head: `<script src="/app.js"></script><link rel="stylesheet" href="/b.css">`, body: base.body}, differs: []int{isShell}},
		"a script":                      {with: chrome{head: `<script src="/app2.js"></script><link rel="stylesheet" href="/a.css">`, body: base.body}, differs: []int{isScripts}},
		"a script in the body":          {with: chrome{head: base.head, body: base.body + "<script src='/b.js'></script>"}, differs: []int{isScripts}},
		"the text of a script":          {with: chrome{head: base.head + "<script>1</script>", body: base.body}, differs: []int{isScripts}},
		"a policy in meta":              {with: chrome{head: base.head + `<meta http-equiv="Content-Security-Policy" content="x">`, body: base.body}, differs: []int{isScripts}},
		"base":                          {with: chrome{head: base.head + `<base href="/x/">`, body: base.body}, differs: []int{isScripts}},
		"the policy":                    {with: base, options: framework.Options[User]{Policy: "default-src *"}, differs: []int{isScripts}},
		"a nonce":                       {with: chrome{head: `<script nonce="xyz" src="/app.js"></script><link rel="stylesheet" href="/a.css">`, body: base.body}},
		"another viewer, in the chrome": {with: base, headers: []string{"X-User", "ben"}, differs: []int{isShell, isViewer}},
		"a stranger":                    {with: base, headers: []string{"X-User", ""}, differs: []int{isShell, isViewer}},
	} {
		now := four(t, build(c.with, c.options), c.headers...)
		for i := range now {
			differs := false
			for _, d := range c.differs {
				differs = differs || d == i
			}
			if (now[i] != was[i]) != differs {
				t.Errorf("%s: fingerprint %d was %s and is %s", name, i, was[i], now[i])
			}
		}
		if name == "a stranger" {
			want(t, "the viewer of a stranger", now[isViewer], "")
		}
	}
}

// Document, patch and stream have the same, and a viewer who is not known has none.
func TestFingerprintsEverywhere(t *testing.T) {
	s := newSite(t, "")
	made := strings.Join(four4(four(t, s)), ".")
	contains(t, "document", s.get("/notes").body, `data-gf-fingerprints="`+made+`"`)
	contains(t, "error page", s.get("/nowhere").body, `data-gf-fingerprints="`+made+`"`)
	contains(t, "refused form", s.do("POST", "/notes?_action=add", asPatch, form("text", "")).body, made)
	contains(t, "stream", follow(t, s, "/notes").String(), `"fingerprints":"`+made+`"`)
	down := s.do("GET", "/notes", asPatch, "", "X-User", "down")
	want(t, "status", down.StatusCode, 500)
	if strings.Contains(down.body, "fingerprints") {
		t.Errorf("a viewer who is not known: %s", down.body)
	}
}

func four4(parts [4]string) []string { return parts[:] }

// The shell is rendered for its fingerprint once, and again after a notice on the viewer's topic.
func TestFingerprintsAreRemembered(t *testing.T) {
	c := &chrome{body: "one"}
	s := newSite(t, "", framework.Options[User]{Shell: c.shell})
	first := four(t, s)
	four(t, s)
	want(t, "renders", c.draws, 1)
	c.body = "two"
	want(t, "without a notice", four(t, s), first)
	s.app.Notify("shell:ben")
	want(t, "after a notice for another", four(t, s), first)
	s.app.Notify("shell:ana")
	second := four(t, s)
	if second == first {
		t.Error("after a notice the fingerprints are the old ones")
	}
	want(t, "renders", c.draws, 2)
	c.body = "one"
	s.app.Notify("shell:ana")
	want(t, "and back", four(t, s), first)
}

// Many viewers do not fill the memory.
func TestFingerprintsOfMany(t *testing.T) {
	c := &chrome{}
	s := newSite(t, "", framework.Options[User]{Shell: c.shell})
	for i := range 5000 {
		four(t, s, "X-User", fmt.Sprint("u", i))
	}
	before := c.draws
	four(t, s, "X-User", "u4999")
	want(t, "the last is remembered", c.draws, before)
	four(t, s, "X-User", "u0")
	want(t, "the first is not", c.draws, before+1)
}

// The client fetches a shell with Goldfish-From: the flash is not for that document.
func TestShellFetchKeepsFlash(t *testing.T) {
	s := newSite(t, "")
	fetched := s.do("GET", "/notes", "text/html", "", "Cookie", "goldfish_flash=Saved", wire.FromHeader, "/notes")
	want(t, "status", fetched.StatusCode, 200)
	want(t, "cookies", fetched.Header.Get("Set-Cookie"), "")
	if strings.Contains(fetched.body, "Saved") {
		t.Error("it took the flash")
	}
	contains(t, "the next document", s.do("GET", "/notes", "text/html", "", "Cookie", "goldfish_flash=Saved").body, "Saved")
}

// An action that sets a cookie answers with the next URL alone, since its request does not have the
// cookie.
func TestActionThatSetsACookie(t *testing.T) {
	s := newSite(t, "")
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			http.SetCookie(w, &http.Cookie{Name: "who", Value: "ana"})
		}
		s.app.ServeHTTP(w, r)
	})
	a := s.doTo(h, "POST", "/notes?_action=add", asPatch, form("text", "eggs"))
	want(t, "answer", a.body, `{"flash":"Added “eggs”.","next":"/notes"}`)
}
