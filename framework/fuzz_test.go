package framework_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/text"
)

// fuzzed serves a request with any headers, and holds what is true of every answer: no panic and no
// error of the server, a patch is JSON, and no URL leads elsewhere.
func (s *site) fuzzed(t *testing.T, method, target, body string, headers ...string) answer {
	t.Helper()
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Host = s.host
	r.Header.Set("X-User", "ana")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header[http.CanonicalHeaderKey(headers[i])] = []string{headers[i+1]}
	}
	w := httptest.NewRecorder()
	s.app.ServeHTTP(w, r)
	a := answer{w.Result(), w.Body.String()}
	if a.StatusCode >= 500 {
		t.Fatalf("%s %s %q %q: %s: %s", method, target, headers, body, a.Status, s.logs.String())
	}
	if a.Header.Get("Content-Type") != wire.PatchType {
		return a
	}
	var patch wire.Patch
	if err := json.Unmarshal([]byte(a.body), &patch); err != nil {
		t.Fatalf("%q is no patch: %v", a.body, err)
	}
	for _, at := range []string{patch.URL, patch.Next, patch.Location} {
		if u, err := url.Parse(at); err != nil || u.Host != "" || u.Scheme != "" || strings.HasPrefix(at, "//") || at != "" && at[0] != '/' {
			t.Fatalf("a patch leads to %q", at)
		}
	}
	return a
}

// Any page, version and parts that a client names.
func FuzzClientState(f *testing.F) {
	s := newSite(f, "")
	f.Add("/notes?tab=closed", "Ab3", "/notes/1 -")
	f.Add("//evil.example/notes", strings.Repeat("v", 200), strings.Repeat("/notes/1 x ", 20))
	f.Add("%zz", "\x00", "/notes?owner=x - /nix y \xff")
	f.Fuzz(func(t *testing.T, from, version, parts string) {
		a := s.fuzzed(t, "GET", "/notes", "", "Accept", asPatch, wire.FromHeader, from, wire.VersionHeader, version, wire.PartsHeader, parts)
		want(t, "status", a.StatusCode, 200)
	})
}

// Any cookies: the flash is shown at most once, escaped, and never breaks the page.
func FuzzCookies(f *testing.F) {
	s := newSite(f, "")
	f.Add("goldfish_flash=Saved.")
	f.Add("goldfish_flash=%3Cscript%3E; goldfish_flash=%!x")
	f.Add("goldfish_flash=%; a=\"b; =; ;;")
	f.Add("goldfish_flash=%!%zz")
	f.Fuzz(func(t *testing.T, cookies string) {
		a := s.fuzzed(t, "GET", "/notes", "", "Accept", "text/html", "Cookie", cookies)
		want(t, "status", a.StatusCode, 200)
		_, flash, _ := strings.Cut(a.body, "data-gf-flash")
		flash, _, _ = strings.Cut(flash, "</p>")
		if _, shown, _ := strings.Cut(flash, ">"); strings.ContainsAny(shown, "<>") {
			t.Fatalf("the flash of %q is %q", cookies, shown)
		}
	})
}

// Any key of a submission, in the header and in the form: an action runs with one that is well
// formed, or none.
func FuzzSubmissionKey(f *testing.F) {
	s := newSite(f, "")
	ran := 0
	s.onAdd = func() { ran++ }
	f.Add("", "")
	f.Add("0123456789abcdef", "x")
	f.Add("", "0123456789abcdef&\x00")
	f.Fuzz(func(t *testing.T, header, field string) {
		before := ran
		a := s.fuzzed(t, "POST", "/notes?_action=add", form("text", "milk", wire.KeyField, field), "Accept", asPatch,
			"Content-Type", "application/x-www-form-urlencoded", wire.KeyHeader, header)
		if a.StatusCode != 200 && a.StatusCode != 400 || a.StatusCode == 400 && ran != before {
			t.Fatalf("%q, %q: %d, and the action ran %d times", header, field, a.StatusCode, ran-before)
		}
		s.mu.Lock()
		s.texts = nil
		s.mu.Unlock()
	})
}

