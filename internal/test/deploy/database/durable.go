package database

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	_ "modernc.org/sqlite" // the driver

	"github.com/goldfish-go/goldfish/store"
)

// Comment is the action whose posts pages count.
const Comment = "comment"

// A Durable is the part of the database that outlives every process: a SQLite file that all nodes
// open, with Goldfish's own tables beside values and posts.
type Durable struct {
	*store.DB
	sql *sql.DB
}

const tables = `CREATE TABLE IF NOT EXISTS vals (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS posts (id INTEGER PRIMARY KEY, action TEXT NOT NULL, form TEXT NOT NULL, post TEXT NOT NULL);`

// OpenDurable opens the file, and makes the tables where they are missing.
func OpenDurable(path string) (*Durable, error) {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(20000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	if err := store.Migrate(ctx, db, store.SQLite); err != nil {
		return nil, fmt.Errorf("migrating %s: %w", path, err)
	}
	if _, err := db.ExecContext(ctx, tables); err != nil {
		return nil, err
	}
	goldfish, err := store.Open(ctx, db, store.SQLite, store.Options{})
	if err != nil {
		return nil, err
	}
	return &Durable{goldfish, db}, nil
}

// Close closes the file.
func (d *Durable) Close() {
	d.DB.Close()
	_ = d.sql.Close()
}

// Set changes a value that pages show, and notifies all nodes.
func (d *Durable) Set(ctx context.Context, name, value string) error {
	return d.Write(ctx, func(tx *store.Tx) error {
		tx.Notify("values")
		_, err := tx.ExecContext(ctx, "INSERT INTO vals VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value)
		return err
	})
}

// AddValues adds what pages show, and how many comments there are.
func (d *Durable) AddValues(ctx context.Context, values map[string]string) error {
	rows, err := d.sql.QueryContext(ctx, "SELECT name, value FROM vals UNION ALL SELECT 'comments', count(*) FROM posts WHERE action = ?", Comment)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name, value string
		if err := rows.Scan(&name, &value); err != nil {
			return err
		}
		values[name] = value
	}
	return rows.Err()
}

// Add records a post, once for each submission.
func (d *Durable) Add(ctx context.Context, p Post) error {
	text, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return d.Write(ctx, func(tx *store.Tx) error {
		tx.Notify("values")
		_, err := tx.ExecContext(ctx, "INSERT INTO posts (action, form, post) VALUES (?, ?, ?)", p.Action, p.Form, string(text))
		return err
	})
}

// Posts returns the posts to an action of one form, in their order; with an empty form, of all.
func (d *Durable) Posts(action, form string) (posts []Post, err error) {
	rows, err := d.sql.Query("SELECT post FROM posts WHERE action = ? AND (? = '' OR form = ?) ORDER BY id", action, form, form)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		var p Post
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(text), &p); err != nil {
			return nil, err
		}
		posts = append(posts, p)
	}
	return posts, rows.Err()
}
