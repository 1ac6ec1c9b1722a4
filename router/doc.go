// Package router answers one question: what does this address mean?
//
// The state of a page is a struct. A [Route] decodes it from an address and encodes it into one;
// nothing else does:
//
//	type TicketsURL struct {
//		Team string `path:"team"`
//		Tab  Tab    `url:"tab,push" alias:"status"` // a change pushes a history entry; old bookmarks say status=
//		Q    string `url:"q"`                       // a change replaces the entry
//		Page int    `url:"page,push,reset"`         // gets its default when any other field changes
//	}
//
//	var Tickets = router.New("/teams/{team}/tickets", TicketsURL{Tab: Open, Page: 1})
//
//	Tickets.URL(TicketsURL{Team: "red", Page: 2})       // /teams/red/tickets?page=2
//	Tickets.From(u).To(u.OnTab(Closed))                 // /teams/red/tickets?tab=closed, on the first page again
//	u, report, ok := Tickets.Parse(path, rawQuery)      // u is always usable; report lists what was invalid
//
// Changes of state are methods that return a copy, such as OnTab. A copy shares its slices with the
// original: make new ones (slices.Concat, slices.Clone), and never append to a slice of u.
//
// # Canonical addresses
//
// [Route.URL] writes one address for one state: fields in the order of their declaration, without
// those that are zero or at their default. Caches, topics, versions and tests use it as their key.
// For every state p
//
//	Parse(URL(p))  is p with each zero replaced by its default
//	URL(Parse(x))  is canonical, for every x
//
// Zero means default, so that a struct literal can leave fields out. If the zero of a number or
// bool is a value that a person can choose, its default must be zero, or the field must be optional
// (a pointer). New refuses what it can detect: a bool that is true by default, a slice that is not
// empty by default.
//
// # Types of fields
//
// A query field is a string, a bool, a number, a [time.Time], a [time.Duration], a type with
// MarshalText and UnmarshalText, an enum, a slice of these (repeated keys), a pointer to one of
// these (optional) or a struct of these (dotted keys). A path field is a string, a whole number, an
// enum or a type with MarshalText and UnmarshalText. An enum lists its values, and may map former
// values to current ones:
//
//	func (Tab) Values() []Tab           { return []Tab{Open, Closed} }
//	func (Tab) Aliases() map[string]Tab { return map[string]Tab{"done": Closed} }
//
// The tag `url:"key,push,reset,strict,secret"` has the key and options:
//
//   - push: a change pushes a history entry.
//   - reset: the field gets its default when another field changes.
//   - strict: an invalid value is answered with 400, instead of the default.
//   - secret: the value is left out of logs. In a form: it is also in no draft and no answer.
//
// `alias:"old,older"` lists former keys that are still accepted. `url:"-"` leaves a field out. In a
// struct that is a field, the key "." is that of the struct itself. Keys that begin with "_" are
// reserved for the framework.
//
// Unknown parameters, such as utm_source, are ignored and never written: they are no state.
package router
