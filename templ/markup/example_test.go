package markup_test

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/templ/markup"
)

// Several fields of one name: after a refusal, the n-th field has the n-th value that was sent.
func ExampleValue() {
	guests := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		for _, saved := range []string{"ana@example.org", "ben@example.org", ""} {
			fmt.Fprintf(w, "\n<input name=guest value=%q>", markup.Value(ctx, "guest", saved))
		}
		return nil
	})
	form := markup.Form{Action: "/?_action=save"}
	_ = form.Render(templ.WithChildren(context.Background(), guests), os.Stdout)
	fmt.Println()

	// The framework draws the page so when an action has refused the form.
	refused := markup.WithInvalidForm(context.Background(), markup.InvalidForm{
		Action: "/?_action=save",
		Values: url.Values{"guest": {"ana@", "", "cleo@example.org"}},
	})
	_ = form.Render(templ.WithChildren(refused, guests), os.Stdout)
	// Output:
	// <form method="post" action="/?_action=save">
	// <input name=guest value="ana@example.org">
	// <input name=guest value="ben@example.org">
	// <input name=guest value=""></form>
	// <form method="post" action="/?_action=save">
	// <input name=guest value="ana@">
	// <input name=guest value="">
	// <input name=guest value="cleo@example.org"></form>
}

// The error of a field stands beside it. The error "" is that of the form.
func ExampleFieldError() {
	fields := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		fmt.Fprintf(w, "\n<p>%s</p>", markup.FieldError(ctx, ""))
		fmt.Fprintf(w, "\n<input name=email value=%q> <em>%s</em>\n", markup.Value(ctx, "email", ""), markup.FieldError(ctx, "email"))
		return nil
	})
	refused := markup.WithInvalidForm(context.Background(), markup.InvalidForm{
		Action: "/?_action=save",
		Values: url.Values{"email": {"ana@"}},
		Errors: map[string]string{"email": "This is no address.", "": "Nothing was saved."},
	})
	_ = markup.Form{Action: "/?_action=save"}.Render(templ.WithChildren(refused, fields), os.Stdout)
	// Output:
	// <form method="post" action="/?_action=save">
	// <p>Nothing was saved.</p>
	// <input name=email value="ana@"> <em>This is no address.</em>
	// </form>
}
