package redis_test

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"github.com/goldfish-go/goldfish/bus/bustest"
	"github.com/goldfish-go/goldfish/bus/redis"
	"github.com/goldfish-go/goldfish/internal/test/servers"
	"github.com/goldfish-go/goldfish/store"
)

func open(t testing.TB, path, address string, poll time.Duration) *store.DB {
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
	s, err := store.Open(t.Context(), db, store.SQLite, store.Options{Waker: waker, PollInterval: poll})
	if err != nil {
		t.Fatal(err)
	}
	return s
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
		Open:   func(t testing.TB) *store.DB { return open(t, path, link.Address, time.Second) },
		Restart: func(t testing.TB) {
			server.Kill()
			server.Start(t)
		},
		Cut: link.Cut,
	})
}
