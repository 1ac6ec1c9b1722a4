package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/internal/test/chatfleet"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/test/servers"
)

func TestMain(m *testing.M) {
	serveNATS()
	chatfleet.Child(waker)
	os.Exit(m.Run())
}

// Three processes while people chat, nodes are killed, and engines crash. Who is here is compared
// too.
func TestConverge(t *testing.T) {
	level.Long(t)
	for _, test := range []struct {
		name string
		make func(t *testing.T) chatfleet.Fleet
	}{
		{"sqlite, redis", func(t *testing.T) chatfleet.Fleet {
			cache := servers.StartRedis(t)
			return chatfleet.Fleet{
				Database: filepath.Join(t.TempDir(), "chat.db"), Bus: "redis://127.0.0.1:" + cache.Port,
				Engines: []chatfleet.Engine{{Name: "Redis", Crash: func() { cache.Kill(); cache.Start(t) }}},
			}
		}},
		{"postgres", func(t *testing.T) chatfleet.Fleet {
			database := servers.StartPostgres(t)
			return chatfleet.Fleet{
				Database: database.URL(""), Bus: database.URL(""),
				Engines: []chatfleet.Engine{{Name: "PostgreSQL", Crash: func() { database.Crash(t); database.Start(t) }}},
			}
		}},
		{"postgres, nats", func(t *testing.T) chatfleet.Fleet {
			database, broker := servers.StartPostgres(t), startNATS(t)
			return chatfleet.Fleet{
				Database: database.URL(""), Bus: broker.url(),
				Engines: []chatfleet.Engine{
					{Name: "PostgreSQL", Crash: func() { database.Crash(t); database.Start(t) }},
					{Name: "NATS", Crash: func() { broker.kill(); broker.start(t) }},
				},
			}
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			fleet := test.make(t)
			fleet.Waker = waker
			chatfleet.Converge(t, fleet)
		})
	}
}

// Who looks at a room on one node is seen on others, as is who is typing; also on a node that
// starts later. Who closes the tab leaves everywhere.
func TestPresenceOnTwoNodes(t *testing.T) {
	level.Long(t)
	broker, database := startNATS(t).url(), filepath.Join(t.TempDir(), "chat.db")
	start := func() *frameworktest.Site { return startNode(t, database, broker, t.TempDir()) }
	enter := func(site *frameworktest.Site, name string) (*frameworktest.Visitor, *frameworktest.Tab) {
		return signIn(t, site, name, "/rooms/lunch")
	}
	one, two := start(), start()
	amara, first := enter(one, "Amara Okafor")
	_, second := enter(two, "Ben Šimić")
	for _, tab := range []*frameworktest.Tab{first, second} {
		tab.In("#here-total").See("2")
		tab.SeeCount("#here-amara", 1)
		tab.SeeCount("#here-ben", 1)
	}
	_, third := enter(start(), "Chiyo Tanaka")
	for _, tab := range []*frameworktest.Tab{first, second, third} {
		tab.In("#here-total").See("3")
	}

	types(t, one, amara, "lunch")
	second.In(".typing").See("Amara Okafor is typing")
	second.In(".typing").DontSee("typing") // it ends by itself

	first.Close()
	for _, tab := range []*frameworktest.Tab{second, third} {
		tab.In("#here-total").See("2")
		tab.SeeCount("#here-amara", 0)
	}
}
