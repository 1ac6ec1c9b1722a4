package components_test

import (
	"context"
	"strings"
	"testing"

	"github.com/a-h/templ"

	. "github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A list has the limits of its form's type where the template gives none.
func TestRowsKnowTheirLimits(t *testing.T) {
	rows := Rows[string]{Name: "guest", Item: "Guest", Row: func(row markup.Row, v string) templ.Component { return Field{Name: row.Field("name"), Label: "Name"} }}
	shown := func(r Rows[string], action markup.URL) string {
		var out strings.Builder
		ctx := markup.WithFormTypes(context.Background(), guestForms{})
		if err := (markup.Form{Action: action}).Render(templ.WithChildren(ctx, r), &out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	html := shown(rows, "/known")
	if !strings.Contains(html, `data-gf-min="2" data-gf-max="5"`) || strings.Count(html, `name="guest" value="_`) != 3 {
		t.Errorf("of the tag: %s", html)
	}
	rows.Max = 3
	if html := shown(rows, "/known"); !strings.Contains(html, `data-gf-min="2" data-gf-max="3"`) {
		t.Errorf("of the template: %s", html)
	}
	if html := shown(rows, "/unknown"); strings.Contains(html, "data-gf-min") {
		t.Errorf("of a form that nobody knows: %s", html)
	}
}

type guestForm struct{}

func (guestForm) IsSecret(string) bool { return false }

func (guestForm) RowLimits(list string) (least, most int) {
	if list != "guest" {
		return 0, 0
	}
	return 2, 5
}

func (guestForm) FormerNames() [][2]string { return nil }

type guestForms struct{}

func (guestForms) FormType(action markup.URL) markup.FormType {
	if action == "/known" {
		return guestForm{}
	}
	return nil
}