// Any body of any media type: an action runs with what a standard parser reads, or not at all.
func FuzzBody(f *testing.F) {
	s := newSite(f, "")
	f.Add("application/x-www-form-urlencoded", "text=milk&size=2")
	f.Add("application/x-www-form-urlencoded; charset=x", "text=%zz&;=&size=99999999999999999999")
	f.Add("text/plain", "text=milk")
	f.Add("", "")
	f.Fuzz(func(t *testing.T, kind, body string) {
		s.mu.Lock()
		s.texts = nil
		s.mu.Unlock()
		a := s.fuzzed(t, "POST", "/notes?_action=add", body, "Accept", asPatch, "Content-Type", kind)
		sent, err := url.ParseQuery(body)
		s.mu.Lock()
		defer s.mu.Unlock()
		if len(s.texts) > 0 && !strings.HasPrefix(strings.ToLower(strings.TrimSpace(kind)), "multipart") && (err != nil || s.texts[0] != sent.Get("text")) {
			t.Fatalf("%d: the action ran with %q, but the body is %q", a.StatusCode, s.texts, body)
		}
	})
}

// Any multipart body, whole or in any state of damage.
func FuzzMultipart(f *testing.F) {
	s := newSite(f, "")
	var whole bytes.Buffer
	m := multipart.NewWriter(&whole)
	_ = m.SetBoundary("b")
	_ = m.WriteField("text", "milk")
	file, _ := m.CreateFormFile("file", "../a.txt")
	_, _ = file.Write([]byte("content"))
	m.Close()
	f.Add(whole.String())
	f.Add(whole.String()[:whole.Len()/2])
	f.Add("--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nx\r\n--b--")
	f.Add("--b\r\n\r\n--b\r\nContent-Disposition: form-data\r\nContent-Transfer-Encoding: base64\r\n\r\n\xff--b--\r\n")
	f.Fuzz(func(t *testing.T, body string) {
		s.mu.Lock()
		s.texts = nil
		s.mu.Unlock()
		s.fuzzed(t, "POST", "/notes?_action=add", body, "Accept", asPatch, "Content-Type", "multipart/form-data; boundary=b")
	})
}

// Any wishes of languages: the page is in one language of the app.
func FuzzAcceptLanguage(f *testing.F) {
	s := newSite(f, "", framework.Options[User]{Languages: []text.Texts{text.English, text.German, {Language: "fr"}}})
	f.Add("de-AT, en;q=0.5")
	f.Add("x-y-z;q=2, *")
	f.Add(strings.Repeat("de-", 300))
	f.Add("\xff\x00;q=")
	f.Fuzz(func(t *testing.T, wishes string) {
		a := s.fuzzed(t, "GET", "/notes", "", "Accept", "text/html", "Accept-Language", wishes)
		_, lang, _ := strings.Cut(a.body, `<html lang="`)
		if lang, _, _ = strings.Cut(lang, `"`); lang != "en" && lang != "de" && lang != "fr" {
			t.Fatalf("%q: the page is in %q", wishes, lang)
		}
	})
}

// Any set of routes, and any path: a page has one URL, which has one view.
func FuzzRoutes(f *testing.F) {
	f.Add([]byte("routes"), "/wiki/%6eew")
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8}, "/new/a%2fb")
	f.Add([]byte{0, 9, 4, 4, 4}, `/\evil`)
	f.Add([]byte{0}, "//new")
	f.Fuzz(func(t *testing.T, choices []byte, path string) {
		if len(choices) > 40 {
			return
		}
		pick := func(of ...string) string {
			if len(choices) == 0 {
				return of[0]
			}
			n := int(choices[0])
			choices = choices[1:]
			return of[n%len(of)]
		}
		app := framework.New(framework.Public, framework.Options[framework.Anyone]{Logger: slog.New(slog.DiscardHandler)})
		defer app.Close()
		for more := true; more; more = len(choices) > 0 {
			addRandomRoute(app, pick, []string{"new", "a", "b", "~", "new."})
		}
		get := func(path string) (status int, at, body string) {
			r, err := http.NewRequest("GET", "http://x"+path, nil)
			if err != nil {
				return 0, "", ""
			}
			r.Header.Set("Accept", asPatch)
			w := httptest.NewRecorder()
			app.ServeHTTP(w, r)
			var answer wire.Patch
			if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
				t.Fatalf("%s: %q", path, w.Body)
			}
			if answer.Body != nil {
				body = *answer.Body
			}
			return w.Code, answer.URL, body
		}
		status, at, body := get(path)
		if status != 200 {
			return
		}
		if _, ok := router.ParseLocal(at); !ok {
			t.Fatalf("%s is the page %q", path, at)
		}
		if s, a, b := get(at); s != 200 || a != at || b != body {
			t.Fatalf("%s is %s with %s, which is %d: %s with %s", path, at, body, s, a, b)
		}
	})
}
