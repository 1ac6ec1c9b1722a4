package main

import (
	"context"
	"crypto/rand"
	"log/slog"
	"sync"
	"time"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/store"
)

const (
	// lease is for how long a node has the clock of a match. A node that is killed loses it then.
	lease = 3 * time.Second
	// renewal is how often a node looks for matches without a node, and renews its own.
	renewal = lease / 6
)

// Clocks run on one node the clocks of matches: who has no time left has lost. Each running match
// has one node. The node holds its process for it, and leaves it to another node when it has to
// stop.
type Clocks struct {
	node  string
	store *Store
	hold  func(name string) (*framework.Hold, error)
}

func newClocks(s *Store, hold func(string) (*framework.Hold, error)) *Clocks {
	return &Clocks{node: rand.Text(), store: s, hold: hold}
}

// Run runs clocks until the context ends. Then it leaves them to other nodes.
func (c *Clocks) Run(ctx context.Context) {
	var matches sync.WaitGroup
	defer matches.Wait()
	tick := time.NewTicker(renewal)
	defer tick.Stop()
	for {
		ids, err := c.claim(ctx)
		if err != nil && ctx.Err() == nil {
			slog.Error("game: clocks cannot be taken", "err", err)
		}
		for _, id := range ids {
			hold, err := c.hold(topicOf(id))
			if err != nil { // the process is about to stop
				c.release(id)
				continue
			}
			matches.Go(func() {
				defer hold.Release()
				c.run(ctx, id, hold)
			})
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// claim takes the running matches that no node has.
func (c *Clocks) claim(ctx context.Context) ([]int64, error) {
	now := c.store.now()
	return query(ctx, c.store.db, scanID,
		`UPDATE matches SET node = ?, node_until = ?, moving = 0 WHERE reason = '' AND turn_from > 0 AND node_until < ? RETURNING id`,
		c.node, now.Add(lease).UnixMilli(), now.UnixMilli())
}

func scanID(row scanner) (id int64, err error) { return id, row.Scan(&id) }

// run runs the clock of one match until the match or the node ends.
func (c *Clocks) run(ctx context.Context, id int64, hold *framework.Hold) {
	tick := time.NewTicker(renewal)
	defer tick.Stop()
	draining := hold.Draining()
	for {
		ours, err := c.check(ctx, id)
		if err != nil && ctx.Err() == nil {
			slog.Error("game: a clock cannot be read", "match", id, "err", err)
		}
		if err == nil && !ours {
			return
		}
		select {
		case <-tick.C:
		case <-draining:
			c.tellPlayers(id)
			draining = nil
		case <-hold.HandOver():
			c.release(id)
			return
		case <-ctx.Done():
			c.release(id)
			return
		}
	}
}

// check ends a match whose time is over, or renews the lease. It reports whether the match still
// runs here.
func (c *Clocks) check(ctx context.Context, id int64) (ours bool, err error) {
	now := c.store.now()
	r, err := c.store.db.ExecContext(ctx, `UPDATE matches SET node_until = ? WHERE id = ? AND node = ? AND reason = ''`,
		now.Add(lease).UnixMilli(), id, c.node)
	if err != nil {
		return false, err
	}
	if n, err := r.RowsAffected(); n == 0 || err != nil {
		return false, err
	}
	m, err := c.store.Match(ctx, id)
	if err != nil || now.Before(m.Deadline()) {
		return true, err
	}
	return false, c.store.Change(ctx, id, func(m Match) (Match, error) {
		if m.Reason != "" || c.store.now().Before(m.Deadline()) {
			return m, nil // a move was made just now
		}
		return m.timeOut(), nil
	})
}

// tellPlayers shows the players that another server will go on.
func (c *Clocks) tellPlayers(id int64) { c.set(id, `moving = 1`) }

// release leaves a match to another node.
func (c *Clocks) release(id int64) { c.set(id, `node = '', node_until = 0`) }

func (c *Clocks) set(id int64, what string) {
	ctx, cancel := context.WithTimeout(context.Background(), lease)
	defer cancel()
	err := c.store.live.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE matches SET `+what+` WHERE id = ? AND node = ?`, id, c.node)
		tx.Notify(topicOf(id))
		return err
	})
	if err != nil {
		slog.Error("game: a match cannot be left to another node", "match", id, "err", err)
	}
}
