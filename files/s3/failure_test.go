package s3_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/files/s3"
)

// each calls all methods for a file, and returns their errors.
func each(t *testing.T, s files.Store, id string) map[string]error {
	ctx, errs := t.Context(), map[string]error{}
	errs["create"] = s.Create(ctx, files.Upload{ID: files.NewID(), Size: 1})
	_, errs["append"] = s.Append(ctx, id, 0, strings.NewReader("x"))
	_, errs["find"] = s.Find(ctx, id)
	errs["take"] = s.Take(ctx, id, "post")
	errs["update"] = s.Update(ctx, files.Upload{ID: id, State: files.Kept})
	_, errs["open"] = s.Open(ctx, id)
	errs["delete"] = s.Delete(ctx, id)
	_, errs["sweep"] = files.Sweep(ctx, s, time.Now().Add(time.Hour), nil)
	return errs
}

// A bucket that is not there, or that does not answer, is not a file that is not there: such a file
// would be taken out of a form.
func TestBucketFails(t *testing.T) {
	b := newBucket(t)
	u := b.put(files.Complete, "a")
	before := b.names()
	wantAll := func(what, sentence string, errs map[string]error) {
		t.Helper()
		for method, err := range errs {
			if err == nil || errors.Is(err, files.ErrNotFound) || errors.Is(err, files.ErrTaken) || !strings.Contains(err.Error(), sentence) {
				t.Errorf("%s, %s: %v", what, method, err)
			}
		}
	}
	wantAll("missing", `there is no bucket "other"`, each(t, s3.New(b.client, "other", ""), u.ID))
	if err := s3.New(b.client, "other", "").Check(t.Context()); err == nil || !strings.Contains(err.Error(), "no bucket") {
		t.Errorf("check: %v", err)
	}
	b.answerWith(func(w http.ResponseWriter, r *http.Request) bool {
		return refuse(w, http.StatusForbidden, "AccessDenied")
	})
	wantAll("403", `the bucket "app" does not allow it`, each(t, b, u.ID))
	b.answerWith(func(w http.ResponseWriter, r *http.Request) bool {
		return refuse(w, http.StatusServiceUnavailable, "SlowDown")
	})
	wantAll("503", `in the bucket "app"`, each(t, b, u.ID))
	b.answerWith(nil)
	b.wantNames(before...)
	if err := b.Take(t.Context(), u.ID, "post"); err != nil {
		t.Errorf("when the bucket answers again: %v", err)
	}
}

// The bucket fails at each request of an upload in turn. Each time the upload goes on where the
// bucket has bytes, and no byte is lost.
func TestUploadWhileTheBucketFails(t *testing.T) {
	want := content(18 * mib)
	for _, status := range []int{http.StatusForbidden, http.StatusServiceUnavailable} {
		b := newBucket(t)
		u := b.create(int64(len(want)))
		fails := ""
		failed := map[string]bool{}
		b.answerWith(func(w http.ResponseWriter, r *http.Request) bool {
			q := r.URL.Query()
			kind := r.Method
			for _, key := range []string{"partNumber", "uploads", "uploadId"} {
				if q.Has(key) {
					kind += " " + key + q.Get("partNumber")
				}
			}
			if strings.Contains(r.URL.Path, ".tail-") || strings.HasSuffix(r.URL.Path, ".json") {
				kind += r.URL.Path[strings.LastIndex(r.URL.Path, "."):]
			}
			if fails == "" && !failed[kind] {
				fails, failed[kind] = kind, true
			}
			return fails == kind && refuse(w, status, "Fails")
		})
		var body io.Reader
		for round, offset := 0, int64(0); ; round++ {
			if round > 40 {
				t.Fatalf("no end: %v", failed)
			}
			// Cut now and then, so that there are tails.
			if body = bytes.NewReader(want[offset:]); round%2 == 0 && len(want)-int(offset) > 5*mib {
				body = cutAfter(want[offset:], 5*mib, func() {})
			}
			written, err := b.Append(t.Context(), u.ID, offset, body)
			fails = ""
			b.mu.Lock()
			answer := b.answer
			b.answer = nil
			b.mu.Unlock()
			found, lost := b.Find(t.Context(), u.ID)
			if lost != nil || found.Offset < offset+written {
				t.Fatalf("%d bytes are there of %d, %v; %v", found.Offset, offset+written, lost, err)
			}
			offset = found.Offset
			if err == nil && offset == u.Size {
				break
			}
			b.answerWith(answer)
		}
		if len(failed) < 8 {
			t.Errorf("only these have failed: %v", failed)
		}
		b.answerWith(nil)
		if !bytes.Equal(b.all(u.ID), want) {
			t.Error("other bytes")
		}
		u.State = files.Kept
		if err := b.Update(t.Context(), u); err != nil {
			t.Error(err)
		}
		if names := b.names(); slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, "upload of") }) {
			t.Errorf("left: %q", names)
		}
	}
}

