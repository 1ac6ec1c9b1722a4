package bus

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/goldfish-go/goldfish/store"
)

// handWritten times a loop that an app could have of its own: NOTIFY in the transaction, and a
// connection that waits for it. It renders nothing and has no tabs.
func handWritten(t *testing.T, url string) {
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), "LISTEN hand"); err != nil {
		t.Fatal(err)
	}
	received := make(chan time.Time)
	go func() {
		for range *changes {
			if _, err := conn.WaitForNotification(t.Context()); err != nil {
				return
			}
			received <- time.Now()
		}
	}()
	db := connect(t, url)
	var took times
	for range *changes {
		started, err := notifyInTx(t.Context(), db)
		if err != nil {
			t.Fatal(err)
		}
		took = append(took, (<-received).Sub(started))
	}
	fmt.Printf("%-18s %15s %15s %14s   (to a callback, without pages and tabs)\n", "LISTEN by hand", "", took, "")
}

func notifyInTx(ctx context.Context, db *sql.DB) (started time.Time, err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return started, err
	}
	defer tx.Rollback()
	if err := effect(ctx, tx); err != nil {
		return started, err
	}
	if _, err := tx.ExecContext(ctx, "SELECT pg_notify('hand', 'effects')"); err != nil {
		return started, err
	}
	started = time.Now()
	return started, tx.Commit()
}

// throughput measures how many transactions 8 writers commit in each way.
func throughput(t *testing.T, url string, adapters []*adapter) {
	db := connect(t, url)
	report := func(name string, write func(context.Context) error) {
		ctx, stop := context.WithTimeout(t.Context(), time.Duration(*seconds)*time.Second+100*time.Millisecond)
		defer stop()
		var count atomic.Int64
		var writers sync.WaitGroup
		started := time.Now()
		for range 8 {
			writers.Go(func() {
				for ctx.Err() == nil {
					if write(ctx) == nil {
						count.Add(1)
					}
				}
			})
		}
		writers.Wait()
		fmt.Printf("%-18s %8.0f\n", name, float64(count.Load())/time.Since(started).Seconds())
	}
	report("the effect alone", func(ctx context.Context) error {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if err := effect(ctx, tx); err != nil {
			return err
		}
		return tx.Commit()
	})
	report("NOTIFY in it", func(ctx context.Context) error {
		_, err := notifyInTx(ctx, db)
		return err
	})
	for _, a := range adapters {
		w, err := a.waker()
		if err != nil {
			t.Fatal(err)
		}
		s, err := store.Open(t.Context(), db, store.PostgreSQL, store.Options{Waker: w})
		if err != nil {
			t.Fatal(err)
		}
		report("Write, "+a.name, func(ctx context.Context) error { return write(ctx, s) })
		s.Close()
	}
}
