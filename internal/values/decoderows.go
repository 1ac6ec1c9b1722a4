package values

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goldfish-go/goldfish/internal/address"
)

// A rowDecoder is what the decoders of a form and of its rows share.
type rowDecoder struct {
	form  map[string][]string
	names []string // of the form, sorted; nil until a list needs them
	rows  int      // in all lists so far
}

// decodeRows reads the lists of a form, or of one row of it.
func (d *decoder) decodeRows(all *rowDecoder) {
	for i := range d.codec.lists {
		d.decodeList(&d.codec.lists[i], all)
	}
}

// decodeList reads one list. Rows whose key is malformed or repeated are left out, with a problem:
// nobody could say which of the values are theirs.
func (d *decoder) decodeList(l *rowList, all *rowDecoder) {
	list := d.prefix + l.key
	keys := all.form[list]
	listed := make(map[string]bool, len(keys))
	v := l.in(d.v)
	for _, key := range keys {
		//mutant:false TestRowsThatAreWrong: each row is read once
		if !address.IsRowKey(key) || listed[key] {
			d.listProblem(list, fault{kind: rowsNotUnderstood})
			continue
		}
		listed[key] = true
		//mutant:false TestTooManyRows: the number of rows is limited
		if all.rows++; all.rows > d.limits.Rows {
			d.listProblem(list, fault{kind: tooManyRows, high: strconv.Itoa(d.limits.Rows)})
			break
		}
		if !d.countParam() {
			return
		}
		n := v.Len()
		v.Grow(1)
		v.SetLen(n + 1)
		v.Index(n).SetZero()
		d.decodeRow(l.rows, v.Index(n), address.Row{List: list, Key: key}, all)
	}
	//mutant:false TestRowsThatAreWrong: fields of a row that is not listed are not forgotten silently
	if all.hasStrays(list+".", listed) {
		d.listProblem(list, fault{kind: rowsNotUnderstood})
	}
	if what, wrong := l.limits.fault(len(keys)); wrong && d.limits.RowsOfLists {
		d.listProblem(list, what)
	}
}

// decodeRow reads one row.
func (d *decoder) decodeRow(c *Codec, v reflect.Value, row address.Row, all *rowDecoder) {
	inner := newDecoder(c, v, d.limits)
	inner.prefix, inner.params = row.Field("")+".", d.params
	if c.row != nil {
		v.FieldByIndex(c.row).Set(reflect.ValueOf(row))
	}
	inner.assignForm(all)
	report := inner.finish()
	d.params = inner.params
	d.report.Problems = append(d.report.Problems, report.Problems...)
	d.rowAlias = d.rowAlias || report.UsedAlias
}

// hasStrays reports whether the form has fields of a row that is not listed. The prefix is the name
// of the list and a dot.
func (all *rowDecoder) hasStrays(prefix string, listed map[string]bool) bool {
	if all.names == nil {
		all.names = make([]string, 0, len(all.form))
		for name := range all.form {
			all.names = append(all.names, name)
		}
		slices.Sort(all.names)
	}
	from, _ := slices.BinarySearch(all.names, prefix)
	for _, name := range all.names[from:] {
		rest, found := strings.CutPrefix(name, prefix)
		if !found {
			return false
		}
		if key, _, _ := strings.Cut(rest, "."); !listed[key] {
			return true
		}
	}
	return false
}

// listProblem reports what is wrong with a list, once.
func (d *decoder) listProblem(list string, what fault) {
	if !slices.ContainsFunc(d.report.Problems, func(p Problem) bool { return p.Key == list }) {
		d.report.Problems = append(d.report.Problems, Problem{Key: list, Strict: true, fault: what})
	}
}

// in returns the slice in the struct v.
func (l *rowList) in(v reflect.Value) reflect.Value { return v.FieldByIndex(l.index) }
