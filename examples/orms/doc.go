// Package orms shows writes with libraries that open transactions by themselves: gorm, bun, and the
// code that sqlc generates. All use the same two primitives:
//
//   - [store.DB.Claim] is the first statement of the transaction. It returns an error, a
//     *store.Done, if this submission was done before.
//   - Notify, of what Claim returns, names topics that have changed. Finish commits them with the
//     effect.
//
// Each of the functions here can be copied into an app. ent works like bun: enable its feature
// sql/execquery, and give the *ent.Tx to Claim.
package orms
