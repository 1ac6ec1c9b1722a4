package presence

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/goldfish-go/goldfish/bus"
)

// A network joins nodes. It may lose, double and delay messages, and be cut.
type network struct {
	bus.Local
	mu     sync.Mutex
	faulty bool
	cut    map[string]bool // nodes that are apart from the others
	sent   int
	bytes  int
}

// A port is the network as one node has it.
type port struct {
	*network
	name string
}

func (n *network) cutOff(node string, cut bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.cut[node] = cut
}

func (p port) Broadcast(channel string, payload []byte) error {
	p.mu.Lock()
	p.sent++
	p.bytes += len(payload)
	faulty, alone := p.faulty, p.cut[p.name]
	p.mu.Unlock()
	if err := bus.CheckMessage(channel, payload); err != nil {
		return err
	}
	if alone {
		return nil
	}
	if !faulty {
		return p.Local.Broadcast(channel, payload)
	}
	for range rand.N(3) { // lost, once, twice
		go func() {
			time.Sleep(rand.N(2 * time.Second))
			_ = p.Local.Broadcast(channel, payload)
		}()
	}
	return nil
}

func (p port) Receive(channel string, receive func([]byte)) func() {
	return p.Local.Receive(channel, func(payload []byte) {
		p.mu.Lock()
		alone := p.cut[p.name]
		p.mu.Unlock()
		if !alone {
			receive(payload)
		}
	})
}

func (p port) Reaches() bool { return true }

// A node is a tracker, and how often each topic was notified.
type node struct {
	*Tracker
	mu       sync.Mutex
	notified map[string]int
}

func (n *network) node(t *testing.T, name string) *node {
	out := &node{notified: map[string]int{}}
	out.Tracker = New(port{n, name}, func(topics ...string) {
		out.mu.Lock()
		defer out.mu.Unlock()
		for _, topic := range topics {
			out.notified[topic]++
		}
	}, slog.New(slog.DiscardHandler))
	t.Cleanup(out.Close)
	out.people("") // starts it
	return out
}

func (n *node) count(topic string) int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.notified[topic]
}

func (n *node) names(place string) string {
	var names []string
	for _, p := range n.people(place).List {
		names = append(names, p.Name)
	}
	return strings.Join(names, " ")
}

// want compares who is at "room".
func want(t *testing.T, when, names string, nodes ...*node) {
	t.Helper()
	for i, n := range nodes {
		if got := n.names("room"); got != names {
			t.Errorf("%s: node %d has %q, want %q", when, i, got, names)
		}
	}
}

func wait(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// People are seen on every node within a second, each once, and leave after the last tab.
func TestTwoNodes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var net network
		a, b := net.node(t, "a"), net.node(t, "b")
		wait(time.Second)
		leaveA := a.Join("room", "1", "Ada")
		leaveAgain := a.Join("room", "1", "Ada")
		leaveB := b.Join("room", "1", "Ada")
		wait(time.Second)
		b.Join("room", "2", "Bob")
		wait(time.Second)
		want(t, "two people", "Ada Bob", a, b)
		leaveA()
		leaveAgain()
		wait(leaveAfter + 2*time.Second)
		want(t, "Ada has a tab on another node", "Ada Bob", a, b)
		leaveB()
		wait(leaveAfter - time.Second)
		want(t, "in the grace", "Ada Bob", a, b)
		wait(3 * time.Second)
		want(t, "Ada has left", "Bob", a, b)
	})
}

// A reload, on any node, is no leaving and no joining: nobody is notified.
func TestReload(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var net network
		a, b := net.node(t, "a"), net.node(t, "b")
		leave := a.Join("room", "1", "Ada")
		wait(3 * time.Second)
		before := b.count(peopleTopic("room"))
		for _, next := range []*node{a, b, a} {
			leave()
			wait(2 * time.Second)
			leave = next.Join("room", "1", "Ada")
		}
		wait(2 * leaveAfter)
		if got := b.count(peopleTopic("room")) - before; got > 0 {
			t.Errorf("reloads were %d changes", got)
		}
		want(t, "after reloads", "Ada", a, b)
	})
}

// If no message follows the one that was lost, the next beat tells the others that it is missing.
func TestLastMessageIsLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := &network{cut: map[string]bool{}}
		a, b := net.node(t, "a"), net.node(t, "b")
		wait(time.Second)
		net.cutOff("a", true)
		a.Join("room", "1", "Ada")
		wait(time.Second)
		net.cutOff("a", false)
		want(t, "the message is lost", "", b)
		wait(2 * beatInterval)
		want(t, "after a beat", "Ada", a, b)
	})
}

