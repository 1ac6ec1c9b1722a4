package values

// Limits bound the work that an input can cause. They are counts of what comes in, so that a struct with few
// fields is not made to read a flood of parameters that it does not know. A zero means the figure of [Query].
type Limits struct {
	Params int // parameters that are looked at, known or not; the rest is left out with a problem
	Value  int // bytes of one value, after unescaping

	// Said: the reason of a problem is the text of the error of UnmarshalText.
	Said bool
}

// Query is what an address may hold. Nobody types more than this; whoever sends more is a program.
var Query = Limits{Params: 128, Value: 2 << 10}

func (l Limits) orQuery() Limits {
	if l.Params == 0 {
		l.Params = Query.Params
	}
	if l.Value == 0 {
		l.Value = Query.Value
	}
	return l
}
