package write

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/goldfish-go/goldfish/store/internal/tables"
)

// An Unavailable is the error of a write that failed because the database could not be used, or was
// too busy: the same write may succeed in a moment. The framework answers with 503.
type Unavailable struct{ Err error }

func (u *Unavailable) Error() string { return u.Err.Error() }

// Unwrap returns the cause.
func (u *Unavailable) Unwrap() error { return u.Err }

// classify makes the errors of a connection an [Unavailable].
func classify(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || !unavailable(err) {
		return err
	}
	return &Unavailable{err}
}

// IsUnavailable reports whether an error says that the database could not be used: an
// [Unavailable], or what a driver returns when there is no connection, when it broke, or when the
// server stops, has no room, or does not answer in time. An error of another network connection
// cannot be told from that.
func IsUnavailable(err error) bool {
	_, ok := errors.AsType[*Unavailable](err)
	return ok || err != nil && !errors.Is(err, context.Canceled) && unavailable(err)
}

func unavailable(err error) bool {
	if tables.Retryable(err) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF) {
		return true
	}
	var state interface{ SQLState() string }
	if errors.As(err, &state) {
		// Class 08 connection exception, 53 insufficient resources, 57P01 to 57P03 shutdown
		// (PostgreSQL, Appendix A).
		s := state.SQLState()
		return strings.HasPrefix(s, "08") || strings.HasPrefix(s, "53") || strings.HasPrefix(s, "57P0")
	}
	var n net.Error
	return errors.As(err, &n) || strings.Contains(err.Error(), "conn closed")
}
