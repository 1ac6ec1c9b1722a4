// Package postgres wakes the nodes of an app by PostgreSQL's LISTEN and NOTIFY.
//
// The notification is sent on a connection of its own, after the commit: a NOTIFY in the
// transaction of a write takes a lock that all commits of the server wait for, and costs most of
// their throughput. It carries no topics. Nodes read those in the changes table.
//
//	waker, err := postgres.New("postgres://localhost/desk")
//	db, err := store.Open(ctx, sqlDB, store.PostgreSQL, store.Options{Waker: waker})
//
// It takes two connections for each node. They must reach the server itself, or a pooler that pools
// sessions: pooling of transactions, as PgBouncer can do it, loses LISTEN.
package postgres

import (
	"context"
	cryptorand "crypto/rand"
	"encoding/base64"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/goldfish-go/goldfish/bus"
)

const (
	channel        = "goldfish"
	messageChannel = "goldfish_messages"

	// A connection that is silent for idle is asked for a sign of life, which takes at most
	// patience.
	idle     = 30 * time.Second
	patience = 5 * time.Second
)

// A Waker is a [bus.Waker]. Use one for each store.
type Waker struct {
	config *pgx.ConnConfig
	node   string         // begins the payload of this node's notifications
	sender chan *pgx.Conn // holds the connection that notifies; nil: connect first

	receive func(message []byte) // nil: nobody receives messages
}

var _ bus.Messenger = (*Waker)(nil)

// New returns a waker for the database of this URL, or of keywords and values (libpq, "Connection
// Strings"). It does not connect yet. Its error is one of the string.
func New(url string) (*Waker, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = patience
	}
	w := &Waker{config: config, node: cryptorand.Text(), sender: make(chan *pgx.Conn, 1)}
	w.sender <- nil
	return w, nil
}

// Wake implements [bus.Waker].
func (w *Waker) Wake(ctx context.Context) error { return w.notify(ctx, channel, w.node) }

// OnMessage implements [bus.Messenger].
func (w *Waker) OnMessage(receive func(message []byte)) { w.receive = receive }

// Send implements [bus.Messenger]. A payload is text, so the message is base64.
func (w *Waker) Send(ctx context.Context, message []byte) error {
	return w.notify(ctx, messageChannel, w.node+base64.StdEncoding.EncodeToString(message))
}

func (w *Waker) notify(ctx context.Context, channel, payload string) (err error) {
	var conn *pgx.Conn
	select {
	case conn = <-w.sender:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { w.sender <- conn }()
	for range 2 { // the connection may have broken since it was used last
		if conn == nil {
			if conn, err = pgx.ConnectConfig(ctx, w.config); err != nil {
				return err
			}
		}
		if _, err = conn.Exec(ctx, "SELECT pg_notify($1, $2)", channel, payload); err == nil {
			return nil
		}
		closeNow(conn)
		conn = nil
	}
	return err
}

// Run implements [bus.Waker].
func (w *Waker) Run(ctx context.Context, woken func(), report func(error)) {
	defer func() {
		if conn := <-w.sender; conn != nil {
			closeNow(conn)
		}
		w.sender <- nil
	}()
	for ctx.Err() == nil {
		err := w.listen(ctx, woken, report)
		if ctx.Err() != nil {
			return
		}
		report(err)
		select {
		case <-ctx.Done():
		case <-time.After(100*time.Millisecond + rand.N(time.Second)):
		}
	}
}

// listen connects and listens until the connection breaks.
func (w *Waker) listen(ctx context.Context, woken func(), report func(error)) error {
	conn, err := pgx.ConnectConfig(ctx, w.config)
	if err != nil {
		return err
	}
	defer closeNow(conn)
	for _, name := range []string{channel, messageChannel} {
		if _, err := conn.Exec(ctx, "LISTEN "+name); err != nil {
			return err
		}
	}
	report(nil)
	woken()
	for {
		waiting, cancel := context.WithTimeout(ctx, idle)
		n, err := conn.WaitForNotification(waiting)
		timedOut := waiting.Err() != nil
		cancel()
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && timedOut:
			if err := ping(ctx, conn); err != nil {
				return err
			}
		case err != nil:
			return err
		case strings.HasPrefix(n.Payload, w.node):
		case n.Channel == channel:
			woken()
		case w.receive != nil && len(n.Payload) >= len(w.node):
			if message, err := base64.StdEncoding.DecodeString(n.Payload[len(w.node):]); err == nil {
				w.receive(message)
			}
		}
	}
}

func ping(ctx context.Context, conn *pgx.Conn) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return conn.Ping(ctx)
}

// closeNow closes a connection that may be broken.
func closeNow(conn *pgx.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = conn.Close(ctx) // it is not used any more, whatever the error
}
