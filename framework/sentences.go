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
	compressedForm
	crossOrigin
	incompleteForm
	malformedForm
	notAForm
	serverStops
	slowForm
	streamsNotSupported
	timeout
	tooManyTabs
	unknownAction
)

// sentence returns what to say about an error, by its code, or else by its status.
func (c errorCode) sentence(t *text.Texts, status int) string {
	switch c {
	case compressedForm:
		return t.CompressedForm
	case crossOrigin:
		return t.CrossOrigin
	case incompleteForm:
		return t.IncompleteForm
	case malformedForm:
		return t.MalformedForm
	case notAForm:
		return t.NotAForm
	case serverStops:
		return t.ServerStops
	case slowForm:
		return t.SlowForm
	case streamsNotSupported:
		return t.StreamsNotSupported
	case timeout:
		return t.Timeout
	case tooManyTabs:
		return t.TooManyTabs
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
	case http.StatusRequestTimeout:
		return t.TooSlow
	case http.StatusRequestEntityTooLarge:
		return t.TooLarge
	case http.StatusRequestURITooLong:
		return t.AddressTooLong
	case http.StatusUnsupportedMediaType:
		return t.UnsupportedType
	case http.StatusMisdirectedRequest:
		return t.Misdirected
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
