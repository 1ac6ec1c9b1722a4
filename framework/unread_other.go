//go:build !unix

package framework

import "net"

// hasUnread reports whether bytes of a connection have arrived and are not read yet.
func hasUnread(net.Conn) bool { return false }
