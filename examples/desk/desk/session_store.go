package desk

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
	err = s.read.QueryRowContext(context.Background(), "SELECT data FROM sessions WHERE token = ? AND expiry > ?", token, s.now().Unix()).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return data, err == nil, err
}

// Commit implements [scs.Store]. It also sweeps out what has expired.
func (s Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.inWrite(context.Background(), func(tx transaction) error {
		_, err := tx.ExecContext(context.Background(), "DELETE FROM sessions WHERE expiry <= ?", s.now().Unix())
		if err == nil {
			_, err = tx.ExecContext(context.Background(), `INSERT INTO sessions (token, data, expiry) VALUES (?, ?, ?)
				ON CONFLICT (token) DO UPDATE SET data = excluded.data, expiry = excluded.expiry`, token, data, expiry.Unix())
		}
		return err
	})
}

// Delete implements [scs.Store].
func (s Sessions) Delete(token string) error {
	return s.inWrite(context.Background(), func(tx transaction) error {
		_, err := tx.ExecContext(context.Background(), "DELETE FROM sessions WHERE token = ?", token)
		return err
	})
}
