package sse

import (
	"io"
	"net"
	"time"
)

// An attendant is the transport that works everywhere: a goroutine that stays with its tab, most often the request's own.
type attendant struct {
	tab   tab
	woken chan struct{}
}

func (a *attendant) wake() {
	select {
	case a.woken <- struct{}{}:
	default: // it will look anyway
	}
}

// attend is the life of a stream after its head, until it ends or the peer is gone.
func (h *Hub) attend(out interface{ write([]byte) error }, gone <-chan struct{}, guest arrival) {
	a := &attendant{woken: make(chan struct{}, 1)}
	t := &a.tab
	guest.seat(t, a)
	h.enter(t, guest.stream.Since)
	defer h.leave(t)
	heartbeat := time.NewTimer(h.Heartbeat)
	defer heartbeat.Stop()
	var old <-chan time.Time
	if !guest.ends.IsZero() {
		timer := time.NewTimer(time.Until(guest.ends))
		defer timer.Stop()
		old = timer.C
	}
	for {
		turn := t.next()
		if turn.frame != nil {
			turn.done()
			if out.write(turn.frame.bytes(guest.packed)) != nil {
				return
			}
			heartbeat.Reset(h.Heartbeat)
		}
		switch {
		case turn.last:
			return
		case turn.frame != nil:
			continue // another screen may have something to say too
		}
		select {
		case <-a.woken:
		case <-heartbeat.C:
			if out.write(heartbeatFrame.bytes(guest.packed)) != nil {
				return
			}
			heartbeat.Reset(h.Heartbeat)
		case <-old:
			t.end(endTime)
		case <-gone:
			return
		}
	}
}

// attendConn attends a connection that was hijacked and then could not be parked, such as one that a listener wraps.
func (h *Hub) attendConn(conn net.Conn, guest arrival) {
	defer conn.Close()
	tune(conn, h.WriteTimeout)
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		_, _ = io.Copy(io.Discard, conn)
	}()
	h.attend(plain{conn, h.WriteTimeout}, gone, guest)
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
