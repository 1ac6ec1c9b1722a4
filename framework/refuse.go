package framework

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A refusedSubmit is a form that an action refused.
type refusedSubmit struct {
	action router.URL // where it was posted to
	form   url.Values
	errs   FieldErrors
}

// refuse shows the same page with the errors and the person's input.
func (x *exchange[V]) refuse(to address[V], s refusedSubmit) error {
	if x.kind == patch {
		if x.app.dev != nil {
			_, _, _ = x.renderRefused(to, s) // for its warnings
		}
		x.write(http.StatusUnprocessableEntity, patchBody{Fingerprints: x.fingerprints(), Fields: s.errs})
		return nil
	}
	b, shown, err := x.renderRefused(to, s)
	if away, ok := asRedirect(err); ok {
		http.Redirect(x.w, x.r, string(away), http.StatusSeeOther)
		return nil
	}
	if err != nil {
		return err
	}
	doc := x.shell(b.Title, filled(b, x.parts(b)))
	doc.Page = to.url
	if !shown {
		doc.Notice = s.sentences()
	}
	x.w.Header().Set("Cache-Control", "no-store")
	return x.send(http.StatusUnprocessableEntity, doc)
}

// renderRefused renders the page with the refused form. That render is private, has no version and
// is never kept. It reports whether the form was on the page.
func (x *exchange[V]) renderRefused(to address[V], s refusedSubmit) (b *body, shown bool, err error) {
	_, view := to.screen(x.viewer.Who)
	ctx := markup.WithInvalidForm(x.app.hub.Context(), markup.InvalidForm{
		Action: string(s.action),
		Form:   s.form.Get(markup.FormKey),
		Values: s.form,
		Errors: s.errs,
		OnRendered: func(unplaced []string) {
			shown = true
			x.app.dev.unplaced(to.log, unplaced)
		},
	})
	_, b, err = x.app.source(to, view).render(ctx)
	return b, shown, err
}

// sentences are all that is wrong, for a page that does not show the form any more.
func (s refusedSubmit) sentences() string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(s.errs)) {
		all = append(all, s.errs[name])
	}
	return strings.Join(slices.Compact(all), " ")
}

// unplaced warns of fields that were refused and that no element of their form shows errors for.
func (d *dev) unplaced(page string, fields []string) {
	if d == nil || len(fields) == 0 {
		return
	}
	d.warn(warning{Kind: "error", Page: page, Say: fmt.Sprintf("Errors for %q were shown at the top of the form, because nothing in it shows errors for "+
		"these names. Call markup.FieldError(ctx, %q) beside the field, or correct the name in the action.", fields, fields[0])})
}
