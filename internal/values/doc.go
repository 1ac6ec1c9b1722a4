// Package values answers one question: how does a struct become url.Values and back?
//
//	type Search struct {
//		Q      string   `url:"q"`
//		Tab    Tab      `url:"tab,push" was:"status"` // old bookmarks say status=
//		Tags   []string `url:"tag"`                   // repeated, as HTML forms send them
//		Max    *int     `url:"max"`                   // optional: nil is absent, zero is a choice
//		Filter struct {
//			From time.Time                            // filter.from=2026-03-04
//		}
//	}
//
// The same codec serves the query of an address and the body of a form, so there is one tag language:
//
//	url:"key,push,reset,strict,secret"   the key and what the field is for; url:"-" leaves it out
//	was:"old,older"                      keys that it had before and that are still understood
//	path:"name"                          the field lives in the path, not in the query
//
// A field without a tag is keyed by its lower-cased name, and an embedded struct adds its fields as if they
// stood in its place. A field is a string, a bool, a number, a [time.Time], a [time.Duration], a type with
// MarshalText and UnmarshalText, an enum, a struct of such, a slice of such, or a pointer to such, which
// makes it optional.
//
// An enum is a type that lists its values by a method Values() []T on the value. No other value is read or
// written. A method Was() map[string]T says what its old values have become.
//
// # Zero means default
//
// A field that is zero or equal to its default is not written, and one that is read as zero gets its default.
// So a struct and its text are two spellings of one thing: what is read from a text is what is read from its
// canonical text. A value that could not be read back (invalid UTF-8, NaN, an enum value that is not listed,
// a year of five digits) is not written either.
//
// Times are instants: they are read into UTC, and a date or a wall time without a zone, as HTML inputs send
// them, is taken as UTC. Who knows the person's zone shifts it.
package values
