package uploads

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"mime/multipart"
	"net/url"
)

// ErrTooManyFields is the error of a form with more fields than the limit.
var ErrTooManyFields = errors.New("uploads: too many fields in the form")

// ErrTooLarge is the error of a form whose fields, without files, have more bytes than the limit.
var ErrTooLarge = errors.New("uploads: the fields of the form are too large")

// Limits bound a form without its files.
type Limits struct {
	Bytes  int64
	Fields int // with files
}

// ReadForm reads a multipart form part by part, in any order. It calls receive for each file that
// was chosen, and adds the text that receive returns to the values of the field. receive need not
// read to the end. Parts without a name are ignored, as net/http does.
func ReadForm(r *multipart.Reader, limits Limits, receive func(field, name string, content io.Reader) (value string, err error)) (url.Values, error) {
	form := url.Values{}
	for fields := 0; ; {
		part, err := r.NextPart()
		if err == io.EOF {
			return form, nil
		}
		if err != nil {
			return nil, err
		}
		field := part.FormName()
		if field == "" {
			continue
		}
		if fields++; fields > limits.Fields {
			return nil, ErrTooManyFields
		}
		if limits.Bytes -= int64(len(field)) + 100; limits.Bytes < 0 {
			return nil, ErrTooLarge
		}
		if _, isFile := part.Header["Content-Type"]; isFile || part.FileName() != "" {
			if part.FileName() == "" {
				continue // none was chosen
			}
			value, err := receive(field, part.FileName(), part)
			if err != nil {
				return nil, err
			}
			if value != "" {
				form.Add(field, value)
			}
			continue
		}
		text, err := io.ReadAll(io.LimitReader(part, limits.Bytes+1))
		if err != nil {
			return nil, err
		}
		if limits.Bytes -= int64(len(text)); limits.Bytes < 0 {
			return nil, ErrTooLarge
		}
		form.Add(field, string(text))
	}
}

// A Summed reader sums what is read, to compare two posts of one submission.
type Summed struct {
	io.Reader
	sum  uint32
	size int64
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func (s *Summed) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	s.sum = crc32.Update(s.sum, castagnoli, p[:n])
	s.size += int64(n)
	return n, err
}

// String names what was read. It is no proof against somebody who wants to deceive: both posts are
// of the same person, with the same key.
func (s *Summed) String() string { return fmt.Sprintf("%d %08x", s.size, s.sum) }
