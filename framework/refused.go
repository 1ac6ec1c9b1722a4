package framework

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A refusedSubmission is a form that an action refused.
type refusedSubmission struct {
	action router.URL // where it was posted to
	form   url.Values
	errs   FieldErrors
}

// respondRefused answers with the errors; a document has the page with the person's input.
func (rq *request[V]) respondRefused(to target[V], s refusedSubmission) error {
	if rq.kind == wire.PatchKind {
		if rq.app.dev != nil {
			_, _, _ = rq.renderRefused(to, s) // for its warnings
		}
		rq.writePatch(http.StatusUnprocessableEntity, wire.Patch{Fingerprints: rq.fingerprints(), Fields: s.errs})
		return nil
	}
	return rq.respondRefusedDocument(http.StatusUnprocessableEntity, to, s)
}

// respondRefusedDocument answers with the page, the errors and the person's input.
func (rq *request[V]) respondRefusedDocument(status int, to target[V], s refusedSubmission) error {
	b, shown, err := rq.renderRefused(to, s)
	if to, ok := asRedirect(err); ok {
		http.Redirect(rq.w, rq.r, string(to), http.StatusSeeOther)
		return nil
	}
	if err != nil {
		return err
	}
	doc := rq.newDocument(b.Title, renderParts(b, rq.loadParts(b), maxDepth))
	doc.Page = to.url
	if !shown {
		doc.Notice = s.sentences()
	}
	rq.w.Header().Set("Cache-Control", "no-store")
	return rq.writeDocument(status, doc, nil)
}

// renderRefused renders the page with the refused form. That body is private, has no version and is
// never cached. It reports whether the form was on the page.
func (rq *request[V]) renderRefused(to target[V], s refusedSubmission) (b *body, shown bool, err error) {
	_, view := rq.screen(to)
	invalid := markup.InvalidForm{
		Action: string(s.action),
		Form:   s.form.Get(markup.FormKey),
		Values: s.form,
		Errors: s.errs,
		OnRendered: func(unplaced []string) {
			shown = true
			rq.app.dev.UnplacedErrors(to.log(), unplaced)
		},
	}
	hung := rq.app.hub.Do(rq.r.Context(), rq.client(), to.endpoint.pattern, func(ctx context.Context) {
		_, b, err = rq.loader(to, view).render(markup.WithInvalidForm(ctx, invalid))
	})
	if hung != nil {
		return nil, false, hung // and b, shown and err may still be written
	}
	return b, shown, err
}

// sentences joins the errors, for a page that does not show the form any more.
func (s refusedSubmission) sentences() string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(s.errs)) {
		all = append(all, s.errs[name])
	}
	return strings.Join(slices.Compact(all), " ")
}
