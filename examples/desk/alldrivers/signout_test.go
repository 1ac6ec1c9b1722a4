package main

import (
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/examples/desk/desk"
	"github.com/goldfish-go/goldfish/internal/test/servers"
	"github.com/goldfish-go/goldfish/store"
)

// A sign-out on one node ends the person's streams on another one, over each bus. Where a bus wakes
// nodes, they never look by themselves, so it is the bus that does it.
func TestSignOut(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: starts PostgreSQL, Redis and NATS")
	}
	server, cache, broker := servers.StartPostgres(t), servers.StartRedis(t), startNATS(t)
	embedded := []string{"nats:127.0.0.1:" + servers.Port(t)}
	embedded = append(embedded, "nats:127.0.0.1:"+servers.Port(t)+","+embedded[0][len("nats:"):])
	file, url := filepath.Join(t.TempDir(), "desk.db"), server.URL("")
	for _, test := range []struct{ name, database, bus, otherBus string }{
		{"sqlite", file, "", ""},
		{"sqlite, redis", file, "redis://127.0.0.1:" + cache.Port, ""},
		{"postgres, no bus", url, "", ""},
		{"postgres", url, url, ""},
		{"nats", url, "nats://127.0.0.1:" + broker.port, ""},
		{"nats, embedded", url, embedded[0], embedded[1]},
		{"redis", url, "redis://127.0.0.1:" + cache.Port, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.otherBus == "" {
				test.otherBus = test.bus
			}
			here := newNode(t, test.database, options(t, test.bus))
			there := newNode(t, test.database, options(t, test.otherBus))
			p := signIn(t, here, "amara")
			other := signIn(t, here, "ben").open(there, desk.OneTicket.URL(desk.TicketURL{ID: 7}))
			mine := p.open(there, desk.OneTicket.URL(desk.TicketURL{ID: 7}))
			meet(t, p, here, mine)

			started := time.Now()
			p.post(here, desk.SignOut.URL(desk.SignInURL{}), nil)
			mine.until("event:recheck")
			mine.ended()
			t.Logf("the stream on the other node ended after %v", time.Since(started).Round(time.Millisecond))
			if status, _ := p.get(there, desk.Tickets.URL(desk.TicketsURL{})); status != http.StatusSeeOther {
				t.Errorf("after the sign-out the other node answers %d, want a redirect", status)
			}
			signIn(t, here, "chiyo").post(here, desk.AddComment.URL(desk.TicketURL{ID: 7}), comment("still there?"))
			other.until("id:") // other people's streams go on
		})
	}
}

// options are those of a node on this bus.
func options(t *testing.T, name string) desk.Options {
	t.Helper()
	if name == "" {
		return desk.Options{}
	}
	w, err := waker(name)
	if err != nil {
		t.Fatal(err)
	}
	return desk.Options{Options: store.Options{Waker: w, PollInterval: time.Hour}}
}

// meet returns when the bus carries what happens on a node to a stream on another one. Nodes of
// NATS need a moment to find each other.
func meet(t *testing.T, p person, node string, there *stream) {
	t.Helper()
	for i := range 600 {
		p.post(node, desk.AddComment.URL(desk.TicketURL{ID: 7}), comment(fmt.Sprint("Can you see this? ", i)))
		if there.within(100*time.Millisecond, "id:") {
			return
		}
	}
	t.Fatal("the bus carries nothing")
}

func comment(text string) url.Values { return url.Values{"text": {text}} }
