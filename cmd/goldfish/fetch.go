package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/goldfish-go/goldfish/internal/wire"
)

const (
	maxRedirects = 10
	maxPageBytes = 64 << 20 // bytes
)

// A page is the state of the page that tail follows.
type page struct {
	url *url.URL
	content
	fingerprints string // fingerprints
	parts        []*content
}

// A content is the page itself, or one of its parts.
type content struct {
	url     string // of a part
	title   string
	version string // version
	bytes   int
}

// fetch requests the page without a version, and follows redirects.
func (w *tail) fetch(ctx context.Context, address string) (page, error) {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	at, err := url.Parse(address)
	if err != nil || at.Host == "" {
		return page{}, usageError(fmt.Sprintf("%q is no URL", address))
	}
	for range maxRedirects {
		next, p, err := w.fetchOnce(ctx, at)
		if err != nil {
			return page{}, fmt.Errorf("%s: %w", at, err)
		}
		if next == nil {
			if p.url.String() != at.String() {
				fmt.Fprintf(w.log, "goldfish: %s is %s\n", at, p.url)
			}
			return p, nil
		}
		if next.Scheme != at.Scheme || next.Host != at.Host { // the headers may hold secrets
			return page{}, fmt.Errorf("%s leads to another site, %s; follow that, if it is what you want", at, next)
		}
		fmt.Fprintf(w.log, "goldfish: %s leads to %s\n", at, next)
		at = next
	}
	return page{}, fmt.Errorf("%s: more than %d redirects", address, maxRedirects)
}

// fetchOnce requests the page at an address. next is the target of a redirect.
func (w *tail) fetchOnce(ctx context.Context, at *url.URL) (next *url.URL, p page, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, page{}, err
	}
	req.Header = w.header.Clone()
	req.Header.Set("Accept", wire.AcceptPatch)
	resp, err := w.client.Do(req)
	if err != nil {
		if e, ok := errors.AsType[*url.Error](err); ok {
			err = e.Err // the message has the address already
		}
		return nil, page{}, err
	}
	defer resp.Body.Close()
	if next, err := resp.Location(); err == nil && resp.StatusCode/100 == 3 {
		return next, page{}, nil
	}
	if resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Header.Get("Content-Type"), wire.PatchType) {
		return nil, page{}, describeError(resp, wire.PatchType)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxPageBytes))
	if err != nil {
		return nil, page{}, err
	}
	var a wire.Patch
	if err := json.Unmarshal(body, &a); err != nil {
		return nil, page{}, fmt.Errorf("this is not a Goldfish page: its patch is no JSON: %w", err)
	}
	if a.Location != "" {
		next, err = at.Parse(a.Location)
		return next, page{}, err
	}
	if a.Version == "" {
		return nil, page{}, errors.New("this page is not live: it has no version")
	}
	canonical, err := at.Parse(a.URL)
	if err != nil {
		return nil, page{}, err
	}
	canonical.Fragment = ""
	p = page{url: canonical, content: content{title: text(a.Title), version: a.Version, bytes: len(text(a.Body))}, fingerprints: a.Fingerprints}
	for _, part := range a.Parts {
		if part.Version != "" {
			p.parts = append(p.parts, &content{url: part.URL, title: text(part.Title), version: part.Version, bytes: len(text(part.Body))})
		}
	}
	return nil, p, nil
}

// describeError describes an answer that is not that of a Goldfish page.
func describeError(resp *http.Response, wanted string) error {
	content, _ := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	kind, _, _ := strings.Cut(resp.Header.Get("Content-Type"), ";")
	message := ""
	switch kind {
	case wire.PatchType:
		var a wire.Patch
		_ = json.Unmarshal(content, &a)
		message = ": " + a.Message
	case "text/plain":
		message = ": " + strings.TrimSpace(string(content))
	}
	status := fmt.Sprint(resp.StatusCode, " ", http.StatusText(resp.StatusCode))
	switch code := resp.StatusCode; {
	case code == http.StatusUnauthorized, code == http.StatusForbidden:
		return fmt.Errorf("%s%s\nIf it is for people who are signed in, send what their browser sends, with -cookie or -H", status, message)
	case code/100 == 3:
		return fmt.Errorf("the page now leads to %s", resp.Header.Get("Location"))
	case code >= 400:
		return errors.New(status + message)
	}
	return fmt.Errorf("this is not a Goldfish page: asked for %s, it answers %s with %q", wanted, status, kind)
}

// text returns a field that may be absent.
func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
