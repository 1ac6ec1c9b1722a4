package s3

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/minio/minio-go/v7"

	"github.com/goldfish-go/goldfish/files"
)

const (
	minPart  = 8 << 20 // bytes
	maxParts = 10_000  // of a multipart upload
)

// partSize returns the size of all parts of a file but the last, in bytes. It depends on nothing
// but the size of the file, which is negative if it is not known: some servers want equal parts.
func partSize(size int64) int64 {
	const mib = 1 << 20
	least := (max(size, 0) + maxParts - 1) / maxParts
	return max(minPart, (least+mib-1)/mib*mib)
}

// progress is what is there of a file that arrives.
type progress struct {
	parts   []minio.CompletePart
	stored  int64 // bytes in the parts, or of the whole content
	tail    int64 // bytes that are not yet a part
	hasTail bool  // also if it is empty
	whole   bool  // the content is one object, and ends
	lost    bool  // S3 has ended the multipart upload
	changed time.Time
}

// progress looks up what is there.
func (s *Store) progress(ctx context.Context, r record) (p progress, err error) {
	if r.Multipart != "" {
		if err := s.listParts(ctx, r, &p); err != nil {
			return p, err
		}
	}
	info, err := s.stat(ctx, s.tail(r.ID, len(p.parts)+1))
	if errors.Is(err, files.ErrNotFound) {
		return p, nil
	}
	if err != nil {
		return p, err
	}
	if info.LastModified.After(p.changed) {
		p.changed = info.LastModified
	}
	// No tail is as long as a part. So this is all parts as one object.
	if p.lost && info.Size >= partSize(r.Size) {
		p.stored, p.whole = info.Size, true
		return p, nil
	}
	p.tail, p.hasTail = info.Size, true
	return p, nil
}

func (s *Store) listParts(ctx context.Context, r record, p *progress) error {
	marker := 0
	for {
		list, err := s.client.ListObjectParts(ctx, s.bucket, s.content(r.ID), r.Multipart, marker, 1000)
		if minio.ToErrorResponse(err).Code == minio.NoSuchUpload {
			p.lost = true
			return nil
		}
		if err != nil {
			return s.failure("list the parts of a file", err)
		}
		for _, part := range list.ObjectParts {
			if part.PartNumber != len(p.parts)+1 {
				return nil // those behind a gap do not count
			}
			p.parts = append(p.parts, minio.CompletePart{PartNumber: part.PartNumber, ETag: part.ETag})
			p.stored += part.Size
			if part.LastModified.After(p.changed) {
				p.changed = part.LastModified
			}
		}
		if !list.IsTruncated || len(list.ObjectParts) == 0 {
			return nil
		}
		marker = list.NextPartNumberMarker
	}
}

// begin begins a multipart upload, unless the file was deleted meanwhile.
func (s *Store) begin(ctx context.Context, r *record) error {
	//mutant:set(record{}, error(nil)) TestDeletedMeanwhile: the description is not there again
	_, err := s.read(ctx, unkept, r.ID)
	if err != nil {
		return err
	}
	id, err := s.client.NewMultipartUpload(ctx, s.bucket, s.content(r.ID), minio.PutObjectOptions{})
	if err != nil {
		return s.failure("begin a multipart upload", err)
	}
	r.Multipart = id
	if err := s.describe(ctx, unkept, *r); err != nil {
		return errors.Join(err, s.abort(ctx, r.ID, id))
	}
	return nil
}

func (s *Store) abort(ctx context.Context, id, multipart string) error {
	err := s.client.AbortMultipartUpload(ctx, s.bucket, s.content(id), multipart)
	switch minio.ToErrorResponse(err).Code {
	case minio.NoSuchUpload, minio.NoSuchKey:
		return nil
	}
	return s.failure("abort a multipart upload", err)
}

func (s *Store) putPart(ctx context.Context, r record, number int, from *spool) (minio.CompletePart, error) {
	content, size, sum := from.content()
	var part minio.ObjectPart
	err := write(ctx, content, size, func(content io.Reader) (err error) {
		part, err = s.client.PutObjectPart(ctx, s.bucket, s.content(r.ID), r.Multipart, number, content, size,
			minio.PutObjectPartOptions{Md5Base64: sum, DisableContentSha256: true})
		return err
	})
	if err != nil {
		return minio.CompletePart{}, s.failure("write a part of a file", err)
	}
	return minio.CompletePart{PartNumber: number, ETag: part.ETag}, nil
}

// load reads the tail into an empty spool.
func (s *Store) load(ctx context.Context, into *spool, r record, p progress) error {
	const what = "read the last bytes of an upload"
	body, _, _, err := s.client.GetObject(ctx, s.bucket, s.tail(r.ID, len(p.parts)+1), minio.GetObjectOptions{})
	if err != nil {
		return s.failure(what, err)
	}
	defer body.Close()
	err, broken := into.fill(p.tail+1, body)
	if broken != nil {
		return broken
	}
	if err != io.EOF {
		return s.failure(what, err)
	}
	if into.size != p.tail {
		return fmt.Errorf("files/s3: another process appends to the file %s", r.ID)
	}
	return nil
}

// end makes the content of a file one object, if it is not one already, and returns its size.
func (s *Store) end(ctx context.Context, r record) (size int64, err error) {
	p, err := s.progress(ctx, r)
	if err != nil {
		return 0, err
	}
	if p.whole {
		return p.stored, nil
	}
	if len(p.parts) > 0 {
		return s.join(ctx, r, p)
	}
	if !p.hasTail {
		return 0, files.ErrNotFound
	}
	return p.tail, nil
}

// join makes the parts and the tail of a file one object.
func (s *Store) join(ctx context.Context, r record, p progress) (size int64, err error) {
	parts, number := slices.Clone(p.parts), len(p.parts)+1
	size = p.stored + p.tail
	if p.tail > 0 {
		last, err := newSpool()
		if err != nil {
			return 0, err
		}
		defer last.close()
		if err := s.load(ctx, last, r, p); err != nil {
			return 0, err
		}
		part, err := s.putPart(ctx, r, number, last)
		if err != nil {
			return 0, err
		}
		parts = append(parts, part)
	}
	_, err = s.client.CompleteMultipartUpload(ctx, s.bucket, s.content(r.ID), r.Multipart, parts, minio.PutObjectOptions{})
	if minio.ToErrorResponse(err).Code == minio.NoSuchUpload {
		// An earlier request has done it, and its answer was lost.
		if info, failed := s.stat(ctx, s.content(r.ID)); failed == nil && info.Size == size {
			err = nil
		}
	}
	if err != nil {
		return 0, s.failure("join the parts of a file", err)
	}
	if p.hasTail {
		return size, s.remove(ctx, s.tail(r.ID, number))
	}
	return size, nil
}
