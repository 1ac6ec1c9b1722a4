// Package sse answers: how do bytes reach a browser?
//
// It holds the format of server-sent events ([Append]), a client that reconnects ([Client]), and a
// [Server] that sends events. It knows nothing of what the events mean, and can be used alone.
//
// A stream is one open response. The server asks the stream's [Source] for the next event whenever
// the connection has room, so there is no queue: a client that is slow gets what is newest by then.
//
//	server := sse.NewServer()
//	…
//	wait, err := server.Serve(w, r, sse.Stream{
//		Start: func(wake sse.Waker) sse.Source { return newSource(wake) },
//	})
//	if err != nil {
//		http.Error(w, err.Error(), http.StatusServiceUnavailable)
//		return
//	}
//	wait() // until the stream ends; returns at once if the stream is parked
//
// # Transports
//
// The server chooses one of two transports for each request. A parked stream, on Linux, is a socket
// in an epoll and a struct of 96 bytes: no goroutine, no buffer, no timer. Every other stream has a
// goroutine, most often that of its request. A [Frame] is an event as it goes over the wire. It is
// encoded once and, for requests that accept gzip, compressed once, for all streams and both
// transports. docs/adr/0004-parked-streams.md says how, with figures.
//
// # Locks
//
// Locks are taken in this order: the lock of a parked stream, of the poller, of the write queue.
// The methods of a Source are called with the lock of the parked stream held. A Waker takes only
// the lock of the write queue.
package sse
