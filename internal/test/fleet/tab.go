package fleet

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// A tab keeps a stream open, as a browser does, and knows the version that it shows.
type tab struct {
	node *node

	mu      sync.Mutex
	version string
}

// open opens a tab on a node until the test ends.
func (f *Fleet) open(t *testing.T, n *node) *tab {
	tab := &tab{node: n, version: n.version()}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	t.Cleanup(func() { cancel(); <-done })
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			tab.listen(ctx)
			time.Sleep(20 * time.Millisecond)
		}
	}()
	return tab
}

func (tab *tab) listen(ctx context.Context) {
	r, _ := http.NewRequestWithContext(ctx, "GET", tab.node.url+"/", nil)
	r.Header.Set("Accept", wire.AcceptStream)
	r.Header.Set("Accept-Encoding", "identity")
	r.Header.Set(wire.VersionHeader, tab.shows())
	response, err := tab.node.client.Transport.RoundTrip(r)
	if err != nil {
		return
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if id, ok := strings.CutPrefix(lines.Text(), "id:"); ok {
			tab.mu.Lock()
			tab.version = strings.TrimSpace(id)
			tab.mu.Unlock()
		}
	}
}

func (tab *tab) shows() string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return tab.version
}
