// Package bus answers: how do notifications reach other nodes?
//
// A notification says that a topic has changed. It carries no data, so it may come twice, late or
// in another order. It must not be lost without a word: a [Receiver] is told when some may have
// been.
//
// There are two kinds of bus:
//
//   - [Memory] serves one process.
//   - [Relay] serves all processes that share a database. The truth is the changes table, which the
//     writer's transaction writes: a [Log]. Each node reads the rows that it has not seen yet. It
//     reads at intervals. A [Waker] makes it read at once.
//
// A waker carries no topics, so a wake-up that is lost costs only time: the next read finds the
// rows. Packages bus/postgres, bus/nats and bus/redis are wakers; each is a module of its own.
//
// An app does not call this package. It opens a store (package store), which makes the bus:
//
//	db, err := store.Open(ctx, sqlDB, store.PostgreSQL, store.Options{Waker: waker})
//	app := framework.New(viewer, framework.Options[User]{Store: db})
package bus
