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

// A request is what a tab asks for.
type request struct {
	method string
	url    *url.URL
	body   []byte
	kind   string      // of the body
	site   string      // Sec-Fetch-Site; empty: same-origin
	header http.Header // more
	stay   bool        // follow no redirect
}

// An answer is what came of a request.
type answer struct {
	status int
	header http.Header
	body   []byte
	url    *url.URL // where it came from
}

func (a answer) is(kind string) bool { return strings.HasPrefix(a.header.Get("Content-Type"), kind) }

var errOffline = errors.New("the tab is offline")

// ask sends a request and follows redirects within the site.
func (b *tab) ask(r request) (answer, error) {
	b.mu.Lock()
	offline, from := b.offline, b.address
	b.asked = r.method + " " + b.site.short(r.url)
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
	if r.kind != "" {
		req.Header.Set("Content-Type", r.kind)
	}
	if r.site != "" {
		req.Header.Set("Sec-Fetch-Site", r.site)
	} else if from.Path != "" {
		req.Header.Set("Referer", strip(from).String())
	}
	if r.method == http.MethodPost {
		req.Header.Set("Origin", b.site.URL())
	}
	client := &http.Client{Transport: b.site.transport, Jar: b.visitor.jar, CheckRedirect: func(to *http.Request, via []*http.Request) error {
		if r.stay || to.URL.Host != b.site.base.Host {
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
	b.reveal()
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
	b.hangUp()
	b.files++
	b.putAside()
	b.commit(&at, how)
	b.forget()
	b.status = a.status
	b.states, b.stale = nil, false
	b.flash, b.notice = "", ""
	b.read(a)
	b.had[b.made.document()] = true
	b.own()
	b.back = how == pop || how == reload
	b.takeDrafts()
	b.openStream()
	b.wake()
}
