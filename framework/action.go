package framework

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/presence"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
)

// runAction runs an action and answers with the page at the URL that it returns.
func (rq *request[V]) runAction(to target[V]) error {
	action := to.endpoint.actions[rq.r.URL.Query().Get(router.ActionParam)]
	if action.run == nil {
		if len(to.endpoint.actions) == 0 {
			rq.w.Header().Set("Allow", "GET, HEAD")
			return Error{Status: http.StatusMethodNotAllowed}
		}
		return Error{Status: http.StatusBadRequest, code: unknownAction}
	}
	if err := rq.checkSender(); err != nil {
		return err
	}
	if err := action.check(rq.viewer.User); err != nil {
		return reportError(err, rq.app.options.Logger, "audience", to.log())
	}
	if field, ok := rq.uploadField(); ok {
		return rq.createUpload(action, field)
	}
	rq.files = rq.newFormFiles(action)
	form, err := rq.readForm()
	if err != nil {
		rq.files.discardUnused(rq.r.Context(), nil)
		return err
	}
	if rq.r.Header.Get(wire.CheckHeader) != "" && rq.kind == wire.PatchKind {
		return rq.respondChecked(to, action, form)
	}
	//mutant:false TestRowButtons: a button of a row runs no action
	if button := form.Get(wire.RowsField); button != "" {
		return rq.respondRows(to, action, form, button)
	}
	//mutant:false TestConfirm: whoever says no does nothing
	if rq.kind == wire.Document && slices.Contains(form[wire.ConfirmField], "") {
		form.Del(wire.ConfirmField)
		return rq.respondCanceled(to, refusedSubmission{action: action.url(to.params), form: form})
	}
	rq.actor = rq.viewer.ID
	submission, err := rq.submission(action.url(to.params), form, action.form.IsSecret)
	if err != nil {
		rq.files.discardUnused(rq.r.Context(), nil)
		return reportError(err, rq.app.options.Logger, "submission", to.log())
	}
	if after := rq.app.actions.admit(rq.client(), time.Now()); after > 0 {
		return rq.respondTooMany(to, refusedSubmission{action: action.url(to.params), form: form}, after)
	}
	if submission.Key != "" {
		if rq.files != nil {
			rq.files.taker = submission.ID() // sent again after a crash, it has its files
		}
		leave, err := rq.app.submissions.enter(rq.r.Context(), submission.ID())
		if err != nil {
			return err
		}
		defer leave()
	}
	//mutant:false TestSubmissionOnce: a retry is answered with the outcome
	if answered, err := rq.done(to, submission); answered || err != nil {
		rq.files.discardUnused(rq.r.Context(), nil)
		return err
	}
	a := &actionContext{w: rq.w, r: rq.r, signal: rq.signal}
	attempt := &store.Attempt{Submission: submission, Flash: func() string { return a.flash }}
	var next router.URL
	err = recoverPanic(func() (err error) {
		ctx, _ := presence.WithReader(store.WithAttempt(rq.files.context(rq.context()), attempt), rq.app.presence)
		next, err = action.run(context.WithValue(ctx, actionKey{}, a), rq.viewer.User, to.params, form)
		return err
	})
	if outcome, done := attempt.Replay(); done {
		rq.files.doneElsewhere(rq.r.Context())
		return rq.respondOutcome(to, outcome)
	}
	refused, err := rq.refusal(action.url(to.params), form, err)
	if refused != nil {
		// Another node may have done it meanwhile: then the refusal is about its effect.
		//mutant:false TestSubmissionDoneElsewhere
		if answered, err := rq.done(to, submission); answered || err != nil {
			if answered {
				rq.files.doneElsewhere(rq.r.Context())
			}
			return err
		}
		if attempt.Writes() == 0 {
			rq.files.refusedBy(rq.r.Context(), form, rq.kind == wire.Document)
		}
		rq.files.release(rq.r.Context(), files.Taken)
		rq.checkWrites(attempt, true, rq.r.URL.Query().Get(router.ActionParam), to.log())
		return rq.respondRefused(to, *refused)
	}
	if to, ok := asRedirect(err); ok {
		next, err = to, nil
	}
	if err != nil {
		// Nobody knows whether the app has its files: they are not swept, but can be sent again.
		rq.files.release(rq.r.Context(), files.Taken)
		return reportError(err, rq.app.options.Logger, "action", to.log())
	}
	rq.files.succeeded(rq.r.Context(), form)
	rq.checkWrites(attempt, false, rq.r.URL.Query().Get(router.ActionParam), to.log())
	if next == Stay {
		next = to.url
	}
	//mutant:true TestAnswersLeadNowhereElse: an action leads to this origin
	if safe, ok := local(next); ok {
		next = safe
	} else {
		return reportError(foreignURL(next), rq.app.options.Logger, "action", to.log())
	}
	rq.keep(attempt, store.Outcome{Next: string(next), Flash: a.flash}, to.log())
	//mutant:false TestSignalAnswer: a signal renders no page for the one who sent it
	if rq.r.Header.Get(wire.SignalHeader) != "" && rq.kind == wire.PatchKind {
		rq.writePatch(http.StatusOK, wire.Patch{})
		return nil
	}
	if rq.kind == wire.Document {
		rq.redirectAfterAction(next, a.flash)
		return nil
	}
	return rq.respondNext(to, next, a.flash)
}

