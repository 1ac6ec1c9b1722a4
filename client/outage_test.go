package client_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A balancer passes requests on, or answers each with a status while the app is out. It notes when
// streams are requested.
type balancer struct {
	*httptest.Server
	status atomic.Int64 // zero: it passes requests on
	mu     sync.Mutex
	asked  []time.Time // by streams
}

func balance(t *testing.T, to string) *balancer {
	target, err := url.Parse(to)
	if err != nil {
		t.Fatal(err)
	}
	b := &balancer{}
	proxy := &httputil.ReverseProxy{FlushInterval: -1, Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) }}
	b.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept") == wire.AcceptStream {
			b.mu.Lock()
			b.asked = append(b.asked, time.Now())
			b.mu.Unlock()
		}
		if status := b.status.Load(); status != 0 {
			if status == http.StatusTooManyRequests {
				w.Header().Set("Retry-After", "2")
			}
			http.Error(w, "<h1>the app is out</h1>", int(status))
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(func() {
		b.CloseClientConnections()
		b.Close()
	})
	return b
}

// streams returns when streams have been requested since the last call.
func (b *balancer) streams() []time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	asked := b.asked
	b.asked = nil
	return asked
}

// A balancer answers 502, then 503, then 429 to everything for 30 s. Twenty people's tabs keep
// their page and their input, ask seldom meanwhile, and do not come back all at once.
func TestTabsReturnAfterAnOutage(t *testing.T) {
	level.Long(t)
	t.Parallel()
	const people = 20
	s := serve(t)
	s.withForm("va", "/a", "")
	b := balance(t, s.URL)
	var tabs []*browser.Tab
	for range people {
		tab := browser.New(t).Tab(t) // with connections of its own
		tab.Allow("502|503|429|ERR_")
		tab.Open(b.URL + "/a")
		tab.Run(chromedp.SendKeys("[name=n]", "typed"))
		live(tab)
		tabs = append(tabs, tab)
	}
	b.streams()
	for _, status := range []int64{502, 503, 429} {
		b.status.Store(status)
		b.CloseClientConnections() // streams too
		time.Sleep(10 * time.Second)
	}
	asked := len(b.streams())
	if asked < people || asked > 12*people {
		t.Errorf("%d tabs have requested %d streams in 30 s, want at most 12 each", people, asked)
	}
	b.status.Store(0)
	for _, tab := range tabs {
		live(tab)
		want(t, "typed", tab.Text(fieldText), "typed")
		want(t, "heading", tab.Text("document.querySelector('h1').textContent"), "/a")
	}
	want(t, "documents", len(s.requests("document")), people)
	arrivals := b.streams()
	slices.SortFunc(arrivals, time.Time.Compare)
	// In a second, not in a moment: a slow machine only makes it longer.
	if spread := arrivals[len(arrivals)-1].Sub(arrivals[0]); spread < time.Second {
		t.Errorf("%d streams were requested within %v", len(arrivals), spread)
	}
	t.Logf("%d requests of streams while the app was out, %d after it, over %v", asked, len(arrivals), arrivals[len(arrivals)-1].Sub(arrivals[0]))
}
