package frameworktest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// A request is an HTTP request of the tab.
type request struct {
	method      string
	url         *url.URL
	body        []byte
	contentType string      // Content-Type of the body
	fetchSite   string      // Sec-Fetch-Site; empty: same-origin
	header      http.Header // further headers
	noRedirect  bool        // follow no redirects
}

// An answer is an HTTP response, read to its end.
type answer struct {
	status int
	header http.Header
	body   []byte
	url    *url.URL // URL of the last request
}

func (a answer) is(kind string) bool { return strings.HasPrefix(a.header.Get("Content-Type"), kind) }

var (
	errOffline = errors.New("the tab is offline")
	errLost    = errors.New("the answer is lost")
)

// ask sends a request and follows redirects within the site.
func (b *tab) ask(r request) (answer, error) {
	b.mu.Lock()
	offline, from := b.offline, b.address
	b.lastRequest = r.method + " " + b.site.short(r.url)
	b.mu.Unlock()
	if offline {
		return answer{}, errOffline
	}
	ctx, cancel := context.WithTimeout(context.Background(), b.site.Wait)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, r.method, strip(r.url).String(), bytes.NewReader(r.body))
	if err != nil {
		return answer{}, err
	}
	req.Header = http.Header{"Accept": {typeDocument}, "Sec-Fetch-Site": {"same-origin"}}
	for name, values := range r.header {
		req.Header[name] = values
	}
	if r.contentType != "" {
		req.Header.Set("Content-Type", r.contentType)
	}
	if r.fetchSite != "" {
		req.Header.Set("Sec-Fetch-Site", r.fetchSite)
	} else if from.Path != "" {
		req.Header.Set("Referer", strip(from).String())
	}
	if r.method == http.MethodPost {
		req.Header.Set("Origin", b.site.URL())
	}
	client := &http.Client{Transport: b.site.transport, Jar: b.visitor.jar, CheckRedirect: func(to *http.Request, via []*http.Request) error {
		if r.noRedirect || to.URL.Host != b.site.base.Host {
			return http.ErrUseLastResponse
		}
		if len(via) >= 20 {
			return fmt.Errorf("more than 20 redirects, the last one to %s", b.site.short(to.URL))
		}
		return nil
	}}
	resp, err := client.Do(req)
	if err != nil {
		if ctx.Err() != nil {
			err = fmt.Errorf("no answer within %v", b.site.Wait)
		}
		return answer{}, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return answer{}, err
	}
	if b.loseAnswer(r) {
		return answer{}, errLost
	}
	return answer{resp.StatusCode, resp.Header, body, resp.Request.URL}, nil
}

// load loads a document, or fails the test if there is none.
func (b *tab) load(r request, how mode) {
	b.t.Helper()
	a, err := b.ask(r)
	if err != nil {
		b.fail("%s %s: %v", r.method, b.site.short(r.url), err)
	}
	b.mu.Lock()
	b.rechecks = 0
	b.show(r, a, how)
	b.mu.Unlock()
	b.loadLazyParts()
}

// show shows a document. The lock is held.
func (b *tab) show(r request, a answer, how mode) {
	at := *a.url
	if at.Fragment == "" {
		at.Fragment, at.RawFragment = r.url.Fragment, r.url.RawFragment
	}
	if to := a.header.Get("Location"); to != "" && a.status/100 == 3 {
		if u, err := a.url.Parse(to); err == nil {
			at = *u // it leaves the site
		}
	}
	b.closeStream()
	b.documents++
	b.saveDrafts()
	b.commit(&at, how)
	b.clearInput()
	b.status = a.status
	b.states, b.stale = nil, false
	b.flash, b.notice = "", ""
	b.read(a)
	b.seenDocuments[b.fingerprints.document()] = true
	b.updateViewer()
	b.restoreDraftsHere = how == pop || how == reload
	b.restoreDrafts()
	b.openStream()
	b.notify()
}
