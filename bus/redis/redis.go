// Package redis wakes the nodes of an app by the publish and subscribe of Redis, or of Valkey.
//
//	waker, err := redis.New("redis://localhost:6379")
//	db, err := store.Open(ctx, sqlDB, store.PostgreSQL, store.Options{Waker: waker})
//
// A message carries no topics. Nodes read those in the changes table, so messages that Redis loses
// cost time and nothing else.
package redis

import (
	"context"
	"crypto/rand"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/goldfish-go/goldfish/bus"
)

const (
	channel        = "goldfish.wake"
	messageChannel = "goldfish.messages"
)

// A Waker is a [bus.Waker]. Use one for each store.
type Waker struct {
	client *redis.Client
	node   string // begins the payload of this node's messages

	receive func(message []byte) // nil: nobody receives messages
}

var _ bus.Messenger = (*Waker)(nil)

// New returns a waker for the server of this URL, such as redis://user:password@localhost:6379/0 or
// rediss:// for TLS. It does not connect yet. Its error is one of the URL.
func New(url string) (*Waker, error) {
	options, err := redis.ParseURL(url)
	if err != nil {
		return nil, err
	}
	options.MaxRetries = 1
	options.ContextTimeoutEnabled = true
	return &Waker{client: redis.NewClient(options), node: rand.Text()}, nil
}

// Wake implements [bus.Waker].
func (w *Waker) Wake(ctx context.Context) error {
	return w.client.Publish(ctx, channel, w.node).Err()
}

// OnMessage implements [bus.Messenger].
func (w *Waker) OnMessage(receive func(message []byte)) { w.receive = receive }

// Send implements [bus.Messenger].
func (w *Waker) Send(ctx context.Context, message []byte) error {
	return w.client.Publish(ctx, messageChannel, append([]byte(w.node), message...)).Err()
}

// WakeInterval is the default of the store's option: a message costs no lock that writers wait for.
func (w *Waker) WakeInterval() time.Duration { return 2 * time.Millisecond }

// Run implements [bus.Waker].
func (w *Waker) Run(ctx context.Context, woken func(), report func(error)) {
	defer w.client.Close()
	for ctx.Err() == nil {
		if err := w.listen(ctx, woken, report); ctx.Err() == nil {
			report(err)
		}
	}
}

// listen subscribes until something goes wrong.
func (w *Waker) listen(ctx context.Context, woken func(), report func(error)) error {
	sub := w.client.Subscribe(ctx, channel, messageChannel)
	defer sub.Close()
	defer context.AfterFunc(ctx, func() { sub.Close() })() // a read does not look at the context
	for ctx.Err() == nil {
		// Receive connects again by itself at the next call.
		m, err := sub.ReceiveTimeout(ctx, 30*time.Second)
		if isTimeout(err) {
			err = sub.Ping(ctx) // a connection that has died silently
		}
		if err != nil {
			pause(ctx)
			return err
		}
		switch m := m.(type) {
		case *redis.Subscription:
			report(nil)
			woken() // messages may have been lost
		case *redis.Message:
			own := strings.HasPrefix(m.Payload, w.node)
			switch {
			case own:
			case m.Channel == channel:
				woken()
			case w.receive != nil && len(m.Payload) >= len(w.node):
				w.receive([]byte(m.Payload[len(w.node):]))
			}
		}
	}
	return ctx.Err()
}
