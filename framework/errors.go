package framework

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/templ/text"
)

// An Error has two readers: Message is a sentence for the person, Cause is detail for the
// operator's log. Views, actions and viewer functions return it to choose the status. Of other
// errors, [store.ErrNotFound] is a 404, one that [store.IsUnavailable] reports is a 503, and any
// other is a 500.
type Error struct {
	Status     int           // HTTP status, 400 to 599; zero means 500
	Message    string        // for the person; empty means the usual words for the status
	Cause      error         // for the log; may be nil
	RetryAfter time.Duration // for 429 and 503: the header Retry-After; zero: none

	// ID is in the log and on the page of an error of status 500 or more, so that the operator
	// finds the line of the log. The framework sets it.
	ID string

	code errorCode // of an error of the framework: chooses the sentence
}

func (e Error) Error() string {
	message := fmt.Sprintf("%d %s", e.status(), e.sentence(&text.English))
	if e.Cause != nil {
		message += ": " + e.Cause.Error()
	}
	return message
}

// Unwrap returns the cause.
func (e Error) Unwrap() error { return e.Cause }

func (e Error) status() int {
	if e.Status < 400 || e.Status > 599 {
		return http.StatusInternalServerError
	}
	return e.Status
}

// sentence returns the message, or the default one of a language.
func (e Error) sentence(t *text.Texts) string {
	if e.Message != "" {
		return e.Message
	}
	return e.code.sentence(t, e.status())
}

// withReference is the sentence with the ID, for answers without an error page.
func (e Error) withReference(t *text.Texts) string {
	if e.ID == "" {
		return e.sentence(t)
	}
	return e.sentence(t) + " " + text.Fill(t.Reference, "id", e.ID)
}

// FieldErrors refuse a form that the person can correct: field name to sentence. The name "" is the
// form as a whole. The same page is shown again, with the sentences beside the fields and with all
// input kept. The status is 422.
//
// An empty or nil set is no error, and a name with an empty sentence is none: an action can return
// the result of its checks as it is.
type FieldErrors map[string]string

func (f FieldErrors) Error() string {
	var b strings.Builder
	b.WriteString("invalid form")
	for _, field := range slices.Sorted(maps.Keys(f)) {
		fmt.Fprintf(&b, "; %s: %s", field, f[field])
	}
	return b.String()
}

// given returns the errors that have a sentence.
func (f FieldErrors) given() FieldErrors {
	f = maps.Clone(f)
	maps.DeleteFunc(f, func(_, sentence string) bool { return sentence == "" })
	return f
}

// fieldErrors returns the field errors in an error. It returns nil if the error is nothing but
// empty sets of them, such as [errors.Join] makes of two checks.
func fieldErrors(err error) (FieldErrors, error) {
	switch e := err.(type) {
	case nil:
		return nil, nil
	case FieldErrors:
		return e.given(), nil
	case interface{ Unwrap() []error }:
		return joinedFieldErrors(err, e.Unwrap())
	}
	if f, ok := errors.AsType[FieldErrors](err); ok && len(f.given()) > 0 {
		return f.given(), nil
	}
	return nil, err
}

func joinedFieldErrors(joined error, errs []error) (FieldErrors, error) {
	all := FieldErrors{}
	for _, err := range errs {
		f, err := fieldErrors(err)
		if err != nil {
			return nil, joined
		}
		maps.Copy(all, f)
	}
	return all, nil
}

// asError returns the Error in an error, or a 500 whose cause only the operator sees.
func asError(err error) Error {
	if e, ok := errors.AsType[Error](err); ok {
		return e
	}
	return Error{Status: http.StatusInternalServerError, Cause: err}
}
