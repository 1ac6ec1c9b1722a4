package chat

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"strings"
	"time"
)

// A Person takes part in the chat. The zero Person is a stranger.
type Person struct{ ID, Name string }

const maxName = 40 // letters

func scanPerson(scan func(...any) error) (p Person, err error) { return p, scan(&p.ID, &p.Name) }

// A Session is a person who has signed in. A stranger has the zero Session.
type Session struct {
	Person
	Language string // that the person has chosen; empty: none
	Expires  time.Time
}

// Signed returns the session of a token.
func (s *Store) Signed(ctx context.Context, token string) (signed Session, err error) {
	var at int64
	err = s.row(ctx, `SELECT p.id, p.name, COALESCE(l.language, ''), s.expires FROM sessions s JOIN people p ON p.id = s.person LEFT JOIN languages l ON l.person = p.id
		WHERE s.token = ? AND s.expires > ?`, hashed(token), s.now().UnixMilli()).Scan(&signed.ID, &signed.Name, &signed.Language, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return Session{}, nil
	}
	signed.Expires = time.UnixMilli(at)
	return signed, err
}

// Somebody returns the people who were there first, for the sign-in.
func (s *Store) Somebody(ctx context.Context) ([]Person, error) {
	return collect(ctx, s, scanPerson, `SELECT id, name FROM people ORDER BY id LIMIT 6`)
}

// Enter signs a person in, who is made if the name is new. It returns the token that proves it.
func (s *Store) Enter(ctx context.Context, name string, next func(transaction)) (token string, err error) {
	token = rand.Text()
	return token, s.transact(ctx, func(tx transaction) error {
		p, err := scanPerson(tx.row(ctx, `SELECT id, name FROM people WHERE fold = ?`, strings.ToLower(name)).Scan)
		if errors.Is(err, sql.ErrNoRows) {
			p, err = addPerson(ctx, tx, rand.Text(), name)
		}
		if err != nil {
			return err
		}
		next(tx)
		if err := tx.exec(ctx, `DELETE FROM sessions WHERE expires <= ?`, s.now().UnixMilli()); err != nil {
			return err
		}
		return tx.exec(ctx, `INSERT INTO sessions (token, person, expires) VALUES (?, ?, ?)`, hashed(token), p.ID, s.now().Add(sessionTime).UnixMilli())
	})
}

// addPerson adds a person, to whom all that was written before is read.
func addPerson(ctx context.Context, tx transaction, id, name string) (Person, error) {
	p := Person{id, name}
	if err := tx.exec(ctx, `INSERT INTO people (id, name, fold) VALUES (?, ?, ?)`, p.ID, p.Name, strings.ToLower(p.Name)); err != nil {
		return p, err
	}
	return p, tx.exec(ctx, `INSERT INTO marks (person, room, number) SELECT ?, id, newest FROM rooms`, p.ID)
}

// Leave ends a session.
func (s *Store) Leave(ctx context.Context, token string) error {
	return s.transact(ctx, func(tx transaction) error {
		tx.Notify(sessionTopic(token))
		return tx.exec(ctx, `DELETE FROM sessions WHERE token = ?`, hashed(token))
	})
}

// sessionTopic is notified when a session ends. Nobody can tell the token from it.
func sessionTopic(token string) string { return hashedTopic(hashed(token)) }

func hashedTopic(hash string) string { return "session:" + hash }

func hashed(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
