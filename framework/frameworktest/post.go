package frameworktest

import "net/http"

// post submits a form to an action.
func (b *tab) post(r request, form string, w navOptions) {
	b.t.Helper()
	a, p, known := b.askUntilKnown(r, form, w)
	switch {
	case !known && p == nil:
		b.askPerson(a)
	case a.status == http.StatusUnprocessableEntity && p != nil:
		b.showFieldErrors(a, p, form)
	case a.status == http.StatusOK && p != nil && p.Next != "":
		b.followNext(p, form, w)
	case a.shows(p):
		b.showAnswer(a, p, r.url, form, w)
	case a.status == http.StatusUnauthorized, a.status == http.StatusForbidden:
		b.handleForbidden(a, p)
	case a.status == 0 || a.status >= 500 || p != nil && p.Location == "":
		b.showFailure(a, p)
	default:
		instead := b.site.short(b.currentURL())
		if a.url != nil && a.url.String() != strip(r.url).String() {
			instead = a.url.String()
		}
		b.loadDocument(p, instead)
	}
}

// showFieldErrors shows the errors of a form (422). The page stays.
func (b *tab) showFieldErrors(a answer, p *patch, form string) {
	b.mu.Lock()
	b.status = a.status
	b.clearErrors(form)
	b.errors[form] = fields{}
	for name, message := range p.Fields {
		b.errors[form][name] = message
	}
	b.render()
	b.placeErrors()
	if p.Message != "" {
		b.showFlash(p.Message)
	}
	page := b.url
	b.notify()
	b.mu.Unlock()
	b.refreshShell(a.fingerprints(p), page, false)
}

// followNext requests the page that an action named as next, with the cookies that the action has
// set.
func (b *tab) followNext(done *patch, form string, w navOptions) {
	b.t.Helper()
	next, err := b.currentURL().Parse(done.Next)
	if err != nil {
		b.fail("the answer's next: %v", err)
	}
	a, p := b.askPatch(request{method: "GET", url: next, noRedirect: true}, w)
	switch {
	case a.shows(p):
		p.Flash = done.Flash
		b.showAnswer(a, p, next, form, w)
		return
	case a.status == 0 || a.status >= 500:
		b.showFailure(a, p)
	}
	b.mu.Lock()
	b.clearEdits(form) // the action has succeeded
	b.mu.Unlock()
	if a.status != 0 && a.status < 500 {
		b.loadDocument(p, done.Next)
	}
}
