package values

// A Problem is one value that could not be used. Its Sentence says why, in the reader's language.
type Problem struct {
	Key    string // current key of the field; empty if the problem is the whole query
	Raw    string // the value, truncated; empty for a secret
	Strict bool   // the field is tagged strict

	fault fault
}

// A Report lists what was invalid in an input. The decoded struct is usable in any case.
type Report struct {
	Problems  []Problem // in the order of the input, at most one for a field
	UsedAlias bool      // an alias of a key or of an enum value was used
}
