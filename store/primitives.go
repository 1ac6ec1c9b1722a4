package store

import (
	"context"

	"github.com/goldfish-go/goldfish/store/internal/write"
)

// These are for who opens the transaction by itself:
//
//	tx, err := sqlDB.BeginTx(ctx, nil)
//	defer tx.Rollback()
//	write, err := db.Claim(ctx, tx)                 // first: a *store.Done if it was done before
//	…                                               // the effect
//	write.Notify("tickets")
//	err = write.Finish(ctx)                         // last, before the commit
//	err = write.Committed(tx.Commit())              // after it

// A Write is a write in a transaction that the caller has opened. It is good for one transaction:
// if that runs again, call [DB.Claim] again.
type Write struct{ *write.External }

// Claim begins a write in a transaction that the caller has opened, with its first statement. Where
// a submission is in the context, Claim claims it, and returns a [*Done] if it was done before:
// then roll back, and return that error from the action.
//
// Call Finish before the commit, and Committed with the error of the commit, or of what kept
// the transaction from it. Without Committed, this node receives the changes as late as others.
func (db *DB) Claim(ctx context.Context, tx Runner) (*Write, error) {
	w, err := write.Begin(ctx, db.Core, conn{tx, db.dialect})
	if err != nil {
		return nil, err
	}
	return &Write{w}, nil
}
