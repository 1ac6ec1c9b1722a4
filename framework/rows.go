package framework

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/internal/address"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A Row says which row of a list in a form something belongs to. Embed it in the struct of the
// rows:
//
//	type Invoice struct {
//		Number string `url:"number"`
//		Lines  []Line `url:"line"`
//	}
//	type Line struct {
//		framework.Row        // line.Key names the row; line.IsNew() if a person has added it
//		Text string `url:"text"`
//	}
//
//	errs[line.Field("text")] = "Say what was delivered." // the error of this row's field
//
// The lists of a form have 1000 rows at most. The tag rows:"1-20" on the slice says how many rows
// one list has at least and at most; rows:"1-" and rows:"-20" say one of the two. A form with fewer
// or more rows is refused, with an error of the list. components.Rows reads the tag, too.
//
// [FieldErrors] may name a list, a row, or a field in a row.
type Row = address.Row

// A rowChange says what a button has changed in the rows of a form.
type rowChange struct {
	added string // prefix of the fields of the row that is new: "item._k3."
	focus string // button or row that has the focus now, as the value of the button: "item.7 up"

	// The list must not have one row more (1) or less (-1): nothing was changed.
	list    string
	limited int
}

// respondRows answers to a button that adds, removes or moves a row, where there are no scripts: by
// the page with what the person has entered, and the rows changed. Nothing else is done.
func (rq *request[V]) respondRows(to target[V], action action[V], form url.Values, button string) error {
	form.Del(wire.KeyField)
	form.Del(wire.RowsField)
	submission := refusedSubmission{action: action.url(to.params), form: form}
	if after := rq.app.actions.admit(rq.client(), time.Now()); after > 0 {
		return rq.respondTooMany(to, submission, after)
	}
	// The client does this itself.
	change, ok := changeRows(form, button, action.form)
	if !ok || rq.kind != wire.Document {
		return Error{Status: http.StatusBadRequest, code: malformedForm}
	}
	submission.rows = change
	if change.limited != 0 {
		list := change.list
		submission.errs = FieldErrors{list: action.form.rowsProblem(list, len(form[list])+change.limited, rq.texts())}
		return rq.respondRefusedDocument(http.StatusUnprocessableEntity, to, submission)
	}
	return rq.respondRefusedDocument(http.StatusOK, to, submission)
}

// changeRows does what a button says in the values of a form. It returns false if the button is
// none of this form. A row that is not there any more is no error: the button was pressed twice.
func changeRows(form url.Values, button string, lists formType) (change rowChange, ok bool) {
	name, what, _ := strings.Cut(button, " ")
	if what == wire.RowAdd {
		if !lists.hasList(name) {
			return rowChange{}, false
		}
		//mutant:false TestRowButtonsAtTheLimits: a button adds no row that a submit refuses
		if _, most := lists.RowLimits(name); most > 0 && len(form[name]) >= most {
			return rowChange{focus: button, list: name, limited: 1}, true
		}
		row := Row{List: name, Key: newRowKey()}
		form[name] = append(form[name], row.Key)
		return rowChange{added: row.Field("") + ".", focus: row.Field("")}, true
	}
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 || !lists.hasList(name[:dot]) {
		return rowChange{}, false
	}
	row := Row{List: name[:dot], Key: name[dot+1:]}
	keys := form[row.List]
	at := slices.Index(keys, row.Key)
	if at < 0 {
		return rowChange{focus: row.List + " " + wire.RowAdd}, true
	}
	change.focus = button
	switch what {
	case wire.RowRemove:
		//mutant:false TestRowButtonsAtTheLimits: a button removes no row that a submit needs
		if least, _ := lists.RowLimits(row.List); len(keys) <= least {
			return rowChange{focus: button, list: row.List, limited: -1}, true
		}
		removeRow(form, row)
		change.focus = row.List + " " + wire.RowAdd
		if at+1 < len(keys) {
			change.focus = Row{List: row.List, Key: keys[at+1]}.Field("") + " " + wire.RowRemove
		}
		form[row.List] = slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return key == row.Key })
	case wire.RowUp, wire.RowDown:
		other := at - 1
		if what == wire.RowDown {
			other = at + 1
		}
		if other >= 0 && other < len(keys) {
			keys[at], keys[other] = keys[other], keys[at]
		}
	default:
		return rowChange{}, false
	}
	return change, true
}

// removeRow removes the fields of a row, and those of the rows inside.
func removeRow(form url.Values, row Row) {
	prefix := row.Field("") + "."
	for name := range form {
		if strings.HasPrefix(name, prefix) {
			delete(form, name)
		}
	}
}

// newRowKey returns the key of a row that a person adds, with 50 random bits.
func newRowKey() string { return address.NewRowPrefix + strings.ToLower(rand.Text()[:10]) }
