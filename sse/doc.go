// Package sse answers: who is listening, and how do bytes reach them?
//
// It knows topics, screens and streams, and nothing of HTML or of what an address means.
//
// A [Hub] is one node's share of it. A [Screen] is what all tabs on one thing share: the content that its [Source] loaded last.
// A notice on a topic makes every screen that watches it load again, once, however many tabs look; each tab is then sent the
// newest content, and never a queue of what it missed. A stream is one tab's open response:
//
//	hub := sse.NewHub()
//	screen := hub.Open(key, source)          // shared by all who open the same key
//	defer screen.Release()
//	content, err := screen.Fresh(ctx)        // loaded after this call
//	err = screen.Serve(w, r, sse.Stream{})   // or: stay for what comes
//	…
//	hub.Notify("tickets", "ticket:42")       // from anywhere, after the commit
package sse
