package bus

import (
	"context"
	"fmt"
)

// A Broadcaster carries messages that no database keeps, such as who looks at a page now. A message
// may be lost, come twice, late or in another order; the reader must mend that by itself.
type Broadcaster interface {
	// Broadcast sends a message to all receivers of the channel, on all nodes. It does not wait
	// for other nodes. The receivers of this process may receive it too. The error is of a message
	// that is too large, or of a channel that has no name.
	Broadcast(channel string, payload []byte) error

	// Receive adds a receiver of a channel until cancel is called. The receiver is called from
	// several goroutines at once. It must return soon, must not call the bus, and must not keep
	// the payload.
	Receive(channel string, receiver func(payload []byte)) (cancel func())

	// Reaches reports whether messages reach other processes.
	Reaches() bool
}

// A Messenger is a [Waker] that carries messages too. The wakers of NATS, Redis and PostgreSQL are.
// Where the waker is none, or there is no waker, as with SQLite, messages stay in the process.
type Messenger interface {
	Waker

	// OnMessage sets what is called with each message of another node. It is called before Run.
	OnMessage(receive func(message []byte))

	// Send sends a message to the other nodes.
	Send(ctx context.Context, message []byte) error
}

const (
	// MaxMessageBytes limits the payload of one message. PostgreSQL sends at most 8000 characters.
	MaxMessageBytes = 5000

	maxChannelBytes = 64   // of the name of a channel
	maxQueued       = 4096 // messages that wait to be sent; above it, new ones are lost
)

// CheckMessage returns an error that says what is wrong with a message.
func CheckMessage(channel string, payload []byte) error {
	switch {
	case channel == "" || len(channel) > maxChannelBytes:
		return fmt.Errorf("bus: the name of a channel has 1 to %d bytes, and %.70q has %d", maxChannelBytes, channel, len(channel))
	//mutant:false TestMessages: a message that some bus cannot send is refused by each
	case len(payload) > MaxMessageBytes:
		return fmt.Errorf("bus: a message has at most %d bytes, and this one of %q has %d: send several", MaxMessageBytes, channel, len(payload))
	}
	return nil
}

// A channelReceiver receives what is sent on one channel.
type channelReceiver struct {
	channel string
	receive func([]byte)
}

// Broadcast implements [Broadcaster]: for the receivers of this process, before it returns.
func (l *Local) Broadcast(channel string, payload []byte) error {
	if err := CheckMessage(channel, payload); err != nil {
		return err
	}
	l.deliver(channel, payload)
	return nil
}

func (l *Local) deliver(channel string, payload []byte) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for r := range l.channels {
		if r.channel == channel {
			r.receive(payload)
		}
	}
}

// Receive implements [Broadcaster].
func (l *Local) Receive(channel string, receiver func(payload []byte)) (cancel func()) {
	key := &channelReceiver{channel, receiver}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.channels == nil {
		l.channels = map[*channelReceiver]struct{}{}
	}
	l.channels[key] = struct{}{}
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.channels, key)
	}
}

// Reaches implements [Broadcaster]: there are no other processes.
func (l *Local) Reaches() bool { return false }

// Reaches implements [Broadcaster].
func (r *Relay) Reaches() bool { return r.messenger != nil }

// Broadcast implements [Broadcaster]. If very many messages wait, it is lost for other nodes.
func (r *Relay) Broadcast(channel string, payload []byte) error {
	if err := r.Local.Broadcast(channel, payload); err != nil || r.messenger == nil {
		return err
	}
	select {
	case r.messages <- wrap(channel, payload):
	default:
	}
	return nil
}

// wrap joins a channel and a payload: the length of the channel's name, the name, the payload.
func wrap(channel string, payload []byte) []byte {
	message := make([]byte, 0, 1+len(channel)+len(payload))
	message = append(message, byte(len(channel)))
	return append(append(message, channel...), payload...)
}

// receiveMessage takes a message of another node. One that is cut off is ignored.
func (r *Relay) receiveMessage(message []byte) {
	if len(message) == 0 || len(message) < 1+int(message[0]) {
		return
	}
	end := 1 + int(message[0])
	r.Local.deliver(string(message[1:end]), message[end:])
}

// messageSender sends what waits. What cannot be sent is lost.
func (r *Relay) messageSender(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			for len(r.messages) > 0 { // the last ones, for a moment
				last, cancel := context.WithTimeout(context.Background(), lastMessages)
				err := r.messenger.Send(last, <-r.messages)
				cancel()
				if err != nil {
					return
				}
			}
			return
		case message := <-r.messages:
			bounded, cancel := context.WithTimeout(ctx, wakeTimeout)
			err := r.messenger.Send(bounded, message)
			cancel()
			if err != nil {
				pause(ctx, leastBackoff) // the waker's Run reports what is wrong
			}
		}
	}
}
