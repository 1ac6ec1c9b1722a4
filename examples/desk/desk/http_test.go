package desk

import (
	"bufio"
	"encoding/json"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
)

// A browser is a person at the desk, with scripts disabled.
type browser struct {
	testing.TB
	server *httptest.Server
	client http.Client
}

// newServer opens a desk for a test.
func newServer(t testing.TB) *httptest.Server { return newServerOn(t, New(newStore(t))) }

func newServerOn(t testing.TB, d *Desk) *httptest.Server {
	server := httptest.NewServer(d.Handler())
	t.Cleanup(func() {
		d.app.Close() // ends the streams that the server would wait for
		server.Close()
	})
	return server
}

// changed says that a ticket is not what it was, after a change that is no write of the store's.
func (d *Desk) changed(ticket int64) { d.app.Notify("tickets", topic(ticket)) }

func newBrowser(t testing.TB, server *httptest.Server) *browser {
	jar, _ := cookiejar.New(nil)
	return &browser{t, server, http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// as returns a browser in which somebody has signed in.
func as(t testing.TB, server *httptest.Server, person string) *browser {
	b := newBrowser(t, server)
	b.post(SignInAs.URL(SignInURL{}), url.Values{"person": {person}}, http.StatusSeeOther)
	return b
}

func (b *browser) do(method string, u router.URL, header http.Header, body string) *http.Response {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), method, b.server.URL+string(u), strings.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	for k, v := range header {
		r.Header[k] = v
	}
	resp, err := b.client.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { resp.Body.Close() })
	return resp
}

// get returns a document.
func (b *browser) get(u router.URL, status int) string {
	b.Helper()
	resp := b.do("GET", u, http.Header{"Accept": {"text/html"}}, "")
	return b.read(resp, status)
}

func (b *browser) read(resp *http.Response, status int) string {
	b.Helper()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		b.Fatal(err)
	}
	if resp.StatusCode != status {
		b.Fatalf("%s %s: status %d, want %d\n%.2000s", resp.Request.Method, resp.Request.URL, resp.StatusCode, status, body)
	}
	return string(body)
}

// post sends a form as a browser without scripts does, and returns where it leads; or the page, if
// it was refused.
func (b *browser) post(u router.URL, form url.Values, status int) (nextOrPage string) {
	b.Helper()
	resp := b.do("POST", u, http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Accept": {"text/html"}}, form.Encode())
	page := b.read(resp, status)
	if status == http.StatusSeeOther {
		return resp.Header.Get("Location")
	}
	return page
}

// see fails unless the page holds all these texts.
func (b *browser) see(page string, texts ...string) {
	b.Helper()
	for _, text := range texts {
		if !strings.Contains(page, text) && !strings.Contains(page, html.EscapeString(text)) {
			b.Fatalf("%q is not in the page:\n%.6000s", text, page)
		}
	}
}

// miss fails if the page holds one of these texts.
func (b *browser) miss(page string, texts ...string) {
	b.Helper()
	for _, text := range texts {
		if strings.Contains(page, text) {
			b.Fatalf("%q is in the page", text)
		}
	}
}

// everyPage is a page of each route.
var everyPage = []router.URL{
	Tickets.URL(TicketsURL{}),
	Tickets.URL(TicketsURL{Tab: All, Q: "printer", Sort: Sort{"subject", false}, Ticket: 42}),
	NewTicket.URL(NewTicketURL{}),
	OneTicket.URL(TicketURL{42}),
	History.URL(HistoryURL{42}),
	Edit.URL(EditURL{42}),
	Activity.URL(ActivityURL{}),
	Activity.URL(ActivityURL{500}),
	Mine.URL(MineURL{}),
	Statistics.URL(StatisticsURL{7}),
	SignIn.URL(SignInURL{}),
}

// withoutParts is a document with the placeholder in the place of each part, and without the keys
// in its forms.
func withoutParts(page string) string {
	page = regexp.MustCompile(`<input type="hidden" name="_key" value="\w+">`).ReplaceAllString(page, "")
	return regexp.MustCompile(`(?s)<template data-gf-version="[^"]*" data-gf-title="[^"]*">(.*?)</template><h1 class="alone">.*?<a class="mine".*?</a>`).ReplaceAllString(page, "$1")
}

func TestEveryRouteInThreeRepresentations(t *testing.T) {
	server := newServer(t)
	b := as(t, server, "amara")
	for _, u := range everyPage {
		page := b.get(u, http.StatusOK)
		b.see(page, "<!doctype html>", "Amara Okafor", `data-gf-page="`+html.EscapeString(string(u))+`"`)

		resp := b.do("GET", u, http.Header{"Accept": {wire.AcceptPatch}}, "")
		var patch struct{ URL, Title, Version, Body string }
		if err := json.Unmarshal([]byte(b.read(resp, http.StatusOK)), &patch); err != nil {
			t.Fatal(err)
		}
		if patch.URL != string(u) || patch.Title == "" || !strings.Contains(withoutParts(page), patch.Body) || !strings.Contains(page, `data-gf-version="`+patch.Version+`"`) {
			t.Errorf("%s: the patch is not the document's page", u)
		}

		events := b.stream(u, patch.Version)
		if hello := events.next(); !strings.Contains(hello, "event:hello") {
			t.Errorf("%s: the stream begins with %q", u, hello)
		}
	}
}

func TestHomeRedirect(t *testing.T) {
	resp := newBrowser(t, newServer(t)).do("GET", Home.URL(HomeURL{}), nil, "")
	if resp.StatusCode != http.StatusSeeOther || resp.Header.Get("Location") != "/tickets" {
		t.Errorf("status %d, location %q", resp.StatusCode, resp.Header.Get("Location"))
	}
}

func TestFiles(t *testing.T) {
	b := newBrowser(t, newServer(t))
	page := b.get(SignIn.URL(SignInURL{}), http.StatusOK)
	for _, file := range regexp.MustCompile(`(?:href|src)="(/(?:assets|_goldfish)/[^"]+)"`).FindAllStringSubmatch(page, -1) {
		b.get(router.URL(file[1]), http.StatusOK)
	}
}

// A stream is a tab that looks.
type stream struct {
	*browser
	lines *bufio.Scanner
}

func (b *browser) stream(u router.URL, version string) stream {
	b.Helper()
	resp := b.do("GET", u, http.Header{"Accept": {wire.AcceptStream}, wire.VersionHeader: {version}}, "")
	if resp.StatusCode != http.StatusOK {
		b.Fatalf("stream %s: status %d", u, resp.StatusCode)
	}
	timeout := time.AfterFunc(time.Minute, func() { resp.Body.Close() })
	b.Cleanup(func() { timeout.Stop() })
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(nil, 1<<20)
	return stream{b, lines}
}

// next returns the next event that says something.
func (s stream) next() string {
	s.Helper()
	var event strings.Builder
	for s.lines.Scan() {
		line := s.lines.Text()
		if line == "" && event.Len() > 0 {
			return event.String()
		}
		if line != "" && !strings.HasPrefix(line, ":") {
			event.WriteString(line + "\n")
		}
	}
	s.Fatal("the stream ended", s.lines.Err())
	return ""
}
