package framework

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/internal/uploads"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// uploadFolder is where uploads are, beside the files of the client.
const uploadFolder = "upload/"

// uploadField returns the field of a file that is uploaded before its form is sent.
func (rq *request[V]) uploadField() (field string, ok bool) {
	field = rq.r.URL.Query().Get(wire.UploadKey)
	return field, field != ""
}

// createUpload begins an upload for a field of an action, by the protocol tus. The viewer may call
// the action.
func (rq *request[V]) createUpload(action action[V], field string) error {
	rule, ok := action.fileRule(field)
	if !ok {
		return Error{Status: http.StatusBadRequest, Cause: fmt.Errorf("the form has no field of files that is called %.80q", field)}
	}
	if err := rq.checkTus(); err != nil {
		return err
	}
	if after := rq.app.uploads.admit(rq.client(), time.Now()); after > 0 {
		return Error{Status: http.StatusTooManyRequests, Message: rq.texts().TooManyActions, RetryAfter: after}
	}
	size, sized := uploads.Number(rq.r.Header, uploads.LengthName)
	metadata, wellFormed := uploads.Metadata(rq.r.Header.Get(uploads.MetadataName))
	if !sized || !wellFormed {
		return Error{Status: http.StatusBadRequest, Cause: errors.New("Upload-Length or Upload-Metadata is missing or malformed")}
	}
	u := files.Upload{
		ID: files.NewID(), Name: files.CleanName(metadata[uploads.MetadataOfName]), Size: size,
		Owner: rq.viewer.ID, Types: rule.Types,
	}
	switch {
	//mutant:false TestTusBadInput: an empty file is refused
	case size == 0:
		return rq.uploadError(u, uploads.ErrEmpty)
	//mutant:false TestTusBadInput: so is one that is too large
	case size > rule.MaxSize:
		return rq.uploadError(u, uploads.SizeError{Max: rule.MaxSize})
	}
	if err := rq.app.options.Files.Create(rq.r.Context(), u); err != nil {
		return errUnavailable(err)
	}
	h := rq.w.Header()
	h.Set("Location", rq.app.clientPath()+uploadFolder+u.ID)
	rq.setExpires(time.Now())
	rq.w.WriteHeader(http.StatusCreated)
	return nil
}

// checkTus answers what all answers of tus have, and refuses requests of another version.
func (rq *request[V]) checkTus() error {
	h := rq.w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set(uploads.ResumableName, uploads.Version)
	if rq.r.Method != http.MethodOptions && rq.r.Header.Get(uploads.ResumableName) != uploads.Version {
		h.Set(uploads.VersionName, uploads.Version)
		return Error{Status: http.StatusPreconditionFailed, Cause: errors.New("the request is not of tus " + uploads.Version)}
	}
	return nil
}

func (rq *request[V]) setExpires(changed time.Time) {
	rq.w.Header().Set(uploads.ExpiresName, changed.Add(rq.app.options.FilesExpireAfter).UTC().Format(http.TimeFormat))
}

// uploadError returns the answer to an error of a file.
func (rq *request[V]) uploadError(u files.Upload, err error) error {
	status := http.StatusUnprocessableEntity
	if _, ok := errors.AsType[uploads.SizeError](err); ok {
		status = http.StatusRequestEntityTooLarge
	} else if _, ok := errors.AsType[uploads.TypeError](err); ok {
		status = http.StatusUnsupportedMediaType
	}
	if sentence := fileSentence(rq.texts(), u.Name, err); sentence != "" {
		return Error{Status: status, Message: sentence, Cause: err}
	}
	switch {
	case errors.Is(err, files.ErrNotFound):
		return Error{Status: http.StatusNotFound, Message: rq.texts().FileGone, Cause: err}
	case errors.Is(err, files.ErrOffset):
		return Error{Status: http.StatusConflict, Cause: err}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, errInterrupted):
		return Error{Status: http.StatusBadRequest, code: incompleteForm, Cause: err}
	}
	return errUnavailable(err)
}

