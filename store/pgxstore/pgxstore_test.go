package pgxstore_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/internal/test/servers"
	"github.com/goldfish-go/goldfish/store"
	"github.com/goldfish-go/goldfish/store/pgxstore"
	"github.com/goldfish-go/goldfish/store/stashtest"
)

func open(t *testing.T, server *servers.Postgres) *pgxstore.DB {
	t.Helper()
	pool, err := pgxpool.New(t.Context(), server.URL(""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	db, err := pgxstore.Open(t.Context(), pool, store.Options{PollInterval: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	return db
}

func start(t *testing.T) *servers.Postgres {
	if testing.Short() {
		t.Skip("-short: starts PostgreSQL")
	}
	server := servers.StartPostgres(t)
	pool, err := pgxpool.New(t.Context(), server.URL(""))
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	if _, err := pgxstore.Open(t.Context(), pool, store.Options{}); !errors.Is(err, store.ErrNoTables) {
		t.Errorf("without tables: %v", err)
	}
	var nodes sync.WaitGroup
	for range 5 {
		nodes.Go(func() {
			if err := pgxstore.Migrate(t.Context(), pool); err != nil {
				t.Error(err)
			}
		})
	}
	nodes.Wait()
	server.Psql(t, "CREATE TABLE effects (id int GENERATED ALWAYS AS IDENTITY, what text NOT NULL); CREATE TABLE counter (n int); INSERT INTO counter VALUES (0)")
	return server
}

func attempt(ctx context.Context, key string) (context.Context, *store.Attempt) {
	a := &store.Attempt{Submission: store.Submission{Key: key, Viewer: "7", Action: "/a"}}
	return store.WithAttempt(ctx, a), a
}

func TestPostgres(t *testing.T) {
	server := start(t)
	t.Run("once", func(t *testing.T) { once(t, server) })
	t.Run("serializable", func(t *testing.T) { serializable(t, server) })
	t.Run("claim", func(t *testing.T) { claim(t, server) })
	t.Run("triggers", func(t *testing.T) { triggers(t, server) })
	t.Run("reads take the index", func(t *testing.T) { index(t, server) })
	t.Run("sweep", func(t *testing.T) { sweep(t, server) })
	t.Run("drafts", func(t *testing.T) { drafts(t, server) })
	t.Run("stash", func(t *testing.T) { stash(t, server) })
	t.Run("restart", func(t *testing.T) { restart(t, server) })
}

func once(t *testing.T, server *servers.Postgres) {
	nodes := []*pgxstore.DB{open(t, server), open(t, server), open(t, server)}
	var ran atomic.Int64
	var wg sync.WaitGroup
	for key := range 20 {
		for i := range 10 {
			wg.Go(func() {
				ctx, _ := attempt(t.Context(), fmt.Sprint(key))
				err := nodes[i%3].Write(ctx, func(tx *pgxstore.Tx) error {
					tx.Next("/next")
					_, err := tx.Exec(ctx, "INSERT INTO effects (what) VALUES ($1)", fmt.Sprint(key))
					return err
				})
				done, ok := errors.AsType[*store.Done](err)
				switch {
				case err == nil:
					ran.Add(1)
				case !ok || done.Outcome.Next != "/next":
					t.Errorf("key %d: %v", key, err)
				}
			})
		}
	}
	wg.Wait()
	if got := server.Psql(t, "SELECT count(*), count(DISTINCT what) FROM effects"); got != "20|20" || ran.Load() != 20 {
		t.Errorf("effects: %s; %d writes ran", got, ran.Load())
	}
}

// A read finds new rows by the index, also while the table has grown and was not analyzed since.
func index(t *testing.T, server *servers.Postgres) {
	server.Psql(t, "ALTER TABLE goldfish_changes SET (autovacuum_enabled = false)")
	server.Psql(t, "DO $$ BEGIN FOR i IN 1..20000 LOOP INSERT INTO goldfish_changes (topic) VALUES ('many'); COMMIT; END LOOP; END $$")
	db := open(t, server)
	stats := func(column string) (n int) {
		fmt.Sscan(server.Psql(t, "SELECT "+column+" FROM pg_stat_user_tables WHERE relname = 'goldfish_changes'"), &n)
		return n
	}
	indexed, rows := stats("idx_scan"), stats("seq_tup_read")
	for end := time.Now().Add(time.Minute); stats("idx_scan")-indexed < 20; time.Sleep(50 * time.Millisecond) {
		db.Look()
		if time.Now().After(end) {
			t.Fatalf("%d reads took the index within a minute", stats("idx_scan")-indexed)
		}
	}
	if n := stats("seq_tup_read") - rows; n > 0 {
		t.Errorf("reads have gone through %d rows of the table", n)
	}
}

// Serializable transactions that meet are run again, each until it is committed.
func serializable(t *testing.T, server *servers.Postgres) {
	db := open(t, server)
	var runs atomic.Int64
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 5 {
				err := db.WriteWith(t.Context(), pgx.TxOptions{IsoLevel: pgx.Serializable}, func(tx *pgxstore.Tx) error {
					runs.Add(1)
					var n int
					if err := tx.QueryRow(t.Context(), "SELECT n FROM counter").Scan(&n); err != nil {
						return err
					}
					_, err := tx.Exec(t.Context(), "UPDATE counter SET n = $1", n+1)
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got := server.Psql(t, "SELECT n FROM counter"); got != "20" {
		t.Errorf("counted to %s, want 20", got)
	}
	t.Logf("20 writes took %d runs", runs.Load())
}

func claim(t *testing.T, server *servers.Postgres) {
	db := open(t, server)
	for i := range 2 {
		ctx, _ := attempt(t.Context(), "claim")
		tx, err := db.Pool().Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		w, err := db.Claim(ctx, tx)
		if done, ok := errors.AsType[*store.Done](err); ok != (i == 1) || ok && done.Outcome.Next != "/claimed" {
			t.Fatalf("time %d: %v", i, err)
		}
		if i == 1 {
			_ = tx.Rollback(ctx)
			break
		}
		w.Notify("claimed")
		w.Next("/claimed")
		if err := errors.Join(w.Finish(ctx), w.Committed(tx.Commit(ctx))); err != nil {
			t.Fatal(err)
		}
	}
}

// What is changed with psql is received.
func triggers(t *testing.T, server *servers.Postgres) {
	statements, err := store.Triggers(store.PostgreSQL, "effects", "effects", "it's {what}")
	if err != nil {
		t.Fatal(err)
	}
	db := open(t, server)
	var mu sync.Mutex
	var received []string
	defer db.Subscribe(bus.Receiver{Notify: func(topics []string) {
		mu.Lock()
		defer mu.Unlock()
		received = append(received, topics...)
	}})()
	for range 2 {
		server.Psql(t, statements)
	}
	server.Psql(t, "INSERT INTO effects (what) SELECT 'many' FROM generate_series(1, 1000); UPDATE effects SET what = 'new' WHERE what = 'many'; DELETE FROM effects WHERE what = 'new'")
	want := []string{"effects", "it's many", "it's new"}
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		mu.Lock()
		slices.Sort(received)
		got := slices.Compact(slices.Clone(received))
		mu.Unlock()
		if slices.Equal(got, want) {
			break
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if got := slices.Compact(received); !slices.Equal(got, want) {
		t.Errorf("received %q, want %q", got, want)
	}
	if rows := server.Psql(t, "SELECT count(*) FROM goldfish_changes WHERE topic LIKE 'it%'"); rows != "4" {
		t.Errorf("%s rows for three statements of 1000 rows each", rows)
	}
}

func sweep(t *testing.T, server *servers.Postgres) {
	server.Psql(t, `INSERT INTO goldfish_changes (topic, at) SELECT 'old', now() - interval '1 hour' FROM generate_series(1, 12000);
		INSERT INTO goldfish_submissions (id, viewer, action, at) VALUES ('old', '', '', now() - interval '2 days'), ('young', '', '', now() - interval '1 hour')`)
	if err := open(t, server).Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	got := server.Psql(t, "SELECT (SELECT count(*) FROM goldfish_changes WHERE topic = 'old'), (SELECT string_agg(id, ',') FROM goldfish_submissions WHERE id IN ('old', 'young'))")
	if got != "0|young" {
		t.Errorf("left: %s", got)
	}
}

// A server that was killed is used again, with what was committed and without what was not.
func restart(t *testing.T, server *servers.Postgres) {
	db := open(t, server)
	ctx, a := attempt(t.Context(), "restart")
	if err := db.Write(ctx, func(tx *pgxstore.Tx) error { tx.Next("/restart"); return nil }); err != nil {
		t.Fatal(err)
	}
	gap := make(chan struct{}, 10)
	defer db.Subscribe(bus.Receiver{Notify: func([]string) {}, Gap: func() { gap <- struct{}{} }})()
	server.Kill()
	ctx2, _ := attempt(t.Context(), "while it is down")
	if err := db.Write(ctx2, func(*pgxstore.Tx) error { return nil }); err == nil || strings.Contains(err.Error(), "done") {
		t.Errorf("while it is down: %v", err)
	}
	server.Start(t)
	<-gap
	if o, found, err := db.Find(ctx, a.Submission); !found || o.Next != "/restart" || err != nil {
		t.Errorf("after it: %v, %t, %v", o, found, err)
	}
}

// application is the form of the drafts that TestPostgres saves.
type application struct{ Applicant struct{ Name string } }

func drafts(t *testing.T, server *servers.Postgres) {
	db, all := open(t, server), store.NewDrafts[application]("application", 1, store.DraftOptions{})
	var id string
	err := db.Write(t.Context(), func(tx *pgxstore.Tx) (err error) {
		id, err = all.Create(t.Context(), tx, "7")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	d, err := all.Load(t.Context(), db, "7", id)
	if err != nil {
		t.Fatal(err)
	}
	based := d.Hidden("applicant")[0].Value
	var saved, conflicts atomic.Int64
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			err := db.Write(t.Context(), func(tx *pgxstore.Tx) error {
				_, err := all.Save(t.Context(), tx, "7", id, "applicant", url.Values{"name": {fmt.Sprint("a\x00", i)}, store.DraftField: {based}})
				return err
			})
			if _, conflict := errors.AsType[*store.DraftConflict](err); conflict {
				conflicts.Add(1)
			} else if err == nil {
				saved.Add(1)
			} else {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if saved.Load() != 1 || conflicts.Load() != 7 {
		t.Errorf("%d saves and %d conflicts, want 1 and 7", saved.Load(), conflicts.Load())
	}
	list, err := all.List(t.Context(), db, "7")
	if err != nil || len(list) != 1 || list[0].Revision != 1 || !strings.HasPrefix(list[0].Values("applicant").Get("name"), "a\x00") {
		t.Errorf("list: %v, %v", list, err)
	}
	server.Psql(t, "UPDATE goldfish_drafts SET expires = 1")
	if err := db.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if rows := server.Psql(t, "SELECT count(*) FROM goldfish_drafts"); rows != "0" {
		t.Errorf("%s rows after the sweep", rows)
	}
}

func stash(t *testing.T, server *servers.Postgres) {
	stashtest.Run(t, func(t *testing.T) store.StashBackend { return open(t, server) }, func(t *testing.T) {
		server.Psql(t, "UPDATE goldfish_stash SET expires = 1")
	})
}
