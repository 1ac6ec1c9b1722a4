package s3_test

import (
	"bytes"
	"context"
	"crypto/md5"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/files/s3"
	"github.com/goldfish-go/goldfish/internal/uploads"
)

const mib = 1 << 20

// content returns random bytes, the same at each call.
func content(size int) []byte {
	b := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte{}).Read(b)
	return b
}

// all reads a file.
func (b *bucket) all(id string) []byte {
	b.t.Helper()
	r, err := b.Open(b.t.Context(), id)
	if err != nil {
		b.t.Fatal(err)
	}
	defer r.Close()
	got, err := io.ReadAll(r)
	if err != nil {
		b.t.Fatal(err)
	}
	return got
}

// cutAfter reads n bytes. Then the request ends, as that of a connection that is cut.
func cutAfter(content []byte, n int, cancel func()) io.Reader {
	return io.MultiReader(bytes.NewReader(content[:n]), readerFunc(func([]byte) (int, error) {
		cancel()
		return 0, io.ErrUnexpectedEOF
	}))
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// An upload is cut several times, and goes on where the bucket has bytes, on another node.
func TestCut(t *testing.T) {
	b := newBucket(t)
	var mu sync.Mutex
	var sizes []int64
	b.answerWith(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPut && r.URL.Query().Has("partNumber") {
			mu.Lock()
			sizes = append(sizes, r.ContentLength)
			mu.Unlock()
		}
		return false
	})
	want := content(25*mib + 3)
	u := b.create(int64(len(want)))
	offset := 0
	for _, until := range []int{0, 1, 3 * mib, 3 * mib, 8 * mib, 19*mib + 5, 20 * mib} {
		ctx, cancel := context.WithCancel(t.Context())
		n, err := s3.New(b.client, "app", "files/").Append(ctx, u.ID, int64(offset), cutAfter(want[offset:], until-offset, cancel))
		if int(n) != until-offset || !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Fatalf("%d bytes at %d, %v, want %d", n, offset, err, until-offset)
		}
		offset = until
		if found, err := b.Find(t.Context(), u.ID); err != nil || found.Offset != int64(offset) {
			t.Fatalf("%+v, %v, want %d bytes", found, err, offset)
		}
	}
	if _, err := b.Append(t.Context(), u.ID, 16*mib, strings.NewReader("x")); !errors.Is(err, files.ErrOffset) {
		t.Errorf("bytes that do not continue: %v", err)
	}
	n, err := b.Append(t.Context(), u.ID, int64(offset), bytes.NewReader(want[offset:]))
	if err != nil || int(n) != len(want)-offset {
		t.Fatalf("the rest: %d bytes, %v", n, err)
	}
	// The answer was lost, and the client sends the rest again: nothing.
	if n, err := b.Append(t.Context(), u.ID, u.Size, strings.NewReader("")); n != 0 || err != nil {
		t.Errorf("nothing: %d bytes, %v", n, err)
	}
	if n, err := b.Append(t.Context(), u.ID, u.Size, strings.NewReader("x")); n != 0 || err == nil {
		t.Errorf("more than all: %d bytes, %v", n, err)
	}
	if !bytes.Equal(b.all(u.ID), want) {
		t.Error("other bytes")
	}
	if fmt.Sprint(sizes) != fmt.Sprint([]int{8 * mib, 8 * mib, 8 * mib, mib + 3}) {
		t.Errorf("parts of %d bytes", sizes)
	}
	u.State = files.Kept
	if err := b.Update(t.Context(), u); err != nil {
		t.Error(err)
	}
	b.wantNames("files/"+u.ID, "files/kept/"+u.ID+".json")
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Range", "bytes=16777210-16777225")
	files.Serve(w, r, b, files.File{ID: u.ID})
	if w.Code != http.StatusPartialContent || !bytes.Equal(w.Body.Bytes(), want[16777210:16777226]) {
		t.Errorf("a range over two parts: %d, %d bytes", w.Code, w.Body.Len())
	}
}

// An upload of a file whose size is a whole number of parts.
func TestWholeParts(t *testing.T) {
	b := newBucket(t)
	want := content(16 * mib)
	u := b.create(int64(len(want)))
	if n, err := b.Append(t.Context(), u.ID, 0, bytes.NewReader(want)); int(n) != len(want) || err != nil {
		t.Fatal(n, err)
	}
	if !bytes.Equal(b.all(u.ID), want) {
		t.Error("other bytes")
	}
}

// A browser without scripts sends a file whose size nobody knows before.
func TestUnknownSize(t *testing.T) {
	b := newBucket(t)
	for _, size := range []int{1, 3 * mib, 8 * mib, 9*mib + 1} {
		want := content(size)
		u, err := uploads.Receive(t.Context(), b, files.Upload{ID: files.NewID(), Name: "a"}, 10*mib, bytes.NewReader(want))
		if err != nil || u.Size != int64(size) || u.State != files.Complete {
			t.Fatalf("%+v, %v", u, err)
		}
		if found, err := b.Find(t.Context(), u.ID); err != nil || found.Offset != int64(size) || found.Type != uploads.Detect(want) {
			t.Errorf("%+v, %v", found, err)
		}
		if !bytes.Equal(b.all(u.ID), want) {
			t.Errorf("%d other bytes", size)
		}
		if err := b.Delete(t.Context(), u.ID); err != nil {
			t.Error(err)
		}
		b.wantNames()
	}
	// Too large, and cut.
	refused := func(body io.Reader, want error) {
		t.Helper()
		_, err := uploads.Receive(t.Context(), b, files.Upload{ID: files.NewID(), Name: "a"}, 10*mib, body)
		if _, large := errors.AsType[uploads.SizeError](err); !large && (want == nil || !errors.Is(err, want)) {
			t.Error(err)
		}
		b.wantNames()
	}
	refused(bytes.NewReader(content(10*mib+1)), nil)
	refused(cutAfter(content(9*mib), 9*mib, func() {}), io.ErrUnexpectedEOF)
}

