package s3

import (
	"context"
	"errors"
	"io"

	"github.com/minio/minio-go/v7"

	"github.com/goldfish-go/goldfish/files"
)

// Open implements [files.Store]. What is read is streamed, and Seek makes a new request with a
// range. If a file arrives as parts and bytes are missing, Open returns files.ErrNotFound. The
// reader is of no use after ctx has ended.
func (s *Store) Open(ctx context.Context, id string) (io.ReadSeekCloser, error) {
	if !files.ValidID(id) {
		return nil, files.ErrNotFound
	}
	content, err := s.open(ctx, id)
	if !errors.Is(err, files.ErrNotFound) {
		return content, err
	}
	r, err := s.record(ctx, id)
	if err != nil {
		return nil, err
	}
	if r.State != files.Arriving {
		return nil, files.ErrNotFound
	}
	p, err := s.progress(ctx, r)
	if err != nil {
		return nil, err
	}
	if len(p.parts) == 0 || r.Size >= 0 && p.stored+p.tail != r.Size {
		return nil, files.ErrNotFound
	}
	// Nobody said where the file ends, or the process was killed at the end.
	if _, err := s.join(ctx, r, p); err != nil {
		return nil, err
	}
	return s.open(ctx, id)
}

func (s *Store) open(ctx context.Context, id string) (io.ReadSeekCloser, error) {
	object, err := s.client.Client.GetObject(ctx, s.bucket, s.content(id), minio.GetObjectOptions{})
	if err != nil {
		return nil, s.failure("open a file", err)
	}
	if _, err := object.Stat(); err != nil {
		_ = object.Close()
		return nil, s.failure("open a file", err)
	}
	return object, nil
}
