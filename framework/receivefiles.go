package framework

import (
	"bufio"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/internal/uploads"
	"github.com/goldfish-go/goldfish/templ/text"
)

// A receivedFile came with the form.
type receivedFile struct {
	field string
	sum   string // of the content
}

// maxBytes is how much longer a body may be for its files. A file that is a little too large gets
// an error at its field; if all are far too large, the app answers 413.
func (f *formFiles) maxBytes() int64 {
	var sum int64
	for _, rule := range f.rules {
		one := 2 * rule.MaxSize
		if one > (1<<62)/int64(rule.MaxCount)-sum {
			return 1 << 62
		}
		sum += one * int64(rule.MaxCount)
	}
	return sum
}

// readFiles reads a multipart form, and streams its files to the store.
func (rq *request[V]) readFiles() error {
	//mutant:delete TestFormFilesLargeReads: a large file does not take a system call for each 4 KiB
	rq.r.Body = newLargeReads(rq.r.Body)
	parts, err := rq.r.MultipartReader()
	if err != nil {
		return err
	}
	limits := uploads.Limits{Bytes: rq.app.options.MaxFormBytes, Fields: rq.app.options.MaxFormFields}
	form, err := uploads.ReadForm(parts, limits, func(field, name string, content io.Reader) (string, error) {
		return rq.files.receive(rq.r.Context(), field, name, content)
	})
	switch {
	case errors.Is(err, uploads.ErrTooManyFields):
		return errTooManyFields
	case errors.Is(err, uploads.ErrTooLarge):
		return &http.MaxBytesError{Limit: limits.Bytes}
	case errors.Is(err, io.EOF):
		return io.ErrUnexpectedEOF // the end of the last part is missing
	}
	rq.r.PostForm = form
	return err
}

// largeRead is how many bytes of a form with files are read at a time, if that many are there.
const largeRead = 64 << 10

// A largeReads reads a body in large steps. A [multipart.Reader] reads 4 KiB at a time, each by a
// system call, and the calls take a fifth of the processor time of an upload.
type largeReads struct {
	*bufio.Reader
	io.Closer
}

func newLargeReads(body io.ReadCloser) largeReads {
	return largeReads{bufio.NewReaderSize(body, largeRead), body}
}

// receive stores one file, or notes why it is refused. A refused file does not end the form.
func (f *formFiles) receive(ctx context.Context, field, name string, content io.Reader) (id string, err error) {
	field = f.codec.CurrentName(field)
	rule, known := f.rules[field]
	name = files.CleanName(name)
	if !known {
		return "", nil
	}
	count := 0
	for _, other := range f.received {
		if other.field == field {
			count++
		}
	}
	//mutant:false TestTooManyFormFiles: no more files are stored than a field takes
	if count >= rule.MaxCount {
		f.refused[field] = text.Fill(f.texts.TooManyFiles, "max", strconv.Itoa(rule.MaxCount))
		return "", nil
	}
	sum := &uploads.Summed{Reader: content}
	u := files.Upload{ID: files.NewID(), Name: name, Owner: f.owner, Types: rule.Types}
	u, err = uploads.Receive(ctx, f.store, u, rule.MaxSize, sum)
	if sentence := fileSentence(f.texts, name, err); sentence != "" {
		f.refused[field] = sentence
		return "", nil
	}
	if err != nil {
		return "", err
	}
	f.received[u.ID] = receivedFile{field, sum.String()}
	f.found[u.ID] = u
	return u.ID, nil
}

// fileSentence says why a file is refused. It returns "" for other errors.
func fileSentence(t *text.Texts, name string, err error) string {
	if !uploads.Refused(err) {
		return ""
	}
	if large, ok := errors.AsType[uploads.SizeError](err); ok {
		return text.Fill(t.FileTooLarge, "name", name, "max", text.Bytes(t, large.Max))
	}
	if errors.Is(err, uploads.ErrEmpty) {
		return text.Fill(t.FileEmpty, "name", name)
	}
	return text.Fill(t.FileWrongType, "name", name)
}

func isMultipart(r *http.Request) bool {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return kind == "multipart/form-data"
}
