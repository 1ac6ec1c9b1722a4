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

// inForm draws a refused form around children.
func inForm(t *testing.T, r markup.InvalidForm, children func(ctx context.Context, w io.Writer)) string {
	t.Helper()
	r.Action = "/guests?_action=save"
	component := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error { children(ctx, w); return nil })
	ctx := templ.WithChildren(markup.WithInvalidForm(context.Background(), r), component)
	var out strings.Builder
	if err := (markup.Form{Action: "/guests?_action=save"}).Render(ctx, &out); err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(out.String(), `save">`)
	return strings.TrimSuffix(body, "</form>")
}

// Several fields of one name keep their own values, and a template can draw as many as were sent.
func TestRepeatedFields(t *testing.T) {
	sent := markup.InvalidForm{Values: url.Values{"guest": {"a@", "", "c@"}, "password": {"hunter2"}}}
	got := inForm(t, sent, func(ctx context.Context, w io.Writer) {
		for _, saved := range []string{"1", "2", "3", "4"} {
			fmt.Fprintf(w, "[%s]", markup.Value(ctx, "guest", saved))
		}
		fmt.Fprintf(w, "%q %q %q", markup.Values(ctx, "guest"), markup.Values(ctx, "other"), markup.Values(ctx, "password"))
		fmt.Fprintf(w, "[%s]", markup.Value(ctx, "other", "saved"))
	})
	if want := `[a@][][c@][4]["a@" "" "c@"] [] [][]`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if all := markup.Values(context.Background(), "guest"); all != nil {
		t.Errorf("outside of a refused form there are %q", all)
	}
}

// An error that nothing shows stands with the form's own, or else at the top of the form.
func TestUnplacedFieldErrors(t *testing.T) {
	var unplaced []string
	refusal := func(errors map[string]string) markup.InvalidForm {
		return markup.InvalidForm{Errors: errors, OnRendered: func(names []string) { unplaced = names }}
	}
	field := func(names ...string) func(ctx context.Context, w io.Writer) {
		return func(ctx context.Context, w io.Writer) {
			for _, name := range names {
				fmt.Fprintf(w, "[%s:%s]", name, markup.FieldError(ctx, name))
			}
			_ = markup.Part{URL: "/badge"}.Render(ctx, w)
		}
	}
	const part = `<div id="part-badge" data-gf-part="/badge"><a href="/badge">/badge</a></div>`
	top := func(text string) string {
		return `<p class="gf-error gf-form-error" role="alert" data-gf-error="">` + text + "</p>"
	}
	for _, test := range []struct {
		name     string
		errors   map[string]string
		shown    []string
		want     string
		unplaced string
	}{
		{"placed", map[string]string{"a": "No."}, []string{"a"}, "[a:No.]", "[]"},
		{"in the form's place", map[string]string{"a": "No.", "titel": "Too <short>.", "": "Sorry."}, []string{"", "a"}, "[:Sorry. Too <short>.][a:No.]", "[titel]"},
		{"in the form's place, alone", map[string]string{"titel": "Too short."}, []string{"", "a"}, "[:Too short.][a:]", "[titel]"},
		{"at the top", map[string]string{"a": "No.", "x": "Bad.", "y": "Bad.", "titel": "Too <short>."}, []string{"a"}, top("Too &lt;short&gt;. Bad.") + "[a:No.]", "[titel x y]"},
		{"the form's own, at the top", map[string]string{"": "Sorry."}, []string{"a"}, top("Sorry.") + "[a:]", "[]"},
	} {
		got := inForm(t, refusal(test.errors), field(test.shown...))
		if want := test.want + part; got != want {
			t.Errorf("%s: %s, want %s", test.name, got, want)
		}
		if got := fmt.Sprint(unplaced); got != test.unplaced {
			t.Errorf("%s: unplaced are %s, want %s", test.name, got, test.unplaced)
		}
	}
}

// The parts of a refused form are noted once.
func TestPartsOfInvalidForm(t *testing.T) {
	var collected []markup.Part
	r := markup.InvalidForm{Action: "/x", Errors: map[string]string{"a": "No."}}
	ctx := markup.WithPartCollector(markup.WithInvalidForm(context.Background(), r), &collected)
	children := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		markup.FieldError(ctx, "")
		return markup.Part{URL: "/badge"}.Render(ctx, w)
	})
	if err := (markup.Form{Action: "/x"}).Render(templ.WithChildren(ctx, children), io.Discard); err != nil {
		t.Fatal(err)
	}
	if len(collected) != 1 {
		t.Errorf("%d parts are placed, want 1", len(collected))
	}
}

func ExampleValues() {
	guests := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		saved := []string{"ana@example.org"}
		for i := range max(len(saved), len(markup.Values(ctx, "guest"))) {
			value := ""
			if i < len(saved) {
				value = saved[i]
			}
			fmt.Fprintf(w, "<input name=guest value=%q>\n", markup.Value(ctx, "guest", value))
		}
		return nil
	})
	refused := markup.WithInvalidForm(context.Background(), markup.InvalidForm{Action: "/?_action=save", Values: url.Values{"guest": {"a@", "b@"}}})
	_ = markup.Form{Action: "/?_action=save"}.Render(templ.WithChildren(refused, guests), os.Stdout)
	// Output:
	// <form method="post" action="/?_action=save"><input name=guest value="a@">
	// <input name=guest value="b@">
	// </form>
}

// A summary before the fields has their errors in the order of the fields, and not those without a
// place, which stand with the form's own.
func TestPlacedErrors(t *testing.T) {
	r := markup.InvalidForm{Errors: map[string]string{"a": "A.", "b": "B.", "c": "C.", "": "Form.", "gone": "Gone."}}
	got := inForm(t, r, func(ctx context.Context, w io.Writer) {
		fmt.Fprintf(w, "%q %s\n", markup.PlacedErrors(ctx), markup.FieldError(ctx, ""))
		markup.FieldError(ctx, "c")
		markup.FieldErrorAt(ctx, "b", "field-b", "Bee")
		markup.FieldErrorAt(ctx, "fine", "field-fine", "Fine")
		markup.FieldErrorAt(ctx, "c", "field-c", "Cee")
		markup.FieldError(ctx, "b")
		markup.FieldError(ctx, "a")
	})
	want := `[{"c" "field-c" "Cee" "C."} {"b" "field-b" "Bee" "B."} {"a" "" "" "A."}] Form. Gone.` + "\n"
	if got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if all := markup.PlacedErrors(context.Background()); all != nil {
		t.Errorf("outside of a refused form there are %v", all)
	}
}
