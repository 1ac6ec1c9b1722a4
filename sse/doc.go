// Package sse answers: who is listening, and how do bytes reach them?
//
// It knows topics, screens and streams, and nothing of HTML or of what an address means.
//
// A [Hub] is one node's share of it. A [Screen] is what all tabs on one thing share: the content that its [Source] loaded last.
// A notice on a topic makes every screen that watches it load again, once, however many tabs look; each tab is then sent the
// newest content, and never a queue of what it missed. A stream is one tab's open response, on which one screen comes, or several:
//
//	hub := sse.NewHub()
//	screen := hub.Open(key, source)       // shared by all who open the same key
//	defer screen.Release()
//	content, err := screen.Fresh(ctx)     // loaded after this call
//	stay, err := hub.Serve(w, r, sse.Stream{Hello: hello}, sse.Sub{Screen: screen, Held: version}) // or: what comes, too
//	if stay != nil {
//		stay() // until the stream ends
//	}
//	…
//	hub.Notify("tickets", "ticket:42")    // from anywhere, after the commit
//
// # What a tab costs
//
// What is to be said to a tab, and how it gets there, are two things. The first is a few words: which screens, and which version of
// each it was sent. The second is a transport, chosen for each request. A parked tab, on Linux, is a socket and a fifth of a kilobyte: no
// goroutine, no buffer, no timer. An attended one has the goroutine of its request. A [Frame], which is an event as it goes over the wire, is encoded once and,
// where requests take gzip, compressed once, for all tabs and both transports. docs/adr/0004-parked-streams.md says how, and has the figures.
//
// Locks are taken in this order, and the later ones for moments: a parked tab's, the lot's or the hub's, a screen's, a lane's or the queue's.
package sse
