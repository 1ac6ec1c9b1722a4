// Package live answers: which tabs show which page?
//
// It knows topics, screens, loads and versions. It knows nothing of HTTP, of HTML, or of how an
// event looks: E is the type of an event, and its zero value is no event.
//
// A [Hub] is one server's part of this. A [Screen] is what all tabs with the same key share: the
// content that its [Loader] loaded last. A notification on a topic makes every screen that depends
// on the topic load again, once, however many tabs show the screen. Each tab is then sent the
// newest content. No tab has a queue.
//
// All content shares one memory budget, [Hub.CacheBytes]. Above it the hub evicts content and keeps
// versions: a version is enough for a client that is current.
//
//	hub := live.NewHub[*Event]()
//	screen := hub.Open(key, loader)     // shared by all who open the same key
//	defer screen.Release()
//	content, err := screen.LoadNow(ctx, client) // from a load that began after this call
//	…
//	hub.Notify("tickets", "ticket:42")  // from anywhere, after the commit
//
// # Tabs and transports
//
// A [Tab] holds what one open stream shows: which screens, and which version of each it was sent.
// How the bytes get to the browser is the business of a transport. The hub and the transport
// meet in five methods:
//
//   - [Hub.Prepare] waits until there is something to send. Its error comes before the first byte.
//   - [Hub.Attach] makes the tab. From then on the hub wakes the transport: see [Waker].
//   - [Tab.Next] returns the newest event that the tab lacks. It may be called again before the
//     event is written; then the earlier event is forgotten.
//   - [Tab.Sent] says that the first byte of that event is out.
//   - [Tab.Close] says that the stream has ended.
//
// # Locks
//
// Locks are taken in this order: the lock of the hub, of a screen, of the cache or a queue. A Waker
// is called with the lock of a screen held, so the lock of a transport's queue comes last. A
// transport calls the methods of a tab with its own lock of that stream held, so that one comes
// first.
package live
