package orms

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/goldfish-go/goldfish/store"
)

// WriteBun runs f in a transaction of bun's, as store.DB.Write does.
func WriteBun(ctx context.Context, db *store.DB, b *bun.DB, f func(tx bun.Tx, w *store.Write) error) error {
	var w *store.Write
	err := b.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) (err error) {
		// The transaction of database/sql itself: bun would look for arguments of its own in the
		// statements.
		if w, err = db.Claim(ctx, tx.Tx); err != nil {
			return err
		}
		if err := f(tx, w); err != nil {
			return err
		}
		return w.Finish(ctx)
	})
	if w == nil {
		return err
	}
	return w.Committed(err)
}
