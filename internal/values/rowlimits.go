package values

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// rowLimits are the fewest and the most rows of a list. Zero is no limit.
type rowLimits struct{ least, most int }

// parseRowLimits reads the tag of a list: rows:"1-20", rows:"1-" or rows:"-20".
func parseRowLimits(sf reflect.StructField) (r rowLimits, err error) {
	tag, given := sf.Tag.Lookup("rows")
	if !given {
		return rowLimits{}, nil
	}
	least, most, ok := strings.Cut(tag, "-")
	bound := func(text string) (n int) {
		if text != "" {
			n, err = strconv.Atoi(text)
			ok = ok && err == nil && n > 0
		}
		return n
	}
	r = rowLimits{bound(least), bound(most)}
	if !ok || r == (rowLimits{}) {
		return r, fmt.Errorf("the tag rows:%q is malformed: write the fewest and the most rows, such as rows:\"1-20\", rows:\"1-\" or rows:\"-20\"", tag)
	}
	if limit := QueryLimits.Rows; r.least > limit || r.most > limit {
		return r, fmt.Errorf("the tag rows:%q asks for more than the %d rows that a form may have", tag, limit)
	}
	if r.most > 0 && r.least > r.most {
		return r, fmt.Errorf("the tag rows:%q is fulfilled by no list: write the smaller number first", tag)
	}
	return r, nil
}

// RowLimits returns the fewest and the most rows that a list may have, such as "item" or
// "item.7.part". Zero is no limit, and so are those of a name that is no list.
func (c *Codec) RowLimits(list string) (least, most int) {
	if l := c.list(list); l != nil {
		return l.limits.least, l.limits.most
	}
	return 0, 0
}

// fault says what is wrong with the number of rows, and whether anything is.
func (r rowLimits) fault(rows int) (what fault, wrong bool) {
	switch {
	//mutant:false TestRowLimits: a list has its fewest rows
	case rows < r.least:
		return fault{kind: tooFewInList, low: strconv.Itoa(r.least)}, true
	//mutant:false TestRowLimits: a list has its most rows
	case r.most > 0 && rows > r.most:
		return fault{kind: tooManyInList, high: strconv.Itoa(r.most)}, true
	}
	return fault{}, false
}

// RowsProblem returns what is wrong with a list that would have so many rows.
func (c *Codec) RowsProblem(list string, rows int) (p Problem, wrong bool) {
	l := c.list(list)
	if l == nil {
		return Problem{}, false
	}
	what, wrong := l.limits.fault(rows)
	return Problem{Key: list, Strict: true, fault: what}, wrong
}
