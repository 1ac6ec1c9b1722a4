//go:build !unix

package sse

// MaxConnections returns zero: the system has no limit that this package knows.
func MaxConnections() int { return 0 }
