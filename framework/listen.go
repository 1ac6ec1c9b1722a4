package framework

import (
	"fmt"
	"net"
	"os"
	"strconv"

	"github.com/goldfish-go/goldfish/internal/socket"
)

// Descriptors of sockets and pipes that a process is started with.
const (
	firstFD = 3 // the listening socket, of systemd as of a process before this one
	readyFD = 4 // where this process says that it serves
)

// handedOnEnv is the address of the socket that the process before this one has handed on.
const handedOnEnv = "GOLDFISH_LISTEN"

// listen returns the socket of an address that the process before this one, or systemd, has opened,
// or else a new one. The function ready says that this process serves. The kernel keeps the
// connections in the queue of a socket that is handed on, so that none is refused or reset.
func listen(addr string) (l net.Listener, ready func(), err error) {
	switch {
	case os.Getenv(handedOnEnv) == addr:
		_ = os.Unsetenv(handedOnEnv) // not for processes that the app starts
		l, err := inherited()
		return l, signalReady, err
	case os.Getenv("LISTEN_PID") == strconv.Itoa(os.Getpid()): // sd_listen_fds(3)
		if n := os.Getenv("LISTEN_FDS"); n != "1" {
			return nil, nil, fmt.Errorf("systemd passes %s sockets, and Run serves one: give the unit one ListenStream", n)
		}
		l, err = inherited()
	default:
		l, err = socket.Listen(addr)
	}
	return l, func() { notifySystemd("READY=1") }, err
}

// inherited returns the listening socket that this process was started with.
func inherited() (net.Listener, error) {
	file := os.NewFile(firstFD, "listener")
	defer file.Close() // the listener is a copy
	l, err := net.FileListener(file)
	if err != nil {
		return nil, fmt.Errorf("the listening socket that this process was started with: %w", err)
	}
	return l, nil
}

// signalReady tells the process before this one that it can go.
func signalReady() {
	notifySystemd(fmt.Sprintf("MAINPID=%d\nREADY=1", os.Getpid()))
	pipe := os.NewFile(readyFD, "ready")
	_, _ = pipe.Write([]byte{1}) // it may have been killed
	_ = pipe.Close()
}

// notifySystemd tells the service manager the state of the service, if it wants to know:
// sd_notify(3).
func notifySystemd(state string) {
	socket := os.Getenv("NOTIFY_SOCKET")
	if socket == "" {
		return
	}
	if conn, err := net.Dial("unixgram", socket); err == nil {
		_, _ = conn.Write([]byte(state))
		_ = conn.Close()
	}
}
