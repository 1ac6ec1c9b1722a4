package store

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/internal/values"
)

// A Stash keeps values of type T that fit neither into the URL nor into a form, such as a filter of
// two hundred conditions. The URL has the id of the value.
//
//	var Filters = store.NewStash[Filter]("filters", 2, store.StashOptions{Migrate: migrateFilter})
//
//	id, err := Filters.Put(ctx, db, filter) // in an action
//	filter, err := Filters.Get(ctx, db, id) // in a view
//
// The id is a hash of the content: equal values have equal ids on all nodes, so a page with an id
// in its URL is shared as any other, and Put may be repeated. Whoever has the id can read the
// value. A value of a single person holds something that only that person knows, or the app puts
// the viewer's ID into the value and compares it.
//
// Values are encoded by encoding/json. A stash is safe for concurrent use.
type Stash[T any] struct {
	name    string
	version int
	options StashOptions
}

// StashOptions configure a [Stash]. The zero value of each field is its default.
type StashOptions struct {
	// TTL is for how long a value is kept after it was put last. Default: 90 days.
	TTL time.Duration

	// MaxBytes limits the JSON of a value. Default: 64 KiB.
	MaxBytes int

	// Migrate makes the JSON of version from+1 of that of version from. It is called for each
	// version between that of the value and the current one. Nil: old values are read as they are.
	Migrate func(from int, value json.RawMessage) (json.RawMessage, error)
}

// A StashBackend keeps the bytes of stashed values. [DB], [Tx], [Write] and [Mem]
// are backends, and so are those of the modules store/redisstash and store/s3stash. Package
// store/stashtest checks one.
type StashBackend interface {
	// PutStash keeps data under an id for at least ttl. If there are data of this id, they stay as
	// they are, and the later expiry counts.
	PutStash(ctx context.Context, id string, data []byte, ttl time.Duration) error

	// GetStash returns the data of an id, or ErrNotFound.
	GetStash(ctx context.Context, id string) ([]byte, error)
}

// ErrNewer says that a value was put by a newer build, with a version that this build does not
// know. [IsUnavailable] is true for it: during a deploy, another node can read the value.
var ErrNewer = errors.New("store: this value is of a newer version of the app")

// A stashed value as it is kept.
type stashed struct {
	Stash   string          `json:"stash"`
	Version int             `json:"version"`
	Value   json.RawMessage `json:"value"`
}

// NewStash returns a stash. The name tells its values from those of other stashes. Raise the
// version, which begins with 1, whenever values of the version before need a migration.
//
// NewStash panics if the name is empty, if the version is less than 1, and if T has a field that is
// tagged as secret (url:"pin,secret"): whoever guesses a value can read it, so a stash keeps no
// secrets. The tag json:"-" leaves a field out.
func NewStash[T any](name string, version int, o StashOptions) *Stash[T] {
	if name == "" || version < 1 {
		panic(fmt.Sprintf("store: NewStash(%q, %d): give it a name, and a version of at least 1", name, version))
	}
	//mutant:false TestStashOfSecrets
	if field := values.SecretIn(reflect.TypeFor[T]()); field != "" {
		panic(fmt.Sprintf("store: NewStash(%q, %d): the field %s of %v is tagged as secret, and a stash keeps no secrets: leave it out, such as by the tag `json:\"-\"`", name, version, field, reflect.TypeFor[T]()))
	}
	if o.TTL <= 0 {
		o.TTL = 90 * 24 * time.Hour
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 64 << 10
	}
	return &Stash[T]{name, version, o}
}

// Put keeps a value and returns its id: 20 characters of a-z and 2-7. Putting an equal value again
// returns the same id, and keeps the value for another TTL. Put belongs in an action; a view must
// not write. In a [DB.Write], pass the transaction. The error is [ErrTooLarge] if the JSON of the
// value has more than MaxBytes.
func (s *Stash[T]) Put(ctx context.Context, b StashBackend, value T) (id string, err error) {
	v, err := json.Marshal(value)
	if err != nil {
		return "", fmt.Errorf("store: stash %q: %w", s.name, err)
	}
	//mutant:false TestStashLimits: a value that is too large is refused
	if len(v) > s.options.MaxBytes {
		return "", fmt.Errorf("%w: stash %q takes %d bytes, and the value has %d", ErrTooLarge, s.name, s.options.MaxBytes, len(v))
	}
	data, err := json.Marshal(stashed{s.name, s.version, v})
	if err != nil {
		return "", err
	}
	id = stashID(s.name, s.version, v)
	return id, b.PutStash(ctx, id, data, s.options.TTL)
}

// Get returns the value of an id. The error is [ErrNotFound] if there is none, if it has expired,
// or if it belongs to another stash, and [ErrNewer] if it was put by a newer build.
func (s *Stash[T]) Get(ctx context.Context, b StashBackend, id string) (value T, err error) {
	//mutant:false TestStashIDs: what is no id does not reach the backend
	if !stashIDFormat.MatchString(id) {
		return value, ErrNotFound
	}
	data, err := b.GetStash(ctx, id)
	if err != nil {
		return value, err
	}
	var kept stashed
	if err := json.Unmarshal(data, &kept); err != nil {
		return value, fmt.Errorf("store: the value %s of stash %q is damaged: %w", id, s.name, err)
	}
	//mutant:false TestStashIDs: a stash does not read values of another one
	if kept.Stash != s.name {
		return value, ErrNotFound
	}
	//mutant:false TestStashVersions: a value of a newer build is not misread
	if kept.Version > s.version {
		return value, &Unavailable{Err: fmt.Errorf("%w: version %d of stash %q, and this build knows %d", ErrNewer, kept.Version, s.name, s.version)}
	}
	for v := kept.Version; v < s.version && s.options.Migrate != nil; v++ {
		if kept.Value, err = s.options.Migrate(v, kept.Value); err != nil {
			return value, fmt.Errorf("store: migrating the value %s of stash %q from version %d: %w", id, s.name, v, err)
		}
	}
	if err := json.Unmarshal(kept.Value, &value); err != nil {
		return value, fmt.Errorf("store: the value %s of stash %q: %w", id, s.name, err)
	}
	return value, nil
}

var (
	stashIDFormat = regexp.MustCompile(`^[a-z2-7]{20}$`)
	base32ID      = base32.StdEncoding.WithPadding(base32.NoPadding)
)

// stashID returns 100 bits of a SHA-256. To find a second value of a given id takes about 2^100
// hashes, and two values of one id about 2^50. Two such values harm nobody but their maker: the
// first one that is put stays.
func stashID(name string, version int, value []byte) string {
	h := sha256.New()
	for _, part := range []string{name, fmt.Sprint(version), string(value)} {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(part)))
		h.Write(size[:])
		h.Write([]byte(part))
	}
	return strings.ToLower(base32ID.EncodeToString(h.Sum(nil))[:20])
}
