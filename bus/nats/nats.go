// Package nats wakes the nodes of an app by NATS: by servers of its own, or by one in this process.
//
//	waker, err := nats.Connect("nats://localhost:4222")
//	db, err := store.Open(ctx, sqlDB, store.PostgreSQL, store.Options{Waker: waker})
//
// A message carries no topics. Nodes read those in the changes table, so messages that NATS loses
// cost time and nothing else, and JetStream is not needed.
package nats

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/goldfish-go/goldfish/bus"
)

const (
	subject        = "goldfish.wake"
	messageSubject = "goldfish.messages"
)

// A Waker is a [bus.Waker]. Use one for each store.
type Waker struct {
	conn   *nats.Conn
	events chan event
	after  func() // closes what the waker has opened beside the connection

	receive func(message []byte) // nil: nobody receives messages
}

// An event is a change of the connection: an error, or nil.
type event struct{ err error }

var _ bus.Messenger = (*Waker)(nil)

// Connect returns a waker that uses the servers of these URLs, separated by commas. It returns at
// once if they cannot be reached, and connects when they can. The options are those of nats.go,
// such as nats.UserCredentials. The waker connects again for ever. It closes the connection when
// the store is closed.
func Connect(urls string, options ...nats.Option) (*Waker, error) {
	w := &Waker{events: make(chan event, 16)}
	options = append([]nats.Option{
		nats.Name("goldfish"),
		nats.NoEcho(), // a node is not woken by itself
		nats.RetryOnFailedConnect(true),
		nats.MaxReconnects(-1),
		nats.ReconnectWait(200 * time.Millisecond),
		nats.ReconnectJitter(time.Second, time.Second),
		nats.ReconnectBufSize(-1), // a wake-up that is late is of no use
		nats.PingInterval(20 * time.Second),
		nats.ConnectHandler(func(*nats.Conn) { w.add(nil) }),
		nats.ReconnectHandler(func(*nats.Conn) { w.add(nil) }),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err == nil {
				err = nats.ErrDisconnected
			}
			w.add(err)
		}),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { w.add(err) }),
	}, options...)
	var err error
	if w.conn, err = nats.Connect(urls, options...); err != nil {
		return nil, err
	}
	return w, nil
}

// add notes an event. Where nobody reads them, the newest are lost.
func (w *Waker) add(err error) {
	select {
	case w.events <- event{err}:
	default:
	}
}

// Wake implements [bus.Waker].
func (w *Waker) Wake(context.Context) error {
	if err := w.conn.Publish(subject, nil); err != nil {
		return err
	}
	// Without this the client sends when its own goroutine finds time.
	return w.conn.FlushTimeout(2 * time.Second)
}

// OnMessage implements [bus.Messenger].
func (w *Waker) OnMessage(receive func(message []byte)) { w.receive = receive }

// Send implements [bus.Messenger].
func (w *Waker) Send(_ context.Context, message []byte) error {
	return w.conn.Publish(messageSubject, message)
}

// WakeInterval is the default of the store's option: a message costs no lock that writers wait for.
func (w *Waker) WakeInterval() time.Duration { return 2 * time.Millisecond }

// Run implements [bus.Waker].
func (w *Waker) Run(ctx context.Context, woken func(), report func(error)) {
	defer func() {
		w.conn.Close()
		if w.after != nil {
			w.after()
		}
	}()
	// The channel holds one message: more than one wake-up at once is one. NATS calls the rest slow
	// consumers, which here is no error; a callback does without.
	sub, err := w.conn.Subscribe(subject, func(*nats.Msg) { woken() })
	for err != nil {
		report(err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(100*time.Millisecond + rand.N(time.Second)):
		}
		sub, err = w.conn.Subscribe(subject, func(*nats.Msg) { woken() })
	}
	defer sub.Unsubscribe()
	if w.receive != nil {
		// An error is one of the connection, which the events have too.
		messages, err := w.conn.Subscribe(messageSubject, func(m *nats.Msg) { w.receive(m.Data) })
		if err == nil {
			defer messages.Unsubscribe()
		}
	}
	// The state counts, not the event: some may be lost.
	now := func(err error) {
		if w.conn.IsConnected() {
			err = nil
		} else if err == nil {
			err = nats.ErrDisconnected
		}
		report(err)
		woken() // messages may have been lost
	}
	now(w.conn.LastError())
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-w.events:
			now(e.err)
		}
	}
}
