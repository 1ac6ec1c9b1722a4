//go:build !unix

package sse

func maxStreams() int { return 0 }
