// Package s3 keeps the files of forms in an S3 bucket, or in another store with its interface.
//
//	client, err := minio.New("s3.eu-central-1.amazonaws.com", &minio.Options{Creds: …, Secure: true})
//	store := s3.New(client, "my-bucket", "files/")
//	err = store.Check(ctx) // at the start: does the bucket do all that is needed?
//	app := framework.New(viewer, framework.Options[User]{Files: store})
//
// # What the bucket must do
//
//   - Refuse a PUT with the header If-None-Match: * if the object is there. Otherwise two posts of
//     a form could get one file. Amazon S3, MinIO and Cloudflare R2 do so. [Store.Check] finds out,
//     and Take refuses to work with a bucket that ignores the header.
//   - Show each write to all readers at once, as Amazon S3 does since 2020.
//   - Let the app read, write and delete objects, list the bucket, and list and abort multipart
//     uploads: s3:GetObject, PutObject, DeleteObject, ListBucket, AbortMultipartUpload,
//     ListMultipartUploadParts, ListBucketMultipartUploads. Without ListBucket, Amazon S3 answers
//     403 for an object that is not there.
//
// Nobody else should be able to read the objects: their Content-Type is not the file's. Downloads
// are for files.Serve. If the bucket has versions, a lifecycle rule should delete the old ones.
//
// # What is in the bucket
//
// Under the prefix, the content of a file is the object ID, and what is known of it is
// unkept/ID.json or kept/ID.json. A file of at least 8 MiB arrives as parts of a multipart upload.
// S3 takes no parts below 5 MiB but the last. So if an upload is cut, the rest that is no whole
// part is an object of its own, unkept/ID.tail-N, for the part N; for the first part it is the
// content. The upload goes on from there: the rest is read again, and becomes the beginning of its
// part. The same happens if a proxy lets only small bodies through: then each of them is written
// again with the next one, until they are a part.
//
// # Memory, disk, limits
//
// An upload needs less than 1 MiB of memory. The part that arrives is a temporary file, of 8 MiB
// at most (os.TempDir). If the process is killed, the bytes in it are sent again by the browser. A
// file whose size is known before may have 5 TiB: its parts are larger. Another one, which is sent
// by a browser without scripts, has at most 10,000 parts of 8 MiB.
//
// # Half uploads
//
// The framework's sweep deletes them, with their parts. It also ends multipart uploads that a
// killed process left without a description. MinIO does not list those; it ends multipart uploads
// itself, one day after their beginning. If a server does so while the upload runs, the upload
// begins again: its offset is 0.
package s3

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/minio/minio-go/v7"

	"github.com/goldfish-go/goldfish/files"
)

// A Store is a [files.Store] in a bucket. Several processes may use one bucket and prefix.
type Store struct {
	client         minio.Core
	bucket, prefix string
	checked        atomic.Bool // the bucket refuses to replace an object
}

var _ files.Store = (*Store)(nil)

// New returns a store. All its objects have names that begin with the prefix, such as "files/".
// The bucket must exist. The client decides how often a request without content is repeated
// (minio.Options). One with content is sent five times at most.
func New(client *minio.Client, bucket, prefix string) *Store {
	return &Store{client: minio.Core{Client: client}, bucket: bucket, prefix: prefix}
}

const (
	unkept = "unkept"
	kept   = "kept"
)

func (s *Store) content(id string) string { return s.prefix + id }

func (s *Store) description(group, id string) string { return s.prefix + group + "/" + id + ".json" }

// tail is the object of bytes that are not yet the part with a number.
func (s *Store) tail(id string, number int) string {
	if number == 1 {
		return s.content(id)
	}
	return fmt.Sprintf("%s%s/%s.tail-%d", s.prefix, unkept, id, number)
}

// Create implements [files.Store].
func (s *Store) Create(ctx context.Context, u files.Upload) error {
	if !files.ValidID(u.ID) {
		return files.ErrNotFound
	}
	return s.describe(ctx, unkept, record{Upload: u})
}

// Find implements [files.Store].
func (s *Store) Find(ctx context.Context, id string) (files.Upload, error) {
	r, err := s.record(ctx, id)
	if err != nil || r.State != files.Arriving {
		return r.Upload, err
	}
	p, err := s.progress(ctx, r)
	r.Offset = p.stored + p.tail
	if p.changed.After(r.Changed) {
		r.Changed = p.changed
	}
	return r.Upload, err
}

// Update implements [files.Store].
func (s *Store) Update(ctx context.Context, u files.Upload) error {
	r, err := s.record(ctx, u.ID)
	if err != nil {
		return err
	}
	before := r
	r.Upload, r.Changed = u, time.Time{}
	if u.State != files.Arriving {
		if before.State == files.Arriving {
			r.Bytes, err = s.end(ctx, before)
			r.Multipart = ""
		} else {
			// A rule of the bucket, or somebody else, may have deleted it.
			_, err = s.stat(ctx, s.content(u.ID))
		}
		if err != nil {
			return err
		}
	}
	if u.Taker == "" {
		r.Round++
	}
	group, other := unkept, kept
	if u.State == files.Kept {
		group, other = kept, unkept
	}
	if err := s.describe(ctx, group, r); err != nil {
		return err
	}
	if before.State == files.Kept || u.State == files.Kept {
		if err := s.remove(ctx, s.description(other, u.ID)); err != nil {
			return err
		}
	}
	if before.Taker != "" && u.Taker == "" {
		// It counts no more, since the round has changed. A sweep removes it if this does not.
		_ = s.remove(ctx, s.taker(u.ID, before.Round))
	}
	return nil
}

// Check reports what the bucket does not do. It writes a small object, and removes it.
func (s *Store) Check(ctx context.Context) error {
	name := s.taker(files.NewID(), 0) // a sweep would remove it
	if err := s.put(ctx, name, strings.NewReader(""), 0, "", true); err != nil {
		return err
	}
	err := s.put(ctx, name, strings.NewReader(""), 0, "", true)
	removed := s.remove(ctx, name)
	//mutant:false TestBucketWithoutConditions: two posts could get one file
	if err == nil {
		return fmt.Errorf("files/s3: the bucket %q ignores If-None-Match: two posts of a form could get one file; see the comment of the package", s.bucket)
	}
	if !errors.Is(err, errExists) {
		return err
	}
	if removed == nil {
		s.checked.Store(true)
	}
	return removed
}

// errExists is the error of a PUT that must not replace an object.
var errExists = errors.New("files/s3: the object is there")

// failure says what was tried, and why the bucket did not do it. It returns files.ErrNotFound if
// the object is not there.
func (s *Store) failure(what string, err error) error {
	if err == nil {
		return nil
	}
	answer := minio.ToErrorResponse(err)
	switch {
	case answer.Code == minio.NoSuchKey:
		return files.ErrNotFound
	case answer.Code == minio.NoSuchBucket:
		return fmt.Errorf("files/s3: cannot %s: there is no bucket %q: %w", what, s.bucket, err)
	case answer.StatusCode == http.StatusForbidden:
		return fmt.Errorf("files/s3: cannot %s: the bucket %q does not allow it; see the comment of the package: %w", what, s.bucket, err)
	}
	return fmt.Errorf("files/s3: cannot %s in the bucket %q: %w", what, s.bucket, err)
}
