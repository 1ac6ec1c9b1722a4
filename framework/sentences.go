package framework

import (
	"net/http"

	"github.com/goldfish-go/goldfish/templ/text"
)

// An errorCode is a reason for which the framework itself refuses a request. The sentence about it
// is chosen when the language of the answer is known.
type errorCode uint8

const (
	_ errorCode = iota // the status says all
	crossOrigin
	incompleteForm
	streamsNotSupported
	timeout
	unknownAction
)

// sentence returns what to say about an error, by its code, or else by its status.
func (c errorCode) sentence(t *text.Texts, status int) string {
	switch c {
	case crossOrigin:
		return t.CrossOrigin
	case incompleteForm:
		return t.IncompleteForm
	case streamsNotSupported:
		return t.StreamsNotSupported
	case timeout:
		return t.Timeout
	case unknownAction:
		return t.UnknownAction
	}
	switch status {
	case http.StatusBadRequest:
		return t.BadRequest
	case http.StatusUnauthorized:
		return t.Unauthorized
	case http.StatusForbidden:
		return t.Forbidden
	case http.StatusNotFound:
		return t.NotFound
	case http.StatusMethodNotAllowed:
		return t.MethodNotAllowed
	case http.StatusRequestEntityTooLarge:
		return t.TooLarge
	case http.StatusRequestURITooLong:
		return t.AddressTooLong
	case http.StatusUnprocessableEntity:
		return t.Unprocessable
	case http.StatusTooManyRequests:
		return t.TooManyRequests
	case http.StatusInternalServerError:
		return t.InternalError
	case http.StatusServiceUnavailable:
		return t.Unavailable
	}
	return t.OtherError
}
