package tables

import (
	"errors"
	"math/rand/v2"
	"strings"
	"time"
)

// Retryable reports whether a transaction failed because of another one, so that the same
// transaction may succeed later:
//
//   - PostgreSQL: serialization_failure (40001), deadlock_detected (40P01)
//   - SQLite: SQLITE_BUSY (5), SQLITE_LOCKED (6)
func Retryable(err error) bool {
	var state interface{ SQLState() string }
	if errors.As(err, &state) {
		return state.SQLState() == "40001" || state.SQLState() == "40P01"
	}
	var code interface{ Code() int } // modernc.org/sqlite
	if errors.As(err, &code) {
		return code.Code()&0xff == 5 || code.Code()&0xff == 6
	}
	return err != nil && (strings.Contains(err.Error(), "database is locked") || strings.Contains(err.Error(), "database table is locked"))
}

// MaxTries is how often a write is tried in all.
const MaxTries = 10

// Backoff returns the time before the next try after n tries: up to 4 ms, 8 ms … 500 ms, at
// random, so that two transactions that met do not meet again.
func Backoff(n int) time.Duration {
	return rand.N(min(2*time.Millisecond<<min(n, 10), 500*time.Millisecond))
}
