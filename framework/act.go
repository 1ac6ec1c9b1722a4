package framework

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"net/url"

	"github.com/goldfish-go/goldfish/router"
)

// act runs an action and answers with the page that it names as next.
func (x *exchange[V]) act(to address[V]) error {
	action := to.place.actions[x.r.URL.Query().Get(router.ActionParam)]
	if action.run == nil {
		if len(to.place.actions) == 0 {
			x.w.Header().Set("Allow", "GET, HEAD")
			return Error{Status: http.StatusMethodNotAllowed}
		}
		return Error{Status: http.StatusBadRequest, Message: "There is no such action here."}
	}
	if err := action.admit(x.viewer.Who); err != nil {
		return settle(err, x.app.options.Logger, "audience", to.log)
	}
	form, err := x.form()
	if err != nil {
		return err
	}
	a := &actionContext{w: x.w, r: x.r}
	var next router.URL
	err = guard(func() (err error) {
		next, err = action.run(context.WithValue(x.r.Context(), actionKey{}, a), x.viewer.Who, to.params, form)
		return err
	})
	refused, err := fieldErrors(err)
	if len(refused) > 0 {
		return x.refuse(to, refusedSubmit{action.url(to.params), form, refused})
	}
	if away, ok := asRedirect(err); ok {
		next, err = away, nil
	}
	if err != nil {
		return settle(err, x.app.options.Logger, "action", to.log)
	}
	if next == Stay {
		next = to.url
	}
	if x.kind == document {
		putFlash(x.w, x.r, a.flash)
		http.Redirect(x.w, x.r, string(next), http.StatusSeeOther)
		return nil
	}
	return x.follow(next, a.flash)
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
	x.r.Body = http.MaxBytesReader(x.w, x.r.Body, x.app.options.MaxFormBytes)
	query := x.r.URL.RawQuery
	x.r.URL.RawQuery = "" // params are not form fields
	defer func() { x.r.URL.RawQuery = query }()
	var err error
	switch kind, _, _ := mime.ParseMediaType(x.r.Header.Get("Content-Type")); kind {
	case "multipart/form-data":
		err = x.r.ParseMultipartForm(x.app.options.MaxFormBytes)
	default:
		err = x.r.ParseForm()
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, Error{Status: http.StatusRequestEntityTooLarge, Cause: err}
	}
	if err != nil {
		return nil, Error{Status: http.StatusBadRequest, Message: "This form did not arrive whole. Please send it again.", Cause: err}
	}
	return x.r.PostForm, nil
}
