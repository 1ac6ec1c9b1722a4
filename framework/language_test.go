package framework_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
	"github.com/goldfish-go/goldfish/templ/text"
)

// A reader is a user of the app of these tests, with a language of its own or none.
type reader struct{ ID string }

// arabic leaves nearly all to English.
var arabic = text.Texts{Language: "ar", Save: "حفظ"}

type (
	greetURL struct{ Page int }
	newsURL  struct {
		Lang string `path:"lang"`
	}
	switchForm struct{ To string }
	seatForm   struct{ Seats int8 }
)

func (u newsURL) Language() string            { return u.Lang }
func (u newsURL) InLanguage(t string) newsURL { u.Lang = t; return u }

func (f seatForm) Check(ctx context.Context) framework.FieldErrors {
	if framework.Language(ctx) == "de" {
		return framework.FieldErrors{"": "Bitte prüfen."}
	}
	return framework.FieldErrors{"": "Please check."}
}

// A paper is an app with several languages.
type paper struct {
	app     *framework.App[reader]
	greet   *router.Route[greetURL]
	news    *router.Route[newsURL]
	changes *router.Action[greetURL, switchForm]
	seats   *router.Action[greetURL, seatForm]

	mu       sync.Mutex
	stored   map[string]string // language by user
	greeting int
}

func newPaper(t testing.TB, languages ...text.Texts) *paper {
	p := &paper{stored: map[string]string{"anna": "de", "ben": "en"}}
	p.app = framework.New(p.viewer, framework.Options[reader]{Languages: languages, Logger: slog.New(slog.DiscardHandler)})
	p.greet, p.news = router.New("/greet", greetURL{Page: 1}), router.New("/{lang}/news", newsURL{})
	p.changes, p.seats = router.NewAction[switchForm](p.greet, "switch"), router.NewAction[seatForm](p.greet, "seats")
	framework.Get(p.app, p.greet, framework.Everyone, p.greetPage)
	framework.Get(p.app, p.news, framework.Everyone, p.newsPage)
	framework.Post(p.app, p.changes, framework.Everyone, p.change)
	framework.Post(p.app, p.seats, framework.Everyone, func(context.Context, reader, greetURL, seatForm) (router.URL, error) {
		return framework.Stay, nil
	})
	t.Cleanup(p.app.Close)
	return p
}

func (p *paper) viewer(r *http.Request) (framework.Viewer[reader], error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	id := r.Header.Get("X-User")
	return framework.Viewer[reader]{User: reader{id}, ID: id, Language: p.stored[id]}, nil
}

func (p *paper) greetPage(ctx context.Context, _ framework.Anyone, u greetURL) (framework.Page, error) {
	p.mu.Lock()
	n := p.greeting
	p.mu.Unlock()
	word := map[string]string{"de": "Hallo", "en": "Hello", "ar": "مرحبا"}[framework.Language(ctx)]
	body := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		_, err := fmt.Fprintf(w, `<p id="greeting">%s %d</p><p>%s</p>`, word, n, text.From(ctx).Save)
		if err != nil {
			return err
		}
		field := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			_, err := fmt.Fprintf(w, `<b>%s</b><i>%s</i>`, markup.FieldError(ctx, "seats"), markup.FieldError(ctx, ""))
			return err
		})
		return markup.Form{Action: p.seats.URL(u)}.Render(templ.WithChildren(ctx, field), w)
	})
	return framework.Page{Title: word, Body: body, Topics: []string{"greeting"}, NoIndex: u.Page > 1}, nil
}

func (p *paper) newsPage(ctx context.Context, _ framework.Anyone, u newsURL) (framework.Page, error) {
	return framework.Page{Title: "News", Body: templ.Raw("<p>" + text.From(ctx).Close + "</p>")}, nil
}

func (p *paper) change(_ context.Context, me reader, _ greetURL, f switchForm) (router.URL, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stored[me.ID] = f.To
	return framework.Stay, nil
}

func (p *paper) do(method, target, accept, body string, headers ...string) answer {
	return new(site).doTo(p.app, method, target, accept, body, append([]string{"X-User", ""}, headers...)...)
}

