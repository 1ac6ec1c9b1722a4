// Package values answers one question: how does a struct become url.Values and back?
//
//	type Search struct {
//		Q      string   `url:"q"`
//		Tab    Tab      `url:"tab,push" alias:"status"` // old bookmarks say status=
//		Tags   []string `url:"tag"`                     // repeated, as HTML forms send them
//		Max    *int     `url:"max"`                     // optional: nil is absent, zero is a value
//		Filter struct {
//			From time.Time                              // filter.from=2026-03-04
//		}
//	}
//
// The same codec serves the query of an address and the body of a form, with these tags:
//
//	url:"key,push,reset,strict,secret"   the key and options; url:"-" leaves the field out
//	alias:"old,older"                    former keys that are still accepted
//	path:"name"                          the field is in the path, not in the query
//
// The key of a field without a tag is its lower-cased name. An embedded struct adds its fields to
// the outer struct. A field is a string, a bool, a number, a [time.Time], a [time.Duration], an
// enum, a type with MarshalText and UnmarshalText, a struct of these, a slice of these, or a
// pointer to one of these, which makes it optional.
//
// An enum is a type with a method Values() []T. No other value is decoded or encoded. A method
// Aliases() map[string]T maps former values to current ones.
//
// A form may have fields that are slices of structs: rows. [Codec.DecodeValues] reads them.
//
// # Zero means default
//
// A field that is zero or equal to its default is not encoded, and one that is decoded as zero gets
// its default. So decoding a query and decoding its canonical form give the same struct. A value
// that could not be decoded again is not encoded: invalid UTF-8, NaN, an unlisted enum value, a
// year of five digits.
//
// Times are decoded into UTC. HTML inputs send dates and times without a zone; these are taken as
// UTC. Convert them if you know the zone of the person.
package values