// A browser sends a picture in pieces, before its form. The picture gets its type, and a file that
// only begins like one is refused and deleted.
func TestPieces(t *testing.T) {
	b := newBucket(t)
	want := append([]byte("\x89PNG\r\n\x1a\n"), content(9*mib)...)
	for _, types := range [][]string{{"image/*"}, {"text/plain"}} {
		u := files.Upload{ID: files.NewID(), Name: "a.png", Size: int64(len(want)), Types: types}
		err := b.Create(t.Context(), u)
		for size := 5; err == nil && u.State == files.Arriving; size *= 40 {
			piece := want[u.Offset:min(int(u.Offset)+size, len(want))]
			if u, err = b.Find(t.Context(), u.ID); err == nil {
				u, err = uploads.Continue(t.Context(), b, u, u.Offset, bytes.NewReader(piece))
			}
		}
		if types[0] == "image/*" {
			if err != nil || u.Type != "image/png" || !bytes.Equal(b.all(u.ID), want) {
				t.Errorf("%+v, %v", u, err)
			}
			if err := b.Delete(t.Context(), u.ID); err != nil {
				t.Error(err)
			}
		} else if _, wrong := errors.AsType[uploads.TypeError](err); !wrong {
			t.Errorf("%+v, %v, want an error of the type", u, err)
		}
		b.wantNames()
	}
}

// Nobody said how large a file is, and more bytes arrive after the first ones.
func TestUnknownSizeInSteps(t *testing.T) {
	b := newBucket(t)
	want := content(9 * mib)
	u := b.create(-1)
	for offset := 0; offset < len(want); offset += 3 * mib {
		if n, err := b.Append(t.Context(), u.ID, int64(offset), bytes.NewReader(want[offset:offset+3*mib])); n != 3*mib || err != nil {
			t.Fatal(n, err)
		}
	}
	u.State, u.Size = files.Complete, int64(len(want))
	if err := b.Update(t.Context(), u); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.all(u.ID), want) {
		t.Error("other bytes")
	}
}

// The server has ended the multipart upload, as a rule of the bucket may.
func TestUploadThatTheServerEnds(t *testing.T) {
	b := newBucket(t)
	want := content(10 * mib)
	u := b.create(int64(len(want)))
	if _, err := b.Append(t.Context(), u.ID, 0, cutAfter(want, 9*mib, func() {})); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatal(err)
	}
	if err := b.client.RemoveIncompleteUpload(t.Context(), "app", "files/"+u.ID); err != nil {
		t.Fatal(err)
	}
	found, err := b.Find(t.Context(), u.ID)
	if err != nil || found.Offset != 0 {
		t.Fatalf("%+v, %v, want no bytes", found, err)
	}
	if n, err := b.Append(t.Context(), u.ID, 0, bytes.NewReader(want)); int(n) != len(want) || err != nil {
		t.Fatal(n, err)
	}
	if !bytes.Equal(b.all(u.ID), want) {
		t.Error("other bytes")
	}
}

// A file is deleted, on another node, while bytes arrive.
func TestDeletedMeanwhile(t *testing.T) {
	b := newBucket(t)
	for _, size := range []int{10, 17 * mib} {
		for _, until := range []int{1, 9 * mib, 17 * mib} {
			want := content(size)
			until = min(until, size)
			u := b.create(int64(size))
			remove := readerFunc(func([]byte) (int, error) {
				if err := b.Delete(t.Context(), u.ID); err != nil {
					t.Error(err)
				}
				return 0, io.EOF
			})
			body := io.MultiReader(bytes.NewReader(want[:until]), remove, bytes.NewReader(want[until:]))
			if _, err := b.Append(t.Context(), u.ID, 0, body); err == nil {
				t.Errorf("%d of %d bytes: no error", until, size)
			}
			b.wantNames()
		}
	}
}

// endless makes bytes without memory.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// TestAllocationsOfAnUpload sends 64 MiB to a server that keeps nothing, in this process.
func TestAllocationsOfAnUpload(t *testing.T) {
	b := newBucket(t)
	b.answerWith(func(w http.ResponseWriter, r *http.Request) bool {
		q := r.URL.Query()
		switch {
		case r.Method == http.MethodPost && q.Has("uploads"):
			fmt.Fprint(w, "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>")
		case r.Method == http.MethodPut && q.Has("partNumber"):
			sum := md5.New()
			_, _ = io.Copy(sum, r.Body)
			w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sum.Sum(nil)))
		case r.Method == http.MethodPost && q.Has("uploadId"):
			fmt.Fprint(w, "<CompleteMultipartUploadResult><Bucket>app</Bucket><ETag>1</ETag></CompleteMultipartUploadResult>")
		default:
			return false
		}
		return true
	})
	upload := func(size int64) (allocated uint64) {
		u := b.create(size)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		n, err := b.Append(t.Context(), u.ID, 0, io.LimitReader(endless{}, size))
		runtime.ReadMemStats(&after)
		if n != size || err != nil {
			t.Fatal(n, err)
		}
		return after.TotalAlloc - before.TotalAlloc
	}
	upload(9 * mib) // connections, buffers
	allocated := upload(64 * mib)
	t.Logf("%d KiB", allocated>>10)
	if allocated > 4*mib {
		t.Errorf("an upload of 64 MiB allocates %d bytes, want 4 MiB at most", allocated)
	}
}
