package caches

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/goldfish-go/goldfish/internal/test/nginx"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// proxies are the shared caches, with their own defaults.
var proxies = map[string]func(t *testing.T, s *site) (url string){
	"nginx": func(t *testing.T, s *site) string {
		return nginx.Start(t, nginx.Config{
			Nodes: []string{s.address},
			HTTP:  "proxy_cache_path " + t.TempDir() + " keys_zone=kept:1m;",
			Place: "proxy_cache kept; add_header X-Cache $upstream_cache_status;",
		}).URL
	},
	"Varnish": func(t *testing.T, s *site) string { return startVarnish(t, s.address) },
}

// A shared cache in front of the app, with its own defaults, never gives a person the page of
// another, in another language, in another representation, or in an encoding that was not asked
// for. That holds too if the app lets shared caches keep the pages of strangers, and then the cache
// does keep them.
func TestSharedCaches(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: it needs nginx and Varnish")
	}
	for _, public := range []bool{false, true} {
		for name, start := range proxies {
			t.Run(fmt.Sprintf("%s, public %t", name, public), func(t *testing.T) {
				t.Parallel()
				s := newSite(t, public)
				url := start(t, s)
				transport := &http.Transport{DisableCompression: true}
				defer transport.CloseIdleConnections()
				client := &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
				seed := rand.Uint64()
				random := rand.New(rand.NewPCG(seed, 1))
				hits, files := 0, 0
				clientFile := regexp.MustCompile(`/_goldfish/client-[^"]+`)
				script := clientFile.FindString(ask(t, client, url, request{target: "/open"}).text)
				for range 1500 {
					rq := randomRequest(random, script)
					a := ask(t, client, url, rq)
					if problem := rq.problem(a); problem != "" {
						t.Fatalf("seed %d: %+v: %s: %s %v %.300s", seed, rq, problem, a.Status, a.Header, a.text)
					}
					if a.fromCache() {
						if hits++; rq.target == script {
							files++
						}
						if rq.target != script && !public {
							t.Fatalf("%+v was answered from the cache: %v", rq, a.Header)
						}
					}
				}
				t.Logf("%d answers from the cache, %d of them files of the client", hits, files)
				if files == 0 {
					t.Error("the cache keeps no file of the client")
				}
				if public && hits == files {
					t.Error("the cache keeps no page, although it may")
				}
			})
		}
	}
}

// A request is what one person asks for.
type request struct {
	target, person, language, accept, encoding string
}

func randomRequest(r *rand.Rand, script string) request {
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	return request{
		target:   pick("/open", "/open", "/own", "/own", "/members", "/sign-in", "/nix", "/open?must=x", "/open?number=7", "/own?utm_source=x", script),
		person:   pick("", "", "ana", "ben"),
		language: pick("en", "de", "de-AT, en;q=0.5", "fr, de;q=0.1"),
		accept:   pick("text/html,*/*;q=0.8", "", wire.AcceptPatch, wire.AcceptPatch+";q=0, text/html", wire.StreamType+";q=0, "+wire.AcceptPatch, "*/*"),
		encoding: pick("", "gzip", "gzip, deflate, br, zstd", "zstd", "identity"),
	}
}

// An answer is a response with its text, decoded.
type answer struct {
	*http.Response
	text string
}

func ask(t *testing.T, client *http.Client, url string, rq request) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+rq.target, nil)
	if err != nil {
		t.Fatal(err)
	}
	for header, value := range map[string]string{"Accept": rq.accept, "Accept-Language": rq.language, "Accept-Encoding": rq.encoding} {
		if value != "" {
			r.Header.Set(header, value)
		}
	}
	if rq.person != "" {
		r.Header.Set("Cookie", "session="+rq.person)
	}
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{resp, decode(t, resp.Header.Get("Content-Encoding"), body)}
}

func decode(t *testing.T, encoding string, body []byte) string {
	t.Helper()
	var r io.Reader = bytes.NewReader(body)
	var err error
	switch encoding {
	case "gzip":
		r, err = gzip.NewReader(r)
	case "zstd":
		r, err = zstd.NewReader(r)
	}
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// fromCache reports whether a cache had the answer: as nginx or as Varnish says it.
func (a answer) fromCache() bool {
	return a.Header.Get("X-Cache") == "HIT" || len(strings.Fields(a.Header.Get("X-Varnish"))) == 2
}

var marks = regexp.MustCompile(`\[[a-z-]+ for [a-z]+ in [a-z]+\]`)

// problem returns what is wrong with an answer to this request.
func (rq request) problem(a answer) string {
	if encoding := a.Header.Get("Content-Encoding"); encoding != "" && !strings.Contains(rq.encoding, encoding) {
		return "the encoding was not asked for"
	}
	if strings.HasPrefix(rq.target, "/_goldfish/") {
		if a.StatusCode != 200 || !strings.Contains(a.Header.Get("Content-Type"), "javascript") {
			return "it is no script"
		}
		return ""
	}
	language := "en"
	if strings.Contains(rq.language, "de") {
		language = "de"
	}
	patch := strings.Contains(rq.accept, wire.PatchType) && !strings.Contains(rq.accept, wire.AcceptPatch+";q=0")
	kind := a.Header.Get("Content-Type")
	if patch != (kind == wire.PatchType) || !patch && a.StatusCode == 200 && !strings.HasPrefix(kind, "text/html") {
		return "the representation was not asked for"
	}
	want, status := rq.wants(language, patch)
	if a.StatusCode != status {
		return fmt.Sprintf("the status is not %d", status)
	}
	for _, found := range marks.FindAllString(a.text, -1) {
		if found != want {
			return fmt.Sprintf("it shows %s and not %s", found, want)
		}
	}
	if want != "" && !strings.Contains(a.text, want) {
		return "it does not show " + want
	}
	if kind == "text/html; charset=utf-8" && status != 301 && status != 303 && !strings.Contains(a.text, `<html lang="`+language+`"`) {
		return "the document is in another language"
	}
	return ""
}

// wants returns the mark of the page, or "", and the status.
func (rq request) wants(language string, patch bool) (string, int) {
	switch rq.target {
	case "/nix":
		return "", 404
	case "/open?must=x":
		return "", 400
	case "/open?number=7":
		if !patch {
			return "", 301
		}
		return mark("open", "everyone", language), 200
	case "/open":
		return mark("open", "everyone", language), 200
	case "/sign-in":
		return mark("sign-in", "everyone", language), 200
	case "/members":
		if rq.person != "" {
			return mark("members", rq.person, language), 200
		}
		if !patch {
			return "", 303
		}
		return mark("sign-in", "everyone", language), 200
	}
	return mark("own", name(rq.person), language), 200
}
