// Package filestest tests stores of files.
package filestest

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/goldfish-go/goldfish/files"
)

// Run fails the test if a store does not do what [files.Store] promises. The store must be empty,
// and is empty again after it.
func Run(t *testing.T, s files.Store) {
	ctx := t.Context()
	check := func(what string, err, want error) {
		t.Helper()
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", what, err, want)
		}
	}
	for u, err := range s.Unkept(ctx) {
		t.Fatalf("an empty store has %v, %v", u, err)
	}
	u := files.Upload{ID: files.NewID(), Name: "a.txt", Size: 10, Owner: "ana", Types: []string{"text/*"}}
	check("create", s.Create(ctx, u), nil)
	for _, step := range []struct {
		offset  int64
		content io.Reader
		written int64
		err     error
	}{
		{1, strings.NewReader("1"), 0, files.ErrOffset},
		{0, strings.NewReader("0123"), 4, nil},
		{0, strings.NewReader("0123"), 0, files.ErrOffset},
		// What came before the connection was cut is kept.
		{4, io.MultiReader(strings.NewReader("45"), iotest.ErrReader(io.ErrUnexpectedEOF)), 2, io.ErrUnexpectedEOF},
		{6, iotest.OneByteReader(strings.NewReader("6789")), 4, nil},
	} {
		n, err := s.Append(ctx, u.ID, step.offset, step.content)
		check("append", err, step.err)
		if n != step.written {
			t.Errorf("%d bytes at %d, want %d", n, step.offset, step.written)
		}
	}
	found, err := s.Find(ctx, u.ID)
	check("find", err, nil)
	if found.Offset != 10 || found.Owner != "ana" || found.Name != "a.txt" || found.Changed.IsZero() || len(found.Types) != 1 {
		t.Errorf("found %+v", found)
	}
	for _, state := range []files.State{files.Complete, files.Taken, files.Complete, files.Taken, files.Kept} {
		u.State, u.Type = state, "text/plain"
		check("update", s.Update(ctx, u), nil)
		found, err := s.Find(ctx, u.ID)
		check("find", err, nil)
		if found.State != state || found.Type != "text/plain" || found.Offset != 10 {
			t.Errorf("found %+v, want %q", found, state)
		}
		listed := 0
		for u, err := range s.Unkept(ctx) {
			check("list", err, nil)
			if u.State == state {
				listed++
			}
		}
		if want := map[bool]int{true: 0, false: 1}[state == files.Kept]; listed != want {
			t.Errorf("%d files are listed as %q, want %d", listed, state, want)
		}
	}
	checkTakers(t, s)
	content, err := s.Open(ctx, u.ID)
	check("open", err, nil)
	if err == nil {
		_, err = content.Seek(3, io.SeekStart)
		check("seek", err, nil)
		b, err := io.ReadAll(content)
		check("read", err, nil)
		if string(b) != "3456789" {
			t.Errorf("content %q", b)
		}
		size, err := content.Seek(0, io.SeekEnd)
		check("seek", err, nil)
		if size != 10 {
			t.Errorf("size %d", size)
		}
		content.Close()
	}
	check("delete", s.Delete(ctx, u.ID), nil)
	for _, id := range []string{u.ID, "", "../x", "..%2fx", strings.Repeat("a", 32)} {
		_, err = s.Find(ctx, id)
		check("find "+id, err, files.ErrNotFound)
		_, err = s.Open(ctx, id)
		check("open "+id, err, files.ErrNotFound)
		_, err = s.Append(ctx, id, 0, strings.NewReader("x"))
		check("append "+id, err, files.ErrNotFound)
		check("update "+id, s.Update(ctx, files.Upload{ID: id}), files.ErrNotFound)
		check("take "+id, s.Take(ctx, id, "x"), files.ErrNotFound)
		check("delete "+id, s.Delete(ctx, id), nil)
	}
}

// checkTakers fails the test if two posts of a form can have one file.
func checkTakers(t *testing.T, s files.Store) {
	ctx := t.Context()
	u := files.Upload{ID: files.NewID(), Name: "b.txt", Size: 1}
	if err := s.Create(ctx, u); err != nil {
		t.Fatal(err)
	}
	if err := s.Take(ctx, u.ID, "early"); !errors.Is(err, files.ErrNotFound) {
		t.Errorf("a file that arrives is taken: %v", err)
	}
	if _, err := s.Append(ctx, u.ID, 0, strings.NewReader("x")); err != nil {
		t.Fatal(err)
	}
	// The second round is after a post that has failed, the third after one that was refused.
	for round, state := range []files.State{files.Complete, files.Taken, files.Complete} {
		u.State, u.Taker = state, ""
		if err := s.Update(ctx, u); err != nil {
			t.Fatal(err)
		}
		const posts = 8
		errs := make(chan error, posts)
		for post := range posts {
			go func() { errs <- s.Take(ctx, u.ID, fmt.Sprint("post ", round, post)) }()
		}
		taken := 0
		for range posts {
			switch err := <-errs; {
			case err == nil:
				taken++
			case !errors.Is(err, files.ErrTaken):
				t.Error(err)
			}
		}
		found, err := s.Find(ctx, u.ID)
		if taken != 1 || err != nil || found.State != files.Taken || !strings.HasPrefix(found.Taker, fmt.Sprint("post ", round)) {
			t.Errorf("round %d: %d posts have the file: %+v, %v", round, taken, found, err)
		}
		if err := s.Take(ctx, u.ID, found.Taker); err != nil {
			t.Errorf("the same post again: %v", err)
		}
	}
	u.State = files.Kept
	if err := s.Update(ctx, u); err != nil {
		t.Fatal(err)
	}
	if err := s.Take(ctx, u.ID, "late"); !errors.Is(err, files.ErrTaken) {
		t.Errorf("a file that is kept is taken: %v", err)
	}
	if err := s.Delete(ctx, u.ID); err != nil {
		t.Error(err)
	}
}
