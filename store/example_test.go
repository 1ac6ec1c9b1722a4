package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"log"

	"github.com/goldfish-go/goldfish/store"
)

// The queries that sqlc generates take its interface DBTX, which *sql.Tx implements.
type queries struct{ tx *sql.Tx }

func (q queries) addEffect(ctx context.Context, what string) error {
	_, err := q.tx.ExecContext(ctx, "INSERT INTO effects (what) VALUES (?)", what)
	return err
}

func example() *store.DB {
	db, err := sql.Open("sqlite", "file::memory:?_txlock=immediate")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("CREATE TABLE effects (what TEXT)"); err != nil {
		log.Fatal(err)
	}
	if err := store.Migrate(context.Background(), db, store.SQLite); err != nil {
		log.Fatal(err)
	}
	s, err := store.Open(context.Background(), db, store.SQLite, store.Options{})
	if err != nil {
		log.Fatal(err)
	}
	return s
}

func ExampleDB_Write() {
	ctx, db := context.Background(), example()
	defer db.Close()
	err := db.Write(ctx, func(tx *store.Tx) error {
		tx.Notify("effects")
		// With sqlc: return New(tx.Tx).AddEffect(ctx, "printer")
		return queries{tx.Tx}.addEffect(ctx, "printer")
	})
	fmt.Println(err)
	// Output: <nil>
}

// Who opens the transaction by itself calls Claim first, Finish last, and Committed after the
// commit. With gorm, the Runner is Statement.ConnPool of its transaction; with bun, it is the field
// Tx of the bun.Tx; with ent, enable the feature sql/execquery and pass the *ent.Tx. See
// examples/orms.
func ExampleDB_Claim() {
	ctx, db := context.Background(), example()
	defer db.Close()
	err := func() error {
		tx, err := db.SQL().BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		w, err := db.Claim(ctx, tx)
		if err != nil {
			return err // perhaps a *store.Done: this submission was done before
		}
		w.Notify("effects")
		if err := (queries{tx}).addEffect(ctx, "printer"); err != nil {
			return w.Committed(err)
		}
		if err := w.Finish(ctx); err != nil {
			return w.Committed(err)
		}
		return w.Committed(tx.Commit())
	}()
	fmt.Println(err)
	// Output: <nil>
}
