package framework_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// A listener is the response of an open stream.
type listener struct {
	mu     sync.Mutex
	header http.Header
	text   strings.Builder
}

func (l *listener) Header() http.Header { return l.header }
func (l *listener) WriteHeader(int)     {}
func (l *listener) Flush()              {}

func (l *listener) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *listener) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// follow opens a stream, and ends it with the test.
func follow(t *testing.T, s *site, target string, headers ...string) *listener {
	ctx, cancel := context.WithCancel(context.Background())
	r := httptest.NewRequest("GET", target, nil).WithContext(ctx)
	r.Header.Set("X-User", "ana")
	r.Header.Set("Accept", asStream)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	l := &listener{header: http.Header{}}
	var served sync.WaitGroup
	served.Go(func() { s.app.ServeHTTP(l, r) })
	t.Cleanup(func() {
		cancel()
		served.Wait()
	})
	l.await(t, "event:hello")
	return l
}

// await waits until the stream has brought all of these.
func (l *listener) await(t *testing.T, parts ...string) {
	t.Helper()
	for range 10_000 {
		text := l.String()
		missing := false
		for _, part := range parts {
			missing = missing || !strings.Contains(text, part)
		}
		if !missing {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("the stream did not bring %q:\n%s", parts, l)
}
