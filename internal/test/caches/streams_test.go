package caches

import (
	"context"
	"net/http"
	"sync"
	"testing"

	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/sse"
)

// Streams of people who ask at the same time through a shared cache are not joined: each has the
// page of its own person, in its own language. Varnish has the documented configuration, which
// pipes streams.
func TestStreamsThroughSharedCaches(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: it needs nginx and Varnish")
	}
	streaming := map[string]func(t *testing.T, s *site) string{
		"nginx":   proxies["nginx"],
		"Varnish": func(t *testing.T, s *site) string { return startVarnishStreams(t, s.address) },
	}
	for proxy, start := range streaming {
		t.Run(proxy, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, true)
			url := start(t, s)
			ctx, stop := context.WithCancel(t.Context())
			var tabs, opened sync.WaitGroup
			defer func() { stop(); tabs.Wait() }()
			transport := &http.Transport{}
			defer transport.CloseIdleConnections()
			for _, person := range []string{"", "ana", "ben"} {
				for _, language := range []string{"en", "de"} {
					for range 3 {
						events := 0
						seen := sync.OnceFunc(opened.Done)
						opened.Add(1)
						c := sse.Client{URL: url + "/own", HTTPClient: &http.Client{Transport: transport}, Header: func() http.Header {
							h := http.Header{"Accept-Language": {language}, "Accept": {wire.AcceptStream}}
							if person != "" {
								h.Set("Cookie", "session="+person)
							}
							return h
						}}
						tabs.Go(func() {
							err := c.Connect(ctx, func(e *sse.Event) {
								for _, found := range marks.FindAllString(string(e.Data), -1) {
									if found != mark("own", name(person), language) {
										t.Errorf("the stream of %q in %s shows %s", person, language, found)
									}
									events++
								}
								if events > 0 {
									seen()
								}
							})
							if ctx.Err() == nil {
								t.Errorf("the stream of %q in %s ended after %d events: %v", person, language, events, err)
							}
							seen()
						})
					}
				}
			}
			opened.Wait()
		})
	}
}