// Messages that are lost, doubled, late and out of order leave no trace.
func TestLostMessages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := &network{faulty: true}
		nodes := []*node{net.node(t, "a"), net.node(t, "b"), net.node(t, "c")}
		leave := map[string]func(){}
		for i := range 300 {
			id := fmt.Sprintf("%02d", rand.N(40))
			if gone := leave[id]; gone != nil {
				gone()
				delete(leave, id)
			} else {
				leave[id] = nodes[i%3].Join("room", id, id)
			}
			wait(rand.N(400 * time.Millisecond))
		}
		wait(leaveAfter + 4*beatInterval)
		net.mu.Lock()
		net.faulty = false
		net.mu.Unlock()
		wait(2 * beatInterval)
		var names []string
		for i := range 40 {
			if id := fmt.Sprintf("%02d", i); leave[id] != nil {
				names = append(names, id)
			}
		}
		want(t, "in the end", strings.Join(names, " "), nodes...)
	})
}

// The people of a node that was killed leave, and those of one that was cut off come back.
func TestSilentNode(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := &network{cut: map[string]bool{}}
		a, b := net.node(t, "a"), net.node(t, "b")
		a.Join("room", "1", "Ada")
		b.Join("room", "2", "Bob")
		wait(2 * time.Second)
		net.cutOff("a", true)
		wait(silentAfter - beatInterval - 3*time.Second)
		want(t, "soon after the cut", "Ada Bob", a, b)
		wait(beatInterval + 5*time.Second)
		want(t, "after silence", "Bob", b)
		want(t, "on the other side", "Ada", a)
		b.Join("room", "3", "Cy")
		wait(10 * silentAfter)
		net.cutOff("a", false)
		wait(beatInterval + 5*time.Second)
		want(t, "after the cut", "Ada Bob Cy", a, b)
	})
}

// A node that ends in order takes its people with it after a moment, unless they are elsewhere, and
// a node that begins learns who is there.
func TestRestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var net network
		a, b := net.node(t, "a"), net.node(t, "b")
		a.Join("room", "1", "Ada")
		a.Join("room", "2", "Bob")
		for i := range 2000 { // a state of many messages
			a.Join("hall", fmt.Sprint(i), strings.Repeat("<", 200))
		}
		wait(2 * time.Second)
		c := net.node(t, "c")
		wait(3 * time.Second)
		want(t, "a new node", "Ada Bob", c)
		if got := c.people("hall").Total; got != 2000 {
			t.Errorf("the new node knows %d people, want 2000", got)
		}
		b.Join("room", "1", "Ada") // before the old stream ends
		a.Close()
		wait(time.Second)
		want(t, "at the end of a node", "Ada Bob", b, c)
		wait(leaveAfter + time.Second)
		want(t, "after it", "Ada", b, c)
	})
}

// A hundred changes a second are one notification a second, and few messages.
func TestManyChangesAreFewRenders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var net network
		a, b := net.node(t, "a"), net.node(t, "b")
		wait(time.Second)
		net.mu.Lock()
		before := net.sent
		net.mu.Unlock()
		for i := range 1000 {
			a.Join("room", fmt.Sprint(i), fmt.Sprintf("%04d", i))
			b.people("room")
			time.Sleep(10 * time.Millisecond)
		}
		wait(2 * time.Second)
		net.mu.Lock()
		messages := net.sent - before
		net.mu.Unlock()
		for _, n := range []*node{a, b} {
			if got := n.count(peopleTopic("room")); got > 13 || got < 8 {
				t.Errorf("%d notifications in 12 s", got)
			}
		}
		if messages > 30 {
			t.Errorf("%d messages in 12 s", messages)
		}
		if got := b.people("room"); got.Total != 1000 || len(got.List) != MaxListed || got.List[99].Name != "0099" {
			t.Errorf("got %d of %d people", len(got.List), got.Total)
		}
	})
}

