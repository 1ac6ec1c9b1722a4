package main

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Sessions keeps sign-ins in the database, so that they outlive the process. It implements
// [scs.Store].
type Sessions struct{ *Store }

// Find implements [scs.Store].
func (s Sessions) Find(token string) (data []byte, found bool, err error) {
	err = s.read.QueryRow("SELECT data FROM sessions WHERE token = ? AND expiry > ?", token, s.now().Unix()).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return data, err == nil, err
}

// Commit implements [scs.Store]. It also sweeps out what has expired.
func (s Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.inTx(context.Background(), func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM sessions WHERE expiry <= ?", s.now().Unix())
		if err == nil {
			_, err = tx.Exec("REPLACE INTO sessions (token, data, expiry) VALUES (?, ?, ?)", token, data, expiry.Unix())
		}
		return err
	})
}

// Delete implements [scs.Store].
func (s Sessions) Delete(token string) error {
	return s.inTx(context.Background(), func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM sessions WHERE token = ?", token)
		return err
	})
}
