package s3_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/minio/minio-go/v7"

	"github.com/goldfish-go/goldfish/files"
)

var minioRemove = minio.RemoveObjectOptions{}

// object writes an object.
func (b *bucket) object(name, content string) {
	b.t.Helper()
	_, err := b.client.PutObject(b.t.Context(), "app", name, strings.NewReader(content), int64(len(content)), minio.PutObjectOptions{})
	if err != nil {
		b.t.Fatal(err)
	}
}

// half adds a file of which a part and a tail have arrived.
func (b *bucket) half() files.Upload {
	b.t.Helper()
	u := b.create(20 * mib)
	if _, err := b.Append(b.t.Context(), u.ID, 0, cutAfter(content(9*mib), 9*mib, func() {})); !errors.Is(err, io.ErrUnexpectedEOF) {
		b.t.Fatal(err)
	}
	b.wantNames("files/unkept/"+u.ID+".json", "files/unkept/"+u.ID+".tail-2", "upload of files/"+u.ID)
	return u
}

func TestSweep(t *testing.T) {
	b := newBucket(t)
	half := b.half()
	n, err := files.Sweep(t.Context(), b, time.Now().Add(-time.Minute), nil)
	if n != 0 || err != nil {
		t.Errorf("a young file: %d, %v", n, err)
	}
	if found, err := b.Find(t.Context(), half.ID); err != nil || found.Offset != 9*mib {
		t.Errorf("%+v, %v", found, err)
	}
	n, err = files.Sweep(t.Context(), b, time.Now().Add(time.Minute), nil)
	if n != 1 || err != nil {
		t.Errorf("a half upload: %d, %v", n, err)
	}
	b.wantNames()

	b.put(files.Arriving, "a")
	b.put(files.Complete, "a")
	taken, lost, keep := b.put(files.Taken, "a"), b.put(files.Taken, "a"), b.put(files.Kept, "a")
	if err := b.Take(t.Context(), taken.ID, "post"); err != nil {
		t.Fatal(err)
	}
	n, err = files.Sweep(t.Context(), b, time.Now().Add(time.Minute), nil)
	if n != 2 || err != nil {
		t.Errorf("without a question: %d, %v", n, err)
	}
	inUse := func(_ context.Context, f files.File) (bool, error) { return f.ID == taken.ID, nil }
	n, err = files.Sweep(t.Context(), b, time.Now().Add(time.Minute), inUse)
	if n != 1 || err != nil {
		t.Errorf("with a question: %d, %v", n, err)
	}
	b.wantNames("files/"+taken.ID, "files/kept/"+taken.ID+".json", "files/"+keep.ID, "files/kept/"+keep.ID+".json",
		"files/unkept/"+taken.ID+".taker-1")
	if _, err := b.Find(t.Context(), lost.ID); !errors.Is(err, files.ErrNotFound) {
		t.Error(err)
	}
}

// What killed processes have left is removed if it is old. What belongs to others is not.
func TestRestOfKilledProcesses(t *testing.T) {
	for age, removed := range map[time.Duration]bool{0: false, 2 * time.Hour: true} {
		past := gofakes3.FixedTimeSource(time.Now().Add(-age))
		b := newBucketOn(t, gofakes3.New(s3mem.New(s3mem.WithTimeSource(past)), gofakes3.WithTimeSource(past), gofakes3.WithTimeSkewLimit(0)).Server())
		half, keep, gone := b.half(), b.put(files.Kept, "a"), files.NewID()
		core := minio.Core{Client: b.client}
		for _, name := range []string{"files/" + gone, "files/of another app", "elsewhere/" + gone} {
			if _, err := core.NewMultipartUpload(t.Context(), "app", name, minio.PutObjectOptions{}); err != nil {
				t.Fatal(err)
			}
		}
		b.object("files/unkept/"+keep.ID+".json", `{"ID":"`+keep.ID+`","State":"taken"}`)
		b.object("files/unkept/"+keep.ID+".taker-3", "post")
		b.object("files/unkept/"+gone+".tail-2", "rest")
		b.object("files/unkept/note.txt", "of another app")
		before := b.names()
		listed := 0
		for u, err := range b.Unkept(t.Context()) {
			if listed++; err != nil || u.ID != half.ID || u.Offset != 9*mib {
				t.Errorf("%+v, %v", u, err)
			}
		}
		if listed != 1 {
			t.Errorf("%d files are listed, want 1", listed)
		}
		if !removed {
			b.wantNames(before...)
			continue
		}
		names := strings.Join(b.names(), "\n")
		for name, want := range map[string]bool{
			"upload of files/" + half.ID: true, half.ID + ".tail-2": true, "upload of files/of another app": true,
			"upload of elsewhere/" + gone: true, "files/unkept/note.txt": true, "files/kept/" + keep.ID + ".json": true,
			"upload of files/" + gone: false, gone + ".tail-2": false, "files/unkept/" + keep.ID: false,
		} {
			if strings.Contains(names, name) != want {
				t.Errorf("%s is there: %t, want %t", name, !want, want)
			}
		}
	}
}

// A description of somebody else is an error, and does not stop the sweep of the others.
func TestMalformedDescription(t *testing.T) {
	b := newBucket(t)
	b.put(files.Complete, "a")
	for _, text := range []string{" ", "{", `{"ID":"../x"}`, "[]"} {
		b.object("files/unkept/"+strings.Repeat("-", 32)+".json", text)
		if _, err := b.Find(t.Context(), strings.Repeat("-", 32)); err == nil || errors.Is(err, files.ErrNotFound) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if n, err := files.Sweep(t.Context(), b, time.Now().Add(time.Minute), nil); n != 1 || err == nil {
		t.Errorf("sweep: %d, %v", n, err)
	}
	if err := b.Delete(t.Context(), strings.Repeat("-", 32)); err != nil {
		t.Errorf("delete: %v", err)
	}
	b.wantNames()
}