// serveUpload answers the requests of tus for one upload.
func (rq *request[V]) serveUpload(id string) error {
	r, h := rq.r, rq.w.Header()
	rq.app.addVary(h)
	if err := rq.checkHost(); err != nil {
		return err
	}
	if err := rq.app.options.CrossOrigin.Check(r); err != nil {
		return Error{Status: http.StatusForbidden, code: crossOrigin, Cause: err}
	}
	serve, ok := map[string]func(files.Upload) error{
		http.MethodHead: rq.respondOffset, http.MethodPatch: rq.appendUpload, http.MethodDelete: rq.deleteUpload, http.MethodOptions: nil,
	}[r.Method]
	if !ok {
		h.Set("Allow", "OPTIONS, HEAD, PATCH, DELETE")
		return Error{Status: http.StatusMethodNotAllowed}
	}
	if err := rq.checkTus(); err != nil {
		return err
	}
	if serve == nil {
		h.Set(uploads.VersionName, uploads.Version)
		h.Set(uploads.ExtensionName, uploads.Extensions)
		rq.w.WriteHeader(http.StatusNoContent)
		return nil
	}
	if err := rq.identify(); err != nil {
		return err
	}
	leave, interrupted, err := rq.lockUpload(id)
	if err != nil {
		return err
	}
	defer leave()
	r.Body = interruptible{r.Body, interrupted}
	u, err := rq.app.options.Files.Find(r.Context(), id)
	//mutant:false TestTusOfSomebodyElse: an upload belongs to the viewer who began it
	if err == nil && u.Owner != "" && u.Owner != rq.viewer.ID {
		err = files.ErrNotFound
	}
	// What an action has taken is not the uploader's any more.
	if err == nil && (u.State == files.Taken || u.State == files.Kept) && r.Method != http.MethodHead {
		err = files.ErrNotFound
	}
	//mutant:false TestTusExpired
	if err == nil && time.Since(u.Changed) > rq.app.options.FilesExpireAfter {
		err = files.ErrNotFound
	}
	if err != nil {
		return rq.uploadError(u, err)
	}
	return serve(u)
}

var errInterrupted = errors.New("a newer request goes on with the upload")

// interruptible is a body that ends when a newer request of the same upload arrives.
type interruptible struct {
	io.ReadCloser
	interrupted *atomic.Bool
}

func (b interruptible) Read(p []byte) (int, error) {
	if b.interrupted.Load() {
		return 0, errInterrupted
	}
	n, err := b.ReadCloser.Read(p)
	if err != io.EOF && b.interrupted.Load() {
		err = errInterrupted // the deadline that interrupt has set may be a later one again
	}
	return n, err
}

// lockUpload waits until this is the only request for the upload.
func (rq *request[V]) lockUpload(id string) (leave func(), interrupted *atomic.Bool, err error) {
	interrupted = &atomic.Bool{}
	deadlines := http.NewResponseController(rq.w)
	leave, err = rq.app.uploadLocks.Enter(rq.r.Context(), id, func() {
		interrupted.Store(true)
		_ = deadlines.SetReadDeadline(time.Now()) // a test's writer has none
	})
	return leave, interrupted, err
}

func (rq *request[V]) respondOffset(u files.Upload) error {
	h := rq.w.Header()
	h.Set(uploads.OffsetName, strconv.FormatInt(u.Offset, 10))
	h.Set(uploads.LengthName, strconv.FormatInt(u.Size, 10))
	rq.setExpires(u.Changed)
	rq.w.WriteHeader(http.StatusOK)
	return nil
}

func (rq *request[V]) appendUpload(u files.Upload) error {
	r := rq.r
	if r.Header.Get("Content-Type") != uploads.ContentType {
		return Error{Status: http.StatusUnsupportedMediaType, Cause: errors.New("the body of a PATCH is " + uploads.ContentType)}
	}
	offset, ok := uploads.Number(r.Header, uploads.OffsetName)
	if !ok {
		return Error{Status: http.StatusBadRequest, Cause: errors.New("Upload-Offset is missing or malformed")}
	}
	u, err := uploads.Continue(r.Context(), rq.app.options.Files, u, offset, r.Body)
	if err != nil {
		return rq.uploadError(u, err)
	}
	rq.w.Header().Set(uploads.OffsetName, strconv.FormatInt(u.Offset, 10))
	rq.setExpires(time.Now())
	rq.w.WriteHeader(http.StatusNoContent)
	return nil
}

func (rq *request[V]) deleteUpload(u files.Upload) error {
	if u.State == files.Complete {
		//mutant:set(error(nil)) TestTusDeleteOfATakenFile: an action may have taken it meanwhile
		err := rq.app.options.Files.Take(rq.r.Context(), u.ID, "deleted by "+files.NewID())
		if errors.Is(err, files.ErrTaken) {
			err = files.ErrNotFound
		}
		if err != nil {
			return rq.uploadError(u, err)
		}
	}
	if err := rq.app.options.Files.Delete(rq.r.Context(), u.ID); err != nil {
		return rq.uploadError(u, err)
	}
	rq.w.WriteHeader(http.StatusNoContent)
	return nil
}
