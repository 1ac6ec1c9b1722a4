// Package router answers one question: what does this address mean?
//
// The state of a page is a struct, and a [Route] is the only place where it is read from an address or
// written to one:
//
//	type TicketsURL struct {
//		Team string `path:"team"`
//		Tab  Tab    `url:"tab,push" was:"status"` // a change makes a history entry; old bookmarks say status=
//		Q    string `url:"q"`                     // a change replaces the entry
//		Page int    `url:"page,push,reset"`       // falls back to its default when any other field changes
//	}
//
//	var Tickets = router.New("/teams/{team}/tickets", TicketsURL{Tab: Open, Page: 1})
//
//	Tickets.URL(TicketsURL{Team: "red", Page: 2})       // /teams/red/tickets?page=2
//	Tickets.From(u).To(u.OnTab(Closed))                 // /teams/red/tickets?tab=closed, on the first page again
//	u, report, ok := Tickets.Parse(path, rawQuery)      // u is always usable; report says what was wrong
//
// Changes of state are methods that return a copy, such as OnTab. A copy shares its slices with the original:
// make new ones (slices.Concat, slices.Clone), never append to what u holds.
//
// # Canonical addresses
//
// [Route.URL] writes one address for one state: fields in the order of their declaration, without those that
// are zero or at their default. It is the key of everything: caches, topics, versions, tests. For every state
// p
//
//	Parse(URL(p))  is p with each zero replaced by its default
//	URL(Parse(x))  is canonical, whatever x is
//
// Zero means default, so that a struct literal can leave fields out. A number or bool whose zero is a real
// choice must therefore default to zero or be optional (a pointer). New refuses what it can see: a bool that
// defaults to true, a slice that is not empty by default.
//
// # What fields can be
//
// A query field is a string, a bool, a number, a [time.Time], a [time.Duration], a type with MarshalText and
// UnmarshalText, an enum, a slice of such (repeated keys), a pointer to such (optional) or a struct of such
// (dotted keys). A path field is a string, a whole number, an enum or a type with MarshalText and
// UnmarshalText. An enum is a type that lists its values, and may say what its old values have become:
//
//	func (Tab) Values() []Tab      { return []Tab{Open, Closed} }
//	func (Tab) Was() map[string]Tab { return map[string]Tab{"done": Closed} }
//
// The tag `url:"key,push,reset,strict,secret"` names the key and the roles: push makes a history entry, reset
// falls back when another field changes, strict answers 400 rather than with a default, secret is cut from
// logs. `was:"old,older"` lists keys that are still understood. `url:"-"` leaves a field out. Keys that begin
// with "_" are the framework's.
//
// Foreign parameters, such as utm_source, are ignored and never written: they are not state.
package router