func TestLanguageOfAPage(t *testing.T) {
	p := newPaper(t, text.English, text.German, arabic)
	for name, test := range map[string]struct {
		target, user, accept string
		html                 string
		want                 []string
	}{
		"nobody says anything":       {"/greet", "", "", `<html lang="en" data-gf`, []string{"Hello 0", "Save"}},
		"the browser":                {"/greet", "", "fr, de-CH;q=0.9, en;q=0.5", `<html lang="de" data-gf`, []string{"Hallo 0", "Speichern"}},
		"the viewer, not the header": {"/greet", "anna", "en", `<html lang="de" data-gf`, []string{"Hallo 0"}},
		"an unknown language":        {"/greet", "", "fr", `<html lang="en" data-gf`, []string{"Hello 0"}},
		"a malformed header":         {"/greet", "", "\x00;;q=,,-----", `<html lang="en" data-gf`, []string{"Hello 0"}},
		"a huge header":              {"/greet", "", strings.Repeat("x-", 5000), `<html lang="en" data-gf`, []string{"Hello 0"}},
		"right to left":              {"/greet", "", "ar-EG", `<html lang="ar" dir="rtl" data-gf`, []string{"حفظ"}},
		"the URL, not the viewer":    {"/de/news", "ben", "en", `<html lang="de" data-gf`, []string{"Schließen"}},
	} {
		a := p.do("GET", test.target, "text/html", "", "X-User", test.user, "Accept-Language", test.accept)
		contains(t, name, a.body, append(test.want, test.html)...)
		want(t, name+": Vary", a.Header.Get("Vary"), "Accept, Cookie, Accept-Encoding, Accept-Language")
	}
}

// The client has the English messages; those of another language come with the document.
func TestMessagesOfTheClient(t *testing.T) {
	p := newPaper(t, text.English, text.German)
	if a := p.do("GET", "/greet", "text/html", ""); strings.Contains(a.body, "goldfish-messages") {
		t.Errorf("an English document carries messages: %s", a.body)
	}
	a := p.do("GET", "/greet", "text/html", "", "Accept-Language", "de")
	contains(t, "a German document", a.body, `<meta name="goldfish-messages" content="{&#34;down&#34;:&#34;Der Server`)
}

// An app with one language has no byte, header or key more than before there were languages.
func TestOneLanguageCostsNothing(t *testing.T) {
	silent, english := newPaper(t), newPaper(t, text.English)
	for _, accept := range []string{"text/html", asPatch} {
		a := silent.do("GET", "/greet", accept, "", "Accept-Language", "de", "X-User", "anna")
		b := english.do("GET", "/greet", accept, "", "Accept-Language", "de", "X-User", "anna")
		key := regexp.MustCompile(` name="_key" value="[^"]*"`) // another one in each document
		want(t, accept, key.ReplaceAllString(a.body, ""), key.ReplaceAllString(b.body, ""))
		want(t, "Vary", a.Header.Get("Vary"), "Accept, Cookie, Accept-Encoding")
		if strings.Contains(a.body, "goldfish-messages") || strings.Contains(a.body, "~") {
			t.Errorf("%s: %s", accept, a.body)
		}
	}
	contains(t, "the language", silent.do("GET", "/greet", "text/html", "").body, `<html lang="en"`)
	contains(t, "another one language", newPaper(t, text.German).do("GET", "/greet", "text/html", "").body, `<html lang="de"`, "Speichern", "goldfish-messages")
}

func TestErrorsInGerman(t *testing.T) {
	p := newPaper(t, text.English, text.German)
	german := []string{"Accept-Language", "de"}
	contains(t, "404", p.do("GET", "/nothing", "text/html", "", german...).body, "<title>Fehler 404</title>", "Unter dieser Adresse gibt es nichts.", `lang="de"`)
	contains(t, "404 of a patch", p.do("GET", "/nothing", asPatch, "", german...).body, "Unter dieser Adresse gibt es nichts.")
	contains(t, "404 of a stream", p.do("GET", "/nothing", asStream, "", german...).body, "Unter dieser Adresse gibt es nichts.")
	contains(t, "405", p.do("PUT", "/greet", "text/html", "", german...).body, "Das geht unter dieser Adresse nicht.")
	contains(t, "another site", p.do("POST", "/greet?_action=seats", "text/html", "", append(german, "Sec-Fetch-Site", "cross-site")...).body, "kam von einer anderen Website")
	contains(t, "no such action", p.do("POST", "/greet?_action=x", "text/html", "", german...).body, "Diese Aktion gibt es hier nicht.")
	contains(t, "a part of an address", p.do("GET", "/greet?page=x", "text/html", "", german...).body, "Ein Teil dieser Adresse", "„x“ ist keine Zahl.")
	for _, accept := range []string{"text/html", asPatch} {
		a := p.do("POST", "/greet?_action=seats", accept, form("seats", "200"), german...)
		want(t, "status", a.StatusCode, 422)
		contains(t, "a refused form as "+accept, a.body, "„200“ liegt nicht zwischen -128 und 127.", "Bitte prüfen.")
	}
}

