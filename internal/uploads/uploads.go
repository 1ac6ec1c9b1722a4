// Package uploads answers: how does a file get into its store? With the form that it belongs to, or
// before it by the protocol tus.
package uploads

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/gabriel-vasile/mimetype"

	"github.com/goldfish-go/goldfish/files"
)

// headSize is how many bytes the detection of a type reads at most.
const headSize = 3072

// A TypeError refuses a file for its type.
type TypeError struct{ Type string }

func (e TypeError) Error() string { return "uploads: the field does not take files of type " + e.Type }

// A SizeError refuses a file for its size.
type SizeError struct{ Max int64 }

func (e SizeError) Error() string {
	return fmt.Sprintf("uploads: the file has more than %d bytes", e.Max)
}

// ErrEmpty refuses a file without content.
var ErrEmpty = errors.New("uploads: the file is empty")

// Refused reports whether an error is about the file itself: the person can choose another.
func Refused(err error) bool {
	_, wrongType := errors.AsType[TypeError](err)
	_, tooLarge := errors.AsType[SizeError](err)
	return wrongType || tooLarge || errors.Is(err, ErrEmpty)
}

// Receive stores a file whose size is not known, and returns it when it is complete. Nothing is
// left of a file that is refused or cut off.
func Receive(ctx context.Context, s files.Store, u files.Upload, max int64, body io.Reader) (files.Upload, error) {
	u.Size = -1
	r, err := checkHead(u, body)
	if err != nil {
		return u, err
	}
	if err := s.Create(ctx, u); err != nil {
		return u, err
	}
	n, err := s.Append(ctx, u.ID, 0, io.LimitReader(r, max+1))
	if err == nil && n > max {
		err = SizeError{max}
	}
	if err == nil {
		u.Size = n
		u, err = complete(ctx, s, u)
	}
	if err != nil {
		// The request may have ended, and its context with it.
		return u, errors.Join(err, s.Delete(context.WithoutCancel(ctx), u.ID))
	}
	return u, nil
}

// Continue appends to a file, and completes it if all bytes are there. What came before an error is
// kept, unless the file is refused.
func Continue(ctx context.Context, s files.Store, u files.Upload, offset int64, body io.Reader) (files.Upload, error) {
	left := u.Size - offset
	if offset < 0 || left < 0 || offset != u.Offset {
		return u, files.ErrOffset
	}
	body = io.LimitReader(body, left+1)
	if offset == 0 {
		r, err := checkHead(u, body)
		if Refused(err) {
			return u, errors.Join(err, s.Delete(ctx, u.ID))
		}
		body = r
	}
	more := io.LimitReader(body, left)
	n, err := s.Append(ctx, u.ID, offset, more)
	u.Offset = offset + n
	if err != nil {
		return u, err
	}
	if u.Offset < u.Size {
		return u, nil
	}
	if extra, _ := io.ReadFull(body, make([]byte, 1)); extra > 0 {
		return u, errors.Join(SizeError{u.Size}, s.Delete(ctx, u.ID))
	}
	if u.State != files.Arriving {
		return u, nil
	}
	u, err = complete(ctx, s, u)
	if Refused(err) {
		return u, errors.Join(err, s.Delete(ctx, u.ID))
	}
	return u, err
}

// checkHead returns an error if the beginning of a file shows that it is refused, before anything
// of it is stored.
func checkHead(u files.Upload, body io.Reader) (io.Reader, error) {
	r := bufio.NewReaderSize(body, headSize)
	head, err := r.Peek(headSize)
	if len(head) == 0 && err == io.EOF && u.Size <= 0 {
		return nil, ErrEmpty
	}
	// A part of a head may have another type.
	if whole := err == nil || err == io.EOF && u.Size < 0; whole {
		if t := Detect(head); !(files.Rule{Types: u.Types}).Accepts(t) {
			return nil, TypeError{t}
		}
	}
	return r, nil
}

// complete detects the type of a file of which all bytes are there.
func complete(ctx context.Context, s files.Store, u files.Upload) (files.Upload, error) {
	if u.Size == 0 {
		return u, ErrEmpty
	}
	content, err := s.Open(ctx, u.ID)
	if err != nil {
		return u, err
	}
	defer content.Close()
	head := make([]byte, headSize)
	n, err := io.ReadFull(content, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return u, err
	}
	u.Type = Detect(head[:n])
	if !(files.Rule{Types: u.Types}).Accepts(u.Type) {
		return u, TypeError{u.Type}
	}
	u.State, u.Offset = files.Complete, u.Size
	return u, s.Update(ctx, u)
}

// Detect returns the media type of content by its first 3072 bytes.
func Detect(head []byte) string { return mimetype.Detect(head).String() }
