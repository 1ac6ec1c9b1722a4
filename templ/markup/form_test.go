package markup_test

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/templ/markup"
)

// fields draws what a form component would: a value, a box and an error.
var fields = templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
	_, err := fmt.Fprintf(w, "[%s|%t|%s|%s|%t]", markup.Value(ctx, "subject", "default"), markup.Checked(ctx, "tag", "b", true),
		markup.FieldError(ctx, "subject"), markup.Value(ctx, "password", ""), markup.Refused(ctx))
	return err
})

func renderOnce(t *testing.T, ctx context.Context, f markup.Form) string {
	t.Helper()
	var b strings.Builder
	if err := f.Render(templ.WithChildren(ctx, fields), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestForm(t *testing.T) {
	refused := markup.WithInvalidForm(context.Background(), markup.InvalidForm{
		Action: "/tickets?_action=open",
		Form:   "second",
		Values: url.Values{"subject": {"printer"}, "tag": {"a", "c"}, "password": {"hunter2"}},
		Errors: map[string]string{"subject": "Too short."},
	})
	const initial, kept = "[default|true|||false]", "[printer|false|Too short.||true]"
	for _, test := range []struct {
		name string
		ctx  context.Context
		form markup.Form
		want string
	}{
		{"not refused", context.Background(), markup.Form{Action: "/tickets?_action=open", ID: "second"}, initial},
		{"refused", refused, markup.Form{Action: "/tickets?_action=open", ID: "second"}, kept},
		{"another form of that action", refused, markup.Form{Action: "/tickets?_action=open", ID: "first"}, initial},
		{"another action", refused, markup.Form{Action: "/tickets?_action=close", ID: "second"}, initial},
		{"another page", refused, markup.Form{Action: "/other?_action=open", ID: "second"}, initial},
	} {
		if got := renderOnce(t, test.ctx, test.form); !strings.Contains(got, test.want) {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	if got := renderOnce(t, refused, markup.Form{Action: "/tickets?_action=open", ID: "second"}); strings.Contains(got, "hunter2") {
		t.Error("a password was written into the page")
	}
}

func ExampleForm() {
	form := markup.Form{Action: "/tickets?_action=open&tab=closed", ID: "new", Attrs: templ.Attributes{"data-gf-busy": "Opening…"}}
	_ = form.Render(templ.WithChildren(context.Background(), templ.Raw("<button>Open</button>")), os.Stdout)
	// Output: <form method="post" action="/tickets?_action=open&amp;tab=closed" id="new" data-gf-busy="Opening…"><input type="hidden" name="_form" value="new"><button>Open</button></form>
}

// A form with the values of a draft shows them, whether they are right or not. A field that the
// draft does not have shows its own value. What was refused wins over the draft.
func TestFormOfDraft(t *testing.T) {
	form := markup.Form{Action: "/a?_action=save", Values: url.Values{"tag": {"b"}, "password": {"hunter2"}}, Hidden: []markup.Input{{Name: "_draft", Value: "3 1"}}}
	if got := renderOnce(t, context.Background(), form); !strings.Contains(got, `<input type="hidden" name="_draft" value="3 1">[default|true|||false]`) {
		t.Errorf("a new field: %s", got)
	}
	form.Values = url.Values{"subject": {"31.2."}}
	form.Errors = map[string]string{"subject": "No date.", "gone": "No field."}
	got := renderOnce(t, context.Background(), form)
	if !strings.Contains(got, "[31.2.|false|No date.||false]") || !strings.Contains(got, "No field.</p>") {
		t.Errorf("values and errors: %s", got)
	}
	refused := markup.WithInvalidForm(context.Background(), markup.InvalidForm{Action: "/a?_action=save", Values: url.Values{"subject": {"sent"}}})
	if got := renderOnce(t, refused, form); !strings.Contains(got, "[sent|false|||true]") {
		t.Errorf("refused: %s", got)
	}
	refused = markup.WithInvalidForm(context.Background(), markup.InvalidForm{Action: "/a?_action=save", Focus: "item add", Values: url.Values{"_draft": {"2 1"}}})
	if got := renderOnce(t, refused, form); !strings.Contains(got, `name="_draft" value="2 1"`) {
		t.Errorf("what a form was drawn from, when it was not saved: %s", got)
	}
	form.Values, form.Errors = nil, nil
	if got := renderOnce(t, context.Background(), form); !strings.Contains(got, "[default|true|||false]") {
		t.Errorf("no draft: %s", got)
	}
}
