package framework

import (
	"errors"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/templ/text"
)

// readForm reads the body of a post into [http.Request.PostForm].
func (rq *request[V]) readForm() (url.Values, error) {
	r, o := rq.r, rq.app.options
	//mutant:false TestBodyThatIsNoForm: a compressed body is refused
	if coding := r.Header.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		rq.w.Header().Set("Accept-Encoding", "identity") // RFC 9110, 15.5.16
		return nil, Error{Status: http.StatusUnsupportedMediaType, code: compressedForm}
	}
	withFiles := rq.files != nil && isMultipart(r)
	limit := o.MaxFormBytes
	if withFiles {
		limit += rq.files.maxBytes()
	}
	r.Body = http.MaxBytesReader(rq.w, r.Body, limit)
	var err error
	switch kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); {
	case withFiles:
		err = rq.readFiles()
	case kind == "multipart/form-data":
		err = rq.readMultipart()
	case kind == "application/x-www-form-urlencoded":
		err = rq.readURLEncoded()
	case r.ContentLength == 0:
		r.PostForm = url.Values{}
	default:
		return nil, Error{Status: http.StatusUnsupportedMediaType, code: notAForm}
	}
	if err != nil {
		return nil, rq.formError(err)
	}
	fields := 0
	for _, values := range r.PostForm {
		fields += len(values)
	}
	if fields > o.MaxFormFields {
		return nil, rq.formError(errTooManyFields)
	}
	r.Form = maps.Clone(r.PostForm) // params are not form fields
	return r.PostForm, nil
}

func (rq *request[V]) readURLEncoded() error {
	body, err := io.ReadAll(rq.r.Body)
	if err != nil {
		return err
	}
	fields := string(body)
	//mutant:false TestTooManyFields: fields are counted before they are parsed
	if strings.Count(fields, "&") >= rq.app.options.MaxFormFields {
		return errTooManyFields
	}
	rq.r.PostForm, err = url.ParseQuery(fields)
	return err
}

func (rq *request[V]) readMultipart() error {
	query := rq.r.URL.RawQuery
	rq.r.URL.RawQuery = ""
	defer func() { rq.r.URL.RawQuery = query }()
	err := rq.r.ParseMultipartForm(rq.app.options.MaxFormBytes)
	if errors.Is(err, multipart.ErrMessageTooLarge) {
		return errTooManyFields // net/http limits the parts; the bytes are limited already
	}
	return err
}

var errTooManyFields = errors.New("too many form fields")

// formError returns the answer to a body that could not be read.
func (rq *request[V]) formError(err error) Error {
	_, tooLarge := errors.AsType[*http.MaxBytesError](err)
	switch {
	case tooLarge:
		return Error{Status: http.StatusRequestEntityTooLarge, Cause: err}
	case errors.Is(err, errTooManyFields):
		return Error{
			Status:  http.StatusRequestEntityTooLarge,
			Message: text.Fill(rq.texts().TooManyFields, "max", strconv.Itoa(rq.app.options.MaxFormFields)),
			Cause:   err,
		}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return Error{Status: http.StatusRequestTimeout, code: slowForm, Cause: err}
	case errors.Is(err, io.ErrUnexpectedEOF):
		return Error{Status: http.StatusBadRequest, code: incompleteForm, Cause: err}
	}
	return Error{Status: http.StatusBadRequest, code: malformedForm, Cause: err}
}

// minBodyRate is how many bytes of a body must be transferred in each second, beyond what is in
// BodyTimeout.
const minBodyRate = 4 << 10

// bodyTime returns how much longer than BodyTimeout a body of this size may take.
func bodyTime(bytes int64) time.Duration { return time.Duration(bytes) * time.Second / minBodyRate }

// A timedBody is the body of a request that must arrive in time.
type timedBody struct {
	io.ReadCloser
	deadlines *http.ResponseController
	at        time.Time
	received  int64
}

// limitBodyTime makes reads of a request's body fail if it arrives too slowly: after the timeout,
// and a second more for each 4 KiB. Without it, a client that sends a byte now and then keeps a
// goroutine and a descriptor for ever, also if nobody reads the body.
func limitBodyTime(w http.ResponseWriter, r *http.Request, timeout time.Duration) {
	if r.Body == nil || r.Body == http.NoBody || timeout <= 0 {
		return
	}
	if _, limited := r.Body.(*timedBody); limited {
		return
	}
	b := &timedBody{ReadCloser: r.Body, deadlines: http.NewResponseController(w), at: time.Now().Add(timeout)}
	//mutant:set(error(nil)) TestSlowBodyThatNobodyReads: a body that nobody reads has a deadline too
	err := b.deadlines.SetReadDeadline(b.at)
	if err == nil {
		r.Body = b
	}
}

// Read implements [io.Reader]. At the end of the body net/http ends the deadline itself, so an
// action may take longer.
func (b *timedBody) Read(p []byte) (n int, err error) {
	n, err = b.ReadCloser.Read(p)
	if b.received += int64(n); err == nil {
		//mutant:delete TestLargeBodyHasMoreTime: a large body has more time
		_ = b.deadlines.SetReadDeadline(b.at.Add(bodyTime(b.received)))
	}
	return n, err
}

// limitWriteTime makes writes of a response body of this size fail if the client takes it too
// slowly. [App.ServeHTTP] ends the limit. Streams have limits of their own.
func (rq *request[V]) limitWriteTime(size int) {
	if timeout := rq.app.options.BodyTimeout; timeout > 0 {
		at := time.Now().Add(timeout + bodyTime(int64(size)))
		//mutant:delete TestSlowReader: a client that takes no page is not waited for
		_ = http.NewResponseController(rq.w).SetWriteDeadline(at)
	}
}