// A URL that says the language names the page in the other ones.
func TestAlternates(t *testing.T) {
	p := newPaper(t, text.English, text.German)
	for _, target := range []string{"/de/news", "/en/news"} {
		contains(t, target, p.do("GET", target, "text/html", "").body,
			`<link rel="alternate" hreflang="en" href="/en/news">`, `<link rel="alternate" hreflang="de" href="/de/news">`)
	}
	if a := p.do("GET", "/greet", "text/html", ""); strings.Contains(a.body, "hreflang") {
		t.Error("a URL without a language has alternates")
	}
}

func TestNoIndex(t *testing.T) {
	const robots = `<meta name="robots" content="noindex">`
	p := newPaper(t)
	contains(t, "a filtered state", p.do("GET", "/greet?page=2", "text/html", "").body, robots)
	if a := p.do("GET", "/greet", "text/html", ""); strings.Contains(a.body, robots) {
		t.Error("the plain page must not be indexed")
	}
}

// Answers in two languages have two ETags, two versions and two fingerprints of the viewer.
func TestLanguageIsInTheFingerprints(t *testing.T) {
	p := newPaper(t, text.English, text.German)
	english := p.do("GET", "/greet", "text/html", "", "Accept-Language", "en")
	german := p.do("GET", "/greet", "text/html", "", "Accept-Language", "de", "If-None-Match", english.Header.Get("ETag"))
	want(t, "the German document for one that has the English", german.StatusCode, 200)
	contains(t, "fingerprints", english.body, `.~en"`)
	contains(t, "fingerprints", german.body, `.~de"`)
	_, rest, _ := strings.Cut(english.body, `data-gf-version="`)
	version, _, _ := strings.Cut(rest, `"`)
	patch := p.do("GET", "/greet", asPatch, "", "Accept-Language", "de", wire.VersionHeader, version)
	contains(t, "the German patch for one that has the English", patch.body, "Hallo 0", `.~de"`)
}

// A link whose URL says another language loads its document: shell and page change together, and a
// prefetch changes nothing.
func TestLinkToAnotherLanguage(t *testing.T) {
	p := newPaper(t, text.English, text.German)
	a := p.do("GET", "/de/news", asPatch, "", wire.FromHeader, "/en/news")
	want(t, "from English to German", a.body, `{"location":"/de/news"}`)
	a = p.do("GET", "/de/news", asPatch, "", wire.FromHeader, "/greet", "X-User", "anna")
	contains(t, "from German to German", a.body, "Schließen", `"history":"push"`)
	a = p.do("GET", "/greet", asPatch, "", wire.FromHeader, "/de/news", "X-User", "ben")
	want(t, "back to the viewer's language", a.body, `{"location":"/greet"}`)
	a = p.do("GET", "/de/news", asPatch, "")
	contains(t, "Back, Forward and reload", a.body, "Schließen")
}

// An action that changes the viewer's language is answered with the next URL alone, which the
// client then requests as the other viewer that it is.
func TestActionThatChangesTheLanguage(t *testing.T) {
	p := newPaper(t, text.English, text.German)
	a := p.do("POST", "/greet?_action=switch", asPatch, form("to", "de"), "X-User", "ben", wire.FromHeader, "/greet")
	want(t, "the answer", a.body, `{"next":"/greet"}`)
	contains(t, "the next page", p.do("GET", "/greet", asPatch, "", "X-User", "ben", wire.FromHeader, "/greet").body, "Hallo 0", `~de"`)
	a = p.do("POST", "/greet?_action=switch", "text/html", form("to", "en"), "X-User", "ben")
	want(t, "without scripts", a.StatusCode, http.StatusSeeOther)
}

