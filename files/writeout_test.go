package files

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A sparseFile is a file of which only the size counts.
type sparseFile struct {
	size int64
	err  error
}

func (f *sparseFile) WriteAt(p []byte, at int64) (int, error) {
	f.size = at + int64(len(p))
	return len(p), f.err
}

// Each complete step of a file is written to the disk once, wherever pieces of it begin and end.
func TestGradualWriter(t *testing.T) {
	const MiB = 1 << 20
	type span struct{ offset, n int64 }
	for _, c := range []struct {
		name   string
		offset int64
		pieces []int
		want   []span
	}{
		{"a small file", 0, []int{MiB, MiB}, nil},
		{"one byte less than a step", 0, []int{8*MiB - 1}, nil},
		{"a step in pieces", 0, []int{3 * MiB, 3 * MiB, 3 * MiB}, []span{{0, 8 * MiB}}},
		{"steps at once", 0, []int{17 * MiB}, []span{{0, 16 * MiB}}},
		{"what an earlier request began", 15 * MiB, []int{MiB, 8 * MiB}, []span{{8 * MiB, 8 * MiB}, {16 * MiB, 8 * MiB}}},
		{"from a complete step", 16 * MiB, []int{MiB}, nil},
	} {
		var got []span
		f := &sparseFile{}
		w := &gradualWriter{f, c.offset, func(offset, n int64) {
			if offset+n > f.size {
				t.Errorf("%s: bytes from %d to %d of %d", c.name, offset, offset+n, f.size)
			}
			got = append(got, span{offset, n})
		}}
		for _, n := range c.pieces {
			if _, err := w.Write(make([]byte, n)); err != nil {
				t.Error(err)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	full := errors.New("the disk is full")
	w := &gradualWriter{&sparseFile{err: full}, 0, func(int64, int64) {}}
	if n, err := w.Write(make([]byte, 5)); n != 5 || err != full {
		t.Errorf("%d, %v", n, err)
	}
}

// A file of several steps is stored as it was sent, in two requests.
func TestFolderLargeFile(t *testing.T) {
	dir := t.TempDir()
	store := Folder(dir)
	ctx := context.Background()
	u := Upload{ID: NewID()}
	if err := store.Create(ctx, u); err != nil {
		t.Fatal(err)
	}
	content := bytes.Repeat([]byte("0123456789abcde"), 20<<20/15)
	const first = 9_000_001
	for _, piece := range []struct{ from, to int }{{0, first}, {first, len(content)}} {
		n, err := store.Append(ctx, u.ID, int64(piece.from), bytes.NewReader(content[piece.from:piece.to]))
		if err != nil || n != int64(piece.to-piece.from) {
			t.Fatalf("%d bytes of %+v: %v", n, piece, err)
		}
	}
	if got, err := os.ReadFile(filepath.Join(dir, u.ID)); err != nil || !bytes.Equal(got, content) {
		t.Errorf("%d bytes, want %d: %v", len(got), len(content), err)
	}
}
