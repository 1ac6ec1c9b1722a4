package values

// A Problem is one value that could not be used. Its Sentence says why, in the reader's language.
type Problem struct {
	Key    string // the key as it is written today; empty when the problem is the query as a whole
	Raw    string // what came, cut to a sane length; empty for a secret
	Strict bool   // the field is tagged strict: better no page than a wrong one

	fault fault
}

// A Report says what was wrong with an input. The value beside it is usable in any case.
type Report struct {
	Problems []Problem // in the order of the input, at most one for a field
	Alias    bool      // an old key or an old enum value was used
	Unknown  int       // parameters that belong to no field
}