// respondChecked answers with the errors of a form that a person fills in. Nothing is done.
func (rq *request[V]) respondChecked(to target[V], action action[V], form url.Values) error {
	//mutant:false TestCheckLimit: checks are limited, and apart from actions
	if after := rq.app.checks.admit(rq.client(), time.Now()); after > 0 {
		return Error{Status: http.StatusTooManyRequests, RetryAfter: after}
	}
	form.Del(wire.KeyField)
	if rq.files != nil {
		rq.files.check = true
		rq.files.discardUnused(rq.r.Context(), nil)
	}
	err := recoverPanic(func() error { return action.validate(rq.files.context(rq.context()), rq.viewer.User, to.params, form) })
	errs, err := fieldErrors(err)
	if err != nil {
		return reportError(err, rq.app.options.Logger, "check", to.log())
	}
	names := formerNames{action.form.codecOf()}
	rq.writePatch(http.StatusOK, wire.Patch{Fields: asPosted(names, form, errs)})
	return nil
}

// redirectAfterAction sends a browser without scripts to the next page. Its document must be a new
// one, with a new key: so the cookie of the flash goes with it, even without a message.
func (rq *request[V]) redirectAfterAction(next router.URL, flash string) {
	if rq.actor != "" {
		_ = rq.identify() // an error is in the log, and the next page has it too
	}
	setFlash(rq.w, rq.r, flashValue(flash, rq.clearCachesAfterSignOut()), flashSeconds)
	http.Redirect(rq.w, rq.r, string(next), http.StatusSeeOther)
}

// respondTooMany answers an action above the limit of its client. The input is kept.
func (rq *request[V]) respondTooMany(to target[V], s refusedSubmission, after time.Duration) error {
	message := rq.texts().TooManyActions
	if rq.kind == wire.PatchKind {
		// The client keeps the form as it is.
		return Error{Status: http.StatusTooManyRequests, Message: message, RetryAfter: after}
	}
	s.errs = FieldErrors{"": message}
	setRetryAfter(rq.w.Header(), after)
	return rq.respondRefusedDocument(http.StatusTooManyRequests, to, s)
}

// respondNext answers an action with the next page. The viewer is resolved again, because the
// action may have changed it. If it did, or if the answer sets a cookie, the answer is the URL of
// the next page alone: the client requests it with its new cookies, which this request does not
// have.
func (rq *request[V]) respondNext(from target[V], next router.URL, flash string) error {
	before := rq.viewerFingerprint()
	if err := rq.identify(); err != nil {
		return err
	}
	//mutant:false TestFlashOfThePersonBefore: nobody is shown a message to somebody else
	if rq.clearCachesAfterSignOut() || rq.viewerFingerprint() != before {
		dropFlash(rq.w, rq.r)
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
		rq.writePatch(http.StatusOK, wire.Patch{Next: string(next), Flash: flash})
		return nil
	}
	rq.speak(to)
	return rq.respondPatch(to, flash)
}
