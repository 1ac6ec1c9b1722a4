package store

import (
	"context"
	"errors"

	"github.com/goldfish-go/goldfish/store/internal/tables"
	"github.com/goldfish-go/goldfish/store/internal/write"
)

// A Database is where drafts are read: a [DB], a [Tx], a [Write], or those of package pgxstore.
type Database interface{ Place() tables.Place }

// A Transaction is where drafts are written: a [Tx], a [Write], or those of package pgxstore.
type Transaction interface {
	Database
	Notify(topics ...string)
}

// ErrNotFound says that there is no draft or stashed value of this id, that it has expired, or that
// it is somebody else's. The framework answers a view or an action that returns it with 404.
var ErrNotFound = write.ErrNotFound

// ErrTooLarge says that a draft or a stashed value is larger than its limit.
var ErrTooLarge = errors.New("store: this is too large to be kept")

// WithoutSubmission returns a context whose writes claim no submission. Use it in an action for
// what may be done twice without harm and must be kept although the action refuses the form, such
// as a save of a draft:
//
//	err := db.Write(store.WithoutSubmission(ctx), func(tx *store.Tx) error { … })
//	return framework.Stay, errors.Join(err, errs)
func WithoutSubmission(ctx context.Context) context.Context { return write.WithoutAttempt(ctx) }
