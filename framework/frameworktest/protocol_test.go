package frameworktest_test

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// An otherProtocol is a node that takes its clients for ones of another version of the protocol.
type otherProtocol struct {
	served
	is *atomic.Bool
}

func (n otherProtocol) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if n.is.Load() {
		r.Header.Set("Accept", strings.Replace(r.Header.Get("Accept"), ";v=1", ";v=9", 1))
	}
	n.served.ServeHTTP(w, r)
}

// A server that does not speak the client's version of the protocol: pages stay, with a message,
// and the next navigation loads a document.
func TestUnknownProtocol(t *testing.T) {
	b := newBoard("milk")
	var other atomic.Bool
	site := frameworktest.Start(t, func() http.Handler { return otherProtocol{b.serve().(served), &other} })
	idle, busy := site.Visitor(t).Open("/board").Live(), site.Visitor(t).Open("/board").Live()
	busy.Fill("New note", "half a")
	other.Store(true)
	site.Restart()
	for _, tab := range []*frameworktest.Tab{idle, busy} {
		tab.See("This page is of another version of the app.")
		same(t, "stale", tab.Stale(), true)
		tab.See("milk")
		same(t, "documents", tab.Documents(), 1)
	}
	busy.Click("Add")
	same(t, "status", busy.Status(), http.StatusNotAcceptable)
	same(t, "typed", busy.Value("New note"), "half a")
	same(t, "documents", busy.Documents(), 1)
	idle.Click("Home")
	same(t, "documents after a click", idle.Documents(), 2)
}
