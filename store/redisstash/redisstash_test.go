package redisstash_test

import (
	"testing"

	"github.com/redis/go-redis/v9"

	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/test/servers"
	"github.com/goldfish-go/goldfish/store"
	"github.com/goldfish-go/goldfish/store/redisstash"
	"github.com/goldfish-go/goldfish/store/stashtest"
)

func TestRedis(t *testing.T) {
	level.Long(t)
	server := servers.StartRedis(t)
	open := func(t *testing.T) *redis.Client {
		client := redis.NewClient(&redis.Options{Addr: "127.0.0.1:" + server.Port})
		t.Cleanup(func() { client.Close() })
		return client
	}
	stashtest.Run(t, func(t *testing.T) store.StashBackend { return redisstash.New(open(t), "") }, nil)

	t.Run("prefix", func(t *testing.T) {
		b := redisstash.New(open(t), "app:")
		id, err := store.NewStash[string]("s", 1, store.StashOptions{}).Put(t.Context(), b, "text")
		if err != nil {
			t.Fatal(err)
		}
		if n := open(t).Exists(t.Context(), "app:"+id).Val(); n != 1 {
			t.Errorf("%d keys with the prefix", n)
		}
	})
	t.Run("down", func(t *testing.T) {
		b := redisstash.New(open(t), "")
		server.Kill()
		if _, err := b.GetStash(t.Context(), "small"); !store.IsUnavailable(err) {
			t.Errorf("get: %v, want an outage", err)
		}
	})
}
