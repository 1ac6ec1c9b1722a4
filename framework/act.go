package framework

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"net/url"

	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// act runs an action and answers with the page that it names as next.
func (x *exchange[V]) act(to address[V]) error {
	run := to.place.actions[x.r.URL.Query().Get(router.ActionKey)]
	if run == nil {
		if len(to.place.actions) == 0 {
			x.w.Header().Set("Allow", "GET, HEAD")
			return Error{Status: http.StatusMethodNotAllowed}
		}
		return Error{Status: http.StatusBadRequest, Say: "There is no such action here."}
	}
	form, err := x.form()
	if err != nil {
		return err
	}
	said := new(string)
	var next router.URL
	err = guard(func() (err error) {
		next, err = run(context.WithValue(x.r.Context(), flashKey{}, said), x.viewer.Who, to.params, form)
		return err
	})
	if invalid, ok := errors.AsType[Invalid](err); ok {
		return x.refuse(to, form, invalid)
	}
	if err != nil {
		return settle(err, x.app.Log, "action", to.log)
	}
	if next == "" {
		next = to.url
	}
	if x.kind == document {
		putFlash(x.w, x.r, *said)
		http.Redirect(x.w, x.r, string(next), http.StatusSeeOther)
		return nil
	}
	return x.follow(next, *said)
}

// follow answers an action with the page that comes next. The viewer is resolved again, since the action may have changed it. Where it
// did, or where the answer sets a cookie, the answer names the next page alone: the client asks for it with its new cookies, which
// this request does not have.
func (x *exchange[V]) follow(next router.URL, flash string) error {
	before := x.viewerFingerprint()
	if err := x.resolve(); err != nil {
		return err
	}
	to, ok := x.app.at(next)
	switch {
	case !ok:
		x.leave(next, flash)
		return nil
	//mutant:false(1) TestActionThatSignsIn: another viewer asks for the page anew
	//mutant:false(2) TestActionThatSetsACookie: so does a client with a new cookie
	case x.viewerFingerprint() != before, len(x.w.Header()["Set-Cookie"]) > 0:
		x.write(http.StatusOK, patchBody{Next: next, Flash: flash})
		return nil
	}
	return x.patch(to, flash)
}

// form reads the body of a post.
func (x *exchange[V]) form() (url.Values, error) {
	x.r.Body = http.MaxBytesReader(x.w, x.r.Body, x.app.MaxForm)
	query := x.r.URL.RawQuery
	x.r.URL.RawQuery = "" // params are not form fields
	defer func() { x.r.URL.RawQuery = query }()
	var err error
	switch kind, _, _ := mime.ParseMediaType(x.r.Header.Get("Content-Type")); kind {
	case "multipart/form-data":
		err = x.r.ParseMultipartForm(x.app.MaxForm)
	default:
		err = x.r.ParseForm()
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, Error{Status: http.StatusRequestEntityTooLarge, Cause: err}
	}
	if err != nil {
		return nil, Error{Status: http.StatusBadRequest, Say: "This form did not arrive whole. Please send it again.", Cause: err}
	}
	return x.r.PostForm, nil
}

// refuse shows the same page with the errors and the person's input. That render is private, has no version and is never kept.
func (x *exchange[V]) refuse(to address[V], form url.Values, invalid Invalid) error {
	if x.kind == patch {
		x.write(http.StatusUnprocessableEntity, patchBody{Fingerprints: x.fingerprints(), Fields: invalid})
		return nil
	}
	_, view := to.screen(x.viewer.Who)
	ctx := markup.WithRefusal(x.app.Hub.Context(), markup.Refusal{
		Action: string(to.action(x.r.URL.Query().Get(router.ActionKey))),
		Form:   form.Get(markup.FormKey),
		Values: form,
		Errors: invalid,
	})
	_, b, err := x.app.source(to, view).render(ctx)
	if away, ok := errors.AsType[elsewhere](err); ok {
		http.Redirect(x.w, x.r, string(away.to), http.StatusSeeOther)
		return nil
	}
	if err != nil {
		return err
	}
	doc := x.shell(b.Title, filled(b, x.parts(b)))
	doc.Page = to.url
	x.w.Header().Set("Cache-Control", "no-store")
	return x.send(http.StatusUnprocessableEntity, doc)
}
