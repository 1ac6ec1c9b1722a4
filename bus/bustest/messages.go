package bustest

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/bus"
)

// messages sends messages from node to node, also after the network was cut. A message may be lost,
// so each is sent until it has come.
func (s Suite) messages(t *testing.T) {
	a, b, c := s.start(t), s.start(t), s.start(t)
	if a.db.Reaches() != s.Waker {
		t.Fatalf("messages reach other processes: %v; there is a waker: %v", a.db.Reaches(), s.Waker)
	}
	if err := a.db.Broadcast("x", make([]byte, bus.MaxMessageBytes+1)); err == nil {
		t.Error("a message that is too large was taken")
	}
	for _, channel := range []string{"", strings.Repeat("x", 65)} {
		if err := a.db.Broadcast(channel, nil); err == nil {
			t.Errorf("the channel %q was taken", channel)
		}
	}
	if !s.Waker {
		return
	}
	every := make([]byte, 256)
	for i := range every {
		every[i] = byte(i)
	}
	large := bytes.Repeat([]byte{0xff}, bus.MaxMessageBytes)
	other := receive(b, "other")
	for _, payload := range [][]byte{{}, every, large} {
		passes(t, a, payload, b, c)
	}
	if s.Cut != nil {
		s.Cut(true)
		_ = a.db.Broadcast("x", []byte("into the cut"))
		s.Cut(false)
		passes(t, a, []byte("after the cut"), b, c)
	}
	if other.has(every) {
		t.Error("a message came on another channel")
	}
}

// passes sends a message until all nodes have it.
func passes(t *testing.T, from *node, payload []byte, nodes ...*node) {
	t.Helper()
	for _, n := range nodes {
		in := receive(n, "x")
		for end := deadline(); !in.has(payload); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("a message of %d bytes has not come within a minute", len(payload))
			}
			if err := from.db.Broadcast("x", payload); err != nil {
				t.Fatal(err)
			}
		}
		in.cancel()
	}
}

// An inbox keeps the messages of a channel.
type inbox struct {
	mu     sync.Mutex
	got    map[string]bool
	cancel func()
}

func receive(n *node, channel string) *inbox {
	in := &inbox{got: map[string]bool{}}
	in.cancel = n.db.Receive(channel, func(payload []byte) {
		in.mu.Lock()
		defer in.mu.Unlock()
		in.got[string(payload)] = true
	})
	return in
}

func (in *inbox) has(payload []byte) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.got[string(payload)]
}
