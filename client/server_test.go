package client_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/client"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/wait"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A site speaks the protocol of docs/protocol.md with answers that the test scripts.
type site struct {
	*httptest.Server
	t testing.TB

	mu        sync.Mutex
	pages     map[string]reply // by path and query
	scripts   map[string]http.HandlerFunc
	asked     []string // "patch GET /a", in order
	headers   []http.Header
	forms     []string
	made      string // fingerprints
	tabs      map[*listener]bool
	opened    int
	heartbeat int           // seconds; 20 if zero
	missing   string        // scripts that begin so are not found
	late      chan struct{} // the file lateFile is not answered before this is closed
	lateFile  string        // "/forms-" if empty
	foreign   string        // scripts that begin so are another build's
	shell     shell
	policy    string // the policy of the tests if empty
}

// A shell is what surrounds the pages of a site.
type shell struct {
	root   string // attributes of <html>
	head   string
	body   string // attributes of <body>
	chrome string
}

// made are the fingerprints of a document of this client, for a viewer.
func made(viewer string) string {
	return wire.Fingerprints{Client: client.Fingerprint, Scripts: "s1", Shell: "h1", Viewer: viewer}.String()
}

// otherClient are those of a build with another client.
const otherClient = "--------.s1.h1."

func serve(t testing.TB) *site {
	s := &site{t: t, pages: map[string]reply{}, scripts: map[string]http.HandlerFunc{}, made: made(""), tabs: map[*listener]bool{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
	})
	return s
}

// page sets what a URL answers.
func (s *site) page(url string, r reply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[url] = r
}

// on answers a request such as "POST /a" by hand.
func (s *site) on(what string, h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scripts[what] = h
}

// requests are those that begin so, in order.
func (s *site) requests(prefix string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []string
	for _, a := range s.asked {
		if strings.HasPrefix(a, prefix) {
			found = append(found, a)
		}
	}
	return found
}

// waits until as many requests have begun so.
func (s *site) waits(prefix string, n int) {
	s.t.Helper()
	for deadline := time.Now().Add(wait.Limit()); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if len(s.requests(prefix)) >= n {
			break
		}
	}
	if got := len(s.requests(prefix)); got != n {
		s.t.Errorf("%d requests for %s, want %d", got, prefix, n)
	}
}

// waitsMore waits until there are more than n requests that begin so.
func (s *site) waitsMore(prefix string, n int) {
	s.t.Helper()
	for deadline := time.Now().Add(wait.Limit()); len(s.requests(prefix)) <= n; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("no more than %d requests for %s", n, prefix)
		}
	}
}

func (s *site) lastHeader(what string) http.Header {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := len(s.asked) - 1; i >= 0; i-- {
		if s.asked[i] == what {
			return s.headers[i]
		}
	}
	return nil
}

// headerValues are the values of a header that requests had.
func (s *site) headerValues(header string) (values []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, h := range s.headers {
		values = append(values, h.Values(header)...)
	}
	return values
}

func (s *site) lastForm() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.forms) == 0 {
		return ""
	}
	return s.forms[len(s.forms)-1]
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	kind := "document"
	switch representation, _ := wire.Requested(r.Header); representation {
	case wire.StreamKind:
		kind = "stream"
	case wire.PatchKind:
		kind = "patch"
	}
	url := r.URL.RequestURI()
	switch r.URL.Path {
	case "/test.css":
		w.Header().Set("Content-Type", "text/css")
		css, _ := os.ReadFile("test/checks.css")
		_, _ = w.Write(css)
		return
	}
	if script, ok := client.Files[r.URL.Path[1:]]; ok {
		s.mu.Lock()
		s.asked = append(s.asked, "script "+r.URL.Path)
		s.headers = append(s.headers, r.Header.Clone())
		missing := s.missing != "" && strings.HasPrefix(r.URL.Path, s.missing)
		foreign := s.foreign != "" && strings.HasPrefix(r.URL.Path, s.foreign)
		late := s.late
		s.mu.Unlock()
		if late != nil && strings.HasPrefix(r.URL.Path, cmp.Or(s.lateFile, "/forms-")) {
			<-late
		}
		if foreign {
			script = bytes.ReplaceAll(script, []byte(client.Fingerprint), []byte("--------"))
			script = append(script, "\nwindow.foreign = true;"...)
		}
		if missing {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = w.Write(script)
		return
	}
	if strings.HasPrefix(r.URL.Path, "/test/") {
		http.ServeFile(w, r, r.URL.Path[1:])
		return
	}
	form := ""
	if r.Method == http.MethodPost {
		if err := r.ParseMultipartForm(1 << 20); err == nil {
			form = "multipart " + r.PostForm.Encode()
			for name, files := range r.MultipartForm.File {
				form += fmt.Sprintf(" %s=%s(%d)", name, files[0].Filename, files[0].Size)
			}
		} else {
			form = r.PostForm.Encode()
		}
	}
	s.mu.Lock()
	what := kind + " " + r.Method + " " + url
	s.asked = append(s.asked, what)
	s.headers = append(s.headers, r.Header.Clone())
	if r.Method == http.MethodPost {
		s.forms = append(s.forms, form)
	}
	script := s.scripts[what]
	if script == nil {
		script = s.scripts[r.Method+" "+url]
	}
	s.mu.Unlock()
	w.Header().Set("Content-Security-Policy", cmp.Or(s.policy, policy))
	if script != nil {
		script(w, r)
		return
	}
	if kind == "stream" {
		s.stream(w, r, url)
		return
	}
	s.write(w, r, kind, s.answer(url))
}

// open loads a document and waits until the client has started.
func (s *site) open(chromium *browser.Browser, t testing.TB, url string) *browser.Tab {
	t.Helper()
	tab := chromium.Tab(t)
	tab.Open(s.URL + url)
	tab.Until("window.goldfish")
	return tab
}

// started waits until a file that the client loads by need has started.
func started(tab *browser.Tab, file string) {
	files := fmt.Sprintf("[...new Set(performance.getEntriesByType('resource').map(e => e.name).filter(name => /\\/(update|%s)-/.test(name)))]", file)
	tab.Until(files + ".length === 2")
	// Files start soon after they have been imported, without waiting for anything else.
	tab.Eval("Promise.all("+files+".map(name => import(name))).then(() => new Promise(done => setTimeout(done)))", nil)
}

// click presses a link or button as a person does.
func click(tab *browser.Tab, selector string) {
	tab.Until("window.goldfish")
	tab.Eval(fmt.Sprintf("document.querySelector(%q).click()", selector), nil)
}

// shows waits until the page's heading says so.
func shows(tab *browser.Tab, heading string) {
	tab.Until(fmt.Sprintf("document.querySelector('h1')?.textContent === %q && !document.documentElement.hasAttribute('aria-busy')", heading))
}

func address(tab *browser.Tab) string {
	return tab.Text("location.pathname + location.search + location.hash")
}

func want(t testing.TB, what string, got, want any) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// live waits until the tab's stream is open.
func live(tab *browser.Tab) { tab.Until("document.documentElement.dataset.gfStream === 'live'") }

// early runs a script in each document of a tab before the document's own scripts.
func early(tab *browser.Tab, script string) {
	tab.Run(chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(script).Do(ctx)
		return err
	}))
}
