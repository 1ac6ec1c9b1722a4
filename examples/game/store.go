package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	_ "embed"
	"encoding/hex"
	"errors"
	"time"

	_ "modernc.org/sqlite"

	"github.com/goldfish-go/goldfish/store"
)

//go:embed schema.sql
var schema string

// A Store is the database of the game. Several processes may share it.
type Store struct {
	db   *sql.DB
	live *store.DB
	now  func() time.Time
}

// OpenStore opens the database in a file, and makes it if there is none.
func OpenStore(ctx context.Context, path string) (*Store, error) {
	db, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate&_pragma=busy_timeout(4000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)")
	if err != nil {
		return nil, err
	}
	s := &Store{db: db, now: time.Now}
	if err := store.Migrate(ctx, db, store.SQLite); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if _, err := db.ExecContext(ctx, schema); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if s.live, err = store.Open(ctx, db, store.SQLite, store.Options{}); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

func (s *Store) Close() error {
	s.live.Close()
	return s.db.Close()
}

func hashed(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// Player returns who has the token, or a stranger.
func (s *Store) Player(ctx context.Context, token string) (p Player, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT id, name FROM players WHERE token = ?`, hashed(token)).Scan(&p.ID, &p.Name)
	if errors.Is(err, sql.ErrNoRows) {
		return Player{}, nil
	}
	return p, err
}

// Enter makes a player, and returns the token that proves it.
func (s *Store) Enter(ctx context.Context, name string) (token string, err error) {
	token = rand.Text()
	return token, s.live.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO players (id, token, name) VALUES (?, ?, ?)`, rand.Text(), hashed(token), name)
		return err
	})
}

// A scanner is a row of a query.
type scanner interface{ Scan(dest ...any) error }

const matchQuery = `SELECT m.id, x.id, x.name, COALESCE(o.id, ''), COALESCE(o.name, ''), board, turn, x_left, o_left, turn_from, winner, reason, moving
	FROM matches m JOIN players x ON x.id = m.x LEFT JOIN players o ON o.id = m.o `

func scanMatch(row scanner) (m Match, err error) {
	var xLeft, oLeft, from int64
	err = row.Scan(&m.ID, &m.X.ID, &m.X.Name, &m.O.ID, &m.O.Name, &m.Board, &m.Turn, &xLeft, &oLeft, &from, &m.Winner, &m.Reason, &m.Moving)
	m.Left = map[Side]time.Duration{X: time.Duration(xLeft) * time.Millisecond, O: time.Duration(oLeft) * time.Millisecond}
	if from > 0 {
		m.TurnFrom = time.UnixMilli(from)
	}
	return m, err
}

// Match returns a match; sql.ErrNoRows if there is none.
func (s *Store) Match(ctx context.Context, id int64) (Match, error) {
	return scanMatch(s.db.QueryRowContext(ctx, matchQuery+`WHERE m.id = ?`, id))
}

// Matches returns the newest matches.
func (s *Store) Matches(ctx context.Context) ([]Match, error) {
	return query(ctx, s.db, scanMatch, matchQuery+`ORDER BY m.id DESC LIMIT 30`)
}

// Create makes a match that waits for a second player.
func (s *Store) Create(ctx context.Context, p Player, next func(*store.Tx, int64)) error {
	return s.live.Write(ctx, func(tx *store.Tx) error {
		r, err := tx.ExecContext(ctx, `INSERT INTO matches (x, board, turn, x_left, o_left) VALUES (?, ?, 'X', ?, ?)`,
			p.ID, emptyBoard, clock.Milliseconds(), clock.Milliseconds())
		if err != nil {
			return err
		}
		id, err := r.LastInsertId()
		tx.Notify("matches")
		next(tx, id)
		return err
	})
}

// Join makes a player the second one, and starts the clock. It reports whether the place was free.
func (s *Store) Join(ctx context.Context, id int64, p Player) (joined bool, err error) {
	err = s.live.Write(ctx, func(tx *store.Tx) error {
		r, err := tx.ExecContext(ctx, `UPDATE matches SET o = ?, turn_from = ? WHERE id = ? AND o IS NULL AND x <> ?`, p.ID, s.now().UnixMilli(), id, p.ID)
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		joined = n > 0
		tx.Notify("matches", topicOf(id))
		return err
	})
	return joined, err
}

// Change replaces a match by what f returns of it. An error of f changes nothing.
func (s *Store) Change(ctx context.Context, id int64, f func(Match) (Match, error)) error {
	return s.live.Write(ctx, func(tx *store.Tx) error {
		m, err := scanMatch(tx.QueryRowContext(ctx, matchQuery+`WHERE m.id = ?`, id))
		if err != nil {
			return err
		}
		if m, err = f(m); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE matches SET board = ?, turn = ?, x_left = ?, o_left = ?, turn_from = ?, winner = ?, reason = ? WHERE id = ?`,
			m.Board, m.Turn, m.Left[X].Milliseconds(), m.Left[O].Milliseconds(), m.TurnFrom.UnixMilli(), m.Winner, m.Reason, id)
		tx.Notify(m.topic())
		if m.Reason != "" {
			tx.Notify("matches")
		}
		return err
	})
}

func query[T any](ctx context.Context, db *sql.DB, scan func(scanner) (T, error), statement string, args ...any) (all []T, err error) {
	rows, err := db.QueryContext(ctx, statement, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}