func TestLanguagesThatMakeNoSense(t *testing.T) {
	for wants, languages := range map[string][]text.Texts{
		`Languages[1].Language is ""`:      {text.English, {Save: "Enregistrer"}},
		`Languages[0].Language is "deu.."`: {{Language: "deu.."}},
		`has "de" twice`:                   {text.German, text.German},
	} {
		panics(t, wants, func() { newPaper(t, languages...) })
	}
}

// A Check without a context would never be called.
type oldForm struct{ A string }

func (oldForm) Check() framework.FieldErrors { return nil }

func TestCheckWithoutContext(t *testing.T) {
	s := newSite(t, "")
	old := router.NewAction[oldForm](s.notes, "old")
	panics(t, "has a method Check that is not a Checker's", func() {
		framework.Post(s.app, old, framework.Everyone, func(context.Context, User, NotesURL, oldForm) (router.URL, error) { return "", nil })
	})
}

func panics(t *testing.T, wants string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if got := fmt.Sprint(recover()); !strings.Contains(got, wants) {
			t.Errorf("panic: %s; want %q in it", got, wants)
		}
	}()
	f()
}

// Two people with two languages are on one page. Each gets the page in their own, as a document, a
// patch and a stream, while it changes.
func TestLanguagesOfTwoPeople(t *testing.T) {
	p := newPaper(t, text.English, text.German)
	server := httptest.NewServer(p.app)
	defer server.Close()
	words := map[string]string{"anna": "Hallo", "ben": "Hello"}
	other := map[string]string{"anna": "Hello", "ben": "Hallo"}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	const changes = 20
	// Versions.
	last := map[string]chan string{"anna": make(chan string, 1), "ben": make(chan string, 1)}
	var streams, asks sync.WaitGroup
	for user := range words {
		open := make(chan struct{})
		streams.Go(func() {
			lines := p.follow(t, ctx, server.URL, user)
			close(open)
			all, until := "", ""
			// The last event is there whole when its empty line is.
			for until == "" || !strings.Contains(all, until) || !strings.HasSuffix(all, "\n\n") {
				select {
				case line, ok := <-lines:
					if !ok {
						t.Errorf("%s's stream ended: %s", user, all)
						return
					}
					all += line
				case until = <-last[user]:
				}
			}
			if !strings.Contains(all, words[user]) || strings.Contains(all, other[user]) {
				t.Errorf("%s's stream is not in one language: %s", user, all)
			}
		})
		<-open
	}
	for n := 1; n <= changes; n++ {
		p.mu.Lock()
		p.greeting = n
		p.mu.Unlock()
		p.app.Notify("greeting")
		for user := range words {
			for _, accept := range []string{"text/html", asPatch} {
				asks.Go(func() {
					a := p.do("GET", "/greet", accept, "", "X-User", user)
					if !strings.Contains(a.body, words[user]) || strings.Contains(a.body, other[user]) {
						t.Errorf("%s as %s: %s", user, accept, a.body)
					}
				})
			}
		}
		asks.Wait()
	}
	for user := range words {
		a := p.do("GET", "/greet", asPatch, "", "X-User", user)
		_, rest, _ := strings.Cut(a.body, `"version":"`)
		version, _, _ := strings.Cut(rest, `"`)
		last[user] <- version
	}
	streams.Wait()
}

// follow opens the stream of a page, and returns its lines.
func (p *paper) follow(t *testing.T, ctx context.Context, url, user string) <-chan string {
	lines := make(chan string)
	r, _ := http.NewRequestWithContext(ctx, "GET", url+"/greet", nil)
	r.Header.Set("Accept", asStream)
	r.Header.Set("Accept-Encoding", "identity")
	r.Header.Set("X-User", user)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Error(err)
		close(lines)
		return lines
	}
	go func() {
		defer close(lines)
		defer resp.Body.Close()
		read := bufio.NewReader(resp.Body)
		for {
			line, err := read.ReadString('\n')
			if err != nil {
				return
			}
			select {
			case lines <- line:
			case <-ctx.Done():
				return
			}
		}
	}()
	return lines
}
