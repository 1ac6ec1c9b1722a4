package s3stash_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/store"
	"github.com/goldfish-go/goldfish/store/s3stash"
	"github.com/goldfish-go/goldfish/store/stashtest"
)

func TestS3(t *testing.T) {
	level.Long(t)
	server := httptest.NewServer(gofakes3.New(s3mem.New()).Server())
	defer server.Close()
	client, err := minio.New(strings.TrimPrefix(server.URL, "http://"), &minio.Options{Creds: credentials.NewStaticV4("key", "secret", ""), Region: "us-east-1"})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.MakeBucket(t.Context(), "app", minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
	stashtest.Run(t, func(*testing.T) store.StashBackend { return s3stash.New(client, "app", "stash/") }, nil)
	if _, err := client.StatObject(t.Context(), "app", "stash/small", minio.StatObjectOptions{}); err != nil {
		t.Errorf("the object of an id: %v", err)
	}
	server.Close()
	if _, err := s3stash.New(client, "app", "").GetStash(t.Context(), "small"); !store.IsUnavailable(err) {
		t.Errorf("without a server: %v, want an outage", err)
	}
}
