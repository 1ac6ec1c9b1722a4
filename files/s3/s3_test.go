package s3_test

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/files/filestest"
	"github.com/goldfish-go/goldfish/files/s3"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// A bucket is one on a server of S3, whose requests a test can answer.
type bucket struct {
	*s3.Store
	t      *testing.T
	client *minio.Client
	server http.Handler

	mu sync.Mutex
	// answer reports whether it has answered a request. It may also change the request.
	answer func(w http.ResponseWriter, r *http.Request) bool
}

// newBucket starts a server with an empty bucket.
func newBucket(t *testing.T, options ...gofakes3.Option) *bucket {
	return newBucketOn(t, gofakes3.New(s3mem.New(), options...).Server())
}

func newBucketOn(t *testing.T, server http.Handler) *bucket {
	t.Helper()
	level.Long(t)
	b := &bucket{t: t, server: server}
	listener := httptest.NewUnstartedServer(b)
	// The server writes an error after a client has read enough.
	listener.Config.ErrorLog = log.New(io.Discard, "", 0)
	listener.Start()
	t.Cleanup(listener.Close)
	client, err := minio.New(strings.TrimPrefix(listener.URL, "http://"), &minio.Options{
		Creds: credentials.NewStaticV4("key", "secret", ""), Region: "us-east-1", MaxRetries: 2,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.MakeBucket(t.Context(), "app", minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
	b.client, b.Store = client, s3.New(client, "app", "files/")
	return b
}

func (b *bucket) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	answer := b.answer
	b.mu.Unlock()
	if answer == nil || !answer(w, r) {
		b.server.ServeHTTP(w, r)
	}
}

// answerWith sets who sees requests before the server does; nil: nobody.
func (b *bucket) answerWith(answer func(w http.ResponseWriter, r *http.Request) bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.answer = answer
}

// refuse answers with an error of S3.
func refuse(w http.ResponseWriter, status int, code string) bool {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, "<Error><Code>%s</Code><Message>%s</Message></Error>", code, code)
	return true
}

// names returns the names of all objects, and of multipart uploads that have not ended.
func (b *bucket) names() (names []string) {
	b.t.Helper()
	for object := range b.client.ListObjects(b.t.Context(), "app", minio.ListObjectsOptions{Recursive: true}) {
		if object.Err != nil {
			b.t.Fatal(object.Err)
		}
		names = append(names, object.Key)
	}
	for upload := range b.client.ListIncompleteUploads(b.t.Context(), "app", "", true) {
		if upload.Err == nil { // this server has an error in place of an empty list
			names = append(names, "upload of "+upload.Key)
		}
	}
	return names
}

func (b *bucket) wantNames(want ...string) {
	b.t.Helper()
	slices.Sort(want)
	if got := b.names(); !slices.Equal(got, want) {
		b.t.Errorf("in the bucket: %q, want %q", got, want)
	}
}

// create adds a file that arrives.
func (b *bucket) create(size int64) files.Upload {
	b.t.Helper()
	u := files.Upload{ID: files.NewID(), Name: "a.bin", Size: size, Owner: "ana"}
	if err := b.Create(b.t.Context(), u); err != nil {
		b.t.Fatal(err)
	}
	return u
}

// put adds a file with content.
func (b *bucket) put(state files.State, content string) files.Upload {
	b.t.Helper()
	u := b.create(int64(len(content)))
	_, err := b.Append(b.t.Context(), u.ID, 0, strings.NewReader(content))
	if err == nil && state != files.Arriving {
		u.State = state
		err = b.Update(b.t.Context(), u)
	}
	if err != nil {
		b.t.Fatal(err)
	}
	return u
}

func TestS3(t *testing.T) {
	b := newBucket(t)
	filestest.Run(t, b)
	b.wantNames()
	if err := b.Check(t.Context()); err != nil {
		t.Errorf("check: %v", err)
	}
	b.wantNames()
}

// A bucket that replaces what it must not replace cannot choose between two posts.
func TestBucketWithoutConditions(t *testing.T) {
	b := newBucket(t)
	u := b.put(files.Complete, "a")
	b.answerWith(func(_ http.ResponseWriter, r *http.Request) bool {
		r.Header.Del("If-None-Match")
		return false
	})
	for _, err := range []error{b.Check(t.Context()), b.Take(t.Context(), u.ID, "post")} {
		if err == nil || errors.Is(err, files.ErrTaken) || !strings.Contains(err.Error(), "If-None-Match") {
			t.Errorf("%v, want an error about If-None-Match", err)
		}
	}
	b.answerWith(nil)
	if err := b.Take(t.Context(), u.ID, "post"); err != nil {
		t.Errorf("with conditions: %v", err)
	}
}

// The first answer to a claim is lost, and the client sends it again.
func TestClaimWithoutAnswer(t *testing.T) {
	b := newBucket(t)
	if err := b.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	u := b.put(files.Complete, "a")
	lost := 0
	b.answerWith(func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodPut || !strings.Contains(r.URL.Path, ".taker-") || lost > 0 {
			return false
		}
		lost++
		b.server.ServeHTTP(httptest.NewRecorder(), r)
		return refuse(w, http.StatusServiceUnavailable, "SlowDown")
	})
	if err := b.Take(t.Context(), u.ID, "post"); err != nil || lost != 1 {
		t.Errorf("the post has the file and does not know: %v, %d answers were lost", err, lost)
	}
	if err := b.Take(t.Context(), u.ID, "other"); !errors.Is(err, files.ErrTaken) {
		t.Errorf("another post: %v", err)
	}
}

// A post claims a file while the one that has it gives it back, and a third one takes it.
func TestGivenBackMeanwhile(t *testing.T) {
	b := newBucket(t)
	u := b.put(files.Complete, "a")
	if err := b.Take(t.Context(), u.ID, "first"); err != nil {
		t.Fatal(err)
	}
	var once sync.Once
	b.answerWith(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPut && strings.Contains(r.URL.Path, ".taker-") {
			once.Do(func() {
				b.answerWith(nil)
				if err := errors.Join(b.Update(t.Context(), u), b.Take(t.Context(), u.ID, "third")); err != nil {
					t.Error(err)
				}
			})
		}
		return false
	})
	if err := b.Take(t.Context(), u.ID, "second"); !errors.Is(err, files.ErrTaken) {
		t.Errorf("two posts have the file: %v", err)
	}
	if found, err := b.Find(t.Context(), u.ID); err != nil || found.Taker != "third" {
		t.Errorf("%+v, %v, want the third post", found, err)
	}
}

// A file becomes kept between two reads of its description.
func TestFoundWhileItMoves(t *testing.T) {
	b := newBucket(t)
	u := b.put(files.Complete, "a")
	b.answerWith(func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodGet || !strings.Contains(r.URL.Path, "/kept/") {
			return false
		}
		b.answerWith(nil)
		b.server.ServeHTTP(w, r)
		u.State = files.Kept
		if err := b.Update(t.Context(), u); err != nil {
			t.Error(err)
		}
		return true
	})
	if found, err := b.Find(t.Context(), u.ID); err != nil || found.State != files.Kept {
		t.Errorf("%+v, %v", found, err)
	}
}