// A signal is on all nodes within a moment, ends by itself and by another, and only the latest of a
// person counts.
func TestSignals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var net network
		a, b := net.node(t, "a"), net.node(t, "b")
		wait(time.Second)
		have := func(when, values string) {
			t.Helper()
			for _, n := range []*node{a, b} {
				var got []string
				for _, s := range n.signalsAt("room") {
					got = append(got, s.Name+"="+s.Value)
				}
				if strings.Join(got, " ") != values {
					t.Errorf("%s: %q, want %q", when, got, values)
				}
			}
		}
		_ = a.Signal("room", "1", "Ada", "typing", 3*time.Second)
		wait(500 * time.Millisecond)
		have("Ada types", "Ada=typing")
		before := b.count(signalTopic("room"))
		for range 4 {
			_ = a.Signal("room", "1", "Ada", "typing", 3*time.Second)
			wait(2 * time.Second)
		}
		have("she goes on", "Ada=typing")
		if got := b.count(signalTopic("room")) - before; got > 0 {
			t.Errorf("the same signal again was %d changes", got)
		}
		wait(2 * time.Second)
		have("she has stopped", "")
		_ = b.Signal("room", "1", "Ada", "typing", time.Minute)
		_ = b.Signal("room", "2", "Bob", "typing", time.Minute)
		wait(time.Second)
		late := message{Node: b.node, Kind: kindSignal, Seq: 1, Signal: &signed{Place: "room", ID: "2", Name: "Bob", Value: "old", For: 60_000}}
		_ = b.Signal("room", "1", "Ada", "", 0)
		b.send(late)
		wait(time.Second)
		have("Ada has sent", "Bob=typing")
		for i := range 1000 {
			_ = a.Signal("room", "3", "Cy", fmt.Sprint(i), time.Hour)
		}
		wait(time.Second)
		have("a cursor", "Bob=typing Cy=999")
		wait(maxTTL)
		have("after a minute", "")
		if len(a.rooms)+len(b.rooms)+len(a.signaled) > 0 {
			t.Error("what is over takes memory")
		}
	})
}

// Whatever comes from the bus, and whatever people are called, nothing breaks. Memory is bounded.
func TestBadMessages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var net network
		a, b := net.node(t, "a"), net.node(t, "b")
		bad := []string{"", "x", "null", "[]", `{"n":"x","k":"delta","s":18446744073709551615}`, `{"n":"x","k":"state","i":-1,"o":-1}`,
			`{"n":"x","k":"state","s":9,"i":0,"o":1,"e":[{"p":"","i":"1"},{"p":"room","i":""}]}`, `{"n":"x","k":"signal"}`,
			`{"n":"x","k":"signal","g":{"p":"room","i":"1","t":-5}}`, `{"n":"x","k":"later build"}`, `{"n":"","k":"bye"}`}
		for _, m := range bad {
			a.receive([]byte(m))
		}
		a.Join("room", "1\x00\xff", "A\x00d\xffa"+strings.Repeat("ä", 500))
		a.Join("room", "", "nobody")
		a.Join("", "2", "nowhere")
		a.Join("x\x00", "2", "nowhere")
		wait(3 * time.Second)
		got := b.people("room")
		if got.Total != 1 || len(got.List[0].Name) > maxNameBytes || !strings.HasPrefix(got.List[0].Name, "A d a") {
			t.Errorf("got %+v", got)
		}
		for i := range 2 * maxNodes {
			a.receive(fmt.Appendf(nil, `{"n":"n%d","k":"beat"}`, i))
		}
		a.mu.Lock()
		defer a.mu.Unlock()
		if len(a.nodes) > maxNodes {
			t.Errorf("%d nodes", len(a.nodes))
		}
	})
}

// What a caller does with a list changes nothing for others.
func TestListsAreApart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var net network
		a := net.node(t, "a")
		a.Join("room", "1", "Ada")
		a.Join("room", "2", "Bob")
		ctx, topics := WithReader(context.Background(), a.Tracker)
		one := At(ctx, "room", 1)
		_ = append(one.List, Person{"9", "Eve"})
		if got := At(ctx, "room", 5); got.List[1].Name != "Bob" || one.Total != 2 {
			t.Errorf("got %+v and %+v", one, got)
		}
		if got := topics(); len(got) != 1 {
			t.Errorf("topics %q", got)
		}
		if At(ctx, "room", -1).List == nil && At(ctx, "nowhere", 3).Total != 0 {
			t.Error("nobody is nowhere")
		}
	})
}

// More signals at a place than there is room for are left out.
func TestManySignals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var net network
		a := net.node(t, "a")
		for i := range maxSignals + 100 {
			_ = a.Signal("room", fmt.Sprint(i), "x", "typing", time.Second)
		}
		if got := len(a.rooms["room"].signals); got != maxSignals {
			t.Errorf("%d signals are kept, want %d", got, maxSignals)
		}
		if got := len(a.signalsAt("room")); got != MaxListed {
			t.Errorf("%d signals are listed", got)
		}
	})
}
