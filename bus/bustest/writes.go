package bustest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/store"
)

func (s Suite) commit(t *testing.T) {
	a, b := s.start(t), s.start(t)
	a.write(t, "one", "two")
	if a.recorder.count("one") != 1 || a.recorder.count("two") != 1 {
		t.Error("the writer's node has not received when Write returns")
	}
	b.recorder.wait(t, "one", "two")
	// What comes later is received later, so nothing of the first write is still on its way to a.
	b.write(t, "three")
	a.recorder.wait(t, "three")
	if n := a.recorder.count("one"); n != 1 {
		t.Errorf("the writer's node has received its own write %d times", n)
	}
	if n := b.recorder.count("one"); n != 1 {
		t.Errorf("the other node has received one write %d times", n)
	}
	if a.recorder.gaps() > 0 || b.recorder.gaps() > 0 {
		t.Error("a gap was said, and nothing was lost")
	}
}

func (s Suite) rollback(t *testing.T) {
	a, b := s.start(t), s.start(t)
	sad := errors.New("sad")
	err := a.db.Write(t.Context(), func(tx *store.Tx) error {
		tx.Notify("never")
		return sad
	})
	if !errors.Is(err, sad) {
		t.Errorf("got %v, want the error of the function", err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic has not passed")
			}
		}()
		_ = a.db.Write(t.Context(), func(tx *store.Tx) error {
			tx.Notify("never")
			panic("sad")
		})
	}()
	a.write(t, "after")
	b.recorder.wait(t, "after")
	if a.recorder.count("never") > 0 || b.recorder.count("never") > 0 {
		t.Error("what was rolled back was received")
	}
}

func (s Suite) notify(t *testing.T) {
	a, b := s.start(t), s.start(t)
	a.db.Notify("loose")
	if a.recorder.count("loose") != 1 {
		t.Error("this node has not received when Notify returns")
	}
	b.recorder.wait(t, "loose")
}

// order keeps a transaction open over others that begin later and commit earlier.
func (s Suite) order(t *testing.T) {
	a, b := s.start(t), s.start(t)
	for i := range size(10, 200) {
		early, late := fmt.Sprint("early ", i), fmt.Sprint("late ", i)
		opened, commit, done := make(chan struct{}), make(chan struct{}), make(chan error)
		go func() {
			done <- a.db.Write(context.Background(), func(tx *store.Tx) error {
				tx.Notify(late)
				_, err := tx.Exec("INSERT INTO goldfish_changes (topic) VALUES ('first row of a long transaction')")
				close(opened)
				<-commit
				return err
			})
		}()
		<-opened
		a.write(t, early)
		b.recorder.wait(t, early) // b has read past the rows of the open transaction
		close(commit)
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		b.recorder.wait(t, late)
	}
}

func (s Suite) slow(t *testing.T) {
	a, b, c := s.start(t), s.start(t), s.start(t)
	free := make(chan struct{})
	defer b.db.Subscribe(bus.Receiver{Notify: func([]string) { <-free }})()
	defer close(free)
	for i := range 50 {
		a.write(t, fmt.Sprint("slow ", i))
	}
	c.recorder.wait(t, "slow 0", "slow 49")
}

func (s Suite) close(t *testing.T) {
	b := s.start(t)
	db := s.open(t)
	db.Notify("last words")
	db.Close()
	b.recorder.wait(t, "last words")
}
