package sse

import (
	"net"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// A heldConn is the connection of a parked stream that is new. Go's runtime has its descriptor in
// a poller of its own. To take it out needs a copy of the descriptor and a close, which is a tenth
// of what a tab costs that connects. So it is done when the stream has been quiet for a while:
// not while many tabs connect at once, and never for a tab that leaves soon.
//
// A connection takes some 500 bytes, most of which Go's runtime never gives back: they are for the
// next one. So at most maxHeld streams keep their connection.
//
// The descriptor is used in calls of raw alone, so that none comes after somebody else, such as a
// ConnContext function that has kept the connection, has closed it.
type heldConn struct {
	conn net.Conn
	raw  syscall.RawConn
}

// maxHeld is how many streams keep their connection, for each server: about 4 MB.
const maxHeld = 8192

// hold takes a connection for a parked stream, and returns its descriptor. If it fails, the
// connection is as it was.
func hold(conn net.Conn, timeout time.Duration) (h *heldConn, fd int, err error) {
	if err := holdable(conn); err != nil {
		return nil, -1, err
	}
	raw, err := conn.(syscall.Conn).SyscallConn()
	if err != nil {
		return nil, -1, err
	}
	err = raw.Control(func(s uintptr) {
		fd = int(s)
		setOptions(fd, timeout)
		//mutant:delete TestParkedClientThatSends/buffer: the kernel takes little for a parked stream
		_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUF, parkedReceiveBuffer)
	})
	if err != nil {
		return nil, -1, err
	}
	return &heldConn{conn, raw}, fd, nil
}

// use calls f with the descriptor of the stream. The lock is held.
func (p *parkedStream) use(f func(fd int)) error {
	if p.held == nil {
		f(int(p.fd))
		return nil
	}
	return p.held.raw.Control(func(fd uintptr) { f(int(fd)) })
}

// send writes what there is room for, and does not wait. The lock is held.
func (p *parkedStream) send(b []byte) (n int, err error) {
	if p.held == nil {
		return unix.Write(int(p.fd), b)
	}
	if e := p.held.raw.Control(func(fd uintptr) { n, err = unix.Write(int(fd), b) }); e != nil {
		return 0, e
	}
	return n, err
}

// detach replaces the connection by a copy of its descriptor that Go's runtime knows nothing of:
// that frees some 500 bytes. If it fails, the stream is as it was, and it is tried again at the
// next check. The lock is held.
//
// It does not use File, which puts the descriptor into the runtime's poller again, and whose Fd
// makes it blocking. Socket options belong to the socket, so they stay: non-blocking, no delay,
// keep-alive.
func (p *parkedStream) detach() {
	held := p.held
	var err error
	closed := held.raw.Control(func(fd uintptr) {
		var free int
		if free, err = unix.FcntlInt(fd, unix.F_DUPFD_CLOEXEC, 0); err != nil {
			err = os.NewSyscallError("fcntl", err)
		} else if err = p.poller.move(p, int32(free)); err != nil {
			_ = unix.Close(free)
		}
	})
	switch {
	// A stream ends whose connection somebody else has closed.
	//mutant:false TestHeldConnIsClosedByOthers
	case closed != nil:
		p.close()
	case err == nil:
		p.closeHeld()
	default:
		p.poller.server.warnOnce("a parked stream takes more memory than it needs", "err", err)
	}
}

// closeFD closes the descriptor. The lock is held.
func (p *parkedStream) closeFD() {
	if p.held == nil {
		_ = unix.Close(int(p.fd))
		return
	}
	p.closeHeld()
}

func (p *parkedStream) closeHeld() {
	_ = p.held.conn.Close()
	p.held = nil
	p.poller.held.Add(-1)
}
