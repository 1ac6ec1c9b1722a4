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
