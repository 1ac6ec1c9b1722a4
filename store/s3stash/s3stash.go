// Package s3stash keeps stashed values in S3, or in another store with its interface.
//
//	client, err := minio.New("s3.eu-central-1.amazonaws.com", &minio.Options{Creds: …, Secure: true})
//	stash := s3stash.New(client, "my-bucket", "stash/")
//	id, err := Filters.Put(ctx, stash, filter)
//
// S3 does not delete objects at a time that each of them has. So an expired value is not returned
// any more, and its object stays until a lifecycle rule of the bucket deletes it: set one for the
// prefix, with more days than the longest TTL. A Put that extends the expiry writes the object
// again, so the days count from the last Put.
package s3stash

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/minio/minio-go/v7"

	"github.com/goldfish-go/goldfish/store"
)

// expiresKey is the key of the object's metadata that has its expiry, in RFC 3339.
const expiresKey = "Goldfish-Expires"

// A Backend is a store.StashBackend. It is safe for concurrent use. If two nodes put the same id at
// the same moment, the last one counts: the data of an id are equal.
type Backend struct {
	client         *minio.Client
	bucket, prefix string
}

// New returns a backend. The name of an object is the prefix and the id. The bucket must exist.
func New(client *minio.Client, bucket, prefix string) *Backend {
	return &Backend{client, bucket, prefix}
}

// PutStash implements [store.StashBackend].
func (b *Backend) PutStash(ctx context.Context, id string, data []byte, ttl time.Duration) error {
	expires := time.Now().Add(ttl)
	old, until, err := b.get(ctx, id)
	switch {
	case err == nil && !until.Before(expires):
		return nil
	case err == nil:
		data = old // the first data count
	case !errors.Is(err, store.ErrNotFound):
		return err
	}
	_, err = b.client.PutObject(ctx, b.bucket, b.prefix+id, bytes.NewReader(data), int64(len(data)), minio.PutObjectOptions{
		ContentType:  "application/json",
		UserMetadata: map[string]string{expiresKey: expires.UTC().Format(time.RFC3339Nano)},
	})
	return unavailable(err)
}

// GetStash implements [store.StashBackend].
func (b *Backend) GetStash(ctx context.Context, id string) ([]byte, error) {
	data, _, err := b.get(ctx, id)
	return data, err
}

func (b *Backend) get(ctx context.Context, id string) (data []byte, expires time.Time, err error) {
	object, err := b.client.GetObject(ctx, b.bucket, b.prefix+id, minio.GetObjectOptions{})
	if err != nil {
		return nil, expires, unavailable(err)
	}
	defer object.Close()
	data, err = io.ReadAll(object)
	if err != nil {
		if minio.ToErrorResponse(err).Code == minio.NoSuchKey {
			err = store.ErrNotFound
		}
		return nil, expires, unavailable(err)
	}
	info, err := object.Stat()
	if err != nil {
		return nil, expires, unavailable(err)
	}
	expires, err = time.Parse(time.RFC3339Nano, info.UserMetadata[expiresKey])
	if err != nil {
		return nil, expires, fmt.Errorf("s3stash: the object %s has no expiry: %w", b.prefix+id, err)
	}
	//mutant:false TestS3: what has expired is not returned, although the object is there
	if !expires.After(time.Now()) {
		return nil, expires, store.ErrNotFound
	}
	return data, expires, nil
}

// unavailable makes errors of the server and the connection ones that are answered with 503.
func unavailable(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, store.ErrNotFound) {
		return err
	}
	if store.IsUnavailable(err) || minio.ToErrorResponse(err).StatusCode >= http.StatusInternalServerError {
		return &store.Unavailable{Err: err}
	}
	return err
}
