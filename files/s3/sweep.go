package s3

import (
	"context"
	"errors"
	"iter"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"

	"github.com/goldfish-go/goldfish/files"
)

// restAge is how old what nobody needs must be before a sweep removes it. A process may be about
// to write the description that needs it.
const restAge = time.Hour

// Delete implements [files.Store].
func (s *Store) Delete(ctx context.Context, id string) error {
	if !files.ValidID(id) {
		return nil
	}
	r, err := s.record(ctx, id)
	if err != nil && !errors.Is(err, files.ErrNotFound) && !errors.Is(err, errMalformed) {
		return err
	}
	if r.Multipart != "" {
		if err := s.abort(ctx, id, r.Multipart); err != nil {
			return err
		}
	}
	if err := s.remove(ctx, s.content(id)); err != nil {
		return err
	}
	// Descriptions last: no content is without one.
	description := s.description(unkept, id)
	for rest, err := range s.list(ctx, strings.TrimSuffix(description, "json")) {
		if err != nil {
			return err
		}
		if rest.Key == description {
			continue
		}
		if err := s.remove(ctx, rest.Key); err != nil {
			return err
		}
	}
	if err := errors.Join(s.remove(ctx, s.description(kept, id)), s.remove(ctx, description)); err != nil {
		return err
	}
	if r.State == files.Arriving {
		// Append, on another node, may have written it before the file was deleted.
		return s.remove(ctx, s.content(id))
	}
	return nil
}

// list lists objects by the beginning of their names.
func (s *Store) list(ctx context.Context, prefix string) iter.Seq2[minio.ObjectInfo, error] {
	return func(yield func(minio.ObjectInfo, error) bool) {
		options := minio.ListObjectsOptions{Prefix: prefix, Recursive: true}
		for object := range s.client.ListObjectsIter(ctx, s.bucket, options) {
			if !yield(object, s.failure("list objects", object.Err)) || object.Err != nil {
				return
			}
		}
	}
}

// drain ends a list: its goroutine may wait for a reader.
func drain(list <-chan minio.ObjectMultipartInfo, cancel func()) {
	cancel()
	for range list {
	}
}

// Unkept implements [files.Store]. It removes what killed processes have left.
func (s *Store) Unkept(ctx context.Context) iter.Seq2[files.Upload, error] {
	return func(yield func(files.Upload, error) bool) {
		group := s.prefix + unkept + "/"
		for object, err := range s.list(ctx, group) {
			var u files.Upload
			if err == nil {
				id, rest, _ := strings.Cut(strings.TrimPrefix(object.Key, group), ".")
				if !files.ValidID(id) {
					continue
				}
				if rest != "json" {
					err = s.removeRest(ctx, object, id)
				} else if u, err = s.Find(ctx, id); err == nil && u.State == files.Kept {
					err = s.removeOld(ctx, object)
				}
				if errors.Is(err, files.ErrNotFound) {
					continue // deleted meanwhile
				}
				if err == nil && (rest != "json" || u.State == files.Kept) {
					continue
				}
			}
			if !yield(u, err) {
				return
			}
		}
		for err := range s.abortRest(ctx) {
			if !yield(files.Upload{}, err) {
				return
			}
		}
	}
}

// removeRest removes the tail or the taker of a file that is kept or gone.
func (s *Store) removeRest(ctx context.Context, object minio.ObjectInfo, id string) error {
	_, err := s.stat(ctx, s.description(unkept, id))
	if errors.Is(err, files.ErrNotFound) {
		return s.removeOld(ctx, object)
	}
	return err
}

func (s *Store) removeOld(ctx context.Context, object minio.ObjectInfo) error {
	if time.Since(object.LastModified) < restAge {
		return nil
	}
	return s.remove(ctx, object.Key)
}

// abortRest aborts multipart uploads of files that have none.
func (s *Store) abortRest(ctx context.Context) iter.Seq[error] {
	return func(yield func(error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		uploads := s.client.ListIncompleteUploads(ctx, s.bucket, s.prefix, true)
		defer drain(uploads, cancel)
		for upload := range uploads {
			err := upload.Err
			if minio.ToErrorResponse(err).Code == minio.NoSuchUpload {
				return // the answer of some servers if there are none
			}
			id := strings.TrimPrefix(upload.Key, s.prefix)
			//mutant:false TestRestOfKilledProcesses: uploads of others, and new ones, are not aborted
			if err == nil && (!files.ValidID(id) || time.Since(upload.Initiated) < restAge) {
				continue
			}
			if err == nil {
				var r record
				if r, err = s.record(ctx, id); err == nil && r.Multipart == upload.UploadID {
					continue
				}
				if err == nil || errors.Is(err, files.ErrNotFound) {
					err = s.abort(ctx, id, upload.UploadID)
				}
			} else {
				err = s.failure("list multipart uploads", err)
			}
			if err != nil && (!yield(err) || upload.Err != nil) {
				return
			}
		}
	}
}
