// Package store answers: what of ours lives in the app's database?
//
// Goldfish has four tables in it. Writes add to the first two in the transaction of their effect:
//
//   - goldfish_changes holds the topics that writes have notified. Every node reads it, so what was
//     committed is received everywhere, and what was rolled back is received nowhere.
//   - goldfish_submissions holds the submissions that are done, with their outcomes, so a
//     submission that comes again has no second effect and gets the same answer.
//   - goldfish_drafts holds what people have entered and not yet submitted: see [Drafts].
//   - goldfish_stash holds values that fit neither URL nor form: see [Stash].
//
// [Migrate] makes the tables, or the app's own tool runs what [Schema] returns and
// "goldfish schema" prints. [Open] joins the other processes that use the database.
//
//	db, err := store.Open(ctx, sqlDB, store.SQLite, store.Options{})
//	app := framework.New(viewer, framework.Options[User]{Store: db})
//
//	func (d *Desk) create(ctx context.Context, me User, u TicketsURL, f TicketForm) (router.URL, error) {
//		next := Tickets.URL(u)
//		return next, d.db.Write(ctx, func(tx *store.Tx) error {
//			tx.Notify("tickets")
//			tx.Next(next)
//			return insert(ctx, tx, me, f)
//		})
//	}
//
// # The function may run twice
//
// [DB.Write] runs its function again if the transaction met another one: PostgreSQL's errors
// 40001 and 40P01, SQLite's SQLITE_BUSY and SQLITE_LOCKED. It tries ten times, with random waits
// of up to half a second. So the function must have no effect outside of the transaction: it must
// not send mail, and must set variables rather than add to them. Do such things after Write has
// returned nil.
//
// # One write for each action
//
// The first write of an action claims the submission. What an action does outside of that write is
// not once-only: it is lost if the process is killed before it, and is not done by a retry.
//
// # Who opens the transaction
//
// sqlc, ent, gorm and bun open transactions by themselves. Then begin the write with [DB.Claim],
// and call Finish before the commit and Committed after it: see [Write]. The folder examples/orms
// has it for gorm, bun and sqlc. Package pgxstore, a module of its own, has the same for pgx.
//
// # What is durable
//
// A write is as durable as the app's database makes a commit:
//
//   - SQLite, journal_mode=WAL, synchronous=FULL: a commit survives the loss of power.
//   - SQLite, journal_mode=WAL, synchronous=NORMAL: a commit survives a crash of the process.
//     The last commits may be lost, in order, with the loss of power or a crash of the
//     operating system. Effect, changes and submissions are lost together, so a retry does it
//     again.
//   - PostgreSQL, synchronous_commit=on (its default): a commit survives a crash of the server
//     and the loss of power. A failover to an asynchronous replica may lose the last commits.
//   - PostgreSQL, synchronous_commit=off: a crash of the server may lose the last 0.6 s (three
//     times wal_writer_delay), in order.
//   - [Memory]: the process, and no longer.
//
// Sources: https://www.sqlite.org/pragma.html#pragma_synchronous and
// https://www.postgresql.org/docs/current/wal-async-commit.html.
package store
