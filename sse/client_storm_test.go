package sse

import (
	"context"
	"fmt"
	"io"
	"math"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A balancer answers with errors for 30 s, to thousands of clients whose streams have all ended at
// once. All come back, none before Retry-After allows it, and no tenth of a second gets more than a
// sixth of them in the first second, and a tenth later. The time is not real.
func TestClientsReturnWithoutStorm(t *testing.T) {
	clients := 5000
	if testing.Short() {
		clients = 500
	}
	const outage = 30 * time.Second
	for _, c := range []struct {
		status     int
		retryAfter int // seconds
	}{{http.StatusBadGateway, 0}, {http.StatusServiceUnavailable, 0}, {http.StatusTooManyRequests, 7}} {
		t.Run(fmt.Sprintf("%d, Retry-After %d", c.status, c.retryAfter), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				ctx, cancel := context.WithCancel(t.Context())
				var mu sync.Mutex
				arrivals := map[time.Duration]int{} // in each tenth of a second
				last := make([]time.Duration, clients)
				live := 0
				var all sync.WaitGroup
				for i := range clients {
					server := func(r *http.Request) (*http.Response, error) {
						now := time.Since(start)
						mu.Lock()
						defer mu.Unlock()
						if earliest := time.Duration(c.retryAfter) * time.Second; last[i] > 0 && now-last[i] < earliest {
							t.Errorf("client %d came after %v", i, now-last[i])
						}
						if now == 0 { // the stream that ends
							return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader("data:a\n\n")), Request: r}, nil
						}
						arrivals[now/(100*time.Millisecond)]++
						last[i] = now
						if now < outage {
							header := http.Header{"Retry-After": {fmt.Sprint(c.retryAfter)}}
							return &http.Response{StatusCode: c.status, Header: header, Body: http.NoBody, Request: r}, nil
						}
						live++
						body, out := io.Pipe()
						context.AfterFunc(r.Context(), func() { out.CloseWithError(io.EOF) })
						return &http.Response{StatusCode: http.StatusOK, Body: body, Request: r}, nil
					}
					all.Go(func() {
						f := &Client{URL: "http://server", HTTPClient: &http.Client{Transport: roundTripper(server)}, ReadTimeout: time.Hour}
						if err := f.Subscribe(ctx, func(*Event) {}); err != context.Canceled {
							t.Errorf("client %d gave up: %v", i, err)
						}
					})
				}
				time.Sleep(outage + 60*time.Second) // longer than each wait
				synctest.Wait()
				cancel()
				all.Wait()
				want(t, "clients that are back", live, clients)
				first, later := 0, 0
				for tenth, n := range arrivals {
					if tenth < 10 {
						first = max(first, n)
					} else {
						later = max(later, n)
					}
				}
				t.Logf("of %d clients at most %d in a tenth of the first second, and %d in any later one", clients, first, later)
				chance := 3 * int(math.Sqrt(float64(clients))) // the waits are random
				if first > clients/6+chance {
					t.Errorf("%d of %d clients came within 100 ms of the first second", first, clients)
				}
				if later > clients/10+chance {
					t.Errorf("%d of %d clients came within 100 ms", later, clients)
				}
			})
		})
	}
}