// The parts are joined, and the answer is lost.
func TestJoinWithoutAnswer(t *testing.T) {
	b := newBucket(t)
	want := content(9 * mib)
	u := b.create(int64(len(want)))
	lost := 0
	b.answerWith(func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodPost || !r.URL.Query().Has("uploadId") || lost > 0 {
			return false
		}
		lost++
		b.server.ServeHTTP(httptest.NewRecorder(), r)
		return refuse(w, http.StatusServiceUnavailable, "SlowDown")
	})
	if n, err := b.Append(t.Context(), u.ID, 0, bytes.NewReader(want)); int(n) != len(want) || err != nil || lost != 1 {
		t.Fatal(n, err, lost)
	}
	if !bytes.Equal(b.all(u.ID), want) {
		t.Error("other bytes")
	}
}

// A post that cannot take a file, because its description cannot be written, does not keep it.
func TestTakeThatFails(t *testing.T) {
	b := newBucket(t)
	u := b.put(files.Complete, "a")
	b.answerWith(func(w http.ResponseWriter, r *http.Request) bool {
		return r.Method == http.MethodPut && strings.HasSuffix(r.URL.Path, ".json") && refuse(w, http.StatusForbidden, "AccessDenied")
	})
	if err := b.Take(t.Context(), u.ID, "post"); err == nil {
		t.Fatal("no error")
	}
	b.answerWith(nil)
	if err := b.Take(t.Context(), u.ID, "other"); err != nil {
		t.Errorf("another post: %v", err)
	}
}

// Somebody has deleted the content. No action gets a file without one.
func TestContentIsGone(t *testing.T) {
	b := newBucket(t)
	u := b.put(files.Complete, "a")
	if err := b.client.RemoveObject(t.Context(), "app", "files/"+u.ID, minioRemove); err != nil {
		t.Fatal(err)
	}
	if err := b.Take(t.Context(), u.ID, "post"); !errors.Is(err, files.ErrNotFound) {
		t.Errorf("take: %v", err)
	}
	if _, err := b.Open(t.Context(), u.ID); !errors.Is(err, files.ErrNotFound) {
		t.Errorf("open: %v", err)
	}
}

// A bucket that is busy for a moment answers before it has read a part. The part is sent again from
// its start, in the same call.
func TestBusyBucket(t *testing.T) {
	want := content(9 * mib)
	b := newBucket(t)
	u := b.create(int64(len(want)))
	var tries atomic.Int64
	b.answerWith(func(w http.ResponseWriter, r *http.Request) bool {
		return r.URL.Query().Has("partNumber") && tries.Add(1)%3 != 0 && refuse(w, http.StatusServiceUnavailable, "SlowDown")
	})
	if written, err := b.Append(t.Context(), u.ID, 0, bytes.NewReader(want)); err != nil || written != int64(len(want)) {
		t.Errorf("%d bytes of %d: %v", written, len(want), err)
	}
	if tries.Load() != 6 {
		t.Errorf("%d tries for two parts, each refused twice", tries.Load())
	}
	if !bytes.Equal(b.all(u.ID), want) {
		t.Error("other bytes")
	}
	// What the bucket refuses for good is sent once.
	tries.Store(0)
	u = b.create(int64(len(want)))
	b.answerWith(func(w http.ResponseWriter, r *http.Request) bool {
		if !r.URL.Query().Has("partNumber") {
			return false
		}
		tries.Add(1)
		_, _ = io.Copy(io.Discard, r.Body)
		return refuse(w, http.StatusForbidden, "AccessDenied")
	})
	if _, err := b.Append(t.Context(), u.ID, 0, bytes.NewReader(want)); err == nil || tries.Load() != 1 {
		t.Errorf("%d tries: %v", tries.Load(), err)
	}
}
