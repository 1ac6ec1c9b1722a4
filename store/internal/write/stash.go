package write

import (
	"context"
	"errors"
	"time"

	"github.com/goldfish-go/goldfish/store/internal/tables"
)

// ErrNotFound says that there is nothing of an id.
var ErrNotFound = errors.New("store: there is nothing of this id, or not any more")

// PutStash keeps data under an id: see store.StashBackend.
func (c *Core) PutStash(ctx context.Context, id string, data []byte, ttl time.Duration) error {
	return classify(tables.PutStash(ctx, c.Place(), id, data, seconds(ttl)))
}

// GetStash returns the data of an id: see store.StashBackend.
func (c *Core) GetStash(ctx context.Context, id string) ([]byte, error) {
	data, err := getStash(ctx, c.Place(), id)
	return data, classify(err)
}

// PutStash keeps data under an id, as part of the write: see store.StashBackend.
func (r *Record) PutStash(ctx context.Context, id string, data []byte, ttl time.Duration) error {
	return tables.PutStash(ctx, r.place, id, data, seconds(ttl))
}

// GetStash returns the data of an id, as the write sees them: see store.StashBackend.
func (r *Record) GetStash(ctx context.Context, id string) ([]byte, error) {
	return getStash(ctx, r.place, id)
}

func getStash(ctx context.Context, p tables.Place, id string) ([]byte, error) {
	data, found, err := tables.GetStash(ctx, p, id)
	if err == nil && !found {
		return nil, ErrNotFound
	}
	return data, err
}

// seconds returns a duration in whole seconds, at least one.
func seconds(d time.Duration) int64 { return max(1, int64((d+time.Second-1)/time.Second)) }
