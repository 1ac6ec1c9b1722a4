package fleet

import (
	"context"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"
)

// A ProxyFault is what happens to a post between a browser and the app.
type ProxyFault int

const (
	CutBefore       ProxyFault = iota // the connection ends before the app has the post
	CutAfter                          // the connection ends before the browser has the answer
	GatewayBefore                     // a proxy's 502, and the app does not have the post
	GatewayAfter                      // a proxy's 504, and the app has done it
	Refused                           // a proxy's 503, and the app does not have the post
	DieBeforeCommit                   // the process is killed while it does it
	DieAfterCommit                    // the process is killed when it has done it
)

// A Proxy stands before one node of a fleet, as its answers pass, faults happen to posts.
type Proxy struct {
	URL string

	mu     sync.Mutex
	faults []ProxyFault // of the next posts
	always *ProxyFault
	posts  int
}

type faultKey struct{}

// Proxy starts a proxy that ends with the test.
func (f *Fleet) Proxy(t *testing.T) *Proxy {
	t.Helper()
	target, err := url.Parse(f.nodes[0].url)
	if err != nil {
		t.Fatal(err)
	}
	p := &Proxy{}
	reverse := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			r.Out.Host = r.In.Host
			switch fault, _ := r.In.Context().Value(faultKey{}).(ProxyFault); fault {
			case DieBeforeCommit:
				r.Out.Header.Set(dieHeader, "before the commit")
			case DieAfterCommit:
				r.Out.Header.Set(dieHeader, "after the commit")
			}
		},
		FlushInterval: -1,
		ErrorLog:      log.New(io.Discard, "", 0),
		ErrorHandler:  func(w http.ResponseWriter, _ *http.Request, _ error) { foreign(w, http.StatusBadGateway) },
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fault, faulty := p.take(r)
		if !faulty {
			reverse.ServeHTTP(w, r)
			return
		}
		switch fault {
		case CutBefore:
			panic(http.ErrAbortHandler)
		case GatewayBefore:
			foreign(w, http.StatusBadGateway)
		case Refused:
			foreign(w, http.StatusServiceUnavailable)
		case CutAfter:
			reverse.ServeHTTP(httptest.NewRecorder(), r)
			panic(http.ErrAbortHandler)
		case GatewayAfter:
			reverse.ServeHTTP(httptest.NewRecorder(), r)
			foreign(w, http.StatusGatewayTimeout)
		default:
			reverse.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), faultKey{}, fault)))
		}
	}))
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	p.URL = server.URL
	return p
}

// foreign answers with HTML of the proxy's own.
func foreign(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, "<!doctype html><title>Proxy</title><h1>No answer from the application.</h1>")
}

// take returns the fault of a request, if there is one.
func (p *Proxy) take(r *http.Request) (fault ProxyFault, faulty bool) {
	if r.Method != http.MethodPost {
		return 0, false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.posts++
	if len(p.faults) > 0 {
		fault, p.faults = p.faults[0], p.faults[1:]
		return fault, true
	}
	if p.always != nil {
		return *p.always, true
	}
	return 0, false
}

// Fail makes faults happen to the next posts, one to each.
func (p *Proxy) Fail(faults ...ProxyFault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = append(p.faults, faults...)
}

// FailAlways makes a fault happen to all posts after those, until Heal.
func (p *Proxy) FailAlways(fault ProxyFault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.always = &fault
}

// Heal ends all faults.
func (p *Proxy) Heal() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults, p.always = nil, nil
}

// Posts is how many posts have come.
func (p *Proxy) Posts() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.posts
}
