package frameworktest

import "net/http"

// post sends a form as an action.
func (b *tab) post(r request, form string, w way) {
	b.t.Helper()
	a, p := b.askPatch(r, w)
	switch {
	case a.status == http.StatusUnprocessableEntity && p != nil:
		b.refuse(a, p, form)
	case a.status == http.StatusOK && p != nil && p.Next != "":
		b.goOn(p, form, w)
	case a.shows(p):
		b.arrive(a, p, r.url, form, w)
	case a.status == http.StatusUnauthorized, a.status == http.StatusForbidden:
		b.forbid(a, p)
	case a.status == 0 || a.status >= 500 || p != nil && p.Location == "":
		b.sorry(a, p)
	default:
		instead := b.site.short(b.where())
		if a.url != nil && a.url.String() != strip(r.url).String() {
			instead = a.url.String()
		}
		b.leave(p, instead)
	}
}

// refuse shows the errors of a form. The page stays.
func (b *tab) refuse(a answer, p *patch, form string) {
	b.mu.Lock()
	b.status = a.status
	b.clearErrors(form)
	b.errors[form] = fields{}
	for name, say := range p.Fields {
		b.errors[form][name] = say
	}
	b.draw()
	b.placeErrors()
	if p.Message != "" {
		b.say(p.Message)
	}
	page := b.url
	b.wake()
	b.mu.Unlock()
	b.renewShell(a.fingerprints(p), page, false)
}

// goOn asks for the page that an action names as next, with the cookies that the action has set.
func (b *tab) goOn(done *patch, form string, w way) {
	b.t.Helper()
	next, err := b.where().Parse(done.Next)
	if err != nil {
		b.fail("the answer's next: %v", err)
	}
	a, p := b.askPatch(request{method: "GET", url: next, stay: true}, w)
	switch {
	case a.shows(p):
		p.Flash = done.Flash
		b.arrive(a, p, next, form, w)
		return
	case a.status == 0 || a.status >= 500:
		b.sorry(a, p)
	}
	b.mu.Lock()
	b.taken(form) // whatever comes next, the action is done
	b.mu.Unlock()
	if a.status != 0 && a.status < 500 {
		b.leave(p, done.Next)
	}
}
