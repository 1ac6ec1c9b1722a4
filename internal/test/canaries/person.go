package canaries

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// A person uses the app. All that a person does comes one after the other, so it is known what the
// app may answer.
type person struct {
	t      testing.TB
	site   *site
	random *rand.Rand
	seen   *counts

	n       int
	session string // the cookie
	user    User   // zero when signed out
	speaks  string // of the session; "": the header decides
	accepts string // Accept-Language
	flash   string // the cookie

	at        string // the URL that the tab shows
	held      map[string]page
	documents map[string]document
	streams   []*stream

	lastDocument string // its URL
}

// A document is what a browser has in its cache.
type document struct {
	etag string
	held []canary
}

func (s *site) newPerson(t testing.TB, n int, random *rand.Rand, seen *counts) *person {
	p := &person{t: t, site: s, random: random, seen: seen, n: n, held: map[string]page{}, documents: map[string]document{}}
	p.accepts = p.pick("en", "de", "fr")
	p.signIn()
	return p
}

func (p *person) pick(from ...string) string { return from[p.random.IntN(len(from))] }

func (p *person) name() string { return fmt.Sprint("person", p.n) }

// act does one thing.
func (p *person) act() {
	switch n := p.random.IntN(100); {
	case n < 15:
		p.open(p.anyURL())
	case n < 60:
		p.visit(p.anyURL())
	case n < 75:
		p.post()
	case n < 88:
		p.follow()
	case n < 92:
		p.changeRole()
	case n < 95:
		p.changeLanguage()
	case n < 97:
		p.signOut()
	default:
		p.closeStreams()
	}
}

// anyURL returns the URL of a page, which may be escaped in another way than the app writes it.
func (p *person) anyURL() string {
	group := fmt.Sprint("/g", p.random.IntN(groups))
	switch p.random.IntN(7) {
	case 0, 1, 2:
		return group + "/list" + p.pick("", "?page=1", "?tab=all", "?tab=all&page=2")
	case 3:
		return group + "/" + p.pick("ana", "ben", "new", "%6eew", "n%65w", "list", "%6cist", "part", "p%61rt")
	case 4:
		return group + "/" + p.pick("new", "%6Eew", "new?x=1")
	case 5:
		return group + "/" + p.pick("ana", "new", "%6eew") + "/" + p.pick("x", "y", "new") + p.pick("", "?q=1", "?q=2")
	default:
		return group + "/part" + p.pick("", "?page=1")
	}
}

func (p *person) leave() {
	p.closeStreams()
}

// language is that of pages for this person.
func (p *person) language() string {
	if p.speaks != "" {
		return p.speaks
	}
	return p.accepts
}

// do sends a request and searches the answer.
func (p *person) do(method, target, accept string, form url.Values, headers ...string) (status int, h http.Header, body string) {
	r := httptest.NewRequest(method, target, strings.NewReader(form.Encode()))
	p.sign(r.Header)
	r.Header.Set("Accept", accept)
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i+1] != "" {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	w := httptest.NewRecorder()
	p.site.app.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.Name == "goldfish_flash" {
			p.flash = c.Value
		}
	}
	b, err := io.ReadAll(w.Body)
	if err != nil {
		p.t.Error(err)
	}
	return w.Code, w.Result().Header, string(b)
}

// sign adds what a browser sends of this person.
func (p *person) sign(h http.Header) {
	h.Set("Accept-Language", p.accepts)
	cookies := "session=" + p.session
	if p.flash != "" {
		cookies += "; goldfish_flash=" + p.flash
	}
	h.Set("Cookie", cookies)
}

// open loads a document.
func (p *person) open(target string) {
	p.seen.documents.Add(1)
	if last := p.lastDocument; last != "" && p.random.IntN(2) == 0 {
		target = last
	}
	p.lastDocument = target
	cached := p.documents[target]
	status, h, body := p.do(http.MethodGet, target, "text/html", nil, "If-None-Match", cached.etag)
	if status == http.StatusNotModified {
		// What the browser shows now must be for this person.
		p.seen.unchanged.Add(1)
		p.check(target, "a document that was not modified", cached.held)
		return
	}
	found := canariesIn(body)
	p.check(target, "document", found)
	if status == http.StatusOK {
		p.mustHave(target, "document", found)
		p.documents[target] = document{h.Get("ETag"), found}
		p.at = canonical(target)
	}
}

// visit goes on to a page by a patch.
func (p *person) visit(target string) {
	p.patch(http.MethodGet, target, nil)
}

func (p *person) post() {
	target := fmt.Sprint("/g", p.random.IntN(groups), "/list?_action=add")
	form := url.Values{"text": {p.pick("", "text", "text", "text")}}
	p.seen.posts.Add(1)
	if p.random.IntN(4) > 0 {
		p.patch(http.MethodPost, target, form)
		return
	}
	status, _, body := p.do(http.MethodPost, target, "text/html", form)
	if status == http.StatusUnprocessableEntity {
		p.seen.refused.Add(1)
	}
	p.check(target, "the answer to a post", canariesIn(body))
}

// parts is what the header Goldfish-Parts says that a tab shows.
func (p *person) parts(target string) string {
	parts := []wire.PartVersion{{URL: "/badge", Version: p.heldVersion("/badge")}}
	if path := canonical(target); strings.Contains(path, "/list") {
		part := string(partOfURL(path))
		parts = append(parts, wire.PartVersion{URL: part, Version: p.heldVersion(part)})
	}
	return wire.FormatParts(parts)
}
