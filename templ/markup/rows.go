package markup

import (
	"context"
	"strconv"
	"strings"

	"github.com/goldfish-go/goldfish/internal/address"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A Row is a row of a list in a form: row.Field("name") is the name of one of its fields.
type Row = address.Row

// RowButton is the name of the buttons that change the rows of their form. Such a button has
// type="submit" and formnovalidate. See [RowAction] for its value.
const RowButton = wire.RowsField

// Attributes of a list of rows. components.Rows writes them; protocol.md says what they mean.
const (
	RowsAttr     = wire.RowsAttr
	RowsKeys     = wire.KeysAttr
	RowsMin      = wire.MinAttr
	RowsMax      = wire.MaxAttr
	RowAttr      = wire.RowAttr
	RowLabelAttr = wire.RowLabelAttr
)

// A RowAction is what a button does to a list of rows or to a row.
type RowAction string

// The actions of buttons.
const (
	AddRow      RowAction = wire.RowAdd
	RemoveRow   RowAction = wire.RowRemove
	MoveRowUp   RowAction = wire.RowUp
	MoveRowDown RowAction = wire.RowDown
)

// Value returns the value of a button for the list or row of this name: Row.Field("") is that of a
// row.
func (a RowAction) Value(name string) string { return name + " " + string(a) }

// Rows returns the rows of a list in a form: those that the person sent in a refused form, those of
// a draft that has any, and in any other form the rows of these keys, which are usually IDs of the
// database. If these are fewer than least, new rows follow. A key is 1 to 64 letters, digits, '-'
// and '_', and does not begin with '_'.
func Rows(ctx context.Context, list string, least int, keys ...string) []Row {
	f := currentInvalidForm(ctx)
	if f != nil && !f.isAdded(list) && !(f.saved && f.Values[list] == nil) {
		keys = nil
		seen := map[string]bool{}
		for _, key := range f.Values[list] {
			if address.IsRowKey(key) && !seen[key] {
				keys, seen[key] = append(keys, key), true
			}
		}
		least = 0
	}
	rows := make([]Row, 0, max(len(keys), least))
	for _, key := range keys {
		rows = append(rows, Row{List: list, Key: key})
	}
	for n := 1; len(rows) < least; n++ {
		rows = append(rows, Row{List: list, Key: address.NewRowPrefix + strconv.Itoa(n)})
	}
	return rows
}

// RowFocus returns the row, or the value of the button, that has the focus when a page without
// scripts is shown again after a button of a row. Otherwise it returns "".
func RowFocus(ctx context.Context) string {
	if f := currentInvalidForm(ctx); f != nil {
		return f.Focus
	}
	return ""
}

// TemplateRow returns the row that the client copies for each new row of a list. It stands in a
// <template>. The key is a placeholder, another one for each level.
func TemplateRow(list string) Row {
	level := 1
	for _, part := range strings.Split(list, ".") {
		if strings.HasPrefix(part, placeholderPrefix) {
			level++
		}
	}
	return Row{List: list, Key: placeholderPrefix + strconv.Itoa(level) + "__"}
}

const placeholderPrefix = "__row"

// isAdded reports whether a field or a list is in the row that the person has just added, or in a
// [TemplateRow]. What was sent does not have it.
func (f *invalidFormRender) isAdded(name string) bool {
	return f.Added != "" && strings.HasPrefix(name, f.Added) || strings.Contains(name, "."+placeholderPrefix)
}
