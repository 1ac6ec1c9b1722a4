package redis_test

import (
	"cmp"
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/bus/bustest"
	"github.com/goldfish-go/goldfish/bus/redis"
	"github.com/goldfish-go/goldfish/internal/test/fleet"
	"github.com/goldfish-go/goldfish/internal/test/servers"
	"github.com/goldfish-go/goldfish/store"
)

func open(t testing.TB, path, address string, o bustest.Node, poll time.Duration) *store.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := store.Migrate(t.Context(), db, store.SQLite); err != nil {
		t.Fatal(err)
	}
	waker, err := redis.New("redis://" + address)
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), db, store.SQLite, store.Options{Waker: o.Waker(waker), PollInterval: poll})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// While Redis is down, pages say that updates are delayed.
func TestDelayed(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: starts Redis")
	}
	server := servers.StartRedis(t)
	path := filepath.Join(t.TempDir(), "test.db")
	node := func() *store.DB {
		s := open(t, path, "127.0.0.1:"+server.Port, bustest.Node{Waker: func(w bus.Waker) bus.Waker { return w }}, time.Second)
		t.Cleanup(s.Close)
		return s
	}
	here, there := node(), node()
	if _, err := here.SQL().Exec(fleet.Effects(store.SQLite)); err != nil {
		t.Fatal(err)
	}
	fleet.Delayed(t, here, there, server)
}

func TestBus(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: starts Redis")
	}
	server := servers.StartRedis(t)
	link := servers.NewLink(t, "127.0.0.1:"+server.Port)
	path := filepath.Join(t.TempDir(), "test.db")
	bustest.Run(t, bustest.Suite{
		Serial: true,
		Waker:  true,
		Open: func(t testing.TB, o bustest.Node) *store.DB {
			return open(t, path, link.Address, o, cmp.Or(o.PollInterval, time.Second))
		},
		Restart: func(t testing.TB) {
			server.Kill()
			server.Start(t)
		},
		Cut:   link.Cut,
		Stall: link.Stall,
	})
}
