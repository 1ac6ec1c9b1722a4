package framework

import (
	"context"
	"errors"
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
	rows   rowChange // a button of a row was pressed, and nothing was refused

	confirm  *unconfirmed // the question that the person must answer
	conflict *Conflict    // what others have changed meanwhile
}

// refusal returns the answer to an error of an action that the person can do something about. It
// returns nil if that is not so.
func (rq *request[V]) refusal(action router.URL, form url.Values, err error) (*refusedSubmission, error) {
	s := &refusedSubmission{action: action, form: form}
	if q, ok := errors.AsType[unconfirmed](err); ok {
		s.confirm, s.errs = &q, FieldErrors{"": q.text}
		return s, nil
	}
	if c, ok := errors.AsType[Conflict](err); ok {
		s.conflict, s.errs, s.form = &c, c.fieldErrors(rq.texts()), c.shown(form)
		return s, nil
	}
	if s.errs, err = fieldErrors(err); len(s.errs) == 0 {
		return nil, err
	}
	return s, nil
}

// respondCanceled answers a browser without scripts whose person has said no to a question: the
// form has its input, and nothing was done.
func (rq *request[V]) respondCanceled(to target[V], s refusedSubmission) error {
	return rq.respondRefusedDocument(http.StatusOK, to, s)
}

// respondRefused answers with the errors; a document has the page with the person's input.
func (rq *request[V]) respondRefused(to target[V], s refusedSubmission) error {
	if rq.kind == wire.PatchKind {
		if rq.app.dev != nil {
			_, _, _ = rq.renderRefused(to, s) // for its warnings
		}
		names := rq.formerNames(s)
		p := wire.Patch{Fingerprints: rq.fingerprints(), Fields: asPosted(names, rq.r.PostForm, s.errs)}
		if s.confirm != nil {
			p.Confirm = s.confirm.wire()
		}
		if s.conflict != nil {
			p.Conflict = s.conflict.wire()
			p.Conflict.Theirs = asPosted(names, rq.r.PostForm, p.Conflict.Theirs)
			p.Conflict.Merged = asPosted(names, rq.r.PostForm, p.Conflict.Merged)
		}
		rq.writePatch(http.StatusUnprocessableEntity, p)
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

// renderRefused renders the page with the refused form. That body is private, has no version and
// is never cached. It reports whether the form was on the page.
func (rq *request[V]) renderRefused(to target[V], s refusedSubmission) (b *body, shown bool, err error) {
	_, view := rq.screen(to)
	invalid := markup.InvalidForm{
		Action: string(s.action),
		Form:   s.form.Get(markup.FormKey),
		Values: rq.formerNames(s).current(s.form), // markup shows nothing of what is secret
		Errors: s.errs,
		Added:  s.rows.added,
		Focus:  s.rows.focus,
		Files:  rq.files.fileValues(s.form),
		OnRendered: func(unplaced []string) {
			shown = true
			rq.app.dev.UnplacedErrors(to.log(), unplaced)
		},
	}
	if s.confirm != nil {
		invalid.Errors = nil
		invalid.Question = s.confirm.markup(rq.texts(), s.form[wire.ConfirmField])
	}
	if s.conflict != nil {
		invalid.Conflict = s.conflict.markup()
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
