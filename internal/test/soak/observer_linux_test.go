package soak

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/sse"
)

// A observer is a tab that stays.
type observer struct {
	transport *http.Transport
	cancel    context.CancelFunc
	ended     chan struct{}

	mu   sync.Mutex
	held string
}

func (n *node) observer(t *testing.T, url string, transport *http.Transport) *observer {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	w := &observer{transport: transport, cancel: cancel, ended: make(chan struct{})}
	f := &sse.Client{URL: url + "/shared?x=1", HTTPClient: &http.Client{Transport: transport}}
	go func() {
		defer close(w.ended)
		_ = f.Connect(ctx, func(e *sse.Event) {
			if len(e.ID) > 0 {
				w.mu.Lock()
				defer w.mu.Unlock()
				w.held = string(e.ID)
			}
		})
	}()
	t.Cleanup(w.stop)
	return w
}

// sees waits for a version, and fails if the stream has ended.
func (w *observer) sees(t *testing.T, version string) {
	t.Helper()
	eventually(t, "the observer holds what is true", func() bool {
		select {
		case <-w.ended:
			t.Fatal("the stream of a tab that reads was ended")
		default:
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.held == version
	})
}

func (w *observer) stop() {
	w.cancel()
	<-w.ended
	w.transport.CloseIdleConnections()
}

// version is that of the page which observers look at, as it is now.
func (n *node) version(t *testing.T) string {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "/shared?x=1", nil)
	r.Header.Set("Accept", wire.AcceptPatch)
	answer := httptest.NewRecorder()
	n.app.ServeHTTP(answer, r)
	var page struct{ Version string }
	if err := json.Unmarshal(answer.Body.Bytes(), &page); err != nil || page.Version == "" {
		t.Fatalf("%v: %s", err, answer.Body)
	}
	return page.Version
}
