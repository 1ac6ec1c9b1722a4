package framework

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"net/url"

	"github.com/goldfish-go/goldfish/router"
)

// runAction runs an action and answers with the page at the URL that it returns.
func (rq *request[V]) runAction(to target[V]) error {
	action := to.endpoint.actions[rq.r.URL.Query().Get(router.ActionKey)]
	if action.run == nil {
		if len(to.endpoint.actions) == 0 {
			rq.w.Header().Set("Allow", "GET, HEAD")
			return Error{Status: http.StatusMethodNotAllowed}
		}
		return Error{Status: http.StatusBadRequest, code: unknownAction}
	}
	if err := action.check(rq.viewer.User); err != nil {
		return reportError(err, rq.app.options.Logger, "audience", to.log)
	}
	form, err := rq.readForm()
	if err != nil {
		return err
	}
	a := &actionContext{w: rq.w, r: rq.r}
	var next router.URL
	err = recoverPanic(func() (err error) {
		next, err = action.run(context.WithValue(rq.context(), actionKey{}, a), rq.viewer.User, to.params, form)
		return err
	})
	refused, err := fieldErrors(err)
	if len(refused) > 0 {
		return rq.respondRefused(to, refusedSubmission{action.url(to.params), form, refused})
	}
	if to, ok := asRedirect(err); ok {
		next, err = to, nil
	}
	if err != nil {
		return reportError(err, rq.app.options.Logger, "action", to.log)
	}
	if next == Stay {
		next = to.url
	}
	if rq.kind == document {
		putFlash(rq.w, rq.r, a.flash)
		http.Redirect(rq.w, rq.r, string(next), http.StatusSeeOther)
		return nil
	}
	return rq.respondNext(to, next, a.flash)
}

// respondNext answers an action with the next page. The viewer is resolved again, because the action may
// have changed it. If it did, or if the answer sets a cookie, the answer is the URL of the next page
// alone: the client requests it with its new cookies, which this request does not have.
func (rq *request[V]) respondNext(from target[V], next router.URL, flash string) error {
	before := rq.viewerFingerprint()
	if err := rq.identify(); err != nil {
		return err
	}
	rq.speak(from)
	to, ok := rq.app.lookup(next)
	switch {
	case !ok:
		rq.respondLocation(next, flash)
		return nil
	//mutant:false(1) TestActionThatSignsIn: another viewer asks for the page anew
	//mutant:false(2) TestActionThatSetsACookie: so does a client with a new cookie
	case rq.viewerFingerprint() != before, len(rq.w.Header()["Set-Cookie"]) > 0:
		rq.writePatch(http.StatusOK, patchBody{Next: next, Flash: flash})
		return nil
	}
	rq.speak(to)
	return rq.respondPatch(to, flash)
}

// readForm reads the body of a post.
func (rq *request[V]) readForm() (url.Values, error) {
	rq.r.Body = http.MaxBytesReader(rq.w, rq.r.Body, rq.app.options.MaxFormBytes)
	query := rq.r.URL.RawQuery
	rq.r.URL.RawQuery = "" // params are not form fields
	defer func() { rq.r.URL.RawQuery = query }()
	var err error
	switch kind, _, _ := mime.ParseMediaType(rq.r.Header.Get("Content-Type")); kind {
	case "multipart/form-data":
		err = rq.r.ParseMultipartForm(rq.app.options.MaxFormBytes)
	default:
		err = rq.r.ParseForm()
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, Error{Status: http.StatusRequestEntityTooLarge, Cause: err}
	}
	if err != nil {
		return nil, Error{Status: http.StatusBadRequest, code: incompleteForm, Cause: err}
	}
	return rq.r.PostForm, nil
}
