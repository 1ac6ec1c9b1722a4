package values

// Limits bound the work that one input can cause. A zero field means that of [QueryLimits].
type Limits struct {
	Params int // number of parameters, known or unknown; more are ignored, with a problem
	Value  int // length of one value in bytes, unescaped
	Rows   int // of a form, in all its lists

	// UnmarshalErrors: if UnmarshalText of a type refuses a value, the reason of the problem is the
	// text of its error. Secret fields are excepted.
	UnmarshalErrors bool

	// RowsOfLists: each list must have as many rows as its tag asks for. A draft, which is not
	// complete yet, may have any number.
	RowsOfLists bool
}

// QueryLimits are the limits of an address. Links and people stay far below them.
var QueryLimits = Limits{Params: 128, Value: 2 << 10, Rows: 1000}

func (l Limits) orDefault() Limits {
	if l.Params == 0 {
		l.Params = QueryLimits.Params
	}
	if l.Value == 0 {
		l.Value = QueryLimits.Value
	}
	if l.Rows == 0 {
		l.Rows = QueryLimits.Rows
	}
	return l
}
