package framework

import (
	"bytes"
	"context"
	"net/http"
	"reflect"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"github.com/goldfish-go/goldfish/client"
	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/templ/layout"
)

// fingerprints names what a document of this viewer is made with, beside its page. They are in
// every document, patch and stream, so that a client notices if its document was made with
// something else. There are four, joined by dots:
//
//	client   the files of the client
//	scripts  the shell's scripts, and the headers that carry a policy
//	shell    all other markup of the shell
//	viewer   who the document is for; empty for a stranger. In an app with several languages it ends
//	         with "~" and the language
//
// The build is in none of them: two builds that send the same bytes have the same fingerprints. If
// the viewer is not known, fingerprints returns "".
func (rq *request[V]) fingerprints() string {
	// Without a viewer there is no shell to sum.
	//mutant:false TestFingerprintsEverywhere
	if !rq.identified {
		return ""
	}
	shell := rq.app.shells.of(rq)
	//mutant:set($ + rq.app.options.Build) TestFingerprints: the build is in no fingerprint
	return wire.Fingerprints{
		Client: client.Fingerprint, Scripts: shell.scripts, Shell: shell.markup, Viewer: rq.viewerFingerprint(),
	}.String()
}

func (rq *request[V]) viewerFingerprint() string {
	sum := ""
	//mutant:true TestFingerprints: a stranger has an empty fingerprint
	if rq.viewer.ID != "" {
		sum = wire.Fingerprint([]byte(rq.viewer.ID))
	}
	//mutant:false TestLanguageIsInTheFingerprints: another language is another shell, at once
	if rq.app.locales.several() {
		sum += "~" + rq.texts().Language
	}
	return sum
}

// shellFingerprints are those of the shell of one viewer.
type shellFingerprints struct{ scripts, markup string }

// shellCache caches the fingerprints of shells, because a shell must be rendered to be summed. It
// has two generations of at most maxShells entries. When the newer one is full, the older one is
// dropped.
type shellCache[V any] struct {
	mu       sync.Mutex
	new, old map[shellKey]shellEntry
	headers  string // of the last key: most keys share it
}

const maxShells = 2048

// shellKey is all that a shell may depend on: see [Options.Shell].
type shellKey struct {
	viewer   any
	language *locale
	headers  string
}

type shellEntry struct {
	shellFingerprints
	at live.Seq // before it was rendered
}

// of returns the fingerprints of the shell of a request's viewer. A notification on the viewer's
// ShellTopic makes them stale.
func (c *shellCache[V]) of(rq *request[V]) shellFingerprints {
	headers := policyHeaders(rq.w.Header(), rq.app.options.Policy)
	if !reflect.ValueOf(&rq.viewer.User).Elem().Comparable() {
		return rq.renderShellFingerprints(headers)
	}
	key := shellKey{rq.viewer.User, rq.locale, headers}
	c.mu.Lock()
	if c.headers != headers {
		c.headers = headers
	}
	key.headers = c.headers
	entry, ok := c.new[key]
	if !ok {
		if entry, ok = c.old[key]; ok {
			c.put(key, entry)
		}
	}
	c.mu.Unlock()
	// A notification on the ShellTopic renders the shell again.
	//mutant:true(2) TestFingerprintsAreRemembered
	if ok && (rq.viewer.ShellTopic == "" || !rq.app.hub.MayHaveChanged(rq.viewer.ShellTopic, entry.at)) {
		return entry.shellFingerprints
	}
	at := rq.app.hub.Seq()
	entry = shellEntry{rq.renderShellFingerprints(headers), at}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.put(key, entry)
	return entry.shellFingerprints
}

// put adds an entry. The caller holds the lock.
func (c *shellCache[V]) put(key shellKey, entry shellEntry) {
	//mutant:false(1) TestFingerprintsOfMany: the cache of shells is bounded
	if len(c.new) >= maxShells || c.new == nil {
		c.old, c.new = c.new, map[shellKey]shellEntry{}
	}
	c.new[key] = entry
}

// renderShellFingerprints renders the viewer's shell around no page. A shell that fails has no
// fingerprints, and the document reports the error.
func (rq *request[V]) renderShellFingerprints(headers string) shellFingerprints {
	doc := layout.Document{Script: rq.app.clientPath() + client.Name, Dev: rq.app.dev != nil}
	rq.localize(&doc)
	var out bytes.Buffer
	err := recoverPanic(func() error {
		return rq.app.options.Shell(rq.viewer.User, doc).Render(context.WithoutCancel(rq.context()), &out)
	})
	if err != nil {
		return shellFingerprints{}
	}
	scripts, markup := splitShell(out.Bytes(), doc.Script)
	return shellFingerprints{wire.Fingerprint([]byte(headers + scripts)), wire.Fingerprint([]byte(markup))}
}

// splitShell separates what only a new document can bring (scripts, <base>, policies and refreshes
// in <meta http-equiv>) from the rest. The script of the client has a fingerprint of its own: it is
// in neither.
func splitShell(document []byte, client string) (scripts, markup string) {
	var forDocument, forMorph strings.Builder
	z := html.NewTokenizer(bytes.NewReader(document))
	for inScript, skip := false, false; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return forDocument.String(), forMorph.String()
		}
		raw := string(z.Raw())
		out := &forMorph
		switch name, attrs := z.TagName(); {
		case kind == html.TextToken || kind == html.CommentToken || kind == html.DoctypeToken:
			if inScript {
				out = &forDocument
			}
		case string(name) == "script":
			out = &forDocument
			if inScript = kind == html.StartTagToken; inScript {
				skip = attrs && strings.Contains(raw, `src="`+client+`"`)
			} else if skip {
				skip = false
				continue
			}
		case string(name) == "base", string(name) == "meta" && strings.Contains(strings.ToLower(raw), "http-equiv"):
			out = &forDocument
		}
		if !skip {
			//mutant:arg(1, raw) TestFingerprints: a nonce in the markup is not summed
			out.WriteString(nonces.ReplaceAllString(raw, ""))
		}
	}
}

// nonces differ in every document, and change nothing else in it.
var nonces = regexp.MustCompile(` nonce="[^"]*"|'nonce-[^']*'`)

// policies are the headers whose value applies to a document while it is open.
var policies = [...]string{
	"Content-Security-Policy", "Content-Security-Policy-Report-Only", "Permissions-Policy", "Referrer-Policy",
	"Cross-Origin-Opener-Policy", "Cross-Origin-Embedder-Policy", "Document-Policy",
}

// policyHeaders joins the values of those headers as a document of this app would have them.
func policyHeaders(h http.Header, policy string) string {
	out := policy
	if len(h[policies[0]]) > 0 {
		out = "" // a middleware has set another
	}
	for _, name := range policies {
		for _, value := range h[name] {
			//mutant:false TestNonceOfAPolicyHeader: a nonce in a header is not summed
			if strings.Contains(value, "'nonce-") {
				value = nonces.ReplaceAllString(value, "")
			}
			out += "\n" + name + ":" + value
		}
	}
	return out
}
