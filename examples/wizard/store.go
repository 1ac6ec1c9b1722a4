package main

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	_ "modernc.org/sqlite"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/store"
)

//go:embed schema.sql
var schema string

// A Store is the database. Several processes may share it.
type Store struct {
	db    *sql.DB
	live  *store.DB
	files files.Store // the content of the attachments
}

// OpenStore opens the database in a file, and makes it if there is none. Files are kept in a folder
// beside it, whose name ends with "-files".
func OpenStore(ctx context.Context, path string) (*Store, error) {
	db, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate&_pragma=busy_timeout(4000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)")
	if err != nil {
		return nil, err
	}
	if err := store.Migrate(ctx, db, store.SQLite); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if _, err := db.ExecContext(ctx, schema); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	live, err := store.Open(ctx, db, store.SQLite, store.Options{})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &Store{db, live, files.Folder(path + "-files")}, nil
}

// Close closes the database.
func (s *Store) Close() error {
	s.live.Close()
	return s.db.Close()
}

func (s *Store) log(what string, err error) { slog.Error("wizard: "+what, "err", err) }

// A SentApplication is one that was sent.
type SentApplication struct {
	Number int64
	At     time.Time
	Draft  string // the ID of the draft that it was: its files have it
	Application
}

const sentQuery = `SELECT number, data, at, draft FROM applications `

func scanSent(scan func(...any) error) (a SentApplication, err error) {
	var data string
	var at int64
	if err := scan(&a.Number, &data, &at, &a.Draft); err != nil {
		return a, err
	}
	a.At = time.Unix(at, 0).UTC()
	return a, json.Unmarshal([]byte(data), &a.Application)
}

// Sent returns an application of a person; [store.ErrNotFound] if there is none.
func (s *Store) Sent(ctx context.Context, person string, number int64) (SentApplication, error) {
	a, err := scanSent(s.db.QueryRowContext(ctx, sentQuery+`WHERE number = ? AND person = ?`, number, person).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		err = store.ErrNotFound
	}
	return a, err
}

// SentOf returns the number of the application that a draft has become.
func (s *Store) SentOf(ctx context.Context, person, draft string) (number int64, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT number FROM applications WHERE draft = ? AND person = ?`, draft, person).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		err = store.ErrNotFound
	}
	return number, err
}

// AllSent returns what a person has sent, the newest first.
func (s *Store) AllSent(ctx context.Context, person string) ([]SentApplication, error) {
	found, err := s.db.QueryContext(ctx, sentQuery+`WHERE person = ? ORDER BY number DESC LIMIT 100`, person)
	return scanAll(found, err, scanSent)
}

// Send makes an application of a draft, and returns its number.
func (s *Store) Send(ctx context.Context, tx *store.Tx, person string, d *Draft) (number int64, err error) {
	value, _ := d.Decode()
	value.Items = value.Items.WithoutEmpty()
	data, err := json.Marshal(value)
	if err != nil {
		return 0, err
	}
	r, err := tx.ExecContext(ctx, `INSERT INTO applications (person, draft, data) VALUES (?, ?, ?)`, person, d.ID, string(data))
	if err != nil {
		return 0, err
	}
	if err := Applications.Delete(ctx, tx, person, d.ID); err != nil {
		return 0, err
	}
	return r.LastInsertId()
}
