package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/goldfish-go/goldfish/examples/chat/chat"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/internal/test/chatfleet"
	"github.com/goldfish-go/goldfish/store"
)

func TestMain(m *testing.M) {
	chatfleet.Child(waker)
	os.Exit(m.Run())
}

// startNATS starts a server of NATS in this process, whose clients connect over TCP, and returns
// its URL.
func startNATS(t *testing.T) string {
	t.Helper()
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoLog: true, NoSigs: true})
	if err != nil {
		t.Fatal(err)
	}
	go s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(time.Minute) {
		t.Fatal("NATS is not ready after a minute")
	}
	return s.ClientURL()
}

// Three processes on one SQLite file and one NATS server. Who is here is compared too.
func TestConverge(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: make test-all runs it")
	}
	chatfleet.Converge(t, chatfleet.Fleet{Database: filepath.Join(t.TempDir(), "chat.db"), Bus: startNATS(t), Waker: waker})
}

// Who looks at a room on one node is seen on others, as is who is typing; also on a node that
// starts later. Who closes the tab leaves everywhere.
func TestPresenceOnTwoNodes(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: make test-all runs it")
	}
	broker, database := startNATS(t), filepath.Join(t.TempDir(), "chat.db")
	start := func() *frameworktest.Site {
		w, err := waker(broker)
		if err != nil {
			t.Fatal(err)
		}
		s, err := chat.OpenStore(t.Context(), database, store.Options{Waker: w})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return frameworktest.Start(t, func() http.Handler { return closing{chat.New(s)} })
	}
	enter := func(site *frameworktest.Site, name string) (*frameworktest.Visitor, *frameworktest.Tab) {
		v := site.Visitor(t)
		v.Open("/sign-in").Click(name)
		return v, v.Open("/rooms/lunch").Live()
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

	typing := chat.Type.URL(chat.PartURL{Room: "lunch"})
	response, err := amara.Client().Post(one.URL()+string(typing), "application/x-www-form-urlencoded", strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	second.In(".typing").See("Amara Okafor is typing")
	second.In(".typing").DontSee("typing") // it ends by itself

	first.Close()
	for _, tab := range []*frameworktest.Tab{second, third} {
		tab.In("#here-total").See("2")
		tab.SeeCount("#here-amara", 0)
	}
}

// A closing handler ends with its chat.
type closing struct{ *chat.Chat }

func (c closing) ServeHTTP(w http.ResponseWriter, r *http.Request) { c.Handler().ServeHTTP(w, r) }
