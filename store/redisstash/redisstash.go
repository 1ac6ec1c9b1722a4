// Package redisstash keeps stashed values in Redis.
//
//	stash := redisstash.New(redis.NewClient(&redis.Options{Addr: "localhost:6379"}), "")
//	id, err := Filters.Put(ctx, stash, filter)
//
// Redis deletes what has expired. What it evicts because its memory is full (maxmemory-policy) is
// not found any more: use noeviction, or take it that links stop to work. What survives a crash of
// Redis depends on its persistence; the default loses up to an hour.
package redisstash

import (
	"context"
	"errors"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/goldfish-go/goldfish/store"
)

// A Backend is a store.StashBackend. It is safe for concurrent use.
type Backend struct {
	client redis.UniversalClient
	prefix string
}

// New returns a backend. Its keys are the prefix and the id; "" is "goldfish:stash:".
func New(client redis.UniversalClient, prefix string) *Backend {
	if prefix == "" {
		prefix = "goldfish:stash:"
	}
	return &Backend{client, prefix}
}

// put keeps the data that are there, and the later expiry, in one step.
var put = redis.NewScript(`
if redis.call("SET", KEYS[1], ARGV[1], "NX", "PX", ARGV[2]) then
	return 1
end
if redis.call("PTTL", KEYS[1]) < tonumber(ARGV[2]) then
	redis.call("PEXPIRE", KEYS[1], ARGV[2])
end
return 0`)

// PutStash implements [store.StashBackend].
func (b *Backend) PutStash(ctx context.Context, id string, data []byte, ttl time.Duration) error {
	return unavailable(put.Run(ctx, b.client, []string{b.prefix + id}, data, max(1, ttl.Milliseconds())).Err())
}

// GetStash implements [store.StashBackend].
func (b *Backend) GetStash(ctx context.Context, id string) ([]byte, error) {
	data, err := b.client.Get(ctx, b.prefix+id).Bytes()
	if errors.Is(err, redis.Nil) {
		return nil, store.ErrNotFound
	}
	return data, unavailable(err)
}

// unavailable makes errors of the connection ones that are answered with 503.
func unavailable(err error) error {
	if err != nil && !errors.Is(err, context.Canceled) && (store.IsUnavailable(err) || errors.Is(err, redis.ErrClosed)) {
		return &store.Unavailable{Err: err}
	}
	return err
}
