//go:build !linux

package sse

import (
	"net"
	"time"
)

// canPark is false: on this system every stream has a goroutine.
const canPark = false

type poller struct{ server *Server }

func (*poller) park(net.Conn, *pendingStream) bool { return false }
func (*poller) size() int                          { return 0 }
func (*poller) close()                             {}

func (*poller) appendStreams(streams []drainable) []drainable { return streams }

func setSocketOptions(net.Conn, time.Duration) {}
