package orms

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"testing"

	"github.com/glebarez/sqlite"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"gorm.io/gorm"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/store"
)

type Effect struct {
	ID   int64 `bun:",pk,autoincrement"`
	What string
}

// A submission that is sent twice has one effect, what was committed is notified, and what was
// rolled back is neither done nor notified.
func TestWrites(t *testing.T) {
	for name, write := range map[string]func(context.Context, *store.DB, error) error{
		"gorm": func(ctx context.Context, db *store.DB, problem error) error {
			g, err := gorm.Open(sqlite.Dialector{Conn: db.SQL()}, &gorm.Config{})
			if err != nil {
				return err
			}
			return WriteGorm(ctx, db, g, func(tx *gorm.DB, w *store.Write) error {
				w.Notify("effects")
				return errors.Join(tx.Create(&Effect{What: "printer"}).Error, problem)
			})
		},
		"bun": func(ctx context.Context, db *store.DB, problem error) error {
			return WriteBun(ctx, db, bun.NewDB(db.SQL(), sqlitedialect.New()), func(tx bun.Tx, w *store.Write) error {
				w.Notify("effects")
				_, err := tx.NewInsert().Model(&Effect{What: "printer"}).Exec(ctx)
				return errors.Join(err, problem)
			})
		},
		"sqlc": func(ctx context.Context, db *store.DB, problem error) error {
			return WriteSqlc(ctx, db, func(q *Queries, tx *store.Tx) error {
				tx.Notify("effects")
				return errors.Join(q.AddEffect(ctx, "printer"), problem)
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			db, notified := open(t), 0
			defer db.Subscribe(bus.Receiver{Notify: func([]string) { notified++ }})()
			attempt := func(problem error) error {
				a := &store.Attempt{Submission: store.Submission{Key: "one submission", Viewer: "7", Action: "/add"}}
				return write(store.WithAttempt(t.Context(), a), db, problem)
			}
			check := func(when string, err, want error, count int) {
				t.Helper()
				var effects, changes int
				if err := db.SQL().QueryRow("SELECT (SELECT count(*) FROM effects), (SELECT count(*) FROM goldfish_changes)").Scan(&effects, &changes); err != nil {
					t.Fatal(err)
				}
				if !errors.Is(err, want) || effects != count || changes != count || notified != count {
					t.Errorf("%s: error %v; %d effects, %d changes, notified %d times; want %d of each", when, err, effects, changes, notified, count)
				}
			}
			problem := errors.New("no")
			check("refused", attempt(problem), problem, 0)
			check("done", attempt(nil), nil, 1)
			err := attempt(nil)
			if _, ok := errors.AsType[*store.Done](err); !ok {
				t.Errorf("the second time: %v, want that it is done", err)
			}
			check("again", err, err, 1)
		})
	}
}

func open(t *testing.T) *store.DB {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "test.db")+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := store.Migrate(t.Context(), db, store.SQLite); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE effects (id INTEGER PRIMARY KEY, what TEXT NOT NULL)"); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), db, store.SQLite, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}
