package s3

import (
	"bytes"
	"context"
	"crypto/md5"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/minio/minio-go/v7"

	"github.com/goldfish-go/goldfish/files"
)

// A record is the description of a file.
type record struct {
	files.Upload
	Multipart string `json:",omitempty"` // ID of the multipart upload; S3 may have ended it
	Bytes     int64  `json:",omitempty"` // of the content, if the file is not Arriving
	Round     int    // how often the file could be taken before; see claim
}

// errMalformed is the error of a description that is none.
var errMalformed = errors.New("files/s3: a description is malformed")

// record reads a description. Those of files that are kept are read most often. A file may become
// kept between two reads: its new description is there before the old one is removed.
func (s *Store) record(ctx context.Context, id string) (r record, err error) {
	if !files.ValidID(id) {
		return r, files.ErrNotFound
	}
	//mutant:set($[:2]) TestFoundWhileItMoves
	groups := []string{kept, unkept, kept}
	for _, group := range groups {
		if r, err = s.read(ctx, group, id); !errors.Is(err, files.ErrNotFound) {
			return r, err
		}
	}
	return r, err
}

// arriving reads the description of a file that probably arrives.
func (s *Store) arriving(ctx context.Context, id string) (r record, err error) {
	if files.ValidID(id) {
		if r, err = s.read(ctx, unkept, id); !errors.Is(err, files.ErrNotFound) {
			return r, err
		}
	}
	return s.record(ctx, id)
}

// maxDescription is the length of the longest description that is read.
const maxDescription = 1 << 20

func (s *Store) read(ctx context.Context, group, id string) (r record, err error) {
	const what = "read the description of a file"
	body, info, _, err := s.client.GetObject(ctx, s.bucket, s.description(group, id), minio.GetObjectOptions{})
	if err != nil {
		return r, s.failure(what, err)
	}
	defer body.Close()
	text, err := io.ReadAll(io.LimitReader(body, maxDescription))
	if err != nil {
		return r, s.failure(what, err)
	}
	if err := json.Unmarshal(text, &r); err != nil || r.ID != id {
		return record{}, fmt.Errorf("%w: %s: %w", errMalformed, s.description(group, id), err)
	}
	r.Offset, r.Changed = r.Bytes, info.LastModified
	return r, nil
}

// describe writes a description. S3 keeps an object before it answers.
func (s *Store) describe(ctx context.Context, group string, r record) error {
	r.Offset, r.Changed = 0, time.Time{}
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	sum := md5.Sum(text)
	return s.put(ctx, s.description(group, r.ID), bytes.NewReader(text), int64(len(text)), base64.StdEncoding.EncodeToString(sum[:]), false)
}

// put writes an object, whose MD5 the bucket compares. If it must be new and is not, put returns
// errExists.
func (s *Store) put(ctx context.Context, name string, content io.ReaderAt, size int64, md5 string, isNew bool) error {
	// The sum stands in for a signature of the content, which some servers do not know.
	options := minio.PutObjectOptions{DisableContentSha256: true}
	if isNew {
		options.SetMatchETagExcept("*")
	}
	err := write(ctx, content, size, func(content io.Reader) error {
		_, err := s.client.PutObject(ctx, s.bucket, name, content, size, md5, "", options)
		return err
	})
	if isNew {
		switch minio.ToErrorResponse(err).StatusCode {
		// Amazon S3 answers 409 if another request for the name runs.
		case http.StatusPreconditionFailed, http.StatusConflict:
			return errExists
		}
	}
	return s.failure("write an object", err)
}

func (s *Store) stat(ctx context.Context, name string) (minio.ObjectInfo, error) {
	info, err := s.client.StatObject(ctx, s.bucket, name, minio.StatObjectOptions{})
	return info, s.failure("look at an object", err)
}

// remove removes an object. One that is not there is no error.
func (s *Store) remove(ctx context.Context, name string) error {
	err := s.failure("remove an object", s.client.RemoveObject(ctx, s.bucket, name, minio.RemoveObjectOptions{}))
	if errors.Is(err, files.ErrNotFound) {
		return nil
	}
	return err
}
