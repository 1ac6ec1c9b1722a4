package frameworktest_test

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/internal/test/servers"
)

// The network drops connections, delays them, and cuts documents, patches, streams and answers to
// posts in their middle, while the app is restarted and deployed. When it works again, every tab
// shows what a fresh document shows.
func TestConvergenceThroughFaultyNetwork(t *testing.T) {
	var struck atomic.Int64
	t.Cleanup(func() {
		if struck.Load() == 0 {
			t.Error("no fault has struck")
		}
	})
	eachSeed(t, func(t *testing.T, s *story) {
		proxy := s.throughProxy()
		proxy.Break(true)
		for range *steps {
			s.step(s.random.IntN(len(s.tabs)))
			switch s.random.IntN(40) {
			case 0:
				s.outage()
			case 1:
				proxy.Part(0)
				time.AfterFunc(60*time.Millisecond, proxy.Join)
			}
		}
		proxy.Break(false)
		s.log.add("the network works: %s", proxy)
		struck.Add(int64(proxy.Struck()))
		s.settle()
	})
}

// throughProxy puts a faulty network between the tabs and the app.
func (s *story) throughProxy() *servers.Faulty {
	address := s.site.URL()[len("http://"):]
	proxy := servers.NewFaulty(s.t, s.seed, address)
	frameworktest.Through(s.site, proxy.Address)
	for i, tab := range s.tabs {
		if s.live[i] {
			tab.Disconnect() // the next stream goes through the proxy
		}
	}
	return proxy
}
