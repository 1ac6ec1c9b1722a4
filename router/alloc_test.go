//go:build !race

package router_test

import (
	"testing"

	"github.com/goldfish-go/goldfish/router"
)

func TestAllocations(t *testing.T) {
	at := TicketsURL{Team: "red", Q: "printer on fire", Tags: []string{"a", "b"}, Page: 3}
	to := at.OnTab(Closed)
	buf := make([]byte, 0, 256)
	for name, test := range map[string]struct {
		most float64
		run  func()
	}{
		"Append":      {0, func() { buf = Tickets.Append(buf[:0], to) }},
		"URL":         {1, func() { Tickets.URL(to) }},
		"Action":      {1, func() { Assign.URL(to) }},
		"To":          {1, func() { Tickets.From(at).To(to) }},
		"HistoryMode": {0, func() { Tickets.HistoryMode(at, to) }},
		"Redact":      {1, func() { Tickets.Redact(to) }},
		"Parse":       {2, func() { Tickets.Parse("/teams/red/tickets", "q=printer+on+fire&tag=a&tag=b&page=3") }},
		"ParseLocal":  {3, func() { router.ParseLocal("/teams/red/tickets?q=printer+on+fire") }},
	} {
		if n := testing.AllocsPerRun(200, test.run); n > test.most {
			t.Errorf("%s allocates %v times, want at most %v", name, n, test.most)
		}
	}
}
