package sse

import (
	"io"
	"net"
	"time"
)

// An attendant is the transport that works everywhere: a goroutine that stays with its tab, most often the request's own. It is made to rest on little of
// its stack: the runtime takes the half of it back that is not used (runtime: shrinkstack), and a stack is most of such a tab.
type attendant struct {
	tab    tab
	hub    *Hub
	out    interface{ write([]byte) error }
	gone   <-chan struct{}
	woken  chan struct{}
	packed bool
	ends   time.Time   // zero: never
	beat   time.Time   // when a sign of life is due
	timer  *time.Timer // for what comes first of both
}

func (a *attendant) wake() {
	select {
	case a.woken <- struct{}{}:
	default: // it will look anyway
	}
}

// attend takes over a stream after its head.
func (h *Hub) attend(out interface{ write([]byte) error }, gone <-chan struct{}, guest *arrival) *attendant {
	a := &attendant{hub: h, out: out, gone: gone, woken: make(chan struct{}, 1), packed: guest.packed, ends: guest.ends}
	guest.seat(&a.tab, a)
	h.enter(&a.tab, guest)
	a.beat = time.Now().Add(h.Heartbeat)
	a.timer = time.AfterFunc(h.Heartbeat, a.wake)
	return a
}

// stay is the life of the tab, until it ends or the peer is gone.
func (a *attendant) stay() {
	defer a.leave()
	for a.speak() && a.rest() {
	}
}

func (a *attendant) leave() {
	a.timer.Stop()
	a.hub.leave(&a.tab)
}

// rest waits until there may be something to say. It reports whether somebody is there to hear it.
func (a *attendant) rest() bool {
	select {
	case <-a.woken:
		return true
	case <-a.gone:
		return false
	}
}

// speak says what there is to say now, and reports whether there may be more later.
func (a *attendant) speak() bool {
	for {
		turn := a.tab.next()
		if turn.frame != nil {
			turn.done()
			if !a.say(turn.frame) {
				return false
			}
		}
		switch now := time.Now(); {
		case turn.last:
			return false
		case turn.frame != nil: // another screen may have something to say too
		case !a.ends.IsZero() && !now.Before(a.ends):
			a.tab.end(endTime)
		case !now.Before(a.beat):
			if !a.say(heartbeatFrame) {
				return false
			}
		default:
			next := a.beat
			if !a.ends.IsZero() && a.ends.Before(next) {
				next = a.ends
			}
			a.timer.Reset(next.Sub(now))
			return true
		}
	}
}

func (a *attendant) say(frame *Frame) bool {
	err := a.out.write(frame.bytes(a.packed))
	a.beat = time.Now().Add(a.hub.Heartbeat)
	return err == nil
}

// attendConn attends a connection that was hijacked and then could not be parked, such as one that a listener wraps.
func (h *Hub) attendConn(conn net.Conn, guest *arrival) func() {
	tune(conn, h.WriteTimeout)
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		_, _ = io.Copy(io.Discard, conn)
	}()
	a := h.attend(plain{conn, h.WriteTimeout}, gone, guest)
	return func() {
		defer conn.Close()
		a.stay()
	}
}

// plain writes to a connection, for no longer than the timeout.
type plain struct {
	conn    net.Conn
	timeout time.Duration
}

func (p plain) write(b []byte) error {
	if err := p.conn.SetWriteDeadline(time.Now().Add(p.timeout)); err != nil {
		return err
	}
	_, err := p.conn.Write(b)
	return err
}
