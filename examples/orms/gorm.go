package orms

import (
	"context"

	"gorm.io/gorm"

	"github.com/goldfish-go/goldfish/store"
)

// WriteGorm runs f in a transaction of gorm's, as store.DB.Write does.
func WriteGorm(ctx context.Context, db *store.DB, g *gorm.DB, f func(tx *gorm.DB, w *store.Write) error) error {
	var w *store.Write
	err := g.WithContext(ctx).Transaction(func(tx *gorm.DB) (err error) {
		if w, err = db.Claim(ctx, tx.Statement.ConnPool); err != nil {
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
