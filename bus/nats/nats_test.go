package nats_test

import (
	"cmp"
	"database/sql"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	_ "modernc.org/sqlite"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/bus/bustest"
	"github.com/goldfish-go/goldfish/bus/nats"
	"github.com/goldfish-go/goldfish/internal/test/fleet"
	"github.com/goldfish-go/goldfish/internal/test/servers"
	"github.com/goldfish-go/goldfish/store"
)

// open opens a node. It reads by itself so seldom that what is received sooner was woken.
func open(t testing.TB, path string, waker bus.Waker, poll time.Duration) *store.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := store.Migrate(t.Context(), db, store.SQLite); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), db, store.SQLite, store.Options{Waker: waker, PollInterval: poll})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// startNATS starts a server of its own, as far as its clients know.
func startNATS(t testing.TB, port string) *server.Server {
	t.Helper()
	n, _ := strconv.Atoi(port)
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: n, NoLog: true, NoSigs: true})
	if err != nil {
		t.Fatal(err)
	}
	go s.Start()
	if !s.ReadyForConnections(time.Minute) {
		t.Fatal("NATS is not ready")
	}
	return s
}

func TestServer(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: starts NATS")
	}
	port := servers.Port(t)
	s := startNATS(t, port)
	defer func() { s.Shutdown() }()
	link := servers.NewLink(t, "127.0.0.1:"+port)
	path := filepath.Join(t.TempDir(), "test.db")
	bustest.Run(t, bustest.Suite{
		Serial: true,
		Waker:  true,
		Open: func(t testing.TB, o bustest.Node) *store.DB {
			waker, err := nats.Connect("nats://" + link.Address)
			if err != nil {
				t.Fatal(err)
			}
			return open(t, path, o.Waker(waker), cmp.Or(o.PollInterval, time.Second))
		},
		Restart: func(t testing.TB) {
			s.Shutdown()
			s.WaitForShutdown()
			s = startNATS(t, port)
		},
		Cut:   link.Cut,
		Stall: link.Stall,
	})
}

// A broker is a NATS server that can be stopped.
type broker struct {
	port   string
	server *server.Server
}

func (b *broker) Start(t testing.TB) { b.server = startNATS(t, b.port) }

func (b *broker) Kill() {
	b.server.Shutdown()
	b.server.WaitForShutdown()
}

// While NATS is down, pages say that updates are delayed.
func TestDelayed(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: starts NATS")
	}
	b := &broker{port: servers.Port(t)}
	b.Start(t)
	defer func() { b.Kill() }()
	path := filepath.Join(t.TempDir(), "test.db")
	node := func() *store.DB {
		waker, err := nats.Connect("nats://127.0.0.1:" + b.port)
		if err != nil {
			t.Fatal(err)
		}
		s := open(t, path, waker, time.Second)
		t.Cleanup(s.Close)
		return s
	}
	here, there := node(), node()
	if _, err := here.SQL().Exec(fleet.Effects(store.SQLite)); err != nil {
		t.Fatal(err)
	}
	fleet.Delayed(t, here, there, b)
}

// Each node has a server in its process; they find each other.
func TestEmbedded(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: starts NATS")
	}
	path := filepath.Join(t.TempDir(), "test.db")
	var peers []string
	bustest.Run(t, bustest.Suite{
		Serial: true,
		Waker:  true,
		Open: func(t testing.TB, o bustest.Node) *store.DB {
			address := "127.0.0.1:" + servers.Port(t)
			waker, err := nats.Embed(nats.Embedded{Cluster: address, Peers: peers})
			if err != nil {
				t.Fatal(err)
			}
			peers = append(peers, address)
			return open(t, path, o.Waker(waker), cmp.Or(o.PollInterval, time.Second))
		},
	})
}
