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
)

const (
	typePatch  = "application/vnd.goldfish.patch+json"
	typeStream = "text/event-stream"

	maxHops = 10
	maxPage = 64 << 20 // bytes
)

// A page is what a tab knows of the one that it shows.
type page struct {
	url *url.URL
	region
	made  string // fingerprints
	parts []*region
}

// A region is the page itself, or one of its parts.
type region struct {
	url   string // of a part, as the page names it
	title string
	held  string // version
	bytes int
}

// fetch asks for the page as a client does that holds nothing yet, and goes where it is told to.
func (w *tail) fetch(ctx context.Context, address string) (page, error) {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	at, err := url.Parse(address)
	if err != nil || at.Host == "" {
		return page{}, usageError(fmt.Sprintf("%q is no URL", address))
	}
	for range maxHops {
		next, p, err := w.ask(ctx, at)
		if err != nil {
			return page{}, fmt.Errorf("%s: %w", at, err)
		}
		if next == nil {
			if p.url.String() != at.String() {
				fmt.Fprintf(w.log, "goldfish: %s is %s\n", at, p.url)
			}
			return p, nil
		}
		if next.Scheme != at.Scheme || next.Host != at.Host { // what is in the headers is not for others
			return page{}, fmt.Errorf("%s leads to another site, %s; follow that, if it is what you want", at, next)
		}
		fmt.Fprintf(w.log, "goldfish: %s leads to %s\n", at, next)
		at = next
	}
	return page{}, fmt.Errorf("%s: more than %d redirects", address, maxHops)
}

// ask returns the page at an address, or where it is.
func (w *tail) ask(ctx context.Context, at *url.URL) (next *url.URL, p page, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, page{}, err
	}
	req.Header = w.header.Clone()
	req.Header.Set("Accept", typePatch)
	resp, err := w.client.Do(req)
	if err != nil {
		if e, ok := errors.AsType[*url.Error](err); ok {
			err = e.Err // the address is said anyway
		}
		return nil, page{}, err
	}
	defer resp.Body.Close()
	if next, err := resp.Location(); err == nil && resp.StatusCode/100 == 3 {
		return next, page{}, nil
	}
	if resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Header.Get("Content-Type"), typePatch) {
		return nil, page{}, explain(resp, typePatch)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxPage))
	if err != nil {
		return nil, page{}, err
	}
	var a struct {
		news
		Fingerprints string
		Location     string
		Parts        []news
	}
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
	p = page{url: canonical, region: region{title: a.Title, held: a.Version, bytes: len(a.Body)}, made: a.Fingerprints}
	for _, part := range a.Parts {
		if part.Version != "" {
			p.parts = append(p.parts, &region{url: part.URL, title: part.Title, held: part.Version, bytes: len(part.Body)})
		}
	}
	return nil, p, nil
}

// explain says why an answer is not what a Goldfish page gives.
func explain(resp *http.Response, wanted string) error {
	text, _ := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	kind, _, _ := strings.Cut(resp.Header.Get("Content-Type"), ";")
	say := ""
	switch kind {
	case typePatch:
		var a news
		_ = json.Unmarshal(text, &a)
		say = ": " + a.Message
	case "text/plain":
		say = ": " + strings.TrimSpace(string(text))
	}
	status := fmt.Sprint(resp.StatusCode, " ", http.StatusText(resp.StatusCode))
	switch code := resp.StatusCode; {
	case code == http.StatusUnauthorized, code == http.StatusForbidden:
		return fmt.Errorf("%s%s\nIf it is for people who are signed in, send what their browser sends, with -cookie or -H", status, say)
	case code/100 == 3:
		return fmt.Errorf("the page now leads to %s", resp.Header.Get("Location"))
	case code >= 400:
		return errors.New(status + say)
	}
	return fmt.Errorf("this is not a Goldfish page: asked for %s, it answers %s with %q", wanted, status, kind)
}
